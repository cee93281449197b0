/* test_twin.c - equal rows and rows with the same key */
#include "persons.h"

#include <unistd.h>

#include "chaos.h"
#include "rules/twin.h"

#define KEY "\"primaryKey\": [\"person\", \"cohort\"]"
#define REVIEW KEY ", \"conflict\": \"review\""

enum { SENDER = PERSONS_ROW + 1 };

/* The table with a column that numbers the senders. */
static void
start(struct persons *t, const char *more)
{
	struct fail f = FAIL_INIT;

	persons_start(t, more, false);
	batch_clear(&t->batch);
	assert_int_equal(
	    schema_add(&t->schema, "_sender", COLUMN_INT32, 0, &f), SENDER);
	assert_int_equal(batch_init(&t->batch, &t->schema, 64, &f), 0);
	/* as the submissions come, by name */
	assert_int_equal(account_file(t->account, "a.csv", &f), 0);
	assert_int_equal(account_file(t->account, "b.csv", &f), 1);
	assert_int_equal(account_file(t->account, "c.csv", &f), 2);
}

static void
put(struct persons *t, const char *file, int64_t line, int64_t person,
    const char *college)
{
	t->schema.field_count--; /* nothing is lost here */
	persons_put(t, file, line, person, college, 2024);
	t->schema.field_count++;
	assert_int_equal(
	    column_put_integer(&t->batch.columns[SENDER], file[0], NULL), 0);
}

/* Find the twins; the fates as letters: + data, d duplicate, r under review. */
static int
find(struct persons *t, char *letters, struct fail *f)
{
	static const struct order_columns columns = { PERSONS_PERSON,
		PERSONS_COHORT, PERSONS_FILE, PERSONS_ROW };
	struct places *places = places_new(t->account, f);
	struct twins *twins = twins_new(t->dataset, &t->schema, -1, SENDER, f);
	struct order order = ORDER_INIT;
	const uint8_t *fates;
	size_t i;
	int status = -1;

	if (places != NULL && twins != NULL) {
		places_columns(places, &t->schema);
		if (order_rows(&order, &t->batch, &columns, f) == 0 &&
		    places_batch(places, &t->batch, f) == 0 &&
		    twins_find(twins, places, &t->batch, &order, f) == 0)
			status = twins_report(twins, t->account, places, f);
	}
	if (status == 0) {
		fates = places_fates(places);
		for (i = 0; i < t->batch.length; i++)
			letters[i] = fates[i] == LINE_DATA           ? '+'
				     : fates[i] == LINE_DUPLICATE    ? 'd'
				     : fates[i] == LINE_UNDER_REVIEW ? 'r'
								     : '?';
		letters[i] = '\0';
	}
	order_clear(&order);
	twins_free(twins);
	places_free(places);
	return status;
}

/* The findings as lines of the set-aside file without its head. */
static void
check(struct persons *t, const char *fates, const char *findings)
{
	char path[] = "/tmp/test_twin.XXXXXX", letters[64], text[4096];
	struct fail f = FAIL_INIT;
	FILE *stream;
	size_t length;

	close(mkstemp(path));
	assert_int_equal(account_set_aside(t->account, path, &f), 0);
	assert_int_equal(find(t, letters, &f), 0);
	assert_string_equal(letters, fates);
	assert_int_equal(account_write(t->account, NULL, &f), 0);
	assert_non_null(stream = fopen(path, "r"));
	length = fread(text, 1, sizeof(text) - 1, stream);
	text[length] = '\0';
	fclose(stream);
	unlink(path);
	assert_string_equal(strchr(text, '\n') + 1, findings);
	persons_end(t);
}

static void
finds_duplicates(void **state)
{
	struct persons t;

	(void)state;
	start(&t, "");
	put(&t, "a.csv", 2, 1, "x");
	put(&t, "a.csv", 4, 1, "x"); /* the same */
	put(&t, "a.csv", 3, 1, "y"); /* another college */
	put(&t, "a.csv", 5, 2, "x"); /* another person */
	put(&t, "b.csv", 2, 1, "x"); /* another sender */
	put(&t, "a.csv", 6, 1, "x");
	put(&t, "a.csv", 8, PERSONS_NOBODY, "x");
	put(&t, "a.csv", 7, PERSONS_NOBODY, "x");
	check(&t, "+d+++dd+",
	    "a.csv,4,0,,warning,duplicate-row,,,each row once; its values "
	    "stand already in a.csv:2,,\n"
	    "a.csv,6,0,,warning,duplicate-row,,,each row once; its values "
	    "stand already in a.csv:2,,\n"
	    "a.csv,8,0,,warning,duplicate-row,,,each row once; its values "
	    "stand already in a.csv:7,,\n");
}

