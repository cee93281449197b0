/* pooling - estimates of several units as one (statistics/pooling.h) */
#include "statistics/pooling.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/distribution.h"
#include "statistics/exact_sum.h"
#include "statistics/quantile.h"

static const int most_steps = 1000;

static const char *const names[POOLING_METHODS] = {
	[POOLING_FIXED] = "fixed",
	[POOLING_DERSIMONIAN_LAIRD] = "dersimonian_laird",
	[POOLING_REML] = "reml",
	[POOLING_PAULE_MANDEL] = "paule_mandel",
};

const char *
pooling_method_name(enum pooling_method method)
{
	return names[method];
}

int
pooling_method_find(const char *name, enum pooling_method *method)
{
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0) {
			*method = (enum pooling_method)i;
			return 0;
		}
	return -1;
}

struct units {
	const double *y, *v;
	size_t count;
};

/* Sums over the units with the weights w = 1 / (v + tau2). */
struct sums {
	double w1, w2, w3; /* of w, w^2, w^3 */
	double mu;
	double r1, r2; /* of w (y - mu)^2, w^2 (y - mu)^2 */
};

static struct sums
sums_at(const struct units *u, double tau2)
{
	struct exact_sum w1 = { 0 }, w2 = { 0 }, w3 = { 0 }, wy = { 0 };
	struct exact_sum r1 = { 0 }, r2 = { 0 };
	struct sums s;
	double w, square;
	size_t i;

	for (i = 0; i < u->count; i++) {
		w = 1 / (u->v[i] + tau2);
		exact_sum_add(&w1, w);
		exact_sum_add(&w2, w * w);
		exact_sum_add(&w3, w * w * w);
		exact_sum_add_product(&wy, w, u->y[i]);
	}
	s.w1 = exact_sum_value(&w1);
	s.w2 = exact_sum_value(&w2);
	s.w3 = exact_sum_value(&w3);
	s.mu = exact_sum_value(&wy) / s.w1;
	for (i = 0; i < u->count; i++) {
		w = 1 / (u->v[i] + tau2);
		square = (u->y[i] - s.mu) * (u->y[i] - s.mu);
		exact_sum_add(&r1, w * square);
		exact_sum_add(&r2, w * w * square);
	}
	s.r1 = exact_sum_value(&r1);
	s.r2 = exact_sum_value(&r2);
	return s;
}

static double
freedom(const struct units *u)
{
	return (double)(u->count - 1);
}

static double
dersimonian_laird(const struct units *u)
{
	struct sums s = sums_at(u, 0);

	return fmax(0, (s.r1 - freedom(u)) / (s.w1 - s.w2 / s.w1));
}

/*
 * With P = W - W 1 1'W / sum w: (y'PPy - tr P) / tr PP.  PPy = P W (y - mu), so
 * y'PPy = sum w^2 (y - mu)^2.
 */
static double
reml_step(const struct units *u, double tau2)
{
	struct sums s = sums_at(u, tau2);
	double trace = s.w1 - s.w2 / s.w1;
	double square = s.w2 - 2 * s.w3 / s.w1 + s.w2 / s.w1 * (s.w2 / s.w1);

	return (s.r2 - trace) / square;
}

/* Newton's step to Q = k - 1: Q falls and is convex, none overshoots. */
static double
paule_mandel_step(const struct units *u, double tau2)
{
	struct sums s = sums_at(u, tau2);

	return (s.r1 - freedom(u)) / s.r2;
}

static enum method_status
climb(double (*step)(const struct units *, double), const struct units *u,
    double *tau2)
{
	double next, moved = INFINITY;
	int i;

	for (i = 0; i < most_steps; i++) {
		next = fmax(0, *tau2 + step(u, *tau2));
		if (!isfinite(next))
			return METHOD_NOT_FINITE;
		moved = fabs(next - *tau2);
		*tau2 = next;
		if (moved <= 1e-14 * next)
			return METHOD_OK;
	}
	return moved <= 1e-10 * *tau2 ? METHOD_OK : METHOD_NO_CONVERGENCE;
}

static enum method_status
between(enum pooling_method method, const struct units *u, double *tau2)
{
	*tau2 = 0;
	switch (method) {
	case POOLING_DERSIMONIAN_LAIRD:
		*tau2 = dersimonian_laird(u);
		break;
	case POOLING_REML:
		*tau2 = dersimonian_laird(u);
		return climb(reml_step, u, tau2);
	case POOLING_PAULE_MANDEL:
		return sums_at(u, 0).r1 > freedom(u)
			   ? climb(paule_mandel_step, u, tau2)
			   : METHOD_OK;
	default:
		break;
	}
	return METHOD_OK;
}

static enum method_status
check(const struct units *u, double level, double *z)
{
	size_t i;

	if (u->count < 2)
		return METHOD_TOO_FEW;
	if (quantile_level(level, z) != METHOD_OK)
		return METHOD_LEVEL;
	for (i = 0; i < u->count; i++) {
		if (!isfinite(u->y[i]) || !isfinite(u->v[i]))
			return METHOD_NOT_FINITE;
		if (u->v[i] <= 0)
			return METHOD_ZERO_DENOMINATOR;
	}
	return METHOD_OK;
}

enum method_status
pooling_of(enum pooling_method method, const double *y, const double *v,
    size_t count, double level, struct pooling *result)
{
	struct units u = { y, v, count };
	double z, typical;
	enum method_status status = check(&u, level, &z);
	struct sums fixed, s;
	struct pooling p;

	if (status == METHOD_OK)
		status = between(method, &u, &p.tau2);
	if (status != METHOD_OK)
		return status;
	fixed = sums_at(&u, 0);
	s = sums_at(&u, p.tau2);
	p.mu = s.mu;
	p.se = 1 / sqrt(s.w1);
	p.limits = (struct limits){ p.mu - z * p.se, p.mu + z * p.se };
	typical = freedom(&u) / (fixed.w1 - fixed.w2 / fixed.w1);
	p.q = fixed.r1;
	p.p = distribution_chi_square_above(p.q, freedom(&u));
	p.i2 = 100 * p.tau2 / (p.tau2 + typical);
	if (method == POOLING_FIXED)
		p.i2 = p.q > freedom(&u) ? 100 * (1 - freedom(&u) / p.q) : 0;
	if (!isfinite(p.limits.lower) || !isfinite(p.limits.upper) ||
	    !isfinite(p.q) || !isfinite(p.i2) || !isfinite(p.tau2))
		return METHOD_NOT_FINITE;
	*result = p;
	return METHOD_OK;
}
