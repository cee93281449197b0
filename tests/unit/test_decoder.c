#include "unit.h"

#include <iconv.h>

#include "source/decoder.h"

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
decodes_by_table(void **state)
{
	struct fail f = FAIL_INIT;
	struct decoder d = DECODER_INIT;
	char other[512];
	const char *decoded;
	size_t length = convert("CP1251", other, sizeof(other)), bad = 1;

	(void)state;
	assert_int_equal(decoder_start(&d, ENCODING_WINDOWS_1251, &f), 0);
	assert_int_equal(decoder_reserve(&d, length, &f), 0);
	decoded = decoder_text(&d, other, &length);
	assert_int_equal(length, sizeof(text) - 1);
	assert_memory_equal(decoded, text, length);
	/* 0x98 is no character of Windows-1251 */
	assert_null(decoder_text(&d, "\x98", &bad));
	decoder_clear(&d);
}

/* A text ends in NUL at the latest after those of its record, also where the
 * next is none: regexec() may look for it. */
static void
ends_in_nul(void **state)
{
	struct fail f = FAIL_INIT;
	struct decoder d = DECODER_INIT;
	size_t first = 2, second = 2, ascii = 3;
	const char *decoded, *plain = "a;b";

	(void)state;
	assert_int_equal(decoder_start(&d, ENCODING_WINDOWS_1251, &f), 0);
	assert_int_equal(decoder_reserve(&d, 4, &f), 0);
	memset(d.buffer, '#', d.capacity);
	decoded = decoder_text(&d, "\xE4\xE0", &first);
	assert_int_equal(first, 4);
	assert_null(decoder_text(&d, "\xE4\x98", &second));
	assert_string_equal(decoded, "да");
	/* ASCII is not copied */
	assert_ptr_equal(decoder_text(&d, plain, &ascii), plain);
	assert_int_equal(ascii, 3);
	decoder_clear(&d);
}

static void
checks_utf8(void **state)
{
	struct fail f = FAIL_INIT;
	struct decoder d = DECODER_INIT;
	size_t length = 4, bad = 2;

	(void)state;
	assert_int_equal(decoder_start(&d, ENCODING_UTF_8, &f), 0);
	assert_int_equal(decoder_reserve(&d, length, &f), 0);
	assert_string_equal(decoder_text(&d, "да", &length), "да");
	assert_null(decoder_text(&d, "\xD0 ", &bad));
	decoder_clear(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decodes_by_table),
		cmocka_unit_test(ends_in_nul),
		cmocka_unit_test(checks_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
