#include "unit.h"

#include "base/text.h"
#include "record/utf8.h"

/* Every character there is comes back as it was, and no other is one. */
static void
writes_and_reads(void **state)
{
	char bytes[4];
	unsigned c, found;
	size_t size, i;

	(void)state;
	for (c = 1; c < 0x110000; c++) {
		const unsigned char *text = (const unsigned char *)bytes;

		size = utf8_put(c, bytes);
		if (c >= 0xD800 && c < 0xE000) {
			assert_int_equal(utf8_character(text, size, &found), 0);
			continue;
		}
		assert_int_equal(text_valid(bytes, size), size);
		assert_int_equal(utf8_character(text, size, &found), size);
		assert_int_equal(found, c);
		for (i = 1; i < size; i++) {
			assert_int_equal(utf8_character(text, i, &found), 0);
			assert_true(utf8_is_cut(text, i));
		}
		assert_false(utf8_is_cut(text, size));
	}
}

/* libunistring is the reference for bytes of any kind. */
static void
agrees_with_libunistring(void **state)
{
	static const unsigned char kinds[] = { 0x41, 0x80, 0x8F, 0x90, 0x9F,
		0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF,
		0xF0, 0xF1, 0xF4, 0xF5, 0xFF };
	unsigned char bytes[4];
	unsigned i, at, c;
	size_t size;

	(void)state;
	for (i = 0; i < 20 * 20 * 20 * 20; i++) {
		for (at = 0, c = i; at < 4; at++, c /= 20)
			bytes[at] = kinds[c % 20];
		size = utf8_character(bytes, 4, &c);
		assert_int_equal(size > 0, text_valid((char *)bytes, 4) > 0);
		if (size > 0)
			assert_int_equal(text_valid((char *)bytes, size), size);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(writes_and_reads),
		cmocka_unit_test(agrees_with_libunistring),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
