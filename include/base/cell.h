/*
 * cell.h - a cell of a CSV file that people open in a spreadsheet.
 *
 *	cell_print(stream, "1;2");
 *	putc(',', stream);
 */
#ifndef BASE_CELL_H
#define BASE_CELL_H

#include <stdio.h>

/*
 * Print the text as RFC 4180 wants it: in quotes if it holds a comma or a
 * quote.  A text that a spreadsheet would take for a formula, or that begins
 * with ', has ' in front of it; signed numbers have not.  Control characters
 * must be gone (text_visible()).
 */
void cell_print(FILE *, const char *text);

#endif
