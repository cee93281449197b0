/* sniff.c - a file without a schema, read whole */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "reader/frame.h"
#include "record/cell_kind.h"
#include "record/phrase.h"
#include "sniff/header_words.h"
#include "sniff/known_headings.h"
#include "sniff/sniff.h"
#include "sniff/sniff_persons.h"
#include "table/dictionary.h"

const struct layout_table *
sniff_table(const struct sniff *s)
{
	return s->layout->table_count == 0 || s->no_table
		   ? NULL
		   : &s->layout->tables[0];
}

bool
sniff_has_totals(const struct sniff *s)
{
	return s->totals.count > 0 &&
	       (!s->has_sections || s->sections.totals_apart);
}

/* ---- the head ---- */

/* The character at a byte of the file, if it ends a line, else 0. */
static char
line_break_at(const struct sniff *s, struct bytes_memory head, uint64_t at)
{
	bool wide = encoding_is_utf16(s->encoding->encoding);
	bool big = s->encoding->encoding == ENCODING_UTF_16BE;
	unsigned char c;

	if (at + wide >= head.left || (wide && head.next[at + !big] != 0))
		return 0;
	c = head.next[at + (wide && big)];
	return c == '\r' || c == '\n' ? (char)c : 0;
}

/* How a record ends; breaks in its cells are none. */
static void
note_line_end(struct sniff *s, struct bytes_memory head, const struct record *r)
{
	unsigned unit = encoding_is_utf16(s->encoding->encoding) ? 2 : 1;
	uint64_t end = r->byte + r->size;
	enum sniff_line_end found = SNIFF_LF;
	char last;

	if (r->size < unit || (last = line_break_at(s, head, end - unit)) == 0)
		return;
	if (last == '\r')
		found = SNIFF_CR;
	else if (r->size >= 2 * unit &&
		 line_break_at(s, head, end - 2 * unit) == '\r')
		found = SNIFF_CRLF;
	if (s->line_end == SNIFF_NO_LINE_END)
		s->line_end = found;
	else if (s->line_end != found)
		s->line_end = SNIFF_MIXED;
}

static int
read_line_ends(struct sniff *s, struct bytes_memory head, struct fail *f)
{
	struct bytes_memory memory = head;
	struct bytes source = { bytes_read_memory, &memory };
	struct record_reader *in = record_open(source, s->label, f);
	struct record r;
	int more = -1;

	if (in != NULL && record_encoding(in, s->encoding->encoding, f) == 0) {
		record_dialect(in, s->dialect, s->mark);
		while ((more = record_next(in, &r, f)) == 1)
			note_line_end(s, head, &r);
	}
	record_close(in);
	return more;
}

/* The head once more, for what the reader has no use for. */
static int
find_line_end(struct sniff *s, struct fail *f)
{
	struct raw_file again = s->second;
	struct bytes bytes = { raw_file_read, &again };
	struct record_reader *in;
	struct bytes_memory head;
	bool whole;
	int status;

	s->line_end = SNIFF_NO_LINE_END;
	if ((in = record_open(bytes, s->label, f)) == NULL)
		return -1;
	head.next = record_head(in, &head.left, &whole);
	status = read_line_ends(s, head, f);
	record_close(in);
	return status;
}

/* ---- the rows ---- */

static void
add_place(struct sniff_places *places, uint64_t line)
{
	if (places->count < SNIFF_PLACES)
		places->lines[places->count] = line;
	places->count++;
}

/* Rows with the same stub that differ in the texts of other columns. */
static uint32_t
key_of_row(const struct sniff *s, const struct cells *c)
{
	uint32_t key = 0x811c9dc5U;
	enum cell_kind kind;
	size_t i, j;

	for (i = 1; i < c->count && i < s->column_count; i++) {
		kind = cell_kind(c->texts[i], c->lengths[i]);
		if (kind == CELL_KIND_EMPTY || kind == CELL_KIND_MARK ||
		    (kind == CELL_KIND_NUMBER && !s->columns[i].is_key))
			continue;
		for (j = 0; j < c->lengths[i]; j++)
			key =
			    (key ^ (unsigned char)c->texts[i][j]) * 0x01000193U;
		key = (key ^ (uint32_t)i) * 0x01000193U;
	}
	return key;
}

