/* test_period_change.c - this period against the last */
#include "rows.h"

#include <unistd.h>

#include "chaos.h"
#include "rules/period_change.h"

#define SEX 1 /* the column that stands for the period */

static const char rules[] =
    "\"rules\": [{\"id\": \"leap\", \"type\": \"change\", \"value\": "
    "\"students\", \"by\": \"region\", \"times\": 2, \"from\": 10, \"text\": "
    "\"t\"}]";

/* A row of a sender; the file is called like the period. */
struct one {
	int32_t sender;
	const char *region, *period;
	int64_t students;
	enum line_class fate;
};

static const struct one table[] = {
	/* 20 to 41 in two rows, then no row */
	{ 1, "A", "2022", 20, LINE_DATA },
	{ 1, "A", "2023", 40, LINE_DATA },
	{ 1, "A", "2023", 1, LINE_DATA },
	{ 1, "A", "2023", 1, LINE_DUPLICATE },
	/* the same region of another sender, who sent nothing in 2023 */
	{ 2, "A", "2022", 20, LINE_DATA },
	{ 2, "A", "2024", 0, LINE_DATA },
	/* one row is not known, so neither is the sum */
	{ 1, "B", "2022", 90, LINE_DATA },
	{ 1, "B", "2023", 1, LINE_DATA },
	{ 1, "B", "2023", 1, LINE_UNDER_REVIEW },
	{ 1, "B", "2024", ROWS_MISSING, LINE_DATA },
	/* fewer than 10, then just twice, then less than half */
	{ 1, "C", "2022", 9, LINE_DATA },
	{ 1, "C", "2023", 21, LINE_DATA },
	{ 1, "C", "2024", 10, LINE_DATA },
};

#define ROWS COUNT_OF(table)

/* Put the rows of the table in an order that seed tells; 0: as they are. */
static void
put_rows(struct rows *t, unsigned seed, size_t order[ROWS])
{
	size_t i, k;

	for (i = 0; i < ROWS; i++) {
		seed = seed * 1103515245 + 12345;
		k = seed / 65536 % (i + 1);
		order[i] = order[k];
		order[k] = i;
	}
	for (i = 0; i < ROWS; i++)
		rows_put(t, table[order[i]].period, (int64_t)order[i] + 2,
		    table[order[i]].region, table[order[i]].period,
		    table[order[i]].students);
}

static int
run(struct rows *t, const size_t order[ROWS], struct fail *f)
{
	struct places *places = places_new(t->account, f);
	struct period_change *c = NULL;
	int32_t senders[ROWS];
	int status = -1;
	size_t i;

	for (i = 0; i < ROWS; i++)
		senders[i] = table[order[i]].sender;
	if (places != NULL &&
	    places_table(places, t->dataset, "t", &t->schema, f) == 0 &&
	    places_batch(places, &t->batch, f) == 0 &&
	    (c = period_change_new(t->dataset, &t->dataset->rules[0],
		 &t->schema, SEX, f)) != NULL &&
	    period_change_table(c, f) == 0) {
		for (i = 0; i < ROWS; i++)
			places_fates(places)[i] = (uint8_t)table[order[i]].fate;
		status = period_change_batch(c, places, &t->batch, senders, f);
	}
	if (status == 0)
		status = period_change_report(c, t->account, places, f);
	period_change_free(c);
	places_free(places);
	return status;
}

static const char expected[] =
    "2023,3,,students,warning,period-change,leap,41,at most 2 times the 20 of "
    "2022,,\n"
    "2024,,,students,warning,period-change,leap,,\"rows like that of 2023:3, "
    "in all 41 in 2023\",,\n"
    "2024,7,,students,warning,period-change,leap,0,not zero: 2022 had 20,,\n"
    "2024,14,,students,warning,period-change,leap,10,at least the 21 of 2023 "
    "divided by 2,,\n";

/* The same for any order of the rows. */
static void
test_orders(void **state)
{
	char path[] = "/tmp/test_period_change.XXXXXX", found[2048];
	struct fail f = FAIL_INIT;
	size_t order[ROWS], length;
	struct rows t;
	unsigned seed;
	FILE *stream;
	char *text;

	(void)state;
	close(mkstemp(path));
	for (seed = 0; seed < (unsigned)rounds(20); seed++) {
		rows_start(&t, rules);
		put_rows(&t, seed, order);
		assert_int_equal(account_set_aside(t.account, path, &f), 0);
		assert_int_equal(run(&t, order, &f), 0);
		assert_int_equal(account_write(t.account, NULL, &f), 0);
		rows_end(&t);
		assert_non_null(stream = fopen(path, "r"));
		length = fread(found, 1, sizeof(found) - 1, stream);
		found[length] = '\0';
		fclose(stream);
		assert_non_null(text = strchr(found, '\n'));
		/* bytes of findings at rows are not known here */
		for (text++; strstr(text, ",0,students") != NULL;)
			memmove(strstr(text, ",0,students") + 1,
			    strstr(text, ",0,students") + 2,
			    strlen(strstr(text, ",0,students")) - 1);
		assert_string_equal(text, expected);
	}
	unlink(path);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	size_t order[ROWS];
	struct rows t;
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		rows_start(&t, rules);
		put_rows(&t, 1, order);
		chaos_start(n);
		status = run(&t, order, &f);
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
		cmocka_unit_test(test_orders),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
