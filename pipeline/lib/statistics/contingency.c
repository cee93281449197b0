/* contingency - chi-square tests of a table of counts (contingency.h) */
#include "statistics/contingency.h"

#include <math.h>
#include <stdlib.h>

#include "statistics/distribution.h"
#include "statistics/exact_sum.h"

/* A table with the sums of its rows and columns. */
struct table {
	const int64_t *cells;
	size_t rows, columns;
	int64_t *row_sums, *column_sums, people;
};

static void
set_result(struct chi_square *result, double statistic, int64_t freedom)
{
	result->statistic = statistic;
	result->freedom = freedom;
	result->p_value =
	    distribution_chi_square_above(statistic, (double)freedom);
}

static void
table_free(struct table *t)
{
	free(t->row_sums);
	free(t->column_sums);
}

/* The sums; no count is negative and they are at most COUNT_MAX. */
static enum method_status
table_sums(struct table *t)
{
	size_t i, cells = t->rows * t->columns;
	bool large = false;

	for (i = 0; i < cells; i++) {
		if (t->cells[i] < 0)
			return METHOD_NEGATIVE_COUNT;
		large = large || t->cells[i] > COUNT_MAX - t->people;
		if (large)
			continue;
		t->people += t->cells[i];
		t->row_sums[i / t->columns] += t->cells[i];
		t->column_sums[i % t->columns] += t->cells[i];
	}
	return large ? METHOD_TOO_LARGE : METHOD_OK;
}

static enum method_status
table_open(struct table *t)
{
	size_t i;
	enum method_status s;

	if (t->rows < 2 || t->columns < 2)
		return METHOD_TOO_FEW;
	if (t->rows > SIZE_MAX / 16 / t->columns)
		return METHOD_TOO_LARGE;
	t->row_sums = calloc(t->rows, sizeof(*t->row_sums));
	t->column_sums = calloc(t->columns, sizeof(*t->column_sums));
	if (t->row_sums == NULL || t->column_sums == NULL)
		return METHOD_NO_MEMORY;
	s = table_sums(t);
	for (i = 0; i < t->rows && s == METHOD_OK; i++)
		if (t->row_sums[i] == 0)
			s = METHOD_ZERO_DENOMINATOR;
	for (i = 0; i < t->columns && s == METHOD_OK; i++)
		if (t->column_sums[i] == 0)
			s = t->columns == 2 && i == 1 ? METHOD_ALL_EQUAL
						      : METHOD_NO_EVENTS;
	return s;
}

/* (|O - E| - Y)^2 / E, where O - E is (O N - row column) / N. */
static double
cell_term(const struct table *t, size_t i, double correction)
{
	double people = (double)t->people;
	double row = (double)t->row_sums[i / t->columns];
	double column = (double)t->column_sums[i % t->columns];
	double distance =
	    fabs(product_difference((double)t->cells[i], people, row, column));

	distance = fmax(0, distance - correction * people);
	return distance / row * (distance / column) / people;
}

enum method_status
contingency_pearson(const int64_t *cells, size_t rows, size_t columns,
    bool continuity, struct chi_square *result)
{
	struct table t = { .cells = cells, .rows = rows, .columns = columns };
	double correction = continuity && rows == 2 && columns == 2 ? 0.5 : 0;
	enum method_status s = table_open(&t);
	struct exact_sum sum = { 0 };
	size_t i;

	if (s == METHOD_OK) {
		for (i = 0; i < rows * columns; i++)
			exact_sum_add(&sum, cell_term(&t, i, correction));
		set_result(result, exact_sum_value(&sum),
		    (int64_t)((rows - 1) * (columns - 1)));
	}
	table_free(&t);
	return s;
}

/* What the trend needs of all groups. */
struct groups {
	const int64_t *events, *sizes;
	const double *scores;
	size_t count, used;
	int64_t with, people;
};

static double
score(const struct groups *g, size_t i)
{
	return g->scores == NULL ? (double)i + 1 : g->scores[i];
}

static enum method_status
groups_sums(struct groups *g)
{
	bool large = false, above = false, finite = true;
	size_t i;

	for (i = 0; i < g->count; i++) {
		if (g->events[i] < 0 || g->sizes[i] < 0)
			return METHOD_NEGATIVE_COUNT;
		above = above || g->events[i] > g->sizes[i];
		large = large || g->sizes[i] > COUNT_MAX - g->people;
		if (above || large || g->sizes[i] == 0)
			continue;
		finite = finite && isfinite(score(g, i));
		g->people += g->sizes[i];
		g->with += g->events[i];
		g->used++;
	}
	if (above)
		return METHOD_NUMERATOR_ABOVE_DENOMINATOR;
	if (large)
		return METHOD_TOO_LARGE;
	if (!finite)
		return METHOD_NOT_FINITE;
	if (g->used < 2)
		return METHOD_TOO_FEW;
	if (g->with == 0)
		return METHOD_NO_EVENTS;
	return g->with == g->people ? METHOD_ALL_EQUAL : METHOD_OK;
}

static double
least_score(const struct groups *g)
{
	double least = INFINITY;
	size_t i;

	for (i = 0; i < g->count; i++)
		if (g->sizes[i] > 0)
			least = fmin(least, score(g, i));
	return least;
}

/* The weighted mean score, as the first score and the mean distance to the
 * smallest: equal scores have no distance left. */
static double
mean_distance(const struct groups *g, double least)
{
	struct exact_sum mean = { 0 };
	size_t i;

	for (i = 0; i < g->count; i++)
		if (g->sizes[i] > 0)
			exact_sum_add(&mean,
			    (score(g, i) - least) *
				((double)g->sizes[i] / (double)g->people));
	return exact_sum_value(&mean);
}

static enum method_status
trend_of(const struct groups *g, struct trend *result)
{
	double people = (double)g->people, with = (double)g->with;
	double least = least_score(g), mean = mean_distance(g, least);
	struct exact_sum squares = { 0 }, above = { 0 };
	double distance, size, spread;
	size_t i;

	for (i = 0; i < g->count; i++) {
		if (g->sizes[i] == 0)
			continue;
		size = (double)g->sizes[i];
		distance = score(g, i) - least - mean;
		exact_sum_add(&squares, size / people * distance * distance);
		exact_sum_add(
		    &above, distance / people *
				product_difference(
				    (double)g->events[i], people, size, with));
	}
	spread = exact_sum_value(&squares);
	if (!isfinite(spread))
		return METHOD_NOT_FINITE;
	if (!(mean > 0))
		return METHOD_ALL_EQUAL;
	result->z = exact_sum_value(&above) / sqrt(spread) / sqrt(with) /
		    sqrt((people - with) / people);
	if (!isfinite(result->z))
		return METHOD_NOT_FINITE;
	set_result(&result->chi_square, result->z * result->z, 1);
	return METHOD_OK;
}

enum method_status
contingency_cochran_armitage(const int64_t *events, const int64_t *sizes,
    const double *scores, size_t groups, struct trend *result)
{
	struct groups g = { .events = events,
		.sizes = sizes,
		.scores = scores,
		.count = groups };
	enum method_status s = groups_sums(&g);

	return s == METHOD_OK ? trend_of(&g, result) : s;
}
