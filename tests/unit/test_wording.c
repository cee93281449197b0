/* test_wording - every status, reason, flag and part has a name */
#include "unit.h"

#include "report/wording.h"
#include "statistics/event_rate.h"
#include "statistics/proportion.h"

static void
test_complete(void **state)
{
	int i, k;

	(void)state;
	for (i = 0; i < OBSERVATION_STATUSES; i++)
		assert_non_null(wording_status((enum observation_status)i));
	for (i = 0; i < OBSERVATION_REASONS; i++) {
		assert_non_null(wording_reason((enum observation_reason)i));
		for (k = 0; k < i; k++)
			assert_string_not_equal(
			    wording_reason((enum observation_reason)i),
			    wording_reason((enum observation_reason)k));
	}
	for (i = 0; i < OBSERVATION_FLAGS; i++)
		assert_non_null(wording_flag((unsigned)i));
	for (i = 0; i < PARTS; i++) {
		assert_non_null(wording_part((enum outline_part)i));
		assert_non_null(
		    wording_part_head((enum outline_part)i, "percent"));
		assert_string_equal(
		    wording_part_head((enum outline_part)i, "people"),
		    wording_part((enum outline_part)i));
	}
}

/* Every interval of a rate has a name. */
static void
test_methods(void **state)
{
	const char *name;
	int i;

	(void)state;
	for (i = 0; i < PROPORTION_METHODS + EVENT_RATE_METHODS; i++) {
		name = i < PROPORTION_METHODS
			   ? proportion_method_name((enum proportion_method)i)
			   : event_rate_method_name((enum event_rate_method)(
				 i - PROPORTION_METHODS));
		assert_string_not_equal(wording_method(name), name);
	}
	assert_string_equal(wording_method("of_ours"), "of_ours");
}

/* The signs of the statistical offices of the CIS. */
static void
test_signs(void **state)
{
	(void)state;
	assert_null(wording_sign(OBSERVATION_OK, LANGUAGE_RU));
	assert_null(wording_sign(OBSERVATION_NEGLIGIBLE, LANGUAGE_RU));
	assert_string_equal(
	    wording_sign(OBSERVATION_NOT_APPLICABLE, LANGUAGE_RU), "х");
	assert_string_equal(
	    wording_sign(OBSERVATION_NOT_APPLICABLE, LANGUAGE_EN), "x");
	assert_string_equal(
	    wording_sign(OBSERVATION_MISSING, LANGUAGE_EN), "…");
	assert_string_equal(
	    wording_sign(OBSERVATION_CONFIDENTIAL, LANGUAGE_RU), "(c)");
}

/* Heads have no unit of a pure number; a comparison has no sum. */
static void
test_comparisons(void **state)
{
	struct comparison_definition comparison = { .kind = COMPARISON_GROUPS };
	struct definition rate = { .comparison = NULL };
	struct definition gap = { .comparison = &comparison };

	(void)state;
	assert_string_equal(wording_unit("percent"), "%");
	assert_string_equal(wording_unit("percentage_point"), "pp");
	assert_string_equal(wording_unit("per_1000"), "per 1,000");
	assert_string_equal(wording_unit("per_100000"), "per 100,000");
	assert_string_equal(wording_unit("ratio"), "");
	assert_string_equal(wording_unit("probability"), "");
	assert_string_equal(wording_unit("score"), "");
	assert_string_equal(wording_unit("person"), "people");
	assert_string_equal(wording_reason_of(&rate, REASON_PARTS_MISSING),
	    wording_reason(REASON_PARTS_MISSING));
	assert_string_equal(wording_reason_of(&gap, REASON_PARTS_MISSING),
	    "a number that is compared is missing");
	assert_string_not_equal(wording_reason_of(&gap, REASON_PARTS_DIFFER),
	    wording_reason(REASON_PARTS_DIFFER));
	assert_string_equal(wording_reason_of(&gap, REASON_PRIMARY),
	    wording_reason(REASON_PRIMARY));
}

static void
test_languages(void **state)
{
	struct fail f = FAIL_INIT;
	enum language language;

	(void)state;
	assert_int_equal(language_find("en", &language, &f), 0);
	assert_int_equal(language, LANGUAGE_EN);
	assert_string_equal(language_code(LANGUAGE_RU), "ru");
	assert_int_equal(language_find("de", &language, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_complete),
		cmocka_unit_test(test_methods),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_comparisons),
		cmocka_unit_test(test_languages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
