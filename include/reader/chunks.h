/*
 * chunks.h - a file as chunks of rows and findings, in its order, read by
 * several threads.
 *
 *	struct chunks *c = chunks_open(&frame, records, 2, f);
 *	struct chunk *chunk;
 *	while ((more = chunks_next(c, &chunk, f)) == 1)
 *		use(chunk->rows);
 *	chunks_close(c);
 *
 * The file is cut into blocks of whole records.  What becomes of a block may
 * depend on what stood before it, so a thread reads it from the state that
 * most blocks find, in the middle of the data; if the truth was another one
 * when its turn comes, it is read again.  In a table with sections nearly
 * every block depends on the one before, and is read after it.  So all chunks
 * together are the same for any number of threads.
 */
#ifndef READER_CHUNKS_H
#define READER_CHUNKS_H

#include "base/fail.h"
#include "reader/chunk.h"
#include "reader/frame.h"
#include "record/record.h"

struct chunks;

/* jobs: threads, at least 1; the caller's is one of them, and works while it
 * waits.  All is borrowed until chunks_close(). */
struct chunks *chunks_open(const struct frame *, struct record_reader *,
    unsigned jobs, struct fail *) MUST_CHECK;
void chunks_close(struct chunks *); /* NULL is allowed */
/* 1 with the next chunk, borrowed until the next call; 0 at the end; -1. */
int chunks_next(struct chunks *, struct chunk **, struct fail *) MUST_CHECK;

#endif
