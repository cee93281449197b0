/* test_decimal.c - sums of numbers as they are printed */
#include "unit.h"

#include "base/decimal.h"

static struct decimal
sum_of(const double *terms, size_t count)
{
	struct decimal d = DECIMAL_ZERO;
	size_t i;

	for (i = 0; i < count; i++)
		decimal_add(&d, terms[i]);
	return d;
}

static void
test_places(void **state)
{
	(void)state;
	assert_int_equal(decimal_places(0), 0);
	assert_int_equal(decimal_places(12), 0);
	assert_int_equal(decimal_places(1200), 0);
	assert_int_equal(decimal_places(0.5), 1);
	assert_int_equal(decimal_places(-33.25), 2);
	assert_int_equal(decimal_places(0.001), 3);
	assert_int_equal(decimal_places(1234567.125), 3);
	assert_int_equal(decimal_places(1e20), 0);
	assert_int_equal(decimal_places(0.1 + 0.2), 1);
	assert_int_equal(decimal_places(1.0 / 3), 15);
	assert_int_equal(decimal_places(1e-20), 20);
	assert_int_equal(decimal_places(2.5e-7), 8);
}

static void
test_numbers(void **state)
{
	const double left[] = { 0.1, 0.2 }, right[] = { 0.3 };
	const double more[] = { 0.300001 };
	/* without what rounding loses this would be 0 */
	const double large[] = { 1e16, 1, -1e16 }, one[] = { 1 };
	struct decimal a = sum_of(left, 2), b = sum_of(right, 1);
	struct decimal c = sum_of(more, 1);
	char text[DECIMAL_TEXT];

	(void)state;
	assert_true(0.1 + 0.2 != 0.3);
	assert_int_equal(decimal_compare(&a, &b), 0);
	assert_true(decimal_compare(&a, &c) < 0);
	assert_true(decimal_compare(&c, &a) > 0);
	decimal_print(&a, text);
	assert_string_equal(text, "0.3");
	a = sum_of(large, 3);
	b = sum_of(one, 1);
	assert_int_equal(decimal_compare(&a, &b), 0);
	decimal_subtract(&a, &b);
	assert_true(decimal_value(&a) == 0);
}

static void
test_integers(void **state)
{
	struct decimal a = DECIMAL_ZERO, b = DECIMAL_ZERO;
	char text[DECIMAL_TEXT];

	(void)state;
	decimal_add_integer(&a, INT64_MAX);
	decimal_add_integer(&b, INT64_MAX - 1);
	assert_true(decimal_compare(&a, &b) > 0);
	decimal_print(&a, text);
	assert_string_equal(text, "9223372036854775807");
	/* beyond 64 bits, and back */
	decimal_add_integer(&a, 2);
	assert_true(decimal_compare(&a, &b) > 0);
	decimal_add_integer(&a, -3);
	assert_int_equal(decimal_compare(&a, &b), 0);
	a = b = (struct decimal)DECIMAL_ZERO;
	decimal_add_integer(&a, INT64_MIN);
	decimal_add_integer(&b, INT64_MIN);
	decimal_subtract(&a, &b);
	b = (struct decimal)DECIMAL_ZERO;
	assert_int_equal(decimal_compare(&a, &b), 0);
	decimal_add_integer(&b, 5);
	decimal_add_sum(&a, &b);
	assert_int_equal(decimal_compare(&a, &b), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_integers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
