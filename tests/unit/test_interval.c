/* interval: Wilson's limits against R, at the ends and for huge counts */
#include "unit.h"

#include <math.h>

#include "measure/interval.h"

/*
 * Computed by R 4.2.2 with DescTools 0.99.61, BinomCI(x, n, conf.level = conf,
 * method = "wilson"); 81/263, 15/148, 0/20 and 1/29 are the examples of
 * Newcombe (1998), table I.
 */
static const struct {
	int64_t x, n;
	double level, lower, upper;
} golden[] = {
	{ 81, 263, 0.95, 0.255288519878274, 0.3662095769828 },
	{ 81, 263, 0.99, 0.240136902687608, 0.38528250231823 },
	{ 81, 263, 0.998, 0.228035740242005, 0.40138942190937 },
	{ 15, 148, 0.9, 0.0674432622468715, 0.1495729317464 },
	{ 15, 148, 0.99, 0.0536448696139649, 0.183267350113153 },
	{ 15, 148, 0.998, 0.0473836805065723, 0.20364553090199 },
	{ 0, 20, 0.95, 0, 0.161125158052819 },
	{ 0, 20, 0.99, 0, 0.249105401098753 },
	{ 1, 29, 0.9, 0.00773080797273802, 0.140683095132512 },
	{ 1, 29, 0.99, 0.00406149419688381, 0.238254253136413 },
	{ 1, 29, 0.998, 0.00301600135871694, 0.296586458036421 },
	{ 20, 20, 0.95, 0.838874841947181, 1 },
	{ 20, 20, 0.99, 0.750894598901247, 1 },
	{ 20, 20, 0.998, 0.676829585375945, 1 },
	{ 29, 29, 0.9, 0.914666548516583, 1 },
	{ 29, 29, 0.99, 0.813809012123496, 1 },
	{ 0, 1, 0.9, 0, 0.730134051215946 },
	{ 0, 1, 0.95, 0, 0.793450685622763 },
	{ 0, 1, 0.99, 0, 0.869022456719814 },
	{ 0, 1, 0.998, 0, 0.90520909849868 },
	{ 1, 1, 0.998, 0.0947909015013204, 1 },
	{ 9, 10, 0.9, 0.652281332664142, 0.977365091269133 },
	{ 9, 10, 0.95, 0.595849973204762, 0.982123786904927 },
	{ 9, 10, 0.99, 0.492768228767106, 0.988148496588967 },
	{ 9, 10, 0.998, 0.41800599246178, 0.99121088717545 },
	{ 65, 100, 0.998, 0.495494657407045, 0.778354061408969 },
	{ 499, 1000, 0.95, 0.468073488750724, 0.529934164766247 },
	{ 499, 1000, 0.99, 0.458413677027948, 0.539599505301859 },
	{ 12345, 54321, 0.998, 0.221752097417284, 0.232864131330292 },
	{ 1, 100000, 0.9, 2.23092536878799e-06, 4.48232361013806e-05 },
	{ 1, 100000, 0.95, 1.76524773037831e-06, 5.66470965904096e-05 },
	{ 1, 100000, 0.998, 8.72426416969559e-07, 0.000114611902426645 },
	{ 0, 1000000, 0.95, 0, 3.84144406394494e-06 },
	{ 999999, 1000000, 0.95, 0.999994335088196, 0.999999823475423 },
	{ 999999, 1000000, 0.99, 0.999991482566165, 0.999999882594525 },
	{ 999999, 1000000, 0.998, 0.99998853781717, 0.999999912757416 },
};

static void
assert_near(double found, double expected)
{
	if (expected == 0 || expected == 1)
		assert_true(found == expected);
	else if (!(fabs(found - expected) <= 1e-12 * fabs(expected)))
		fail_msg("%.17g, expected %.17g", found, expected);
}

static void
test_golden(void **state)
{
	struct fail f = FAIL_INIT;
	double z, lower, upper;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(golden); i++) {
		assert_int_equal(interval_quantile(golden[i].level, &z, &f), 0);
		interval_wilson(golden[i].x, golden[i].n, z, &lower, &upper);
		assert_near(lower, golden[i].lower);
		assert_near(upper, golden[i].upper);
	}
}

