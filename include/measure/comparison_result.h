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
	unsigned flags;     /* enum observation_flag */
	const char *method; /* static text, also where the status is not OK */
};

/*
 * As an estimate: ok, or not_applicable or missing with the reason of the
 * method's status; negligible where a value in per cent or points is not 0 but
 * rounds to 0 at so many decimals.
 */
void comparison_estimate(const struct comparison_result *, enum statistic,
    int decimals, struct estimate *);

#endif
