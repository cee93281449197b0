/* show.c - a table as text; see table/show.h */
#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "table/show.h"

#define WIDTH_ROWS 1000 /* rows of the first batch that set the widths */
#define WIDTH_MAX 48    /* a longer text moves the rest of its row */
#define NUMBER_SIZE 64
#define VISIBLE_MAX 8 /* bytes that text_visible() makes of one at most */

struct line {
	char *text;
	size_t length, capacity;
};

struct show {
	FILE *stream;
	const struct schema *schema;
	struct line line; /* what is written next */
	struct line cell; /* a value in the form of the table, NUL at its end */
	size_t *widths;   /* of the table's columns */
	size_t columns;   /* that are shown as CSV */
	uint64_t rows, shown;
};

static int
line_add(struct line *line, const char *text, size_t length, struct fail *f)
{
	if (memory_grow(&line->text, &line->capacity, line->length + length + 1,
		1, f) == -1)
		return -1;
	if (length > 0)
		memcpy(line->text + line->length, text, length);
	line->length += length;
	line->text[line->length] = '\0';
	return 0;
}

static int
line_fill(struct line *line, char character, size_t count, struct fail *f)
{
	if (memory_grow(&line->text, &line->capacity, line->length + count + 1,
		1, f) == -1)
		return -1;
	memset(line->text + line->length, character, count);
	line->length += count;
	line->text[line->length] = '\0';
	return 0;
}

static int
line_write(struct show *s, struct fail *f)
{
	size_t written;

	if (s->line.length == 0)
		return 0;
	written = fwrite(s->line.text, 1, s->line.length, s->stream);
	if (written != s->line.length)
		return fail_errno(f, _("the output cannot be written"));
	s->line.length = 0;
	return 0;
}

/* The number with the fewest digits that is read back as the same. */
static size_t
print_number(char text[NUMBER_SIZE], double value)
{
	int digits, length = 0;

	if (isnan(value))
		return (size_t)snprintf(text, NUMBER_SIZE, "NaN");
	if (isinf(value))
		return (size_t)snprintf(
		    text, NUMBER_SIZE, value > 0 ? "INF" : "-INF");
	for (digits = 15; digits <= 17; digits++) {
		length = snprintf(text, NUMBER_SIZE, "%.*g", digits, value);
		if (strtod(text, NULL) == value)
			break;
	}
	return (size_t)length;
}

/* Any date32, years beyond those of date.h included. */
static size_t
print_date(char text[NUMBER_SIZE], int32_t date)
{
	int year, month, day;

	date_to_civil(date, &year, &month, &day);
	return (size_t)snprintf(text, NUMBER_SIZE, "%s%04d-%02d-%02d",
	    year < 0 ? "-" : "", abs(year), month, day);
}

/* A value that is no text, in at most NUMBER_SIZE bytes. */
static size_t
print_value(char text[NUMBER_SIZE], const struct column *c, size_t row)
{
	switch (c->type) {
	case COLUMN_FLOAT64:
		return print_number(text, column_number(c, row));
	case COLUMN_BOOL:
		return (size_t)snprintf(text, NUMBER_SIZE, "%s",
		    column_integer(c, row) != 0 ? "true" : "false");
	case COLUMN_DATE32:
		return print_date(text, (int32_t)column_integer(c, row));
	default:
		return (size_t)snprintf(
		    text, NUMBER_SIZE, "%" PRId64, column_integer(c, row));
	}
}

static int
add_hexadecimal(
    struct line *line, const char *bytes, size_t length, struct fail *f)
{
	static const char digits[] = "0123456789abcdef";
	size_t i;
	char pair[2];

	for (i = 0; i < length; i++) {
		pair[0] = digits[(uint8_t)bytes[i] >> 4];
		pair[1] = digits[(uint8_t)bytes[i] & 15];
		if (line_add(line, pair, 2, f) == -1)
			return -1;
	}
	return 0;
}

/* RFC 4180: quoted if it holds a separator, a quote or a line end. */
static int
add_quoted(struct line *line, const char *text, size_t length, struct fail *f)
{
	bool quoted = length == 0;
	size_t i;

	for (i = 0; i < length && !quoted; i++)
		quoted = text[i] == ',' || text[i] == '"' || text[i] == '\n' ||
			 text[i] == '\r';
	if (!quoted)
		return line_add(line, text, length, f);
	if (line_add(line, "\"", 1, f) == -1)
		return -1;
	for (i = 0; i < length; i++)
		if ((text[i] == '"' && line_add(line, "\"", 1, f) == -1) ||
		    line_add(line, text + i, 1, f) == -1)
			return -1;
	return line_add(line, "\"", 1, f);
}

static bool
is_text(const struct column *c)
{
	return c->type == COLUMN_UTF8 || c->type == COLUMN_DICTIONARY;
}

static bool
is_number(enum column_type type)
{
	return type <= COLUMN_FLOAT64;
}

