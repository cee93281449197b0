/* cell.c - a cell of a CSV file; see base/cell.h */
#include <stdbool.h>
#include <string.h>

#include "base/cell.h"

/*
 * A spreadsheet would take the cell for a formula, or our own mark for a part
 * of the text.  Plain signed numbers are safe, and so is a dash alone.
 */
static bool
is_formula(const char *cell)
{
	if (*cell == '\'' || *cell == '=' || *cell == '@')
		return true;
	return (*cell == '+' || *cell == '-') &&
	       cell[1 + strspn(cell + 1, "0123456789., ")] != '\0';
}

void
cell_print(FILE *stream, const char *text)
{
	bool quote = text[strcspn(text, ",\"")] != '\0';

	if (quote)
		putc('"', stream);
	if (is_formula(text))
		putc('\'', stream);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putc('"', stream);
		putc(*text, stream);
	}
	if (quote)
		putc('"', stream);
}
