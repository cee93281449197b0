/* batch.c - rows of a table as columns; see table/batch.h */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/batch.h"
#include "table/bits.h"

size_t
column_value_size(const struct column *c)
{
	switch (c->type) {
	case COLUMN_INT8:
		return 1;
	case COLUMN_INT16:
		return 2;
	case COLUMN_INT32:
	case COLUMN_DATE32:
	case COLUMN_DICTIONARY:
		return 4;
	case COLUMN_INT64:
	case COLUMN_FLOAT64:
		return 8;
	case COLUMN_BINARY:
		return (size_t)c->width;
	case COLUMN_BOOL:
	case COLUMN_UTF8:
		break;
	}
	return 0;
}

/* Bytes that rows (a multiple of 64) take in the values; 0 for texts. */
static size_t
values_size(const struct column *c, size_t rows)
{
	return c->type == COLUMN_BOOL ? rows / 8 : rows * column_value_size(c);
}

/* Give *memory another size; bytes from old on are zero if zero is set. */
static int
resize(void *memory, size_t size, size_t old, bool zero, struct fail *f)
{
	void *before, *bytes;

	memcpy(&before, memory, sizeof(before));
	bytes = realloc(before, size == 0 ? 1 : size);
	if (bytes == NULL)
		return fail_memory(f);
	if (zero && size > old)
		memset((char *)bytes + old, 0, size - old);
	memcpy(memory, &bytes, sizeof(bytes));
	/* cppcheck-suppress memleak ; *memory keeps it */
	return 0;
}

static int
reserve_rows(struct column *c, size_t rows, struct fail *f)
{
	size_t capacity = c->capacity + c->capacity / 2;
	bool bits = c->type == COLUMN_BOOL;

	if (capacity < rows)
		capacity = rows;
	if (capacity > SIZE_MAX / 64 ||
	    (c->width > 0 && capacity > SIZE_MAX / 64 / (size_t)c->width))
		return fail_memory(f);
	capacity = (capacity + 63) / 64 * 64;
	if (resize(&c->validity, capacity / 8, c->capacity / 8, true, f) == -1)
		return -1;
	if (c->type == COLUMN_UTF8) {
		if (resize(&c->offsets, (capacity + 1) * sizeof(*c->offsets),
			c->offsets == NULL ? 0 : sizeof(*c->offsets),
			c->offsets == NULL, f) == -1)
			return -1;
	} else if (resize(&c->values, values_size(c, capacity),
		       values_size(c, c->capacity), bits, f) == -1)
		return -1;
	c->capacity = capacity;
	return 0;
}

int
column_reserve(struct column *c, size_t rows, size_t bytes, struct fail *f)
{
	if (bytes > INT32_MAX)
		return fail_set(f, FAIL_DATA,
		    _("found %zu bytes of texts in one batch of a utf8 column, "
		      "the most is %d; use shorter texts"),
		    bytes, INT32_MAX);
	if ((rows > c->capacity || c->validity == NULL) &&
	    reserve_rows(c, rows, f) == -1)
		return -1;
	if (c->type != COLUMN_UTF8)
		return 0;
	return memory_grow(
	    &c->values, &c->byte_capacity, bytes == 0 ? 1 : bytes, 1, f);
}

static int
column_init(
    struct column *c, const struct field *field, size_t rows, struct fail *f)
{
	c->type = field->type;
	c->width = field->width;
	if (c->type == COLUMN_DICTIONARY) {
		if ((c->dictionary = dictionary_new(f)) == NULL)
			return -1;
		c->owns_dictionary = true;
	}
	return column_reserve(c, rows, 0, f);
}

static void
column_clear(struct column *c)
{
	free(c->validity);
	free(c->values);
	free(c->offsets);
	free(c->recoding.codes);
	dictionary_free(c->recoding.source);
	if (c->owns_dictionary)
		dictionary_free(c->dictionary);
}

int
batch_init(struct batch *b, const struct schema *s, size_t rows, struct fail *f)
{
	memset(b, 0, sizeof(*b));
	b->columns = memory_array(
	    s->field_count == 0 ? 1 : s->field_count, sizeof(*b->columns), f);
	if (b->columns == NULL)
		return -1;
	for (; b->column_count < s->field_count; b->column_count++)
		if (column_init(&b->columns[b->column_count],
			&s->fields[b->column_count], rows, f) == -1) {
			b->column_count++;
			batch_clear(b);
			return -1;
		}
	return 0;
}

