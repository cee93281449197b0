#include "unit.h"

#include "chaos.h"
#include "plan/known.h"
#include "plan_people.h"

/* The fields of a schema, with the period that resolve adds if none has it. */
static void
fields(void **state)
{
	struct fail f = FAIL_INIT;
	struct known of = KNOWN_INIT;
	struct table_schema *s;

	(void)state;
	people_make();
	s = table_schema_open("d/g/schema.json", &f);
	assert_non_null(s);
	assert_int_equal(known_of_schema(&of, s, &f), 0);
	assert_int_equal(of.count, 6);
	assert_string_equal(of.period, "cohort");
	assert_string_equal(known_find(&of, "region")->registry, "sexes");
	assert_null(known_find(&of, "college")->registry);
	assert_null(known_find(&of, "period"));
	known_drop(&of, "birth");
	assert_int_equal(of.count, 5);
	assert_null(known_find(&of, "birth"));
	assert_non_null(known_find(&of, "graduated"));
	known_drop(&of, "birth");
	assert_int_equal(of.count, 5);
	known_clear(&of);
	table_schema_free(s);
	s = table_schema_open("d/m/schema.json", &f);
	assert_non_null(s);
	assert_int_equal(known_of_schema(&of, s, &f), 0);
	assert_string_equal(of.period, "period");
	assert_non_null(known_find(&of, "period"));
	known_clear(&of);
	table_schema_free(s);
}

static void
no_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct known of = KNOWN_INIT;
	int status;

	(void)state;
	chaos_start(1);
	status = known_add(&of, "a", NULL, &f);
	chaos_stop();
	assert_int_equal(status, -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	known_clear(&of);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(fields),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
