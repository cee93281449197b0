/* design.c - the matrix of a linear model (statistics/design.h) */
#include <float.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

#include "statistics/design.h"

/* A row of the input: where it stands, and in what it stands. */
struct row {
	const struct linear_model *model;
	size_t at;
};

static int
compared(double a, double b)
{
	return (a > b) - (a < b);
}

static int
by_values(const void *left, const void *right)
{
	const struct row *a = left, *b = right;
	int order = 0;

	for (size_t j = 0; order == 0 && j < a->model->columns; j++) {
		const double *x = a->model->x[j];
		order = compared(x[a->at], x[b->at]);
	}
	return order != 0 ? order
			  : compared(a->model->y[a->at], a->model->y[b->at]);
}

static bool
finite_model(const struct linear_model *m)
{
	for (size_t i = 0; i < m->n; i++) {
		if (!isfinite(m->y[i]))
			return false;
		for (size_t j = 0; j < m->columns; j++) {
			if (!isfinite(m->x[j][i]))
				return false;
		}
	}
	return true;
}

static bool
nothing_to_explain(const struct linear_model *m)
{
	for (size_t i = 0; i < m->n; i++) {
		if (m->y[i] != (m->through_origin ? 0 : m->y[0]))
			return false;
	}
	return true;
}

static void
fill(struct design *d, const struct linear_model *m, const struct row *rows)
{
	size_t degree = m->degree == 0 ? 1 : m->degree;

	for (size_t i = 0; i < d->n; i++) {
		quad *x = d->x + i;
		d->y[i] = quad_decimal(m->y[rows[i].at]);
		if (!m->through_origin) {
			*x = 1;
			x += d->n;
		}
		for (size_t j = 0; j < m->columns; j++) {
			quad value = quad_decimal(m->x[j][rows[i].at]);
			quad power = value;
			for (size_t k = 0; k < degree; k++) {
				*x = power;
				x += d->n;
				power *= value;
			}
		}
	}
}

enum method_status
design_make(struct design *d, const struct linear_model *m)
{
	size_t degree = m->degree == 0 ? 1 : m->degree;
	struct row *rows;

	*d = (struct design){ .n = m->n };
	if (m->columns == 0 || m->n <= degree ||
	    (m->n - !m->through_origin - 1) / degree < m->columns)
		return METHOD_TOO_FEW;
	if (!finite_model(m))
		return METHOD_NOT_FINITE;
	if (nothing_to_explain(m))
		return METHOD_ALL_EQUAL;
	d->p = m->columns * degree + !m->through_origin;
	/*
	 * Columns that depend on each other do so but for the rounding of the
	 * input; powers of one column are exact.
	 */
	d->tolerance = m->columns == 1 ? 0x1p22 * QUAD_EPSILON : 0x1p-48;
	rows = calloc(d->n, sizeof(*rows));
	d->y = calloc(d->n, sizeof(*d->y));
	if (d->p <= SIZE_MAX / sizeof(*d->x))
		d->x = calloc(d->n, d->p * sizeof(*d->x));
	if (rows == NULL || d->x == NULL || d->y == NULL) {
		free(rows);
		return METHOD_NO_MEMORY;
	}
	for (size_t i = 0; i < d->n; i++)
		rows[i] = (struct row){ m, i };
	qsort(rows, d->n, sizeof(*rows), by_values);
	fill(d, m, rows);
	free(rows);
	return METHOD_OK;
}

void
design_clear(struct design *d)
{
	free(d->x);
	free(d->y);
	*d = (struct design){ 0 };
}

quad
design_residual(const struct design *d, const quad *b, size_t i)
{
	quad left = d->y[i], size = quad_abs(d->y[i]);

	for (size_t j = 0; j < d->p; j++) {
		quad part = d->x[j * d->n + i] * b[j];
		left -= part;
		size += quad_abs(part);
	}
	return quad_abs(left) <= (quad)DBL_EPSILON * size ? 0 : left;
}
