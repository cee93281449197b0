/*
 * neighbour.h - the observations that protect looks at: which definition a row
 * is of, and which rows lie beside it by the registries of its dimensions.
 *
 *	struct neighbours n = NEIGHBOURS_INIT;
 *	if (neighbours_open(&n, &o, &definitions, &registries, f) == 0) {
 *		parent = neighbours_parent(&n, row, dimension);
 *		if (parent != NEIGHBOUR_NONE)
 *			...	(row is part of it)
 *	}
 *	neighbours_clear(&n);
 */
#ifndef PROTECT_NEIGHBOUR_H
#define PROTECT_NEIGHBOUR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

#define NEIGHBOUR_NONE UINT32_MAX

struct neighbours {
	struct observations *o; /* borrowed */
	size_t dimensions;
	/* By code of the indicator column; NULL: its rule is "none". */
	const struct definition **definitions;
	/* By dimension and code: the code's registry entry, and the code of
	 * an entry (-1: not in the table). */
	const struct registry **registries;
	int **entries;
	int32_t **codes;
	int statistic; /* dimension of series and comparisons, or -1 */
	int *stack;    /* entries of a registry */
};

#define NEIGHBOURS_INIT                                   \
	{                                                 \
		NULL, 0, NULL, NULL, NULL, NULL, -1, NULL \
	}

/*
 * definitions must hold every indicator of the table and set the registries of
 * the dimensions of those that are to be protected (FAIL_USAGE); a code that
 * its registry lacks would be in no line (FAIL_DATA).  For the caller to clear,
 * on failure too.
 */
int neighbours_open(struct neighbours *, struct observations *,
    const struct definitions *, const struct registry_set *,
    struct fail *) MUST_CHECK;
void neighbours_clear(struct neighbours *);

/* The definition of a row that is to be protected, or NULL. */
const struct definition *neighbours_definition(
    const struct neighbours *, size_t row);
/* Whether the row follows from others: of a series, but no level; or of a
 * comparison. */
bool neighbours_derived(const struct neighbours *, size_t row);
/* Whether all codes of the dimension have one denominator in the row's
 * indicator. */
bool neighbours_shared(const struct neighbours *, size_t row, size_t dimension);
bool neighbours_published(const struct neighbours *, size_t row);
/* Whether there is a row, and it is not missing. */
bool neighbours_there(const struct neighbours *, uint32_t row);

/* The row beside this one with another entry in the dimension, or none. */
uint32_t neighbours_beside(
    const struct neighbours *, size_t row, size_t dimension, int entry);
/* The row that this one is part of along the dimension, or none.  A level that
 * is not there is passed over: regions make up the country where there are no
 * districts. */
uint32_t neighbours_parent(
    const struct neighbours *, size_t row, size_t dimension);
/* Whether all parts of a row are there, themselves or as their own parts. */
bool neighbours_complete(
    const struct neighbours *, size_t row, size_t dimension);
/* The first row, in order of the registries, of those that share the row's
 * denominator: the row itself if it shares it with none. */
uint32_t neighbours_representative(const struct neighbours *, size_t row);

#endif
