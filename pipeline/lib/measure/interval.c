/* interval - confidence intervals of a proportion */
#include "measure/interval.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/quantile.h"

static const char *const names[] = { "wilson" };

const char *
interval_method_name(enum interval_method method)
{
	return names[method];
}

int
interval_method_find(const char *name, enum interval_method *method)
{
	size_t i;

	for (i = 0; i < COUNT(names); i++)
		if (strcmp(names[i], name) == 0) {
			*method = (enum interval_method)i;
			return 0;
		}
	return -1;
}

int
interval_quantile(double level, double *z, struct fail *f)
{
	if (!(level > 0 && level < 1))
		return fail_set(f, FAIL_USAGE,
		    _("the level of an interval is %g, expected a number "
		      "between 0 and 1, such as 0.95"),
		    level);
	/* Half the complement keeps its digits where 1 + level does not. */
	*z = quantile_normal((1 - level) / 2);
	if (!isfinite(*z) || *z <= 0)
		return fail_set(f, FAIL_USAGE,
		    _("the level of an interval is %g, too near to 0 or 1"),
		    level);
	return 0;
}

void
interval_wilson(int64_t x, int64_t n, double z, double *lower, double *upper)
{
	double count = (double)n, events = (double)x;
	double others = (double)(n - x);
	double spread = z * sqrt(z * z + 4 * events * (others / count));
	double sum = 2 * events + z * z + spread;

	*lower = 2 * events * (events / count) / sum;
	*upper = x == n ? 1 : fmin(1, sum / (2 * (count + z * z)));
}
