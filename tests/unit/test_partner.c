/* test_partner.c - neither of two may have two partners */
#include "rows.h"

#include "chaos.h"
#include "rules/partner.h"

static const char rules[] =
    "\"rules\": [{\"id\": \"one\", \"type\": \"one-to-one\", \"level\": "
    "\"error\", \"left\": [\"region\"], \"right\": \"sex\", \"text\": "
    "\"t\"}]";

static void
put_rows(struct rows *t)
{
	rows_put(t, "a.csv", 2, "A", "M", 1);
	rows_put(t, "a.csv", 3, "A", "F", 1); /* A is M's */
	rows_put(t, "a.csv", 4, "B", "F", 1);
	rows_put(t, "a.csv", 5, NULL, "M", 1);
	rows_put(t, "b.csv", 2, "A", "M", 1);
	rows_put(t, "b.csv", 3, "C", "F", 1); /* F is B's */
}

/* Which rows were set aside, by bits. */
static int
run(struct rows *t, enum partners_scope scope, unsigned *aside, struct fail *f)
{
	struct places *places = places_new(t->account, f);
	struct partners *p = NULL;
	int status = -1;
	size_t i;

	if (places != NULL &&
	    places_table(places, t->dataset, "t", &t->schema, f) == 0 &&
	    places_batch(places, &t->batch, f) == 0 &&
	    (p = partners_new(t->dataset, &t->dataset->rules[0], scope, f)) !=
		NULL &&
	    partners_table(p, &t->schema, f) == 0)
		status = partners_batch(p, places, &t->batch, f);
	*aside = 0;
	for (i = 0; i < t->batch.length && status == 0; i++)
		if (places_fates(places)[i] != LINE_DATA)
			*aside |= 1u << i;
	partners_free(p);
	places_free(places);
	return status;
}

/* Errors of a file: lines 3 of a and of b.  Between files: nothing is set
 * aside, and only b's line 3 is told. */
static void
test_scopes(void **state)
{
	struct fail f = FAIL_INIT;
	unsigned aside;
	struct rows t;

	(void)state;
	rows_start(&t, rules);
	put_rows(&t);
	assert_int_equal(run(&t, PARTNERS_FILE, &aside, &f), 0);
	assert_int_equal(aside, 1u << 1 | 1u << 5);
	rows_end(&t);
	rows_start(&t, rules);
	put_rows(&t);
	assert_int_equal(run(&t, PARTNERS_DATASET, &aside, &f), 0);
	assert_int_equal(aside, 0);
	rows_end(&t);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	unsigned aside;
	struct rows t;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		rows_start(&t, rules);
		put_rows(&t);
		chaos_start(n);
		status = run(&t, PARTNERS_FILE, &aside, &f);
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
		cmocka_unit_test(test_scopes),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
