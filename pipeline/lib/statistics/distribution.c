/* distribution - beta and gamma (statistics/distribution.h) */
#include "statistics/distribution.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/memory.h"

static const double two_pi = 6.283185307179586477;

/* From here on the density is near enough to a normal one to integrate it. */
static const double smooth = 200;

/*
 * log Gamma(x + 1) less Stirling's (x + 1/2) log x - x + log(2 pi) / 2 for
 * x = k / 2, computed with 40 digits.
 */
static const double stirling_halves[] = { 0, 0.153426409720027345,
	0.0810614667953272582, 0.0548141210519176539, 0.0413406959554092941,
	0.0331628735199362875, 0.0276779256849983391, 0.023746163656297496,
	0.0207906721037650931, 0.0184884505326731852, 0.0166446911898211922,
	0.0151349732219173789, 0.013876128823070748, 0.0128104652429202269,
	0.0118967099458917701, 0.0111045597582069173, 0.0104112652619720965,
	0.0097994161261588033, 0.00925546218271273292, 0.00876870013413938546,
	0.00833056343336287126, 0.00793411456431402055, 0.00757367548795184079,
	0.00724455430132038318, 0.00694284010720952987, 0.00666524703270768244,
	0.00640899418800420707, 0.00617171226303945765, 0.00595137011275884774,
	0.00574621651301011568, 0.00555473355196280137, 0.00537559903292683449,
	0.00520765591960964044 };

/* Half of the nodes and weights of Gauss and Legendre for 32 points. */
static const double nodes[][2] = {
	{ 0.0483076656877383162, 0.0965400885147278006 },
	{ 0.144471961582796493, 0.0956387200792748594 },
	{ 0.239287362252137075, 0.0938443990808045656 },
	{ 0.33186860228212765, 0.0911738786957638847 },
	{ 0.421351276130635345, 0.0876520930044038111 },
	{ 0.50689990893222939, 0.0833119242269467552 },
	{ 0.587715757240762329, 0.0781938957870703065 },
	{ 0.663044266930215201, 0.0723457941088485062 },
	{ 0.73218211874028968, 0.0658222227763618468 },
	{ 0.794483795967942407, 0.0586840934785355471 },
	{ 0.84936761373256997, 0.0509980592623761762 },
	{ 0.896321155766052124, 0.0428358980222266807 },
	{ 0.934906075937739689, 0.0342738629130214331 },
	{ 0.964762255587506431, 0.0253920653092620595 },
	{ 0.985611511545268335, 0.0162743947309056706 },
	{ 0.997263861849481564, 0.0070186100094700966 },
};

/* log Gamma(x + 1) less Stirling's formula, x > 0 (DLMF 5.11.1) */
static double
stirling_rest(double x)
{
	double rest = 0, square;

	for (; x < 16; x++) {
		if (x * 2 == floor(x * 2))
			return rest + stirling_halves[(int)(x * 2)];
		rest += (x + 0.5) * log1p(1 / x) - 1;
	}
	square = x * x;
	return rest +
	       (1.0 / 12 -
		   (1.0 / 360 - (1.0 / 1260 -
				    (1.0 / 1680 -
					(1.0 / 1188 - 691.0 / 360360 / square) /
					    square) /
					square) /
				    square) /
		       square) /
		   x;
}

double
distribution_deviance(double k, double mean, double difference)
{
	double v, sum, term, next;
	int j;

	if (k == 0)
		return mean;
	if (!(fabs(difference) < 0.1 * (k + mean)))
		return k * log(k / mean) - difference;
	v = difference / (k + mean);
	sum = difference * v;
	term = 2 * k * v;
	for (j = 3;; j += 2) {
		term *= v * v;
		next = sum + term / j;
		if (next == sum)
			return sum;
		sum = next;
	}
}

double
distribution_binomial(double k, double n, double p, double q)
{
	double others = n - k, difference = k * q - others * p;

	if (p == 0 || q == 0)
		return k == (p == 0 ? 0 : n);
	if (k == 0)
		return exp(n * log1p(-p));
	if (others == 0)
		return exp(n * log1p(-q));
	return exp(stirling_rest(n) - stirling_rest(k) - stirling_rest(others) -
		   distribution_deviance(k, n * p, difference) -
		   distribution_deviance(others, n * q, -difference)) *
	       sqrt(n / (two_pi * k) / others);
}

/*
 * The tail below x, above it for the gamma distribution where so told, is the
 * slope times the integral over u > 0 of exp(shape_at(u)), the density at
 * a distance of u slopes relative to that at x.
 */
struct shape {
	double a, b, x, y;
	enum { SHAPE_BETA, SHAPE_GAMMA_BELOW, SHAPE_GAMMA_ABOVE } kind;
};

static double
shape_at(const struct shape *s, double u)
{
	switch (s->kind) {
	case SHAPE_GAMMA_BELOW:
		return (s->a - 1) * log1p(-u) + u * s->x;
	case SHAPE_GAMMA_ABOVE:
		return (s->a - 1) * log1p(u) - u * s->x;
	default:
		return (s->a - 1) * log1p(-u * s->y) +
		       (s->b - 1) * log1p(u * s->x);
	}
}

