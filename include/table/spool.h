/*
 * spool.h - rows of a table dealt into parts, each kept in a temporary file
 * until it is read as a whole.
 *
 *	struct spool *s = spool_new(&schema, 16, "tables/all-%.arrow", f);
 *	spool_put(s, batch, parts, f);	(parts[i] of row i, from 0)
 *	for (k = 0; k < 16; k++) {
 *		spool_load(s, k, &rows, f);	(in the order of the puts)
 *		...
 *	}
 *	batch_clear(&rows);
 *	spool_free(s);
 *
 * The files have no name and the mode 0600: whatever ends the process removes
 * them, and nobody else can open them.  They hold the columns as they are in
 * memory, and are read by the process that wrote them only.  Dictionaries stay
 * in memory, once for all parts; so memory grows with the distinct texts and
 * the rows of one part.
 */
#ifndef TABLE_SPOOL_H
#define TABLE_SPOOL_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "table/batch.h"
#include "table/schema.h"

#define SPOOL_PARTS_MAX 256

struct spool;

/* The files are in the folder of near; NULL or "-": in that for temporary
 * files.  The schema has no COLUMN_UTF8. */
struct spool *spool_new(const struct schema *, size_t parts, const char *near,
    struct fail *) MUST_CHECK;
void spool_free(struct spool *); /* NULL is allowed */
int spool_put(struct spool *, const struct batch *, const uint16_t *parts,
    struct fail *) MUST_CHECK;
/*
 * All rows of a part; nothing is put any more.  *rows is empty (zero) or one
 * that was loaded before, whose memory is used again; its dictionaries belong
 * to the spool.
 */
int spool_load(
    struct spool *, size_t part, struct batch *rows, struct fail *) MUST_CHECK;

/*
 * Instead of that: the next rows of a part as they were put, at most
 * BATCH_ROWS, so that memory does not grow with the part.  1 with rows, 0 at
 * the end.
 */
int spool_next(
    struct spool *, size_t part, struct batch *rows, struct fail *) MUST_CHECK;

#endif
