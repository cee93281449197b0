#include "unit.h"

#include <unistd.h>

#include "chaos.h"
#include "sniff/sniff.h"

static void
write_bytes(char path[32], const char *bytes, size_t length)
{
	int descriptor;

	strcpy(path, "/tmp/test_sniff_XXXXXX");
	descriptor = mkstemp(path);
	assert_int_equal(write(descriptor, bytes, length), (ssize_t)length);
	close(descriptor);
}

/* What these bytes are; sniff_clear() is the caller's. */
static void
sniff_bytes(struct sniff *s, const char *bytes, size_t length)
{
	struct fail f = FAIL_INIT;
	struct account *account = account_new("sniff", &f);
	char path[32];

	write_bytes(path, bytes, length);
	if (sniff_open(s, path, "x.csv", account, &f) == -1)
		fail_msg("%s", f.text);
	unlink(path);
	account_free(account);
}

static void
line_ends(void **state)
{
	static const struct {
		const char *text;
		size_t length;
		enum sniff_line_end end;
	} cases[] = {
#define TEXT(t) t, sizeof(t) - 1
		{ TEXT("a;b\nx;5\ny;6\n"), SNIFF_LF },
		{ TEXT("a;b\r\nx;5\r\ny;6\r\n"), SNIFF_CRLF },
		{ TEXT("a;b\rx;5\ry;6"), SNIFF_CR },
		{ TEXT("a;b\r\nx;5\ny;6\n"), SNIFF_MIXED },
		/* breaks in cells are none of the records */
		{ TEXT("a;b\r\n\"x\ny\";5\r\n\"y\nz\";6\r\n"), SNIFF_CRLF },
		{ TEXT("a;b"), SNIFF_NO_LINE_END },
		{ TEXT(
		      "\xff\xfe"
		      "a\0;\0b\0\r\0\n\0x\0;\0005\0\r\0\n\0y\0;\0006\0\r\0\n\0"),
		    SNIFF_CRLF },
		{ TEXT("\xfe\xff"
		       "\0a\0;\0b\0\n\0x\0;\0005\0\n\0y\0;\0006\0\n"),
		    SNIFF_LF },
#undef TEXT
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sniff s;

		sniff_bytes(&s, cases[i].text, cases[i].length);
		if (s.line_end != cases[i].end)
			fail_msg("case %zu: %d", i, (int)s.line_end);
		sniff_clear(&s);
	}
}

static void
lines_add_up(void **state)
{
	static const char text[] = "Отчёт\n\nРегион;Мест\nОмск;12\nТула;\n"
				   "Итого;12\n* оценка\n";
	uint64_t lines = 0;
	struct sniff s;

	(void)state;
	sniff_bytes(&s, text, sizeof(text) - 1);
	for (int class = 0; class < LINE_CLASSES; class ++)
		lines += s.lines[class];
	assert_int_equal(lines, 7);
	assert_int_equal(s.physical_lines, 7);
	assert_int_equal(s.bytes, sizeof(text) - 1);
	assert_int_equal(s.rows, 2);
	assert_int_equal(s.lines[LINE_TOTAL], 1);
	assert_int_equal(s.totals.count, 1);
	assert_int_equal(s.totals.lines[0], 6);
	assert_int_equal(s.lines[LINE_NOTE], 1);
	sniff_clear(&s);
}

static void
decimal_marks(void **state)
{
	struct sniff s;

	(void)state;
	sniff_bytes(&s, "a;b\n1,5;x\n2,25;y\n", 17);
	assert_int_equal(s.decimal, ',');
	sniff_clear(&s);
	sniff_bytes(&s, "a;b\n1.5;x\n2.25;y\n", 17);
	assert_int_equal(s.decimal, '.');
	sniff_clear(&s);
	sniff_bytes(&s, "a;b\n1;x\n2;y\n", 12);
	assert_int_equal(s.decimal, 0);
	sniff_clear(&s);
}

/* Columns by the thousand whose headers are all the same have names of their
 * own, and this takes no time. */
static void
many_columns(void **state)
{
	enum { COLUMNS = 5000 };
	char *text = malloc(2 * 4 * COLUMNS + 1), *to = text;
	struct sniff s;

	(void)state;
	assert_non_null(text);
	for (int row = 0; row < 2; row++)
		for (int i = 0; i < COLUMNS; i++)
			to += sprintf(to, "%s%c", row == 0 ? "aa" : "7",
			    i + 1 == COLUMNS ? '\n' : ';');
	sniff_bytes(&s, text, (size_t)(to - text));
	assert_int_equal(s.column_count, COLUMNS);
	assert_string_equal(s.columns[0].name, "aa");
	assert_string_equal(s.columns[COLUMNS - 1].name, "aa_5000");
	assert_true(s.columns[0].by_place);
	sniff_clear(&s);
	free(text);
}

static void
memory_ends(void **state)
{
	static const char text[] = "Регион;Мест\nОмск;12\nТула;5\n";
	char path[32];

	(void)state;
	write_bytes(path, text, sizeof(text) - 1);
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct account *account = account_new("sniff", &f);
		struct sniff s;
		int status;

		chaos_start(n);
		status = sniff_open(&s, path, "x.csv", account, &f);
		chaos_stop();
		assert_int_equal(
		    f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
		sniff_clear(&s);
		account_free(account);
	}
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(line_ends),
		cmocka_unit_test(lines_add_up),
		cmocka_unit_test(decimal_marks),
		cmocka_unit_test(many_columns),
		cmocka_unit_test(memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
