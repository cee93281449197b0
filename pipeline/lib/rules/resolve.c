/* resolve.c - all tables of a dataset become one (resolve.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/place.h"
#include "rules/resolve.h"
#include "table/grouping.h"

#define LINE_TEXT 24

/* Where the first of equal rows stands. */
struct first_row {
	uint64_t line;
	int file;
};

struct resolve {
	const struct table_schema *dataset;
	struct account *account;
	struct places *places;
	bool announced;       /* one table at least */
	enum line_class fate; /* of the rows of the table at hand */
	struct schema schema; /* of the result */
	int period;           /* the column we add, or -1 */
	struct batch periods; /* its values, one column */
	int32_t period_code;
	struct batch result; /* points into the table's batch and periods */
	int *key_columns;
	size_t key_count;
	char *sender;          /* of the table at hand; NULL: not stated */
	struct grouping *rows; /* of this sender; NULL before any */
	struct first_row *firsts;
	size_t first_count, first_capacity;
	uint32_t *row_groups;
	size_t row_capacity;
	/* the primary key with the period; NULL if the dataset has none */
	int *primary;
	size_t primary_count;
	struct grouping *keys;
	struct first_row *holders;
	size_t holder_count, holder_capacity;
};

static bool
has_period(const struct table_schema *dataset)
{
	size_t i;

	for (i = 0; i < dataset->field_count; i++)
		if (dataset->fields[i].role == ROLE_PERIOD)
			return true;
	return false;
}

/* The dataset's columns, with "period" before "_file" if it is to be added. */
static int
make_schema(struct resolve *r, struct fail *f)
{
	struct schema table = SCHEMA_INIT;
	bool add = !has_period(r->dataset);
	const struct field *field;
	size_t i;
	int status = table_schema_columns(r->dataset, &table, f);

	r->period = -1;
	if (status == 0 && add && schema_find(&table, "period") != -1)
		status = fail_set(f, FAIL_USAGE,
		    _("%s: field \"period\" does not have the role period; give it "
		      "that role or another name"),
		    r->dataset->path);
	for (i = 0; i < table.field_count && status == 0; i++) {
		field = &table.fields[i];
		if (add && strcmp(field->name, "_file") == 0)
			status = r->period = schema_add(
			    &r->schema, "period", COLUMN_DICTIONARY, 0, f);
		if (status != -1)
			status = schema_add(&r->schema, field->name,
			    field->type, field->width, f);
		status = status == -1 ? -1 : 0;
	}
	for (i = 0; i < table.metadata_count && status == 0; i++)
		status = schema_set(&r->schema, table.metadata[i].key,
		    table.metadata[i].value, f);
	schema_clear(&table);
	return status;
}

static int
make_periods(struct resolve *r, struct fail *f)
{
	struct schema schema = SCHEMA_INIT;
	int status;

	status = schema_add(&schema, "period", COLUMN_DICTIONARY, 0, f);
	if (status != -1)
		status = batch_init(&r->periods, &schema, BATCH_ROWS, f);
	schema_clear(&schema);
	return status;
}

static int
make_key(struct resolve *r, struct fail *f)
{
	size_t i;

	r->key_columns =
	    memory_array(r->schema.field_count + 1, sizeof(int), f);
	r->result.columns =
	    memory_array(r->schema.field_count + 1, sizeof(struct column), f);
	r->result.column_count = r->schema.field_count;
	if (r->key_columns == NULL || r->result.columns == NULL)
		return -1;
	for (i = 0; i < r->schema.field_count; i++)
		if (strcmp(r->schema.fields[i].name, "_file") != 0 &&
		    strcmp(r->schema.fields[i].name, "_row") != 0)
			r->key_columns[r->key_count++] = (int)i;
	return 0;
}

static int
make_primary_key(struct resolve *r, struct fail *f)
{
	const struct table_schema *dataset = r->dataset;
	size_t i;

	if (dataset->key_count == 0)
		return 0;
	r->primary = memory_array(dataset->key_count + 1, sizeof(int), f);
	if (r->primary == NULL)
		return -1;
	for (i = 0; i < dataset->key_count; i++)
		r->primary[r->primary_count++] = schema_find(
		    &r->schema, dataset->fields[dataset->key[i]].name);
	if (r->period != -1)
		r->primary[r->primary_count++] = r->period;
	r->keys = grouping_new(r->primary_count, GROUPING_VALUE, f);
	return r->keys == NULL ? -1 : 0;
}

