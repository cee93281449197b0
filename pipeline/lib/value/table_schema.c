/* table_schema.c - a dataset's Table Schema: parsed once, checked fully */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/key.h"
#include "base/memory.h"
#include "base/message.h"
#include "value/schema_form.h"
#include "value/schema_layout.h"
#include "value/schema_read.h"
#include "value/schema_rule.h"

static const char *const type_names[] = { "string", "integer", "number",
	"boolean", "date", "year" };
static const char *const format_names[FORMATS] = { "default", "period", "snils",
	"inn", "inn10", "inn12", "ogrn", "ogrnip", "okpo", "okato", "oktmo",
	"kpp", "programme" };
static const char *const role_names[] = { "none", "dimension", "count",
	"person", "organisation", "period", "measure" };
static const char *const submission_names[] = { "sender", "form", "period",
	"version", "received" };
static const char *const conflict_names[] = { "warn", "review" };
/* Frictionless has "" only; these are of Rosstat, of spreadsheets in both
 * languages, of R, pandas and databases. */
static const char *const default_missing[] = { "", "…", "...", "н/д", "Н/Д",
	"н.д.", "н/св", "нет данных", "Нет данных", "НЕТ ДАННЫХ",
	"нет сведений", "Нет сведений", "нет свед.", "нет св.", "#Н/Д", "#N/A",
	"n/a", "N/A", "NA", "<NA>", "NULL", "null", "NaN", "nan" };
static const char *const default_not_applicable[] = { "х", "x", "Х", "X" };
static const char *const default_confidential[] = { "(c)", "(с)", "(C)", "(С)",
	"©", "к", "К", "(к)", "(К)" };
static const char *const default_zero[] = { "-", "–", "—", "\u2212" };
static const char *totals[] = { "Итого", "Всего", "Total", "Grand total" };
static const char *notes[] = { "Примечание", "Примечания", "*", "Источник",
	"Источники", "Note", "Notes", "Source", "Sources", "Footnote",
	"Footnotes" };
const struct text_list table_totals = { COUNT(totals), totals };
const struct text_list table_notes = { COUNT(notes), notes };

const char *
table_type_name(enum table_type type)
{
	return type_names[type];
}

const char *
table_format_name(enum table_format format)
{
	return format_names[format];
}

const char *
table_submission_name(enum table_submission part)
{
	return submission_names[part];
}

int
table_schema_find(const struct table_schema *schema, const char *name)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++)
		if (strcmp(schema->fields[i].name, name) == 0)
			return (int)i;
	return -1;
}

int
table_schema_sender(const struct table_schema *schema)
{
	const struct table_origin *sender =
	    &schema->submission[SUBMISSION_SENDER];
	const struct table_field *field;
	size_t i;
	int found = -1;

	if (sender->field != NULL)
		return table_schema_find(schema, sender->field);
	if (sender->registry == NULL)
		return -1;
	for (i = 0; i < schema->field_count; i++) {
		field = &schema->fields[i];
		if (field->role != ROLE_ORGANISATION ||
		    field->registry == NULL ||
		    strcmp(field->registry, sender->registry) != 0)
			continue;
		if (found != -1)
			return -1;
		found = (int)i;
	}
	return found;
}

bool
table_field_has_status(const struct table_field *field)
{
	return (field->type == TABLE_INTEGER || field->type == TABLE_NUMBER) &&
	       (field->role == ROLE_COUNT || field->role == ROLE_MEASURE);
}

bool
table_field_has_pseudonym(const struct table_field *field)
{
	return field->format == FORMAT_SNILS || field->format == FORMAT_INN12;
}

bool
table_schema_has_pseudonym(const struct table_schema *schema)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++)
		if (table_field_has_pseudonym(&schema->fields[i]))
			return true;
	return false;
}

bool
table_schema_is_personal(const struct table_schema *schema)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++)
		if (schema->fields[i].personal)
			return true;
	return false;
}

int
table_schema_hide(
    const struct table_schema *schema, struct account *account, struct fail *f)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++)
		if (schema->fields[i].personal &&
		    account_hide(account, schema->fields[i].name, f) == -1)
			return -1;
	return 0;
}

