/* proportion - intervals of a proportion (statistics/proportion.h) */
#include "statistics/proportion.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/counted.h"
#include "statistics/distribution.h"
#include "statistics/inversion.h"
#include "statistics/quantile.h"

/* A count among others, the tail alpha / 2 and its normal deviate. */
struct sample {
	double x, others, n, tail, z;
};

/*
 * A limit p with 1 - p in *rest, each with all its digits: the lower limit of
 * a sample with x > 0.
 */
typedef enum method_status lower_function(
    const struct sample *, double *p, double *rest);

enum proportion_method
proportion_rule_method(const struct proportion_rule *rule, int64_t n)
{
	return n < rule->below ? rule->small : rule->method;
}

static enum method_status
sample(int64_t x, int64_t n, double level, struct sample *s)
{
	enum method_status status = counted_check(&(struct counted){ x, n });

	if (status != METHOD_OK)
		return status;
	s->x = (double)x;
	s->n = (double)n;
	s->others = (double)(n - x);
	s->tail = (1 - level) / 2;
	return quantile_level(level, &s->z);
}

/* Both limits from the lower ones of the count and of the others. */
static enum method_status
mirrored(lower_function *lower, int64_t x, int64_t n, double level,
    struct limits *limits)
{
	struct sample s = { 0 }, other;
	double low = 0, high = 1, rest;
	enum method_status status = sample(x, n, level, &s);

	if (status == METHOD_OK && s.x > 0)
		status = lower(&s, &low, &rest);
	if (status == METHOD_OK && s.others > 0) {
		other = s;
		other.x = s.others;
		other.others = s.x;
		status = lower(&other, &rest, &high);
	}
	if (status == METHOD_OK)
		*limits = (struct limits){ low, high };
	return status;
}

/* The rest of exp(logarithm). */
static enum method_status
power(double logarithm, double *p, double *rest)
{
	*p = exp(logarithm);
	*rest = -expm1(logarithm);
	return METHOD_OK;
}

/* Wilson's lower limit, where the search for others starts. */
static void
score_start(const struct sample *s, double *p, double *rest)
{
	double z2 = s->z * s->z;
	double spread = s->z * sqrt(z2 + 4 * s->x * (s->others / s->n));

	*p = 2 * s->x * (s->x / s->n) / (2 * s->x + z2 + spread);
	*rest = (2 * s->others + z2 + spread) / (2 * (s->n + z2));
}

/* Both from one root: the numbers of the published tables, to the last bit. */
void
proportion_wilson(int64_t x, int64_t n, double z, struct limits *limits)
{
	double count = (double)n, events = (double)x;
	double others = (double)(n - x);
	double spread = z * sqrt(z * z + 4 * events * (others / count));
	double sum = 2 * events + z * z + spread;

	limits->lower = 2 * events * (events / count) / sum;
	limits->upper = x == n ? 1 : fmin(1, sum / (2 * (count + z * z)));
}

static enum method_status
wilson(int64_t x, int64_t n, double level, struct limits *limits)
{
	struct sample s;
	enum method_status status = sample(x, n, level, &s);

	if (status == METHOD_OK)
		proportion_wilson(x, n, s.z, limits);
	return status;
}

static enum method_status
wilson_cc_lower(const struct sample *s, double *p, double *rest)
{
	double y = 2 * s->x - 1, z2 = s->z * s->z;
	double spread = s->z * sqrt(z2 + y * ((2 * s->others + 1) / s->n));

	*p = y * (y / s->n) / (2 * (y + z2 + spread));
	*rest = (2 * s->others + 1 + z2 + spread) / (2 * (s->n + z2));
	return METHOD_OK;
}

static enum method_status
clopper_pearson_lower(const struct sample *s, double *p, double *rest)
{
	if (s->others == 0)
		return power(log(s->tail) / s->n, p, rest);
	return quantile_beta(TAIL_BELOW, s->tail, s->x, s->others + 1, p, rest);
}

static enum method_status
jeffreys_lower(const struct sample *s, double *p, double *rest)
{
	return quantile_beta(
	    TAIL_BELOW, s->tail, s->x + 0.5, s->others + 0.5, p, rest);
}

/*
 * P(X > x) is the beta probability (x + 1, n - x) below p, whose slope is
 * (n - x) p P(X = x); that of P(X = x) is (x - n p) P(X = x).
 */
static void
mid_p_curve(const void *with, double p, double q, struct inversion_point *at)
{
	const struct sample *s = with;
	double at_x, sum, slope, bend;
	struct distribution t;

	distribution_beta(p, q, s->x + 1, s->others, &t);
	at_x = t.slope / (s->others * p);
	sum = t.below + at_x / 2;
	slope = at_x / 2 * (s->x * q + s->others * p);
	bend = at_x / 2 *
	       ((s->x * q - s->others * p) * (s->x * q + s->others * p) +
		   (s->others - s->x) * p * q);
	at->value = log(sum / s->tail);
	at->slope = slope / sum;
	at->bend = bend / sum - at->slope * at->slope;
}

static enum method_status
mid_p_lower(const struct sample *s, double *p, double *rest)
{
	if (s->others == 0)
		return power(log(2 * s->tail) / s->n, p, rest);
	score_start(s, p, rest);
	return inversion_solve(mid_p_curve, s, INVERSION_ODDS, p, rest);
}

