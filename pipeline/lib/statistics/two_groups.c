/* two_groups - two groups with an event each (two_groups.h) */
#include "statistics/two_groups.h"

#include <math.h>

enum method_status
two_groups_check(const struct two_groups *g)
{
	if (g->events1 < 0 || g->size1 < 0 || g->events2 < 0 || g->size2 < 0)
		return METHOD_NEGATIVE_COUNT;
	if ((g->size1 > 0 && g->events1 > g->size1) ||
	    (g->size2 > 0 && g->events2 > g->size2))
		return METHOD_NUMERATOR_ABOVE_DENOMINATOR;
	if (g->size1 == 0 || g->size2 == 0)
		return METHOD_ZERO_DENOMINATOR;
	if (g->size1 > COUNT_MAX || g->size2 > COUNT_MAX)
		return METHOD_TOO_LARGE;
	return METHOD_OK;
}

struct two_groups
two_groups_swapped(const struct two_groups *g)
{
	return (
	    struct two_groups){ g->events2, g->size2, g->events1, g->size1 };
}

double
product_difference(double a, double b, double c, double d)
{
	double first = a * b, second = c * d;

	return first - second + (fma(a, b, -first) - fma(c, d, -second));
}
