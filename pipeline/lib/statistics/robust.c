/* robust.c - M-estimation as MASS rlm does it (statistics/robust.h) */
#include <math.h>
#include <stdlib.h>

#include "statistics/householder.h"
#include "statistics/robust.h"

static const double huber_k = 1.345, bisquare_c = 4.685;
static const double mad_of_normal = 0.6745, close_enough = 1e-4;

struct fitting {
	struct design d;
	enum robust_method method;
	quad *a, *y;      /* the weighted matrix, R after the fit */
	quad *b;          /* p coefficients; then two times p of work */
	quad *left, *old; /* residuals, those of the step before */
	quad *weight;
	quad scale;
};

static enum method_status
fitting_allocate(struct fitting *s)
{
	size_t n = s->d.n, p = s->d.p;

	s->a = calloc(n, p * sizeof(quad));
	s->b = calloc(p, 3 * sizeof(quad));
	s->y = calloc(n, 4 * sizeof(quad));
	if (s->a == NULL || s->b == NULL || s->y == NULL)
		return METHOD_NO_MEMORY;
	s->left = s->y + n;
	s->old = s->left + n;
	s->weight = s->old + n;
	for (size_t i = 0; i < n; i++)
		s->weight[i] = 1;
	return METHOD_OK;
}

static void
fitting_clear(struct fitting *s)
{
	design_clear(&s->d);
	free(s->a);
	free(s->b);
	free(s->y);
}

static quad
weight(enum robust_method method, quad u)
{
	quad size = quad_abs(u);

	if (method == ROBUST_HUBER)
		return size <= (quad)huber_k ? 1 : (quad)huber_k / size;
	quad part = u / (quad)bisquare_c, rest = 1 - part * part;
	return rest > 0 ? rest * rest : 0;
}

/* The derivative of psi(u) = u weight(u). */
static quad
slope(enum robust_method method, quad u)
{
	quad part = u / (quad)bisquare_c, square = part * part;

	if (method == ROBUST_HUBER)
		return quad_abs(u) <= (quad)huber_k;
	return square < 1 ? (1 - square) * (1 - 5 * square) : 0;
}

static enum method_status
reduce(struct fitting *s)
{
	size_t n = s->d.n, p = s->d.p;

	for (size_t i = 0; i < n; i++) {
		quad root = quad_sqrt(s->weight[i]);
		s->y[i] = root * s->d.y[i];
		for (size_t j = 0; j < p; j++)
			s->a[j * n + i] = root * s->d.x[j * n + i];
	}
	return householder_reduce(s->a, n, p, s->d.tolerance, s->y);
}

static enum method_status
weighted(struct fitting *s)
{
	enum method_status status = reduce(s);

	if (status != METHOD_OK)
		return status;
	householder_solve(s->a, s->d.n, s->d.p, s->y, s->b);
	for (size_t i = 0; i < s->d.n; i++) {
		s->old[i] = s->left[i];
		s->left[i] = design_residual(&s->d, s->b, i);
	}
	return METHOD_OK;
}

static int
by_size(const void *left, const void *right)
{
	const quad *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/* sorted has room for the residuals */
static quad
scale(const struct fitting *s, quad *sorted)
{
	size_t n = s->d.n;

	for (size_t i = 0; i < n; i++)
		sorted[i] = quad_abs(s->left[i]);
	qsort(sorted, n, sizeof(*sorted), by_size);
	return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2 / (quad)mad_of_normal;
}

static quad
change(const struct fitting *s)
{
	quad moved = 0, size = 0;

	for (size_t i = 0; i < s->d.n; i++) {
		quad by = s->left[i] - s->old[i];
		moved += by * by;
		size += s->old[i] * s->old[i];
	}
	if (size < (quad)1e-20)
		size = (quad)1e-20;
	return quad_sqrt(moved / size);
}

static enum method_status
iterate(struct fitting *s, size_t most, size_t *steps)
{
	for (*steps = 0; *steps < most;) {
		s->scale = scale(s, s->y);
		if (s->scale == 0)
			return METHOD_OK;
		for (size_t i = 0; i < s->d.n; i++) {
			quad u = s->left[i] / s->scale;
			s->weight[i] = weight(s->method, u);
		}
		enum method_status status = weighted(s);
		if (status != METHOD_OK)
			return status;
		++*steps;
		if (change(s) <= (quad)close_enough)
			return METHOD_OK;
	}
	return METHOD_NO_CONVERGENCE;
}

/* What sqrt((X'X)^-1_jj) is multiplied with; below 0: infinite. */
static quad
deviation(const struct fitting *s)
{
	quad n = (quad)s->d.n, p = (quad)s->d.p;
	quad sum = 0, mean = 0, spread = 0;

	if (s->scale == 0)
		return 0;
	for (size_t i = 0; i < s->d.n; i++) {
		quad u = s->left[i] / s->scale;
		quad part = s->left[i] * weight(s->method, u);
		sum += part * part;
		mean += slope(s->method, u) / n;
	}
	for (size_t i = 0; i < s->d.n; i++) {
		quad by = slope(s->method, s->left[i] / s->scale) - mean;
		spread += by * by / (n - 1);
	}
	if (!(mean > 0))
		return -1;
	quad kappa = 1 + p * spread / (n * mean * mean);
	return quad_sqrt(sum / (n - p)) * kappa / mean;
}

static double
ratio(double estimate, double se)
{
	if (se > 0)
		return estimate / se;
	if (estimate == 0)
		return 0;
	return estimate > 0 ? INFINITY : -(double)INFINITY;
}

static enum method_status
summarise(struct fitting *s, struct robust *fit)
{
	size_t n = s->d.n, p = s->d.p;
	quad factor = deviation(s), *unscaled = s->b + p;

	for (size_t i = 0; i < n; i++)
		s->weight[i] = 1;
	enum method_status status = reduce(s);
	if (status != METHOD_OK)
		return status;
	householder_unscaled(s->a, n, p, s->b + 2 * p, unscaled);
	fit->terms = calloc(p, sizeof(*fit->terms));
	if (fit->terms == NULL)
		return METHOD_NO_MEMORY;
	fit->count = p;
	fit->scale = (double)s->scale;
	for (size_t j = 0; j < p; j++) {
		struct robust_term *term = &fit->terms[j];
		term->estimate = (double)s->b[j];
		term->se = factor < 0
			       ? INFINITY
			       : (double)(factor * quad_sqrt(unscaled[j]));
		term->t = ratio(term->estimate, term->se);
		if (!isfinite(term->estimate) || isnan(term->se))
			return METHOD_TOO_LARGE;
	}
	return METHOD_OK;
}

enum method_status
robust_fit(const struct linear_model *m, enum robust_method method,
    size_t steps, struct robust *fit)
{
	struct fitting s = { .method = method };
	enum method_status status = design_make(&s.d, m);

	*fit = (struct robust){ 0 };
	if (status == METHOD_OK)
		status = fitting_allocate(&s);
	if (status == METHOD_OK)
		status = weighted(&s);
	if (status == METHOD_OK)
		status =
		    iterate(&s, steps == 0 ? ROBUST_STEPS : steps, &fit->steps);
	if (status == METHOD_OK)
		status = summarise(&s, fit);
	fitting_clear(&s);
	if (status != METHOD_OK)
		robust_clear(fit);
	return status;
}

void
robust_clear(struct robust *fit)
{
	free(fit->terms);
	*fit = (struct robust){ 0 };
}
