/*
 * status.h - how a method ended: a number, or why there is none.
 *
 *	enum method_status s =
 *	    proportion_limits(PROPORTION_WILSON, 15, 148, 0.95, &limits);
 *	if (s != METHOD_OK)
 *		puts(method_status_name(s));
 *
 * No method gives NaN or infinity with METHOD_OK, unless its header says
 * that a limit may be infinite.
 */
#ifndef STATISTICS_STATUS_H
#define STATISTICS_STATUS_H

enum method_status {
	METHOD_OK,
	METHOD_NO_MEMORY,
	METHOD_ZERO_DENOMINATOR,
	METHOD_NUMERATOR_ABOVE_DENOMINATOR,
	METHOD_NEGATIVE_COUNT,
	METHOD_FRACTIONAL_COUNT,
	METHOD_LEVEL,   /* of confidence, outside (0, 1) */
	METHOD_TOO_FEW, /* observations, strata, groups or periods */
	METHOD_NO_EVENTS,
	METHOD_ALL_EQUAL,
	METHOD_PERIOD_GAP,
	METHOD_NOT_FINITE, /* an input is no number */
	METHOD_TOO_LARGE,  /* for an exact method */
	METHOD_NO_CONVERGENCE,
	METHOD_COLLINEAR,       /* a column follows from the others */
	METHOD_REPEATED_PERIOD, /* two observations of one time */
	METHOD_STATUSES
};

/* "ok", "zero_denominator", ...: the reasons in the tables of measure. */
const char *method_status_name(enum method_status);

#endif
