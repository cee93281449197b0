/*
 * adjust.h - p-values of a family of tests, adjusted for their number.
 *
 *	double p[] = { 0.01, 0.02, 0.03 };
 *	if (adjust_p_values(ADJUST_HOLM, p, 3, p) == METHOD_OK)
 *		...			0.03, 0.04, 0.04
 */
#ifndef STATISTICS_ADJUST_H
#define STATISTICS_ADJUST_H

#include <stddef.h>

#include "statistics/status.h"

/*
 * Of m p-values p(1) <= ... <= p(m):
 *
 *	bonferroni		m p
 *	holm			max over j <= i of (m + 1 - j) p(j)
 *	hochberg		min over j >= i of (m + 1 - j) p(j)
 *	benjamini_hochberg	min over j >= i of m / j p(j)
 *	benjamini_yekutieli	the same times 1 + 1/2 + ... + 1/m
 *
 * but at most 1.  The first three hold the probability of any false finding,
 * the last two the share of false ones among the findings; hochberg and
 * benjamini_hochberg take it that tests are independent or positively
 * dependent.  Holm (1979), Scand. J. Statist. 6:65-70; Hochberg (1988),
 * Biometrika 75:800-802; Benjamini and Hochberg (1995), JRSS B 57:289-300;
 * Benjamini and Yekutieli (2001), Ann. Statist. 29:1165-1188; as R's p.adjust.
 */
enum adjust_method {
	ADJUST_BONFERRONI,
	ADJUST_HOLM,
	ADJUST_HOCHBERG,
	ADJUST_BENJAMINI_HOCHBERG,
	ADJUST_BENJAMINI_YEKUTIELI,
	ADJUST_METHODS
};

/* The names above. */
const char *adjust_method_name(enum adjust_method);
/* 0, or -1 when no method has this name. */
int adjust_method_find(const char *name, enum adjust_method *);

/*
 * adjusted[i] is p[i] adjusted, never below it; both may be the same array.
 * The order of the values does not matter, and equal ones stay equal.
 * METHOD_OK; METHOD_TOO_FEW (count is 0); METHOD_NOT_FINITE (a value is not in
 * [0, 1]: tests without a p-value are no part of the family);
 * METHOD_NO_MEMORY.
 */
enum method_status adjust_p_values(
    enum adjust_method, const double *p, size_t count, double *adjusted);

#endif
