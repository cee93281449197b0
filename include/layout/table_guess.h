/*
 * table_guess.h - the tables among the rows of a head, and the class of each
 * row; for file_layout.h.
 *
 *	struct table_guess t = { .end = 0 };
 *	while (table_guess_next(&t, &rows, width, whole))
 *		use(t.header, t.data, t.end);
 *
 * The classes are set in the rows.  Notes below the data are only those rows of
 * one filled cell that have fewer cells than the table, start like a note, or
 * follow a blank row or a note and are words; delimiters alone are a blank
 * row above notes, between tables and outside them, else a row of the table.
 */
#ifndef LAYOUT_TABLE_GUESS_H
#define LAYOUT_TABLE_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/head_rows.h"

/* Rows [begin, end) of the head. */
struct table_guess {
	size_t begin;  /* its title */
	size_t header; /* data: it has none */
	size_t data;   /* its first row that is none of the header's */
	size_t first;  /* the first one from there on that is not blank */
	size_t end;    /* where the next table begins */
	size_t width;  /* cells that most of its rows have */
	bool sparse;   /* most of its rows have one cell that is filled */
	double confidence;
};

/* The table after this one (from its end on) into the same struct; false if
 * only blank rows are left.  width: of most records of the file; whole: the
 * head is all of it. */
bool table_guess_next(
    struct table_guess *, struct head_rows *, size_t width, bool whole);

#endif