/*
 * The formula as it is printed, in extended precision, for counts where that
 * is exact enough: few among very many, and nearly all.
 */
static void
test_printed_formula(void **state)
{
	static const int64_t cases[][2] = { { 1, 1000000000000 },
		{ 3, 1000000007 }, { 999999999999, 1000000000000 },
		{ 500000000000, 1000000000000 }, { 21946935, 32929158 },
		{ 1, 2 }, { 7, 11 } };
	long double x, n, z2, root;
	double z, lower, upper;
	struct fail f = FAIL_INIT;
	size_t i;

	(void)state;
	assert_int_equal(interval_quantile(0.95, &z, &f), 0);
	z2 = (long double)z * z;
	for (i = 0; i < COUNT_OF(cases); i++) {
		x = cases[i][0];
		n = cases[i][1];
		root = z * sqrtl(z2 + 4 * x * (1 - x / n));
		interval_wilson(cases[i][0], cases[i][1], z, &lower, &upper);
		assert_near(
		    upper, (double)((2 * x + z2 + root) / (2 * (n + z2))));
		if (cases[i][1] < 100000000)
			assert_near(lower,
			    (double)((2 * x + z2 - root) / (2 * (n + z2))));
	}
}

/* The lower limit of x among n is 1 less the upper one of n - x. */
static void
test_mirror_and_order(void **state)
{
	double z, lower, upper, other_lower, other_upper;
	struct fail f = FAIL_INIT;
	int64_t x, n;

	(void)state;
	assert_int_equal(interval_quantile(0.998, &z, &f), 0);
	for (n = 1; n < rounds(200); n++)
		for (x = 0; x <= n; x++) {
			interval_wilson(x, n, z, &lower, &upper);
			interval_wilson(
			    n - x, n, z, &other_lower, &other_upper);
			assert_true(lower >= 0 && upper <= 1);
			assert_true(lower <= (double)x / (double)n);
			assert_true(upper >= (double)x / (double)n);
			assert_true(fabs(lower + other_upper - 1) < 1e-14);
		}
}

/* All or none of a million million: exact ends, finite limits. */
static void
test_ends(void **state)
{
	double z, lower, upper;
	struct fail f = FAIL_INIT;
	int64_t n;

	(void)state;
	assert_int_equal(interval_quantile(0.95, &z, &f), 0);
	for (n = 1; n <= 1000000000000; n *= 10) {
		interval_wilson(0, n, z, &lower, &upper);
		assert_true(lower == 0);
		/* z^2 / (n + z^2) */
		assert_near(upper, z * z / ((double)n + z * z));
		interval_wilson(n, n, z, &lower, &upper);
		assert_true(upper == 1);
		/* n / (n + z^2) */
		assert_near(lower, (double)n / ((double)n + z * z));
	}
}

static void
test_levels(void **state)
{
	static const double bad[] = { 0, 1, 1e-300, -0.5, 1.5, NAN, INFINITY };
	struct fail f = FAIL_INIT;
	double z;
	size_t i;

	(void)state;
	/* Abramowitz & Stegun, table 26.5: 1.959963985 and 2.575829304 */
	assert_int_equal(interval_quantile(0.95, &z, &f), 0);
	assert_true(fabs(z - 1.959963985) < 1e-9);
	assert_int_equal(interval_quantile(0.99, &z, &f), 0);
	assert_true(fabs(z - 2.575829304) < 1e-9);
	for (i = 0; i < COUNT_OF(bad); i++) {
		f = (struct fail)FAIL_INIT;
		assert_int_equal(interval_quantile(bad[i], &z, &f), -1);
		assert_int_equal(f.status, FAIL_USAGE);
	}
}

static void
test_names(void **state)
{
	enum interval_method method;

	(void)state;
	assert_int_equal(interval_method_find("wilson", &method), 0);
	assert_int_equal(method, INTERVAL_WILSON);
	assert_string_equal(interval_method_name(method), "wilson");
	assert_int_equal(interval_method_find("Wilson", &method), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_golden),
		cmocka_unit_test(test_printed_formula),
		cmocka_unit_test(test_mirror_and_order),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
