/* pooling: the BCG trials as metafor pools them, sums by hand, corners */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "draws.h"
#include "statistics/pooling.h"

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

/* Tuberculosis and not, of vaccinated and of others: R's package metadat,
 * dat.bcg (Colditz et al. 1994). */
static const double trials[][4] = {
	{ 4, 119, 11, 128 },
	{ 6, 300, 29, 274 },
	{ 3, 228, 11, 209 },
	{ 62, 13536, 248, 12619 },
	{ 33, 5036, 47, 5761 },
	{ 180, 1361, 372, 1079 },
	{ 8, 2537, 10, 619 },
	{ 505, 87886, 499, 87892 },
	{ 29, 7470, 45, 7232 },
	{ 17, 1699, 65, 1600 },
	{ 186, 50448, 141, 27197 },
	{ 5, 2493, 3, 2338 },
	{ 27, 16886, 29, 17825 },
};

/*
 * R's package metafor 3.8.1, rma() of the log risk ratios.  Its tau2 of Paule
 * and Mandel leaves Q at 11.9993 where 12 is sought; the root of the equation,
 * found with 40 digits (Python's mpmath), is 0.31806845220502.
 */
static const struct {
	enum pooling_method method;
	double tolerance;
	struct pooling p;
} expected[] = {
	{ POOLING_FIXED, 1e-12,
	    { -0.430285163654091, 0.0404987517108638,
		{ -0.509661258426214, -0.350909068881968 }, 0, 92.1173468545621,
		152.233008082373, 1.99676459084597e-26 } },
	{ POOLING_DERSIMONIAN_LAIRD, 1e-12,
	    { -0.714117222073227, 0.178742089535403,
		{ -1.06444528008405, -0.363789164062403 }, 0.308760262862376,
		92.1173468545621, 152.233008082373, 1.99676459084597e-26 } },
	{ POOLING_REML, 1e-4,
	    { -0.714532348365101, 0.179781531780361,
		{ -1.06689767574005, -0.36216702099015 }, 0.313243325980895,
		92.2213860749656, 152.233008082373, 1.99676459084597e-26 } },
	{ POOLING_PAULE_MANDEL, 1e-4,
	    { -0.714970405632446, 0.180897984125838,
		{ -1.06952393939499, -0.360416871869904 }, 0.318093711863015,
		92.3309002898848, 152.233008082373, 1.99676459084597e-26 } },
};

static void
test_bcg(void **state)
{
	double y[13], v[13], backward[13], variances[13];
	const struct pooling *e;
	struct pooling p, q;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(trials); i++) {
		const double *t = trials[i];
		double n = t[0] + t[1], m = t[2] + t[3];

		y[i] = backward[12 - i] = log(t[0] / n / (t[2] / m));
		v[i] = variances[12 - i] = 1 / t[0] - 1 / n + 1 / t[2] - 1 / m;
	}
	for (i = 0; i < COUNT_OF(expected); i++) {
		double tolerance = expected[i].tolerance;

		e = &expected[i].p;
		assert_int_equal(
		    pooling_of(expected[i].method, y, v, 13, 0.95, &p),
		    METHOD_OK);
		assert_true(near(p.mu, e->mu, tolerance));
		assert_true(near(p.se, e->se, tolerance));
		assert_true(near(p.limits.lower, e->limits.lower, tolerance));
		assert_true(near(p.limits.upper, e->limits.upper, tolerance));
		assert_true(near(p.tau2, e->tau2, tolerance));
		assert_true(near(p.i2, e->i2, tolerance));
		if (expected[i].method == POOLING_PAULE_MANDEL)
			assert_true(near(p.tau2, 0.3180684522050242, 1e-12));
		assert_true(near(p.q, e->q, 1e-12));
		assert_true(near(p.p, e->p, 1e-12));
		assert_int_equal(pooling_of(expected[i].method, backward,
				     variances, 13, 0.95, &q),
		    METHOD_OK);
		assert_memory_equal(&p, &q, sizeof(p));
	}
}

/*
 * Two units: Q with tau2 is (y1 - y2)^2 / (v1 + v2 + 2 tau2), which is 1 for
 * tau2 = (16 - 1 - 5) / 2.  REML is no other: with two units both solve the
 * same equation.  w = 1/6 and 1/10.
 */
static void
test_two(void **state)
{
	const double y[] = { 0, 4 }, v[] = { 1, 5 };
	struct pooling p;
	int m;

	(void)state;
	for (m = POOLING_REML; m < POOLING_METHODS; m++) {
		assert_int_equal(
		    pooling_of((enum pooling_method)m, y, v, 2, 0.95, &p),
		    METHOD_OK);
		assert_true(near(p.tau2, 5, 1e-12));
		assert_true(near(p.mu, 1.5, 1e-12));
		assert_true(near(p.se, sqrt(3.75), 1e-12));
	}
}

/*
 * Weights 100, 100, 25: mu = 62.5 / 225, se = 1 / 15; y - mu = -8/45, 1/45,
 * 28/45, Q = (6400 + 100 + 19600) / 2025; sum w^2 = 20625; DL: tau2 = (Q - 2) /
 * (225 - 20625 / 225).
 */
