/* grid_filling - a grid while it is filled */
#include "report/grid_filling.h"

bool
grid_has_lines(const struct grid_filling *fill)
{
	return fill->outline->line_count > 0 && !fill->outline->transposed;
}

bool
grid_mixes_indicators(const struct grid_filling *fill)
{
	return fill->row_axis == VIEW_INDICATOR ||
	       fill->column_axis == VIEW_INDICATOR ||
	       fill->outline->line_count > 0;
}
