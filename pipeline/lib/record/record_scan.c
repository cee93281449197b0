/* record_scan.c - where lines, quoted fields and records end */
#include <string.h>

#include "record/record_masks.h"
#include "record/record_scan.h"

/* Marks that close nothing, doubled ones included, before a search ends: the
 * ones of names within names are fewer. */
#define MARKS 16
/* Doubtful marks of a record that are settled by counting its fields. */
#define DOUBTS 16
/* Blanks between a closing mark and what ends the field. */
#define BLANKS 256

/* Marks without anything in between; escaped ones are alone. */
struct run {
	size_t first, last;
	bool paired; /* all are doubled, or it is escaped */
};

struct search {
	size_t close;
	size_t inner; /* a doubled mark before that which ends a field on the
		       * line, or 0 */
	bool strict;  /* all marks up to there are doubled or escaped */
	bool beside;  /* one of them begins a field */
};

void
record_scan_init(struct record_scan *s, const struct dialect *dialect,
    const struct record_limits *limits)
{
	memset(s, 0, sizeof(*s));
	s->dialect = *dialect;
	s->limits = *limits;
	s->delimiter = (unsigned char)dialect->delimiter;
	s->quote = (unsigned char)dialect->quote;
	s->plain =
	    !dialect->repeated && !dialect->space_after && dialect->escape == 0;
}

void
record_scan_start(struct record_scan *s, const unsigned char *bytes,
    size_t length, bool at_end)
{
	record_scan_extend(s, bytes, length, at_end);
	s->resume = s->asking = s->record = s->counted = s->fields = 0;
	s->doubts = 0;
}

void
record_scan_extend(struct record_scan *s, const unsigned char *bytes,
    size_t length, bool at_end)
{
	s->bytes = bytes;
	s->length = length;
	s->at_end = at_end;
	s->line_from = 1;
	s->line_end = 0;
}

