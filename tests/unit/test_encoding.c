#include "unit.h"

#include <iconv.h>

#include "base/message.h"
#include "source/encoding.h"

static const char text[] = "Колледж;Студентов\nГорно-металлургический "
			   "техникум имени Ломоносова;120\nЛицей 5;7\n";

/* The text in another encoding, by iconv itself. */
static size_t
convert(const char *encoding, char *out, size_t size)
{
	iconv_t converter = iconv_open(encoding, "UTF-8");
	char copy[sizeof(text)], *in = copy, *next = out;
	size_t in_left = sizeof(text) - 1, left = size;

	memcpy(copy, text, sizeof(text));
	assert_true(converter != (iconv_t)-1);
	assert_true(
	    iconv(converter, &in, &in_left, &next, &left) != (size_t)-1);
	iconv_close(converter);
	return size - left;
}

static void
check(const char *bytes, size_t length, bool whole, enum encoding expected)
{
	struct fail f = FAIL_INIT;
	struct encoding_guess found;

	if (encoding_detect((const unsigned char *)bytes, length, whole, "x",
		&found, &f) == -1)
		fail_msg("%s", f.text);
	assert_int_equal(found.encoding, expected);
}

static void
check_refused(const char *bytes, size_t length, const char *part)
{
	struct fail f = FAIL_INIT;
	struct encoding_guess found;

	assert_int_equal(encoding_detect((const unsigned char *)bytes, length,
			     true, "x", &found, &f),
	    -1);
	assert_int_equal(f.status, FAIL_DATA);
	if (strstr(f.text, part) == NULL)
		fail_msg("\"%s\" does not say \"%s\"", f.text, part);
}

static void
detects(void **state)
{
	char other[512];
	size_t length;

	(void)state;
	check(text, sizeof(text) - 1, true, ENCODING_UTF_8);
	check("a;b\n1;2\n", 8, true, ENCODING_UTF_8);
	/* the head is cut within a character */
	check(text, 15 + 2, false, ENCODING_UTF_8);
	length = convert("CP1251", other, sizeof(other));
	check(other, length, true, ENCODING_WINDOWS_1251);
	/* one word is enough when nothing speaks against it */
	check("a;\xE4\xE0\n", 5, true, ENCODING_WINDOWS_1251);
	length = convert("KOI8-R", other, sizeof(other));
	check_refused(other, length, "looks like koi8-r");
	length = convert("CP866", other, sizeof(other));
	check_refused(other, length, "looks like cp866");
}

static void
refuses(void **state)
{
	(void)state;
	check_refused("\xFF\xFE"
		      "a\0",
	    4, "UTF-16");
	check_refused("ab\0c", 4, "NUL at byte 2");
	check_refused("\x01\x02\x03\x04\x05\x06", 6, "6 control characters");
	check_refused("d\xE9j\xE0 vu \xE9t\xE9", 11, "neither UTF-8 nor");
}

static void
knows_names(void **state)
{
	(void)state;
	assert_string_equal(encoding_name(ENCODING_CP866), "cp866");
	assert_int_equal(
	    encoding_mark((const unsigned char *)"\xEF\xBB\xBF", 3), 3);
	assert_int_equal(
	    encoding_mark((const unsigned char *)"\xEF\xBB", 2), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(detects),
		cmocka_unit_test(refuses),
		cmocka_unit_test(knows_names),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
