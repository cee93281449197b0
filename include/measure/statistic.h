/*
 * statistic.h - the statistics of a series and those of a comparison: the codes
 * of their dimension "statistic" (registry "statistics").
 *
 *	enum statistic s;
 *	if (statistic_find("growth_rate", &s))
 *		puts(statistic_method(s));	(growth)
 */
#ifndef MEASURE_STATISTIC_H
#define MEASURE_STATISTIC_H

#include <stdbool.h>

enum statistic {
	/* of a series */
	STATISTIC_LEVEL,
	STATISTIC_GROWTH_RATE,   /* 100 L(t) / L(t-1) */
	STATISTIC_INCREASE,      /* growth rate less 100 */
	STATISTIC_CAGR,          /* compound growth a year since the first */
	STATISTIC_TREND,         /* of the log-linear regression, a year */
	STATISTIC_ROBUST_TREND,  /* the same by Huber's weights */
	STATISTIC_SEN_SLOPE,     /* median change a year */
	STATISTIC_KENDALL_TAU,   /* from -1 to 1 */
	STATISTIC_TREND_P_VALUE, /* of no trend, Mann-Kendall */
	STATISTIC_BREAK_P_VALUE, /* of no break, sup F */
	STATISTIC_CHANGE,        /* L(t) - L(t-1), and what makes it up: */
	STATISTIC_CHANGE_MATCHED,
	STATISTIC_CHANGE_ENTRANTS,
	STATISTIC_CHANGE_LEAVERS,
	STATISTIC_CHANGE_RECLASSIFIED,
	STATISTIC_CHANGE_OVERLAP,
	/* of a comparison of two groups, or of a period with the one before */
	STATISTIC_DIFFERENCE,
	STATISTIC_RATIO,
	STATISTIC_ODDS_RATIO,
	STATISTIC_COMMON_ODDS_RATIO, /* over strata, Mantel-Haenszel */
	STATISTIC_COMPOSITION_PART,  /* of the difference, Kitagawa */
	STATISTIC_RATE_PART,
	STATISTIC_P_VALUE,    /* of no difference, or no trend of periods */
	STATISTIC_P_ADJUSTED, /* for the number of tests */
	STATISTIC_COCHRAN_ARMITAGE_P_VALUE, /* of no trend over the periods */
	/* of a comparison of units; P_VALUE and P_ADJUSTED, too */
	STATISTIC_FUNNEL_95, /* the target with its limits */
	STATISTIC_FUNNEL_998,
	STATISTIC_Z_SCORE,
	STATISTIC_SHRUNKEN_RATE,
	STATISTIC_EXPECTED_RATE,      /* with the rates of all by stratum */
	STATISTIC_VALUE_ADDED,        /* observed less expected */
	STATISTIC_STANDARDISED_RATIO, /* observed by expected */
	STATISTIC_STANDARDISED_RATE,  /* with the structure of all */
	/* of all units together */
	STATISTIC_OVERDISPERSION, /* phi */
	STATISTIC_BETWEEN_UNITS,  /* tau */
	STATISTIC_POOLED_RATE,
	STATISTIC_HETEROGENEITY, /* I squared */
	STATISTICS
};

enum statistic_unit {
	STATISTIC_UNIT_LEVEL, /* that of the level: "person", ... */
	STATISTIC_UNIT_PERCENT,
	STATISTIC_UNIT_POINT,       /* difference of per cents */
	STATISTIC_UNIT_RATIO,       /* 1 is equal */
	STATISTIC_UNIT_PROBABILITY, /* 0 to 1 */
	STATISTIC_UNIT_SCORE        /* a pure number */
};

/* The dimension of a series and of a comparison. */
#define STATISTIC_DIMENSION "statistic"

/* "level", "growth_rate", ...: the code. */
const char *statistic_name(enum statistic);
/* False when no statistic has this name. */
bool statistic_find(const char *name, enum statistic *);
/* "count", "growth", "cagr", "log_linear", "difference": how it is computed; of
 * a comparison, the method where the definition does not say another. */
const char *statistic_method(enum statistic);
enum statistic_unit statistic_unit(enum statistic);
/* "percent", "percentage_point", "ratio", "probability", "score"; NULL for
 * STATISTIC_UNIT_LEVEL. */
const char *statistic_unit_name(enum statistic);
/* Whether it is one of a series; else it is one of a comparison. */
bool statistic_of_series(enum statistic);
/* Of a comparison: whether it is made from the strata of the people. */
bool statistic_of_strata(enum statistic);
/* Of a comparison of units: whether it is of all of them together. */
bool statistic_of_all_units(enum statistic);
/* Whether it is made of all levels since the first, as cagr and trend are. */
bool statistic_since_first(enum statistic);
/* The change and what makes it up. */
bool statistic_change(enum statistic);
/* What makes up a change. */
bool statistic_part_of_change(enum statistic);
/* Whether the value is a change or a difference, shown with its sign. */
bool statistic_signed(enum statistic);

#endif
