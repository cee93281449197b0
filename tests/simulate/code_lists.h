/*
 * code_lists.h - the code lists of the world: clusters, colleges, enterprises.
 *
 *	code_lists_write(&world);	DIR/datasets/reference/clusters.json,
 *...
 */
#ifndef SIMULATE_CODE_LISTS_H
#define SIMULATE_CODE_LISTS_H

#include "world.h"

void code_lists_write(const struct world *);

#endif
