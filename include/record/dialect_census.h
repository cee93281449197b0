/*
 * dialect_census.h - split the head of a file by a dialect and count what
 * comes out, to judge whether it is the right one.
 *
 *	struct dialect d = { .delimiter = ';', .quote = '"' };
 *	struct dialect_census c;
 *	dialect_census_take(&c, head, length, &d);
 *	if (dialect_census_score(&c) > best) ...
 *
 * Nothing is kept of the cells; the records themselves come from record.h.
 */
#ifndef RECORD_DIALECT_CENSUS_H
#define RECORD_DIALECT_CENSUS_H

#include <stddef.h>

#include "record/cell_kind.h"
#include "record/dialect.h"

#define CENSUS_WIDTHS 1024 /* wider records count as this wide */
#define CENSUS_COLUMNS 64  /* whose kinds are counted */

struct dialect_census {
	size_t records; /* those that are not empty */
	size_t single;  /* of them, those of one cell above or below all others:
			 * titles and notes */
	unsigned widths[CENSUS_WIDTHS]; /* records by number of cells */
	size_t cells;
	double clean; /* cells without traces of another dialect */
	unsigned kinds[CENSUS_COLUMNS][CELL_KINDS]; /* cells by column */
	/* quotation marks */
	size_t quoted;  /* cells in well-formed quotes */
	size_t literal; /* cells that begin with one which never closes */
	size_t doubled, escaped; /* marks inside quotes: "" and \" */
	size_t marks;            /* all of them but apostrophes within words */
	/* cells after a delimiter that are not empty, and those of them that
	 * begin with a blank */
	size_t followed, spaced;
};

void dialect_census_take(struct dialect_census *, const unsigned char *head,
    size_t length, const struct dialect *);

/* The most frequent width from 2 on (the larger of two equally frequent ones),
 * or 1. */
size_t dialect_census_width(const struct dialect_census *);

/* The share of the quotation marks that the dialect explains; 1 if there are
 * none. */
double dialect_census_explained(const struct dialect_census *);

/* From 0 to 1: how alike the records are, and how clean and alike by column
 * their cells; 0 if there is one column only. */
double dialect_census_score(const struct dialect_census *);

#endif
