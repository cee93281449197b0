/*
 * programme.h - codes of educational programmes, NN.NN.NN: field, level,
 * number (order of the Ministry of Education 1199 of 2013 and its followers).
 *
 *	char code[PROGRAMME_TEXT];
 *	bool repaired;
 *	if (programme_read("15.янв.05", 12, code, &repaired))
 *		(code is "15.01.05", repaired is true)
 *
 * A spreadsheet takes such codes for dates and for numbers.  15.янв.05,
 * 15.01.2005, 2005-01-15 and 38367, the number of that day, were 15.01.05;
 * 9.02.07 was 09.02.07.  Six digits without points are no such code: those of
 * before 2013 looked like that.
 */
#ifndef VALUE_PROGRAMME_H
#define VALUE_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>

#define PROGRAMME_TEXT 9 /* bytes with the NUL */

bool programme_read(
    const char *text, size_t length, char code[PROGRAMME_TEXT], bool *repaired);

#endif
