/* test_match.c - the rows of one table that match a row of another */
#include "tables.h"

#include "chaos.h"
#include "join/match.h"

/* RIGHT has the columns from, to, value after its keys. */
struct index {
	struct small right;
	struct account *account;
	struct origin origin;
	struct match *match;
};

static void
index_values(struct index *i, const char *columns, const char *rows,
    size_t keys, bool days, size_t values)
{
	static const int places[] = { 0, 1, 2, 3, 4, 5 };
	struct match_spec spec = { places, keys, (int)keys, (int)keys + 1,
		&places[keys + 2], values };
	struct fail f = FAIL_INIT;

	if (!days)
		spec.from = spec.to = -1;
	small_start(&i->right, columns, rows);
	assert_non_null(i->account = account_new("test", &f));
	assert_int_equal(
	    origin_init(&i->origin, i->account, &i->right.schema, &f), 0);
	assert_int_equal(origin_batch(&i->origin, &i->right.batch, &f), 0);
	i->match =
	    match_new(&spec, &i->right.schema, &i->right.batch, &i->origin, &f);
	assert_string_equal(f.text, "");
	assert_non_null(i->match);
}

static void
index_start(struct index *i, const char *columns, const char *rows, size_t keys,
    bool days)
{
	index_values(i, columns, rows, keys, days, 1);
}

static void
index_end(struct index *i)
{
	match_free(i->match);
	origin_clear(&i->origin);
	account_free(i->account);
	small_end(&i->right);
}

/* The lines of the matches of a row on a day, then those of lost ones. */
static void
check(struct index *i, size_t row, const char *date, const char *expected)
{
	struct match_cursor c = match_start(i->match, row);
	char text[128] = "";
	size_t used = 0, at = 0;
	int32_t day = MATCH_NO_DAY;
	uint32_t right;

	if (date != NULL)
		assert_true(date_parse(date, strlen(date), &day));
	while (match_next(i->match, &c, day, &right))
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%u ", (unsigned)right + 1);
	while (match_may(i->match, row, day, &at, &right))
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "(%u) ", (unsigned)right + 1);
	assert_string_equal(text, expected);
}

static void
test_keys(void **state)
{
	static const int keys[] = { 1, 0 };
	struct index i;
	struct small left;

	(void)state;
	index_start(&i, "a:t b:u from:d to:d value:t",
	    "x 1 _ _ p | x 2 _ _ p | y 1 _ _ p | x _ _ _ p | x 1 _ _ o", 2,
	    false);
	small_start(&left, "b:t a:t", "1 x | 2 y | 1 y | _ x | 3 x");
	assert_int_equal(match_left(i.match, &left.batch, keys, NULL), 0);
	check(&i, 0, NULL, "5 1 "); /* o is before p */
	check(&i, 1, NULL, "");
	check(&i, 2, NULL, "3 ");
	check(&i, 3, NULL, "");
	check(&i, 4, NULL, "");
	assert_true(match_has_key(i.match, 4));
	assert_false(match_has_key(i.match, 3));
	assert_int_equal(match_rows(i.match), 5);
	assert_int_equal(match_unused(i.match), 2);
	assert_int_equal(match_values(i.match, 0), match_values(i.match, 1));
	assert_int_not_equal(
	    match_values(i.match, 0), match_values(i.match, 4));
	small_end(&left);
	index_end(&i);
}

static void
test_days(void **state)
{
	static const int keys[] = { 0 };
	struct index i;
	struct small left;

	(void)state;
	index_start(&i, "k:b from:d to:d value:t",
	    "aaaa 2024-02-01 2024-02-29 p | aaaa _ 2024-02-10 q |"
	    "aaaa 2024-02-10 _ r | aaaa 2024-02-20 2024-02-19 s",
	    1, true);
	small_start(&left, "k:b", "aaaa | bbbb");
	assert_int_equal(match_left(i.match, &left.batch, keys, NULL), 0);
	check(&i, 0, "1900-01-01", "2 ");
	check(&i, 0, "2024-02-01", "2 1 ");
	check(&i, 0, "2024-02-10", "2 1 3 ");
	check(&i, 0, "2024-02-29", "1 3 ");
	check(&i, 0, "2024-03-01", "3 ");
	check(&i, 0, "2190-01-01", "3 ");
	check(&i, 1, "2024-02-10", "");
	assert_int_equal(match_unused(i.match), 1);
	small_end(&left);
	index_end(&i);
}

/* What is not known of a lost row may be anything. */
static void
test_lost(void **state)
{
	static const int keys[] = { 0, 1 };
	struct index i;
	struct small left;

	(void)state;
	index_start(&i, "a:t b:t from:d to:d value:t _lost:l",
	    "x 1 2024-01-01 2024-12-31 p no |"
	    "x 1 2024-06-01 2024-12-31 q yes |"
	    "x 1 _ _ _ yes |"
	    "y _ 2024-01-01 _ p yes |"
	    "_ _ _ 2023-12-31 p yes |"
	    "x 2 2024-12-31 2024-01-01 p yes",
	    2, true);
	small_start(&left, "a:t b:t", "x 1 | y 7 | z 7 | x 2");
	assert_int_equal(match_left(i.match, &left.batch, keys, NULL), 0);
	check(&i, 0, "2024-06-01", "1 (3) (2) ");
	check(&i, 0, "2024-05-31", "1 (3) ");
	check(&i, 0, "2023-12-31", "(3) (5) ");
	check(&i, 1, "2024-01-01", "(4) ");
	check(&i, 1, "2023-12-31", "(5) ");
	check(&i, 2, "2024-01-01", "");
	check(&i, 3, "2030-01-01", "(6) "); /* one of its days is wrong */
	assert_int_equal(match_rows(i.match), 1);
	assert_int_equal(match_unused(i.match), 0);
	small_end(&left);
	index_end(&i);
}

