/* test_losses - what a run did not count, in a line */
#include "unit.h"

#include "report/losses.h"

static void
expect(struct record_stage *stages, size_t count, const char *see,
    const char *line)
{
	struct records r = { .stages = stages, .stage_count = count };
	struct fail f = FAIL_INIT;
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);

	assert_non_null(stream);
	assert_int_equal(losses_text(&r, see, stream, &f), 0);
	assert_int_equal(fclose(stream), 0);
	assert_string_equal(text, line);
	free(text);
}

static void
test_line(void **state)
{
	struct record_stage all[] = { { "ingest", 3, 100, 98, 0, 0 },
		{ "clean", 3, 98, 95, 0, 0 }, { "link", 3, 95, 91, 0, 0 },
		{ "resolve", 1, 91, 80, 0, 0 }, { "tally", 1, 80, 7, 0, 0 } };
	struct record_stage none[] = { { "ingest", 3, 100, 100, 0, 0 },
		{ "tally", 1, 100, 7, 0, 0 } };
	struct record_stage linked[] = { { "link", 1, 5, 4, 0, 0 } };
	/* 2 of the 11 that resolve leaves out are under review; follow makes
	 * 3 rows of each, but for 1 that it sets aside. */
	struct record_stage joined[] = { { "resolve", 1, 91, 80, 0, 2 },
		{ "follow", 1, 80, 237, 1, 0 } };

	(void)state;
	expect(all, 5, "q.txt",
	    "rows set aside: 5; rows under review: 4; rows replaced, late or "
	    "repeated: 11; see q.txt\n");
	expect(linked, 1, NULL, "rows under review: 1\n");
	expect(joined, 2, NULL,
	    "rows set aside: 1; rows under review: 2; rows replaced, late or "
	    "repeated: 9\n");
	expect(none, 2, "q.txt", "");
}

static void
test_full(void **state)
{
	struct record_stage stages[] = { { "link", 1, 5, 4, 0, 0 } };
	struct records r = { .stages = stages, .stage_count = 1 };
	struct fail f = FAIL_INIT;
	FILE *stream = fopen("/dev/full", "w");

	(void)state;
	assert_non_null(stream);
	setvbuf(stream, NULL, _IONBF, 0);
	assert_int_equal(losses_text(&r, NULL, stream, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	fclose(stream);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_full),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
