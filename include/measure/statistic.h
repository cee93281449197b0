/*
 * statistic.h - the statistics of a series: the codes of its dimension
 * "statistic" (registry "statistics").
 *
 *	enum statistic s;
 *	if (statistic_find("growth_rate", &s))
 *		puts(statistic_method(s));	(growth)
 *
 * Levels and changes count units; the others are per cent.
 */
#ifndef MEASURE_STATISTIC_H
#define MEASURE_STATISTIC_H

#include <stdbool.h>

enum statistic {
	STATISTIC_LEVEL,
	STATISTIC_GROWTH_RATE, /* 100 L(t) / L(t-1) */
	STATISTIC_INCREASE,    /* growth rate less 100 */
	STATISTIC_CAGR,        /* compound growth a year since the first */
	STATISTIC_TREND,       /* of the log-linear regression, a year */
	STATISTIC_CHANGE,      /* L(t) - L(t-1), and what makes it up: */
	STATISTIC_CHANGE_MATCHED,
	STATISTIC_CHANGE_ENTRANTS,
	STATISTIC_CHANGE_LEAVERS,
	STATISTIC_CHANGE_RECLASSIFIED,
	STATISTIC_CHANGE_OVERLAP,
	STATISTICS
};

/* The dimension of a series. */
#define STATISTIC_DIMENSION "statistic"

/* "level", "growth_rate", ...: the code. */
const char *statistic_name(enum statistic);
/* False when no statistic has this name. */
bool statistic_find(const char *name, enum statistic *);
/* "count", "growth", "cagr", "log_linear", "difference": how it is computed. */
const char *statistic_method(enum statistic);
/* Whether the value is per cent; else it is in the unit of the level. */
bool statistic_percent(enum statistic);
/* The change and what makes it up. */
bool statistic_change(enum statistic);

#endif
