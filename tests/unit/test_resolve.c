/* test_resolve.c - all tables of a dataset become one */
#include "persons.h"
#include "rows.h"

#include "chaos.h"
#include "rules/resolve.h"

static void
put_rows(struct rows *t)
{
	rows_put(t, "a.csv", 2, "A", "M", 1);
	rows_put(t, "a.csv", 3, "A", "M", 1);
	rows_put(t, "a.csv", 4, "A", "M", ROWS_MISSING);
	rows_put(t, "a.csv", 5, NULL, "M", 1);
	rows_put(t, "b.csv", 5, NULL, "M", 1);
}

/* Two tables, the second superseded. */
static int
resolve_rows(
    struct rows *t, struct rows *again, struct batch *result, struct fail *f)
{
	struct submission s[2] = { { .file = (char[]){ "a.csv" },
	    .parts = { [SUBMISSION_PERIOD] = (char[]){ "2022" } },
	    .fate = LINE_DATA } };
	struct resolve *r = resolve_new(t->dataset, t->account, f);
	struct batch *out;
	int i, status = r == NULL ? -1 : 0;

	s[1] = s[0];
	s[1].fate = LINE_SUPERSEDED;
	for (i = 0; i < 2 && status == 0; i++) {
		status = resolve_table(r, &s[i], "t", &t->schema, f);
		if (status == 0)
			status = resolve_batch(
			    r, i == 0 ? &t->batch : &again->batch, &out, f);
		if (status == 0 && i == 0)
			status = batch_init(result, resolve_schema(r), 8, f);
		if (status == 0)
			status = batch_append(result, out, 0, out->length, f);
	}
	account_row_end(t->account);
	resolve_free(r);
	return status;
}

static void
test_rows(void **state)
{
	static const int64_t lines[] = { 2, 4, 5 };
	struct batch result = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	struct rows t, again;
	size_t i, length;

	(void)state;
	rows_start(&t, "");
	rows_start(&again, "");
	put_rows(&t);
	put_rows(&again);
	assert_int_equal(resolve_rows(&t, &again, &result, &f), 0);
	assert_int_equal(result.length, COUNT_OF(lines));
	assert_int_equal(result.column_count, 7);
	for (i = 0; i < COUNT_OF(lines); i++) {
		assert_string_equal(
		    column_text(&result.columns[4], i, &length), "2022");
		assert_int_equal(
		    column_integer(&result.columns[6], i), lines[i]);
	}
	assert_int_equal(account_lines(t.account, 0, LINE_DUPLICATE), 1);
	assert_int_equal(account_lines(t.account, 0, LINE_SUPERSEDED), 4);
	assert_int_equal(account_lines(t.account, 1, LINE_DUPLICATE), 1);
	assert_int_equal(account_lines(t.account, 1, LINE_SUPERSEDED), 1);
	batch_clear(&result);
	rows_end(&t);
	rows_end(&again);
}

/* Tables of senders A, A, B and of none, each with the same row. */
static size_t
count_senders(const char *more)
{
	static const char *const senders[] = { "A", "A", "B", NULL, NULL };
	struct fail f = FAIL_INIT;
	struct rows t;
	struct resolve *r;
	struct batch *out;
	struct submission s = { .file = (char[]){ "a.csv" },
		.parts = { [SUBMISSION_PERIOD] = (char[]){ "2022" } },
		.fate = LINE_DATA };
	size_t i, kept = 0;

	rows_start(&t, more);
	assert_non_null(r = resolve_new(t.dataset, t.account, &f));
	for (i = 0; i < COUNT_OF(senders); i++) {
		char sender[] = "?";

		sender[0] = senders[i] == NULL ? '?' : senders[i][0];
		s.parts[SUBMISSION_SENDER] = senders[i] == NULL ? NULL : sender;
		batch_reset(&t.batch);
		rows_put(&t, "a.csv", 2 + (int64_t)i, "A", "M", 1);
		assert_int_equal(resolve_table(r, &s, "t", &t.schema, &f), 0);
		assert_int_equal(resolve_batch(r, &t.batch, &out, &f), 0);
		kept += out->length;
	}
	account_row_end(t.account);
	assert_int_equal(account_lines(t.account, 0, LINE_DUPLICATE), 2);
	resolve_free(r);
	rows_end(&t);
	return kept;
}

/* What is equal is a duplicate within a sender only, with a key or without. */
static void
test_senders(void **state)
{
	(void)state;
	assert_int_equal(count_senders(""), 3);
	assert_int_equal(count_senders("\"primaryKey\": [\"region\"]"), 3);
}

/* A lost row is like none: the row after it that says the same stays, and its
 * key is not taken. */
