/*
 * chunk.h - what became of a run of lines: rows of the table, findings and the
 * classes of the lines, so that several threads can read one file and its
 * account is still written in the order of the file.
 *
 *	struct chunk p = CHUNK_INIT;
 *	chunk_reset(&p, &frame, f);
 *	chunk_line(&p, LINE_DATA, 1);
 *	chunk_finding(&p, &finding, f);
 *	(in the order of the chunks)
 *	chunk_account_lines(&p, account, file);
 *	chunk_account(&p, 0, p.finding_count, account, file, f);
 *	batch_append(&rows, &p.rows, 0, p.rows.length, f);
 *	chunk_clear(&p);
 */
#ifndef READER_CHUNK_H
#define READER_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "reader/frame.h"
#include "reader/total_lines.h"
#include "table/batch.h"

/* A chunk ends early with so many rows or findings, for memory is bounded. */
#define CHUNK_ROWS BATCH_ROWS
#define CHUNK_FINDINGS 16384
#define CHUNK_TEXT (8U << 20) /* bytes of their texts, and of totals */

struct chunk_finding;

struct chunk {
	struct batch rows;
	uint64_t lines[LINE_CLASSES]; /* physical lines of each class */
	uint64_t rows_in, rows_out;
	uint64_t corrected; /* corrections that were applied */
	uint64_t repairs;   /* cells that were in another encoding */
	struct chunk_finding *findings;
	size_t finding_count, finding_capacity;
	char *texts; /* of the findings, each with a NUL after it */
	size_t text_length, text_capacity;
	uint64_t raw_byte; /* of the last record that is kept with a finding */
	size_t raw;        /* where it is in texts, + 1; 0: none */
	struct total_lines totals;
};

#define CHUNK_INIT                                                            \
	{                                                                     \
		{ 0, 0, NULL }, { 0 }, 0, 0, 0, 0, NULL, 0, 0, NULL, 0, 0, 0, \
		    0, TOTAL_LINES_INIT                                       \
	}

/* Nothing in it, with the columns of the table and new dictionaries. */
int chunk_reset(struct chunk *, const struct frame *, struct fail *) MUST_CHECK;
void chunk_clear(struct chunk *);

void chunk_line(struct chunk *, enum line_class, uint64_t lines);
/* What was found and the arguments of what was expected are copied; all other
 * texts are borrowed. */
int chunk_finding(
    struct chunk *, const struct finding *, struct fail *) MUST_CHECK;
/* The same with the record it is about, and the correction that was applied,
 * which are copied; NULL: none. */
int chunk_finding_raw(struct chunk *, const struct finding *, const char *raw,
    const char *correction, struct fail *) MUST_CHECK;
bool chunk_is_full(const struct chunk *);
/* Its lines into the account of a file. */
void chunk_account_lines(const struct chunk *, struct account *, int file);
/* Its findings from one to before another, counted from 0. */
int chunk_account(const struct chunk *, size_t from, size_t to,
    struct account *, int file, struct fail *) MUST_CHECK;

#endif
