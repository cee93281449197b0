/* page - plain text for people: paragraphs and tables within a width */
#include "report/page.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define HEAD_ROOM 4      /* lines a heading wants after it */
#define TABLE_ROOM 4     /* rows that must follow a table's head */
#define HEAD_LINES_MAX 4 /* heads are widened to need no more lines */
#define COLUMN_MAX 24    /* but not beyond this */
#define GAP 2            /* blanks between columns */

/* ---- characters ---- */

/* Bytes of the character at *at, which is valid UTF-8. */
static size_t
character_bytes(const char *at)
{
	size_t bytes = 1;

	while (((unsigned char)at[bytes] & 0xC0) == 0x80)
		bytes++;
	return bytes;
}

/* C0, DEL, C1, and what turns the direction of writing or ends a line:
 * U+061C, U+200E, U+200F, U+2028 to U+202E, U+2066 to U+2069. */
static bool
is_control(const char *at)
{
	const unsigned char *byte = (const unsigned char *)at;

	switch (byte[0]) {
	case 0xC2:
		return byte[1] < 0xA0;
	case 0xD8:
		return byte[1] == 0x9C;
	case 0xE2:
		return (byte[1] == 0x80 &&
			   (byte[2] == 0x8E || byte[2] == 0x8F ||
			       (byte[2] >= 0xA8 && byte[2] <= 0xAE))) ||
		       (byte[1] == 0x81 && byte[2] >= 0xA6 && byte[2] <= 0xA9);
	default:
		return byte[0] < 0x20 || byte[0] == 0x7F;
	}
}

/* Display width of the first bytes of text; a control counts as its '?'. */
static size_t
part_width(const char *text, size_t bytes)
{
	char character[8];
	size_t at, size, width = 0;

	for (at = 0; at < bytes; at += size) {
		size = character_bytes(text + at);
		if (is_control(text + at)) {
			width++;
			continue;
		}
		if (size >= sizeof(character))
			continue;
		memcpy(character, text + at, size);
		character[size] = '\0';
		width += text_width(character);
	}
	return width;
}

static void
put_part(struct page *page, const char *text, size_t bytes)
{
	size_t at, size;

	for (at = 0; at < bytes; at += size) {
		size = character_bytes(text + at);
		if (is_control(text + at))
			putc('?', page->stream);
		else
			fwrite(text + at, 1, size, page->stream);
	}
}

static void
put_blanks(struct page *page, size_t count)
{
	while (count-- > 0)
		putc(' ', page->stream);
}

static void
end_line(struct page *page)
{
	putc('\n', page->stream);
	page->line++;
	page->blank = false;
}

/* ---- wrapping ---- */

static const char *
skip_blanks(const char *text)
{
	while (*text == ' ' || *text == '\n')
		text++;
	return text;
}

/* As many characters as fit, at least one; a path ends behind a '/', a name of
 * several parts behind a '_'. */
static size_t
divide_word(const char *text, size_t width)
{
	size_t bytes = character_bytes(text), next, slash = 0, low = 0;

	while (text[bytes] != '\0') {
		next = bytes + character_bytes(text + bytes);
		if (part_width(text, next) > width)
			break;
		bytes = next;
		if (text[bytes - 1] == '/')
			slash = bytes;
		if (text[bytes - 1] == '_')
			low = bytes;
	}
	if (slash > 0)
		return slash;
	return low > 0 ? low : bytes;
}

/* The end of the word and of a dash that stands alone behind it: no line
 * begins with a dash. */
static const char *
word_end(const char *word)
{
	static const char en[] = "\342\200\223", em[] = "\342\200\224";
	const char *next;

	word += strcspn(word, " \n");
	next = skip_blanks(word);
	if (next > word &&
	    (strncmp(next, en, 3) == 0 || strncmp(next, em, 3) == 0) &&
	    (next[3] == ' ' || next[3] == '\n'))
		word = next + 3;
	return word;
}

/*
 * The next line of *text within the width: *line and its bytes.  Moves *text
 * behind it; false when nothing is left.
 */
static bool
next_line(const char **text, size_t width, const char **line, size_t *bytes)
{
	const char *start = skip_blanks(*text), *end = start, *word;

	if (*start == '\0')
		return false;
	for (word = start; *word != '\0'; word = skip_blanks(word)) {
		word = word_end(word);
		if (part_width(start, (size_t)(word - start)) > width)
			break;
		end = word;
	}
	if (end == start) /* not even one word fits */
		end = start + divide_word(start, width);
	*line = start;
	*bytes = (size_t)(end - start);
	*text = end;
	return true;
}

