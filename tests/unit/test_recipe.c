#include "unit.h"

#include "plan/recipe.h"
#include <fcntl.h>
#include <time.h>

#include "plan_tree.h"

static void
write_one(struct recipes *r, const char *says)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(recipe_open(r, "one", "tables", ".arrow", &f), 0);
	recipe_part(r, "schema", "abc");
	recipe_begin(r, says);
	recipe_recorded(r, "first");
	recipe_option(r, "name", "it's");
	recipe_text(r, " |\n");
	recipe_program(r, "second");
	recipe_output(r);
	recipe_operand(r, "tables", "zero", ".arrow");
	recipe_needs(r, "records", "plan", ".json");
	assert_int_equal(recipe_close(r, &f), 0);
}

static void
write_plan(const char *says)
{
	struct fail f = FAIL_INIT;
	struct recipes r;

	assert_int_equal(recipes_open(&r, "w", "bin", "ru", &f), 0);
	write_one(&r, says);
	assert_int_equal(recipe_open(&r, "all.txt", "out", "", &f), 0);
	recipe_needs_all(&r);
	recipe_begin(&r, "all");
	recipe_program(&r, "third");
	recipe_output(&r);
	assert_int_equal(recipe_close(&r, &f), 0);
	assert_int_equal(recipes_close(&r, &f), 0);
	recipes_clear(&r);
}

static void
rules(void **state)
{
	const char *text;

	(void)state;
	write_plan("one");
	text = tree_read("w/rules.mk");
	assert_non_null(
	    strstr(text, "\nw/tables/one.arrow: w/recipes/one.sh \\\n"
			 "    w/tables/zero.arrow \\\n    w/records/plan.json\n"
			 "\t@$(LAUNCH) bash $<\nMADE += w/tables/one.arrow\n"));
	assert_non_null(
	    strstr(text, "\nw/out/all.txt: w/recipes/all.txt.sh $(MADE)\n"));
	assert_non_null(
	    strstr(text, "\npublish: $(filter w/out/%,$(MADE))\n"
			 "\t@bash w/recipes/publish.sh $(PUBLISH)\n"));
}

static void
program(const char *name, const char *text)
{
	char path[100];

	snprintf(path, sizeof(path), "bin/%s", name);
	tree_write(path, text);
	assert_int_equal(chmod(path, 0700), 0);
}

/* Run the recipe; its exit status is the one it records. */
static int
run_recipe(const char *first, const char *second)
{
	int status;

	mkdir("bin", 0700);
	program("first", first);
	program("second", second);
	tree_write("w/tables/one.arrow", "old");
	status = WEXITSTATUS(system("bash w/recipes/one.sh >said 2>&1"));
	assert_int_equal(tree_read("w/status/one")[0] - '0', status);
	return status;
}

static void
statuses(void **state)
{
	(void)state;
	write_plan("raw/\033[1m.csv");
	assert_int_equal(
	    run_recipe("#!/bin/sh\necho \"$*\"\n", "#!/bin/sh\ncat >\"$2\"\n"),
	    0);
	assert_string_equal(tree_read("said"), "raw/\\x1b[1m.csv\n");
	assert_string_equal(tree_read("w/tables/one.arrow"),
	    "--record w/records/one.first.json --name it's\n");
	assert_int_equal(run_recipe("#!/bin/sh\nexit 1\n", "#!/bin/sh\n"), 1);
	assert_int_equal(access("w/tables/one.arrow", F_OK), -1);
	assert_int_equal(
	    run_recipe("#!/bin/sh\nexit 2\n", "#!/bin/sh\nexit 1\n"), 2);
	assert_int_equal(run_recipe("#!/bin/sh\n", "#!/bin/sh\nkill $$\n"), 3);
	assert_int_equal(unlink("bin/first"), 0);
	assert_int_equal(
	    WEXITSTATUS(system("bash w/recipes/one.sh >said 2>&1")), 3);
}

