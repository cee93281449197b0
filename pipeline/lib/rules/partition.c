/* partition.c - the rows of a dataset in parts (partition.h) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"
#include "rules/order.h"
#include "rules/partition.h"
#include "rules/place.h"
#include "rules/twin.h"
#include "table/gather.h"
#include "table/sink.h"
#include "table/spool.h"

#define SENDER "_sender" /* of a row, while it is in a temporary file */

struct partition {
	const struct table_schema *dataset;
	struct account *account;
	struct combine *combine;
	const char *field; /* the caller's; NULL: none */
	size_t part_count;
	struct schema schema; /* of the result, with SENDER at the end */
	struct order_columns columns;
	int sender, lost; /* columns; lost or -1 */
	bool any;         /* a row that is not lost was put */
	struct spool *spool;
	/* rows that are put */
	struct batch put; /* points into theirs and into senders */
	struct batch senders;
	struct dictionary *sender_names;
	uint16_t *parts;
	size_t parts_capacity;
	/* the part at hand */
	struct places *places;
	struct batch rows, some; /* some of the rows, without SENDER */
	struct order order;
	struct twins *twins;
	struct across *across; /* NULL: nobody asks for the rows */
	const uint8_t *keep;
	size_t at; /* in the order */
	uint32_t *kept;
};

struct partition *
partition_new(struct combine *combine, const struct table_schema *dataset,
    struct account *account, struct fail *f)
{
	struct partition *p = memory_array(1, sizeof(*p), f);

	if (p == NULL)
		return NULL;
	p->combine = combine;
	p->dataset = dataset;
	p->account = account;
	return p;
}

void
partition_free(struct partition *p)
{
	if (p == NULL)
		return;
	batch_clear(&p->some);
	batch_clear(&p->rows);
	order_clear(&p->order);
	twins_free(p->twins);
	places_free(p->places);
	spool_free(p->spool);
	free(p->put.columns); /* what they point to is not ours */
	batch_clear(&p->senders);
	dictionary_free(p->sender_names);
	free(p->parts);
	free(p->kept);
	schema_clear(&p->schema);
	free(p);
}

void
partition_across(struct partition *p, struct across *across)
{
	p->across = across;
}

static bool
key_has(const struct table_schema *dataset, int field)
{
	size_t i;

	for (i = 0; i < dataset->key_count; i++)
		if (dataset->key[i] == field)
			return true;
	return dataset->key_count == 0;
}

/* Can this field tell which rows belong together? */
static int
check_field(
    const struct table_schema *dataset, const char *name, struct fail *f)
{
	int at = table_schema_find(dataset, name);
	const struct table_field *field;

	if (at == -1)
		return fail_set(f, FAIL_USAGE,
		    _("--partition: the dataset \"%s\" has no field \"%s\""),
		    dataset->name, name);
	field = &dataset->fields[at];
	if (field->role != ROLE_PERSON || !table_field_has_pseudonym(field))
		return fail_set(f, FAIL_USAGE,
		    _("--partition: field \"%s\" of \"%s\" is no pseudonym of a "
		      "person; name one with the role person and the format "
		      "snils"),
		    name, dataset->name);
	if (field->place == PLACE_UNPIVOT_NAME ||
	    field->place == PLACE_UNPIVOT_VALUE)
		return fail_set(f, FAIL_USAGE,
		    _("--partition: rows of one line would be of several "
		      "persons, for field \"%s\" of \"%s\" is unpivoted"),
		    name, dataset->name);
	if (!key_has(dataset, at))
		return fail_set(f, FAIL_USAGE,
		    _("--partition: the primary key of \"%s\" does not hold "
		      "\"%s\", so rows with the same key could be in different "
		      "partitions; add it to the key"),
		    dataset->name, name);
	return 0;
}

