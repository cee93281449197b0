/* join.c - rows of LEFT with columns of the rows of RIGHT (join.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "join/codes.h"
#include "join/counts.h"
#include "join/join.h"
#include "join/match.h"
#include "join/origin.h"
#include "join/pick.h"
#include "table/bits.h"

#define MISSING "missing" /* the status of what is not there */
#define NUMBER_TEXT 24
#define FOUND_TEXT 512

/* Where a column of the result comes from. */
enum place { PLACE_LEFT, PLACE_ADDED, PLACE_LOST };

struct source {
	enum place place;
	size_t column; /* of LEFT, or of what is made */
};

struct added {
	int column;      /* of RIGHT */
	int32_t missing; /* the code of MISSING in a status, or -1 */
};

struct join {
	const struct join_spec *spec;
	struct account *account;
	struct join_table left, right;
	struct origin left_origin, right_origin;
	struct match *match;
	int *keys; /* of LEFT */
	int date;  /* of LEFT, or -1 */
	struct schema schema, made_schema;
	struct source *sources; /* of the columns of the result */
	struct added *added;
	size_t added_count;
	struct batch picked; /* rows of LEFT */
	struct batch made;   /* the added columns, then _lost if there is one */
	struct batch result; /* points into the others */
	bool has_lost;
	/* Rows of the result that are not written yet: the row of the batch of
	 * LEFT, that of RIGHT, and whether it is lost. */
	const struct batch *batch;
	uint32_t *lefts, *rights;
	uint8_t *lost;
	size_t count;
	bool in_order; /* row i of the result is row i of the batch */
	struct match_counts counts;
};

/* ---- columns ---- */

static int
add_column(struct join *j, const char *name, const struct field *field,
    enum place place, size_t column, struct fail *f)
{
	int index;

	if (place != PLACE_LEFT && schema_find(&j->schema, name) != -1)
		return fail_set(f, FAIL_USAGE,
		    _("--add: there is a column \"%s\" already; give the new "
		      "one another name: COLUMN=NAME"),
		    name);
	index = schema_add(&j->schema, name, field->type, field->width, f);
	if (index == -1)
		return -1;
	j->sources[index].place = place;
	j->sources[index].column = column;
	if (place != PLACE_LEFT)
		index = schema_add(
		    &j->made_schema, name, field->type, field->width, f);
	return index == -1 ? -1 : 0;
}

/* A column of RIGHT; as_status: it says why another one has no value. */
static int
add_from_right(struct join *j, int column, const char *name, bool as_status,
    struct fail *f)
{
	const struct field *field = &j->right.schema->fields[column];
	struct added *added = &j->added[j->added_count];

	added->column = column;
	added->missing = -1;
	if (as_status && field->type == COLUMN_DICTIONARY) {
		added->missing =
		    dictionary_add(j->right.rows->columns[column].dictionary,
			MISSING, strlen(MISSING), f);
		if (added->missing == -1)
			return -1;
	}
	return add_column(j, name, field, PLACE_ADDED, j->added_count++, f);
}

/* What RIGHT says of the column as a whole holds for the new name. */
static int
copy_marks(struct join *j, const struct join_name *name, struct fail *f)
{
	if (schema_is_absent(j->right.schema, name->first) &&
	    schema_set_absent(&j->schema, name->second, true, f) == -1)
		return -1;
	if (!schema_is_personal(j->right.schema, name->first))
		return 0;
	return schema_set_personal(&j->schema, name->second, true, f);
}

static int
add_name(struct join *j, const struct join_name *name, struct fail *f)
{
	int column = schema_require(j->right.schema, name->first, f), status;
	size_t size = strlen(name->second) + sizeof(".status");
	char *status_name;
	int result;

	if (column == -1)
		return fail_place(f, j->right.name);
	if (add_from_right(j, column, name->second, false, f) == -1 ||
	    copy_marks(j, name, f) == -1)
		return -1;
	if ((status = schema_find_status(j->right.schema, name->first)) == -1)
		return 0;
	if ((status_name = memory_array(size, 1, f)) == NULL)
		return -1;
	snprintf(status_name, size, "%s.status", name->second);
	result = add_from_right(j, status, status_name, true, f);
	free(status_name);
	return result;
}

