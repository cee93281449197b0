/*
 * fuzz_record.c - any bytes as a delimited file.  No crash; the records take
 * every line and byte once, in order; cut into small blocks, with little or
 * much of the file known, or read byte by byte, they are the same.  Then the
 * bytes as the cells of a well-formed table: it gives what libcsv gives.
 * The first three bytes choose the dialect, the limits and the size of blocks.
 */
#include <csv.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "record/record_scan.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

struct print {
	unsigned char *bytes;
	size_t length, capacity;
};

static void
put(struct print *p, const void *bytes, size_t length)
{
	if (p->length + length > p->capacity) {
		p->capacity = 2 * (p->length + length);
		if ((p->bytes = realloc(p->bytes, p->capacity)) == NULL)
			abort();
	}
	if (length > 0)
		memcpy(p->bytes + p->length, bytes, length);
	p->length += length;
}

static void
put_number(struct print *p, uint64_t number)
{
	put(p, &number, sizeof(number));
}

static void
put_record(struct print *p, const struct record *r)
{
	size_t i;

	put_number(p, r->line);
	put_number(p, r->byte);
	put_number(p, r->lines);
	put_number(p, r->size);
	put_number(p, r->bytes);
	put_number(p, r->damage);
	put_number(p, (uint64_t)(r->unclosed + 2 * r->nul));
	put_number(p, r->field_count);
	for (i = 0; i < r->field_count; i++) {
		put_number(p, r->fields[i].length);
		put(p, r->fields[i].bytes, r->fields[i].length);
	}
	put_number(p, r->raw_length);
	put(p, r->raw, r->raw_length);
}

static void
check_same(const struct print *a, const struct print *b)
{
	if (a->length != b->length ||
	    (a->length > 0 && memcmp(a->bytes, b->bytes, a->length) != 0))
		abort();
}

/* The records of one block. */
static void
put_block(struct print *p, struct record_cursor *cursor,
    const struct record_block *block)
{
	struct fail f = FAIL_INIT;
	struct record r;
	uint64_t line = block->line, byte = block->byte;

	record_cursor_start(cursor, block);
	while (record_cursor_next(cursor, &r, &f) == 1) {
		if (r.line != line || r.byte != byte || r.lines == 0 ||
		    r.size == 0 || (r.damage != RECORD_WHOLE && r.field_count))
			abort();
		put_record(p, &r);
		line += r.lines;
		byte += r.size;
	}
	if (line != block->line + block->lines ||
	    byte != block->byte + block->length)
		abort();
}

static struct record_block
block_of(const uint8_t *data, size_t size, uint64_t line, uint64_t byte)
{
	struct record_block block = { (unsigned char *)data, size, size, line,
		byte, record_scan_lines(data, size), size, false };

	return block;
}

/* The same, cut into blocks; of the file `step` more bytes are known each
 * time. */
static void
put_cuts(struct print *p, struct record_cursor *cursor, struct record_scan *s,
    const uint8_t *data, size_t size, size_t target, size_t step)
{
	struct record_block block;
	uint64_t line = 1;
	size_t from, known, cut;

	for (from = 0; from < size; from += cut) {
		known = step < size - from ? step : size - from;
		record_scan_start(s, data + from, known, known == size - from);
		while ((cut = record_scan_cut(s, target)) == 0) {
			if (s->at_end)
				abort();
			known = step < size - from - known ? known + step
							   : size - from;
			record_scan_extend(
			    s, data + from, known, known == size - from);
		}
		if (cut > known || (cut < target && from + cut < size))
			abort();
		block = block_of(data + from, cut, line, from);
		put_block(p, cursor, &block);
		line += block.lines;
	}
}

static ssize_t
read_one(void *memory, void *buffer, size_t size)
{
	return bytes_read_memory(memory, buffer, size > 0 ? 1 : 0);
}

static void
put_reads(struct print *p, const struct dialect *dialect,
    const struct record_limits *limits, const uint8_t *data, size_t size)
{
	struct bytes_memory memory = { data, size };
	struct bytes source = { read_one, &memory };
	struct fail f = FAIL_INIT;
	struct record_reader *in = record_open(source, "fuzz", &f);
	struct record r;
	int more;

	record_limit(in, limits);
	record_dialect(in, dialect, 0);
	while ((more = record_next(in, &r, &f)) == 1)
		put_record(p, &r);
	if (more == -1 || record_bytes(in) != size)
		abort();
	record_close(in);
}

