#include "unit.h"

#include <iconv.h>

#include "record/decoder.h"

/* As iconv calls them; what ISO-8859-1 was taken for has no other name. */
static const char *const iconv_names[ENCODINGS] = { "UTF-8", "CP1251", "KOI8-R",
	"CP866", "ISO-8859-5", "MAC-CYRILLIC", "UTF-16LE", "UTF-16BE" };

/* From one encoding to another, by iconv; its length, or 0. */
static size_t
convert(const char *from, const char *to, const char *text, size_t length,
    char *out, size_t size)
{
	iconv_t converter = iconv_open(to, from);
	char *in = (char *)(uintptr_t)text, *next = out;
	size_t left = size, status;

	assert_true(converter != (iconv_t)-1);
	status = iconv(converter, &in, &length, &next, &left);
	iconv_close(converter);
	return status == (size_t)-1 ? 0 : size - left;
}

static struct decoder
start(enum encoding encoding, size_t bytes)
{
	struct fail f = FAIL_INIT;
	struct decoder d = DECODER_INIT;

	assert_int_equal(decoder_start(&d, encoding, &f), 0);
	assert_int_equal(decoder_reserve(&d, bytes, &f), 0);
	return d;
}

/* Each byte of each encoding; what iconv does not read is no text. */
static void
agrees_with_iconv(void **state)
{
	char expected[8];
	const char *found;
	int e;

	(void)state;
	for (e = ENCODING_WINDOWS_1251; e <= ENCODING_MAC_CYRILLIC; e++) {
		struct decoder d = start((enum encoding)e, 3 * 256);

		for (unsigned byte = 1; byte < 256; byte++) {
			char text[] = { 'a', (char)byte, 'b' };
			size_t length = sizeof(text), wanted;

			wanted = convert(iconv_names[e], "UTF-8", text, length,
			    expected, sizeof(expected));
			found = decoder_text(&d, text, &length);
			if (wanted == 0) {
				assert_null(found);
				continue;
			}
			assert_non_null(found);
			assert_int_equal(length, wanted);
			assert_memory_equal(found, expected, wanted);
			assert_int_equal(d.repair, REPAIR_NONE);
		}
		decoder_clear(&d);
	}
}

/* A text ends in NUL at the latest after those of its record, also where the
 * next is none. */
static void
ends_in_nul(void **state)
{
	struct decoder d = start(ENCODING_WINDOWS_1251, 4);
	size_t first = 2, second = 2, ascii = 3;
	const char *decoded, *plain = "a;b";

	(void)state;
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
	static const char *const texts[] = { "да", "ООО «Ёж» – № 5", "Мәктәп",
		"школа", "Ўладзімір", "été", "学校", "Р. С. Т.", "С…", "В 2022",
		"" };
	struct decoder d = start(ENCODING_UTF_8, 64);
	size_t length, bad = 2;
	int e;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		length = strlen(texts[i]);
		assert_ptr_equal(decoder_text(&d, texts[i], &length), texts[i]);
		assert_int_equal(length, strlen(texts[i]));
		assert_int_equal(d.repair, REPAIR_NONE);
	}
	assert_null(decoder_text(&d, "\xD0 ", &bad));
	decoder_clear(&d);
	/* the records of UTF-16 have been made UTF-8 */
	for (e = ENCODING_UTF_16LE; e <= ENCODING_UTF_16BE; e++) {
		d = start((enum encoding)e, 4);
		length = 4;
		assert_string_equal(decoder_text(&d, "да", &length), "да");
		decoder_clear(&d);
	}
}

