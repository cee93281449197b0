/* pick.c - rows of a column in another order (pick.h) */
#include <assert.h>
#include <string.h>

#include "join/pick.h"
#include "table/bits.h"

static bool
has_value(const struct column *source, uint32_t row)
{
	return row != PICK_NULL && column_valid(source, row);
}

/* Which rows have values. */
static void
pick_validity(struct column *target, const struct column *source,
    const uint32_t *rows, size_t count)
{
	bool known = source->null_count == 0;
	size_t i;

	bits_clear(target->validity, 0, target->length);
	for (i = 0; i < count && known; i++)
		known = rows[i] != PICK_NULL;
	target->null_count = 0;
	if (known) {
		bits_set(target->validity, 0, count);
		return;
	}
	for (i = 0; i < count; i++)
		if (has_value(source, rows[i]))
			target->validity[i / 8] |= (uint8_t)(1u << (i % 8));
		else
			target->null_count++;
}

/* Values of this many bytes; nulls hold zeros. */
static void
pick_values(
    void *to, const void *from, size_t size, const uint32_t *rows, size_t count)
{
	const uint64_t *words = from;
	const uint32_t *halves = from;
	uint64_t *word = to;
	uint32_t *half = to;
	size_t i;

	switch (size) {
	case 8:
		for (i = 0; i < count; i++)
			word[i] = rows[i] == PICK_NULL ? 0 : words[rows[i]];
		break;
	case 4:
		for (i = 0; i < count; i++)
			half[i] = rows[i] == PICK_NULL ? 0 : halves[rows[i]];
		break;
	default:
		for (i = 0; i < count; i++)
			if (rows[i] == PICK_NULL)
				memset((char *)to + i * size, 0, size);
			else
				memcpy((char *)to + i * size,
				    (const char *)from + rows[i] * size, size);
	}
}

static void
pick_bits(struct column *target, const struct column *source,
    const uint32_t *rows, size_t count)
{
	uint8_t *bits = target->values;
	size_t i;

	bits_clear(bits, 0, target->length);
	for (i = 0; i < count; i++)
		if (rows[i] != PICK_NULL &&
		    column_integer(source, rows[i]) != 0)
			bits[i / 8] |= (uint8_t)(1u << (i % 8));
}

static int
pick_texts(struct column *target, const struct column *source,
    const uint32_t *rows, size_t count, struct fail *f)
{
	size_t bytes = 0, length, i;
	const char *text;

	for (i = 0; i < count; i++)
		if (rows[i] != PICK_NULL)
			bytes += (size_t)(source->offsets[rows[i] + 1] -
					  source->offsets[rows[i]]);
	if (column_reserve(target, count, bytes, f) == -1)
		return -1;
	target->offsets[0] = 0;
	for (i = 0; i < count; i++) {
		length = 0;
		if (rows[i] != PICK_NULL) {
			text = column_text(source, rows[i], &length);
			if (length > 0)
				memcpy(
				    (char *)target->values + target->offsets[i],
				    text, length);
		}
		target->offsets[i + 1] = target->offsets[i] + (int32_t)length;
	}
	return 0;
}

int
column_pick(struct column *target, const struct column *source,
    const uint32_t *rows, size_t count, struct fail *f)
{
	assert(target->type == source->type && target->width == source->width);
	if (column_reserve(target, count, 0, f) == -1)
		return -1;
	if (target->type == COLUMN_DICTIONARY) {
		if (target->owns_dictionary)
			dictionary_free(target->dictionary);
		target->owns_dictionary = false;
		target->dictionary = source->dictionary;
	}
	if (target->type == COLUMN_UTF8) {
		if (pick_texts(target, source, rows, count, f) == -1)
			return -1;
	} else if (target->type == COLUMN_BOOL) {
		pick_bits(target, source, rows, count);
	} else {
		pick_values(target->values, source->values,
		    column_value_size(target), rows, count);
	}
	pick_validity(target, source, rows, count);
	target->length = count;
	return 0;
}
