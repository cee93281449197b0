/* comparison_round - parameters with few digits */
#include "measure/comparison_round.h"

#include <math.h>
#include <stdlib.h>

#define P_DIGITS 2
#define RATIO_DIGITS 3
#define TIE 1e-13

/* A double holds 10^22: the quotient is the one nearest to the decimal. */
static const int exact_power = 22;

/* A half is one, too, where the sums that lead to it end just below. */
static double
whole(double value)
{
	return round(value * (1 + TIE));
}

double
comparison_round_decimals(double value, int decimals)
{
	double scale = pow(10, decimals);

	return fabs(value) < 1e15 ? whole(value * scale) / scale : value;
}

double
comparison_round_digits(double value, int digits)
{
	int decimals;
	double scale;

	if (value == 0)
		return 0;
	decimals = digits - 1 - (int)floor(log10(fabs(value)));
	if (decimals > exact_power) {
		scale = pow(10, decimals - exact_power);
		return comparison_round_digits(value * scale, digits) / scale;
	}
	scale = pow(10, abs(decimals));
	return decimals >= 0 ? whole(value * scale) / scale
			     : whole(value / scale) * scale;
}

double
comparison_round_p(double p)
{
	double rounded = comparison_round_digits(p, P_DIGITS);

	if (rounded >= p)
		return rounded;
	rounded += pow(10, floor(log10(p)) + 1 - P_DIGITS);
	return comparison_round_digits(rounded, P_DIGITS);
}

double
comparison_round_percent(double value)
{
	return comparison_round_decimals(value, 1) + 0.0; /* no -0 */
}

double
comparison_round_ratio(double ratio)
{
	return isfinite(ratio) ? comparison_round_digits(ratio, RATIO_DIGITS)
			       : ratio;
}
