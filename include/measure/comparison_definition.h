/*
 * comparison_definition.h - what a definition of kind "comparison" compares,
 * and how.
 *
 *	const struct comparison_definition *c = definition->comparison;
 *	if (c != NULL && c->kind == COMPARISON_GROUPS)
 *		printf("%s against %s\n", c->group, c->with);
 *
 * It compares rates of another indicator: those of two groups, of each period
 * with the one before, or of many units with all of them.  The file format is
 * described in measure(1).
 */
#ifndef MEASURE_COMPARISON_DEFINITION_H
#define MEASURE_COMPARISON_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/json.h"
#include "statistics/adjust.h"

struct definition;

enum comparison_kind {
	COMPARISON_GROUPS,
	COMPARISON_PERIODS,
	COMPARISON_UNITS
};

enum comparison_difference {
	COMPARISON_NEWCOMBE,
	COMPARISON_MIETTINEN_NURMINEN,
	COMPARISON_MEE
};

enum comparison_ratio { COMPARISON_KATZ, COMPARISON_KOOPMAN };

enum comparison_test { COMPARISON_FISHER, COMPARISON_PEARSON };

enum comparison_funnel { COMPARISON_FUNNEL_EXACT, COMPARISON_FUNNEL_SCORE };

/* Where the units vary more than chance makes them. */
enum comparison_widening {
	COMPARISON_WIDENING_NONE,
	COMPARISON_WIDENING_MULTIPLICATIVE,
	COMPARISON_WIDENING_ADDITIVE
};

enum comparison_pooling {
	COMPARISON_DERSIMONIAN_LAIRD,
	COMPARISON_REML,
	COMPARISON_PAULE_MANDEL
};

struct comparison_definition {
	const char *of_id; /* of the indicator whose rates are compared */
	/* The indicator; NULL until it is resolved
	 * (measure/definition_resolve.h). */
	const struct definition *of;
	enum comparison_kind kind;
	/* What is compared: an index of of->dimensions, of groups and units. */
	const char *dimension_name;
	size_t dimension;
	const char *group, *with; /* codes of the groups */
	const char *level; /* of the registry, of units; NULL: those without
			    * parts */
	/* The people of a cell stand in strata: codes of this level of this
	 * dimension of `of`; NULL: none. */
	const char *stratum_name;
	size_t stratum;
	const char *stratum_level; /* NULL: those without parts */
	enum comparison_difference difference;
	enum comparison_ratio ratio;
	enum comparison_test test;
	enum adjust_method adjust;
	enum comparison_funnel funnel;
	enum comparison_widening widening;
	enum comparison_pooling pooling;
};

/*
 * The member "comparison" of the tree, and "of" and what both say of the
 * dimensions and breakdowns, which the definition has already.  Sets
 * d->comparison, freed with free(), on failure too, and d->statistics.
 */
int comparison_definition_read(
    const struct json *root, struct definition *, struct fail *) MUST_CHECK;

#endif
