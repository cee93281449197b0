/*
 * standard.h - rates of units whose people differ, made comparable.
 *
 *	struct standard_stratum strata[] = { { 10, 100, 300 },
 *		{ 40, 100, 100 } };
 *	struct standard_rate r;
 *	if (standard_direct(strata, 2, 100, 0.95, &r) == METHOD_OK)
 *		printf("%g\n", r.rate);		(17.5)
 *
 * The people of a unit stand in strata (programmes, sexes).  Direct: the
 * unit's rates in the structure of a standard.  Indirect: the events that the
 * unit would have at the standard's rates.  The order of the strata does not
 * matter.
 *
 * Statuses, and then nothing is set: METHOD_TOO_FEW (no stratum),
 * METHOD_NEGATIVE_COUNT, METHOD_TOO_LARGE (a count, or the sum of a column,
 * above 2^53), METHOD_LEVEL, METHOD_NOT_FINITE (`per` no number above 0, or a
 * result too large for a double) and what the functions name.
 *
 * Sources: A. Dobson, K. Kuulasmaa, E. Eberle and J. Scherer (1991), Statistics
 * in Medicine 10:457-462; N. E. Breslow and N. E. Day (1987), Statistical
 * Methods in Cancer Research II, IARC, chapter 2; Public Health England (2018),
 * Technical Guide: Confidence Intervals.
 */
#ifndef STATISTICS_STANDARD_H
#define STATISTICS_STANDARD_H

#include <stddef.h>
#include <stdint.h>

#include "statistics/event_rate.h"
#include "statistics/limits.h"
#include "statistics/proportion.h"
#include "statistics/status.h"

struct standard_stratum {
	int64_t events, people;
	int64_t weight; /* people of the standard */
};

struct standard_rate {
	double rate; /* per so many people */
	struct limits limits;
};

/*
 * The directly standardised rate and Dobson's limits, with w the weight, O
 * the events and n the people of a stratum, X all events, Byar's limits of X
 * (event_rate.h) and v = sum(w^2 O / n^2) / sum(w)^2:
 *
 *	rate   sum(w O / n) / sum(w)
 *	limits rate + sqrt(v / X) (Byar(X) - X)
 *
 * The weights are taken as known.  Strata of weight 0 are left out.  The upper
 * limit is not cut off at 1 per person.
 *
 * METHOD_ZERO_DENOMINATOR: no weights, or a stratum with a weight and without
 * people; METHOD_NO_EVENTS: X = 0, and v says nothing.
 */
enum method_status standard_direct(const struct standard_stratum *,
    size_t count, double per, double level, struct standard_rate *);

struct standard_group {
	int64_t events, people;
	int64_t standard_events, standard_people;
};

struct standard_indirect {
	int64_t observed;           /* O: sum(events) */
	double expected;            /* E: sum(people * standard's rate) */
	double ratio;               /* O / E, SMR */
	struct limits ratio_limits; /* E taken as known */
	double rate;                /* O / E times the standard's rate, ISR */
	struct limits rate_limits;
	enum event_rate_method method; /* that was used */
};

/*
 * The standardised ratio O / E and the indirectly standardised rate, that is
 * the ratio times sum(standard_events) / sum(standard_people) * per.  Limits
 * are those of event_rate() for O events in an exposure of E.  Strata without
 * people of the unit add to the standard's rate alone.
 *
 * METHOD_ZERO_DENOMINATOR: a stratum that has people and none in the standard,
 * or E = 0.
 */
enum method_status standard_indirect(enum event_rate_method,
    const struct standard_group *, size_t count, double per, double level,
    struct standard_indirect *);

struct standard_value_added {
	double observed, expected; /* percent */
	double points;             /* observed - expected */
	struct limits limits;      /* of the points */
};

/*
 * How much the unit's rate exceeds the one it would have if each of its people
 * did as those of the stratum in the standard do: 100 (O - E) / n, n all people
 * of the unit.  Limits: those of the proportion O of n by the method, less the
 * expected rate, which is taken as known.
 *
 * METHOD_ZERO_DENOMINATOR: no people, or a stratum that has people and none in
 * the standard; METHOD_NUMERATOR_ABOVE_DENOMINATOR: more events than people,
 * also of the standard.
 */
enum method_status standard_value_added(enum proportion_method,
    const struct standard_group *, size_t count, double level,
    struct standard_value_added *);

#endif
