/* fisher - Fisher's exact test of two groups (fisher.h) */
#include "statistics/fisher.h"

#include <float.h>
#include <math.h>

#include "statistics/quantile.h"
#include "statistics/solve.h"

/* A weight below this part of the sum adds nothing to it. */
#define NOTHING 1e-22L
/* A p-value of less is 0 in a double. */
#define VANISHED 1e-330L
/* R's allowance for weights that are equal but for rounding. */
#define EQUAL (1 + 1e-7L)
/* The furthest that an odds ratio, or its reciprocal, is sought. */
#define ODDS_MAX 1e300

/* The distribution of k, given the margins. */
struct margins {
	int64_t n1, n2, events, low, high; /* low <= k <= high */
	long double odds;
};

/* What is sought: the odds ratio with this tail, or with the mean `observed`.
 */
struct search {
	struct margins margins;
	int64_t observed;
	double tail;
};

/* Sums over the distribution of k, as parts of the whole. */
struct sums {
	double distance;     /* of the mean from the observed k */
	double below, above; /* both with the observed k */
};

static enum method_status
margins_of(const struct two_groups *g, struct margins *m)
{
	enum method_status s = two_groups_check(g);

	if (s != METHOD_OK)
		return s;
	if (g->size1 > FISHER_MAX - g->size2)
		return METHOD_TOO_LARGE;
	m->n1 = g->size1;
	m->n2 = g->size2;
	m->events = g->events1 + g->events2;
	m->low = m->events > m->n2 ? m->events - m->n2 : 0;
	m->high = m->events < m->n1 ? m->events : m->n1;
	m->odds = 1;
	if (m->events == 0)
		return METHOD_NO_EVENTS;
	return m->events == m->n1 + m->n2 ? METHOD_ALL_EQUAL : METHOD_OK;
}

/* w(k + 1) / w(k), which falls with k */
static long double
ratio(const struct margins *m, int64_t k)
{
	return m->odds *
	       ((long double)(m->n1 - k) * (long double)(m->events - k)) /
	       ((long double)(k + 1) *
		   (long double)(m->n2 - m->events + k + 1));
}

/* w(k + step) / w(k), step 1 or -1; 0 at the end. */
static long double
next(const struct margins *m, int64_t k, int step)
{
	if (step > 0)
		return k < m->high ? ratio(m, k) : 0;
	return k > m->low ? 1 / ratio(m, k - 1) : 0;
}

