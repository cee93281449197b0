/* difference: against other programs, and against itself with groups swapped */
#include "unit.h"

#include "relative.h"
#include "statistics/difference.h"

typedef enum method_status difference(
    const struct two_groups *, double, struct comparison *);

struct row {
	struct two_groups groups;
	double level, estimate, lower, upper;
};

/* golden/stats/binom_diff_ci.csv: DescTools 0.99.61 BinomDiffCI on R 4.2.2,
 * the cases of Newcombe (1998), table II; method score */
static const struct row newcombe[] = {
	{ { 56, 70, 48, 80 }, 0.95, 0.2, 0.052431472402365, 0.333872654036906 },
	{ { 6, 7, 2, 7 }, 0.99, 0.571428571428571, -0.0723267260464794,
	    0.831562997673356 },
	{ { 5, 56, 0, 29 }, 0.99, 0.0892857142857143, -0.106027769747379,
	    0.235293246177161 },
	{ { 0, 10, 0, 20 }, 0.95, 0, -0.161125158052819, 0.277532799862889 },
	{ { 0, 10, 0, 10 }, 0.99, 0, -0.398854093304908, 0.398854093304908 },
	{ { 10, 10, 0, 10 }, 0.99, 1, 0.435935131840175, 1 },
	{ { 450, 500, 400, 500 }, 0.95, 0.1, 0.0560012802013861,
	    0.143981967376788 },
	{ { 87, 100, 123, 180 }, 0.99, 0.186666666666667, 0.0497958635372641,
	    0.300753966651015 },
};

/* the same, method mn; found by bisection to 1e-7 */
static const struct row miettinen_nurminen[] = {
	{ { 56, 70, 48, 80 }, 0.95, 0.2, 0.0528296947479248,
	    0.338173007965088 },
	{ { 6, 7, 2, 7 }, 0.99, 0.571428571428571, -0.131564932210105,
	    0.892524906567165 },
	{ { 5, 56, 0, 29 }, 0.99, 0.0892857142857143, -0.1048842849476,
	    0.236397697457245 },
	{ { 0, 10, 0, 20 }, 0.95, 0, -0.165760219097137, 0.28438138961792 },
	{ { 0, 10, 0, 10 }, 0.99, 0, -0.411214053630829, 0.411214053630829 },
	{ { 10, 10, 0, 10 }, 0.99, 1, 0.482354283332825, 1 },
	{ { 450, 500, 400, 500 }, 0.95, 0.1, 0.0562844634056091,
	    0.144404345750809 },
	{ { 87, 100, 123, 180 }, 0.99, 0.186666666666667, 0.0513334504763285,
	    0.305140713055929 },
};

/* the same, method mee */
static const struct row mee[] = {
	{ { 56, 70, 48, 80 }, 0.95, 0.2, 0.0533338739779592,
	    0.337729489830136 },
	{ { 6, 7, 2, 7 }, 0.99, 0.571428571428571, -0.107630196995335,
	    0.887507857690454 },
	{ { 5, 56, 0, 29 }, 0.99, 0.0892857142857143, -0.103016639711916,
	    0.235293260400542 },
	{ { 0, 10, 0, 20 }, 0.95, 0, -0.161125175403059, 0.277532813833654 },
	{ { 0, 10, 0, 10 }, 0.99, 0, -0.398854070538342, 0.398854070538342 },
	{ { 10, 10, 0, 10 }, 0.99, 1, 0.50178921707663, 1 },
	{ { 450, 500, 400, 500 }, 0.95, 0.1, 0.0563063922874331,
	    0.144381777797759 },
	{ { 87, 100, 123, 180 }, 0.99, 0.186666666666667, 0.0515968224619825,
	    0.304936794715603 },
};

/* The definition solved with 30 digits (Python, mpmath 1.3): the derivative of
 * the likelihood and the score bisected. */
