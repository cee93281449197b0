/*
 * header_scope.h - which lines of the head belong to the table that a schema
 * describes, by file_layout.h.
 *
 *	struct header_scope scope;
 *	if (header_scope_find(&scope, schema, table, head, length, whole,
 *		&dialect, encoding, "x.csv", f) == 0)
 *		... scope.first_line ...
 *	header_scope_clear(&scope);
 */
#ifndef LAYOUT_HEADER_SCOPE_H
#define LAYOUT_HEADER_SCOPE_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "layout/file_layout.h"
#include "layout/header_names.h"
#include "value/table_schema.h"

struct header_scope {
	struct file_layout layout;
	const struct layout_table *table; /* NULL: there is none at all */
	uint64_t first_line, last_line;   /* where its header may stand */
};

/* table: which of them, from 1; 0: the one that the schema says.  FAIL_DATA
 * if there are fewer. */
int header_scope_find(struct header_scope *, const struct table_schema *,
    size_t table, const unsigned char *head, size_t length, bool whole,
    const struct dialect *, const struct encoding_guess *, const char *name,
    struct fail *) MUST_CHECK;
void header_scope_clear(struct header_scope *);

/* The first line of a table below this line whose header has other names than
 * those of the schema; of a table that was asked for, of the next one.  0:
 * there is none. */
int header_scope_further(const struct header_scope *, uint64_t line,
    const struct header_names *, uint64_t *further, struct fail *) MUST_CHECK;

#endif
