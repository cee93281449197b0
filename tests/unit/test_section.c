#include "unit.h"

#include "base/message.h"
#include "layout/section.h"

static const char schema_text[] =
    "{\"name\": \"s\", \"fields\": [{\"name\": \"stub\"}, {\"name\": "
    "\"region\"}, {\"name\": \"place\"}, {\"name\": \"sex\"}],"
    "\"layout\": {\"sections\": {\"column\": \"stub\", \"total\": \"all\","
    "\"levels\": [{\"field\": \"region\", \"headings\": %s},"
    "{\"field\": \"place\", \"headings\": [{\"starts\": \"Село\", "
    "\"value\": \"R\"}, {\"starts\": \"Мужчины на селе\", \"value\": "
    "\"RM\"}]},"
    "{\"field\": \"sex\", \"initial\": \"_T\", \"headings\": [{\"starts\": "
    "\"Мужчины\", \"value\": \"M\"}, {\"starts\": \"Мужчины и женщины\", "
    "\"value\": \"_T\"}]}],"
    "\"ignore\": [{\"starts\": \"в том числе\"}, {\"starts\": \"Мужчины "
    "старше\"}]}}}";

struct step {
	const char *stub;
	bool has_data;
	enum section_row row;
	const char *values[3];
};

static void
check(const char *headings, const struct step *steps, size_t count)
{
	struct fail f = FAIL_INIT;
	char text[1024];
	struct table_schema *schema;
	struct sections s;

	snprintf(text, sizeof(text), schema_text, headings);
	schema = table_schema_parse(text, strlen(text), "s.json", &f);
	assert_non_null(schema);
	assert_int_equal(sections_start(&s, schema, &f), 0);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(
		    sections_take(&s, steps[i].stub, strlen(steps[i].stub),
			steps[i].has_data, &f),
		    steps[i].row);
		for (size_t j = 0; j < 3; j++)
			if (steps[i].values[j] == NULL)
				assert_null(s.values[j]);
			else
				assert_string_equal(
				    s.values[j], steps[i].values[j]);
	}
	sections_clear(&s);
	table_schema_free(schema);
}

static void
carries_down_and_resets(void **state)
{
	static const struct step steps[] = {
		{ "15-17", true, SECTION_DATA, { NULL, NULL, "_T" } },
		{ "Область А", false, SECTION_HEADING,
		    { "Область А", NULL, "_T" } },
		{ "Село, всего", true, SECTION_TOTAL,
		    { "Область А", "R", "_T" } },
		{ "в том числе:", false, SECTION_HEADING,
		    { "Область А", "R", "_T" } },
		{ "МУЖЧИНЫ", false, SECTION_HEADING,
		    { "Область А", "R", "M" } },
		{ "15-17", true, SECTION_DATA, { "Область А", "R", "M" } },
		{ "Село", true, SECTION_TOTAL, { "Область А", "R", "_T" } },
		{ "Мужчины", true, SECTION_TOTAL, { "Область А", "R", "M" } },
		{ "Область Б длинная", false, SECTION_HEADING,
		    { "Область Б длинная", NULL, "_T" } },
	};

	(void)state;
	check("\"*\"", steps, COUNT_OF(steps));
}

/* Not the first phrase, nor that of the outer level, nor what is ignored. */
static void
takes_the_longest(void **state)
{
	static const struct step steps[] = {
		{ "Мужчины", false, SECTION_HEADING, { NULL, NULL, "M" } },
		{ "Мужчины и женщины", false, SECTION_HEADING,
		    { NULL, NULL, "_T" } },
		{ "Мужчины", true, SECTION_TOTAL, { NULL, NULL, "M" } },
		{ "Мужчины  и «женщины»: всего", true, SECTION_TOTAL,
		    { NULL, NULL, "_T" } },
		{ "Мужчины", true, SECTION_TOTAL, { NULL, NULL, "M" } },
		{ "Мужчины старше 60", false, SECTION_HEADING,
		    { NULL, NULL, "M" } },
		{ "Мужчины старше 60", true, SECTION_DATA,
		    { NULL, NULL, "M" } },
		{ "Мужчины на селе", false, SECTION_HEADING,
		    { NULL, "RM", "_T" } },
	};

	(void)state;
	check("\"*\"", steps, COUNT_OF(steps));
}

static void
reports_unknown_headings(void **state)
{
	static const struct step steps[] = {
		{ "Область А", false, SECTION_HEADING, { "A", NULL, "_T" } },
		{ "Область Б", false, SECTION_UNKNOWN, { "A", NULL, "_T" } },
	};

	(void)state;
	check("[{\"starts\": \"Область А\", \"value\": \"A\"}]", steps,
	    COUNT_OF(steps));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(carries_down_and_resets),
		cmocka_unit_test(takes_the_longest),
		cmocka_unit_test(reports_unknown_headings),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
