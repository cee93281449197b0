/*
 * section.h - section rows whose text is carried down into columns
 * (layout.sections of a dataset schema).
 *
 *	struct sections s;
 *	sections_start(&s, schema, f);
 *	switch (sections_take(&s, stub, length, has_data, f)) ...
 *	s.values[level]
 *	sections_clear(&s);
 */
#ifndef LAYOUT_SECTION_H
#define LAYOUT_SECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "value/table_schema.h"

enum section_row {
	SECTION_FAILED = -1,
	SECTION_HEADING, /* a heading without data, taken */
	SECTION_TOTAL,   /* a heading with data: the stub is the total */
	SECTION_DATA,    /* an ordinary row */
	SECTION_UNKNOWN  /* no data, and no heading that the schema knows */
};

struct sections {
	const struct table_sections *layout;
	const char **values; /* of each level; NULL: none yet */
	char **owned;        /* where a heading is its own value */
	size_t *capacity;
};

int sections_start(
    struct sections *, const struct table_schema *, struct fail *) MUST_CHECK;
/* The next row by its stub cell; a heading resets the levels below it.  Of all
 * phrases that it starts with, of the levels and of those to ignore, the
 * longest holds: "Мужчины и женщины" is not "Мужчины". */
enum section_row sections_take(struct sections *, const char *stub,
    size_t length, bool has_data, struct fail *) MUST_CHECK;
void sections_clear(struct sections *);

#endif
