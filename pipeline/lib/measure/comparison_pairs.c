/* comparison_pairs - cells in which two figures stand side by side */
#include "measure/comparison_pairs.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/comparison_groups.h"
#include "measure/estimate.h"

static const struct definition *
definition_of(const struct comparison_pairs *p)
{
	return p->cells->figures->definition;
}

/* ---- the two figures ---- */

static bool
has_number(const struct estimate *e)
{
	return observation_published(e->status);
}

static void
not_applicable(struct estimate *e, enum observation_reason reason)
{
	estimate_status(e, OBSERVATION_NOT_APPLICABLE, reason);
}

/* Whether anything is known of the cell of a row in an earlier period. */
static bool
has_earlier(const struct comparison_figures *g, size_t row)
{
	size_t i, now = comparison_figures_period(g, row);
	struct estimate e;

	for (i = now; i-- > 0;) {
		if (!comparison_figures_same_form(g, i, now))
			continue;
		comparison_figures_get(
		    g, comparison_figures_in_period(g, row, i), &e);
		if (has_number(&e) || comparison_empty(&e))
			return true;
	}
	return false;
}

/* The period before, of the same form; false: it is not in the data. */
static bool
find_before(const struct comparison_figures *g, size_t now, size_t *before)
{
	size_t i;

	for (i = now; i-- > 0;)
		if (comparison_figures_follows(g, now, i)) {
			*before = i;
			return true;
		}
	return false;
}

/* The figure of the period before; false: there is nothing to compare with, and
 * *why says so. */
static bool
get_before(const struct comparison_figures *g, size_t row,
    const struct estimate *now, struct estimate *before, size_t *with,
    struct estimate *why)
{
	size_t last, period = comparison_figures_period(g, row);

	if (!has_number(now))
		comparison_without(why, now, now);
	else if (!has_earlier(g, row))
		not_applicable(why, REASON_NO_EARLIER_PERIOD);
	else if (comparison_figures_break(g, row, period))
		not_applicable(why, REASON_BREAK);
	else if (!find_before(g, period, &last))
		not_applicable(why, REASON_PERIOD_GAP);
	else {
		*with = comparison_figures_in_period(g, row, last);
		comparison_figures_get(g, *with, before);
		return true;
	}
	return false;
}

/* The two figures of a cell and their rows; true: both have numbers, and *e is
 * what statistics made of them have in common; else why there are none. */
static bool
get_pair(const struct comparison_figures *g, const struct comparison_cell *cell,
    struct two_groups *groups, size_t *with, struct estimate *e)
{
	struct estimate a, b;

	*groups = (struct two_groups){ 0, 0, 0, 0 };
	*with = cell->with;
	comparison_figures_get(g, cell->row, &a);
	if (g->definition->comparison->kind != COMPARISON_PERIODS)
		comparison_figures_get(g, cell->with, &b);
	else if (!get_before(g, cell->row, &a, &b, with, e))
		return false;
	if (!has_number(&a) || !has_number(&b)) {
		comparison_without(e, &a, &b);
		return false;
	}
	*groups = (struct two_groups){ a.numerator, a.denominator, b.numerator,
		b.denominator };
	estimate_status(e, OBSERVATION_OK, REASON_NONE);
	e->coverage = 1;
	comparison_inherit(e, &a);
	comparison_inherit(e, &b);
	if (g->definition->comparison->kind == COMPARISON_PERIODS)
		e->flags &= ~(unsigned)FLAG_BREAK; /* that of the one before */
	return true;
}

/* ---- tests ---- */

static bool
tests_wanted(const bool *wanted)
{
	return wanted[STATISTIC_DIFFERENCE] || wanted[STATISTIC_P_VALUE] ||
	       wanted[STATISTIC_P_ADJUSTED];
}

/* Adjust the p of those of a family that have one. */
static int
adjust_family(
    struct comparison_pairs *p, size_t family, double *room, struct fail *f)
{
	const struct comparison_cells *c = p->cells;
	struct comparison_p *test;
	size_t i, count = 0;

	for (i = c->starts[family]; i < c->starts[family + 1]; i++) {
		test = &p->tests[c->order[i]];
		if (test->status == METHOD_OK)
			room[count++] = test->p;
	}
	if (count == 0)
		return 0;
	if (adjust_p_values(definition_of(p)->comparison->adjust, room, count,
		room) != METHOD_OK)
		return fail_memory(f);
	for (i = c->starts[family], count = 0; i < c->starts[family + 1]; i++) {
		test = &p->tests[c->order[i]];
		if (test->status == METHOD_OK)
			test->adjusted = room[count++];
	}
	return 0;
}

static int
open_tests(struct comparison_pairs *p, struct fail *f)
{
	const struct comparison_cells *c = p->cells;
	double *room = memory_array(c->count, sizeof(*room), f);
	struct comparison_result r;
	struct two_groups groups;
	struct estimate e;
	size_t i, with;
	int status = room == NULL ? -1 : 0;

	for (i = 0; i < c->count && status == 0; i++) {
		(void)get_pair(c->figures, &c->items[i], &groups, &with, &e);
		comparison_groups_test(
		    definition_of(p)->comparison, &groups, &r);
		p->tests[i] = (struct comparison_p){ r.status, r.value, 0 };
		if (r.status == METHOD_NO_MEMORY)
			status = fail_memory(f);
	}
	for (i = 0; i < c->family_count && status == 0; i++)
		status = adjust_family(p, i, room, f);
	free(room);
	return status;
}

