/* breakpoint.c - Chow, supF, Bai and Perron (statistics/breakpoint.h) */
#include <float.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "statistics/breakpoint.h"
#include "statistics/pairs.h"
#include "statistics/segment.h"
#include "statistics/tail.h"

struct broken {
	enum breakpoint_model model;
	size_t n, k;
	quad *x, *y;
	quad rounding; /* (2^-52 max |y|)^2 */
	quad rss0;     /* without a break */
};

static struct segment
segment_start(const struct broken *d)
{
	return (struct segment){ .line = d->model == BREAKPOINT_LINE,
		.rounding = d->rounding };
}

static quad
rss_of(const struct broken *d, size_t from, size_t to)
{
	struct segment s = segment_start(d);

	for (size_t i = from; i < to; i++)
		segment_add(&s, d->x[i], d->y[i]);
	return segment_rss(&s);
}

static void
broken_clear(struct broken *d)
{
	free(d->x);
}

static enum method_status
broken_fill(struct broken *d, const struct pair *pairs)
{
	d->x = calloc(d->n, 2 * sizeof(quad));
	if (d->x == NULL)
		return METHOD_NO_MEMORY;
	d->y = d->x + d->n;
	for (size_t i = 0; i < d->n; i++) {
		if (i > 0 && pairs[i].x == pairs[i - 1].x)
			return METHOD_REPEATED_PERIOD;
		d->x[i] = quad_decimal(pairs[i].x);
		d->y[i] = quad_decimal(pairs[i].y);
		quad part = (quad)DBL_EPSILON * d->y[i];
		if (part * part > d->rounding)
			d->rounding = part * part;
	}
	d->rss0 = rss_of(d, 0, d->n);
	return d->rss0 > 0 ? METHOD_OK : METHOD_ALL_EQUAL;
}

/* The caller clears, whatever the status. */
static enum method_status
broken_make(struct broken *d, enum breakpoint_model model, const double *x,
    const double *y, size_t n)
{
	struct pair *pairs;

	*d = (struct broken){
		.model = model, .n = n, .k = model == BREAKPOINT_LINE ? 2 : 1
	};
	if (n < 2 * d->k + 2)
		return METHOD_TOO_FEW;
	if (n > BREAKPOINT_MOST)
		return METHOD_TOO_LARGE;
	enum method_status status = pairs_sorted(x, y, n, &pairs);
	if (status == METHOD_OK)
		status = broken_fill(d, pairs);
	free(pairs);
	return status;
}

static void
chow(const struct broken *d, size_t at, struct breakpoint_test *test)
{
	quad rss1 = rss_of(d, 0, at) + rss_of(d, at, d->n);
	quad df1 = (quad)d->k, df2 = (quad)(d->n - 2 * d->k);
	quad gain = d->rss0 > rss1 ? d->rss0 - rss1 : 0;

	*test = (struct breakpoint_test){
		.f =
		    rss1 > 0 ? (double)((gain / df1) / (rss1 / df2)) : INFINITY,
		.df1 = d->k,
		.df2 = d->n - 2 * d->k,
		.at = at,
	};
}

enum method_status
breakpoint_chow(enum breakpoint_model model, const double *x, const double *y,
    size_t n, size_t at, struct breakpoint_test *test)
{
	struct broken d;
	enum method_status status = broken_make(&d, model, x, y, n);

	if (status == METHOD_OK && (at <= d.k || at >= n - d.k))
		status = METHOD_TOO_FEW;
	if (status == METHOD_OK) {
		chow(&d, at, test);
		test->p = tail_f(test->f, (double)test->df1, (double)test->df2);
	}
	broken_clear(&d);
	return status;
}

static double
sup_p(double c, double k, double range)
{
	if (isinf(c))
		return 0;
	if (c <= k)
		return 1;
	double density = pow(c / 2, k / 2) * exp(-c / 2) / tgamma(k / 2);
	return fmin(1, density * ((1 - k / c) * range + 2 / c));
}

static void
sup_f(const struct broken *d, size_t first, struct breakpoint_test *test)
{
	size_t last = d->n - first;
	double range = 2 * log((double)last / (double)first);

	chow(d, first, test);
	for (size_t at = first + 1; at <= last; at++) {
		struct breakpoint_test other;
		chow(d, at, &other);
		if (other.f > test->f)
			*test = other;
	}
	test->p = sup_p(test->f * (double)d->k, (double)d->k, range);
}

enum method_status
breakpoint_sup_f(enum breakpoint_model model, const double *x, const double *y,
    size_t n, double trim, struct breakpoint_test *test)
{
	struct broken d = { 0 };
	enum method_status status = METHOD_LEVEL;

	if (trim >= 0 && trim < 0.5)
		status = broken_make(&d, model, x, y, n);
	if (status == METHOD_OK) {
		size_t first = (size_t)(trim * (double)n);
		sup_f(&d, first > d.k ? first : d.k + 1, test);
	}
	broken_clear(&d);
	return status;
}

