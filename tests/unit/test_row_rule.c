/* test_row_rule.c - rules within a row */
#include "unit.h"

#include "base/account.h"
#include "base/message.h"
#include "chaos.h"
#include "rules/row_rule.h"

#define NO (-1000) /* missing */
#define NA (-2000) /* not applicable */

static const char format[] =
    "{\"name\": \"d\", \"fields\": ["
    "{\"name\": \"a\", \"type\": \"integer\", \"role\": \"count\"}, "
    "{\"name\": \"b\", \"type\": \"integer\", \"role\": \"count\"}, "
    "{\"name\": \"c\", \"type\": \"integer\", \"role\": \"count\"}, "
    "{\"name\": \"rate\", \"type\": \"number\", \"role\": \"measure\"}], "
    "\"rules\": [{\"id\": \"r\", \"level\": \"error\", \"text\": \"t\", %s}]}";

struct table {
	struct table_schema *dataset;
	struct schema schema;
	struct batch batch;
	struct account *account;
	struct places *places;
};

static void
put(struct column *column, struct column *status, double value)
{
	int done;

	if (value == NO || value == NA)
		done = column_put_null(column, NULL);
	else if (column->type == COLUMN_FLOAT64)
		done = column_put_number(column, value, NULL);
	else
		done = column_put_integer(column, (int64_t)value, NULL);
	if (value == NO)
		done |= column_put_text(status, "missing", 7, NULL);
	else if (value == NA)
		done |= column_put_text(status, "not_applicable", 14, NULL);
	else
		done |= column_put_null(status, NULL);
	assert_int_equal(done, 0);
}

/* One row with these values of a, b, c and rate. */
static void
start(struct table *t, const char *rule, const double values[4])
{
	static const struct table none;
	struct fail f = FAIL_INIT;
	struct column *columns;
	char text[1024];
	size_t i;
	int length = snprintf(text, sizeof(text), format, rule);

	*t = none;
	t->dataset = table_schema_parse(text, (size_t)length, "s.json", &f);
	assert_string_equal(f.text, "");
	assert_int_equal(table_schema_columns(t->dataset, &t->schema, &f), 0);
	assert_int_equal(batch_init(&t->batch, &t->schema, 8, &f), 0);
	columns = t->batch.columns;
	for (i = 0; i < 4; i++)
		put(&columns[2 * i], &columns[2 * i + 1], values[i]);
	assert_int_equal(column_put_text(&columns[8], "f", 1, &f), 0);
	assert_int_equal(column_put_integer(&columns[9], 2, &f), 0);
	t->batch.length = 1;
	assert_non_null(t->account = account_new("test", &f));
	assert_non_null(t->places = places_new(t->account, &f));
	assert_int_equal(
	    places_table(t->places, t->dataset, "t", &t->schema, &f), 0);
	assert_int_equal(places_batch(t->places, &t->batch, &f), 0);
}

static void
end(struct table *t)
{
	places_free(t->places);
	account_free(t->account);
	batch_clear(&t->batch);
	schema_clear(&t->schema);
	table_schema_free(t->dataset);
}

static int
run(struct table *t, struct fail *f)
{
	struct row_rule *r =
	    row_rule_new(t->dataset, &t->dataset->rules[0], &t->schema, f);
	int status =
	    r == NULL ? -1 : row_rule_batch(r, t->places, &t->batch, f);

	row_rule_free(r);
	return status;
}

static void
check(const char *rule, double a, double b, double c, double rate, bool good)
{
	const double values[] = { a, b, c, rate };
	struct fail f = FAIL_INIT;
	struct table t;

	start(&t, rule, values);
	assert_int_equal(run(&t, &f), 0);
	assert_int_equal(
	    places_fates(t.places)[0], good ? LINE_DATA : LINE_SET_ASIDE);
	end(&t);
}

static const char sums[] = "\"type\": \"compare\", \"left\": [\"a\", \"b\"], "
			   "\"operator\": \"<=\", \"right\": \"c\"";
static const char both[] =
    "\"type\": \"compare\", \"left\": [\"a\", \"rate\"], "
    "\"operator\": \"=\", \"right\": [\"b\", \"c\"]";
static const char percent[] =
    "\"type\": \"percent\", \"part\": \"a\", \"whole\": [\"b\", \"c\"], "
    "\"percent\": \"rate\", \"decimals\": 1";

static void
test_sums(void **state)
{
	(void)state;
	check(sums, 1, 2, 3, 0, true);
	check(sums, 2, 2, 3, 0, false);
	check(sums, NO, 9, 3, 0, true);
	check(sums, NA, 9, 3, 0, false);
	check(sums, NA, NA, 3, 0, true);
	check(sums, 9, 9, NO, 0, true);
	check(sums, 9, 9, NA, 0, true);
	check(both, 1, 2, 1, 2, true);
	check(both, 1, 2, 1, 2.5, false);
}

static void
test_percent(void **state)
{
	(void)state;
	check(percent, 1, 2, 1, 33.3, true);
	check(percent, 1, 2, 1, 33.4, false);
	check(percent, 1, 8, 8, 6.2, true);
	check(percent, 1, 8, 8, 6.3, true);
	check(percent, 1, 8, 8, 6.1, false);
	check(percent, 1, 0, 0, 5, true);
	check(percent, NO, 1, 0, 5, true);
	check(percent, 1, NA, 4, 25, true);
	check(percent, 1, 2, 2, NO, true);
}

static void
test_memory(void **state)
{
	const double values[] = { 9, 1, 1, 5 };
	const char *const rules[] = { sums, percent };
	struct fail f = FAIL_INIT;
	struct table t;
	size_t i;
	int status;
	long n;

	(void)state;
	for (i = 0; i < COUNT_OF(rules); i++)
		for (n = 1; n == 1 || chaos_failed(); n++) {
			start(&t, rules[i], values);
			chaos_start(n);
			status = run(&t, &f);
			chaos_stop();
			if (!chaos_failed())
				assert_int_equal(status, 0);
			if (status == -1)
				assert_int_equal(f.status, FAIL_SYSTEM);
			end(&t);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums),
		cmocka_unit_test(test_percent),
		cmocka_unit_test(test_memory),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
