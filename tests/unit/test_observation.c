/* observation: the table written, read back, searched and refused */
#include "unit.h"

#include "chaos.h"
#include "fixture.h"
#include "measure/observation.h"

static const char *const dimensions[] = { "place", "sex" };

static const struct estimate estimates[] = {
	{ 1, 3, 100.0 / 3, 5, 80, OBSERVATION_OK, REASON_NONE,
	    FLAG_PARTIAL | FLAG_ESTIMATED, 0.25, ESTIMATE_ALL, 0, 0 },
	{ 1, 5000, 0.02, 0, 1, OBSERVATION_NEGLIGIBLE, REASON_NONE, 0, 1,
	    ESTIMATE_ALL, 0, 0 },
	/* A level, its bounds and a growth rate of which only this is known */
	{ 7, 0, 7, 0, 0, OBSERVATION_OK, REASON_NONE, 0, 1, ESTIMATE_NUMERATOR,
	    0, 0 },
	{ 9, 0, 9, 5, 9, OBSERVATION_OK, REASON_NONE, FLAG_APPROXIMATE, 1,
	    ESTIMATE_NUMERATOR | ESTIMATE_INTERVAL, 0, 0 },
	{ 0, 0, -2.5, 0, 0, OBSERVATION_OK, REASON_NONE, 0, 1, 0, 0, 0 },
	{ 0, 0, 0, 0, 0, OBSERVATION_MISSING, REASON_NOT_SUPPLIED, 0, 0, 0, 0,
	    0 },
	{ 0, 0, 0, 0, 0, OBSERVATION_NOT_APPLICABLE, REASON_DECLARED, 0, 0, 0,
	    0, 0 },
	{ 0, 0, 0, 0, 0, OBSERVATION_CONFIDENTIAL, REASON_SENDER, 0, 0, 0, 0,
	    0 },
};
static const char *const places[] = { "RU", "RU-MOW", "RU-TA", "RU-ME", "RU-MO",
	"RU-SPE", "RU-KB", "RU-AD" };

static void
fill(struct observations *o)
{
	struct observation_block block;
	struct fail f = FAIL_INIT;
	int32_t codes[2];
	size_t i;

	assert_int_equal(observations_init(o, dimensions, 2, &f), 0);
	assert_int_equal(observations_block(o, "rate", "v1", "2002", "percent",
			     "wilson", &block, &f),
	    0);
	for (i = 0; i < COUNT_OF(estimates); i++) {
		assert_int_equal(
		    observations_code(o, 0, places[i], &codes[0], &f), 0);
		codes[1] = -1;
		if (i > 0)
			assert_int_equal(
			    observations_code(o, 1, "M", &codes[1], &f), 0);
		assert_int_equal(
		    observations_add(o, &block, codes, &estimates[i], &f), 0);
	}
}

static char *
saved(const struct observations *o)
{
	char *path = fixture_file("");
	struct fail f = FAIL_INIT;
	struct account *account = account_new("measure", &f);

	assert_non_null(account);
	assert_int_equal(observations_save(o, path, account, NULL, &f), 0);
	account_free(account);
	return path;
}

