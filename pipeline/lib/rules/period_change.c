/* period_change.c - this period against the last (period_change.h) */
#include "rules/period_change.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "table/grouping.h"

#define SENDER "_sender" /* the column that is added */
#define NUMBER_TEXT 32
#define NONE SIZE_MAX

/* Rows by some columns, and the group of each row of the batch at hand. */
struct index {
	struct grouping *groups;
	size_t column_count;
	int *columns;
	uint32_t *rows;
	size_t row_capacity;
};

/* What a sender sent for a period. */
struct sending {
	int32_t sender, period; /* codes; period in change.periods */
	bool any;               /* a row that counts */
	int file;               /* of it: the first by name */
	size_t next;            /* for the period after, or NONE */
};

/* A sum. */
struct sum {
	uint32_t key, sending;
	bool any;     /* a row that counts */
	bool unknown; /* or one whose value is not known */
	int64_t value;
	int file; /* its first row, by the name of the file */
	uint64_t line;
};

/* What is found, and of which sum before. */
struct drop {
	size_t before, now; /* sums; now NONE: no row */
	int file;
	uint64_t line;
	/* of the file, and of that of the sum before, when they are sorted */
	const char *name, *before_name;
	uint64_t before_line;
};

struct period_change {
	const struct table_schema *dataset;
	const struct table_rule *rule;
	struct schema schema; /* with SENDER at the end */
	int period, value, status;
	bool numeric; /* periods are numbers */
	struct dictionary *periods;
	struct batch view; /* the batch at hand with SENDER */
	struct column senders;
	/* by sender and by; by these and period; by sender and period */
	struct index keys, sums, sendings;
	struct sum *sum_items;
	size_t sum_count, sum_capacity;
	struct sending *sending_items;
	size_t sending_count, sending_capacity;
	struct drop *drops;
	size_t drop_count, drop_capacity;
};

/* ---- start and end ---- */

static int
start_index(struct index *x, struct period_change *c, bool by, bool period,
    struct fail *f)
{
	const struct field_list *fields = &c->rule->fields;
	const char *name;
	size_t i;
	int at;

	x->columns = memory_array(fields->count + 2, sizeof(int), f);
	if (x->columns == NULL)
		return -1;
	x->columns[x->column_count++] = (int)c->schema.field_count - 1;
	for (i = 0; by && i < fields->count; i++) {
		name = c->dataset->fields[fields->items[i]].name;
		if ((at = schema_require(&c->schema, name, f)) == -1)
			return -1;
		x->columns[x->column_count++] = at;
	}
	if (period)
		x->columns[x->column_count++] = c->period;
	x->groups = grouping_new(x->column_count, GROUPING_VALUE, f);
	return x->groups == NULL ? -1 : 0;
}

static int
find_value(struct period_change *c, struct fail *f)
{
	const char *name;

	c->value = c->status = -1;
	if (c->rule->value == -1)
		return 0;
	name = c->dataset->fields[c->rule->value].name;
	c->status = schema_find_status(&c->schema, name);
	c->value = schema_require(&c->schema, name, f);
	return c->value == -1 ? -1 : 0;
}

struct period_change *
period_change_new(const struct table_schema *dataset,
    const struct table_rule *rule, const struct schema *schema, int period,
    struct fail *f)
{
	const struct schema empty = SCHEMA_INIT;
	struct period_change *c = memory_array(1, sizeof(*c), f);
	enum column_type type;

	if (c == NULL)
		return NULL;
	c->dataset = dataset;
	c->rule = rule;
	c->period = period;
	c->schema = empty;
	type = schema->fields[period].type;
	c->numeric = type != COLUMN_DICTIONARY && type != COLUMN_DATE32;
	if (schema_copy(&c->schema, schema, f) == -1 ||
	    schema_add(&c->schema, SENDER, COLUMN_INT32, 0, f) == -1 ||
	    find_value(c, f) == -1 ||
	    (c->periods = dictionary_new(f)) == NULL ||
	    (c->view.columns = memory_array(
		 c->schema.field_count, sizeof(*c->view.columns), f)) == NULL ||
	    start_index(&c->keys, c, true, false, f) == -1 ||
	    start_index(&c->sums, c, true, true, f) == -1 ||
	    start_index(&c->sendings, c, false, true, f) == -1) {
		period_change_free(c);
		return NULL;
	}
	return c;
}

static void
clear_index(struct index *x)
{
	grouping_free(x->groups);
	free(x->columns);
	free(x->rows);
}

