/*
 * line.h - the lines of a table of observations: a row and all its parts in
 * one dimension, of which one hidden cell could be computed from the others.
 *
 *	struct lines lines = LINES_INIT;
 *	lines_open(&lines, &neighbours, f);
 *	lines_hidden(&lines, row, f);		(it was hidden)
 *	while ((row = lines_next(&lines)) != NEIGHBOUR_NONE)
 *		...	hide it, lines_hidden()
 *	lines_clear(&lines);
 *
 * A line stands if its parent is the sum of the children that are there:
 * because none is missing, because the parent was computed without the missing
 * ones (flag partial), because they reach it all the same, or because the
 * indicator is measured by breakdowns, where what has no row is zero.  What the
 * sender suppressed is not known; then the line stands.
 *
 * Of a series only the levels are in lines; the rest follows from them.
 */
#ifndef PROTECT_LINE_H
#define PROTECT_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "protect/neighbour.h"

struct line {
	uint32_t parent;
	uint32_t dimension;
	uint32_t child;  /* the last one that is there, or NEIGHBOUR_NONE */
	uint32_t hidden; /* cells, the parent among them */
	bool stands;
	bool sender; /* suppressed one of them */
	/* the children's sums, modulo 2^64 */
	uint64_t numerator, denominator;
};

struct lines {
	const struct neighbours *neighbours; /* borrowed */
	size_t count, capacity;
	struct line *items;
	/* Of each row and dimension: the line's next child, and the place of
	 * the line whose parent the row is, + 1. */
	uint32_t *others, *places;
	/* Lines with exactly one hidden cell, and the next to look at. */
	size_t *queue;
	size_t queued, queue_capacity, next;
};

#define LINES_INIT                                          \
	{                                                   \
		NULL, 0, 0, NULL, NULL, NULL, NULL, 0, 0, 0 \
	}

/* All lines of the rows that are to be protected.  For the caller to clear, on
 * failure too. */
int lines_open(
    struct lines *, const struct neighbours *, struct fail *) MUST_CHECK;
void lines_clear(struct lines *);
/* Count a hidden cell in its lines. */
int lines_hidden(struct lines *, size_t row, struct fail *) MUST_CHECK;
/*
 * The cell to hide in the next line with exactly one hidden cell: the smallest
 * published one, the total among them, of equal ones the first in the table.
 * NEIGHBOUR_NONE when no line is left.  A size is the denominator; that of a
 * level is the level, and where codes share a denominator it is the numerator.
 * Of these two zeros are not hidden, and of cells with a shared denominator
 * their representative, whose number is known from any other, only if nothing
 * else is left.
 */
uint32_t lines_next(struct lines *);

#endif
