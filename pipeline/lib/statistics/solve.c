/* solve - where a continuous function is zero (solve.h) */
#include "statistics/solve.h"

#include <float.h>
#include <math.h>

/* Bisection alone ends before this, whatever the ends are. */
#define STEPS 4000

struct point {
	double x, y;
};

/* The part of the way from a to b of the next point; c is the point before. */
static double
step(struct point a, struct point b, struct point c)
{
	double xi = (a.x - b.x) / (c.x - b.x);
	double phi = (a.y - b.y) / (c.y - b.y);

	if (!(phi * phi < xi && (1 - phi) * (1 - phi) < 1 - xi))
		return 0.5;
	return a.y / (b.y - a.y) * (c.y / (b.y - c.y)) +
	       (c.x - a.x) / (b.x - a.x) * (a.y / (c.y - a.y)) *
		   (b.y / (c.y - b.y));
}

enum method_status
solve(double (*f)(double x, const void *context), const void *context,
    double low, double high, double *root)
{
	struct point a = { low, f(low, context) };
	struct point b = { high, f(high, context) };
	struct point c, new;
	double part = 0.5, least;

	*root = fabs(a.y) < fabs(b.y) ? a.x : b.x;
	if (isnan(a.y) || isnan(b.y) || (a.y > 0 && b.y > 0) ||
	    (a.y < 0 && b.y < 0))
		return METHOD_NO_CONVERGENCE;
	for (int i = 0; i < STEPS; i++) {
		*root = fabs(a.y) < fabs(b.y) ? a.x : b.x;
		least = 2 * DBL_EPSILON * fabs(*root) / fabs(b.x - a.x);
		if (a.y == 0 || b.y == 0 || !(least <= 0.5))
			return METHOD_OK;
		part = fmin(1 - least, fmax(least, part));
		new.x = (b.x - a.x) * part + a.x;
		/* Beside an end near 0 rounding may leave: halve the way. */
		if (!(new.x > fmin(a.x, b.x) && new.x < fmax(a.x, b.x)))
			new.x = (b.x - a.x) / 2 + a.x;
		new.y = f(new.x, context);
		if (isnan(new.y))
			return METHOD_NO_CONVERGENCE;
		c = a;
		if ((new.y > 0) != (a.y > 0)) {
			c = b;
			b = a;
		}
		a = new;
		part = step(a, b, c);
	}
	return METHOD_NO_CONVERGENCE;
}
