/* draft.c - what was found as the schema of a dataset */
#include <regex.h>
#include <stdio.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "sniff/draft.h"
#include "sniff/known_headings.h"

/* What rows before a heading and headings with data are: all of it. */
#define TOTAL "_T"

static struct json_value *
title_of(const char *ru, const char *en)
{
	struct json_value *title = json_new_object();

	json_set(title, "ru", json_new_text(ru));
	json_set(title, "en", json_new_text(en));
	return title;
}

static struct json_value *
required(void)
{
	struct json_value *constraints = json_new_object();

	json_set(constraints, "required", json_new_boolean(true));
	return constraints;
}

/* ---- sections ---- */

/* Headings of a level that are kept; an open level may have more. */
static size_t
headings_kept(const struct stub_level *level)
{
	return level->count < STUB_HEADINGS ? level->count : STUB_HEADINGS;
}

static bool
is_taken(const struct sniff *s, const char *name)
{
	size_t i;

	for (i = 0; i < s->column_count; i++)
		if (strcmp(s->columns[i].name, name) == 0)
			return true;
	return false;
}

/* What is known of a level; name NULL: nothing. */
static void
find_level(const struct sniff *s, size_t level, struct known_level *known)
{
	const struct stub_level *l = &s->sections.levels[level];
	size_t i, count = headings_kept(l);

	if (known_territories(l->headings, count))
		*known = (struct known_level){ "territory", "Территория",
			"Territory", { NULL } };
	else if (l->any || !known_headings(l->headings, count, known))
		known->name = NULL;
	if (known->name != NULL && is_taken(s, known->name))
		known->name = NULL;
	for (i = 0; i < level && known->name != NULL; i++) {
		struct known_level outer;

		find_level(s, i, &outer);
		if (outer.name != NULL && strcmp(outer.name, known->name) == 0)
			known->name = NULL;
	}
}

void
draft_level_name(
    const struct sniff *s, size_t level, char name[TRANSLITERATION_NAME])
{
	struct known_level known;

	find_level(s, level, &known);
	if (known.name != NULL)
		snprintf(name, TRANSLITERATION_NAME, "%s", known.name);
	else
		snprintf(name, TRANSLITERATION_NAME, "section_%zu", level + 1);
}

static struct json_value *
level_field(const struct sniff *s, size_t level)
{
	struct json_value *field = json_new_object();
	char name[TRANSLITERATION_NAME], ru[64], en[64];
	struct known_level known;

	find_level(s, level, &known);
	draft_level_name(s, level, name);
	snprintf(ru, sizeof(ru), "Раздел, уровень %zu", level + 1);
	snprintf(en, sizeof(en), "Section, level %zu", level + 1);
	json_set(field, "name", json_new_text(name));
	json_set(field, "type", json_new_text("string"));
	json_set(field, "role", json_new_text("dimension"));
	json_set(field, "title",
	    known.name != NULL ? title_of(known.ru, known.en)
			       : title_of(ru, en));
	if (s->sections.levels[level].personal)
		json_set(field, "personal", json_new_boolean(true));
	json_set(field, "constraints", required());
	return field;
}

static struct json_value *
headings_of(const struct stub_level *level, const struct known_level *known)
{
	struct json_value *headings, *heading;
	size_t i;

	if (level->any || level->personal)
		return json_new_text("*");
	headings = json_new_array();
	for (i = 0; i < level->count; i++) {
		heading = json_new_object();
		json_set(heading, "starts", json_new_text(level->headings[i]));
		json_set(heading, "value",
		    json_new_text(
			known->name != NULL && known->values[i] != NULL
			    ? known->values[i]
			    : level->headings[i]));
		json_append(headings, heading);
	}
	return headings;
}

static struct json_value *
level_of(const struct sniff *s, size_t at)
{
	const struct stub_level *level = &s->sections.levels[at];
	struct json_value *to = json_new_object();
	char name[TRANSLITERATION_NAME];
	struct known_level known;

	find_level(s, at, &known);
	draft_level_name(s, at, name);
	json_set(to, "field", json_new_text(name));
	if (level->initial)
		json_set(to, "initial", json_new_text(TOTAL));
	json_set(to, "headings", headings_of(level, &known));
	return to;
}