/* The k with the largest weight. */
static int64_t
mode(const struct margins *m)
{
	int64_t low = m->low, high = m->high, middle;

	while (low < high) {
		middle = low + (high - low) / 2;
		if (ratio(m, middle) > 1)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The weights from k, which has this one, on to the end. */
static long double
tail(const struct margins *m, int64_t k, int step, long double weight)
{
	long double sum = 0;

	while (weight > sum * NOTHING) {
		sum += weight;
		weight *= next(m, k, step);
		k += step;
	}
	return sum;
}

/* The weights of the tail on a side of the mode, of those at most `most`. */
static long double
tail_within(const struct margins *m, int64_t k, int step, long double most)
{
	long double weight = 1;

	while (weight > most) {
		weight *= next(m, k, step);
		k += step;
	}
	return tail(m, k, step, weight);
}

/* The weight of k, if that of the mode is 1. */
static long double
weight_of(const struct margins *m, int64_t from, int64_t k)
{
	int step = k > from ? 1 : -1;
	long double weight = 1;

	for (; from != k && weight > VANISHED; from += step)
		weight *= next(m, from, step);
	return weight;
}

enum method_status
fisher_p_value(const struct two_groups *g, double *p)
{
	struct margins m;
	enum method_status s = margins_of(g, &m);
	long double weight, whole, part;
	int64_t top;

	if (s != METHOD_OK)
		return s;
	top = mode(&m);
	weight = weight_of(&m, top, g->events1);
	*p = 0;
	if (!(weight > VANISHED))
		return METHOD_OK;
	*p = 1;
	if (weight * EQUAL >= 1)
		return METHOD_OK;
	whole = tail(&m, top, 1, 1) + tail(&m, top, -1, 1) - 1;
	part = tail_within(&m, top, 1, weight * EQUAL) +
	       tail_within(&m, top, -1, weight * EQUAL);
	*p = (double)fminl(1, part / whole);
	return METHOD_OK;
}

/* Adds the weights of a side, from the mode's neighbour on, to the sums. */
static void
add_side(const struct margins *m, int64_t k, int step, int64_t observed,
    long double sums[4])
{
	long double weight = next(m, k, step);

	for (k += step; weight > sums[0] * NOTHING; k += step) {
		sums[0] += weight;
		sums[1] += weight * (long double)(k - observed);
		if (k <= observed)
			sums[2] += weight;
		if (k >= observed)
			sums[3] += weight;
		weight *= next(m, k, step);
	}
}

static struct sums
sums_of(const struct search *s, double odds)
{
	struct margins m = s->margins;
	/* the whole, the distance, below, above */
	long double sums[4] = { 1, 0, 0, 0 };
	int64_t top;

	m.odds = odds;
	top = mode(&m);
	sums[1] = (long double)(top - s->observed);
	sums[2] = top <= s->observed;
	sums[3] = top >= s->observed;
	add_side(&m, top, 1, s->observed, sums);
	add_side(&m, top, -1, s->observed, sums);
	return (struct sums){ (double)(sums[1] / sums[0]),
		(double)(sums[2] / sums[0]), (double)(sums[3] / sums[0]) };
}

/* These grow with the odds ratio. */

static double
mean_above(double odds, const void *context)
{
	return sums_of(context, odds).distance;
}

static double
tail_above(double odds, const void *context)
{
	const struct search *s = context;

	return log(fmax(sums_of(s, odds).above, DBL_MIN) / s->tail);
}

static double
tail_below(double odds, const void *context)
{
	const struct search *s = context;

	return log(s->tail / fmax(sums_of(s, odds).below, DBL_MIN));
}

/* The odds ratio at which f is 0, sought about a guess in steps that grow. */
static enum method_status
find(double (*f)(double, const void *), const struct search *s, double guess,
    double *odds)
{
	double low = guess / 2, high = guess * 2, step = 2;

	for (; f(low, s) > 0; step *= step) {
		high = low;
		low /= step;
		if (low < 1 / ODDS_MAX)
			return METHOD_NO_CONVERGENCE;
	}
	for (; f(high, s) < 0; step *= step) {
		low = high;
		high *= step;
		if (high > ODDS_MAX)
			return METHOD_NO_CONVERGENCE;
	}
	return solve(f, s, low, high, odds);
}

enum method_status
fisher_odds_ratio(
    const struct two_groups *g, double level, struct comparison *result)
{
	struct search s = { .observed = g->events1, .tail = (1 - level) / 2 };
	enum method_status status = margins_of(g, &s.margins);
	double guess, z;

	if (status == METHOD_OK)
		status = quantile_level(level, &z);
	if (status != METHOD_OK)
		return status;
	guess = ((double)g->events1 + 0.5) /
		((double)(g->size1 - g->events1) + 0.5) *
		(((double)(g->size2 - g->events2) + 0.5) /
		    ((double)g->events2 + 0.5));
	*result = (struct comparison){ 0, 0, INFINITY };
	if (g->events1 > s.margins.low)
		status = find(tail_above, &s, guess, &result->lower);
	if (status == METHOD_OK && g->events1 < s.margins.high)
		status = find(tail_below, &s, guess, &result->upper);
	if (g->events1 == s.margins.high)
		result->estimate = INFINITY;
	else if (status == METHOD_OK && g->events1 > s.margins.low)
		status = find(mean_above, &s, guess, &result->estimate);
	return status;
}
