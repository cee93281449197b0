/* break_cells - which cells begin a new series in a period */
#include "measure/break_cells.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "measure/break_starts.h"

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

static int
add(struct break_cells *b, const struct layout *l,
    const struct break_start *start, struct fail *f)
{
	const struct declared_break *declared = start->declared;
	struct break_cells_item *item = &b->items[b->count];
	size_t i;

	item->matches = memory_array(b->axis_count, sizeof(*item->matches), f);
	if (item->matches == NULL)
		return -1;
	item->period = start->period;
	b->count++;
	for (i = 0; declared != NULL && i < declared->where_count; i++)
		if (match(l, &declared->where[i], item->matches, f) == -1)
			return -1;
	return 0;
}

int
break_cells_open(struct break_cells *b, const struct layout *l,
    const char *const *periods, size_t period_count, struct fail *f)
{
	struct break_starts starts = BREAK_STARTS_INIT;
	size_t i;
	int status =
	    break_starts_open(&starts, l->definition, periods, period_count, f);

	*b = (struct break_cells){ .axis_count = l->axis_count };
	if (status == 0) {
		b->items = memory_array(starts.count, sizeof(*b->items), f);
		status = b->items == NULL ? -1 : 0;
	}
	for (i = 0; i < starts.count && status == 0; i++)
		status = add(b, l, &starts.items[i], f);
	break_starts_clear(&starts);
	return status;
}

void
break_cells_clear(struct break_cells *b)
{
	size_t i, j;

	for (i = 0; i < b->count; i++) {
		for (j = 0; j < b->axis_count; j++)
			free(b->items[i].matches[j]);
		free(b->items[i].matches);
	}
	free(b->items);
	*b = (struct break_cells){ 0 };
}

/* Whether the cell at which the layout stands has the codes. */
static bool
matches(const struct break_cells_item *item, const struct layout *l)
{
	size_t i;

	for (i = 0; i < l->axis_count; i++)
		if (item->matches[i] != NULL &&
		    !item->matches[i][l->positions[i]])
			return false;
	return true;
}

void
break_cells_read(const struct break_cells *b, struct layout *l, size_t period,
    uint8_t *cells)
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
