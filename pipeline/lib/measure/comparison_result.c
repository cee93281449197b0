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
