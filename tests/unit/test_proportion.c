/* proportion: every interval against R, its own formula, and its coverage */
#include "unit.h"

#include <math.h>
#include <stdbool.h>
#include <time.h>

#include "statistics/counted.h"
#include "statistics/proportion.h"
#include "statistics/quantile.h"

#include "binom_ci.h"
#include "draws.h"

static bool
near(double found, double expected, double tolerance)
{
	return expected == 0 || expected == 1
		   ? found == expected
		   : fabs(found - expected) <= tolerance * fabs(expected);
}

static struct limits
limits_of(enum proportion_method method, int64_t x, int64_t n, double level)
{
	struct limits l = { NAN, NAN };

	if (proportion_limits(method, x, n, level, &l) != METHOD_OK)
		fail_msg("%s %lld of %lld at %g",
		    proportion_method_name(method), (long long)x, (long long)n,
		    level);
	return l;
}

static void
assert_limits(enum proportion_method method, int64_t x, int64_t n, double level,
    double lower, double upper, double tolerance)
{
	struct limits l = limits_of(method, x, n, level);

	if (!near(l.lower, lower, tolerance) ||
	    !near(l.upper, upper, tolerance))
		fail_msg("%s %lld of %lld at %g: %.17g %.17g, expected %.17g "
			 "%.17g",
		    proportion_method_name(method), (long long)x, (long long)n,
		    level, l.lower, l.upper, lower, upper);
}

static void
test_closed(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(closed); i++)
		assert_limits(closed[i].method, closed[i].x, closed[i].n,
		    closed[i].level, closed[i].lower, closed[i].upper, 1e-12);
}

/* As near to R as R is to the roots, and nearer to these. */
static void
test_iterated(void **state)
{
	struct limits l;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(iterated); i++) {
		assert_limits(iterated[i].method, iterated[i].x, iterated[i].n,
		    iterated[i].level, iterated[i].lower, iterated[i].upper,
		    1e-12);
		l = limits_of(iterated[i].method, iterated[i].x, iterated[i].n,
		    iterated[i].level);
		assert_true(fabs(l.lower - iterated[i].r_lower) < 1.3e-4);
		assert_true(fabs(l.upper - iterated[i].r_upper) < 1.3e-4);
	}
}

/*
 * This version of BinomCI hands z to a function that expects alpha: its centre
 * has the quantile of 1 - z / 2 for z, none where z > 2.  With that in the
 * formula R's numbers come out; without it, those of Agresti and Coull.
 */
static void
test_agresti_coull(void **state)
{
	double z, wrong, n, centre, spread, x;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(agresti_coull); i++) {
		assert_limits(PROPORTION_AGRESTI_COULL, agresti_coull[i].x,
		    agresti_coull[i].n, agresti_coull[i].level,
		    agresti_coull[i].lower, agresti_coull[i].upper, 1e-12);
		assert_int_equal(quantile_z(TAIL_ABOVE,
				     (1 - agresti_coull[i].level) / 2, &z),
		    METHOD_OK);
		if (quantile_z(TAIL_ABOVE, z / 2, &wrong) != METHOD_OK) {
			assert_true(isnan(agresti_coull[i].r_lower));
			continue;
		}
		x = (double)agresti_coull[i].x;
		n = (double)agresti_coull[i].n;
		centre = (x + wrong * wrong / 2) / (n + wrong * wrong);
		spread = z * sqrt(centre * (1 - centre) / (n + z * z));
		assert_true(near(
		    fmax(0, centre - spread), agresti_coull[i].r_lower, 1e-12));
		assert_true(near(
		    fmin(1, centre + spread), agresti_coull[i].r_upper, 1e-12));
	}
}

/* Newcombe (1998), Statistics in Medicine 17:857-872: 81 of 263, 95 % */
static void
test_newcombe(void **state)
{
	static const struct {
		enum proportion_method method;
		int64_t x, n;
		double lower, upper;
	} published[] = {
		{ PROPORTION_WILSON, 81, 263, 0.2553, 0.3662 },
		{ PROPORTION_WILSON_CC, 81, 263, 0.2535, 0.3682 },
		{ PROPORTION_CLOPPER_PEARSON, 81, 263, 0.2527, 0.3676 },
		{ PROPORTION_MID_P, 81, 263, 0.2544, 0.3658 },
	};
	struct limits l;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(published); i++) {
		l = limits_of(
		    published[i].method, published[i].x, published[i].n, 0.95);
		assert_true(fabs(l.lower - published[i].lower) < 0.51e-4);
		assert_true(fabs(l.upper - published[i].upper) < 0.51e-4);
	}
}

