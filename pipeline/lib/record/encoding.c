/* encoding.c - which encoding a file has */
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "record/charset.h"
#include "record/cyrillic.h"
#include "record/encoding.h"
#include "record/utf8.h"

#define DAMAGED 20 /* characters to one that is damaged, at least */
#define HEAD_MAX (256U << 10)
#define PIECES 64 /* so many are looked at, of so many bytes, which overlap */
#define PIECE 512
#define PIECE_STEP 128 /* at least from one to the next */

static const char *const names[ENCODINGS] = { "utf-8", "windows-1251", "koi8-r",
	"cp866", "iso-8859-5", "x-mac-cyrillic", "utf-16le", "utf-16be" };

const char *
encoding_name(enum encoding encoding)
{
	return names[encoding];
}

void
encoding_byte(enum encoding encoding, char byte, char text[ENCODING_BYTE])
{
	unsigned c = (unsigned char)byte;

	if (c >= 0x80)
		c = encoding == ENCODING_UTF_8 || encoding_is_utf16(encoding)
			? 0
			: charsets[encoding - ENCODING_WINDOWS_1251][c - 0x80];
	if ((unsigned char)byte >= 0x80 && c < 0xA0) /* none, or a control */
		snprintf(text, ENCODING_BYTE, "\\x%02X", (unsigned char)byte);
	else
		text[c == 0 ? 0 : utf8_put(c, text)] = '\0';
}

size_t
encoding_mark(const unsigned char *head, size_t length)
{
	if (length >= 3 && memcmp(head, "\xEF\xBB\xBF", 3) == 0)
		return 3;
	return length >= 2 && (memcmp(head, "\xFF\xFE", 2) == 0 ||
				  memcmp(head, "\xFE\xFF", 2) == 0)
		   ? 2
		   : 0;
}

bool
encoding_is_utf16(enum encoding encoding)
{
	return encoding == ENCODING_UTF_16LE || encoding == ENCODING_UTF_16BE;
}

/* ---- UTF-16 ---- */

/* Does text hold such a unit often: ASCII, Latin-1, Cyrillic, dashes, quotation
 * marks, the number sign? */
static bool
is_common(unsigned high, unsigned low)
{
	switch (high) {
	case 0x00:
		return low >= 0xA0 || (low >= 0x20 && low < 0x7F) ||
		       (low >= '\t' && low <= '\r');
	case 0x04:
		return true;
	case 0x20:
		return (low >= 0x10 && low <= 0x3A) || low == 0xAC;
	case 0x21:
		return low == 0x16 || low == 0x22;
	default:
		return false;
	}
}

/* UTF-16 without mark: nearly all units are common ones in one order of their
 * bytes, and some are ASCII, which brings NULs. */
static bool
looks_like_utf16(
    const unsigned char *head, size_t length, enum encoding *encoding)
{
	size_t i, units = length / 2, little = 0, big = 0;

	if (units < 2 || memchr(head, 0, length) == NULL)
		return false;
	for (i = 0; i < units; i++) {
		little += is_common(head[2 * i + 1], head[2 * i]);
		big += is_common(head[2 * i], head[2 * i + 1]);
	}
	*encoding = little >= big ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
	return (little >= big ? little : big) * DAMAGED >=
	       units * (DAMAGED - 1);
}

/* ---- no text ---- */

/* Where an archive has the name of its first files. */
#define ARCHIVE_START 4096

/* Control characters that text has no use for; the most frequent one may be a
 * delimiter, so it does not count.  NUL is not among them. */
static size_t
count_control(const unsigned char *head, size_t length)
{
	size_t counts[0x20] = { 0 }, i, sum = 0, most = 0;

	for (i = 0; i < length; i++)
		if (head[i] < 0x20 && strchr("\t\n\v\f\r\x1A", head[i]) == NULL)
			counts[head[i]]++;
	for (i = 1; i < COUNT(counts); i++) {
		sum += counts[i];
		most = counts[i] > most ? counts[i] : most;
	}
	return sum - most;
}

