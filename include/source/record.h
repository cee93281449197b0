/*
 * record.h - the records of a delimited file, in raw bytes.  This is the one
 * place where records are found.
 *
 *	struct record_reader *in = record_open(bytes, "raw/x.csv", f);
 *	head = record_head(in, &length, &whole);
 *	... detect encoding and dialect ...
 *	record_dialect(in, ';', '"', 3);
 *	struct record r;
 *	while ((more = record_next(in, &r, f)) == 1)
 *		use(r.fields[0].bytes, r.fields[0].length, r.line);
 *	record_close(in);
 *
 * Each record knows its physical line (from 1), its byte offset and how many
 * physical lines it takes; together the records hold every line of the file.
 * Lines end in LF or CRLF, or in CR if the head holds no LF.  A line break
 * inside quotes is LF.
 */
#ifndef SOURCE_RECORD_H
#define SOURCE_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/fail.h"

#define RECORD_HEAD (256U << 10)
#define RECORD_FIELD_MAX (1U << 20)
#define RECORD_LINE_MAX (16U << 20)
#define RECORD_COLUMNS_MAX 10000

/* The most that a record may have; more is damage. */
struct record_limits {
	size_t field;   /* bytes of a field as it stands in the file */
	size_t line;    /* bytes of a record without its line end */
	size_t columns; /* fields of a record */
};

#define RECORD_LIMITS_INIT                   \
	{                                    \
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

/* A NUL follows the last field. */
struct record_field {
	const char *bytes;
	size_t length;
};

enum record_damage {
	RECORD_WHOLE,
	RECORD_UNCLOSED, /* the file ends inside quotes */
	RECORD_NUL       /* a NUL byte; no fields */
};

struct record {
	size_t field_count; /* 0: an empty line */
	const struct record_field *fields;
	size_t bytes; /* of all fields */
	uint64_t line, byte, lines;
	enum record_damage damage;
};

struct record_reader;

/* The context of bytes stays the caller's; name stands for the file. */
struct record_reader *record_open(
    struct bytes, const char *name, struct fail *) MUST_CHECK;
void record_close(struct record_reader *); /* NULL is allowed */

/* The first RECORD_HEAD bytes (whole: all there are); before record_next. */
const unsigned char *record_head(
    const struct record_reader *, size_t *length, bool *whole);

/* quote 0: nothing is quoted.  Start after skip bytes of the head. */
void record_dialect(
    struct record_reader *, char delimiter, char quote, size_t skip);

/*
 * 1 with a record, borrowed until the next call; 0 at the end; -1 on failure
 * (I/O, or a limit above: the message names it).
 */
int record_next(
    struct record_reader *, struct record *, struct fail *) MUST_CHECK;

/* Physical lines and bytes read so far. */
uint64_t record_lines(const struct record_reader *);
uint64_t record_bytes(const struct record_reader *);

#endif
