/* status.c - names of how methods end (statistics/status.h) */
#include "statistics/status.h"

const char *
method_status_name(enum method_status status)
{
	static const char *const names[METHOD_STATUSES] = {
		[METHOD_OK] = "ok",
		[METHOD_NO_MEMORY] = "no_memory",
		[METHOD_ZERO_DENOMINATOR] = "zero_denominator",
		[METHOD_NUMERATOR_ABOVE_DENOMINATOR] =
		    "numerator_above_denominator",
		[METHOD_NEGATIVE_COUNT] = "negative_count",
		[METHOD_FRACTIONAL_COUNT] = "fractional_count",
		[METHOD_LEVEL] = "level_outside",
		[METHOD_TOO_FEW] = "too_few",
		[METHOD_NO_EVENTS] = "no_events",
		[METHOD_ALL_EQUAL] = "all_equal",
		[METHOD_PERIOD_GAP] = "period_gap",
		[METHOD_NOT_FINITE] = "not_finite",
		[METHOD_TOO_LARGE] = "too_large",
		[METHOD_NO_CONVERGENCE] = "no_convergence",
		[METHOD_COLLINEAR] = "collinear",
		[METHOD_REPEATED_PERIOD] = "repeated_period",
	};

	return names[status];
}
