/* test_raw_text - a record as it stands in the file, as text */
#include "unit.h"

#include "chaos.h"
#include "record/raw_text.h"

static void
expect(enum encoding encoding, const char *bytes, size_t length,
    const char *expected)
{
	struct raw_text raw = RAW_TEXT_INIT;
	const struct record r = { .raw = bytes, .raw_length = length };
	struct fail f = FAIL_INIT;

	assert_int_equal(raw_text_start(&raw, encoding, &f), 0);
	assert_string_equal(raw_text(&raw, &r, &f), expected);
	raw_text_clear(&raw);
}

static void
is_text(void **state)
{
	(void)state;
	expect(ENCODING_UTF_8, "Омск;\"5\" ", 13, "Омск;\"5\" ");
	expect(ENCODING_UTF_8, "", 0, "");
	/* Омск in Windows-1251 */
	expect(ENCODING_WINDOWS_1251, "\xCE\xEC\xF1\xEA;5", 6, "Омск;5");
	expect(ENCODING_UTF_8, "a\0b;\0\0", 6, "ab;");
	/* no text in its encoding: the bytes as they are, NULs or not */
	expect(ENCODING_UTF_8, "a;\xFF\xCE", 4, "a;\xFF\xCE");
	expect(ENCODING_UTF_8, "\0\xFF;1\0", 5, "\xFF;1");
	/* the bytes behind it are not of the record */
	expect(ENCODING_UTF_8, "a;b\nc;d", 3, "a;b");
}

/* Nobody corrects by hand what is longer than RAW_TEXT_MAX. */
static void
leaves_long_ones_out(void **state)
{
	char *bytes = malloc(RAW_TEXT_MAX + 1);
	struct raw_text raw = RAW_TEXT_INIT;
	struct record r = { .raw = bytes, .raw_length = RAW_TEXT_MAX };
	struct fail f = FAIL_INIT;

	(void)state;
	assert_non_null(bytes);
	memset(bytes, 'x', RAW_TEXT_MAX + 1);
	assert_int_equal(raw_text_start(&raw, ENCODING_UTF_8, &f), 0);
	assert_int_equal(strlen(raw_text(&raw, &r, &f)), RAW_TEXT_MAX);
	r.raw_length = RAW_TEXT_MAX + 1;
	assert_string_equal(raw_text(&raw, &r, &f), "");
	r.raw_length = 2; /* after a longer one */
	assert_string_equal(raw_text(&raw, &r, &f), "xx");
	raw_text_clear(&raw);
	free(bytes);
}

static void
no_memory(void **state)
{
	const struct record r = { .raw = "\xCE\xEC;1", .raw_length = 4 };

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct raw_text raw = RAW_TEXT_INIT;
		struct fail f = FAIL_INIT;
		const char *text = NULL;

		chaos_start(n);
		if (raw_text_start(&raw, ENCODING_WINDOWS_1251, &f) == 0)
			text = raw_text(&raw, &r, &f);
		chaos_stop();
		if (text == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		else
			assert_string_equal(text, "Ом;1");
		raw_text_clear(&raw);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_text),
		cmocka_unit_test(leaves_long_ones_out),
		cmocka_unit_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
