/* test_total.c - printed totals against the sums of their rows */
#include "unit.h"

#include "chaos.h"
#include "reader/total.h"

static const char columns[] =
    "{\"name\": \"t\", \"fields\": [{\"name\": \"college\"}, "
    "{\"name\": \"students\", \"type\": \"integer\", \"role\": \"count\"}, "
    "{\"name\": \"year\", \"type\": \"integer\"}, "
    "{\"name\": \"staff\", \"type\": \"number\", \"role\": \"measure\"}]}";
static const char unpivoted[] =
    "{\"name\": \"t\", \"fields\": [{\"name\": \"college\"}, "
    "{\"name\": \"year\"}, "
    "{\"name\": \"students\", \"type\": \"integer\", \"role\": \"count\"}], "
    "\"layout\": {\"unpivot\": {\"name\": \"year\", \"value\": "
    "\"students\", \"columns\": [{\"value\": \"2022\", \"aliases\": "
    "[\"2022\"]}, {\"value\": \"2023\", \"aliases\": [\"2023\"]}]}}}";

/* The words of a line after its first. */
static void
read_values(char *line, struct value values[2])
{
	char *words, *word;

	memset(values, 0, 2 * sizeof(*values));
	strtok_r(line, " ", &words);
	while ((word = strtok_r(NULL, " ", &words)) != NULL) {
		values->status = word[0] == '_'   ? CELL_MISSING
				 : word[0] == 'h' ? CELL_NOT_APPLICABLE
						  : CELL_VALUE;
		values->integer = strtoll(word, NULL, 10);
		values->number = strtod(word, NULL);
		values++;
	}
}

/*
 * Lines of a table: "r 3 0.5" is a row, "t 3 0.5" a total, "s" a section, "x" a
 * row that was set aside; "_" is missing, "h" not applicable.  The result is
 * what is found, "3: found, expected 4; ".
 */
