/*
 * charset.h - the one-byte encodings of Russian files.
 *
 *	const uint16_t *upper = charsets[encoding - ENCODING_WINDOWS_1251];
 *	unsigned character = upper[byte - 0x80];
 *
 * Tables of our own, because iconv loads a library for each one that a file
 * is compared with, which takes longer than to read a small file.
 */
#ifndef RECORD_CHARSET_H
#define RECORD_CHARSET_H

#include <stdint.h>

/* windows-1251, koi8-r, cp866, iso-8859-5, x-mac-cyrillic */
#define CHARSETS 5

/* The character of each byte from 0x80 on; 0 where there is none. */
extern const uint16_t charsets[CHARSETS][128];

#endif