/* The columns of LEFT that say where a row came from, or all the others. */
static int
add_from_left(struct join *j, bool origins, struct fail *f)
{
	const struct schema *left = j->left.schema;
	size_t i;

	for (i = 0; i < left->field_count; i++) {
		if (strcmp(left->fields[i].name, ORIGIN_LOST) == 0 ||
		    origin_is_column(left->fields[i].name) != origins)
			continue;
		if (add_column(j, left->fields[i].name, &left->fields[i],
			PLACE_LEFT, i, f) == -1)
			return -1;
	}
	return 0;
}

static int
make_columns(struct join *j, struct fail *f)
{
	static const struct field lost = { NULL, COLUMN_BOOL, 0 };
	size_t most = 2 * j->spec->adds.count, i;

	j->sources = memory_array(
	    j->left.schema->field_count + most + 1, sizeof(*j->sources), f);
	j->added = memory_array(most, sizeof(*j->added), f);
	if (j->sources == NULL || j->added == NULL ||
	    add_from_left(j, false, f) == -1)
		return -1;
	for (i = 0; i < j->spec->adds.count; i++)
		if (add_name(j, &j->spec->adds.items[i], f) == -1)
			return -1;
	if (add_from_left(j, true, f) == -1)
		return -1;
	j->has_lost = j->left_origin.lost_column != -1 ||
		      j->right_origin.lost_column != -1;
	if (!j->has_lost)
		return 0;
	return add_column(j, ORIGIN_LOST, &lost, PLACE_LOST, j->added_count, f);
}

static int
make_metadata(struct join *j, struct fail *f)
{
	const struct schema *left = j->left.schema, *right = j->right.schema;
	const char *private = schema_get(right, SCHEMA_PRIVATE);
	size_t i;

	for (i = 0; i < left->metadata_count; i++)
		if (schema_set(&j->schema, left->metadata[i].key,
			left->metadata[i].value, f) == -1)
			return -1;
	if ((private != NULL &&
		schema_set(&j->schema, SCHEMA_PRIVATE, private, f) == -1) ||
	    (j->spec->dataset != NULL &&
		schema_set(
		    &j->schema, "profstat.dataset", j->spec->dataset, f) == -1))
		return -1;
	return schema_merge_key(&j->schema, right, j->right.name, f);
}

/* ---- the match ---- */

/* A column of days; -1 on failure. */
static int
find_days(const struct join_table *table, const char *name, struct fail *f)
{
	int index = schema_require(table->schema, name, f);

	if (index == -1)
		return fail_place(f, table->name);
	if (table->schema->fields[index].type == COLUMN_DATE32)
		return index;
	fail_set(f, FAIL_USAGE,
	    _("column \"%s\": its type is %s, expected dates; name another "
	      "column"),
	    name, column_type_name(table->schema->fields[index].type));
	return fail_place(f, table->name);
}

static int
find_keys(struct join *j, int *right_keys, struct fail *f)
{
	const struct join_names *keys = &j->spec->keys;
	const struct schema *left = j->left.schema, *right = j->right.schema;
	size_t i;

	for (i = 0; i < keys->count; i++) {
		j->keys[i] = codes_column(left, keys->items[i].first, f);
		if (j->keys[i] == -1)
			return fail_place(f, j->left.name);
		right_keys[i] = codes_column(right, keys->items[i].second, f);
		if (right_keys[i] == -1)
			return fail_place(f, j->right.name);
		if (codes_comparable(&left->fields[j->keys[i]],
			&right->fields[right_keys[i]], f) == -1)
			return -1;
	}
	return 0;
}

/* Values that differ make a match ambiguous; why there is none does not. */
static size_t
find_values(const struct join *j, int *values)
{
	size_t i, count = 0;

	for (i = 0; i < j->added_count; i++)
		if (j->added[i].missing == -1)
			values[count++] = j->added[i].column;
	return count;
}

