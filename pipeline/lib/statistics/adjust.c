/* adjust - p-values of a family of tests (adjust.h) */
#include "statistics/adjust.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A p-value and where it belongs. */
struct place {
	double p;
	size_t index;
};

static const char *const names[ADJUST_METHODS] = {
	[ADJUST_BONFERRONI] = "bonferroni",
	[ADJUST_HOLM] = "holm",
	[ADJUST_HOCHBERG] = "hochberg",
	[ADJUST_BENJAMINI_HOCHBERG] = "benjamini_hochberg",
	[ADJUST_BENJAMINI_YEKUTIELI] = "benjamini_yekutieli",
};

const char *
adjust_method_name(enum adjust_method method)
{
	return names[method];
}

int
adjust_method_find(const char *name, enum adjust_method *method)
{
	size_t i;

	for (i = 0; i < ADJUST_METHODS; i++)
		if (strcmp(names[i], name) == 0) {
			*method = (enum adjust_method)i;
			return 0;
		}
	return -1;
}

static int
compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	return (x->p > y->p) - (x->p < y->p);
}

/* What the p-value of a rank, from 1, is multiplied with. */
static double
factor(enum adjust_method method, size_t count, size_t rank)
{
	switch (method) {
	case ADJUST_HOLM:
	case ADJUST_HOCHBERG:
		return (double)(count - rank + 1);
	case ADJUST_BENJAMINI_HOCHBERG:
	case ADJUST_BENJAMINI_YEKUTIELI:
		return (double)count / (double)rank;
	case ADJUST_BONFERRONI:
	case ADJUST_METHODS:
		break;
	}
	return (double)count;
}

/* 1 + 1/2 + ... + 1/m, the small ones first. */
static double
harmonic(size_t count)
{
	double sum = 0;

	for (; count > 0; count--)
		sum += 1 / (double)count;
	return sum;
}

/* Holm: from the smallest on none is below the one before it. */
static void
step_down(struct place *places, size_t count)
{
	double most = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		most =
		    fmax(most, factor(ADJUST_HOLM, count, i + 1) * places[i].p);
		places[i].p = fmin(1, most);
	}
}

/* The others: from the largest on none is above the one before it. */
static void
step_up(enum adjust_method method, struct place *places, size_t count)
{
	double all = method == ADJUST_BENJAMINI_YEKUTIELI ? harmonic(count) : 1;
	double least = 1;
	size_t i;

	for (i = count; i-- > 0;) {
		least = fmin(
		    least, all * factor(method, count, i + 1) * places[i].p);
		places[i].p = least;
	}
}

enum method_status
adjust_p_values(
    enum adjust_method method, const double *p, size_t count, double *adjusted)
{
	struct place *places;
	size_t i;

	if (count == 0)
		return METHOD_TOO_FEW;
	for (i = 0; i < count; i++)
		if (!(p[i] >= 0 && p[i] <= 1))
			return METHOD_NOT_FINITE;
	places = calloc(count, sizeof(*places));
	if (places == NULL)
		return METHOD_NO_MEMORY;
	for (i = 0; i < count; i++)
		places[i] = (struct place){ p[i], i };
	qsort(places, count, sizeof(*places), compare);
	if (method == ADJUST_HOLM)
		step_down(places, count);
	else
		step_up(method, places, count);
	for (i = 0; i < count; i++)
		adjusted[places[i].index] = places[i].p;
	free(places);
	return METHOD_OK;
}
