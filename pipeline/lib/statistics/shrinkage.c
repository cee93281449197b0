/* shrinkage - small units drawn to the mean (statistics/shrinkage.h) */
#include "statistics/shrinkage.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/distribution.h"
#include "statistics/exact_sum.h"
#include "statistics/quantile.h"
#include "statistics/rising.h"
#include "statistics/tally.h"

/* Where a + b is looked for, in logarithms: rho from 1 - 1e-9 to 1e-12. */
static const double narrowest = -20.7, widest = 27.6;

struct tallies {
	struct tally *items;
	size_t count;
};

struct units {
	const struct counted *units;
	size_t count;
	struct counted sum;
	/* Their x, n - x and n: what does not depend on the unit otherwise is
	 * computed once for each number. */
	struct tallies some, others, all;
};

/* At least one unit; the memory is that of u->some.items. */
static enum method_status
count_units(struct units *u)
{
	struct tally *items = calloc(u->count, 3 * sizeof(*items));
	double x, n;
	size_t i;

	if (items == NULL)
		return METHOD_NO_MEMORY;
	u->some.items = items;
	u->others.items = items + u->count;
	u->all.items = u->others.items + u->count;
	for (i = 0; i < u->count; i++) {
		x = (double)u->units[i].x;
		n = (double)u->units[i].n;
		u->some.items[i] = (struct tally){ x, 1 };
		u->others.items[i] = (struct tally){ n - x, 1 };
		u->all.items[i] = (struct tally){ n, 1 };
	}
	u->some.count = tally_merge(u->some.items, u->count);
	u->others.count = tally_merge(u->others.items, u->count);
	u->all.count = tally_merge(u->all.items, u->count);
	return METHOD_OK;
}

/* factor times the sum of rising_slope(a, .) over the units */
static void
add_slopes(
    const struct tallies *t, double a, double factor, struct exact_sum *sum)
{
	size_t i;

	for (i = 0; i < t->count; i++)
		exact_sum_add_product(sum, t->items[i].times,
		    factor * rising_slope(a, t->items[i].value));
}

/* The slope of the log-likelihood along log(mu / (1 - mu)), a + b = size. */
static double
slope_of_mu(const struct units *u, double size, double mu)
{
	struct exact_sum sum = { 0 };

	exact_sum_add_product(&sum, (double)u->sum.x, 1 - mu);
	exact_sum_add_product(&sum, -(double)(u->sum.n - u->sum.x), mu);
	add_slopes(&u->some, mu * size, 1 - mu, &sum);
	add_slopes(&u->others, (1 - mu) * size, -mu, &sum);
	return exact_sum_value(&sum);
}

/* Its slope along log(a + b), times a + b, which keeps it from vanishing. */
static double
slope_of_size(const struct units *u, double size, double mu)
{
	struct exact_sum sum = { 0 };

	add_slopes(&u->some, mu * size, 1, &sum);
	add_slopes(&u->others, (1 - mu) * size, 1, &sum);
	add_slopes(&u->all, size, -1, &sum);
	return exact_sum_value(&sum) * size;
}

/* log C(n, x) and the binomial part apart from its greatest value */
static double
log_likelihood(const struct units *u, double size, double mu)
{
	struct exact_sum sum = { 0 };
	double x, n, off;
	size_t i;

	for (i = 0; i < u->count; i++) {
		x = (double)u->units[i].x;
		n = (double)u->units[i].n;
		off = x * (1 - mu) - (n - x) * mu;
		exact_sum_add(
		    &sum, log(distribution_binomial(x, n, x / n, (n - x) / n)));
		exact_sum_add(&sum, -distribution_deviance(x, n * mu, off));
		exact_sum_add(
		    &sum, -distribution_deviance(n - x, n * (1 - mu), -off));
		if (isfinite(size)) {
			exact_sum_add(&sum, rising_log(mu * size, x));
			exact_sum_add(&sum, rising_log((1 - mu) * size, n - x));
			exact_sum_add(&sum, -rising_log(size, n));
		}
	}
	return exact_sum_value(&sum);
}

typedef double curve(const struct units *, double fixed, double at);

struct bracket {
	double low, high;       /* arguments */
	double at_low, at_high; /* values: above 0, below 0 */
};

/* The point where a falling curve is 0: regula falsi, Illinois' way. */
static double
crossing(curve *f, const struct units *u, double fixed, struct bracket b)
{
	double middle = b.low, value;
	int i, side = 0;

	for (i = 0; i < 200 && b.high - b.low > 1e-14 * fabs(middle); i++) {
		middle = b.low +
			 (b.high - b.low) * (b.at_low / (b.at_low - b.at_high));
		if (i % 8 == 7 || !(middle > b.low && middle < b.high))
			middle = (b.low + b.high) / 2;
		if (middle <= b.low || middle >= b.high)
			break;
		value = f(u, fixed, middle);
		if (value == 0)
			break;
		if (value > 0) {
			b.low = middle;
			b.at_low = value;
			b.at_high /= side > 0 ? 2 : 1;
			side = 1;
		} else {
			b.high = middle;
			b.at_high = value;
			b.at_low /= side < 0 ? 2 : 1;
			side = -1;
		}
	}
	return middle;
}

/* The best mu for a + b. */
static double
best_mu(const struct units *u, double size)
{
	struct bracket b = { 0, 1, (double)u->sum.x,
		-(double)(u->sum.n - u->sum.x) };

	return crossing(slope_of_mu, u, size, b);
}

