/*
 * breaks.h - breaks that the config of a run declares: from a period on the
 * figures are not comparable with earlier ones.
 *
 *	struct breaks breaks = BREAKS_INIT;
 *	if (breaks_open(&breaks, "breaks.json", f) == 0 &&
 *	    breaks_apply(&breaks, &definitions, f) == 0)
 *		...	(definitions->items[0]->declared)
 *	breaks_clear(&breaks);
 *
 * A file of kind "breaks" is described in measure(1).  Unknown keys, wrong
 * types and names that point nowhere are failures (FAIL_USAGE) with file and
 * pointer.
 */
#ifndef MEASURE_BREAKS_H
#define MEASURE_BREAKS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "measure/definition.h"
#include "registry/registry.h"

struct declared_break {
	const char *period; /* YYYY, YYYY-MM or YYYY-MM-DD */
	size_t indicator_count;
	const char **indicators; /* ids; none: all that have the dimensions */
	size_t where_count;      /* 0: every cell */
	struct definition_where *where;
	struct title text;   /* what has changed */
	struct title source; /* the act or document */
	const struct json *node;
};

struct breaks {
	struct json *json; /* owner of the texts */
	size_t count;
	struct declared_break *items;
};

#define BREAKS_INIT           \
	{                     \
		NULL, 0, NULL \
	}

/* path NULL: there are none.  To be cleared on failure too. */
int breaks_open(struct breaks *, const char *path, struct fail *) MUST_CHECK;
void breaks_clear(struct breaks *);
/*
 * Let a definition know the breaks, which must outlive it.  Of a break that
 * names it the dimensions of "where" must be its own, and it is no comparison:
 * what breaks is the indicator that is compared (FAIL_USAGE).
 */
int breaks_declare(
    const struct breaks *, struct definition *, struct fail *) MUST_CHECK;
/* The same of several.  A break may name indicators that are not among them. */
int breaks_apply(const struct breaks *, const struct definitions *,
    struct fail *) MUST_CHECK;

/* Whether the break is one of this indicator, or of the one that it compares:
 * it is named, or none is and it has all dimensions of "where". */
bool break_concerns(const struct declared_break *, const struct definition *);
/* Whether an entry is one of the codes or a descendant of one. */
bool break_covers(
    const struct definition_where *, const struct registry *, int entry);
/* Failure at the first code that the registry does not have. */
int break_check_codes(const struct definition_where *, const struct registry *,
    struct fail *) MUST_CHECK;
/*
 * The index, among periods in order, of that with which a new series begins:
 * the one of this name, else the one with its first day, else, where the data
 * lack that, the next.  -1: the break is before the first or after the last.
 */
ptrdiff_t break_begins(
    const char *period, const char *const *periods, size_t count);

#endif