/* What dynamic programming keeps: a row of n + 1 for each number of breaks. */
struct search {
	const struct broken *d;
	size_t least, most;
	quad *one;     /* [from * n + to]: of the values from..to, inclusive */
	quad *best;    /* [m * (n + 1) + to]: of the first `to`, m breaks */
	size_t *place; /* the same: where the last break is */
};

static enum method_status
search_make(struct search *s)
{
	size_t n = s->d->n, cells = (s->most + 1) * (n + 1);

	s->one = calloc(n * n, sizeof(quad));
	s->best = calloc(cells, sizeof(quad));
	s->place = calloc(cells, sizeof(size_t));
	if (s->one == NULL || s->best == NULL || s->place == NULL)
		return METHOD_NO_MEMORY;
	for (size_t from = 0; from < n; from++) {
		struct segment segment = segment_start(s->d);
		for (size_t to = from; to < n; to++) {
			segment_add(&segment, s->d->x[to], s->d->y[to]);
			s->one[from * n + to] = segment_rss(&segment);
		}
	}
	return METHOD_OK;
}

static void
search_clear(struct search *s)
{
	free(s->one);
	free(s->best);
	free(s->place);
}

/* Less by more than what the order of additions may do. */
static bool
better(quad candidate, quad best)
{
	return candidate < best - best * (quad)0x1p-80;
}

/* The first `to` values with m breaks, from those with m - 1. */
static void
extend(struct search *s, size_t m, size_t to)
{
	size_t n = s->d->n, first = m * s->least, *place;
	const quad *before = s->best + (m - 1) * (n + 1);
	quad *best = &s->best[m * (n + 1) + to];

	place = &s->place[m * (n + 1) + to];
	for (size_t at = first; at + s->least <= to; at++) {
		quad rss = before[at] + s->one[at * n + to - 1];
		if (at == first || better(rss, *best)) {
			*best = rss;
			*place = at;
		}
	}
}

static void
run(struct search *s)
{
	size_t n = s->d->n;

	for (size_t to = 1; to <= n; to++)
		s->best[to] = s->one[to - 1];
	for (size_t m = 1; m <= s->most; m++) {
		for (size_t to = (m + 1) * s->least; to <= n; to++)
			extend(s, m, to);
	}
}

static double
bic_of(const struct broken *d, quad rss, size_t breaks)
{
	double n = (double)d->n;
	double parameters = (double)((d->k + 1) * (breaks + 1));

	if (rss == 0)
		return -(double)INFINITY;
	return n * (double)(quad_log(rss / (quad)n) + 1) +
	       n * log(2 * acos(-1)) + log(n) * parameters;
}

/* Room for 1 + 2 + ... + most places. */
static size_t
first_of(size_t breaks)
{
	return breaks * (breaks - 1) / 2;
}

static enum method_status
found(const struct search *s, struct breakpoint_segments *segments)
{
	size_t n = s->d->n, most = s->most;

	segments->rss = calloc(most + 1, sizeof(double));
	segments->bic = calloc(most + 1, sizeof(double));
	segments->at = calloc(first_of(most + 1), sizeof(size_t));
	if (segments->rss == NULL || segments->bic == NULL ||
	    segments->at == NULL)
		return METHOD_NO_MEMORY;
	segments->most = most;
	for (size_t m = 0; m <= most; m++) {
		quad rss = s->best[m * (n + 1) + n];
		segments->rss[m] = (double)rss;
		segments->bic[m] = bic_of(s->d, rss, m);
		if (segments->bic[m] < segments->bic[segments->best])
			segments->best = m;
		size_t *at = segments->at + first_of(m);
		for (size_t i = m, to = n; i > 0; i--) {
			to = s->place[i * (n + 1) + to];
			at[i - 1] = to;
		}
	}
	return METHOD_OK;
}

/* How many breaks to try: ceil(n / least) - 2 by default. */
static size_t
limited(size_t n, size_t least, size_t most)
{
	size_t room = n / least - 1, usual = (n + least - 1) / least;

	if (most == 0)
		most = usual > 3 ? usual - 2 : 1;
	return most < room ? most : room;
}

enum method_status
breakpoint_segment(enum breakpoint_model model, const double *x,
    const double *y, size_t n, size_t least, size_t most,
    struct breakpoint_segments *segments)
{
	struct broken d;
	struct search s = { .d = &d, .least = least };
	enum method_status status = broken_make(&d, model, x, y, n);

	*segments = (struct breakpoint_segments){ 0 };
	if (status == METHOD_OK && (least <= d.k || least > n / 2))
		status = METHOD_TOO_FEW;
	if (status == METHOD_OK) {
		s.most = limited(n, least, most);
		status = search_make(&s);
	}
	if (status == METHOD_OK) {
		run(&s);
		status = found(&s, segments);
	}
	search_clear(&s);
	broken_clear(&d);
	if (status != METHOD_OK)
		breakpoint_clear(segments);
	return status;
}

const size_t *
breakpoint_of(const struct breakpoint_segments *s, size_t breaks)
{
	return s->at + first_of(breaks);
}

void
breakpoint_clear(struct breakpoint_segments *s)
{
	free(s->rss);
	free(s->bic);
	free(s->at);
	*s = (struct breakpoint_segments){ 0 };
}
