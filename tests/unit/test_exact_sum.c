/* exact_sum: against 128-bit integers, rounding, cancellation, the ends */
#include "unit.h"

#include <float.h>
#include <math.h>

#include "statistics/exact_sum.h"

static double
sum_of(const double *values, size_t count)
{
	struct exact_sum s = { 0 };
	size_t i;

	for (i = 0; i < count; i++)
		exact_sum_add(&s, values[i]);
	return exact_sum_value(&s);
}

/* Integers times 2^-60: their sum is an integer that 128 bits hold. */
static void
test_integers(void **state)
{
	struct exact_sum s = { 0 };
	uint64_t seed = 1;
	__int128 sum = 0;
	int64_t value;
	int shift;
	long i;

	(void)state;
	for (i = 0; i < rounds(20000); i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		value = (int64_t)(seed >> 11) - (INT64_C(1) << 52);
		shift = (int)(seed >> 5 & 31);
		exact_sum_add(&s, ldexp((double)value, shift - 60));
		sum += (__int128)value * ((__int128)1 << shift);
		assert_true(exact_sum_value(&s) == ldexp((double)sum, -60));
	}
}

static void
test_rounding(void **state)
{
	static const double even[] = { 1, 0x1p-53 },
			    above[] = { 1, 0x1p-53, 0x1p-1000 },
			    below[] = { 1, 0x1p-53, -0x1p-1000 },
			    least[] = { DBL_MIN, -0x1p-1074 },
			    negative[] = { -1e300, 1e-300, 1e300, -1e-299 },
			    cancel[] = { 1e300, 1, -1e300, DBL_MIN, 1e-300 },
			    tenths[] = { 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1,
				    0.1, 0.1 };

	(void)state;
	assert_true(sum_of(even, 2) == 1);
	assert_true(sum_of(above, 3) == 1 + DBL_EPSILON);
	assert_true(sum_of(below, 3) == 1);
	assert_true(sum_of(least, 2) == DBL_MIN - 0x1p-1074);
	assert_true(sum_of(negative, 4) == 1e-300 - 1e-299);
	assert_true(sum_of(cancel, 4) == 1);
	assert_true(sum_of(cancel, 5) == 1);
	assert_true(sum_of(tenths, 10) == 1);
	assert_true(sum_of(NULL, 0) == 0);
}

static void
test_ends(void **state)
{
	static const double largest[] = { DBL_MAX, DBL_MAX, -DBL_MAX },
			    overflow[] = { DBL_MAX, DBL_MAX },
			    infinite[] = { 1, -INFINITY },
			    nan[] = { INFINITY, -INFINITY };

	(void)state;
	assert_true(sum_of(largest, 3) == DBL_MAX);
	assert_true(isinf(sum_of(overflow, 2)));
	assert_true(sum_of(infinite, 2) == -INFINITY);
	assert_true(isnan(sum_of(nan, 2)));
}

/* (1 + e)^2 - 1 - 2 e = e^2 */
static void
test_product(void **state)
{
	struct exact_sum s = { 0 };

	(void)state;
	exact_sum_add_product(&s, 1 + 0x1p-40, 1 + 0x1p-40);
	exact_sum_add(&s, -1);
	exact_sum_add(&s, -0x1p-39);
	assert_true(exact_sum_value(&s) == 0x1p-80);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_integers),
		cmocka_unit_test(test_rounding),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_product),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