static void
test_round_trip(void **state)
{
	struct observations o, back;
	struct observation one;
	struct fail f = FAIL_INIT;
	char *path;
	size_t i;

	(void)state;
	fill(&o);
	path = saved(&o);
	assert_int_equal(observations_load(&back, path, &f), 0);
	assert_int_equal(back.count, COUNT_OF(estimates));
	assert_int_equal(back.dimension_count, 2);
	assert_string_equal(observations_dimension_name(&back, 1), "sex");
	assert_int_equal(observations_dimension_find(&back, "place"), 0);
	assert_int_equal(observations_dimension_find(&back, "value"), -1);
	for (i = 0; i < back.count; i++) {
		observations_get(&back, i, &one);
		assert_string_equal(one.indicator, "rate");
		assert_string_equal(one.definition, "v1");
		assert_string_equal(one.period, "2002");
		assert_string_equal(one.unit, "percent");
		assert_string_equal(one.method, "wilson");
		assert_memory_equal(
		    &one.estimate, &estimates[i], sizeof(int64_t) * 2);
		assert_true(one.estimate.value == estimates[i].value);
		assert_true(one.estimate.lower == estimates[i].lower);
		assert_true(one.estimate.upper == estimates[i].upper);
		assert_true(one.estimate.coverage == estimates[i].coverage);
		assert_int_equal(one.estimate.status, estimates[i].status);
		assert_int_equal(one.estimate.reason, estimates[i].reason);
		assert_int_equal(one.estimate.flags, estimates[i].flags);
		assert_int_equal(one.estimate.parts, estimates[i].parts);
		assert_string_equal(
		    observations_code_text(&back, i, 0), places[i]);
	}
	assert_null(observations_code_text(&back, 0, 1));
	observations_clear(&back);
	observations_clear(&o);
	fixture_remove(path);
}

static void
test_find(void **state)
{
	const char *moscow[] = { "RU-MOW", "M" }, *russia[] = { "RU", NULL };
	const char *nowhere[] = { "RU-MOW", "F" }, *half[] = { "RU-MOW", NULL };
	struct observations o;
	struct fail f = FAIL_INIT;

	(void)state;
	fill(&o);
	assert_int_equal(observations_index(&o, &f), 0);
	assert_int_equal(observations_find(&o, "rate", "2002", moscow), 1);
	assert_int_equal(observations_find(&o, "rate", "2002", russia), 0);
	assert_int_equal(observations_find(&o, "rate", "2002", nowhere), -1);
	assert_int_equal(observations_find(&o, "rate", "2002", half), -1);
	assert_int_equal(observations_find(&o, "rate", "2003", moscow), -1);
	assert_int_equal(observations_find(&o, "other", "2002", moscow), -1);
	/* Code 2 is RU-TA. */
	assert_int_equal(observations_beside(&o, 1, 0, 2), 2);
	assert_int_equal(observations_beside(&o, 0, 0, 2), -1);
	observations_clear(&o);
}

static void
test_names(void **state)
{
	int i, j;

	(void)state;
	for (i = 0; i < OBSERVATION_STATUSES; i++) {
		enum observation_status status = (enum observation_status)i;

		assert_non_null(observation_status_name(status));
		assert_int_equal(strlen(observation_sdmx_status(status)), 1);
	}
	for (i = 0; i < OBSERVATION_REASONS; i++)
		for (j = 0; j < i; j++)
			assert_string_not_equal(
			    observation_reason_name((enum observation_reason)i),
			    observation_reason_name(
				(enum observation_reason)j));
	for (i = 0; i < OBSERVATION_FLAGS; i++) {
		assert_non_null(observation_flag_name((unsigned)i));
		assert_int_equal(strlen(observation_sdmx_flag((unsigned)i)), 1);
	}
	/* DESIGN.md section 5 */
	assert_string_equal(
	    observation_sdmx_status(OBSERVATION_CONFIDENTIAL), "Q");
	assert_string_equal(observation_sdmx_confidentiality(
				OBSERVATION_CONFIDENTIAL, REASON_PRIMARY),
	    "C");
	assert_string_equal(observation_sdmx_confidentiality(
				OBSERVATION_CONFIDENTIAL, REASON_SENDER),
	    "C");
	assert_string_equal(observation_sdmx_confidentiality(
				OBSERVATION_CONFIDENTIAL, REASON_SECONDARY),
	    "D");
	assert_string_equal(
	    observation_sdmx_confidentiality(OBSERVATION_OK, REASON_NONE), "F");
}

static void
put(struct observations *o, const char *name, size_t row, const char *text)
{
	int field = schema_find(&o->schema, name);
	struct column *column = &o->batch.columns[field];
	int32_t code =
	    dictionary_add(column->dictionary, text, strlen(text), NULL);

	assert_true(code >= 0);
	column->validity[row / 8] |= (uint8_t)(1u << (row % 8));
	((int32_t *)column->values)[row] = code;
	column->null_count = 0;
	for (row = 0; row < column->length; row++)
		column->null_count += !column_valid(column, row);
}