static struct json_value *
ignored(const struct stub_sections *sections)
{
	struct json_value *list = json_new_array(), *item;
	size_t i;

	for (i = 0; i < sections->ignore_count; i++) {
		item = json_new_object();
		json_set(item, "starts", json_new_text(sections->ignore[i]));
		json_append(list, item);
	}
	return list;
}

static struct json_value *
sections_of(const struct sniff *s)
{
	const struct stub_sections *found = &s->sections;
	struct json_value *to = json_new_object(), *levels = json_new_array();
	size_t i;

	for (i = 0; i < found->level_count; i++)
		json_append(levels, level_of(s, i));
	json_set(to, "column", json_new_text(s->columns[0].name));
	if (found->total)
		json_set(to, "total", json_new_text(TOTAL));
	json_set(to, "levels", levels);
	if (found->ignore_count > 0 && !s->persons) /* they may be names */
		json_set(to, "ignore", ignored(found));
	return to;
}

/* ---- fields ---- */

static struct json_value *
text_list(const char *text)
{
	struct json_value *list = json_new_array();

	json_append(list, json_new_text(text));
	return list;
}

/* Without a single field there is no schema. */
static bool
leaves_out_all(const struct sniff *s)
{
	size_t i;

	for (i = 0; i < s->column_count; i++)
		if (!s->columns[i].kind.left_out)
			return false;
	return true;
}

bool
draft_reads(const struct sniff *s, size_t column)
{
	return !s->columns[column].kind.left_out ||
	       (s->has_sections && column == 0) || leaves_out_all(s);
}

/* Is a column before this one left out?  Where there is no header, places are
 * then not those of the fields. */
static bool
is_moved(const struct sniff *s, size_t column)
{
	size_t i;

	for (i = 0; i < column; i++)
		if (!draft_reads(s, i))
			return true;
	return false;
}

/* A count or measure that has a value in every row of one file may lack it in
 * the next, and the row must not be lost for that. */
static bool
is_required(const struct column_kind *kind)
{
	return kind->required && kind->role != COLUMN_ROLE_COUNT &&
	       kind->role != COLUMN_ROLE_MEASURE;
}

static struct json_value *
field_of(const struct sniff *s, size_t column)
{
	const struct sniff_column *c = &s->columns[column];
	const struct layout_table *t = sniff_table(s);
	const char *role = column_kind_role(&c->kind);
	struct json_value *field = json_new_object();
	bool stub = s->has_sections && column == 0;

	json_set(field, "name", json_new_text(c->name));
	json_set(field, "type",
	    json_new_text(stub ? "string" : table_type_name(c->kind.type)));
	if (c->kind.format != FORMAT_DEFAULT)
		json_set(field, "format",
		    json_new_text(table_format_name(c->kind.format)));
	if (stub)
		role = column_role_name(COLUMN_ROLE_DIMENSION);
	if (role != NULL)
		json_set(field, "role", json_new_text(role));
	if (c->kind.personal)
		json_set(field, "personal", json_new_boolean(true));
	/* a stub without a header is the first column */
	if (t->header_rows == 0 ? is_moved(s, column)
				: c->by_place && !(stub && *c->label == '\0'))
		json_set(
		    field, "column", json_new_integer((int64_t)column + 1));
	if (*c->label != '\0') {
		json_set(field, "title", json_new_text(c->label));
		json_set(field, "aliases", text_list(c->label));
	}
	if (stub || (is_required(&c->kind) &&
			(*c->label != '\0' || t->header_rows == 0)))
		json_set(field, "constraints", required());
	return field;
}

static struct json_value *
fields_of(const struct sniff *s)
{
	struct json_value *fields = json_new_array();
	size_t i;

	for (i = 0; s->has_sections && i < s->sections.level_count; i++)
		json_append(fields, level_field(s, i));
	for (i = 0; i < s->column_count; i++)
		if (draft_reads(s, i))
			json_append(fields, field_of(s, i));
	return fields;
}

/* ---- marks ---- */

/* Is the text a mark already, or in the list? */
static bool
is_listed(const char *const *list, size_t count, const char *text)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(list[i], text) == 0)
			return true;
	return false;
}

#define MARKS_MAX 64

