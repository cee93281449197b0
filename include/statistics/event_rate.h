/*
 * event_rate.h - confidence intervals of counts of events, and their rates.
 *
 *	struct event_rate r;
 *	if (event_rate(EVENT_RATE_BYAR, 65, 12000, 1000, 0.95, &r) == METHOD_OK)
 *		printf("%.3f %.3f %.3f\n", r.rate, r.limits.lower,
 *		    r.limits.upper);
 *	(5.417 4.180 6.904)
 *
 * A count x >= 0 is taken as Poisson; z is the normal deviate with alpha / 2 =
 * (1 - level) / 2 above it.  The lower limit at x = 0 is exactly 0, the upper
 * is above x and finite.
 *
 * Statuses, and then nothing is set: METHOD_NEGATIVE_COUNT (also of the
 * exposure), METHOD_ZERO_DENOMINATOR (exposure 0), METHOD_TOO_LARGE (x above
 * 2^53), METHOD_LEVEL (that of quantile_level()), METHOD_NOT_FINITE (exposure or
 * per no finite number, per not above 0, or a rate too large for a double).
 *
 * Sources: N. E. Breslow and N. E. Day (1987), Statistical Methods in Cancer
 * Research II, IARC, p. 69 (Byar); F. Garwood (1936), Biometrika 28:437-442;
 * Public Health England (2018), Technical Guide: Confidence Intervals, which
 * has Byar's method from 10 events on.
 */
#ifndef STATISTICS_EVENT_RATE_H
#define STATISTICS_EVENT_RATE_H

#include <stdint.h>

#include "statistics/limits.h"
#include "statistics/status.h"

enum event_rate_method {
	EVENT_RATE_BYAR,
	EVENT_RATE_EXACT,
	EVENT_RATE_METHODS
};

/* "byar", "exact_poisson" */
const char *event_rate_method_name(enum event_rate_method);
/* 0, or -1 when no method has this name. */
int event_rate_method_find(const char *name, enum event_rate_method *);

/*
 * Byar's approximation, for any x; lower, at least 0, and upper with k = x + 1:
 *
 *	x (1 - 1/(9x) - z/(3 sqrt(x)))^3
 *	k (1 - 1/(9k) + z/(3 sqrt(k)))^3
 *
 * Standardised rates (Dobson) scale these, small counts included.
 */
enum method_status event_count_byar(int64_t x, double level, struct limits *);

struct event_rate {
	double rate; /* per x / exposure */
	struct limits limits;
	enum event_rate_method method; /* that was used */
};

/*
 * The rate of x events in an exposure > 0 (people, or years they were
 * observed), per 1 or 1,000 or 100,000; the exposure is no estimate.  Below 10
 * events the limits are the exact ones, whatever was asked for: Garwood's, half
 * the chi-square quantiles alpha/2 with 2x and 1 - alpha/2 with 2x + 2 degrees
 * of freedom.
 */
enum method_status event_rate(enum event_rate_method, int64_t x,
    double exposure, double per, double level, struct event_rate *);

#endif