void
batch_clear(struct batch *b)
{
	size_t i;

	for (i = 0; i < b->column_count; i++)
		column_clear(&b->columns[i]);
	free(b->columns);
	memset(b, 0, sizeof(*b));
}

void
batch_reset(struct batch *b)
{
	struct column *c;
	size_t i;

	for (i = 0; i < b->column_count; i++) {
		c = &b->columns[i];
		bits_clear(c->validity, 0, c->length);
		if (c->type == COLUMN_BOOL)
			bits_clear(c->values, 0, c->length);
		c->length = 0;
		c->null_count = 0;
	}
	b->length = 0;
}

/* Move the kept values of size bytes together; returns how many. */
static size_t
keep_values(void *values, size_t size, const uint8_t *keep, size_t count)
{
	uint8_t *bytes = values;
	uint64_t *words = values;
	uint32_t *halves = values;
	size_t i, kept = 0;

	switch (size) {
	case 8:
		for (i = 0; i < count; i++) {
			words[kept] = words[i];
			kept += keep[i] != 0;
		}
		break;
	case 4:
		for (i = 0; i < count; i++) {
			halves[kept] = halves[i];
			kept += keep[i] != 0;
		}
		break;
	default:
		for (i = 0; i < count; i++) {
			if (keep[i] == 0)
				continue;
			if (kept != i)
				memcpy(bytes + kept * size, bytes + i * size,
				    size);
			kept++;
		}
	}
	return kept;
}

/* The same for texts. */
static size_t
keep_texts(struct column *c, const uint8_t *keep)
{
	char *bytes = c->values;
	int32_t start, length, end = 0;
	size_t i, kept = 0;

	for (i = 0; i < c->length; i++) {
		if (keep[i] == 0)
			continue;
		start = c->offsets[i];
		length = c->offsets[i + 1] - start;
		if (end != start && length > 0)
			memmove(bytes + end, bytes + start, (size_t)length);
		end += length;
		c->offsets[++kept] = end;
	}
	return kept;
}

static void
column_keep(struct column *c, const uint8_t *keep)
{
	size_t kept;

	if (c->type == COLUMN_UTF8)
		kept = keep_texts(c, keep);
	else if (c->type == COLUMN_BOOL)
		kept = bits_keep(c->values, keep, c->length);
	else
		kept = keep_values(
		    c->values, column_value_size(c), keep, c->length);
	if (c->null_count == 0) {
		bits_clear(c->validity, kept, c->length - kept);
	} else {
		bits_keep(c->validity, keep, c->length);
		c->null_count = kept - bits_count(c->validity, 0, kept);
	}
	c->length = kept;
}

void
batch_keep(struct batch *b, const uint8_t *keep)
{
	size_t i, kept = 0;

	for (i = 0; i < b->length; i++)
		kept += keep[i] != 0;
	if (kept == b->length)
		return;
	for (i = 0; i < b->column_count; i++)
		column_keep(&b->columns[i], keep);
	b->length = kept;
}

/* Make the recoding of the target one from this source dictionary. */
static int
recoding_start(struct column *target, struct dictionary *source, struct fail *f)
{
	struct recoding *r = &target->recoding;
	size_t count = (size_t)dictionary_count(source);

	if (r->source != source) {
		dictionary_free(r->source);
		r->source = dictionary_share(source);
		r->count = 0;
	}
	if (memory_grow(&r->codes, &r->capacity, count == 0 ? 1 : count,
		sizeof(*r->codes), f) == -1)
		return -1;
	for (; r->count < count; r->count++)
		r->codes[r->count] = -1;
	return 0;
}

static int
recode_new(struct column *target, int32_t code, struct fail *f)
{
	size_t length;
	const char *text =
	    dictionary_text(target->recoding.source, code, &length);
	int32_t own = dictionary_add(target->dictionary, text, length, f);

	target->recoding.codes[code] = own;
	return own;
}

