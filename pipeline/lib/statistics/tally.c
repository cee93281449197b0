/* tally - numbers and how often each occurs (statistics/tally.h) */
#include "statistics/tally.h"

#include <stdlib.h>

static int
by_value(const void *left, const void *right)
{
	const struct tally *a = left, *b = right;

	return (a->value > b->value) - (a->value < b->value);
}

size_t
tally_merge(struct tally *t, size_t count)
{
	size_t i, kept = 0;

	if (count == 0)
		return 0;
	qsort(t, count, sizeof(*t), by_value);
	for (i = 1; i < count; i++)
		if (t[i].value == t[kept].value)
			t[kept].times += t[i].times;
		else
			t[++kept] = t[i];
	return kept + 1;
}
