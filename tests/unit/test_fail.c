#include "unit.h"

#include <errno.h>

#include "base/fail.h"

static void
describes_the_failure(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(f.status, FAIL_NONE);
	assert_int_equal(fail_set(&f, FAIL_DATA, "%s:%d: bad", "a.csv", 3), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text, "a.csv:3: bad");
	errno = ENOENT;
	assert_int_equal(fail_errno(&f, "%s: cannot open", "x"), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(
	    f.text, "x: cannot open: No such file or directory");
	assert_int_equal(fail_memory(&f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(f.text, "out of memory");
}

static void
nobody_need_listen(void **state)
{
	(void)state;
	assert_int_equal(fail_set(NULL, FAIL_DATA, "bad"), -1);
	assert_int_equal(fail_errno(NULL, "bad"), -1);
	assert_int_equal(fail_memory(NULL), -1);
}

static void
steers_no_terminal(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	fail_set(&f, FAIL_DATA, "%s",
	    "a\x1b[2Jb\nc\td\re\x7f \xC2\x9B \xE2\x80\xAE \xFF \xD0");
	assert_string_equal(
	    f.text, "a\\x1b[2Jb\\nc\\td\\re\\x7f \\u009b \\u202e \\xff \\xd0");
}

static void
ends_with_a_whole_character(void **state)
{
	struct fail f = FAIL_INIT;
	char text[3000];

	(void)state;
	/* "x" and then letters of two bytes: 1 + 2 * 511 = 1023 */
	for (size_t i = 0; i < 1400; i++)
		memcpy(text + 1 + 2 * i, "\xD0\x96", 2);
	text[0] = 'x';
	text[2801] = '\0';
	fail_set(&f, FAIL_DATA, "%s", text);
	assert_int_equal(strlen(f.text), 1023);
	/* without "x" the last letter does not fit */
	fail_set(&f, FAIL_DATA, "%s", text + 1);
	assert_int_equal(strlen(f.text), 1022);
	/* a visible form is not cut either */
	memset(text, '\x01', 2000);
	text[2000] = '\0';
	fail_set(&f, FAIL_DATA, "%s", text);
	assert_int_equal(strlen(f.text), 1020);
	assert_string_equal(f.text + 1016, "\\x01");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(describes_the_failure),
		cmocka_unit_test(nobody_need_listen),
		cmocka_unit_test(steers_no_terminal),
		cmocka_unit_test(ends_with_a_whole_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
