/* cells.c - the cells of one record */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "record/cells.h"
#include "record/phrase.h"

#define QUOTE_MOST (CELLS_QUOTE - sizeof("\\xNN…"))

/* The decoder has repaired the cell. */
static void
note_repair(struct cells *c, size_t column, const struct decoder *d)
{
	if (c->repairs++ > 0)
		return;
	c->repaired = column;
	c->repair = d->repair;
	c->other = d->other;
}

/* All cells of the record together say which encoding they have. */
static void
learn(const struct record *r, struct decoder *d)
{
	for (size_t i = 0; i < r->field_count; i++)
		decoder_learn(d, r->fields[i].bytes, r->fields[i].length);
}

/* The text of a cell. */
static const char *
decode(const struct record *r, size_t column, struct decoder *d, size_t *length)
{
	const struct record_field *field = &r->fields[column];
	const char *text;

	*length = field->length;
	text = decoder_text(d, field->bytes, length);
	if (text == NULL && !d->learned) {
		learn(r, d);
		*length = field->length;
		text = decoder_text(d, field->bytes, length);
	}
	if (text == NULL)
		*length = field->length;
	return text;
}

static void
decode_all(struct cells *c, const struct record *r, struct decoder *d)
{
	const char *text, *trimmed;
	size_t i, length, inner;

	c->count = c->used = c->first = c->repairs = 0;
	for (i = 0; i < r->field_count; i++) {
		text = decode(r, i, d, &length);
		inner = length;
		trimmed = text == NULL ? NULL : text_trim(text, &inner);
		if (d->repair != REPAIR_NONE)
			note_repair(c, i, d);
		c->texts[i] = c->verbatim ? text : trimmed;
		c->lengths[i] = c->verbatim ? length : inner;
		if (inner > 0 && c->used++ == 0)
			c->first = i;
	}
	c->count = r->field_count;
}

/* Is something beyond ASCII in the cells before the first repaired one? */
static bool
is_doubtful(const struct cells *c, const struct record *r)
{
	const struct record_field *field;
	size_t i, j;

	for (i = 0; i < c->repaired; i++) {
		field = &r->fields[i];
		for (j = 0; j < field->length; j++)
			if ((unsigned char)field->bytes[j] >= 0x80)
				return true;
	}
	return false;
}

int
cells_decode(
    struct cells *c, const struct record *r, struct decoder *d, struct fail *f)
{
	if (memory_grow(&c->texts, &c->text_capacity, r->field_count,
		sizeof(*c->texts), f) == -1 ||
	    memory_grow(&c->lengths, &c->length_capacity, r->field_count,
		sizeof(*c->lengths), f) == -1 ||
	    decoder_reserve(d, r->bytes, f) == -1)
		return -1;
	if (decoder_needs_record(d))
		learn(r, d);
	decode_all(c, r, d);
	if (d->repaired && is_doubtful(c, r)) {
		d->used = 0;
		decode_all(c, r, d);
	}
	return 0;
}

void
cells_clear(struct cells *c)
{
	free(c->texts);
	free(c->lengths);
	memset(c, 0, sizeof(*c));
}

void
cells_replace(struct cells *c, size_t column, const char *text, size_t length)
{
	size_t i;

	c->texts[column] = text;
	c->lengths[column] = length;
	c->used = 0;
	for (i = 0; i < c->count; i++)
		if (c->lengths[i] > 0 && c->used++ == 0)
			c->first = i;
}

/* Whole characters only. */
static void
quote_text(const char *text, size_t length, char quoted[CELLS_QUOTE])
{
	size_t most = text_cut(text, length, QUOTE_MOST);

	memcpy(quoted, text, most);
	strcpy(quoted + most, most < length ? "…" : "");
}

static void
quote_bytes(const char *bytes, size_t length, char quoted[CELLS_QUOTE])
{
	size_t i, used = 0;

	for (i = 0; i < length && used < QUOTE_MOST; i++) {
		unsigned char byte = (unsigned char)bytes[i];

		used += (size_t)snprintf(quoted + used, CELLS_QUOTE - used,
		    byte >= 0x20 && byte < 0x7F ? "%c" : "\\x%02X", byte);
	}
	strcpy(quoted + used, i < length ? "…" : "");
}