/* The signed root of the deviance, nearly a straight line, less that of z^2. */
static void
likelihood_curve(
    const void *with, double p, double q, struct inversion_point *at)
{
	const struct sample *s = with;
	double difference = s->x * q - s->others * p;
	double spread = s->n * p * q, root;

	root = sqrt(
	    2 * (distribution_deviance(s->x, s->n * p, difference) +
		    distribution_deviance(s->others, s->n * q, -difference)));
	at->value = difference > 0 ? s->z - root : s->z + root;
	at->slope = sqrt(spread);
	at->bend = 0;
	if (root > 0) {
		at->slope = fabs(difference) / root;
		at->bend = copysign(
		    (at->slope * at->slope - spread) / root, difference);
	}
}

static enum method_status
likelihood_lower(const struct sample *s, double *p, double *rest)
{
	if (s->others == 0)
		return power(-s->z * s->z / (2 * s->n), p, rest);
	score_start(s, p, rest);
	return inversion_solve(likelihood_curve, s, INVERSION_ODDS, p, rest);
}

static enum method_status
agresti_coull_lower(const struct sample *s, double *p, double *rest)
{
	double half = s->z * s->z / 2, n = s->n + 2 * half;
	double centre = (s->x + half) / n, other = (s->others + half) / n;
	double spread = s->z * sqrt(centre * other / n);

	*p = fmax(0, centre - spread);
	*rest = fmin(1, other + spread);
	return METHOD_OK;
}

static const struct {
	const char *name;
	lower_function *lower; /* NULL: wilson() */
} methods[PROPORTION_METHODS] = {
	[PROPORTION_WILSON] = { "wilson", NULL },
	[PROPORTION_WILSON_CC] = { "wilson_cc", wilson_cc_lower },
	[PROPORTION_CLOPPER_PEARSON] = { "clopper_pearson",
	    clopper_pearson_lower },
	[PROPORTION_MID_P] = { "mid_p", mid_p_lower },
	[PROPORTION_JEFFREYS] = { "jeffreys", jeffreys_lower },
	[PROPORTION_AGRESTI_COULL] = { "agresti_coull", agresti_coull_lower },
	[PROPORTION_LIKELIHOOD_RATIO] = { "likelihood_ratio",
	    likelihood_lower },
};

const char *
proportion_method_name(enum proportion_method method)
{
	return methods[method].name;
}

int
proportion_method_find(const char *name, enum proportion_method *method)
{
	size_t i;

	for (i = 0; i < COUNT(methods); i++)
		if (strcmp(methods[i].name, name) == 0) {
			*method = (enum proportion_method)i;
			return 0;
		}
	return -1;
}

enum method_status
proportion_limits(enum proportion_method method, int64_t x, int64_t n,
    double level, struct limits *limits)
{
	return methods[method].lower == NULL
		   ? wilson(x, n, level, limits)
		   : mirrored(methods[method].lower, x, n, level, limits);
}

/* P(X <= k), or P(X >= k); q = 1 - p. */
static double
binomial_tail(enum tail_side side, double k, double n, double p, double q)
{
	struct distribution t;

	if (side == TAIL_BELOW ? k < 0 : k > n)
		return 0;
	if (side == TAIL_BELOW ? k >= n : k <= 0)
		return 1;
	if (side == TAIL_BELOW)
		distribution_beta(p, q, k + 1, n - k, &t);
	else
		distribution_beta(p, q, k, n - k + 1, &t);
	return side == TAIL_BELOW ? t.above : t.below;
}

/*
 * The first count from the mean up to n that is no likelier than `most`; the
 * probabilities fall from the mean on.  Infinite when there is none.  Sums of
 * two counts may be beyond 2^53, differences are exact.
 */
static double
unlikely_from(double n, double p, double q, double most)
{
	double from = ceil(n * p), to = n, middle;

	if (distribution_binomial(n, n, p, q) > most)
		return INFINITY;
	while (from < to) {
		middle = from + floor((to - from) / 2);
		if (distribution_binomial(middle, n, p, q) <= most)
			to = middle;
		else
			from = middle + 1;
	}
	return from;
}

enum method_status
proportion_test(int64_t x, int64_t n, double expected, double *p)
{
	enum method_status status = counted_check(&(struct counted){ x, n });
	double k = (double)x, count = (double)n, rest = 1 - expected;
	double most, other, swap;

	if (status != METHOD_OK)
		return status;
	if (!(expected >= 0 && expected <= 1))
		return METHOD_NOT_FINITE;
	if (expected == 0 || rest == 0) {
		*p = x == (expected == 0 ? 0 : n);
		return METHOD_OK;
	}
	if (k * rest == (count - k) * expected) {
		*p = 1;
		return METHOD_OK;
	}
	if (k * rest > (count - k) * expected) {
		k = count - k;
		swap = expected;
		expected = rest;
		rest = swap;
	}
	most = distribution_binomial(k, count, expected, rest) * (1 + 1e-7);
	other = unlikely_from(count, expected, rest, most);
	*p = fmin(
	    1, binomial_tail(TAIL_BELOW, k, count, expected, rest) +
		   binomial_tail(TAIL_ABOVE, other, count, expected, rest));
	return METHOD_OK;
}
