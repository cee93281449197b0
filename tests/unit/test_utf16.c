#include "unit.h"

#include <iconv.h>
#include <stdlib.h>

#include "record/utf16.h"

/* Pieces of this many bytes. */
static size_t
convert(bool big, const unsigned char *from, size_t length, size_t piece,
    unsigned char *to)
{
	struct utf16 u = UTF16_INIT(big);
	size_t i, part, used = 0;

	for (i = 0; i < length; i += part) {
		part = length - i < piece ? length - i : piece;
		used += utf16_text(&u, from + i, part, false, to + used);
	}
	return used + utf16_text(&u, NULL, 0, true, to + used);
}

/* Each character, in both orders, is what iconv makes of it. */
static void
agrees_with_iconv(void **state)
{
	static const char *const names[] = { "UTF-16LE", "UTF-16BE" };

	(void)state;
	for (int big = 0; big < 2; big++) {
		iconv_t converter = iconv_open(names[big], "UTF-32LE");
		iconv_t back = iconv_open("UTF-8", "UTF-32LE");

		assert_true(converter != (iconv_t)-1 && back != (iconv_t)-1);
		for (unsigned c = 1; c < 0x110000; c += c < 0x3000 ? 1 : 61) {
			unsigned char out[4], text[UTF16_ROOM(4)];
			char in[4] = { (char)c, (char)(c >> 8), (char)(c >> 16),
				0 };
			char *from = in, *to = (char *)out;
			size_t in_left = 4, left = sizeof(out), used;
			char expected[4], *next = expected;
			size_t expected_left = 4;

			if (c >= 0xD800 && c < 0xE000)
				continue;
			assert_true(iconv(converter, &from, &in_left, &to,
					&left) != (size_t)-1);
			used =
			    convert(big == 1, out, sizeof(out) - left, 4, text);
			from = in;
			in_left = 4;
			iconv(back, &from, &in_left, &next, &expected_left);
			assert_int_equal(used, 4 - expected_left);
			assert_memory_equal(text, expected, used);
			assert_int_equal(
			    utf16_bytes(text, used), sizeof(out) - left);
		}
		iconv_close(converter);
		iconv_close(back);
	}
}

static void
check(const char *from, size_t length, const char *expected)
{
	unsigned char text[64];
	size_t piece, used;

	for (piece = 1; piece <= length; piece++) {
		used = convert(
		    false, (const unsigned char *)from, length, piece, text);
		assert_int_equal(used, strlen(expected));
		assert_memory_equal(text, expected, used);
	}
}

/* U+1F393 is D83C DF93. */
static void
replaces_what_is_none(void **state)
{
	(void)state;
	check("a\0\x3C\xD8\x93\xDF", 6, "a\xF0\x9F\x8E\x93");
	check("\x3C\xD8"
	      "b\0",
	    4,
	    "\xEF\xBF\xBD"
	    "b");
	check("\x3C\xD8\x3C\xD8\x93\xDF", 6, "\xEF\xBF\xBD\xF0\x9F\x8E\x93");
	check("\x93\xDF"
	      "b\0",
	    4,
	    "\xEF\xBF\xBD"
	    "b");
	check("b\0\x3C\xD8", 4, "b\xEF\xBF\xBD");
	check("b\0c", 3, "b\xEF\xBF\xBD");
	check("\x3C\xD8\x01", 3, "\xEF\xBF\xBD\xEF\xBF\xBD");
	check("\xFF\xFE", 2, "\xEF\xBB\xBF");
}

/* Whatever the bytes: no piece gives more than it may. */
static void
keeps_to_its_room(void **state)
{
	unsigned char from[64], to[UTF16_ROOM(sizeof(from))];
	struct utf16 u = UTF16_INIT(true);
	unsigned seed = 1;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t length = (seed = seed * 1103515245 + 12345) >> 16 & 63;

		for (size_t i = 0; i < length; i++) {
			seed = seed * 1103515245 + 12345;
			/* mostly surrogates */
			from[i] =
			    (unsigned char)((seed >> 16 & 3) == 0
						? seed >> 24
						: 0xD8 + (seed >> 20 & 7));
		}
		assert_true(utf16_text(&u, from, length, round % 3 == 0, to) <=
			    UTF16_ROOM(length));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_iconv),
		cmocka_unit_test(replaces_what_is_none),
		cmocka_unit_test(keeps_to_its_room),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
