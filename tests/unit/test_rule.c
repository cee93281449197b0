/* test_rule.c - rules within a row and within a table */
#include "rows.h"

#include "chaos.h"
#include "rules/rule.h"

static const char all_rules[] =
    "\"primaryKey\": [\"region\", \"sex\"], \"rules\": ["
    "{\"id\": \"few\", \"type\": \"compare\", \"left\": \"students\", "
    "\"operator\": \"<\", \"right\": {\"value\": 100}, \"level\": \"error\", "
    "\"text\": {\"ru\": \"т\", \"en\": \"t\"}},"
    "{\"id\": \"all\", \"type\": \"sum\", \"field\": \"sex\", \"total\": "
    "\"T\", \"parts\": [\"M\", \"F\"], \"value\": \"students\", \"level\": "
    "\"warning\", \"text\": {\"ru\": \"т\", \"en\": \"t\"}}]";

static void
put_rows(struct rows *t)
{
	rows_put(t, "a.csv", 2, "A", "T", 9);
	rows_put(t, "a.csv", 3, "A", "M", 4);
	rows_put(t, "a.csv", 4, "A", "F", 4);
	rows_put(t, "a.csv", 5, "A", "F", 5);
	rows_put(t, "a.csv", 6, "B", "T", 100);
	rows_put(t, "a.csv", 7, "B", "T", 99);
	rows_put(t, "b.csv", 2, NULL, "M", 1);
	rows_put(t, "b.csv", 3, "B", "T", ROWS_MISSING);
}

static int
check(struct rows *t, struct fail *f)
{
	struct places *places = places_new(t->account, f);
	struct checks *checks = NULL;
	int status = -1;

	if (places != NULL &&
	    places_table(places, t->dataset, "t", &t->schema, f) == 0 &&
	    (checks = checks_new(t->dataset, &t->schema, t->account, f)) !=
		NULL &&
	    places_batch(places, &t->batch, f) == 0 &&
	    checks_batch(checks, places, &t->batch, f) == 0) {
		places_settle(places, &t->batch);
		account_row_end(t->account);
		status = checks_end(checks, f);
	}
	checks_free(checks);
	places_free(places);
	return status;
}

/* Line 5 repeats a key, 6 has too many students, so 7 is the first of its
 * key; in b.csv line 2 lacks a key and line 3 repeats that of a.csv:7. */
static void
test_rows_that_stay(void **state)
{
	static const int64_t lines[] = { 2, 3, 4, 7 };
	struct fail f = FAIL_INIT;
	struct rows t;
	size_t i;

	(void)state;
	rows_start(&t, all_rules);
	put_rows(&t);
	assert_int_equal(check(&t, &f), 0);
	assert_int_equal(t.batch.length, COUNT_OF(lines));
	for (i = 0; i < COUNT_OF(lines); i++)
		assert_int_equal(
		    column_integer(&t.batch.columns[5], i), lines[i]);
	assert_int_equal(account_file(t.account, "a.csv", &f), 0);
	assert_int_equal(account_lines(t.account, 0, LINE_SET_ASIDE), 2);
	assert_int_equal(account_lines(t.account, 1, LINE_SET_ASIDE), 2);
	assert_int_equal(account_check(t.account, 0.4, &f), -1);
	assert_non_null(strstr(f.text, "b.csv: 2 of 2 rows set aside"));
	rows_end(&t);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct rows t;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		rows_start(&t, all_rules);
		put_rows(&t);
		chaos_start(n);
		status = check(&t, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		rows_end(&t);
	}
}

static void
test_table_of_others(void **state)
{
	struct fail f = FAIL_INIT;
	struct schema less = SCHEMA_INIT;
	struct rows t;
	struct places *places;

	(void)state;
	rows_start(&t, "");
	assert_non_null(places = places_new(t.account, &f));
	assert_int_equal(
	    places_table(places, t.dataset, "x.arrow", &less, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "x.arrow: "));
	assert_int_equal(schema_set(&less, "profstat.dataset", "e", &f), 0);
	assert_int_equal(
	    places_table(places, t.dataset, "x.arrow", &less, &f), -1);
	assert_non_null(strstr(f.text, "of the dataset \"e\", expected \"d\""));
	/* a row that came from nowhere */
	rows_put(&t, NULL, 2, "A", "T", 1);
	assert_int_equal(
	    places_table(places, t.dataset, "x.arrow", &t.schema, &f), 0);
	assert_int_equal(places_batch(places, &t.batch, &f), -1);
	assert_non_null(strstr(f.text, "without \"_file\" or \"_row\""));
	places_free(places);
	schema_clear(&less);
	rows_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows_that_stay),
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_table_of_others),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
