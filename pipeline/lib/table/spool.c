/* spool.c - rows dealt into temporary files (spool.h) */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/temporary.h"
#include "table/bits.h"
#include "table/gather.h"
#include "table/spool.h"

/*
 * A file is a sequence of pieces: the number of rows, then each column: the
 * number of nulls, the bits of validity if there are nulls, and the values.
 */
struct part {
	FILE *stream;
	size_t rows;
	size_t start, count; /* its rows of the batch at hand, in rows */
};

struct spool {
	size_t part_count;
	struct part *parts;
	struct batch staged; /* the batch at hand in our dictionaries */
	struct batch piece;  /* its rows of one part */
	uint32_t *rows;      /* of the batch at hand, part by part */
	size_t row_capacity;
};

static int
open_parts(struct spool *s, const char *near, struct fail *f)
{
	size_t i;

	for (i = 0; i < s->part_count; i++)
		if ((s->parts[i].stream = temporary_file(near, f)) == NULL)
			return -1;
	return 0;
}

struct spool *
spool_new(
    const struct schema *schema, size_t parts, const char *near, struct fail *f)
{
	struct spool *s = memory_array(1, sizeof(*s), f);

	if (s == NULL)
		return NULL;
	s->part_count = parts;
	s->parts = memory_array(parts, sizeof(*s->parts), f);
	if (s->parts == NULL)
		s->part_count = 0;
	if (s->parts == NULL ||
	    batch_init(&s->staged, schema, BATCH_ROWS, f) == -1 ||
	    gather_init(&s->piece, &s->staged, BATCH_ROWS / parts, f) == -1 ||
	    open_parts(s, near, f) == -1) {
		spool_free(s);
		return NULL;
	}
	return s;
}

void
spool_free(struct spool *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->part_count; i++)
		if (s->parts[i].stream != NULL)
			fclose(s->parts[i].stream);
	free(s->parts);
	batch_clear(&s->piece);
	batch_clear(&s->staged);
	free(s->rows);
	free(s);
}

static int
put(struct part *part, const void *bytes, size_t size, struct fail *f)
{
	if (size > 0 && fwrite(bytes, 1, size, part->stream) != size)
		return fail_errno(f, _("a temporary file cannot be written"));
	return 0;
}

static size_t
values_size(const struct column *c, size_t rows)
{
	return c->type == COLUMN_BOOL ? (rows + 7) / 8
				      : rows * column_value_size(c);
}

static int
put_piece(struct part *part, const struct batch *piece, struct fail *f)
{
	const struct column *c;
	size_t i;

	if (put(part, &piece->length, sizeof(piece->length), f) == -1)
		return -1;
	for (i = 0; i < piece->column_count; i++) {
		c = &piece->columns[i];
		if (put(part, &c->null_count, sizeof(c->null_count), f) == -1 ||
		    put(part, c->validity,
			c->null_count == 0 ? 0 : (c->length + 7) / 8,
			f) == -1 ||
		    put(part, c->values, values_size(c, c->length), f) == -1)
			return -1;
	}
	part->rows += piece->length;
	return 0;
}

/* The rows of the batch, part by part, in order. */
static void
deal(struct spool *s, const uint16_t *parts, size_t count)
{
	size_t i, start = 0;

	for (i = 0; i < s->part_count; i++)
		s->parts[i].count = 0;
	for (i = 0; i < count; i++)
		s->parts[parts[i]].count++;
	for (i = 0; i < s->part_count; i++) {
		s->parts[i].start = start;
		start += s->parts[i].count;
		s->parts[i].count = 0;
	}
	for (i = 0; i < count; i++)
		s->rows[s->parts[parts[i]].start + s->parts[parts[i]].count++] =
		    (uint32_t)i;
}

int
spool_put(struct spool *s, const struct batch *batch, const uint16_t *parts,
    struct fail *f)
{
	struct part *part;
	size_t i;

	batch_reset(&s->staged);
	if (batch_append(&s->staged, batch, 0, batch->length, f) == -1 ||
	    memory_grow(&s->rows, &s->row_capacity, batch->length + 1,
		sizeof(*s->rows), f) == -1)
		return -1;
	deal(s, parts, batch->length);
	for (i = 0; i < s->part_count; i++) {
		part = &s->parts[i];
		if (part->count > 0 &&
		    (gather_rows(&s->piece, &s->staged, &s->rows[part->start],
			 part->count, f) == -1 ||
			put_piece(part, &s->piece, f) == -1))
			return -1;
	}
	return 0;
}

static int
get(struct part *part, void *bytes, size_t size, struct fail *f)
{
	errno = 0;
	if (size > 0 && fread(bytes, 1, size, part->stream) != size) {
		if (errno == 0)
			errno = EIO;
		return fail_errno(f, _("a temporary file cannot be read"));
	}
	return 0;
}

/* Bits for count rows at the end of the column, by way of scratch. */
static int
get_bits(struct part *part, uint8_t *to, size_t at, size_t count,
    uint8_t *scratch, struct fail *f)
{
	if (get(part, scratch, (count + 7) / 8, f) == -1)
		return -1;
	bits_copy(to, at, scratch, 0, count);
	return 0;
}

static int
get_column(struct part *part, struct column *c, size_t count, uint8_t *scratch,
    struct fail *f)
{
	size_t nulls, size = column_value_size(c);

	if (get(part, &nulls, sizeof(nulls), f) == -1)
		return -1;
	if (nulls == 0)
		bits_set(c->validity, c->length, count);
	else if (get_bits(part, c->validity, c->length, count, scratch, f) ==
		 -1)
		return -1;
	c->null_count += nulls;
	if (c->type == COLUMN_BOOL
		? get_bits(part, c->values, c->length, count, scratch, f) == -1
		: get(part, (uint8_t *)c->values + c->length * size,
		      count * size, f) == -1)
		return -1;
	c->length += count;
	return 0;
}

static int
get_pieces(struct spool *s, struct part *part, struct batch *rows,
    uint8_t *scratch, struct fail *f)
{
	size_t count, i;

	while (rows->length < part->rows) {
		if (get(part, &count, sizeof(count), f) == -1)
			return -1;
		for (i = 0; i < s->staged.column_count; i++)
			if (get_column(part, &rows->columns[i], count, scratch,
				f) == -1)
				return -1;
		rows->length += count;
	}
	return 0;
}

int
spool_load(struct spool *s, size_t part, struct batch *rows, struct fail *f)
{
	struct part *p = &s->parts[part];
	uint8_t *scratch;
	size_t i;
	int status;

	if (p->rows > UINT32_MAX - 1)
		return fail_set(f, FAIL_DATA,
		    _("%zu rows in one partition, the limit is %u; ask for more "
		      "partitions"),
		    p->rows, UINT32_MAX - 1);
	if (rows->columns == NULL &&
	    gather_init(rows, &s->staged, p->rows, f) == -1)
		return -1;
	batch_reset(rows);
	for (i = 0; i < rows->column_count; i++)
		if (column_reserve(&rows->columns[i], p->rows, 0, f) == -1)
			return -1;
	if (fflush(p->stream) == EOF || fseeko(p->stream, 0, SEEK_SET) == -1)
		return fail_errno(f, _("a temporary file cannot be written"));
	if ((scratch = memory_array(p->rows / 8 + 1, 1, f)) == NULL)
		return -1;
	status = get_pieces(s, p, rows, scratch, f);
	free(scratch);
	return status;
}
