/*
 * cell_kind.h - what a cell looks like, from its bytes alone: a number, a date,
 * a code, words ...  For guesses about a file (dialect.h, file_layout.h), not
 * for values (value.h).
 *
 *	cell_kind("12 345,6", 8)	is CELL_KIND_NUMBER
 *	cell_kind("RI-3895", 7)		is CELL_KIND_CODE
 *
 * Every encoding that has ASCII as its half will do: other bytes are letters,
 * but for blanks, dashes and ellipses that UTF-8 and Windows-1251 have.
 */
#ifndef RECORD_CELL_KIND_H
#define RECORD_CELL_KIND_H

#include <stddef.h>

enum cell_kind {
	CELL_KIND_EMPTY,
	CELL_KIND_MARK,   /* "-", "…", "н/д", "NULL": stands for no value */
	CELL_KIND_NUMBER, /* 1 234,5; -3; 12.5 %; $74.69; (15) */
	CELL_KIND_DATE,   /* a date, a time, or both */
	CELL_KIND_CODE,   /* one word with digits: MG-8769, 15.01.05, a UUID */
	CELL_KIND_LINK,   /* an URL or an e-mail address */
	CELL_KIND_TEXT,   /* words */
	CELL_KINDS
};

/* Blanks at either end make no difference. */
enum cell_kind cell_kind(const char *bytes, size_t length);

#endif