struct resolve *
resolve_new(
    const struct table_schema *dataset, struct account *account, struct fail *f)
{
	struct resolve *r = memory_array(1, sizeof(*r), f);

	if (r == NULL)
		return NULL;
	r->dataset = dataset;
	r->account = account;
	if (make_schema(r, f) == -1 || make_periods(r, f) == -1 ||
	    make_key(r, f) == -1 || make_primary_key(r, f) == -1 ||
	    (r->places = places_new(account, f)) == NULL) {
		resolve_free(r);
		return NULL;
	}
	return r;
}

void
resolve_free(struct resolve *r)
{
	if (r == NULL)
		return;
	places_free(r->places);
	schema_clear(&r->schema);
	batch_clear(&r->periods);
	free(r->result.columns); /* what they point to is not ours */
	free(r->key_columns);
	free(r->sender);
	grouping_free(r->rows);
	free(r->firsts);
	free(r->row_groups);
	free(r->primary);
	grouping_free(r->keys);
	free(r->holders);
	free(r);
}

int
resolve_announce(struct resolve *r, const struct schema *table, struct fail *f)
{
	bool absent;
	size_t i;

	for (i = 0; i < r->dataset->field_count; i++) {
		const char *name = r->dataset->fields[i].name;

		absent = schema_is_absent(table, name) &&
			 (!r->announced || schema_is_absent(&r->schema, name));
		if (schema_set_absent(&r->schema, name, absent, f) == -1)
			return -1;
	}
	r->announced = true;
	return 0;
}

const struct schema *
resolve_schema(const struct resolve *r)
{
	return &r->schema;
}

/* Equal rows of two senders are two rows: those of another sender are
 * compared with none that came before. */
static int
set_sender(struct resolve *r, const char *sender, struct fail *f)
{
	if (r->rows != NULL && (sender == NULL || r->sender == NULL
				       ? sender == r->sender
				       : strcmp(sender, r->sender) == 0))
		return 0;
	grouping_free(r->rows);
	free(r->sender);
	r->sender = NULL;
	r->first_count = 0;
	r->rows = grouping_new(r->key_count, GROUPING_VALUE, f);
	if (r->rows == NULL)
		return -1;
	if (sender != NULL)
		r->sender = memory_text(sender, strlen(sender), f);
	return sender != NULL && r->sender == NULL ? -1 : 0;
}

int
resolve_table(struct resolve *r, const struct submission *submission,
    const char *name, const struct schema *schema, struct fail *f)
{
	const char *period = submission->parts[SUBMISSION_PERIOD];

	r->fate = submission->fate;
	if (set_sender(r, submission->parts[SUBMISSION_SENDER], f) == -1)
		return -1;
	if (r->period != -1) {
		if (period == NULL)
			return fail_set(f, FAIL_DATA,
			    _("%s: no period is stated and no field of \"%s\" "
			      "has the role period; state \"period\" in its "
			      "schema"),
			    name, r->dataset->name);
		r->period_code =
		    dictionary_add(r->periods.columns[0].dictionary, period,
			strlen(period), f);
		if (r->period_code == -1)
			return -1;
	}
	/* A table without rows is in the account too. */
	if (account_file(r->account, submission->file, f) == -1 ||
	    places_table(r->places, r->dataset, name, schema, f) == -1)
		return -1;
	if (r->keys != NULL &&
	    grouping_table(r->keys, &r->schema, r->primary, f) == -1)
		return -1;
	return grouping_table(r->rows, &r->schema, r->key_columns, f);
}

