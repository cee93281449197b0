/*
 * russian.h - how much a text looks like Russian or Belarusian.
 *
 *	const uint16_t (*costs)[RUSSIAN_KINDS] = russian_costs();
 *	unsigned before = russian_kind(' ');
 *	for (each character c of the text) {
 *		kind = russian_kind(c);
 *		cost += costs[before][kind];
 *		before = kind;
 *	}
 *
 * The cost is what the text takes in eighths of a bit when each character is
 * told from the one before it, by how often they follow each other in exports:
 * the reading of the same bytes that costs least is the likeliest.
 */
#ifndef RECORD_RUSSIAN_H
#define RECORD_RUSSIAN_H

#include <stdint.h>

/* Kinds of characters are below this. */
#define RUSSIAN_KINDS 128

/* What the costs tell apart: each letter, upper and lower case, and the kinds
 * of signs.  c is a Unicode character; 0: there is none. */
unsigned russian_kind(unsigned c);

/* What a character of one kind costs behind one of another, made once:
 * costs[before][kind].  ASCII costs nothing but what it says about the letters
 * beside it. */
const uint16_t (*russian_costs(void))[RUSSIAN_KINDS];

/* Is the kind a letter of Russian or Belarusian? */
int russian_is_letter(unsigned kind);

#endif
