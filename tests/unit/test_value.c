#include "unit.h"

#include <math.h>

#include "base/message.h"
#include "source/value.h"

static const char schema_text[] =
    "{\"name\": \"v\", \"fields\": ["
    "{\"name\": \"s\"},"
    "{\"name\": \"i\", \"type\": \"integer\", \"role\": \"count\"},"
    "{\"name\": \"n\", \"type\": \"number\", \"role\": \"measure\"},"
    "{\"name\": \"b\", \"type\": \"boolean\"},"
    "{\"name\": \"d\", \"type\": \"date\"},"
    "{\"name\": \"y\", \"type\": \"year\"},"
    "{\"name\": \"p\", \"format\": \"snils\"},"
    "{\"name\": \"r\", \"type\": \"integer\","
    " \"constraints\": {\"required\": true, \"minimum\": 1, \"maximum\": 9}}"
    "]}";

static int
start(void **state)
{
	struct fail f = FAIL_INIT;

	*state = table_schema_parse(
	    schema_text, strlen(schema_text), "schema.json", &f);
	return *state == NULL ? -1 : 0;
}

static int
end(void **state)
{
	table_schema_free(*state);
	return 0;
}

/* NULL if it is a value, else the reason. */
static const char *
read_as(void **state, const char *field, const char *text, struct value *v)
{
	const struct evidence none = { .complete = true };
	struct table_schema *schema = *state;
	struct value_problem problem;
	int at = table_schema_find(schema, field);

	return value_read(schema, &schema->fields[at], &none, text,
		   strlen(text), v, &problem) == 0
		   ? NULL
		   : problem.reason;
}

static void
reads_integers(void **state)
{
	static const struct {
		const char *text;
		int64_t value;
	} good[] = { { "0", 0 }, { "123", 123 }, { "-5", -5 }, { "−5", -5 },
		{ "–5", -5 }, { "1 234", 1234 }, { "12 345 678", 12345678 },
		{ "1\u00A0234", 1234 }, { "1\u202F234", 1234 },
		{ "123.0", 123 }, { "123,00", 123 }, { "1 234,0", 1234 },
		{ "1234,000", 1234 }, { "1 234.000", 1234 }, { "0,000", 0 },
		{ "5.0000", 5 }, { "- 7", -7 }, { "007", 7 }, { "-", 0 },
		{ "—", 0 }, { "9223372036854775807", INT64_MAX },
		{ "-9223372036854775808", INT64_MIN } };
	static const char *const bad[] = {
		"a", "1a", "1.5", "1,234", "1 23", "1234 567", "1  234", " 1",
		"1 ", "--1", "1-", ".5", "5.", "1.0.0", "+-1", "1e3", "0x10",
		"9223372036854775808", "1 234 5", "- ", "1,0 0", "\u00A0",
		"1\u00B2", "1,000", "12.000", "-999.000",
		"1111111111111111111111111111111111111111111111111111111111111111"
	};
	struct value v;

	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_null(read_as(state, "i", good[i].text, &v));
		assert_int_equal(v.status, CELL_VALUE);
		if (v.integer != good[i].value)
			fail_msg("%s", good[i].text);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const char *reason = read_as(state, "i", bad[i], &v);

		if (reason == NULL || strcmp(reason, "type-error") != 0)
			fail_msg("\"%s\" was read", bad[i]);
	}
}

static void
reads_numbers(void **state)
{
	static const struct {
		const char *text;
		double value;
	} good[] = { { "1,5", 1.5 }, { "1.5", 1.5 }, { "−0,25", -0.25 },
		{ "1 234,5", 1234.5 }, { "0", 0 }, { "1000000", 1e6 },
		{ "1e5", 1e5 }, { "1.234,5", 1234.5 }, { "5 %", 5 } };
	static const char *const bad[] = { "1,5,5", "nan", "inf", "-", "1,",
		"0x1p3" };
	struct value v;

	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_null(read_as(state, "n", good[i].text, &v));
		if (fabs(v.number - good[i].value) > 0)
			fail_msg("%s", good[i].text);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (read_as(state, "n", bad[i], &v) == NULL)
			fail_msg("\"%s\" was read", bad[i]);
}

/* 2022-02-24 is day 19,047: 52 years of 365 days and 13 leap days are
 * 18,993 to 1 January 2022, and 31 + 23 more. */
static void
reads_dates(void **state)
{
	static const char *const good[] = { "2022-02-24", "24.02.2022",
		"24.2.2022", "24.02.2022 0:00:00", "2022-02-24T00:00:00" };
	static const char *const bad[] = { "24.02.22", "31.02.2022",
		"2022-02-30", "24/02/2022", "24.02.2022 10:00", "24.02.20221",
		"0.0.0", "2022", "24.02.", "24", "99.99.9999" };
	struct value v;

	for (size_t i = 0; i < COUNT_OF(good); i++) {
		assert_null(read_as(state, "d", good[i], &v));
		assert_int_equal(v.integer, 18993 + 31 + 23);
	}
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (read_as(state, "d", bad[i], &v) == NULL)
			fail_msg("\"%s\" was read", bad[i]);
}

