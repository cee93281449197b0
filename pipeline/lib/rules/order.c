/*
 * order.c - the rows of a table person by person (order.h)
 *
 * Pseudonyms are evenly distributed, so one pass by their first two bytes
 * leaves a handful of rows in each bucket; those are sorted by comparison.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rules/order.h"

#define BUCKETS 65537 /* the first is for rows without a person */
#define FEW 12        /* rows that insertion sorts faster than qsort() */

struct key {
	uint64_t person[2];
	int64_t period, line;
	uint32_t file, row;
};

struct ranked {
	const char *text;
	int32_t code;
};

/* What the rows are sorted by. */
struct source {
	const struct column *person, *period, *line, *file;
	uint32_t *period_ranks, *file_ranks; /* by code; NULL: no texts */
};

static int
compare_ranked(const void *a, const void *b)
{
	return strcmp(
	    ((const struct ranked *)a)->text, ((const struct ranked *)b)->text);
}

/* The place of each text of a dictionary in the order of bytes; NULL on
 * failure. */
static uint32_t *
rank_texts(const struct dictionary *texts, struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts), i;
	struct ranked *list = memory_array(count + 1, sizeof(*list), f);
	uint32_t *ranks = memory_array(count + 1, sizeof(*ranks), f);

	if (list != NULL && ranks != NULL) {
		for (i = 0; i < count; i++)
			list[i] = (struct ranked){ dictionary_text(
						       texts, (int32_t)i, NULL),
				(int32_t)i };
		qsort(list, count, sizeof(*list), compare_ranked);
		for (i = 0; i < count; i++)
			ranks[list[i].code] = (uint32_t)i;
	} else {
		free(ranks);
		ranks = NULL;
	}
	free(list);
	return ranks;
}

static uint64_t
load_big_endian(const uint8_t *bytes)
{
	uint64_t value = 0;
	int i;

	for (i = 0; i < 8; i++)
		value = value << 8 | bytes[i];
	return value;
}

/* No period is before all others. */
static int64_t
period_of(const struct source *s, size_t row)
{
	if (!column_valid(s->period, row))
		return INT64_MIN;
	if (s->period_ranks != NULL)
		return s->period_ranks[column_code(s->period, row)];
	if (s->period->type == COLUMN_FLOAT64 ||
	    s->period->type == COLUMN_BINARY)
		return 0; /* no period that we know is one */
	return column_integer(s->period, row);
}

static void
make_key(const struct source *s, size_t row, struct key *key)
{
	const uint8_t *person =
	    (const uint8_t *)s->person->values + row * ORDER_PERSON;

	memset(key, 0, sizeof(*key));
	if (column_valid(s->person, row)) {
		key->person[0] = load_big_endian(person);
		key->person[1] = load_big_endian(person + 8);
	}
	key->period = period_of(s, row);
	key->file = s->file_ranks[column_code(s->file, row)];
	key->line = column_integer(s->line, row);
	key->row = (uint32_t)row;
}

static size_t
bucket_of(const struct source *s, size_t row)
{
	const uint8_t *person =
	    (const uint8_t *)s->person->values + row * ORDER_PERSON;

	if (!column_valid(s->person, row))
		return 0;
	return 1 + ((size_t)person[0] << 8 | person[1]);
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
compare_keys(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	int i, order = 0;

	for (i = 0; i < 2; i++)
		if (x->person[i] != y->person[i])
			return x->person[i] < y->person[i] ? -1 : 1;
	if ((order = compare_numbers(x->period, y->period)) != 0 ||
	    (order = compare_numbers(x->file, y->file)) != 0 ||
	    (order = compare_numbers(x->line, y->line)) != 0)
		return order;
	return compare_numbers(x->row, y->row);
}

static void
sort_bucket(struct key *keys, size_t count)
{
	struct key key;
	size_t i, at;

	if (count > FEW) {
		qsort(keys, count, sizeof(*keys), compare_keys);
		return;
	}
	for (i = 1; i < count; i++) {
		key = keys[i];
		for (at = i; at > 0 && compare_keys(&key, &keys[at - 1]) < 0;
		     at--)
			keys[at] = keys[at - 1];
		keys[at] = key;
	}
}

/* Keys of all rows in order; ends[b] is where bucket b ends. */
static void
sort_keys(const struct source *s, struct key *keys, size_t *ends, size_t count)
{
	size_t row, i, start = 0, size;

	for (row = 0; row < count; row++)
		ends[bucket_of(s, row)]++;
	for (i = 0; i < BUCKETS; i++) {
		size = ends[i];
		ends[i] = start;
		start += size;
	}
	for (row = 0; row < count; row++)
		make_key(s, row, &keys[ends[bucket_of(s, row)]++]);
	for (i = 0, start = 0; i < BUCKETS; start = ends[i++])
		sort_bucket(&keys[start], ends[i] - start);
}

static bool
same_person(const struct source *s, const struct key *a, const struct key *b)
{
	return a->person[0] == b->person[0] && a->person[1] == b->person[1] &&
	       column_valid(s->person, a->row) ==
		   column_valid(s->person, b->row);
}

static int
order_persons(
    struct order *o, const struct source *s, size_t count, struct fail *f)
{
	struct key *keys = memory_array(count + 1, sizeof(*keys), f);
	size_t *ends = memory_array(BUCKETS, sizeof(*ends), f);
	size_t i;
	int status = -1;

	if (keys != NULL && ends != NULL) {
		sort_keys(s, keys, ends, count);
		for (i = 0; i < count; i++) {
			o->rows[i] = keys[i].row;
			o->starts[i] =
			    i == 0 || !same_person(s, &keys[i - 1], &keys[i]);
		}
		status = 0;
	}
	free(keys);
	free(ends);
	return status;
}

static void
order_as_they_are(struct order *o, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		o->rows[i] = (uint32_t)i;
		o->starts[i] = i == 0;
	}
}

int
order_rows(struct order *o, const struct batch *batch,
    const struct order_columns *columns, struct fail *f)
{
	struct source s = { NULL, NULL, NULL, NULL, NULL, NULL };
	size_t count = batch->length;
	int status = -1;

	if (memory_grow(&o->rows, &o->row_capacity, count + 1, sizeof(*o->rows),
		f) == -1 ||
	    memory_grow(&o->starts, &o->start_capacity, count + 1, 1, f) == -1)
		return -1;
	if (columns->person == -1) {
		order_as_they_are(o, count);
		return 0;
	}
	s.person = &batch->columns[columns->person];
	s.period = &batch->columns[columns->period];
	s.file = &batch->columns[columns->file];
	s.line = &batch->columns[columns->line];
	s.file_ranks = rank_texts(s.file->dictionary, f);
	if (s.file_ranks != NULL)
		status = 0;
	if (status == 0 && s.period->type == COLUMN_DICTIONARY &&
	    (s.period_ranks = rank_texts(s.period->dictionary, f)) == NULL)
		status = -1;
	if (status == 0)
		status = order_persons(o, &s, count, f);
	free(s.period_ranks);
	free(s.file_ranks);
	return status;
}

void
order_clear(struct order *o)
{
	free(o->rows);
	free(o->starts);
	memset(o, 0, sizeof(*o));
}
