/*
 * letters.h - texts whose letters were typed in another alphabet, and
 * characters that nobody sees.
 *
 *	struct letters l;
 *	char to[1024];
 *	switch (letters_clean("Kолледж", 13, to, sizeof(to), &l)) {
 *	case LETTERS_REPAIRED: (to holds "Колледж", as does l.word)
 *	case LETTERS_SAME: (nothing was written)
 *
 * Zero-width characters and soft hyphens are dropped and no-break blanks
 * become blanks.  Letters that look alike in both alphabets (A a B C c E e H i
 * K M O o P p T X x y, and ë) are made those of their word, if another
 * letter of it can only be Cyrillic and none only Latin, or the other way
 * about.  A word of look-alikes alone becomes Cyrillic if at least half of it
 * is and all that is certain in the text is Cyrillic.  Roman numerals with a
 * Cyrillic ending or letter behind (XXв, IVб) and words certain of both
 * alphabets stay.
 */
#ifndef RECORD_LETTERS_H
#define RECORD_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

enum letters_change {
	LETTERS_SAME,
	LETTERS_CLEANED, /* only characters that nobody sees changed */
	LETTERS_REPAIRED /* letters were, too */
};

struct letters {
	size_t length;
	const char *word; /* the first that was repaired, in the new text */
	size_t word_length;
};

/* The text is UTF-8.  Unless it is the same, the new one is written, without
 * a NUL.  A text that does not fit, or takes more than half of the
 * room, is the same. */
enum letters_change letters_clean(
    const char *text, size_t length, char *to, size_t size, struct letters *);

/* Are two texts the same, but for ё where the other has е? */
bool letters_same(
    const char *a, size_t a_length, const char *b, size_t b_length);

#endif
