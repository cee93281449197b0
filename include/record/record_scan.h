/*
 * record_scan.h - where lines, quoted fields and records end in bytes of a
 * file.  Finding blocks and splitting records both ask here, so that they
 * agree; only record*.c should.
 *
 *	struct record_scan s;
 *	record_scan_init(&s, &dialect, &limits);
 *	record_scan_start(&s, bytes, length, at_end);
 *	while ((cut = record_scan_cut(&s, RECORD_BLOCK)) == 0)
 *		... read more, record_scan_extend() ...
 *
 * Places are offsets from the first byte, at which a record begins.  The work
 * is linear in the length whatever the bytes are: a search passes few marks
 * that close nothing, and the ones it passes freely (doubled) lie between two
 * that are not, from only one of which a search passes freely.
 */
#ifndef RECORD_RECORD_SCAN_H
#define RECORD_RECORD_SCAN_H

#include "record/record.h"

struct record_scan {
	struct dialect dialect;
	struct record_limits limits;
	unsigned char delimiter, quote;
	bool plain; /* no blanks to skip, no escapes */
	const unsigned char *bytes;
	size_t length;
	bool at_end;   /* of the file */
	size_t resume; /* everything before it is decided */
	size_t asking; /* what needs more bytes begins before it */
	/* the line end that comes after all from line_from on */
	size_t line_from, line_end;
	/* the last mark that was doubtful: the record it is in, the place up
	 * to which fields are counted, and how many doubts there were */
	size_t record, counted, fields;
	unsigned doubts;
};

void record_scan_init(
    struct record_scan *, const struct dialect *, const struct record_limits *);
void record_scan_start(struct record_scan *, const unsigned char *bytes,
    size_t length, bool at_end);
/* The same bytes and more after them. */
void record_scan_extend(struct record_scan *, const unsigned char *bytes,
    size_t length, bool at_end);

/* The first byte c in [from, to), or to. */
size_t record_scan_find(
    const struct record_scan *, unsigned char c, size_t from, size_t to);
/* The first line end (LF, CR) from here on, or to. */
size_t record_scan_line(const struct record_scan *, size_t from, size_t to);
/* Behind the line end that is there. */
size_t record_scan_after(const struct record_scan *, size_t line_end);

/* Does a field begin at this place, if it is outside of quotes, or end before
 * it? */
bool record_scan_begins(const struct record_scan *, size_t at);
bool record_scan_ends(const struct record_scan *, size_t at);

/* Behind the closing mark of a field and the blanks after it, which are no
 * text. */
size_t record_scan_beyond(const struct record_scan *, size_t close);

/* The end of an unquoted field, and where the next begins, behind the blanks
 * that are no text. */
size_t record_scan_delimiter(
    const struct record_scan *, size_t from, size_t to);
size_t record_scan_skip(
    const struct record_scan *, size_t from, size_t to, bool first);

enum record_close {
	RECORD_CLOSED, /* quoted: *close is the closing mark */
	RECORD_TEXT,   /* not quoted: the mark stands for itself */
	RECORD_LONG,   /* the same, and the field is beyond its limit */
	RECORD_MORE    /* more bytes are needed to know */
};

/* How the field ends that begins with the mark.  To be asked for every such
 * field of the bytes in order. */
enum record_close record_scan_close(
    struct record_scan *, size_t mark, size_t *close);

/* Where the first record ends that ends at target or later; 0: more bytes are
 * needed. */
size_t record_scan_cut(struct record_scan *, size_t target);
/* The start of the record that needs more bytes, after record_scan_cut(). */
size_t record_scan_open(const struct record_scan *);

/* What record_cursor_open() does, for these. */
struct record_cursor *record_cursor_new(const struct dialect *,
    const struct record_limits *, bool utf16, struct fail *) MUST_CHECK;

/* Physical lines: line ends, and a last line without one. */
uint64_t record_scan_lines(const unsigned char *bytes, size_t length);

#endif