static int
make_match(struct join *j, struct fail *f)
{
	struct match_spec spec = {
		.key_count = j->spec->keys.count, .from = -1, .to = -1
	};
	int *keys = memory_array(spec.key_count, sizeof(*keys), f);
	int *values = memory_array(j->added_count, sizeof(*values), f);
	int status = -1;

	j->date = -1;
	j->keys = memory_array(spec.key_count, sizeof(*j->keys), f);
	if (keys == NULL || values == NULL || j->keys == NULL ||
	    find_keys(j, keys, f) == -1)
		goto out;
	if (j->spec->date != NULL &&
	    ((j->date = find_days(&j->left, j->spec->date, f)) == -1 ||
		(spec.from = find_days(&j->right, j->spec->from, f)) == -1 ||
		(spec.to = find_days(&j->right, j->spec->to, f)) == -1))
		goto out;
	spec.keys = keys;
	spec.values = values;
	spec.value_count = find_values(j, values);
	j->match = match_new(
	    &spec, j->right.schema, j->right.rows, &j->right_origin, f);
	status = j->match == NULL ? -1 : 0;
out:
	free(keys);
	free(values);
	return status;
}

/* ---- making and freeing ---- */

static int
init_origins(struct join *j, struct fail *f)
{
	if (origin_init(&j->left_origin, j->account, j->left.schema, f) == -1)
		return fail_place(f, j->left.name);
	if (origin_init(&j->right_origin, j->account, j->right.schema, f) ==
		-1 ||
	    origin_batch(&j->right_origin, j->right.rows, f) == -1)
		return fail_place(f, j->right.name);
	return 0;
}

/* Values that are never shown are not shown by us either. */
static int
hide_personal(struct join *j, const struct schema *schema, struct fail *f)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++)
		if (schema_is_personal(schema, schema->fields[i].name) &&
		    account_hide(j->account, schema->fields[i].name, f) == -1)
			return -1;
	return 0;
}

static int
make_batches(struct join *j, struct fail *f)
{
	j->result.column_count = j->schema.field_count;
	j->result.columns =
	    memory_array(j->schema.field_count, sizeof(*j->result.columns), f);
	j->lefts = memory_array(BATCH_ROWS, sizeof(*j->lefts), f);
	j->rights = memory_array(BATCH_ROWS, sizeof(*j->rights), f);
	j->lost = memory_array(BATCH_ROWS, 1, f);
	if (j->result.columns == NULL || j->lefts == NULL ||
	    j->rights == NULL || j->lost == NULL ||
	    batch_init(&j->picked, j->left.schema, 0, f) == -1)
		return -1;
	return batch_init(&j->made, &j->made_schema, BATCH_ROWS, f);
}

struct join *
join_new(const struct join_spec *spec, struct account *account,
    const struct join_table *left, const struct join_table *right,
    struct fail *f)
{
	struct join *j = memory_array(1, sizeof(*j), f);

	if (j == NULL)
		return NULL;
	j->spec = spec;
	j->account = account;
	j->left = *left;
	j->right = *right;
	if (init_origins(j, f) == -1 || make_columns(j, f) == -1 ||
	    make_metadata(j, f) == -1 ||
	    hide_personal(j, left->schema, f) == -1 ||
	    hide_personal(j, right->schema, f) == -1 ||
	    make_match(j, f) == -1 || make_batches(j, f) == -1) {
		join_free(j);
		return NULL;
	}
	return j;
}

void
join_free(struct join *j)
{
	if (j == NULL)
		return;
	origin_clear(&j->left_origin);
	origin_clear(&j->right_origin);
	match_free(j->match);
	free(j->keys);
	schema_clear(&j->schema);
	schema_clear(&j->made_schema);
	free(j->sources);
	free(j->added);
	batch_clear(&j->picked);
	batch_clear(&j->made);
	free(j->result.columns); /* what they point to is in the others */
	free(j->lefts);
	free(j->rights);
	free(j->lost);
	free(j);
}

const struct schema *
join_schema(const struct join *j)
{
	return &j->schema;
}

/* ---- rows ---- */

/* Rows without a match have a status that says so. */
static void
mark_missing(
    struct column *status, int32_t code, const uint32_t *rights, size_t count)
{
	int32_t *codes = status->values;
	size_t i;

	for (i = 0; i < count; i++) {
		if (rights[i] != PICK_NULL)
			continue;
		codes[i] = code;
		bits_set(status->validity, i, 1);
		status->null_count--;
	}
}

