/* levels - the statistics of one cell of a series */
#include "measure/levels.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/estimate.h"
#include "measure/growth.h"
#include "measure/trends.h"

static bool
has_number(const struct level *l)
{
	return observation_published(l->estimate.status);
}

/* Nothing is there for certain. */
static bool
is_empty(const struct level *l)
{
	return l->estimate.status == OBSERVATION_NOT_APPLICABLE &&
	       l->estimate.reason == REASON_ZERO_DENOMINATOR;
}

static bool
is_approximate(const struct level *l)
{
	return (l->estimate.flags & FLAG_APPROXIMATE) != 0;
}

static void
not_applicable(struct estimate *e, enum observation_reason reason)
{
	estimate_status(e, OBSERVATION_NOT_APPLICABLE, reason);
}

/* What follows from a level without a number. */
static void
inherit(struct estimate *e, const struct level *from)
{
	estimate_status(e, from->estimate.status,
	    from->estimate.status == OBSERVATION_MISSING
		? REASON_NOT_SUPPLIED
		: from->estimate.reason);
}

/* The number is made of this level, too. */
static void
made_of(struct estimate *e, const struct level *from)
{
	if (!has_number(from))
		return;
	e->flags |= from->estimate.flags & FLAG_PARTIAL;
	if (from->estimate.coverage < e->coverage)
		e->coverage = from->estimate.coverage;
}

static void
begin(struct estimate *e)
{
	estimate_status(e, OBSERVATION_OK, REASON_NONE);
	e->coverage = 1;
}

/* Whether anything is known of an earlier level. */
static bool
has_earlier(const struct level *levels, size_t at)
{
	while (at-- > 0)
		if (has_number(&levels[at]) || is_empty(&levels[at]))
			return true;
	return false;
}

/* Whether the level has become zero: nothing is there any more. */
static bool
has_emptied(const struct level *levels, size_t at)
{
	size_t i;

	for (i = 0; is_empty(&levels[at]) && i < at; i++)
		if (has_number(&levels[i]))
			return true;
	return false;
}

/* Whether the level can be compared with that of the year before; if not, e
 * says why. */
static bool
comparable(const struct level *levels, size_t at, enum statistic statistic,
    struct estimate *e)
{
	const struct level *now = &levels[at];
	const struct level *before = &levels[at == 0 ? 0 : at - 1];

	if (!has_number(now) &&
	    !(statistic_change(statistic) && has_emptied(levels, at)))
		inherit(e, now);
	else if (!has_earlier(levels, at))
		not_applicable(e, REASON_NO_EARLIER_PERIOD);
	else if (now->breaks)
		not_applicable(e, REASON_BREAK);
	else if (now->detected)
		not_applicable(e, REASON_DETECTED_BREAK);
	else if (before->year != now->year - 1)
		not_applicable(e, REASON_PERIOD_GAP);
	else if (is_approximate(now) || is_approximate(before))
		not_applicable(e, REASON_APPROXIMATE_LEVEL);
	else if (!has_number(before) && !is_empty(before))
		inherit(e, before);
	else
		return true;
	return false;
}

static void
set_change(const struct level *levels, size_t at, struct estimate *e)
{
	const struct level *now = &levels[at];

	begin(e);
	e->numerator =
	    now->estimate.numerator - levels[at - 1].estimate.numerator;
	e->value = (double)e->numerator;
	e->parts = ESTIMATE_NUMERATOR;
	made_of(e, now);
	made_of(e, now - 1);
}

static void
set_ratio(const struct level *now, const struct level *base, double value,
    struct estimate *e)
{
	begin(e);
	e->numerator = now->estimate.numerator;
	e->denominator = base->estimate.numerator;
	e->parts = ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR;
	e->value = value;
	made_of(e, now);
	made_of(e, base);
}

static void
compare(const struct level *levels, size_t at, enum statistic statistic,
    struct estimate *e)
{
	const struct level *now = &levels[at];
	int64_t after, base;

	if (!comparable(levels, at, statistic, e))
		return;
	if (statistic_change(statistic)) {
		set_change(levels, at, e);
		return;
	}
	after = now->estimate.numerator;
	base = levels[at - 1].estimate.numerator;
	if (base == 0)
		not_applicable(e, REASON_ZERO_BASE);
	else
		set_ratio(now, &levels[at - 1],
		    statistic == STATISTIC_INCREASE
			? growth_increase(after, base)
			: growth_rate(after, base),
		    e);
}

/* The first level with data of those that levels[at] is comparable with; only
 * the test for a break looks beyond those that were found. */
static size_t
first_level(const struct level *levels, size_t at, enum statistic statistic)
{
	bool beyond = statistic == STATISTIC_BREAK_P_VALUE;
	size_t first = at;

	while (first > 0 && !levels[first].breaks &&
	       (beyond || !levels[first].detected))
		first--;
	while (first < at && !has_number(&levels[first]) &&
	       levels[first].estimate.status != OBSERVATION_CONFIDENTIAL)
		first++;
	return first;
}