/* The type of the field's column in a table. */
static enum column_type
column_type(const struct table_field *field)
{
	switch (field->type) {
	case TABLE_INTEGER:
	case TABLE_YEAR:
		return COLUMN_INT64;
	case TABLE_NUMBER:
		return COLUMN_FLOAT64;
	case TABLE_BOOLEAN:
		return COLUMN_BOOL;
	case TABLE_DATE:
		return COLUMN_DATE32;
	case TABLE_STRING:
		break;
	}
	return table_field_has_pseudonym(field) ? COLUMN_BINARY
						: COLUMN_DICTIONARY;
}

static int
add_status(struct schema *columns, const char *name, struct fail *f)
{
	size_t length = strlen(name);
	char *status = memory_array(length + sizeof(".status"), 1, f);
	int at;

	if (status == NULL)
		return -1;
	memcpy(status, name, length);
	memcpy(status + length, ".status", sizeof(".status"));
	at = schema_add(columns, status, COLUMN_DICTIONARY, 0, f);
	free(status);
	return at;
}

int
table_schema_columns(
    const struct table_schema *schema, struct schema *columns, struct fail *f)
{
	const struct table_field *field;
	enum column_type type;
	size_t i;

	for (i = 0; i < schema->field_count; i++) {
		field = &schema->fields[i];
		type = column_type(field);
		if (schema_add(columns, field->name, type,
			type == COLUMN_BINARY ? KEY_PSEUDONYM : 0, f) == -1 ||
		    schema_set_personal(
			columns, field->name, field->personal, f) == -1)
			return -1;
		if (table_field_has_status(field) &&
		    add_status(columns, field->name, f) == -1)
			return -1;
	}
	if (schema_add(columns, "_file", COLUMN_DICTIONARY, 0, f) == -1 ||
	    schema_add(columns, "_row", COLUMN_INT64, 0, f) == -1 ||
	    (table_schema_is_personal(schema) &&
		schema_set(columns, SCHEMA_PRIVATE, "person", f) == -1))
		return -1;
	return schema_set(columns, "profstat.dataset", schema->name, f);
}

/* Set metadata submission.PART. */
static int
set_part(enum table_submission part, const char *value, struct schema *columns,
    struct fail *f)
{
	char key[64] = "submission.";

	strcat(key, submission_names[part]);
	return schema_set(columns, key, value, f);
}

/* The value that the file's base name states, into *text (to be freed). */
static int
origin_from_name(const struct table_schema *schema,
    const struct table_origin *origin, const char *part, const char *file,
    char **text, struct fail *f)
{
	const char *slash = strrchr(file, '/');
	const char *name = slash == NULL ? file : slash + 1;
	regmatch_t match[2];

	if (regexec(&origin->pattern, name, COUNT(match), match, 0) != 0 ||
	    match[1].rm_so < 0)
		return fail_set(f, FAIL_DATA,
		    _("%s: the file name states no %s: found \"%s\", "
		      "expected a match of %s (%s); rename the file or "
		      "correct the pattern"),
		    file, part, name, origin->filename, schema->path);
	*text = memory_text(name + match[1].rm_so,
	    (size_t)(match[1].rm_eo - match[1].rm_so), f);
	return *text == NULL ? -1 : 0;
}

static int
set_origin(const struct table_schema *schema, enum table_submission part,
    const char *file, struct schema *columns, struct fail *f)
{
	const struct table_origin *origin = &schema->submission[part];
	const char *name = submission_names[part];
	char *owned = NULL;
	const char *value = origin->value;
	int32_t day;
	int status = -1;

	if (origin->filename != NULL) {
		if (origin_from_name(schema, origin, name, file, &owned, f) ==
		    -1)
			return -1;
		value = owned;
	}
	if (part == SUBMISSION_RECEIVED && value != NULL &&
	    !date_parse(value, strlen(value), &day))
		fail_set(f, FAIL_DATA,
		    _("%s: \"%s\" in the file name is no date, expected "
		      "YYYY-MM-DD"),
		    file, value);
	else
		status = value == NULL ? 0 : set_part(part, value, columns, f);
	free(owned);
	return status;
}

int
table_schema_submission(const struct table_schema *schema, const char *file,
    struct schema *columns, struct fail *f)
{
	int part;

	for (part = 0; part < SUBMISSION_PARTS; part++)
		if (set_origin(schema, (enum table_submission)part, file,
			columns, f) == -1)
			return -1;
	return 0;
}

