/* comparison_trend - whether the rate of a cell has a trend over the periods */
#include "measure/comparison_trend.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/comparison_groups.h"
#include "measure/estimate.h"
#include "measure/growth.h"

int
comparison_trend_open(struct comparison_trend *t,
    const struct comparison_figures *figures, struct fail *f)
{
	size_t count = figures->period_count;

	t->figures = figures;
	t->series = memory_array(count, sizeof(*t->series), f);
	t->periods = memory_array(count, sizeof(*t->periods), f);
	t->events = memory_array(count, sizeof(*t->events), f);
	t->people = memory_array(count, sizeof(*t->people), f);
	return t->series == NULL || t->periods == NULL || t->events == NULL ||
		       t->people == NULL
		   ? -1
		   : 0;
}

void
comparison_trend_clear(struct comparison_trend *t)
{
	free(t->series);
	free(t->periods);
	free(t->events);
	free(t->people);
	*t = (struct comparison_trend)COMPARISON_TREND_INIT;
}

/* The figures of a cell in the periods of its form up to its own: how many, and
 * which is the first that can be compared with the last. */
static size_t
read_series(struct comparison_trend *t, size_t row, size_t *first)
{
	const struct comparison_figures *g = t->figures;
	size_t i, count = 0, now = comparison_figures_period(g, row);
	struct estimate *e;

	*first = 0;
	for (i = 0; i <= now; i++) {
		if (!comparison_figures_same_form(g, i, now))
			continue;
		e = &t->series[count];
		comparison_figures_get(
		    g, comparison_figures_in_period(g, row, i), e);
		if (comparison_figures_break(g, row, i))
			*first = count;
		t->periods[count++] = i;
	}
	for (; *first < count - 1; ++*first) {
		e = &t->series[*first];
		if (observation_published(e->status) ||
		    e->status == OBSERVATION_CONFIDENTIAL)
			break;
	}
	return count;
}

/* Whether there can be a trend of the periods from first on; if not, *why. */
static bool
fits(const struct comparison_trend *t, size_t first, size_t count,
    struct estimate *why)
{
	const struct estimate *last = &t->series[count - 1];
	size_t i;

	if (!observation_published(last->status)) {
		comparison_without(why, last, last);
		return false;
	}
	estimate_status(
	    why, OBSERVATION_NOT_APPLICABLE, REASON_TOO_FEW_PERIODS);
	if (count - first < GROWTH_TREND_MIN)
		return false;
	why->reason = REASON_PERIOD_GAP;
	for (i = first + 1; i < count; i++)
		if (!comparison_figures_follows(
			t->figures, t->periods[i], t->periods[i - 1]))
			return false;
	for (i = first; i < count; i++)
		if (!observation_published(t->series[i].status) &&
		    !comparison_empty(&t->series[i])) {
			comparison_without(why, &t->series[i], last);
			return false;
		}
	return true;
}

void
comparison_trend_get(
    struct comparison_trend *t, size_t row, struct comparison_row *to)
{
	const struct definition *d = t->figures->definition;
	struct estimate *e = &to->estimate;
	struct comparison_result r;
	size_t i, first, count = read_series(t, row, &first);

	to->method = statistic_method(STATISTIC_COCHRAN_ARMITAGE_P_VALUE);
	if (!fits(t, first, count, e))
		return;
	for (i = first; i < count; i++) {
		t->events[i] = t->series[i].numerator;
		t->people[i] = t->series[i].denominator;
	}
	comparison_groups_trend(
	    t->events + first, t->people + first, count - first, &r);
	comparison_estimate(
	    &r, STATISTIC_COCHRAN_ARMITAGE_P_VALUE, d->decimals, e);
	for (i = first; i < count; i++)
		comparison_inherit(e, &t->series[i]);
	e->flags &= ~(unsigned)FLAG_BREAK; /* that of the first */
}
