#include "unit.h"

#include "chaos.h"
#include "plan/manifest.h"
#include "plan/stages.h"
#include "plan_people.h"

static const char *const programs[] = { "ingest", "clean", "link", "resolve",
	"join", "follow", "tally", "measure", "protect", "report" };

#define PERSON                                                 \
	"{\"name\": \"who\", \"type\": \"string\", \"role\": " \
	"\"person\", \"title\": {\"ru\": \"x\", \"en\": \"x\"}}, "

static const struct stages_place place = { "w", "bin", NULL, "key" };

static void
make_programs(void)
{
	char path[100];
	size_t i;

	assert_int_equal(mkdir("bin", 0700), 0);
	for (i = 0; i < COUNT_OF(programs); i++) {
		snprintf(path, sizeof(path), "bin/%s", programs[i]);
		tree_write(path, programs[i]);
	}
}

/* Plan the tree as it is; the key of its first input. */
static void
write_rules(char key[INPUT_KEY_TEXT])
{
	struct fail f = FAIL_INIT;
	struct config *c = config_open("c.json", &f);
	struct inputs *in;

	assert_string_equal(f.text, "");
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	memcpy(key, in->files[0].key, INPUT_KEY_TEXT);
	assert_int_equal(stages_write(c, in, "2026-11-22", &place, &f), 0);
	inputs_free(in);
	config_free(c);
}

static const char *
recipe(const char *name)
{
	char path[200];

	snprintf(path, sizeof(path), "w/recipes/%s.sh", name);
	return tree_read(path);
}

static void
expect(const char *text, const char *part)
{
	if (strstr(text, part) == NULL)
		fail_msg("expected \"%s\" in \"%s\"", part, text);
}

static void
stages(void **state)
{
	char key[INPUT_KEY_TEXT], expected[500];
	const char *text;

	make_programs();
	write_rules(key);
	text = recipe(key);
	expect(text, "\n'bin/ingest' --record ");
	expect(text, " --name 'd/a/raw/2026-01-02.csv' -- ");
	expect(text, " --tolerance 0.05 --keep-lost --name ");
	assert_null(strstr(text, " --key "));
	expect(text, " |\n'bin/clean' --record ");
	expect(text, " |\n'bin/link' --record ");
	snprintf(expected, sizeof(expected), " --registry '%s/r.json'",
	    (const char *)*state);
	expect(text, expected);
	expect(recipe("resolve-a"), "'bin/resolve' --record ");
	text = recipe("tally-a-1");
	expect(text, " --by 'period','sex' --sum 'n' --output ");
	text = recipe("tally-b-1");
	expect(text, " --by 'period','sex' --output "); /* counts rows */
	text = recipe("measure-work");
	expect(text, "'w/tables/tally-a-1.arrow'");
	expect(text, "'w/tables/tally-b-1.arrow'");
	expect(text, " --threshold 5 ");
	expect(recipe("work.json"),
	    " --release '2026-11-22' --format 'json' --output ");
	expect(recipe("work.ru.txt"), " --format 'text' --language 'ru' ");
	assert_null(strstr(recipe("work.ru.txt"), " --period "));
	expect(recipe("work.ru.txt"), " --records 'w/records' ");
	expect(recipe("work.json"), " --records 'w/records' ");
	assert_null(strstr(recipe("work.csv"), " --records "));
	expect(recipe("run.json"), " --format 'run' ");
	expect(tree_read("w/records/plan.json"),
	    "\"file\": \"d/a/raw/2026-01-02.csv\"");
	snprintf(expected, sizeof(expected),
	    "exec \"$@\" 'w/out' '%s/reports' 2026-11-22\n",
	    (const char *)*state);
	assert_string_equal(recipe("publish"), expected);
}

