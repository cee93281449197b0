/* resolve.c - all tables of a dataset become one (resolve.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rules/across.h"
#include "rules/combine.h"
#include "rules/partition.h"
#include "rules/place.h"
#include "rules/resolve.h"
#include "rules/stand_in.h"
#include "rules/twin.h"
#include "table/grouping.h"

/* Where the first of equal rows stands; line 0: none has been seen. */
struct first_row {
	uint64_t line;
	int file;
};

struct resolve {
	const struct table_schema *dataset;
	struct account *account;
	struct combine *combine;
	struct across *across;       /* NULL before the first table */
	struct partition *partition; /* NULL: none is asked for */
	size_t part_count;
	const struct submission *submission; /* of the table at hand */
	struct batch nothing;
	struct batch stand_ins; /* no columns before there are any */
	int *key_columns;
	size_t key_count;
	char *sender;          /* of the table at hand; NULL: not stated */
	struct grouping *rows; /* of this sender; NULL before any */
	struct first_row *firsts;
	size_t first_count, first_capacity;
	uint32_t *row_groups;
	size_t row_count, row_capacity;
	/* the primary key with the period; NULL if the dataset has none */
	int *primary;
	size_t primary_count;
	struct grouping *keys;
	struct first_row *holders;
	size_t holder_count, holder_capacity;
	/* the number of the sender for each row of the batch at hand */
	struct dictionary *sender_names;
	int32_t *senders;
	size_t sender_capacity;
};

static int
make_key(struct resolve *r, struct fail *f)
{
	const struct schema *schema = combine_schema(r->combine);
	size_t i;

	r->key_columns = memory_array(schema->field_count + 1, sizeof(int), f);
	if (r->key_columns == NULL)
		return -1;
	for (i = 0; i < schema->field_count; i++)
		if (strcmp(schema->fields[i].name, "_file") != 0 &&
		    strcmp(schema->fields[i].name, "_row") != 0)
			r->key_columns[r->key_count++] = (int)i;
	return 0;
}