static void
warns_of_keys(void **state)
{
	struct persons t;

	(void)state;
	start(&t, KEY);
	put(&t, "b.csv", 9, 1, "y");
	put(&t, "a.csv", 2, 1, "x");
	put(&t, "b.csv", 5, 1, "x");
	put(&t, "a.csv", 3, 1, "x");
	put(&t, "a.csv", 4, PERSONS_NOBODY, "x");
	put(&t, "a.csv", 5, PERSONS_NOBODY, "y");
	check(&t, "+++d++",
	    "a.csv,3,0,,warning,duplicate-row,,,each row once; its values "
	    "stand already in a.csv:2,,\n"
	    "b.csv,5,0,,warning,primary-key,,,\"each key once; a.csv:2 has "
	    "it, too\",,\n"
	    "b.csv,9,0,,warning,primary-key,,,\"each key once; a.csv:2 has "
	    "it, too\",,\n");
}

/* Who of a and b has person 1 nobody knows; c tells of person 2 what a does. */
static void
puts_conflicts_under_review(void **state)
{
	struct persons t;

	(void)state;
	start(&t, REVIEW);
	put(&t, "b.csv", 9, 1, "y");
	put(&t, "a.csv", 2, 1, "x");
	put(&t, "c.csv", 2, 2, "x");
	put(&t, "a.csv", 3, 2, "x");
	put(&t, "b.csv", 4, 3, "x");
	put(&t, "a.csv", 5, PERSONS_NOBODY, "x");
	put(&t, "a.csv", 6, PERSONS_NOBODY, "y");
	check(&t, "rrd++++",
	    "a.csv,2,0,,error,primary-key,,,\"each key once; b.csv:9 has it, "
	    "too, with other values\",,\n"
	    "b.csv,9,0,,error,primary-key,,,\"each key once; a.csv:2 has it, "
	    "too, with other values\",,\n"
	    "c.csv,2,0,,warning,duplicate-row,,,each row once; its values "
	    "stand already in a.csv:3,,\n");
}

/* Three colleges and one of them twice: the first two name each other. */
static void
reviews_several(void **state)
{
	struct persons t;

	(void)state;
	start(&t, REVIEW);
	put(&t, "a.csv", 2, 1, "x");
	put(&t, "a.csv", 3, 1, "y");
	put(&t, "b.csv", 2, 1, "y");
	put(&t, "c.csv", 2, 1, "z");
	check(&t, "rrdr",
	    "a.csv,2,0,,error,primary-key,,,\"each key once; a.csv:3 has it, "
	    "too, with other values\",,\n"
	    "a.csv,3,0,,error,primary-key,,,\"each key once; a.csv:2 has it, "
	    "too, with other values\",,\n"
	    "b.csv,2,0,,warning,duplicate-row,,,each row once; its values "
	    "stand already in a.csv:3,,\n"
	    "c.csv,2,0,,error,primary-key,,,\"each key once; a.csv:2 has it, "
	    "too, with other values\",,\n");
}

/* A person with more rows than are compared one by one. */
static void
finds_many(void **state)
{
	char letters[64], expected[64];
	struct fail f = FAIL_INIT;
	struct persons t;
	int i;

	(void)state;
	start(&t, "");
	for (i = 0; i < 60; i++) {
		put(&t, "a.csv", 2 + i, 1, i % 20 < 10 ? "x" : "y");
		expected[i] = i == 0 || i == 10 ? '+' : 'd';
	}
	expected[i] = '\0';
	assert_int_equal(find(&t, letters, &f), 0);
	assert_string_equal(letters, expected);
	persons_end(&t);
}

static void
survives_full_memory(void **state)
{
	struct persons t;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		char letters[64];
		int status;

		start(&t, REVIEW);
		put(&t, "a.csv", 2, 1, "x");
		put(&t, "a.csv", 3, 1, "y");
		put(&t, "a.csv", 4, 1, "y");
		chaos_start(n);
		status = find(&t, letters, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		persons_end(&t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_duplicates),
		cmocka_unit_test(warns_of_keys),
		cmocka_unit_test(puts_conflicts_under_review),
		cmocka_unit_test(reviews_several),
		cmocka_unit_test(finds_many),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
