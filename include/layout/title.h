/*
 * title.h - the title lines of a file, each as one text, for what a submission
 * states in them.
 *
 *	struct titles t = TITLES_INIT;
 *	for each line of the class title
 *		titles_add(&t, &cells, f);
 *	lines = (const char *const *)t.lines;
 *	table_schema_titles(dataset, label, lines, t.count, &schema, f);
 *	titles_clear(&t);
 */
#ifndef LAYOUT_TITLE_H
#define LAYOUT_TITLE_H

#include <stddef.h>

#include "base/fail.h"
#include "record/cells.h"

struct titles {
	char **lines; /* owned */
	size_t count, capacity;
};

#define TITLES_INIT        \
	{                  \
		NULL, 0, 0 \
	}

/* The cells that are not empty, one blank between them; runs of blanks, also
 * of no-break ones and of line breaks, are one blank. */
int titles_add(struct titles *, const struct cells *, struct fail *) MUST_CHECK;
void titles_clear(struct titles *);

#endif
