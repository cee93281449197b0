/* comparison_shrinkage - rates of small units drawn to the mean */
#include "measure/comparison_shrinkage.h"

#include <math.h>

#include "measure/comparison_round.h"
#include "statistics/shrinkage.h"

enum { MU_DECIMALS = 3, PARAMETER_DIGITS = 2 };

/* The largest of two digits that leaves the units something in common. */
static const double most_rho = 0.99;

/* The mean with 3 decimals, but neither 0 nor 1. */
static double
rounded_mu(double mu)
{
	double rounded = comparison_round_decimals(mu, MU_DECIMALS);

	if (rounded == 0)
		return comparison_round_digits(mu, PARAMETER_DIGITS);
	if (rounded == 1)
		return 1 - comparison_round_digits(1 - mu, PARAMETER_DIGITS);
	return rounded;
}

static enum method_status
fit(const struct comparison_task *t, struct shrinkage *s)
{
	enum method_status status = shrinkage_fit(t->units, t->count, s);

	if (status != METHOD_OK)
		return status;
	s->mu = rounded_mu(s->mu);
	s->rho =
	    fmin(most_rho, comparison_round_digits(s->rho, PARAMETER_DIGITS));
	return METHOD_OK;
}

/* Without a difference beyond chance the rate of each is that of all. */
static void
of_all(const struct shrinkage *s, struct comparison_result *r)
{
	r->status = METHOD_OK;
	r->value = 100 * s->mu;
}

static void
of_unit(const struct comparison_task *t, const struct shrinkage *s,
    const struct counted *unit, struct comparison_result *r)
{
	struct shrunk_rate rate = { 0 };

	r->status = shrinkage_rate(s, unit, t->level, &rate);
	if (r->status != METHOD_OK)
		return;
	r->value = 100 * rate.rate;
	r->lower = 100 * rate.limits.lower;
	r->upper = 100 * rate.limits.upper;
	r->limits = true;
}

int
comparison_shrinkage(const struct comparison_task *t, struct fail *f)
{
	const enum statistic statistic = STATISTIC_SHRUNKEN_RATE;
	struct shrinkage s = { 0 };
	enum method_status status;
	struct comparison_result r;
	size_t i;

	if (!comparison_results_wants(t->results, statistic))
		return 0;
	status = fit(t, &s);
	if (status == METHOD_NO_MEMORY)
		return fail_memory(f);
	for (i = 0; i < t->count; i++) {
		r = (struct comparison_result){ .status = status,
			.method = statistic_method(statistic) };
		if (status == METHOD_OK && s.rho == 0)
			of_all(&s, &r);
		else if (status == METHOD_OK)
			of_unit(t, &s, &t->units[i], &r);
		comparison_task_put(t, i, statistic, &r);
	}
	return 0;
}
