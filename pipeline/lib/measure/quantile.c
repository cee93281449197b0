/* quantile - quantiles of distributions (measure/quantile.h) */
#include "measure/quantile.h"

#include <math.h>

#include "statistics/quantile.h"

double
quantile_normal(double above)
{
	double z;

	return quantile_z(TAIL_ABOVE, above, &z) == METHOD_OK ? z : INFINITY;
}

double
quantile_student(double above, double freedom)
{
	double t;

	return quantile_t(TAIL_ABOVE, above, freedom, &t) == METHOD_OK
		   ? t
		   : INFINITY;
}
