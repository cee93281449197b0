/* sniff_json.c - what sniff found, for programs */
#include <math.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sniff/draft.h"
#include "sniff/sniff_json.h"

/* An example, or the path of a file, as text_visible() shows it. */
#define VISIBLE (4096 * 4)

static struct json_value *
new_count(uint64_t count)
{
	return json_new_integer(count > INT64_MAX ? INT64_MAX : (int64_t)count);
}

/* A confidence, which means nothing beyond two digits. */
static struct json_value *
new_share(double share)
{
	return json_new_number(round(100 * share) / 100);
}

/* A text of any bytes as a terminal may show it. */
static struct json_value *
new_visible(const char *text)
{
	char visible[VISIBLE];

	(void)text_visible(text, strlen(text), visible, sizeof(visible));
	return json_new_text(visible);
}

/* A line, or null. */
static struct json_value *
new_line(uint64_t line)
{
	return line == 0 ? json_new_null() : new_count(line);
}

static struct json_value *
new_range(uint64_t first, uint64_t last)
{
	struct json_value *range = json_new_object();

	json_set(range, "first", new_line(first));
	json_set(range, "last", new_line(last));
	return range;
}

static struct json_value *
new_byte(const struct sniff *s, char byte)
{
	char text[ENCODING_BYTE];

	encoding_byte(s->encoding->encoding, byte, text);
	return byte == 0 ? json_new_null() : json_new_text(text);
}

static struct json_value *
encoding_of(const struct sniff *s)
{
	struct json_value *to = json_new_object(), *others = json_new_array();

	json_set(
	    to, "name", json_new_text(encoding_name(s->encoding->encoding)));
	json_set(to, "confidence", new_share(s->encoding->confidence));
	json_set(to, "sure", json_new_boolean(s->encoding->sure));
	json_set(to, "mark", json_new_boolean(s->mark > 0));
	if (!s->encoding->sure)
		json_append(
		    others, json_new_text(encoding_name(s->encoding->second)));
	json_set(to, "alternatives", others);
	json_set(to, "mixed", json_new_boolean(s->encoding->mixed));
	return to;
}

static struct json_value *
dialect_of(const struct sniff *s)
{
	static const char *const line_ends[] = { "\n", "\r\n", "\r", "mixed",
		NULL };
	const struct dialect *d = s->dialect;
	struct json_value *to = json_new_object();

	json_set(to, "delimiter", new_byte(s, d->delimiter));
	json_set(to, "quoteChar", new_byte(s, d->quote));
	json_set(to, "escapeChar", new_byte(s, d->escape));
	json_set(to, "doubleQuote",
	    json_new_boolean(d->quote != 0 && d->escape == 0));
	json_set(to, "skipInitialSpace", json_new_boolean(d->space_after));
	json_set(to, "repeated", json_new_boolean(d->repeated));
	json_set(to, "lineTerminator", json_new_text(line_ends[s->line_end]));
	json_set(to, "confidence", new_share(d->confidence));
	return to;
}

static struct json_value *
table_of(const struct sniff *s, size_t at)
{
	const struct layout_table *t = &s->layout->tables[at];
	struct json_value *to = json_new_object(), *header;

	json_set(to, "first_line", new_line(t->first_line));
	if (t->header_rows > 0) {
		header = new_range(t->header_first, t->header_last);
		json_set(
		    header, "rows", json_new_integer((int64_t)t->header_rows));
	} else
		header = json_new_null();
	json_set(to, "header", header);
	json_set(to, "data", new_range(t->data_first, t->data_last));
	json_set(to, "last_line", new_line(t->last_line));
	json_set(to, "columns", json_new_integer((int64_t)t->width));
	json_set(to, "rows", at == 0 ? new_count(s->rows) : json_new_null());
	return to;
}

static struct json_value *
tables_of(const struct sniff *s)
{
	struct json_value *tables = json_new_array();
	size_t i;

	for (i = 0; i < s->layout->table_count && !s->no_table; i++)
		json_append(tables, table_of(s, i));
	return tables;
}

static struct json_value *
lines_of(const struct sniff *s)
{
	struct json_value *lines = json_new_object();
	int class;

	for (class = 0; class < LINE_CLASSES; class ++)
		if (s->lines[class] > 0)
			json_set(lines,
			    line_class_name((enum line_class) class),
			    new_count(s->lines[class]));
	return lines;
}

static struct json_value *
level_of(const struct sniff *s, size_t at)
{
	const struct stub_level *level = &s->sections.levels[at];
	struct json_value *to = json_new_object(), *headings = json_new_array();
	char name[TRANSLITERATION_NAME];
	size_t i;

	draft_level_name(s, at, name);
	if (level->personal)
		json_append(headings, json_new_text(ACCOUNT_HIDDEN));
	for (i = 0; i < level->count && i < STUB_HEADINGS && !level->personal;
	     i++)
		json_append(headings, json_new_text(level->headings[i]));
	json_set(to, "field", json_new_text(name));
	json_set(to, "distinct", json_new_integer((int64_t)level->count));
	json_set(to, "headings", headings);
	return to;
}

