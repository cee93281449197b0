/*
 * plan_tree.h - a small config with all it names, in a scratch folder that is
 * the working directory of the test:
 *	cmocka_unit_test_setup_teardown(test, tree_make, tree_remove)
 */
#ifndef UNIT_PLAN_TREE_H
#define UNIT_PLAN_TREE_H

#include <sys/stat.h>
#include <unistd.h>

#define TREE_TITLE "\"title\": {\"ru\": \"x\", \"en\": \"x\"}"
#define TREE_CONFIG                                                          \
	"{" TREE_TITLE ", \"languages\": [\"en\", \"ru\"], \"datasets\": "   \
	"[\"d/a\", \"d/b\"], \"registries\": [\"r.json\"], \"indicators\": " \
	"[\"i.json\"], \"reports\": [\"p.json\"]"
#define TREE_SCHEMA(name)                                                              \
	"{\"name\": \"" name "\", " TREE_TITLE ", \"source\": {\"ru\": "               \
	"\"x\", \"en\": \"x\"}, \"licence\": \"CC0\", \"submission\": "                \
	"{\"sender\": {\"value\": \"s\"}, \"form\": {\"value\": \"f\"}, "              \
	"\"period\": {\"value\": \"2025\"}, \"version\": {\"value\": "                 \
	"\"1\"}, \"received\": {\"filename\": \"([0-9-]+)\"}}, "                       \
	"\"fields\": [{\"name\": \"sex\", \"type\": \"string\", "                      \
	"\"registry\": \"sexes\", \"role\": \"dimension\", " TREE_TITLE                \
	"}, {\"name\": \"n\", \"type\": \"integer\", \"role\": \"count\", " TREE_TITLE \
	"}]}"
#define TREE_REGISTRY                                             \
	"{\"id\": \"sexes\", " TREE_TITLE ", \"source\": \"x\", " \
	"\"entries\": [{\"id\": \"M\", " TREE_TITLE "}]}"
#define TREE_INDICATOR                                                                \
	"{\"id\": \"rate\", \"kind\": \"indicator\", \"version\": \"1\", " TREE_TITLE \
	", \"unit\": \"percent\", \"text\": {\"ru\": \"x\", "                         \
	"\"en\": \"x\"}, \"source\": {\"ru\": \"x\", \"en\": \"x\"}, "                \
	"\"valid\": {\"from\": \"2020-01-01\", \"to\": null}, "                       \
	"\"dimensions\": [{\"name\": \"sex\", \"registry\": \"sexes\"}], "            \
	"\"numerator\": {\"dataset\": \"a\", \"measure\": \"n\"}, "                   \
	"\"denominator\": {\"dataset\": \"b\", \"measure\": \"rows\"}, "              \
	"\"interval\": {\"method\": \"wilson\", \"level\": 0.95}, "                   \
	"\"protection\": {\"rule\": \"threshold\"}}"
#define TREE_REPORT                                                   \
	"{\"id\": \"work\", \"kind\": \"report\", " TREE_TITLE        \
	", \"indicators\": [\"rate\"], \"breakdowns\": [[\"sex\"]], " \
	"\"totals\": {\"sex\": \"M\"}}"

#define TREE_BREAK(more)                                                  \
	"{\"kind\": \"breaks\", \"breaks\": [{\"period\": \"2024\", "     \
	"\"text\": {\"ru\": \"x\", \"en\": \"x\"}, \"source\": {\"ru\": " \
	"\"x\", \"en\": \"x\"}" more "}]}"
#define TREE_BREAKS TREE_BREAK(", \"where\": {\"sex\": [\"M\"]}")

static inline void
tree_write(const char *path, const char *text)
{
	FILE *stream = fopen(path, "w");

	assert_non_null(stream);
	fputs(text, stream);
	assert_int_equal(fclose(stream), 0);
}

/* The content of a file; the next call writes over it. */
static inline const char *
tree_read(const char *path)
{
	static char text[100000];
	FILE *stream = fopen(path, "r");

	assert_non_null(stream);
	text[fread(text, 1, sizeof(text) - 1, stream)] = '\0';
	fclose(stream);
	return text;
}

static inline int
tree_make(void **state)
{
	static const char *const folders[] = { "d", "d/a", "d/a/raw", "d/b",
		"d/b/raw" };
	char folder[] = "/tmp/test_plan.XXXXXX";
	size_t i;

	if (mkdtemp(folder) == NULL || chdir(folder) == -1)
		return -1;
	*state = strdup(folder);
	for (i = 0; i < COUNT_OF(folders); i++)
		if (mkdir(folders[i], 0700) == -1)
			return -1;
	tree_write("c.json", TREE_CONFIG "}");
	tree_write("r.json", TREE_REGISTRY);
	tree_write("i.json", TREE_INDICATOR);
	tree_write("p.json", TREE_REPORT);
	tree_write("d/a/schema.json", TREE_SCHEMA("a"));
	tree_write("d/b/schema.json", TREE_SCHEMA("b"));
	tree_write("d/a/raw/2026-01-02.csv", "one");
	tree_write("d/b/raw/2026-01-03.csv", "two");
	return 0;
}

static inline int
tree_remove(void **state)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -rf %s", (char *)*state);
	free(*state);
	return chdir("/") == -1 ? -1 : system(command);
}

#define tree_test(test) \
	cmocka_unit_test_setup_teardown(test, tree_make, tree_remove)

#endif
