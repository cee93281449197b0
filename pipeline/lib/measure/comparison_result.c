/* comparison_result - one statistic of a comparison */
#include "measure/comparison_result.h"

#include "measure/estimate.h"

void
comparison_estimate(const struct comparison_result *r, enum statistic statistic,
    int decimals, struct estimate *e)
{
	enum statistic_unit unit = statistic_unit(statistic);

	if (r->status != METHOD_OK) {
		estimate_method(e, r->status);
		return;
	}
	*e = (struct estimate){ .value = r->value,
		.status =
		    r->negligible ? OBSERVATION_NEGLIGIBLE : OBSERVATION_OK,
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
