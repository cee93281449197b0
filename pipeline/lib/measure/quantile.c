/* quantile - quantiles of distributions (quantile.h) */
#include "measure/quantile.h"

#include <gsl/gsl_cdf.h>

double
quantile_normal(double above)
{
	return gsl_cdf_ugaussian_Qinv(above);
}

double
quantile_student(double above, double freedom)
{
	return gsl_cdf_tdist_Qinv(above, freedom);
}