/* R 4.2.2, stats::binom.test(x, n, p0) */
static void
test_exact_test(void **state)
{
	static const struct {
		int64_t x, n;
		double expected, p, lower, upper;
	} golden[] = {
		{ 682, 925, 0.75, 0.382491559574852, 0.707668264079039,
		    0.765406558241525 },
		{ 9, 24, 0.5, 0.307456254959107, 0.187992928196002,
		    0.594063615992056 },
		{ 3, 40, 0.2, 0.0478694633883931, 0.0157421798510415,
		    0.203864748732899 },
	};
	double p;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(golden); i++) {
		assert_int_equal(proportion_test(golden[i].x, golden[i].n,
				     golden[i].expected, &p),
		    METHOD_OK);
		assert_true(near(p, golden[i].p, 1e-12));
		assert_limits(PROPORTION_CLOPPER_PEARSON, golden[i].x,
		    golden[i].n, 0.95, golden[i].lower, golden[i].upper, 1e-12);
	}
	/* All of none, none of all; the mean itself; 2 / 2^10 for 0 of 10. */
	assert_int_equal(proportion_test(0, 5, 0, &p), METHOD_OK);
	assert_true(p == 1);
	assert_int_equal(proportion_test(4, 5, 1, &p), METHOD_OK);
	assert_true(p == 0);
	assert_int_equal(proportion_test(5, 10, 0.5, &p), METHOD_OK);
	assert_true(p == 1);
	assert_int_equal(proportion_test(0, 10, 0.5, &p), METHOD_OK);
	assert_true(near(p, 2.0 / 1024, 1e-14));
	/* 2 deviations of 10^9 / 4: 2 P(Z > 2 - 1/2 step), 0.0455 */
	assert_int_equal(
	    proportion_test(500031623, 1000000000, 0.5, &p), METHOD_OK);
	assert_true(fabs(p - erfc((31623 - 0.5) / sqrt(5e8))) < 1e-8);
	/* Counts whose sums a double does not hold. */
	assert_int_equal(proportion_test(0, COUNT_MAX, 0.5, &p), METHOD_OK);
	assert_true(p < 1e-300);
	assert_int_equal(
	    proportion_test(12, COUNT_MAX - 1, 1e-300, &p), METHOD_OK);
	assert_true(p < 1e-300);
	assert_int_equal(
	    proportion_test(COUNT_MAX / 2, COUNT_MAX, 0.5, &p), METHOD_OK);
	assert_true(p == 1);
	assert_int_equal(proportion_test(1, 2, 1.1, &p), METHOD_NOT_FINITE);
	assert_int_equal(
	    proportion_test(3, 2, 0.5, &p), METHOD_NUMERATOR_ABOVE_DENOMINATOR);
}

/* Sum over all counts in long double, apart from the code tested. */
static long double
probability(int64_t k, int64_t n, long double p)
{
	return expl(lgammal((long double)n + 1) - lgammal((long double)k + 1) -
		    lgammal((long double)(n - k) + 1) +
		    (long double)k * logl(p) +
		    (long double)(n - k) * log1pl(-p));
}

static void
test_definition(void **state)
{
	static const enum proportion_method exact[] = {
		PROPORTION_CLOPPER_PEARSON, PROPORTION_MID_P
	};
	const int64_t n = 37;
	long double below, above, at;
	struct limits l;
	size_t i;
	int64_t x, k;

	(void)state;
	for (i = 0; i < COUNT_OF(exact); i++)
		for (x = 1; x < n; x++) {
			l = limits_of(exact[i], x, n, 0.9);
			below = above = 0;
			for (k = 0; k < x; k++)
				below += probability(k, n, l.upper);
			for (k = x + 1; k <= n; k++)
				above += probability(k, n, l.lower);
			at = i == 0 ? 1 : 0.5L;
			below += at * probability(x, n, l.upper);
			above += at * probability(x, n, l.lower);
			assert_true(fabsl(below / 0.05L - 1) < 1e-12L);
			assert_true(fabsl(above / 0.05L - 1) < 1e-12L);
		}
}