int
comparison_pairs_open(struct comparison_pairs *p,
    const struct comparison_cells *cells, struct fail *f)
{
	p->cells = cells;
	p->tests = memory_array(cells->count, sizeof(*p->tests), f);
	if (p->tests == NULL ||
	    comparison_strata_open(&p->strata, cells->figures, f) == -1 ||
	    comparison_trend_open(&p->trend, cells->figures, f) == -1)
		return -1;
	return tests_wanted(definition_of(p)->statistics) ? open_tests(p, f)
							  : 0;
}

void
comparison_pairs_clear(struct comparison_pairs *p)
{
	comparison_strata_clear(&p->strata);
	comparison_trend_clear(&p->trend);
	free(p->tests);
	*p = (struct comparison_pairs)COMPARISON_PAIRS_INIT;
}

/* ---- statistics ---- */

static void
put_tests(const struct comparison_pairs *p, size_t cell,
    struct comparison_result *results)
{
	const struct comparison_definition *d = definition_of(p)->comparison;
	const struct comparison_p *test = &p->tests[cell];

	results[STATISTIC_P_VALUE] = (struct comparison_result){
		.status = test->status,
		.value = test->p,
		.method = d->test == COMPARISON_PEARSON ? "pearson" : "fisher",
	};
	results[STATISTIC_P_ADJUSTED] = (struct comparison_result){
		.status = test->status,
		.value = test->adjusted,
		.method = adjust_method_name(d->adjust),
	};
}

/* More than chance, above or below. */
static void
flag_tests(const struct comparison_pairs *p, size_t cell,
    const struct two_groups *groups, struct comparison_result *results)
{
	const struct definition *d = definition_of(p);
	const struct comparison_p *test = &p->tests[cell];
	double gap =
	    product_difference((double)groups->events1, (double)groups->size2,
		(double)groups->events2, (double)groups->size1);
	unsigned flag = gap > 0 ? FLAG_ABOVE : FLAG_BELOW;

	if (test->status != METHOD_OK || gap == 0 ||
	    !((d->statistics[STATISTIC_P_ADJUSTED] ? test->adjusted : test->p) <
		1 - d->interval.level))
		return;
	results[STATISTIC_DIFFERENCE].flags |= flag;
	results[STATISTIC_P_VALUE].flags |= flag;
	results[STATISTIC_P_ADJUSTED].flags |= flag;
}

/* All but the trend over periods, as the two figures give them. */
static enum observation_reason
compute(struct comparison_pairs *p, size_t cell,
    const struct two_groups *groups, size_t with, bool counted,
    struct comparison_result *results)
{
	const struct definition *d = definition_of(p);
	struct comparison_groups g = { *groups, 0, NULL, NULL };
	enum observation_reason reason = REASON_NONE;
	bool wanted[STATISTICS];

	if (counted && p->strata.count > 0)
		reason = comparison_strata_groups(
		    &p->strata, p->cells->items[cell].row, with, &g);
	memcpy(wanted, d->statistics, sizeof(wanted));
	wanted[STATISTIC_P_VALUE] = false;
	comparison_groups(
	    d->comparison, &g, d->interval.level, wanted, results);
	put_tests(p, cell, results);
	if (counted)
		flag_tests(p, cell, groups, results);
	return reason;
}

/* ---- rows ---- */

static void
put_row(const struct comparison_pairs *p, enum statistic statistic,
    const struct comparison_result *r, const struct estimate *common,
    enum observation_reason strata, struct comparison_row *row)
{
	struct estimate *e = &row->estimate;

	row->method = r->method;
	if (!has_number(common))
		*e = *common;
	else if (strata != REASON_NONE && statistic_of_strata(statistic))
		estimate_status(e, OBSERVATION_MISSING, strata);
	else {
		comparison_estimate(
		    r, statistic, definition_of(p)->decimals, e);
		comparison_inherit(e, common);
	}
}

int
comparison_pairs_get(struct comparison_pairs *p, size_t cell,
    struct comparison_row rows[STATISTICS], struct fail *f)
{
	const struct definition *d = definition_of(p);
	const struct comparison_cell *c = &p->cells->items[cell];
	struct comparison_result results[STATISTICS];
	enum observation_reason strata;
	struct estimate common;
	struct two_groups groups;
	size_t i, with;
	bool counted = get_pair(p->cells->figures, c, &groups, &with, &common);

	strata = compute(p, cell, &groups, with, counted, results);
	for (i = 0; i < STATISTICS; i++) {
		if (!d->statistics[i] ||
		    i == STATISTIC_COCHRAN_ARMITAGE_P_VALUE)
			continue;
		if (results[i].status == METHOD_NO_MEMORY)
			return fail_memory(f);
		put_row(p, (enum statistic)i, &results[i], &common, strata,
		    &rows[i]);
	}
	if (d->statistics[STATISTIC_COCHRAN_ARMITAGE_P_VALUE])
		comparison_trend_get(&p->trend, c->row,
		    &rows[STATISTIC_COCHRAN_ARMITAGE_P_VALUE]);
	return 0;
}
