/* funnel - limits around a target (statistics/funnel.h) */
#include "statistics/funnel.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "statistics/distribution.h"
#include "statistics/exact_sum.h"
#include "statistics/quantile.h"

/* How much of the scores, below and above, is winsorised. */
static const double extreme = 0.1;

/* The binomial distribution of a count. */
struct counts {
	double n, p;
};

/* A count with the probability of a side, P(X <= k) or P(X > k). */
struct place {
	bool reaches; /* k is at or above the quantile */
	double tail;
	double here, next; /* P(X = k), P(X = k + 1) */
};

/* The place of k >= 0.  A tie of the probabilities counts. */
static struct place
place(const struct counts *c, enum tail_side side, double tail, double k)
{
	const double tie = 64 * DBL_EPSILON;
	struct place at = { .reaches = true, .tail = NAN };
	struct distribution t;

	if (k >= c->n)
		return at;
	distribution_beta(c->p, 1 - c->p, k + 1, c->n - k, &t);
	at.here = t.slope / (c->p * (c->n - k));
	at.next = t.slope / ((1 - c->p) * (k + 1));
	at.tail = side == TAIL_BELOW ? t.above : t.below;
	at.reaches = side == TAIL_BELOW ? at.tail >= tail * (1 - tie)
					: at.tail <= tail * (1 + tie);
	return at;
}

static bool
reaches(const struct counts *c, enum tail_side side, double tail, double k)
{
	return place(c, side, tail, k).reaches;
}

/*
 * Whether the count before a place that reaches surely does not, or the one
 * after a place that does not surely does: by the difference of one
 * probability, unless it comes so near that its last digits would decide.
 */
static bool
surely_crosses(const struct place *at, enum tail_side side, double tail)
{
	double other = at->reaches ? -at->here : at->next, over;

	over = at->tail + (side == TAIL_BELOW ? other : -other) - tail;
	if (!(fabs(over) > 1e-9 * (at->tail + tail)))
		return false;
	return (side == TAIL_BELOW ? over > 0 : over < 0) != at->reaches;
}

/* About where the quantile is: Cornish and Fisher, two terms. */
static double
guess(const struct counts *c, double z)
{
	double mean = c->n * c->p;
	double at = mean + z * sqrt(mean * (1 - c->p)) +
		    (z * z - 1) * (1 - 2 * c->p) / 6 - 0.5;

	return fmax(0, ceil(at));
}

/* The smallest count that reaches the tail. */
static double
quantile(const struct counts *c, enum tail_side side, double tail, double z)
{
	double high = guess(c, side == TAIL_BELOW ? -z : z);
	double low = high, step, middle;
	struct place at = place(c, side, tail, high);

	if (surely_crosses(&at, side, tail))
		return at.reaches ? high : high + 1;
	if (at.reaches) {
		low--;
		for (step = 1; low >= 0 && reaches(c, side, tail, low);
		     step *= 2) {
			high = low;
			low -= step;
		}
	} else {
		high++;
		for (step = 1; !reaches(c, side, tail, high); step *= 2) {
			low = high;
			high += step;
		}
	}
	low = fmax(-1, low);
	high = fmin(c->n, high);
	while (high - low > 1) {
		middle = floor((low + high) / 2);
		if (reaches(c, side, tail, middle))
			high = middle;
		else
			low = middle;
	}
	return high;
}

static enum method_status
check(double target, int64_t n)
{
	if (!(target >= 0 && target <= 1))
		return METHOD_NOT_FINITE;
	return counted_check(&(struct counted){ 0, n });
}

enum method_status
funnel_binomial(double target, int64_t n, double level, struct limits *limits)
{
	const struct counts c = { (double)n, target };
	double tail = (1 - level) / 2, z;
	enum method_status status = check(target, n);

	if (status == METHOD_OK)
		status = quantile_level(level, &z);
	if (status != METHOD_OK)
		return status;
	if (target == 0 || target == 1) {
		*limits = (struct limits){ target, target };
		return METHOD_OK;
	}
	limits->lower = quantile(&c, TAIL_BELOW, tail, z) / c.n;
	limits->upper = quantile(&c, TAIL_ABOVE, tail, z) / c.n;
	return METHOD_OK;
}

static enum method_status
deviation(double target, int64_t n, const struct funnel_widening *w, double *s)
{
	enum method_status status = check(target, n);

	if (status != METHOD_OK)
		return status;
	if (!(isfinite(w->phi) && w->phi >= 0 && isfinite(w->tau2) &&
		w->tau2 >= 0))
		return METHOD_NOT_FINITE;
	*s = sqrt(w->phi * target * (1 - target) / (double)n + w->tau2);
	return METHOD_OK;
}