static int
fill_made(struct join *j, struct fail *f)
{
	const struct added *added;
	struct column *lost;
	size_t i;

	for (i = 0; i < j->added_count; i++) {
		added = &j->added[i];
		if (column_pick(&j->made.columns[i],
			&j->right.rows->columns[added->column], j->rights,
			j->count, f) == -1)
			return -1;
		if (added->missing != -1)
			mark_missing(&j->made.columns[i], added->missing,
			    j->rights, j->count);
	}
	if (!j->has_lost)
		return 0;
	lost = &j->made.columns[j->added_count];
	bits_clear(lost->values, 0, lost->length);
	bits_set(lost->validity, 0, j->count);
	lost->length = j->count;
	for (i = 0; i < j->count; i++)
		if (j->lost[i] != 0)
			bits_set(lost->values, i, 1);
	return 0;
}

/* Write the rows that are gathered. */
static int
flush(struct join *j, struct sink *out, struct fail *f)
{
	bool whole = j->in_order && j->count == j->batch->length;
	const struct source *source;
	size_t i, c;

	if (j->count == 0)
		return 0;
	if (fill_made(j, f) == -1)
		return -1;
	j->result.length = j->count;
	for (i = 0; i < j->schema.field_count; i++) {
		source = &j->sources[i];
		c = source->column;
		if (source->place != PLACE_LEFT) {
			j->result.columns[i] = j->made.columns[c];
		} else if (whole) {
			j->result.columns[i] = j->batch->columns[c];
		} else {
			if (column_pick(&j->picked.columns[c],
				&j->batch->columns[c], j->lefts, j->count,
				f) == -1)
				return -1;
			j->result.columns[i] = j->picked.columns[c];
		}
	}
	j->count = 0;
	j->in_order = false; /* what follows is not the whole batch */
	return sink_write(out, &j->result, f);
}

static int
put(struct join *j, size_t row, uint32_t right, bool lost, struct sink *out,
    struct fail *f)
{
	if (j->count == BATCH_ROWS && flush(j, out, f) == -1)
		return -1;
	j->in_order = j->in_order && j->count == row;
	j->lefts[j->count] = (uint32_t)row;
	j->rights[j->count] = right;
	j->lost[j->count++] = lost;
	return 0;
}

/* The key of a row, for a message: its first column, or the day. */
static const char *
key_text(const struct join *j, size_t row, char text[FOUND_TEXT])
{
	const struct column *column;
	const char *key;
	size_t length;

	if (j->spec->keys.count == 0) {
		column = &j->batch->columns[j->date];
		date_print((int32_t)column_integer(column, row), text);
		return text;
	}
	column = &j->batch->columns[j->keys[0]];
	if (column->type == COLUMN_BINARY)
		return ACCOUNT_HIDDEN;
	key = column_text(column, row, &length);
	if (length > FOUND_TEXT - 1)
		length = FOUND_TEXT - 1;
	memcpy(text, key, length);
	text[length] = '\0';
	return text;
}

static int
report_ambiguous(
    struct join *j, size_t row, uint32_t first, size_t matches, struct fail *f)
{
	char found[FOUND_TEXT], number[NUMBER_TEXT], line[NUMBER_TEXT];
	const char *format =
	    j->spec->several == JOIN_FIRST
		? N_("one match in %1$s, where %2$s are; the first, "
		     "%3$s:%4$s, was taken")
		: N_("one match in %1$s, where %2$s are, the first in "
		     "%3$s:%4$s; none was taken");
	const struct message expected = { format,
		{ match_dataset(j->right.schema, j->right.name), number,
		    origin_name(&j->right_origin, first), line } };
	struct finding finding = { FINDING_WARNING, "ambiguous-match", NULL, 0,
		0, NULL, key_text(j, row, found), &expected };

	finding.column = j->spec->keys.count > 0 ? j->spec->keys.items[0].first
						 : j->spec->date;
	snprintf(number, sizeof(number), "%zu", matches);
	snprintf(line, sizeof(line), "%" PRIu64,
	    origin_line(&j->right_origin, first));
	j->counts.ambiguous++;
	return origin_finding(&j->left_origin, row, &finding, f);
}

