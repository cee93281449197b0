/* monotone.c - Mann-Kendall, tau, Sen's slope (statistics/monotone.h) */
#include <math.h>
#include <stdlib.h>

#include "statistics/monotone.h"
#include "statistics/pairs.h"
#include "statistics/quantile.h"
#include "statistics/tail.h"

/* Sums over groups of equal values. */
struct ties {
	double two, three, five; /* t(t-1), t(t-1)(t-2), t(t-1)(2t+5) */
};

struct scored {
	struct pair *pairs;
	size_t n;
	int64_t s;
	struct ties x, y;
};

static int
compared(double a, double b)
{
	return (a > b) - (a < b);
}

static int
by_value(const void *left, const void *right)
{
	return compared(*(const double *)left, *(const double *)right);
}

static struct ties
ties_of(const double *sorted, size_t n)
{
	struct ties sums = { 0 };

	for (size_t from = 0, to; from < n; from = to) {
		for (to = from + 1; to < n && sorted[to] == sorted[from];)
			to++;
		double t = (double)(to - from);
		sums.two += t * (t - 1);
		sums.three += t * (t - 1) * (t - 2);
		sums.five += t * (t - 1) * (2 * t + 5);
	}
	return sums;
}

static int64_t
score(const struct pair *pairs, size_t n)
{
	int64_t s = 0;

	for (size_t i = 0; i < n; i++) {
		for (size_t j = i + 1; j < n && pairs[j].x >= pairs[i].x; j++)
			s += compared(pairs[j].x, pairs[i].x) *
			     compared(pairs[j].y, pairs[i].y);
	}
	return s;
}

static enum method_status
count_ties(struct scored *d)
{
	double *sorted = calloc(d->n, sizeof(*sorted));

	if (sorted == NULL)
		return METHOD_NO_MEMORY;
	for (size_t i = 0; i < d->n; i++)
		sorted[i] = d->pairs[i].x;
	d->x = ties_of(sorted, d->n);
	for (size_t i = 0; i < d->n; i++)
		sorted[i] = d->pairs[i].y;
	qsort(sorted, d->n, sizeof(*sorted), by_value);
	d->y = ties_of(sorted, d->n);
	free(sorted);
	return METHOD_OK;
}

/* The caller frees the pairs, whatever the status. */
static enum method_status
scored_make(
    struct scored *d, const double *x, const double *y, size_t n, size_t least)
{
	enum method_status status;

	*d = (struct scored){ .n = n };
	if (n < least)
		return METHOD_TOO_FEW;
	if (n > MONOTONE_MOST)
		return METHOD_TOO_LARGE;
	status = pairs_sorted(x, y, n, &d->pairs);
	if (status == METHOD_OK && d->pairs[0].x == d->pairs[n - 1].x)
		status = METHOD_ALL_EQUAL;
	if (status == METHOD_OK)
		status = count_ties(d);
	if (status == METHOD_OK)
		d->s = score(d->pairs, n);
	return status;
}

/* n is at least 3 */
static double
variance(const struct scored *d)
{
	double n = (double)d->n, two = n * (n - 1);

	return (two * (2 * n + 5) - d->x.five - d->y.five) / 18 +
	       d->x.three * d->y.three / (9 * two * (n - 2)) +
	       d->x.two * d->y.two / (2 * two);
}

/*
 * min(1, 2 P(S >= |s|)).  S is N less twice the inversions of an order; the
 * orders of k + 1 values with i inversions are those of k values with i - k to
 * i, for the greatest value may stand in k + 1 places.
 */
static double
exact_p(size_t n, int64_t s)
{
	enum { MOST = MONOTONE_EXACT * (MONOTONE_EXACT - 1) / 2 };
	int64_t orders[MOST + 1] = { 1 }, all = 1, tail = 0;
	int64_t pairs = (int64_t)(n * (n - 1) / 2);

	for (int k = 1; k < (int)n; k++) {
		for (int i = MOST; i >= 0; i--) {
			for (int j = 1; j <= k && j <= i; j++)
				orders[i] += orders[i - j];
		}
		all *= k + 1;
	}
	for (int64_t i = 0; i <= (pairs - llabs(s)) / 2; i++)
		tail += orders[i];
	return fmin(1, 2 * (double)tail / (double)all);
}

