/* test_place.c - rows that are dropped, and rows that are lost */
#include "persons.h"

#include "rules/place.h"

static void
put_rows(struct persons *t)
{
	persons_put(t, "a.csv", 2, 1, "x", 2024);
	persons_put(t, "a.csv", 3, 2, "x", 2024);
	if (t->schema.field_count > PERSONS_LOST)
		persons_lose(t);
	persons_put(t, "a.csv", 4, 3, "x", 2024);
	persons_put(t, "b.csv", 2, 4, "x", 2024);
	persons_put(t, "b.csv", 3, 5, "x", 2024);
}

/* Settle rows with these fates; 0 for those that come as they are. */
static void
settle(struct persons *t, const enum line_class fates[5])
{
	struct places *p = places_new(t->account, NULL);
	struct fail f = FAIL_INIT;
	size_t i;

	put_rows(t);
	assert_int_equal(places_table(p, t->dataset, "t", &t->schema, &f), 0);
	assert_int_equal(places_batch(p, &t->batch, &f), 0);
	for (i = 0; i < 5; i++) {
		bool lost = i == 1 && t->schema.field_count > PERSONS_LOST;

		assert_int_equal(places_lost(p, i), lost);
		assert_int_equal(
		    places_fates(p)[i], lost ? LINE_SET_ASIDE : LINE_DATA);
		if (fates[i] != LINE_DATA)
			places_fates(p)[i] = (uint8_t)fates[i];
	}
	places_settle(p, &t->batch);
	account_row_end(t->account);
	places_free(p);
}

/* The lines that stay, those of lost rows negative. */
static void
check_lines(const struct persons *t, const int64_t *lines, size_t count)
{
	bool lost;
	size_t i;

	assert_int_equal(t->batch.length, count);
	for (i = 0; i < count; i++) {
		lost = t->schema.field_count > PERSONS_LOST &&
		       column_integer(&t->batch.columns[PERSONS_LOST], i) != 0;
		assert_int_equal(
		    column_integer(&t->batch.columns[PERSONS_ROW], i) *
			(lost ? -1 : 1),
		    lines[i]);
	}
}

static const enum line_class some[] = { LINE_SET_ASIDE, LINE_DATA, LINE_DATA,
	LINE_UNDER_REVIEW, LINE_DUPLICATE };

/* Without the column what is set aside is gone. */
static void
drops(void **state)
{
	static const int64_t lines[] = { 3, 4 };
	struct persons t;

	(void)state;
	persons_start(&t, "", false);
	settle(&t, some);
	check_lines(&t, lines, COUNT_OF(lines));
	assert_int_equal(account_loss(t.account, 0).rows, 3);
	assert_int_equal(account_loss(t.account, 0).aside, 1);
	persons_end(&t);
}

/* With it the row is kept and marked; a duplicate is gone.  The row that came
 * lost is not counted, all else is as before. */
static void
loses(void **state)
{
	static const int64_t lines[] = { -2, -3, 4, -2 };
	struct persons t;

	(void)state;
	persons_start(&t, "", true);
	settle(&t, some);
	check_lines(&t, lines, COUNT_OF(lines));
	assert_int_equal(account_loss(t.account, 0).rows, 2);
	assert_int_equal(account_loss(t.account, 0).aside, 1);
	assert_int_equal(account_loss(t.account, 1).rows, 2);
	assert_int_equal(account_loss(t.account, 1).aside, 2);
	assert_int_equal(account_lines(t.account, 0, LINE_SET_ASIDE), 1);
	assert_int_equal(account_lines(t.account, 1, LINE_UNDER_REVIEW), 1);
	assert_int_equal(account_lines(t.account, 1, LINE_DUPLICATE), 1);
	persons_end(&t);
}

/* Rows of a file that does not count go, lost ones too. */
static void
drops_files(void **state)
{
	static const enum line_class all[] = { LINE_SUPERSEDED, LINE_SUPERSEDED,
		LINE_SUPERSEDED, LINE_LATE, LINE_LATE };
	struct persons t;

	(void)state;
	persons_start(&t, "", true);
	settle(&t, all);
	assert_int_equal(t.batch.length, 0);
	assert_int_equal(account_lines(t.account, 0, LINE_SUPERSEDED), 2);
	assert_int_equal(account_lines(t.account, 1, LINE_LATE), 2);
	persons_end(&t);
}

static void
refuses(void **state)
{
	struct places *p;
	struct fail f = FAIL_INIT;
	struct persons t;

	(void)state;
	persons_start(&t, "", true);
	assert_non_null(p = places_new(t.account, &f));
	persons_put(&t, "a.csv", 2, 1, "x", 2024);
	assert_int_equal(places_table(p, t.dataset, "t", &t.schema, &f), 0);
	/* neither true nor false */
	t.batch.columns[PERSONS_LOST].validity[0] = 0;
	t.batch.columns[PERSONS_LOST].null_count = 1;
	assert_int_equal(places_batch(p, &t.batch, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "a row without \"_lost\""));
	/* another type */
	t.schema.fields[PERSONS_LOST].type = COLUMN_INT64;
	assert_int_equal(places_table(p, t.dataset, "t", &t.schema, &f), -1);
	places_free(p);
	persons_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(drops),
		cmocka_unit_test(loses),
		cmocka_unit_test(drops_files),
		cmocka_unit_test(refuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
