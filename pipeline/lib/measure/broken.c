/* broken - which cells begin a new series in a period */
#include "measure/broken.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/breaks.h"

/* The codes of "where" and their descendants, by position on their axis. */
static int
match(const struct layout *l, const struct definition_where *where,
    uint8_t **matches, struct fail *f)
{
	int dimension = definition_dimension(l->definition, where->dimension);
	const struct rollup_axis *axis = &l->axes[dimension];
	size_t i;

	if (break_check_codes(where, axis->registry, f) == -1)
		return -1;
	matches[dimension] = memory_array(axis->count + 1, 1, f);
	if (matches[dimension] == NULL)
		return -1;
	for (i = 0; i < axis->count; i++)
		matches[dimension][i] =
		    break_covers(where, axis->registry, axis->entries[i]);
	return 0;
}

/* Add a break that begins in a period of the data, else do nothing. */
static int
add(struct broken *b, const struct layout *l, ptrdiff_t period,
    const struct definition_where *where, size_t where_count, struct fail *f)
{
	struct broken_item *item = &b->items[b->count];
	size_t i;

	if (period == -1)
		return 0;
	item->matches = memory_array(b->axis_count, sizeof(*item->matches), f);
	if (item->matches == NULL)
		return -1;
	item->period = (size_t)period;
	b->count++;
	for (i = 0; i < where_count; i++)
		if (match(l, &where[i], item->matches, f) == -1)
			return -1;
	return 0;
}

int
broken_open(struct broken *b, const struct layout *l,
    const char *const *periods, size_t period_count, struct fail *f)
{
	const struct definition *d = l->definition;
	size_t i, declared = d->declared == NULL ? 0 : d->declared->count;
	const struct declared_break *one;

	*b = (struct broken){ .axis_count = l->axis_count };
	b->items =
	    memory_array(d->break_count + declared + 1, sizeof(*b->items), f);
	if (b->items == NULL)
		return -1;
	for (i = 0; i < d->break_count; i++)
		if (add(b, l, break_begins(d->breaks[i], periods, period_count),
			NULL, 0, f) == -1)
			return -1;
	for (i = 0; i < declared; i++) {
		one = &d->declared->items[i];
		if (break_concerns(one, d) &&
		    add(b, l, break_begins(one->period, periods, period_count),
			one->where, one->where_count, f) == -1)
			return -1;
	}
	return 0;
}

void
broken_clear(struct broken *b)
{
	size_t i, j;

	for (i = 0; i < b->count; i++) {
		for (j = 0; j < b->axis_count; j++)
			free(b->items[i].matches[j]);
		free(b->items[i].matches);
	}
	free(b->items);
	*b = (struct broken){ 0 };
}

/* Whether the cell at which the layout stands has the codes. */
static bool
matches(const struct broken_item *item, const struct layout *l)
{
	size_t i;

	for (i = 0; i < l->axis_count; i++)
		if (item->matches[i] != NULL &&
		    !item->matches[i][l->positions[i]])
			return false;
	return true;
}

void
broken_read(
    const struct broken *b, struct layout *l, size_t period, uint8_t *cells)
{
	size_t i, cell;

	memset(cells, 0, l->cell_count);
	for (i = 0; i < b->count; i++) {
		if (b->items[i].period != period)
			continue;
		for (cell = 0; cell < l->cell_count; cell++) {
			layout_find(l, cell);
			if (matches(&b->items[i], l))
				cells[cell] = 1;
		}
	}
}