static bool
is_total(const struct sniff *s, const struct cells *c)
{
	return s->column_count > 1 && c->used > 0 &&
	       phrase_find(c->texts[c->first], c->lengths[c->first],
		   &s->profiles.types->totals) != -1;
}

/* A row of one cell, the first: a heading, unless there are no sections. */
static bool
is_lone(const struct sniff *s, const struct cells *c)
{
	return s->column_count > 1 && c->used == 1 && c->first == 0;
}

/* The stub of rows with data is counted apart, as one column more. */
static int
add_cells(struct sniff *s, const struct cells *c, bool lone, struct fail *f)
{
	size_t i, count = lone ? 1 : s->column_count;

	for (i = 0; i < count; i++)
		if (profiles_add(&s->profiles, i,
			i < c->count ? c->texts[i] : "",
			i < c->count ? c->lengths[i] : 0, f) == -1)
			return -1;
	if (lone)
		return 0;
	return profiles_add(&s->profiles, s->column_count,
	    c->count > 0 ? c->texts[0] : "", c->count > 0 ? c->lengths[0] : 0,
	    f);
}

static int
take_row(struct sniff *s, const struct cells *c, uint64_t line, struct fail *f)
{
	bool lone = is_lone(s, c), total = is_total(s, c);
	size_t length = c->count > 0 ? c->lengths[0] : 0;
	const char *stub = text_trim(c->count > 0 ? c->texts[0] : "", &length);

	profiles_at(&s->profiles, line);
	if (c->used == 0) {
		s->empty_rows++;
		return 0;
	}
	if (stubs_add(s->stubs, stub, length, c->used - (length > 0),
		key_of_row(s, c), total, f) == -1)
		return -1;
	if (s->first_row == 0)
		s->first_row = line;
	s->last_row = line;
	if (total) {
		add_place(&s->totals, line);
		return 0;
	}
	s->rows += !lone;
	if (lone && s->lone_rows++ == 0)
		s->lone_line = line;
	return add_cells(s, c, lone, f);
}

/* One row of the batch. */
static int
take_batch_row(
    struct sniff *s, const struct batch *b, size_t row, struct fail *f)
{
	struct cells *c = &s->cells;
	size_t i, length;

	c->used = c->first = 0;
	for (i = 0; i < c->count; i++) {
		c->texts[i] = column_text(&b->columns[i], row, &c->lengths[i]);
		length = c->lengths[i];
		(void)text_trim(c->texts[i], &length);
		if (length > 0 && c->used++ == 0)
			c->first = i;
	}
	return take_row(
	    s, c, (uint64_t)column_integer(&b->columns[c->count + 1], row), f);
}

static int
read_rows(struct sniff *s, struct fail *f)
{
	struct batch b = { 0, 0, NULL };
	int more = batch_init(&b, reader_schema(s->in), 0, f);
	size_t row;

	while (more != -1 && (more = reader_next(s->in, &b, f)) == 1) {
		for (row = 0; row < b.length && more != -1; row++)
			more = take_batch_row(s, &b, row, f);
		batch_reset(&b);
	}
	batch_clear(&b);
	return more;
}

/* ---- columns ---- */

/* Names are unique; a column without a header is called by its place, and so
 * is one with the name of another. */
static int
name_column(
    struct sniff *s, size_t column, struct dictionary *names, struct fail *f)
{
	struct sniff_column *c = &s->columns[column];
	char place[24];
	size_t length;

	transliterate(c->label, c->name);
	if (*c->name == '\0')
		snprintf(c->name, sizeof(c->name), "column_%zu", column + 1);
	while (dictionary_find(names, c->name, strlen(c->name)) != -1) {
		snprintf(place, sizeof(place), "_%zu", column + 1);
		length = strlen(c->name);
		if (length + strlen(place) >= sizeof(c->name))
			length = sizeof(c->name) - strlen(place) - 1;
		strcpy(c->name + length, place);
	}
	return dictionary_add(names, c->name, strlen(c->name), f) == -1 ? -1
									: 0;
}

/* What headers are compared by, and the first column that has it, from 1. */
struct owners {
	struct dictionary *texts;
	size_t *columns, capacity;
};

/* A header or name of the column, compared as ingest does; one that another
 * column has, too, tells neither of them. */
