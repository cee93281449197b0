/* title.c - title lines as texts (title.h) */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/title.h"

/* Bytes of the blank at text, or 0. */
static size_t
blank_size(const char *text, size_t length)
{
	if (*text == ' ' || (*text >= '\t' && *text <= '\r'))
		return 1;
	return length >= 2 && memcmp(text, "\u00A0", 2) == 0 ? 2 : 0;
}

/* Append the cell, which is trimmed; the room is there. */
static size_t
append(char *to, size_t used, const char *text, size_t length)
{
	size_t i = 0, size;

	if (length > 0 && used > 0)
		to[used++] = ' ';
	while (i < length)
		if ((size = blank_size(text + i, length - i)) == 0)
			to[used++] = text[i++];
		else {
			if (to[used - 1] != ' ')
				to[used++] = ' ';
			i += size;
		}
	return used;
}

int
titles_add(struct titles *t, const struct cells *c, struct fail *f)
{
	size_t i, used = 0, size = 1;
	char *line;

	for (i = 0; i < c->count; i++)
		size += c->lengths[i] + 1;
	if (memory_grow(&t->lines, &t->capacity, t->count + 1,
		sizeof(*t->lines), f) == -1 ||
	    (line = memory_array(size, 1, f)) == NULL)
		return -1;
	for (i = 0; i < c->count; i++)
		if (c->texts[i] != NULL)
			used = append(line, used, c->texts[i], c->lengths[i]);
	t->lines[t->count++] = line;
	return 0;
}

void
titles_clear(struct titles *t)
{
	const struct titles empty = TITLES_INIT;
	size_t i;

	for (i = 0; i < t->count; i++)
		free(t->lines[i]);
	free(t->lines);
	*t = empty;
}
