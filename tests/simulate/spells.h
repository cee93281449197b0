/*
 * spells.h - the exports of spells, one of each region, in no order.
 *
 *	struct spell_files *files = spell_files_open(&world);
 *	spell_files_add(files, &person);
 *	spell_files_close(files);
 *
 * Rows wait in a block for each region and are shuffled in it.
 */
#ifndef SIMULATE_SPELLS_H
#define SIMULATE_SPELLS_H

#include "person.h"

struct spell_files;

/* first: a region that has persons; its export is sent twice. */
struct spell_files *spell_files_open(const struct world *, int first);
void spell_files_add(struct spell_files *, const struct person *);
void spell_files_close(struct spell_files *);

#endif
