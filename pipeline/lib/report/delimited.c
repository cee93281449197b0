/* delimited - the observations of a report as CSV, one a line */
#include "report/delimited.h"

#include <errno.h>
#include <inttypes.h>
#include <string.h>

#include "base/message.h"
#include "report/figure.h"

static bool
is_control(char byte)
{
	return (unsigned char)byte < 0x20 || byte == 0x7F;
}

/* A spreadsheet would compute it instead of showing it. */
static bool
is_formula(const char *text, size_t length)
{
	return length > 0 &&
	       (memchr("=+-@", text[0], 4) != NULL || is_control(text[0]));
}

static bool
needs_quotes(const char *text, size_t length)
{
	return memchr(text, ',', length) != NULL ||
	       memchr(text, '"', length) != NULL ||
	       memchr(text, '\n', length) != NULL ||
	       memchr(text, '\r', length) != NULL;
}

static void
put_text(FILE *stream, const char *text, size_t length)
{
	bool quotes = needs_quotes(text, length);
	size_t i;

	if (quotes)
		putc('"', stream);
	if (is_formula(text, length))
		putc('\'', stream);
	for (i = 0; i < length; i++) {
		if (text[i] == '"')
			putc('"', stream);
		putc(text[i], stream);
	}
	if (quotes)
		putc('"', stream);
}

static void
put_cell(FILE *stream, const struct column *column, size_t row)
{
	char number[FIGURE_TEXT];
	const char *text;
	size_t length;

	if (!column_valid(column, row))
		return;
	switch (column->type) {
	case COLUMN_DICTIONARY:
	case COLUMN_UTF8:
		text = column_text(column, row, &length);
		put_text(stream, text, length);
		break;
	case COLUMN_FLOAT64:
		figure_exact(number, column_number(column, row));
		fputs(number, stream);
		break;
	default:
		fprintf(stream, "%" PRId64, column_integer(column, row));
		break;
	}
}

static void
put_header(FILE *stream, const struct schema *schema)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++) {
		if (i > 0)
			putc(',', stream);
		put_text(stream, schema->fields[i].name,
		    strlen(schema->fields[i].name));
	}
	putc('\n', stream);
}

static bool
in_report(const struct view *v, const char *indicator)
{
	size_t i;

	for (i = 0; i < v->indicator_count; i++)
		if (strcmp(v->indicators[i]->id, indicator) == 0)
			return true;
	return false;
}

int
delimited_write(const struct view *v, FILE *stream, struct fail *f)
{
	const struct observations *o = &v->observations;
	struct observation one;
	size_t row, i;

	put_header(stream, &o->schema);
	for (row = 0; row < o->count; row++) {
		observations_get(o, row, &one);
		if (!in_report(v, one.indicator))
			continue;
		for (i = 0; i < o->batch.column_count; i++) {
			if (i > 0)
				putc(',', stream);
			put_cell(stream, &o->batch.columns[i], row);
		}
		putc('\n', stream);
		if (ferror(stream))
			return fail_errno(f, _("cannot write the CSV"));
	}
	return 0;
}
