/*
 * header_label.h - the texts of columns whose header has several rows.
 *
 *	struct header_row rows[2] = { { 3, above }, { 3, below } };
 *	char **labels = header_labels(rows, 2, 3, f);
 *	header_labels_free(labels, 3);
 *
 * The cells of a column are joined from top to bottom with a blank; a merged
 * cell stands for all columns of its span.
 */
#ifndef LAYOUT_HEADER_LABEL_H
#define LAYOUT_HEADER_LABEL_H

#include <stddef.h>

#include "base/fail.h"

#define HEADER_ROWS_MAX 16

struct header_row {
	size_t count;
	char **cells; /* trimmed; further ones are empty */
};

/* Of each of width columns; of at most HEADER_ROWS_MAX rows.  Owned by the
 * caller; NULL on failure. */
char **header_labels(const struct header_row *, size_t row_count, size_t width,
    struct fail *) MUST_CHECK;
void header_labels_free(char **, size_t width); /* NULL is allowed */

/* A copy of a cell with each run of white space as one blank, to be freed. */
char *header_collapse(
    const char *text, size_t length, struct fail *) MUST_CHECK;

#endif
