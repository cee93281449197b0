/* test_submission.c - which submission counts */
#include "unit.h"

#include "rules/submission.h"

/* One submission as metadata state it; NULL: not stated. */
struct stated {
	const char *path, *sender, *form, *period, *version, *received, *sha256;
};

static void
set(struct schema *s, const char *key, const char *value)
{
	struct fail f = FAIL_INIT;

	if (value != NULL)
		assert_int_equal(schema_set(s, key, value, &f), 0);
}

static void
add(struct submissions *list, const struct stated *one)
{
	struct fail f = FAIL_INIT;
	struct schema s = SCHEMA_INIT;

	set(&s, "submission.sender", one->sender);
	set(&s, "submission.form", one->form);
	set(&s, "submission.period", one->period);
	set(&s, "submission.version", one->version);
	set(&s, "submission.received", one->received);
	set(&s, "source.sha256", one->sha256);
	assert_int_equal(submissions_add(list, one->path, &s, &f), 0);
	schema_clear(&s);
}

/* The fates as letters in sorted order, with the paths: "a.csv+ b.csv-". */
static int
decide(const struct stated *stated, size_t count, const char *cutoff,
    const char *expected, struct fail *f)
{
	struct submissions list = { 0, 0, NULL };
	char found[512] = "";
	size_t i;
	int status;

	for (i = 0; i < count; i++)
		add(&list, &stated[i]);
	status = submissions_decide(&list, cutoff, f);
	for (i = 0; i < list.count && status == 0; i++) {
		strcat(found, i == 0 ? "" : " ");
		strcat(found, list.items[i].path);
		strcat(found, list.items[i].fate == LINE_DATA         ? "+"
			      : list.items[i].fate == LINE_SUPERSEDED ? "-"
			      : list.items[i].fate == LINE_LATE       ? "l"
								      : "d");
	}
	if (status == 0)
		assert_string_equal(found, expected);
	submissions_clear(&list);
	return status;
}

static void
test_versions(void **state)
{
	static const struct stated s[] = {
		{ "c", "S", "F", "2020", "9", "2020-05-01", "1" },
		{ "b", "S", "F", "2020", "10", "2020-04-01", "2" },
		{ "a", "S", "F", "2021", "1", "2021-04-01", "3" },
		{ "d", "R", "F", "2020", "1", "2020-04-01", "4" },
	};
	struct fail f = FAIL_INIT;

	(void)state;
	/* 10 is after 9 as a number, though not as a text */
	assert_int_equal(decide(s, 4, NULL, "d+ b+ c- a+", &f), 0);
	assert_int_equal(decide(s + 1, 3, NULL, "d+ b+ a+", &f), 0);
}

static void
test_parts_of_versions(void **state)
{
	static const struct stated s[] = {
		{ "a", "S", "F", "1", "1.9", "2020-05-01", "1" },
		{ "b", "S", "F", "1", "1.010", "2020-05-01", "2" },
		{ "c", "S", "F", "1", "1", "2020-05-01", "3" },
		{ "d", "S", "F", "2", "final", "2020-05-01", "1" },
		{ "e", "S", "F", "2", "draft", "2020-05-01", "2" },
	};
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(decide(s, 5, NULL, "a- b+ c- d+ e-", &f), 0);
}

static void
test_received_and_cutoff(void **state)
{
	static const struct stated s[] = {
		{ "a", "S", "F", "1", "1", "2020-05-01", "1" },
		{ "b", "S", "F", "1", "1", "2020-06-01", "2" },
		{ "c", "S", "F", "1", "2", "2020-07-01", "3" },
	};
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(decide(s, 3, NULL, "a- b- c+", &f), 0);
	assert_int_equal(decide(s, 3, "2020-06-30", "a- b+ cl", &f), 0);
	assert_int_equal(decide(s, 3, "2020-06-01", "a- b+ cl", &f), 0);
	assert_int_equal(decide(s, 3, "2020-05-31", "a+ bl cl", &f), 0);
	assert_int_equal(decide(s, 3, "2020-04-30", "al bl cl", &f), 0);
	assert_int_equal(decide(s, 3, "30.04.2020", "", &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
}

static void
test_rivals(void **state)
{
	static const struct stated s[] = {
		{ "a", "S", "F", "1", "1", "2020-05-01", "1" },
		{ "b", "S", "F", "1", "1", "2020-05-01", "2" },
		{ "c", "S", "F", "1", "1", "2020-05-01", "1" },
		{ "d", "S", "F", "1", "2", "2020-05-01", "3" },
		{ "e", "S", "F", "1", "x", "2020-05-01", "4" },
		{ "f", "S", "F", "1", "1", NULL, "5" },
	};
	struct fail f = FAIL_INIT;
	struct stated pair[2] = { s[0], s[4] };

	(void)state;
	assert_int_equal(decide(s, 2, NULL, "", &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "a and b are two submissions"));
	/* equal content is a duplicate; rivals below the latest do no harm */
	pair[0] = s[0];
	pair[1] = s[2];
	assert_int_equal(decide(pair, 2, NULL, "a+ cd", &f), 0);
	assert_int_equal(decide(s, 4, NULL, "a- b- c- d+", &f), 0);
	pair[1] = s[4];
	assert_int_equal(decide(pair, 2, NULL, "", &f), -1);
	pair[1] = s[5];
	assert_int_equal(decide(pair, 2, NULL, "", &f), -1);
}

static void
test_not_stated(void **state)
{
	static const struct stated s[] = {
		{ "b", NULL, NULL, NULL, NULL, NULL, NULL },
		{ "a", NULL, NULL, NULL, NULL, NULL, NULL },
	};
	static const struct stated bad[] = {
		{ "a", "S", "F", "1", "1", "1.5.2020", NULL },
	};
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(decide(s, 2, NULL, "a+ b+", &f), 0);
	assert_int_equal(decide(s, 0, NULL, "", &f), 0);
	assert_int_equal(decide(s, 2, "2020-01-01", "", &f), -1);
	assert_non_null(strstr(f.text, "--cutoff cannot be applied"));
	assert_int_equal(decide(bad, 1, NULL, "", &f), -1);
	assert_non_null(strstr(f.text, "received \"1.5.2020\""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_parts_of_versions),
		cmocka_unit_test(test_received_and_cutoff),
		cmocka_unit_test(test_rivals),
		cmocka_unit_test(test_not_stated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