/* Names as they stand in files of each encoding are not repaired. */
static void
leaves_alone(void **state)
{
	static const char *const texts[] = { "Колледж связи", "ГБПОУ", "Сергей",
		"РС", "С", "Р", "Уфа", "Тула", "район", "стр.", "п", "я", "в",
		"ВО", "ПОЛЯ", "т. 5", "Её", "Иванов И. И." };
	char bytes[64], expected[64];
	int e;

	(void)state;
	for (e = ENCODING_WINDOWS_1251; e <= ENCODING_MAC_CYRILLIC; e++) {
		struct decoder d = start((enum encoding)e, 1024);

		for (size_t i = 0; i < COUNT_OF(texts); i++) {
			size_t length =
				   convert("UTF-8", iconv_names[e], texts[i],
				       strlen(texts[i]), bytes, sizeof(bytes)),
			       wanted = convert(iconv_names[e], "UTF-8", bytes,
				   length, expected, sizeof(expected));
			const char *found = decoder_text(&d, bytes, &length);

			assert_int_equal(length, wanted);
			assert_memory_equal(found, expected, wanted);
			assert_int_equal(d.repair, REPAIR_NONE);
		}
		decoder_clear(&d);
	}
}

static void
check_repair(struct decoder *d, const char *bytes, size_t length,
    const char *text, enum repair repair, enum encoding other)
{
	const char *found = decoder_text(d, bytes, &length);

	assert_non_null(found);
	if (length != strlen(text) || memcmp(found, text, length) != 0)
		fail_msg("\"%.*s\", expected \"%s\"", (int)length, found, text);
	assert_int_equal(d->repair, repair);
	assert_int_equal(d->other, other);
}

static const char *const words[] = { "Горный колледж", "Не трудоустроен",
	"Ярославская область", "Навучэнцы ўстановы" };

/* Cells of each one-byte encoding in a file of UTF-8. */
static void
reads_other_in_utf8(void **state)
{
	char bytes[128], text[128];
	size_t length;
	int e;

	(void)state;
	for (e = ENCODING_WINDOWS_1251; e <= ENCODING_MAC_CYRILLIC; e++) {
		struct decoder d = start(ENCODING_UTF_8, 512);

		/* too much like Windows-1251 to be certain by itself */
		if (e == ENCODING_MAC_CYRILLIC)
			decoder_expect(&d, (enum encoding)e);
		for (size_t i = 0; i < COUNT_OF(words); i++) {
			length = convert("UTF-8", iconv_names[e], words[i],
			    strlen(words[i]), bytes, sizeof(bytes));
			if (length == 0) /* KOI8-R has no ў */
				continue;
			check_repair(&d, bytes, length, words[i], REPAIR_OTHER,
			    (enum encoding)e);
		}
		/* one letter may be of any; a damaged cell is of none */
		length = 1;
		assert_null(decoder_text(&d, "\xC6", &length));
		length =
		    (size_t)snprintf(text, sizeof(text), "%s\xD0", words[0]);
		assert_null(decoder_text(&d, text, &length));
		assert_int_equal(d.repair, REPAIR_NONE);
		decoder_clear(&d);
	}
}

/* What the other cells of the record say, and what the head of the file. */
static void
reads_short_cells(void **state)
{
	struct decoder d = start(ENCODING_UTF_8, 512);
	size_t length = 1;

	(void)state;
	assert_null(decoder_text(&d, "\xEC", &length));
	decoder_learn(&d, "\xEC", 1);
	/* Горный колледж */
	decoder_learn(
	    &d, "\xC3\xEE\xF0\xED\xFB\xE9 \xEA\xEE\xEB\xEB\xE5\xE4\xE6", 14);
	check_repair(&d, "\xEC", 1, "м", REPAIR_OTHER, ENCODING_WINDOWS_1251);
	decoder_clear(&d);

	d = start(ENCODING_UTF_8, 512);
	decoder_expect(&d, ENCODING_CP866);
	/* чел. is a character of Chinese */
	check_repair(
	    &d, "\xE7\xA5\xAB.", 4, "чел.", REPAIR_OTHER, ENCODING_CP866);
	check_repair(&d, "\xA4\xA0", 2, "да", REPAIR_OTHER, ENCODING_CP866);
	decoder_clear(&d);
}