static int
make_schema(struct partition *p, struct fail *f)
{
	struct schema one = SCHEMA_INIT;
	int status = -1;

	if (schema_copy(&p->schema, combine_schema(p->combine), f) == 0 &&
	    (p->sender = schema_add(&p->schema, SENDER, COLUMN_INT32, 0, f)) !=
		-1 &&
	    schema_add(&one, SENDER, COLUMN_INT32, 0, f) != -1)
		status = batch_init(&p->senders, &one, BATCH_ROWS, f);
	schema_clear(&one);
	p->columns.person =
	    p->field == NULL ? -1 : schema_find(&p->schema, p->field);
	p->columns.period = combine_period(p->combine);
	p->columns.file = schema_find(&p->schema, "_file");
	p->columns.line = schema_find(&p->schema, "_row");
	p->lost = schema_find(&p->schema, SCHEMA_LOST);
	return status;
}

int
partition_open(struct partition *p, const char *field, size_t parts,
    const char *near, struct fail *f)
{
	if (field != NULL && check_field(p->dataset, field, f) == -1)
		return -1;
	p->field = field;
	p->part_count = parts;
	if (make_schema(p, f) == -1 ||
	    (field != NULL && schema_set(combine_schema(p->combine),
				  "profstat.partition", field, f) == -1))
		return -1;
	p->put.column_count = p->schema.field_count;
	p->put.columns =
	    memory_array(p->schema.field_count, sizeof(struct column), f);
	p->kept = memory_array(BATCH_ROWS, sizeof(*p->kept), f);
	if (p->put.columns == NULL || p->kept == NULL ||
	    (p->sender_names = dictionary_new(f)) == NULL ||
	    (p->places = places_new(p->account, f)) == NULL ||
	    (p->twins = twins_new(p->dataset, &p->schema,
		 combine_added(p->combine), p->sender, f)) == NULL ||
	    (p->spool = spool_new(&p->schema, parts, near, f)) == NULL)
		return -1;
	places_columns(p->places, &p->schema);
	return 0;
}

/* The part of each row. */
static void
find_parts(struct partition *p, const struct batch *rows)
{
	const struct column *c;
	const uint8_t *bytes;
	uint64_t number;
	size_t row;
	int i;

	memset(p->parts, 0, rows->length * sizeof(*p->parts));
	if (p->field == NULL || p->part_count == 1)
		return;
	c = &rows->columns[p->columns.person];
	bytes = c->values;
	for (row = 0; row < rows->length; row++, bytes += c->width) {
		if (!column_valid(c, row))
			continue;
		number = 0;
		for (i = 0; i < 8; i++)
			number = number << 8 | bytes[i];
		p->parts[row] = (uint16_t)(number % p->part_count);
	}
}

/* A number for the sender of the submission: -1 if it states none. */
static int
number_sender(struct partition *p, const struct submission *submission,
    int32_t *number, struct fail *f)
{
	const char *name = submission->parts[SUBMISSION_SENDER];

	*number = -1;
	if (name == NULL)
		return 0;
	*number = dictionary_add(p->sender_names, name, strlen(name), f);
	return *number == -1 ? -1 : 0;
}

/* Whether one of the rows is not lost. */
static bool
any_counts(const struct partition *p, const struct batch *rows)
{
	size_t row;

	if (p->lost == -1)
		return rows->length > 0;
	for (row = 0; row < rows->length; row++)
		if (column_integer(&rows->columns[p->lost], row) == 0)
			return true;
	return false;
}

int
partition_put(struct partition *p, const struct submission *submission,
    const struct batch *rows, struct fail *f)
{
	int32_t number;
	size_t row;

	if (number_sender(p, submission, &number, f) == -1 ||
	    memory_grow(&p->parts, &p->parts_capacity, rows->length + 1,
		sizeof(*p->parts), f) == -1)
		return -1;
	batch_reset(&p->senders);
	for (row = 0; row < rows->length; row++)
		if (column_put_integer(&p->senders.columns[0], number, f) == -1)
			return -1;
	memcpy(p->put.columns, rows->columns,
	    rows->column_count * sizeof(*rows->columns));
	p->put.columns[p->sender] = p->senders.columns[0];
	p->put.length = rows->length;
	p->any = p->any || any_counts(p, rows);
	find_parts(p, rows);
	return spool_put(p->spool, &p->put, p->parts, f);
}

