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

/* A sentence of figures with these coverages (0: a plain one) and flags. */
static void
survey(struct survey *s, unsigned flags, double first, double second)
{
	struct remarks r = { 0 };

	add(&r, "1", true, 0, first > 0 ? flags : 0, first);
	add(&r, "2", true, 1, second > 0 ? flags : 0, second);
	assert_int_equal(survey_add(s, &r, NULL), 0);
	remarks_clear(&r);
}

static void
common_is(struct survey *s, bool said, double coverage)
{
	struct common common;

	survey_common(s, &common);
	assert_int_equal(common.said, said);
	if (said)
		assert_float_equal(common.coverage, coverage, 0);
	survey_clear(s);
}

/* Said once of most figures, of two sentences at least. */
static void
test_survey(void **state)
{
	struct survey s = { 0 };

	(void)state;
	common_is(&s, false, 0);
	survey(&s, FLAG_PARTIAL, 0.98, 0.98);
	common_is(&s, false, 0);
	survey(&s, FLAG_PARTIAL, 0.98, 0.975);
	survey(&s, FLAG_PARTIAL, 0.97, 0);
	common_is(&s, true, 0.97);
	/* A point below the others it is told by itself. */
	survey(&s, FLAG_PARTIAL, 0.98, 0.98);
	survey(&s, FLAG_PARTIAL, 0.98, 0.97);
	common_is(&s, true, 0.98);
	survey(&s, FLAG_PARTIAL, 0.98, 0.98);
	survey(&s, FLAG_PARTIAL, 0.9, 0.9);
	common_is(&s, false, 0);
	/* Half of the figures are not most of them. */
	survey(&s, FLAG_PARTIAL, 0.98, 0);
	survey(&s, FLAG_PARTIAL, 0.98, 0);
	common_is(&s, false, 0);
	survey(&s, FLAG_PARTIAL | FLAG_ESTIMATED, 0.98, 0.98);
	survey(&s, FLAG_PARTIAL | FLAG_ESTIMATED, 0.98, 0.98);
	common_is(&s, false, 0);
}

/* What was said of most is not said again. */
static void
test_common(void **state)
{
	static const struct common common = { true, 0.98 };
	struct remarks r = { .common = &common };
	char *text;

	(void)state;
	add(&r, "1", true, 0, FLAG_PARTIAL, 0.98);
	add(&r, "2", true, 1, FLAG_PARTIAL | FLAG_REVISED, 0.99);
	says(&r, "");
	r.common = &common;
	add(&r, "1", true, 0, FLAG_PARTIAL, 0.98);
	add(&r, "2", true, 1, FLAG_PARTIAL, 0.97);
	add(&r, "3", true, 2, FLAG_PARTIAL | FLAG_ESTIMATED, 0.98);
	says(&r, "Note: 2 – incomplete data, coverage 97%; 3 – incomplete "
		 "data, coverage 98%, estimated.");
	text = common_text(&common, LANGUAGE_EN, "id", NULL);
	assert_non_null(text);
	assert_non_null(strstr(text, "at least 98% of"));
	assert_non_null(strstr(text, "id.csv"));
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_coverage),
		cmocka_unit_test(test_survey),
		cmocka_unit_test(test_common),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
