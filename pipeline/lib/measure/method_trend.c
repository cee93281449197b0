/* method_trend.c - the trend of a series: log-linear, Mann-Kendall, Sen
 * (measure/method.h) */
#include <stdlib.h>

#include "base/memory.h"
#include "measure/method.h"
#include "statistics/least_squares.h"
#include "statistics/monotone.h"
#include "statistics/quantile.h"

enum { S, S_VARIANCE, Z, TAU };

static const struct method_setting settings[] = {
	[METHOD_SERIES_GAPS] = { "gaps", METHOD_SETTING_YES, 0, 0, 0, NULL },
};

static const char *const log_linear_statistics[] = { "trend" };
static const char *const sen_statistics[] = { "slope" };
static const char *const mann_kendall_statistics[] = {
	[S] = "s",
	[S_VARIANCE] = "variance",
	[Z] = "z",
	[TAU] = "tau",
};

/* Logarithms, which zero and what is below have not: that one is negative is
 * said first, whatever the order of the rows. */
static enum method_status
logarithms(const double *values, size_t n, double **logs)
{
	double least = INFINITY;
	size_t i;

	for (i = 0; i < n; i++)
		least = fmin(least, values[i]);
	if (least <= 0)
		return least < 0 ? METHOD_NEGATIVE_COUNT : METHOD_NO_EVENTS;
	if ((*logs = memory_array(n, sizeof(**logs), NULL)) == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < n; i++)
		(*logs)[i] = log(values[i]);
	return METHOD_OK;
}

static enum method_status
fit_trend(const struct method_call *call, const double *logs,
    struct method_value *value)
{
	struct linear_model model = { .x = &call->columns[METHOD_PERIOD],
		.columns = 1,
		.y = logs,
		.n = call->rows };
	struct least_squares fit;
	enum method_status status = least_squares_fit(&model, &fit);
	double t, slope, se;

	if (status == METHOD_OK)
		status = quantile_t(TAIL_ABOVE, (1 - call->level) / 2,
		    (double)fit.residual_df, &t);
	if (status == METHOD_OK) {
		slope = fit.terms[1].estimate;
		se = fit.terms[1].se;
		method_limits(value, 100 * expm1(slope),
		    100 * expm1(slope - t * se), 100 * expm1(slope + t * se));
		value->p = fit.terms[1].p;
	}
	least_squares_clear(&fit);
	return status;
}

static enum method_status
run_log_linear(const struct method_call *call, struct method_value *value)
{
	double *logs = NULL;
	enum method_status status =
	    logarithms(call->columns[METHOD_VALUE], call->rows, &logs);

	if (status == METHOD_OK)
		status = fit_trend(call, logs, value);
	free(logs);
	return status;
}

static enum method_status
run_mann_kendall(const struct method_call *call, struct method_value *value)
{
	const double *x = call->columns[METHOD_PERIOD],
		     *y = call->columns[METHOD_VALUE];
	struct mann_kendall trend;
	enum method_status status =
	    monotone_mann_kendall(x, y, call->rows, &trend);

	if (status != METHOD_OK)
		return status;
	value[S].value = (double)trend.s;
	value[S].p = trend.p;
	value[S_VARIANCE].value = trend.variance;
	value[Z].value = trend.z;
	value[Z].p = trend.p_normal;
	value[TAU].status = monotone_tau(x, y, call->rows, &value[TAU].value);
	return METHOD_OK;
}

static enum method_status
run_sen(const struct method_call *call, struct method_value *value)
{
	struct sen_slope slope;
	enum method_status status = monotone_sen(call->columns[METHOD_PERIOD],
	    call->columns[METHOD_VALUE], call->rows, call->level, &slope);

	if (status == METHOD_OK)
		method_limits(value, slope.slope, slope.lower, slope.upper);
	return status;
}

static const struct method trends[] = {
	{ "log_linear", true, false, true, false, method_series_inputs,
	    METHOD_SERIES_INPUTS, settings, COUNT(settings),
	    log_linear_statistics, 1, 0, run_log_linear },
	{ "mann_kendall", true, false, false, false, method_series_inputs,
	    METHOD_SERIES_INPUTS, settings, COUNT(settings),
	    mann_kendall_statistics, COUNT(mann_kendall_statistics), 0,
	    run_mann_kendall },
	{ "sen", true, false, true, false, method_series_inputs,
	    METHOD_SERIES_INPUTS, settings, COUNT(settings), sen_statistics, 1,
	    0, run_sen },
};

const struct method_list method_trends = { trends, COUNT(trends) };
