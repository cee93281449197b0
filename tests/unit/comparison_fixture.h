/* comparison_fixture.h - a family of units and its statistics, for tests */
#ifndef UNIT_COMPARISON_FIXTURE_H
#define UNIT_COMPARISON_FIXTURE_H

#include "measure/comparison_standard.h"
#include "measure/comparison_units.h"

enum { FIXTURE_UNITS = 64 };

struct fixture_unit {
	struct counted all;
	const struct counted *strata; /* NULL: not known */
};

struct fixture {
	struct comparison_definition definition;
	size_t count, stratum_count;
	struct fixture_unit units[FIXTURE_UNITS];
	const struct counted *standard;
	double level;
	struct comparison_result results[FIXTURE_UNITS][STATISTICS];
	struct comparison_result whole[STATISTICS];
};

/* The counts of the units, at most FIXTURE_UNITS, without strata. */
static inline void
fixture_units(struct fixture *x, const struct counted *counts, size_t count)
{
	size_t i;

	*x = (struct fixture){ .level = 0.95 };
	x->definition.kind = COMPARISON_UNITS;
	x->definition.adjust = ADJUST_BENJAMINI_HOCHBERG;
	x->definition.widening = COMPARISON_WIDENING_ADDITIVE;
	x->definition.pooling = COMPARISON_REML;
	for (i = 0; i < count; i++)
		x->units[i].all = counts[i];
	x->count = count;
}

/* A table of units by strata; its sums go to `standard` and to the units. */
static inline void
fixture_strata(struct fixture *x, const struct counted *table, size_t count,
    size_t strata, struct counted *standard)
{
	size_t i, j;

	fixture_units(x, table, count);
	memset(standard, 0, strata * sizeof(*standard));
	for (i = 0; i < count; i++) {
		x->units[i] =
		    (struct fixture_unit){ { 0, 0 }, table + i * strata };
		for (j = 0; j < strata; j++) {
			x->units[i].all.x += table[i * strata + j].x;
			x->units[i].all.n += table[i * strata + j].n;
			standard[j].x += table[i * strata + j].x;
			standard[j].n += table[i * strata + j].n;
		}
	}
	x->stratum_count = strata;
	x->standard = standard;
}

static inline int
fixture_fill(struct fixture *x, const struct comparison_results *r,
    struct comparison_standard *s, struct fail *f)
{
	struct counted units[FIXTURE_UNITS];
	const struct comparison_family family = { x->count, units };
	size_t i;

	for (i = 0; i < x->count; i++)
		units[i] = x->units[i].all;
	if (comparison_units(&x->definition, &family, x->level, r, f) == -1 ||
	    comparison_standard_open(s, x->stratum_count, f) == -1)
		return -1;
	for (i = 0; i < x->count; i++)
		comparison_standard_unit(s, &units[i], x->units[i].strata,
		    x->standard, x->level, r, i);
	return 0;
}

/* The statistics that are wanted of the units, at most FIXTURE_UNITS; others
 * stay as they are. */
static inline int
fixture_compute(
    struct fixture *x, const bool wanted[STATISTICS], struct fail *f)
{
	struct comparison_results r = COMPARISON_RESULTS_INIT;
	struct comparison_standard standard = COMPARISON_STANDARD_INIT;
	int result = comparison_results_open(&r, wanted, x->count, 1, f) == -1
			 ? -1
			 : fixture_fill(x, &r, &standard, f);
	size_t i, s;

	for (s = 0; s < STATISTICS && result == 0; s++) {
		if (!wanted[s])
			continue;
		if (statistic_of_all_units((enum statistic)s)) {
			x->whole[s] = *comparison_results_family(
			    &r, 0, (enum statistic)s);
			continue;
		}
		for (i = 0; i < x->count; i++)
			x->results[i][s] =
			    *comparison_results_unit(&r, i, (enum statistic)s);
	}
	comparison_standard_clear(&standard);
	comparison_results_clear(&r);
	return result;
}

/* All statistics of units. */
static inline void
fixture_run(struct fixture *x)
{
	bool wanted[STATISTICS] = { false };
	unsigned s;

	wanted[STATISTIC_P_VALUE] = wanted[STATISTIC_P_ADJUSTED] = true;
	for (s = STATISTIC_FUNNEL_95; s <= STATISTIC_HETEROGENEITY; s++)
		wanted[s] = true;
	assert_int_equal(fixture_compute(x, wanted, NULL), 0);
}

#endif
