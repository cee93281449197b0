/*
 * sheet.h - a table of counts, filled cell by cell, for a page.
 *
 *	struct sheet s;
 *	int status = sheet_open(&s, rows, 2, LANGUAGE_RU, f);
 *	if (status == 0) {
 *		s.heads[0] = _("files");
 *		s.stubs[0] = "graduates";
 *		sheet_count(&s, 0, 0, 69);
 *		...
 *		s.table.title = _("Files that were sent");
 *		s.table.stub_head = _("Dataset");
 *		status = sheet_write(&s, page, f);
 *	}
 *	sheet_close(&s);
 */
#ifndef REPORT_SHEET_H
#define REPORT_SHEET_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/figure.h"
#include "report/page.h"

struct sheet {
	struct page_table table; /* title, subtitle, stub_head: the caller's */
	enum language language;
	const char **heads, **stubs; /* to be filled; borrowed texts */
	unsigned char *depths;       /* of the stubs; 0 at first */
	struct page_cell *cells;
	char (*texts)[FIGURE_TEXT];
};

/* Empty cells, no subtitle.  To be closed on failure too. */
int sheet_open(struct sheet *, size_t rows, size_t columns, enum language,
    struct fail *) MUST_CHECK;
void sheet_close(struct sheet *);
/* The text of a cell, FIGURE_TEXT bytes, to be written. */
char *sheet_cell(struct sheet *, size_t row, size_t column);
/* A number, or the sign of zero. */
void sheet_count(struct sheet *, size_t row, size_t column, int64_t);
/* An empty line and the table; messages are in its language. */
int sheet_write(struct sheet *, struct page *, struct fail *) MUST_CHECK;

#endif
