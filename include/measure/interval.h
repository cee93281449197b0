/*
 * interval.h - the interval that a definition asks for: its method, and
 * another one where counts are small.
 *
 *	struct interval interval;
 *	struct estimate e = { .numerator = 15, .denominator = 31 };
 *	if (interval_read(node, INTERVAL_PROPORTION, &interval, f) == 0 &&
 *	    interval_limits(&interval, &e, 100, &limits) == METHOD_OK)
 *		printf("%g %g\n", limits.lower, limits.upper);
 *
 * Formulas and sources are in statistics/proportion.h and
 * statistics/event_rate.h.
 */
#ifndef MEASURE_INTERVAL_H
#define MEASURE_INTERVAL_H

#include <stdbool.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/json.h"
#include "measure/observation.h"
#include "statistics/limits.h"
#include "statistics/status.h"

enum interval_kind {
	INTERVAL_NONE,
	INTERVAL_PROPORTION, /* numerator of denominator */
	INTERVAL_EVENT_RATE, /* numerator per denominator */
	INTERVAL_KINDS
};

struct interval {
	enum interval_kind kind;
	/* enum proportion_method or event_rate_method: that of most cells, and
	 * that of small ones. */
	unsigned method, small;
	/* Denominators of proportions and numerators of rates below this are
	 * small; 0: none is. */
	int64_t below;
	double level;
	double z; /* its normal deviate */
};

/*
 * The member "interval" of a definition, described in measure(1); NULL: as if
 * it were {}.  Of INTERVAL_NONE the level alone is read.  Byar's method has
 * exact limits below 10 events in any case, and `below` says so.
 */
int interval_read(const struct json *, enum interval_kind, struct interval *,
    struct fail *) MUST_CHECK;

/* The name of the method of most cells: "wilson", ..., and "ratio" of
 * INTERVAL_NONE. */
const char *interval_main(const struct interval *);
/* That of small cells; NULL where all have the same one. */
const char *interval_small(const struct interval *);
/* Whether the estimate is small; one without numbers is not. */
bool interval_is_small(const struct interval *, const struct estimate *);

/* Limits of scale * numerator / denominator.  METHOD_TOO_FEW of
 * INTERVAL_NONE. */
enum method_status interval_limits(const struct interval *,
    const struct estimate *, double scale, struct limits *);

#endif
