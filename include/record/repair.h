/*
 * repair.h - cells that are in another encoding than their file, or were
 * encoded twice.
 *
 *	long costs[CHARSETS] = { 0 };
 *	repair_learn(costs, bytes, length);
 *	if (repair_bytes(costs, bytes, length, &other))
 *		... the cell is in that encoding ...
 *
 * Only what is certain: the result is Russian, Belarusian or Tatar text, and
 * the reading that was given makes no sense as such.
 */
#ifndef RECORD_REPAIR_H
#define RECORD_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "record/charset.h"
#include "record/encoding.h"

/* Bits by which a reading must be better than another to be certain (eighths):
 * one in a thousand would be wrong. */
#define REPAIR_CERTAIN 80

/*
 * Add what bytes that are not UTF-8 cost in each one-byte encoding
 * (cyrillic.h). Bytes that are UTF-8 say nothing.
 */
void repair_learn(
    long costs[CHARSETS], const unsigned char *bytes, size_t length);

/*
 * Which one-byte encoding a cell has that is not UTF-8, by the costs of the
 * cells around it (or its own); false: it is not certain.
 */
bool repair_bytes(const long costs[CHARSETS], const unsigned char *bytes,
    size_t length, enum encoding *);

/* Is a cell that is not UTF-8 as good as usual in the encoding that other parts
 * of the file have, so that no other need be tried? */
bool repair_is_likely(
    enum encoding expected, const unsigned char *bytes, size_t length);

/* Is a cell that happens to be UTF-8, but of characters that tables hardly
 * have, in the one-byte encoding that other parts of the file have? */
bool repair_is_expected(
    enum encoding expected, const unsigned char *bytes, size_t length);

/* Is a cell in a file of this one-byte encoding UTF-8?  expected: other cells
 * are. */
bool repair_is_utf8(
    enum encoding, bool expected, const unsigned char *bytes, size_t length);

/*
 * UTF-8 that was taken for another encoding (Windows-1251 or -1252, ISO-8859-1
 * or -5, KOI8-R, CP866, MacCyrillic) and made UTF-8 again: the text before
 * that is written to `to`, which has room for length bytes.  Returns its
 * length, 0 if it is no such text.  expected: other cells of the record are.
 */
size_t repair_twice(
    bool expected, const unsigned char *text, size_t length, char *to);

#endif
