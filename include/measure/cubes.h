/*
 * cubes.h - one cube per dataset.
 *
 *	struct cubes cubes = CUBES_INIT;
 *	if (cubes_open(&cubes, paths, count, f) == 0)
 *		cube = cubes_find(&cubes, "census_2002_population");
 *	cubes_clear(&cubes);
 */
#ifndef MEASURE_CUBES_H
#define MEASURE_CUBES_H

#include <stddef.h>

#include "base/fail.h"
#include "cube/cube.h"

/* One cube per dataset, sorted by the dataset's name. */
struct cubes {
	size_t count;
	size_t capacity;
	struct cube **items;
};

#define CUBES_INIT         \
	{                  \
		0, 0, NULL \
	}

/* Read the cubes; those of one dataset (its partitions) are merged.  A file
 * that is there twice is a failure (FAIL_USAGE). */
int cubes_open(struct cubes *, const char *const *paths, size_t count,
    struct fail *) MUST_CHECK;
void cubes_clear(struct cubes *);
/* The cube of this dataset, or NULL. */
const struct cube *cubes_find(const struct cubes *, const char *dataset);

/* The cells of all cubes. */
size_t cubes_cells(const struct cubes *);

#endif