/* Contains the estimate, mirrors, lies in [0, 1], grows with the level. */
static void
test_properties(void **state)
{
	static const double levels[] = { 0.5, 0.9, 0.95, 0.998, 0.999999 };
	struct limits l, mirror, inner;
	double p;
	size_t i;
	int64_t n, x;
	enum proportion_method m;

	(void)state;
	for (m = 0; m < PROPORTION_METHODS; m++)
		for (n = 1; n < rounds(40); n += 1 + n / 10)
			for (x = 0; x <= n; x++)
				for (i = 0; i < COUNT_OF(levels); i++) {
					p = (double)x / (double)n;
					l = limits_of(m, x, n, levels[i]);
					mirror =
					    limits_of(m, n - x, n, levels[i]);
					assert_true(l.lower >= 0);
					assert_true(l.upper <= 1);
					assert_true(l.lower <= p);
					assert_true(l.upper >= p);
					assert_true(
					    fabs(l.lower + mirror.upper - 1) <
					    1e-15);
					assert_true(x > 0 || l.lower == 0);
					assert_true(x < n || l.upper == 1);
					if (i > 0) {
						assert_true(
						    l.lower <= inner.lower);
						assert_true(
						    l.upper >= inner.upper);
					}
					inner = l;
				}
}

/* The same proportion of ten times as many is known better. */
static void
test_shrinks(void **state)
{
	static const int64_t parts[] = { 0, 1, 3, 5, 9, 10 };
	struct limits l, before;
	int64_t n;
	size_t i;
	enum proportion_method m;

	(void)state;
	for (m = 0; m < PROPORTION_METHODS; m++)
		for (i = 0; i < COUNT_OF(parts); i++)
			for (n = 1; n <= 100000000000; n *= 10) {
				l = limits_of(m, parts[i] * n, 10 * n, 0.95);
				assert_true(isfinite(l.lower + l.upper));
				if (n > 1)
					assert_true(
					    l.upper - l.lower <
					    before.upper - before.lower);
				before = l;
			}
}

/*
 * Where GSL 2.7 gives NaN, and 10^9: there all methods come to p -+ z sqrt(p (1
 * - p) / n), whose next term is of the order z^2 / n.
 */
static void
test_huge(void **state)
{
	const double n = 1e9, z = 2.5758293035489004;
	double p = 0.25, spread = z * sqrt(p * (1 - p) / n);
	struct limits l;
	enum proportion_method m;

	(void)state;
	/* sums of binomial probabilities with 30 digits (Python, mpmath) */
	assert_limits(PROPORTION_CLOPPER_PEARSON, 12345, 54321, 0.99,
	    0.22264365562298275, 0.23192459043164329, 1e-13);
	/* P(X >= 1) and P(X <= 1) are 0.025 at the limits of 1. */
	l = limits_of(PROPORTION_CLOPPER_PEARSON, 1, 100000, 0.95);
	assert_true(near(l.lower, -expm1(log1p(-0.025) / 1e5), 1e-13));
	assert_true(near(exp(99999 * log1p(-l.upper)) * (1 + 99999 * l.upper),
	    0.025, 1e-13));
	/* 1 - 0.025^(1/n) */
	assert_limits(PROPORTION_CLOPPER_PEARSON, 0, 1000000, 0.95, 0,
	    -expm1(log(0.025) / 1e6), 1e-13);
	for (m = 0; m < PROPORTION_METHODS; m++) {
		l = limits_of(m, 250000000, 1000000000, 0.99);
		assert_true(fabs(l.lower - (p - spread)) < 10 / n);
		assert_true(fabs(l.upper - (p + spread)) < 10 / n);
	}
}

/* The published tables were made by this expression, in this order. */
static struct limits
published(double x, double n, double z)
{
	double sum = 2 * x + z * z + z * sqrt(z * z + 4 * x * ((n - x) / n));

	return (struct limits){ 2 * x * (x / n) / sum,
		x < n ? fmin(1, sum / (2 * (n + z * z))) : 1 };
}

/* To the last bit. */
static void
test_wilson_unchanged(void **state)
{
	struct limits l, with_z, expected;
	int64_t n, x;
	double z;

	(void)state;
	assert_int_equal(quantile_level(0.95, &z), METHOD_OK);
	for (n = 1; n < 100; n++)
		for (x = 0; x <= n; x++) {
			expected =
			    published((double)x * 997, (double)n * 997, z);
			proportion_wilson(x * 997, n * 997, z, &with_z);
			l = limits_of(
			    PROPORTION_WILSON, x * 997, n * 997, 0.95);
			assert_memory_equal(&l, &expected, sizeof(l));
			assert_memory_equal(&with_z, &expected, sizeof(l));
		}
}

