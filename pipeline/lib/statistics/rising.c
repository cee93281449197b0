/* rising - rising factorials (statistics/rising.h) */
#include "statistics/rising.h"

#include <math.h>

#include "statistics/distribution.h"

/* From here on Stirling's series has all digits. */
static const double large = 16;

/* log Gamma(z) - ((z - 1/2) log(z) - z + log(2 pi) / 2), z >= 16 */
static double
stirling(double z)
{
	double s = 1 / (z * z);

	return (1.0 / 12 - s * (1.0 / 360 - s * (1.0 / 1260 - s / 1680))) / z;
}

/* log(z) - 1/(2z) - digamma(z), z >= 16 */
static double
digamma_rest(double z)
{
	double s = 1 / (z * z);

	return s * (1.0 / 12 -
		       s * (1.0 / 120 -
			       s * (1.0 / 252 - s * (1.0 / 240 - s / 132))));
}

double
rising_log(double a, double x)
{
	double sum = 0, j = 0, from;

	for (; a + j < large && j < x; j++)
		sum += log1p(j / a);
	from = a + j;
	if (j == x)
		return sum;
	return sum + (x - j) * log1p(j / a) +
	       distribution_deviance(from + (x - j), from, x - j) -
	       log1p((x - j) / from) / 2 + stirling(a + x) - stirling(from);
}

double
rising_slope(double a, double x)
{
	double sum = 0, j = 0, from, more;

	for (; a + j < large && j < x; j++)
		sum += j / (a + j);
	from = a + j;
	more = x - j;
	if (more == 0)
		return -sum;
	return (a * (more / (2 * from * (a + x)) + digamma_rest(from) -
			digamma_rest(a + x)) -
		   (a / from) * distribution_deviance(from, a + x, -more) -
		   (j / from) * more) -
	       sum;
}
