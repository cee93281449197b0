/* header_label.c - the texts of columns from the rows of the header */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/header_label.h"

#define NONE SIZE_MAX

/* Up to the column under way. */
struct spans {
	const struct header_row *rows;
	size_t count;
	size_t last[HEADER_ROWS_MAX];  /* column of the row's last text */
	size_t above[HEADER_ROWS_MAX]; /* of the last text in rows above it */
};

char *
header_collapse(const char *text, size_t length, struct fail *f)
{
	char *copy = memory_text(text, length, f);
	size_t i, used = 0;

	if (copy == NULL)
		return NULL;
	for (i = 0; i < length; i++) {
		bool blank =
		    copy[i] == ' ' || (copy[i] >= '\t' && copy[i] <= '\r');

		if (blank && used > 0 && copy[used - 1] == ' ')
			continue;
		copy[used++] = blank ? ' ' : copy[i];
	}
	copy[used] = '\0';
	return copy;
}

static const char *
cell_at(const struct header_row *row, size_t column)
{
	return column < row->count ? row->cells[column] : "";
}

static void
advance(struct spans *s, size_t column)
{
	size_t i, above = NONE;

	for (i = 0; i < s->count; i++) {
		if (above != NONE)
			s->above[i] = above;
		if (*cell_at(&s->rows[i], column) != '\0')
			s->last[i] = above = column;
	}
}

/* The text of a row for this column: the cell itself, or, when it is empty and
 * something stands below, the next one to the left, unless a row above has
 * begun a new span since. */
static const char *
text_at(const struct spans *s, size_t row, size_t column)
{
	const char *cell = cell_at(&s->rows[row], column);
	bool below = false;
	size_t i;

	if (*cell != '\0' || s->last[row] == NONE)
		return cell;
	for (i = row + 1; i < s->count; i++)
		below = below || *cell_at(&s->rows[i], column) != '\0';
	if (!below || (s->above[row] != NONE && s->above[row] > s->last[row]))
		return cell;
	return cell_at(&s->rows[row], s->last[row]);
}

static char *
join(const struct spans *s, size_t column, struct fail *f)
{
	const char *text;
	char *label;
	size_t row, size = 1, used = 0;

	for (row = 0; row < s->count; row++)
		size += strlen(text_at(s, row, column)) + 1;
	if ((label = memory_array(size, 1, f)) == NULL)
		return NULL;
	for (row = 0; row < s->count; row++) {
		text = text_at(s, row, column);
		if (*text != '\0')
			used += (size_t)snprintf(label + used, size - used,
			    "%s%s", used == 0 ? "" : " ", text);
	}
	return label;
}

char **
header_labels(const struct header_row *rows, size_t row_count, size_t width,
    struct fail *f)
{
	struct spans s = { rows, row_count, { 0 }, { 0 } };
	char **labels = memory_array(width + 1, sizeof(*labels), f);
	size_t i;

	if (labels == NULL)
		return NULL;
	for (i = 0; i < row_count; i++)
		s.last[i] = s.above[i] = NONE;
	for (i = 0; i < width; i++) {
		advance(&s, i);
		if ((labels[i] = join(&s, i, f)) == NULL) {
			header_labels_free(labels, i);
			return NULL;
		}
	}
	return labels;
}

void
header_labels_free(char **labels, size_t width)
{
	size_t i;

	for (i = 0; labels != NULL && i < width; i++)
		free(labels[i]);
	free(labels);
}