static struct json_value *
sections_of(const struct sniff *s)
{
	struct json_value *list = json_new_array(), *one, *levels;
	size_t i;

	if (!s->has_sections)
		return list;
	one = json_new_object();
	levels = json_new_array();
	for (i = 0; i < s->sections.level_count; i++)
		json_append(levels, level_of(s, i));
	json_set(one, "column", json_new_integer(1));
	json_set(one, "rows", new_count(s->sections.rows));
	json_set(one, "levels", levels);
	json_append(list, one);
	return list;
}

static struct json_value *
totals_of(const struct sniff *s)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < s->totals.count && i < SNIFF_PLACES; i++)
		json_append(list, new_count(s->totals.lines[i]));
	return list;
}

/* The lines of notes in the head. */
static struct json_value *
notes_of(const struct sniff *s)
{
	struct json_value *list = json_new_array();
	const struct layout_span *span;
	uint64_t line;
	size_t i, count = 0;

	for (i = 0; i < s->layout->span_count; i++) {
		span = &s->layout->spans[i];
		if (span->class != LINE_NOTE)
			continue;
		for (line = span->first_line;
		     line <= span->last_line && count < SNIFF_PLACES; line++) {
			json_append(list, new_count(line));
			count++;
		}
	}
	return list;
}

/* ---- columns ---- */

static struct json_value *
missing_of(const struct sniff *s, const struct sniff_column *c)
{
	static const char *const meanings[] = { "missing", "not_applicable",
		"confidential", "zero" };
	const struct profile *p = c->profile;
	struct json_value *list = json_new_array(), *one;
	enum profile_mark meaning;
	const char *text;
	size_t i;

	for (i = 0; profiles_mark(&s->profiles, i, &text, &meaning); i++) {
		if (p->mark_counts[i] == 0 ||
		    (meaning != PROFILE_ZERO &&
			!column_kind_lacks(&c->kind, meaning)) ||
		    (meaning == PROFILE_ZERO && c->kind.type == TABLE_STRING))
			continue;
		one = json_new_object();
		json_set(one, "mark", json_new_text(text));
		json_set(one, "meaning", json_new_text(meanings[meaning]));
		json_set(one, "cells", new_count(p->mark_counts[i]));
		json_append(list, one);
	}
	return list;
}

static struct json_value *
examples_of(const struct sniff_column *c)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < c->profile->example_count; i++) {
		if (c->kind.personal) {
			json_append(list, json_new_text(ACCOUNT_HIDDEN));
			break;
		}
		json_append(list, new_visible(c->profile->examples[i]));
	}
	return list;
}

static struct json_value *
column_of(const struct sniff *s, size_t at)
{
	const struct sniff_column *c = &s->columns[at];
	struct json_value *to = json_new_object();

	json_set(to, "column", json_new_integer((int64_t)at + 1));
	json_set(to, "header", json_new_text(c->label));
	json_set(to, "name", json_new_text(c->name));
	json_set(to, "type", json_new_text(table_type_name(c->kind.type)));
	json_set(
	    to, "format", json_new_text(table_format_name(c->kind.format)));
	json_set(to, "role", json_new_text(column_role_name(c->kind.role)));
	json_set(to, "personal", json_new_boolean(c->kind.personal));
	json_set(to, "read", json_new_boolean(draft_reads(s, at)));
	json_set(to, "required", json_new_boolean(c->kind.required));
	json_set(
	    to, "values", new_count(column_kind_values(&c->kind, c->profile)));
	json_set(to, "missing", missing_of(s, c));
	json_set(to, "distinct",
	    new_count(
		column_kind_distinct(&c->kind, &s->profiles, c->profile)));
	json_set(to, "distinct_estimated",
	    json_new_boolean(distinct_is_estimate(&c->profile->distinct)));
	json_set(to, "examples", examples_of(c));
	return to;
}

struct json_value *
sniff_json(const struct sniff *s, const char *name, struct fail *f)
{
	struct json_value *schema = NULL, *to, *columns;
	size_t i;

	if (s->column_count > 0 && (schema = draft_schema(s, name, f)) == NULL)
		return NULL;
	if ((to = json_new_object()) == NULL) {
		fail_memory(f);
		json_value_free(schema);
		return NULL;
	}
	columns = json_new_array();
	for (i = 0; i < s->column_count; i++)
		json_append(columns, column_of(s, i));
	json_set(to, "file", new_visible(s->label));
	json_set(to, "bytes", new_count(s->bytes));
	json_set(to, "physical_lines", new_count(s->physical_lines));
	json_set(to, "encoding", encoding_of(s));
	json_set(to, "dialect", dialect_of(s));
	json_set(to, "decimalChar", new_byte(s, s->decimal));
	json_set(to, "tables", tables_of(s));
	json_set(to, "lines", lines_of(s));
	json_set(to, "sections", sections_of(s));
	json_set(to, "totals", totals_of(s));
	json_set(to, "notes", notes_of(s));
	json_set(to, "columns", columns);
	json_set(to, "schema", schema == NULL ? json_new_null() : schema);
	return to;
}
