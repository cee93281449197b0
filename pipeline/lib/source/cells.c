/* cells.c - the cells of one record */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "source/cells.h"
#include "source/phrase.h"

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

int
cells_decode(
    struct cells *c, const struct record *r, struct decoder *d, struct fail *f)
{
	const char *text, *trimmed;
	size_t i, length, inner;

	c->count = c->used = c->first = c->repairs = 0;
	if (memory_grow(&c->texts, &c->text_capacity, r->field_count,
		sizeof(*c->texts), f) == -1 ||
	    memory_grow(&c->lengths, &c->length_capacity, r->field_count,
		sizeof(*c->lengths), f) == -1 ||
	    decoder_reserve(d, r->bytes, f) == -1)
		return -1;
	for (i = 0; i < r->field_count; i++) {
		length = r->fields[i].length;
		text = decoder_text(d, r->fields[i].bytes, &length);
		if (text == NULL)
			length = r->fields[i].length;
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
cells_quote(const struct cells *c, const struct record *r, size_t column,
    char quoted[CELLS_QUOTE])
{
	const size_t most = CELLS_QUOTE - sizeof("\\xNN…");
	const char *text = c->texts[column];
	size_t i, length = c->lengths[column], used = 0;

	if (text != NULL) {
		if (length > most)
			for (length = most;
			     length > 0 && (text[length] & 0xC0) == 0x80;)
				length--;
		memcpy(quoted, text, length);
		strcpy(quoted + length, length < c->lengths[column] ? "…" : "");
		return;
	}
	for (i = 0; i < length && used < most; i++) {
		unsigned char byte = (unsigned char)r->fields[column].bytes[i];

		used += (size_t)snprintf(quoted + used, CELLS_QUOTE - used,
		    byte >= 0x20 && byte < 0x7F ? "%c" : "\\x%02X", byte);
	}
	strcpy(quoted + used, i < length ? "…" : "");
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
