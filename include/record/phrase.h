/*
 * phrase.h - is a cell one of these words, or does it start with one?  Case, ё,
 * kinds of blanks and dashes, and quotation marks make no difference; nothing is
 * allocated, so it is for row loops (text_normalise() is for names).
 *
 *	phrase_starts("ИТОГО  по области", 31, "Итого")  is 5
 *	phrase_starts("Итоговая аттестация", 37, "Итого")  is 0
 *	phrase_is("НЕТ", 6, "нет")  is true
 */
#ifndef RECORD_PHRASE_H
#define RECORD_PHRASE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"

/* How many characters of the text are the phrase; 0 if it starts otherwise.
 * The text is UTF-8.  A phrase that ends in a letter or digit must end a word
 * of the text. */
size_t phrase_starts(const char *text, size_t length, const char *phrase);
/* Is the whole text the phrase? */
bool phrase_is(const char *text, size_t length, const char *phrase);
/* The index of the first phrase of the list that it starts with, or -1. */
int phrase_find(const char *text, size_t length, const struct text_list *);

#endif
