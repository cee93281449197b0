/* least_squares.c - linear models (statistics/least_squares.h) */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "statistics/householder.h"
#include "statistics/least_squares.h"
#include "statistics/tail.h"

/* What the decomposition gives: all in quad, until it is rounded. */
struct solved {
	struct design d;
	quad *reduced;  /* R of x */
	quad *rotated;  /* Q'y */
	quad *b;        /* p coefficients */
	quad *unscaled; /* p: the diagonal of (X'X)^-1 */
	quad *work;     /* p */
};

static enum method_status
solved_allocate(struct solved *s)
{
	size_t n = s->d.n, p = s->d.p;

	s->reduced = calloc(n, p * sizeof(quad));
	s->rotated = calloc(n, sizeof(quad));
	s->b = calloc(p, 3 * sizeof(quad));
	if (s->reduced == NULL || s->rotated == NULL || s->b == NULL)
		return METHOD_NO_MEMORY;
	s->unscaled = s->b + p;
	s->work = s->unscaled + p;
	return METHOD_OK;
}

static void
solved_clear(struct solved *s)
{
	design_clear(&s->d);
	free(s->reduced);
	free(s->rotated);
	free(s->b);
}

static enum method_status
solve(struct solved *s)
{
	struct design *d = &s->d;
	enum method_status status = solved_allocate(s);

	if (status != METHOD_OK)
		return status;
	memcpy(s->reduced, d->x, d->n * d->p * sizeof(quad));
	memcpy(s->rotated, d->y, d->n * sizeof(quad));
	status = householder_reduce(
	    s->reduced, d->n, d->p, d->tolerance, s->rotated);
	if (status != METHOD_OK)
		return status;
	householder_solve(s->reduced, d->n, d->p, s->rotated, s->b);
	householder_unscaled(s->reduced, d->n, d->p, s->work, s->unscaled);
	return METHOD_OK;
}

static bool
perfect(const struct solved *s)
{
	for (size_t i = 0; i < s->d.n; i++) {
		if (design_residual(&s->d, s->b, i) != 0)
			return false;
	}
	return true;
}

static quad
squares(const quad *values, size_t from, size_t to)
{
	quad sum = 0;

	for (size_t i = from; i < to; i++)
		sum += values[i] * values[i];
	return sum;
}

/* Beside a perfect fit what is left of a coefficient 0 is rounding too. */
static void
round_coefficients(struct solved *s)
{
	const struct design *d = &s->d;
	quad length = quad_sqrt(squares(d->y, 0, d->n));

	for (size_t j = 0; j < d->p; j++) {
		const quad *x = d->x + j * d->n;
		quad part = s->b[j] * quad_sqrt(squares(x, 0, d->n));
		if (quad_abs(part) <= (quad)DBL_EPSILON * length)
			s->b[j] = 0;
	}
}

static double
ratio(quad above, quad below)
{
	if (below > 0)
		return (double)(above / below);
	if (above == 0)
		return 0;
	return above > 0 ? INFINITY : -(double)INFINITY;
}

/* The terms; false when one is beyond the doubles. */
static bool
terms_set(const struct solved *s, quad sd, struct least_squares *fit)
{
	for (size_t j = 0; j < fit->count; j++) {
		struct least_squares_term *term = &fit->terms[j];
		quad se = sd * quad_sqrt(s->unscaled[j]);
		term->estimate = (double)s->b[j];
		term->se = (double)se;
		term->t = ratio(s->b[j], se);
		term->p = tail_student(term->t, (double)fit->residual_df);
		if (!isfinite(term->estimate) || !isfinite(term->se))
			return false;
	}
	return true;
}

static enum method_status
summarise(struct solved *s, bool constant, struct least_squares *fit)
{
	size_t n = s->d.n, p = s->d.p;
	quad explained = squares(s->rotated, constant, p), left = 0;

	if (perfect(s))
		round_coefficients(s);
	else
		left = squares(s->rotated, p, n);
	quad variance = left / (quad)(n - p), total = explained + left;
	fit->count = p;
	fit->residual_df = n - p;
	fit->regression_df = p - constant;
	fit->residual_ss = (double)left;
	fit->regression_ss = (double)explained;
	fit->residual_sd = (double)quad_sqrt(variance);
	fit->r2 = (double)(explained / total);
	fit->adjusted_r2 =
	    (double)(1 - variance * (quad)(n - constant) / total);
	fit->f = ratio(explained / (quad)fit->regression_df, variance);
	fit->p = tail_f(
	    fit->f, (double)fit->regression_df, (double)fit->residual_df);
	fit->terms = calloc(p, sizeof(*fit->terms));
	if (fit->terms == NULL)
		return METHOD_NO_MEMORY;
	if (!terms_set(s, quad_sqrt(variance), fit) ||
	    !isfinite(fit->residual_ss) || !isfinite(fit->regression_ss) ||
	    isnan(fit->r2))
		return METHOD_TOO_LARGE;
	return METHOD_OK;
}

enum method_status
least_squares_fit(const struct linear_model *m, struct least_squares *fit)
{
	struct solved s = { 0 };
	enum method_status status = design_make(&s.d, m);

	*fit = (struct least_squares){ 0 };
	if (status == METHOD_OK)
		status = solve(&s);
	if (status == METHOD_OK)
		status = summarise(&s, !m->through_origin, fit);
	solved_clear(&s);
	if (status != METHOD_OK)
		least_squares_clear(fit);
	return status;
}

void
least_squares_clear(struct least_squares *fit)
{
	free(fit->terms);
	*fit = (struct least_squares){ 0 };
}