enum method_status
monotone_mann_kendall(
    const double *x, const double *y, size_t n, struct mann_kendall *trend)
{
	struct scored d;
	enum method_status status = scored_make(&d, x, y, n, 3);

	free(d.pairs);
	if (status != METHOD_OK)
		return status;
	*trend = (struct mann_kendall){ .s = d.s, .variance = variance(&d) };
	if (d.s != 0)
		trend->z = (double)(d.s - (d.s > 0) + (d.s < 0)) /
			   sqrt(trend->variance);
	trend->p_normal = tail_normal(trend->z);
	trend->exact = n <= MONOTONE_EXACT && d.x.two == 0 && d.y.two == 0;
	trend->p = trend->exact ? exact_p(n, d.s) : trend->p_normal;
	return METHOD_OK;
}

enum method_status
monotone_tau(const double *x, const double *y, size_t n, double *tau)
{
	struct scored d;
	enum method_status status = scored_make(&d, x, y, n, 2);

	free(d.pairs);
	if (status != METHOD_OK)
		return status;
	double two = (double)n * (double)(n - 1);
	if (d.y.two == two)
		return METHOD_ALL_EQUAL;
	/* of one product the root is exact where both factors are the same */
	*tau = 2 * (double)d.s / sqrt((two - d.x.two) * (two - d.y.two));
	return METHOD_OK;
}

/* The slopes in order; NULL without memory. */
static double *
slopes_of(const struct scored *d, size_t *count)
{
	double *slopes = calloc(d->n * (d->n - 1) / 2, sizeof(*slopes));

	*count = 0;
	for (size_t i = 0; slopes != NULL && i < d->n; i++) {
		for (size_t j = i + 1; j < d->n; j++) {
			const struct pair *a = &d->pairs[i], *b = &d->pairs[j];
			if (a->x != b->x)
				slopes[(*count)++] =
				    (b->y - a->y) / (b->x - a->x);
		}
	}
	if (slopes != NULL)
		qsort(slopes, *count, sizeof(*slopes), by_value);
	return slopes;
}

static void
sen_set(const double *slopes, size_t count, double c, struct sen_slope *sen)
{
	double lower = nearbyint(((double)count - c) / 2);
	double upper = nearbyint(((double)count + c) / 2 + 1);

	/* halves first: a sum may be beyond the doubles */
	sen->slope = slopes[(count - 1) / 2] / 2 + slopes[count / 2] / 2;
	if (count % 2 == 1)
		sen->slope = slopes[count / 2];
	sen->lower = lower < 1 ? -(double)INFINITY : slopes[(size_t)lower - 1];
	sen->upper =
	    upper > (double)count ? INFINITY : slopes[(size_t)upper - 1];
	sen->pairs = count;
}

enum method_status
monotone_sen(const double *x, const double *y, size_t n, double level,
    struct sen_slope *sen)
{
	struct scored d = { 0 };
	double *slopes = NULL, z;
	enum method_status status = quantile_level(level, &z);
	size_t count = 0;

	if (status == METHOD_OK)
		status = scored_make(&d, x, y, n, 3);
	if (status == METHOD_OK && (slopes = slopes_of(&d, &count)) == NULL)
		status = METHOD_NO_MEMORY;
	/* differences that overflow are infinite or, of both, no number */
	for (size_t i = 0; status == METHOD_OK && i < count; i++) {
		if (!isfinite(slopes[i]))
			status = METHOD_TOO_LARGE;
	}
	if (status == METHOD_OK)
		sen_set(slopes, count, z * sqrt(variance(&d)), sen);
	free(slopes);
	free(d.pairs);
	return status;
}
