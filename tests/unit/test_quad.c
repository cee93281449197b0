/* test_quad - the decimal number that a double stands for */
#include "unit.h"

#include "statistics/quad.h"

/* With the exact product or quotient of whole numbers. */
static void
is_the_decimal(void **state)
{
	(void)state;
	assert_true(quad_decimal(0) == 0);
	assert_true(quad_decimal(-7) == -7);
	assert_true(quad_decimal(0.1) == (quad)1 / 10);
	assert_true(quad_decimal(-2.5) == (quad)-5 / 2);
	assert_true(quad_decimal(1234.56) == (quad)123456 / 100);
	assert_true(quad_decimal(1e-9) == (quad)1 / 1000000000);
	/* above 2^53 not every whole number is a double */
	assert_true(quad_decimal(9.1e15) == (quad)9100000000000000);
	assert_true(quad_decimal(1.5e22) == (quad)15000000000 * 1000000000000);
	assert_true(quad_decimal(-3e23) == (quad)-300000000000 * 1000000000000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_the_decimal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
