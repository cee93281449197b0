/* test_stand_in.c - rows in place of submissions that are missing */
#include "tables.h"

#include "chaos.h"
#include "rules/stand_in.h"

/* "period" is a field with the role period if it is among the fields. */
static const char SCHEMA[] =
    "{\"name\": \"d\", \"submission\": {\"sender\": {\"filename\": \"(.*)\", "
    "\"registry\": \"colleges\"}}, \"fields\": [%s"
    "{\"name\": \"college\", \"type\": \"string\", \"role\": "
    "\"organisation\", \"registry\": \"colleges\"}, "
    "{\"name\": \"n\", \"type\": \"integer\", \"role\": \"count\"}]}";

struct given {
	struct table_schema *dataset;
	struct schema schema;
	struct batch rows;
	struct stand_in stand_in;
};

static void
start(struct given *g, const char *period)
{
	struct fail f = FAIL_INIT;
	char text[1024];
	int length = snprintf(text, sizeof(text), SCHEMA, period);

	memset(g, 0, sizeof(*g));
	g->dataset = table_schema_parse(text, (size_t)length, "s.json", &f);
	assert_string_equal(f.text, "");
	assert_int_equal(table_schema_columns(g->dataset, &g->schema, &f), 0);
	if (period[0] == '\0')
		assert_int_not_equal(
		    schema_add(&g->schema, "period", COLUMN_DICTIONARY, 0, &f),
		    -1);
	assert_int_not_equal(
	    schema_add(&g->schema, SCHEMA_LOST, COLUMN_BOOL, 0, &f), -1);
	assert_int_equal(batch_init(&g->rows, &g->schema, 4, &f), 0);
	g->stand_in = (struct stand_in){ g->dataset, &g->schema,
		schema_find(&g->schema, "period") };
}

static void
end(struct given *g)
{
	batch_clear(&g->rows);
	schema_clear(&g->schema);
	table_schema_free(g->dataset);
}

/* The row for C1, which owes 2024 or another period. */
static void
check(const char *period_field, const char *period, bool found,
    const char *expected)
{
	struct submission latest = { .file = (char[]){ "a.csv" },
		.parts = { [SUBMISSION_SENDER] = (char[]){ "C1" } },
		.sender_found = found };
	struct overdue missing = { &latest, period };
	struct fail f = FAIL_INIT;
	struct given g;
	char text[256];

	start(&g, period_field);
	assert_int_equal(
	    stand_in_rows(&g.stand_in, &missing, 1, &g.rows, &f), 0);
	assert_int_equal(g.rows.length, 1);
	assert_string_equal(
	    small_print(&g.schema, &g.rows, 0, text, sizeof(text)), expected);
	end(&g);
}

#define FIELD(type)                                       \
	"{\"name\": \"period\", \"type\": \"" type "\", " \
	"\"role\": \"period\"}, "

/* The period, the college, the count and why it has no value, ... */
static void
says_what_is_known(void **state)
{
	(void)state;
	check("", "2024-I", true, "C1 _ missing a.csv 0 2024-I yes");
	check(FIELD("string"), "2024", true, "2024 C1 _ missing a.csv 0 yes");
	check(FIELD("date"), "2024-10-01", true,
	    "2024-10-01 C1 _ missing a.csv 0 yes");
	/* a sender that link did not find may be anybody */
	check(FIELD("string"), "2024", false, "2024 _ _ missing a.csv 0 yes");
	/* what is no value of the field may be any period */
	check(FIELD("date"), "2024", true, "_ C1 _ missing a.csv 0 yes");
	check("{\"name\": \"period\", \"role\": \"period\", \"registry\": "
	      "\"years\"}, ",
	    "2024", true, "_ C1 _ missing a.csv 0 yes");
}

static void
converts_years(void **state)
{
	struct submission latest = { .file = (char[]){ "a.csv" } };
	struct overdue missing[] = { { &latest, "2024" }, { &latest, "24" } };
	struct fail f = FAIL_INIT;
	struct given g;

	(void)state;
	start(&g, FIELD("year"));
	assert_int_equal(
	    stand_in_rows(&g.stand_in, missing, 2, &g.rows, &f), 0);
	assert_int_equal(g.rows.length, 2);
	assert_int_equal(column_integer(&g.rows.columns[0], 0), 2024);
	assert_false(column_valid(&g.rows.columns[0], 1));
	end(&g);
}

static void
survives_full_memory(void **state)
{
	struct submission latest = { .file = (char[]){ "a.csv" } };
	struct overdue missing = { &latest, "2024" };
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct given g;
		int status;

		start(&g, "");
		chaos_start(n);
		status = stand_in_rows(&g.stand_in, &missing, 1, &g.rows, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		end(&g);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(says_what_is_known),
		cmocka_unit_test(converts_years),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