static void
reads_booleans_and_years(void **state)
{
	static const char *const yes[] = { "да", "Да", "ДА", "true", "TRUE",
		"1" };
	static const char *const no[] = { "нет", "НЕТ", "false", "0" };
	static const char *const neither[] = { "д", "yes", "2", "да нет", "01",
		"10" };
	static const char *const years[] = { "2022", "2022.0", "2022 г.",
		"2022 год" };
	static const char *const no_years[] = { "22", "20222", "1022",
		"2022-2023", "2022,5" };
	struct value v;

	for (size_t i = 0; i < COUNT_OF(yes); i++) {
		assert_null(read_as(state, "b", yes[i], &v));
		assert_int_equal(v.integer, 1);
	}
	for (size_t i = 0; i < COUNT_OF(no); i++) {
		assert_null(read_as(state, "b", no[i], &v));
		assert_int_equal(v.integer, 0);
	}
	for (size_t i = 0; i < COUNT_OF(neither); i++)
		if (read_as(state, "b", neither[i], &v) == NULL)
			fail_msg("\"%s\" was read", neither[i]);
	for (size_t i = 0; i < COUNT_OF(years); i++) {
		assert_null(read_as(state, "y", years[i], &v));
		assert_int_equal(v.integer, 2022);
	}
	for (size_t i = 0; i < COUNT_OF(no_years); i++)
		if (read_as(state, "y", no_years[i], &v) == NULL)
			fail_msg("\"%s\" was read", no_years[i]);
}

static void
tells_missing_values_apart(void **state)
{
	static const struct {
		const char *field, *text;
		enum cell_status status;
	} cells[] = { { "i", "", CELL_MISSING }, { "i", "…", CELL_MISSING },
		{ "i", "...", CELL_MISSING }, { "n", "н/д", CELL_MISSING },
		{ "i", "х", CELL_NOT_APPLICABLE },
		{ "n", "x", CELL_NOT_APPLICABLE },
		{ "i", "(c)", CELL_CONFIDENTIAL }, { "s", "х", CELL_VALUE },
		{ "s", "н/д", CELL_MISSING }, { "s", "-", CELL_VALUE },
		{ "d", "", CELL_MISSING } };
	struct value v;

	for (size_t i = 0; i < COUNT_OF(cells); i++) {
		assert_null(read_as(state, cells[i].field, cells[i].text, &v));
		if (v.status != cells[i].status)
			fail_msg("\"%s\"", cells[i].text);
	}
}

/* What becomes of the digits is told in test_key.c. */
static void
reads_and_conceals_snils(void **state)
{
	static const unsigned char bytes[KEY_BYTES] =
	    "a key of thirty-two byte";
	struct table_schema *schema = *state;
	const struct table_field *field =
	    &schema->fields[table_schema_find(schema, "p")];
	struct key *key = key_from(bytes, NULL);
	unsigned char pseudonym[KEY_PSEUDONYM];
	struct value v;

	assert_non_null(key);
	assert_null(read_as(state, "p", "112-233-445 95", &v));
	assert_int_equal(v.length, 11);
	assert_memory_equal(v.text, "11223344595", 11);
	key_pseudonym(key, "snils", "11223344595", 11, pseudonym);
	value_conceal(field, key, &v);
	assert_int_equal(v.length, KEY_PSEUDONYM);
	assert_memory_equal(v.text, pseudonym, KEY_PSEUDONYM);
	assert_null(read_as(state, "p", "н/д", &v));
	value_conceal(field, key, &v);
	assert_int_equal(v.status, CELL_MISSING);
	assert_string_equal(
	    read_as(state, "p", "112-233-445 59", &v), "checksum-error");
	assert_string_equal(read_as(state, "p", "112-233", &v), "type-error");
	/* a text is not concealed */
	assert_null(read_as(state, "s", "112-233-445 95", &v));
	value_conceal(&schema->fields[0], key, &v);
	assert_int_equal(v.length, 14);
	key_free(key);
}

static void
checks_constraints(void **state)
{
	struct value v;

	assert_null(read_as(state, "r", "1", &v));
	assert_null(read_as(state, "r", "9", &v));
	assert_null(read_as(state, "r", "х", &v));
	assert_string_equal(read_as(state, "r", "0", &v), "constraint-error");
	assert_string_equal(read_as(state, "r", "10", &v), "constraint-error");
	assert_string_equal(read_as(state, "r", "", &v), "constraint-error");
	assert_string_equal(read_as(state, "r", "a", &v), "type-error");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_integers),
		cmocka_unit_test(reads_numbers),
		cmocka_unit_test(reads_dates),
		cmocka_unit_test(reads_booleans_and_years),
		cmocka_unit_test(tells_missing_values_apart),
		cmocka_unit_test(reads_and_conceals_snils),
		cmocka_unit_test(checks_constraints),
	};

	message_start();
	return cmocka_run_group_tests(tests, start, end);
}
