/* funnel: limits of funnelR, sums of probabilities, dispersion by hand */
#include "unit.h"

#include <math.h>
#include <stdbool.h>

#include "chaos.h"
#include "statistics/funnel.h"

static const struct funnel_widening none = { 1, 0 };

static bool
near(double found, double expected, double tolerance)
{
	return fabs(found - expected) <= tolerance * fabs(expected);
}

/*
 * R's package funnelR 0.1.0, fundata(benchmark = 0.5) with the limits 95 and
 * 99.8 %; the approximate ones are not cut off at 0 and 1.
 */
struct reference {
	int64_t n;
	double lower_95, upper_95, lower_998, upper_998;
};

static const struct reference approximate[] = {
	{ 1, -0.479981992270027, 1.47998199227003, -1.04511615308391,
	    2.04511615308391 },
	{ 2, -0.192951912174839, 1.19295191217484, -0.592562109566502,
	    1.5925621095665 },
	{ 3, -0.0657928670380857, 1.06579286703809, -0.392073226912232,
	    1.39207322691223 },
	{ 4, 0.0100090038649866, 0.989990996135013, -0.272558076541953,
	    1.27255807654195 },
	{ 5, 0.0617387297117094, 0.938261270288291, -0.190996950285717,
	    1.19099695028572 },
	{ 6, 0.0999240269703909, 0.900075973029609, -0.130791028064605,
	    1.13079102806461 },
	{ 7, 0.129601622733127, 0.870398377266873, -0.0839990125384031,
	    1.0839990125384 },
	{ 8, 0.153524043912581, 0.846475956087419, -0.0462810547832511,
	    1.04628105478325 },
	{ 9, 0.173339335909991, 0.826660664090009, -0.0150387176946355,
	    1.01503871769464 },
	{ 10, 0.190102483847719, 0.809897516152281, 0.0113913706737456,
	    0.988608629326254 },
	{ 11, 0.204524311848669, 0.795475688151331, 0.0341299511548497,
	    0.96587004884515 },
	{ 12, 0.217103566480957, 0.782896433519043, 0.0539633865438838,
	    0.946036613456116 },
	{ 13, 0.228201898295313, 0.771798101704687, 0.0714618833467929,
	    0.928538116653207 },
	{ 14, 0.238088795694101, 0.761911204305899, 0.0870503380278475,
	    0.912949661972153 },
	{ 15, 0.246969737623668, 0.753030262376332, 0.101052724743331,
	    0.898947275256669 },
	{ 16, 0.255004501932493, 0.744995498067507, 0.113720961729023,
	    0.886279038270977 },
	{ 17, 0.262319454980438, 0.737680545019562, 0.12525428805806,
	    0.87474571194194 },
	{ 18, 0.269016029275054, 0.730983970724946, 0.135812630144499,
	    0.864187369855501 },
	{ 19, 0.275176712063437, 0.724823287936563, 0.145526043824996,
	    0.854473956175004 },
	{ 20, 0.280869364855855, 0.719130635144145, 0.154501524857141,
	    0.845498475142859 },
};

static const struct reference exact[] = {
	{ 1, 0, 1, 0, 1 },
	{ 2, 0, 1, 0, 1 },
	{ 3, 0, 1, 0, 1 },
	{ 4, 0, 1, 0, 1 },
	{ 5, 0, 1, 0, 1 },
	{ 6, 0.166666666666667, 0.833333333333333, 0, 1 },
	{ 7, 0.142857142857143, 0.857142857142857, 0, 1 },
	{ 8, 0.125, 0.875, 0, 1 },
	{ 9, 0.222222222222222, 0.777777777777778, 0, 1 },
	{ 10, 0.2, 0.8, 0.1, 0.9 },
	{ 11, 0.181818181818182, 0.818181818181818, 0.0909090909090909,
	    0.909090909090909 },
	{ 12, 0.25, 0.75, 0.0833333333333333, 0.916666666666667 },
	{ 13, 0.230769230769231, 0.769230769230769, 0.0769230769230769,
	    0.923076923076923 },
	{ 14, 0.214285714285714, 0.785714285714286, 0.142857142857143,
	    0.857142857142857 },
	{ 15, 0.266666666666667, 0.733333333333333, 0.133333333333333,
	    0.866666666666667 },
	{ 16, 0.25, 0.75, 0.125, 0.875 },
	{ 17, 0.294117647058824, 0.705882352941177, 0.117647058823529,
	    0.882352941176471 },
	{ 18, 0.277777777777778, 0.722222222222222, 0.166666666666667,
	    0.833333333333333 },
	{ 19, 0.263157894736842, 0.736842105263158, 0.157894736842105,
	    0.842105263157895 },
	{ 20, 0.3, 0.7, 0.15, 0.85 },
};