static double
shape_integral(const struct shape *s, double fall, double bend, double end)
{
	double length, sum = 0, half;
	size_t i;

	/* The density falls as exp(-fall u - bend u^2 / 2): to e^-40. */
	fall = fmax(0, fall);
	length = fmin(end, 80 / (fall + sqrt(fall * fall + 80 * bend)));
	while (length < end && shape_at(s, length) > -38)
		length = fmin(end, 1.2 * length);
	half = length / 2;
	for (i = 0; i < COUNT(nodes); i++)
		sum += nodes[i][1] *
		       (exp(shape_at(s, half * (1 - nodes[i][0]))) +
			   exp(shape_at(s, half * (1 + nodes[i][0]))));
	return half * sum;
}

static double
beta_integral(double x, double y, double a, double b)
{
	struct shape s = { a, b, x, y, SHAPE_BETA };

	return shape_integral(&s, (a - 1) * y - (b - 1) * x,
	    (a - 1) * y * y + (b - 1) * x * x, 1 / y);
}

/* DiDonato and Morris, eq. 9: the fraction by its convergents. */
static double
beta_fraction(double x, double y, double a, double b, double excess)
{
	double c = 1 + excess, c0 = b / a, c1 = 1 + 1 / a;
	double an = 0, bn = 1, above = 1, under = c / c1, ratio = c1 / c;
	double p = 1, s = a + 1, before, t, w, e, alpha, beta;
	int n;

	for (n = 1; n < 100000; n++) {
		t = n / a;
		w = n * (b - n) * x;
		e = a / s;
		alpha = p * (p + c0) * e * e * (w * x);
		e = (1 + t) / (c1 + t + t);
		beta = n + w / s + e * (c + n * (1 + y));
		p = 1 + t;
		s += 2;
		t = alpha * an + beta * above;
		an = above;
		above = t;
		t = alpha * bn + beta * under;
		bn = under;
		under = t;
		before = ratio;
		ratio = above / under;
		if (fabs(ratio - before) <= DBL_EPSILON * fabs(ratio))
			break;
		an /= under;
		bn /= under;
		above = ratio;
		under = 1;
	}
	return ratio;
}

/* The tail below x, which is at most the mean a / (a + b). */
static double
beta_below(double x, double y, double a, double b, const struct distribution *t)
{
	return t->slope * (fmin(a, b) >= smooth
				  ? beta_integral(x, y, a, b)
				  : beta_fraction(x, y, a, b, fabs(t->excess)));
}

void
distribution_beta(
    double x, double y, double a, double b, struct distribution *t)
{
	double n = a + b;

	t->excess = a * y - b * x;
	t->slope = exp(stirling_rest(n) - stirling_rest(a) - stirling_rest(b) -
		       distribution_deviance(a, n * x, t->excess) -
		       distribution_deviance(b, n * y, -t->excess)) *
		   sqrt(a / two_pi * (b / n));
	if (t->excess >= 0) {
		t->below = fmin(1, beta_below(x, y, a, b, t));
		t->above = 1 - t->below;
	} else {
		t->above = fmin(1, beta_below(y, x, b, a, t));
		t->below = 1 - t->above;
	}
}

/* DLMF 8.11.4: the tail below x, divided by the slope. */
static double
gamma_series(double x, double a)
{
	double term = 1 / a, sum = term;

	while (term > sum * (DBL_EPSILON / 4)) {
		term *= x / ++a;
		sum += term;
	}
	return sum;
}

/* DLMF 8.9.2 by the method of Lentz: the tail above x, likewise. */
static double
gamma_fraction(double x, double a)
{
	double b = x + 1 - a, c = 1 / DBL_MIN, d = 1 / b, h = d, step, an;
	int i;

	for (i = 1; i < 100000; i++) {
		an = -i * (i - a);
		b += 2;
		d = an * d + b;
		d = 1 / (fabs(d) < DBL_MIN ? DBL_MIN : d);
		c = b + an / c;
		c = fabs(c) < DBL_MIN ? DBL_MIN : c;
		step = c * d;
		h *= step;
		if (fabs(step - 1) <= DBL_EPSILON)
			break;
	}
	return h;
}

static double
gamma_integral(double x, double a, bool below)
{
	struct shape s = { a, 0, x, 0,
		below ? SHAPE_GAMMA_BELOW : SHAPE_GAMMA_ABOVE };

	return shape_integral(
	    &s, below ? a - 1 - x : x - a + 1, a - 1, below ? 1 : INFINITY);
}

void
distribution_gamma(double x, double a, struct distribution *t)
{
	bool below = a >= smooth ? x <= a : x < a + 1;
	double part;

	t->excess = a - x;
	t->slope =
	    exp(-stirling_rest(a) - distribution_deviance(a, x, t->excess)) *
	    sqrt(a / two_pi);
	if (a >= smooth)
		part = gamma_integral(x, a, below);
	else
		part = below ? gamma_series(x, a) : gamma_fraction(x, a);
	part = fmin(1, t->slope * part);
	t->below = below ? part : 1 - part;
	t->above = below ? 1 - part : part;
}

double
distribution_chi_square_above(double x, double freedom)
{
	struct distribution t;

	if (!(x / 2 > 0))
		return 1;
	if (freedom == 1)
		return erfc(sqrt(x / 2));
	distribution_gamma(x / 2, freedom / 2, &t);
	return t.above;
}