static int
own(struct sniff *s, struct owners *o, size_t column, const char *text,
    struct fail *f)
{
	char *key = text_normalise(text, strlen(text), f);
	int32_t code, count = dictionary_count(o->texts);
	size_t other;

	if (key == NULL)
		return -1;
	if (*key == '\0') {
		s->columns[column].by_place = true;
		free(key);
		return 0;
	}
	code = dictionary_add(o->texts, key, strlen(key), f);
	free(key);
	if (code == -1)
		return -1;
	if (code == count) {
		if (memory_grow(&o->columns, &o->capacity, (size_t)code + 1,
			sizeof(*o->columns), f) == -1)
			return -1;
		o->columns[code] = column + 1;
	}
	other = o->columns[code] - 1;
	if (other != column)
		s->columns[column].by_place = s->columns[other].by_place = true;
	return 0;
}

/* Columns that no header tells from the others. */
static int
find_twins(struct sniff *s, struct fail *f)
{
	struct owners o = { dictionary_new(f), NULL, 0 };
	size_t i;
	int status = o.texts == NULL ? -1 : 0;

	for (i = 0; i < s->column_count && status == 0; i++)
		status = own(s, &o, i, s->columns[i].label, f);
	for (i = 0; i < s->column_count && status == 0; i++)
		status = own(s, &o, i, s->columns[i].name, f);
	free(o.columns);
	dictionary_free(o.texts);
	return status;
}

static int
name_columns(struct sniff *s, struct fail *f)
{
	struct dictionary *names = dictionary_new(f);
	size_t i;
	int status = names == NULL ? -1 : 0, says;

	for (i = 0; i < s->column_count && status == 0; i++) {
		status = name_column(s, i, names, f);
		if ((says = header_words(s->columns[i].label, f)) == -1)
			status = -1;
		s->columns[i].is_key =
		    (says & (WORDS_PERIOD | WORDS_CODE | WORDS_GROUP)) != 0 &&
		    (says & (WORDS_COUNT | WORDS_RATE)) == 0;
	}
	dictionary_free(names);
	return status == 0 ? find_twins(s, f) : -1;
}

static int
start_columns(struct sniff *s, struct fail *f)
{
	const struct layout_table *t = sniff_table(s);
	size_t i;

	s->column_count = t == NULL ? 0 : t->width;
	s->columns = memory_array(s->column_count + 1, sizeof(*s->columns), f);
	s->cells.texts =
	    memory_array(s->column_count + 1, sizeof(*s->cells.texts), f);
	s->cells.lengths =
	    memory_array(s->column_count + 1, sizeof(*s->cells.lengths), f);
	s->cells.count = s->column_count;
	if (s->columns == NULL || s->cells.texts == NULL ||
	    s->cells.lengths == NULL ||
	    profiles_init(&s->profiles, s->column_count + 1, f) == -1 ||
	    (s->stubs = stubs_new(f)) == NULL)
		return -1;
	for (i = 0; i < s->column_count; i++) {
		s->columns[i].label = t->labels[i];
		s->columns[i].profile = &s->profiles.columns[i];
	}
	return name_columns(s, f);
}

/* Rows of one cell that are no headings lack the others. */
static void
add_lone_rows(struct sniff *s)
{
	struct profile *p;
	const char *text;
	enum profile_mark meaning;
	size_t i, mark;

	for (mark = 0; profiles_mark(&s->profiles, mark, &text, &meaning);
	     mark++)
		if (*text == '\0')
			break;
	for (i = 1; i < s->column_count; i++) {
		p = &s->profiles.columns[i];
		p->cells += s->lone_rows;
		p->marks[PROFILE_MISSING] += s->lone_rows;
		p->mark_counts[mark] += s->lone_rows;
	}
	s->rows += s->lone_rows;
}

/* The decimal mark that most numbers have. */
static void
find_decimal(struct sniff *s)
{
	const struct profile *p;
	uint64_t comma = 0, point = 0;
	size_t i;

	for (i = 0; i < s->column_count; i++) {
		p = s->columns[i].profile;
		if (s->columns[i].kind.type != TABLE_INTEGER &&
		    s->columns[i].kind.type != TABLE_NUMBER)
			continue;
		point += p->evidence.decimals[0];
		comma += p->evidence.decimals[1];
	}
	if (comma + point > 0)
		s->decimal = comma > point ? ',' : '.';
}

