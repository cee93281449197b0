#include "unit.h"

#include <iconv.h>

#include "base/message.h"
#include "record/charset.h"
#include "record/encoding.h"

/* As iconv calls them. */
static const char *const iconv_names[ENCODINGS] = { "UTF-8", "CP1251", "KOI8-R",
	"CP866", "ISO-8859-5", "MAC-CYRILLIC", "UTF-16LE", "UTF-16BE" };

/* The text in another encoding, by iconv itself; '?' for what that has not. */
static size_t
convert(enum encoding encoding, const char *text, char *out, size_t size)
{
	iconv_t converter = iconv_open(iconv_names[encoding], "UTF-8");
	char *in = (char *)(uintptr_t)text, *next = out;
	char mark[] = "?", *instead;
	size_t in_left = strlen(text), left = size, one;

	assert_true(converter != (iconv_t)-1);
	while (iconv(converter, &in, &in_left, &next, &left) == (size_t)-1) {
		assert_true(in_left > 1 && left > 2);
		do {
			in++;
			in_left--;
		} while (in_left > 0 && (*in & 0xC0) == 0x80);
		instead = mark;
		one = 1;
		iconv(converter, &instead, &one, &next, &left);
	}
	iconv_close(converter);
	return size - left;
}

static struct encoding_guess
guess(const char *bytes, size_t length, bool whole)
{
	struct fail f = FAIL_INIT;
	struct encoding_guess found;

	if (encoding_detect((const unsigned char *)bytes, length, whole, "x",
		&found, &f) == -1)
		fail_msg("%s", f.text);
	return found;
}