static int
add_csv_value(
    struct line *line, const struct column *c, size_t row, struct fail *f)
{
	char number[NUMBER_SIZE];
	const char *text;
	size_t length;

	if (!column_valid(c, row))
		return 0;
	if (is_text(c)) {
		text = column_text(c, row, &length);
		return add_quoted(line, text, length, f);
	}
	if (c->type == COLUMN_BINARY) {
		text = column_text(c, row, &length);
		return add_hexadecimal(line, text, length, f);
	}
	return line_add(line, number, print_value(number, c, row), f);
}

/* The header: of a table that was read without a schema what its file has,
 * and nothing if that is nothing. */
static int
csv_header(struct show *s, struct fail *f)
{
	const char *header = schema_get(s->schema, SCHEMA_HEADER);
	size_t i;

	if (header != NULL && *header == '\0')
		return 0;
	if (header != NULL)
		return line_add(&s->line, header, strlen(header), f) == -1
			   ? -1
			   : line_add(&s->line, "\n", 1, f);
	for (i = 0; i < s->schema->field_count; i++)
		if ((i > 0 && line_add(&s->line, ",", 1, f) == -1) ||
		    add_quoted(&s->line, s->schema->fields[i].name,
			strlen(s->schema->fields[i].name), f) == -1)
			return -1;
	return line_add(&s->line, "\n", 1, f);
}

/*
 * A row of one null column would be a blank line, which readers of CSV skip;
 * there is no other form that keeps it apart from the empty text.
 */
static int
csv_row(struct show *s, const struct batch *b, size_t row, struct fail *f)
{
	size_t i;

	for (i = 0; i < s->columns; i++)
		if ((i > 0 && line_add(&s->line, ",", 1, f) == -1) ||
		    add_csv_value(&s->line, &b->columns[i], row, f) == -1)
			return -1;
	return line_add(&s->line, "\n", 1, f);
}

/* A text in the form in which a terminal only shows it. */
static int
add_safe(struct line *line, const char *text, size_t length, struct fail *f)
{
	size_t room = length * VISIBLE_MAX + 1;

	if (memory_grow(
		&line->text, &line->capacity, line->length + room, 1, f) == -1)
		return -1;
	line->length +=
	    text_visible(text, length, line->text + line->length, room);
	return 0;
}

/* The value as it stands in the table, in s->cell. */
static int
cell_value(struct show *s, const struct column *c, size_t row, struct fail *f)
{
	const char *text;
	size_t length;

	s->cell.length = 0;
	if (column_valid(c, row) && is_text(c)) {
		text = column_text(c, row, &length);
		return length == 0 ? line_add(&s->cell, "\"\"", 2, f)
				   : add_safe(&s->cell, text, length, f);
	}
	if (line_add(&s->cell, "", 0, f) == -1)
		return -1;
	return add_csv_value(&s->cell, c, row, f);
}

static int
cell_name(struct show *s, size_t column, struct fail *f)
{
	const char *name = s->schema->fields[column].name;

	s->cell.length = 0;
	return add_safe(&s->cell, name, strlen(name), f);
}

/* Put s->cell into its column of the line. */
static int
table_cell(struct show *s, size_t column, struct fail *f)
{
	size_t width = text_width(s->cell.text), padding = 0;
	bool last = column + 1 == s->schema->field_count;
	bool right = is_number(s->schema->fields[column].type);

	if (width < s->widths[column])
		padding = s->widths[column] - width;
	if ((right && line_fill(&s->line, ' ', padding, f) == -1) ||
	    line_add(&s->line, s->cell.text, s->cell.length, f) == -1)
		return -1;
	if (last)
		return 0;
	return line_fill(&s->line, ' ', right ? 2 : padding + 2, f);
}

/* No blanks at the end of a line. */
static int
table_line_end(struct show *s, struct fail *f)
{
	while (s->line.length > 0 && s->line.text[s->line.length - 1] == ' ')
		s->line.length--;
	return line_add(&s->line, "\n", 1, f);
}