static int
run(const char *schema, const char *text, char *found, size_t size)
{
	struct fail f = FAIL_INIT;
	struct table_schema *dataset =
	    table_schema_parse(schema, strlen(schema), "s.json", &f);
	struct total_columns added = TOTAL_COLUMNS_INIT;
	struct total_rows rows = TOTAL_ROWS_INIT;
	struct totals *t = NULL;
	const struct total_mismatch *wrong;
	struct total_value totals[2];
	char *lines = strdup(text), *rest = NULL, *line;
	struct value values[2];
	char expected[100];
	int status = -1, count, i, number = 0;
	size_t at = 0, k;

	found[0] = '\0';
	if (dataset != NULL && total_columns_find(&added, dataset, &f) == 0 &&
	    total_rows_start(&rows, &added, &f) == 0 &&
	    (t = totals_start(&added, &f)) != NULL)
		status = 0;
	for (line = strtok_r(lines, "|", &rest); line != NULL && status == 0;
	     line = strtok_r(NULL, "|", &rest)) {
		number++;
		read_values(line, values);
		if (line[0] == 'x') {
			total_rows_lose(&rows, &added);
			continue;
		}
		if (line[0] == 'r') {
			rows.rows++;
			for (k = 0; k < added.count; k++)
				total_sum_add(&rows.sums[k], &added.columns[k],
				    &values[k]);
			continue;
		}
		totals_add(t, &rows);
		if ((status = total_rows_start(&rows, &added, &f)) == -1)
			break;
		if (line[0] == 's') {
			status = totals_section(t, &f);
			continue;
		}
		for (k = 0; k < added.count; k++)
			totals[k] = total_value(&added.columns[k], &values[k]);
		if ((count = totals_check(t, totals, &wrong, &f)) == -1)
			status = -1;
		for (i = 0; i < count; i++) {
			message_print(
			    expected, sizeof(expected), &wrong[i].expected);
			at += (size_t)snprintf(found + at, size - at,
			    "%d: %s, expected %s; ", number, wrong[i].found,
			    expected);
		}
	}
	assert_int_equal(f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
	free(lines);
	totals_free(t);
	total_rows_clear(&rows);
	total_columns_clear(&added);
	table_schema_free(dataset);
	return status;
}

static void
check(const char *text, const char *expected)
{
	char found[500];

	assert_int_equal(run(columns, text, found, sizeof(found)), 0);
	assert_string_equal(found, expected);
}

static void
test_one_total(void **state)
{
	(void)state;
	check("r 3 0.5|r 4 1.5|t 7 2", "");
	check(
	    "r 3 0.5|r 4 1.5|t 8 2", "3: 8, expected 7, the sum of the rows; ");
	check("r 3 0.1|r 4 0.2|t 7 0.3", "");
	check("r 3 0.1|r 4 0.2|t 7 0.31",
	    "3: 0.31, expected 0.3, the sum of the rows; ");
	/* 0.25 + 0.20 = 0.45, which is 0.5 or 0.4 in one decimal, not 0.6 */
	check("r 1 0.25|r 1 0.2|t 2 0.5", "");
	check("r 1 0.25|r 1 0.2|t 2 0.4", "");
	check("r 1 0.25|r 1 0.2|t 2 0.6",
	    "3: 0.6, expected 0.45, the sum of the rows; ");
	check("r 3 h|r 4 1|t 7 1", "");
	/* a total without rows, and one without values */
	check("t 3 1|r 1 1|t _ h", "");
	/* an average of 2 and 4, and what is neither that nor the sum */
	check("r 1 2|r 1 4|t 2 3.5", "");
	check("r 1 2|t 1 2|r 1 4|t 2 2.1", "");
	check("r 1 2|r 1 4|t 2 5", "3: 5, expected 6, the sum of the rows; ");
	/* exact where a double is not: 2^53 + 1 */
	check("r 9007199254740992 0|r 1 0|t 9007199254740993 0", "");
	check("r 9007199254740992 0|r 1 0|t 9007199254740992 0",
	    "3: 9007199254740992, expected 9007199254740993, the sum of the "
	    "rows; ");
}

static void
test_lower_bound(void **state)
{
	(void)state;
	check("r 3 1|r _ 1|t 9 2", "");
	check("r 3 1|r _ 1|t 2 2",
	    "3: 2, expected at least 3, the sum of the rows that have a "
	    "value; ");
	check("r 3 1|x|t 4 1", "");
	check("r 3 1|r -1 1|x|t 1 2", "");
	check("r 3 1|x|t 2 1",
	    "3: 2, expected at least 3, the sum of the rows that have a "
	    "value; ");
}

static void
test_several_totals(void **state)
{
	(void)state;
	/* subtotals, then all */
	check("r 1 1|r 2 1|t 3 2|r 4 1|t 4 1|t 7 3", "");
	/* running totals */
	check("r 1 1|t 1 1|r 2 1|t 3 2|r 4 1|t 7 3", "");
	/* towns, districts, the country */
	check("r 1 0|t 1 0|r 2 0|t 2 0|t 3 0|r 5 0|t 5 0|r 6 0|t 6 0|t 11 0|"
	      "t 14 0",
	    "");
	/* a subtotal is wrong; the total has the rows, or what is printed */
	check("r 1 0|t 2 0|r 3 0|t 3 0|t 4 0",
	    "2: 2, expected 1, the sum of the rows; ");
	check("r 1 0|t 2 0|r 3 0|t 3 0|t 5 0",
	    "2: 2, expected 1, the sum of the rows; ");
	check("r 1 0|t 1 0|r 3 0|t 3 0|t 5 0",
	    "5: 5, expected 4, the sum of the rows; ");
	/* sections */
	check("s|r 1 0|r 1 0|s|r 3 0|t 3 0|t 5 0", "");
	/* what fits in most columns is meant: since the start */
	check("r 1 1|t 1 1|r 2 1|t 9 2",
	    "4: 9, expected 3, the sum of the rows; ");
}

/* Totals above their rows: of the table, and of a section. */
static void
test_above(void **state)
{
	(void)state;
	check("t 7 2|r 3 1|r 4 1", "");
	check("t 9 2|t 4 1|r 1 1|r 3 0|t 5 1|r 5 1", "");
	check("r 3 1|r 4 1|s|t 9 2|r 4 1|r 5 1", "");
	/* one without a value is no such total */
	check("t _ _|r 3 1|t 4 1", "3: 4, expected 3, the sum of the rows; ");
}

/* Of more open totals than are remembered the oldest are taken for rows. */
static void
test_depth(void **state)
{
	char text[20 * (TOTALS_DEPTH + 10)], end[20];
	size_t i;

	(void)state;
	text[0] = '\0';
	for (i = 0; i < TOTALS_DEPTH + 5; i++)
		strcat(text, "r 1 1|t 1 1|");
	snprintf(end, sizeof(end), "t %zu %zu", i, i);
	strcat(text, end);
	check(text, "");
}

static void
test_unpivoted(void **state)
{
	char found[500];

	(void)state;
	assert_int_equal(
	    run(unpivoted, "r 1 2|r 3 4|t 4 7", found, sizeof(found)), 0);
	assert_string_equal(found, "3: 7, expected 6, the sum of the rows; ");
}

static void
test_memory(void **state)
{
	char found[500];
	int status;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		status = run(columns, "r 1 1|t 1 1|s|r 2 1|s|r 1 1|t 4 3",
		    found, sizeof(found));
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_one_total),
		cmocka_unit_test(test_lower_bound),
		cmocka_unit_test(test_several_totals),
		cmocka_unit_test(test_above),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_unpivoted),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