static const struct row exact_mee[] = {
	{ { 1, 1, 0, 1 }, 0.95, 1, -0.31523954498669392, 1 },
	{ { 0, 1, 0, 1 }, 0.95, 0, -0.79345068562276261, 0.79345068562276261 },
	{ { 3, 3, 5, 5 }, 0.95, 0, -0.56149703175504553, 0.43448246478317482 },
	{ { 0, 9, 0, 4 }, 0.95, 0, -0.48989083645459736, 0.2991450484195441 },
	{ { 7, 8, 1, 900 }, 0.95, 0.87388888888888889, 0.52799406543266045,
	    0.97650887197832699 },
	{ { 999999990, 1000000000, 999999980, 1000000000 }, 0.95, 1e-8,
	    -7.85080328871571e-10, 2.1931813745328369e-8 },
	{ { 3, 1000000000, 0, 1000000 }, 0.95, 3e-9, -3.8384440639564552e-6,
	    8.8211880540116437e-9 },
};

static const struct row exact_miettinen_nurminen[] = {
	{ { 1, 1, 0, 1 }, 0.95, 1, -0.58690137124552522, 1 },
	{ { 0, 1, 0, 1 }, 0.95, 0, -0.88483133880789443, 0.88483133880789443 },
	{ { 3, 3, 5, 5 }, 0.95, 0, -0.59405911754987007, 0.46753216982223003 },
	{ { 0, 9, 0, 4 }, 0.95, 0, -0.50989884197559267, 0.3161915412936609 },
	{ { 7, 8, 1, 900 }, 0.95, 0.87388888888888889, 0.52779543096594239,
	    0.97652637403912148 },
	{ { 999999990, 1000000000, 999999980, 1000000000 }, 0.95, 1e-8,
	    -7.8508033176278973e-10, 2.1931813748731814e-8 },
	{ { 3, 1000000000, 0, 1000000 }, 0.95, 3e-9, -3.8384440677940469e-6,
	    8.8211880583511818e-9 },
};

static difference *const methods[] = { difference_newcombe, difference_mee,
	difference_miettinen_nurminen };

static void
assert_rows(
    difference *method, const struct row *rows, size_t count, double tolerance)
{
	struct comparison c;
	size_t i;

	for (i = 0; i < count; i++) {
		assert_int_equal(
		    method(&rows[i].groups, rows[i].level, &c), METHOD_OK);
		assert_relative(c.estimate, rows[i].estimate, 1e-12);
		assert_relative(c.lower, rows[i].lower, tolerance);
		assert_relative(c.upper, rows[i].upper, tolerance);
	}
}

static void
test_others(void **state)
{
	(void)state;
	assert_rows(difference_newcombe, newcombe, COUNT_OF(newcombe), 1e-12);
	assert_rows(difference_mee, mee, COUNT_OF(mee), 1e-6);
	assert_rows(difference_miettinen_nurminen, miettinen_nurminen,
	    COUNT_OF(miettinen_nurminen), 1e-6);
}

static void
test_exact(void **state)
{
	(void)state;
	assert_rows(difference_mee, exact_mee, COUNT_OF(exact_mee), 1e-13);
	assert_rows(difference_miettinen_nurminen, exact_miettinen_nurminen,
	    COUNT_OF(exact_miettinen_nurminen), 1e-13);
}

/* 0 of 10^9 against all of 10^9: the Wilson limits are 0 and z^2/(n + z^2). */
static void
test_large(void **state)
{
	struct two_groups g = { 0, 1000000000, 1000000000, 1000000000 };
	double z2 = 1.959963984540054 * 1.959963984540054;
	struct comparison c;

	(void)state;
	assert_int_equal(difference_newcombe(&g, 0.95, &c), METHOD_OK);
	assert_true(c.estimate == -1 && c.lower == -1);
	assert_relative(c.upper + 1, sqrt(2) * z2 / (1e9 + z2), 1e-6);
	g = (struct two_groups){ COUNT_MAX / 3, COUNT_MAX, COUNT_MAX / 3,
		COUNT_MAX };
	for (size_t i = 0; i < COUNT_OF(methods); i++) {
		assert_int_equal(methods[i](&g, 0.95, &c), METHOD_OK);
		assert_true(c.estimate == 0 && c.lower < 0 && c.upper > 0);
		assert_relative(
		    c.upper, sqrt(z2 * 4 / 9 / (double)COUNT_MAX), 1e-6);
	}
}