/* Texts that stand again and again for numbers, in number columns. */
static size_t
unknown_marks(const struct sniff *s, const char **marks)
{
	const struct sniff_column *c;
	const struct profile *p;
	size_t i, j, count = 0;

	for (i = 0; i < s->column_count; i++) {
		c = &s->columns[i];
		p = c->profile;
		if ((c->kind.type != TABLE_INTEGER &&
			c->kind.type != TABLE_NUMBER) ||
		    p->strays_lost > 0)
			continue;
		for (j = 0; j < p->stray_count && count < MARKS_MAX; j++)
			if (p->strays[j].count > 1 &&
			    !is_listed(marks, count, p->strays[j].text))
				marks[count++] = p->strays[j].text;
	}
	return count;
}

/* The list of marks of missing values, if the file has others than usual. */
static struct json_value *
missing_values(const struct sniff *s)
{
	const struct text_list *known = &s->profiles.types->missing;
	const char *marks[MARKS_MAX];
	size_t i, count = unknown_marks(s, marks);
	struct json_value *list;

	if (count == 0)
		return NULL;
	list = json_new_array();
	for (i = 0; i < known->count; i++)
		json_append(list, json_new_text(known->items[i]));
	for (i = 0; i < count; i++)
		json_append(list, json_new_text(marks[i]));
	return list;
}

/* What is a total, where sections would have none by themselves. */
static struct json_value *
totals_of(const struct sniff *s)
{
	struct json_value *totals, *starts;
	size_t i;

	if (!s->has_sections || !s->sections.totals_apart)
		return NULL;
	totals = json_new_object();
	starts = json_new_array();
	for (i = 0; i < table_totals.count; i++)
		json_append(starts, json_new_text(table_totals.items[i]));
	json_set(totals, "starts", starts);
	return totals;
}

/* ---- the whole ---- */

static struct json_value *
layout_of(const struct sniff *s)
{
	const struct layout_table *t = sniff_table(s);
	struct json_value *layout, *header;

	if (t->header_rows == 1 && !s->has_sections)
		return NULL;
	layout = json_new_object();
	if (t->header_rows != 1) {
		header = json_new_object();
		json_set(
		    header, "rows", json_new_integer((int64_t)t->header_rows));
		json_set(layout, "header", header);
	}
	if (s->has_sections)
		json_set(layout, "sections", sections_of(s));
	return layout;
}

/* The base name of the file without what follows its last point. */
static void
base_name(const char *label, char *to, size_t size)
{
	const char *slash = strrchr(label, '/'), *point;
	const char *base = slash == NULL ? label : slash + 1;
	size_t length;

	point = strrchr(base, '.');
	length = point == NULL || point == base ? strlen(base)
						: (size_t)(point - base);
	if (length >= size)
		length = 0;
	memcpy(to, base, length);
	to[length] = '\0';
}

void
draft_name(const struct sniff *s, char name[TRANSLITERATION_NAME])
{
	char base[256];

	base_name(s->label, base, sizeof(base));
	transliterate(base, name);
	if (*name == '\0')
		strcpy(name, "dataset");
}

/* Bytes of what is still a title. */
#define TITLE_MAX 500

/* The longest of the titles, which says most; none of a file about persons. */
static const char *
main_title(const struct sniff *s)
{
	const char *title = NULL;
	size_t i;

	for (i = 0; i < s->titles->count && !s->persons; i++)
		if (title == NULL ||
		    strlen(s->titles->lines[i]) > strlen(title))
			title = s->titles->lines[i];
	return title != NULL && strlen(title) <= TITLE_MAX ? title : NULL;
}

static struct json_value *
dataset_title(const struct sniff *s)
{
	const char *title = main_title(s);
	char base[256], name[TRANSLITERATION_NAME];

	if (title != NULL)
		return title_of(title, title);
	base_name(s->label, base, sizeof(base));
	draft_name(s, name);
	if (*base == '\0' || text_valid(base, strlen(base)) < strlen(base))
		return json_new_text(name);
	return json_new_text(base);
}

/* Years as file names have them. */
#define YEAR "((19|20)[0-9][0-9])"

