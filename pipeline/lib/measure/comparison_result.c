/* comparison_result - one statistic of a comparison */
#include "measure/comparison_result.h"

#include "measure/estimate.h"

/* Why a method gives no number; what contradicts itself is missing. */
static void
no_number(enum method_status status, struct estimate *e)
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
		/* of counts, levels and lines that no comparison has */
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

void
comparison_estimate(const struct comparison_result *r, enum statistic statistic,
    int decimals, struct estimate *e)
{
	enum statistic_unit unit = statistic_unit(statistic);

	if (r->status != METHOD_OK) {
		no_number(r->status, e);
		return;
	}
	*e = (struct estimate){ .value = r->value,
		.status = OBSERVATION_OK,
		.flags = r->flags,
		.coverage = 1 };
	if (r->limits) {
		e->lower = r->lower;
		e->upper = r->upper;
		e->parts = ESTIMATE_INTERVAL;
	}
	if (unit == STATISTIC_UNIT_PERCENT || unit == STATISTIC_UNIT_POINT)
		estimate_round(e, decimals);
}

void
comparison_inherit(struct estimate *e, const struct estimate *figure)
{
	if (!observation_published(e->status) ||
	    !observation_published(figure->status))
		return;
	e->flags |= figure->flags;
	if (figure->coverage < e->coverage)
		e->coverage = figure->coverage;
}

void
comparison_without(
    struct estimate *e, const struct estimate *a, const struct estimate *b)
{
	if (a->status == OBSERVATION_CONFIDENTIAL ||
	    b->status == OBSERVATION_CONFIDENTIAL)
		estimate_status(e, OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	else if (a->status == OBSERVATION_MISSING ||
		 b->status == OBSERVATION_MISSING)
		estimate_status(e, OBSERVATION_MISSING, REASON_PARTS_MISSING);
	else
		estimate_status(e, OBSERVATION_NOT_APPLICABLE,
		    observation_published(a->status) ? b->reason : a->reason);
}

bool
comparison_empty(const struct estimate *e)
{
	return e->status == OBSERVATION_NOT_APPLICABLE &&
	       e->reason == REASON_ZERO_DENOMINATOR;
}
