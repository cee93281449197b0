/* odds_ratio - the ratio of two odds (odds_ratio.h) */
#include "statistics/odds_ratio.h"

#include <math.h>

#include "statistics/quantile.h"

static enum method_status
check(const struct two_groups *g, double level, double *z)
{
	enum method_status s = two_groups_check(g);

	if (s != METHOD_OK)
		return s;
	if (g->events1 == 0 && g->events2 == 0)
		return METHOD_NO_EVENTS;
	if (g->events1 == g->size1 && g->events2 == g->size2)
		return METHOD_ALL_EQUAL;
	return quantile_level(level, z);
}

enum method_status
odds_ratio_woolf(
    const struct two_groups *g, double level, struct odds_ratio *result)
{
	double a, b, c, d, add, reach, z;
	enum method_status s = check(g, level, &z);

	if (s != METHOD_OK)
		return s;
	result->corrected = g->events1 == 0 || g->events1 == g->size1 ||
			    g->events2 == 0 || g->events2 == g->size2;
	add = result->corrected ? 0.5 : 0;
	a = (double)g->events1 + add;
	b = (double)(g->size1 - g->events1) + add;
	c = (double)g->events2 + add;
	d = (double)(g->size2 - g->events2) + add;
	reach = exp(z * sqrt((1 / a + 1 / b) + (1 / c + 1 / d)));
	result->ratio.estimate = a / b / (c / d);
	result->ratio.lower = result->ratio.estimate / reach;
	result->ratio.upper = result->ratio.estimate * reach;
	return METHOD_OK;
}
