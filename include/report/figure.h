/*
 * figure.h - numbers as people and as programs read them.
 *
 *	char text[FIGURE_TEXT];
 *	figure_percent(text, LANGUAGE_RU, 66.648937, 1);	("66,6 %")
 *	figure_integer(text, LANGUAGE_RU, 21946935);	("21 946 935")
 *
 * Russian: decimal comma; a no-break space between thousands from 10 000 on
 * and before the per cent sign.  English: decimal point, a comma between
 * thousands, the per cent sign without a space.  Both: a true minus sign.
 */
#ifndef REPORT_FIGURE_H
#define REPORT_FIGURE_H

#include <stdint.h>

#include "base/language.h"

#define FIGURE_TEXT 64
#define FIGURE_DECIMALS_MAX 6

void figure_integer(char to[FIGURE_TEXT], enum language, int64_t);

/*
 * With this many decimals (at most FIGURE_DECIMALS_MAX).  Halves are rounded
 * away from zero: a share of 201 in 400 is 50,3 %, not 50,2 %.  Never a
 * negative zero.
 */
void figure_fixed(char to[FIGURE_TEXT], enum language, double, int decimals);
/* The same with its sign before what is not zero as shown: "+3,5", "−2,1",
 * "0,0". */
void figure_signed(char to[FIGURE_TEXT], enum language, double, int decimals);
/* A number in per cent: "66,6 %", "66.6%". */
void figure_percent(char to[FIGURE_TEXT], enum language, double, int decimals);

/* For data files: 15 significant digits, decimal point, no grouping; the
 * shortest form that keeps them. */
void figure_exact(char to[FIGURE_TEXT], double);

/*
 * Which form of a noun goes with the number.  Russian: 0 человек (1, 21),
 * 1 человека (2-4, 22), 2 человек (0, 5-20, 11-14).  English: 0 one, 1 more.
 */
int figure_plural(enum language, int64_t);
#define FIGURE_FORMS 3

#endif
