/*
 * arrow_column.h - the columns of a record batch from the bytes of its body.
 * Used by the reader of table/arrow.h, by nobody else.
 *
 *	struct arrow_body body;
 *	if (arrow_body_init(&body, &layout, bytes, size, f) == 0 &&
 *	    arrow_body_column(&body, "region", &column, &coding, &texts,
 *		f) == 0 &&
 *	    ...
 *	    arrow_body_end(&body, f) == 0)
 *
 * Nothing in the bytes is trusted: lengths, offsets, codes and texts are
 * checked.  Failures have no place in them; the reader adds file and byte.
 */
#ifndef TABLE_ARROW_COLUMN_H
#define TABLE_ARROW_COLUMN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/arrow_metadata.h"
#include "table/batch.h"

/* The dictionary of one id: the code in the data -> the code in texts. */
struct arrow_texts {
	int64_t id;
	struct dictionary *texts; /* shared with its columns */
	int32_t *codes;           /* -1: null */
	size_t count, capacity;
};

struct arrow_body {
	const struct arrow_layout *layout;
	const uint8_t *bytes;
	size_t size;
	uint32_t next_node, next_buffer;
};

int arrow_body_init(struct arrow_body *, const struct arrow_layout *,
    const uint8_t *bytes, size_t size, struct fail *) MUST_CHECK;
/*
 * The next column.  The column is empty before; texts and coding are those
 * of a dictionary column, else NULL.
 */
int arrow_body_column(struct arrow_body *, const char *name, struct column *,
    const struct arrow_coding *, const struct arrow_texts *,
    struct fail *) MUST_CHECK;
/* All that the layout lists was taken. */
int arrow_body_end(const struct arrow_body *, struct fail *) MUST_CHECK;

#endif
