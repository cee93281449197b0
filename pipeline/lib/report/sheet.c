/* sheet - a table of counts, filled cell by cell, for a page */
#include "report/sheet.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/wording.h"

int
sheet_open(struct sheet *s, size_t rows, size_t columns, enum language language,
    struct fail *f)
{
	size_t cells = rows * columns, i;

	memset(s, 0, sizeof(*s));
	s->language = language;
	s->heads = memory_array(columns + 1, sizeof(*s->heads), f);
	s->stubs = memory_array(rows + 1, sizeof(*s->stubs), f);
	s->depths = memory_array(rows + 1, sizeof(*s->depths), f);
	s->cells = memory_array(cells + 1, sizeof(*s->cells), f);
	s->texts = memory_array(cells + 1, sizeof(*s->texts), f);
	if (s->heads == NULL || s->stubs == NULL || s->depths == NULL ||
	    s->cells == NULL || s->texts == NULL)
		return -1;
	for (i = 0; i < cells; i++)
		s->cells[i] = (struct page_cell){ s->texts[i], "" };
	s->table = (struct page_table){ .continued = _("(continued)"),
		.subtitle = "",
		.rows = rows,
		.columns = columns,
		.stubs = s->stubs,
		.depths = s->depths,
		.heads = s->heads,
		.cells = s->cells };
	return 0;
}

void
sheet_close(struct sheet *s)
{
	free(s->heads);
	free(s->stubs);
	free(s->depths);
	free(s->cells);
	free(s->texts);
	memset(s, 0, sizeof(*s));
}

char *
sheet_cell(struct sheet *s, size_t row, size_t column)
{
	return s->texts[row * s->table.columns + column];
}

void
sheet_count(struct sheet *s, size_t row, size_t column, int64_t count)
{
	char *cell = sheet_cell(s, row, column);

	if (count == 0)
		strcpy(cell, WORDING_ZERO);
	else
		figure_integer(cell, s->language, count);
}

int
sheet_write(struct sheet *s, struct page *page, struct fail *f)
{
	page_blank(page);
	return page_table(page, &s->table, f);
}
