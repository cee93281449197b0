/* break_detection - breaks of a series that nobody has declared */
#include "measure/break_detection.h"

#include <stdlib.h>

#include "base/memory.h"
#include "measure/trends.h"

/* Whether a line of logarithms may go through the level. */
static bool
on_line(const struct level *l)
{
	return observation_published(l->estimate.status) &&
	       (l->estimate.flags & FLAG_APPROXIMATE) == 0 &&
	       l->estimate.numerator > 0;
}

/* The length of the stretch that begins with levels[0], 0 if none does. */
static size_t
stretch(const struct level *levels, size_t count)
{
	size_t n = 0;

	while (n < count && on_line(&levels[n]) &&
	       (n == 0 || (!levels[n].breaks &&
			      levels[n].year == levels[n - 1].year + 1)))
		n++;
	return n;
}

static int
detect(struct level *levels, size_t count, struct fail *f)
{
	double *years = memory_array(count, sizeof(*years), f);
	double *numbers = memory_array(count, sizeof(*numbers), f);
	bool *found = memory_array(count, sizeof(*found), f);
	int status = -1;
	size_t i;

	if (years == NULL || numbers == NULL || found == NULL)
		goto done;
	for (i = 0; i < count; i++) {
		years[i] = levels[i].year;
		numbers[i] = (double)levels[i].estimate.numerator;
	}
	if (trends_breaks(years, numbers, count, found) != METHOD_OK) {
		(void)fail_memory(f);
		goto done;
	}
	for (i = 0; i < count; i++)
		levels[i].detected = found[i];
	status = 0;
done:
	free(years);
	free(numbers);
	free(found);
	return status;
}

int
break_detection_mark(struct level *levels, size_t count, struct fail *f)
{
	size_t i, n, first = 0;

	for (i = 0; i < count; i++)
		levels[i].detected = false;
	while (first < count) {
		n = stretch(&levels[first], count - first);
		if (n >= TRENDS_BREAK_MIN && detect(&levels[first], n, f) == -1)
			return -1;
		first += n > 0 ? n : 1;
	}
	return 0;
}
