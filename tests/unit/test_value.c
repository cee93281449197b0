#include "unit.h"

#include <math.h>

#include "base/message.h"
#include "value/value.h"

static const char schema_text[] =
    "{\"name\": \"v\", \"fields\": ["
    "{\"name\": \"cents\", \"type\": \"number\", \"decimalChar\": \",\"},"
    "{\"name\": \"grouped\", \"type\": \"integer\", \"groupChar\": \",\"},"
    "{\"name\": \"bare\", \"type\": \"number\", \"decimalChar\": \".\","
    " \"groupChar\": \" \"},"
    "{\"name\": \"us\", \"type\": \"date\", \"format\": \"%m/%d/%y\"},"
    "{\"name\": \"own\", \"type\": \"boolean\", \"trueValues\": [\"очно\"],"
    " \"falseValues\": [\"заочно\"]},"
    "{\"name\": \"period\", \"format\": \"period\"},"
    "{\"name\": \"inn\", \"format\": \"inn\"},"
    "{\"name\": \"okpo\", \"format\": \"okpo\"},"
    "{\"name\": \"inn12\", \"format\": \"inn12\"},"
    "{\"name\": \"code\", \"format\": \"programme\"},"
    "{\"name\": \"level\", \"constraints\": {\"enum\": [\"Учёба\", \"x\"]}},"
    "{\"name\": \"born\", \"type\": \"date\", \"personal\": true},"
    "{\"name\": \"hidden\", \"personal\": true},"
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

/* What value_read() gives. */
static int
read_with(void **state, const struct evidence *evidence, const char *field,
    const char *text, struct value *v, struct value_problem *problem)
{
	struct table_schema *schema = *state;
	int at = table_schema_find(schema, field);

	return value_read(schema, &schema->fields[at], evidence, text,
	    strlen(text), v, problem);
}

