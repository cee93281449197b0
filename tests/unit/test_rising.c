/* rising: rising factorials against their sums, term by term */
#include "unit.h"

#include <math.h>

#include "relative.h"
#include "statistics/rising.h"

static void
test_by_hand(void **state)
{
	(void)state;
	assert_relative(rising_log(2, 3), log(3), 1e-15);
	assert_relative(rising_slope(2, 3), -(1.0 / 3 + 0.5), 1e-15);
	assert_true(rising_log(5, 0) == 0 && rising_slope(5, 0) == 0);
	assert_true(rising_log(5, 1) == 0 && rising_slope(5, 1) == 0);
}

static void
assert_sum(double found, long double sum)
{
	if (!(fabsl(found - sum) <= 2e-13L * fabsl(sum) + 1e-14L))
		fail_msg("found %.17g, expected %.17Lg", found, sum);
}

static void
test_sums(void **state)
{
	static const double a[] = { 1e-9, 0.3, 1, 15.5, 16, 1000, 1e7, 1e12 };
	long double logs, slopes;
	size_t i;
	int x;

	(void)state;
	for (i = 0; i < COUNT_OF(a); i++) {
		logs = slopes = 0;
		for (x = 1; x < 2000; x++) {
			logs += log1pl((x - 1) / (long double)a[i]);
			slopes -= (x - 1) / ((long double)a[i] + (x - 1));
			assert_sum(rising_log(a[i], x), logs);
			assert_sum(rising_slope(a[i], x), slopes);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_sums),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