bool
table_schema_reads_titles(const struct table_schema *schema)
{
	int part;

	for (part = 0; part < SUBMISSION_PARTS; part++)
		if (schema->submission[part].title != NULL)
			return true;
	return false;
}

/* No line is quoted: a title may name a person. */
static int
set_from_titles(const struct table_schema *schema, enum table_submission part,
    const char *file, const char *const *lines, size_t count,
    struct schema *columns, struct fail *f)
{
	const struct table_origin *origin = &schema->submission[part];
	regmatch_t match[2];
	char *value;
	size_t i;
	int status;

	for (i = 0; i < count; i++)
		if (regexec(&origin->pattern, lines[i], COUNT(match), match,
			0) == 0 &&
		    match[1].rm_so >= 0)
			break;
	if (i == count)
		return fail_set(f, FAIL_DATA,
		    _("%s: no line above the header states the %s, expected a "
		      "match of %s (%s); correct the file or the pattern"),
		    file, submission_names[part], origin->title, schema->path);
	value = memory_text(lines[i] + match[1].rm_so,
	    (size_t)(match[1].rm_eo - match[1].rm_so), f);
	if (value == NULL)
		return -1;
	status = set_part(part, value, columns, f);
	free(value);
	return status;
}

int
table_schema_titles(const struct table_schema *schema, const char *file,
    const char *const *lines, size_t count, struct schema *columns,
    struct fail *f)
{
	int part;

	for (part = 0; part < SUBMISSION_PARTS; part++)
		if (schema->submission[part].title != NULL &&
		    set_from_titles(schema, (enum table_submission)part, file,
			lines, count, columns, f) == -1)
			return -1;
	return 0;
}

/* A bound: a number, or for a date its text. */
static int
read_bound(const struct json *node, enum table_type type, bool *has,
    double *bound, struct fail *f)
{
	const char *text;
	int32_t day;

	if (node == NULL)
		return 0;
	*has = true;
	if (type == TABLE_STRING || type == TABLE_BOOLEAN)
		return json_fail(node, f,
		    _("a field of type %s has no order; remove the bound"),
		    type_names[type]);
	if (type != TABLE_DATE)
		return json_get_number(node, 0, -1e18, 1e18, bound, f);
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	if (!date_parse(text, strlen(text), &day))
		return json_fail(node, f,
		    _("found \"%s\", expected a date as YYYY-MM-DD"), text);
	*bound = day;
	return 0;
}

static int
read_length(const struct json *node, enum table_type type, bool *has,
    int64_t *length, struct fail *f)
{
	if (node == NULL)
		return 0;
	*has = true;
	if (type != TABLE_STRING)
		return json_fail(
		    node, f, _("only fields of type string have a length"));
	return json_get_integer(node, 0, 0, INT32_MAX, length, f);
}

static int
read_constraints(
    const struct json *node, struct table_field *field, struct fail *f)
{
	struct table_constraints *c = &field->constraints;
	const struct json *pattern = json_member(node, "pattern");

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    json_get_boolean(
		json_member(node, "required"), false, &c->required, f) == -1 ||
	    read_bound(json_member(node, "minimum"), field->type,
		&c->has_minimum, &c->minimum, f) == -1 ||
	    read_bound(json_member(node, "maximum"), field->type,
		&c->has_maximum, &c->maximum, f) == -1 ||
	    read_length(json_member(node, "minLength"), field->type,
		&c->has_min_length, &c->min_length, f) == -1 ||
	    read_length(json_member(node, "maxLength"), field->type,
		&c->has_max_length, &c->max_length, f) == -1 ||
	    schema_read_list(json_member(node, "enum"), &c->enumeration, f) ==
		-1)
		return -1;
	if (field->type != TABLE_STRING &&
	    (pattern != NULL || c->enumeration.count > 0))
		return json_fail(node, f,
		    _("pattern and enum are for fields of type string"));
	return schema_read_pattern(
	    pattern, true, 0, &c->pattern_text, &c->pattern, f);
}

/* What holds of a field only with other members: its pseudonyms are not the
 * texts that a registry, a pattern or a list could name. */
static int
check_pseudonym(
    const struct json *node, const struct table_field *field, struct fail *f)
{
	const struct table_constraints *c = &field->constraints;

	if (table_field_has_pseudonym(field) &&
	    (field->registry != NULL || c->pattern_text != NULL ||
		c->enumeration.count > 0 || c->has_min_length ||
		c->has_max_length))
		return json_fail(node, f,
		    _("the format \"%s\" says what is valid; remove registry, "
		      "pattern, enum, minLength and maxLength"),
		    format_names[field->format]);
	return 0;
}

