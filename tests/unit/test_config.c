#include "unit.h"

#include "chaos.h"
#include "plan/config.h"
#include "plan_people.h"

static void
good(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c = config_open("c.json", &f);

	assert_string_equal(f.text, "");
	assert_non_null(c);
	assert_string_equal(c->folder, *state);
	assert_int_equal(c->dataset_count, 2);
	assert_string_equal(c->datasets[1].schema->name, "b");
	assert_string_equal(c->datasets[1].label, "d/b");
	assert_string_equal(c->datasets[1].file.label, "d/b/schema.json");
	assert_int_equal(strlen(c->registries[0].file.digest), 64);
	assert_true(c->reports[0].indicator[0]);
	assert_true(c->tolerance == 0.05);
	assert_int_equal(c->threshold, 5);
	assert_null(c->release);
	assert_string_equal(strrchr(c->output, '/'), "/reports");
	assert_true(config_counts(&c->indicators[0], &c->sources[0]));
	assert_true(config_counts(&c->indicators[0], &c->sources[1]));
	assert_int_equal(c->source_count, 2);
	assert_null(c->datasets[0].partition);
	assert_int_equal(c->partitions, 0);
	assert_false(config_needs_key(c));
	assert_true(config_dataset_uses(&c->datasets[0], &c->registries[0]));
	assert_true(
	    config_indicator_uses(&c->indicators[0], &c->registries[0]));
	config_free(c);
	config_free(NULL);
}

static void
settings(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c;

	(void)state;
	tree_write("q.json", "{\"id\": \"quality\", \"kind\": \"quality\"}");
	tree_write("c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\"], \"registries\": [\"r.json\"], \"indicators\": [], "
	    "\"reports\": [\"q.json\"], \"release\": \"2026-11-22\", "
	    "\"cutoff\": \"2026-10-01\", \"period\": \"2026\", "
	    "\"tolerance\": 0, \"protection\": {\"threshold\": 10}, "
	    "\"output\": \"/srv/out\"}");
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	assert_string_equal(c->release, "2026-11-22");
	assert_string_equal(c->cutoff, "2026-10-01");
	assert_string_equal(c->period, "2026");
	assert_true(c->tolerance == 0);
	assert_int_equal(c->threshold, 10);
	assert_string_equal(c->output, "/srv/out");
	assert_true(c->reports[0].quality);
	config_free(c);
}

static void
declared_breaks(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c;

	(void)state;
	tree_write("e.json", TREE_BREAKS);
	tree_write("c.json", TREE_CONFIG ", \"breaks\": \"e.json\"}");
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	assert_int_equal(c->breaks.count, 1);
	assert_string_equal(c->breaks_file.label, "e.json");
	assert_ptr_equal(c->indicators[0].definition->declared, &c->breaks);
	config_free(c);
}

static void
wrong_breaks(void **state)
{
	static const struct {
		const char *text, *error;
	} faults[] = {
		{ TREE_BREAK(", \"indicators\": [\"rate\", \"rat\"]"),
		    "e.json: /breaks/0/indicators/1: no indicator of c.json "
		    "has the id \"rat\"" },
		{ TREE_BREAK(", \"where\": {\"age\": [\"M\"]}"),
		    "e.json: /breaks/0: no indicator of c.json has all "
		    "dimensions of \"where\"" },
		{ TREE_BREAK(", \"indicators\": [\"rate\"], \"where\": "
			     "{\"age\": [\"M\"]}"),
		    "e.json: /breaks/0/where/age: \"age\" is no dimension of "
		    "the indicator \"rate\"" },
		{ TREE_BREAK(", \"where\": {\"sex\": [\"M\", \"W\"]}"),
		    "e.json: /breaks/0/where/sex/1: \"W\" is not in the "
		    "registry \"sexes\"" },
		{ "{}", "e.json: " },
	};
	size_t i;

	(void)state;
	tree_write("c.json", TREE_CONFIG ", \"breaks\": \"e.json\"}");
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++) {
		struct fail f = FAIL_INIT;

		tree_write("e.json", faults[i].text);
		assert_null(config_open("c.json", &f));
		assert_int_equal(f.status, FAIL_USAGE);
		if (strstr(f.text, faults[i].error) == NULL)
			fail_msg("%s\nexpected %s", f.text, faults[i].error);
	}
}

