/* link.c - names resolved to the ids of registries (link.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/cell.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "base/text.h"
#include "measure/period.h"
#include "rules/link.h"
#include "table/bits.h"

#define CODE_UNKNOWN (-1) /* not looked up yet, or no entry of a lost row */
#define VISIBLE_GROWTH 4  /* bytes that text_visible() makes of one */
#define SENDER "submission.sender"

/* A text that does not resolve. */
struct doubt {
	char *text;
	char *file;    /* of the first row */
	uint64_t line; /* 0: the whole file is meant */
	uint64_t rows;
	const char *column;
	bool personal; /* the text is not shown */
	const struct registry *registry;
	int entry; /* the one that is not valid in the period, or -1 */
	int near_count;
	int near[REGISTRY_NEAR];
};

struct linked_field {
	const struct table_field *field;
	const struct registry *registry;
	int column;
	struct dictionary *ids;
	/* by code of the table: a code of ids, or -2 - the place of a doubt */
	int32_t *codes;
	size_t known, capacity;
};

struct link {
	struct schema schema; /* of the result */
	bool personal;        /* the dataset has values that are not shown */
	const char *period;   /* of the submission, or NULL */
	int32_t first, last;
	size_t field_count;
	struct linked_field *fields;
	size_t doubt_count, doubt_capacity;
	struct doubt *doubts;
	bool sender_in_doubt; /* it is the first doubt */
	struct batch linked;
};

/* What wants it is a field or the sender. */
static const struct registry *
find_registry(const struct table_schema *dataset,
    const struct registry_set *registries, const char *name, const char *id,
    struct fail *f)
{
	const struct registry *registry = registry_set_find(registries, id);

	if (registry == NULL)
		fail_set(f, FAIL_USAGE,
		    _("%s: field \"%s\" wants the registry \"%s\", which is "
		      "not given; name its file with --registry"),
		    dataset->path, name, id);
	return registry;
}

static int
add_field(struct link *l, const struct table_schema *dataset,
    const struct registry_set *registries, const struct table_field *field,
    struct fail *f)
{
	struct linked_field *one = &l->fields[l->field_count];

	one->field = field;
	one->registry =
	    find_registry(dataset, registries, field->name, field->registry, f);
	if (one->registry == NULL ||
	    (one->column = schema_require(&l->schema, field->name, f)) == -1)
		return -1;
	l->field_count++;
	one->ids = dictionary_new(f);
	return one->ids == NULL ? -1 : 0;
}

void
link_free(struct link *l)
{
	size_t i;

	if (l == NULL)
		return;
	for (i = 0; i < l->field_count; i++) {
		dictionary_free(l->fields[i].ids);
		free(l->fields[i].codes);
	}
	for (i = 0; i < l->doubt_count; i++) {
		free(l->doubts[i].text);
		free(l->doubts[i].file);
	}
	schema_clear(&l->schema);
	free(l->fields);
	free(l->doubts);
	free(l->linked.columns); /* what they point to is the reader's */
	free(l);
}

/* A new doubt; *code stands for it. */
static int
add_doubt(struct link *l, const struct registry *registry, const char *column,
    const char *text, size_t length, int entry, int32_t *code, struct fail *f)
{
	struct doubt *d;

	if (memory_grow(&l->doubts, &l->doubt_capacity, l->doubt_count + 1,
		sizeof(*d), f) == -1)
		return -1;
	d = &l->doubts[l->doubt_count];
	memset(d, 0, sizeof(*d));
	d->column = column;
	d->registry = registry;
	d->entry = entry;
	if (entry != -1) {
		d->near[0] = entry;
		d->near_count = 1;
	} else if ((d->near_count = registry_near(
			registry, text, length, d->near, f)) == -1)
		return -1;
	if ((d->text = memory_text(text, length, f)) == NULL)
		return -1;
	*code = -2 - (int32_t)l->doubt_count++;
	return 0;
}

static int
doubt_text(struct link *l, const struct linked_field *field, const char *text,
    size_t length, int entry, int32_t *code, struct fail *f)
{
	struct doubt *d;

	if (add_doubt(l, field->registry, field->field->name, text, length,
		entry, code, f) == -1)
		return -1;
	d = &l->doubts[-2 - *code];
	d->personal =
	    field->field->personal ||
	    (l->personal && text_has_number(d->text, ACCOUNT_HIDDEN_DIGITS));
	return 0;
}

/* The entry that a text names: 1 if it is valid in the period, 0 with that
 * which is not, or with -1 if there is none. */
static int
find_entry(const struct link *l, const struct registry *registry,
    const char *text, size_t length, int *entry, struct fail *f)
{
	int found = registry_match(registry, text, length, entry, f);

	if (found == 0)
		*entry = -1;
	if (found != 1)
		return found;
	return registry_entry_valid(registry, *entry, l->first, l->last);
}

/* What a text of the table's dictionary means.  Of a lost row it is not worth
 * a doubt. */