void
period_change_free(struct period_change *c)
{
	if (c == NULL)
		return;
	clear_index(&c->keys);
	clear_index(&c->sums);
	clear_index(&c->sendings);
	dictionary_free(c->periods);
	schema_clear(&c->schema);
	free(c->view.columns);
	free(c->senders.validity);
	free(c->sum_items);
	free(c->sending_items);
	free(c->drops);
	free(c);
}

int
period_change_table(struct period_change *c, struct fail *f)
{
	struct index *all[] = { &c->keys, &c->sums, &c->sendings };
	size_t i;

	for (i = 0; i < COUNT(all); i++)
		if (grouping_table(
			all[i]->groups, &c->schema, all[i]->columns, f) == -1)
			return -1;
	return 0;
}

/* ---- adding up ---- */

/* The batch with a column for the senders, whose values are the caller's. */
static int
make_view(struct period_change *c, const struct batch *batch,
    const int32_t *senders, struct fail *f)
{
	size_t bytes = batch->length / 8 + 1, had = c->senders.capacity / 8;

	if (memory_grow(&c->senders.validity, &had, bytes, 1, f) == -1)
		return -1;
	memset(c->senders.validity, 0xff, bytes);
	c->senders.capacity = had * 8;
	c->senders.type = COLUMN_INT32;
	c->senders.length = batch->length;
	memcpy(&c->senders.values, &senders, sizeof(senders));
	memcpy(c->view.columns, batch->columns,
	    (c->schema.field_count - 1) * sizeof(*batch->columns));
	c->view.columns[c->schema.field_count - 1] = c->senders;
	c->view.column_count = c->schema.field_count;
	c->view.length = batch->length;
	return 0;
}

static int
group_rows(struct period_change *c, struct index *x, struct fail *f)
{
	if (memory_grow(&x->rows, &x->row_capacity, c->view.length + 1,
		sizeof(*x->rows), f) == -1)
		return -1;
	return grouping_rows(x->groups, &c->view, x->rows, f);
}

static int
group_all(struct period_change *c, struct fail *f)
{
	size_t sums, sendings;

	if (group_rows(c, &c->keys, f) == -1 ||
	    group_rows(c, &c->sums, f) == -1 ||
	    group_rows(c, &c->sendings, f) == -1)
		return -1;
	sums = grouping_count(c->sums.groups);
	sendings = grouping_count(c->sendings.groups);
	if (memory_grow(&c->sum_items, &c->sum_capacity, sums + 1,
		sizeof(*c->sum_items), f) == -1 ||
	    memory_grow(&c->sending_items, &c->sending_capacity, sendings + 1,
		sizeof(*c->sending_items), f) == -1)
		return -1;
	memset(&c->sum_items[c->sum_count], 0,
	    (sums - c->sum_count) * sizeof(*c->sum_items));
	memset(&c->sending_items[c->sending_count], 0,
	    (sendings - c->sending_count) * sizeof(*c->sending_items));
	c->sum_count = sums;
	c->sending_count = sendings;
	return 0;
}

/* The period of a row in our dictionary, -1: failure. */
static int32_t
find_period(struct period_change *c, size_t row, struct fail *f)
{
	const struct column *column = &c->view.columns[c->period];
	char number[NUMBER_TEXT];
	const char *text = number;
	size_t length;

	if (column->type == COLUMN_DICTIONARY)
		text = column_text(column, row, &length);
	else if (column->type == COLUMN_DATE32)
		date_print((int32_t)column_integer(column, row), number);
	else
		snprintf(number, sizeof(number), "%" PRId64,
		    column_integer(column, row));
	return dictionary_add(c->periods, text, strlen(text), f);
}

/* The number that a row adds; false: it is not known. */
static bool
read_value(const struct period_change *c, size_t row, int64_t *value)
{
	const struct column *status;
	size_t length;

	*value = 1;
	if (c->value == -1)
		return true;
	*value = column_integer(&c->view.columns[c->value], row);
	if (column_valid(&c->view.columns[c->value], row))
		return true;
	if (c->status == -1)
		return false;
	status = &c->view.columns[c->status];
	return strcmp(column_text(status, row, &length), "not_applicable") == 0;
}

static void
add_value(const struct period_change *c, struct sum *sum, size_t row)
{
	int64_t value;

	if (!read_value(c, row, &value))
		sum->unknown = true;
	else if (value > 0 ? sum->value > INT64_MAX - value
			   : sum->value < INT64_MIN - value)
		sum->unknown = true;
	else
		sum->value += value;
}