/* The texts stand at the period of the config; the others hold all. */
static void
period(void **state)
{
	char key[INPUT_KEY_TEXT];

	(void)state;
	make_programs();
	tree_write("c.json", TREE_CONFIG ", \"period\": \"20'25\"}");
	write_rules(key);
	expect(recipe("work.en.txt"), " --period '20'\\''25' ");
	assert_null(strstr(recipe("work.json"), " --period "));
}

/* A rate of two measures of one dataset needs them paired, once. */
static void
pairs(void **state)
{
#define RATE(id)                                                            \
	"{\"id\": \"" id "\", \"kind\": \"indicator\", \"version\": "       \
	"\"1\", " TREE_TITLE ", \"unit\": \"percent\", \"text\": {\"ru\": " \
	"\"x\", \"en\": \"x\"}, \"source\": {\"ru\": \"x\", \"en\": "       \
	"\"x\"}, \"dimensions\": [{\"name\": \"sex\", \"registry\": "       \
	"\"sexes\"}], \"numerator\": {\"dataset\": \"a\", \"measure\": "    \
	"\"m\"}, \"denominator\": {\"dataset\": \"a\", \"measure\": \"n\"}}"
	static const char schema[] = TREE_SCHEMA("a");
	char key[INPUT_KEY_TEXT], text[2000];

	(void)state;
	make_programs();
	snprintf(text, sizeof(text),
	    "%.*s, {\"name\": \"m\", \"type\": \"integer\", " TREE_TITLE "}]}",
	    (int)(sizeof(schema) - 3), schema);
	tree_write("d/a/schema.json", text);
	tree_write("i.json", RATE("rate"));
	tree_write("j.json", RATE("again"));
	tree_write("c.json",
	    "{" TREE_TITLE ", \"languages\": [\"en\"], \"datasets\": "
	    "[\"d/a\"], \"registries\": [\"r.json\"], \"indicators\": "
	    "[\"i.json\", \"j.json\"], \"reports\": [\"p.json\"]}");
	write_rules(key);
	expect(recipe("tally-a-1"),
	    " --by 'period','sex' --sum 'm' --sum 'n' --pair 'm','n' "
	    "--output ");
}

/* The recipe of one partition of a derived table. */
static void
expect_outcomes(const char *tree, int number)
{
	char name[100], expected[500];
	const char *text;

	snprintf(name, sizeof(name), "tally-outcomes-%d", number);
	text = recipe(name);
	snprintf(expected, sizeof(expected),
	    "\n'bin/join' --record 'w/records/%s.join-1.json' --set-aside 'w/aside/%s.join-1.csv' --key "
	    "'college'='college' --date 'graduated' --from 'joined' --to "
	    "'left' --several 'first' --add 'cluster'='group' \\\n"
	    "    'w/tables/resolve-g-%d.arrow' \\\n"
	    "    'w/tables/resolve-m.arrow' |\n",
	    name, name, number);
	expect(text, expected);
	snprintf(expected, sizeof(expected),
	    "'bin/follow' --record 'w/records/%s.follow.json' --set-aside 'w/aside/%s.follow.csv' --points 6,12 "
	    "--priority 'A','W' --employed 'W' --until '2026-01-04' "
	    "--dataset 'outcomes' - \\\n    'w/tables/resolve-s-%d.arrow' |\n",
	    name, name, number);
	expect(text, expected);
	snprintf(expected, sizeof(expected),
	    "'bin/tally' --record 'w/records/%s.tally.json' --by "
	    "'period'='cohort','region','group','within' --registry "
	    "'region'='%s/r.json' --registry 'group'='%s/r.json' --set "
	    "'within' --set 'region','within' --set 'group','within' --set '' "
	    "--set 'region' --set 'group' --output 'w/tables/%s.arrow'\n",
	    name, tree, tree, name);
	expect(text, expected);
}

