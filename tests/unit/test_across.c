/* test_across.c - the rules of a dataset between its files */
#include "rows.h"

#include "chaos.h"
#include "rules/across.h"

#define SEX 1 /* the column that stands for the period */

static const char rules[] =
    "\"rules\": [{\"id\": \"one\", \"type\": \"one-to-one\", \"level\": "
    "\"error\", \"left\": \"region\", \"right\": \"students\", \"text\": "
    "\"t\"}, "
    "{\"id\": \"leap\", \"type\": \"change\", \"by\": \"region\", \"times\": "
    "2, \"text\": \"t\"}]";

/* b.csv gives A another number; of A there were three rows, then one. */
static void
put_rows(struct rows *t)
{
	rows_put(t, "a.csv", 2, "A", "2022", 1);
	rows_put(t, "a.csv", 3, "A", "2022", 1);
	rows_put(t, "a.csv", 4, "A", "2022", 1);
	rows_put(t, "b.csv", 2, "A", "2023", 2);
}

static int
run(struct rows *t, struct fail *f)
{
	const int32_t senders[4] = { 0, 0, 0, 0 };
	struct places *places = places_new(t->account, f);
	struct across *a = NULL;
	int status = -1;

	if (places != NULL &&
	    places_table(places, t->dataset, "t", &t->schema, f) == 0 &&
	    places_batch(places, &t->batch, f) == 0 &&
	    (a = across_new(t->dataset, &t->schema, SEX, t->account, f)) !=
		NULL &&
	    across_table(a, f) == 0 &&
	    across_rows(a, places, &t->batch, f) == 0 &&
	    across_settled(a, places, &t->batch, senders, f) == 0)
		status = across_report(a, places, f);
	across_free(a);
	places_free(places);
	return status;
}

static void
test_findings(void **state)
{
	char path[] = "/tmp/test_across.XXXXXX", text[1024];
	struct fail f = FAIL_INIT;
	struct rows t;
	FILE *stream;
	size_t length;
	int descriptor = mkstemp(path);

	(void)state;
	assert_int_not_equal(descriptor, -1);
	rows_start(&t, rules);
	put_rows(&t);
	assert_int_equal(account_set_aside(t.account, path, &f), 0);
	assert_int_equal(run(&t, &f), 0);
	assert_int_equal(account_write(t.account, NULL, &f), 0);
	assert_non_null(stream = fopen(path, "r"));
	length = fread(text, 1, sizeof(text) - 1, stream);
	text[length] = '\0';
	fclose(stream);
	assert_non_null(strstr(text, "warning,row-constraint,one,\"(A, 2)\""));
	assert_non_null(strstr(text, "warning,period-change,leap,1,"));
	remove(path);
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
		rows_start(&t, rules);
		put_rows(&t);
		chaos_start(n);
		status = run(&t, &f);
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
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