void
cells_quote(const struct cells *c, const struct record *r, size_t column,
    char quoted[CELLS_QUOTE])
{
	if (c->texts[column] != NULL)
		quote_text(c->texts[column], c->lengths[column], quoted);
	else
		quote_bytes(
		    r->fields[column].bytes, c->lengths[column], quoted);
}

void
cells_quote_raw(const struct record *r, size_t column, char quoted[CELLS_QUOTE])
{
	const struct record_field *field = &r->fields[column];

	if (text_valid(field->bytes, field->length) == field->length)
		quote_text(field->bytes, field->length, quoted);
	else
		quote_bytes(field->bytes, field->length, quoted);
}

bool
cells_equal(const struct cells *c, size_t column, const char *text)
{
	size_t length = c->lengths[column], wanted = strlen(text);
	const char *cell = c->texts[column];

	if (cell == NULL)
		return false;
	if (c->verbatim) {
		cell = text_trim(cell, &length);
		text = text_trim(text, &wanted);
	}
	return length == wanted && memcmp(cell, text, length) == 0;
}

bool
cells_are_labels(const struct cells *c, char *const *labels, size_t count)
{
	size_t i;

	if (c->count < count || c->used < 2)
		return false;
	for (i = 0; i < count; i++)
		if (!cells_equal(c, i, labels[i]))
			return false;
	return true;
}

bool
cells_beside(const struct cells *c, size_t column)
{
	bool here = column < c->count && c->lengths[column] > 0;

	return c->used > (here ? 1U : 0U);
}

/* The cell as a small whole number, or 0. */
static size_t
small_number(const char *text, size_t length)
{
	size_t i, number = 0;

	if (text == NULL || length > 5)
		return 0;
	for (i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		number = number * 10 + (size_t)(text[i] - '0');
	}
	return number;
}

static bool
is_letter(const char *text, size_t length)
{
	return text != NULL && (length == 1 || length == 2) &&
	       small_number(text, length) == 0 && *text != '0';
}

/* Is the cell this letter of the alphabet, Russian or Latin, from 0? */
static bool
is_letter_at(const char *text, size_t length, size_t index)
{
	const unsigned char *c = (const unsigned char *)text;

	if (text == NULL || index > 9)
		return false;
	if (length == 1)
		return (size_t)(c[0] | 0x20) == 'a' + index;
	return length == 2 && c[0] == 0xD0 &&
	       (c[1] == 0x90 + index || c[1] == 0xB0 + index);
}

/* The columns in front of the numbers: one that is blank or has a short text,
 * or several that are lettered А, Б, ... */
static size_t
count_stubs(const struct cells *c)
{
	size_t stubs = 0;

	while (stubs < c->count &&
	       is_letter_at(c->texts[stubs], c->lengths[stubs], stubs))
		stubs++;
	if (stubs == 0 &&
	    (c->lengths[0] == 0 || is_letter(c->texts[0], c->lengths[0])))
		stubs = 1;
	return stubs;
}

bool
cells_are_numbers(const struct cells *c)
{
	size_t i, number, last = 0, from;

	if (c->count < 2)
		return false;
	from = count_stubs(c);
	for (i = from; i < c->count; i++) {
		if (c->lengths[i] == 0 && last > 0)
			break;
		number = small_number(c->texts[i], c->lengths[i]);
		if (number == 0 ||
		    (last == 0 ? number > 2 : number != last + 1))
			return false;
		last = number;
	}
	for (; i < c->count; i++)
		if (c->lengths[i] > 0)
			return false;
	/* "A;1;2" may well be data */
	return last >= 3 ||
	       (last == 2 && (from >= 2 || (from == 0 && c->count == 2)));
}

static bool
is_unit(const char *text, size_t length)
{
	static const char *const units[] = { "%", "человек", "чел", "тыс",
		"млн", "руб", "рублей", "ед", "единиц", "процентов",
		"в процентах", "в тысячах", "единица измерения",
		"единицы измерения" };
	size_t i;

	if (text == NULL || length > 80)
		return false;
	if (*text == '(') {
		text++;
		length--;
	}
	for (i = 0; i < COUNT(units); i++)
		if (phrase_starts(text, length, units[i]) > 0)
			return true;
	return false;
}

bool
cells_are_units(const struct cells *c)
{
	size_t i;

	for (i = 0; i < c->count; i++)
		if (c->lengths[i] > 0 && !is_unit(c->texts[i], c->lengths[i]))
			return false;
	return c->used > 0;
}
