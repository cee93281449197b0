/* total_lines.c - sections and totals in a run of lines (total_lines.h) */
#include "reader/total_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static void
clear_lines(struct total_lines *l)
{
	size_t i;

	for (i = 0; i < l->count; i++) {
		total_rows_clear(&l->lines[i].rows);
		free(l->lines[i].values);
		free(l->lines[i].raw);
	}
	l->count = l->bytes = 0;
}

int
total_lines_reset(
    struct total_lines *l, const struct total_columns *columns, struct fail *f)
{
	clear_lines(l);
	l->taken = 0;
	l->columns = columns;
	return columns->count == 0 ? 0 : total_rows_start(&l->rows, columns, f);
}

void
total_lines_clear(struct total_lines *l)
{
	const struct total_lines empty = TOTAL_LINES_INIT;

	clear_lines(l);
	free(l->lines);
	total_rows_clear(&l->rows);
	*l = empty;
}

/* A line, with the rows above it. */
static struct total_line *
add_line(struct total_lines *l, size_t findings, struct fail *f)
{
	struct total_line *line;

	if (memory_grow(&l->lines, &l->capacity, l->count + 1,
		sizeof(*l->lines), f) == -1)
		return NULL;
	line = &l->lines[l->count];
	memset(line, 0, sizeof(*line));
	line->rows = l->rows;
	line->findings = findings;
	l->rows.sums = NULL;
	l->count++;
	l->bytes += l->columns->count * sizeof(*line->rows.sums);
	return total_rows_start(&l->rows, l->columns, f) == -1 ? NULL : line;
}

int
total_lines_section(struct total_lines *l, size_t findings, struct fail *f)
{
	if (l->rows.rows == 0 && l->count > 0 &&
	    l->lines[l->count - 1].values == NULL)
		return 0;
	return add_line(l, findings, f) == NULL ? -1 : 0;
}

struct total_line *
total_lines_total(struct total_lines *l, size_t findings, struct fail *f)
{
	size_t count = l->columns->count;
	struct total_line *line = add_line(l, findings, f);

	if (line == NULL)
		return NULL;
	l->bytes += count * sizeof(*line->values);
	line->values = memory_array(count, sizeof(*line->values), f);
	return line->values == NULL ? NULL : line;
}
