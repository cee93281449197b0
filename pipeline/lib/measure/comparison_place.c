/* comparison_place - the order of places */
#include "measure/comparison_place.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

static int
compare_places(const void *a, const void *b)
{
	const struct comparison_place *x = a, *y = b;
	size_t i;

	for (i = 0; i < x->count; i++)
		if (x->numbers[i] != y->numbers[i])
			return x->numbers[i] < y->numbers[i] ? -1 : 1;
	return (x->cell > y->cell) - (x->cell < y->cell);
}

struct comparison_place *
comparison_places(
    const int *numbers, size_t width, size_t count, struct fail *f)
{
	struct comparison_place *places =
	    memory_array(count, sizeof(*places), f);
	size_t i;

	for (i = 0; places != NULL && i < count; i++)
		places[i] =
		    (struct comparison_place){ numbers + i * width, width, i };
	if (places != NULL)
		qsort(places, count, sizeof(*places), compare_places);
	return places;
}

bool
comparison_place_same(
    const struct comparison_place *a, const struct comparison_place *b)
{
	return memcmp(a->numbers, b->numbers, a->count * sizeof(*a->numbers)) ==
	       0;
}