/* "3/16" */
static int
set_part(struct partition *p, size_t part, struct fail *f)
{
	char text[48];

	if (p->field == NULL)
		return 0;
	snprintf(text, sizeof(text), "%zu/%zu", part + 1, p->part_count);
	return schema_set(
	    combine_schema(p->combine), "profstat.partitions", text, f);
}

/* What stays goes to the rules between files, whose texts are the spool's. */
static int
tell_across(struct partition *p, struct fail *f)
{
	const struct column *senders = &p->rows.columns[p->sender];

	if (p->across == NULL)
		return 0;
	return across_settled(
	    p->across, p->places, &p->rows, senders->values, f);
}

/* Read a part, sort it, and settle what becomes of its rows. */
static int
load(struct partition *p, size_t part, struct fail *f)
{
	size_t dropped;

	if (set_part(p, part, f) == -1 ||
	    spool_load(p->spool, part, &p->rows, f) == -1 ||
	    order_rows(&p->order, &p->rows, &p->columns, f) == -1 ||
	    places_batch(p->places, &p->rows, f) == -1 ||
	    twins_find(p->twins, p->places, &p->rows, &p->order, f) == -1 ||
	    tell_across(p, f) == -1)
		return -1;
	p->keep = places_account(p->places, &dropped);
	account_row_end(p->account);
	p->at = 0;
	return 0;
}

/* 1 with the next rows of the part, 0 at its end. */
static int
next_rows(struct partition *p, struct batch **out, struct fail *f)
{
	struct batch view = p->rows;
	size_t count = 0;

	for (; p->at < p->rows.length && count < BATCH_ROWS; p->at++)
		if (p->keep[p->order.rows[p->at]] != 0)
			p->kept[count++] = p->order.rows[p->at];
	if (count == 0)
		return 0;
	view.column_count--; /* SENDER */
	if (p->some.columns == NULL &&
	    gather_init(&p->some, &view, BATCH_ROWS, f) == -1)
		return -1;
	if (gather_rows(&p->some, &view, p->kept, count, f) == -1)
		return -1;
	*out = &p->some;
	return 1;
}

/* What is made from a partition need not be made again if it is the same. */
static int
write_part(struct partition *p, size_t part, const char *path, struct fail *f)
{
	struct sink out = SINK_INIT;
	struct batch *batch;
	int more = -1;

	if (load(p, part, f) == 0 &&
	    sink_open(&out, path, combine_schema(p->combine), f) == 0)
		while ((more = next_rows(p, &batch, f)) == 1)
			if (sink_write(&out, batch, f) == -1)
				break;
	if (more == 0)
		more = p->field == NULL ? sink_commit(&out, f)
					: sink_commit_changed(&out, f);
	sink_discard(&out);
	return more == 0 ? 0 : -1;
}

static int
write_parts(struct partition *p, const char *output, struct fail *f)
{
	const char *at = strchr(output, '%');
	char *path;
	size_t i;
	int status = 0;

	if (!p->any)
		status = schema_set(
		    combine_schema(p->combine), SCHEMA_EMPTY, "yes", f);
	for (i = 0; i < p->part_count && status == 0; i++) {
		path = path_format(
		    f, "%.*s%zu%s", (int)(at - output), output, i + 1, at + 1);
		status = path == NULL ? -1 : write_part(p, i, path, f);
		free(path);
	}
	return status;
}

int
partition_write(struct partition *p, const char *output, struct fail *f)
{
	int status = p->field == NULL ? write_part(p, 0, output, f)
				      : write_parts(p, output, f);

	return status == -1 ? -1
			    : twins_report(p->twins, p->account, p->places, f);
}
