#include "unit.h"

#include <csv.h>
#include <errno.h>

#include "base/message.h"
#include "record_fixture.h"

static const struct dialect usual = { .delimiter = ';', .quote = '"' };
static const size_t sizes[] = { 1, 2, 3, 7, 4095, 4096, 65536, 0 };

static unsigned
draw(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245 + 12345;
	return *seed / 65536 % below;
}

/* ---- a well-formed table gives what libcsv gives ---- */

static void
add_text(struct printed *p, const char *text)
{
	print_bytes(p, text, strlen(text));
}

/* Cells of random signs, quoted where they must be and sometimes else. */
static void
make_table(struct printed *table, unsigned *seed, size_t width, size_t rows)
{
	static const char signs[] = "aab .;;\"\"\n\n\t'\xCF,\\";
	static const char *const ends[] = { "\n", "\r\n", "\r" };
	const char *end = ends[draw(seed, 3)];
	char cell[32];
	size_t i, j, k, length;
	bool quoted;

	table->length = 0;
	for (i = 0; i < rows; i++) {
		for (j = 0; j < width; j++) {
			if (j > 0)
				add_text(table, ";");
			length = draw(seed, 12);
			quoted = draw(seed, 4) == 0;
			for (k = 0; k < length; k++) {
				cell[k] = signs[draw(seed, sizeof(signs) - 1)];
				quoted = quoted || strchr(";\"\n", cell[k]);
			}
			if (quoted)
				add_text(table, "\"");
			for (k = 0; k < length; k++) {
				print_bytes(table, cell + k, 1);
				if (cell[k] == '"')
					add_text(table, "\"");
			}
			if (quoted)
				add_text(table, "\"");
		}
		if (i + 1 < rows || draw(seed, 2) == 0)
			add_text(table, end);
	}
}

static void
on_field(void *bytes, size_t length, void *context)
{
	struct printed *p = context;

	print_bytes(p, bytes, length);
	add_text(p, "\x01");
}

static void
on_record(int character, void *context)
{
	struct printed *p = context;

	(void)character;
	add_text(p, "\x02");
}

static int
no_space(unsigned char c)
{
	(void)c;
	return 0;
}

static void
print_by_libcsv(struct printed *p, const struct printed *table)
{
	struct csv_parser parser;

	p->length = 0;
	assert_int_equal(csv_init(&parser, CSV_STRICT_FINI), 0);
	csv_set_delim(&parser, ';');
	csv_set_space_func(&parser, no_space);
	assert_int_equal(csv_parse(&parser, table->text, table->length,
			     on_field, on_record, p),
	    table->length);
	assert_int_equal(csv_fini(&parser, on_field, on_record, p), 0);
	csv_free(&parser);
}

static void
print_cells(
    struct printed *p, const struct printed *table, const struct dialect *d)
{
	struct fail f = FAIL_INIT;
	struct steps steps;
	struct record_reader *in =
	    open_steps(&steps, table->text, table->length, 0);
	struct record r;

	p->length = 0;
	record_dialect(in, d, 0);
	while (record_next(in, &r, &f) == 1) {
		for (size_t i = 0; i < r.field_count; i++)
			on_field(
			    (char *)r.fields[i].bytes, r.fields[i].length, p);
		on_record(0, p);
	}
	record_close(in);
}

static void
splits_as_libcsv(void **state)
{
	struct printed table = { NULL, 0, 0 }, ours = table, theirs = table;
	struct dialect d = usual;
	unsigned seed = 1;

	(void)state;
	for (long n = rounds(5000); n > 0; n--) {
		size_t width = 2 + draw(&seed, 5);

		make_table(&table, &seed, width, 1 + draw(&seed, 20));
		print_by_libcsv(&theirs, &table);
		for (d.width = 1; d.width <= width; d.width += width - 1) {
			print_cells(&ours, &table, &d);
			assert_int_equal(ours.length, theirs.length);
			assert_memory_equal(
			    ours.text, theirs.text, ours.length);
		}
	}
	free(table.text);
	free(ours.text);
	free(theirs.text);
}

/* ---- any bytes: blocks, sizes of reads ---- */

/* Lines of which some are damaged; enough for several blocks. */
static void
make_export(struct printed *p, unsigned *seed, size_t length)
{
	static const char *const lines[] = { "1;OOO \"Luch\";2022\n",
		"2;\"a;b\";\"c\"\"d\"\r\n", "3;\"a\nb\r\nc\";7\n", "\n",
		"4;\"never closed;8\n", "5;\"OOO \"Luch\"\";9\n", "6;a\rb;;\n",
		"\"\"\"7\"\"\";\n", "8;\"\"x;\"\"y;\n" };

	p->length = 0;
	while (p->length < length)
		add_text(p, lines[draw(seed, COUNT_OF(lines))]);
}

