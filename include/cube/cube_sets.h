/*
 * cube_sets.h - the sets of dimensions whose cells a cube has, and the totals
 * at which the others stand.  Used by the files of pipeline/lib/cube, by
 * nobody else.
 *
 *	struct cube_sets s = CUBE_SETS_INIT;
 *	s.dimension_count = 3;
 *	s.registries[0] = regions;
 *	if (cube_sets_add(&s, 1u << 0 | 1u << 2, f) == 0 &&
 *	    cube_sets_close(&s, f) == 0 &&
 *	    cube_sets_store(&s, &schema, f) == 0)
 *		...
 *	cube_sets_clear(&s);
 */
#ifndef CUBE_CUBE_SETS_H
#define CUBE_CUBE_SETS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "cube/cube.h"
#include "registry/registry.h"
#include "table/schema.h"

#define CUBE_KEY_TOTALS "cube.totals"
#define CUBE_KEY_SETS "cube.sets"

struct cube_sets {
	size_t dimension_count;
	const struct registry *registries[CUBE_DIMENSIONS_MAX]; /* or NULL */
	char *totals[CUBE_DIMENSIONS_MAX]; /* the root's id, owned, or NULL */
	uint64_t *items;                   /* a bit for each dimension */
	size_t count, capacity;
};

#define CUBE_SETS_INIT                            \
	{                                         \
		0, { NULL }, { NULL }, NULL, 0, 0 \
	}

void cube_sets_clear(struct cube_sets *);
int cube_sets_add(struct cube_sets *, uint64_t set, struct fail *) MUST_CHECK;
/*
 * Find the totals, then bring the sets into one form: dimensions with a total
 * only, none that is part of another, in order.  Without sets there are no
 * totals, and every base cell stands for itself.
 */
int cube_sets_close(struct cube_sets *, struct fail *) MUST_CHECK;
/* The metadata cube.totals and cube.sets; the schema's first fields are the
 * dimensions.  Nothing without sets. */
int cube_sets_store(
    const struct cube_sets *, struct schema *, struct fail *) MUST_CHECK;
/* Read them back; dimension_count is set. */
int cube_sets_read(
    struct cube_sets *, const struct schema *, struct fail *) MUST_CHECK;
/* Whether a set has all dimensions with a total of a set. */
bool cube_sets_cover(const struct cube_sets *, uint64_t set);

#endif
