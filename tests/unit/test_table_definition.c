#include "unit.h"

#include "chaos.h"
#include "plan/table_definition.h"
#include "plan_people.h"

static struct table_definition *
open_table(const char *text, struct fail *f)
{
	people_write("t.json", text);
	return table_definition_open("t.json", f);
}

static void
good(void **state)
{
	struct fail f = FAIL_INIT;
	struct table_definition *t =
	    open_table(PEOPLE_TABLE(PEOPLE_JOIN ", " PEOPLE_FOLLOW), &f);
	const struct table_step *join, *follow;

	(void)state;
	assert_string_equal(f.text, "");
	assert_non_null(t);
	assert_string_equal(t->id, "outcomes");
	assert_string_equal(t->from, "g");
	assert_string_equal(t->title.text[LANGUAGE_EN], "x");
	assert_int_equal(t->step_count, 2);
	join = &t->steps[0];
	assert_int_equal(join->kind, STEP_JOIN);
	assert_string_equal(join->dataset, "m");
	assert_int_equal(join->key_count, 1);
	assert_string_equal(join->keys[0].name, "college");
	assert_string_equal(join->keys[0].right, "college");
	assert_string_equal(join->date, "graduated");
	assert_string_equal(join->from, "joined");
	assert_string_equal(join->to, "left");
	assert_string_equal(join->several, "first");
	assert_false(join->inner);
	assert_int_equal(join->add_count, 1);
	assert_string_equal(join->adds[0].name, "group");
	assert_string_equal(join->adds[0].right, "cluster");
	follow = table_definition_follow(t);
	assert_ptr_equal(follow, &t->steps[1]);
	assert_int_equal(follow->point_count, 2);
	assert_int_equal(follow->points[1], 12);
	assert_int_equal(follow->priority_count, 2);
	assert_string_equal(follow->priority[0], "A");
	assert_int_equal(follow->employed_count, 1);
	assert_string_equal(follow->columns[TABLE_COLUMN_HOME], "region");
	table_definition_free(t);
	table_definition_free(NULL);
}

/* Every column of follow has a name of its own if the step gives one. */
static void
follow_columns(void **state)
{
	struct fail f = FAIL_INIT;
	struct table_definition *t = open_table(
	    PEOPLE_TABLE("{'follow': 's', 'points': [0], 'priority': ['W'], "
			 "'employed': ['W'], 'home': 'city', 'place': 'town', "
			 "'start': 'hired'}"),
	    &f);

	(void)state;
	assert_string_equal(f.text, "");
	assert_non_null(t);
	assert_string_equal(t->steps[0].columns[TABLE_COLUMN_HOME], "city");
	assert_string_equal(t->steps[0].columns[TABLE_COLUMN_PLACE], "town");
	assert_string_equal(t->steps[0].columns[TABLE_COLUMN_START], "hired");
	assert_string_equal(t->steps[0].columns[TABLE_COLUMN_PERSON], "person");
	assert_string_equal(table_column_option(TABLE_COLUMN_HOME), "home");
	assert_string_equal(table_column_default(TABLE_COLUMN_HOME), "region");
	table_definition_free(t);
	t = open_table(PEOPLE_TABLE(PEOPLE_JOIN), &f);
	assert_non_null(t);
	assert_null(table_definition_follow(t));
	table_definition_free(t);
}

#define FOLLOW(points, priority, employed)               \
	PEOPLE_TABLE("{'follow': 's', 'points': " points \
		     ", 'priority': " priority ", 'employed': " employed "}")
#define JOIN(more) PEOPLE_TABLE("{'join': 'm', 'several': 'all'" more "}")

static void
bad(void **state)
{
	static const struct {
		const char *text, *where, *what;
	} wrongs[] = {
		{ "[]", "", "" },
		{ "{}", "", "id" },
		{ "{'id': 'x', 'kind': 'report'}", "/kind",
		    "expected \"table\"" },
		{ PEOPLE_TABLE(""), "/steps", "empty list" },
		{ PEOPLE_TABLE("1"), "/steps/0", "" },
		{ PEOPLE_TABLE("{}"), "/steps/0", "either" },
		{ PEOPLE_TABLE("{'join': 'm', 'follow': 's'}"), "/steps/0",
		    "either" },
		{ PEOPLE_TABLE("{'join': ''}"), "/steps/0/join", "a name" },
		{ PEOPLE_TABLE("{'join': 'm'}"), "/steps/0", "several" },
		{ PEOPLE_TABLE("{'join': 'm', 'several': 'some'}"),
		    "/steps/0/several", "none of" },
		{ JOIN(""), "/steps/0", "neither a key nor a date" },
		{ JOIN(", 'key': {}"), "/steps/0", "neither a key nor a date" },
		{ JOIN(", 'key': ['a']"), "/steps/0/key", "" },
		{ JOIN(", 'key': {'a,b': 'c'}"), "/steps/0/key", "\"a,b\"" },
		{ JOIN(", 'key': {'a': 'b=c'}"), "/steps/0/key/a", "\"b=c\"" },
		{ JOIN(", 'date': 'd', 'from': 'f'"), "/steps/0", "\"to\"" },
		{ JOIN(", 'to': 'd'"), "/steps/0", "\"date\"" },
		{ JOIN(", 'key': {'a': 'b'}, 'inner': 1"), "/steps/0/inner",
		    "" },
		{ JOIN(", 'key': {'a': 'b'}, 'outer': true"), "/steps/0",
		    "unknown key \"outer\"" },
		{ FOLLOW("[]", "['W']", "['W']"), "/steps/0/points",
		    "empty list" },
		{ FOLLOW("[12, 6]", "['W']", "['W']"), "/steps/0/points/1",
		    "ascend" },
		{ FOLLOW("[-1]", "['W']", "['W']"), "/steps/0/points/0", "-1" },
		{ FOLLOW("[601]", "['W']", "['W']"), "/steps/0/points/0",
		    "600" },
		{ FOLLOW("[6]", "[]", "['W']"), "/steps/0/priority",
		    "empty list" },
		{ FOLLOW("[6]", "['W']", "[]"), "/steps/0/employed",
		    "empty list" },
		{ FOLLOW("[6]", "['W', 'W']", "['W']"), "/steps/0/priority/1",
		    "twice" },
		{ FOLLOW("[6]", "['W']", "['W', 'I']"), "/steps/0/employed/1",
		    "\"I\" is not in \"priority\"" },
		{ PEOPLE_TABLE(PEOPLE_FOLLOW ", " PEOPLE_FOLLOW), "/steps/1",
		    "once only" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(wrongs); i++) {
		struct fail f = FAIL_INIT;

		if (open_table(wrongs[i].text, &f) != NULL)
			fail_msg("%s was accepted", wrongs[i].text);
		if (strstr(f.text, wrongs[i].where) == NULL ||
		    strstr(f.text, wrongs[i].what) == NULL)
			fail_msg("expected \"%s ... %s\", found \"%s\"",
			    wrongs[i].where, wrongs[i].what, f.text);
		assert_int_equal(f.status, FAIL_USAGE);
	}
}

static void
no_memory(void **state)
{
	struct table_definition *t;

	(void)state;
	people_write("t.json", PEOPLE_TABLE(PEOPLE_JOIN ", " PEOPLE_FOLLOW));
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		t = table_definition_open("t.json", &f);
		chaos_stop();
		if (t == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		table_definition_free(t);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(good),
		tree_test(follow_columns),
		tree_test(bad),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