static double
cut(double x)
{
	return fmin(1, fmax(0, x));
}

static void
test_funnelr_score(void **state)
{
	const struct reference *r;
	struct limits l;

	(void)state;
	for (r = approximate; r < approximate + COUNT_OF(approximate); r++) {
		assert_int_equal(
		    funnel_score(0.5, r->n, 0.95, &none, &l), METHOD_OK);
		assert_true(near(l.lower, cut(r->lower_95), 1e-12));
		assert_true(near(l.upper, cut(r->upper_95), 1e-12));
		assert_int_equal(
		    funnel_score(0.5, r->n, 0.998, &none, &l), METHOD_OK);
		assert_true(near(l.lower, cut(r->lower_998), 1e-12));
		assert_true(near(l.upper, cut(r->upper_998), 1e-12));
	}
}

static void
test_funnelr_exact(void **state)
{
	const struct reference *r;
	struct limits l;

	(void)state;
	for (r = exact; r < exact + COUNT_OF(exact); r++) {
		assert_int_equal(
		    funnel_binomial(0.5, r->n, 0.95, &l), METHOD_OK);
		assert_true(near(l.lower, r->lower_95, 1e-12));
		assert_true(near(l.upper, r->upper_95, 1e-12));
		assert_int_equal(
		    funnel_binomial(0.5, r->n, 0.998, &l), METHOD_OK);
		assert_true(near(l.lower, r->lower_998, 1e-12));
		assert_true(near(l.upper, r->upper_998, 1e-12));
	}
}

/* The smallest count whose sum of probabilities, term by term, reaches p. */
static double
count_reaching(double p, double n, double target)
{
	double term, sum, k, odds = target / (1 - target);

	sum = term = pow(1 - target, n);
	for (k = 0; sum < p; sum += term) {
		k++;
		term *= odds * (n - k + 1) / k;
	}
	return k;
}

static void
test_sums(void **state)
{
	static const double targets[] = { 0.013, 0.3, 0.62, 0.97 };
	struct limits l;
	size_t i;
	int64_t n;
	double e;

	(void)state;
	for (i = 0; i < COUNT_OF(targets); i++)
		for (n = 1; n < 200; n += 3) {
			assert_int_equal(
			    funnel_binomial(targets[i], n, 0.9, &l), METHOD_OK);
			e = count_reaching(0.05, (double)n, targets[i]);
			assert_true(near(l.lower, e / (double)n, 1e-15));
			e = count_reaching(0.95, (double)n, targets[i]);
			assert_true(near(l.upper, e / (double)n, 1e-15));
		}
}

/* Those of many units are those of each. */
static void
test_many(void **state)
{
	static const struct counted units[] = { { 3, 40 }, { 1, 9 }, { 0, 40 },
		{ 200, 700 }, { 5, 9 } };
	static const struct funnel_widening wide = { 2, 0.001 };
	struct limits limits[COUNT_OF(units)], l;
	size_t i;

	(void)state;
	assert_int_equal(
	    funnel_limits(units, COUNT_OF(units), 0.3, 0.95, NULL, limits),
	    METHOD_OK);
	for (i = 0; i < COUNT_OF(units); i++) {
		assert_int_equal(
		    funnel_binomial(0.3, units[i].n, 0.95, &l), METHOD_OK);
		assert_true(
		    limits[i].lower == l.lower && limits[i].upper == l.upper);
	}
	assert_int_equal(
	    funnel_limits(units, COUNT_OF(units), 0.3, 0.95, &wide, limits),
	    METHOD_OK);
	for (i = 0; i < COUNT_OF(units); i++) {
		assert_int_equal(
		    funnel_score(0.3, units[i].n, 0.95, &wide, &l), METHOD_OK);
		assert_true(
		    limits[i].lower == l.lower && limits[i].upper == l.upper);
	}
	assert_int_equal(
	    funnel_limits(units, COUNT_OF(units), 0.3, 1, NULL, limits),
	    METHOD_LEVEL);
}

