/*
 * contingency.h - chi-square tests of a table of counts.
 *
 *	int64_t cells[] = { 56, 14, 48, 32 };
 *	struct chi_square test;
 *	if (contingency_pearson(cells, 2, 2, true, &test) == METHOD_OK)
 *		...			6.114, 1 degree of freedom, p = 0.0134
 *
 * The order of rows and columns does not matter, to the last bit.
 */
#ifndef STATISTICS_CONTINGENCY_H
#define STATISTICS_CONTINGENCY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statistics/two_groups.h"

struct chi_square {
	double statistic;
	int64_t freedom; /* degrees of freedom */
	double p_value;  /* 0 where it is below 1e-307 */
};

/*
 * Pearson's test that rows and columns are independent: the sum of
 * (|O - E| - Y)^2 / E over the cells, with (rows - 1) (columns - 1) degrees of
 * freedom.  cells: row by row.  continuity: Yates (1934) takes Y = 1/2, but at
 * most |O - E|, off in a table of 2 by 2; in a larger one Y is 0.  Pearson
 * (1900); as R's chisq.test and prop.test (a row a group, its columns those
 * with the event and those without).
 * METHOD_OK; METHOD_TOO_FEW (fewer than 2 rows or columns);
 * METHOD_NEGATIVE_COUNT; METHOD_ZERO_DENOMINATOR (nobody in a row);
 * METHOD_TOO_LARGE (more than COUNT_MAX people or rows and columns);
 * METHOD_NO_EVENTS (nobody in a column) or, if it is the second of two,
 * METHOD_ALL_EQUAL; METHOD_NO_MEMORY.
 */
enum method_status contingency_pearson(const int64_t *cells, size_t rows,
    size_t columns, bool continuity, struct chi_square *);

struct trend {
	double z; /* above 0: the proportion grows with the score */
	struct chi_square chi_square; /* z^2, 1 degree of freedom */
};

/*
 * The Cochran-Armitage test of a linear trend of proportions:
 *
 *	z = sum (s - m) (x - n p) / sqrt(p (1 - p) sum n (s - m)^2)
 *
 * of groups with x events of n people and the score s; p is the proportion of
 * all, m the mean score of all.  scores NULL: 1, 2, 3, ...  A group of nobody
 * says nothing and is left out.  Cochran (1954), Biometrics 10:417-451;
 * Armitage (1955), Biometrics 11:375-386; its square is that of R's
 * prop.trend.test.
 * METHOD_OK; METHOD_NEGATIVE_COUNT; METHOD_NUMERATOR_ABOVE_DENOMINATOR;
 * METHOD_NOT_FINITE (a score of a group with people, or their spread, is no
 * finite number); METHOD_TOO_LARGE (more than COUNT_MAX people);
 * METHOD_TOO_FEW (fewer than 2 groups with people); METHOD_NO_EVENTS or
 * METHOD_ALL_EQUAL (nobody or everybody has the event, or all scores are the
 * same).
 */
enum method_status contingency_cochran_armitage(const int64_t *events,
    const int64_t *sizes, const double *scores, size_t groups, struct trend *);

#endif
