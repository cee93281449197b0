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
	struct record_stage all[] = { { "ingest", 3, 100, 98 },
		{ "clean", 3, 98, 95 }, { "link", 3, 95, 91 },
		{ "resolve", 1, 91, 80 }, { "tally", 1, 80, 7 } };
	struct record_stage none[] = { { "ingest", 3, 100, 100 },
		{ "tally", 1, 100, 7 } };
	struct record_stage linked[] = { { "link", 1, 5, 4 } };

	(void)state;
	expect(all, 5, "q.txt",
	    "rows set aside: 5; rows under review: 4; rows replaced, late or "
	    "repeated: 11; see q.txt\n");
	expect(linked, 1, NULL, "rows under review: 1\n");
	expect(none, 2, "q.txt", "");
}

static void
test_full(void **state)
{
	struct record_stage stages[] = { { "link", 1, 5, 4 } };
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
