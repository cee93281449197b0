/* comparison_funnel - which units are unlike the others beyond chance */
#include "measure/comparison_funnel.h"

#include <math.h>
#include <stdlib.h>

#include "base/memory.h"
#include "measure/comparison_round.h"
#include "statistics/adjust.h"
#include "statistics/distribution.h"
#include "statistics/funnel.h"
#include "statistics/tail.h"

enum { PARAMETER_DIGITS = 2 };

/* Units vary more than chance makes them where this is less likely. */
static const double unlikely = 0.05;

/* What the units of the family have in common. */
struct funnel {
	enum method_status status; /* of the target */
	double target;
	enum method_status dispersion;
	double phi, tau; /* rounded */
	bool exact;      /* limits, not those of the score */
	struct funnel_widening widening;
	const char *method, *score_method; /* of the limits, of z */
};

/* Limits and z as they are where chance explains how the units vary. */
static void
plain(const struct comparison_task *t, struct funnel *u)
{
	u->exact = t->definition->funnel == COMPARISON_FUNNEL_EXACT;
	u->widening = (struct funnel_widening){ 1, 0 };
	u->score_method = "funnel_score";
	u->method = u->exact ? "funnel_exact" : u->score_method;
}

static void
widen(const struct comparison_task *t, struct funnel *u)
{
	switch (t->definition->widening) {
	case COMPARISON_WIDENING_MULTIPLICATIVE:
		u->widening.phi = fmax(1, u->phi);
		u->method = "funnel_multiplicative";
		break;
	case COMPARISON_WIDENING_ADDITIVE:
		u->widening.tau2 = u->tau * u->tau;
		u->method = "funnel_additive";
		break;
	case COMPARISON_WIDENING_NONE:
		return;
	}
	u->exact = false;
	u->score_method = u->method;
}

/* The sum of the squared scores is phi times the units. */
static bool
beyond_chance(double phi, size_t count)
{
	return distribution_chi_square_above(
		   phi * (double)count, (double)(count - 1)) < unlikely;
}

static void
look(const struct comparison_task *t, struct funnel *u)
{
	struct funnel_dispersion d = { 0 };

	plain(t, u);
	u->status = funnel_target(t->units, t->count, &u->target);
	u->dispersion = u->status;
	if (u->status == METHOD_OK)
		u->dispersion =
		    funnel_dispersion(t->units, t->count, u->target, &d);
	if (u->dispersion != METHOD_OK)
		return;
	u->phi = comparison_round_digits(d.phi, PARAMETER_DIGITS);
	u->tau = comparison_round_digits(sqrt(d.tau2), PARAMETER_DIGITS);
	if (beyond_chance(d.phi, t->count))
		widen(t, u);
}

static void
put_dispersion(const struct comparison_task *t, const struct funnel *u)
{
	struct comparison_result r = { .status = u->dispersion,
		.value = u->phi,
		.method = statistic_method(STATISTIC_OVERDISPERSION) };

	comparison_task_put_whole(t, STATISTIC_OVERDISPERSION, &r);
	r.value = 100 * u->tau;
	r.method = statistic_method(STATISTIC_BETWEEN_UNITS);
	comparison_task_put_whole(t, STATISTIC_BETWEEN_UNITS, &r);
}

static unsigned
outside(const struct counted *unit, const struct limits *l)
{
	double rate = (double)unit->x / (double)unit->n;

	if (rate > l->upper)
		return FLAG_ABOVE;
	return rate < l->lower ? FLAG_BELOW : 0;
}

static void
put_limits(const struct comparison_task *t, const struct funnel *u, size_t unit,
    enum statistic statistic, const struct limits *l)
{
	struct comparison_result r = { .status = METHOD_OK,
		.value = 100 * u->target,
		.lower = 100 * l->lower,
		.upper = 100 * l->upper,
		.limits = true,
		.flags = outside(&t->units[unit], l),
		.method = u->method };

	comparison_task_put(t, unit, statistic, &r);
}

static void
put_status(const struct comparison_task *t, enum statistic statistic,
    enum method_status status, const char *method)
{
	struct comparison_result r = { .status = status, .method = method };
	size_t i;

	for (i = 0; i < t->count; i++)
		comparison_task_put(t, i, statistic, &r);
}

static int
put_funnels(
    const struct comparison_task *t, const struct funnel *u, struct fail *f)
{
	static const struct {
		enum statistic statistic;
		double level;
	} funnels[] = { { STATISTIC_FUNNEL_95, 0.95 },
		{ STATISTIC_FUNNEL_998, 0.998 } };
	struct limits *limits = memory_array(t->count, sizeof(*limits), f);
	enum method_status status = METHOD_OK;
	enum statistic statistic;
	size_t i, j;

	if (limits == NULL)
		return -1;
	for (i = 0; i < COUNT(funnels) && status != METHOD_NO_MEMORY; i++) {
		statistic = funnels[i].statistic;
		if (!comparison_results_wants(t->results, statistic))
			continue;
		status = funnel_limits(t->units, t->count, u->target,
		    funnels[i].level, u->exact ? NULL : &u->widening, limits);
		if (status != METHOD_OK)
			put_status(t, statistic, status, u->method);
		for (j = 0; j < t->count && status == METHOD_OK; j++)
			put_limits(t, u, j, statistic, &limits[j]);
	}
	free(limits);
	return status == METHOD_NO_MEMORY ? fail_memory(f) : 0;
}

