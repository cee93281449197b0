/* combine.c - tables under the columns of one table (combine.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/combine.h"

struct combine {
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
make_schema(struct combine *c, struct fail *f)
{
	struct schema table = SCHEMA_INIT;
	bool add = !has_period(c->dataset);
	const struct field *field;
	size_t i;
	int status = table_schema_columns(c->dataset, &table, f);

	c->period = -1;
	if (status == 0 && add && schema_find(&table, "period") != -1)
		status = fail_set(f, FAIL_USAGE,
		    _("%s: field \"period\" does not have the role period; give it "
		      "that role or another name"),
		    c->dataset->path);
	for (i = 0; i < table.field_count && status == 0; i++) {
		field = &table.fields[i];
		if (add && strcmp(field->name, "_file") == 0)
			status = c->period = schema_add(
			    &c->schema, "period", COLUMN_DICTIONARY, 0, f);
		if (status != -1)
			status = schema_add(&c->schema, field->name,
			    field->type, field->width, f);
		status = status == -1 ? -1 : 0;
	}
	for (i = 0; i < table.metadata_count && status == 0; i++)
		status = schema_set(&c->schema, table.metadata[i].key,
		    table.metadata[i].value, f);
	schema_clear(&table);
	return status;
}

static int
make_periods(struct combine *c, struct fail *f)
{
	struct schema schema = SCHEMA_INIT;
	int status;

	status = schema_add(&schema, "period", COLUMN_DICTIONARY, 0, f);
	if (status != -1)
		status = batch_init(&c->periods, &schema, BATCH_ROWS, f);
	schema_clear(&schema);
	return status;
}

struct combine *
combine_new(
    const struct table_schema *dataset, struct account *account, struct fail *f)
{
	struct combine *c = memory_array(1, sizeof(*c), f);

	if (c == NULL)
		return NULL;
	c->dataset = dataset;
	c->account = account;
	if (make_schema(c, f) == 0 && make_periods(c, f) == 0 &&
	    (c->places = places_new(account, f)) != NULL)
		/* one more for SCHEMA_LOST */
		c->result.columns = memory_array(
		    c->schema.field_count + 1, sizeof(struct column), f);
	if (c->result.columns == NULL) {
		combine_free(c);
		return NULL;
	}
	return c;
}

void
combine_free(struct combine *c)
{
	if (c == NULL)
		return;
	places_free(c->places);
	schema_clear(&c->schema);
	batch_clear(&c->periods);
	free(c->result.columns); /* what they point to is not ours */
	free(c);
}

/* All tables keep their lost rows, or none does. */
static int
announce_lost(struct combine *c, const char *name, const struct schema *table,
    struct fail *f)
{
	bool keeps = schema_find(table, SCHEMA_LOST) != -1;

	if (!c->announced && keeps &&
	    schema_add(&c->schema, SCHEMA_LOST, COLUMN_BOOL, 0, f) == -1)
		return -1;
	if (keeps != (schema_find(&c->schema, SCHEMA_LOST) != -1))
		return fail_set(f, FAIL_DATA,
		    _("%s: some tables of \"%s\" keep their lost rows and "
		      "others do not; make all with the same options"),
		    name, c->dataset->name);
	return 0;
}

int
combine_announce(struct combine *c, const char *name,
    const struct schema *table, struct fail *f)
{
	bool absent;
	size_t i;

	if (announce_lost(c, name, table, f) == -1 ||
	    schema_merge_key(&c->schema, table, name, f) == -1)
		return -1;
	for (i = 0; i < c->dataset->field_count; i++) {
		const char *field = c->dataset->fields[i].name;

		absent = schema_is_absent(table, field) &&
			 (!c->announced || schema_is_absent(&c->schema, field));
		if (schema_set_absent(&c->schema, field, absent, f) == -1)
			return -1;
	}
	c->announced = true;
	return 0;
}

struct schema *
combine_schema(struct combine *c)
{
	return &c->schema;
}

int
combine_period(const struct combine *c)
{
	size_t i;

	for (i = 0; i < c->dataset->field_count; i++)
		if (c->dataset->fields[i].role == ROLE_PERIOD)
			return schema_find(
			    &c->schema, c->dataset->fields[i].name);
	return c->period;
}

int
combine_added(const struct combine *c)
{
	return c->period;
}

struct places *
combine_places(struct combine *c)
{
	return c->places;
}

static int
set_period(struct combine *c, const struct submission *submission,
    const char *name, struct fail *f)
{
	const char *period = submission->parts[SUBMISSION_PERIOD];

	if (c->period == -1)
		return 0;
	if (period == NULL)
		return fail_set(f, FAIL_DATA,
		    _("%s: no period is stated and no field of \"%s\" "
		      "has the role period; state \"period\" in its "
		      "schema"),
		    name, c->dataset->name);
	c->period_code = dictionary_add(
	    c->periods.columns[0].dictionary, period, strlen(period), f);
	return c->period_code == -1 ? -1 : 0;
}

int
combine_table(struct combine *c, const struct submission *submission,
    const char *name, const struct schema *schema, struct fail *f)
{
	c->fate = submission->fate;
	/* A table without rows is in the account too. */
	if (set_period(c, submission, name, f) == -1 ||
	    account_file(c->account, submission->file, f) == -1)
		return -1;
	return places_table(c->places, c->dataset, name, schema, f);
}

/* Put the columns together: the table's and, if it is added, the period. */
static int
make_result(struct combine *c, const struct batch *batch, struct fail *f)
{
	size_t i, from = 0;

	c->result.length = batch->length;
	c->result.column_count = c->schema.field_count;
	if (c->period != -1) {
		batch_reset(&c->periods);
		for (i = 0; i < batch->length; i++)
			if (column_put_code(&c->periods.columns[0],
				c->period_code, f) == -1)
				return -1;
	}
	for (i = 0; i < c->schema.field_count; i++)
		c->result.columns[i] = (int)i == c->period
					   ? c->periods.columns[0]
					   : batch->columns[from++];
	return 0;
}

int
combine_batch(struct combine *c, const struct batch *batch, struct batch **rows,
    struct fail *f)
{
	*rows = &c->result;
	if (places_batch(c->places, batch, f) == -1 ||
	    make_result(c, batch, f) == -1)
		return -1;
	if (c->fate != LINE_DATA)
		memset(places_fates(c->places), (int)c->fate, batch->length);
	return 0;
}