static bool
has_bytes(const unsigned char *head, size_t length, const char *bytes)
{
	size_t i, size = strlen(bytes);

	for (i = 0; i + size <= length; i++)
		if (memcmp(head + i, bytes, size) == 0)
			return true;
	return false;
}

/* A workbook of a spreadsheet: the archive of .xlsx and .ods, or the OLE file
 * of .xls. */
static int
refuse_book(
    const unsigned char *head, size_t length, const char *name, struct fail *f)
{
	static const char archive[] = "PK\3\4";
	static const char ole[] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
	size_t start = length < ARCHIVE_START ? length : ARCHIVE_START;

	if (length >= strlen(ole) && memcmp(head, ole, strlen(ole)) == 0)
		start = 0;
	else if (length < strlen(archive) ||
		 memcmp(head, archive, strlen(archive)) != 0)
		return 0;
	if (start > 0 && !has_bytes(head, start, "[Content_Types].xml") &&
	    !has_bytes(head, start, "xl/") &&
	    !has_bytes(head, start, "opendocument"))
		return fail_set(f, FAIL_DATA,
		    _("%s: an archive (ZIP); unpack it and give the files in "
		      "it"),
		    name);
	return fail_set(f, FAIL_DATA,
	    _("%s: this is a workbook of Excel or LibreOffice: save it as CSV"),
	    name);
}

/* What no text file holds.  NULs at the end alone are what a crash leaves. */
static int
refuse_binary(
    const unsigned char *head, size_t length, const char *name, struct fail *f)
{
	const unsigned char *nul = memchr(head, 0, length);
	size_t i, control, nuls = 0;

	if (refuse_book(head, length, name, f) == -1)
		return -1;
	while (length > 0 && head[length - 1] == 0)
		length--;
	control = count_control(head, length);
	for (i = 0; i < length; i++)
		nuls += head[i] == 0;
	if ((nul != NULL && length == 0) || nuls * 4 > length ||
	    (nul != NULL && control > 0 && (nuls + control) * 50 > length))
		return fail_set(f, FAIL_DATA,
		    _("%s: a binary file (NUL at byte %zu), expected text"),
		    name, (size_t)(nul - head));
	if (control > 4 && control * 50 > length)
		return fail_set(f, FAIL_DATA,
		    _("%s: a binary file (%zu control characters in its first "
		      "%zu bytes), expected text"),
		    name, control, length);
	return 0;
}

/* ---- UTF-8 ---- */

struct utf8_counts {
	size_t valid;   /* characters beyond ASCII */
	size_t russian; /* of them Cyrillic ones of two bytes */
	size_t odd;     /* of them those that tables hardly have */
	size_t invalid; /* bytes that make none */
};

/* Cyrillic letters as UTF-8 has them, and one-byte encodings hardly do. */
static bool
is_russian(unsigned c)
{
	return (c >= 0x410 && c <= 0x44F) || c == 0x401 || c == 0x451 ||
	       c == 0x406 || c == 0x456 || c == 0x40E || c == 0x45E;
}

static bool
is_odd(unsigned c)
{
	return c < 0xA0 || (c >= 0x250 && c < 0x370) ||
	       (c >= 0x530 && c < 0x1E00) || (c >= 0x20D0 && c < 0x2100) ||
	       (c >= 0x27C0 && c < 0xFE00) || (c >= 0x10000 && c < 0x1F000) ||
	       c >= 0x20000;
}

/* Characters of UTF-8.  What is none is added to the rest, with the ASCII
 * beside it, to find out which encoding it has. */
static struct utf8_counts
count_utf8(const unsigned char *head, size_t length, bool whole,
    struct cyrillic_sample *rest)
{
	struct utf8_counts n = { 0, 0, 0, 0 };
	size_t i, size, from = 0;
	unsigned c;

	for (i = 0; i < length; i += size) {
		size = utf8_character(head + i, length - i, &c);
		if (size == 1)
			continue;
		if (size == 0) {
			if (utf8_is_cut(head + i, length - i) &&
			    (!whole || n.valid > 0))
				break;
			n.invalid++;
			size = 1;
			continue;
		}
		n.valid++;
		n.odd += is_odd(c);
		if (is_russian(c)) {
			n.russian++;
			cyrillic_add(rest, head + from, i - from);
			from = i + size;
		}
	}
	cyrillic_add(rest, head + from, length - from);
	return n;
}