/* Persons who are followed: their key, their partitions, their table. */
static void
people(void **state)
{
	char key[INPUT_KEY_TEXT];
	const char *text;

	people_make();
	make_programs();
	people_write("c.json", PEOPLE_CONFIG(", 'partitions': 2"));
	write_rules(key);
	text = recipe(key);
	expect(text, "\n# key ");
	expect(text, " --key 'key' --name ");
	text = recipe("resolve-g");
	expect(text, " --partition 'person' --partitions 2 --output "
		     "'w/tables/resolve-g-%.arrow' ");
	expect(text, "[ \"$worst\" -ne 0 ] || : >'w/tables/resolve-g.stamp'\n");
	expect(recipe("resolve-m"), " --output 'w/tables/resolve-m.arrow'");
	expect_outcomes(*state, 1);
	expect_outcomes(*state, 2);
	assert_int_equal(access("w/recipes/tally-outcomes-3.sh", F_OK), -1);
	assert_int_equal(access("w/recipes/tally-g-1.sh", F_OK), -1);
	text = recipe("measure-work");
	expect(text, "'w/tables/tally-outcomes-1.arrow'");
	expect(text, "'w/tables/tally-outcomes-2.arrow'");
	text = tree_read("w/rules.mk");
	expect(text, "\nw/tables/resolve-g.stamp: w/recipes/resolve-g.sh");
	expect(text,
	    "\nw/tables/resolve-g-2.arrow: w/tables/resolve-g.stamp\n\t@:\n");
	text = recipe("failed");
	expect(text, "'w/tables/resolve-g.stamp'");
	expect(text, "'w/tables/resolve-m.arrow'");
}

/* A join that adds nothing says which rows stay. */
static void
join_as_filter(void **state)
{
	char key[INPUT_KEY_TEXT];

	(void)state;
	people_make();
	make_programs();
	people_write("t.json",
	    PEOPLE_TABLE("{'join': 'm', 'key': {'college': 'college'}, "
			 "'several': 'first', 'inner': true}, " PEOPLE_JOIN
			 ", " PEOPLE_FOLLOW));
	write_rules(key);
	expect(recipe("tally-outcomes-1"),
	    " --key 'college'='college' --several 'first' --inner \\\n");
}

/* Without a number in the config: one partition for 64 MiB. */
static void
partitions_by_size(void **state)
{
	char key[INPUT_KEY_TEXT];

	(void)state;
	people_make();
	make_programs();
	write_rules(key);
	expect(recipe("resolve-g"), " --partitions 1 ");
	assert_int_equal(truncate("d/g/raw/2026-01-02.csv", 64 << 20), 0);
	write_rules(key); /* and the five bytes of the spells */
	expect(recipe("resolve-g"), " --partitions 2 ");
	expect(recipe("resolve-s"), " --partitions 2 ");
	assert_int_equal(truncate("d/m/raw/2026-01-03.csv", 300 << 20), 0);
	write_rules(key);
	expect(recipe("resolve-g"), " --partitions 2 ");
}

/* A partition that is missing makes resolve run again. */
static void
lost_partition(void **state)
{
	char key[INPUT_KEY_TEXT];

	(void)state;
	people_make();
	make_programs();
	write_rules(key);
	tree_write("w/tables/resolve-g.stamp", "");
	tree_write("w/tables/resolve-g-1.arrow", "x");
	write_rules(key);
	assert_int_equal(access("w/tables/resolve-g.stamp", F_OK), 0);
	assert_int_equal(access("w/tables/resolve-g-1.arrow", F_OK), 0);
	assert_int_equal(unlink("w/tables/resolve-g-1.arrow"), 0);
	write_rules(key);
	assert_int_equal(access("w/tables/resolve-g.stamp", F_OK), -1);
}

