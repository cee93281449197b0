/* householder.c - QR decomposition in quad (statistics/householder.h) */
#include "statistics/householder.h"

static quad
squares(const quad *v, size_t from, size_t to)
{
	quad sum = 0;

	for (size_t i = from; i < to; i++)
		sum += v[i] * v[i];
	return sum;
}

/* x minus its double part along v, from element j on. */
static void
reflect(const quad *v, quad length, size_t j, size_t n, quad *x)
{
	quad along = 0;

	for (size_t i = j; i < n; i++)
		along += v[i] * x[i];
	along *= 2 / length;
	for (size_t i = j; i < n; i++)
		x[i] -= along * v[i];
}

enum method_status
householder_reduce(quad *a, size_t n, size_t p, double tolerance, quad *y)
{
	for (size_t j = 0; j < p; j++) {
		quad *v = a + j * n, rest = squares(v, j, n);
		quad whole = squares(v, 0, j) + rest, r = quad_sqrt(rest);

		/* the negation also catches what is no number */
		if (!(r > (quad)tolerance * quad_sqrt(whole)))
			return METHOD_COLLINEAR;
		if (v[j] > 0)
			r = -r;
		v[j] -= r;
		quad length = squares(v, j, n);
		for (size_t k = j + 1; k < p; k++)
			reflect(v, length, j, n, a + k * n);
		reflect(v, length, j, n, y);
		v[j] = r;
	}
	return METHOD_OK;
}

void
householder_solve(const quad *a, size_t n, size_t p, const quad *y, quad *b)
{
	for (size_t j = p; j-- > 0;) {
		b[j] = y[j];
		for (size_t k = j + 1; k < p; k++)
			b[j] -= a[k * n + j] * b[k];
		b[j] /= a[j * n + j];
	}
}

void
householder_unscaled(
    const quad *a, size_t n, size_t p, quad *work, quad *diagonal)
{
	for (size_t i = 0; i < p; i++)
		diagonal[i] = 0;
	/* work: column k of R^-1 */
	for (size_t k = 0; k < p; k++) {
		for (size_t i = k + 1; i-- > 0;) {
			work[i] = i == k;
			for (size_t m = i + 1; m <= k; m++)
				work[i] -= a[m * n + i] * work[m];
			work[i] /= a[i * n + i];
			diagonal[i] += work[i] * work[i];
		}
	}
}
