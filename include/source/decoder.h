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
 * repaired; what a cell gives depends on nothing but the cell.
 */
#ifndef SOURCE_DECODER_H
#define SOURCE_DECODER_H

#include "source/encoding.h"

/* What was done to a text. */
enum repair {
	REPAIR_NONE,
	REPAIR_OTHER, /* it was in another encoding than its file */
	REPAIR_TWICE  /* it was encoded twice */
};

struct decoder {
	enum encoding encoding;
	enum repair repair;  /* of the last text */
	enum encoding other; /* REPAIR_OTHER: the encoding that the cell has;
			      * REPAIR_TWICE: the one it was taken for */
	char (*table)[4];    /* 256 characters: UTF-8, then its length */
	char *buffer;        /* texts of one record */
	size_t used, capacity;
};

#define DECODER_INIT                                                          \
	{                                                                     \
		ENCODING_UTF_8, REPAIR_NONE, ENCODING_UTF_8, NULL, NULL, 0, 0 \
	}

/* UTF-16 is read as UTF-8: the records have been made that (utf16.h). */
int decoder_start(struct decoder *, enum encoding, struct fail *) MUST_CHECK;
/* Forget the texts so far; room for cells of this many bytes in all. */
int decoder_reserve(struct decoder *, size_t bytes, struct fail *) MUST_CHECK;
/*
 * The cell as UTF-8, borrowed until decoder_reserve() or until the bytes are
 * gone; NULL if the bytes are no text in this encoding.
 */
const char *decoder_text(struct decoder *, const char *bytes, size_t *length);
void decoder_clear(struct decoder *);

#endif
