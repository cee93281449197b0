/* arrow_column.c - columns from the body of a batch; see arrow_column.h */
#include <string.h>

#include "base/message.h"
#include "base/text.h"
#include "table/arrow_column.h"
#include "table/bits.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__,
    "columns are copied as they are: little-endian hosts only");

struct buffer {
	const uint8_t *bytes;
	size_t size;
};

static int
outside(struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("the batch is damaged: a buffer leads outside its body; make "
	      "the table again"));
}

int
arrow_body_init(struct arrow_body *body, const struct arrow_layout *layout,
    const uint8_t *bytes, size_t size, struct fail *f)
{
	const uint8_t *item;
	int64_t offset, length;
	size_t total = 0;
	uint32_t i;

	body->layout = layout;
	/* Of an empty body there may be no memory. */
	body->bytes = size == 0 ? (const uint8_t *)"" : bytes;
	body->size = size;
	body->next_node = 0;
	body->next_buffer = 0;
	if (layout->rows < 0 || layout->rows > INT32_MAX)
		return fail_set(f, FAIL_DATA,
		    _("found a batch of %lld rows, expected 0 to %d; make the "
		      "table again in smaller batches"),
		    (long long)layout->rows, INT32_MAX);
	for (i = 0; i < layout->buffers.count; i++) {
		item = flat_item_bytes(&layout->buffers, i, 16);
		offset = flat_load(item, 8);
		length = flat_load(item + 8, 8);
		if (offset < 0 || length < 0 || (uint64_t)offset > size ||
		    (uint64_t)length > size - (uint64_t)offset)
			return outside(f);
		/* Columns that share their bytes would multiply what the
		 * stream holds. */
		if ((size_t)length > size - total)
			return outside(f);
		total += (size_t)length;
	}
	return 0;
}

static int
too_few(const char *name, const char *what, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": the batch has too few %s; make the table again"),
	    name, what);
}

static int
take_node(struct arrow_body *body, const char *name, size_t *nulls, bool *known,
    struct fail *f)
{
	const uint8_t *item;
	int64_t length, count;

	if (body->next_node >= body->layout->nodes.count)
		return too_few(name, "nodes", f);
	item = flat_item_bytes(&body->layout->nodes, body->next_node++, 16);
	length = flat_load(item, 8);
	count = flat_load(item + 8, 8);
	if (length != body->layout->rows)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": found %lld rows, expected %lld as in the "
		      "batch; make the table again"),
		    name, (long long)length, (long long)body->layout->rows);
	if (count < -1 || count > length)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": found %lld nulls in %lld rows; make the "
		      "table again"),
		    name, (long long)count, (long long)length);
	*known = count != -1;
	*nulls = *known ? (size_t)count : 0;
	return 0;
}

/* The next buffer, which must hold at least need bytes. */
static int
take_buffer(struct arrow_body *body, const char *name, size_t need,
    struct buffer *buffer, struct fail *f)
{
	const uint8_t *item;

	if (body->next_buffer >= body->layout->buffers.count)
		return too_few(name, "buffers", f);
	item = flat_item_bytes(&body->layout->buffers, body->next_buffer++, 16);
	buffer->bytes = body->bytes + flat_load(item, 8);
	buffer->size = (size_t)flat_load(item + 8, 8);
	if (buffer->size >= need)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": found a buffer of %zu bytes, expected at least "
	      "%zu; make the table again"),
	    name, buffer->size, need);
}

static int
wrong_nulls(const char *name, size_t found, size_t stated, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": found %zu nulls, but the batch states %zu; make "
	      "the table again"),
	    name, found, stated);
}

/* The validity of the column, once there is room for its rows. */
static int
put_validity(struct column *c, const char *name, const struct buffer *validity,
    size_t rows, size_t nulls, bool known, struct fail *f)
{
	if (validity->size == 0) {
		if (nulls > 0)
			return wrong_nulls(name, 0, nulls, f);
		bits_set(c->validity, 0, rows);
		c->length = rows;
		return 0;
	}
	bits_copy(c->validity, 0, validity->bytes, 0, rows);
	c->length = rows;
	c->null_count = rows - bits_count(c->validity, 0, rows);
	if (known && nulls != c->null_count)
		return wrong_nulls(name, c->null_count, nulls, f);
	return 0;
}

