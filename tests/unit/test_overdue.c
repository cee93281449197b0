/* test_overdue.c - submissions that are missing */
#include "unit.h"

#include <unistd.h>

#include "chaos.h"
#include "rules/overdue.h"

/* "A 1 2022" is a submission of sender A, form 1, period 2022, in the file
 * "A-1-2022"; one part is not stated if it is "-". */
static void
add(struct submissions *list, const char *text, enum line_class fate)
{
	static const char *const keys[] = { "submission.sender",
		"submission.form", "submission.period" };
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	char path[64], *rest, *word, *copy = strdup(text);
	size_t i;

	strcpy(path, text);
	for (i = 0; path[i] != '\0'; i++)
		path[i] = path[i] == ' ' ? '-' : path[i];
	word = strtok_r(copy, " ", &rest);
	for (i = 0; word != NULL && i < 3;
	     i++, word = strtok_r(NULL, " ", &rest))
		if (strcmp(word, "-") != 0)
			assert_int_equal(schema_set(&s, keys[i], word, &f), 0);
	assert_int_equal(submissions_add(list, path, &s, &f), 0);
	list->items[list->count - 1].fate = fate;
	schema_clear(&s);
	free(copy);
}

/* What is found, as "FILE PERIOD" in lines. */
static void
check(const struct submissions *list, const char *expected)
{
	char path[] = "/tmp/test_overdue.XXXXXX", line[256], found[1024] = "";
	struct account *a = account_new("test", NULL);
	struct overdues missing = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	FILE *stream;

	close(mkstemp(path));
	assert_non_null(a);
	assert_int_equal(account_set_aside(a, path, &f), 0);
	assert_int_equal(overdue_find(list, &missing, &f), 0);
	assert_int_equal(overdue_report(&missing, a, &f), 0);
	overdue_clear(&missing);
	assert_int_equal(missing.count, 0);
	assert_int_equal(account_write(a, NULL, &f), 0);
	account_free(a);
	assert_non_null(stream = fopen(path, "r"));
	assert_non_null(fgets(line, sizeof(line), stream)); /* the head */
	while (fgets(line, sizeof(line), stream) != NULL) {
		assert_non_null(strstr(line,
		    ",,,,warning,missing-submission,,,a submission for "));
		strncat(found, line, (size_t)(strchr(line, ',') - line));
		*strstr(line, ",,\n") = '\0';
		strcat(found, strrchr(line, ' '));
		strcat(found, "\n");
	}
	fclose(stream);
	unlink(path);
	assert_string_equal(found, expected);
}

static void
finds_later_periods(void **state)
{
	struct submissions list = { 0, 0, NULL };

	(void)state;
	add(&list, "A 1 2021", LINE_DATA);
	add(&list, "A 1 2022", LINE_DATA);
	add(&list, "A 1 2023", LINE_DATA);
	add(&list, "B 1 2021", LINE_DATA); /* lacks 2022 and 2023 */
	add(&list, "C 1 2022", LINE_DATA); /* began later */
	add(&list, "C 1 2023", LINE_DATA);
	add(&list, "D 1 2021", LINE_DATA); /* a gap is missing, too */
	add(&list, "D 1 2023", LINE_DATA);
	add(&list, "D 1 2024", LINE_DATA); /* alone in 2024 */
	check(&list, "B-1-2021 2022\nB-1-2021 2023\nD-1-2024 2022\n");
	submissions_clear(&list);
}

/* Half of the senders of a form: two of four are, two of five are not. */
static void
counts_by_form(void **state)
{
	struct submissions list = { 0, 0, NULL };

	(void)state;
	add(&list, "A 1 2021", LINE_DATA);
	add(&list, "B 1 2021", LINE_DATA);
	add(&list, "C 1 2021", LINE_DATA);
	add(&list, "C 1 2022", LINE_DATA);
	add(&list, "D 1 2022", LINE_DATA);
	add(&list, "C 2 2021", LINE_DATA); /* no 2022 of this form */
	check(&list, "A-1-2021 2022\nB-1-2021 2022\n");
	add(&list, "E 1 2021", LINE_DATA);
	check(&list, "");
	submissions_clear(&list);
}

/* Late ones are not there; of superseded ones the finding is at the one that
 * counts; what states no sender or period is nobody's. */
static void
looks_at_fates(void **state)
{
	struct submissions list = { 0, 0, NULL };

	(void)state;
	add(&list, "A 1 2021", LINE_DATA);
	add(&list, "A 1 2021 x", LINE_SUPERSEDED);
	add(&list, "A 1 2022", LINE_LATE);
	add(&list, "B 1 2022", LINE_DATA);
	add(&list, "C 1 2022", LINE_DATA);
	add(&list, "- 1 2021", LINE_DATA);
	add(&list, "E 1 -", LINE_DATA);
	check(&list, "A-1-2021 2022\n");
	submissions_clear(&list);
	check(&list, "");
}

static void
survives_full_memory(void **state)
{
	struct submissions list = { 0, 0, NULL };
	long n;

	(void)state;
	add(&list, "A 1 2021", LINE_DATA);
	add(&list, "B 1 2022", LINE_DATA);
	add(&list, "C 1 2022", LINE_DATA);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct account *a = account_new("test", NULL);
		struct overdues missing = { 0, 0, NULL };
		struct fail f = FAIL_INIT;
		int status;

		chaos_start(n);
		status = overdue_find(&list, &missing, &f);
		if (status == 0)
			status = overdue_report(&missing, a, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		overdue_clear(&missing);
		account_free(a);
	}
	submissions_clear(&list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_later_periods),
		cmocka_unit_test(counts_by_form),
		cmocka_unit_test(looks_at_fates),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