/*
 * The formula as it is printed, in extended precision, for counts where that
 * is exact enough: few among very many, and nearly all.
 */
static void
test_wilson_printed(void **state)
{
	static const int64_t cases[][2] = { { 1, 1000000000000 },
		{ 3, 1000000007 }, { 999999999999, 1000000000000 },
		{ 500000000000, 1000000000000 }, { 21946935, 32929158 },
		{ 1, 2 }, { 7, 11 } };
	long double x, n, z2, root;
	struct limits l;
	double z;
	size_t i;

	(void)state;
	assert_int_equal(quantile_level(0.95, &z), METHOD_OK);
	z2 = (long double)z * z;
	for (i = 0; i < COUNT_OF(cases); i++) {
		x = cases[i][0];
		n = cases[i][1];
		root = z * sqrtl(z2 + 4 * x * (1 - x / n));
		proportion_wilson(cases[i][0], cases[i][1], z, &l);
		assert_true(near(l.upper,
		    (double)((2 * x + z2 + root) / (2 * (n + z2))), 1e-12));
		if (cases[i][1] < 100000000)
			assert_true(near(l.lower,
			    (double)((2 * x + z2 - root) / (2 * (n + z2))),
			    1e-12));
	}
}

/* All or none of up to a million million: exact ends, finite limits. */
static void
test_wilson_ends(void **state)
{
	struct limits l;
	int64_t n;
	double z;

	(void)state;
	assert_int_equal(quantile_level(0.95, &z), METHOD_OK);
	for (n = 1; n <= 1000000000000; n *= 10) {
		proportion_wilson(0, n, z, &l);
		assert_true(l.lower == 0);
		/* z^2 / (n + z^2) */
		assert_true(near(l.upper, z * z / ((double)n + z * z), 1e-12));
		proportion_wilson(n, n, z, &l);
		assert_true(l.upper == 1);
		/* n / (n + z^2) */
		assert_true(
		    near(l.lower, (double)n / ((double)n + z * z), 1e-12));
	}
}

/*
 * The share of 20,000 random counts whose interval holds p, against the sum of
 * the probabilities of the counts whose interval does, by three errors.
 */
static void
test_coverage(void **state)
{
	static const struct {
		int64_t n;
		double p, level;
	} designs[] = { { 10, 0.5, 0.95 }, { 25, 0.1, 0.95 }, { 40, 0.93, 0.9 },
		{ 100, 0.02, 0.95 }, { 60, 0.31, 0.998 } };
	const int draws = 20000;
	bool holds[PROPORTION_METHODS][101];
	double exact, found, error;
	uint64_t seed = 20240229;
	int hits[101], i;
	enum proportion_method m;
	struct limits l;
	size_t d;
	int64_t x;

	(void)state;
	for (d = 0; d < COUNT_OF(designs); d++) {
		memset(hits, 0, sizeof(hits));
		for (i = 0; i < draws; i++)
			hits[binomial_draw(
			    designs[d].n, designs[d].p, &seed)]++;
		for (m = 0; m < PROPORTION_METHODS; m++) {
			exact = found = 0;
			for (x = 0; x <= designs[d].n; x++) {
				l = limits_of(
				    m, x, designs[d].n, designs[d].level);
				holds[m][x] = l.lower <= designs[d].p &&
					      l.upper >= designs[d].p;
				if (!holds[m][x])
					continue;
				exact += (double)probability(
				    x, designs[d].n, designs[d].p);
				found += hits[x];
			}
			found /= draws;
			error = sqrt(exact * (1 - exact) / draws);
			if (fabs(found - exact) > 3 * error + 1e-12)
				fail_msg("%s: %g, expected %g",
				    proportion_method_name(m), found, exact);
			if (m == PROPORTION_CLOPPER_PEARSON)
				assert_true(exact >= designs[d].level);
		}
	}
}