/* NULL if it is a value, else the reason; the column proves nothing. */
static const char *
read_as(void **state, const char *field, const char *text, struct value *v)
{
	const struct evidence none = { .complete = true };
	struct value_problem problem;

	return read_with(state, &none, field, text, v, &problem) == 0
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
	static const char *const bad[] = { "1,5,5", "infinity", "inf", "1,",
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
	/* zero in a count, but no number at all here */
	assert_null(read_as(state, "n", "-", &v));
	assert_int_equal(v.status, CELL_MISSING);
}

/* 2022-02-24 is day 19,047: 52 years of 365 days and 13 leap days are
 * 18,993 to 1 January 2022, and 31 + 23 more.  The forms are tested in
 * test_value_date.c. */
static void
reads_dates(void **state)
{
	struct value v;

	assert_null(read_as(state, "d", "24.02.2022", &v));
	assert_int_equal(v.integer, 18993 + 31 + 23);
	assert_null(v.repair.format);
	assert_null(read_as(state, "us", "02/24/22", &v));
	assert_int_equal(v.integer, 19047);
	assert_string_equal(
	    read_as(state, "us", "24.02.2022", &v), "type-error");
	assert_string_equal(read_as(state, "d", "2022", &v), "type-error");
}

/* As a spreadsheet counts, 1970-01-01 is 25569, so 44616 is day 19,047. */
static void
tells_days_of_spreadsheets(void **state)
{
	char text[MESSAGE_TEXT];
	struct value v;

	assert_null(read_as(state, "d", "44616", &v));
	assert_int_equal(v.integer, 19047);
	message_print(text, sizeof(text), &v.repair);
	assert_string_equal(text,
	    "a date, not the number of a day in a spreadsheet; read as "
	    "2022-02-24");
	assert_null(read_as(state, "born", "44616", &v));
	message_print(text, sizeof(text), &v.repair);
	assert_string_equal(
	    text, "a date, not the number of a day in a spreadsheet");
}

static void
reads_booleans_and_years(void **state)
{
	struct value v;

	assert_null(read_as(state, "b", "имеется", &v));
	assert_int_equal(v.integer, 1);
	assert_null(read_as(state, "own", "Заочно", &v));
	assert_int_equal(v.integer, 0);
	assert_string_equal(read_as(state, "own", "да", &v), "type-error");
	assert_null(read_as(state, "y", "2022 г.", &v));
	assert_int_equal(v.integer, 2022);
	assert_string_equal(read_as(state, "y", "22", &v), "type-error");
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
		{ "d", "", CELL_MISSING }, { "i", "#Н/Д", CELL_MISSING },
		{ "n", "NaN", CELL_MISSING }, { "b", "н/д", CELL_MISSING },
		{ "i", "нет\u00A0данных", CELL_MISSING },
		{ "s", "нет\u00A0данных", CELL_MISSING },
		{ "i", "к", CELL_CONFIDENTIAL }, { "s", "к", CELL_VALUE },
		{ "n", "©", CELL_CONFIDENTIAL },
		{ "i", "Х", CELL_NOT_APPLICABLE } };
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

/* Each ambiguous, and what its column proves makes of it. */
static void
asks_for_evidence(void **state)
{
	const struct evidence none = { .complete = true };
	const struct evidence point = { .complete = true,
		.decimal = EVIDENCE_FIRST,
		.date = EVIDENCE_FIRST,
		.period = EVIDENCE_FIRST };
	const struct evidence comma = { .complete = true,
		.decimal = EVIDENCE_SECOND,
		.date = EVIDENCE_SECOND,
		.period = EVIDENCE_SECOND };
	const struct evidence both = { .complete = true,
		.decimal = EVIDENCE_BOTH,
		.date = EVIDENCE_BOTH,
		.period = EVIDENCE_BOTH };
	const struct evidence begun = EVIDENCE_INIT;
	struct value_problem p;
	struct value v;

	assert_int_equal(read_with(state, NULL, "i", "1,234", &v, &p), 1);
	assert_int_equal(read_with(state, &begun, "i", "1,234", &v, &p), 1);
	assert_string_equal(p.reason, "type-error");
	assert_int_equal(read_with(state, &none, "i", "1,234", &v, &p), -1);
	assert_int_equal(read_with(state, &both, "i", "1,234", &v, &p), -1);
	assert_int_equal(read_with(state, &point, "i", "1,234", &v, &p), 0);
	assert_int_equal(v.integer, 1234);
	assert_int_equal(read_with(state, &comma, "i", "1,234", &v, &p), -1);
	assert_int_equal(read_with(state, &comma, "i", "1,000", &v, &p), 0);
	assert_int_equal(v.integer, 1);
	assert_int_equal(read_with(state, &comma, "i", "12.000", &v, &p), 0);
	assert_int_equal(v.integer, 12000);

	assert_int_equal(read_with(state, NULL, "n", "1,234", &v, &p), 1);
	assert_int_equal(read_with(state, &both, "n", "1,234", &v, &p), -1);
	assert_int_equal(read_with(state, &none, "n", "1,234", &v, &p), 0);
	assert_true(fabs(v.number - 1.234) < 1e-15);
	assert_int_equal(read_with(state, &point, "n", "1,234", &v, &p), 0);
	assert_true(fabs(v.number - 1234) < 1e-9);

	assert_int_equal(read_with(state, NULL, "d", "03/04/2022", &v, &p), 1);
	assert_int_equal(
	    read_with(state, &none, "d", "03/04/2022", &v, &p), -1);
	assert_int_equal(
	    read_with(state, &both, "d", "03/04/2022", &v, &p), -1);
	/* 3 April is day 92 of 2022 (31 + 28 + 31 before it, counted from 0) */
	assert_int_equal(
	    read_with(state, &point, "d", "03/04/2022", &v, &p), 0);
	assert_int_equal(v.integer, 18993 + 92);
	/* and 4 March day 62 */
	assert_int_equal(
	    read_with(state, &comma, "d", "03/04/2022", &v, &p), 0);
	assert_int_equal(v.integer, 18993 + 62);

	assert_int_equal(
	    read_with(state, NULL, "period", "2011-12", &v, &p), 1);
	assert_int_equal(
	    read_with(state, &both, "period", "2011-12", &v, &p), -1);
	assert_int_equal(
	    read_with(state, &none, "period", "2011-12", &v, &p), 0);
	assert_string_equal(v.text, "2011-12");
	assert_int_equal(
	    read_with(state, &comma, "period", "2011-12", &v, &p), 0);
	assert_string_equal(v.text, "2011/2012");
}

/* The schema says which marks numbers have. */
static void
obeys_the_marks_of_the_schema(void **state)
{
	static const struct {
		const char *field, *text;
		double value; /* -1: none */
	} cells[] = { { "cents", "1,234", 1.234 }, { "cents", "1.234", 1234 },
		{ "cents", "1.5", -1 }, { "cents", "1.234,5", 1234.5 },
		{ "cents", "1,234.5", -1 }, { "cents", "1 234,5", 1234.5 },
		{ "grouped", "1,234", 1234 }, { "grouped", "12,0", -1 },
		{ "grouped", "12.0", 12 }, { "grouped", "1 234", -1 },
		{ "grouped", "1,234,567", 1234567 }, { "bare", "1.234", 1.234 },
		{ "bare", "1,234", -1 }, { "bare", "1 234.5", 1234.5 },
		{ "bare", "1\u202F234", 1234 }, { "bare", "1'234", -1 } };
	struct value v;
	const char *reason;

	for (size_t i = 0; i < COUNT_OF(cells); i++) {
		reason = read_as(state, cells[i].field, cells[i].text, &v);
		if ((reason != NULL) != (cells[i].value < 0) ||
		    (reason == NULL && fabs(v.number - cells[i].value) > 1e-9))
			fail_msg("%s", cells[i].text);
	}
}

/* 4,60E+10 may be any number from 45 950 000 000 to 46 049 999 999. */
static void
refuses_rounded_numbers(void **state)
{
	const struct evidence none = { .complete = true };
	struct value_problem p;
	struct value v;

	assert_int_equal(read_with(state, &none, "i", "4,60E+10", &v, &p), -1);
	assert_string_equal(p.expected.format,
	    "a whole number with all its digits, for a spreadsheet left some "
	    "out");
	assert_int_equal(
	    read_with(state, &none, "inn", "7,70708E+09", &v, &p), -1);
	assert_string_equal(p.reason, "type-error");
	assert_string_equal(p.expected.format,
	    "all digits of the identifier, of which a spreadsheet left some "
	    "out");
	assert_null(read_as(state, "n", "4,60E+10", &v));
	assert_true(fabs(v.number - 4.6e10) < 1);
}

/* Identifiers have their normal form and say what was repaired. */
static void
repairs_identifiers(void **state)
{
	static const unsigned char bytes[KEY_BYTES] = "a key";
	struct table_schema *schema = *state;
	const struct table_field *inn12 =
	    &schema->fields[table_schema_find(schema, "inn12")];
	struct key *key = key_from(bytes, NULL);
	unsigned char pseudonym[KEY_PSEUDONYM];
	struct value v;

	assert_null(read_as(state, "inn", "7830002293", &v));
	assert_null(v.repair.format);
	/* 0108003670 without its zero; the digits are checked in
	 * test_identifier.c */
	assert_null(read_as(state, "inn", "108003670", &v));
	assert_string_equal(v.text, "0108003670");
	assert_string_equal(v.repair.format,
	    "the zeros in front that a spreadsheet took; they are put back");
	assert_null(read_as(state, "inn", "7830002293.0", &v));
	assert_string_equal(v.text, "7830002293");
	assert_non_null(v.repair.format);
	assert_string_equal(
	    read_as(state, "inn", "7830002294", &v), "checksum-error");
	assert_null(read_as(state, "code", "15.янв.05", &v));
	assert_string_equal(v.text, "15.01.05");
	assert_string_equal(v.repair.arguments[0], "15.01.05");
	assert_null(read_as(state, "code", "09.02.07", &v));
	assert_null(v.repair.format);
	/* the INN of a person has a pseudonym of its own */
	assert_null(read_as(state, "inn12", "123456789047", &v));
	key_pseudonym(key, "inn12", "123456789047", 12, pseudonym);
	value_conceal(inn12, key, &v);
	assert_int_equal(v.length, KEY_PSEUDONYM);
	assert_memory_equal(v.text, pseudonym, KEY_PSEUDONYM);
	key_free(key);
}

static void
repairs_letters(void **state)
{
	char text[MESSAGE_TEXT];
	struct value v;

	/* K is Latin */
	assert_null(read_as(state, "s", "ГБПОУ\u00A0Kолледж № 1", &v));
	assert_int_equal(v.length, strlen("ГБПОУ Колледж № 1"));
	assert_memory_equal(v.text, "ГБПОУ Колледж № 1", v.length);
	message_print(text, sizeof(text), &v.repair);
	assert_string_equal(
	    text, "letters of one alphabet in each word; read as Колледж");
	assert_null(read_as(state, "hidden", "Ивaнов", &v));
	assert_memory_equal(v.text, "Иванов", v.length);
	message_print(text, sizeof(text), &v.repair);
	assert_string_equal(text, "letters of one alphabet in each word");
	/* no-break blanks and characters that nobody sees are no finding */
	assert_null(read_as(state, "s", "Кол\u00ADледж\u00A01", &v));
	assert_int_equal(v.length, strlen("Колледж 1"));
	assert_null(v.repair.format);
	assert_null(read_as(state, "i", "1\u200B234", &v));
	assert_int_equal(v.integer, 1234);
}

static void
takes_ie_for_io(void **state)
{
	struct value v;

	assert_null(read_as(state, "level", "Учеба", &v));
	assert_memory_equal(v.text, "Учеба", v.length);
	assert_null(read_as(state, "level", "Учёба", &v));
	assert_string_equal(
	    read_as(state, "level", "Учоба", &v), "constraint-error");
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
		cmocka_unit_test(tells_days_of_spreadsheets),
		cmocka_unit_test(reads_booleans_and_years),
		cmocka_unit_test(asks_for_evidence),
		cmocka_unit_test(obeys_the_marks_of_the_schema),
		cmocka_unit_test(refuses_rounded_numbers),
		cmocka_unit_test(repairs_identifiers),
		cmocka_unit_test(repairs_letters),
		cmocka_unit_test(takes_ie_for_io),
		cmocka_unit_test(tells_missing_values_apart),
		cmocka_unit_test(reads_and_conceals_snils),
		cmocka_unit_test(checks_constraints),
	};

	message_start();
	return cmocka_run_group_tests(tests, start, end);
}