static void
check(const char *bytes, size_t length, bool whole, enum encoding expected)
{
	struct encoding_guess found = guess(bytes, length, whole);

	assert_string_equal(
	    encoding_name(found.encoding), encoding_name(expected));
	assert_true(found.sure);
	assert_true(found.confidence > 0.85 && found.confidence <= 1);
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

/* ---- rates on samples ---- */

/* Words of exports, by hand; the costs were not computed from them. */
static const char *const headers[] = { "№ п/п", "Наименование организации",
	"ИНН", "КПП", "ОГРН", "Субъект РФ", "Численность обучающихся, чел.",
	"Код специальности", "Дата приказа", "Год выпуска", "Всего",
	"в том числе женщины", "Средняя зарплата, руб.", "Адрес", "Телефон",
	"Форма обучения", "ФИО", "СНИЛС", "Возраст", "Пол", "Трудоустроено",
	"Доля, %", "Примечание", "Показатель", "Итого", "id", "code", "value" };
static const char *const values[] = { "да", "нет", "муж.", "жен.", "г. Омск",
	"Республика Татарстан", "очная", "заочная", "ГБПОУ «Колледж связи»",
	"МБОУ СОШ № 12", "Сварщик (ручной сварки)", "Повар, кондитер", "н/д",
	"Электромонтёр", "трудоустроен", "призван в ВС", "Хабаровский край",
	"ул. Ленина, д. 5", "бюджет", "договор", "2 курс", "Щёлково",
	"ООО \"Ромашка\"", "объём", "съезд", "Якутск", "Ярославль" };
static const char *const belarusian[] = { "Мінск", "Гродзенская вобласць",
	"Навучэнцы", "Назва ўстановы", "Колькасць", "дзяўчаты", "юнакі",
	"Усяго", "Аддзел адукацыі", "праўленне" };
static const char *const latin[] = { "ivanov@example.org", "A-12", "USD",
	"https://example.org/a?id=1", "XML", "n/a", "Group" };
static const char *const surnames[] = { "Иванов", "Петров", "Кузнецова",
	"Щербакова", "Юдин", "Ёлкин", "Яковлева", "Цветаева", "Хабибуллин",
	"Жукова", "Чернышёв", "Шевчук", "Фёдоров", "Гусейнов", "Цыренов" };
static const char *const forenames[] = { "Анна", "Мария Петровна", "Иван",
	"Пётр Ильич", "Юлия", "Эльвира", "Артём", "Ярослав", "Ульяна" };

static unsigned seed;

static unsigned
random_below(unsigned limit)
{
	seed = seed * 1103515245 + 12345;
	return (seed >> 16) % limit;
}

static const char *
one_of(const char *const *list, size_t count)
{
	return list[random_below((unsigned)count)];
}

#define ONE_OF(list) one_of(list, COUNT_OF(list))

struct table {
	char text[16384];
	size_t used;
	unsigned numbers, foreign; /* cells of ten */
	bool upper, belarusian;
};

/* А-Я for а-я, and ASCII, in UTF-8. */
static void
add_upper(struct table *t, const char *text)
{
	const unsigned char *c = (const unsigned char *)text;

	for (; *c != '\0'; c++) {
		unsigned lead = *c, byte = c[1];

		if (lead != 0xD0 && lead != 0xD1) {
			t->text[t->used++] =
			    (char)(lead >= 'a' && lead <= 'z' ? lead - 32
							      : lead);
			continue;
		}
		if (lead == 0xD0 && byte >= 0xB0)
			byte -= 0x20;
		else if (lead == 0xD1 && byte <= 0x8F) {
			lead = 0xD0;
			byte += 0x20;
		} else if (lead == 0xD1) { /* ё і ў */
			lead = 0xD0;
			byte -= 0x10;
		}
		t->text[t->used++] = (char)lead;
		t->text[t->used++] = (char)byte;
		c++;
	}
}

static void
add(struct table *t, const char *text)
{
	if (t->upper)
		add_upper(t, text);
	else {
		memcpy(t->text + t->used, text, strlen(text));
		t->used += strlen(text);
	}
}

static void
add_number(struct table *t)
{
	char number[32];

	switch (random_below(4)) {
	case 0:
		snprintf(number, sizeof(number), "%u,%02u", random_below(1000),
		    random_below(100));
		break;
	case 1:
		snprintf(number, sizeof(number), "%02u.%02u.20%02u",
		    random_below(28) + 1, random_below(12) + 1,
		    random_below(26));
		break;
	case 2:
		snprintf(number, sizeof(number), "%u\xC2\xA0%03u",
		    random_below(999) + 1, random_below(1000));
		break;
	default:
		snprintf(number, sizeof(number), "%u", random_below(30000));
	}
	add(t, number);
}

static void
add_cell(struct table *t)
{
	if (random_below(10) < t->numbers)
		add_number(t);
	else if (random_below(10) < t->foreign)
		add(t, ONE_OF(latin));
	else if (t->belarusian)
		add(t, ONE_OF(belarusian));
	else if (random_below(3) == 0) {
		add(t, ONE_OF(surnames));
		add(t, " ");
		add(t, ONE_OF(forenames));
	} else
		add(t, ONE_OF(values));
}

/* A table of any shape, with a word in it at least. */
static void
make_table(struct table *t)
{
	static const char *const delimiters[] = { ";", "\t", ",", "|" };
	const char *delimiter = ONE_OF(delimiters);
	unsigned columns = random_below(8) + 2, rows = random_below(40) + 2;
	unsigned i, j;

	t->used = 0;
	t->numbers = random_below(10);
	t->foreign = random_below(4) * random_below(4);
	t->belarusian = random_below(12) == 0;
	t->upper = random_below(4) == 0;
	for (i = 0; i < columns; i++) {
		add(t, i == 0 ? "" : delimiter);
		add(t, t->belarusian ? ONE_OF(belarusian) : ONE_OF(headers));
	}
	t->upper = random_below(8) == 0;
	for (i = 0; i < rows; i++)
		for (j = 0; j < columns; j++) {
			add(t, j == 0 ? "\n" : delimiter);
			add_cell(t);
		}
	add(t, "\n");
	t->text[t->used] = '\0';
}

/* Do both encodings make the same text of the bytes? */
static bool
same_text(enum encoding a, enum encoding b, const char *bytes, size_t length)
{
	size_t i;

	for (i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		if (byte < 0x80)
			continue;
		if (a < ENCODING_WINDOWS_1251 || a > ENCODING_MAC_CYRILLIC ||
		    b < ENCODING_WINDOWS_1251 || b > ENCODING_MAC_CYRILLIC ||
		    charsets[a - ENCODING_WINDOWS_1251][byte - 0x80] !=
			charsets[b - ENCODING_WINDOWS_1251][byte - 0x80])
			return false;
	}
	return true;
}

/*
 * How many of 1000 samples in each encoding are recognised and sure, or read
 * as the same text; of the first bytes (most), or of the whole.  What is
 * ASCII alone is no sample.
 */
static void
check_rates(size_t most, long needed)
{
	static struct table t;
	static char bytes[65536];
	const long tables = rounds(300);
	size_t length;
	long found[ENCODINGS][ENCODINGS + 1] = { { 0 } }, sum, right;
	int e, i;

	seed = 4;
	for (long n = 0; n < tables; n++) {
		make_table(&t);
		for (e = 0; e < ENCODINGS; e++) {
			struct encoding_guess g;

			length = convert(
			    (enum encoding)e, t.text, bytes, sizeof(bytes));
			if (most > 0 && length > most)
				length = most;
			if (same_text(ENCODING_UTF_8, ENCODING_UTF_8, bytes,
				length) &&
			    !encoding_is_utf16((enum encoding)e))
				continue;
			g = guess(bytes, length, most == 0);
			assert_false(g.mixed);
			if (same_text(
				g.encoding, (enum encoding)e, bytes, length))
				g.encoding = (enum encoding)e;
			found[e][g.sure ? (int)g.encoding : ENCODINGS]++;
		}
	}
	for (e = 0; e < ENCODINGS; e++) {
		for (sum = 0, i = 0; i <= ENCODINGS; i++)
			sum += found[e][i];
		right = found[e][e];
		assert_true(sum * 2 > tables);
		if (right * 1000 < needed * sum)
			fail_msg("%s: %ld of %ld samples of %zu bytes",
			    encoding_name((enum encoding)e), right, sum, most);
	}
}

static void
knows_whole_files(void **state)
{
	(void)state;
	check_rates(0, 990);
}

static void
knows_first_bytes(void **state)
{
	(void)state;
	check_rates(512, 970);
}

/* ---- single cases ---- */

static const char text[] = "Колледж;Студентов\nГорно-металлургический "
			   "техникум имени Ломоносова;120\nЛицей 5;7\n";

static void
detects(void **state)
{
	char other[1024];
	size_t length;
	int e;

	(void)state;
	check("a;b\n1;2\n", 8, true, ENCODING_UTF_8);
	check("", 0, true, ENCODING_UTF_8);
	/* the head is cut within a character */
	check(text, 15 + 2, false, ENCODING_UTF_8);
	check(text, 1, false, ENCODING_UTF_8);
	/* one word is enough when nothing speaks against it */
	check("a;\xE4\xE0\n", 5, true, ENCODING_WINDOWS_1251);
	for (e = 0; e < ENCODINGS; e++) {
		length = convert((enum encoding)e, text, other, sizeof(other));
		check(other, length, true, (enum encoding)e);
	}
	/* Tatar, in the encodings that have its letters */
	for (e = 0; e < ENCODINGS; e = e == 0 ? ENCODING_UTF_16LE : e + 1) {
		length = convert((enum encoding)e,
		    "Мәктәп;Укучылар саны\nҖәлил исемендәге;12\nҺөнәр;3\n",
		    other, sizeof(other));
		check(other, length, true, (enum encoding)e);
	}
}

/* The frames of old programs are no letters. */
static void
knows_frames(void **state)
{
	static const char frame[] = "┌─────────┬───────┐\n"
				    "│ Фамилия │ Класс │\n"
				    "├─────────┼───────┤\n"
				    "│ Иванов  │     5 │\n"
				    "└─────────┴───────┘\n";
	char other[512];
	size_t length;

	(void)state;
	length = convert(ENCODING_CP866, frame, other, sizeof(other));
	check(other, length, true, ENCODING_CP866);
	length = convert(ENCODING_KOI8_R, frame, other, sizeof(other));
	check(other, length, true, ENCODING_KOI8_R);
}

static void
is_sure_or_says_so(void **state)
{
	char other[512];
	struct encoding_guess g;
	size_t length;

	(void)state;
	/* upper case is the same in CP866 and MacCyrillic */
	length = convert(ENCODING_MAC_CYRILLIC, "ГОРОД;УЧЕНИКОВ\nОМСК;5\n",
	    other, sizeof(other));
	g = guess(other, length, true);
	assert_true(g.sure);
	assert_true(
	    same_text(g.encoding, ENCODING_MAC_CYRILLIC, other, length));
	/* a letter of any other encoding */
	g = guess("a;b\n\xD6;1\n", 8, true);
	assert_false(g.sure);
	assert_true(g.second != g.encoding);
	/* French in ISO-8859-1 */
	length = (size_t)snprintf(other, sizeof(other),
	    "Lyc\xE9"
	    "e;\xC9l\xE8ves\nRen\xE9;3\n");
	g = guess(other, length, true);
	assert_false(g.sure);
	assert_true(g.confidence < 0.5);
}

/* Files that go on in another encoding; one bad byte makes no other. */
static void
knows_mixed(void **state)
{
	char mixed[2048], *end = mixed;
	struct encoding_guess g;
	size_t length;

	(void)state;
	for (int i = 0; i < 3; i++)
		end += convert(ENCODING_UTF_8, text, end, 512);
	length = convert(ENCODING_WINDOWS_1251, text, end, 512);
	g = guess(mixed, (size_t)(end - mixed) + length, true);
	assert_int_equal(g.encoding, ENCODING_UTF_8);
	assert_int_equal(g.second, ENCODING_WINDOWS_1251);
	assert_true(g.mixed && g.sure);

	end = mixed;
	for (int i = 0; i < 4; i++)
		end += convert(ENCODING_CP866, text, end, 256);
	length = convert(ENCODING_UTF_8, text, end, 512);
	g = guess(mixed, (size_t)(end - mixed) + length, true);
	assert_int_equal(g.encoding, ENCODING_CP866);
	assert_int_equal(g.second, ENCODING_UTF_8);
	assert_true(g.mixed && g.sure);

	/* of two one-byte encodings */
	end = mixed;
	for (int i = 0; i < 6; i++)
		end += convert(ENCODING_WINDOWS_1251, text, end, 256);
	for (int i = 0; i < 5; i++)
		end += convert(ENCODING_KOI8_R, text, end, 256);
	g = guess(mixed, (size_t)(end - mixed), true);
	assert_int_equal(g.encoding, ENCODING_WINDOWS_1251);
	assert_int_equal(g.second, ENCODING_KOI8_R);
	assert_true(g.mixed && g.sure);

	length = convert(ENCODING_UTF_8, text, mixed, sizeof(mixed));
	mixed[20] = '\xFF';
	g = guess(mixed, length, true);
	assert_int_equal(g.encoding, ENCODING_UTF_8);
	assert_true(g.mixed && g.sure);
}

static void
knows_marks(void **state)
{
	(void)state;
	check("\xFF\xFE"
	      "a\0",
	    4, true, ENCODING_UTF_16LE);
	check("\xFE\xFF\0a", 4, true, ENCODING_UTF_16BE);
	check("\xEF\xBB\xBF"
	      "a",
	    4, true, ENCODING_UTF_8);
	assert_int_equal(
	    encoding_mark((const unsigned char *)"\xEF\xBB\xBF", 3), 3);
	assert_int_equal(
	    encoding_mark((const unsigned char *)"\xEF\xBB", 2), 0);
	assert_int_equal(
	    encoding_mark((const unsigned char *)"\xFE\xFF", 2), 2);
	assert_int_equal(encoding_mark((const unsigned char *)"\xFE", 1), 0);
	assert_string_equal(encoding_name(ENCODING_CP866), "cp866");
	assert_string_equal(
	    encoding_name(ENCODING_MAC_CYRILLIC), "x-mac-cyrillic");
}

static void
refuses_binary(void **state)
{
	(void)state;
	check_refused("\x7F"
		      "ELF\2\1\1\0\0",
	    9, "NUL at byte 7");
	check_refused("\0\0\0", 3, "NUL at byte 0");
	check_refused("\x01\x02\x03\x04\x05\x06", 6, "5 control characters");
	check_refused("PQ\3\4\x14\0\6\0\x08\0\0\0!\0", 14, "NUL at byte 5");
	check_refused("PK\3\4\x14\0\6\0\x08\0\0\0!\0", 14, "(ZIP)");
	check_refused("PK\3\4\x14\0\6\0[Content_Types].xml", 27, "workbook");
	check_refused("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "workbook");
	/* UTF-32 */
	check_refused("\xFF\xFE\0\0a\0\0\0", 8, "NUL at byte 2");
	/* a few NULs, a delimiter that is a control character: text */
	check("name;n\nab\0c;1\n", 14, true, ENCODING_UTF_8);
	check("a\x1F"
	      "b\x1F"
	      "c\n1\x1F"
	      "2\x1F"
	      "3\n",
	    12, true, ENCODING_UTF_8);
	/* what a crash left behind */
	check("a;b\n1;2\n\0\0\0\0\0\0\0\0\0\0\0", 19, true, ENCODING_UTF_8);
}

static void
shows_bytes(void **state)
{
	static const struct {
		enum encoding encoding;
		char byte;
		const char *text;
	} cases[] = {
		{ ENCODING_UTF_8, ';', ";" },
		{ ENCODING_UTF_8, '\0', "" },
		{ ENCODING_UTF_8, '\xA7', "\\xA7" },
		{ ENCODING_UTF_16LE, '\t', "\t" },
		{ ENCODING_WINDOWS_1251, '\xA7', "§" },
		{ ENCODING_WINDOWS_1251, '\x98', "\\x98" }, /* is none */
		{ ENCODING_CP866, '\xA7', "з" },
		{ ENCODING_MAC_CYRILLIC, '\xA4', "§" },
		{ ENCODING_ISO_8859_5, '\x85', "\\x85" }, /* a control */
		{ ENCODING_KOI8_R, '\x80', "─" },
	};
	char shown[ENCODING_BYTE];
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		encoding_byte(cases[i].encoding, cases[i].byte, shown);
		assert_string_equal(shown, cases[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_whole_files),
		cmocka_unit_test(knows_first_bytes),
		cmocka_unit_test(detects),
		cmocka_unit_test(knows_frames),
		cmocka_unit_test(is_sure_or_says_so),
		cmocka_unit_test(knows_mixed),
		cmocka_unit_test(knows_marks),
		cmocka_unit_test(refuses_binary),
		cmocka_unit_test(shows_bytes),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
