/* held.c - rows that wait for their sums (held.h) */
#include "rules/held.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "rules/sum_rule.h"
#include "table/spool.h"

/* Columns of rows that wait. */
#define FATE "_fate"
#define MARK "_mark%zu"

struct held {
	const struct schema *schema;
	struct sum_check *const *sums;
	size_t sum_count;
	struct schema more; /* with columns for the fate and the marks */
	size_t fate;        /* the first of them */
	struct batch extra; /* these columns of the batch at hand */
	struct batch put;   /* all columns of it, borrowed */
	struct spool *spool;
	struct batch rows, view; /* that come back; without these columns */
	uint16_t *parts;         /* zeros: there is one */
	size_t part_capacity;
	bool back; /* rows have come back */
};

static int
add_columns(struct held *h, struct fail *f)
{
	struct schema extra = SCHEMA_INIT;
	char name[32];
	size_t i;
	int status;

	h->fate = h->schema->field_count;
	status = schema_copy(&h->more, h->schema, f);
	if (status == 0 &&
	    (schema_add(&h->more, FATE, COLUMN_INT8, 0, f) == -1 ||
		schema_add(&extra, FATE, COLUMN_INT8, 0, f) == -1))
		status = -1;
	for (i = 0; i < h->sum_count && status == 0; i++) {
		snprintf(name, sizeof(name), MARK, i);
		if (schema_add(&h->more, name, COLUMN_INT64, 0, f) == -1 ||
		    schema_add(&extra, name, COLUMN_INT64, 0, f) == -1)
			status = -1;
	}
	if (status == 0)
		status = batch_init(&h->extra, &extra, BATCH_ROWS, f);
	schema_clear(&extra);
	return status;
}

struct held *
held_new(const struct checks *checks, const struct schema *schema,
    const char *near, struct fail *f)
{
	const struct schema empty = SCHEMA_INIT;
	struct held *h = memory_array(1, sizeof(*h), f);

	if (h == NULL)
		return NULL;
	h->schema = schema;
	h->more = empty;
	h->sums = checks_aside(checks, &h->sum_count);
	if (add_columns(h, f) == 0 &&
	    (h->put.columns = memory_array(
		 h->more.field_count, sizeof(*h->put.columns), f)) != NULL &&
	    (h->spool = spool_new(&h->more, 1, near, f)) != NULL)
		return h;
	held_free(h);
	return NULL;
}

void
held_free(struct held *h)
{
	if (h == NULL)
		return;
	batch_clear(&h->rows);
	spool_free(h->spool);
	batch_clear(&h->extra);
	free(h->put.columns);
	free(h->parts);
	schema_clear(&h->more);
	free(h);
}

static int
put_marks(struct held *h, const uint8_t *fates, size_t count, struct fail *f)
{
	const int64_t *marks;
	size_t i, row;

	batch_reset(&h->extra);
	for (row = 0; row < count; row++)
		if (column_put_integer(&h->extra.columns[0], fates[row], f) ==
		    -1)
			return -1;
	for (i = 0; i < h->sum_count; i++) {
		marks = sum_check_marks(h->sums[i]);
		for (row = 0; row < count; row++)
			if (column_put_integer(
				&h->extra.columns[i + 1], marks[row], f) == -1)
				return -1;
	}
	h->extra.length = count;
	return 0;
}

int
held_put(struct held *h, struct places *places, const struct batch *batch,
    struct fail *f)
{
	size_t before = h->part_capacity;

	if (put_marks(h, places_fates(places), batch->length, f) == -1 ||
	    memory_grow(&h->parts, &h->part_capacity, batch->length + 1,
		sizeof(*h->parts), f) == -1)
		return -1;
	if (h->part_capacity > before)
		memset(h->parts, 0, h->part_capacity * sizeof(*h->parts));
	memcpy(
	    h->put.columns, batch->columns, h->fate * sizeof(*batch->columns));
	memcpy(&h->put.columns[h->fate], h->extra.columns,
	    (h->sum_count + 1) * sizeof(*h->extra.columns));
	h->put.column_count = h->more.field_count;
	h->put.length = batch->length;
	return spool_put(h->spool, &h->put, h->parts, f);
}

/* What the checks found before, and the sums now. */
static int
set_fates(struct held *h, struct places *places, struct fail *f)
{
	const struct column *extra = &h->rows.columns[h->fate];
	uint8_t *fates = places_fates(places);
	size_t i, row;
	int aside;

	for (row = 0; row < h->rows.length; row++) {
		fates[row] = (uint8_t)column_integer(&extra[0], row);
		for (i = 0; i < h->sum_count && fates[row] == LINE_DATA; i++) {
			aside = sum_check_row(h->sums[i],
			    column_integer(&extra[i + 1], row), places,
			    &h->view, row, f);
			if (aside == -1)
				return -1;
			if (aside == 1)
				fates[row] = LINE_SET_ASIDE;
		}
	}
	return 0;
}

int
held_next(
    struct held *h, struct places *places, struct batch **batch, struct fail *f)
{
	int more = spool_next(h->spool, 0, &h->rows, f);

	if (more != 1)
		return more;
	if (!h->back) /* the texts have other codes now */
		places_columns(places, h->schema);
	h->back = true;
	h->view = h->rows;
	h->view.column_count = h->fate;
	if (places_batch(places, &h->view, f) == -1 ||
	    set_fates(h, places, f) == -1)
		return -1;
	*batch = &h->view;
	return 1;
}
