/*
 * utf8.h - the characters of bytes that may be UTF-8 or not.
 *
 *	for (; left > 0; bytes += size, left -= size)
 *		if ((size = utf8_character(bytes, left, &c)) == 0)
 *			size = 1; (no character begins here)
 */
#ifndef RECORD_UTF8_H
#define RECORD_UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* The character that begins here, and its bytes; 0: none (overlong forms and
 * surrogates are none). */
size_t utf8_character(const unsigned char *bytes, size_t left, unsigned *c);

/* Are these bytes the beginning of a character whose end is missing? */
bool utf8_is_cut(const unsigned char *bytes, size_t left);

/* Write a character; returns its bytes, at most 4. */
size_t utf8_put(unsigned c, char *to);

#endif
