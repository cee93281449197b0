/* dialect.c - the likely dialects of a file, and the best of them */
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "record/dialect.h"
#include "record/dialect_census.h"

/* So much of a head is tried with each delimiter. */
#define SAMPLE (64U << 10)
/* A delimiter must score more than this, else there is one column. */
#define SCORE_MIN 0.12
/* A rare delimiter that makes so many cells of every record is likely. */
#define UNIFORM_WIDTH 4
#define UNIFORM_PRIOR 0.8

#define UTF8_CUT 4 /* fewer bytes of a character may be missing at the end */

/* How likely a delimiter is before the file is seen. */
struct candidate {
	char delimiter;
	double prior;
};

/* The last ones are signs of one-byte encodings (¦ § ¬ ¶ of Windows-1251), but
 * parts of letters in others. */
static const struct candidate candidates[] = { { ',', 1 }, { ';', 1 },
	{ '\t', 1.05 }, { '|', 1 }, { '\x01', 1 }, { '\x1c', 1 }, { '\x1d', 1 },
	{ '\x1e', 1 }, { '\x1f', 1 }, { '^', 0.8 }, { '~', 0.8 }, { '#', 0.5 },
	{ '!', 0.5 }, { ' ', 0.45 }, { ':', 0.4 }, { '*', 0.4 }, { '&', 0.4 },
	{ '/', 0.3 }, { '=', 0.3 }, { '\xA6', 0.5 }, { '\xA7', 0.5 },
	{ '\xAC', 0.5 }, { '\xB6', 0.5 } };

struct choice {
	struct dialect dialect;
	double score, second; /* of the second-best delimiter */
};

/* The head up to its last line end before the limit. */
static size_t
sample_length(const unsigned char *head, size_t length)
{
	size_t i;

	if (length <= SAMPLE)
		return length;
	for (i = SAMPLE; i > SAMPLE / 2; i--)
		if (head[i - 1] == '\n' || head[i - 1] == '\r')
			return i;
	return SAMPLE;
}

static bool
has_escape(const unsigned char *head, size_t length, char quote)
{
	const unsigned char *next = head, *end = head + length;

	while ((next = memchr(next, '\\', (size_t)(end - next))) != NULL)
		if (++next < end && *next == (unsigned char)quote)
			return true;
	return false;
}

/* Of this quotation mark, with the escape that makes more of the cells. */
static void
take_census(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d,
    struct dialect_census *census)
{
	struct dialect escaped = *d;
	struct dialect_census other;

	dialect_census_take(census, head, length, d);
	if (given->escape_given || d->quote == '\0' ||
	    !has_escape(head, length, d->quote))
		return;
	escaped.escape = '\\';
	dialect_census_take(&other, head, length, &escaped);
	if (other.escaped > other.doubled && other.literal <= census->literal) {
		*d = escaped;
		*census = other;
	}
}

/* The quotation mark that encloses the most cells; '"' if none does. */
static void
find_quote(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d,
    struct dialect_census *census)
{
	struct dialect single = *d;
	struct dialect_census other;

	d->quote = d->delimiter == '"' ? '\0' : '"';
	take_census(head, length, given, d, census);
	if (d->delimiter != '\'' && memchr(head, '\'', length) != NULL) {
		single.quote = '\'';
		take_census(head, length, given, &single, &other);
		if (other.quoted > census->quoted &&
		    other.literal <= other.quoted / 10 &&
		    dialect_census_explained(&other) > 0.8 &&
		    (other.quoted > 1 || dialect_census_score(&other) >
					     dialect_census_score(census))) {
			*d = single;
			*census = other;
			return;
		}
	}
	if (census->literal > 1 && census->literal > 4 * census->quoted &&
	    5 * census->literal > census->records) {
		d->quote = d->escape = '\0';
		dialect_census_take(census, head, length, d);
	}
}

static void
find_quoting(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d,
    struct dialect_census *census)
{
	d->escape = given->escape;
	if (!given->quote_given) {
		find_quote(head, length, given, d, census);
		return;
	}
	d->quote = given->quote;
	take_census(head, length, given, d, census);
}

/* What is still open of the dialect with this delimiter. */
static void
complete(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d,
    struct dialect_census *census)
{
	d->space_after = given->space_after;
	find_quoting(head, length, given, d, census);
	if (given->space_given || d->delimiter == ' ' ||
	    census->followed == 0 ||
	    census->spaced < census->followed - census->followed / 50)
		return;
	d->space_after = true;
	find_quoting(head, length, given, d, census);
}

static size_t
count(const unsigned char *head, size_t length, int byte)
{
	const unsigned char *next = head, *end = head + length;
	size_t found = 0;

	while ((next = memchr(next, byte, (size_t)(end - next))) != NULL) {
		found++;
		next++;
	}
	return found;
}

/* Is it worth trying?  Delimiters that are rare as such must stand in every
 * third line at least. */
static bool
may_delimit(const struct choice *best, const unsigned char *head, size_t length,
    const struct candidate *candidate)
{
	size_t found = count(head, length, candidate->delimiter);

	if (found == 0 || candidate->prior >= 1)
		return found > 0;
	if (best->score >= SCORE_MIN &&
	    ((unsigned char)candidate->delimiter >= 0x80 ||
		(candidate->delimiter == ' ' &&
		    best->dialect.delimiter == '\t')))
		return false;
	return 3 * found >= count(head, length, '\n');
}

