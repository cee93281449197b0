#include "unit.h"

#include <csv.h>

#include "base/message.h"
#include "source/record.h"

/* The records as text: line+lines@byte[field|field], ! if damaged. */
static void
print_records(const char *bytes, size_t length, char delimiter, char quote,
    char *out, size_t size)
{
	struct fail f = FAIL_INIT;
	struct bytes_memory memory = { (const unsigned char *)bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct record_reader *in = record_open(source, "r.csv", &f);
	struct record r;
	size_t used = 0, i;
	int more;

	assert_non_null(in);
	record_dialect(in, delimiter, quote, 0);
	*out = '\0';
	while ((more = record_next(in, &r, &f)) == 1) {
		used += (size_t)snprintf(out + used, size - used, "%d+%d@%d%s[",
		    (int)r.line, (int)r.lines, (int)r.byte,
		    r.damage == RECORD_WHOLE ? "" : "!");
		for (i = 0; i < r.field_count; i++)
			used += (size_t)snprintf(out + used, size - used,
			    "%s%.*s", i == 0 ? "" : "|",
			    (int)r.fields[i].length, r.fields[i].bytes);
		used += (size_t)snprintf(out + used, size - used, "]");
	}
	if (more == -1)
		snprintf(out + used, size - used, "%s", f.text);
	record_close(in);
}

static void
finds_records(void **state)
{
	static const struct {
		const char *bytes, *records;
	} cases[] = {
		{ "a;b\nc;d\n", "1+1@0[a|b]2+1@4[c|d]" },
		{ "a;b\r\nc;d", "1+1@0[a|b]2+1@5[c|d]" },
		{ "a;b\rc;d\r", "1+1@0[a|b]2+1@4[c|d]" },
		{ "a\n\nb\n", "1+1@0[a]2+1@2[]3+1@3[b]" },
		{ ";\n", "1+1@0[|]" },
		{ " a ;b\t\n", "1+1@0[ a |b\t]" },
		{ "\"a;b\";c\n", "1+1@0[a;b|c]" },
		{ "\"a\"\"b\";\"\"\n", "1+1@0[a\"b|]" },
		{ "\"a\r\nb\";c\r\nd;e\r\n", "1+2@0[a\nb|c]3+1@10[d|e]" },
		{ "\"a\n\nb\"\nc\n", "1+3@0[a\n\nb]4+1@7[c]" },
		{ "a\"b\";c\n", "1+1@0[a\"b\"|c]" },
		{ "x\n\"a;b\nc\n", "1+1@0[x]2+2@2![]" },
		{ "a\rb;c\n", "1+1@0[a\rb|c]" },
		{ "", "" },
		{ "a", "1+1@0[a]" },
	};
	char found[512];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		print_records(cases[i].bytes, strlen(cases[i].bytes), ';', '"',
		    found, sizeof(found));
		assert_string_equal(found, cases[i].records);
	}
}

static void
quotes_nothing(void **state)
{
	char found[512];

	(void)state;
	print_records("\"a;b\"\n\"c\n", 9, ';', '\0', found, sizeof(found));
	assert_string_equal(found, "1+1@0[\"a|b\"]2+1@6[\"c]");
}

static void
sets_nul_aside(void **state)
{
	char found[512];

	(void)state;
	print_records("a;\0\nb\n", 6, ';', '"', found, sizeof(found));
	assert_string_equal(found, "1+1@0![]2+1@4[b]");
	print_records("\"a\n\0b\nc\n", 8, ';', '"', found, sizeof(found));
	assert_string_equal(found, "1+2@0![]3+1@6[c]");
}

/* n times a byte, then a line end. */
static char *
repeat(char byte, size_t n)
{
	char *bytes = malloc(n + 1);

	assert_non_null(bytes);
	memset(bytes, byte, n);
	bytes[n] = '\n';
	return bytes;
}

/* ---- lines without quotation marks, as libcsv splits them ---- */

struct printed {
	char text[8192];
	size_t used, fields;
};

static void
print_field(void *bytes, size_t length, void *context)
{
	struct printed *p = context;

	p->used += (size_t)snprintf(p->text + p->used,
	    sizeof(p->text) - p->used, "%s%.*s", p->fields++ == 0 ? "" : "|",
	    (int)length, length == 0 ? "" : (const char *)bytes);
}

