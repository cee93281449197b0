/*
 * marks.h - the signs that tables have used, to be explained after them.
 *
 *	struct marks marks = MARKS_INIT;
 *	char sign[MARK_TEXT];
 *	mark_sign(sign, marks_number(&marks, 0));	(1) of the first flag)
 */
#ifndef REPORT_MARKS_H
#define REPORT_MARKS_H

#include <stdbool.h>

#include "measure/observation.h"

struct marks {
	bool zero;
	bool brackets; /* an interval stands behind its value */
	bool limits;   /* a limit stands by itself */
	bool statuses[OBSERVATION_STATUSES];
	unsigned flag_count;
	unsigned flags[OBSERVATION_FLAGS]; /* in order of first use */
};

#define MARKS_INIT                                 \
	{                                          \
		false, false, false, { false }, 0, \
		{                                  \
			0                          \
		}                                  \
	}
#define MARK_TEXT 8

/* The number, from 0, of a flag (by its index); that of the next if it has not
 * been used yet. */
unsigned marks_number(struct marks *, unsigned flag);
/* The sign of the flag that was used as number `at` (from 0): 1), 2), ...
 * with a superscript digit. */
void mark_sign(char to[MARK_TEXT], unsigned at);

#endif
