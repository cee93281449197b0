/*
 * chunk.h - what became of a run of lines: rows of the table, findings and the
 * classes of the lines, so that several threads can read one file and its
 * account is still written in the order of the file.
 *
 *	struct chunk p = CHUNK_INIT;
 *	chunk_reset(&p, &schema, f);
 *	chunk_line(&p, LINE_DATA, 1);
 *	chunk_finding(&p, &finding, f);
 *	chunk_account(&p, account, file, f);	(in the order of the chunks)
 *	batch_append(&rows, &p.rows, 0, p.rows.length, f);
 *	chunk_clear(&p);
 */
#ifndef SOURCE_CHUNK_H
#define SOURCE_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "table/batch.h"
#include "table/schema.h"

/* A chunk ends early with so many rows or findings, for memory is bounded. */
#define CHUNK_ROWS BATCH_ROWS
#define CHUNK_FINDINGS 16384

struct chunk_finding;

struct chunk {
	struct batch rows;
	uint64_t lines[LINE_CLASSES]; /* physical lines of each class */
	uint64_t rows_in, rows_out;
	uint64_t repairs; /* cells that were in another encoding */
	struct chunk_finding *findings;
	size_t finding_count, finding_capacity;
	char *texts; /* of the findings, each with a NUL after it */
	size_t text_length, text_capacity;
};

#define CHUNK_INIT                                                     \
	{                                                              \
		{ 0, 0, NULL }, { 0 }, 0, 0, 0, NULL, 0, 0, NULL, 0, 0 \
	}

/* Nothing in it, with the columns of the schema and new dictionaries. */
int chunk_reset(
    struct chunk *, const struct schema *, struct fail *) MUST_CHECK;
void chunk_clear(struct chunk *);

void chunk_line(struct chunk *, enum line_class, uint64_t lines);
/* What was found and the arguments of what was expected are copied; all other
 * texts are borrowed. */
int chunk_finding(
    struct chunk *, const struct finding *, struct fail *) MUST_CHECK;
bool chunk_is_full(const struct chunk *);
/* Lines and findings into the account of a file. */
int chunk_account(
    const struct chunk *, struct account *, int file, struct fail *) MUST_CHECK;

#endif