static int
append_codes(struct column *target, const struct column *source, size_t from,
    size_t count, struct fail *f)
{
	int32_t *codes = (int32_t *)target->values + target->length;
	const int32_t *source_codes = (const int32_t *)source->values + from;
	int32_t code;
	size_t i;

	if (target->dictionary == source->dictionary) {
		memcpy(codes, source_codes, count * sizeof(*codes));
		return 0;
	}
	if (recoding_start(target, source->dictionary, f) == -1)
		return -1;
	for (i = 0; i < count; i++) {
		if (source->null_count > 0 && !column_valid(source, from + i)) {
			codes[i] = 0;
			continue;
		}
		code = target->recoding.codes[source_codes[i]];
		if (code == -1 &&
		    (code = recode_new(target, source_codes[i], f)) == -1)
			return -1;
		codes[i] = code;
	}
	return 0;
}

static void
append_texts(struct column *target, const struct column *source, size_t from,
    size_t count)
{
	int32_t start = source->offsets[from];
	int32_t end = target->offsets[target->length];
	size_t length = (size_t)(source->offsets[from + count] - start), i;

	if (length > 0)
		memcpy((char *)target->values + end,
		    (const char *)source->values + start, length);
	for (i = 1; i <= count; i++)
		target->offsets[target->length + i] =
		    source->offsets[from + i] - start + end;
}

static int
column_append(struct column *target, const struct column *source, size_t from,
    size_t count, struct fail *f)
{
	size_t size = column_value_size(target), bytes = 0;

	assert(target->type == source->type && target->width == source->width);
	if (target->type == COLUMN_UTF8)
		bytes = (size_t)target->offsets[target->length] +
			(size_t)(source->offsets[from + count] -
				 source->offsets[from]);
	if (column_reserve(target, target->length + count, bytes, f) == -1)
		return -1;
	if (target->type == COLUMN_UTF8) {
		append_texts(target, source, from, count);
	} else if (target->type == COLUMN_BOOL) {
		bits_copy(target->values, target->length, source->values, from,
		    count);
	} else if (target->type == COLUMN_DICTIONARY) {
		if (append_codes(target, source, from, count, f) == -1)
			return -1;
	} else {
		memcpy((char *)target->values + target->length * size,
		    (const char *)source->values + from * size, count * size);
	}
	if (source->null_count == 0) {
		bits_set(target->validity, target->length, count);
	} else {
		bits_copy(target->validity, target->length, source->validity,
		    from, count);
		target->null_count +=
		    count - bits_count(source->validity, from, count);
	}
	target->length += count;
	return 0;
}

int
batch_append(struct batch *b, const struct batch *source, size_t from,
    size_t count, struct fail *f)
{
	size_t i;

	assert(b->column_count == source->column_count);
	assert(from <= source->length && count <= source->length - from);
	if (count == 0)
		return 0;
	for (i = 0; i < b->column_count; i++)
		if (column_append(&b->columns[i], &source->columns[i], from,
			count, f) == -1)
			return -1;
	b->length += count;
	return 0;
}

static void
mark(struct column *c, bool valid)
{
	if (valid)
		c->validity[c->length / 8] |= (uint8_t)(1u << (c->length % 8));
	else
		c->null_count++;
	c->length++;
}

/* Room for one more row, which takes this many bytes of text. */
static inline int
room(struct column *c, size_t bytes, struct fail *f)
{
	if (c->type != COLUMN_UTF8) {
		if (c->length < c->capacity)
			return 0;
		return column_reserve(c, c->length + 1, 0, f);
	}
	bytes += (size_t)c->offsets[c->length];
	if (c->length < c->capacity && bytes <= c->byte_capacity &&
	    bytes <= INT32_MAX)
		return 0;
	return column_reserve(c, c->length + 1, bytes, f);
}

int
column_put_null(struct column *c, struct fail *f)
{
	size_t size = column_value_size(c);

	if (room(c, 0, f) == -1)
		return -1;
	if (c->type == COLUMN_UTF8)
		c->offsets[c->length + 1] = c->offsets[c->length];
	else if (size > 0)
		memset((char *)c->values + c->length * size, 0, size);
	mark(c, false);
	return 0;
}

static int
out_of_range(const struct column *c, int64_t value, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("value %lld does not fit into a column of type %s"),
	    (long long)value, column_type_name(c->type));
}

