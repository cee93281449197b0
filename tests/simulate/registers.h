/*
 * registers.h - the exports that hold no persons: clusters, their members,
 * students, plans, reference dates.
 *
 *	registers_write(&world);
 *
 * Rows that a fault takes from the chain are marked as lost in the world.
 */
#ifndef SIMULATE_REGISTERS_H
#define SIMULATE_REGISTERS_H

#include "world.h"

void registers_write(struct world *);

/* Does this fault happen to the thing with this index?  About two in all of
 * count things, and not more than the share. */
#include "faults.h"
bool fault_hits(const struct job *, enum fault, uint64_t index, uint64_t count);

#endif
