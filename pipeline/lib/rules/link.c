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

#define CODE_UNKNOWN (-1) /* not looked up yet */
#define VISIBLE_GROWTH 4  /* bytes that text_visible() makes of one */

/* A text that does not resolve. */
struct doubt {
	char *text;
	char *file; /* of the first row */
	uint64_t line;
	uint64_t rows;
	const struct table_field *field;
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
	const char *period; /* of the submission, or NULL */
	int32_t first, last;
	size_t field_count;
	struct linked_field *fields;
	size_t doubt_count, doubt_capacity;
	struct doubt *doubts;
	struct batch linked;
};

static int
add_field(struct link *l, const struct table_schema *dataset,
    const struct registry_set *registries, const struct schema *schema,
    const struct table_field *field, struct fail *f)
{
	struct linked_field *one = &l->fields[l->field_count];

	one->field = field;
	one->registry = registry_set_find(registries, field->registry);
	if (one->registry == NULL)
		return fail_set(f, FAIL_USAGE,
		    _("%s: field \"%s\" wants the registry \"%s\", which is "
		      "not given; name its file with --registry"),
		    dataset->path, field->name, field->registry);
	if ((one->column = schema_require(schema, field->name, f)) == -1)
		return -1;
	l->field_count++;
	one->ids = dictionary_new(f);
	return one->ids == NULL ? -1 : 0;
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
	l->first = INT32_MIN;
	l->last = INT32_MAX;
	l->period = schema_get(schema, "submission.period");
	if (l->period != NULL)
		(void)period_days(l->period, &l->first, &l->last);
	l->fields =
	    memory_array(dataset->field_count + 1, sizeof(*l->fields), f);
	l->linked.columns =
	    memory_array(schema->field_count + 1, sizeof(struct column), f);
	if (l->fields != NULL && l->linked.columns != NULL)
		status = 0;
	for (i = 0; i < dataset->field_count && status == 0; i++)
		if (dataset->fields[i].registry != NULL)
			status = add_field(l, dataset, registries, schema,
			    &dataset->fields[i], f);
	if (status == -1) {
		link_free(l);
		return NULL;
	}
	return l;
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
	free(l->fields);
	free(l->doubts);
	free(l->linked.columns); /* what they point to is the reader's */
	free(l);
}

/* A new doubt; *code stands for it. */
static int
add_doubt(struct link *l, const struct linked_field *field, const char *text,
    size_t length, int entry, int32_t *code, struct fail *f)
{
	struct doubt *d;

	if (memory_grow(&l->doubts, &l->doubt_capacity, l->doubt_count + 1,
		sizeof(*d), f) == -1)
		return -1;
	d = &l->doubts[l->doubt_count];
	memset(d, 0, sizeof(*d));
	d->field = field->field;
	d->registry = field->registry;
	d->entry = entry;
	if (entry != -1) {
		d->near[0] = entry;
		d->near_count = 1;
	} else if ((d->near_count = registry_near(
			field->registry, text, length, d->near, f)) == -1)
		return -1;
	if ((d->text = memory_text(text, length, f)) == NULL)
		return -1;
	*code = -2 - (int32_t)l->doubt_count++;
	return 0;
}

/* What a text of the table's dictionary means. */
static int
look_up(struct link *l, struct linked_field *field, const char *text,
    size_t length, int32_t *code, struct fail *f)
{
	const char *id;
	int entry, found;

	found = registry_match(field->registry, text, length, &entry, f);
	if (found == -1)
		return -1;
	if (found == 0)
		return add_doubt(l, field, text, length, -1, code, f);
	if (!registry_entry_valid(field->registry, entry, l->first, l->last))
		return add_doubt(l, field, text, length, entry, code, f);
	id = registry_entry_id(field->registry, entry);
	*code = dictionary_add(field->ids, id, strlen(id), f);
	return *code == -1 ? -1 : 0;
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
	struct finding finding = { FINDING_ERROR, "foreign-key", NULL, 0, 0,
		d->field->name, d->text, NULL };
	struct message expected;
	const char *file;

	if (d->rows++ == 0) {
		file = places_name(places, places_file(places, row));
		d->line = places_line(places, row);
		if ((d->file = memory_text(file, strlen(file), f)) == NULL)
			return -1;
	}
	places_fates(places)[row] = LINE_UNDER_REVIEW;
	expected = doubt_expected(l, d);
	finding.expected = &expected;
	return places_finding(places, row, &finding, f);
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

static int
link_column(struct link *l, struct linked_field *field, struct places *places,
    struct column *column, struct fail *f)
{
	int32_t *values = column->values, *code;
	const char *text;
	size_t row, length;

	if (grow_codes(field, column->dictionary, f) == -1)
		return -1;
	for (row = 0; row < column->length; row++) {
		if (!column_valid(column, row))
			continue;
		code = &field->codes[values[row]];
		if (*code == CODE_UNKNOWN) {
			text = dictionary_text(
			    column->dictionary, values[row], &length);
			if (look_up(l, field, text, length, code, f) == -1)
				return -1;
		}
		values[row] = *code >= 0 ? *code : 0;
		if (*code < 0 &&
		    doubt_row(l, &l->doubts[-2 - *code], places, row, f) == -1)
			return -1;
	}
	return 0;
}

int
link_batch(struct link *l, struct places *places, struct batch *batch,
    struct batch **linked, struct fail *f)
{
	struct column *column;
	size_t i;

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
		fprintf(stream, ",%" PRIu64 ",", d->line);
		status = print_cell(stream, d->field->name, f);
	}
	putc(',', stream);
	if (status == 0)
		status = print_cell(
		    stream, d->field->personal ? ACCOUNT_HIDDEN : d->text, f);
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
	for (i = 0; i < l->doubt_count && status == 0; i++)
		status = print_doubt(out.stream, &l->doubts[i], f);
	if (status == 0)
		status = output_commit(&out, f);
	output_discard(&out);
	return status;
}
