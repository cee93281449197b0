/* cubes - one cube per dataset */
#include "measure/cubes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"

static size_t
cubes_place(const struct cubes *cubes, const char *dataset)
{
	size_t i;

	for (i = 0; i < cubes->count; i++)
		if (strcmp(cube_dataset(cubes->items[i]), dataset) >= 0)
			break;
	return i;
}

const struct cube *
cubes_find(const struct cubes *cubes, const char *dataset)
{
	size_t i = cubes_place(cubes, dataset);

	if (i < cubes->count &&
	    strcmp(cube_dataset(cubes->items[i]), dataset) == 0)
		return cubes->items[i];
	return NULL;
}

/* Takes the cube: merges it, or puts it at its place. */
static int
cubes_add(
    struct cubes *cubes, struct cube *cube, const char *path, struct fail *f)
{
	size_t i;
	int status = -1;

	if (cube_dataset(cube) == NULL) {
		(void)fail_set(f, FAIL_DATA,
		    _("%s: the cube does not say of which dataset it is"),
		    path);
		goto done;
	}
	i = cubes_place(cubes, cube_dataset(cube));
	if (i < cubes->count &&
	    strcmp(cube_dataset(cubes->items[i]), cube_dataset(cube)) == 0) {
		status = cube_merge(cubes->items[i], cube, f);
		goto done;
	}
	if (memory_grow(&cubes->items, &cubes->capacity, cubes->count + 1,
		sizeof(struct cube *), f) == -1)
		goto done;
	memmove(cubes->items + i + 1, cubes->items + i,
	    (cubes->count - i) * sizeof(struct cube *));
	cubes->items[i] = cube;
	cubes->count++;
	return 0;
done:
	cube_free(cube);
	return status;
}

int
cubes_open(
    struct cubes *cubes, const char *const *paths, size_t count, struct fail *f)
{
	struct cube *cube;
	size_t i;

	if (path_check_distinct(paths, count, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if ((cube = cube_load(paths[i], f)) == NULL ||
		    cubes_add(cubes, cube, paths[i], f) == -1)
			return -1;
	return 0;
}

void
cubes_clear(struct cubes *cubes)
{
	size_t i;

	for (i = 0; i < cubes->count; i++)
		cube_free(cubes->items[i]);
	free(cubes->items);
	*cubes = (struct cubes)CUBES_INIT;
}

size_t
cubes_cells(const struct cubes *cubes)
{
	size_t i, cells = 0;

	for (i = 0; i < cubes->count; i++)
		cells += cube_cells(cubes->items[i]);
	return cells;
}
