/*
 * unit.h - the units of values: how many decimals they have and how they are
 * written.
 *
 *	char text[FIGURE_TEXT];
 *	enum unit unit = unit_find("percentage_point");
 *	unit_text(text, LANGUAGE_RU, unit, -5.62, 1, true);	(−5,6 п.п.)
 *	unit_figure(text, LANGUAGE_RU, unit, -5.62, 1, true);	(−5,6)
 *
 * A unit is known by its name in the observations.  One that has no other is a
 * count: of people, colleges, ...
 */
#ifndef REPORT_UNIT_H
#define REPORT_UNIT_H

#include <stdbool.h>

#include "base/language.h"
#include "report/figure.h"

enum unit {
	UNIT_COUNT,
	UNIT_PERCENT,
	UNIT_POINT,       /* percentage_point */
	UNIT_RATIO,       /* 1 is equal */
	UNIT_PROBABILITY, /* 0 to 1 */
	UNIT_SCORE,       /* a pure number */
	UNIT_PER_1000,
	UNIT_PER_100000
};

enum unit unit_find(const char *name);
/* Whether values are as precise as the definition, or a table, says: per cent,
 * points, and rates of counts. */
bool unit_has_decimals(enum unit);
/* What the definition says, or 0 of counts, 2 of ratios and scores, 3 of
 * probabilities. */
int unit_decimals(enum unit, int defined);
/* Whether 0 of it means that there is nobody: not of a difference, a ratio. */
bool unit_counts(enum unit);

/*
 * The number as it stands in a table.  with_sign: also of what is above zero.
 * A probability that would be printed as 0 is "< 0,001".
 */
void unit_figure(char to[FIGURE_TEXT], enum language, enum unit, double number,
    int decimals, bool with_sign);
/* The same with its unit, as in a sentence: "66,6 %", "+5,6 п.п.",
 * "12,0 на 1000", "0,91". */
void unit_text(char to[FIGURE_TEXT], enum language, enum unit, double number,
    int decimals, bool with_sign);

#endif
