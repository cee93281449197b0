/*
 * signature.h - lines by which a table is signed: who made it, who answers for
 * it, where the seal goes.  They stand below the last row, in one cell.
 *
 *	signature_is("Исп. Иванова М.П., тел. 2-22-22", 46, true)  is true
 *	signature_is("Директор     Петров П.П.", 40, true)  is true
 *	signature_is("Директор", 16, true)  is false: a row may be about it
 *
 * Only for a row that has no other filled cell.
 */
#ifndef RECORD_SIGNATURE_H
#define RECORD_SIGNATURE_H

#include <stdbool.h>
#include <stddef.h>

/* The text is UTF-8, trimmed.  posts: those who sign by their post, too, which
 * may as well head a section. */
bool signature_is(const char *text, size_t length, bool posts);

#endif