/* A table that says what cannot be, made by changing one text of a good one. */
static void
test_refused(void **state)
{
	static const struct {
		const char *column;
		size_t row;
		const char *text, *part;
	} changes[] = {
		{ "status", 0, "fine", "\"fine\"" },
		{ "status", 0, "missing", "\"numerator\"" },
		{ "status", 5, "ok", "\"value\"" },
		{ "status", 6, "ok", "\"value\"" },
		{ "reason", 2, "lost", "\"lost\"" },
		{ "reason", 2, "sender", "\"reason\"" },
		{ "flags", 0, "partial partial", "\"flags\"" },
		{ "flags", 0, "estimated partial", "\"flags\"" },
		{ "flags", 0, "odd", "\"odd\"" },
		{ "flags", 0, "", "\"flags\"" },
		{ "place", 2, "RU-MOW", "2 and 3" },
	};
	struct observations o, back;
	char *path;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(changes); i++) {
		struct fail f = FAIL_INIT;

		fill(&o);
		put(&o, changes[i].column, changes[i].row, changes[i].text);
		path = saved(&o);
		assert_int_equal(observations_load(&back, path, &f), -1);
		assert_int_equal(f.status, FAIL_DATA);
		if (strstr(f.text, changes[i].part) == NULL)
			fail_msg("%s: %s", changes[i].text, f.text);
		observations_clear(&back);
		observations_clear(&o);
		fixture_remove(path);
	}
}

/* No number, and nobody says why. */
static void
test_no_reason(void **state)
{
	static const struct estimate e = { .status = OBSERVATION_MISSING };
	static const int32_t codes[] = { 0, -1 };
	struct observations o, back;
	struct observation_block block;
	struct fail f = FAIL_INIT;
	char *path;

	(void)state;
	fill(&o);
	assert_int_equal(observations_block(&o, "rate", "v1", "2003", "percent",
			     "wilson", &block, &f),
	    0);
	assert_int_equal(observations_add(&o, &block, codes, &e, &f), 0);
	path = saved(&o);
	assert_int_equal(observations_load(&back, path, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(
	    strstr(f.text, "row 9: column \"reason\": the status is missing"));
	observations_clear(&back);
	observations_clear(&o);
	fixture_remove(path);
}

static void
test_other_tables(void **state)
{
	static const char *const lists[] = { NULL, "", "place", "place,age",
		"sex,place", "place,sex,age" };
	struct observations o, back;
	char *path;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(lists); i++) {
		struct fail f = FAIL_INIT;

		fill(&o);
		assert_int_equal(schema_set(&o.schema,
				     "observations.dimensions", lists[i], &f),
		    0);
		path = saved(&o);
		assert_int_equal(observations_load(&back, path, &f), -1);
		assert_int_equal(f.status, FAIL_DATA);
		observations_clear(&back);
		observations_clear(&o);
		fixture_remove(path);
	}
}

static void
test_too_many_dimensions(void **state)
{
	const char *names[OBSERVATION_DIMENSIONS_MAX + 1];
	struct observations o;
	struct fail f = FAIL_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(names); i++)
		names[i] = "x";
	assert_int_equal(observations_init(&o, names, COUNT_OF(names), &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	observations_clear(&o);
	/* A dimension may not have the name of another column. */
	names[0] = "value";
	assert_int_equal(observations_init(&o, names, 1, &f), -1);
	observations_clear(&o);
}

static void
test_memory_ends(void **state)
{
	struct observations o, back;
	char *path;
	int status;
	long n;

	(void)state;
	fill(&o);
	path = saved(&o);
	observations_clear(&o);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = observations_load(&back, path, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		assert_int_equal(
		    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		observations_clear(&back);
	}
	fixture_remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_no_reason),
		cmocka_unit_test(test_other_tables),
		cmocka_unit_test(test_too_many_dimensions),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