static int
read_personal(
    const struct json *node, struct table_field *field, struct fail *f)
{
	bool person =
	    field->role == ROLE_PERSON || table_field_has_pseudonym(field);

	if (json_get_boolean(node, person, &field->personal, f) == -1)
		return -1;
	if (person && !field->personal)
		return json_fail(
		    node, f, _("what identifies a person is always personal"));
	return 0;
}

/* "column": which of the file, whatever its header. */
static int
read_place(const struct table_schema *schema, const struct json *node,
    struct table_field *field, struct fail *f)
{
	size_t i;

	if (json_get_integer(node, 0, 1, TABLE_COLUMN_MAX, &field->column, f) ==
	    -1)
		return -1;
	for (i = 0; node != NULL && i < schema->field_count; i++)
		if (&schema->fields[i] != field &&
		    schema->fields[i].column == field->column)
			return json_fail(node, f,
			    _("field \"%s\" has this column already"),
			    schema->fields[i].name);
	return 0;
}

static int
read_field(struct table_schema *schema, const struct json *node,
    struct table_field *field, struct fail *f)
{
	int type = TABLE_STRING, role = ROLE_NONE;
	const char *name;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_name(node, "name", &name, f) == -1)
		return -1;
	if (table_schema_find(schema, name) != -1)
		return json_fail(json_member(node, "name"), f,
		    _("two fields have the name \"%s\""), name);
	if (name[0] == '_' || strchr(name, '.') != NULL)
		return json_fail(json_member(node, "name"), f,
		    _("\"%s\": a name begins with no '_' and holds no '.', "
		      "which are for columns of profstat's own"),
		    name);
	field->name = name;
	field->title.text[LANGUAGE_RU] = field->title.text[LANGUAGE_EN] = name;
	if (schema_read_word(json_member(node, "type"), type_names,
		COUNT(type_names), &type, f) == -1 ||
	    schema_read_word(json_member(node, "role"), role_names,
		COUNT(role_names), &role, f) == -1)
		return -1;
	field->type = (enum table_type)type;
	field->role = (enum table_role)role;
	if (schema_read_form(node, field, f) == -1)
		return -1;
	if (role == ROLE_COUNT && type != TABLE_INTEGER)
		return json_fail(json_member(node, "role"), f,
		    _("a count has the type integer, not %s"),
		    type_names[type]);
	if (json_get_text(json_member(node, "registry"), NULL, &field->registry,
		f) == -1 ||
	    schema_read_titles(json_member(node, "title"), &field->title, f) ==
		-1 ||
	    schema_read_list(
		json_member(node, "aliases"), &field->aliases, f) == -1)
		return -1;
	if (field->registry != NULL && type != TABLE_STRING)
		return json_fail(json_member(node, "registry"), f,
		    _("only fields of type string have a registry"));
	if (read_place(schema, json_member(node, "column"), field, f) == -1 ||
	    read_constraints(json_member(node, "constraints"), field, f) ==
		-1 ||
	    read_personal(json_member(node, "personal"), field, f) == -1)
		return -1;
	return check_pseudonym(node, field, f);
}

static int
read_fields(
    struct table_schema *schema, const struct json *root, struct fail *f)
{
	const struct json *node = json_required(root, "fields", f);
	size_t i, count = json_count(node);