/* The records hold every line and every byte, in order. */
static void
check_cover(const struct printed *table, size_t step, const struct dialect *d)
{
	struct fail f = FAIL_INIT;
	struct steps steps;
	struct record_reader *in =
	    open_steps(&steps, table->text, table->length, step);
	struct record r;
	uint64_t line = 1, byte = 0;

	record_dialect(in, d, 0);
	while (record_next(in, &r, &f) == 1) {
		assert_int_equal(r.line, line);
		assert_int_equal(r.byte, byte);
		assert_true(r.raw_length <= r.size);
		assert_memory_equal(r.raw, table->text + byte, r.raw_length);
		line += r.lines;
		byte += r.size;
	}
	assert_int_equal(byte, table->length);
	assert_int_equal(record_bytes(in), byte);
	assert_int_equal(record_lines(in), line - 1);
	record_close(in);
}

static void
gives_the_same_by_any_read(void **state)
{
	struct printed table = { NULL, 0, 0 }, first = table, again = table;
	struct dialect d = usual;
	struct steps steps;
	struct record_reader *in;
	unsigned seed = 7;

	(void)state;
	d.width = 3;
	make_export(&table, &seed, 3 * RECORD_BLOCK + RECORD_BLOCK / 2);
	for (size_t i = 0; i < COUNT_OF(sizes); i++) {
		in = open_steps(&steps, table.text, table.length, sizes[i]);
		record_dialect(in, &d, 0);
		print_records(i == 0 ? &first : &again, in);
		record_close(in);
		in = open_steps(&steps, table.text, table.length, sizes[i]);
		record_dialect(in, &d, 0);
		print_blocks(&again, in);
		record_close(in);
		assert_int_equal(first.length, again.length);
		assert_memory_equal(first.text, again.text, first.length);
	}
	check_cover(&table, 0, &d);
	free(table.text);
	free(first.text);
	free(again.text);
}

/* Blocks of 1 MiB and a little, behind the head as well. */
static void
cuts_blocks(void **state)
{
	struct printed table = { NULL, 0, 0 };
	struct fail f = FAIL_INIT;
	struct record_block b = RECORD_BLOCK_INIT;
	struct steps steps;
	struct record_reader *in;
	unsigned seed = 3;
	uint64_t line = 1, byte = 0;
	int more;

	(void)state;
	make_export(&table, &seed, 2 * RECORD_HEAD);
	in = open_steps(&steps, table.text, table.length, 0);
	record_dialect(in, &usual, 0);
	while ((more = record_block_next(in, &b, &f)) == 1) {
		assert_int_equal(b.line, line);
		assert_int_equal(b.byte, byte);
		assert_int_equal(b.size, b.length);
		assert_memory_equal(b.bytes, table.text + byte, b.length);
		line += b.lines;
		byte += b.size;
		if (byte < table.length) {
			assert_true(b.length >= RECORD_BLOCK);
			assert_true(b.length < RECORD_BLOCK + 100);
			assert_int_equal(b.bytes[b.length - 1], '\n');
		}
	}
	assert_int_equal(more, 0);
	assert_int_equal(byte, table.length);
	record_block_clear(&b);
	record_close(in);
	free(table.text);
}

/* A line of several MiB is passed over with little of it kept. */
static void
passes_over_long_lines(void **state)
{
	static const char *const ends[] = { "\n", "\r\n", "\r", "" };
	const struct record_limits limits = { 1 << 20, 3 << 20, 10 };
	struct printed p = { NULL, 0, 0 };
	struct fail f = FAIL_INIT;
	size_t length = 7 << 20, i, j, used;
	char *bytes = malloc(length + 16);
	struct steps steps;
	struct record_reader *in;
	struct record r;

	(void)state;
	assert_non_null(bytes);
	memcpy(bytes, "a\n\"b\n", 5);
	memset(bytes + 5, 'x', length - 5);
	for (i = 0; i < COUNT_OF(ends); i++) {
		memcpy(bytes + length, ends[i], strlen(ends[i]));
		used = length + strlen(ends[i]);
		if (i < 3)
			bytes[used++] = 'c';
		for (j = 4; j < COUNT_OF(sizes); j++) {
			in = open_steps(&steps, bytes, used, sizes[j]);
			record_limit(in, &limits);
			record_dialect(in, &usual, 0);
			assert_int_equal(record_next(in, &r, &f), 1);
			assert_int_equal(record_next(in, &r, &f), 1);
			assert_true(r.unclosed);
			assert_int_equal(record_next(in, &r, &f), 1);
			assert_int_equal(r.damage, RECORD_LINE_LIMIT);
			assert_int_equal(r.line, 3);
			assert_int_equal(r.lines, 1);
			assert_int_equal(r.byte, 5);
			assert_int_equal(r.size, length - 5 + strlen(ends[i]));
			assert_int_equal(r.raw_length, RECORD_RAW);
			assert_int_equal(record_next(in, &r, &f), i < 3);
			if (i < 3) {
				assert_int_equal(r.line, 4);
				assert_int_equal(*r.fields[0].bytes, 'c');
			}
			assert_int_equal(record_bytes(in), used);
			record_close(in);
		}
	}
	free(bytes);
	free(p.text);
}