static size_t
count_lines(const char *text, size_t width)
{
	const char *line;
	size_t bytes, count = 0;

	while (next_line(&text, width, &line, &bytes))
		count++;
	return count;
}

/* ---- paragraphs ---- */

void
page_init(struct page *page, FILE *stream)
{
	page->stream = stream;
	page->width = PAGE_WIDTH;
	page->length = PAGE_LENGTH;
	page->line = 0;
	page->blank = false;
}

/* Whether so many lines still fit: the last line of a page stays empty, for
 * on a screen a form feed alone does not keep pages apart. */
static bool
has_room(const struct page *page, size_t lines)
{
	return page->line + lines < page->length;
}

static void
new_page(struct page *page)
{
	fputs(page->blank ? "\f" : "\n\f", page->stream);
	page->line = 0;
	page->blank = false;
}

void
page_need(struct page *page, size_t lines)
{
	if (page->line > 0 && !has_room(page, lines))
		new_page(page);
}

void
page_blank(struct page *page)
{
	/* A page does not open or close with an empty line. */
	if (page->line > 0 && has_room(page, 1)) {
		end_line(page);
		page->blank = true;
	}
}

void
page_text(struct page *page, size_t first, size_t rest, const char *text)
{
	const char *line;
	size_t bytes, indent = first;

	while (next_line(&text, page->width - indent, &line, &bytes)) {
		page_need(page, 1);
		put_blanks(page, indent);
		put_part(page, line, bytes);
		end_line(page);
		indent = rest;
	}
}

int
page_printf(
    struct page *page, size_t indent, struct fail *f, const char *format, ...)
{
	char *text = NULL;
	size_t length = 0;
	FILE *stream = open_memstream(&text, &length);
	va_list values;
	int status = 0;

	if (stream == NULL)
		return fail_memory(f);
	va_start(values, format);
	vfprintf(stream, format, values);
	va_end(values);
	if (fclose(stream) != 0)
		status = fail_memory(f);
	else
		page_text(page, indent, indent + PAGE_HANG, text);
	free(text);
	return status;
}

void
page_heading(struct page *page, const char *text, char underline)
{
	size_t width = text_width(text), lines, i;

	lines = count_lines(text, page->width);
	page_need(page, lines + 1 + HEAD_ROOM);
	page_text(page, 0, 0, text);
	if (width > page->width)
		width = page->width;
	for (i = 0; i < width; i++)
		putc(underline, page->stream);
	end_line(page);
}

/* ---- tables ---- */

/* Measures of one column; a column is its cells' texts, then their signs. */
struct measures {
	size_t text;  /* widest text */
	size_t sign;  /* widest sign */
	size_t width; /* of the column: head, or text and sign */
	size_t lines; /* of the head */
};

/* One table on its way to the page: a group is columns [from, to). */
struct layout {
	struct page *page;
	const struct page_table *table;
	struct measures *columns;
	size_t stub;       /* width */
	size_t stub_lines; /* of the stub's head */
	size_t from, to;
};

static size_t
longest_word(const char *text)
{
	size_t longest = 0, width, bytes;

	for (text = skip_blanks(text); *text != '\0';
	     text = skip_blanks(text + bytes)) {
		bytes = strcspn(text, " \n");
		width = part_width(text, bytes);
		if (width > longest)
			longest = width;
	}
	return longest;
}

static size_t
depth_indent(const struct page_table *table, size_t row)
{
	return table->depths == NULL ? 0
				     : (size_t)table->depths[row] * PAGE_DEPTH;
}

/* Width of the widest stub and the stub's head, at most this. */
static size_t
measure_stub(const struct page_table *table, size_t most)
{
	size_t row, width, widest;

	widest = part_width(table->stub_head, strlen(table->stub_head));
	for (row = 0; row < table->rows; row++) {
		width =
		    depth_indent(table, row) +
		    part_width(table->stubs[row], strlen(table->stubs[row]));
		if (width > widest)
			widest = width;
	}
	return widest > most ? most : widest;
}

static void
measure_column(const struct page_table *table, size_t column, size_t head_lines,
    struct measures *m)
{
	const struct page_cell *cell;
	const char *head = table->heads[column];
	size_t row, width;