/* Does one row stand before another, by the name of its file? */
static bool
is_before(const struct places *places, int file, uint64_t line, int other_file,
    uint64_t other_line)
{
	int order = file == other_file ? 0
				       : strcmp(places_name(places, file),
					     places_name(places, other_file));

	return order < 0 || (order == 0 && line < other_line);
}

static int
add_row(
    struct period_change *c, struct places *places, size_t row, struct fail *f)
{
	struct sum *sum = &c->sum_items[c->sums.rows[row]];
	struct sending *sending = &c->sending_items[c->sendings.rows[row]];
	int file = places_file(places, row);
	uint64_t line = places_line(places, row);

	if (!sending->any) {
		sending->sender = ((const int32_t *)c->senders.values)[row];
		sending->period = find_period(c, row, f);
		if (sending->period == -1)
			return -1;
	}
	if (!sending->any || is_before(places, file, 0, sending->file, 0))
		sending->file = file;
	sending->any = true;
	if (!sum->any || is_before(places, file, line, sum->file, sum->line)) {
		sum->file = file;
		sum->line = line;
	}
	sum->any = true;
	add_value(c, sum, row);
	return 0;
}

int
period_change_batch(struct period_change *c, struct places *places,
    const struct batch *batch, const int32_t *senders, struct fail *f)
{
	const uint8_t *fates = places_fates(places);
	struct sum *sum;
	size_t row;

	if (make_view(c, batch, senders, f) == -1 || group_all(c, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++) {
		if (!column_valid(&batch->columns[c->period], row))
			continue;
		sum = &c->sum_items[c->sums.rows[row]];
		sum->key = c->keys.rows[row];
		sum->sending = c->sendings.rows[row];
		if (fates[row] == LINE_SET_ASIDE ||
		    fates[row] == LINE_UNDER_REVIEW)
			sum->unknown = true;
		else if (fates[row] == LINE_DATA &&
			 add_row(c, places, row, f) == -1)
			return -1;
	}
	return 0;
}

/* ---- comparing ---- */

static int
compare_periods(const struct period_change *c, int32_t a, int32_t b)
{
	const char *x = dictionary_text(c->periods, a, NULL);
	const char *y = dictionary_text(c->periods, b, NULL);
	long long m, n;

	if (!c->numeric)
		return strcmp(x, y);
	m = strtoll(x, NULL, 10);
	n = strtoll(y, NULL, 10);
	return (m > n) - (m < n);
}

/* A sum or a sending to be sorted, with what its order needs. */
struct entry {
	const struct period_change *change;
	int64_t owner; /* key of the sum, sender of the sending */
	int32_t period;
	size_t at;
};

static int
compare_entries(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->owner != y->owner)
		return x->owner < y->owner ? -1 : 1;
	return compare_periods(x->change, x->period, y->period);
}

/* Which sending follows which. */
static int
chain_sendings(struct period_change *c, struct fail *f)
{
	struct entry *entries =
	    memory_array(c->sending_count + 1, sizeof(*entries), f);
	struct sending *s;
	size_t i, count = 0;

	if (entries == NULL)
		return -1;
	for (i = 0; i < c->sending_count; i++) {
		s = &c->sending_items[i];
		s->next = NONE;
		if (s->any)
			entries[count++] =
			    (struct entry){ c, s->sender, s->period, i };
	}
	if (count > 0)
		qsort(entries, count, sizeof(*entries), compare_entries);
	for (i = 1; i < count; i++)
		if (entries[i - 1].owner == entries[i].owner)
			c->sending_items[entries[i - 1].at].next =
			    entries[i].at;
	free(entries);
	return 0;
}

static bool
is_change(const struct table_rule *rule, int64_t before, int64_t now)
{
	return now == 0 || (double)now > rule->times * (double)before ||
	       (double)now * rule->times < (double)before;
}

static int
add_drop(struct period_change *c, size_t before, size_t now, int file,
    uint64_t line, struct fail *f)
{
	if (memory_grow(&c->drops, &c->drop_capacity, c->drop_count + 1,
		sizeof(*c->drops), f) == -1)
		return -1;
	c->drops[c->drop_count++] =
	    (struct drop){ before, now, file, line, NULL, NULL, 0 };
	return 0;
}

/* A sum, and the one that follows it in the order, or NULL. */
static int
compare_sums(struct period_change *c, size_t at, const struct entry *after,
    struct fail *f)
{
	const struct sum *before = &c->sum_items[at], *now;
	size_t next = c->sending_items[before->sending].next;

