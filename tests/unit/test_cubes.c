/* cubes: partitions of a dataset are added up, datasets kept apart */
#include "unit.h"

#include "fixture.h"
#include "measure/cubes.h"
#include "table/sink.h"

static char *
saved(struct cube *cube)
{
	char *path = fixture_file("");
	struct fail f = FAIL_INIT;
	struct sink out = SINK_INIT;

	assert_int_equal(sink_open(&out, path, cube_schema(cube), &f), 0);
	assert_int_equal(cube_write(cube, out.writer, &f), 0);
	assert_int_equal(sink_commit(&out, &f), 0);
	sink_discard(&out);
	cube_free(cube);
	return path;
}

static void
test_merge(void **state)
{
	char *paths[] = { saved(fixture_cube("b", "place", "n", "x 1 y 2")),
		saved(fixture_cube("a", "place", "n", "x 7")),
		saved(fixture_cube("b", "place", "n", "y 3 z 4")) };
	struct cubes cubes = CUBES_INIT;
	struct fail f = FAIL_INIT;
	const struct cube *b;
	size_t cell, i;

	(void)state;
	assert_int_equal(
	    cubes_open(&cubes, (const char *const *)paths, 3, &f), 0);
	assert_int_equal(cubes.count, 2);
	assert_int_equal(cubes_cells(&cubes), 1 + 3);
	assert_ptr_equal(cubes_find(&cubes, "a"), cubes.items[0]);
	assert_null(cubes_find(&cubes, "c"));
	b = cubes_find(&cubes, "b");
	assert_non_null(b);
	for (cell = 0; strcmp(cube_text(b, cell, 0), "y") != 0;)
		assert_true(++cell < cube_cells(b));
	assert_int_equal(cube_value(b, cell, 0, CUBE_SUM), 2 + 3);
	cubes_clear(&cubes);
	for (i = 0; i < COUNT_OF(paths); i++)
		fixture_remove(paths[i]);
}

static void
test_unlike_partitions(void **state)
{
	char *paths[] = { saved(fixture_cube("b", "place", "n", "x 1")),
		saved(fixture_cube("b", "town", "n", "x 1")) };
	struct cubes cubes = CUBES_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(
	    cubes_open(&cubes, (const char *const *)paths, 2, &f), -1);
	assert_int_not_equal(f.status, FAIL_NONE);
	cubes_clear(&cubes);
	fixture_remove(paths[0]);
	fixture_remove(paths[1]);
}

/* The same file, by whatever name, would be added to itself. */
static void
test_same_file(void **state)
{
	char *path = saved(fixture_cube("b", "place", "n", "x 1")), again[64];
	const char *const paths[] = { path, again };
	struct cubes cubes = CUBES_INIT;
	struct fail f = FAIL_INIT;

	(void)state;
	snprintf(again, sizeof(again), "/tmp/../%s", path);
	assert_int_equal(cubes_open(&cubes, paths, 2, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "would count twice"));
	assert_int_equal(cubes.count, 0);
	cubes_clear(&cubes);
	fixture_remove(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_merge),
		cmocka_unit_test(test_unlike_partitions),
		cmocka_unit_test(test_same_file),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