/* UTF-8 and something else in one file: which has more of it?  The rest has
 * been asked for its encoding. */
static void
settle_mixed(const struct utf8_counts *n, struct encoding_guess *guess)
{
	guess->mixed = true;
	if (n->valid < n->invalid) {
		guess->second = ENCODING_UTF_8;
		return;
	}
	guess->second = guess->encoding;
	guess->encoding = ENCODING_UTF_8;
	guess->confidence = 1;
	guess->sure = true;
}

/* Is a piece in another one-byte encoding than the whole?  Half as much again
 * is what the wrong one costs at least, and 20 bits, that it is no accident. */
static bool
is_other_piece(
    const unsigned char *piece, size_t length, struct encoding_guess *guess)
{
	long given = cyrillic_cost(guess->encoding, piece, length), cost;
	long high = 0;
	bool found = false;
	size_t i;
	int e;

	for (i = 0; i < length; i++)
		high += piece[i] >= 0x80;
	/* as cheap as Russian is: no need to try the others */
	if (given <= high * 40 + 160)
		return false;
	for (e = ENCODING_WINDOWS_1251; e <= ENCODING_MAC_CYRILLIC; e++) {
		cost = cyrillic_cost((enum encoding)e, piece, length);
		if (cost + cost / 2 + 160 >= given)
			continue;
		given = cost + cost / 2 + 160;
		guess->second = (enum encoding)e;
		found = true;
	}
	return found;
}

/* A file of one encoding that goes on in another: pieces of it tell. */
static void
find_second(
    const unsigned char *head, size_t length, struct encoding_guess *guess)
{
	size_t step = length / PIECES, i;

	if (step < PIECE_STEP)
		step = PIECE_STEP;
	for (i = 0; i < length && !guess->mixed; i += step)
		guess->mixed = is_other_piece(
		    head + i, length - i < PIECE ? length - i : PIECE, guess);
	if (guess->mixed)
		guess->sure = true;
}

/* Bytes beyond ASCII: UTF-8, or a one-byte encoding? */
static void
detect_bytes(const unsigned char *head, size_t length, bool whole,
    struct encoding_guess *guess)
{
	struct cyrillic_sample rest = { { { 0 } }, 0, 0 };
	struct utf8_counts n = count_utf8(head, length, whole, &rest);

	if (n.invalid == 0 && (n.valid == 0 || n.odd * 2 <= n.valid))
		return;
	cyrillic_choose(&rest, guess);
	if (n.invalid == 0) {
		/* characters that tables hardly have: only a short text that
		 * is Russian otherwise may look like that by chance */
		if (n.valid >= 8 || !guess->sure)
			*guess = (struct encoding_guess){ ENCODING_UTF_8, 0.9,
				true, guess->encoding, false };
	} else if (n.invalid * DAMAGED <= n.valid ||
		   (n.russian >= 4 && n.russian * 200 >= n.invalid))
		settle_mixed(&n, guess);
	else
		find_second(head, length, guess);
}

int
encoding_detect(const unsigned char *head, size_t length, bool whole,
    const char *name, struct encoding_guess *guess, struct fail *f)
{
	size_t mark = encoding_mark(head, length);

	*guess = (struct encoding_guess){ ENCODING_UTF_8, 1, true,
		ENCODING_UTF_8, false };
	if (length > HEAD_MAX) {
		length = HEAD_MAX;
		whole = false;
	}
	if (mark == 2 && (length < 4 || memcmp(head + 2, "\0", 2) != 0)) {
		guess->encoding =
		    head[0] == 0xFF ? ENCODING_UTF_16LE : ENCODING_UTF_16BE;
		return 0;
	}
	if (looks_like_utf16(head, length, &guess->encoding))
		return 0;
	guess->encoding = ENCODING_UTF_8;
	if (refuse_binary(head, length, name, f) == -1)
		return -1;
	if (mark == 0)
		detect_bytes(head, length, whole, guess);
	return 0;
}