static void
sweep(void **state)
{
	static const char *const kept[] = { "w/tables/one.arrow",
		"w/records/one.first.json", "w/records/one.first.json.timing",
		"w/records/plan.json", "w/status/one", "w/out/all.txt",
		"w/recipes/publish.sh", "w/recipes/one.sh",
		"w/records/all.txt.report.json" };
	static const char *const gone[] = { "w/tables/two.arrow",
		"w/records/on.first.json", "w/records/oneself.json",
		"w/out/all.json", "w/status/all", "w/aside/.x",
		"w/aside/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
		"xxxxxxxxxxxxxxxxxxxxxx" };
	struct stat st;
	size_t i;

	(void)state;
	write_plan("one");
	assert_int_equal(stat("w", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	for (i = 0; i < COUNT_OF(kept); i++)
		tree_write(kept[i], "");
	for (i = 0; i < COUNT_OF(gone); i++)
		tree_write(gone[i], "");
	write_plan("one");
	for (i = 0; i < COUNT_OF(kept); i++)
		assert_int_equal(access(kept[i], F_OK), 0);
	for (i = 0; i < COUNT_OF(gone); i++)
		assert_int_equal(access(gone[i], F_OK), -1);
}

/* The clock was set back: results from the future are made again, for those
 * of the present would be older; what was just planned is of the present. */
static void
future(void **state)
{
	static const char *const names[] = { "w/tables/one.arrow",
		"w/out/all.txt", "w/records/one.first.json",
		"w/recipes/one.sh" };
	const struct timespec day = { time(NULL) + 86400, 0 };
	const struct timespec times[2] = { day, day };
	struct stat st;
	size_t i;

	(void)state;
	write_plan("one");
	for (i = 0; i < COUNT_OF(names); i++) {
		if (i < 3)
			tree_write(names[i], "");
		assert_int_equal(utimensat(AT_FDCWD, names[i], times, 0), 0);
	}
	write_plan("one");
	assert_int_equal(access("w/tables/one.arrow", F_OK), -1);
	assert_int_equal(access("w/out/all.txt", F_OK), -1);
	assert_int_equal(access("w/records/one.first.json", F_OK), 0);
	assert_int_equal(stat("w/recipes/one.sh", &st), 0);
	assert_true(st.st_mtime < day.tv_sec - 3600);
}

static void
bad_place(void **state)
{
	static const char *const places[] = { "a b", "a$b", "a'b", "", "-a",
		"данные" };
	struct fail f = FAIL_INIT;
	struct recipes r;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(places); i++) {
		f.status = FAIL_NONE;
		assert_int_equal(
		    recipes_open(&r, places[i], "bin", "ru", &f), -1);
		recipes_clear(&r);
		assert_int_equal(f.status, FAIL_USAGE);
		assert_int_equal(
		    recipes_open(&r, "w", places[i], "ru", &f), -1);
		recipes_clear(&r);
	}
	assert_int_equal(recipes_open(&r, "no/w", "bin", "ru", &f), -1);
	recipes_clear(&r);
	assert_int_equal(f.status, FAIL_SYSTEM);
	tree_write("file", "");
	assert_int_equal(recipes_open(&r, "file", "bin", "ru", &f), -1);
	recipes_clear(&r);
}

/* A recipe that makes several files, and says when it ran. */
static void
write_several(const char *further)
{
	struct fail f = FAIL_INIT;
	struct recipes r;

	assert_int_equal(recipes_open(&r, "w", "bin", "ru", &f), 0);
	assert_int_equal(recipe_open(&r, "all", "tables", ".stamp", &f), 0);
	recipe_begin(&r, "all");
	recipe_recorded_as(&r, "first", "first-2");
	recipe_stamp(&r);
	assert_int_equal(recipe_close(&r, &f), 0);
	assert_int_equal(recipe_beside(&r, "tables", further, ".arrow", &f), 0);
	assert_int_equal(recipes_close(&r, &f), 0);
	recipes_clear(&r);
}

static void
several(void **state)
{
	(void)state;
	write_several("part");
	assert_non_null(strstr(tree_read("w/rules.mk"),
	    "\nw/tables/part.arrow: w/tables/all.stamp\n\t@:\n"));
	assert_non_null(strstr(tree_read("w/recipes/all.sh"),
	    "'bin/first' --record 'w/records/all.first-2.json'"));
	tree_write("w/tables/part.arrow", "");
	mkdir("bin", 0700);
	program("first", "#!/bin/sh\nexit 0\n");
	assert_int_equal(system("bash w/recipes/all.sh >said 2>&1"), 0);
	assert_int_equal(access("w/tables/all.stamp", F_OK), 0);
	program("first", "#!/bin/sh\nexit 1\n");
	assert_int_equal(
	    WEXITSTATUS(system("bash w/recipes/all.sh >said 2>&1")), 1);
	assert_int_equal(access("w/tables/all.stamp", F_OK), -1);
	write_several("part");
	assert_int_equal(access("w/tables/part.arrow", F_OK), 0);
	write_several("other");
	assert_int_equal(access("w/tables/part.arrow", F_OK), -1);
}

/* What depends on a file that kept its time does not run. */
static void
kept(void **state)
{
	struct fail f = FAIL_INIT;
	struct recipes r;
	int i;

	(void)state;
	mkdir("bin", 0700);
	program("first", "#!/bin/sh\n[ -e w/tables/part.arrow ] || "
			 "echo 1 >w/tables/part.arrow\n");
	program("second", "#!/bin/sh\necho 2 >w/out/x\necho ran\n");
	for (i = 0; i < 2; i++) {
		assert_int_equal(recipes_open(&r, "w", "bin", "ru", &f), 0);
		assert_int_equal(
		    recipe_open(&r, "all", "tables", ".stamp", &f), 0);
		recipe_begin(&r, i == 0 ? "first time" : "second time");
		recipe_program(&r, "first");
		recipe_stamp(&r);
		assert_int_equal(recipe_close(&r, &f), 0);
		assert_int_equal(
		    recipe_beside(&r, "tables", "part", ".arrow", &f), 0);
		assert_int_equal(recipe_open(&r, "x", "out", "", &f), 0);
		recipe_begin(&r, "x");
		recipe_program(&r, "second");
		recipe_operand(&r, "tables", "part", ".arrow");
		assert_int_equal(recipe_close(&r, &f), 0);
		assert_int_equal(recipes_close(&r, &f), 0);
		recipes_clear(&r);
		assert_int_equal(system("make -s -f w/rules.mk w/out/x "
					">said 2>&1"),
		    0);
		assert_string_equal(tree_read("said"),
		    i == 0 ? "first time\nx\nran\n" : "second time\n");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		tree_test(rules),
		tree_test(statuses),
		tree_test(several),
		tree_test(kept),
		tree_test(sweep),
		tree_test(future),
		tree_test(bad_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
