#include "unit.h"

#include "base/message.h"
#include "source/note.h"

static bool
starts(const char *text)
{
	return note_starts(text, strlen(text));
}

static void
knows_notes(void **state)
{
	(void)state;
	assert_true(starts("* По данным ведомств"));
	assert_true(starts("  Примечание: без филиалов"));
	assert_true(starts("ИСТОЧНИК"));
	assert_true(starts("Source: survey"));
	assert_false(starts("Notebooks"));
	assert_false(starts("Итого"));
	assert_false(starts(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_notes),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
