#include "unit.h"

#include "sniff/distinct.h"

static uint64_t
count(int texts, int times, int step)
{
	struct distinct d = DISTINCT_INIT;
	char text[32];
	uint64_t n;

	for (int i = 0; i < texts * times; i++) {
		snprintf(text, sizeof(text), "%d", (i * step) % texts);
		assert_int_equal(distinct_add(&d, text, strlen(text), NULL), 0);
	}
	n = distinct_count(&d);
	assert_int_equal(distinct_is_estimate(&d), texts > DISTINCT_EXACT);
	distinct_clear(&d);
	return n;
}

static void
few_are_exact(void **state)
{
	(void)state;
	assert_int_equal(count(0, 0, 1), 0);
	assert_int_equal(count(1, 100, 1), 1);
	assert_int_equal(count(1000, 5, 7), 1000);
	assert_int_equal(count(DISTINCT_EXACT, 2, 1), DISTINCT_EXACT);
}

/* Four standard errors of 1/sqrt(1024), and the rounding. */
static void
many_are_estimated(void **state)
{
	static const int sizes[] = { 2000, 10000, 200000 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		double n = (double)count(sizes[i], 2, 1);

		assert_true(n > 0.86 * sizes[i] && n < 1.14 * sizes[i]);
		/* whatever the order */
		assert_true(n == (double)count(sizes[i], 1, 7));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(few_are_exact),
		cmocka_unit_test(many_are_estimated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
