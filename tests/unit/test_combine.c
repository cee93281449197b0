/* test_combine.c - tables under the columns of one table */
#include "persons.h"
#include "rows.h"

#include "chaos.h"
#include "rules/combine.h"

static void
set(struct schema *s, const char *key, const char *value)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(schema_set(s, key, value, &f), 0);
}

/* Without a period of its own the table gets that of the submission. */
static void
adds_period(void **state)
{
	struct submission s = { .file = (char[]){ "a.csv" },
		.parts = { [SUBMISSION_PERIOD] = (char[]){ "2022" } },
		.fate = LINE_DATA };
	struct fail f = FAIL_INIT;
	struct combine *c;
	struct batch *out;
	struct rows t;

	(void)state;
	rows_start(&t, "");
	rows_put(&t, "a.csv", 2, "A", "M", 1);
	assert_non_null(c = combine_new(t.dataset, t.account, &f));
	assert_int_equal(combine_announce(c, "t", &t.schema, &f), 0);
	assert_int_equal(combine_added(c), 4);
	assert_int_equal(combine_period(c), 4);
	assert_string_equal(combine_schema(c)->fields[4].name, "period");
	assert_string_equal(combine_schema(c)->fields[5].name, "_file");
	assert_int_equal(combine_table(c, &s, "t", &t.schema, &f), 0);
	assert_int_equal(combine_batch(c, &t.batch, &out, &f), 0);
	assert_int_equal(out->column_count, 7);
	assert_string_equal(column_text(&out->columns[4], 0, NULL), "2022");
	assert_string_equal(column_text(&out->columns[5], 0, NULL), "a.csv");
	assert_int_equal(places_fates(combine_places(c))[0], LINE_DATA);
	s.fate = LINE_SUPERSEDED;
	assert_int_equal(combine_table(c, &s, "t", &t.schema, &f), 0);
	assert_int_equal(combine_batch(c, &t.batch, &out, &f), 0);
	assert_int_equal(places_fates(combine_places(c))[0], LINE_SUPERSEDED);
	s.parts[SUBMISSION_PERIOD] = NULL;
	assert_int_equal(combine_table(c, &s, "t", &t.schema, &f), -1);
	assert_non_null(strstr(f.text, "no period is stated"));
	combine_free(c);
	rows_end(&t);
}

static void
keeps_metadata(void **state)
{
	struct fail f = FAIL_INIT;
	struct combine *c;
	struct persons t;

	(void)state;
	persons_start(&t, "", true);
	assert_non_null(c = combine_new(t.dataset, t.account, &f));
	set(&t.schema, SCHEMA_KEY, "00112233aabbccdd");
	assert_int_equal(combine_announce(c, "a", &t.schema, &f), 0);
	assert_int_equal(combine_added(c), -1);
	assert_int_equal(combine_period(c), PERSONS_COHORT);
	assert_string_equal(
	    schema_get(combine_schema(c), SCHEMA_KEY), "00112233aabbccdd");
	assert_string_equal(
	    schema_get(combine_schema(c), SCHEMA_PRIVATE), "person");
	assert_int_equal(
	    schema_find(combine_schema(c), SCHEMA_LOST), PERSONS_LOST);
	/* pseudonyms under another key are of other persons */
	set(&t.schema, SCHEMA_KEY, "ffffffffffffffff");
	assert_int_equal(combine_announce(c, "b", &t.schema, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	combine_free(c);
	persons_end(&t);
}

/* A field is absent if no table has it. */
static void
joins_absence(void **state)
{
	struct fail f = FAIL_INIT;
	struct combine *c;
	struct persons t;
	int i;

	(void)state;
	persons_start(&t, "", false);
	assert_non_null(c = combine_new(t.dataset, t.account, &f));
	assert_int_equal(schema_set_absent(&t.schema, "college", true, &f), 0);
	for (i = 0; i < 2; i++) {
		assert_int_equal(combine_announce(c, "a", &t.schema, &f), 0);
		assert_true(schema_is_absent(combine_schema(c), "college"));
	}
	assert_int_equal(schema_set_absent(&t.schema, "college", false, &f), 0);
	assert_int_equal(combine_announce(c, "b", &t.schema, &f), 0);
	assert_false(schema_is_absent(combine_schema(c), "college"));
	combine_free(c);
	persons_end(&t);
}

static void
refuses_mixture(void **state)
{
	struct fail f = FAIL_INIT;
	struct combine *c;
	struct persons with, without;

	(void)state;
	persons_start(&with, "", true);
	persons_start(&without, "", false);
	assert_non_null(c = combine_new(with.dataset, with.account, &f));
	assert_int_equal(combine_announce(c, "a", &with.schema, &f), 0);
	assert_int_equal(combine_announce(c, "b", &without.schema, &f), -1);
	assert_non_null(strstr(f.text, "b: some tables of \"d\" keep their "));
	combine_free(c);
	assert_non_null(c = combine_new(with.dataset, with.account, &f));
	assert_int_equal(combine_announce(c, "b", &without.schema, &f), 0);
	assert_int_equal(combine_announce(c, "a", &with.schema, &f), -1);
	combine_free(c);
	persons_end(&with);
	persons_end(&without);
}

static void
survives_full_memory(void **state)
{
	struct rows t;
	long n;

	(void)state;
	rows_start(&t, "");
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct combine *c;

		chaos_start(n);
		c = combine_new(t.dataset, t.account, &f);
		chaos_stop();
		assert_int_equal(c == NULL, chaos_failed());
		if (c == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		combine_free(c);
	}
	rows_end(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(adds_period),
		cmocka_unit_test(keeps_metadata),
		cmocka_unit_test(joins_absence),
		cmocka_unit_test(refuses_mixture),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