/* A derived table is a source beside the datasets; who is followed is kept
 * together by the field that identifies persons. */
static void
tables(void **state)
{
	static const char *const columns[] = { "person", "region", "college",
		"graduated", "cohort", "group", "point", "outcome", "within",
		"place", "workplace", "employer_at" };
	struct fail f = FAIL_INIT;
	const struct config_source *source;
	struct config *c;
	size_t i;

	(void)state;
	people_make();
	people_write("c.json",
	    PEOPLE_CONFIG(", 'partitions': 16, 'until': '2026-01-31'"));
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	assert_int_equal(c->partitions, 16);
	assert_string_equal(c->until, "2026-01-31");
	assert_int_equal(c->source_count, 4);
	assert_string_equal(c->datasets[0].partition, "person");
	assert_null(c->datasets[1].partition);
	assert_string_equal(c->datasets[2].partition, "person");
	assert_true(config_needs_key(c));
	source = config_source_find(c, "outcomes");
	assert_non_null(source);
	assert_int_equal(source->dataset, 0);
	assert_string_equal(source->columns.period, "cohort");
	assert_int_equal(source->columns.count, COUNT_OF(columns));
	for (i = 0; i < COUNT_OF(columns); i++)
		assert_string_equal(source->columns.items[i].name, columns[i]);
	assert_string_equal(
	    known_find(&source->columns, "outcome")->column, "status");
	for (i = 0; i < c->dataset_count; i++) {
		assert_true(config_source_reads(c, source, &c->datasets[i]));
		assert_true(config_protects(c, &c->datasets[i]));
	}
	assert_false(config_source_reads(c, &c->sources[0], &c->datasets[1]));
	assert_true(config_counts(&c->indicators[0], source));
	assert_false(config_counts(&c->indicators[0], &c->sources[0]));
	config_free(c);
}

/* What follow can do without need not be there; what is named must. */
static void
absent_columns(void **state)
{
	struct fail f = FAIL_INIT;
	const struct config_source *source;
	struct config *c;

	(void)state;
	people_make();
	people_write("d/g/schema.json",
	    PEOPLE_SCHEMA("g", PEOPLE_PERSON
		", " PEOPLE_FIELD("college", "string", "") ", " PEOPLE_FIELD(
		    "graduated", "date", "") ", " PEOPLE_FIELD("cohort", "year",
		    ", 'role': 'period'")));
	people_write("d/s/schema.json",
	    PEOPLE_SCHEMA(
		"s", PEOPLE_PERSON ", " PEOPLE_FIELD(
			 "status", "string", "") ", " PEOPLE_FIELD("started",
			 "date", "") ", " PEOPLE_FIELD("ended", "date", "")));
	people_write("c.json",
	    "{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/g', "
	    "'d/m', 'd/s'], 'tables': ['t.json'], 'registries': ['r.json'], "
	    "'indicators': [], 'reports': ['q.json']}");
	people_write("q.json", "{'id': 'quality', 'kind': 'quality'}");
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	source = config_source_find(c, "outcomes");
	assert_null(known_find(&source->columns, "workplace")->registry);
	assert_non_null(known_find(&source->columns, "employer_at"));
	config_free(c);
	people_write("t.json",
	    PEOPLE_TABLE("{'follow': 's', 'points': [6], 'priority': ['W'], "
			 "'employed': ['W'], 'place': 'region'}"));
	assert_null(config_open("c.json", &f));
	assert_non_null(strstr(f.text, "t.json: /steps/0/place"));
}

/* One file of the tree is another; the failure must say where and what. */
struct wrong {
	const char *file, *text, *where, *what;
};