static void
print_end(int character, void *context)
{
	struct printed *p = context;

	(void)character;
	p->used +=
	    (size_t)snprintf(p->text + p->used, sizeof(p->text) - p->used, "]");
	p->fields = 0;
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static int
is_feed(unsigned char c)
{
	return c == '\n';
}

static void
print_by_libcsv(const char *bytes, size_t length, struct printed *p)
{
	struct csv_parser parser;

	p->used = p->fields = 0;
	p->text[0] = '\0';
	assert_int_equal(csv_init(&parser, CSV_STRICT_FINI), 0);
	csv_set_delim(&parser, ';');
	csv_set_space_func(&parser, no_space);
	csv_set_term_func(&parser, is_feed);
	assert_int_equal(
	    csv_parse(&parser, bytes, length, print_field, print_end, p),
	    length);
	csv_free(&parser);
}

static void
print_ours(const char *bytes, size_t length, struct printed *p)
{
	struct fail f = FAIL_INIT;
	struct bytes_memory memory = { (const unsigned char *)bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct record_reader *in = record_open(source, "r.csv", &f);
	struct record r;

	p->used = p->fields = 0;
	p->text[0] = '\0';
	assert_non_null(in);
	record_dialect(in, ';', '"', 0);
	while (record_next(in, &r, &f) == 1) {
		for (size_t i = 0; i < r.field_count; i++)
			print_field(
			    (char *)r.fields[i].bytes, r.fields[i].length, p);
		/* libcsv passes over empty lines */
		if (r.field_count > 0)
			print_end(0, p);
	}
	record_close(in);
}

/* Lines of random signs; every other one has quotation marks, which only
 * libcsv reads. */
static void
splits_as_libcsv(void **state)
{
	static const char signs[] = "aa ;;;\t'\r\xCF,";
	static struct printed ours, theirs;
	char bytes[400];
	unsigned seed = 1;

	(void)state;
	for (long n = rounds(20000); n > 0; n--) {
		size_t length = 0, i, lines = 1 + (size_t)n % 5;

		for (i = 0; i < lines; i++) {
			size_t left = (size_t)n / 5 % 40;

			for (; left > 0; left--) {
				seed = seed * 1103515245 + 12345;
				bytes[length++] =
				    signs[seed / 65536 % (sizeof(signs) - 1)];
			}
			/* CR before LF is part of the end of the line */
			bytes[length++] = 'x';
			if (i % 2 == 1) {
				memcpy(bytes + length, ";\"q;\"", 5);
				length += 5;
			}
			bytes[length++] = '\n';
		}
		print_ours(bytes, length, &ours);
		print_by_libcsv(bytes, length, &theirs);
		assert_string_equal(ours.text, theirs.text);
	}
}

static void
check_limit(char byte, size_t n, const char *message)
{
	struct fail f = FAIL_INIT;
	char *bytes = repeat(byte, n);
	struct bytes_memory memory = { (unsigned char *)bytes, n + 1 };
	struct bytes source = { bytes_read_memory, &memory };
	struct record_reader *in = record_open(source, "r.csv", &f);
	struct record r;

	record_dialect(in, ';', '"', 0);
	assert_int_equal(record_next(in, &r, &f), message == NULL ? 1 : -1);
	assert_string_equal(f.text, message == NULL ? "" : message);
	if (message != NULL)
		assert_int_equal(f.status, FAIL_DATA);
	record_close(in);
	free(bytes);
}

static void
names_its_limits(void **state)
{
	(void)state;
	check_limit('a', RECORD_FIELD_MAX, NULL);
	check_limit('a', RECORD_FIELD_MAX + 1,
	    "r.csv:1: a field of more than 1048576 bytes; is a quotation mark "
	    "not closed?");
	check_limit(';', RECORD_COLUMNS_MAX - 1, NULL);
	check_limit(
	    ';', RECORD_COLUMNS_MAX, "r.csv:1: more than 10000 columns");
	check_limit('a', RECORD_LINE_MAX + 1,
	    "r.csv:1: a line of more than 16777216 bytes; is this a text file "
	    "with line breaks?");
}

static ssize_t
read_badly(void *context, void *buffer, size_t size)
{
	(void)context;
	(void)buffer;
	(void)size;
	return -1;
}

static void
reports_read_errors(void **state)
{
	struct fail f = FAIL_INIT;
	struct bytes source = { read_badly, NULL };

	(void)state;
	assert_null(record_open(source, "r.csv", &f));
	assert_int_equal(f.status, FAIL_SYSTEM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_records),
		cmocka_unit_test(quotes_nothing),
		cmocka_unit_test(sets_nul_aside),
		cmocka_unit_test(names_its_limits),
		cmocka_unit_test(reports_read_errors),
		cmocka_unit_test(splits_as_libcsv),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
