/*
 * page.h - plain text for people: paragraphs and tables within a width, with
 * page breaks (form feeds) after which a table repeats its title and heads.
 *
 *	struct page page;
 *	page_init(&page, stream);
 *	page_text(&page, 0, 0, "A paragraph, wrapped between words.");
 *	status = page_table(&page, &table, f);
 *
 * Lines are measured by display width.  Words are divided only at blanks (a
 * no-break space is none), a word longer than the line between characters.
 * Control characters of the texts are replaced by '?', so data cannot steer a
 * terminal.  Errors of the stream are found when it is closed.
 */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/fail.h"

#define PAGE_WIDTH 100
#define PAGE_LENGTH 60
#define PAGE_STUB_MAX 60  /* columns; longer stubs are wrapped */
#define PAGE_STUB_GOOD 36 /* the same where columns need the room */
#define PAGE_DEPTH 2      /* columns of indentation of a depth */
#define PAGE_HANG 2       /* indent of the further lines of an item */

struct page {
	FILE *stream;
	size_t width;  /* columns */
	size_t length; /* lines before a form feed, the last one empty */
	size_t line;   /* lines on this page so far */
	bool blank;    /* the last of them is empty */
};

/* A cell's sign (a note mark) stands after its text, apart from it, so that
 * the numbers of a column stay aligned. */
struct page_cell {
	const char *text;
	const char *sign; /* "" if none */
};

/* All texts are borrowed. */
struct page_table {
	const char *title;
	const char *continued; /* put after the title on a new page or group */
	const char *subtitle;  /* units and what is held fixed; may be "" */
	const char *note;      /* what holds of all figures; NULL: nothing */
	const char *foot;      /* what stands below the rows; NULL: nothing */
	const char *empty;     /* what is said where there are no rows, in place
				* of the heads; NULL: nothing */
	const char *stub_head;
	size_t rows, columns;
	const char *const *stubs;      /* rows */
	const unsigned char *depths;   /* rows: indentation steps; NULL: none */
	const char *const *heads;      /* columns */
	const struct page_cell *cells; /* rows * columns, row after row */
	bool left; /* cells are texts, not numbers: flush left */
};

void page_init(struct page *, FILE *);
void page_blank(struct page *);
/* Start a new page unless so many lines still fit. */
void page_need(struct page *, size_t lines);
/* A wrapped paragraph; indents of its first and its other lines. */
void page_text(struct page *, size_t first, size_t rest, const char *);
/* The same with printf's formatting; further lines hang by PAGE_HANG. */
int page_printf(struct page *, size_t indent, struct fail *, const char *format,
    ...) PRINTF_LIKE(4, 5) MUST_CHECK;
/* The text underlined over its width, as a heading; on the same page as the
 * lines after it. */
void page_heading(struct page *, const char *, char underline);
/*
 * Too many columns for the width are divided into groups, each with the stub
 * and the heads.
 */
int page_table(
    struct page *, const struct page_table *, struct fail *) MUST_CHECK;

#endif