/* Well-formed quotes at the delimiters are no accident. */
static bool
is_proved(const struct dialect_census *census)
{
	return census->quoted > census->records / 2 &&
	       dialect_census_explained(census) > 0.9;
}

/* Blanks part words as well as cells: most cells must be something else. */
static bool
is_prose(const struct dialect_census *census)
{
	size_t i, words = 0, all = 0;

	for (i = 0; i < CENSUS_COLUMNS; i++) {
		int kind;

		for (kind = CELL_KIND_EMPTY + 1; kind < CELL_KINDS; kind++)
			all += census->kinds[i][kind];
		words += census->kinds[i][CELL_KIND_TEXT];
	}
	return 10 * words > 7 * all;
}

/* Has every record the same number of cells, the header too?  Commas of
 * numbers and colons of times stand in some rows only. */
static bool
is_uniform(const struct dialect_census *census, char delimiter)
{
	size_t width = dialect_census_width(census);

	return delimiter != ' ' && (unsigned char)delimiter < 0x80 &&
	       width >= UNIFORM_WIDTH && width < CENSUS_WIDTHS - 1 &&
	       census->widths[width] > 3 &&
	       census->widths[width] + census->single >= census->records;
}

static double
score_dialect(
    const struct dialect_census *census, const struct candidate *candidate)
{
	bool proved = is_proved(census);
	double score, prior = candidate->prior;

	if (prior < UNIFORM_PRIOR && is_uniform(census, candidate->delimiter))
		prior = UNIFORM_PRIOR;
	if (proved)
		prior = 1;
	else if (prior < 1 &&
		 (census->records == 1 ||
		     2 * census->kinds[0][CELL_KIND_EMPTY] > census->records))
		prior *= 0.2;
	score = prior * dialect_census_score(census);
	return proved && census->quoted > 5 && score > 0 && score < SCORE_MIN
		   ? SCORE_MIN
		   : score;
}

static void
consider(struct choice *best, const unsigned char *head, size_t length,
    const struct dialect_given *given, const struct candidate *candidate)
{
	struct dialect d = { .delimiter = candidate->delimiter }, runs;
	struct dialect_census census;
	double score, of_runs;

	if (!may_delimit(best, head, length, candidate))
		return;
	complete(head, length, given, &d, &census);
	score = score_dialect(&census, candidate);
	if (d.delimiter == ' ') {
		if (!is_proved(&census) && is_prose(&census))
			return;
		runs = d;
		runs.repeated = true;
		complete(head, length, given, &runs, &census);
		of_runs = score_dialect(&census, candidate);
		if (of_runs > 1.1 * score) {
			score = of_runs;
			d = runs;
		}
	}
	if (score > best->score) {
		best->second = best->score;
		best->score = score;
		best->dialect = d;
	} else if (score > best->second)
		best->second = score;
}

/* One column: a delimiter that stands in no cell. */
static void
choose_none(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d)
{
	static const char unused[] = { ',', ';', '\t', '|', '\x1f' };
	struct dialect_census census;
	size_t i;

	for (i = 0; i < sizeof(unused); i++) {
		memset(d, 0, sizeof(*d));
		d->delimiter = unused[i];
		complete(head, length, given, d, &census);
		if (dialect_census_width(&census) == 1)
			return;
	}
}

/* Is there UTF-8 beyond ASCII in it, whose bytes delimit nothing? */
static bool
is_utf8(const unsigned char *head, size_t length)
{
	size_t valid = text_valid((const char *)head, length);

	size_t i;

	if (valid + UTF8_CUT <= length)
		return false;
	for (i = 0; i < valid; i++)
		if (head[i] >= 0x80)
			return true;
	return false;
}

static void
choose(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d)
{
	struct choice best = { .score = 0 };
	bool utf8 = is_utf8(head, length);
	size_t i;

	for (i = 0; i < COUNT(candidates); i++)
		if (!utf8 || (unsigned char)candidates[i].delimiter < 0x80)
			consider(&best, head, length, given, &candidates[i]);
	*d = best.dialect;
	if (best.score < SCORE_MIN)
		choose_none(head, length, given, d);
	d->confidence = best.score < SCORE_MIN ? 1 - best.score / SCORE_MIN
					       : 1 - best.second / best.score;
}

/* A first line sep=X; Excel writes it. */
static bool
find_statement(const unsigned char *head, size_t length, char *delimiter)
{
	static const unsigned char none[] = { '\0', '\n', '\r', '"', '\'' };

	if (length < 5 || memcmp(head, "sep=", 4) != 0 ||
	    memchr(none, head[4], sizeof(none)) != NULL ||
	    (length > 5 && head[5] != '\n' && head[5] != '\r'))
		return false;
	*delimiter = (char)head[4];
	return true;
}

void
dialect_detect(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d)
{
	static const struct dialect_given nothing = { .delimiter = '\0' };
	size_t sample = sample_length(head, length);
	struct dialect_census census;
	bool said_so;

	if (given == NULL)
		given = &nothing;
	memset(d, 0, sizeof(*d));
	said_so = find_statement(head, length, &d->delimiter);
	if (given->delimiter != '\0')
		d->delimiter = given->delimiter;
	if (d->delimiter != '\0') {
		d->repeated = false;
		complete(head, sample, given, d, &census);
		d->confidence = 1;
	} else
		choose(head, sample, given, d);
	d->said_so = said_so;
	dialect_census_take(&census, head, sample, d);
	d->width = dialect_census_width(&census);
}
