/* comparison_pooled - all units as one */
#include "measure/comparison_pooled.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "measure/comparison_round.h"
#include "statistics/pooling.h"

/* Decimals of the results, in per cent. */
enum { POOLED_DECIMALS = 1 };

static enum pooling_method
method(const struct comparison_task *t)
{
	switch (t->definition->pooling) {
	case COMPARISON_DERSIMONIAN_LAIRD:
		return POOLING_DERSIMONIAN_LAIRD;
	case COMPARISON_PAULE_MANDEL:
		return POOLING_PAULE_MANDEL;
	case COMPARISON_REML:
		break;
	}
	return POOLING_REML;
}

/* log odds and their variance; 1/2 more of both where the odds have no
 * logarithm. */
static void
log_odds(const struct counted *u, double *y, double *v)
{
	double more = u->x == 0 || u->x == u->n ? 0.5 : 0;
	double x = (double)u->x + more, rest = (double)(u->n - u->x) + more;

	*y = log(x / rest);
	*v = 1 / x + 1 / rest;
}

static double
percent(double log_odds)
{
	return comparison_round_decimals(
	    100 / (1 + exp(-log_odds)), POOLED_DECIMALS);
}

static void
put(const struct comparison_task *t, enum method_status status,
    const struct pooling *p)
{
	struct comparison_result r = { .status = status,
		.method = pooling_method_name(method(t)) };

	if (status == METHOD_OK)
		r.value = comparison_round_decimals(p->i2, POOLED_DECIMALS);
	comparison_task_put_whole(t, STATISTIC_HETEROGENEITY, &r);
	if (status == METHOD_OK) {
		r.value = percent(p->mu);
		r.lower = percent(p->limits.lower);
		r.upper = percent(p->limits.upper);
		r.limits = true;
	}
	comparison_task_put_whole(t, STATISTIC_POOLED_RATE, &r);
}

int
comparison_pooled(const struct comparison_task *t, struct fail *f)
{
	struct pooling p = { 0 };
	double *y, *v;
	size_t i;

	if (!comparison_task_wants(
		t, STATISTIC_POOLED_RATE, STATISTIC_HETEROGENEITY))
		return 0;
	y = memory_array(t->count, 2 * sizeof(*y), f);
	if (y == NULL)
		return -1;
	v = y + t->count;
	for (i = 0; i < t->count; i++)
		log_odds(&t->units[i], &y[i], &v[i]);
	put(t, pooling_of(method(t), y, v, t->count, t->level, &p), &p);
	free(y);
	return 0;
}
