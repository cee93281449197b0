/* twin.c - rows that are equal, rows that have the same key (twin.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/twin.h"

#define LINE_TEXT 24
#define FEW 12 /* rows that insertion sorts faster than qsort() */

struct twins {
	enum table_conflict conflict;
	/* those of the primary key come first, key_count of them */
	size_t column_count, key_count;
	int *columns;
	const struct batch *batch; /* the one at hand */
	struct places *places;
	struct member *members; /* of the person at hand */
	size_t member_capacity;
	struct twin *found;
	size_t found_count, found_capacity;
};

/* A row of a person; at: its place in the order. */
struct member {
	const struct twins *twins;
	uint32_t row, at;
};

static bool
is_key(const struct table_schema *dataset, const char *name)
{
	size_t i;

	for (i = 0; i < dataset->key_count; i++)
		if (strcmp(dataset->fields[dataset->key[i]].name, name) == 0)
			return true;
	return false;
}

static bool
says_whence(const char *name)
{
	return strcmp(name, "_file") == 0 || strcmp(name, "_row") == 0 ||
	       strcmp(name, SCHEMA_LOST) == 0;
}

/* The columns that rows are compared by: the key, then all others. */
static void
choose_columns(struct twins *t, const struct table_schema *dataset,
    const struct schema *schema, int period, int sender)
{
	const char *name;
	bool key;
	int pass, i;

	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < (int)schema->field_count; i++) {
			name = schema->fields[i].name;
			key = dataset->key_count > 0 &&
			      (i == period || is_key(dataset, name));
			if (!says_whence(name) && i != sender &&
			    key == (pass == 0))
				t->columns[t->column_count++] = i;
		}
		if (pass == 0)
			t->key_count = t->column_count;
	}
	if (t->conflict != CONFLICT_REVIEW)
		t->columns[t->column_count++] = sender;
}

struct twins *
twins_new(const struct table_schema *dataset, const struct schema *schema,
    int period, int sender, struct fail *f)
{
	struct twins *t = memory_array(1, sizeof(*t), f);

	if (t == NULL)
		return NULL;
	t->conflict = dataset->conflict;
	t->columns = memory_array(schema->field_count + 1, sizeof(int), f);
	if (t->columns == NULL) {
		twins_free(t);
		return NULL;
	}
	choose_columns(t, dataset, schema, period, sender);
	return t;
}

void
twins_free(struct twins *t)
{
	if (t == NULL)
		return;
	free(t->columns);
	free(t->members);
	free(t->found);
	free(t);
}

static int
compare_floats(const struct column *c, uint32_t a, uint32_t b)
{
	double x = column_number(c, a), y = column_number(c, b);

	return (x > y) - (x < y);
}

/* Any order does in which equal values are neighbours: texts are compared by
 * their codes. */
static int
compare_cells(const struct column *c, uint32_t a, uint32_t b)
{
	const uint8_t *bytes = c->values;
	size_t size = column_value_size(c);
	bool valid = column_valid(c, a);

	if (valid != column_valid(c, b))
		return valid ? 1 : -1;
	if (!valid)
		return 0;
	if (c->type == COLUMN_FLOAT64) /* -0 equals 0 */
		return compare_floats(c, a, b);
	if (c->type == COLUMN_BOOL)
		return (int)(column_integer(c, a) - column_integer(c, b));
	return memcmp(bytes + a * size, bytes + b * size, size);
}

static int
compare_rows(
    const struct twins *t, size_t from, size_t to, uint32_t a, uint32_t b)
{
	size_t i;
	int order = 0;

	for (i = from; i < to && order == 0; i++)
		order = compare_cells(&t->batch->columns[t->columns[i]], a, b);
	return order;
}

static int
compare_members(const void *a, const void *b)
{
	const struct member *x = a, *y = b;
	int order =
	    compare_rows(x->twins, 0, x->twins->column_count, x->row, y->row);

	return order != 0 ? order : (x->at > y->at) - (x->at < y->at);
}

static void
sort_members(struct member *members, size_t count)
{
	struct member one;
	size_t i, at;

	if (count > FEW) {
		qsort(members, count, sizeof(*members), compare_members);
		return;
	}
	for (i = 1; i < count; i++) {
		one = members[i];
		for (at = i;
		     at > 0 && compare_members(&one, &members[at - 1]) < 0;
		     at--)
			members[at] = members[at - 1];
		members[at] = one;
	}
}

/* The row is set its fate, and told of at the end. */
static int
find(struct twins *t, const struct member *one, const struct member *other,
    enum twin_kind kind, struct fail *f)
{
	static const enum line_class fates[] = { [TWIN_DUPLICATE] =
						     LINE_DUPLICATE,
		[TWIN_KEY] = LINE_DATA,
		[TWIN_REVIEW] = LINE_UNDER_REVIEW };
	struct twin *twin;

	if (memory_grow(&t->found, &t->found_capacity, t->found_count + 1,
		sizeof(*t->found), f) == -1)
		return -1;
	twin = &t->found[t->found_count++];
	twin->line = places_line(t->places, one->row);
	twin->file = places_file(t->places, one->row);
	twin->other_line = places_line(t->places, other->row);
	twin->other_file = places_file(t->places, other->row);
	twin->kind = kind;
	places_fates(t->places)[one->row] = (uint8_t)fates[kind];
	return 0;
}

