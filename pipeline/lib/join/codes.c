/* codes.c - the texts of columns as numbers (codes.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "join/codes.h"

#define NOT_MET INT32_MIN

int
codes_init(struct codes *c, struct fail *f)
{
	memset(c, 0, sizeof(*c));
	c->texts = dictionary_new(f);
	return c->texts == NULL ? -1 : 0;
}

void
codes_share(struct codes *c, const struct codes *other)
{
	memset(c, 0, sizeof(*c));
	c->texts = dictionary_share(other->texts);
}

void
codes_clear(struct codes *c)
{
	dictionary_free(c->texts);
	dictionary_free(c->map.source);
	free(c->map.codes);
	memset(c, 0, sizeof(*c));
}

/* Make the map one of this dictionary, with room for all its texts. */
static int
map_start(struct codes_map *map, struct dictionary *source, struct fail *f)
{
	size_t count = (size_t)dictionary_count(source);

	if (map->source != source) {
		dictionary_free(map->source);
		map->source = dictionary_share(source);
		map->count = 0;
	}
	if (memory_grow(&map->codes, &map->capacity, count + 1,
		sizeof(*map->codes), f) == -1)
		return -1;
	for (; map->count < count; map->count++)
		map->codes[map->count] = NOT_MET;
	return 0;
}

/* The code of a text; -1 with *failed after a failure. */
static int32_t
code_of(struct codes *c, const char *text, size_t length, bool add,
    bool *failed, struct fail *f)
{
	int32_t code;

	if (!add) {
		code = dictionary_find(c->texts, text, length);
		return code == -1 ? CODE_ABSENT : code;
	}
	code = dictionary_add(c->texts, text, length, f);
	*failed = *failed || code == -1;
	return code;
}

static int
fill_from_dictionary(struct codes *c, const struct column *column,
    int32_t *codes, bool add, struct fail *f)
{
	const int32_t *theirs = column->values;
	const char *text;
	bool failed = false;
	int32_t *known;
	size_t row, length;

	if (map_start(&c->map, column->dictionary, f) == -1)
		return -1;
	for (row = 0; row < column->length; row++) {
		if (column->null_count > 0 && !column_valid(column, row)) {
			codes[row] = CODE_NULL;
			continue;
		}
		known = &c->map.codes[theirs[row]];
		if (*known == NOT_MET) {
			text = dictionary_text(
			    column->dictionary, theirs[row], &length);
			*known = code_of(c, text, length, add, &failed, f);
			if (failed) {
				*known = NOT_MET;
				return -1;
			}
		}
		codes[row] = *known;
	}
	return 0;
}

static int
fill(struct codes *c, const struct column *column, int32_t *codes, bool add,
    struct fail *f)
{
	const char *text;
	bool failed = false;
	size_t row, length;

	if (column->type == COLUMN_DICTIONARY)
		return fill_from_dictionary(c, column, codes, add, f);
	for (row = 0; row < column->length && !failed; row++) {
		codes[row] = CODE_NULL;
		if (!column_valid(column, row))
			continue;
		text = column_text(column, row, &length);
		codes[row] = code_of(c, text, length, add, &failed, f);
	}
	return failed ? -1 : 0;
}

int
codes_add(struct codes *c, const struct column *column, int32_t *codes,
    struct fail *f)
{
	return fill(c, column, codes, true, f);
}

int
codes_find(struct codes *c, const struct column *column, int32_t *codes,
    struct fail *f)
{
	return fill(c, column, codes, false, f);
}

int
codes_column(const struct schema *schema, const char *name, struct fail *f)
{
	int index = schema_require(schema, name, f);
	enum column_type type;

	if (index == -1)
		return -1;
	type = schema->fields[index].type;
	if (type == COLUMN_UTF8 || type == COLUMN_DICTIONARY ||
	    type == COLUMN_BINARY)
		return index;
	return fail_set(f, FAIL_USAGE,
	    _("column \"%s\": its type is %s, expected texts; name another "
	      "column"),
	    name, column_type_name(type));
}

int
codes_comparable(
    const struct field *left, const struct field *right, struct fail *f)
{
	bool binary = left->type == COLUMN_BINARY;

	if (binary == (right->type == COLUMN_BINARY) &&
	    (!binary || left->width == right->width))
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("column \"%s\" is of type %s (%d bytes) and \"%s\" of type %s "
	      "(%d bytes), so no values of them are equal; name columns of "
	      "one kind"),
	    left->name, column_type_name(left->type), (int)left->width,
	    right->name, column_type_name(right->type), (int)right->width);
}
