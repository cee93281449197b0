#include "unit.h"

#include "record/record_scan.h"

static void
start(struct record_scan *s, const char *bytes, size_t length, bool at_end)
{
	static const struct dialect dialect = {
		.delimiter = ';', .quote = '"', .width = 2
	};
	static const struct record_limits limits = RECORD_LIMITS_INIT;

	record_scan_init(s, &dialect, &limits);
	record_scan_start(s, (const unsigned char *)bytes, length, at_end);
}

static void
counts_lines(void **state)
{
	char bytes[300];

	(void)state;
	assert_int_equal(record_scan_lines((const void *)"", 0), 0);
	assert_int_equal(record_scan_lines((const void *)"a", 1), 1);
	assert_int_equal(record_scan_lines((const void *)"a\nb\r\nc\rd", 8), 4);
	assert_int_equal(record_scan_lines((const void *)"\n\r\n\r\r", 5), 4);
	/* CRLF at every place among the pieces of 64 bytes */
	for (size_t i = 0; i + 2 < sizeof(bytes); i++) {
		memset(bytes, 'a', sizeof(bytes));
		memcpy(bytes + i, "\r\n", 2);
		assert_int_equal(
		    record_scan_lines((const void *)bytes, sizeof(bytes)), 2);
		bytes[i + 1] = 'a';
		assert_int_equal(
		    record_scan_lines((const void *)bytes, sizeof(bytes)), 2);
		bytes[i + 1] = '\r';
		assert_int_equal(
		    record_scan_lines((const void *)bytes, sizeof(bytes)), 3);
	}
}

/* A block ends with the first record that ends at the target or later. */
static void
cuts_at_record_ends(void **state)
{
	static const struct {
		const char *bytes;
		size_t target, cut;
	} cases[] = {
		{ "a\nb\nc\n", 1, 2 },
		{ "a\nb\nc\n", 2, 2 },
		{ "a\nb\nc\n", 3, 4 },
		{ "a\r\nb\r\n", 2, 3 },
		{ "a\r\nb\r\n", 3, 3 },
		{ "a\rb\rc", 3, 4 },
		{ "a\nb", 3, 3 },
		{ "a\nb", 9, 3 },
		{ "\"a\nb\";c\nd\n", 2, 8 },
		{ "\"a;b\nc;d\n", 2, 5 },
		{ "\"a\"\"\nb\";c\nd\n", 2, 10 },
	};
	struct record_scan s;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		start(&s, cases[i].bytes, strlen(cases[i].bytes), true);
		assert_int_equal(
		    record_scan_cut(&s, cases[i].target), cases[i].cut);
	}
}

static void
asks_for_more(void **state)
{
	static const char bytes[] = "a;b\n\"c\";\"d\ne\"\r\nf\n";
	struct record_scan s;
	size_t known;

	(void)state;
	start(&s, bytes, 0, false);
	for (known = 5; known < 15; known++) {
		record_scan_extend(
		    &s, (const unsigned char *)bytes, known, false);
		assert_int_equal(record_scan_cut(&s, 5), 0);
		assert_int_equal(record_scan_open(&s), 4);
	}
	record_scan_extend(&s, (const unsigned char *)bytes, known, false);
	assert_int_equal(record_scan_cut(&s, 5), 15);
}

/* Bytes that lead to many searches; were one not bounded, this would take
 * hours. */
static void
is_linear(void **state)
{
	static const char *const lines[] = { "\"\n", "\"a\n", "\"\"a\n",
		"a;\"b\n", "\"a\na\"\"b\n", "\"a;", "\"\"a;", "\"a\"b;",
		"\"a\"\"b;", "\";\"", "\"\"\"", "\"\\\"", "\"\r",
		"\"a\"\n\"\"\n", "\"a;\"b;\"c\";" };
	size_t length = 4 << 20, used, i, close, part;
	char *bytes = malloc(length);
	struct record_scan s;

	(void)state;
	assert_non_null(bytes);
	for (i = 0; i <= COUNT_OF(lines); i++) {
		if (i < COUNT_OF(lines)) {
			part = strlen(lines[i]);
			for (used = 0; used < length; used++)
				bytes[used] = lines[i][used % part];
		} else {
			memset(bytes, '\n', length);
			bytes[0] = '"';
		}
		start(&s, bytes, length, true);
		assert_int_equal(record_scan_cut(&s, length), length);
		start(&s, bytes, length, true);
		for (used = 0; used < length; used++)
			if (bytes[used] == '"' &&
			    (used == 0 || bytes[used - 1] == ';' ||
				bytes[used - 1] == '\n' ||
				bytes[used - 1] == '\r') &&
			    record_scan_close(&s, used, &close) ==
				RECORD_CLOSED)
				used = close;
	}
	free(bytes);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_lines),
		cmocka_unit_test(cuts_at_record_ends),
		cmocka_unit_test(asks_for_more),
		cmocka_unit_test(is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