static void
set_cagr(const struct level *levels, size_t at, struct estimate *e)
{
	const struct level *now = &levels[at];
	const struct level *first =
	    &levels[first_level(levels, at, STATISTIC_CAGR)];

	if (!has_number(now))
		inherit(e, now);
	else if (first == now)
		not_applicable(e, REASON_NO_EARLIER_PERIOD);
	else if (is_approximate(now) || is_approximate(first))
		not_applicable(e, REASON_APPROXIMATE_LEVEL);
	else if (!has_number(first))
		inherit(e, first);
	else if (first->estimate.numerator == 0)
		not_applicable(e, REASON_ZERO_BASE);
	else
		set_ratio(now, first,
		    growth_compound(now->estimate.numerator,
			first->estimate.numerator, now->year - first->year),
		    e);
}

/* Whether a level may be in a trend; if not, e says why. */
static bool
fits_trend(const struct level *levels, size_t at, size_t first,
    enum statistic statistic, struct estimate *e)
{
	const struct level *l = &levels[at];

	if (at > first && levels[at - 1].year != l->year - 1)
		not_applicable(e, REASON_PERIOD_GAP);
	else if (is_approximate(l))
		not_applicable(e, REASON_APPROXIMATE_LEVEL);
	else if (!has_number(l) && !is_empty(l))
		inherit(e, l);
	else if (l->estimate.numerator == 0 && trends_logarithmic(statistic))
		not_applicable(e, REASON_ZERO_BASE);
	else
		return true;
	return false;
}

static void
set_limits(struct estimate *e, double lower, double upper)
{
	e->lower = lower;
	e->upper = upper;
	e->parts = ESTIMATE_INTERVAL;
}

static int
fit_growth(const struct level *levels, size_t count, double confidence,
    struct estimate *e, struct fail *f)
{
	int64_t *numbers = memory_array(count, sizeof(*numbers), f);
	struct growth_trend trend;
	size_t i;
	int status = -1;

	if (numbers == NULL)
		return -1;
	for (i = 0; i < count; i++)
		numbers[i] = levels[i].estimate.numerator;
	if (growth_trend(numbers, count, confidence, &trend, f) == 0) {
		status = 0;
		e->value = trend.value;
		if (trend.interval)
			set_limits(e, trend.lower, trend.upper);
	}
	free(numbers);
	return status;
}

/* Years and levels of so many, the levels after the years; a new list. */
static double *
numbers_new(const struct level *levels, size_t count, struct fail *f)
{
	double *numbers = memory_array(2 * count + 1, sizeof(*numbers), f);
	size_t i;

	for (i = 0; numbers != NULL && i < count; i++) {
		numbers[i] = levels[i].year;
		numbers[count + i] = (double)levels[i].estimate.numerator;
	}
	return numbers;
}

static int
fit_other(const struct level *levels, size_t count, enum statistic statistic,
    double confidence, struct estimate *e, struct fail *f)
{
	double *numbers = numbers_new(levels, count, f);
	struct trends_value v;
	enum method_status status;

	if (numbers == NULL)
		return -1;
	status = trends_statistic(
	    statistic, numbers, numbers + count, count, confidence, &v);
	free(numbers);
	if (status == METHOD_NO_MEMORY)
		return fail_memory(f);
	if (status != METHOD_OK) {
		estimate_method(e, status);
		return 0;
	}
	e->value = v.value;
	if (v.limits)
		set_limits(e, v.lower, v.upper);
	return 0;
}

static int
set_trend(const struct level *levels, size_t at, enum statistic statistic,
    double confidence, struct estimate *e, struct fail *f)
{
	size_t i, first = first_level(levels, at, statistic);
	size_t count = at - first + 1;

	if (!has_number(&levels[at])) {
		inherit(e, &levels[at]);
		return 0;
	}
	if (count < trends_least(statistic)) {
		not_applicable(e, REASON_TOO_FEW_PERIODS);
		return 0;
	}
	for (i = first; i <= at; i++)
		if (!fits_trend(levels, i, first, statistic, e))
			return 0;
	begin(e);
	for (i = first; i <= at; i++)
		made_of(e, &levels[i]);
	if (statistic == STATISTIC_TREND)
		return fit_growth(&levels[first], count, confidence, e, f);
	return fit_other(&levels[first], count, statistic, confidence, e, f);
}

int
levels_statistic(const struct level *levels, size_t at,
    enum statistic statistic, double confidence, int decimals,
    struct estimate *e, struct fail *f)
{
	int status = 0;

	switch (statistic) {
	case STATISTIC_LEVEL:
		*e = levels[at].estimate;
		if (levels[at].detected && has_number(&levels[at]))
			e->flags |= FLAG_BREAK;
		break;
	case STATISTIC_CAGR:
		set_cagr(levels, at, e);
		break;
	case STATISTIC_TREND:
	case STATISTIC_ROBUST_TREND:
	case STATISTIC_SEN_SLOPE:
	case STATISTIC_KENDALL_TAU:
	case STATISTIC_TREND_P_VALUE:
	case STATISTIC_BREAK_P_VALUE:
		status = set_trend(levels, at, statistic, confidence, e, f);
		break;
	default:
		compare(levels, at, statistic, e);
	}
	if (status == 0 &&
	    statistic_unit(statistic) == STATISTIC_UNIT_PERCENT &&
	    e->status == OBSERVATION_OK)
		estimate_round(e, decimals);
	return status;
}
