/* units - what each unit has in each cell of a period */
#include "measure/units.h"

#include <stdlib.h>

#include "base/memory.h"
#include "base/message.h"

static int
compare_keys(const struct unit *a, const struct unit *b)
{
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return (a->code > b->code) - (a->code < b->code);
}

static int
compare_units(const void *a, const void *b)
{
	return compare_keys(a, b);
}

static int
add(int64_t *to, int64_t number, struct fail *f)
{
	if (__builtin_add_overflow(*to, number, to))
		return fail_set(f, FAIL_DATA,
		    _("a sum over the units of a level is above "
		      "9223372036854775807"));
	return 0;
}

/* One item for each unit in a place; the items are in order. */
static int
join_items(struct units *units, struct fail *f)
{
	struct unit *items = units->items;
	size_t i, kept = 0;

	for (i = 0; i < units->count; i++) {
		if (kept == 0 ||
		    compare_keys(&items[kept - 1], &items[i]) != 0) {
			items[kept++] = items[i];
			continue;
		}
		if (add(&items[kept - 1].sum, items[i].sum, f) == -1)
			return -1;
		if (items[i].most > items[kept - 1].most)
			items[kept - 1].most = items[i].most;
	}
	units->count = kept;
	return 0;
}

int
units_read(struct units *units, const struct part *part, size_t dimension,
    const char *period, const struct rollup_axis *axes, const size_t *strides,
    struct fail *f)
{
	int32_t code = cube_text_code(part->cube, part->period, period);
	size_t i, cell;
	struct unit *to;

	units_clear(units);
	units->code_count =
	    dimension == UNITS_ONE ? 1 : cube_code_count(part->cube, dimension);
	units->anywhere = memory_array((size_t)units->code_count + 1, 1, f);
	if (units->anywhere == NULL)
		return -1;
	for (i = 0; i < part->cell_count; i++) {
		cell = part->cells[i];
		if (cube_code(part->cube, cell, part->period) != code)
			continue;
		if (memory_grow(&units->items, &units->capacity,
			units->count + 1, sizeof(*units->items), f) == -1)
			return -1;
		to = &units->items[units->count++];
		to->place = part_place(part, cell, axes, strides);
		to->code = dimension == UNITS_ONE
			       ? 0
			       : cube_code(part->cube, cell, dimension);
		to->sum = to->most = part_cell(part, cell).sum;
		units->anywhere[to->code] = 1;
	}
	if (units->count > 0)
		qsort(units->items, units->count, sizeof(*units->items),
		    compare_units);
	return join_items(units, f);
}

void
units_clear(struct units *units)
{
	free(units->items);
	free(units->anywhere);
	*units = (struct units)UNITS_INIT;
}

static bool
anywhere(const struct units *units, int32_t code)
{
	return code < units->code_count && units->anywhere[code] != 0;
}

int
units_change(const struct units *before, const struct units *now,
    struct change *changes, struct fail *f)
{
	const struct unit *a, *b, *one;
	struct change_unit u;
	size_t i = 0, j = 0;
	int order;

	while (i < before->count || j < now->count) {
		a = i < before->count ? &before->items[i] : NULL;
		b = j < now->count ? &now->items[j] : NULL;
		order = a == NULL ? 1 : b == NULL ? -1 : compare_keys(a, b);
		one = order <= 0 ? a : b;
		u = (struct change_unit){ .before = order <= 0 ? a->sum : 0,
			.after = order >= 0 ? b->sum : 0,
			.was_in = order <= 0,
			.is_in = order >= 0,
			.was_anywhere = anywhere(before, one->code),
			.is_anywhere = anywhere(now, one->code) };
		if (change_add(&changes[one->place], &u, f) == -1)
			return -1;
		i += order <= 0;
		j += order >= 0;
	}
	return 0;
}

int
units_total(const struct units *units, int64_t *totals, struct fail *f)
{
	size_t i;

	for (i = 0; i < units->count; i++)
		if (add(&totals[units->items[i].place], units->items[i].sum,
			f) == -1)
			return -1;
	return 0;
}

int
units_least(const struct units *units, int64_t *least, struct fail *f)
{
	size_t i;

	for (i = 0; i < units->count; i++)
		if (add(&least[units->items[i].place], units->items[i].most,
			f) == -1)
			return -1;
	return 0;
}
