/* ordered_sum - a sum that does not depend on the order (ordered_sum.h) */
#include "statistics/ordered_sum.h"

#include <math.h>
#include <stdlib.h>

static int
compare(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double
ordered_sum(double *terms, size_t count)
{
	double sum = 0, lost = 0, next;
	size_t i;

	if (count > 1)
		qsort(terms, count, sizeof(*terms), compare);
	for (i = 0; i < count; i++) {
		next = sum + terms[i];
		lost += fabs(sum) >= fabs(terms[i]) ? sum - next + terms[i]
						    : terms[i] - next + sum;
		sum = next;
	}
	return sum + lost;
}
