/* growth - growth of a level over periods */
#include "measure/growth.h"

#include <math.h>
#include <stdlib.h>

#include <gsl/gsl_fit.h>

#include "base/memory.h"
#include "base/message.h"
#include "statistics/quantile.h"

double
growth_rate(int64_t now, int64_t before)
{
	return 100 * (double)now / (double)before;
}

double
growth_increase(int64_t now, int64_t before)
{
	return 100 * ((double)now - (double)before) / (double)before;
}

double
growth_compound(int64_t now, int64_t first, int years)
{
	double increase = ((double)now - (double)first) / (double)first;

	return 100 * expm1(log1p(increase) / years);
}

/* Of a slope of logarithms below 64, which sums leave where there is none. */
#define ROUNDING 0x1p-46

/* The limits of a slope may be beyond what a double holds. */
double
growth_of_slope(double slope)
{
	return fabs(slope) < ROUNDING ? 0 : 100 * expm1(slope);
}

int
growth_trend(const int64_t *levels, size_t count, double level,
    struct growth_trend *trend, struct fail *f)
{
	double *years = memory_array(count, sizeof(*years), f);
	double *logarithms = memory_array(count, sizeof(*logarithms), f);
	double a, b, cov00, cov01, cov11, residuals, t;
	size_t i;
	int status = -1;

	if (years == NULL || logarithms == NULL)
		goto done;
	for (i = 0; i < count; i++) {
		/* From the middle: exact, and the slope is the same. */
		years[i] = (double)i - (double)(count - 1) / 2;
		logarithms[i] = log((double)levels[i]);
	}
	if (gsl_fit_linear(years, 1, logarithms, 1, count, &a, &b, &cov00,
		&cov01, &cov11, &residuals) != 0) {
		(void)fail_set(f, FAIL_DATA,
		    _("no line can be fitted to the levels of %zu periods"),
		    count);
		goto done;
	}
	if (quantile_t(TAIL_ABOVE, (1 - level) / 2, (double)(count - 2), &t) !=
	    METHOD_OK)
		t = INFINITY;
	trend->value = growth_of_slope(b);
	trend->lower = growth_of_slope(b - t * sqrt(cov11));
	trend->upper = growth_of_slope(b + t * sqrt(cov11));
	trend->interval = isfinite(trend->lower) && isfinite(trend->upper);
	status = 0;
done:
	free(years);
	free(logarithms);
	return status;
}