static int
look_up(struct link *l, struct linked_field *field, const char *text,
    size_t length, bool lost, int32_t *code, struct fail *f)
{
	const char *id;
	int entry, found;

	found = find_entry(l, field->registry, text, length, &entry, f);
	if (found == -1)
		return -1;
	if (found == 0)
		return lost
			   ? 0
			   : doubt_text(l, field, text, length, entry, code, f);
	id = registry_entry_id(field->registry, entry);
	*code = dictionary_add(field->ids, id, strlen(id), f);
	return *code == -1 ? -1 : 0;
}

/* The sender of the submission by its id; it may be stated as the senders
 * write it. */
static int
link_sender(struct link *l, const struct table_schema *dataset,
    const struct registry_set *registries, struct fail *f)
{
	const char *text = schema_get(&l->schema, SENDER);
	const char *id = dataset->submission[SUBMISSION_SENDER].registry;
	const struct registry *registry;
	int32_t code;
	int entry, found;

	if (id == NULL || text == NULL)
		return 0;
	registry = find_registry(dataset, registries, SENDER, id, f);
	if (registry == NULL || (found = find_entry(l, registry, text,
				     strlen(text), &entry, f)) == -1)
		return -1;
	if (found == 1) {
		if (schema_set(&l->schema, SENDER,
			registry_entry_id(registry, entry), f) == -1)
			return -1;
		return schema_set(&l->schema, SUBMISSION_REGISTRY, id, f);
	}
	l->sender_in_doubt = true;
	return add_doubt(
	    l, registry, SENDER, text, strlen(text), entry, &code, f);
}

struct link *
link_new(const struct table_schema *dataset,
    const struct registry_set *registries, const struct schema *schema,
    struct fail *f)
{
	struct link *l = memory_array(1, sizeof(*l), f);
	size_t i;
	int status = -1;

	if (l == NULL)
		return NULL;
	l->personal = table_schema_is_personal(dataset);
	l->first = INT32_MIN;
	l->last = INT32_MAX;
	l->fields =
	    memory_array(dataset->field_count + 1, sizeof(*l->fields), f);
	l->linked.columns =
	    memory_array(schema->field_count + 1, sizeof(struct column), f);
	if (l->fields != NULL && l->linked.columns != NULL)
		status = schema_copy(&l->schema, schema, f);
	if (status == 0) {
		l->period = schema_get(schema, "submission.period");
		if (l->period != NULL)
			(void)period_days(l->period, &l->first, &l->last);
		status = link_sender(l, dataset, registries, f);
	}
	for (i = 0; i < dataset->field_count && status == 0; i++)
		if (dataset->fields[i].registry != NULL)
			status = add_field(
			    l, dataset, registries, &dataset->fields[i], f);
	if (status == -1) {
		link_free(l);
		return NULL;
	}
	return l;
}

const struct schema *
link_schema(const struct link *l)
{
	return &l->schema;
}

/* What was expected in place of a text. */
static struct message
doubt_expected(const struct link *l, const struct doubt *d)
{
	const char *id = registry_id(d->registry), *near;

	if (d->entry != -1)
		return (struct message){
			N_("an entry of \"%1$s\" that is valid in %2$s; "
			   "\"%3$s\" is not"),
			{ id, l->period,
			    registry_entry_id(d->registry, d->entry) }
		};
	near = d->near_count == 0
		   ? NULL
		   : registry_entry_title(d->registry, d->near[0], LANGUAGE_RU);
	if (near == NULL)
		return (struct message){
			N_("an id, a title or an alias of \"%1$s\""), { id }
		};
	return (struct message){
		N_("an id, a title or an alias of \"%1$s\"; the nearest is "
		   "\"%2$s\""),
		{ id, near }
	};
}

static int
doubt_row(struct link *l, struct doubt *d, struct places *places, size_t row,
    struct fail *f)
{
	bool whole = l->sender_in_doubt && d == l->doubts;
	struct finding finding = { FINDING_ERROR, "foreign-key", NULL, 0, 0,
		d->column, d->text, NULL };
	struct message expected;
	const char *file;

	places_fates(places)[row] = LINE_UNDER_REVIEW;
	if (d->rows++ == 0) {
		file = places_name(places, places_file(places, row));
		d->line = whole ? 0 : places_line(places, row);
		if ((d->file = memory_text(file, strlen(file), f)) == NULL)
			return -1;
	} else if (whole) {
		return 0;
	}
	expected = doubt_expected(l, d);
	finding.expected = &expected;
	return whole ? places_file_finding(places, row, &finding, f)
		     : places_finding(places, row, &finding, f);
}

/* Room for the codes of the texts that the dictionary got since.
 * Texts are looked up when a row has them: one that none has is no doubt. */
static int
grow_codes(
    struct linked_field *field, const struct dictionary *texts, struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts);

	if (memory_grow(&field->codes, &field->capacity, count + 1,
		sizeof(*field->codes), f) == -1)
		return -1;
	for (; field->known < count; field->known++)
		field->codes[field->known] = CODE_UNKNOWN;
	return 0;
}

/* No value, in a row that does not stay or is lost. */
static void
empty_value(struct column *column, size_t row)
{
	((int32_t *)column->values)[row] = 0;
	bits_clear(column->validity, row, 1);
	column->null_count++;
}