/* The flag of a small p. */
static unsigned
beyond(const struct comparison_task *t, double z, double p)
{
	if (!(p < 1 - t->level))
		return 0;
	return z > 0 ? FLAG_ABOVE : FLAG_BELOW;
}

static void
put_scores(const struct comparison_task *t, const struct funnel *u,
    const double *z, const double *p, const double *adjusted)
{
	const char *adjustment = adjust_method_name(t->definition->adjust);
	struct comparison_result r;
	const double *decisive =
	    comparison_results_wants(t->results, STATISTIC_P_ADJUSTED)
		? adjusted
		: p;
	size_t i;

	for (i = 0; i < t->count; i++) {
		r = (struct comparison_result){ .status = METHOD_OK,
			.value = z[i],
			.method = u->score_method };
		comparison_task_put(t, i, STATISTIC_Z_SCORE, &r);
		r.value = p[i];
		r.flags = beyond(t, z[i], decisive[i]);
		comparison_task_put(t, i, STATISTIC_P_VALUE, &r);
		r.value = adjusted[i];
		r.method = adjustment;
		comparison_task_put(t, i, STATISTIC_P_ADJUSTED, &r);
	}
}

/* All units have a score, or none: it is the target that allows them. */
static enum method_status
score(const struct comparison_task *t, const struct funnel *u, double *z,
    double *p, double *adjusted)
{
	enum method_status status = METHOD_OK;
	size_t i;

	for (i = 0; i < t->count && status == METHOD_OK; i++) {
		status = funnel_z(&t->units[i], u->target, &u->widening, &z[i]);
		p[i] = tail_normal(z[i]);
		adjusted[i] = comparison_round_p(p[i]);
	}
	if (status == METHOD_OK &&
	    comparison_results_wants(t->results, STATISTIC_P_ADJUSTED))
		status = adjust_p_values(
		    t->definition->adjust, adjusted, t->count, adjusted);
	return status;
}

static void
put_no_scores(const struct comparison_task *t, const struct funnel *u,
    enum method_status status)
{
	put_status(t, STATISTIC_Z_SCORE, status, u->score_method);
	put_status(t, STATISTIC_P_VALUE, status, u->score_method);
	put_status(t, STATISTIC_P_ADJUSTED, status,
	    adjust_method_name(t->definition->adjust));
}

static int
scores(const struct comparison_task *t, const struct funnel *u, struct fail *f)
{
	double *z = memory_array(t->count, 3 * sizeof(*z), f);
	double *p, *adjusted;
	enum method_status status;

	if (z == NULL)
		return -1;
	p = z + t->count;
	adjusted = p + t->count;
	status = score(t, u, z, p, adjusted);
	if (status == METHOD_OK)
		put_scores(t, u, z, p, adjusted);
	else
		put_no_scores(t, u, status);
	free(z);
	return status == METHOD_NO_MEMORY ? fail_memory(f) : 0;
}

static bool
wants_scores(const struct comparison_task *t)
{
	return comparison_results_wants(t->results, STATISTIC_Z_SCORE) ||
	       comparison_task_wants(
		   t, STATISTIC_P_VALUE, STATISTIC_P_ADJUSTED);
}

static bool
wants_funnels(const struct comparison_task *t)
{
	return comparison_task_wants(
	    t, STATISTIC_FUNNEL_95, STATISTIC_FUNNEL_998);
}

int
comparison_funnel(const struct comparison_task *t, struct fail *f)
{
	struct funnel u = { 0 };

	if (!wants_funnels(t) && !wants_scores(t) &&
	    !comparison_task_wants(
		t, STATISTIC_OVERDISPERSION, STATISTIC_BETWEEN_UNITS))
		return 0;
	look(t, &u);
	if (u.dispersion == METHOD_NO_MEMORY)
		return fail_memory(f);
	put_dispersion(t, &u);
	if (u.status != METHOD_OK) {
		put_status(t, STATISTIC_FUNNEL_95, u.status, u.method);
		put_status(t, STATISTIC_FUNNEL_998, u.status, u.method);
		put_no_scores(t, &u, u.status);
		return 0;
	}
	if (wants_funnels(t) && put_funnels(t, &u, f) == -1)
		return -1;
	return wants_scores(t) ? scores(t, &u, f) : 0;
}
