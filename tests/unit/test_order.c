/* test_order.c - the rows of a table person by person */
#include "persons.h"

#include "chaos.h"
#include "rules/order.h"

static const struct order_columns columns = { PERSONS_PERSON, PERSONS_COHORT,
	PERSONS_FILE, PERSONS_ROW };

static void
orders_rows(void **state)
{
	/* the places of the rows below in the right order */
	static const uint32_t rows[] = { 3, 5, 1, 2, 6, 4, 7, 0 };
	static const uint8_t starts[] = { 1, 0, 1, 0, 0, 0, 0, 1 };
	struct order o = ORDER_INIT;
	struct fail f = FAIL_INIT;
	struct persons t;

	(void)state;
	persons_start(&t, "", false);
	persons_put(&t, "b.csv", 2, 300, "x", 2020);
	persons_put(&t, "b.csv", 9, 2, "x", 2019);
	persons_put(&t, "a.csv", 7, 2, "x", 2020);
	persons_put(&t, "a.csv", 8, PERSONS_NOBODY, "x", 2020);
	persons_put(&t, "b.csv", 3, 2, "x", 2020);
	persons_put(&t, "b.csv", 1, PERSONS_NOBODY, "x", 2020);
	persons_put(&t, "a.csv", 7, 2, "y", 2020); /* the same line */
	persons_put(&t, "b.csv", 20, 2, "x", 2020);
	assert_int_equal(order_rows(&o, &t.batch, &columns, &f), 0);
	assert_memory_equal(o.rows, rows, sizeof(rows));
	assert_memory_equal(o.starts, starts, sizeof(starts));
	order_clear(&o);
	persons_end(&t);
}

/* The order of texts is that of their bytes, not that of their codes. */
static void
orders_texts(void **state)
{
	static const struct order_columns by_college = { PERSONS_PERSON,
		PERSONS_COLLEGE, PERSONS_FILE, PERSONS_ROW };
	static const uint32_t rows[] = { 2, 0, 1 };
	struct order o = ORDER_INIT;
	struct fail f = FAIL_INIT;
	struct persons t;

	(void)state;
	persons_start(&t, "", false);
	persons_put(&t, "a.csv", 1, 1, "2019", 1);
	persons_put(&t, "a.csv", 2, 1, "2020", 1);
	persons_put(&t, "a.csv", 3, 1, "2018", 1);
	assert_int_equal(order_rows(&o, &t.batch, &by_college, &f), 0);
	assert_memory_equal(o.rows, rows, sizeof(rows));
	order_clear(&o);
	persons_end(&t);
}

static void
keeps_order_without_persons(void **state)
{
	static const struct order_columns none = { -1, PERSONS_COHORT,
		PERSONS_FILE, PERSONS_ROW };
	struct order o = ORDER_INIT;
	struct fail f = FAIL_INIT;
	struct persons t;
	uint32_t i;

	(void)state;
	persons_start(&t, "", false);
	for (i = 0; i < 5; i++)
		persons_put(&t, "a.csv", 10 - i, 9 - i, "x", 2020);
	assert_int_equal(order_rows(&o, &t.batch, &none, &f), 0);
	for (i = 0; i < 5; i++) {
		assert_int_equal(o.rows[i], i);
		assert_int_equal(o.starts[i], i == 0);
	}
	order_clear(&o);
	persons_end(&t);
}

/* Many rows of few and of many persons: each row once, and in order. */
static void
orders_many(void **state)
{
	struct order o = ORDER_INIT;
	struct fail f = FAIL_INIT;
	const struct column *c;
	struct persons t;
	uint64_t seed = 1;
	uint8_t *seen;
	size_t i, n;
	int64_t person;

	(void)state;
	persons_start(&t, "", false);
	for (i = 0; i < 5000; i++) {
		seed = seed * UINT64_C(6364136223846793005) + 1;
		person =
		    i % 2 == 0 ? (int64_t)(seed >> 1) : (int64_t)(seed >> 61);
		persons_put(&t, seed >> 40 & 1 ? "a" : "b",
		    (int64_t)(seed >> 50), person, "x", 2020);
	}
	for (n = 0; n < 2; n++) /* memory is used again */
		assert_int_equal(order_rows(&o, &t.batch, &columns, &f), 0);
	assert_non_null(seen = calloc(5000, 1));
	c = t.batch.columns;
	for (i = 0; i < 5000; i++) {
		uint32_t row = o.rows[i], last = i == 0 ? row : o.rows[i - 1];
		int order = memcmp(column_text(&c[PERSONS_PERSON], last, NULL),
		    column_text(&c[PERSONS_PERSON], row, NULL), 16);

		assert_int_equal(seen[row]++, 0);
		assert_int_equal(o.starts[i], i == 0 || order != 0);
		if (order == 0)
			order =
			    strcmp(column_text(&c[PERSONS_FILE], last, NULL),
				column_text(&c[PERSONS_FILE], row, NULL));
		if (order == 0)
			assert_true(column_integer(&c[PERSONS_ROW], last) <=
				    column_integer(&c[PERSONS_ROW], row));
		assert_true(order <= 0);
	}
	free(seen);
	order_clear(&o);
	persons_end(&t);
}

static void
survives_full_memory(void **state)
{
	struct order o = ORDER_INIT;
	struct persons t;
	long n;

	(void)state;
	persons_start(&t, "", false);
	persons_put(&t, "a.csv", 2, 7, "x", 2020);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		int status;

		chaos_start(n);
		status = order_rows(&o, &t.batch, &columns, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		order_clear(&o);
	}
	persons_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(orders_rows),
		cmocka_unit_test(orders_texts),
		cmocka_unit_test(keeps_order_without_persons),
		cmocka_unit_test(orders_many),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
