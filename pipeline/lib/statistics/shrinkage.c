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

/*
 * The distance of the points at which the slope is looked at, in this
 * logarithm.  The parts of the slope, j / (a + j), go from 0 to 1 within about
 * 4 and have no poles nearer than pi: they do not turn twice in between.
 */
static const double scan_step = 0.5;

/* By how much an inner maximum must be higher than one at rho = 0. */
static const double least_gain = 1e-9;

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

/* What is looked for: the best mu for a size; or the best size, with a guess at
 * mu that is about so far off. */
struct search {
	const struct units *units;
	double size;
	double guess, off;
};

/* The slope of the log-likelihood along log(mu / (1 - mu)), a + b = size. */
static double
slope_of_mu(const struct search *s, double mu)
{
	const struct units *u = s->units;
	struct exact_sum sum = { 0 };

	exact_sum_add_product(&sum, (double)u->sum.x, 1 - mu);
	exact_sum_add_product(&sum, -(double)(u->sum.n - u->sum.x), mu);
	add_slopes(&u->some, mu * s->size, 1 - mu, &sum);
	add_slopes(&u->others, (1 - mu) * s->size, -mu, &sum);
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

/* factor times the sum of rising_log(a, .) over the units, and its size */
static void
add_logs(const struct tallies *t, double a, double factor,
    struct exact_sum *sum, struct exact_sum *size)
{
	double one;
	size_t i;

	for (i = 0; i < t->count; i++) {
		one = rising_log(a, t->items[i].value);
		exact_sum_add_product(sum, t->items[i].times, factor * one);
		exact_sum_add_product(size, t->items[i].times, one);
	}
}

/* What the log-likelihood is above that of rho = 0; *error: its rounding. */
static double
gain(const struct units *u, double size, double mu, double *error)
{
	struct exact_sum sum = { 0 }, sizes = { 0 };
	double x = (double)u->sum.x, n = (double)u->sum.n;
	double off = x * (1 - mu) - (n - x) * mu;

	exact_sum_add(&sum, -distribution_deviance(x, n * mu, off));
	exact_sum_add(&sum, -distribution_deviance(n - x, n * (1 - mu), -off));
	add_logs(&u->some, mu * size, 1, &sum, &sizes);
	add_logs(&u->others, (1 - mu) * size, 1, &sum, &sizes);
	add_logs(&u->all, size, -1, &sum, &sizes);
	*error = 1e-12 * exact_sum_value(&sizes);
	return exact_sum_value(&sum);
}

typedef double curve(const struct search *, double at);

struct bracket {
	double low, high;       /* arguments */
	double at_low, at_high; /* values: above 0, below 0 */
};

/* The point where a falling curve is 0: regula falsi, Illinois' way. */
static double
crossing(curve *f, const struct search *s, struct bracket b)
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
		value = f(s, middle);
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

/* A point inside the bracket becomes its lower or its upper end. */
static void
narrow(struct bracket *b, const struct search *s, double mu)
{
	double value;

	if (!(mu > b->low && mu < b->high))
		return;
	value = slope_of_mu(s, mu);
	if (value > 0) {
		b->low = mu;
		b->at_low = value;
	} else {
		b->high = mu;
		b->at_high = value;
	}
}

static double
best_mu(const struct search *s)
{
	const struct counted *sum = &s->units->sum;
	struct bracket b = { 0, 1, (double)sum->x, -(double)(sum->n - sum->x) };

	narrow(&b, s, s->guess);
	narrow(&b, s, s->guess + (b.low == s->guess ? s->off : -s->off));
	return b.at_high == 0 ? b.high : crossing(slope_of_mu, s, b);
}

/* On the ridge of the likelihood: log(a + b), the best mu for it, and the slope
 * along log(a + b). */
struct point {
	double place, mu, slope;
};

static struct point
point_at(const struct search *around, double place)
{
	struct search s = *around;
	double mu;

	s.size = exp(place);
	mu = best_mu(&s);
	return (struct point){ place, mu, slope_of_size(s.units, s.size, mu) };
}

static double
ridge_slope(const struct search *s, double place)
{
	return point_at(s, place).slope;
}

/* Checks them and adds them up. */
static enum method_status
check(struct units *u)
{
	enum method_status status;
	int64_t largest = 0;
	size_t i;

	for (i = 0; i < u->count; i++) {
		status = counted_add(&u->units[i], &u->sum);
		if (status != METHOD_OK)
			return status;
		if (u->units[i].n > largest)
			largest = u->units[i].n;
	}
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

struct maximum {
	double size, mu;
	double gain; /* at least so much above rho = 0 */
};

/* A maximum lies between two points; takes it if it is higher. */
static void
climb(const struct units *u, const struct point *low, const struct point *high,
    struct maximum *greatest)
{
	struct search s = { u, 0, (low->mu + high->mu) / 2,
		fabs(high->mu - low->mu) };
	struct bracket b = { low->place, high->place, low->slope, high->slope };
	struct maximum m;
	double error;

	s.size =
	    exp(high->slope == 0 ? high->place : crossing(ridge_slope, &s, b));
	m.size = s.size;
	m.mu = best_mu(&s);
	m.gain = gain(u, m.size, m.mu, &error);
	m.gain -= error;
	if (m.gain > greatest->gain)
		*greatest = m;
}

/*
 * The greatest maximum: where the slope along the ridge passes 0, from rho = 1
 * to 0, or rho = 0 with the rate of all.
 */
static enum method_status
greatest_likelihood(const struct units *u, double rate, struct maximum *m)
{
	const struct maximum zero = { INFINITY, rate, least_gain };
	struct search s = { u, 0, rate, 0.1 };
	struct point here = point_at(&s, narrowest), before;
	int i;

	*m = zero;
	if (here.slope <= 0)
		return METHOD_NO_CONVERGENCE;
	if (beyond_chance(u, rate))
		m->gain = -INFINITY;
	for (i = 1; here.place < widest; i++) {
		before = here;
		here = point_at(&s, narrowest + i * scan_step);
		s.guess = here.mu;
		s.off = fabs(here.mu - before.mu) + 1e-9;
		if (before.slope > 0 && here.slope <= 0)
			climb(u, &before, &here, m);
	}
	if (here.slope > 0 && m->gain < zero.gain)
		*m = zero;
	return METHOD_OK;
}

enum method_status
shrinkage_fit(const struct counted *units, size_t count, struct shrinkage *s)
{
	struct units u = { .units = units, .count = count };
	enum method_status status = check(&u);
	struct maximum m;

	if (status != METHOD_OK)
		return status;
	if (all_or_nothing(&u))
		return METHOD_NO_CONVERGENCE;
	status = count_units(&u);
	if (status != METHOD_OK)
		return status;
	status = greatest_likelihood(&u, (double)u.sum.x / (double)u.sum.n, &m);
	free(u.some.items);
	if (status != METHOD_OK)
		return status;
	s->mu = m.mu;
	s->rho = 1 / (1 + m.size);
	s->log_likelihood = log_likelihood(&u, m.size, m.mu);
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
