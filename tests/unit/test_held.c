/* test_held.c - rows that wait for their sums */
#include "rows.h"

#include "chaos.h"
#include "rules/held.h"

static const char rules[] =
    "\"rules\": [{\"id\": \"few\", \"type\": \"compare\", \"left\": "
    "\"students\", \"operator\": \"<\", \"right\": {\"value\": 100}, "
    "\"level\": \"error\", \"text\": \"t\"}, "
    "{\"id\": \"all\", \"type\": \"sum\", \"field\": \"sex\", \"total\": "
    "\"T\", \"parts\": [\"M\", \"F\"], \"value\": \"students\", \"level\": "
    "\"error\", \"text\": \"t\"}]";

/* Two batches: A adds up, B does not, and its
 * total comes last; of C a part is set aside before; X is no part. */
static void
put_rows(struct rows *t, int batch)
{
	if (batch == 0) {
		rows_put(t, "a.csv", 2, "A", "T", 9);
		rows_put(t, "a.csv", 3, "B", "M", 4);
		rows_put(t, "a.csv", 4, "B", "X", 4);
		rows_put(t, "a.csv", 5, "C", "M", 100);
		rows_put(t, "a.csv", 6, "A", "M", 4);
		return;
	}
	rows_put(t, "a.csv", 7, "C", "F", 3);
	rows_put(t, "a.csv", 8, "B", "F", 5);
	rows_put(t, "a.csv", 9, "C", "T", 7);
	rows_put(t, "a.csv", 10, "B", "T", 8);
	rows_put(t, "a.csv", 11, "A", "F", 5);
}

/* The lines that stay. */
static int
run(struct rows *t, char *lines, struct fail *f)
{
	struct places *places = places_new(t->account, f);
	struct checks *checks = NULL;
	struct held *held = NULL;
	struct batch *batch;
	int status = -1, next = -1, i;
	size_t row, at = 0;

	lines[0] = '\0';
	if (places != NULL &&
	    places_table(places, t->dataset, "t", &t->schema, f) == 0 &&
	    (checks = checks_new(t->dataset, &t->schema, t->account, f)) !=
		NULL &&
	    (held = held_new(checks, &t->schema, NULL, f)) != NULL)
		status = 0;
	for (i = 0; i < 2 && status == 0; i++) {
		batch_reset(&t->batch);
		put_rows(t, i);
		if (places_batch(places, &t->batch, f) == -1 ||
		    checks_batch(checks, places, &t->batch, f) == -1 ||
		    held_put(held, places, &t->batch, f) == -1)
			status = -1;
	}
	while (
	    status == 0 && (next = held_next(held, places, &batch, f)) == 1) {
		places_settle(places, batch);
		for (row = 0; row < batch->length; row++)
			at += (size_t)snprintf(lines + at, 64 - at, "%d ",
			    (int)column_integer(&batch->columns[5], row));
	}
	account_row_end(t->account);
	held_free(held);
	checks_free(checks);
	places_free(places);
	return next;
}

/* With B's rows 3, 8 and 10 all of its sum go, and X of line 4 stays. */
static void
test_rows(void **state)
{
	struct fail f = FAIL_INIT;
	struct rows t;
	char lines[64];

	(void)state;
	rows_start(&t, rules);
	assert_int_equal(run(&t, lines, &f), 0);
	assert_string_equal(lines, "2 4 6 7 9 11 ");
	assert_int_equal(account_lines(t.account, 0, LINE_SET_ASIDE), 4);
	rows_end(&t);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct rows t;
	char lines[64];
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		rows_start(&t, rules);
		/* so that they need no more memory then */
		put_rows(&t, 0);
		put_rows(&t, 1);
		chaos_start(n);
		status = run(&t, lines, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		rows_end(&t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