/* ---- UTF-16 ---- */

static void
reads_utf16(void **state)
{
	/* mark, П;"a LF b" LF, U+1F600;c without a line end */
	static const unsigned char little[] = { 0xFF, 0xFE, 0x1F, 0x04, ';', 0,
		'"', 0, 'a', 0, '\n', 0, 'b', 0, '"', 0, '\n', 0, 0x3D, 0xD8,
		0x00, 0xDE, ';', 0, 'c', 0 };
	unsigned char big[sizeof(little)];
	const unsigned char *head;
	struct printed p = { NULL, 0, 0 };
	struct fail f = FAIL_INIT;
	struct steps steps;
	struct record_reader *in;
	size_t i, length;
	bool whole;

	(void)state;
	for (i = 0; i < sizeof(little); i++)
		big[i ^ 1] = little[i];
	for (i = 0; i < 2 * COUNT_OF(sizes); i++) {
		in = open_steps(&steps, i % 2 == 0 ? little : big,
		    sizeof(little), sizes[i / 2]);
		assert_int_equal(
		    record_encoding(in,
			i % 2 == 0 ? ENCODING_UTF_16LE : ENCODING_UTF_16BE, &f),
		    0);
		head = record_head(in, &length, &whole);
		assert_true(whole);
		assert_memory_equal(head, "\xEF\xBB\xBF\xD0\x9F;", 6);
		record_dialect(in, &usual, 3);
		print_records(&p, in);
		assert_string_equal(p.text, "1+2@2+16[\xD0\x9F|a\nb]3+1@18+8["
					    "\xF0\x9F\x98\x80|c]");
		assert_int_equal(record_bytes(in), sizeof(little));
		record_close(in);
	}
	free(p.text);
}

/* More than the head holds: the source is converted as it is read. */
static void
reads_long_utf16(void **state)
{
	size_t count = RECORD_HEAD, i;
	unsigned char *bytes = malloc(2 * count);
	struct fail f = FAIL_INIT;
	struct steps steps;
	struct record_reader *in;
	struct record r;
	uint64_t records = 0;

	(void)state;
	assert_non_null(bytes);
	/* я;я LF */
	for (i = 0; i < count; i++) {
		bytes[2 * i] = i % 2 == 0 ? 0x4F : i % 4 == 1 ? ';' : '\n';
		bytes[2 * i + 1] = i % 2 == 0 ? 0x04 : 0;
	}
	in = open_steps(&steps, bytes, 2 * count, 4095);
	assert_int_equal(record_encoding(in, ENCODING_UTF_16LE, &f), 0);
	record_dialect(in, &usual, 0);
	for (; record_next(in, &r, &f) == 1; records++) {
		assert_int_equal(r.byte, 8 * records);
		assert_int_equal(r.field_count, 2);
		assert_memory_equal(r.fields[1].bytes, "\xD1\x8F", 2);
	}
	assert_int_equal(records, count / 4);
	assert_int_equal(record_bytes(in), 2 * count);
	record_close(in);
	free(bytes);
}

/* ---- failures ---- */

/* Fails when so many bytes were read. */
static ssize_t
read_badly(void *context, void *buffer, size_t size)
{
	size_t *left = context;
	size_t part = size < *left ? size : *left;

	if (part == 0) {
		errno = EIO;
		return -1;
	}
	memset(buffer, 'a', part);
	*left -= part;
	return (ssize_t)part;
}

static void
reports_read_errors(void **state)
{
	struct fail f = FAIL_INIT;
	size_t left = 5;
	struct bytes source = { read_badly, &left };
	struct record_reader *in;
	struct record r;

	(void)state;
	assert_null(record_open(source, "r.csv", &f));
	assert_int_equal(f.status, FAIL_SYSTEM);
	left = RECORD_HEAD + 5;
	in = record_open(source, "r.csv", &f);
	assert_non_null(in);
	record_dialect(in, &usual, 0);
	assert_int_equal(record_next(in, &r, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	record_close(in);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_as_libcsv),
		cmocka_unit_test(gives_the_same_by_any_read),
		cmocka_unit_test(cuts_blocks),
		cmocka_unit_test(passes_over_long_lines),
		cmocka_unit_test(reads_utf16),
		cmocka_unit_test(reads_long_utf16),
		cmocka_unit_test(reports_read_errors),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