/* Rows with one key, count of them: the first of equal ones stay, and are
 * moved to the front; their number. */
static int
drop_duplicates(
    struct twins *t, struct member *members, size_t *count, struct fail *f)
{
	size_t i, kept = 1;

	for (i = 1; i < *count; i++)
		if (compare_rows(t, t->key_count, t->column_count,
			members[kept - 1].row, members[i].row) != 0)
			members[kept++] = members[i];
		else if (find(t, &members[i], &members[kept - 1],
			     TWIN_DUPLICATE, f) == -1)
			return -1;
	*count = kept;
	return 0;
}

static int
compare_places(const void *a, const void *b)
{
	const struct member *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

/* Rows with one key that are not equal. */
static int
find_conflict(
    struct twins *t, struct member *members, size_t count, struct fail *f)
{
	bool review = t->conflict == CONFLICT_REVIEW;
	enum twin_kind kind = review ? TWIN_REVIEW : TWIN_KEY;
	size_t i;

	qsort(members, count, sizeof(*members), compare_places);
	if (review && find(t, &members[0], &members[1], kind, f) == -1)
		return -1;
	for (i = 1; i < count; i++)
		if (find(t, &members[i], &members[0], kind, f) == -1)
			return -1;
	return 0;
}

/* Does a row have all values of its key?  No value equals no value. */
static bool
has_key(const struct twins *t, uint32_t row)
{
	size_t i;

	for (i = 0; i < t->key_count; i++)
		if (!column_valid(&t->batch->columns[t->columns[i]], row))
			return false;
	return t->key_count > 0;
}

/* Without a primary key all rows have the same one, which says nothing. */
static int
find_in_key(
    struct twins *t, struct member *members, size_t count, struct fail *f)
{
	if (drop_duplicates(t, members, &count, f) == -1)
		return -1;
	if (count == 1 || !has_key(t, members[0].row))
		return 0;
	return find_conflict(t, members, count, f);
}

static int
find_in_person(struct twins *t, size_t count, struct fail *f)
{
	size_t start, end;

	sort_members(t->members, count);
	for (start = 0; start < count; start = end) {
		for (end = start + 1;
		     end < count &&
		     compare_rows(t, 0, t->key_count, t->members[start].row,
			 t->members[end].row) == 0;
		     end++)
			;
		if (end - start > 1 &&
		    find_in_key(t, &t->members[start], end - start, f) == -1)
			return -1;
	}
	return 0;
}

int
twins_find(struct twins *t, struct places *places, const struct batch *batch,
    const struct order *order, struct fail *f)
{
	const uint8_t *fates = places_fates(places);
	size_t i, count = 0;

	t->batch = batch;
	t->places = places;
	for (i = 0; i < batch->length; i++) {
		if (order->starts[i] != 0) {
			if (count > 1 && find_in_person(t, count, f) == -1)
				return -1;
			count = 0;
		}
		if (fates[order->rows[i]] != LINE_DATA)
			continue;
		if (memory_grow(&t->members, &t->member_capacity, count + 1,
			sizeof(*t->members), f) == -1)
			return -1;
		t->members[count++] =
		    (struct member){ t, order->rows[i], (uint32_t)i };
	}
	return count > 1 ? find_in_person(t, count, f) : 0;
}

int
twin_report(const struct twin *twin, struct account *account,
    const struct places *places, struct fail *f)
{
	static const char *const expected_of[] = {
		[TWIN_DUPLICATE] =
		    N_("each row once; its values stand already in %1$s:%2$s"),
		[TWIN_KEY] = N_("each key once; %1$s:%2$s has it, too"),
		[TWIN_REVIEW] = N_("each key once; %1$s:%2$s has it, too, with "
				   "other values"),
	};
	struct finding finding = { FINDING_WARNING, "primary-key", NULL,
		twin->line, 0, NULL, NULL, NULL };
	char line[LINE_TEXT];
	const struct message expected = { expected_of[twin->kind],
		{ places_name(places, twin->other_file), line } };

	if (twin->kind == TWIN_DUPLICATE)
		finding.reason = "duplicate-row";
	if (twin->kind == TWIN_REVIEW)
		finding.level = FINDING_ERROR;
	snprintf(line, sizeof(line), "%" PRIu64, twin->other_line);
	finding.expected = &expected;
	return account_finding(account, twin->file, &finding, f);
}

static int
compare_found(const void *a, const void *b)
{
	const struct twin *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->other_file != y->other_file)
		return x->other_file < y->other_file ? -1 : 1;
	return (x->other_line > y->other_line) -
	       (x->other_line < y->other_line);
}

int
twins_report(struct twins *t, struct account *account,
    const struct places *places, struct fail *f)
{
	size_t i;

	if (t->found_count > 0)
		qsort(
		    t->found, t->found_count, sizeof(*t->found), compare_found);
	for (i = 0; i < t->found_count; i++)
		if (twin_report(&t->found[i], account, places, f) == -1)
			return -1;
	return 0;
}