/* Periods as titles state them. */
static const char *const title_periods[] = {
	"((19|20)[0-9][0-9] ?[/-] ?[0-9]{2,4}) *(учебн|уч[.]|academic|school)",
	"на [0-9]{1,2}[.][0-9]{1,2}[.]" YEAR,
	"за " YEAR,
	"на [0-9]{1,2} [^0-9 ]+ " YEAR,
	YEAR " *(год|г[.])",
	"[^0-9]" YEAR "([^0-9]|$)",
};

/* Does the name of the file hold one year, and no other number of its length?
 */
static bool
names_year(const char *label)
{
	char base[256];
	const char *at;
	size_t digits, numbers = 0;
	bool year = false;

	base_name(label, base, sizeof(base));
	for (at = base; *at != '\0'; at += digits > 0 ? digits : 1) {
		digits = strspn(at, "0123456789");
		if (digits < 4)
			continue;
		numbers++;
		year = strncmp(at, "19", 2) == 0 || strncmp(at, "20", 2) == 0;
	}
	return numbers == 1 && year;
}

static bool
any_matches(const struct titles *titles, const char *expression)
{
	regex_t pattern;
	bool found = false;
	size_t i;

	if (regcomp(&pattern, expression, REG_EXTENDED | REG_NOSUB) != 0)
		return false;
	for (i = 0; i < titles->count && !found; i++)
		found = regexec(&pattern, titles->lines[i], 0, NULL, 0) == 0;
	regfree(&pattern);
	return found;
}

/* The expression of the period in the titles, or NULL. */
static const char *
title_period(const struct sniff *s)
{
	size_t i;

	for (i = 0; i < COUNT(title_periods); i++)
		if (any_matches(s->titles, title_periods[i]))
			return title_periods[i];
	return NULL;
}

enum draft_period
draft_period(const struct sniff *s)
{
	size_t i;

	for (i = 0; i < s->column_count; i++)
		if (s->columns[i].kind.role == COLUMN_ROLE_PERIOD)
			return DRAFT_PERIOD_COLUMN;
	if (names_year(s->label))
		return DRAFT_PERIOD_NAME;
	return title_period(s) != NULL ? DRAFT_PERIOD_TITLE : DRAFT_PERIOD_NONE;
}

/* The period that a whole file is of. */
static struct json_value *
submission_of(const struct sniff *s)
{
	enum draft_period from = draft_period(s);
	struct json_value *submission, *period;

	if (from != DRAFT_PERIOD_NAME && from != DRAFT_PERIOD_TITLE)
		return NULL;
	submission = json_new_object();
	period = json_new_object();
	if (from == DRAFT_PERIOD_NAME)
		json_set(period, "filename", json_new_text(YEAR));
	else
		json_set(period, "title", json_new_text(title_period(s)));
	json_set(submission, "period", period);
	return submission;
}

static void
set_if(struct json_value *object, const char *key, struct json_value *value)
{
	if (value != NULL)
		json_set(object, key, value);
}

/* Only what detection is not sure of must be stated. */
static struct json_value *
dialect_of(const struct sniff *s)
{
	struct json_value *dialect;

	if (s->encoding->sure)
		return NULL;
	dialect = json_new_object();
	json_set(dialect, "encoding",
	    json_new_text(encoding_name(s->encoding->encoding)));
	return dialect;
}

struct json_value *
draft_schema(const struct sniff *s, const char *name, struct fail *f)
{
	struct json_value *schema;
	char own[TRANSLITERATION_NAME];

	if (s->column_count == 0) {
		fail_set(f, FAIL_DATA,
		    _("%s: found no table, so there is nothing to draft a "
		      "schema from"),
		    s->label);
		return NULL;
	}
	if ((schema = json_new_object()) == NULL) {
		fail_memory(f);
		return NULL;
	}
	draft_name(s, own);
	json_set(schema, "name", json_new_text(name != NULL ? name : own));
	json_set(schema, "title", dataset_title(s));
	set_if(schema, "submission", submission_of(s));
	set_if(schema, "dialect", dialect_of(s));
	json_set(schema, "fields", fields_of(s));
	set_if(schema, "missingValues", missing_values(s));
	set_if(schema, "totals", totals_of(s));
	set_if(schema, "layout", layout_of(s));
	return schema;
}
