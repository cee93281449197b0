/*
 * spec.h - what join is asked to do.
 *
 *	struct join_spec spec = { .several = JOIN_FIRST };
 *	if (join_keys(&spec, "college=code", f) == 0 &&
 *	    join_adds(&spec, "cluster,region=cluster_region", f) == 0)
 *		... spec.adds.items[1].second is "cluster_region" ...
 *	join_spec_clear(&spec);
 */
#ifndef JOIN_SPEC_H
#define JOIN_SPEC_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "cube/names.h"

/* What to do with rows that have matches with different values. */
enum join_several { JOIN_FIRST, JOIN_ALL, JOIN_NONE };

/* Two names of a column, with = between them; both the same if there is no =.
 */
struct join_name {
	const char *first, *second; /* point into texts */
};

struct join_names {
	struct names texts;
	size_t count;
	struct join_name *items;
};

struct join_spec {
	struct join_names keys;       /* in LEFT, in RIGHT */
	const char *date, *from, *to; /* in LEFT, RIGHT, RIGHT; or all NULL */
	enum join_several several;
	bool inner;             /* rows without a match are dropped */
	struct join_names adds; /* in RIGHT, in the result */
	const char *dataset;    /* of the result; NULL: that of LEFT */
};

/* "first", "all", "none"; FAIL_USAGE for others. */
int join_several_find(
    const char *word, enum join_several *, struct fail *) MUST_CHECK;
/* Take a list; FAIL_USAGE for an empty name. */
int join_keys(struct join_spec *, const char *list, struct fail *) MUST_CHECK;
int join_adds(struct join_spec *, const char *list, struct fail *) MUST_CHECK;
/* There is something to match by, and the three names of days come together;
 * else FAIL_USAGE. */
int join_spec_check(const struct join_spec *, struct fail *) MUST_CHECK;
void join_spec_clear(struct join_spec *);

#endif