static const struct wrong wrongs[] = {
	{ "c.json", TREE_CONFIG ", \"colour\": 1}",
	    "c.json: ", "unknown key \"colour\"" },
	{ "c.json", TREE_CONFIG ", \"tolerance\": \"x\"}", "c.json: /tolerance",
	    "" },
	{ "c.json", TREE_CONFIG ", \"tolerance\": 1.5}", "c.json: /tolerance",
	    "" },
	{ "c.json", TREE_CONFIG ", \"release\": \"soon\"}", "c.json: /release",
	    "\"soon\" is not a date" },
	{ "c.json", TREE_CONFIG ", \"cutoff\": \"2026-02-30\"}",
	    "c.json: /cutoff", "is not a date" },
	{ "c.json", TREE_CONFIG ", \"breaks\": \"none.json\"}",
	    "c.json: /breaks", "none.json: " },
	{ "c.json", TREE_CONFIG ", \"breaks\": []}", "c.json: /breaks", "" },
	{ "c.json", TREE_CONFIG ", \"protection\": {\"treshold\": 3}}",
	    "c.json: /protection: ", "unknown key \"treshold\"" },
	{ "c.json", TREE_CONFIG ", \"protection\": {\"threshold\": 0}}",
	    "c.json: /protection/threshold", "" },
	{ "c.json", TREE_CONFIG ", \"protection\": 5}", "c.json: /protection",
	    "" },
	{ "c.json", TREE_CONFIG ", \"output\": \"\"}", "c.json: /output",
	    "empty" },
	{ "c.json", "{\"title\": {\"ru\": \"x\"}}", "c.json: /title", "en" },
	{ "c.json", "{\"title\": 1}", "c.json: /title", "" },
	{ "c.json", "[]", "c.json: ", "" },
	{ "c.json", "{\n\"title\": }", "c.json:2:", "" },
	{ "c.json", "{}", "c.json: ", "title" },
	{ "c.json", TREE_CONFIG ", \"partitions\": 257}", "c.json: /partitions",
	    "256" },
	{ "c.json", TREE_CONFIG ", \"partitions\": 0}", "c.json: /partitions",
	    "from 1 to" },
	{ "c.json", TREE_CONFIG ", \"until\": \"2026\"}", "c.json: /until",
	    "is not a date" },
	{ "c.json", TREE_CONFIG ", \"tables\": [\"none.json\"]}",
	    "c.json: /tables/0", "No such file" },
	{ "c.json", "{" TREE_TITLE "}", "c.json: ", "languages" },
	{ "c.json", "{" TREE_TITLE ", \"languages\": []}", "c.json: /languages",
	    "no language" },
	{ "c.json", "{" TREE_TITLE ", \"languages\": [\"de\"]}",
	    "c.json: /languages/0", "\"de\" is not a language" },
	{ "c.json", "{" TREE_TITLE ", \"languages\": [\"ru\", \"ru\"]}",
	    "c.json: /languages/1", "twice" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": []}",
	    "c.json: /datasets", "no dataset" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\", \"d/z\"]}",
	    "c.json: /datasets/1", "d/z/schema.json: No such file" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\", \"\"]}",
	    "c.json: /datasets/1", "empty" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\", 7]}",
	    "c.json: /datasets/1", "" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\"], \"registries\": [\"d\"]}",
	    "c.json: /registries/0", "d is not a regular file" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\"], \"registries\": []}",
	    "d/a/schema.json: /fields/0/registry",
	    "no registry of c.json has the id \"sexes\"" },
	{ "c.json",
	    "{" TREE_TITLE ", \"languages\": [\"ru\"], \"datasets\": "
	    "[\"d/a\"], \"registries\": [\"r.json\", \"r.json\"]}",
	    "c.json: /registries/1", "\"sexes\" is used by an earlier one" },
	{ "d/b/schema.json", TREE_SCHEMA("a"), "c.json: /datasets/1",
	    "\"a\" is used by an earlier one" },
	{ "d/b/schema.json", TREE_SCHEMA("../x"), "d/b/schema.json: /name",
	    "cannot be the name of a file" },
	{ "r.json",
	    "{\"id\": \"a b\", " TREE_TITLE ", \"source\": \"x\", "
	    "\"entries\": [{\"id\": \"M\", " TREE_TITLE "}]}",
	    "r.json: /id", "cannot be the name of a file" },
	{ "d/b/schema.json", "{\"name\": 1}", "d/b/schema.json: /name", "" },
	{ "r.json", "{\"id\": \"sexes\"}", "r.json: ", "" },
	{ "i.json", "{\"id\": \"rate\"}", "i.json: ", "" },
	{ "p.json", "{\"id\": \"work\"}", "p.json: ", "kind" },
	{ "p.json", "{\"id\": \"work\", \"kind\": \"x\"}", "p.json: /kind",
	    "the kind is \"x\"" },
	{ "p.json", "{\"id\": \"a b\", \"kind\": \"report\"}", "p.json: /id",
	    "cannot be the name of a file" },
	{ "p.json", "{\"id\": \"run\", \"kind\": \"quality\"}",
	    "c.json: /reports/0", "\"run\" is taken" },
	{ "p.json",
	    "{\"id\": \"w\", \"kind\": \"report\", \"indicators\": [\"z\"]}",
	    "p.json: /indicators/0",
	    "no indicator of c.json has the id \"z\"" },
	{ "p.json", "{\"id\": \"w\", \"kind\": \"report\", \"indicators\": []}",
	    "p.json: /indicators", "no indicator is named" },
};

