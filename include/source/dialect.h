/*
 * dialect.h - which delimiter and which quotation mark a file uses.
 *
 *	struct dialect d;
 *	dialect_detect(head, length, &d);
 *
 * The delimiter is the one of ; tab , by which the most lines of the head
 * have the same number of fields; a first line "sep=X" says it itself.
 * Quotation marks are taken as such unless they mostly stand where RFC 4180
 * has none (names with quotation marks of their own).
 */
#ifndef SOURCE_DIALECT_H
#define SOURCE_DIALECT_H

#include <stdbool.h>
#include <stddef.h>

struct dialect {
	char delimiter;
	char quote;   /* '"', or 0: nothing is quoted */
	bool said_so; /* the first line is sep=X */
	size_t width; /* fields that most records have, at least 1 */
};

/* The head of a file without its byte-order mark. */
void dialect_detect(const unsigned char *head, size_t length, struct dialect *);
/* The same when the delimiter (not 0) or the quotation mark is known. */
void dialect_complete(const unsigned char *head, size_t length, char delimiter,
    bool quote_given, char quote, struct dialect *);

#endif