	memset(m, 0, sizeof(*m));
	for (row = 0; row < table->rows; row++) {
		cell = &table->cells[row * table->columns + column];
		width = part_width(cell->text, strlen(cell->text));
		if (width > m->text)
			m->text = width;
		width = part_width(cell->sign, strlen(cell->sign));
		if (width > m->sign)
			m->sign = width;
	}
	m->width = m->text + m->sign;
	width = longest_word(head);
	if (width > COLUMN_MAX)
		width = COLUMN_MAX;
	if (width > m->width)
		m->width = width;
	while (
	    m->width < COLUMN_MAX && count_lines(head, m->width) > head_lines)
		m->width++;
	m->lines = count_lines(head, m->width);
}

/* Measure all columns with heads of so many lines; whether they fit. */
static bool
fit_columns(struct layout *layout, size_t lines)
{
	const struct page_table *table = layout->table;
	size_t column, width = layout->stub;

	for (column = 0; column < table->columns; column++) {
		measure_column(table, column, lines, &layout->columns[column]);
		width += GAP + layout->columns[column].width;
	}
	return width <= layout->page->width;
}

/* Stub and columns as wide as they like to be, if all of them fit; else heads
 * in more and more lines, then a narrower stub. */
static void
measure_columns(struct layout *layout)
{
	static const size_t stubs[] = { PAGE_STUB_MAX, PAGE_STUB_GOOD };
	size_t i, lines;

	for (i = 0; i < COUNT(stubs); i++) {
		layout->stub = measure_stub(layout->table, stubs[i]);
		for (lines = 1; lines <= HEAD_LINES_MAX; lines++)
			if (fit_columns(layout, lines))
				return;
	}
}

/* The end of the group of columns that begins at from: as many as fit. */
static size_t
group_end(const struct layout *layout, size_t from)
{
	size_t to = from, width = layout->stub;

	while (to < layout->table->columns) {
		width += GAP + layout->columns[to].width;
		if (width > layout->page->width && to > from)
			break;
		to++;
	}
	return to;
}

static size_t
head_lines(const struct layout *layout)
{
	size_t column, most = layout->stub_lines;

	for (column = layout->from; column < layout->to; column++)
		if (layout->columns[column].lines > most)
			most = layout->columns[column].lines;
	return most;
}

static size_t
group_width(const struct layout *layout)
{
	size_t column, width = layout->stub;

	for (column = layout->from; column < layout->to; column++)
		width += GAP + layout->columns[column].width;
	return width;
}

static void
put_rule(const struct layout *layout)
{
	size_t i, width = group_width(layout);

	for (i = 0; i < width; i++)
		putc('-', layout->page->stream);
	end_line(layout->page);
}

/* Line number `at` of a text wrapped within width; its bytes, or 0. */
static size_t
line_of(const char *text, size_t width, size_t at, const char **line)
{
	size_t bytes;

	while (next_line(&text, width, line, &bytes))
		if (at-- == 0)
			return bytes;
	return 0;
}

/* The heads stand on the rule: shorter ones begin further down. */
static void
put_heads(const struct layout *layout)
{
	const struct page_table *table = layout->table;
	struct page *page = layout->page;
	const struct measures *m;
	const char *line = NULL;
	size_t lines = head_lines(layout), at, column, bytes, width, pad;

	for (at = 0; at < lines; at++) {
		pad = lines - layout->stub_lines;
		bytes = at < pad ? 0
				 : line_of(table->stub_head, layout->stub,
				       at - pad, &line);
		put_part(page, line, bytes);
		/* Blanks are written before a text only: no line ends in
		 * them. */
		pad = layout->stub - part_width(line, bytes);
		for (column = layout->from; column < layout->to; column++) {
			m = &layout->columns[column];
			bytes = at < lines - m->lines
				    ? 0
				    : line_of(table->heads[column], m->width,
					  at - (lines - m->lines), &line);
			width = part_width(line, bytes);
			pad += GAP;
			if (bytes > 0) {
				put_blanks(page,
				    pad + (table->left ? 0 : m->width - width));
				put_part(page, line, bytes);
				pad = table->left ? m->width - width : 0;
			} else {
				pad += m->width;
			}
		}
		end_line(page);
	}
}

static void
put_words(const struct layout *layout, bool continued)
{
	struct page *page = layout->page;
	const struct page_table *table = layout->table;

	page_text(page, 0, 0, table->title);
	if (continued)
		page_text(page, 0, 0, table->continued);
	if (table->subtitle[0] != '\0')
		page_text(page, 0, 0, table->subtitle);
	if (table->note != NULL)
		page_text(page, 0, 0, table->note);
}