/* Put the rows that the matches of a row make; *matches counts them.  An
 * ambiguous one that is not taken is none. */
static int
put_matches(struct join *j, size_t row, int32_t day, bool lost,
    struct sink *out, size_t *matches, struct fail *f)
{
	struct match_cursor c = match_start(j->match, row);
	uint32_t right, first = PICK_NULL;
	bool differ = false;

	while (match_next(j->match, &c, day, &right)) {
		if (j->spec->several == JOIN_ALL &&
		    put(j, row, right, lost, out, f) == -1)
			return -1;
		if (++*matches == 1)
			first = right;
		else
			differ = differ || match_values(j->match, right) !=
					       match_values(j->match, first);
	}
	if (j->spec->several == JOIN_ALL || *matches == 0)
		return 0;
	if (differ && !lost &&
	    report_ambiguous(j, row, first, *matches, f) == -1)
		return -1;
	if (!differ || j->spec->several == JOIN_FIRST)
		return put(j, row, first, lost, out, f);
	*matches = 0;
	return 0;
}

/* Put the lost rows that lost rows of RIGHT make of a row; *made counts them.
 */
static int
put_lost_matches(struct join *j, size_t row, int32_t day, struct sink *out,
    size_t *made, struct fail *f)
{
	size_t at = 0;
	uint32_t right;

	if (j->right_origin.lost_column == -1)
		return 0;
	while (match_may(j->match, row, day, &at, &right)) {
		++*made;
		if (j->spec->several != JOIN_ALL)
			return put(j, row, PICK_NULL, true, out, f);
		if (put(j, row, right, true, out, f) == -1)
			return -1;
	}
	return 0;
}

/* The day of a row; false if it has none. */
static bool
day_of(const struct join *j, size_t row, int32_t *day)
{
	const struct column *days;

	*day = MATCH_NO_DAY;
	if (j->date == -1)
		return true;
	days = &j->batch->columns[j->date];
	*day = (int32_t)column_integer(days, row);
	return column_valid(days, row);
}

static int
join_row(struct join *j, size_t row, struct sink *out, struct fail *f)
{
	bool lost = origin_is_lost(&j->left_origin, row), known;
	uint64_t ambiguous = j->counts.ambiguous;
	size_t matches = 0, made = 0, rows;
	int32_t day;
	bool stays;

	known = day_of(j, row, &day) && match_has_key(j->match, row);
	if (known && put_matches(j, row, day, lost, out, &matches, f) == -1)
		return -1;
	if (known && ambiguous == j->counts.ambiguous &&
	    (matches == 0 || j->spec->several == JOIN_ALL) &&
	    put_lost_matches(j, row, day, out, &made, f) == -1)
		return -1;
	stays =
	    matches == 0 && made == 0 && (!j->spec->inner || (lost && !known));
	if (stays && put(j, row, PICK_NULL, lost, out, f) == -1)
		return -1;
	if (lost)
		return 0;
	j->counts.rows++;
	j->counts.matched += matches > 0;
	j->counts.unmatched += matches == 0;
	rows = j->spec->several == JOIN_ALL ? matches : matches > 0;
	account_rows(
	    j->account, origin_file(&j->left_origin, row), 1, rows + stays);
	return 0;
}

int
join_batch(
    struct join *j, struct batch *batch, struct sink *out, struct fail *f)
{
	size_t row;

	j->batch = batch;
	j->in_order = true;
	if (origin_batch(&j->left_origin, batch, f) == -1)
		return fail_place(f, j->left.name);
	if (match_left(j->match, batch, j->keys, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++)
		if (join_row(j, row, out, f) == -1)
			return -1;
	return flush(j, out, f);
}

int
join_end(struct join *j, struct fail *f)
{
	const char *with = match_dataset(j->right.schema, j->right.name);
	int file = account_file(j->account, j->left.name, f);

	if (file == -1)
		return -1;
	j->counts.right_rows = match_rows(j->match);
	j->counts.right_unused = match_unused(j->match);
	return account_property(
	    j->account, file, "match", match_counts_json(&j->counts, with), f);
}