static int
table_header(struct show *s, struct fail *f)
{
	size_t i, count = s->schema->field_count;

	for (i = 0; i < count; i++)
		if (cell_name(s, i, f) == -1 || table_cell(s, i, f) == -1)
			return -1;
	if (table_line_end(s, f) == -1 || line_write(s, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (line_fill(&s->line, '-', s->widths[i], f) == -1 ||
		    (i + 1 < count && line_fill(&s->line, ' ', 2, f) == -1))
			return -1;
	return table_line_end(s, f);
}

static int
table_row(struct show *s, const struct batch *b, size_t row, struct fail *f)
{
	size_t i;

	for (i = 0; i < b->column_count; i++)
		if (cell_value(s, &b->columns[i], row, f) == -1 ||
		    table_cell(s, i, f) == -1)
			return -1;
	return table_line_end(s, f);
}

static void
widen_column(struct show *s, size_t column)
{
	size_t width = text_width(s->cell.text);

	if (width > WIDTH_MAX)
		width = WIDTH_MAX;
	if (width > s->widths[column])
		s->widths[column] = width;
}

/* Widths from the names and the first rows, so that a long table flows. */
static int
table_widths(struct show *s, const struct batch *b, struct fail *f)
{
	size_t i, row, rows = b == NULL ? 0 : b->length;

	if (rows > WIDTH_ROWS)
		rows = WIDTH_ROWS;
	if (rows > s->rows)
		rows = (size_t)s->rows;
	for (i = 0; i < s->schema->field_count; i++) {
		if (cell_name(s, i, f) == -1)
			return -1;
		widen_column(s, i);
		for (row = 0; row < rows; row++) {
			if (cell_value(s, &b->columns[i], row, f) == -1)
				return -1;
			widen_column(s, i);
		}
	}
	return 0;
}

/* Columns with types, and metadata. */
static int
schema_lines(struct show *s, struct fail *f)
{
	const struct schema *schema = s->schema;
	size_t i, width = 0;
	int status = 0;

	for (i = 0; i < schema->field_count && status == 0; i++) {
		status = cell_name(s, i, f);
		if (status == 0 && text_width(s->cell.text) > width)
			width = text_width(s->cell.text);
	}
	if (width > WIDTH_MAX)
		width = WIDTH_MAX;
	for (i = 0; i < schema->field_count && status == 0; i++) {
		const char *type = column_type_name(schema->fields[i].type);
		size_t used;

		if ((status = cell_name(s, i, f)) == -1)
			break;
		used = text_width(s->cell.text);
		if (line_add(&s->line, s->cell.text, s->cell.length, f) == -1 ||
		    line_fill(&s->line, ' ', used < width ? width - used : 0,
			f) == -1 ||
		    line_fill(&s->line, ' ', 2, f) == -1 ||
		    line_add(&s->line, type, strlen(type), f) == -1 ||
		    line_add(&s->line, "\n", 1, f) == -1)
			status = -1;
	}
	for (i = 0; i < schema->metadata_count && status == 0; i++) {
		const struct metadata *m = &schema->metadata[i];

		if ((i == 0 && line_add(&s->line, "\n", 1, f) == -1) ||
		    add_safe(&s->line, m->key, strlen(m->key), f) == -1 ||
		    line_add(&s->line, " = ", 3, f) == -1 ||
		    add_safe(&s->line, m->value, strlen(m->value), f) == -1 ||
		    line_add(&s->line, "\n", 1, f) == -1)
			status = -1;
	}
	return status == -1 ? -1 : line_add(&s->line, "\n", 1, f);
}

static int
show_start(struct show *s, enum show_format format, const struct batch *first,
    struct fail *f)
{
	if (format == SHOW_CSV)
		return csv_header(s, f);
	if (format == SHOW_SCHEMA && schema_lines(s, f) == -1)
		return -1;
	if (table_widths(s, first, f) == -1)
		return -1;
	return table_header(s, f);
}

static int
show_batch(struct show *s, enum show_format format, const struct batch *b,
    struct fail *f)
{
	size_t row;

	for (row = 0; row < b->length && s->shown < s->rows; row++) {
		if ((format == SHOW_CSV ? csv_row(s, b, row, f)
					: table_row(s, b, row, f)) == -1 ||
		    line_write(s, f) == -1)
			return -1;
		s->shown++;
	}
	return 0;
}

static int
show_batches(struct show *s, enum show_format format, struct arrow_reader *in,
    struct fail *f)
{
	struct batch *b;
	int more = arrow_next(in, &b, f);

	if (more == -1 ||
	    show_start(s, format, more == 1 ? b : NULL, f) == -1 ||
	    line_write(s, f) == -1)
		return -1;
	while (more == 1 && s->shown < s->rows) {
		if (show_batch(s, format, b, f) == -1)
			return -1;
		if (s->shown < s->rows)
			more = arrow_next(in, &b, f);
	}
	return more == -1 ? -1 : 0;
}

int
show_table(FILE *stream, enum show_format format, struct arrow_reader *in,
    uint64_t rows, uint64_t *shown, struct fail *f)
{
	const struct schema *schema = arrow_schema(in);
	struct show s = { stream, schema, { NULL, 0, 0 }, { NULL, 0, 0 }, NULL,
		schema->field_count, rows, 0 };
	int status = -1, place = schema_find(schema, "_file");

	if (schema_get(schema, SCHEMA_HEADER) != NULL && place != -1)
		s.columns = (size_t)place;

	s.widths = memory_array(schema->field_count + 1, sizeof(*s.widths), f);
	if (s.widths != NULL)
		status = show_batches(&s, format, in, f);
	*shown = s.shown;
	free(s.widths);
	free(s.line.text);
	free(s.cell.text);
	return status;
}