/* A file of Windows-1251 that goes on in KOI8-R. */
static void
reads_other_in_one_byte(void **state)
{
	/* Горный колледж in both */
	static const char windows[] =
	    "\xC3\xEE\xF0\xED\xFB\xE9 \xEA\xEE\xEB\xEB\xE5\xE4\xE6";
	static const char koi8[] =
	    "\xE7\xCF\xD2\xCE\xD9\xCA \xCB\xCF\xCC\xCC\xC5\xC4\xD6";
	struct decoder d = start(ENCODING_WINDOWS_1251, 512);
	size_t length = sizeof(koi8) - 1;

	(void)state;
	assert_false(decoder_needs_record(&d));
	assert_string_equal(decoder_text(&d, koi8, &length), "зПТОЩК ЛПММЕДЦ");
	decoder_expect(&d, ENCODING_KOI8_R);
	assert_true(decoder_needs_record(&d));
	check_repair(&d, koi8, sizeof(koi8) - 1, "Горный колледж", REPAIR_OTHER,
	    ENCODING_KOI8_R);
	check_repair(&d, windows, sizeof(windows) - 1, "Горный колледж",
	    REPAIR_NONE, ENCODING_KOI8_R);
	/* м beside it */
	decoder_learn(&d, koi8, sizeof(koi8) - 1);
	check_repair(&d, "\xCD", 1, "м", REPAIR_OTHER, ENCODING_KOI8_R);
	decoder_clear(&d);
}

/* Cells of UTF-8 in a file of each one-byte encoding. */
static void
reads_utf8_in_other(void **state)
{
	int e;

	(void)state;
	for (e = ENCODING_WINDOWS_1251; e <= ENCODING_MAC_CYRILLIC; e++) {
		struct decoder d = start((enum encoding)e, 512);

		for (size_t i = 0; i < COUNT_OF(words); i++)
			check_repair(&d, words[i], strlen(words[i]), words[i],
			    REPAIR_OTHER, ENCODING_UTF_8);
		check_repair(
		    &d, "Мәктәп", 12, "Мәктәп", REPAIR_OTHER, ENCODING_UTF_8);
		decoder_clear(&d);
	}
}

/* UTF-8 taken for another encoding and made UTF-8 again. */
static void
reads_what_was_encoded_twice(void **state)
{
	static const char *const taken[] = { "CP1251", "ISO-8859-1", "CP866",
		"KOI8-R", "ISO-8859-5", "MAC-CYRILLIC" };
	static const char *const texts[] = { "Горный колледж", "Мәктәп",
		"Ўладзімір", "да", "ГБПОУ «Лесной» № 7" };
	struct decoder d = start(ENCODING_UTF_8, 4096);
	char bytes[256];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(taken); i++)
		for (size_t j = 0; j < COUNT_OF(texts); j++) {
			size_t length = convert(taken[i], "UTF-8", texts[j],
			    strlen(texts[j]), bytes, sizeof(bytes));

			/* iconv has no 98 in Windows-1251; аДаА */
			if (length == 0 || (i == 4 && j == 3))
				continue;
			d.repaired = false;
			check_repair(&d, bytes, length, texts[j], REPAIR_TWICE,
			    ENCODING_UTF_8);
		}
	/* thousands; и as Windows-1251 has it, with its 98 */
	check_repair(&d,
	    "1В\xC2\xA0"
	    "234",
	    8,
	    "1\xC2\xA0"
	    "234",
	    REPAIR_TWICE, ENCODING_UTF_8);
	check_repair(
	    &d, "Р\xC2\x98РІР°РЅ", 16, "Иван", REPAIR_TWICE, ENCODING_UTF_8);
	decoder_clear(&d);
	/* one letter: only where other cells of the record were */
	d = start(ENCODING_UTF_8, 64);
	check_repair(&d, "С…", 5, "С…", REPAIR_NONE, ENCODING_UTF_8);
	check_repair(&d, "РґР°", 8, "да", REPAIR_TWICE, ENCODING_UTF_8);
	check_repair(&d, "С…", 5, "х", REPAIR_TWICE, ENCODING_UTF_8);
	decoder_clear(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(agrees_with_iconv),
		cmocka_unit_test(ends_in_nul),
		cmocka_unit_test(checks_utf8),
		cmocka_unit_test(leaves_alone),
		cmocka_unit_test(reads_other_in_utf8),
		cmocka_unit_test(reads_short_cells),
		cmocka_unit_test(reads_other_in_one_byte),
		cmocka_unit_test(reads_utf8_in_other),
		cmocka_unit_test(reads_what_was_encoded_twice),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
