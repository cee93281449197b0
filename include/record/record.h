/*
 * record.h - the records of a delimited file, in raw bytes.  This is the one
 * place where records are found.
 *
 *	struct record_reader *in = record_open(bytes, "raw/x.csv", f);
 *	head = record_head(in, &length, &whole);
 *	... detect encoding and dialect ...
 *	record_dialect(in, &dialect, 3);
 *	struct record r;
 *	while ((more = record_next(in, &r, f)) == 1)
 *		use(r.fields[0].bytes, r.fields[0].length, r.line);
 *	record_close(in);
 *
 * or, for several threads, block by block:
 *
 *	struct record_block block = RECORD_BLOCK_INIT;
 *	struct record_cursor *cursor = record_cursor_open(in, f);
 *	while ((more = record_block_next(in, &block, f)) == 1) {
 *		record_cursor_start(cursor, &block);
 *		while ((more = record_cursor_next(cursor, &r, f)) == 1)
 *			use(...);
 *	}
 *	record_cursor_close(cursor);
 *	record_block_clear(&block);
 *
 * Each record knows its physical line (from 1), its byte offset and how many
 * physical lines and bytes it takes; together the records hold every line and
 * every byte of the file.  LF, CRLF and CR end a line, one beside the other.
 *
 * A field that begins with the quotation mark ends at one that stands before a
 * delimiter, a line end or the end of the file; line ends inside are text (LF).
 * Marks inside are doubled or escaped, or stand for themselves if they close
 * nothing ("ООО "Луч"").  A mark that is never closed stands for itself too,
 * and its field is not quoted: it ends where it would end without the mark.
 * What closes where is decided by what RFC 4180 says, then by the width of the
 * dialect, then by whether another quoted field begins in between.
 */
#ifndef RECORD_RECORD_H
#define RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/fail.h"
#include "record/dialect.h"
#include "record/encoding.h"

#define RECORD_HEAD (4U << 20)
#define RECORD_SAMPLE (256U << 10) /* of it, for encoding and dialect */
#define RECORD_BLOCK (1U << 20)
#define RECORD_RAW 4096 /* of a line beyond the limit */

/* The most that a record may have; more is damage. */
struct record_limits {
	size_t field;   /* bytes of a field as it stands in the file */
	size_t line;    /* bytes of a record without its line end */
	size_t columns; /* fields of a record */
};

#define RECORD_LIMITS_INIT                  \
	{                                   \
		1U << 20, 16U << 20, 10000U \
	}
/* The most that the limits can be set to. */
#define RECORD_LIMITS_MAX                     \
	{                                     \
		1U << 30, 1U << 30, 10000000U \
	}

/* Where bytes come from, as read(2): 0 at the end, -1 and errno. */
struct bytes {
	ssize_t (*read)(void *context, void *buffer, size_t size);
	void *context;
};

/* Bytes of a file descriptor (the context points to it), and of memory. */
ssize_t bytes_read_file(void *descriptor, void *buffer, size_t size);
struct bytes_memory {
	const unsigned char *next;
	size_t left;
};
ssize_t bytes_read_memory(void *memory, void *buffer, size_t size);

/* No NUL follows. */
struct record_field {
	const char *bytes;
	size_t length;
};

enum record_damage {
	RECORD_WHOLE,
	RECORD_FIELD_LIMIT, /* damaged records have no fields */
	RECORD_LINE_LIMIT,
	RECORD_COLUMN_LIMIT
};

struct record {
	size_t field_count; /* 0: an empty line, or damage */
	const struct record_field *fields;
	size_t bytes; /* of all fields */
	uint64_t line, byte, lines;
	uint64_t size;   /* bytes in the file, with the line end */
	const char *raw; /* as it stands, without the line end; of a line
			  * beyond the limit the first RECORD_RAW bytes */
	size_t raw_length;
	enum record_damage damage;
	bool unclosed; /* a quotation mark that is never closed is in a field */
	bool nul;      /* there are NULs, which the fields leave out */
};

struct record_reader;

/* The context of bytes stays the caller's; name stands for the file. */
struct record_reader *record_open(
    struct bytes, const char *name, struct fail *) MUST_CHECK;
void record_close(struct record_reader *); /* NULL is allowed */

/* The first RECORD_HEAD bytes (whole: all there are); before record_dialect. */
const unsigned char *record_head(
    const struct record_reader *, size_t *length, bool *whole);

/*
 * The file is in this encoding; before the head is looked at for a dialect.
 * UTF-16 is made UTF-8 from here on, the head too (a mark becomes EF BB BF);
 * other encodings change nothing.  Offsets stay those of the file.
 */
int record_encoding(
    struct record_reader *, enum encoding, struct fail *) MUST_CHECK;

/* Start after skip bytes of the head.  The limits are those of
 * RECORD_LIMITS_INIT unless others are set before. */
void record_limit(struct record_reader *, const struct record_limits *);
void record_dialect(
    struct record_reader *, const struct dialect *, size_t skip);

/*
 * 1 with a record, borrowed until the next call; 0 at the end; -1 on failure
 * (I/O or memory).
 */
int record_next(
    struct record_reader *, struct record *, struct fail *) MUST_CHECK;

/* Physical lines and bytes read so far, all at the end. */
uint64_t record_lines(const struct record_reader *);
uint64_t record_bytes(const struct record_reader *);

/* ---- blocks of whole records ---- */

struct record_block {
	unsigned char *bytes; /* the caller's, see record_block_clear() */
	size_t length, capacity;
	uint64_t line, byte;  /* where it begins: line from 1, offset from 0 */
	uint64_t lines, size; /* what it takes in the file */
	bool passed;          /* one line beyond the limit; only the first
			       * RECORD_RAW bytes of it are kept */
};

#define RECORD_BLOCK_INIT                     \
	{                                     \
		NULL, 0, 0, 0, 0, 0, 0, false \
	}

/*
 * The next block: it ends with the first record that ends RECORD_BLOCK bytes
 * or more after its start, or before a line beyond the limit, whatever the
 * reads gave.  1; 0 at the end; -1 on failure.  A reader gives blocks or
 * records, not both.
 */
int record_block_next(
    struct record_reader *, struct record_block *, struct fail *) MUST_CHECK;
void record_block_clear(struct record_block *);

/* A cursor gives the records of blocks; each thread may have its own.  It does
 * not need the reader once it is open. */
struct record_cursor;
struct record_cursor *record_cursor_open(
    const struct record_reader *, struct fail *) MUST_CHECK;
void record_cursor_close(struct record_cursor *); /* NULL is allowed */

/* Begin this block, borrowed and not changed. */
void record_cursor_start(struct record_cursor *, const struct record_block *);

/* 1 with a record, borrowed until the next call of this cursor; 0 at the end of
 * the block; -1 when memory fails. */
int record_cursor_next(
    struct record_cursor *, struct record *, struct fail *) MUST_CHECK;

#endif
