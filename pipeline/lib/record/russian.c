/* russian.c - what a text costs under a model of Russian (russian.h) */
#include <pthread.h>
#include <stdbool.h>

#include "record/russian.h"

#define BIT 8 /* the costs are eighths */
#define INITIALS 44

/*
 * The letters are а-я without ё, then ё, і, ў; 0 is anything else.
 */
#define LETTERS 36

/*
 * -8 log2 of how often the letter of the column follows that of the row, in
 * lower case.  Counted in the packages of Debian 12: fortunes-ru 1.52
 * (quotations; weight 0.50), the Russian (0.15) and Belarusian (0.06) names of
 * countries, regions, languages and currencies of iso-codes 4.15, the words of
 * hunspell-ru 7.5 (0.15) and hunspell-be 0.53 (0.06); and 25 KB of Russian web
 * pages about vocational education (0.08).  0.03 of each frequency is that of
 * the letter behind any other, 0.01 is the same for all.
 */
static const unsigned char follows[LETTERS][LETTERS] = {
	{ 0, 38, 37, 31, 42, 36, 43, 48, 42, 37, 76, 30, 41, 35, 30, 34, 27, 37,
	    28, 36, 43, 53, 52, 60, 42, 55, 82, 94, 82, 83, 49, 68, 52, 88, 68,
	    72 },
	{ 20, 59, 45, 35, 48, 39, 43, 52, 40, 60, 42, 37, 32, 38, 27, 64, 48,
	    32, 33, 32, 58, 62, 50, 51, 50, 54, 48, 94, 82, 83, 81, 45, 38, 73,
	    77, 57 },
	{ 45, 24, 69, 50, 71, 69, 24, 74, 74, 31, 82, 54, 25, 58, 44, 22, 73,
	    29, 47, 68, 30, 83, 59, 74, 72, 74, 55, 60, 28, 65, 64, 71, 42, 77,
	    52, 93 },
	{ 23, 19, 80, 70, 41, 60, 25, 85, 58, 30, 82, 54, 45, 65, 44, 24, 65,
	    48, 35, 54, 48, 90, 81, 75, 75, 36, 78, 92, 31, 52, 76, 85, 54, 70,
	    53, 93 },
	{ 32, 21, 71, 52, 70, 34, 25, 85, 83, 32, 80, 58, 34, 67, 48, 14, 75,
	    30, 56, 63, 36, 83, 73, 81, 64, 74, 90, 94, 73, 82, 75, 71, 79, 78,
	    52, 93 },
	{ 34, 21, 70, 44, 61, 61, 22, 38, 47, 27, 82, 52, 41, 59, 32, 24, 56,
	    35, 40, 63, 34, 80, 67, 59, 66, 65, 89, 80, 42, 51, 54, 68, 53, 64,
	    88, 93 },
	{ 20, 60, 48, 33, 42, 38, 41, 52, 48, 60, 42, 41, 32, 36, 23, 56, 53,
	    28, 30, 30, 69, 72, 56, 54, 50, 52, 61, 94, 82, 83, 83, 69, 65, 71,
	    86, 76 },
	{ 37, 25, 59, 60, 69, 28, 14, 65, 82, 22, 82, 51, 64, 61, 26, 44, 67,
	    65, 50, 73, 42, 90, 86, 82, 39, 69, 90, 93, 47, 60, 55, 81, 82, 60,
	    86, 93 },
	{ 31, 15, 48, 34, 48, 37, 35, 65, 70, 36, 82, 58, 43, 38, 26, 33, 77,
	    45, 48, 69, 40, 90, 86, 79, 74, 72, 90, 71, 31, 55, 78, 72, 48, 67,
	    45, 93 },
	{ 20, 51, 52, 35, 53, 46, 34, 62, 39, 51, 24, 36, 39, 39, 28, 48, 56,
	    40, 37, 30, 71, 67, 46, 47, 44, 55, 66, 94, 82, 83, 87, 65, 36, 90,
	    89, 93 },
	{ 3, 65, 72, 63, 70, 50, 60, 87, 71, 65, 82, 55, 55, 56, 42, 46, 74, 57,
	    26, 48, 77, 75, 79, 63, 71, 59, 84, 94, 75, 83, 90, 78, 66, 92, 84,
	    93 },
	{ 28, 15, 79, 56, 78, 74, 45, 71, 75, 21, 82, 64, 42, 69, 53, 20, 75,
	    31, 44, 40, 36, 85, 69, 68, 79, 65, 90, 94, 76, 76, 79, 74, 80, 89,
	    43, 93 },
	{ 37, 22, 67, 68, 60, 62, 25, 59, 77, 22, 82, 51, 47, 69, 55, 24, 70,
	    74, 53, 59, 37, 80, 80, 85, 69, 85, 88, 94, 49, 22, 76, 35, 35, 57,
	    43, 93 },
	{ 19, 21, 47, 66, 73, 73, 24, 85, 76, 28, 82, 59, 53, 55, 39, 24, 48,
	    65, 46, 70, 31, 73, 80, 75, 73, 75, 83, 94, 35, 68, 67, 76, 48, 69,
	    53, 93 },
	{ 30, 22, 71, 70, 45, 41, 25, 77, 68, 23, 82, 52, 71, 76, 35, 25, 77,
	    65, 37, 39, 43, 70, 77, 55, 64, 71, 52, 93, 27, 45, 77, 74, 47, 65,
	    50, 93 },
	{ 21, 63, 35, 27, 36, 33, 44, 47, 49, 53, 41, 42, 32, 36, 32, 60, 45,
	    30, 30, 32, 64, 55, 58, 63, 47, 54, 68, 94, 82, 83, 75, 69, 60, 81,
	    85, 67 },
	{ 48, 24, 82, 73, 82, 79, 27, 87, 84, 35, 82, 62, 36, 79, 56, 15, 57,
	    16, 57, 57, 32, 84, 73, 71, 68, 72, 85, 94, 50, 59, 77, 70, 56, 79,
	    54, 93 },
	{ 34, 17, 58, 52, 48, 47, 24, 59, 69, 27, 82, 51, 57, 51, 42, 22, 63,
	    60, 42, 45, 32, 69, 59, 67, 65, 60, 81, 94, 37, 59, 49, 68, 48, 68,
	    88, 93 },
	{ 34, 34, 69, 44, 76, 64, 33, 82, 82, 37, 82, 21, 34, 50, 47, 34, 37,
	    56, 40, 17, 44, 70, 62, 53, 58, 67, 88, 82, 57, 49, 76, 74, 29, 69,
	    58, 93 },
	{ 23, 25, 75, 35, 76, 68, 28, 85, 82, 30, 82, 50, 56, 70, 44, 21, 71,
	    32, 38, 62, 42, 80, 72, 80, 70, 80, 81, 90, 40, 24, 60, 73, 57, 71,
	    88, 93 },
	{ 22, 42, 34, 44, 37, 31, 46, 34, 46, 57, 55, 39, 38, 35, 39, 59, 39,
	    32, 33, 33, 74, 69, 49, 58, 34, 41, 51, 94, 82, 83, 54, 39, 66, 90,
	    73, 83 },
	{ 33, 24, 80, 74, 62, 79, 19, 87, 83, 22, 82, 67, 40, 65, 59, 22, 76,
	    25, 59, 49, 34, 49, 74, 86, 80, 81, 89, 94, 61, 52, 70, 73, 71, 79,
	    40, 93 },
	{ 14, 22, 74, 42, 74, 69, 43, 85, 78, 35, 82, 68, 43, 51, 35, 18, 73,
	    40, 44, 50, 41, 89, 83, 81, 72, 71, 90, 87, 72, 73, 67, 86, 77, 89,
	    51, 93 },
	{ 34, 19, 71, 50, 67, 72, 20, 87, 62, 21, 82, 33, 70, 76, 68, 42, 73,
	    74, 63, 64, 44, 91, 75, 37, 85, 71, 90, 94, 35, 26, 49, 66, 50, 64,
	    37, 93 },
	{ 45, 21, 82, 60, 82, 76, 15, 65, 84, 22, 82, 42, 65, 71, 28, 52, 80,
	    55, 63, 24, 37, 91, 77, 87, 77, 48, 90, 94, 42, 51, 52, 89, 82, 56,
	    87, 93 },
	{ 40, 26, 82, 52, 81, 79, 21, 87, 84, 13, 82, 32, 42, 58, 42, 40, 57,
	    62, 49, 43, 43, 61, 83, 72, 46, 83, 90, 94, 46, 31, 55, 80, 74, 63,
	    89, 93 },
	{ 59, 30, 83, 74, 83, 79, 11, 87, 84, 9, 82, 76, 77, 80, 56, 67, 81, 67,
	    74, 73, 47, 91, 88, 88, 85, 87, 90, 94, 82, 57, 90, 89, 82, 48, 89,
	    93 },
	{ 57, 68, 83, 76, 83, 79, 6, 87, 84, 72, 82, 76, 77, 80, 72, 69, 81, 74,
	    74, 73, 80, 91, 88, 88, 85, 87, 90, 94, 82, 83, 90, 49, 14, 32, 89,
	    93 },
	{ 15, 65, 52, 32, 54, 56, 36, 67, 55, 69, 19, 34, 40, 36, 44, 69, 49,
	    45, 38, 37, 74, 77, 37, 52, 51, 49, 77, 94, 81, 83, 86, 82, 47, 79,
	    82, 67 },
	{ 7, 68, 56, 57, 58, 57, 40, 85, 53, 62, 81, 37, 75, 51, 26, 58, 67, 74,
	    27, 47, 80, 67, 82, 63, 63, 43, 72, 94, 82, 82, 89, 45, 41, 63, 84,
	    93 },
	{ 29, 56, 52, 46, 46, 45, 67, 67, 48, 72, 41, 33, 27, 39, 25, 61, 47,
	    28, 28, 17, 66, 51, 57, 51, 63, 48, 90, 94, 82, 83, 87, 70, 68, 92,
	    75, 65 },
	{ 15, 64, 23, 67, 58, 33, 65, 43, 51, 64, 60, 49, 60, 52, 47, 66, 62,
	    39, 45, 22, 80, 76, 66, 57, 42, 64, 22, 94, 82, 83, 72, 63, 80, 91,
	    84, 93 },
	{ 6, 67, 63, 46, 55, 48, 46, 57, 35, 68, 63, 48, 50, 43, 37, 66, 61, 48,
	    48, 31, 73, 81, 55, 56, 57, 72, 51, 94, 82, 83, 78, 50, 58, 91, 88,
	    72 },
	{ 21, 67, 55, 30, 49, 52, 69, 52, 46, 72, 62, 45, 42, 32, 17, 69, 52,
	    24, 42, 24, 80, 81, 48, 76, 69, 43, 77, 94, 82, 83, 88, 82, 82, 88,
	    89, 52 },
	{ 18, 63, 53, 42, 50, 43, 55, 59, 46, 72, 47, 29, 35, 43, 25, 62, 50,
	    35, 33, 41, 71, 62, 55, 29, 41, 53, 90, 94, 82, 83, 85, 80, 28, 57,
	    70, 60 },
	{ 26, 52, 48, 34, 46, 29, 54, 58, 35, 72, 74, 31, 33, 51, 20, 66, 45,
	    37, 24, 36, 78, 73, 59, 42, 46, 41, 90, 94, 82, 83, 67, 68, 71, 82,
	    67, 93 },
};