static void
test_lost(void **state)
{
	static const int64_t lines[] = { 2, 3, 4, 5 };
	static const bool lost[] = { true, false, true, false };
	struct submission s = { .file = (char[]){ "a.csv" },
		.fate = LINE_DATA };
	struct fail f = FAIL_INIT;
	struct resolve *r;
	struct batch *out;
	struct persons t;
	size_t i;

	(void)state;
	persons_start(&t, "\"primaryKey\": [\"person\", \"cohort\"]", true);
	persons_put(&t, "a.csv", 2, 1, "x", 2024);
	persons_lose(&t);
	persons_put(&t, "a.csv", 3, 1, "x", 2024);
	persons_put(&t, "a.csv", 4, 2, "x", 2024);
	persons_lose(&t);
	persons_put(&t, "a.csv", 5, 2, "y", 2024);
	persons_put(&t, "a.csv", 6, 2, "y", 2024);
	assert_non_null(r = resolve_new(t.dataset, t.account, &f));
	assert_int_equal(resolve_announce(r, "t", &t.schema, &f), 0);
	assert_int_equal(resolve_parts(r), 0);
	assert_int_equal(resolve_table(r, &s, "t", &t.schema, &f), 0);
	assert_int_equal(resolve_batch(r, &t.batch, &out, &f), 0);
	assert_int_equal(out->length, COUNT_OF(lines));
	for (i = 0; i < COUNT_OF(lines); i++) {
		assert_int_equal(
		    column_integer(&out->columns[PERSONS_ROW], i), lines[i]);
		assert_int_equal(
		    column_integer(&out->columns[PERSONS_LOST], i), lost[i]);
	}
	assert_int_equal(resolve_end(r, NULL, &f), 0);
	assert_int_equal(account_lines(t.account, 0, LINE_DUPLICATE), 1);
	assert_int_equal(account_loss(t.account, 0).rows, 3);
	assert_int_equal(account_loss(t.account, 0).aside, 1);
	resolve_free(r);
	persons_end(&t);
}

/* Of two submissions that are missing there are lost rows if the table has
 * such, after the others, and in no account; dealt into parts they wait for
 * resolve_end(). */
static void
check_missing(bool keeps, bool parts)
{
	struct submission s = { .file = (char[]){ "a.csv" },
		.fate = LINE_DATA };
	struct overdue items[] = { { &s, "2024" }, { &s, "2025" } };
	const struct overdues missing = { 2, 2, items };
	struct fail f = FAIL_INIT;
	struct resolve *r;
	struct batch *out;
	struct persons t;
	size_t next = 0, i;

	persons_start(&t, "", keeps);
	persons_put(&t, "a.csv", 2, 1, "x", 2023);
	assert_non_null(r = resolve_new(t.dataset, t.account, &f));
	assert_int_equal(resolve_announce(r, "t", &t.schema, &f), 0);
	if (parts)
		assert_int_equal(
		    resolve_partition(r, "person", 3, NULL, &f), 0);
	assert_int_equal(resolve_table(r, &s, "t", &t.schema, &f), 0);
	assert_int_equal(resolve_batch(r, &t.batch, &out, &f), 0);
	assert_int_equal(resolve_missing(r, &missing, &next, &out, &f), keeps);
	if (keeps)
		assert_int_equal(out->length, parts ? 0 : 2);
	for (i = 0; keeps && i < out->length; i++) {
		assert_false(column_valid(&out->columns[PERSONS_PERSON], i));
		assert_int_equal(
		    column_integer(&out->columns[PERSONS_COHORT], i), 2024 + i);
		assert_int_equal(
		    column_integer(&out->columns[PERSONS_ROW], i), 0);
		assert_int_equal(
		    column_integer(&out->columns[PERSONS_LOST], i), 1);
	}
	assert_int_equal(resolve_missing(r, &missing, &next, &out, &f), 0);
	if (!parts)
		assert_int_equal(account_loss(t.account, 0).rows, 1);
	assert_int_equal(account_lines(t.account, 0, LINE_SET_ASIDE), 0);
	resolve_free(r);
	persons_end(&t);
}

static void
test_missing(void **state)
{
	(void)state;
	check_missing(false, false);
	check_missing(true, false);
	check_missing(true, true);
}

static void
test_memory(void **state)
{
	struct batch result = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	struct rows t, again;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		rows_start(&t, "");
		rows_start(&again, "");
		put_rows(&t);
		put_rows(&again);
		chaos_start(n);
		status = resolve_rows(&t, &again, &result, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		batch_clear(&result);
		rows_end(&t);
		rows_end(&again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_senders),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_missing),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