/* Nulls hold zeros, whatever stands there in the data. */
static void
zero_nulls(struct column *c)
{
	size_t size = column_value_size(c), i;

	if (c->null_count == 0)
		return;
	for (i = 0; i < c->length; i++) {
		if (i % 8 == 0 && c->validity[i / 8] == 0xff) {
			i += 7;
			continue;
		}
		if (!column_valid(c, i))
			memset((char *)c->values + i * size, 0, size);
	}
}

static void
put_bits(struct column *c, const uint8_t *bytes)
{
	uint8_t *bits = c->values;
	size_t i;

	bits_copy(bits, 0, bytes, 0, c->length);
	for (i = 0; i < (c->length + 7) / 8; i++)
		bits[i] &= c->validity[i];
}

static int
bad_offsets(const char *name, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": the offsets of its texts go backwards or lead "
	      "outside; make the table again"),
	    name);
}

static int
not_utf8(const char *name, size_t row, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": the text of row %zu of the batch is not UTF-8; "
	      "make the table again in UTF-8"),
	    name, row + 1);
}

/* Offsets from 0, each in order and at the start of a character. */
static int
check_texts(struct column *c, const char *name, size_t rows, struct fail *f)
{
	const char *bytes = c->values;
	int32_t first = c->offsets[0], end = c->offsets[rows] - first;
	size_t i, row;

	for (i = 0; i <= rows; i++) {
		c->offsets[i] -= first;
		if (c->offsets[i] > end || c->offsets[i] < 0 ||
		    (i > 0 && c->offsets[i] < c->offsets[i - 1]))
			return bad_offsets(name, f);
	}
	for (i = 0; i <= rows; i++)
		if (c->offsets[i] < end &&
		    ((uint8_t)bytes[c->offsets[i]] & 0xc0) == 0x80)
			return not_utf8(name, i < rows ? i : rows - 1, f);
	i = text_valid(bytes, (size_t)end);
	if (i == (size_t)end)
		return 0;
	for (row = 0; row + 1 < rows && (size_t)c->offsets[row + 1] <= i;)
		row++;
	return not_utf8(name, row, f);
}

/* Nulls have no bytes, whatever stands there in the data. */
static void
empty_nulls(struct column *c)
{
	char *bytes = c->values;
	int32_t start = 0, end = 0, next;
	size_t i;

	for (i = 0; i < c->length; i++, start = next) {
		next = c->offsets[i + 1];
		if (column_valid(c, i)) {
			memmove(
			    bytes + end, bytes + start, (size_t)(next - start));
			end += next - start;
		}
		c->offsets[i + 1] = end;
	}
}

/* The offsets and bytes of a utf8 column. */
static int
take_texts(struct arrow_body *body, const char *name, struct column *c,
    size_t rows, struct fail *f)
{
	struct buffer offsets, bytes;
	int32_t first = 0, last = 0;

	if (take_buffer(body, name, rows == 0 ? 0 : (rows + 1) * 4, &offsets,
		f) == -1 ||
	    take_buffer(body, name, 0, &bytes, f) == -1)
		return -1;
	if (rows > 0) {
		memcpy(&first, offsets.bytes, 4);
		memcpy(&last, offsets.bytes + rows * 4, 4);
	}
	if (first < 0 || last < first || (size_t)last > bytes.size)
		return bad_offsets(name, f);
	if (column_reserve(c, rows, (size_t)(last - first), f) == -1)
		return -1;
	if (rows == 0)
		return 0;
	memcpy(c->offsets, offsets.bytes, (rows + 1) * 4);
	if (last > first)
		memcpy(c->values, bytes.bytes + first, (size_t)(last - first));
	return check_texts(c, name, rows, f);
}

