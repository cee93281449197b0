/* sorted.c - a check that the rows of a table are in order (sorted.h) */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "join/rank.h"
#include "join/sorted.h"

void
sorted_clear(struct sorted *o)
{
	static const struct sorted none = SORTED_INIT;

	free(o->last);
	*o = none;
}

int
sorted_fail(const char *table, const char *file, uint64_t line, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("%s: the row of %s:%" PRIu64 " is of a person before the one of "
	      "the row above, expected the order of persons; make the table "
	      "with resolve --partition"),
	    table, file, line);
}

int
sorted_batch(struct sorted *o, const struct column *column, size_t *wrong,
    struct fail *f)
{
	const char *before = o->last, *text;
	size_t before_length = o->length, length, row;

	*wrong = ORDER_RIGHT;
	for (row = 0; row < column->length; row++) {
		if (!column_valid(column, row))
			continue;
		text = column_text(column, row, &length);
		if (o->any &&
		    rank_texts(text, length, before, before_length) < 0) {
			*wrong = row;
			return 0;
		}
		o->any = true;
		before = text;
		before_length = length;
	}
	if (before == o->last || !o->any)
		return 0;
	if (memory_grow(&o->last, &o->capacity, before_length + 1, 1, f) == -1)
		return -1;
	memcpy(o->last, before, before_length);
	o->length = before_length;
	return 0;
}
