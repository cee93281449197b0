/*
 * header_guess.h - is a row the header of the rows below it?  Told from what
 * the cells are, without a schema; for file_layout.h.
 *
 *	struct header_evidence e;
 *	header_evidence(&e, &rows, i, i + 1, rows.count);
 *	if (header_is_first(&e)) ...
 */
#ifndef LAYOUT_HEADER_GUESS_H
#define LAYOUT_HEADER_GUESS_H

#include <stdbool.h>
#include <stddef.h>

#include "layout/head_rows.h"

struct header_evidence {
	size_t below;    /* rows that it was compared with */
	size_t typed;    /* columns of numbers, dates, codes or links below */
	size_t contrast; /* words over such columns */
	size_t same;     /* cells of the very kind of their column */
	size_t data;     /* numbers, dates and links, whatever stands below */
	size_t years;    /* of them, years of one series: may be labels */
	size_t labels;   /* years over numbers that are none */
	double words;    /* among words: are they labels?  > 0 yes, < 0 no */
	bool repeats;    /* two of its texts are the same */
};

/* Compare row with rows [from, to), of which a part will do. */
void header_evidence(struct header_evidence *, const struct head_rows *,
    size_t row, size_t from, size_t to);

/* May it be the only header row, or the lowest one? */
bool header_is_first(const struct header_evidence *);
/* Is it certainly a header, wherever it stands? */
bool header_is_certain(const struct header_evidence *);

#endif