static void
test_bad(void **state)
{
	static const struct {
		int64_t x, n;
		double level;
		enum method_status status;
	} bad[] = { { 0, 0, 0.95, METHOD_ZERO_DENOMINATOR },
		{ 3, 0, 0.95, METHOD_ZERO_DENOMINATOR },
		{ 3, 2, 0.95, METHOD_NUMERATOR_ABOVE_DENOMINATOR },
		{ -1, 2, 0.95, METHOD_NEGATIVE_COUNT },
		{ 1, -2, 0.95, METHOD_NEGATIVE_COUNT },
		{ INT64_MIN, INT64_MAX, 0.95, METHOD_NEGATIVE_COUNT },
		{ 1, INT64_MAX, 0.95, METHOD_TOO_LARGE },
		{ 1, 2, 0, METHOD_LEVEL }, { 1, 2, 1, METHOD_LEVEL },
		{ 1, 2, -0.5, METHOD_LEVEL }, { 1, 2, 1.5, METHOD_LEVEL },
		{ 1, 2, 1e-300, METHOD_LEVEL }, { 1, 2, NAN, METHOD_LEVEL },
		{ 1, 2, INFINITY, METHOD_LEVEL } };
	struct limits l = { 7, 7 };
	size_t i;
	enum proportion_method m;

	(void)state;
	for (m = 0; m < PROPORTION_METHODS; m++)
		for (i = 0; i < COUNT_OF(bad); i++) {
			assert_int_equal(proportion_limits(m, bad[i].x,
					     bad[i].n, bad[i].level, &l),
			    bad[i].status);
			assert_true(l.lower == 7 && l.upper == 7);
		}
}

/* Levels near both ends, and the largest counts. */
static void
test_extremes(void **state)
{
	static const double levels[] = { 1e-12, 1e-6, 0.01, 1 - 1e-6,
		1 - 1e-12 };
	static const int64_t counts[] = { 1, 2, 3, 1000, 1000000, 1000000000,
		1000000000000 };
	struct limits l;
	size_t i, j, k;
	enum proportion_method m;

	(void)state;
	for (m = 0; m < PROPORTION_METHODS; m++)
		for (i = 0; i < COUNT_OF(levels); i++)
			for (j = 0; j < COUNT_OF(counts); j++)
				for (k = 0; k <= j; k++) {
					l = limits_of(
					    m, counts[k], counts[j], levels[i]);
					assert_true(l.lower >= 0 &&
						    l.lower <= l.upper &&
						    l.upper <= 1);
				}
}

static void
test_names_and_rule(void **state)
{
	static const char *const names[] = { "wilson", "wilson_cc",
		"clopper_pearson", "mid_p", "jeffreys", "agresti_coull",
		"likelihood_ratio" };
	const struct proportion_rule rule = { PROPORTION_WILSON,
		PROPORTION_CLOPPER_PEARSON, 40 };
	enum proportion_method method;
	enum proportion_method m;

	(void)state;
	for (m = 0; m < PROPORTION_METHODS; m++) {
		assert_string_equal(proportion_method_name(m), names[m]);
		assert_int_equal(proportion_method_find(names[m], &method), 0);
		assert_true(method == m);
	}
	assert_int_equal(proportion_method_find("Wilson", &method), -1);
	assert_int_equal(
	    proportion_rule_method(&rule, 39), PROPORTION_CLOPPER_PEARSON);
	assert_int_equal(proportion_rule_method(&rule, 40), PROPORTION_WILSON);
}

/* 100,000 cells: a tenth of a second or two; sanitizers get ten times that. */
static void
test_speed(void **state)
{
	clock_t start = clock();
	struct limits l;
	uint64_t seed = 1;
	int64_t n, x;
	int i;

	(void)state;
	for (i = 0; i < 100000; i++) {
		n = 1 + (int64_t)(random_bits(&seed) % 2000);
		x = (int64_t)(random_bits(&seed) % (uint64_t)(n + 1));
		l = limits_of(PROPORTION_WILSON, x, n, 0.95);
		l = limits_of(PROPORTION_CLOPPER_PEARSON, x, n, 0.95);
	}
	assert_true(l.lower < l.upper);
	print_message("100,000 cells in %.2f s\n",
	    (double)(clock() - start) / CLOCKS_PER_SEC);
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_closed),
		cmocka_unit_test(test_iterated),
		cmocka_unit_test(test_agresti_coull),
		cmocka_unit_test(test_newcombe),
		cmocka_unit_test(test_exact_test),
		cmocka_unit_test(test_definition),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_shrinks),
		cmocka_unit_test(test_huge),
		cmocka_unit_test(test_wilson_unchanged),
		cmocka_unit_test(test_wilson_printed),
		cmocka_unit_test(test_wilson_ends),
		cmocka_unit_test(test_coverage),
		cmocka_unit_test(test_bad),
		cmocka_unit_test(test_extremes),
		cmocka_unit_test(test_names_and_rule),
		cmocka_unit_test(test_speed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
