/* dialect.c - delimiter and quotation mark by consistency */
#include <string.h>

#include "source/dialect.h"

#define RECORDS 200
#define WIDTHS 1024 /* wider records count as this wide */

struct census {
	size_t records;
	size_t quoted;           /* fields in well-formed quotes */
	size_t misquoted;        /* quotes closed in the middle of a field */
	unsigned widths[WIDTHS]; /* records by number of fields */
};

static bool
is_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

/* The end of the quoted field that begins at the mark i. */
static size_t
skip_quoted(const unsigned char *head, size_t length, size_t i, char delimiter,
    struct census *census)
{
	for (i++; i < length; i++) {
		if (head[i] != '"')
			continue;
		if (i + 1 < length && head[i + 1] == '"') {
			i++;
			continue;
		}
		if (i + 1 == length || is_end(head[i + 1]) ||
		    head[i + 1] == (unsigned char)delimiter) {
			census->quoted++;
			return i + 1;
		}
		/* undoubled: the rest is taken as if it were not quoted */
		census->misquoted++;
		return i + 1;
	}
	return length;
}

static void
end_record(struct census *census, size_t width)
{
	census->records++;
	census->widths[width < WIDTHS ? width : WIDTHS - 1]++;
}

/* Count the first records; empty lines say nothing. */
static void
take_census(const unsigned char *head, size_t length, char delimiter,
    bool quotes, struct census *census)
{
	size_t i = 0, width = 0;
	bool at_start = true, empty = true;

	memset(census, 0, sizeof(*census));
	while (i < length && census->records < RECORDS) {
		if (is_end(head[i])) {
			if (!empty)
				end_record(census, width + 1);
			width = 0;
			at_start = empty = true;
			i++;
			continue;
		}
		empty = false;
		if (quotes && at_start && head[i] == '"') {
			i = skip_quoted(head, length, i, delimiter, census);
			at_start = false;
			continue;
		}
		at_start = head[i] == (unsigned char)delimiter;
		width += at_start;
		i++;
	}
	if (!empty && census->records < RECORDS)
		end_record(census, width + 1);
}

/* The most frequent width from 2 on; the larger of two equal ones. */
static size_t
usual_width(const struct census *census)
{
	size_t width, best = 1;
	unsigned most = 0;

	for (width = 2; width < WIDTHS; width++)
		if (census->widths[width] > 0 &&
		    census->widths[width] >= most) {
			most = census->widths[width];
			best = width;
		}
	return best;
}

static char
find_delimiter(const unsigned char *head, size_t length)
{
	static const char candidates[] = { ';', '\t', ',' };
	struct census census;
	double share, best = 0;
	size_t i, width, best_width = 0;
	char delimiter = ';';

	for (i = 0; i < sizeof(candidates); i++) {
		take_census(head, length, candidates[i], true, &census);
		width = usual_width(&census);
		share = width < 2
			    ? 0
			    : census.widths[width] / (double)census.records;
		if (share > best || (share == best && width > best_width)) {
			best = share;
			best_width = width;
			delimiter = candidates[i];
		}
	}
	return delimiter;
}

/* A first line sep=X; Excel writes it. */
static bool
find_statement(const unsigned char *head, size_t length, char *delimiter)
{
	if (length < 5 || memcmp(head, "sep=", 4) != 0 || is_end(head[4]) ||
	    (length > 5 && !is_end(head[5])))
		return false;
	*delimiter = (char)head[4];
	return true;
}

void
dialect_complete(const unsigned char *head, size_t length,
    const struct dialect_given *given, struct dialect *d)
{
	struct census census;

	memset(d, 0, sizeof(*d));
	d->said_so = find_statement(head, length, &d->delimiter);
	if (given->delimiter != '\0')
		d->delimiter = given->delimiter;
	else if (!d->said_so)
		d->delimiter = find_delimiter(head, length);
	if (given->quote_given)
		d->quote = given->quote;
	else {
		take_census(head, length, d->delimiter, true, &census);
		d->quote = census.misquoted > census.quoted ? '\0' : '"';
	}
	d->escape = given->escape;
	d->space_after = given->space_after;
	take_census(head, length, d->delimiter, d->quote == '"', &census);
	d->width = usual_width(&census);
	d->confidence = census.records == 0 ? 0
					    : (double)census.widths[d->width] /
						  (double)census.records;
}

void
dialect_detect(const unsigned char *head, size_t length, struct dialect *d)
{
	static const struct dialect_given nothing = { 0 };

	dialect_complete(head, length, &nothing, d);
}
