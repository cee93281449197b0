/* method_line.c - straight lines and other linear models of a group of rows
 * (measure/method.h) */
#include "base/memory.h"
#include "measure/method.h"
#include "statistics/least_squares.h"
#include "statistics/quantile.h"
#include "statistics/robust.h"

enum { Y, X };
enum { STEPS = METHOD_MODEL_INTERCEPT + 1 };
enum { RESIDUAL_SD, R2, ADJUSTED_R2, F, RESIDUAL_SS, REGRESSION_SS };
enum { SCALE };

static const struct method_input inputs[] = {
	[Y] = { "y", METHOD_INPUT_NUMBER, false, false },
	[X] = { "x", METHOD_INPUT_NUMBER, false, true },
};

static const struct method_setting settings[] = {
	[METHOD_MODEL_DEGREE] = { "degree", METHOD_SETTING_WHOLE, 1, 1, 20,
	    NULL },
	[METHOD_MODEL_INTERCEPT] = { "intercept", METHOD_SETTING_YES, 1, 0, 0,
	    NULL },
	[STEPS] = { "steps", METHOD_SETTING_WHOLE, ROBUST_STEPS, 1, 10000,
	    NULL },
};

static const char *const least_squares_statistics[] = {
	[RESIDUAL_SD] = "residual_sd",
	[R2] = "r2",
	[ADJUSTED_R2] = "adjusted_r2",
	[F] = "f",
	[RESIDUAL_SS] = "residual_ss",
	[REGRESSION_SS] = "regression_ss",
};

static const char *const robust_statistics[] = { [SCALE] = "scale" };

static struct linear_model
model_of(const struct method_call *call)
{
	return (struct linear_model){
		.x = call->columns + X,
		.columns = call->column_count - X,
		.degree = (size_t)call->settings[METHOD_MODEL_DEGREE],
		.through_origin = call->settings[METHOD_MODEL_INTERCEPT] == 0,
		.y = call->columns[Y],
		.n = call->rows,
	};
}

static enum method_status
run_least_squares(const struct method_call *call, struct method_value *value)
{
	struct linear_model model = model_of(call);
	struct least_squares_term *term;
	struct least_squares fit;
	enum method_status status = least_squares_fit(&model, &fit);
	double t;
	size_t i;

	if (status == METHOD_OK)
		status = quantile_t(TAIL_ABOVE, (1 - call->level) / 2,
		    (double)fit.residual_df, &t);
	if (status == METHOD_OK) {
		for (i = 0; i < fit.count; i++, value += 2) {
			term = &fit.terms[i];
			method_limits(value, term->estimate,
			    term->estimate - t * term->se,
			    term->estimate + t * term->se);
			value[0].p = term->p;
			value[1].value = term->se;
		}
		value[RESIDUAL_SD].value = fit.residual_sd;
		value[R2].value = fit.r2;
		value[ADJUSTED_R2].value = fit.adjusted_r2;
		value[F].value = fit.f;
		value[F].p = fit.p;
		value[RESIDUAL_SS].value = fit.residual_ss;
		value[REGRESSION_SS].value = fit.regression_ss;
	}
	least_squares_clear(&fit);
	return status;
}

static enum method_status
run_robust(const struct method_call *call, enum robust_method method,
    struct method_value *value)
{
	struct linear_model model = model_of(call);
	struct robust fit;
	enum method_status status =
	    robust_fit(&model, method, (size_t)call->settings[STEPS], &fit);
	size_t i;

	if (status == METHOD_OK) {
		for (i = 0; i < fit.count; i++, value += 2) {
			value[0].value = fit.terms[i].estimate;
			value[1].value = fit.terms[i].se;
		}
		value[SCALE].value = fit.scale;
	}
	robust_clear(&fit);
	return status;
}

static enum method_status
run_huber(const struct method_call *call, struct method_value *value)
{
	return run_robust(call, ROBUST_HUBER, value);
}

static enum method_status
run_bisquare(const struct method_call *call, struct method_value *value)
{
	return run_robust(call, ROBUST_BISQUARE, value);
}

static const struct method lines[] = {
	{ "least_squares", true, false, true, true, inputs, COUNT(inputs),
	    settings, STEPS, least_squares_statistics,
	    COUNT(least_squares_statistics), 0, run_least_squares },
	{ "huber", true, false, false, true, inputs, COUNT(inputs), settings,
	    COUNT(settings), robust_statistics, COUNT(robust_statistics), 0,
	    run_huber },
	{ "bisquare", true, false, false, true, inputs, COUNT(inputs), settings,
	    COUNT(settings), robust_statistics, COUNT(robust_statistics), 0,
	    run_bisquare },
};

const struct method_list method_lines = { lines, COUNT(lines) };
