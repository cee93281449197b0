#include "unit.h"

#include <iconv.h>
#include <stdint.h>

#include "record/charset.h"

/* The character of a byte by iconv; 0 if there is none. */
static unsigned
by_iconv(iconv_t converter, unsigned byte)
{
	unsigned char bytes[2] = { 0, 0 };
	char in = (char)byte, *from = &in, *to = (char *)bytes;
	size_t in_left = 1, out_left = sizeof(bytes);

	iconv(converter, NULL, NULL, NULL, NULL);
	if (iconv(converter, &from, &in_left, &to, &out_left) == (size_t)-1)
		return 0;
	return bytes[0] | (unsigned)bytes[1] << 8;
}

static void
agrees_with_iconv(void **state)
{
	static const char *const names[CHARSETS] = { "CP1251", "KOI8-R",
		"CP866", "ISO-8859-5", "MAC-CYRILLIC" };

	(void)state;
	for (size_t i = 0; i < CHARSETS; i++) {
		iconv_t converter = iconv_open("UTF-16LE", names[i]);

		assert_true(converter != (iconv_t)-1);
		for (unsigned byte = 0x80; byte <= 0xFF; byte++)
			assert_int_equal(charsets[i][byte - 0x80],
			    by_iconv(converter, byte));
		iconv_close(converter);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_iconv),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
