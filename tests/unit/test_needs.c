#include "unit.h"

#include "chaos.h"
#include "plan/needs.h"
#include "plan_people.h"

static struct config *
open_config(void)
{
	struct fail f = FAIL_INIT;
	struct config *c = config_open("c.json", &f);

	assert_string_equal(f.text, "");
	assert_non_null(c);
	return c;
}

static void
expect_names(const struct needs *n, const char *const *names, size_t count)
{
	size_t i;

	assert_int_equal(n->dimension_count, count);
	for (i = 0; i < count; i++)
		assert_string_equal(n->dimensions[i].name, names[i]);
}

/* A rate without breakdowns: all combinations of its dimensions. */
static void
whole(void **state)
{
	static const char *const names[] = { "period", "sex" };
	struct fail f = FAIL_INIT;
	struct config *c = open_config();
	struct needs n;

	(void)state;
	assert_int_equal(needs_of(&n, c, config_source_find(c, "a"), &f), 0);
	expect_names(&n, names, 2);
	assert_string_equal(n.dimensions[1].registry, "sexes");
	assert_int_equal(n.measure_count, 1);
	assert_string_equal(n.measures[0], "n");
	assert_int_equal(n.pair_count, 0);
	assert_int_equal(n.distinct_count, 0);
	assert_false(n.breakdowns);
	needs_clear(&n);
	assert_int_equal(needs_of(&n, c, config_source_find(c, "b"), &f), 0);
	assert_int_equal(n.measure_count, 0); /* rows are counted always */
	needs_clear(&n);
	config_free(c);
}

/* Each breakdown of each side is a set, with the dimensions of "where": the
 * numerator's have the bits of group 4 | region 2 | within 8. */
static void
sets(void **state)
{
	static const char *const names[] = { "period", "region", "group",
		"within" };
	static const uint64_t expected[] = { 8, 8 | 2, 8 | 4, 0, 2, 4 };
	struct fail f = FAIL_INIT;
	struct config *c;
	struct needs n;
	size_t i;

	(void)state;
	people_make();
	c = open_config();
	assert_int_equal(
	    needs_of(&n, c, config_source_find(c, "outcomes"), &f), 0);
	expect_names(&n, names, 4);
	assert_true(n.breakdowns);
	assert_int_equal(n.set_count, COUNT_OF(expected));
	for (i = 0; i < COUNT_OF(expected); i++)
		assert_int_equal(n.sets[i], expected[i]);
	assert_null(n.dimensions[3].registry);
	needs_clear(&n);
	config_free(c);
}

#define SERIES(numerator, more)                                                     \
	"{'id': 'rate', 'kind': 'indicator', 'version': '1', " PEOPLE_TITLE         \
	", 'unit': 'college', 'text': {'ru': 'x', 'en': 'x'}, 'source': "           \
	"{'ru': 'x', 'en': 'x'}, 'dimensions': [{'name': 'statistic', "             \
	"'registry': 'sexes'}, {'name': 'cluster', 'registry': 'sexes'}], "         \
	"'breakdowns': [[], ['cluster']], 'numerator': {'dataset': 'm', " numerator \
	"}, 'series': {'statistics': ['level', 'change']" more                      \
	"}, 'protection': {'rule': 'threshold'}}"

/* The statistic of a series is no dimension of the cube; what makes up a
 * change is: bits period 1, cluster 2, college 4. */
static void
series(void **state)
{
	static const char *const names[] = { "period", "cluster", "college" };
	struct fail f = FAIL_INIT;
	struct config *c;
	struct needs n;

	(void)state;
	people_make();
	people_write("i.json",
	    SERIES("'distinct': 'college'", ", 'unit_field': 'college'"));
	c = open_config();
	assert_int_equal(needs_of(&n, c, config_source_find(c, "m"), &f), 0);
	expect_names(&n, names, 3);
	assert_int_equal(n.distinct_count, 1);
	assert_string_equal(n.distincts[0], "college");
	assert_int_equal(n.measure_count, 0);
	assert_int_equal(n.set_count, 2);
	assert_int_equal(n.sets[0], 4);
	assert_int_equal(n.sets[1], 4 | 2);
	needs_clear(&n);
	config_free(c);
}

/* A declared overlap is summed apart, and the groups that share are known. */
static void
overlap(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c;
	struct needs n;

	(void)state;
	people_make();
	people_write("d/m/schema.json",
	    PEOPLE_SCHEMA(
		"m", PEOPLE_FIELD("college", "string", "") ", " PEOPLE_FIELD(
			 "cluster", "string", "") ", " PEOPLE_FIELD("joined",
			 "date", "") ", " PEOPLE_FIELD("left", "date",
			 "") ", " PEOPLE_FIELD("people", "integer",
			 ", 'role': 'count'") ", " PEOPLE_FIELD("elsewhere",
			 "integer", ", 'role': 'count'")));
	people_write(
	    "i.json", SERIES("'measure': 'people', 'minus': 'elsewhere'",
			  ", 'unit_field': 'college'"));
	c = open_config();
	assert_int_equal(needs_of(&n, c, config_source_find(c, "m"), &f), 0);
	assert_int_equal(n.measure_count, 2);
	assert_string_equal(n.measures[0], "people");
	assert_string_equal(n.measures[1], "elsewhere");
	assert_int_equal(n.pair_count, 1);
	assert_string_equal(n.pairs[0].denominator, "elsewhere");
	assert_int_equal(n.set_count, 1);
	assert_int_equal(n.sets[0], 4 | 2);
	needs_clear(&n);
	config_free(c);
}