static bool
is_line_end(unsigned char c)
{
	return c == '\n' || c == '\r';
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t
record_scan_find(
    const struct record_scan *s, unsigned char c, size_t from, size_t to)
{
	const unsigned char *found;

	if (from >= to ||
	    (found = memchr(s->bytes + from, c, to - from)) == NULL)
		return to;
	return (size_t)(found - s->bytes);
}

/* In growing steps: no byte far behind the line end is looked at, even if the
 * file has only one of the two. */
size_t
record_scan_line(const struct record_scan *s, size_t from, size_t to)
{
	size_t step, end, found;

	for (step = 256; from < to; from = end, step *= 2) {
		end = step < to - from ? from + step : to;
		found = record_scan_find(s, '\n', from, end);
		found = record_scan_find(s, '\r', from, found);
		if (found < end)
			return found;
	}
	return to;
}

/* The same to the end, found once for all places of a line: it may be long. */
static size_t
line_end_of(struct record_scan *s, size_t at)
{
	if (at < s->line_from || at > s->line_end) {
		s->line_from = at;
		s->line_end = record_scan_line(s, at, s->length);
	}
	return s->line_end;
}

size_t
record_scan_after(const struct record_scan *s, size_t line_end)
{
	if (line_end >= s->length)
		return s->length;
	return line_end + 1 < s->length && s->bytes[line_end] == '\r' &&
		       s->bytes[line_end + 1] == '\n'
		   ? line_end + 2
		   : line_end + 1;
}

/* The delimiter, or one of the blanks that are. */
static bool
delimits(const struct record_scan *s, unsigned char c)
{
	return c == s->delimiter ||
	       (s->dialect.repeated && (c == ' ' || c == '\t'));
}

size_t
record_scan_delimiter(const struct record_scan *s, size_t from, size_t to)
{
	if (!s->dialect.repeated)
		return record_scan_find(s, s->delimiter, from, to);
	while (from < to && !delimits(s, s->bytes[from]))
		from++;
	return from;
}

size_t
record_scan_skip(
    const struct record_scan *s, size_t from, size_t to, bool first)
{
	if (s->dialect.repeated)
		while (from < to && delimits(s, s->bytes[from]))
			from++;
	else if (s->dialect.space_after && !first)
		while (from < to && s->bytes[from] == ' ')
			from++;
	return from;
}

bool
record_scan_ends(const struct record_scan *s, size_t at)
{
	return at >= s->length || is_line_end(s->bytes[at]) ||
	       delimits(s, s->bytes[at]);
}

bool
record_scan_begins(const struct record_scan *s, size_t at)
{
	if (at == 0 || is_line_end(s->bytes[at - 1]) ||
	    delimits(s, s->bytes[at - 1]))
		return true;
	if (!s->dialect.space_after)
		return false;
	while (at > 0 && s->bytes[at - 1] == ' ')
		at--;
	return at > 0 && s->bytes[at - 1] == s->delimiter;
}

size_t
record_scan_beyond(const struct record_scan *s, size_t close)
{
	size_t at = close + 1, end = least(s->length, at + BLANKS);

	while (at < end && (s->bytes[at] == ' ' || s->bytes[at] == '\t') &&
	       !delimits(s, s->bytes[at]))
		at++;
	return at;
}

/* The next marks inside quotes that begin in [from, to). */
static bool
next_run(const struct record_scan *s, size_t from, size_t to, struct run *run)
{
	unsigned char escape = (unsigned char)s->dialect.escape;
	size_t at = record_scan_find(s, s->quote, from, to), before = at;

	run->first = run->last = at;
	if (at >= to)
		return false;
	if (escape != 0) {
		while (before > from && s->bytes[before - 1] == escape)
			before--;
		run->paired = (at - before) % 2 == 1;
		return true;
	}
	while (run->last + 1 < s->length && s->bytes[run->last + 1] == s->quote)
		run->last++;
	run->paired = (run->last - run->first) % 2 == 1;
	return true;
}

/* Do the marks close the field?  Inside of names that have marks of their own,
 * "ООО "Луч"";5, two do that are no doubled one; only on the first line. */
static bool
run_closes(const struct record_scan *s, const struct run *run, size_t line_end,
    bool strict)
{
	if (run->paired &&
	    (strict || s->dialect.escape != 0 || run->first >= line_end))
		return false;
	return record_scan_ends(s, record_scan_beyond(s, run->last));
}

/* The closing mark of a field, before `to`; line_end is that of its first
 * line. */
static enum record_close
search(const struct record_scan *s, size_t mark, size_t line_end, size_t to,
    struct search *found)
{
	size_t limit = mark + 2 + s->limits.field, end = least(limit, to);
	size_t from;
	unsigned passed = 0;
	struct run run;

	found->strict = true;
	found->beside = false;
	found->inner = 0;
	for (from = mark + 1; next_run(s, from, end, &run) && run.last < end;
	     from = run.last + 1) {
		if (record_scan_beyond(s, run.last) == s->length && !s->at_end)
			return RECORD_MORE;
		if (!found->strict && ++passed > MARKS)
			return RECORD_TEXT;
		if (run_closes(s, &run, line_end, found->strict)) {
			found->close = run.last;
			return RECORD_CLOSED;
		}
		if (run.paired && found->strict) {
			if (found->inner == 0 && run.first < line_end &&
			    s->dialect.escape == 0 &&
			    record_scan_ends(s, run.last + 1))
				found->inner = run.last;
			continue;
		}
		found->strict = false;
		if (!record_scan_begins(s, run.first))
			continue;
		if (run.first > line_end)
			return RECORD_TEXT;
		found->beside = found->beside || !run.paired;
	}
	if (end == s->length && end < limit && !s->at_end)
		return RECORD_MORE;
	return line_end >= limit ? RECORD_LONG : RECORD_TEXT;
}

/* The delimiters in [from, to), a part of one line; from is inside of a field
 * or, at_start, begins the record.  stop: at a field that is not closed. */
static size_t
count_delimiters(const struct record_scan *s, size_t from, size_t to,
    bool at_start, bool stop)
{
	struct search found;
	size_t count = 0;
	bool begins = at_start;

	for (;; count++) {
		if (begins && from < to && s->bytes[from] == s->quote) {
			if (search(s, from, to, to, &found) == RECORD_CLOSED &&
			    !found.beside)
				from = found.close + 1;
			else if (stop)
				return count;
		}
		from = record_scan_delimiter(s, from, to);
		if (from >= to)
			return count;
		from = record_scan_skip(s, from + 1, to, false);
		if (s->dialect.repeated && from >= to)
			return count;
		begins = true;
	}
}

/* The start of the record that the place is in, outside of quotes.  Line ends
 * inside quotes are all before s->counted. */
static size_t
start_of(const struct record_scan *s, size_t at)
{
	for (; at > s->counted; at--)
		if (is_line_end(s->bytes[at - 1]))
			return at;
	return s->record;
}

/* Count the fields of the record up to the mark. */
static void
count_up_to(struct record_scan *s, size_t mark)
{
	size_t start = start_of(s, mark);

	if (start != s->record) {
		s->record = s->counted = start;
		s->fields = s->doubts = 0;
	}
	s->fields += count_delimiters(
	    s, s->counted, mark, s->counted == s->record, false);
	s->counted = mark;
}

/* Is the field really quoted that was found so, over a line end or another mark
 * that begins a field? */
static enum record_close
settle(struct record_scan *s, size_t mark, size_t line_end,
    const struct search *found)
{
	size_t width = s->dialect.width, end, quoted, text;
	bool closed = found->strict;

	count_up_to(s, mark);
	end = least(
	    line_end_of(s, found->close + 1), s->record + s->limits.line + 1);
	if (end == s->length && !s->at_end)
		return RECORD_MORE;
	if (found->close > line_end &&
	    found->close - s->record > s->limits.line)
		closed = false;
	else if (width > 1 && s->doubts++ < DOUBTS) {
		text = s->fields + 1 +
		       count_delimiters(s, mark + 1,
			   least(line_end, s->record + s->limits.line + 1),
			   false, false);
		quoted = text == width && !found->strict
			     ? 0
			     : s->fields + 1 +
				   count_delimiters(
				       s, found->close + 1, end, false, true);
		closed = found->strict ? text != width || quoted <= width
				       : quoted == width;
	}
	s->counted = closed ? found->close + 1 : mark + 1;
	return closed ? RECORD_CLOSED : RECORD_TEXT;
}

/* The field is not closed, but for a mark of its text in front of the closing
 * one, "48"";5: is it, by the number of fields? */
static enum record_close
settle_inner(
    struct record_scan *s, size_t mark, size_t line_end, struct search *found)
{
	size_t width = s->dialect.width, end, count;

	if (line_end == s->length && !s->at_end)
		return RECORD_MORE;
	count_up_to(s, mark);
	s->counted = mark + 1;
	if (width < 2 || s->doubts++ >= DOUBTS)
		return RECORD_TEXT;
	end = least(line_end, s->record + s->limits.line + 1);
	count = s->fields + 1 +
		count_delimiters(s, found->inner + 1, end, false, false);
	if (count != width)
		return RECORD_TEXT;
	found->close = found->inner;
	s->counted = found->close + 1;
	return RECORD_CLOSED;
}

/* Most fields: the next mark closes it, on the same line. */
static bool
closes_soon(const struct record_scan *s, size_t mark, size_t *close)
{
	size_t at = record_scan_find(s, s->quote, mark + 1, s->length);

	*close = at;
	return at + 1 < s->length && record_scan_ends(s, at + 1) &&
	       (s->dialect.escape == 0 ||
		   s->bytes[at - 1] != (unsigned char)s->dialect.escape) &&
	       at - mark - 1 <= s->limits.field &&
	       record_scan_line(s, mark + 1, at) == at;
}

enum record_close
record_scan_close(struct record_scan *s, size_t mark, size_t *close)
{
	struct search found;
	enum record_close status;
	size_t line_end;

	if (closes_soon(s, mark, close))
		return RECORD_CLOSED;
	line_end = line_end_of(s, mark);
	status = search(s, mark, line_end, s->length, &found);
	if (status == RECORD_CLOSED && (found.close > line_end || found.beside))
		status = settle(s, mark, line_end, &found);
	if (status == RECORD_TEXT && found.inner != 0)
		status = settle_inner(s, mark, line_end, &found);
	if (status == RECORD_CLOSED)
		*close = found.close;
	/* closed beyond the limit it would be text, too */
	if (status == RECORD_MORE &&
	    s->length - start_of(s, mark) > s->limits.line + 1)
		status = RECORD_TEXT;
	return status;
}

size_t
record_scan_open(const struct record_scan *s)
{
	return start_of(s, s->asking);
}

uint64_t
record_scan_lines(const unsigned char *bytes, size_t length)
{
	struct record_masks m;
	uint64_t lines = 0;
	size_t i;

	for (i = 0; i < length; i += RECORD_MASKS_BYTES) {
		record_masks(bytes + i, length - i, 0, 0, &m);
		lines += record_masks_count(m.feeds);
		/* CR before LF is part of its line end */
		if (m.returns != 0) {
			lines +=
			    record_masks_count(m.returns & ~(m.feeds >> 1));
			lines -= m.returns >> 63 != 0 &&
				 i + RECORD_MASKS_BYTES < length &&
				 bytes[i + RECORD_MASKS_BYTES] == '\n';
		}
	}
	return lines + (length > 0 && !is_line_end(bytes[length - 1]));
}