enum method_status
funnel_score(double target, int64_t n, double level,
    const struct funnel_widening *widening, struct limits *limits)
{
	double s, z;
	enum method_status status = deviation(target, n, widening, &s);

	if (status == METHOD_OK)
		status = quantile_level(level, &z);
	if (status != METHOD_OK)
		return status;
	limits->lower = fmax(0, target - z * s);
	limits->upper = fmin(1, target + z * s);
	return METHOD_OK;
}

/* A unit by its people. */
struct sized {
	int64_t n;
	size_t unit;
};

static int
by_size(const void *left, const void *right)
{
	const struct sized *a = left, *b = right;

	return (a->n > b->n) - (a->n < b->n);
}

enum method_status
funnel_limits(const struct counted *units, size_t count, double target,
    double level, const struct funnel_widening *widening, struct limits *limits)
{
	struct sized *sorted = memory_array(count, sizeof(*sorted), NULL);
	enum method_status status = METHOD_OK;
	struct limits l = { 0, 0 };
	size_t i;

	if (sorted == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < count; i++)
		sorted[i] = (struct sized){ units[i].n, i };
	qsort(sorted, count, sizeof(*sorted), by_size);
	for (i = 0; i < count && status == METHOD_OK; i++) {
		if (i == 0 || sorted[i].n != sorted[i - 1].n)
			status = widening == NULL
				     ? funnel_binomial(
					   target, sorted[i].n, level, &l)
				     : funnel_score(target, sorted[i].n, level,
					   widening, &l);
		limits[sorted[i].unit] = l;
	}
	free(sorted);
	return status;
}

enum method_status
funnel_target(const struct counted *units, size_t count, double *target)
{
	struct counted sum;
	enum method_status status = counted_sum(units, count, &sum);

	if (status != METHOD_OK)
		return status;
	if (count == 0)
		return METHOD_TOO_FEW;
	*target = (double)sum.x / (double)sum.n;
	return METHOD_OK;
}

enum method_status
funnel_z(const struct counted *u, double target,
    const struct funnel_widening *widening, double *z)
{
	enum method_status status = counted_check(u);
	double s, score;

	if (status == METHOD_OK)
		status = deviation(target, u->n, widening, &s);
	if (status != METHOD_OK)
		return status;
	if (target == 0)
		return METHOD_NO_EVENTS;
	if (target == 1)
		return METHOD_ALL_EQUAL;
	score = ((double)u->x / (double)u->n - target) / s;
	if (!isfinite(score))
		return METHOD_NOT_FINITE;
	*z = score;
	return METHOD_OK;
}

static int
ascending(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

/* The quantile of type 7 of sorted numbers. */
static double
sorted_quantile(const double *sorted, size_t count, double probability)
{
	double at = (double)(count - 1) * probability, whole = floor(at);
	size_t i = (size_t)whole;

	if (i + 1 == count)
		return sorted[i];
	return sorted[i] + (at - whole) * (sorted[i + 1] - sorted[i]);
}

/* The sum of the squares of the winsorised scores, which are sorted. */
static double
winsorised(double *z, size_t count)
{
	struct exact_sum sum = { 0 };
	double low, high, score;
	size_t i;

	qsort(z, count, sizeof(*z), ascending);
	low = sorted_quantile(z, count, extreme);
	high = sorted_quantile(z, count, 1 - extreme);
	for (i = 0; i < count; i++) {
		score = fmin(high, fmax(low, z[i]));
		exact_sum_add_product(&sum, score, score);
	}
	return exact_sum_value(&sum);
}

/* sum w - sum w^2 / sum w */
static double
spread(const struct counted *units, size_t count, double target)
{
	struct exact_sum sum = { 0 }, squares = { 0 };
	double w, total;
	size_t i;

	for (i = 0; i < count; i++) {
		w = (double)units[i].n / (target * (1 - target));
		exact_sum_add(&sum, w);
		exact_sum_add_product(&squares, w, w);
	}
	total = exact_sum_value(&sum);
	return total - exact_sum_value(&squares) / total;
}

enum method_status
funnel_dispersion(const struct counted *units, size_t count, double target,
    struct funnel_dispersion *d)
{
	const struct funnel_widening none = { 1, 0 };
	enum method_status status = METHOD_OK;
	double *z, sum;
	size_t i;

	if (count < 2)
		return METHOD_TOO_FEW;
	z = calloc(count, sizeof(*z));
	if (z == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < count && status == METHOD_OK; i++)
		status = funnel_z(&units[i], target, &none, &z[i]);
	if (status == METHOD_OK) {
		sum = winsorised(z, count);
		d->phi = sum / (double)count;
		d->tau2 = fmax(0,
		    (sum - (double)(count - 1)) / spread(units, count, target));
	}
	free(z);
	return status;
}
