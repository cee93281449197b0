#include "unit.h"

#include "chaos.h"
#include "plan/manifest.h"
#include "plan/stages.h"
#include "plan_tree.h"

static const char *const programs[] = { "ingest", "clean", "link", "resolve",
	"tally", "measure", "protect", "report" };

#define PERSON                                                 \
	"{\"name\": \"who\", \"type\": \"string\", \"role\": " \
	"\"person\", \"title\": {\"ru\": \"x\", \"en\": \"x\"}}, "

static const struct stages_place place = { "w", "bin", NULL, NULL };

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
	expect(text, " --tolerance 0.05");
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
	};
	char key[INPUT_KEY_TEXT];
	size_t i;

	(void)state;
	make_programs();
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
	struct config *c = config_open("c.json", &f);
	struct inputs *in = inputs_open(c, "inputs.json", &f);
	int status;

	(void)state;
	make_programs();
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
		tree_test(protected),
		tree_test(dependence),
		tree_test(quality_alone),
		tree_test(no_program),
		tree_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
