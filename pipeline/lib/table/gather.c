/* gather.c - rows of a batch in any order (gather.h) */
#include <assert.h>
#include <string.h>

#include "base/memory.h"
#include "table/bits.h"
#include "table/gather.h"

int
gather_init(
    struct batch *b, const struct batch *source, size_t rows, struct fail *f)
{
	struct column *c;

	memset(b, 0, sizeof(*b));
	b->columns =
	    memory_array(source->column_count + 1, sizeof(*b->columns), f);
	if (b->columns == NULL)
		return -1;
	for (; b->column_count < source->column_count;) {
		c = &b->columns[b->column_count];
		c->type = source->columns[b->column_count].type;
		c->width = source->columns[b->column_count].width;
		c->dictionary = source->columns[b->column_count].dictionary;
		b->column_count++;
		assert(c->type != COLUMN_UTF8);
		if (column_reserve(c, rows, 0, f) == -1) {
			batch_clear(b);
			return -1;
		}
	}
	return 0;
}

static void
gather_bits(
    uint8_t *to, const uint8_t *from, const uint32_t *rows, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if ((from[rows[i] / 8] >> (rows[i] % 8) & 1) != 0)
			to[i / 8] |= (uint8_t)(1u << (i % 8));
}

static void
gather_values(struct column *to, const struct column *from,
    const uint32_t *rows, size_t count)
{
	size_t size = column_value_size(to), i;
	const uint64_t *words = from->values;
	const uint32_t *halves = from->values;
	const uint8_t *bytes = from->values;

	switch (size) {
	case 8:
		for (i = 0; i < count; i++)
			((uint64_t *)to->values)[i] = words[rows[i]];
		break;
	case 4:
		for (i = 0; i < count; i++)
			((uint32_t *)to->values)[i] = halves[rows[i]];
		break;
	default:
		for (i = 0; i < count; i++)
			memcpy((uint8_t *)to->values + i * size,
			    bytes + rows[i] * size, size);
	}
}

static int
gather_column(struct column *to, const struct column *from,
    const uint32_t *rows, size_t count, struct fail *f)
{
	if (column_reserve(to, count, 0, f) == -1)
		return -1;
	if (to->type == COLUMN_BOOL)
		gather_bits(to->values, from->values, rows, count);
	else
		gather_values(to, from, rows, count);
	if (from->null_count == 0) {
		bits_set(to->validity, 0, count);
	} else {
		gather_bits(to->validity, from->validity, rows, count);
		to->null_count = count - bits_count(to->validity, 0, count);
	}
	to->length = count;
	return 0;
}

int
gather_rows(struct batch *b, const struct batch *source, const uint32_t *rows,
    size_t count, struct fail *f)
{
	size_t i;

	assert(b->column_count == source->column_count);
	batch_reset(b);
	for (i = 0; i < b->column_count; i++)
		if (gather_column(&b->columns[i], &source->columns[i], rows,
			count, f) == -1)
			return -1;
	b->length = count;
	return 0;
}