	if (next == NONE || before->unknown || before->value < c->rule->from)
		return 0;
	if (after == NULL || c->sum_items[after->at].key != before->key ||
	    c->sum_items[after->at].sending != next)
		return add_drop(c, at, NONE, c->sending_items[next].file, 0, f);
	now = &c->sum_items[after->at];
	if (now->unknown || !is_change(c->rule, before->value, now->value))
		return 0;
	return add_drop(c, at, after->at, now->file, now->line, f);
}

/* Of the sums with a row. */
static int
find_drops(struct period_change *c, struct fail *f)
{
	struct entry *entries =
	    memory_array(c->sum_count + 1, sizeof(*entries), f);
	struct sum *s;
	size_t i, count = 0;
	int status = 0;

	if (entries == NULL)
		return -1;
	for (i = 0; i < c->sum_count; i++) {
		s = &c->sum_items[i];
		if ((s->any || s->unknown) && c->sending_items[s->sending].any)
			entries[count++] = (struct entry){ c, s->key,
				c->sending_items[s->sending].period, i };
	}
	if (count > 0)
		qsort(entries, count, sizeof(*entries), compare_entries);
	for (i = 0; i < count && status == 0; i++)
		status = compare_sums(c, entries[i].at,
		    i + 1 < count ? &entries[i + 1] : NULL, f);
	free(entries);
	return status;
}

static int
compare_drops(const void *a, const void *b)
{
	const struct drop *x = a, *y = b;
	int order = strcmp(x->name, y->name);

	if (order != 0)
		return order;
	if (x->line != y->line)
		return x->line < y->line ? -1 : 1;
	order = strcmp(x->before_name, y->before_name);
	if (order != 0)
		return order;
	return (x->before_line > y->before_line) -
	       (x->before_line < y->before_line);
}

/* ---- findings ---- */

static const char *
expected_of(const struct table_rule *rule, int64_t before, int64_t now)
{
	if (now == 0)
		return N_("not zero: %3$s had %2$s");
	if ((double)now > rule->times * (double)before)
		return N_("at most %1$s times the %2$s of %3$s");
	return N_("at least the %2$s of %3$s divided by %1$s");
}

static int
report(const struct period_change *c, const struct drop *drop,
    struct account *account, const struct places *places, struct fail *f)
{
	const struct table_rule *rule = c->rule;
	const struct sum *before = &c->sum_items[drop->before];
	struct finding finding = { rule->level, "period-change", rule->id,
		drop->line, 0,
		rule->value == -1 ? NULL : c->dataset->fields[rule->value].name,
		NULL, NULL };
	char found[NUMBER_TEXT], times[NUMBER_TEXT], value[NUMBER_TEXT];
	char line[NUMBER_TEXT];
	const char *period = dictionary_text(
	    c->periods, c->sending_items[before->sending].period, NULL);
	struct message expected = {
		N_("rows like that of %1$s:%2$s, in all %3$s in %4$s"),
		{ places_name(places, before->file), line, value, period }
	};

	snprintf(times, sizeof(times), "%.15g", rule->times);
	snprintf(value, sizeof(value), "%" PRId64, before->value);
	snprintf(line, sizeof(line), "%" PRIu64, before->line);
	if (drop->now != NONE) {
		const struct sum *now = &c->sum_items[drop->now];

		snprintf(found, sizeof(found), "%" PRId64, now->value);
		finding.found = found;
		expected = (struct message){ expected_of(rule, before->value,
						 now->value),
			{ times, value, period } };
	}
	finding.expected = &expected;
	return account_finding(account, drop->file, &finding, f);
}

int
period_change_report(struct period_change *c, struct account *account,
    const struct places *places, struct fail *f)
{
	const struct sum *before;
	struct drop *drop;
	size_t i;

	if (chain_sendings(c, f) == -1 || find_drops(c, f) == -1)
		return -1;
	for (i = 0; i < c->drop_count; i++) {
		drop = &c->drops[i];
		before = &c->sum_items[drop->before];
		drop->name = places_name(places, drop->file);
		drop->before_name = places_name(places, before->file);
		drop->before_line = before->line;
	}
	if (c->drop_count > 0)
		qsort(
		    c->drops, c->drop_count, sizeof(*c->drops), compare_drops);
	for (i = 0; i < c->drop_count; i++)
		if (report(c, &c->drops[i], account, places, f) == -1)
			return -1;
	return 0;
}
