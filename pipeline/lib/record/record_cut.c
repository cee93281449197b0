/* record_cut.c - where a block of whole records ends */
#include "record/record_masks.h"
#include "record/record_scan.h"

/* The field that is open while marks are passed over. */
struct open {
	bool is;
	size_t mark, doubled; /* the second of two marks */
	bool crossed;         /* there are line ends in it */
	uint64_t line_ends;   /* among the bytes under way */
};

/* A mark inside of a field: true if it needs a closer look. */
static bool
pass_inner(const struct record_scan *s, struct open *open, size_t at)
{
	uint64_t before = ((uint64_t)1 << at % RECORD_MASKS_BYTES) - 1;

	if (at == open->doubled)
		return false;
	if (at + 1 >= s->length || s->dialect.escape != 0)
		return true;
	if (s->bytes[at + 1] == s->quote) {
		open->doubled = at + 1;
		return false;
	}
	open->is = false;
	return !record_scan_ends(s, at + 1) || open->crossed ||
	       (open->line_ends & before) != 0 ||
	       at - open->mark - 1 > s->limits.field;
}

/* Pass over the fields that are plainly quoted, on one line, as far as they
 * begin before `to`, and over marks that are none of a field's. */
static void
pass_marks(struct record_scan *s, size_t to)
{
	struct open open = { .is = false };
	struct record_masks m;
	size_t base = s->resume / RECORD_MASKS_BYTES * RECORD_MASKS_BYTES, at;
	uint64_t bits;

	for (; base < s->length; base += RECORD_MASKS_BYTES) {
		record_masks(s->bytes + base, s->length - base, s->delimiter,
		    s->quote, &m);
		bits = m.marks;
		if (base < s->resume)
			bits &= ~(uint64_t)0 << (s->resume - base);
		open.crossed = open.crossed || open.line_ends != 0;
		open.line_ends = open.is ? m.feeds | m.returns : 0;
		for (; bits != 0; bits &= bits - 1) {
			at = base + record_masks_first(bits);
			if (open.is) {
				if (pass_inner(s, &open, at))
					return;
				if (!open.is)
					s->resume = at + 1;
				continue;
			}
			if (at >= to)
				return;
			s->resume = at + 1;
			if (!record_scan_begins(s, at))
				continue;
			s->resume = at;
			open = (struct open){ true, at, 0, false,
				(m.feeds | m.returns) & ~(uint64_t)0
							    << (at - base) };
		}
		if (!open.is && base >= to)
			return;
	}
}

/* Bit i: is the number of bits up to there odd? */
static uint64_t
parity(uint64_t bits)
{
	bits ^= bits << 1;
	bits ^= bits << 2;
	bits ^= bits << 4;
	bits ^= bits << 8;
	bits ^= bits << 16;
	return bits ^ bits << 32;
}

/* The same as pass_marks(), 64 bytes at a time as long as all marks there open
 * a field, close it or are doubled, and no line end is inside; not for blanks
 * and escapes. */
static void
pass_quoted(struct record_scan *s, size_t to)
{
	size_t base = s->resume, mark = base;
	uint64_t within = 0; /* all ones inside of quotes */
	uint64_t ended = record_scan_begins(s, base), closed = 0;
	uint64_t inside, opening, closing, ends, last;
	struct record_masks m;

	for (; base + 64 < s->length && base + 64 <= to; base += 64) {
		record_masks(s->bytes + base, s->length - base, s->delimiter,
		    s->quote, &m);
		inside = parity(m.marks) ^ within;
		closing = m.marks & ~inside;
		opening = m.marks & inside & ~(closing << 1 | closed);
		ends = m.delimiters | m.feeds | m.returns;
		last = (uint64_t)(record_scan_ends(s, base + 64) ||
				  s->bytes[base + 64] == s->quote)
		       << 63;
		if ((opening & ~(ends << 1 | ended)) != 0 ||
		    (closing & ~((ends | m.marks) >> 1 | last)) != 0 ||
		    (inside & (m.feeds | m.returns)) != 0 ||
		    base + 64 - mark > s->limits.field)
			return;
		ended = ends >> 63;
		closed = closing >> 63;
		within = (uint64_t)0 - (inside >> 63);
		if (opening != 0)
			mark = base + 63 - (size_t)__builtin_clzll(opening);
		/* two marks may be cut in between */
		if (within == 0 &&
		    (closed == 0 || s->bytes[base + 64] != s->quote))
			mark = base + 64;
		s->resume = mark;
	}
}

size_t
record_scan_cut(struct record_scan *s, size_t target)
{
	size_t at, mark, close;

	for (;;) {
		if (s->quote != 0 && s->resume < target) {
			if (s->plain)
				pass_quoted(s, target);
			pass_marks(s, target - s->resume < 256
					  ? target
					  : s->resume + 256);
		}
		mark = s->quote == 0 ? s->length
				     : record_scan_find(
					   s, s->quote, s->resume, s->length);
		at = s->resume < target ? target - 1 : s->resume;
		if (at < mark && (at = record_scan_line(s, at, mark)) < mark) {
			s->asking = at;
			if (at + 1 == s->length && s->bytes[at] == '\r' &&
			    !s->at_end)
				return 0;
			return record_scan_after(s, at);
		}
		s->asking = mark;
		if (mark == s->length)
			return s->at_end ? s->length : 0;
		s->resume = mark + 1;
		if (record_scan_begins(s, mark))
			switch (record_scan_close(s, mark, &close)) {
			case RECORD_CLOSED:
				s->resume = close + 1;
				break;
			case RECORD_MORE:
				s->resume = mark;
				return 0;
			case RECORD_TEXT:
			case RECORD_LONG:
				break;
			}
	}
}
