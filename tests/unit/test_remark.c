/* test_remark - what is to be said of figures that are not plain facts */
#include "unit.h"

#include "report/remark.h"

/* A figure of a place (one axis) with these flags. */
static void
add(struct remarks *r, const char *text, bool number, size_t place,
    unsigned flags, double coverage)
{
	const struct estimate estimate = { .flags = flags,
		.coverage = coverage };

	assert_int_equal(
	    remarks_add(r, text, number, &place, 1, &estimate, NULL), 0);
}

static void
says(struct remarks *r, const char *expected)
{
	char *text = remarks_text(r, LANGUAGE_EN, NULL);

	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
	remarks_clear(r);
}

static void
test_nothing(void **state)
{
	struct remarks r = { 0 };

	(void)state;
	says(&r, "");
	add(&r, "1", true, 0, 0, 1);
	add(&r, "2", true, 0, FLAG_REVISED, 1);
	says(&r, "");
}

/* One remark that holds for all: the figures are not named. */
static void
test_all(void **state)
{
	struct remarks r = { 0 };

	(void)state;
	add(&r, "500", true, 0, FLAG_PARTIAL, 0.31);
	add(&r, "60.0%", true, 0, FLAG_PARTIAL | FLAG_REVISED, 0.31);
	says(&r, "Note: incomplete data, coverage 31%.");
	add(&r, "1", true, 0, FLAG_BREAK | FLAG_APPROXIMATE, 1);
	says(&r, "Note: not comparable with earlier periods, approximate.");
	add(&r, "1", true, 0, FLAG_UNRELIABLE | FLAG_ESTIMATED, 1);
	says(&r, "Note: unreliable, estimated.");
}

/* Figures of several places, grouped by what is said of them. */
static void
test_groups(void **state)
{
	struct remarks r = { 0 };

	(void)state;
	add(&r, "40.0%", true, 0, 0, 1);
	add(&r, "in Altai", false, 1, FLAG_PARTIAL, 0.5);
	add(&r, "75.0%", true, 1, FLAG_PARTIAL, 0.5);
	add(&r, "75.0%", true, 1, FLAG_PARTIAL, 0.5);
	add(&r, "in Tuva", false, 2, FLAG_PROVISIONAL, 1);
	add(&r, "12.0%", true, 3, FLAG_PARTIAL, 0.5);
	says(&r, "Note: 75.0%, 12.0% – incomplete data, coverage 50%; "
		 "in Tuva – provisional.");
	add(&r, "1", true, 0, FLAG_PARTIAL, 0.5);
	add(&r, "2", true, 1, FLAG_PARTIAL, 0.25);
	says(&r,
	    "Note: 1 – incomplete data, coverage 50%; 2 – incomplete data, "
	    "coverage 25%.");
}

/* Never called whole, never called none. */
static void
test_coverage(void **state)
{
	struct remarks r = { 0 };

	(void)state;
	add(&r, "1", true, 0, FLAG_PARTIAL, 0.99996);
	says(&r, "Note: incomplete data, coverage 99.9%.");
	add(&r, "1", true, 0, FLAG_PARTIAL, 0.004);
	says(&r, "Note: incomplete data, coverage 0.4%.");
	add(&r, "1", true, 0, FLAG_PARTIAL, 0.29);
	says(&r, "Note: incomplete data, coverage 29%.");
	add(&r, "1", true, 0, FLAG_PARTIAL, 1);
	says(&r, "Note: incomplete data.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_coverage),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
