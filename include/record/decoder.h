/*
 * decoder.h - cells in the encoding of their file, as UTF-8.
 *
 *	struct decoder d = DECODER_INIT;
 *	if (decoder_start(&d, encoding, f) == 0)
 *		while (... a record ...) {
 *			decoder_reserve(&d, bytes_of_the_record, f);
 *			text = decoder_text(&d, bytes, &length);
 *			if (d.repair != REPAIR_NONE)
 *				warn();
 *		}
 *	decoder_clear(&d);
 *
 * Records are found in the raw bytes; cells are decoded afterwards.  A cell
 * that is certainly in another encoding than its file, or was encoded twice, is
 * repaired; what a cell gives depends on nothing but its record (and on what
 * the head of the file was found to hold).
 */
#ifndef RECORD_DECODER_H
#define RECORD_DECODER_H

#include <stdint.h>

#include "record/charset.h"
#include "record/encoding.h"

/* What was done to a text. */
enum repair {
	REPAIR_NONE,
	REPAIR_OTHER, /* it was in another encoding than its file */
	REPAIR_TWICE  /* it was encoded twice */
};

/* So many different cells of a record are evidence enough. */
#define DECODER_CELLS 16

struct decoder {
	enum encoding encoding;
	enum repair repair;  /* of the last text */
	enum encoding other; /* REPAIR_OTHER: the encoding that the cell has */
	char (*table)[4];    /* 256 characters: UTF-8, then its length */
	char *buffer;        /* texts of one record */
	size_t used, capacity;
	enum encoding expected; /* of repaired cells; or the same */
	bool learned;           /* the costs are those of the record */
	long costs[CHARSETS];
	bool repaired; /* a cell of the record was, so that others may be */
	uint32_t seen[DECODER_CELLS]; /* hashes of the cells that they have */
	size_t seen_count;
	enum encoding ready; /* of the table for repairs */
	char repair_table[256][4];
};

#define DECODER_INIT                       \
	{                                  \
		.encoding = ENCODING_UTF_8 \
	}

/* UTF-16 is read as UTF-8: the records have been made that (utf16.h). */
int decoder_start(struct decoder *, enum encoding, struct fail *) MUST_CHECK;
/* Other parts of the file are in this encoding (encoding_guess.mixed). */
void decoder_expect(struct decoder *, enum encoding second);
/* Both, as the file's encoding was found. */
int decoder_guessed(
    struct decoder *, const struct encoding_guess *, struct fail *) MUST_CHECK;
/* Forget the texts so far; room for cells of this many bytes in all. */
int decoder_reserve(struct decoder *, size_t bytes, struct fail *) MUST_CHECK;
/*
 * The cell as UTF-8, borrowed until decoder_reserve() or until the bytes are
 * gone; NULL if the bytes are no text in this encoding.
 */
const char *decoder_text(struct decoder *, const char *bytes, size_t *length);
/* The same without repairs. */
const char *decoder_plain(struct decoder *, const char *bytes, size_t *length);
/*
 * Short cells say little by themselves.  All cells of a record are shown to
 * this before they are asked for if decoder_needs_record(), or before one is
 * asked for again that decoder_text() gave NULL for.  Where that has repaired
 * a cell (repaired), all cells are asked for again.
 */
bool decoder_needs_record(const struct decoder *);
void decoder_learn(struct decoder *, const char *bytes, size_t length);
void decoder_clear(struct decoder *);

#endif