static int
make_primary_key(struct resolve *r, struct fail *f)
{
	const struct table_schema *dataset = r->dataset;
	int period = combine_added(r->combine);
	size_t i;

	if (dataset->key_count == 0)
		return 0;
	r->primary = memory_array(dataset->key_count + 1, sizeof(int), f);
	if (r->primary == NULL)
		return -1;
	for (i = 0; i < dataset->key_count; i++)
		r->primary[r->primary_count++] =
		    schema_find(combine_schema(r->combine),
			dataset->fields[dataset->key[i]].name);
	if (period != -1)
		r->primary[r->primary_count++] = period;
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
	/* SCHEMA_LOST is announced later, so it is in no key */
	if ((r->combine = combine_new(dataset, account, f)) == NULL ||
	    make_key(r, f) == -1 || make_primary_key(r, f) == -1) {
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
	partition_free(r->partition);
	across_free(r->across);
	dictionary_free(r->sender_names);
	free(r->senders);
	combine_free(r->combine);
	batch_clear(&r->stand_ins);
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
resolve_announce(struct resolve *r, const char *name,
    const struct schema *table, struct fail *f)
{
	return combine_announce(r->combine, name, table, f);
}

int
resolve_partition(struct resolve *r, const char *field, size_t parts,
    const char *near, struct fail *f)
{
	r->partition = partition_new(r->combine, r->dataset, r->account, f);
	if (r->partition == NULL ||
	    partition_open(r->partition, field, parts, near, f) == -1)
		return -1;
	r->part_count = parts;
	return 0;
}

size_t
resolve_parts(const struct resolve *r)
{
	return r->part_count;
}

const struct schema *
resolve_schema(struct resolve *r)
{
	return combine_schema(r->combine);
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

/* The rules between files, when all tables have been announced. */
static int
start_across(struct resolve *r, struct fail *f)
{
	if (r->across == NULL) {
		r->across = across_new(r->dataset, combine_schema(r->combine),
		    combine_period(r->combine), r->account, f);
		r->sender_names = dictionary_new(f);
		if (r->across == NULL || r->sender_names == NULL)
			return -1;
		if (r->partition != NULL)
			partition_across(r->partition, r->across);
	}
	return across_table(r->across, f);
}

int
resolve_table(struct resolve *r, const struct submission *submission,
    const char *name, const struct schema *schema, struct fail *f)
{
	const struct schema *combined = combine_schema(r->combine);

	r->submission = submission;
	if (combine_table(r->combine, submission, name, schema, f) == -1 ||
	    start_across(r, f) == -1)
		return -1;
	if (r->partition != NULL)
		return 0;
	if (set_sender(r, submission->parts[SUBMISSION_SENDER], f) == -1 ||
	    (r->keys != NULL &&
		grouping_table(r->keys, combined, r->primary, f) == -1))
		return -1;
	return grouping_table(r->rows, combined, r->key_columns, f);
}

/* Room for the first rows of the groups that are there now. */
static int
grow_firsts(struct first_row **firsts, size_t *count, size_t *capacity,
    size_t groups, struct fail *f)
{
	if (memory_grow(firsts, capacity, groups + 1, sizeof(**firsts), f) ==
	    -1)
		return -1;
	if (groups > *count)
		memset(
		    *firsts + *count, 0, (groups - *count) * sizeof(**firsts));
	*count = groups;
	return 0;
}

/* Does a row have all values of its key?  No value equals no value. */
static bool
has_key(const struct resolve *r, const struct batch *rows, size_t row)
{
	size_t i;

	for (i = 0; i < r->primary_count; i++)
		if (!column_valid(&rows->columns[r->primary[i]], row))
			return false;
	return true;
}

/* Rows whose group has been seen before are twins of the first of it. */
static int
find_twins(struct resolve *r, const struct batch *rows,
    struct first_row *firsts, enum twin_kind kind, struct fail *f)
{
	struct places *places = combine_places(r->combine);
	uint8_t *fates = places_fates(places);
	struct first_row *first;
	struct twin twin = { 0, 0, 0, 0, kind };
	size_t row;

	for (row = 0; row < r->row_count; row++) {
		if (fates[row] != LINE_DATA ||
		    (kind == TWIN_KEY && !has_key(r, rows, row)))
			continue;
		first = &firsts[r->row_groups[row]];
		twin.line = places_line(places, row);
		twin.file = places_file(places, row);
		if (first->line == 0) {
			first->line = twin.line;
			first->file = twin.file;
			continue;
		}
		twin.other_line = first->line;
		twin.other_file = first->file;
		if (kind == TWIN_DUPLICATE)
			fates[row] = LINE_DUPLICATE;
		if (twin_report(&twin, r->account, places, f) == -1)
			return -1;
	}
	return 0;
}

static int
find_duplicates(struct resolve *r, const struct batch *rows, struct fail *f)
{
	r->row_count = rows->length;
	if (memory_grow(&r->row_groups, &r->row_capacity, rows->length + 1,
		sizeof(*r->row_groups), f) == -1 ||
	    grouping_rows(r->rows, rows, r->row_groups, f) == -1 ||
	    grow_firsts(&r->firsts, &r->first_count, &r->first_capacity,
		grouping_count(r->rows), f) == -1)
		return -1;
	return find_twins(r, rows, r->firsts, TWIN_DUPLICATE, f);
}

/* Rows of different files or senders that say something of the same: they
 * stay, for nobody can tell which is right, but not in silence. */
static int
check_keys(struct resolve *r, const struct batch *rows, struct fail *f)
{
	if (r->keys == NULL)
		return 0;
	if (grouping_rows(r->keys, rows, r->row_groups, f) == -1 ||
	    grow_firsts(&r->holders, &r->holder_count, &r->holder_capacity,
		grouping_count(r->keys), f) == -1)
		return -1;
	return find_twins(r, rows, r->holders, TWIN_KEY, f);
}

/* The rules between files see what stays of the rows of a submission. */
static int
tell_across(struct resolve *r, const struct batch *rows, struct fail *f)
{
	const char *name = r->submission->parts[SUBMISSION_SENDER];
	int32_t number = -1;
	size_t row;

	if (name != NULL && (number = dictionary_add(
				 r->sender_names, name, strlen(name), f)) == -1)
		return -1;
	if (memory_grow(&r->senders, &r->sender_capacity, rows->length + 1,
		sizeof(*r->senders), f) == -1)
		return -1;
	for (row = 0; row < rows->length; row++)
		r->senders[row] = number;
	return across_settled(
	    r->across, combine_places(r->combine), rows, r->senders, f);
}

int
resolve_batch(
    struct resolve *r, struct batch *batch, struct batch **out, struct fail *f)
{
	struct batch *rows;
	bool counts = r->submission->fate == LINE_DATA;

	if (combine_batch(r->combine, batch, &rows, f) == -1)
		return -1;
	*out = rows;
	if (counts &&
	    across_rows(r->across, combine_places(r->combine), rows, f) == -1)
		return -1;
	if (counts && r->partition != NULL) {
		*out = &r->nothing;
		return partition_put(r->partition, r->submission, rows, f);
	}
	if (counts &&
	    (find_duplicates(r, rows, f) == -1 ||
		check_keys(r, rows, f) == -1 || tell_across(r, rows, f) == -1))
		return -1;
	places_settle(combine_places(r->combine), rows);
	return 0;
}

int
resolve_missing(struct resolve *r, const struct overdues *missing, size_t *next,
    struct batch **out, struct fail *f)
{
	const struct schema *schema = combine_schema(r->combine);
	const struct overdue *first = missing->items + *next;
	const struct stand_in table = { r->dataset, schema,
		combine_period(r->combine) };
	size_t count = missing->count - *next;

	if (count == 0 || schema_find(schema, SCHEMA_LOST) == -1)
		return 0;
	if (count > BATCH_ROWS)
		count = BATCH_ROWS;
	*next += count;
	if (r->stand_ins.columns == NULL &&
	    batch_init(&r->stand_ins, schema, count, f) == -1)
		return -1;
	batch_reset(&r->stand_ins);
	if (stand_in_rows(&table, first, count, &r->stand_ins, f) == -1)
		return -1;
	*out = r->partition == NULL ? &r->stand_ins : &r->nothing;
	/* lost rows are compared with none, whoever sent them */
	if (r->partition != NULL &&
	    partition_put(r->partition, first->latest, &r->stand_ins, f) == -1)
		return -1;
	return 1;
}

int
resolve_end(struct resolve *r, const char *output, struct fail *f)
{
	account_row_end(r->account);
	if (r->across == NULL) /* no table */
		return r->partition == NULL
			   ? 0
			   : partition_write(r->partition, output, f);
	if (r->partition != NULL &&
	    (across_table(r->across, f) == -1 ||
		partition_write(r->partition, output, f) == -1))
		return -1;
	return across_report(r->across, combine_places(r->combine), f);
}
