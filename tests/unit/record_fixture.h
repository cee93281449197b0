/* record_fixture.h - records of bytes in memory as one line of text */
#ifndef RECORD_FIXTURE_H
#define RECORD_FIXTURE_H

#include "record/record.h"

/* A source that gives `step` bytes at a time; 0: all it is asked for. */
struct steps {
	struct bytes_memory memory;
	size_t step;
};

static inline ssize_t
read_steps(void *context, void *buffer, size_t size)
{
	struct steps *steps = context;

	return bytes_read_memory(&steps->memory, buffer,
	    steps->step > 0 && steps->step < size ? steps->step : size);
}

static inline struct record_reader *
open_steps(struct steps *steps, const void *bytes, size_t length, size_t step)
{
	struct fail f = FAIL_INIT;
	struct bytes source = { read_steps, steps };
	struct record_reader *in;

	*steps = (struct steps){ { bytes, length }, step };
	in = record_open(source, "r.csv", &f);
	assert_non_null(in);
	return in;
}

struct printed {
	char *text;
	size_t length, capacity;
};

static inline void
print_bytes(struct printed *p, const char *bytes, size_t length)
{
	if (p->length + length + 1 > p->capacity) {
		p->capacity = 2 * (p->length + length + 1);
		p->text = realloc(p->text, p->capacity);
		assert_non_null(p->text);
	}
	if (length > 0)
		memcpy(p->text + p->length, bytes, length);
	p->length += length;
	p->text[p->length] = '\0';
}

/* line+lines@byte+size[field|field]; ! unclosed, ~ with NULs, F, L, C what is
 * beyond its limit. */
static inline void
print_record(struct printed *p, const struct record *r)
{
	static const char damage[] = " FLC";
	char place[128];
	size_t i;

	print_bytes(p, place,
	    (size_t)snprintf(place, sizeof(place), "%d+%d@%d+%d%s%s%.*s[",
		(int)r->line, (int)r->lines, (int)r->byte, (int)r->size,
		r->unclosed ? "!" : "", r->nul ? "~" : "",
		r->damage != RECORD_WHOLE, damage + r->damage));
	for (i = 0; i < r->field_count; i++) {
		print_bytes(p, "|", i > 0);
		print_bytes(p, r->fields[i].bytes, r->fields[i].length);
	}
	print_bytes(p, "]", 1);
}

/* All records, by record_next(). */
static inline void
print_records(struct printed *p, struct record_reader *in)
{
	struct fail f = FAIL_INIT;
	struct record r;
	int more;

	p->length = 0;
	print_bytes(p, "", 0);
	while ((more = record_next(in, &r, &f)) == 1)
		print_record(p, &r);
	assert_int_equal(more, 0);
}

/* The same by blocks. */
static inline void
print_blocks(struct printed *p, struct record_reader *in)
{
	struct fail f = FAIL_INIT;
	struct record_block block = RECORD_BLOCK_INIT;
	struct record_cursor *cursor = record_cursor_open(in, &f);
	struct record r;
	int more;

	assert_non_null(cursor);
	p->length = 0;
	print_bytes(p, "", 0);
	while ((more = record_block_next(in, &block, &f)) == 1) {
		record_cursor_start(cursor, &block);
		while ((more = record_cursor_next(cursor, &r, &f)) == 1)
			print_record(p, &r);
		assert_int_equal(more, 0);
	}
	assert_int_equal(more, 0);
	record_cursor_close(cursor);
	record_block_clear(&block);
}

#endif