static void
test_by_hand(void **state)
{
	const double y[] = { 0.1, 0.3, 0.9 }, v[] = { 0.01, 0.01, 0.04 };
	const double q = 26100.0 / 2025;
	struct pooling p;

	(void)state;
	assert_int_equal(
	    pooling_of(POOLING_FIXED, y, v, 3, 0.95, &p), METHOD_OK);
	assert_true(near(p.mu, 62.5 / 225, 1e-14));
	assert_true(near(p.se, 1.0 / 15, 1e-14));
	assert_true(near(p.q, q, 1e-13));
	assert_true(near(p.p, exp(-q / 2), 1e-13));
	assert_true(near(p.i2, 100 * (q - 2) / q, 1e-13));
	assert_int_equal(
	    pooling_of(POOLING_DERSIMONIAN_LAIRD, y, v, 3, 0.95, &p),
	    METHOD_OK);
	assert_true(near(p.tau2, (q - 2) / (225 - 20625.0 / 225), 1e-13));
}

/* Equal variances v: each method has tau2 = variance of y - v. */
static void
test_equal_variances(void **state)
{
	const double y[] = { 1, 2, 3, 4, 5 };
	const double v[] = { 0.5, 0.5, 0.5, 0.5, 0.5 };
	struct pooling p;
	int m;

	(void)state;
	for (m = POOLING_DERSIMONIAN_LAIRD; m < POOLING_METHODS; m++) {
		assert_int_equal(
		    pooling_of((enum pooling_method)m, y, v, 5, 0.95, &p),
		    METHOD_OK);
		assert_true(near(p.tau2, 2, 1e-12));
		assert_true(near(p.mu, 3, 1e-14));
		assert_true(near(p.se, sqrt(0.5), 1e-12));
		assert_true(near(p.i2, 80, 1e-12));
	}
}

struct unit {
	double x, n;
};

/* Log odds of x of n, half a person more of both at the ends. */
static void
log_odds(const struct unit *u, size_t count, double *y, double *v)
{
	double more, x, rest;
	size_t i;

	for (i = 0; i < count; i++) {
		more = u[i].x <= 0 || u[i].x >= u[i].n ? 0.5 : 0;
		x = u[i].x + more;
		rest = u[i].n - u[i].x + more;
		y[i] = log(x / rest);
		v[i] = 1 / x + 1 / rest;
	}
}

/*
 * Small and large units together.  Expected: golden sections on the restricted
 * likelihood and bisection of Q with 40 digits (Python's mpmath).  Of the
 * second family the restricted log-likelihood is -12.18853 for tau2 = 0 and
 * -12.41193 at its other maximum, 0.695.
 */
static void
test_maxima(void **state)
{
	static const struct unit inside[] = { { 2, 2 }, { 0, 1 }, { 31, 50 },
		{ 19, 22 }, { 2, 2 }, { 1, 1 }, { 1, 1 }, { 4, 5 } };
	static const struct unit at_0[] = { { 2, 2 }, { 0, 101 }, { 33, 42 },
		{ 33, 49 }, { 1, 3 }, { 79, 123 }, { 1, 1 }, { 1, 5 },
		{ 15, 22 }, { 1, 2 }, { 1, 1 }, { 38, 53 } };
	double y[12], v[12];
	struct pooling p;

	(void)state;
	log_odds(inside, 8, y, v);
	assert_int_equal(
	    pooling_of(POOLING_REML, y, v, 8, 0.95, &p), METHOD_OK);
	assert_true(near(p.tau2, 0.21026852921224287, 1e-13));
	assert_int_equal(
	    pooling_of(POOLING_PAULE_MANDEL, y, v, 8, 0.95, &p), METHOD_OK);
	assert_true(p.tau2 == 0);
	log_odds(at_0, 12, y, v);
	assert_int_equal(
	    pooling_of(POOLING_REML, y, v, 12, 0.95, &p), METHOD_OK);
	assert_true(p.tau2 == 0 && p.i2 == 0);
	assert_int_equal(
	    pooling_of(POOLING_PAULE_MANDEL, y, v, 12, 0.95, &p), METHOD_OK);
	assert_true(near(p.tau2, 1.8529377688907988, 1e-13));
}

/* With these tau2: twice the restricted log-likelihood less a constant; Q. */
static void
by_formula(const double *y, const double *v, size_t count, double tau2,
    double *twice, double *q)
{
	double sum = 0, mu = 0, logs = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		sum += 1 / (v[i] + tau2);
		mu += y[i] / (v[i] + tau2);
		logs += log(v[i] + tau2);
	}
	mu /= sum;
	*q = 0;
	for (i = 0; i < count; i++)
		*q += (y[i] - mu) * (y[i] - mu) / (v[i] + tau2);
	*twice = -(logs + log(sum) + *q);
}

