/* method_sample.c - the mean of a group of numbers (measure/method.h) */
#include "base/memory.h"
#include "measure/method.h"
#include "statistics/moments.h"
#include "statistics/quantile.h"

enum { Y };
enum { MEAN, STANDARD_DEVIATION };

static const struct method_input inputs[] = {
	[Y] = { "y", METHOD_INPUT_NUMBER, false, false },
};

static const char *const statistics[] = {
	[MEAN] = "mean",
	[STANDARD_DEVIATION] = "standard_deviation",
};

static enum method_status
run_mean(const struct method_call *call, struct method_value *value)
{
	struct moments m;
	double t, half;
	enum method_status status =
	    moments_of(call->columns[Y], call->rows, &m);

	if (status == METHOD_OK)
		status = quantile_t(TAIL_ABOVE, (1 - call->level) / 2,
		    (double)(call->rows - 1), &t);
	if (status != METHOD_OK)
		return status;
	half = t * m.deviation / sqrt((double)call->rows);
	method_limits(&value[MEAN], m.mean, m.mean - half, m.mean + half);
	value[STANDARD_DEVIATION].value = m.deviation;
	return METHOD_OK;
}

static const struct method samples[] = {
	{ "mean", true, false, true, false, inputs, COUNT(inputs), NULL, 0,
	    statistics, COUNT(statistics), 0, run_mean },
};

const struct method_list method_samples = { samples, COUNT(samples) };
