/* event_rate - intervals of counts and rates (statistics/event_rate.h) */
#include "statistics/event_rate.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "statistics/counted.h"
#include "statistics/quantile.h"

/* From so many events on Byar's approximation is as good as exact limits. */
static const int64_t enough = 10;

static const char *const names[EVENT_RATE_METHODS] = {
	[EVENT_RATE_BYAR] = "byar",
	[EVENT_RATE_EXACT] = "exact_poisson",
};

const char *
event_rate_method_name(enum event_rate_method method)
{
	return names[method];
}

int
event_rate_method_find(const char *name, enum event_rate_method *method)
{
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0) {
			*method = (enum event_rate_method)i;
			return 0;
		}
	return -1;
}

static enum method_status
check(int64_t x, double level, double *z)
{
	if (x < 0)
		return METHOD_NEGATIVE_COUNT;
	if (x > COUNT_MAX)
		return METHOD_TOO_LARGE;
	return quantile_level(level, z);
}

/* k (1 - 1/(9k) + z/(3 sqrt(k)))^3, at least 0 */
static double
byar(double k, double z)
{
	double root = 1 - 1 / (9 * k) + z / (3 * sqrt(k));

	return k * pow(fmax(0, root), 3);
}

enum method_status
event_count_byar(int64_t x, double level, struct limits *limits)
{
	double z;
	enum method_status status = check(x, level, &z);

	if (status != METHOD_OK)
		return status;
	limits->lower = x == 0 ? 0 : byar((double)x, -z);
	limits->upper = byar((double)x + 1, z);
	return METHOD_OK;
}

static enum method_status
garwood(int64_t x, double level, struct limits *limits)
{
	double tail = (1 - level) / 2, lower = 0, upper, z;
	enum method_status status = check(x, level, &z);

	if (status == METHOD_OK && x > 0)
		status = quantile_gamma(TAIL_BELOW, tail, (double)x, &lower);
	if (status == METHOD_OK)
		status =
		    quantile_gamma(TAIL_ABOVE, tail, (double)x + 1, &upper);
	if (status == METHOD_OK)
		*limits = (struct limits){ lower, upper };
	return status;
}

static enum method_status
check_exposure(double exposure, double per)
{
	if (!isfinite(exposure) || !isfinite(per) || !(per > 0))
		return METHOD_NOT_FINITE;
	if (exposure < 0)
		return METHOD_NEGATIVE_COUNT;
	if (exposure == 0)
		return METHOD_ZERO_DENOMINATOR;
	return METHOD_OK;
}

enum method_status
event_rate(enum event_rate_method method, int64_t x, double exposure,
    double per, double level, struct event_rate *r)
{
	enum method_status status = check_exposure(exposure, per);
	enum event_rate_method used = x < enough ? EVENT_RATE_EXACT : method;
	struct limits counts;
	double upper;

	if (status == METHOD_OK)
		status = used == EVENT_RATE_BYAR
			     ? event_count_byar(x, level, &counts)
			     : garwood(x, level, &counts);
	if (status != METHOD_OK)
		return status;
	upper = counts.upper * per / exposure;
	if (!isfinite(upper))
		return METHOD_NOT_FINITE;
	r->rate = (double)x * per / exposure;
	r->limits.lower = counts.lower * per / exposure;
	r->limits.upper = upper;
	r->method = used;
	return METHOD_OK;
}
