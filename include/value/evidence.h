/*
 * evidence.h - how the cells of a column write numbers and dates: which of
 * comma and point is the decimal mark, and whether 03/04/2022 is in March or
 * in April.
 *
 *	struct evidence columns[2] = { EVIDENCE_INIT, EVIDENCE_INIT };
 *	(for every row)
 *		evidence_add(&columns[0], field, text, length);
 *	evidence_settle(columns, 2);
 *	value_read(schema, field, &columns[0], "1,234", 5, &v, &p);
 *
 * One cell proves what it is when it can be read in one way only: "12,5",
 * "1.234,5", "1 234,5" and "0,123" have a decimal comma, "1,234,567" and
 * "1,234.5" a decimal point; 24/02/2022 has the day first.  "1,234" and
 * 03/04/2022 are open.  They are read as their column writes; if it proves
 * nothing, as the other columns of the file do; then, in a field of whole
 * numbers, "1,234" has groups if all of the column fits that: no number of
 * four digits stands there without groups, and as decimals some were no whole
 * numbers.  Else a number has a decimal mark, and an open date or whole number
 * is no value: nobody can tell.  The same holds where a column proves both;
 * a share of 1 in 100 is a slip and proves nothing.  Of periods 2011-12 is
 * open: a month, unless its column has school years.
 */
#ifndef VALUE_EVIDENCE_H
#define VALUE_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/table_schema.h"

/* Which of two ways of writing the cells prove. */
enum evidence_way {
	EVIDENCE_NONE,
	EVIDENCE_FIRST,  /* decimal point; day before month; months */
	EVIDENCE_SECOND, /* decimal comma; month before day; school years */
	EVIDENCE_BOTH
};

struct evidence {
	bool complete; /* settled: all cells were seen */
	enum evidence_way decimal, date, period; /* once complete */
	/* cells that prove a way, [0] the first, [1] the second */
	uint64_t decimals[2], dates[2], periods[2];
	/* open whole numbers that prove the way if the mark is for groups */
	uint64_t groups[2];
	uint64_t ungrouped; /* whole numbers of four digits without groups */
};

#define EVIDENCE_INIT             \
	{                         \
		.complete = false \
	}

/* Take the cell of a column with this field (UTF-8, trimmed) into account. */
void evidence_add(struct evidence *, const struct table_field *,
    const char *text, size_t length);

/* All cells of the file's columns were added: decide, and be complete. */
void evidence_settle(struct evidence *columns, size_t count);

#endif