/* Without a key, all rows are candidates; the later of two that say the same
 * goes on where the earlier one ends. */
static void
test_overlap(void **state)
{
	struct index i;
	struct small left;

	(void)state;
	index_start(&i, "from:d to:d value:t",
	    "2024-01-01 2024-03-31 p | 2024-02-01 2024-05-31 p |"
	    "2024-03-01 2024-03-31 p | 2024-06-01 _ p | 2024-01-01 _ q |"
	    "2025-01-01 _ p",
	    0, true);
	small_start(&left, "a:t", "x");
	assert_int_equal(match_left(i.match, &left.batch, NULL, NULL), 0);
	check(&i, 0, "2024-01-01", "1 5 ");
	check(&i, 0, "2024-03-31", "1 5 ");
	check(&i, 0, "2024-04-01", "5 2 ");
	check(&i, 0, "2024-06-01", "5 4 ");
	check(&i, 0, "2026-01-01", "5 4 ");
	assert_int_equal(match_unused(i.match), 2); /* 3 and 6 */
	small_end(&left);
	index_end(&i);
}

/* Rows without values are all alike: one match on each day. */
static void
test_no_values(void **state)
{
	struct index i;
	struct small left;

	(void)state;
	index_values(&i, "from:d to:d value:t",
	    "2024-01-01 2024-03-31 p | 2024-02-01 2024-05-31 q", 0, true, 0);
	small_start(&left, "a:t", "x");
	assert_int_equal(match_left(i.match, &left.batch, NULL, NULL), 0);
	check(&i, 0, "2024-03-01", "1 ");
	check(&i, 0, "2024-05-31", "2 ");
	check(&i, 0, "2024-06-01", "");
	small_end(&left);
	index_end(&i);
}

/* The days of a small calendar, by chance, against looking at every row. */
static void
test_property(void **state)
{
	static const int keys[] = { 0 };
	char rows[40 * 32];
	struct index i;
	struct small left;
	long round;

	(void)state;
	srand(1);
	small_start(&left, "k:t", "a | b | c");
	for (round = 0; round < rounds(200); round++) {
		int from[40], to[40], count = rand() % 40, n, day, used = 0;
		char key[40];

		rows[0] = '\0';
		for (n = 0; n < count; n++) {
			key[n] = (char)('a' + rand() % 3);
			from[n] = 1 + rand() % 28;
			to[n] = 1 + rand() % 28;
			/* values differ, so nothing overlaps */
			used +=
			    snprintf(rows + used, sizeof(rows) - (size_t)used,
				"%c 2024-02-%02d 2024-02-%02d v%d |", key[n],
				from[n], to[n], n);
		}
		index_start(&i, "k:t from:d to:d value:t", rows, 1, true);
		assert_int_equal(
		    match_left(i.match, &left.batch, keys, NULL), 0);
		for (day = 1; day <= 28; day++)
			for (size_t row = 0; row < 3; row++) {
				struct match_cursor c =
				    match_start(i.match, row);
				int expected = 0, found = 0, last = 0;
				int32_t date =
				    19753 + day; /* 2024-02-01 is 19754 */
				uint32_t right;

				for (n = 0; n < count; n++)
					expected += key[n] == 'a' + (int)row &&
						    from[n] <= day &&
						    day <= to[n];
				while (match_next(i.match, &c, date, &right)) {
					assert_true(
					    key[right] == 'a' + (int)row);
					assert_in_range(
					    day, from[right], to[right]);
					assert_true(from[right] >= last);
					last = from[right];
					found++;
				}
				assert_int_equal(found, expected);
			}
		index_end(&i);
	}
	small_end(&left);
}

static void
test_memory(void **state)
{
	static const int keys[] = { 0, 1 }, values[] = { 4 };
	static const struct match_spec spec = { keys, 2, 2, 3, values, 1 };
	struct small right, left;
	int status;
	long n;

	(void)state;
	small_start(&right, "a:t b:t from:d to:d value:t _lost:l",
	    "x 1 2024-01-01 _ p no | x 1 2024-02-01 _ p no | x _ _ _ _ yes");
	small_start(&left, "a:t b:t", "x 1 | y 1");
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct account *a = account_new("test", &f);
		struct match *m;
		struct origin o;

		assert_int_equal(origin_init(&o, a, &right.schema, &f), 0);
		assert_int_equal(origin_batch(&o, &right.batch, &f), 0);
		chaos_start(n);
		status = -1;
		m = match_new(&spec, &right.schema, &right.batch, &o, &f);
		if (m != NULL)
			status = match_left(m, &left.batch, keys, &f);
		chaos_stop();
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		match_free(m);
		origin_clear(&o);
		account_free(a);
	}
	small_end(&right);
	small_end(&left);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys),
		cmocka_unit_test(test_days),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_overlap),
		cmocka_unit_test(test_no_values),
		cmocka_unit_test(test_property),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
