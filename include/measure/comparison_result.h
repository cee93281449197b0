/*
 * comparison_result.h - one statistic of a comparison, as its method gives it.
 *
 *	struct comparison_result r = { .status = METHOD_OK, .value = -5.6,
 *		.lower = -9.9, .upper = -1.1, .limits = true,
 *		.flags = FLAG_BELOW, .method = "newcombe" };
 *	struct estimate e;
 *	comparison_estimate(&r, STATISTIC_DIFFERENCE, 1, &e);
 *
 * Values are in the unit of the statistic: per cent and points from -100 to
 * 100, probabilities from 0 to 1.
 */
#ifndef MEASURE_COMPARISON_RESULT_H
#define MEASURE_COMPARISON_RESULT_H

#include <stdbool.h>

#include "measure/observation.h"
#include "measure/statistic.h"
#include "statistics/status.h"

struct comparison_result {
	enum method_status status; /* else there is nothing below */
	double value;
	double lower, upper;
	bool limits;        /* lower and upper are there */
	bool negligible;    /* the value is 0 by rounding alone */
	unsigned flags;     /* enum observation_flag */
	const char *method; /* static text, also where the status is not OK */
};

/* The same of a cell, for the table. */
struct comparison_row {
	struct estimate estimate;
	const char *method;
};

/*
 * As an estimate: ok, or not_applicable or missing with the reason of the
 * method's status; negligible where a value in per cent or points is not 0 but
 * rounds to 0 at so many decimals, or was rounded to 0.
 */
void comparison_estimate(const struct comparison_result *, enum statistic,
    int decimals, struct estimate *);

/*
 * Why there is no number where at least one of two figures has none:
 * confidential (sender) if one is, else missing (parts_missing) if one is, else
 * not applicable with the reason of the first, or of the second.
 */
void comparison_without(struct estimate *, const struct estimate *first,
    const struct estimate *second);
/* Whether a figure is 0 of 0. */
bool comparison_empty(const struct estimate *);

/* The flags of a figure and its coverage, if lower, for what is made of it; of
 * one without a number nothing. */
void comparison_inherit(struct estimate *, const struct estimate *figure);

#endif
