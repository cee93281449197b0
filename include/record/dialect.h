/*
 * dialect.h - how the records of a file are written: its delimiter, quotation
 * mark and escape.
 *
 *	struct dialect d;
 *	dialect_detect(head, length, NULL, &d);
 *	printf("%c, %.0f %% sure\n", d.delimiter, 100 * d.confidence);
 *
 * A first line "sep=X" says the delimiter itself.  Otherwise each likely
 * dialect is tried on the head; the one wins by which the records are the most
 * alike (few patterns of delimiters) and their cells are the most of a known
 * kind (numbers, dates, plain words ...), after G. J. J. van den Burg,
 * A. Nazabal, C. Sutton, "Wrangling messy CSV files by detecting row and type
 * patterns", Data Mining and Knowledge Discovery 33 (2019).
 */
#ifndef RECORD_DIALECT_H
#define RECORD_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct dialect {
	char delimiter; /* one byte; in one-byte encodings it may be >= 0x80 */
	bool repeated;  /* runs of blanks (and tabs) are one delimiter; at the
			 * ends of a line they are none */
	bool space_after;  /* blanks after a delimiter are no text: ", " */
	char quote;        /* '"', '\'' or 0: nothing is quoted */
	char escape;       /* '\\': it stands before a quotation mark inside
			    * quotes; 0: the mark is doubled */
	bool said_so;      /* the first line is sep=X */
	size_t width;      /* cells that most records have, at least 1 */
	double confidence; /* 0 to 1 */
};

/* What is known of it beforehand. */
struct dialect_given {
	char delimiter; /* 0: to be detected */
	bool quote_given, escape_given, space_given;
	char quote;       /* 0: nothing is quoted */
	char escape;      /* 0: the quotation mark is doubled */
	bool space_after; /* skipInitialSpace */
};

/* The head of a file without its byte-order mark, in its own bytes (UTF-16
 * made UTF-8); given: what is known of it, NULL: nothing. */
void dialect_detect(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *);

#endif