#define COMPARED                                                            \
	"{'id': 'rate', 'kind': 'indicator', 'version': '1', " PEOPLE_TITLE \
	", 'unit': 'percent', 'text': {'ru': 'x', 'en': 'x'}, 'source': "   \
	"{'ru': 'x', 'en': 'x'}, 'dimensions': [{'name': 'region', "        \
	"'registry': 'sexes'}, {'name': 'group', 'registry': 'sexes'}, "    \
	"{'name': 'college', 'registry': 'sexes'}], "                       \
	"'breakdowns': [[], ['region', 'group'], ['group']], 'numerator': " \
	"{'dataset': 'outcomes', 'measure': 'rows', 'where': {'within': "   \
	"['yes']}}, 'denominator': {'dataset': 'outcomes', 'measure': "     \
	"'rows'}, 'protection': {'rule': 'threshold'}}"
#define COMPARISON                                                             \
	"{'id': 'funnel', 'kind': 'comparison', 'version': '1', " PEOPLE_TITLE \
	", 'text': {'ru': 'x', 'en': 'x'}, 'source': "                         \
	"{'ru': 'x', 'en': 'x'}, 'of': 'rate', 'dimensions': [{'name': "       \
	"'statistic', 'registry': 'sexes'}, {'name': 'region', "               \
	"'registry': 'sexes'}, {'name': 'group', 'registry': 'sexes'}], "      \
	"'comparison': {'dimension': 'group', 'strata': {'dimension': "        \
	"'college'}, 'statistics': ['value_added']}, 'breakdowns': [[], "      \
	"['region']]}"

/* Groups are compared, so their figures are counted whole and by college, the
 * stratum: bits region 2, group 4, college 8, within 16. */
static void
comparison(void **state)
{
	static const char *const names[] = { "period", "region", "group",
		"college", "within" };
	/* of the rate, numerator and denominator; of the comparison */
	static const uint64_t expected[] = { 16, 16 | 4 | 2, 16 | 4, 0, 4 | 2,
		4, 16 | 8 | 4, 16 | 8 | 4 | 2, 8 | 4, 8 | 4 | 2 };
	struct fail f = FAIL_INIT;
	struct config *c;
	struct needs n;
	size_t i;

	(void)state;
	people_make();
	people_write("i.json", COMPARED);
	people_write("j.json", COMPARISON);
	people_write("c.json",
	    "{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/g', "
	    "'d/m', 'd/s'], 'tables': ['t.json'], 'registries': ['r.json'], "
	    "'indicators': ['i.json', 'j.json'], 'reports': ['p.json']}");
	c = open_config();
	assert_int_equal(
	    needs_of(&n, c, config_source_find(c, "outcomes"), &f), 0);
	expect_names(&n, names, COUNT_OF(names));
	assert_int_equal(n.set_count, COUNT_OF(expected));
	for (i = 0; i < COUNT_OF(expected); i++)
		assert_int_equal(n.sets[i], expected[i]);
	needs_clear(&n);
	config_free(c);
}

/* One dimension cannot have the totals of two registries. */
static void
two_registries(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c;
	struct needs n;

	(void)state;
	tree_write("q.json",
	    "{\"id\": \"other\", " TREE_TITLE ", \"source\": \"x\", "
	    "\"entries\": [{\"id\": \"M\", " TREE_TITLE "}]}");
	people_write("j.json",
	    "{'id': 'second', 'kind': 'indicator', 'version': '1', " PEOPLE_TITLE
	    ", 'unit': 'percent', 'text': {'ru': 'x', 'en': 'x'}, 'source': "
	    "{'ru': 'x', 'en': 'x'}, 'dimensions': [{'name': 'sex', "
	    "'registry': 'other'}], 'numerator': {'dataset': 'a', 'measure': "
	    "'rows'}, 'denominator': {'dataset': 'a', 'measure': 'rows'}, "
	    "'protection': {'rule': 'threshold'}}");
	people_write("c.json",
	    "{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/a', "
	    "'d/b'], 'registries': ['r.json', 'q.json'], 'indicators': "
	    "['i.json', 'j.json'], 'reports': ['p.json']}");
	c = open_config();
	assert_int_equal(needs_of(&n, c, config_source_find(c, "a"), &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "j.json: "));
	assert_non_null(strstr(f.text, "\"sexes\", this one by \"other\""));
	needs_clear(&n);
	config_free(c);
}