	if (node == NULL || json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (count == 0 || count > SCHEMA_FIELDS_MAX / 2 - 2)
		return json_fail(node, f, _("%zu fields, expected 1 to %d"),
		    count, SCHEMA_FIELDS_MAX / 2 - 2);
	schema->fields = memory_array(count, sizeof(*schema->fields), f);
	if (schema->fields == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		/* counted first, so that what a bad field holds is freed; no
		 * name is "", so it is not found before it has its own */
		schema->fields[i].name = "";
		schema->field_count = i + 1;
		if (read_field(
			schema, json_at(node, i), &schema->fields[i], f) == -1)
			return -1;
	}
	return 0;
}

static int
read_key(struct table_schema *schema, const struct json *node, struct fail *f)
{
	size_t i, count = json_count(node);

	if (node == NULL)
		return 0;
	if (json_kind(node) != JSON_KIND_ARRAY)
		count = 1;
	if ((schema->key = memory_array(count + 1, sizeof(int), f)) == NULL)
		return -1;
	if (json_kind(node) != JSON_KIND_ARRAY) {
		if (schema_read_field_name(schema, node, &schema->key[0], f) ==
		    -1)
			return -1;
	} else
		for (i = 0; i < count; i++)
			if (schema_read_field_name(schema, json_at(node, i),
				&schema->key[i], f) == -1)
				return -1;
	schema->key_count = count;
	return 0;
}

static int
read_conflict(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	int conflict = CONFLICT_WARN;

	if (schema_read_word(node, conflict_names, COUNT(conflict_names),
		&conflict, f) == -1)
		return -1;
	schema->conflict = (enum table_conflict)conflict;
	if (node != NULL && schema->key_count == 0)
		return json_fail(node, f,
		    _("rows conflict by their key: give the schema a "
		      "\"primaryKey\""));
	return 0;
}

/* The field that has the sender has its ids, too. */
static int
read_sender_field(const struct table_schema *schema, const struct json *node,
    enum table_submission part, struct table_origin *origin, struct fail *f)
{
	const char *registry;
	int field;

	if (node == NULL)
		return 0;
	if (part != SUBMISSION_SENDER || origin->registry == NULL)
		return json_fail(
		    node, f, _("only a sender with a registry has a field"));
	if (schema_read_field_name(schema, node, &field, f) == -1)
		return -1;
	registry = schema->fields[field].registry;
	if (registry == NULL || strcmp(registry, origin->registry) != 0)
		return json_fail(node, f,
		    _("the registry of field \"%s\" is not that of the sender; "
		      "name a field with \"%s\""),
		    schema->fields[field].name, origin->registry);
	origin->field = schema->fields[field].name;
	return 0;
}

/* What only some parts have: a date received is compared before the file is
 * read, and only senders are registered. */
static int
check_origin(const struct json *node, enum table_submission part,
    const struct table_origin *origin, struct fail *f)
{
	if (origin->title != NULL && part == SUBMISSION_RECEIVED)
		return json_fail(json_member(node, "title"), f,
		    _("the date received is not read from the title; state "
		      "\"value\" or \"filename\""));
	if (origin->registry != NULL && part != SUBMISSION_SENDER)
		return json_fail(json_member(node, "registry"), f,
		    _("only the sender has a registry"));
	return 0;
}

static int
read_origin(struct table_schema *schema, const struct json *node,
    enum table_submission part, struct fail *f)
{
	struct table_origin *origin = &schema->submission[part];
	const struct json *value = json_member(node, "value");
	const struct json *filename = json_member(node, "filename");
	const struct json *title = json_member(node, "title");

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	if ((value != NULL) + (filename != NULL) + (title != NULL) != 1)
		return json_fail(node, f,
		    _("expected one of \"value\", \"filename\" and "
		      "\"title\""));
	if (json_get_text(value, NULL, &origin->value, f) == -1 ||
	    json_get_text(json_member(node, "registry"), NULL,
		&origin->registry, f) == -1 ||
	    schema_read_pattern(filename, false, 1, &origin->filename,
		&origin->pattern, f) == -1 ||
	    schema_read_pattern(
		title, false, 1, &origin->title, &origin->pattern, f) == -1 ||
	    check_origin(node, part, origin, f) == -1)
		return -1;
	return read_sender_field(
	    schema, json_member(node, "field"), part, origin, f);
}

static int
read_submission(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	const struct table_origin *received =
	    &schema->submission[SUBMISSION_RECEIVED];
	int32_t day;
	int part;

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	for (part = 0; part < SUBMISSION_PARTS; part++)
		if (read_origin(schema,
			json_member(node, submission_names[part]),
			(enum table_submission)part, f) == -1)
			return -1;
	if (received->value != NULL &&
	    !date_parse(received->value, strlen(received->value), &day))
		return json_fail(json_member(node, "received"), f,
		    _("found \"%s\", expected a date as YYYY-MM-DD"),
		    received->value);
	return 0;
}

static int
read_character(
    const struct json *node, bool may_be_empty, char *character, struct fail *f)
{
	const char *text;

	if (node == NULL)
		return 0;
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	if (strlen(text) > 1 || (*text == '\0' && !may_be_empty) ||
	    (unsigned char)*text >= 0x80 || *text == '\n' || *text == '\r')
		return json_fail(node, f,
		    _("found \"%s\", expected one ASCII character"), text);
	*character = *text;
	return 0;
}

static int
read_dialect(
    struct table_schema *schema, const struct json *node, struct fail *f)
{
	struct dialect_given *d = &schema->dialect;
	const struct json *quote = json_member(node, "quoteChar");
	const struct json *escape = json_member(node, "escapeChar");
	const struct json *doubled = json_member(node, "doubleQuote");
	const struct json *space = json_member(node, "skipInitialSpace");
	const struct json *encoding = json_member(node, "encoding");
	const char *encodings[ENCODINGS];
	bool is_doubled = true;
	int i, at = 0;

