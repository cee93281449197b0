/* moments: NIST's certified values, order, and what has no mean */
#include "unit.h"

#include <float.h>
#include <math.h>

#include "statistics/moments.h"

/* NIST StRD, Lew.dat: deflections of a steel-concrete beam */
static const double lew[] = {
	-213,
	-564,
	-35,
	-15,
	141,
	115,
	-420,
	-360,
	203,
	-338,
	-431,
	194,
	-220,
	-513,
	154,
	-125,
	-559,
	92,
	-21,
	-579,
	-52,
	99,
	-543,
	-175,
	162,
	-457,
	-346,
	204,
	-300,
	-474,
	164,
	-107,
	-572,
	-8,
	83,
	-541,
	-224,
	180,
	-420,
	-374,
	201,
	-236,
	-531,
	83,
	27,
	-564,
	-112,
	131,
	-507,
	-254,
	199,
	-311,
	-495,
	143,
	-46,
	-579,
	-90,
	136,
	-472,
	-338,
	202,
	-287,
	-477,
	169,
	-124,
	-568,
	17,
	48,
	-568,
	-135,
	162,
	-430,
	-422,
	172,
	-74,
	-577,
	-13,
	92,
	-534,
	-243,
	194,
	-355,
	-465,
	156,
	-81,
	-578,
	-64,
	139,
	-449,
	-384,
	193,
	-198,
	-538,
	110,
	-44,
	-577,
	-6,
	66,
	-552,
	-164,
	161,
	-460,
	-344,
	205,
	-281,
	-504,
	134,
	-28,
	-576,
	-118,
	156,
	-437,
	-381,
	200,
	-220,
	-540,
	83,
	11,
	-568,
	-160,
	172,
	-414,
	-408,
	188,
	-125,
	-572,
	-32,
	139,
	-492,
	-321,
	205,
	-262,
	-504,
	142,
	-83,
	-574,
	0,
	48,
	-571,
	-106,
	137,
	-501,
	-266,
	190,
	-391,
	-406,
	194,
	-186,
	-553,
	83,
	-13,
	-577,
	-49,
	103,
	-515,
	-280,
	201,
	300,
	-506,
	131,
	-45,
	-578,
	-80,
	138,
	-462,
	-361,
	201,
	-211,
	-554,
	32,
	74,
	-533,
	-235,
	187,
	-372,
	-442,
	182,
	-147,
	-566,
	25,
	68,
	-535,
	-244,
	194,
	-351,
	-463,
	174,
	-125,
	-570,
	15,
	72,
	-550,
	-190,
	172,
	-424,
	-385,
	198,
	-218,
	-536,
	96,
};

/* Correct digits, 15 if all are. */
static double
digits(double found, double certified)
{
	double error = fabs(found - certified) / fabs(certified);

	return error == 0 ? 15 : fmin(15, -log10(error));
}

static void
assert_certified(
    const double *values, size_t count, double mean, double deviation)
{
	struct moments m;

	assert_int_equal(moments_of(values, count, &m), METHOD_OK);
	if (digits(m.mean, mean) < 14 || digits(m.deviation, deviation) < 14)
		fail_msg("%.17g %.17g", m.mean, m.deviation);
}

/*
 * NIST StRD, univariate summary statistics, certified mean and deviation; the
 * data of NumAcc1 to NumAcc4 are these by their description.
 */
static void
test_certified(void **state)
{
	static const double accuracy_1[] = { 10000001, 10000003, 10000002 };
	static const double base[] = { 1, 1000000, 10000000 };
	double values[1001];
	char text[32];
	size_t set, i;

	(void)state;
	assert_certified(
	    lew, COUNT_OF(lew), -177.435000000000, 277.332168044316);
	assert_certified(accuracy_1, 3, 10000002, 1);
	for (set = 0; set < COUNT_OF(base); set++) {
		for (i = 0; i < COUNT_OF(values); i++) {
			(void)snprintf(text, sizeof(text), "%.0f.%d", base[set],
			    i == 0       ? 2
			    : i % 2 == 1 ? 1
					 : 3);
			values[i] = strtod(text, NULL);
		}
		assert_certified(
		    values, COUNT_OF(values), base[set] + 0.2, 0.1);
	}
}

/* Any order gives the same bits, of decimals and of other numbers. */
static void
test_order(void **state)
{
	double values[500], swap;
	struct moments m, again;
	unsigned seed = 12345;
	size_t i, j, kind;
	int round;

	(void)state;
	for (kind = 0; kind < 2; kind++) {
		for (i = 0; i < COUNT_OF(values); i++)
			values[i] = kind == 0 ? (double)(i * i) / 100
					      : 1e8 + sin((double)i) / 3;
		assert_int_equal(
		    moments_of(values, COUNT_OF(values), &m), METHOD_OK);
		for (round = 0; round < 20; round++) {
			for (i = COUNT_OF(values) - 1; i > 0; i--) {
				seed = seed * 1103515245u + 12345u;
				j = (seed >> 8) % (i + 1);
				swap = values[i];
				values[i] = values[j];
				values[j] = swap;
			}
			assert_int_equal(
			    moments_of(values, COUNT_OF(values), &again),
			    METHOD_OK);
			assert_memory_equal(&m, &again, sizeof(m));
		}
	}
}

/* 2^60 and a step of 2^8 around it: binary, and their variance is known. */
static void
test_binary(void **state)
{
	const double centre = 0x1p60, step = 0x1p8;
	const double values[] = { centre - step, centre, centre + step };
	const double thirds[] = { 1.0 / 3, 1.0 / 3, 1.0 / 3 };
	struct moments m;

	(void)state;
	assert_int_equal(moments_of(values, 3, &m), METHOD_OK);
	assert_true(m.mean == centre && m.variance == step * step);
	assert_int_equal(moments_of(thirds, 3, &m), METHOD_OK);
	assert_true(m.mean == 1.0 / 3 && m.variance == 0);
}

static void
test_bad(void **state)
{
	static const double nan[] = { 1, NAN }, infinite[] = { 1, INFINITY },
			    both[] = { INFINITY, -INFINITY },
			    large[] = { DBL_MAX, DBL_MAX },
			    wide[] = { 1e200, -1e200 };
	struct moments m = { 7, 7, 7 };

	(void)state;
	assert_int_equal(moments_of(nan, 0, &m), METHOD_TOO_FEW);
	assert_int_equal(moments_of(nan, 1, &m), METHOD_TOO_FEW);
	assert_int_equal(moments_of(nan, 2, &m), METHOD_NOT_FINITE);
	assert_int_equal(moments_of(infinite, 2, &m), METHOD_NOT_FINITE);
	assert_int_equal(moments_of(both, 2, &m), METHOD_NOT_FINITE);
	assert_int_equal(moments_of(large, 2, &m), METHOD_NOT_FINITE);
	assert_int_equal(moments_of(wide, 2, &m), METHOD_NOT_FINITE);
	assert_true(m.mean == 7 && m.variance == 7);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_certified),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_binary),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
