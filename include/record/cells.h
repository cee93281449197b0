/*
 * cells.h - the cells of one record, decoded and trimmed, and what kind of
 * line they are.
 *
 *	struct cells c = CELLS_INIT;
 *	if (cells_decode(&c, &record, &decoder, f) == 0 && c.used > 0)
 *		use(c.texts[0], c.lengths[0]);
 *	cells_clear(&c);
 */
#ifndef RECORD_CELLS_H
#define RECORD_CELLS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "record/decoder.h"
#include "record/record.h"

struct cells {
	size_t count;
	size_t used;         /* cells that hold more than blanks */
	size_t first;        /* the first of them */
	const char **texts;  /* UTF-8; NULL: no text in this encoding */
	size_t *lengths;     /* of undecodable cells: of the raw bytes */
	size_t repairs;      /* cells that the decoder repaired */
	size_t repaired;     /* the first of them ... */
	enum repair repair;  /* ... what was done to it ... */
	enum encoding other; /* ... and the encoding it was in or taken for */
	bool verbatim;       /* set by the user: blanks around a cell stay */
	size_t text_capacity, length_capacity;
};

#define CELLS_INIT                                                             \
	{                                                                      \
		0, 0, 0, NULL, NULL, 0, 0, REPAIR_NONE, ENCODING_UTF_8, false, \
		    0, 0                                                       \
	}

/* Texts are borrowed until the record or the decoder moves on. */
int cells_decode(struct cells *, const struct record *, struct decoder *,
    struct fail *) MUST_CHECK;
void cells_clear(struct cells *);
/* Another text, trimmed and borrowed, in a column that is there. */
void cells_replace(
    struct cells *, size_t column, const char *text, size_t length);

/* The first bytes of a cell for a finding, whole characters only; bytes that
 * are no text as \xNN.  r is the record the cells are of. */
#define CELLS_QUOTE 208
void cells_quote(const struct cells *, const struct record *r, size_t column,
    char quoted[CELLS_QUOTE]);

/* The same of its bytes in the file, as text if they are UTF-8. */
void cells_quote_raw(
    const struct record *r, size_t column, char quoted[CELLS_QUOTE]);

/* Is the cell this text, which is trimmed?  Where the cells are verbatim, blanks
 * around either make no difference. */
bool cells_equal(const struct cells *, size_t column, const char *text);
/* Are the first cells these labels, and two or more cells filled: a header
 * again, as at the top of a printed page? */
bool cells_are_labels(const struct cells *, char *const *labels, size_t count);
/* Is there something in a cell other than this one? */
bool cells_beside(const struct cells *, size_t column);
/* 1 2 3 ... (the first cell may be empty or a letter) */
bool cells_are_numbers(const struct cells *);
/* человек, %, тыс. руб., (единица измерения: ...) and nothing else */
bool cells_are_units(const struct cells *);

#endif