	if (node == NULL)
		return 0;
	for (i = 0; i < ENCODINGS; i++)
		encodings[i] = encoding_name((enum encoding)i);
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    read_character(json_member(node, "delimiter"), false, &d->delimiter,
		f) == -1 ||
	    read_character(quote, true, &d->quote, f) == -1 ||
	    read_character(escape, true, &d->escape, f) == -1 ||
	    json_get_boolean(doubled, true, &is_doubled, f) == -1 ||
	    json_get_boolean(space, false, &d->space_after, f) == -1 ||
	    schema_read_word(encoding, encodings, ENCODINGS, &at, f) == -1)
		return -1;
	if (quote != NULL && d->quote != '\0' && d->quote == d->delimiter)
		return json_fail(
		    quote, f, _("the same character as the delimiter"));
	if (d->escape == (quote == NULL ? '"' : d->quote))
		d->escape = '\0'; /* it escapes itself: it is doubled */
	if (escape != NULL && doubled != NULL &&
	    is_doubled == (d->escape != '\0'))
		return json_fail(doubled, f,
		    _("a quotation mark is either doubled or escaped; correct "
		      "it or escapeChar"));
	if (doubled != NULL && !is_doubled && escape == NULL)
		d->escape = '\\';
	d->quote_given = quote != NULL;
	d->escape_given = escape != NULL || doubled != NULL;
	d->space_given = space != NULL;
	schema->encoding_given = encoding != NULL;
	schema->encoding = (enum encoding)at;
	return 0;
}

/* A list that the schema gives, or our own. */
static int
read_marks(const struct json *node, const char *const *defaults, size_t count,
    struct text_list *list, struct fail *f)
{
	return node == NULL ? schema_copy_list(defaults, count, list, f)
			    : schema_read_list(node, list, f);
}

static int
read_phrases(const struct json *node, const char *const *defaults, size_t count,
    struct text_list *list, struct fail *f)
{
	const struct json *starts;

	if (node == NULL)
		return schema_copy_list(defaults, count, list, f);
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    (starts = json_required(node, "starts", f)) == NULL)
		return -1;
	return schema_read_list(starts, list, f);
}

static void
filter_marks(struct mark_filter *filter, const struct text_list *marks)
{
	const char *mark;
	size_t i;

	for (i = 0; i < marks->count; i++) {
		mark = marks->items[i];
		if (*mark != '\0')
			filter->has[table_mark_hash(mark, strlen(mark))] = true;
	}
}

static int
read_lists(struct table_schema *schema, const struct json *root, struct fail *f)
{
	if (read_marks(json_member(root, "missingValues"), default_missing,
		COUNT(default_missing), &schema->missing, f) == -1 ||
	    read_marks(json_member(root, "notApplicableValues"),
		default_not_applicable, COUNT(default_not_applicable),
		&schema->not_applicable, f) == -1 ||
	    read_marks(json_member(root, "confidentialValues"),
		default_confidential, COUNT(default_confidential),
		&schema->confidential, f) == -1 ||
	    read_marks(json_member(root, "zeroValues"), default_zero,
		COUNT(default_zero), &schema->zero, f) == -1 ||
	    /* a stub says by itself what is a total */
	    read_phrases(json_member(root, "totals"), table_totals.items,
		schema->sections.column == -1 ? table_totals.count : 0,
		&schema->totals, f) == -1)
		return -1;
	filter_marks(&schema->marks, &schema->missing);
	filter_marks(&schema->marks, &schema->not_applicable);
	filter_marks(&schema->marks, &schema->confidential);
	return read_phrases(json_member(root, "notes"), table_notes.items,
	    table_notes.count, &schema->notes, f);
}

