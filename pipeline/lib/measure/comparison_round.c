/* comparison_round - parameters with few digits */
#include "measure/comparison_round.h"

#include <math.h>
#include <stdlib.h>

#define P_DIGITS 2

/* A double holds 10^22: the quotient is the one nearest to the decimal. */
static const int exact_power = 22;

double
comparison_round_decimals(double value, int decimals)
{
	double scale = pow(10, decimals);

	return fabs(value) < 1e15 ? round(value * scale) / scale : value;
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
	return decimals >= 0 ? round(value * scale) / scale
			     : round(value / scale) * scale;
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