static void
put_title(const struct layout *layout, bool continued)
{
	put_words(layout, continued);
	put_rule(layout);
	put_heads(layout);
	put_rule(layout);
}

static size_t
title_lines(const struct layout *layout)
{
	size_t width = layout->page->width;

	return count_lines(layout->table->title, width) +
	       count_lines(layout->table->continued, width) +
	       count_lines(layout->table->subtitle, width) +
	       (layout->table->note == NULL
		       ? 0
		       : count_lines(layout->table->note, width)) +
	       2 + head_lines(layout);
}

static void
put_cells(const struct layout *layout, size_t row, size_t pad)
{
	const struct page_table *table = layout->table;
	const struct page_cell *cell;
	const struct measures *m;
	size_t column, text, sign, lead;

	for (column = layout->from; column < layout->to; column++) {
		m = &layout->columns[column];
		cell = &table->cells[row * table->columns + column];
		text = part_width(cell->text, strlen(cell->text));
		sign = part_width(cell->sign, strlen(cell->sign));
		lead = table->left ? 0 : m->width - m->sign - text;
		put_blanks(layout->page, pad + GAP + lead);
		put_part(layout->page, cell->text, strlen(cell->text));
		put_part(layout->page, cell->sign, strlen(cell->sign));
		pad = m->width - lead - text - sign;
	}
	end_line(layout->page);
}

/* A long stub takes several lines; the cells stand on its last. */
static void
put_row(const struct layout *layout, size_t row)
{
	struct page *page = layout->page;
	const char *stub = layout->table->stubs[row], *line = "";
	size_t indent = depth_indent(layout->table, row), width, bytes = 0;

	width = layout->stub > indent ? layout->stub - indent : 1;
	while (next_line(&stub, width, &line, &bytes)) {
		put_blanks(page, indent);
		put_part(page, line, bytes);
		if (*skip_blanks(stub) == '\0')
			break;
		end_line(page);
	}
	if (layout->to > layout->from)
		put_cells(layout, row,
		    layout->stub - indent - part_width(line, bytes));
	else
		end_line(page);
}

static size_t
row_lines(const struct layout *layout, size_t row)
{
	size_t indent = depth_indent(layout->table, row), width, lines;

	width = layout->stub > indent ? layout->stub - indent : 1;
	lines = count_lines(layout->table->stubs[row], width);
	return lines == 0 ? 1 : lines;
}

/* The lines below the last group of columns. */
static size_t
foot_lines(const struct layout *layout)
{
	const struct page_table *table = layout->table;

	return table->foot == NULL || layout->to < table->columns
		   ? 0
		   : count_lines(table->foot, layout->page->width);
}

static void
put_group(const struct layout *layout)
{
	struct page *page = layout->page;
	size_t row, room = layout->table->rows, last = room - 1;
	size_t foot = foot_lines(layout);

	if (room > TABLE_ROOM)
		room = TABLE_ROOM;
	page_need(page, title_lines(layout) + room);
	put_title(layout, layout->from > 0);
	for (row = 0; row < layout->table->rows; row++) {
		if (!has_room(page,
			row_lines(layout, row) + (row == last ? foot : 0))) {
			new_page(page);
			put_title(layout, true);
		}
		put_row(layout, row);
	}
	if (foot > 0)
		page_text(page, 0, 0, layout->table->foot);
}

/* A table without rows: only what it would show. */
static void
put_empty(const struct layout *layout)
{
	const char *empty = layout->table->empty;
	struct page *page = layout->page;

	page_need(page, title_lines(layout) + count_lines(empty, page->width));
	put_words(layout, false);
	page_text(page, 0, 0, empty);
}

int
page_table(struct page *page, const struct page_table *table, struct fail *f)
{
	struct layout layout = { page, table, NULL, 0, 0, 0, 0 };

	layout.columns =
	    memory_array(table->columns + 1, sizeof(*layout.columns), f);
	if (layout.columns == NULL)
		return -1;
	measure_columns(&layout);
	layout.stub_lines = count_lines(table->stub_head, layout.stub);
	if (table->rows == 0 && table->empty != NULL) {
		put_empty(&layout);
		free(layout.columns);
		return 0;
	}
	do {
		layout.to = group_end(&layout, layout.from);
		if (layout.from > 0)
			page_blank(page);
		put_group(&layout);
		layout.from = layout.to;
	} while (layout.from < table->columns);
	free(layout.columns);
	return 0;
}