static void
test_a_thousand_million(void **state)
{
	struct limits l, score;

	(void)state;
	assert_int_equal(
	    funnel_binomial(0.5, 1000000000, 0.998, &l), METHOD_OK);
	assert_int_equal(
	    funnel_score(0.5, 1000000000, 0.998, &none, &score), METHOD_OK);
	assert_true(fabs(l.lower - score.lower) <= 1e-9);
	assert_true(fabs(l.upper - score.upper) <= 1e-9);
	assert_int_equal(
	    funnel_binomial(1e-12, 1000000000, 0.95, &l), METHOD_OK);
	assert_true(l.lower == 0 && l.upper == 0);
}

static void
test_wider(void **state)
{
	const struct funnel_widening twice = { 4, 0 }, added = { 1, 0.0024 };
	const struct counted unit = { 60, 100 };
	struct limits l, wide;
	double z;

	(void)state;
	funnel_score(0.5, 100, 0.95, &none, &l);
	funnel_score(0.5, 100, 0.95, &twice, &wide);
	assert_true(near(wide.upper - 0.5, 2 * (l.upper - 0.5), 1e-14));
	assert_int_equal(funnel_z(&unit, 0.5, &none, &z), METHOD_OK);
	assert_true(near(z, 2, 1e-14)); /* 0.1 / 0.05 */
	assert_int_equal(funnel_z(&unit, 0.5, &twice, &z), METHOD_OK);
	assert_true(near(z, 1, 1e-14));
	/* 0.0025 + 0.0024 = 0.07^2 */
	assert_int_equal(funnel_z(&unit, 0.5, &added, &z), METHOD_OK);
	assert_true(near(z, 10.0 / 7, 1e-14));
}

/* Both kinds hold the target, change places with the events and those without
 * them, and come nearer with ten times as many people. */
static void
test_properties(void **state)
{
	static const double targets[] = { 0.003, 0.37, 0.5, 0.8 };
	static const double levels[] = { 0.95, 0.998 };
	struct limits l[2], m[2];
	double width[2], before[2];
	size_t i, j, k;
	int64_t n;

	(void)state;
	for (i = 0; i < COUNT_OF(targets) * COUNT_OF(levels); i++) {
		double p = targets[i / 2], level = levels[i % 2];

		before[0] = before[1] = INFINITY;
		for (n = 100; n <= 1000000000; n *= 10) {
			funnel_binomial(p, n, level, &l[0]);
			funnel_binomial(1 - p, n, level, &m[0]);
			funnel_score(p, n, level, &none, &l[1]);
			funnel_score(1 - p, n, level, &none, &m[1]);
			for (k = 0; k < 2; k++) {
				assert_true(l[k].lower <= p && p <= l[k].upper);
				assert_true(
				    fabs(l[k].lower + m[k].upper - 1) < 1e-15);
				assert_true(
				    fabs(l[k].upper + m[k].lower - 1) < 1e-15);
				width[k] = l[k].upper - l[k].lower;
				assert_true(width[k] < before[k]);
				before[k] = width[k];
			}
		}
	}
	for (j = 1; j < 2000; j += 7) {
		funnel_binomial(0.37, (int64_t)j, 0.95, &l[0]);
		funnel_binomial(1 - 0.37, (int64_t)j, 0.95, &m[0]);
		assert_true(fabs(l[0].lower + m[0].upper - 1) < 1e-15);
	}
}

/*
 * z = -2, 0, 2; their 10 % quantile is -2 + 0.2 * 2 = -1.6, so that z^2 add up
 * to 5.12.  w = 400 each: tau2 = (5.12 - 2) / (1200 - 400).
 */
