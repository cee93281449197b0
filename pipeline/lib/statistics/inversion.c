/* inversion - where an increasing curve is 0 (statistics/inversion.h) */
#include "statistics/inversion.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

/* Points that may be looked at: halving needs at most about 60. */
static const int most = 200;

/* A number that keeps its digits. */
static bool
within(double x)
{
	return x > 1e-307 && x < 1e307;
}

/* The point *x moved by a distance along the scale. */
static void
move(enum inversion_scale scale, double distance, double *x, double *y)
{
	double sum;

	*x *= exp(distance);
	if (scale == INVERSION_ODDS) {
		sum = *x + *y;
		*x /= sum;
		*y /= sum;
	}
}

static double
halley(const struct inversion_point *at)
{
	double step = at->value / at->slope;
	double damping = 1 - step * at->bend / (2 * at->slope);

	if (damping > 0.5 && damping < 2)
		step /= damping;
	return -step;
}

/*
 * Distances are measured from where the point is now; the bracket moves with
 * it.  Near the end one step of cubic convergence leaves an error of the third
 * power of the value, 1e-15, which need not be looked at.
 */
enum method_status
inversion_solve(inversion_curve *curve, const void *with,
    enum inversion_scale scale, double *x, double *y)
{
	double from = -INFINITY, to = INFINITY, step, reach = 1;
	struct inversion_point at;
	int i;

	for (i = 0; i < most && within(*x) && within(*y); i++) {
		curve(with, *x, *y, &at);
		if (isnan(at.value))
			return METHOD_NO_CONVERGENCE;
		if (at.value == 0)
			return METHOD_OK;
		if (at.value < 0)
			from = 0;
		else
			to = 0;
		step = halley(&at);
		if (fabs(at.value) < 1e-5 && fabs(step) < 0.1) {
			move(scale, step, x, y);
			return within(*x) && within(*y) ? METHOD_OK
							: METHOD_NO_CONVERGENCE;
		}
		if (!(step > from && step < to && fabs(step) <= reach)) {
			if (isinf(from) || isinf(to))
				step = at.value < 0 ? reach : -reach;
			else
				step = (from + to) / 2;
			reach *= 2;
		}
		if (fabs(step) < DBL_EPSILON / 2)
			return METHOD_OK;
		move(scale, step, x, y);
		from -= step;
		to -= step;
	}
	return METHOD_NO_CONVERGENCE;
}