/* The slope along log(a + b) at the best mu. */
static double
profile(const struct units *u, double unused, double log_size)
{
	double size = exp(log_size);

	(void)unused;
	return slope_of_size(u, size, best_mu(u, size));
}

/* Checks them and adds them up. */
static enum method_status
check(struct units *u)
{
	enum method_status status = counted_sum(u->units, u->count, &u->sum);
	int64_t largest = 0;
	size_t i;

	if (status != METHOD_OK)
		return status;
	for (i = 0; i < u->count; i++)
		if (u->units[i].n > largest)
			largest = u->units[i].n;
	if (u->count < 2 || largest < 2)
		return METHOD_TOO_FEW;
	if (u->sum.x == 0)
		return METHOD_NO_EVENTS;
	return u->sum.x == u->sum.n ? METHOD_ALL_EQUAL : METHOD_OK;
}

static int
all_or_nothing(const struct units *u)
{
	size_t i;

	for (i = 0; i < u->count; i++)
		if (u->units[i].x != 0 && u->units[i].x != u->units[i].n)
			return 0;
	return 1;
}

/*
 * At rho = 0 the slope by 1 / (a + b), twice: sum(x (x - 1) / mu + (n - x) (n -
 * x - 1) / (1 - mu) - n (n - 1)), which is sum((x - n mu)^2 / (mu (1 - mu)) -
 * (1 - 2 mu) (x - n mu) / (mu (1 - mu)) - n) and, as the x - n mu add up to 0,
 * Pearson's sum less all people.
 */
static int
beyond_chance(const struct units *u, double mu)
{
	struct exact_sum sum = { 0 };
	double x, n, off;
	size_t i;

	for (i = 0; i < u->count; i++) {
		x = (double)u->units[i].x;
		n = (double)u->units[i].n;
		off = x * (1 - mu) - (n - x) * mu;
		exact_sum_add(&sum, off * off / (mu * (1 - mu)) - n);
	}
	return exact_sum_value(&sum) > 0;
}

/* Where the likelihood is greatest over a + b. */
static enum method_status
best_size(const struct units *u, double *size)
{
	struct bracket b = { narrowest, widest, 0, 0 };

	b.at_low = profile(u, 0, b.low);
	b.at_high = profile(u, 0, b.high);
	if (b.at_low <= 0)
		return METHOD_NO_CONVERGENCE;
	if (b.at_high < 0)
		*size = exp(crossing(profile, u, 0, b));
	return METHOD_OK;
}

enum method_status
shrinkage_fit(const struct counted *units, size_t count, struct shrinkage *s)
{
	struct units u = { .units = units, .count = count };
	enum method_status status = check(&u);
	double size = INFINITY, mu;

	if (status != METHOD_OK)
		return status;
	if (all_or_nothing(&u))
		return METHOD_NO_CONVERGENCE;
	mu = (double)u.sum.x / (double)u.sum.n;
	if (beyond_chance(&u, mu)) {
		status = count_units(&u);
		if (status == METHOD_OK)
			status = best_size(&u, &size);
		if (status == METHOD_OK && isfinite(size))
			mu = best_mu(&u, size);
		free(u.some.items);
	}
	if (status != METHOD_OK)
		return status;
	s->mu = mu;
	s->rho = 1 / (1 + size);
	s->log_likelihood = log_likelihood(&u, size, mu);
	return METHOD_OK;
}

/*
 * A limit of the beta distribution.  With a or b below 0.01 it may lie nearer
 * to an end than a double can: all of the distribution is at the ends, a / (a +
 * b) of it at 1.
 */
static enum method_status
limit(enum tail_side side, double tail, double a, double b, double *x)
{
	double unused;
	enum method_status status = quantile_beta(side, tail, a, b, x, &unused);

	if (status != METHOD_NO_CONVERGENCE || fmin(a, b) >= 0.01)
		return status;
	if (side == TAIL_BELOW)
		*x = tail < b / (a + b) ? 0 : 1;
	else
		*x = tail < a / (a + b) ? 1 : 0;
	return METHOD_OK;
}

enum method_status
shrinkage_rate(const struct shrinkage *s, const struct counted *u, double level,
    struct shrunk_rate *r)
{
	enum method_status status = counted_check(u);
	double size, a, b, tail = (1 - level) / 2;
	struct limits l;

	/* Of nobody the rate is that of all. */
	if (status != METHOD_OK &&
	    !(status == METHOD_ZERO_DENOMINATOR && u->x == 0))
		return status;
	if (!(s->mu > 0 && s->mu < 1 && s->rho >= 0 && s->rho < 1))
		return METHOD_NOT_FINITE;
	if (!(level > 0 && level < 1))
		return METHOD_LEVEL;
	if (s->rho == 0)
		return METHOD_ALL_EQUAL;
	size = (1 - s->rho) / s->rho;
	a = s->mu * size + (double)u->x;
	b = (1 - s->mu) * size + (double)(u->n - u->x);
	status = limit(TAIL_BELOW, tail, a, b, &l.lower);
	if (status == METHOD_OK)
		status = limit(TAIL_ABOVE, tail, a, b, &l.upper);
	if (status == METHOD_OK)
		*r = (struct shrunk_rate){ a / (a + b), l };
	return status;
}