static void
try_bytes(const struct dialect *dialect, const struct record_limits *limits,
    size_t target, const uint8_t *data, size_t size)
{
	struct print whole = { NULL, 0, 0 }, other = whole;
	struct fail f = FAIL_INIT;
	struct record_cursor *cursor =
	    record_cursor_new(dialect, limits, false, &f);
	struct record_block block = block_of(data, size, 1, 0);
	struct record_scan s;

	record_scan_init(&s, dialect, limits);
	put_block(&whole, cursor, &block);
	put_cuts(&other, cursor, &s, data, size, target, 1);
	check_same(&whole, &other);
	other.length = 0;
	put_cuts(&other, cursor, &s, data, size, target, size);
	check_same(&whole, &other);
	if (target % 16 == 0) {
		/* a reader takes MiB of memory */
		other.length = 0;
		put_reads(&other, dialect, limits, data, size);
		check_same(&whole, &other);
	}
	record_cursor_close(cursor);
	free(whole.bytes);
	free(other.bytes);
}

/* ---- well-formed tables ---- */

static void
on_field(void *bytes, size_t length, void *context)
{
	put(context, bytes, length);
	put(context, "\n;", 2);
}

static void
on_record(int character, void *context)
{
	(void)character;
	put(context, "\n\n", 2);
}

static int
never(unsigned char c)
{
	(void)c;
	return 0;
}

/* Each byte 0xFF ends a cell.  In cells CR is LF, and NUL is another sign: that
 * is what we make of them. */
static void
put_table(struct print *table, const uint8_t *data, size_t size, size_t width,
    bool quote_all)
{
	size_t cells = 0, i, j, end;
	bool quoted;

	for (i = 0; i < size || cells % width != 0; i = end + 1) {
		for (end = i; end < size && data[end] != 0xFF; end++)
			;
		quoted = quote_all;
		for (j = i; j < end; j++)
			quoted = quoted || memchr("\";\r\n", data[j], 4);
		if (quoted)
			put(table, "\"", 1);
		for (j = i; j < end; j++) {
			if (data[j] == '"')
				put(table, "\"", 1);
			put(table,
			    data[j] == '\r' ? "\n"
			    : data[j] == 0  ? "0"
					    : (const char *)&data[j],
			    1);
		}
		if (quoted)
			put(table, "\"", 1);
		put(table, ++cells % width == 0 ? "\n" : ";", 1);
	}
}

static void
try_table(const struct record_limits *limits, size_t width, bool quote_all,
    bool known, const uint8_t *data, size_t size)
{
	struct dialect dialect = { .delimiter = ';', .quote = '"' };
	struct print table = { NULL, 0, 0 }, ours = table, theirs = table;
	struct fail f = FAIL_INIT;
	struct record_cursor *cursor;
	struct record_block block;
	struct csv_parser parser;
	struct record r;
	size_t i;

	dialect.width = known ? width : 1;
	put_table(&table, data, size, width, quote_all);
	if (csv_init(&parser, CSV_STRICT_FINI) != 0)
		abort();
	csv_set_delim(&parser, ';');
	csv_set_space_func(&parser, never);
	if (csv_parse(&parser, table.bytes, table.length, on_field, on_record,
		&theirs) != table.length)
		abort();
	csv_free(&parser);
	cursor = record_cursor_new(&dialect, limits, false, &f);
	block = block_of(table.bytes, table.length, 1, 0);
	record_cursor_start(cursor, &block);
	while (record_cursor_next(cursor, &r, &f) == 1) {
		if (r.unclosed || r.damage != RECORD_WHOLE)
			abort();
		for (i = 0; i < r.field_count; i++)
			on_field((char *)r.fields[i].bytes, r.fields[i].length,
			    &ours);
		on_record(0, &ours);
	}
	check_same(&ours, &theirs);
	record_cursor_close(cursor);
	free(table.bytes);
	free(ours.bytes);
	free(theirs.bytes);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const struct record_limits usual = RECORD_LIMITS_INIT;
	struct dialect dialect = { .delimiter = ';', .quote = '"' };
	struct record_limits limits = usual;
	size_t target;

	if (size < 3)
		return 0;
	dialect.repeated = data[0] % 8 == 7;
	if (dialect.repeated)
		dialect.delimiter = ' ';
	dialect.space_after = data[0] / 8 % 4 == 3;
	dialect.escape = data[0] / 32 % 4 == 3 ? '\\' : 0;
	if (data[0] >= 128)
		dialect.quote = '\'';
	dialect.width = 1 + data[1] % 8;
	if (data[1] / 8 % 4 == 3)
		limits = (struct record_limits){ 8, 24, 4 };
	target = 1 + data[2];
	try_bytes(&dialect, &limits, target, data + 3, size - 3);
	try_table(&usual, 2 + data[1] % 4, data[0] % 2 == 1, data[1] >= 128,
	    data + 3, size - 3);
	return 0;
}
