/* test_request.c - cubes as options ask for them */
#include "unit.h"

#include "chaos.h"
#include "cube/request.h"
#include "fixture.h"

static const char tree[] =
    "{\"id\":\"sex\",\"title\":{\"ru\":\"1\",\"en\":\"1\"},\"entries\":["
    "{\"id\":\"_T\",\"title\":{\"ru\":\"2\",\"en\":\"2\"}},"
    "{\"id\":\"M\",\"parent\":\"_T\",\"title\":{\"ru\":\"3\",\"en\":\"3\"}}]}";

static void
add(struct option_list *list, const char *value)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(option_list_add(list, value, &f), 0);
}

/* What a request by the year and the sex fails with. */
static void
assert_refused(struct cube_request *r, const char *message)
{
	struct registry_set registries = { 0, NULL };
	struct fail f = FAIL_INIT;

	r->by = "period=year,sex";
	assert_null(request_open(r, &registries, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, message));
	registry_set_clear(&registries);
	request_clear(r);
	*r = (struct cube_request){ .by = NULL };
}

static void
test_request(void **state)
{
	char *path = fixture_file(tree), *option = malloc(strlen(path) + 5);
	struct cube_request r = { .by = "period=year,sex,=,a=" };
	struct registry_set registries = { 0, NULL };
	struct fail f = FAIL_INIT;
	struct cube *c;

	(void)state;
	sprintf(option, "sex=%s", path);
	add(&r.registries, option);
	add(&r.sets, "sex");
	add(&r.sets, "");
	add(&r.sums, "students");
	add(&r.sums, "employed");
	add(&r.pairs, "employed,students");
	add(&r.distincts, "college");
	assert_non_null(c = request_open(&r, &registries, &f));
	assert_int_equal(registries.count, 1);
	assert_int_equal(cube_dimension_count(c), 4);
	assert_string_equal(cube_dimension(c, 0), "period");
	assert_string_equal(cube_dimension(c, 2), "=");
	assert_string_equal(cube_dimension(c, 3), "a=");
	assert_int_equal(cube_pair_find(c, 1, 0), 0);
	assert_int_equal(cube_distinct_find(c, "college"), 0);
	assert_int_equal(cube_distinct_find(c, "students"), -1);
	assert_int_equal(cube_expand(c, &f), 0);
	assert_string_equal(cube_total(c, 1), "_T");
	assert_int_equal(request_check_files(&r, "x.arrow", NULL, &f), 0);
	assert_int_equal(request_check_files(&r, "x.arrow", path, &f), -1);
	assert_non_null(strstr(f.text, "--record names"));
	cube_free(c);
	registry_set_clear(&registries);
	request_clear(&r);
	fixture_remove(path);
	free(option);
}

static void
test_refuses(void **state)
{
	struct cube_request r = { .by = NULL };

	(void)state;
	add(&r.pairs, "students");
	assert_refused(&r, "--pair is \"students\"");
	add(&r.sets, "year");
	assert_refused(&r, "\"year\" is no dimension of the cube");
	add(&r.sets, "sex");
	add(&r.registries, "sex=");
	assert_refused(&r, "--registry is \"sex=\", expected");
	add(&r.distincts, "rows,");
	assert_refused(&r, "\"rows,\" is no name");
}

static void
test_memory(void **state)
{
	char *path = fixture_file(tree), *option = malloc(strlen(path) + 5);
	struct cube_request r = { .by = "period=year,sex" };
	struct registry_set registries;
	struct fail f;
	struct cube *c;
	long n;

	(void)state;
	sprintf(option, "sex=%s", path);
	add(&r.registries, option);
	add(&r.sets, "sex");
	add(&r.distincts, "college");
	for (n = 1; n == 1 || chaos_failed(); n++) {
		registries = (struct registry_set){ 0, NULL };
		f = (struct fail)FAIL_INIT;
		chaos_start(n);
		c = request_open(&r, &registries, &f);
		chaos_stop();
		if (c == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		cube_free(c);
		registry_set_clear(&registries);
	}
	request_clear(&r);
	fixture_remove(path);
	free(option);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_request),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
