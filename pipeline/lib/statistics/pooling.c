/* pooling - estimates of several units as one (statistics/pooling.h) */
#include "statistics/pooling.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/distribution.h"
#include "statistics/exact_sum.h"
#include "statistics/quantile.h"
#include "statistics/solve.h"

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
	double least;  /* variance */
	double spread; /* of y, from the least to the greatest */
};

/*
 * The distance of the points at which the slope of the restricted likelihood is
 * looked at, in log(tau2 + least variance).  All weights are smooth in it,
 * without poles nearer than pi.
 */
static const double scan_step = 0.25;

/* Sums over the units with the weights w = 1 / (v + tau2). */
struct sums {
	double w1, w2; /* of w, w^2 */
	double mu;
	double r1, r2; /* of w (y - mu)^2, w^2 (y - mu)^2 */
};

static struct sums
sums_at(const struct units *u, double tau2)
{
	struct exact_sum w1 = { 0 }, w2 = { 0 }, wy = { 0 };
	struct exact_sum r1 = { 0 }, r2 = { 0 };
	struct sums s;
	double w, square;
	size_t i;

	for (i = 0; i < u->count; i++) {
		w = 1 / (u->v[i] + tau2);
		exact_sum_add(&w1, w);
		exact_sum_add(&w2, w * w);
		exact_sum_add_product(&wy, w, u->y[i]);
	}
	s.w1 = exact_sum_value(&w1);
	s.w2 = exact_sum_value(&w2);
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
 * tau2 is looked for by its place, log(1 + tau2 / least).  None is above
 * spread^2: there Q is at most k - 1 and the restricted likelihood falls.  For
 * with p = w / sum w the distance of y from mu is at most (1 - p) spread, and so
 * sum(w^2 (y - mu)^2) at most sum(w (1 - p)) for w <= 1 / spread^2.
 */
static double
at_place(const struct units *u, double place)
{
	return u->least * expm1(place);
}

static double
last_place(const struct units *u)
{
	return log1p(u->spread / u->least * u->spread);
}

/*
 * Twice the slope of the restricted log-likelihood, along the place.  With P =
 * W - W 1 1'W / sum w it is y'PPy - tr P by tau2; PPy = P W (y - mu), so y'PPy
 * = sum w^2 (y - mu)^2.
 */
static double
restricted_slope(double place, const void *units)
{
	const struct units *u = units;
	double tau2 = at_place(u, place);
	struct sums s = sums_at(u, tau2);

	return (s.r2 - (s.w1 - s.w2 / s.w1)) * (u->least + tau2);
}

/* Twice what the restricted log-likelihood is above that of tau2 = 0. */
static double
restricted_gain(const struct units *u, double tau2)
{
	struct sums zero = sums_at(u, 0), s = sums_at(u, tau2);
	struct exact_sum logs = { 0 };
	size_t i;

	for (i = 0; i < u->count; i++)
		exact_sum_add(&logs, log1p(tau2 / u->v[i]));
	return zero.r1 - s.r1 - log(s.w1 / zero.w1) - exact_sum_value(&logs);
}

/* The greatest of the maxima: where the slope passes 0, and 0 itself. */
static enum method_status
restricted(const struct units *u, double *tau2)
{
	double last = last_place(u), place = 0, slope, next, root, gain;
	double greatest, found;
	enum method_status status;
	int i;

	slope = restricted_slope(0, u);
	if (!isfinite(last) || !isfinite(slope))
		return METHOD_NOT_FINITE;
	greatest = slope > 0 ? -INFINITY : 0;
	for (i = 1; place < last; i++, slope = next) {
		root = place;
		place = i * scan_step;
		next = restricted_slope(place, u);
		if (!isfinite(next))
			return METHOD_NOT_FINITE;
		if (!(slope > 0 && next <= 0))
			continue;
		status = solve(restricted_slope, u, root, place, &root);
		if (status != METHOD_OK)
			return status;
		found = at_place(u, root);
		gain = restricted_gain(u, found);
		if (gain > greatest) {
			greatest = gain;
			*tau2 = found;
		}
	}
	return METHOD_OK;
}

/* Q less its expectation; it falls. */
static double
excess(double place, const void *units)
{
	const struct units *u = units;

	return sums_at(u, at_place(u, place)).r1 - freedom(u);
}

static enum method_status
paule_mandel(const struct units *u, double *tau2)
{
	enum method_status status = METHOD_OK;
	double last = last_place(u), place = 0;

	if (!isfinite(last))
		return METHOD_NOT_FINITE;
	if (excess(0, u) > 0)
		status = solve(excess, u, 0, last + scan_step, &place);
	*tau2 = at_place(u, place);
	return status;
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
		return restricted(u, tau2);
	case POOLING_PAULE_MANDEL:
		return paule_mandel(u, tau2);
	default:
		break;
	}
	return METHOD_OK;
}

static enum method_status
check(struct units *u, double level, double *z)
{
	double lowest = INFINITY, highest = -INFINITY;
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
		u->least = fmin(u->least, u->v[i]);
		lowest = fmin(lowest, u->y[i]);
		highest = fmax(highest, u->y[i]);
	}
	u->spread = highest - lowest;
	return METHOD_OK;
}

enum method_status
pooling_of(enum pooling_method method, const double *y, const double *v,
    size_t count, double level, struct pooling *result)
{
	struct units u = { y, v, count, INFINITY, 0 };
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
