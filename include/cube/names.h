/*
 * names.h - a list of names with commas between them, as --by and the
 * metadata of cubes and observations hold it.
 *
 *	struct names n = NAMES_INIT;
 *	if (names_split(&n, "territory,sex", f) == 0)
 *		... n.items[0] .. n.items[n.count - 1]
 *	names_clear(&n);
 */
#ifndef CUBE_NAMES_H
#define CUBE_NAMES_H

#include <stddef.h>

#include "base/fail.h"
#include "table/schema.h"

struct names {
	size_t count;
	const char **items; /* point into text */
	char *text;
};

#define NAMES_INIT            \
	{                     \
		0, NULL, NULL \
	}

/* "" is no name at all; "a," is "a" and "".  The caller clears, on failure
 * too. */
int names_split(struct names *, const char *list, struct fail *) MUST_CHECK;
void names_clear(struct names *);

/* Make the list the value of a metadata key; no name may hold a comma. */
int names_store(struct schema *, const char *key, const char *const *names,
    size_t count, struct fail *) MUST_CHECK;

#endif
