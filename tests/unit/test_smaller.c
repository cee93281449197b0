/* test_smaller.c - files that are suspiciously smaller */
#include "unit.h"

#include <unistd.h>

#include "rules/smaller.h"

/* "A 2022 3 40": sender, period, version and rows; "-": not stated. */
static void
add(struct submissions *list, const char *text)
{
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	char sender[8], period[16], version[8], path[32];
	unsigned rows;

	assert_int_equal(
	    sscanf(text, "%7s %15s %7s %u", sender, period, version, &rows), 4);
	if (strcmp(sender, "-") != 0)
		assert_int_equal(
		    schema_set(&s, "submission.sender", sender, &f), 0);
	if (strcmp(period, "-") != 0)
		assert_int_equal(
		    schema_set(&s, "submission.period", period, &f), 0);
	assert_int_equal(schema_set(&s, "submission.version", version, &f), 0);
	snprintf(path, sizeof(path), "%s-%s-%s", sender, period, version);
	assert_int_equal(submissions_add(list, path, &s, &f), 0);
	list->items[list->count - 1].rows = rows;
	schema_clear(&s);
}

/* The submissions have | between them; found: the files that are told. */
static void
check(const char *rules, const char *text, const char *found)
{
	struct submissions list = { 0, 0, NULL };
	char schema[512], path[] = "/tmp/test_smaller.XXXXXX";
	char line[512], all[512] = "", *copy = strdup(text), *rest, *one;
	struct account *a = account_new("test", NULL);
	struct fail f = FAIL_INIT;
	struct table_schema *dataset;
	FILE *stream;

	snprintf(schema, sizeof(schema),
	    "{\"name\": \"d\", \"fields\": [{\"name\": \"a\"}]%s}", rules);
	dataset = table_schema_parse(schema, strlen(schema), "s.json", &f);
	assert_string_equal(f.text, "");
	for (one = strtok_r(copy, "|", &rest); one != NULL;
	     one = strtok_r(NULL, "|", &rest))
		add(&list, one);
	assert_int_equal(submissions_decide(&list, NULL, &f), 0);
	close(mkstemp(path));
	assert_int_equal(account_set_aside(a, path, &f), 0);
	assert_int_equal(smaller_report(&list, dataset, a, &f), 0);
	assert_int_equal(account_write(a, NULL, &f), 0);
	assert_non_null(stream = fopen(path, "r"));
	assert_non_null(fgets(line, sizeof(line), stream)); /* the head */
	while (fgets(line, sizeof(line), stream) != NULL) {
		assert_non_null(strstr(line, ",,,,warning,smaller-file,"));
		strncat(all, line, (size_t)(strchr(line, ',') - line));
		strcat(all, " ");
	}
	assert_string_equal(all, found);
	fclose(stream);
	unlink(path);
	account_free(a);
	submissions_clear(&list);
	table_schema_free(dataset);
	free(copy);
}

static void
test_share(void **state)
{
	static const char rule[] =
	    ", \"rules\": [{\"id\": \"r\", \"type\": \"rows\", \"share\": 1, "
	    "\"text\": \"t\"}]";

	(void)state;
	/* less than half, half */
	check("", "A 2022 1 9|A 2023 1 4|A 2024 1 2", "A-2023-1 ");
	check("", "A 2022 1 1|A 2023 1 0|A 2024 1 5", "A-2023-1 ");
	check(rule, "A 2022 1 9|A 2023 1 8|A 2024 1 8", "A-2023-1 ");
}

/* Against the latest that is superseded: 10, not 9; then the year before. */
static void
test_versions(void **state)
{
	(void)state;
	check("", "A 2022 11 4|A 2022 9 90|A 2022 10 8", "");
	check("", "A 2022 11 4|A 2022 9 4|A 2022 10 9", "A-2022-11 ");
	check("", "A 2021 1 20|A 2022 2 4|A 2022 1 5", "A-2022-2 ");
}

/* Another sender, no period, and a quarter after a year are not compared. */
static void
test_others(void **state)
{
	(void)state;
	check("", "A 2022 1 9|B 2023 1 1", "");
	check("", "A - 1 9|A 2023 1 1", "");
	check("", "A 2022 1 9|A 2022-Q3 1 1", "");
	check("", "A 2022-Q2 1 9|A 2022-Q3 1 1", "A-2022-Q3-1 ");
	check("", "- - 1 9", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_share),
		cmocka_unit_test(test_versions),
		cmocka_unit_test(test_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
