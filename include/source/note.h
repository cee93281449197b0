/*
 * note.h - does a text start as a note below a table does?
 *
 *	note_starts("* По данным ведомств", 34)  is true
 *	note_starts("Источник: Росстат", 31)  is true
 */
#ifndef SOURCE_NOTE_H
#define SOURCE_NOTE_H

#include <stdbool.h>
#include <stddef.h>

/* The text is UTF-8; blanks before it make no difference. */
bool note_starts(const char *text, size_t length);

#endif
