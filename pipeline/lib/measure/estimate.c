/* estimate - the numbers of a cell with their status */
#include "measure/estimate.h"

#include <math.h>

#include "measure/interval.h"

enum supply {
	SUPPLY_VALUE,
	SUPPLY_ABSENT,
	SUPPLY_MISSING,
	SUPPLY_NOT_APPLICABLE,
	SUPPLY_CONFIDENTIAL
};

static enum supply
supply_of(const struct part_sum *sum)
{
	int64_t without =
	    sum->missing + sum->not_applicable + sum->confidential;

	if (sum->rows == 0)
		return SUPPLY_ABSENT;
	if (sum->confidential > 0)
		return SUPPLY_CONFIDENTIAL;
	if (sum->rows > without)
		return SUPPLY_VALUE;
	return sum->missing > 0 ? SUPPLY_MISSING : SUPPLY_NOT_APPLICABLE;
}

/* Every row has a value. */
static bool
whole(const struct part_sum *sum)
{
	return sum->missing == 0 && sum->not_applicable == 0;
}

/* The share of the rows that should have a value and have one. */
static double
coverage_of(const struct part_sum *sum)
{
	double applicable = (double)(sum->rows - sum->not_applicable);

	return (applicable - (double)sum->missing) / applicable;
}

void
estimate_status(struct estimate *e, enum observation_status status,
    enum observation_reason reason)
{
	*e = (struct estimate){ .status = status, .reason = reason };
}

/* Both parts are there, of the same rows or whole. */
static void
set_numbers(struct estimate *e, const struct part_sum *numerator,
    const struct part_sum *denominator)
{
	if (numerator->sum < 0 || denominator->sum < 0) {
		estimate_status(e, OBSERVATION_MISSING, REASON_NEGATIVE_COUNT);
	} else if (numerator->sum > denominator->sum) {
		estimate_status(
		    e, OBSERVATION_MISSING, REASON_NUMERATOR_ABOVE_DENOMINATOR);
	} else if (denominator->sum == 0) {
		estimate_status(
		    e, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
	} else {
		estimate_status(e, OBSERVATION_OK, REASON_NONE);
		e->numerator = numerator->sum;
		e->denominator = denominator->sum;
		e->parts = ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR;
		e->coverage = coverage_of(numerator);
		if (numerator->missing > 0)
			e->flags = FLAG_PARTIAL;
	}
}

void
estimate_parts(struct estimate *e, const struct part_sum *numerator,
    const struct part_sum *denominator, bool same_rows)
{
	enum supply above = supply_of(numerator);
	enum supply below = supply_of(denominator);

	if (above == SUPPLY_CONFIDENTIAL || below == SUPPLY_CONFIDENTIAL)
		estimate_status(e, OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	else if (above == SUPPLY_ABSENT && below == SUPPLY_ABSENT)
		estimate_status(e, OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
	else if (above == SUPPLY_ABSENT)
		estimate_status(
		    e, OBSERVATION_MISSING, REASON_NUMERATOR_NOT_IN_SOURCE);
	else if (below == SUPPLY_ABSENT)
		estimate_status(
		    e, OBSERVATION_MISSING, REASON_DENOMINATOR_NOT_IN_SOURCE);
	else if (above == SUPPLY_MISSING || below == SUPPLY_MISSING)
		estimate_status(e, OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
	else if (above == SUPPLY_NOT_APPLICABLE ||
		 below == SUPPLY_NOT_APPLICABLE)
		estimate_status(e, OBSERVATION_NOT_APPLICABLE, REASON_MARKED);
	else if (!same_rows && !(whole(numerator) && whole(denominator)))
		estimate_status(e, OBSERVATION_MISSING, REASON_PARTS_DIFFER);
	else
		set_numbers(e, numerator, denominator);
}

void
estimate_finish(struct estimate *e, double scale, int decimals, double z)
{
	if (e->status != OBSERVATION_OK)
		return;
	e->value = scale * (double)e->numerator / (double)e->denominator;
	interval_wilson(e->numerator, e->denominator, z, &e->lower, &e->upper);
	e->lower *= scale;
	e->upper *= scale;
	e->parts |= ESTIMATE_INTERVAL;
	if (e->numerator > 0 && e->value < 0.5 * pow(10, -decimals))
		e->status = OBSERVATION_NEGLIGIBLE;
}