static int
read_schema(struct table_schema *schema, struct fail *f)
{
	const struct json *root = schema->root;

	schema->header_rows = schema->table = 1;
	schema->sections.column = -1;
	schema->unpivot.name = schema->unpivot.value = -1;
	if (json_expect(root, JSON_KIND_OBJECT, f) == -1 ||
	    schema_read_name(root, "name", &schema->name, f) == -1)
		return -1;
	schema->title.text[LANGUAGE_RU] = schema->title.text[LANGUAGE_EN] =
	    schema->name;
	schema->source.text[LANGUAGE_RU] = schema->source.text[LANGUAGE_EN] =
	    "";
	if (schema_read_titles(json_member(root, "title"), &schema->title, f) ==
		-1 ||
	    schema_read_titles(
		json_member(root, "source"), &schema->source, f) == -1 ||
	    json_get_text(
		json_member(root, "licence"), "", &schema->licence, f) == -1 ||
	    read_fields(schema, root, f) == -1 ||
	    read_key(schema, json_member(root, "primaryKey"), f) == -1 ||
	    read_conflict(schema, json_member(root, "conflict"), f) == -1 ||
	    read_submission(schema, json_member(root, "submission"), f) == -1 ||
	    read_dialect(schema, json_member(root, "dialect"), f) == -1 ||
	    schema_read_layout(schema, json_member(root, "layout"), f) == -1 ||
	    read_lists(schema, root, f) == -1 ||
	    schema_read_rules(schema, json_member(root, "rules"), f) == -1)
		return -1;
	return json_check_known(root, f);
}

/* Takes the tree. */
static struct table_schema *
schema_from(struct json *root, const char *path, struct fail *f)
{
	struct table_schema *schema;

	if (root == NULL)
		return NULL;
	if ((schema = memory_array(1, sizeof(*schema), f)) == NULL) {
		json_free(root);
		return NULL;
	}
	schema->root = root;
	schema->path = memory_text(path, strlen(path), f);
	if (schema->path == NULL || read_schema(schema, f) == -1) {
		table_schema_free(schema);
		return NULL;
	}
	return schema;
}

struct table_schema *
table_schema_open(const char *path, struct fail *f)
{
	return schema_from(json_open(path, f), path, f);
}

struct table_schema *
table_schema_parse(
    const char *text, size_t length, const char *name, struct fail *f)
{
	return schema_from(json_parse(text, length, name, f), name, f);
}

static void
free_fields(struct table_schema *schema)
{
	struct table_constraints *c;
	size_t i;

	for (i = 0; i < schema->field_count; i++) {
		c = &schema->fields[i].constraints;
		if (c->pattern_text != NULL)
			regfree(&c->pattern);
		free(c->enumeration.items);
		free(schema->fields[i].aliases.items);
		free(schema->fields[i].true_values.items);
		free(schema->fields[i].false_values.items);
	}
	free(schema->fields);
}

static void
free_layout(struct table_schema *schema)
{
	size_t i;

	for (i = 0; i < schema->sections.level_count; i++)
		free(schema->sections.levels[i].headings);
	free(schema->sections.levels);
	free(schema->sections.ignore.items);
	for (i = 0; i < schema->unpivot.column_count; i++)
		free(schema->unpivot.columns[i].aliases.items);
	free(schema->unpivot.columns);
}

void
table_schema_free(struct table_schema *schema)
{
	size_t i;

	if (schema == NULL)
		return;
	free_fields(schema);
	free_layout(schema);
	free(schema->key);
	for (i = 0; i < SUBMISSION_PARTS; i++)
		if (schema->submission[i].filename != NULL ||
		    schema->submission[i].title != NULL)
			regfree(&schema->submission[i].pattern);
	free(schema->missing.items);
	free(schema->not_applicable.items);
	free(schema->confidential.items);
	free(schema->zero.items);
	free(schema->totals.items);
	free(schema->notes.items);
	for (i = 0; i < schema->rule_count; i++) {
		free(schema->rules[i].parts.items);
		free(schema->rules[i].left.items);
		free(schema->rules[i].right.items);
		free(schema->rules[i].fields.items);
	}
	free(schema->rules);
	json_free(schema->root);
	free(schema->path);
	free(schema);
}