/* Put the columns together: the table's and, if it is added, the period. */
static int
make_result(struct resolve *r, const struct batch *batch, struct fail *f)
{
	size_t i, from = 0;

	r->result.length = batch->length;
	if (r->period != -1) {
		batch_reset(&r->periods);
		for (i = 0; i < batch->length; i++)
			if (column_put_code(&r->periods.columns[0],
				r->period_code, f) == -1)
				return -1;
	}
	for (i = 0; i < r->schema.field_count; i++)
		r->result.columns[i] = (int)i == r->period
					   ? r->periods.columns[0]
					   : batch->columns[from++];
	return 0;
}

static int
report_duplicate(struct resolve *r, size_t row, const struct first_row *first,
    struct fail *f)
{
	struct finding finding = { FINDING_WARNING, "duplicate-row", NULL, 0, 0,
		NULL, NULL, NULL };
	char line[LINE_TEXT];
	const struct message expected = {
		N_("each row once; its values stand already in %1$s:%2$s"),
		{ places_name(r->places, first->file), line }
	};

	snprintf(line, sizeof(line), "%" PRIu64, first->line);
	finding.expected = &expected;
	return places_finding(r->places, row, &finding, f);
}

/* Rows that were there before get their fate; groups are numbered by first
 * occurrence, so a row is the first of its kind if its group is the next. */
static int
find_duplicates(struct resolve *r, struct fail *f)
{
	uint8_t *fates = places_fates(r->places);
	struct first_row *first;
	size_t row;

	if (memory_grow(&r->row_groups, &r->row_capacity, r->result.length + 1,
		sizeof(*r->row_groups), f) == -1 ||
	    grouping_rows(r->rows, &r->result, r->row_groups, f) == -1 ||
	    memory_grow(&r->firsts, &r->first_capacity,
		grouping_count(r->rows) + 1, sizeof(*r->firsts), f) == -1)
		return -1;
	for (row = 0; row < r->result.length; row++) {
		first = &r->firsts[r->row_groups[row]];
		if (r->row_groups[row] == r->first_count) {
			first->line = places_line(r->places, row);
			first->file = places_file(r->places, row);
			r->first_count++;
			continue;
		}
		fates[row] = LINE_DUPLICATE;
		if (report_duplicate(r, row, first, f) == -1)
			return -1;
	}
	return 0;
}

static int
report_key(struct resolve *r, size_t row, const struct first_row *first,
    struct fail *f)
{
	struct finding finding = { FINDING_WARNING, "primary-key", NULL, 0, 0,
		NULL, NULL, NULL };
	char line[LINE_TEXT];
	const struct message expected = {
		N_("each key once; %1$s:%2$s has it, too"),
		{ places_name(r->places, first->file), line }
	};

	snprintf(line, sizeof(line), "%" PRIu64, first->line);
	finding.expected = &expected;
	return places_finding(r->places, row, &finding, f);
}

/* Rows of different files or senders that say something of the same: they
 * stay, for nobody can tell which is right, but not in silence. */
static int
check_keys(struct resolve *r, struct fail *f)
{
	const uint8_t *fates = places_fates(r->places);
	struct first_row *holder;
	size_t row;

	if (grouping_rows(r->keys, &r->result, r->row_groups, f) == -1 ||
	    memory_grow(&r->holders, &r->holder_capacity,
		grouping_count(r->keys) + 1, sizeof(*r->holders), f) == -1)
		return -1;
	for (row = 0; row < r->result.length; row++) {
		holder = &r->holders[r->row_groups[row]];
		if (r->row_groups[row] == r->holder_count) {
			holder->line = places_line(r->places, row);
			holder->file = places_file(r->places, row);
			r->holder_count++;
		} else if (fates[row] == LINE_DATA &&
			   report_key(r, row, holder, f) == -1)
			return -1;
	}
	return 0;
}

int
resolve_batch(
    struct resolve *r, struct batch *batch, struct batch **out, struct fail *f)
{
	*out = &r->result;
	if (places_batch(r->places, batch, f) == -1 ||
	    make_result(r, batch, f) == -1)
		return -1;
	if (r->fate != LINE_DATA)
		memset(places_fates(r->places), (int)r->fate, batch->length);
	else if (find_duplicates(r, f) == -1 ||
		 (r->keys != NULL && check_keys(r, f) == -1))
		return -1;
	places_settle(r->places, &r->result);
	return 0;
}