/* No tau2 of a fine grid is likelier; Q is its expectation. */
static void
test_grid(void **state)
{
	static const double scale[] = { 2, 6, 40, 400 };
	struct unit u[14];
	double y[14], v[14], found, at, q;
	struct pooling p;
	uint64_t seed = 3;
	size_t i, count;
	long round;

	(void)state;
	for (round = 0; round < rounds(2000); round++) {
		count = 2 + (size_t)(random_bits(&seed) % 13);
		for (i = 0; i < count; i++) {
			double most = scale[random_bits(&seed) % 4];

			u[i].n = 1 + floor(most * random_part(&seed));
			u[i].x = floor((u[i].n + 1) * random_part(&seed));
		}
		log_odds(u, count, y, v);
		assert_int_equal(
		    pooling_of(POOLING_REML, y, v, count, 0.95, &p), METHOD_OK);
		by_formula(y, v, count, p.tau2, &found, &q);
		for (i = 0; i < 400; i++) {
			by_formula(y, v, count,
			    i == 0 ? 0 : pow(10, (double)i / 50 - 5), &at, &q);
			assert_true(at <= found + 1e-9);
		}
		assert_int_equal(
		    pooling_of(POOLING_PAULE_MANDEL, y, v, count, 0.95, &p),
		    METHOD_OK);
		by_formula(y, v, count, p.tau2, &at, &q);
		assert_true(p.tau2 == 0 ? q <= (double)(count - 1) * (1 + 1e-12)
					: near(q, (double)(count - 1), 1e-9));
	}
}

/*
 * Q a little above k - 1: tau2 is tiny.  With equal variances it is the
 * variance of y less v; y = +-(1 + 1e-9), v = 2.
 */
static void
test_just_above(void **state)
{
	const double y[] = { 1 + 1e-9, -1 - 1e-9 }, v[] = { 2, 2 };
	struct pooling p;
	int m;

	(void)state;
	for (m = POOLING_DERSIMONIAN_LAIRD; m < POOLING_METHODS; m++) {
		assert_int_equal(
		    pooling_of((enum pooling_method)m, y, v, 2, 0.95, &p),
		    METHOD_OK);
		assert_true(near(p.tau2, 4e-9, 1e-6));
	}
}

/* Units of 1e-12 and of 1e12 have tau2 in the same units. */
static void
test_scale(void **state)
{
	const double y[] = { 0, 4, 1 }, v[] = { 1, 5, 0.01 };
	double scaled_y[3], scaled_v[3], scale;
	struct pooling p, q;
	size_t i;
	int m;

	(void)state;
	for (scale = 1e-12; scale < 1e13; scale *= 1e6)
		for (m = POOLING_DERSIMONIAN_LAIRD; m < POOLING_METHODS; m++) {
			for (i = 0; i < 3; i++) {
				scaled_y[i] = scale * y[i];
				scaled_v[i] = scale * scale * v[i];
			}
			assert_int_equal(pooling_of((enum pooling_method)m, y,
					     v, 3, 0.95, &p),
			    METHOD_OK);
			assert_int_equal(pooling_of((enum pooling_method)m,
					     scaled_y, scaled_v, 3, 0.95, &q),
			    METHOD_OK);
			assert_true(
			    near(q.tau2, scale * scale * p.tau2, 1e-12));
		}
}

static void
test_corners(void **state)
{
	const double y[] = { 7, 7, 7 }, v[] = { 1, 2, 3 }, flat[] = { 1, 0, 1 };
	const double odd[] = { 1, NAN, 2 }, far[] = { 1e300, -1e300, 1 };
	enum pooling_method method;
	struct pooling p;
	int m;

	(void)state;
	for (m = 0; m < POOLING_METHODS; m++) {
		method = (enum pooling_method)m;
		assert_int_equal(
		    pooling_of(method, y, v, 3, 0.95, &p), METHOD_OK);
		assert_true(near(p.mu, 7, 1e-15) && p.tau2 == 0);
		assert_true(p.i2 == 0 && p.q < 1e-28 && near(p.p, 1, 1e-15));
		assert_int_equal(
		    pooling_of(method, y, v, 1, 0.95, &p), METHOD_TOO_FEW);
		assert_int_equal(pooling_of(method, y, flat, 3, 0.95, &p),
		    METHOD_ZERO_DENOMINATOR);
		assert_int_equal(
		    pooling_of(method, odd, v, 3, 0.95, &p), METHOD_NOT_FINITE);
		assert_int_equal(
		    pooling_of(method, far, v, 3, 0.95, &p), METHOD_NOT_FINITE);
		assert_int_equal(
		    pooling_of(method, y, v, 3, 1, &p), METHOD_LEVEL);
	}
}

static void
test_names(void **state)
{
	static const char *const names[] = { "fixed", "dersimonian_laird",
		"reml", "paule_mandel" };
	enum pooling_method method;
	int m;

	(void)state;
	for (m = 0; m < POOLING_METHODS; m++) {
		assert_int_equal(pooling_method_find(names[m], &method), 0);
		assert_string_equal(pooling_method_name(method), names[m]);
		assert_int_equal(method, m);
	}
	assert_int_equal(pooling_method_find("mean", &method), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bcg),
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_two),
		cmocka_unit_test(test_equal_variances),
		cmocka_unit_test(test_maxima),
		cmocka_unit_test(test_grid),
		cmocka_unit_test(test_just_above),
		cmocka_unit_test(test_scale),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
