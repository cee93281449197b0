/* cube_counts.c - numbers by groups of codes (cube_counts.h) */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube.h"
#include "cube/cube_counts.h"

static void
forget_order(struct counts *c)
{
	free(c->order);
	c->order = NULL;
}

void
counts_clear(struct counts *c)
{
	forget_order(c);
	grouping_free(c->groups);
	free(c->values);
	free(c->lost);
	*c = (struct counts)COUNTS_INIT;
}

int
counts_grow(struct counts *c, struct fail *f)
{
	size_t count = grouping_count(c->groups), new = count - c->count;

	if (new == 0)
		return 0;
	if (memory_grow(&c->values, &c->value_capacity, count,
		c->stride * sizeof(*c->values), f) == -1)
		return -1;
	if (c->has_lost && memory_grow(&c->lost, &c->lost_capacity, count,
			       sizeof(*c->lost), f) == -1)
		return -1;
	memset(&c->values[c->count * c->stride], 0,
	    new * c->stride * sizeof(*c->values));
	if (c->has_lost)
		memset(&c->lost[c->count], 0, new * sizeof(*c->lost));
	c->count = count;
	forget_order(c);
	return 0;
}

int
counts_keep_lost(struct counts *c, struct fail *f)
{
	if (c->has_lost)
		return 0;
	if (memory_grow(&c->lost, &c->lost_capacity, c->count + 1,
		sizeof(*c->lost), f) == -1)
		return -1;
	memset(c->lost, 0, c->count * sizeof(*c->lost));
	c->has_lost = true;
	return 0;
}

int
counts_fail(const struct counts *c, const struct schema *schema, uint32_t group,
    size_t number, struct fail *f)
{
	char cell[512];
	const char *text;
	size_t i, at = 0, length;
	int32_t code;

	for (i = 0; i < c->dimension_count; i++) {
		code = grouping_code(c->groups, group, i);
		text = code == -1
			   ? ""
			   : dictionary_text(
				 grouping_texts(c->groups, i), code, NULL);
		length = strlen(text);
		if (at + length + 3 > sizeof(cell))
			break;
		if (i > 0) {
			cell[at++] = ',';
			cell[at++] = ' ';
		}
		memcpy(&cell[at], text, length);
		at += length;
	}
	cell[at] = '\0';
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": the sum in the cell (%s) is beyond %" PRId64
	      ", the largest whole number; check the values"),
	    schema->fields[c->dimension_count + number].name, cell, INT64_MAX);
}

struct ranked {
	const char *text;
	size_t length;
	int32_t code;
};

static int
compare_texts(const void *a, const void *b)
{
	const struct ranked *x = a, *y = b;
	size_t length = x->length < y->length ? x->length : y->length;
	int order = memcmp(x->text, y->text, length);

	if (order != 0)
		return order;
	return (x->length > y->length) - (x->length < y->length);
}

/* ranks[code + 1]: the place of each text in byte order; no text is 0. */
static uint32_t *
rank_texts(const struct dictionary *texts, struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts), i;
	struct ranked *sorted = memory_array(count + 1, sizeof(*sorted), f);
	uint32_t *ranks = memory_array(count + 1, sizeof(*ranks), f);

	if (sorted == NULL || ranks == NULL) {
		free(sorted);
		free(ranks);
		return NULL;
	}
	for (i = 0; i < count; i++) {
		sorted[i].code = (int32_t)i;
		sorted[i].text =
		    dictionary_text(texts, (int32_t)i, &sorted[i].length);
	}
	qsort(sorted, count, sizeof(*sorted), compare_texts);
	for (i = 0; i < count; i++)
		ranks[sorted[i].code + 1] = (uint32_t)i + 1;
	free(sorted);
	return ranks;
}

/*
 * One pass of a radix sort: from into to, stable, by one dimension.  The rank
 * of each group goes into an array of its own first: it is then found in far
 * less memory than the keys take.
 */
static int
sort_by_dimension(const struct counts *c, size_t dimension,
    const uint32_t *from, uint32_t *to, uint32_t *group_ranks, struct fail *f)
{
	const struct dictionary *texts = grouping_texts(c->groups, dimension);
	size_t count = (size_t)dictionary_count(texts) + 1, i;
	uint32_t *ranks = rank_texts(texts, f), group;
	size_t *starts = memory_array(count + 1, sizeof(*starts), f);
	int status = ranks == NULL || starts == NULL ? -1 : 0;

	if (status == 0) {
		for (group = 0; group < c->count; group++) {
			group_ranks[group] =
			    ranks[grouping_code(c->groups, group, dimension) +
				  1];
			starts[group_ranks[group] + 1]++;
		}
		for (i = 0; i < count; i++)
			starts[i + 1] += starts[i];
		for (i = 0; i < c->count; i++)
			to[starts[group_ranks[from[i]]]++] = from[i];
	}
	free(ranks);
	free(starts);
	return status;
}

/* The groups in the order of their texts, with two arrays to work in. */
static int
sort_groups(const struct counts *c, uint32_t **order, uint32_t **spare,
    uint32_t *group_ranks, struct fail *f)
{
	uint32_t *swap;
	size_t i;

	for (i = 0; i < c->count; i++)
		(*order)[i] = (uint32_t)i;
	for (i = c->dimension_count; i-- > 0;) {
		if (sort_by_dimension(c, i, *order, *spare, group_ranks, f) ==
		    -1)
			return -1;
		swap = *order;
		*order = *spare;
		*spare = swap;
	}
	return 0;
}

int
counts_sort(struct counts *c, struct fail *f)
{
	uint32_t *order, *spare, *ranks;
	int status = -1;

	if (c->order != NULL)
		return 0;
	order = memory_array(c->count + 1, sizeof(*order), f);
	spare = memory_array(c->count + 1, sizeof(*spare), f);
	ranks = memory_array(c->count + 1, sizeof(*ranks), f);
	if (order != NULL && spare != NULL && ranks != NULL)
		status = sort_groups(c, &order, &spare, ranks, f);
	free(spare);
	free(ranks);
	if (status == 0)
		c->order = order;
	else
		free(order);
	return status;
}

int
counts_compare(const struct counts *c, uint32_t a, uint32_t b)
{
	const struct dictionary *texts;
	struct ranked x, y;
	size_t i;
	int order = 0;

	for (i = 0; i < c->dimension_count && order == 0; i++) {
		x.code = grouping_code(c->groups, a, i);
		y.code = grouping_code(c->groups, b, i);
		if (x.code == y.code)
			continue;
		if (x.code == -1 || y.code == -1)
			return x.code == -1 ? -1 : 1;
		texts = grouping_texts(c->groups, i);
		x.text = dictionary_text(texts, x.code, &x.length);
		y.text = dictionary_text(texts, y.code, &y.length);
		order = compare_texts(&x, &y);
	}
	return order;
}