static void
test_dispersion(void **state)
{
	const struct counted units[] = { { 40, 100 }, { 60, 100 },
		{ 50, 100 } };
	const struct counted turned[] = { { 50, 100 }, { 60, 100 },
		{ 40, 100 } };
	struct funnel_dispersion d, other;
	double target;

	(void)state;
	assert_int_equal(funnel_target(units, 3, &target), METHOD_OK);
	assert_true(target == 0.5);
	assert_int_equal(funnel_dispersion(units, 3, target, &d), METHOD_OK);
	assert_true(near(d.phi, 5.12 / 3, 1e-13));
	assert_true(near(d.tau2, 3.12 / 800, 1e-13));
	assert_int_equal(
	    funnel_dispersion(turned, 3, target, &other), METHOD_OK);
	assert_true(d.phi == other.phi && d.tau2 == other.tau2);
}

static void
test_corners(void **state)
{
	const struct counted same[] = { { 5, 10 }, { 50, 100 } };
	const struct counted nobody = { 0, 0 }, more = { 3, 2 },
			     fewer = { -1, 2 },
			     large[] = { { 400000000, 1000000000 },
				     { 600000000, 1000000000 } };
	const struct funnel_widening narrow = { -1, 0 };
	struct funnel_dispersion d;
	struct limits l;
	double x;

	(void)state;
	assert_int_equal(funnel_dispersion(same, 2, 0.5, &d), METHOD_OK);
	assert_true(d.phi == 0 && d.tau2 == 0);
	assert_int_equal(funnel_dispersion(large, 2, 0.5, &d), METHOD_OK);
	/* z = -+0.1 / sqrt(0.25e-9), each moved to the other by a tenth */
	assert_true(near(d.phi, 0.64 * 0.01 / 0.25e-9, 1e-12));
	assert_int_equal(funnel_dispersion(same, 1, 0.5, &d), METHOD_TOO_FEW);
	assert_int_equal(funnel_dispersion(same, 2, 0, &d), METHOD_NO_EVENTS);
	assert_int_equal(funnel_dispersion(same, 2, 1, &d), METHOD_ALL_EQUAL);
	assert_int_equal(funnel_target(same, 0, &x), METHOD_TOO_FEW);
	assert_int_equal(
	    funnel_target(&nobody, 1, &x), METHOD_ZERO_DENOMINATOR);
	assert_int_equal(funnel_target(&fewer, 1, &x), METHOD_NEGATIVE_COUNT);
	assert_int_equal(funnel_z(&more, 0.5, &none, &x),
	    METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_int_equal(funnel_z(same, 0.5, &narrow, &x), METHOD_NOT_FINITE);
	assert_int_equal(funnel_binomial(0, 5, 0.95, &l), METHOD_OK);
	assert_true(l.lower == 0 && l.upper == 0);
	assert_int_equal(funnel_binomial(1, 5, 0.95, &l), METHOD_OK);
	assert_true(l.lower == 1 && l.upper == 1);
	assert_int_equal(funnel_binomial(NAN, 5, 0.95, &l), METHOD_NOT_FINITE);
	assert_int_equal(funnel_binomial(0, 5, 1, &l), METHOD_LEVEL);
	assert_int_equal(funnel_score(0.5, 5, 0, &none, &l), METHOD_LEVEL);
	assert_int_equal(
	    funnel_score(0.5, 0, 0.95, &none, &l), METHOD_ZERO_DENOMINATOR);
	assert_int_equal(
	    funnel_score(0.5, -1, 0.95, &none, &l), METHOD_NEGATIVE_COUNT);
	assert_int_equal(
	    funnel_binomial(0.5, INT64_MAX, 0.95, &l), METHOD_TOO_LARGE);
}

static void
test_no_memory(void **state)
{
	const struct counted units[] = { { 40, 100 }, { 60, 100 } };
	struct funnel_dispersion d;
	enum method_status status;

	(void)state;
	chaos_start(1);
	status = funnel_dispersion(units, 2, 0.5, &d);
	chaos_stop();
	assert_int_equal(status, METHOD_NO_MEMORY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_funnelr_score),
		cmocka_unit_test(test_funnelr_exact),
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_a_thousand_million),
		cmocka_unit_test(test_wider),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_dispersion),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
