/* dialect_census.c - what a dialect makes of the head of a file */
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "record/dialect_census.h"

/* A quoted cell of more lines was never closed. */
#define QUOTED_LINES 100
/* A file has no more titles and notes than these. */
#define SINGLE_MAX 20
/* Of a longer cell this much is looked at. */
#define CELL_LOOK 256

struct scan {
	const unsigned char *head;
	size_t length, at;
	const struct dialect *dialect;
	struct dialect_census *census;
	size_t width;      /* of the record under way */
	bool empty;        /* nothing in it so far */
	size_t lead, tail; /* records of one cell at either end */
};

static bool
is_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

static bool
is_blank(unsigned char c)
{
	return c == ' ' || c == '\t';
}

static bool
is_letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

static bool
is_delimiter(const struct scan *s, unsigned char c)
{
	return c == (unsigned char)s->dialect->delimiter ||
	       (s->dialect->repeated && is_blank(c));
}

static bool
ends_cell(const struct scan *s, size_t at)
{
	return at >= s->length || is_end(s->head[at]) ||
	       is_delimiter(s, s->head[at]);
}

/* Behind the closing mark of a cell and the blanks after it. */
static size_t
beyond(const struct scan *s, size_t close)
{
	size_t at = close + 1;

	while (at < s->length && is_blank(s->head[at]) &&
	       !is_delimiter(s, s->head[at]))
		at++;
	return at;
}

/* Does a quoted cell begin behind this quotation mark within another? */
static bool
opens_again(const struct scan *s, size_t at)
{
	return at > 0 && at + 1 < s->length &&
	       is_delimiter(s, s->head[at - 1]) && !is_delimiter(s, ' ') &&
	       !ends_cell(s, at + 1) && s->head[at + 1] != s->head[at];
}

/* The end of the quoted cell that begins at the mark, or 0 if it is never
 * closed. */
static size_t
find_close(struct scan *s, size_t open)
{
	unsigned char quote = (unsigned char)s->dialect->quote;
	unsigned char escape = (unsigned char)s->dialect->escape;
	size_t i, lines = 0, doubled = 0, escaped = 0;

	for (i = open + 1; i < s->length; i++) {
		unsigned char c = s->head[i];

		if (c == '\n' && ++lines > QUOTED_LINES)
			return 0;
		if (c == '\\' && i + 1 < s->length && s->head[i + 1] == quote &&
		    (escape == '\\' || !ends_cell(s, i + 2))) {
			escaped++;
			i += escape == '\\';
		} else if (c != quote)
			continue;
		else if (ends_cell(s, beyond(s, i)))
			break;
		else if (s->head[i + 1] == quote) {
			doubled++;
			i++;
		} else if (opens_again(s, i))
			return 0;
	}
	if (i >= s->length)
		return 0;
	s->census->doubled += doubled;
	s->census->escaped += escaped;
	return i + 1;
}

/* Is the mark at this place of a text a delimiter of another dialect rather
 * than punctuation?  0 no, 1 perhaps, 2 yes. */
static int
foreign(const unsigned char *text, size_t length, size_t at)
{
	/* none at the end of a cell: what was there is cut off */
	unsigned char next = at + 1 < length ? text[at + 1] : '\0';
	unsigned char last = at > 0 ? text[at - 1] : ' ';

	switch (text[at]) {
	case '\t':
		return 2;
	case '|':
	case ';':
		return next == ' ' ? 1 : 2;
	case ',':
		if (next == ' ' ||
		    (next >= '0' && next <= '9' && last >= '0' && last <= '9'))
			return 0;
		return 2;
	case '^':
	case '~':
	case '#':
	case '!':
		return next <= ' ' || last == ' ' ? 0 : 2;
	case ':':
		return is_letter(next) && is_letter(last);
	default:
		return text[at] < ' ' && !is_end(text[at]) ? 2 : 0;
	}
}

/* How much a text cell looks like one whole cell, from 0 to 1. */
static double
text_quality(const unsigned char *text, size_t length, bool first)
{
	double quality = 1;
	size_t i, marks = 0;
	int depth = 0, found;

	if (!first && is_blank(text[0]))
		quality *= 0.7;
	if (length > CELL_LOOK)
		length = CELL_LOOK;
	for (i = 0; i < length; i++) {
		if ((found = foreign(text, length, i)) > 0)
			quality *= found == 2 ? 0.25 : 0.8;
		else if (text[i] == '"')
			marks++;
		else if (text[i] == '(' || text[i] == '[' || text[i] == '{')
			depth++;
		else if (text[i] == ')' || text[i] == ']' || text[i] == '}')
			depth--;
		if (quality < 0.1)
			return 0.1;
	}
	if (depth != 0 && length < CELL_LOOK)
		quality *= 0.5;
	if (marks % 2 == 1 && length < CELL_LOOK)
		quality *= 0.5;
	return quality;
}

static void
count_cell(struct scan *s, size_t from, size_t to, bool quoted)
{
	struct dialect_census *c = s->census;
	const unsigned char *text = s->head + from;
	size_t length = to - from;
	enum cell_kind kind = cell_kind((const char *)text, length);

	if (s->width < CENSUS_COLUMNS)
		c->kinds[s->width][kind]++;
	if (s->width > 0 && (length > 0 || quoted)) {
		c->followed++;
		c->spaced += !quoted && text[0] == ' ';
	}
	s->width++;
	c->cells++;
	c->quoted += quoted;
	c->clean += quoted                    ? 1
		    : kind == CELL_KIND_EMPTY ? 0.6
		    : kind != CELL_KIND_TEXT
			? 1
			: text_quality(text, length, s->width == 1);
}