/* Kinds beside the letters; an upper case letter has bit UPPER. */
enum kind {
	KIND_END = 0, /* ASCII but for the next two */
	KIND_DIGIT = 40,
	KIND_LATIN,    /* ASCII letters */
	KIND_CYRILLIC, /* letters of other languages */
	KIND_BLANK,    /* no-break space */
	KIND_OPENING,  /* « */
	KIND_QUOTE,    /* „ “ */
	KIND_CLOSING,  /* » ” */
	KIND_NUMBER,   /* № */
	KIND_DASH,
	KIND_POINTS, /* … and other quotation marks */
	KIND_SIGN,   /* ° § and the like */
	KIND_LINE,   /* ─ ═ */
	KIND_FRAME,  /* the corners and crossings of frames */
	KIND_RARE,
	KIND_CONTROL,
	KIND_NONE, /* no character */
	UPPER = 64
};

/* ё і ў stand behind я; Ѐ-Џ are 80 above ѐ-џ. */
static unsigned
cyrillic_kind(unsigned c)
{
	unsigned upper = c < 0x430 ? UPPER : 0;

	if (c >= 0x410 && c <= 0x44F)
		return ((c - 0x410) % 32 + 1) | upper;
	switch (c < 0x410 ? c + 80 : c) {
	case 0x451:
		return 33 | upper;
	case 0x456:
		return 34 | upper;
	case 0x45E:
		return 35 | upper;
	default:
		return KIND_CYRILLIC | (c < 0x410 ? UPPER : 0);
	}
}