/* The results of another key are others; without one there are none. */
static void
keys(void **state)
{
	static const struct stages_place none = { "w", "bin", NULL, NULL };
	static const struct stages_place absent = { "w", "bin", NULL, "no" };
	struct fail f = FAIL_INIT;
	char key[INPUT_KEY_TEXT], *before;
	struct config *c;
	struct inputs *in;

	(void)state;
	people_make();
	make_programs();
	write_rules(key);
	before = strdup(recipe(key));
	assert_non_null(before);
	tree_write("key",
	    "ff0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
	    "\n");
	write_rules(key);
	assert_string_not_equal(before, recipe(key));
	free(before);
	c = config_open("c.json", &f);
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	assert_int_equal(stages_write(c, in, "2026-11-22", &none, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	expect(f.text, "make key");
	f.status = FAIL_NONE;
	assert_int_equal(stages_write(c, in, "2026-11-22", &absent, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	expect(f.text, "make key");
	inputs_free(in);
	config_free(c);
}

/* Two targets of one name would be made one over the other. */
static void
same_names(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c;
	struct inputs *in;

	(void)state;
	people_make();
	make_programs();
	people_write("d/a/schema.json",
	    PEOPLE_SCHEMA("g-1", PEOPLE_FIELD("x", "string", "")));
	people_write("c.json",
	    "{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/g', "
	    "'d/m', 'd/s', 'd/a'], 'tables': ['t.json'], 'registries': "
	    "['r.json'], 'indicators': ['i.json'], 'reports': ['p.json']}");
	c = config_open("c.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	assert_int_equal(stages_write(c, in, "2026-11-22", &place, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	expect(f.text, "\"resolve-g-1\"");
	inputs_free(in);
	config_free(c);
}

/* How the work is split leaves no trace in what is published of the config. */
static void
content_digest(void **state)
{
	char key[INPUT_KEY_TEXT], *before;

	(void)state;
	people_make();
	make_programs();
	write_rules(key);
	before = strdup(tree_read("w/records/plan.json"));
	assert_non_null(before);
	people_write("c.json", PEOPLE_CONFIG(", 'partitions': 7"));
	write_rules(key);
	assert_string_equal(before, tree_read("w/records/plan.json"));
	people_write("c.json", PEOPLE_CONFIG(", 'until': '2026-02-02'"));
	write_rules(key);
	assert_string_not_equal(before, tree_read("w/records/plan.json"));
	free(before);
	expect(recipe("tally-outcomes-1"), " --until '2026-02-02' ");
}

static void
expect_protected(
    const char *schema, const char *definition, const char *a, const char *b)
{
	const char *text;
	char key[INPUT_KEY_TEXT];

	tree_write("d/a/schema.json", schema);
	tree_write("i.json", definition);
	write_rules(key);
	text = tree_read("w/records/plan.json");
	text = strstr(text, "\"protected\": ") + strlen("\"protected\": ");
	assert_memory_equal(text, a, strlen(a));
	text = strstr(text, "\"protected\": ") + strlen("\"protected\": ");
	assert_memory_equal(text, b, strlen(b));
}

/* Which datasets' values may not be published: those of an indicator under
 * the threshold rule, and those about persons. */
static void protected(void **state)
{
	char open[2000], person[2000], *at;

	(void)state;
	make_programs();
	strcpy(open, TREE_INDICATOR);
	at = strstr(open, "\"threshold\"}");
	strcpy(at, "\"none\", \"text\": {\"ru\": \"x\", \"en\": \"x\"}}}");
	strcpy(person, TREE_SCHEMA("a"));
	at = strstr(person, "\"fields\": [") + strlen("\"fields\": [");
	memmove(at + strlen(PERSON), at, strlen(at) + 1);
	memcpy(at, PERSON, strlen(PERSON));
	expect_protected(TREE_SCHEMA("a"), TREE_INDICATOR, "true", "true");
	expect_protected(TREE_SCHEMA("a"), open, "false", "false");
	expect_protected(person, open, "true", "false");
}

/* How many recipes and rules differ from those of the last call. */
static int
count_changed(void)
{
	int count;

	assert_int_equal(system("mkdir -p old; cp -p w/recipes/* new/ "
				"2>/dev/null || { mkdir new && cp -p "
				"w/recipes/* new/; }"),
	    0);
	assert_int_equal(
	    system("diff -rq old new | wc -l >count; rm -r old; mv new old"),
	    0);
	count = atoi(tree_read("count"));
	return count;
}

/* A change touches the scripts of what depends on it, and no other. */
static void
dependence(void **state)
{
	static const struct {
		const char *path, *text;
		int count;
	} edits[] = {
		/* one recipe appears, one goes, resolve has another input */
		{ "d/a/raw/2026-01-02.csv", "three", 3 },
		{ "bin/tally", "x", 2 },
		{ "bin/report", "x", 9 },
		{ "bin/ingest", "x", 2 },
		/* the file and resolve of one dataset */
		{ "d/a/schema.json", TREE_SCHEMA("a") " ", 2 },
		/* files, measure and four forms of the report */
		{ "r.json", TREE_REGISTRY " ", 7 },
		{ "i.json", TREE_INDICATOR " ", 5 },
		{ "p.json", TREE_REPORT " ", 4 },
		{ "c.json", TREE_CONFIG "} ", 0 },
		{ "c.json", TREE_CONFIG ", \"protection\": {\"threshold\": 9}}",
		    1 },
		{ "c.json", TREE_CONFIG ", \"cutoff\": \"2026-02-02\"}", 3 },
		{ "c.json",
		    TREE_CONFIG ", \"cutoff\": \"2026-02-02\", "
				"\"breaks\": \"e.json\"}",
		    4 },
		/* measure, and all forms of the report but CSV */
		{ "e.json", TREE_BREAKS " ", 4 },
	};
	char key[INPUT_KEY_TEXT];
	size_t i;

	(void)state;
	make_programs();
	tree_write("e.json", TREE_BREAKS);
	write_rules(key);
	count_changed();
	for (i = 0; i < COUNT_OF(edits); i++) {
		int count;

		tree_write(edits[i].path, edits[i].text);
		write_rules(key);
		count = count_changed();
		if (count != edits[i].count)
			fail_msg("%s: %d scripts changed, expected %d",
			    edits[i].path, count, edits[i].count);
	}
}

static void
quality_alone(void **state)
{
	char key[INPUT_KEY_TEXT];

	(void)state;
	make_programs();
	tree_write("p.json", "{\"id\": \"quality\", \"kind\": \"quality\"}");
	write_rules(key);
	expect(recipe("quality.json"), "/p.json' --records 'w/records'");
	assert_int_equal(access("w/recipes/measure-work.sh", F_OK), -1);
}

static void
no_program(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c = config_open("c.json", &f);
	struct inputs *in = inputs_open(c, "inputs.json", &f);

	(void)state;
	assert_non_null(in);
	assert_int_equal(stages_write(c, in, "2026-11-22", &place, &f), -1);
	expect(f.text, "bin/ingest: cannot open");
	assert_int_equal(access("w/rules.mk", F_OK), -1);
	inputs_free(in);
	config_free(c);
}

static void
no_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct config *c;
	struct inputs *in;
	int status;

	(void)state;
	people_make();
	make_programs();
	c = config_open("c.json", &f);
	assert_non_null(c);
	in = inputs_open(c, "inputs.json", &f);
	assert_non_null(in);
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		f.status = FAIL_NONE;
		chaos_start(n);
		status = stages_write(c, in, "2026-11-22", &place, &f);
		chaos_stop();
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
	}
	inputs_free(in);
	config_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(stages),
		tree_test(period),
		tree_test(pairs),
		tree_test(people),
		tree_test(join_as_filter),
		tree_test(partitions_by_size),
		tree_test(lost_partition),
		tree_test(keys),
		tree_test(same_names),
		tree_test(content_digest),
		tree_test(protected),
		tree_test(dependence),
		tree_test(quality_alone),
		tree_test(no_program),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