static void
assert_properties(difference *method, const struct two_groups *g)
{
	struct two_groups swapped = two_groups_swapped(g), others = *g;
	struct comparison c, s, o, wider;

	others.events1 = g->size1 - g->events1;
	others.events2 = g->size2 - g->events2;
	assert_int_equal(method(g, 0.95, &c), METHOD_OK);
	assert_int_equal(method(g, 0.99, &wider), METHOD_OK);
	assert_int_equal(method(&swapped, 0.95, &s), METHOD_OK);
	assert_int_equal(method(&others, 0.95, &o), METHOD_OK);
	assert_true(-1 <= c.lower && c.lower <= c.estimate);
	assert_true(c.estimate <= c.upper && c.upper <= 1);
	assert_true(wider.lower <= c.lower && c.upper <= wider.upper);
	assert_true(s.lower == -c.upper && s.upper == -c.lower);
	assert_true(s.estimate == -c.estimate);
	assert_true(fabs(o.lower + c.upper) < 1e-14);
	assert_true(fabs(o.upper + c.lower) < 1e-14);
}

static void
test_properties(void **state)
{
	struct two_groups g;
	uint64_t seed = 5;
	size_t m;

	(void)state;
	for (long i = 0; i < rounds(2000); i++) {
		g.size1 = 1 + draw(&seed, i % 2 == 0 ? 5 : 1000000000);
		g.size2 = 1 + draw(&seed, i % 3 == 0 ? 5 : 1000000000);
		g.events1 = draw(&seed, g.size1 + 1);
		g.events2 = draw(&seed, g.size2 + 1);
		for (m = 0; m < COUNT_OF(methods); m++)
			assert_properties(methods[m], &g);
	}
}

/* So many times the people, at the same rates. */
static struct two_groups
times(const struct two_groups *g, int64_t factor)
{
	return (struct two_groups){ factor * g->events1, factor * g->size1,
		factor * g->events2, factor * g->size2 };
}

/* The same rates of ten times as many are known better. */
static void
test_shrinks(void **state)
{
	static const struct two_groups small[] = { { 1, 10, 3, 10 },
		{ 5, 7, 5, 7 }, { 0, 4, 2, 9 }, { 3, 3, 1, 8 },
		{ 199, 200, 1, 2 } };
	struct two_groups g;
	struct comparison c;
	double before;
	int64_t factor;
	size_t i, m;

	(void)state;
	for (m = 0; m < COUNT_OF(methods); m++)
		for (i = 0; i < COUNT_OF(small); i++) {
			before = 2;
			for (factor = 1; factor <= 10000000; factor *= 10) {
				g = times(&small[i], factor);
				assert_int_equal(
				    methods[m](&g, 0.95, &c), METHOD_OK);
				assert_true(c.upper - c.lower < before);
				before = c.upper - c.lower;
			}
		}
}

static void
test_statuses(void **state)
{
	struct two_groups good = { 1, 2, 1, 2 }, nobody = { 1, 2, 0, 0 };
	struct two_groups above = { 3, 2, 1, 2 }, below = { -1, 2, 1, 2 };
	struct comparison c;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(methods); i++) {
		assert_int_equal(methods[i](&good, 1, &c), METHOD_LEVEL);
		assert_int_equal(methods[i](&good, NAN, &c), METHOD_LEVEL);
		assert_int_equal(
		    methods[i](&nobody, 0.95, &c), METHOD_ZERO_DENOMINATOR);
		assert_int_equal(methods[i](&above, 0.95, &c),
		    METHOD_NUMERATOR_ABOVE_DENOMINATOR);
		assert_int_equal(
		    methods[i](&below, 0.95, &c), METHOD_NEGATIVE_COUNT);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_exact),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_shrinks),
		cmocka_unit_test(test_statuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