static void
check_wrong(const struct wrong *w)
{
	struct fail f = FAIL_INIT;
	struct config *c;

	tree_write(w->file, w->text);
	c = config_open("c.json", &f);
	if (c != NULL)
		fail_msg("%s: %s was accepted", w->file, w->text);
	if (strstr(f.text, w->where) == NULL || strstr(f.text, w->what) == NULL)
		fail_msg("expected \"%s ... %s\", found \"%s\"", w->where,
		    w->what, f.text);
	assert_int_equal(f.status, FAIL_USAGE);
}

static void
bad(void **state)
{
	void *tree = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(wrongs); i++) {
		assert_int_equal(tree_make(&tree), 0);
		check_wrong(&wrongs[i]);
		assert_int_equal(tree_remove(&tree), 0);
	}
}

/* A definition that names what the config or a schema does not have. */
static void
dangling(void **state)
{
	static const char *const edits[][3] = {
		{ "\"dataset\": \"b\"", "/denominator/dataset",
		    "no dataset of c.json has the name \"z\"" },
		{ "\"measure\": \"n\"", "/numerator/measure",
		    "has no field \"z\"" },
		{ "\"registry\": \"sexes\"", "/dimensions/0",
		    "no registry of c.json has the id \"z\"" },
		{ "\"name\": \"sex\"", "/dimensions/0", "has no field \"z\"" },
	};
	static const char whole[] = TREE_INDICATOR;
	char text[2 * sizeof(whole)];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(edits); i++) {
		const char *at = strstr(whole, edits[i][0]);
		size_t before = (size_t)(strchr(at, ':') - whole) + 3;
		size_t length = strcspn(whole + before, "\"");
		struct wrong w = { "i.json", text, edits[i][1], edits[i][2] };

		snprintf(text, sizeof(text), "%.*sz%s", (int)before, whole,
		    whole + before + length);
		check_wrong(&w);
	}
}

#define GAP(dimensions, comparison)                                                  \
	"{'id': 'gap', 'kind': 'comparison', 'version': '1', " PEOPLE_TITLE          \
	", 'text': {'ru': 'x', 'en': 'x'}, 'source': {'ru': 'x', 'en': "             \
	"'x'}, 'dimensions': [{'name': 'statistic', 'registry': 'sexes'}" dimensions \
	"], 'breakdowns': [[]], 'comparison': {" comparison "}"
#define OF_RATE ", 'of': 'rate'}"
#define SEXES                                             \
	"'dimension': 'sex', 'group': 'F', 'with': 'M', " \
	"'statistics': ['difference']"