static unsigned
sign_kind(unsigned c)
{
	switch (c) {
	case 0xA0:
		return KIND_BLANK;
	case 0xAB:
		return KIND_OPENING;
	case 0x201E:
	case 0x201C:
		return KIND_QUOTE;
	case 0xBB:
	case 0x201D:
		return KIND_CLOSING;
	case 0x2116:
		return KIND_NUMBER;
	case 0x2013:
	case 0x2014:
		return KIND_DASH;
	case 0x2026:
	case 0x2018:
	case 0x2019:
		return KIND_POINTS;
	case 0xA7:
	case 0xB0:
	case 0xB1:
	case 0xB7:
	case 0xAD:
	case 0xA9:
	case 0xAE:
	case 0x20AC:
	case 0x2022:
	case 0x2122:
	case 0x2030:
		return KIND_SIGN;
	default:
		return c == 0                       ? KIND_NONE
		       : c < 0xA0                   ? KIND_CONTROL
		       : c == 0x2500 || c == 0x2550 ? KIND_LINE
		       : c > 0x2500 && c < 0x2580   ? KIND_FRAME
						    : KIND_RARE;
	}
}

unsigned
russian_kind(unsigned c)
{
	if (c > 0 && c < 0x80) {
		if (c >= '0' && c <= '9')
			return KIND_DIGIT;
		return (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? KIND_LATIN
							      : KIND_END;
	}
	if (c >= 0x460 && c < 0x530) /* pairs, the upper case letter first */
		return KIND_CYRILLIC | (c % 2 == 0 ? (unsigned)UPPER : 0);
	return c >= 0x400 && c < 0x460 ? cyrillic_kind(c) : sign_kind(c);
}

int
russian_is_letter(unsigned kind)
{
	unsigned letter = kind & ~(unsigned)UPPER;

	return letter > 0 && letter < LETTERS;
}

/* Case: words begin with either, go on in lower case or are all upper case. */
static int
case_cost(unsigned before, unsigned kind, bool inside)
{
	if (!inside)
		return kind & UPPER ? 12 : 5;
	if (kind & UPPER)
		return before & UPPER ? BIT : 9 * BIT;
	return before & UPPER ? BIT : 0;
}

/* A letter. */
static int
letter_cost(unsigned before, unsigned kind)
{
	bool inside = russian_is_letter(before) ||
		      (before & ~(unsigned)UPPER) == KIND_CYRILLIC;
	unsigned letter = kind & ~(unsigned)UPPER, from = 0;
	int cost = case_cost(before, kind, inside), pair;

	if (russian_is_letter(before))
		from = before & ~(unsigned)UPPER;
	switch (before) {
	case KIND_DIGIT:
	case KIND_NUMBER:
		cost += 2 * BIT;
		break;
	case KIND_LINE:
	case KIND_FRAME:
		cost += 2 * BIT;
		break;
	case KIND_CLOSING:
	case KIND_DASH:
	case KIND_POINTS:
		cost += 6 * BIT;
		break;
	case KIND_LATIN:
		cost += 9 * BIT;
		break;
	case KIND_SIGN:
	case KIND_RARE:
	case KIND_CONTROL:
		cost += 3 * BIT;
		break;
	default:
		break;
	}
	pair = follows[from][letter];
	/* upper case may be initials: any letter behind any other */
	if ((before & kind & UPPER) && pair > INITIALS)
		pair = INITIALS;
	return cost + pair;
}

/* Lines are long; a crossing stands between two lines or alone. */
static int
frame_cost(unsigned before, unsigned kind, bool inside)
{
	if (before == KIND_LINE)
		return kind == KIND_LINE ? BIT : 5 * BIT;
	if (before == KIND_FRAME)
		return kind == KIND_LINE ? 4 * BIT : 12 * BIT;
	return inside ? 16 * BIT : 14 * BIT;
}

/* A sign, or a letter of another language, by what stands before it. */
static int
sign_cost(unsigned before, unsigned kind)
{
	bool inside = russian_is_letter(before) || before == KIND_LATIN;

	switch (kind & ~(unsigned)UPPER) {
	case KIND_CYRILLIC:
		return 11 * BIT + case_cost(before, kind, inside) +
		       (before == KIND_LATIN ? 9 * BIT : 0);
	case KIND_BLANK:
		return before == KIND_DIGIT ? 4 * BIT : 7 * BIT;
	case KIND_OPENING:
		return inside ? 14 * BIT : 7 * BIT;
	case KIND_QUOTE:
		return inside ? 14 * BIT : 10 * BIT;
	case KIND_CLOSING:
		return inside || before == KIND_DIGIT ? 5 * BIT : 9 * BIT;
	case KIND_NUMBER:
		return inside ? 14 * BIT : 7 * BIT;
	case KIND_DASH:
		return inside ? 10 * BIT : 7 * BIT;
	case KIND_POINTS:
		return 9 * BIT;
	case KIND_SIGN:
		return inside ? 14 * BIT : 11 * BIT;
	case KIND_LINE:
	case KIND_FRAME:
		return frame_cost(before, kind, inside);
	case KIND_RARE:
		return inside ? 16 * BIT : 14 * BIT;
	case KIND_CONTROL:
		return 18 * BIT;
	default:
		return 24 * BIT;
	}
}

static int
cost_behind(unsigned before, unsigned kind)
{
	if (russian_is_letter(kind))
		return letter_cost(before, kind);
	switch (kind) {
	case KIND_END:
		return russian_is_letter(before)
			   ? follows[before & ~(unsigned)UPPER][0]
			   : 0;
	case KIND_DIGIT:
		return russian_is_letter(before)
			   ? follows[before & ~(unsigned)UPPER][0] + 2 * BIT
			   : 0;
	case KIND_LATIN:
		return russian_is_letter(before) ||
			       (before & ~(unsigned)UPPER) == KIND_CYRILLIC
			   ? 9 * BIT
			   : 0;
	default:
		return sign_cost(before, kind) +
		       (russian_is_letter(before)
			       ? follows[before & ~(unsigned)UPPER][0]
			       : 0);
	}
}

static uint16_t costs[RUSSIAN_KINDS][RUSSIAN_KINDS];

static void
make_costs(void)
{
	unsigned i, j;

	for (i = 0; i < RUSSIAN_KINDS; i++)
		for (j = 0; j < RUSSIAN_KINDS; j++)
			costs[i][j] = (uint16_t)cost_behind(i, j);
}

const uint16_t (*russian_costs(void))[RUSSIAN_KINDS]
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_costs);
	return (const uint16_t(*)[RUSSIAN_KINDS])costs;
}
