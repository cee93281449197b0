/* line - rows of a table with their parts */
#include "protect/line.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

/* Whether a row is in lines at all. */
static bool
in_lines(const struct neighbours *n, size_t row)
{
	return neighbours_definition(n, row) != NULL &&
	       !neighbours_derived(n, row);
}

static size_t
place_of(const struct lines *l, size_t row, size_t dimension)
{
	return row * l->neighbours->dimensions + dimension;
}

/* The line of which the row is the parent, or NULL. */
static struct line *
line_of(const struct lines *l, size_t row, size_t dimension)
{
	uint32_t place = l->places[place_of(l, row, dimension)];

	return place == 0 ? NULL : &l->items[place - 1];
}

static int
line_add(struct lines *l, uint32_t parent, size_t dimension, struct fail *f)
{
	if (memory_grow(&l->items, &l->capacity, l->count + 1,
		sizeof(*l->items), f) == -1)
		return -1;
	l->items[l->count++] = (struct line){ .parent = parent,
		.dimension = (uint32_t)dimension,
		.child = NEIGHBOUR_NONE };
	l->places[place_of(l, parent, dimension)] = (uint32_t)l->count;
	return 0;
}

/* Enter a row in the lines of its parents. */
static int
join_lines(struct lines *l, size_t row, struct fail *f)
{
	const struct neighbours *n = l->neighbours;
	struct observation one;
	struct line *line;
	uint32_t parent;
	size_t i;

	observations_get(n->o, row, &one);
	for (i = 0; i < n->dimensions; i++) {
		parent = neighbours_parent(n, row, i);
		if (parent == NEIGHBOUR_NONE)
			continue;
		if (line_of(l, parent, i) == NULL &&
		    line_add(l, parent, i, f) == -1)
			return -1;
		line = line_of(l, parent, i);
		l->others[place_of(l, row, i)] = line->child;
		line->child = (uint32_t)row;
		line->numerator += (uint64_t)one.estimate.numerator;
		line->denominator += (uint64_t)one.estimate.denominator;
		if (one.estimate.status == OBSERVATION_CONFIDENTIAL)
			line->sender = true;
	}
	return 0;
}

static void
judge_line(struct lines *l, struct line *line)
{
	const struct neighbours *n = l->neighbours;
	const struct definition *d = neighbours_definition(n, line->parent);
	struct observation one;
	const struct estimate *e = &one.estimate;

	observations_get(n->o, line->parent, &one);
	line->stands =
	    line->sender || e->status == OBSERVATION_CONFIDENTIAL ||
	    (e->flags & FLAG_PARTIAL) != 0 || d->breakdown_count > 0 ||
	    line->numerator == (uint64_t)e->numerator ||
	    (!d->series && line->denominator == (uint64_t)e->denominator) ||
	    neighbours_complete(n, line->parent, line->dimension);
}

int
lines_open(struct lines *l, const struct neighbours *n, struct fail *f)
{
	size_t i, count = n->o->count * n->dimensions + 1;

	*l = (struct lines)LINES_INIT;
	l->neighbours = n;
	l->others = memory_array(count, sizeof(*l->others), f);
	l->places = memory_array(count, sizeof(*l->places), f);
	if (l->others == NULL || l->places == NULL)
		return -1;
	for (i = 0; i < n->o->count; i++)
		if (in_lines(n, i) && neighbours_there(n, (uint32_t)i) &&
		    join_lines(l, i, f) == -1)
			return -1;
	for (i = 0; i < l->count; i++)
		judge_line(l, &l->items[i]);
	return 0;
}

void
lines_clear(struct lines *l)
{
	free(l->items);
	free(l->others);
	free(l->places);
	free(l->queue);
	*l = (struct lines)LINES_INIT;
}

static int
count_hidden(struct lines *l, struct line *line, struct fail *f)
{
	if (line == NULL || !line->stands)
		return 0;
	line->hidden++;
	if (line->hidden != 1)
		return 0;
	if (memory_grow(&l->queue, &l->queue_capacity, l->queued + 1,
		sizeof(*l->queue), f) == -1)
		return -1;
	l->queue[l->queued++] = (size_t)(line - l->items);
	return 0;
}

int
lines_hidden(struct lines *l, size_t row, struct fail *f)
{
	uint32_t parent;
	size_t i;

	for (i = 0; i < l->neighbours->dimensions; i++) {
		if (count_hidden(l, line_of(l, row, i), f) == -1)
			return -1;
		parent = neighbours_parent(l->neighbours, row, i);
		if (parent != NEIGHBOUR_NONE &&
		    count_hidden(l, line_of(l, parent, i), f) == -1)
			return -1;
	}
	return 0;
}

struct choice {
	uint32_t row;
	int64_t size;
};

/* Take the row if it is the better one to hide. */
static void
consider(const struct neighbours *n, const struct line *line, uint32_t row,
    struct choice *best)
{
	const struct definition *d = neighbours_definition(n, row);
	bool shared = neighbours_shared(n, row, line->dimension);
	bool counted = d->series || definition_shares(d);
	struct observation one;
	int64_t size;

	if (!neighbours_published(n, row))
		return;
	if (shared && neighbours_representative(n, row) == row)
		return;
	observations_get(n->o, row, &one);
	size = counted ? one.estimate.numerator : one.estimate.denominator;
	if (counted && size == 0)
		return;
	if (best->row == NEIGHBOUR_NONE || size < best->size ||
	    (size == best->size && row < best->row)) {
		best->row = row;
		best->size = size;
	}
}

/* The published cell of a line to hide, or none. */
static uint32_t
choose(const struct lines *l, const struct line *line)
{
	const struct neighbours *n = l->neighbours;
	struct choice best = { NEIGHBOUR_NONE, 0 };
	uint32_t row;

	consider(n, line, line->parent, &best);
	for (row = line->child; row != NEIGHBOUR_NONE;
	     row = l->others[place_of(l, row, line->dimension)])
		consider(n, line, row, &best);
	if (best.row == NEIGHBOUR_NONE &&
	    neighbours_shared(n, line->parent, line->dimension))
		best.row = neighbours_representative(n, line->parent);
	return best.row != NEIGHBOUR_NONE && neighbours_published(n, best.row)
		   ? best.row
		   : NEIGHBOUR_NONE;
}

uint32_t
lines_next(struct lines *l)
{
	const struct line *line;
	uint32_t row;

	while (l->next < l->queued) {
		line = &l->items[l->queue[l->next++]];
		if (line->hidden != 1)
			continue;
		row = choose(l, line);
		if (row != NEIGHBOUR_NONE)
			return row;
		/* All others are known to be empty. */
	}
	return NEIGHBOUR_NONE;
}