/* The config has a comparison before the rate that it compares. */
static void
write_comparison(const char *gap)
{
	people_write("c.json",
	    "{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/a', "
	    "'d/b'], 'registries': ['r.json'], 'indicators': ['gap.json', "
	    "'i.json'], 'reports': ['p.json']}");
	people_write("r.json",
	    "{'id': 'sexes', " PEOPLE_TITLE ", 'source': 'x', 'entries': ["
	    "{'id': 'M', " PEOPLE_TITLE "}, {'id': 'F', 'level': 'half', "
	    "'title': {'ru': 'f', 'en': 'f'}}]}");
	people_write("p.json",
	    "{'id': 'work', 'kind': 'report', 'indicators': ['gap', 'rate']}");
	people_write("gap.json", gap);
}

static void
comparison(void **state)
{
	struct fail f = FAIL_INIT;
	const struct definition *d;
	struct config *c;

	(void)state;
	write_comparison(GAP("", SEXES) OF_RATE);
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	d = c->indicators[0].definition;
	assert_ptr_equal(d->comparison->of, c->indicators[1].definition);
	assert_true(config_counts(&c->indicators[0], &c->sources[0]));
	assert_true(config_counts(&c->indicators[0], &c->sources[1]));
	assert_false(config_dimension_counted(d, 0));
	config_free(c);
}