static void
end_record(struct scan *s)
{
	struct dialect_census *c = s->census;

	if (!s->empty) {
		c->records++;
		c->widths[s->width < CENSUS_WIDTHS ? s->width
						   : CENSUS_WIDTHS - 1]++;
		s->tail = s->width == 1 ? s->tail + 1 : 0;
		if (s->tail == c->records)
			s->lead = s->tail;
	}
	s->width = 0;
	s->empty = true;
}

/* Blanks that are no text: before a cell. */
static void
skip_blanks(struct scan *s, bool delimiter)
{
	while (s->at < s->length && is_blank(s->head[s->at]) &&
	       (delimiter || !is_delimiter(s, s->head[s->at])))
		s->at++;
}

/* One cell and the delimiter after it. */
static void
take_cell(struct scan *s)
{
	const struct dialect *d = s->dialect;
	size_t from, to, close = 0;

	if (d->repeated)
		skip_blanks(s, true);
	else if (d->space_after && s->width > 0)
		skip_blanks(s, false);
	from = s->at;
	if (d->repeated && s->width > 0 &&
	    (from == s->length || is_end(s->head[from])))
		return;
	if (d->quote != '\0' && from < s->length &&
	    s->head[from] == (unsigned char)d->quote) {
		if ((close = find_close(s, from)) == 0)
			s->census->literal++;
	}
	if (close > 0)
		s->at = beyond(s, close - 1);
	else
		while (!ends_cell(s, s->at))
			s->at++;
	to = close > 0 ? close - 1 : s->at;
	s->empty = s->empty && s->at == from && ends_cell(s, from) &&
		   (from == s->length || is_end(s->head[from]));
	count_cell(s, from + (close > 0), to, close > 0);
}

static size_t
count_marks(const unsigned char *head, size_t length, char quote)
{
	const unsigned char *next = head, *end = head + length;
	size_t marks = 0;

	if (quote == '\0')
		return 0;
	while ((next = memchr(next, quote, (size_t)(end - next))) != NULL) {
		marks += next == head || next + 1 == end ||
			 !is_letter(next[-1]) || !is_letter(next[1]);
		next++;
	}
	return marks;
}

void
dialect_census_take(struct dialect_census *c, const unsigned char *head,
    size_t length, const struct dialect *d)
{
	struct scan s = { .head = head,
		.length = length,
		.dialect = d,
		.census = c,
		.empty = true };

	memset(c, 0, sizeof(*c));
	while (s.at < length) {
		if (is_end(head[s.at])) {
			end_record(&s);
			s.at++;
			continue;
		}
		take_cell(&s);
		while (s.at < length && is_delimiter(&s, head[s.at])) {
			s.empty = false;
			s.at++;
			take_cell(&s);
		}
	}
	end_record(&s);
	c->marks = count_marks(head, length, d->quote);
	c->single = (s.lead < SINGLE_MAX ? s.lead : SINGLE_MAX) +
		    (s.tail < SINGLE_MAX ? s.tail : SINGLE_MAX);
}

size_t
dialect_census_width(const struct dialect_census *c)
{
	size_t width, best = 1;
	unsigned most = 0;

	for (width = 2; width < CENSUS_WIDTHS; width++)
		if (c->widths[width] > 0 && c->widths[width] >= most) {
			most = c->widths[width];
			best = width;
		}
	return best;
}

/* The sum of the squared shares of the widths: 1 if all are the same.  Wide
 * records weigh more; a delimiter explains nothing in records of one cell, but
 * nine tenths of titles and notes do not count. */
static double
likeness(const struct dialect_census *c)
{
	double single = (double)c->single, sum = 0, all, share;
	size_t width;

	if (3 * c->single > c->records)
		single = (double)c->records / 3;
	all = (double)c->widths[1] - 0.9 * single;
	for (width = 2; width < CENSUS_WIDTHS; width++)
		if (c->widths[width] > 0)
			all += c->widths[width] * log2(1 + (double)width);
	for (width = 2; width < CENSUS_WIDTHS; width++)
		if (c->widths[width] > 0) {
			share =
			    c->widths[width] * log2(1 + (double)width) / all;
			sum += share * share;
		}
	return sum;
}

/* The mean share of the most frequent kind of a column; empty cells and marks
 * fit all. */
static double
alikeness(const struct dialect_census *c, size_t width)
{
	double sum = 0;
	size_t i, columns = 0;
	int kind;

	for (i = 0; i < width && i < CENSUS_COLUMNS; i++) {
		unsigned most = 0, all = 0;

		for (kind = CELL_KIND_MARK + 1; kind < CELL_KINDS; kind++) {
			all += c->kinds[i][kind];
			if (c->kinds[i][kind] > most)
				most = c->kinds[i][kind];
		}
		if (all == 0)
			continue;
		sum += (double)most / all;
		columns++;
	}
	return columns == 0 ? 1 : sum / (double)columns;
}

double
dialect_census_explained(const struct dialect_census *c)
{
	size_t marks = 2 * c->quoted + 2 * c->doubled + c->escaped;

	return marks >= c->marks ? 1 : (double)marks / (double)c->marks;
}

double
dialect_census_score(const struct dialect_census *c)
{
	size_t width = dialect_census_width(c);
	double w = (double)width;

	if (width < 2 || c->cells == 0)
		return 0;
	return likeness(c) * (c->clean / (double)c->cells) *
	       (0.5 + 0.5 * alikeness(c, width)) *
	       (0.5 + 0.5 * dialect_census_explained(c)) * (1 - 0.4 / w);
}
