/* estimate - the numbers of a cell with their status */
#include "measure/estimate.h"

#include <math.h>

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

void
estimate_unless_declared(struct estimate *e, enum observation_status status,
    enum observation_reason reason)
{
	if (e->status != OBSERVATION_NOT_APPLICABLE ||
	    e->reason != REASON_DECLARED)
		estimate_status(e, status, reason);
}

void
estimate_method(struct estimate *e, enum method_status status)
{
	static const struct {
		enum observation_status status;
		enum observation_reason reason;
	} reasons[METHOD_STATUSES] = {
		[METHOD_ZERO_DENOMINATOR] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_ZERO_DENOMINATOR },
		[METHOD_NUMERATOR_ABOVE_DENOMINATOR] = { OBSERVATION_MISSING,
		    REASON_NUMERATOR_ABOVE_DENOMINATOR },
		[METHOD_NEGATIVE_COUNT] = { OBSERVATION_MISSING,
		    REASON_NEGATIVE_COUNT },
		[METHOD_TOO_FEW] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_TOO_FEW },
		[METHOD_NO_EVENTS] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_NO_EVENTS },
		[METHOD_ALL_EQUAL] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_ALL_EQUAL },
		[METHOD_NO_CONVERGENCE] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_NO_CONVERGENCE },
		[METHOD_PERIOD_GAP] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_PERIOD_GAP },
		[METHOD_NOT_FINITE] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_NOT_FINITE },
		[METHOD_TOO_LARGE] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_TOO_LARGE },
		/* of counts, levels and lines that no cell has */
		[METHOD_FRACTIONAL_COUNT] = { OBSERVATION_MISSING,
		    REASON_NOT_SUPPLIED },
		[METHOD_LEVEL] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_NOT_FINITE },
		[METHOD_COLLINEAR] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_TOO_FEW },
		[METHOD_REPEATED_PERIOD] = { OBSERVATION_NOT_APPLICABLE,
		    REASON_TOO_FEW },
	};

	estimate_status(e, reasons[status].status, reasons[status].reason);
}

bool
estimate_holds(const struct estimate *e)
{
	switch (e->status) {
	case OBSERVATION_NOT_APPLICABLE:
		return false;
	case OBSERVATION_MISSING:
		return e->reason == REASON_NUMERATOR_ABOVE_DENOMINATOR ||
		       e->reason == REASON_NEGATIVE_COUNT ||
		       e->reason == REASON_PARTS_DIFFER;
	default:
		return true;
	}
}

/* The sum less what is to be subtracted; -1 if a double count is impossible. */
static int64_t
net(const struct part_sum *sum)
{
	int64_t difference;

	if (sum->undeclared > 0)
		return sum->sum;
	return __builtin_sub_overflow(sum->sum, sum->minus, &difference)
		   ? -1
		   : difference;
}

/* Both parts are there, of the same rows or whole. */
static void
set_numbers(struct estimate *e, const struct part_sum *numerator,
    const struct part_sum *denominator, bool bounded)
{
	int64_t above = net(numerator), below = net(denominator);

	if (above < 0 || below < 0) {
		estimate_status(e, OBSERVATION_MISSING, REASON_NEGATIVE_COUNT);
	} else if (bounded && above > below) {
		estimate_status(
		    e, OBSERVATION_MISSING, REASON_NUMERATOR_ABOVE_DENOMINATOR);
	} else if (below == 0) {
		estimate_status(
		    e, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR);
	} else {
		estimate_status(e, OBSERVATION_OK, REASON_NONE);
		e->numerator = above;
		e->denominator = below;
		e->parts = ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR;
		e->coverage = coverage_of(numerator);
		if (numerator->missing > 0)
			e->flags = FLAG_PARTIAL;
		if (numerator->undeclared > 0 || denominator->undeclared > 0)
			e->flags |= FLAG_APPROXIMATE;
	}
}

void
estimate_level(struct estimate *e, const struct part_sum *sum)
{
	int64_t level = net(sum);

	switch (supply_of(sum)) {
	case SUPPLY_CONFIDENTIAL:
		estimate_status(e, OBSERVATION_CONFIDENTIAL, REASON_SENDER);
		return;
	case SUPPLY_ABSENT:
		estimate_status(e, OBSERVATION_MISSING, REASON_NOT_IN_SOURCE);
		return;
	case SUPPLY_MISSING:
		estimate_status(e, OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
		return;
	case SUPPLY_NOT_APPLICABLE:
		estimate_status(e, OBSERVATION_NOT_APPLICABLE, REASON_MARKED);
		return;
	case SUPPLY_VALUE:
		break;
	}
	if (level < 0) {
		estimate_status(e, OBSERVATION_MISSING, REASON_NEGATIVE_COUNT);
		return;
	}
	estimate_status(e, OBSERVATION_OK, REASON_NONE);
	e->numerator = level;
	e->value = (double)level;
	e->parts = ESTIMATE_NUMERATOR;
	e->coverage = coverage_of(sum);
	if (sum->missing > 0)
		e->flags |= FLAG_PARTIAL;
	if (sum->undeclared > 0)
		e->flags |= FLAG_APPROXIMATE;
}

void
estimate_lost(struct estimate *e, int64_t rows, int64_t lost)
{
	if (lost == 0)
		return;
	if (e->status == OBSERVATION_OK) {
		e->flags |= FLAG_PARTIAL;
		e->coverage *= (double)rows / ((double)rows + (double)lost);
	} else if (e->reason == REASON_NOT_IN_SOURCE ||
		   e->reason == REASON_NUMERATOR_NOT_IN_SOURCE ||
		   e->reason == REASON_DENOMINATOR_NOT_IN_SOURCE ||
		   e->reason == REASON_ZERO_DENOMINATOR) {
		estimate_status(e, OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
	}
}

void
estimate_parts(struct estimate *e, const struct part_sum *numerator,
    const struct part_sum *denominator, bool same_rows, bool bounded)
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
		set_numbers(e, numerator, denominator, bounded);
}

void
estimate_round(struct estimate *e, int decimals)
{
	if (e->value != 0 && fabs(e->value) < 0.5 * pow(10, -decimals))
		e->status = OBSERVATION_NEGLIGIBLE;
}

void
estimate_finish(struct estimate *e, double scale, int decimals,
    const struct interval *interval)
{
	struct limits limits;

	if (e->status != OBSERVATION_OK)
		return;
	e->value = scale * (double)e->numerator / (double)e->denominator;
	if (interval_limits(interval, e, scale, &limits) == METHOD_OK) {
		e->lower = limits.lower;
		e->upper = limits.upper;
		e->parts |= ESTIMATE_INTERVAL;
	} else if (interval->kind != INTERVAL_NONE) {
		e->flags |= FLAG_UNRELIABLE;
	}
	estimate_round(e, decimals);
}
