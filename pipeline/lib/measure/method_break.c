/* method_break.c - breaks of a series: Chow, supF, Bai and Perron
 * (measure/method.h) */
#include <stdlib.h>

#include "base/memory.h"
#include "measure/method.h"
#include "statistics/breakpoint.h"
#include "statistics/pairs.h"

enum { MODEL = METHOD_SERIES_GAPS + 1, OWN, OWN_2 };
enum { F, F_BREAK };
enum { BREAKS, BIC, RSS, BREAK_1 };
enum { MOST = 10 };

/* as enum breakpoint_model */
static const char *const models[] = { "mean", "line", NULL };

#define COMMON                                                                \
	[METHOD_SERIES_GAPS] = { "gaps", METHOD_SETTING_YES, 0, 0, 0, NULL }, \
	[MODEL] = { "model", METHOD_SETTING_TEXT, BREAKPOINT_MEAN, 0, 0,      \
		models }

static const struct method_setting chow_settings[] = {
	COMMON,
	[OWN] = { "after", METHOD_SETTING_NUMBER, NAN, -1e15, 1e15, NULL },
};

static const struct method_setting sup_f_settings[] = {
	COMMON,
	[OWN] = { "trim", METHOD_SETTING_NUMBER, 0.15, 0, 0.49, NULL },
};

static const struct method_setting bai_perron_settings[] = {
	COMMON,
	[OWN] = { "least", METHOD_SETTING_WHOLE, 0, 0, BREAKPOINT_MOST, NULL },
	[OWN_2] = { "most", METHOD_SETTING_WHOLE, 5, 1, MOST, NULL },
};

static const char *const f_statistics[] = {
	[F] = "f",
	[F_BREAK] = "break",
};

static const char *const bai_perron_statistics[] = {
	[BREAKS] = "breaks",
	[BIC] = "bic",
	[RSS] = "rss",
	[BREAK_1] = "break_1",
	"break_2",
	"break_3",
	"break_4",
	"break_5",
	"break_6",
	"break_7",
	"break_8",
	"break_9",
	"break_10",
};

static enum breakpoint_model
model_of(const struct method_call *call)
{
	return (enum breakpoint_model)call->settings[MODEL];
}

static enum method_status
run_chow(const struct method_call *call, struct method_value *value)
{
	const double *x = call->columns[METHOD_PERIOD];
	struct breakpoint_test test;
	enum method_status status;
	size_t i, at = 0;

	for (i = 0; i < call->rows; i++)
		at += x[i] <= call->settings[OWN];
	status = breakpoint_chow(model_of(call), x, call->columns[METHOD_VALUE],
	    call->rows, at, &test);
	if (status == METHOD_OK) {
		value->value = test.f;
		value->p = test.p;
	}
	return status;
}

/* The last period before a break at this place in the order of time. */
static enum method_status
period_before(const struct method_call *call, size_t at, double *period)
{
	struct pair *pairs;
	enum method_status status = pairs_sorted(call->columns[METHOD_PERIOD],
	    call->columns[METHOD_VALUE], call->rows, &pairs);

	if (status == METHOD_OK)
		*period = pairs[at - 1].x;
	free(pairs);
	return status;
}

static enum method_status
run_sup_f(const struct method_call *call, struct method_value *value)
{
	struct breakpoint_test test;
	enum method_status status = breakpoint_sup_f(model_of(call),
	    call->columns[METHOD_PERIOD], call->columns[METHOD_VALUE],
	    call->rows, call->settings[OWN], &test);

	if (status != METHOD_OK)
		return status;
	value[F].value = test.f;
	value[F].p = test.p;
	return period_before(call, test.at, &value[F_BREAK].value);
}

/* The least values of a segment: 15 % of them, if not given. */
static size_t
least_of(const struct method_call *call)
{
	size_t k = model_of(call) == BREAKPOINT_MEAN ? 1 : 2;
	size_t least = call->rows * 15 / 100;

	if (call->settings[OWN] > 0)
		return (size_t)call->settings[OWN];
	return least > k ? least : k + 1;
}

static enum method_status
run_bai_perron(const struct method_call *call, struct method_value *value)
{
	struct breakpoint_segments s;
	enum method_status status = breakpoint_segment(model_of(call),
	    call->columns[METHOD_PERIOD], call->columns[METHOD_VALUE],
	    call->rows, least_of(call), (size_t)call->settings[OWN_2], &s);
	size_t i;

	if (status == METHOD_OK) {
		value[BREAKS].value = (double)s.best;
		value[BIC].value = s.bic[s.best];
		value[RSS].value = s.rss[s.best];
		for (i = 0; status == METHOD_OK && i < s.best; i++)
			status =
			    period_before(call, breakpoint_of(&s, s.best)[i],
				&value[BREAK_1 + i].value);
	}
	breakpoint_clear(&s);
	return status;
}

static const struct method breaks[] = {
	{ "chow", true, false, false, false, method_series_inputs,
	    METHOD_SERIES_INPUTS, chow_settings, COUNT(chow_settings),
	    f_statistics, 1, 0, run_chow },
	{ "sup_f", true, false, false, false, method_series_inputs,
	    METHOD_SERIES_INPUTS, sup_f_settings, COUNT(sup_f_settings),
	    f_statistics, COUNT(f_statistics), 0, run_sup_f },
	{ "bai_perron", true, false, false, false, method_series_inputs,
	    METHOD_SERIES_INPUTS, bai_perron_settings,
	    COUNT(bai_perron_settings), bai_perron_statistics,
	    COUNT(bai_perron_statistics), MOST, run_bai_perron },
};

const struct method_list method_breaks = { breaks, COUNT(breaks) };