int
column_put_integer(struct column *c, int64_t value, struct fail *f)
{
	if (room(c, 0, f) == -1)
		return -1;
	switch (c->type) {
	case COLUMN_INT8:
		if (value < INT8_MIN || value > INT8_MAX)
			return out_of_range(c, value, f);
		((int8_t *)c->values)[c->length] = (int8_t)value;
		break;
	case COLUMN_INT16:
		if (value < INT16_MIN || value > INT16_MAX)
			return out_of_range(c, value, f);
		((int16_t *)c->values)[c->length] = (int16_t)value;
		break;
	case COLUMN_INT32:
	case COLUMN_DATE32:
		if (value < INT32_MIN || value > INT32_MAX)
			return out_of_range(c, value, f);
		((int32_t *)c->values)[c->length] = (int32_t)value;
		break;
	case COLUMN_INT64:
		((int64_t *)c->values)[c->length] = value;
		break;
	case COLUMN_BOOL:
		if (value < 0 || value > 1)
			return out_of_range(c, value, f);
		if (value == 1)
			bits_set(c->values, c->length, 1);
		break;
	default:
		assert(false && "an integer column");
	}
	mark(c, true);
	return 0;
}

int
column_put_number(struct column *c, double value, struct fail *f)
{
	assert(c->type == COLUMN_FLOAT64);
	if (room(c, 0, f) == -1)
		return -1;
	((double *)c->values)[c->length] = value;
	mark(c, true);
	return 0;
}

int
column_put_code(struct column *c, int32_t code, struct fail *f)
{
	assert(c->type == COLUMN_DICTIONARY);
	assert(code >= -1 && code < dictionary_count(c->dictionary));
	if (code == -1)
		return column_put_null(c, f);
	if (room(c, 0, f) == -1)
		return -1;
	((int32_t *)c->values)[c->length] = code;
	mark(c, true);
	return 0;
}

static int
put_binary(struct column *c, const char *text, size_t length, struct fail *f)
{
	assert(c->type == COLUMN_BINARY);
	if (length != (size_t)c->width)
		return fail_set(f, FAIL_DATA,
		    _("found a value of %zu bytes, expected %d in this column "
		      "of type fixed_size_binary"),
		    length, (int)c->width);
	if (room(c, 0, f) == -1)
		return -1;
	memcpy((char *)c->values + c->length * length, text, length);
	mark(c, true);
	return 0;
}

int
column_put_text(
    struct column *c, const char *text, size_t length, struct fail *f)
{
	int32_t code, end;

	if (c->type == COLUMN_DICTIONARY) {
		code = dictionary_add(c->dictionary, text, length, f);
		return code == -1 ? -1 : column_put_code(c, code, f);
	}
	if (c->type != COLUMN_UTF8)
		return put_binary(c, text, length, f);
	if (room(c, length, f) == -1)
		return -1;
	end = c->offsets[c->length];
	if (length > 0)
		memcpy((char *)c->values + end, text, length);
	c->offsets[c->length + 1] = end + (int32_t)length;
	mark(c, true);
	return 0;
}

int64_t
column_integer(const struct column *c, size_t row)
{
	switch (c->type) {
	case COLUMN_INT8:
		return ((const int8_t *)c->values)[row];
	case COLUMN_INT16:
		return ((const int16_t *)c->values)[row];
	case COLUMN_INT32:
	case COLUMN_DATE32:
		return ((const int32_t *)c->values)[row];
	case COLUMN_INT64:
		return ((const int64_t *)c->values)[row];
	case COLUMN_BOOL:
		return ((const uint8_t *)c->values)[row / 8] >> (row % 8) & 1;
	default:
		assert(false && "an integer column");
		return 0;
	}
}

double
column_number(const struct column *c, size_t row)
{
	if (c->type == COLUMN_FLOAT64)
		return ((const double *)c->values)[row];
	return (double)column_integer(c, row);
}

const char *
column_text(const struct column *c, size_t row, size_t *length)
{
	const char *bytes = c->values;
	size_t unused;

	if (length == NULL)
		length = &unused;
	*length = 0;
	if (!column_valid(c, row))
		return "";
	if (c->type == COLUMN_DICTIONARY)
		return dictionary_text(
		    c->dictionary, ((const int32_t *)c->values)[row], length);
	if (c->type == COLUMN_BINARY) {
		*length = (size_t)c->width;
		return bytes + row * *length;
	}
	assert(c->type == COLUMN_UTF8);
	*length = (size_t)(c->offsets[row + 1] - c->offsets[row]);
	return bytes + c->offsets[row];
}