static void
bad_comparison(void **state)
{
	static const struct {
		const char *gap, *where, *what;
	} wrong[] = {
		{ GAP("", SEXES) ", 'of': 'z'}", "gap.json: /of: ",
		    "no indicator of c.json has the id \"z\"" },
		{ GAP("", SEXES) ", 'of': 'gap'}",
		    "gap.json: /of: ", "a comparison itself" },
		{ GAP("", "'dimension': 'sex', 'group': 'W', 'with': 'M', "
			  "'statistics': ['ratio']") OF_RATE,
		    "gap.json: /comparison/group: ", "\"W\"" },
		{ GAP(", {'name': 'sex', 'registry': 'sexes'}",
		      "'dimension': 'sex', 'level': 'x', "
		      "'statistics': ['z_score']") OF_RATE,
		    "gap.json: /comparison/level: ", "\"x\"" },
		{ GAP("", "'dimension': 'period', 'strata': {'dimension': "
			  "'sex', 'level': 'x'}, 'statistics': ['ratio']")
			OF_RATE,
		    "gap.json: /comparison/strata/level: ", "\"x\"" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(wrong); i++) {
		struct fail f = FAIL_INIT;

		write_comparison(wrong[i].gap);
		assert_null(config_open("c.json", &f));
		assert_int_equal(f.status, FAIL_USAGE);
		if (strstr(f.text, wrong[i].where) == NULL ||
		    strstr(f.text, wrong[i].what) == NULL)
			fail_msg("expected \"%s ... %s\", found \"%s\"",
			    wrong[i].where, wrong[i].what, f.text);
	}
}

/* A report cannot show a comparison without what it compares. */
static void
alone(void **state)
{
	struct wrong w = { "p.json",
		"{\"id\": \"w\", \"kind\": \"report\", "
		"\"indicators\": [\"gap\"]}",
		"p.json: /indicators: ",
		"\"gap\" compares the indicator \"rate\"" };

	(void)state;
	write_comparison(GAP("", SEXES) OF_RATE);
	check_wrong(&w);
}

/* A derived table with names that lead nowhere, or to what cannot be. */
static void
dangling_tables(void **state)
{
	static const struct {
		const char *file, *text, *where, *what;
	} edits[] = {
		{ "t.json",
		    "{'id': 'g', 'kind': 'table', " PEOPLE_TITLE
		    ", 'from': 'm', 'steps': [" PEOPLE_JOIN "]}",
		    "c.json: /tables/0", "\"g\" is used by an earlier one" },
		{ "t.json",
		    "{'id': 'outcomes', 'kind': 'table', " PEOPLE_TITLE
		    ", 'from': 'z', 'steps': [" PEOPLE_JOIN "]}",
		    "t.json: /from", "no dataset of c.json" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'z', 'several': 'all', 'key': "
				 "{'college': 'college'}}"),
		    "t.json: /steps/0/join", "no dataset of c.json" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'key': "
				 "{'z': 'college'}}"),
		    "t.json: /steps/0/key/z", "no column \"z\"" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'key': "
				 "{'college': 'z'}}"),
		    "t.json: /steps/0/key/college", "has no field \"z\"" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'date': "
				 "'z', 'from': 'joined', 'to': 'left'}"),
		    "t.json: /steps/0/date", "no column \"z\"" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'date': "
				 "'graduated', 'from': 'joined', 'to': 'z'}"),
		    "t.json: /steps/0/to", "has no field \"z\"" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'key': "
				 "{'college': 'college'}, 'add': {'new': "
				 "'z'}}"),
		    "t.json: /steps/0/add/new", "has no field \"z\"" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'key': "
				 "{'college': 'college'}, 'add': {'region': "
				 "'cluster'}}"),
		    "t.json: /steps/0/add/region", "\"region\" already" },
		{ "t.json",
		    PEOPLE_TABLE(
			"{'join': 's', 'several': 'all', "
			"'key': {'person': 'person'}}, " PEOPLE_FOLLOW),
		    "t.json: /steps/0/join", "cannot be joined" },
		{ "t.json",
		    PEOPLE_TABLE("{'follow': 'm', 'points': [6], 'priority': "
				 "['W'], 'employed': ['W']}"),
		    "t.json: /steps/0", "has no field \"person\"" },
		{ "t.json",
		    PEOPLE_TABLE("{'follow': 's', 'points': [6], 'priority': "
				 "['W'], 'employed': ['W'], 'home': 'z'}"),
		    "t.json: /steps/0/home", "no column \"z\"" },
		{ "t.json",
		    PEOPLE_TABLE(
			"{'follow': 's', 'points': [6], 'priority': "
			"['W'], 'employed': ['W'], 'person': 'region'}"),
		    "t.json: /steps/0/follow", "does not identify persons" },
		{ "t.json",
		    PEOPLE_TABLE("{'join': 'm', 'several': 'all', 'key': "
				 "{'college': 'college'}, 'add': {'point': "
				 "'cluster'}}, " PEOPLE_FOLLOW),
		    "t.json: /steps/1", "\"point\" already" },
		{ "t.json",
		    PEOPLE_TABLE(
			PEOPLE_FOLLOW ", {'join': 'm', 'several': "
				      "'all', 'key': {'college': 'college'}, "
				      "'add': {'outcome': 'cluster'}}"),
		    "t.json: /steps/0", "\"outcome\" already" },
		{ "t.json", PEOPLE_TABLE(PEOPLE_FOLLOW),
		    "i.json: /dimensions/1",
		    "the table of t.json has no column \"group\"" },
	};
	void *tree = NULL;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(edits); i++) {
		struct fail f = FAIL_INIT;
		struct config *c;

		assert_int_equal(tree_make(&tree), 0);
		people_make();
		people_write(edits[i].file, edits[i].text);
		c = config_open("c.json", &f);
		if (c != NULL)
			fail_msg("%s was accepted", edits[i].text);
		if (strstr(f.text, edits[i].where) == NULL ||
		    strstr(f.text, edits[i].what) == NULL)
			fail_msg("expected \"%s ... %s\", found \"%s\"",
			    edits[i].where, edits[i].what, f.text);
		assert_int_equal(f.status, FAIL_USAGE);
		assert_int_equal(tree_remove(&tree), 0);
	}
}

static void
absent(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_null(config_open("none.json", &f));
	assert_string_equal(f.text, "none.json: No such file or directory");
	assert_int_equal(f.status, FAIL_USAGE);
}

static void
no_memory(void **state)
{
	struct config *c;

	(void)state;
	people_make();
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		c = config_open("c.json", &f);
		chaos_stop();
		if (c == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		config_free(c);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(good),
		tree_test(settings),
		tree_test(declared_breaks),
		tree_test(wrong_breaks),
		tree_test(tables),
		tree_test(absent_columns),
		cmocka_unit_test(bad),
		tree_test(dangling),
		tree_test(comparison),
		tree_test(bad_comparison),
		tree_test(alone),
		cmocka_unit_test(dangling_tables),
		tree_test(absent),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