static int
link_value(struct link *l, struct linked_field *field, struct places *places,
    struct column *column, size_t row, struct fail *f)
{
	int32_t *value = (int32_t *)column->values + row, *code;
	bool lost = places_lost(places, row);
	const char *text;
	size_t length;

	code = &field->codes[*value];
	if (*code == CODE_UNKNOWN) {
		text = dictionary_text(column->dictionary, *value, &length);
		if (look_up(l, field, text, length, lost, code, f) == -1)
			return -1;
	}
	if (*code >= 0) {
		*value = *code;
		return 0;
	}
	empty_value(column, row);
	return lost ? 0 : doubt_row(l, &l->doubts[-2 - *code], places, row, f);
}

static int
link_column(struct link *l, struct linked_field *field, struct places *places,
    struct column *column, struct fail *f)
{
	size_t row;

	if (grow_codes(field, column->dictionary, f) == -1)
		return -1;
	for (row = 0; row < column->length; row++)
		if (column_valid(column, row) &&
		    link_value(l, field, places, column, row, f) == -1)
			return -1;
	return 0;
}

/* Whose rows they are nobody knows: another version of the same submission
 * may be there, and both would count. */
static int
doubt_all(struct link *l, struct places *places, size_t rows, struct fail *f)
{
	size_t row;

	for (row = 0; row < rows; row++)
		if (!places_lost(places, row) &&
		    doubt_row(l, l->doubts, places, row, f) == -1)
			return -1;
	return 0;
}

int
link_batch(struct link *l, struct places *places, struct batch *batch,
    struct batch **linked, struct fail *f)
{
	struct column *column;
	size_t i;

	if (l->sender_in_doubt && doubt_all(l, places, batch->length, f) == -1)
		return -1;
	l->linked.length = batch->length;
	l->linked.column_count = batch->column_count;
	memcpy(l->linked.columns, batch->columns,
	    batch->column_count * sizeof(*batch->columns));
	for (i = 0; i < l->field_count; i++) {
		column = &l->linked.columns[l->fields[i].column];
		if (link_column(l, &l->fields[i], places, column, f) == -1)
			return -1;
		column->dictionary = l->fields[i].ids;
		column->owns_dictionary = false;
	}
	*linked = &l->linked;
	return 0;
}

static int
print_cell(FILE *stream, const char *text, struct fail *f)
{
	size_t length = strlen(text), size = VISIBLE_GROWTH * length + 1;
	char *shown = memory_array(size, 1, f);

	if (shown == NULL)
		return -1;
	text_visible(text, length, shown, size);
	cell_print(stream, shown);
	free(shown);
	return 0;
}

/* "RU-MOW Москва; RU-MOS Московская область" */
static char *
list_candidates(const struct doubt *d, struct fail *f)
{
	const char *parts[REGISTRY_NEAR * 4];
	size_t count = 0, length = 1, i;
	char *list, *end;
	int n;

	for (n = 0; n < d->near_count; n++) {
		if (n > 0)
			parts[count++] = "; ";
		parts[count++] = registry_entry_id(d->registry, d->near[n]);
		parts[count++] = " ";
		parts[count++] =
		    registry_entry_title(d->registry, d->near[n], LANGUAGE_RU);
	}
	for (i = 0; i < count; i++)
		length += strlen(parts[i]);
	if ((list = end = memory_array(length, 1, f)) == NULL)
		return NULL;
	for (i = 0; i < count; i++) {
		memcpy(end, parts[i], strlen(parts[i]));
		end += strlen(parts[i]);
	}
	return list;
}

static int
print_doubt(FILE *stream, const struct doubt *d, struct fail *f)
{
	char *candidates = list_candidates(d, f);
	int status = -1;

	if (candidates == NULL)
		return -1;
	if (print_cell(stream, d->file, f) == 0) {
		putc(',', stream);
		if (d->line > 0)
			fprintf(stream, "%" PRIu64, d->line);
		putc(',', stream);
		status = print_cell(stream, d->column, f);
	}
	putc(',', stream);
	if (status == 0)
		status = print_cell(
		    stream, d->personal ? ACCOUNT_HIDDEN : d->text, f);
	fprintf(stream, ",%" PRIu64 ",", d->rows);
	if (status == 0)
		status = print_cell(stream, candidates, f);
	putc('\n', stream);
	free(candidates);
	return status;
}

int
link_review(const struct link *l, const char *path, struct fail *f)
{
	struct output out;
	size_t i;
	int status = 0;

	if (path == NULL)
		return 0;
	if (output_open(&out, path, OUTPUT_PRIVATE, f) == -1)
		return -1;
	fputs("file,line,column,text,rows,candidates\n", out.stream);
	/* A table without rows has a sender, and nothing under review. */
	for (i = 0; i < l->doubt_count && status == 0; i++)
		if (l->doubts[i].rows > 0)
			status = print_doubt(out.stream, &l->doubts[i], f);
	if (status == 0)
		status = output_commit(&out, f);
	output_discard(&out);
	return status;
}
