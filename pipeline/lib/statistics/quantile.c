/* quantile - points that have a probability (statistics/quantile.h) */
#include "statistics/quantile.h"

#include <math.h>
#include <stdbool.h>

#include <gsl/gsl_cdf.h>

#include "statistics/distribution.h"
#include "statistics/inversion.h"

/* The distribution, and the probability on a side of the point sought. */
struct sought {
	double a, b; /* b unused for the gamma distribution */
	double probability;
	enum tail_side side;
};

static bool
inside(double probability)
{
	return probability > 0 && probability < 1;
}

static enum method_status
check(double probability, double a, double b)
{
	if (!inside(probability))
		return METHOD_LEVEL;
	if (!isfinite(a) || !isfinite(b))
		return METHOD_NOT_FINITE;
	if (a <= 0 || b <= 0)
		return METHOD_TOO_FEW;
	return METHOD_OK;
}

/* The smaller probability is the one with more digits. */
static struct sought
sought(enum tail_side side, double probability, double a, double b)
{
	struct sought s = { a, b, probability, side };

	if (probability > 0.5) {
		s.probability = 1 - probability;
		s.side = side == TAIL_BELOW ? TAIL_ABOVE : TAIL_BELOW;
	}
	return s;
}

/* The logarithm of the tail less that of the probability, made increasing. */
static void
compare(const struct sought *s, const struct distribution *t,
    struct inversion_point *at)
{
	double tail = s->side == TAIL_BELOW ? t->below : t->above;
	double sign = s->side == TAIL_BELOW ? 1 : -1;

	at->value = sign * log(tail / s->probability);
	at->slope = t->slope / tail;
	at->bend = at->slope * (t->excess - sign * at->slope);
}

static void
beta_curve(const void *with, double x, double y, struct inversion_point *at)
{
	const struct sought *s = with;
	struct distribution t;

	distribution_beta(x, y, s->a, s->b, &t);
	compare(s, &t, at);
}

static void
gamma_curve(const void *with, double x, double y, struct inversion_point *at)
{
	const struct sought *s = with;
	struct distribution t;

	(void)y;
	distribution_gamma(x, s->a, &t);
	compare(s, &t, at);
}

/* The normal deviate that has the probability on the same side. */
static double
deviate(const struct sought *s)
{
	return s->side == TAIL_BELOW ? gsl_cdf_ugaussian_Pinv(s->probability)
				     : gsl_cdf_ugaussian_Qinv(s->probability);
}

/* Where the search starts: Abramowitz and Stegun, 26.5.22. */
static void
beta_normal_start(const struct sought *s, double *x, double *y)
{
	double z = -deviate(s), odds;
	double ra = 1 / (2 * s->a - 1), rb = 1 / (2 * s->b - 1);
	double h = 2 / (ra + rb), l = (z * z - 3) / 6, w;

	w = z * sqrt(fmax(0, h + l)) / h -
	    (rb - ra) * (l + 5.0 / 6 - 2 / (3 * h));
	odds = s->a / s->b * exp(-2 * fmin(300, fmax(-300, w)));
	*x = odds / (1 + odds);
	*y = 1 / (1 + odds);
}

/* With a parameter up to 1: both tails taken as powers, x^a and (1 - x)^b. */
static void
beta_power_start(const struct sought *s, double *x, double *y)
{
	double a = s->a, b = s->b, p;
	double left = exp(a * log(a / (a + b))) / a;
	double right = exp(b * log(b / (a + b))) / b, sum = left + right;

	p = s->side == TAIL_BELOW ? s->probability : 1 - s->probability;
	if (p < left / sum) {
		*x = pow(a * sum * p, 1 / a);
		*y = 1 - *x;
	} else {
		p = s->side == TAIL_ABOVE ? s->probability : 1 - p;
		*y = pow(b * sum * p, 1 / b);
		*x = 1 - *y;
	}
	*x = fmin(1 - 1e-15, fmax(1e-300, *x));
	*y = fmin(1 - 1e-15, fmax(1e-300, *y));
}

static enum method_status
invert_beta(const struct sought *s, double *x, double *y)
{
	if (s->a > 1 && s->b > 1)
		beta_normal_start(s, x, y);
	else
		beta_power_start(s, x, y);
	return inversion_solve(beta_curve, s, INVERSION_ODDS, x, y);
}

/* Wilson and Hilferty (1931), or where it fails the first power of x. */
static double
gamma_start(const struct sought *s)
{
	double a = s->a, p, root;

	root = 1 - 1 / (9 * a) + deviate(s) / (3 * sqrt(a));
	if (a > 1 && root > 0.2)
		return a * root * root * root;
	p = s->side == TAIL_BELOW ? s->probability : 1 - s->probability;
	return fmin(a + 20, fmax(1e-300, exp((log(p) + lgamma(a + 1)) / a)));
}

enum method_status
quantile_z(enum tail_side side, double probability, double *x)
{
	if (!inside(probability))
		return METHOD_LEVEL;
	*x = side == TAIL_BELOW ? gsl_cdf_ugaussian_Pinv(probability)
				: gsl_cdf_ugaussian_Qinv(probability);
	return METHOD_OK;
}

enum method_status
quantile_level(double level, double *z)
{
	double x;

	/* Half the complement keeps its digits where 1 + level does not. */
	if (!inside(level) ||
	    quantile_z(TAIL_ABOVE, (1 - level) / 2, &x) != METHOD_OK ||
	    !(x > 0))
		return METHOD_LEVEL;
	*z = x;
	return METHOD_OK;
}

enum method_status
quantile_gamma(enum tail_side side, double probability, double shape, double *x)
{
	enum method_status status = check(probability, shape, 1);
	double point, unused = 1;
	struct sought s;

	if (status != METHOD_OK)
		return status;
	s = sought(side, probability, shape, 1);
	point = gamma_start(&s);
	status =
	    inversion_solve(gamma_curve, &s, INVERSION_LOG, &point, &unused);
	if (status == METHOD_OK)
		*x = point;
	return status;
}

enum method_status
quantile_beta(enum tail_side side, double probability, double a, double b,
    double *x, double *rest)
{
	enum method_status status = check(probability, a, b);
	struct sought s;
	double point, other;

	if (status != METHOD_OK)
		return status;
	s = sought(side, probability, a, b);
	status = invert_beta(&s, &point, &other);
	if (status != METHOD_OK)
		return status;
	*x = point;
	*rest = other;
	return METHOD_OK;
}

enum method_status
quantile_t(enum tail_side side, double probability, double freedom, double *x)
{
	enum method_status status = check(probability, freedom, 1);
	struct sought s = sought(side, probability, freedom / 2, 0.5);
	double w, rest, t;

	if (status != METHOD_OK)
		return status;
	if (s.probability == 0.5) {
		*x = 0;
		return METHOD_OK;
	}
	status =
	    quantile_beta(TAIL_BELOW, 2 * s.probability, s.a, s.b, &w, &rest);
	if (status != METHOD_OK)
		return status;
	t = sqrt(freedom * (rest / w));
	if (!isfinite(t))
		return METHOD_NO_CONVERGENCE;
	*x = s.side == TAIL_BELOW ? -t : t;
	return METHOD_OK;
}
