/* test_follow_spec.c - what follow is asked to do */
#include "unit.h"

#include "base/date.h"
#include "chaos.h"
#include "join/follow_spec.h"

static void
test_lists(void **state)
{
	struct follow_spec spec;
	struct fail f = FAIL_INIT;
	char text[DATE_TEXT];

	(void)state;
	follow_spec_init(&spec);
	assert_int_equal(spec.until, INT32_MAX);
	assert_string_equal(spec.ended, "ended");
	assert_int_equal(follow_points(&spec, "6,12,0", &f), 0);
	assert_int_equal(spec.point_count, 3);
	assert_int_equal(spec.points[1], 12);
	assert_string_equal(spec.point_texts.items[1], "12");
	assert_int_equal(follow_statuses(&spec, "A,W,I", "I,W", &f), 0);
	assert_int_equal(spec.priority.count, 3);
	assert_false(spec.employed[0]);
	assert_true(spec.employed[1]);
	assert_true(spec.employed[2]);
	assert_int_equal(follow_until(&spec, NULL, &f), 0);
	assert_int_equal(spec.until, INT32_MAX);
	assert_int_equal(follow_until(&spec, "2025-10-01", &f), 0);
	date_print(spec.until, text);
	assert_string_equal(text, "2025-10-01");
	follow_spec_clear(&spec);
}

static void
test_wrong(void **state)
{
	static const struct {
		const char *points, *priority, *employed, *until;
	} cases[] = { { "", "W", "W", NULL }, { "6,", "W", "W", NULL },
		{ "-1", "W", "W", NULL }, { "601", "W", "W", NULL },
		{ "6,06", "W", "W", NULL }, { "6", "W,", "W", NULL },
		{ "6", "W,W", "W", NULL }, { "6", "", "W", NULL },
		{ "6", "", "", NULL }, { "6", "NL,W", "W", NULL },
		{ "6", "W,NR", "W", NULL }, { "6", "W", "I", NULL },
		{ "6", "W", "W,", NULL }, { "6", "W", "W", "2025-13-01" } };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		struct follow_spec spec;
		struct fail f = FAIL_INIT;
		int status;

		follow_spec_init(&spec);
		status = follow_points(&spec, cases[i].points, &f);
		if (status == 0)
			status = follow_statuses(
			    &spec, cases[i].priority, cases[i].employed, &f);
		if (status == 0)
			status = follow_until(&spec, cases[i].until, &f);
		assert_int_equal(status, -1);
		assert_int_equal(f.status, FAIL_USAGE);
		follow_spec_clear(&spec);
	}
}

static void
test_memory(void **state)
{
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct follow_spec spec;
		struct fail f = FAIL_INIT;

		follow_spec_init(&spec);
		chaos_start(n);
		status = follow_points(&spec, "6,12", &f);
		if (status == 0)
			status = follow_statuses(&spec, "A,W", "W", &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		follow_spec_clear(&spec);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lists),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