/* Codes of any width as int32; what does not fit becomes negative. */
static void
widen(int32_t *codes, const uint8_t *bytes, size_t rows,
    const struct arrow_coding *coding)
{
	int64_t code;
	size_t i;

	if (coding->width == 4) {
		memcpy(codes, bytes, rows * 4);
		return;
	}
	for (i = 0; i < rows; i++) {
		code = flat_load(bytes + i * coding->width, coding->width);
		if (!coding->is_signed && coding->width < 4)
			code &= ((int64_t)1 << (8 * coding->width)) - 1;
		codes[i] = code > INT32_MAX || code < 0 ? -1 : (int32_t)code;
	}
}

static int
recode(struct column *c, const char *name, const struct arrow_texts *texts,
    struct fail *f)
{
	int32_t *codes = c->values;
	size_t i;

	for (i = 0; i < c->length; i++) {
		if (c->null_count > 0 && !column_valid(c, i)) {
			codes[i] = 0;
			continue;
		}
		if (codes[i] < 0 || (size_t)codes[i] >= texts->count)
			return fail_set(f, FAIL_DATA,
			    _("column \"%s\": row %zu of the batch holds code "
			      "%d, but the dictionary has %zu texts; make the "
			      "table again"),
			    name, i + 1, (int)codes[i], texts->count);
		codes[i] = texts->codes[codes[i]];
		if (codes[i] == -1) {
			/* A null in the dictionary itself. */
			codes[i] = 0;
			bits_clear(c->validity, i, 1);
			c->null_count++;
		}
	}
	return 0;
}

/* The values of a column other than utf8. */
static int
take_values(struct arrow_body *body, const char *name, struct column *c,
    const struct arrow_coding *coding, size_t rows, struct buffer *values,
    struct fail *f)
{
	size_t size = column_value_size(c), need = rows * size;

	if (c->type == COLUMN_BOOL)
		need = (rows + 7) / 8;
	else if (c->type == COLUMN_DICTIONARY)
		need = rows * coding->width;
	else if (size > 0 && rows > SIZE_MAX / size)
		return outside(f);
	if (take_buffer(body, name, need, values, f) == -1)
		return -1;
	return column_reserve(c, rows, 0, f);
}

int
arrow_body_column(struct arrow_body *body, const char *name, struct column *c,
    const struct arrow_coding *coding, const struct arrow_texts *texts,
    struct fail *f)
{
	struct buffer validity, values = { NULL, 0 };
	size_t rows = (size_t)body->layout->rows, nulls = 0;
	bool known = false;

	if (take_node(body, name, &nulls, &known, f) == -1 ||
	    take_buffer(body, name, 0, &validity, f) == -1)
		return -1;
	if (validity.size > 0 && validity.size < (rows + 7) / 8)
		return too_few(name, "validity bits", f);
	if (c->type == COLUMN_UTF8) {
		if (take_texts(body, name, c, rows, f) == -1)
			return -1;
	} else if (take_values(body, name, c, coding, rows, &values, f) == -1)
		return -1;
	if (put_validity(c, name, &validity, rows, nulls, known, f) == -1)
		return -1;
	if (rows == 0)
		return 0;
	if (c->type == COLUMN_UTF8) {
		if (c->null_count > 0)
			empty_nulls(c);
	} else if (c->type == COLUMN_BOOL) {
		put_bits(c, values.bytes);
	} else if (c->type == COLUMN_DICTIONARY) {
		widen(c->values, values.bytes, rows, coding);
		return recode(c, name, texts, f);
	} else {
		memcpy(c->values, values.bytes, rows * column_value_size(c));
		zero_nulls(c);
	}
	return 0;
}

int
arrow_body_end(const struct arrow_body *body, struct fail *f)
{
	if (body->next_node == body->layout->nodes.count &&
	    body->next_buffer == body->layout->buffers.count)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("found %u columns in a batch, expected %u as in the schema; make "
	      "the table again"),
	    body->layout->nodes.count, body->next_node);
}