/* "c0" and so on: fields of m, or the dimensions of an indicator. */
static void
put_names(char *to, int count, const char *before, const char *after)
{
	int i;

	for (i = 0; i < count; i++)
		sprintf(to + strlen(to), "%s%sc%d%s", i == 0 ? "" : ", ",
		    before, i, after);
}

/* The dataset m has only the fields c0 and so on. */
static void
make_fields(int count)
{
	char text[8000] =
	    "{'name': 'm', " PEOPLE_TITLE
	    ", 'source': {'ru': 'x', 'en': 'x'}, 'licence': 'CC0', "
	    "'submission': {'sender': {'value': 's'}, 'form': {'value': 'f'}, "
	    "'period': {'value': '2025'}, 'version': {'value': '1'}, "
	    "'received': {'filename': '([0-9-]+)'}}, 'fields': [";

	people_make();
	put_names(text, count, "{'name': '",
	    "', 'type': 'string', " PEOPLE_TITLE "}");
	strcat(text, "]}");
	people_write("d/m/schema.json", text);
}

#define CONFIG_OF_M(indicators)                                         \
	"{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/m'], " \
	"'registries': ['r.json'], 'indicators': [" indicators          \
	"], 'reports': ['q.json']}"
#define RATE_START                                                        \
	"'kind': 'indicator', 'version': '1', " PEOPLE_TITLE              \
	", 'unit': 'percent', 'text': {'ru': 'x', 'en': 'x'}, 'source': " \
	"{'ru': 'x', 'en': 'x'}, 'protection': {'rule': 'threshold'}, "

static void
refused(const char *where, const char *what)
{
	struct fail f = FAIL_INIT;
	struct config *c;
	struct needs n;

	people_write("q.json", "{'id': 'quality', 'kind': 'quality'}");
	c = open_config();
	assert_int_equal(needs_of(&n, c, config_source_find(c, "m"), &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	if (strstr(f.text, where) == NULL || strstr(f.text, what) == NULL)
		fail_msg("expected \"%s ... %s\", found \"%s\"", where, what,
		    f.text);
	needs_clear(&n);
	config_free(c);
}

/* A cube counts the distinct texts of 16 columns: eight rates of two each, and
 * one more. */
static void
many_distincts(void **state)
{
	char text[1000], path[] = "i0.json";
	int i;

	(void)state;
	make_fields(18);
	for (i = 0; i < 9; i++) {
		path[1] = (char)('0' + i);
		snprintf(text, sizeof(text),
		    "{'id': 'r%d', " RATE_START
		    "'dimensions': [{'name': 'c0', 'registry': 'sexes'}], 'numerator': {'dataset': 'm', "
		    "'distinct': 'c%d'}, 'denominator': {'dataset': 'm', "
		    "'distinct': 'c%d'}}",
		    i, 2 * i, 2 * i + 1);
		people_write(path, text);
	}
	people_write(
	    "c.json", CONFIG_OF_M("'i0.json', 'i1.json', 'i2.json', 'i3.json', "
				  "'i4.json', 'i5.json', 'i6.json', 'i7.json', "
				  "'i8.json'"));
	refused("i8.json: /numerator", "more than 16 dimensions or measures");
}

/* And has 1024 sets: of 11 dimensions there are 2048. */
static void
many_sets(void **state)
{
	static char text[100000];
	int i, j;

	(void)state;
	make_fields(11);
	strcpy(text, "{'id': 'rate', " RATE_START "'dimensions': [");
	put_names(text, 11, "{'name': '", "', 'registry': 'sexes'}");
	strcat(text, "], 'breakdowns': [");
	for (i = 0; i <= 1024; i++) {
		strcat(text, i == 0 ? "[" : ", [");
		for (j = 0; j < 11; j++)
			if ((i >> j & 1) != 0)
				sprintf(text + strlen(text), "%s'c%d'",
				    i % (1 << j) == 0 ? "" : ", ", j);
		strcat(text, "]");
	}
	strcat(text, "], 'numerator': {'dataset': 'm', 'measure': 'rows'}, "
		     "'denominator': {'dataset': 'm', 'measure': 'rows'}}");
	people_write("i.json", text);
	people_write("c.json", CONFIG_OF_M("'i.json'"));
	refused("i.json: /breakdowns/1024", "more than 1024 breakdowns");
}

static void
no_memory(void **state)
{
	struct config *c;
	struct needs n;
	int status;

	(void)state;
	people_make();
	c = open_config();
	for (long k = 1; k == 1 || chaos_failed(); k++) {
		struct fail f = FAIL_INIT;

		chaos_start(k);
		status = needs_of(&n, c, config_source_find(c, "outcomes"), &f);
		chaos_stop();
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		needs_clear(&n);
	}
	config_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(whole),
		tree_test(sets),
		tree_test(series),
		tree_test(overlap),
		tree_test(comparison),
		tree_test(two_registries),
		tree_test(many_distincts),
		tree_test(many_sets),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
