/*
 * grid.h - a table of the outline, filled with the figures of the view and
 * ready for the page.
 *
 *	struct grid grid;
 *	struct marks marks = MARKS_INIT;
 *	if (grid_fill(&grid, &view, &outline->tables[i], i + 1, LANGUAGE_RU,
 *	        &marks, f) == 0)
 *		status = page_table(&page, &grid.table, f);
 *	grid_clear(&grid);
 */
#ifndef REPORT_GRID_H
#define REPORT_GRID_H

#include <stddef.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/marks.h"
#include "report/outline.h"
#include "report/page.h"
#include "report/view.h"

struct grid {
	struct page_table table;
	struct page_cell *cells;
	const char **stubs, **heads;
	unsigned char *depths;
	char *texts; /* all texts that were made here */
	char *title, *subtitle;
	char *note; /* flags that all figures have, which need no signs; NULL */
	char *empty; /* what is said if no row is left; NULL: there are rows */
	char **made_heads, **made_stubs; /* of a title and a unit, or NULL */
	size_t row_count, column_count;
	size_t *rows, *columns;          /* codes; columns NULL: the parts */
	size_t (*places)[VIEW_AXES_MAX]; /* of the lines of the table */
};

/* number: of the table in the report, from 1.  To be cleared on failure
 * too. */
int grid_fill(struct grid *, const struct view *, const struct outline_table *,
    size_t number, enum language, struct marks *, struct fail *) MUST_CHECK;
void grid_clear(struct grid *);

#endif
