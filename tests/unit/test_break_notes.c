/* break_notes: which breaks touch a report, what they stopped, and the words */
#include "unit.h"

#include "chaos.h"
#include "report/break_notes.h"
#include "series_fixture.h"

#define TEXTS \
	"\"text\": " BOTH("Two were merged.") ", \"source\": " BOTH("Order 1")
#define DECLARED                                                                \
	"{\"kind\": \"breaks\", \"breaks\": ["                                  \
	"{\"period\": \"2023\", \"where\": {\"territory\": [\"XX-A\"]}, " TEXTS \
	"}, {\"period\": \"2024-02\", \"indicators\": [\"share\"], " TEXTS      \
	"}, {\"period\": \"2023\", \"indicators\": [\"else\"], " TEXTS          \
	"}, {\"period\": \"1999\", " TEXTS "}]}"

/* All growth and changes of 2023 stand for what a break has stopped. */
static void
stop(struct fixture *x, enum observation_reason reason)
{
	size_t row;

	for (row = 0; row < x->view.observations.count; row++)
		if (x->view.observations.reason[row] ==
		    REASON_NO_EARLIER_PERIOD)
			x->view.observations.reason[row] = (uint16_t)reason;
}

static void
declare(struct fixture *x, struct breaks *breaks)
{
	fixture_write(x, "sex.json", DECLARED); /* it is removed later */
	if (breaks_open(breaks, fixture_path(x, "sex.json"), &x->fail) == -1 ||
	    breaks_apply(breaks, &x->definitions, &x->fail) == -1)
		fail_msg("%s", x->fail.text);
}

static void
check_text(const struct break_note *note, const char *expected)
{
	struct fail f = FAIL_INIT;
	char *text = break_note_text(note, LANGUAGE_EN, &f);

	assert_non_null(text);
	assert_string_equal(text, expected);
	free(text);
}

/* One of Altai: growth and change of 2023.  One of a share, which has no
 * growth, in the month of a year of the data. */
static void
test_declared(void **state)
{
	struct fixture x;
	struct breaks breaks;
	struct break_notes notes;

	(void)state;
	series_open(&x, "");
	stop(&x, REASON_BREAK);
	declare(&x, &breaks);
	assert_int_equal(break_notes_open(&notes, &x.view, &x.fail), 0);
	assert_int_equal(notes.count, 2);
	assert_int_equal(notes.items[0].count, 1);
	assert_int_equal(notes.items[0].effects[0].indicator, 0);
	assert_int_equal(notes.items[0].effects[0].stopped, 2);
	check_text(&notes.items[0],
	    "Break in series: 2023 (Altai). Two were merged. Source: Order 1. "
	    "\"members\": because of it 2 figures of growth and change are not "
	    "computed.");
	assert_int_equal(notes.items[1].effects[0].indicator, 1);
	check_text(&notes.items[1],
	    "Break in series: 2024-02. Two were merged. Source: Order 1. "
	    "\"share\": figures before and after are not comparable.");
	break_notes_clear(&notes);
	breaks_clear(&breaks);
	series_close(&x);
}

static void
test_detected(void **state)
{
	struct fixture x;
	struct break_notes notes;
	struct json_value *value;
	char text[256] = "";
	FILE *stream;

	(void)state;
	series_open(&x, "");
	assert_int_equal(break_notes_open(&notes, &x.view, &x.fail), 0);
	assert_int_equal(notes.count, 0);
	break_notes_clear(&notes);
	stop(&x, REASON_DETECTED_BREAK);
	assert_int_equal(break_notes_open(&notes, &x.view, &x.fail), 0);
	assert_int_equal(notes.count, 1);
	check_text(&notes.items[0],
	    "Break in series found by a test (sup F, level 5%; the place by "
	    "the least BIC, Bai and Perron): 2023, 2025. \"members\": because "
	    "of it 5 figures of growth and change are not computed.");
	value = break_note_value(&notes.items[0]);
	stream = fmemopen(text, sizeof(text), "w");
	assert_non_null(stream);
	assert_int_equal(json_write(value, stream, 0, &x.fail), 0);
	fclose(stream);
	assert_string_equal(text,
	    "{\"kind\":\"detected\",\"indicators\":[{\"id\":\"members\","
	    "\"periods\":[\"2023\",\"2025\"],\"not_computed\":5}]}\n");
	json_value_free(value);
	break_notes_clear(&notes);
	series_close(&x);
}

static void
test_memory_ends(void **state)
{
	struct fixture x;
	struct breaks breaks;
	struct break_notes notes;
	int status;
	long n;

	(void)state;
	series_open(&x, "");
	declare(&x, &breaks);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		chaos_start(n);
		status = break_notes_open(&notes, &x.view, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		break_notes_clear(&notes);
	}
	breaks_clear(&breaks);
	series_close(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_declared),
		cmocka_unit_test(test_detected),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