/* A stub without a header is called by what its headings say: ages. */
static void
name_stub(struct sniff *s)
{
	size_t i;

	if (*s->columns[0].label != '\0')
		return;
	for (i = 1; i < s->column_count; i++)
		if (strcmp(s->columns[i].name, "age") == 0)
			return;
	for (i = 0; i < s->sections.ignore_count; i++)
		if (known_ages(s->sections.ignore[i]))
			strcpy(s->columns[0].name, "age");
}

static int
finish(struct sniff *s, struct fail *f)
{
	size_t i;
	int found = stubs_sections(s->stubs, &s->sections, f);

	if (found == -1)
		return -1;
	s->has_sections = found == 1;
	/* one line of words is a text */
	if (s->column_count == 1 && s->rows == 0 && s->set_aside == 0) {
		s->no_table = true;
		s->column_count = 0;
	}
	if (s->has_sections) {
		s->columns[0].profile = &s->profiles.columns[s->column_count];
		name_stub(s);
	} else
		add_lone_rows(s);
	if (profiles_settle(&s->profiles, f) == -1)
		return -1;
	for (i = 0; i < s->column_count; i++)
		if (column_kind_find(s->columns[i].label, s->columns[i].profile,
			&s->columns[i].kind, f) == -1)
			return -1;
	if (sniff_persons(s, f) == -1)
		return -1;
	find_decimal(s);
	return 0;
}

/* Lines by class: rows of totals and headings hold data of their own kind. */
static void
count_lines(struct sniff *s, const struct account *account, int file)
{
	uint64_t totals = sniff_has_totals(s) ? s->totals.count : 0;
	uint64_t headings = s->has_sections ? s->sections.rows : 0;
	int class;

	for (class = 0; class < LINE_CLASSES; class ++) {
		s->lines[class] =
		    account_lines(account, file, (enum line_class) class);
		s->physical_lines += s->lines[class];
	}
	if (s->no_table) {
		s->lines[LINE_TITLE] += s->lines[LINE_HEADER];
		s->lines[LINE_HEADER] = 0;
	}
	s->lines[LINE_DATA] -= totals + headings + s->empty_rows;
	s->lines[LINE_BLANK] += s->empty_rows;
	s->lines[LINE_TOTAL] += totals;
	s->lines[LINE_SECTION] += headings;
}

/* The copies read on their own. */
static int
open_file(struct sniff *s, const char *path, struct fail *f)
{
	if (raw_file_open(&s->raw, path, s->label, f) == -1)
		return -1;
	s->second = s->third = s->raw;
	return 0;
}

static int
open_reader(struct sniff *s, struct account *account, struct fail *f)
{
	const struct reader_options options = { .again = { raw_file_read,
						    &s->third } };
	struct bytes bytes = { raw_file_read, &s->raw };
	const struct frame *frame;

	s->in = reader_open_bytes(bytes, s->label, NULL, &options, account, f);
	if (s->in == NULL)
		return -1;
	frame = reader_frame(s->in);
	s->encoding = &frame->encoding;
	s->mark = frame->mark;
	s->dialect = &frame->dialect;
	s->layout = &frame->untyped.layout;
	s->titles = &frame->titles;
	return 0;
}

int
sniff_open(struct sniff *s, const char *path, const char *label,
    struct account *account, struct fail *f)
{
	const struct raw_file raw = RAW_FILE_INIT;
	int file;

	memset(s, 0, sizeof(*s));
	s->raw = raw;
	s->label = label;
	if ((file = account_file(account, label, f)) == -1 ||
	    open_file(s, path, f) == -1 || open_reader(s, account, f) == -1 ||
	    start_columns(s, f) == -1 || read_rows(s, f) == -1 ||
	    raw_file_check(&s->raw, f) == -1 || finish(s, f) == -1)
		return -1;
	s->bytes = (uint64_t)s->raw.size;
	s->set_aside = account_loss(account, file).aside;
	count_lines(s, account, file);
	return find_line_end(s, f);
}

void
sniff_clear(struct sniff *s)
{
	stub_sections_clear(&s->sections);
	stubs_free(s->stubs);
	profiles_clear(&s->profiles);
	free(s->columns);
	cells_clear(&s->cells);
	reader_close(s->in);
	raw_file_close(&s->raw);
	memset(s, 0, sizeof(*s));
}
