/* cube_expand.c - the cells of sets from base cells (cube_expand.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube_expand.h"

#define BLOCK 4096 /* base cells at a time */
#define NO_GROUP UINT32_MAX

/* What a code of a dimension counts for: itself and its ancestors. */
struct ways {
	size_t *starts; /* by code + 1, into codes; NULL: no total */
	int32_t *codes;
	size_t count, capacity;
	uint8_t *whole; /* by code + 1: the root is among them */
	int32_t root;
};

struct run {
	const struct cube_sets *sets;
	const struct schema *schema;
	struct counts *base;
	const struct distinct *distinct;
	struct ways ways[CUBE_DIMENSIONS_MAX];
	struct counts *to;
	/* of the set at hand */
	uint64_t set;
	size_t set_index;
	struct counts cells; /* base cells by the dimensions of the set */
	uint32_t *projected; /* their group of each base cell, or NO_GROUP */
	/* if something is counted distinctly: */
	size_t *starts; /* of the targets of each projected cell */
	size_t start_capacity;
	uint32_t *targets;
	size_t target_count, target_capacity;
	uint32_t *orders[CUBE_DISTINCTS_MAX]; /* base cells by code */
	size_t order_counts[CUBE_DISTINCTS_MAX];
	uint32_t *seen; /* of each target: the last code + 1, by column */
	size_t seen_count, seen_capacity;
};

static void
run_clear(struct run *r)
{
	size_t i;

	for (i = 0; i < CUBE_DIMENSIONS_MAX; i++) {
		free(r->ways[i].starts);
		free(r->ways[i].codes);
		free(r->ways[i].whole);
	}
	for (i = 0; i < CUBE_DISTINCTS_MAX; i++)
		free(r->orders[i]);
	counts_clear(&r->cells);
	free(r->projected);
	free(r->starts);
	free(r->targets);
	free(r->seen);
}

static int
push_way(struct ways *w, int32_t code, struct fail *f)
{
	if (code == -1 || memory_grow(&w->codes, &w->capacity, w->count + 1,
			      sizeof(*w->codes), f) == -1)
		return -1;
	w->codes[w->count++] = code;
	return 0;
}

/* The code of an entry of the registry, new if need be. */
static int32_t
entry_code(struct run *r, size_t dimension, int entry, struct fail *f)
{
	const char *id =
	    registry_entry_id(r->sets->registries[dimension], entry);

	return grouping_text_add(r->base->groups, dimension, id, strlen(id), f);
}

static int
find_entry(struct run *r, size_t dimension, int32_t code, struct fail *f)
{
	const struct registry *registry = r->sets->registries[dimension];
	const char *text = dictionary_text(
	    grouping_texts(r->base->groups, dimension), code, NULL);
	int entry = registry_find(registry, text);

	if (entry == -1)
		return fail_set(f, FAIL_DATA,
		    _("column \"%s\": \"%s\" is not in the registry \"%s\" "
		      "(%s), expected the output of link"),
		    r->schema->fields[dimension].name, text,
		    registry_id(registry), registry_path(registry));
	return entry;
}

/* The ancestors of one code, itself first. */
static int
find_way(struct run *r, size_t dimension, int32_t code, struct fail *f)
{
	const struct registry *registry = r->sets->registries[dimension];
	struct ways *w = &r->ways[dimension];
	int entry = find_entry(r, dimension, code, f);

	if (entry == -1 || push_way(w, code, f) == -1)
		return -1;
	while (!registry_entry_included(registry, entry) &&
	       (entry = registry_entry_parent(registry, entry)) != -1)
		if (push_way(w, entry_code(r, dimension, entry, f), f) == -1)
			return -1;
	return 0;
}

/* No text at all is unknown, and in the total. */
static int
find_ways_unknown(struct ways *w, struct fail *f)
{
	if (memory_grow(&w->codes, &w->capacity, 2, sizeof(*w->codes), f) == -1)
		return -1;
	w->codes[0] = -1;
	w->codes[1] = w->root;
	w->count = 2;
	return 0;
}

static int
find_ways(struct run *r, size_t dimension, struct fail *f)
{
	const struct cube_sets *sets = r->sets;
	struct ways *w = &r->ways[dimension];
	size_t count = (size_t)dictionary_count(
		   grouping_texts(r->base->groups, dimension)),
	       i;

	w->starts = memory_array(count + 2, sizeof(*w->starts), f);
	w->whole = memory_array(count + 1, 1, f);
	if (w->starts == NULL || w->whole == NULL ||
	    (w->root = grouping_text_add(r->base->groups, dimension,
		 sets->totals[dimension], strlen(sets->totals[dimension]),
		 f)) == -1)
		return -1;
	for (i = 0; i <= count; i++) {
		if ((i == 0 ? find_ways_unknown(w, f)
			    : find_way(r, dimension, (int32_t)i - 1, f)) == -1)
			return -1;
		w->starts[i + 1] = w->count;
		w->whole[i] = w->codes[w->count - 1] == w->root;
	}
	return 0;
}

/* The base cells by the code of a column, without those that have only lost
 * rows. */
static int
order_base(struct run *r, size_t at, struct fail *f)
{
	const struct grouping *groups = r->base->groups;
	size_t column = r->distinct->columns[at], i, kept = 0;
	size_t count = (size_t)dictionary_count(grouping_texts(groups, column));
	size_t *starts = memory_array(count + 2, sizeof(*starts), f);
	uint32_t *order = memory_array(r->base->count + 1, sizeof(*order), f);
	uint32_t group;

	r->orders[at] = order;
	if (starts == NULL || order == NULL) {
		free(starts);
		return -1;
	}
	for (group = 0; group < r->base->count; group++)
		starts[grouping_code(groups, group, column) + 2]++;
	/* lost rows may have no text; those with code -1 end before 0 */
	kept = starts[1];
	for (i = 1; i <= count; i++)
		starts[i + 1] += starts[i];
	for (group = 0; group < r->base->count; group++) {
		int32_t code = grouping_code(groups, group, column);

		if (code != -1)
			order[starts[code + 1]++ - kept] = group;
	}
	r->order_counts[at] = r->base->count - kept;
	free(starts);
	return 0;
}

static int
start_counts(struct run *r, struct counts *cells, struct fail *f)
{
	*cells = (struct counts)COUNTS_INIT;
	cells->groups =
	    grouping_share(r->base->groups, r->sets->dimension_count, f);
	if (cells->groups == NULL)
		return -1;
	cells->dimension_count = r->sets->dimension_count;
	cells->stride = r->base->stride;
	return r->base->has_lost ? counts_keep_lost(cells, f) : 0;
}

static int
run_start(struct run *r, struct fail *f)
{
	size_t i;

	for (i = 0; i < r->sets->dimension_count; i++)
		if (r->sets->totals[i] != NULL && find_ways(r, i, f) == -1)
			return -1;
	for (i = 0; i < r->distinct->count; i++)
		if (order_base(r, i, f) == -1)
			return -1;
	r->projected =
	    memory_array(r->base->count + 1, sizeof(*r->projected), f);
	if (r->projected == NULL)
		return -1;
	return start_counts(r, r->to, f);
}

/* The codes of a base cell by the set; false when it is not in a total. */
static bool
project(const struct run *r, uint32_t base, int32_t *codes)
{
	const struct ways *w;
	size_t i;
	int32_t code;

	for (i = 0; i < r->sets->dimension_count; i++) {
		w = &r->ways[i];
		code = grouping_code(r->base->groups, base, i);
		if (w->starts != NULL && (r->set >> i & 1) == 0) {
			if (!w->whole[code + 1])
				return false;
			code = w->root;
		}
		codes[i] = code;
	}
	return true;
}

/* Add the numbers of one cell to another. */
static int
add_cell(const struct run *r, const struct counts *from, uint32_t cell,
    struct counts *to, uint32_t target, struct fail *f)
{
	const int64_t *values = &from->values[cell * from->stride];
	size_t number;

	for (number = 0; number < from->stride; number++)
		if (!counts_add(to, target, number, values[number]))
			return counts_fail(to, r->schema, target, number, f);
	if (from->has_lost && !counts_add_lost(to, target, from->lost[cell]))
		return counts_fail(to, r->schema, target, to->stride, f);
	return 0;
}

/* Let the base cells from..from+count fall together. */
static int
project_block(
    struct run *r, size_t from, size_t count, int32_t *codes, struct fail *f)
{
	size_t width = r->sets->dimension_count, i, kept = 0;
	uint32_t bases[BLOCK], groups[BLOCK];

	for (i = from; i < from + count; i++) {
		r->projected[i] = NO_GROUP;
		if (project(r, (uint32_t)i, &codes[kept * width]))
			bases[kept++] = (uint32_t)i;
	}
	if (grouping_put_all(r->cells.groups, codes, kept, groups, f) == -1 ||
	    counts_grow(&r->cells, f) == -1)
		return -1;
	for (i = 0; i < kept; i++) {
		r->projected[bases[i]] = groups[i];
		if (add_cell(r, r->base, bases[i], &r->cells, groups[i], f) ==
		    -1)
			return -1;
	}
	return 0;
}

static int
project_all(struct run *r, struct fail *f)
{
	int32_t *codes =
	    memory_array(BLOCK * r->sets->dimension_count, sizeof(*codes), f);
	size_t from, count;
	int status = codes == NULL ? -1 : 0;

	for (from = 0; from < r->base->count && status == 0; from += count) {
		count = r->base->count - from;
		if (count > BLOCK)
			count = BLOCK;
		status = project_block(r, from, count, codes, f);
	}
	free(codes);
	return status;
}

/* The combinations of the ancestors of one cell's codes. */
struct odometer {
	size_t count; /* dimensions that turn */
	size_t dimensions[CUBE_DIMENSIONS_MAX];
	const int32_t *codes[CUBE_DIMENSIONS_MAX]; /* of each */
	size_t lengths[CUBE_DIMENSIONS_MAX], turns[CUBE_DIMENSIONS_MAX];
	int32_t key[CUBE_DIMENSIONS_MAX];
};

static void
odometer_start(struct odometer *o, const struct run *r, uint32_t cell)
{
	const struct ways *w;
	size_t i, from;

	o->count = 0;
	for (i = 0; i < r->sets->dimension_count; i++) {
		o->key[i] = grouping_code(r->cells.groups, cell, i);
		w = &r->ways[i];
		if ((r->set >> i & 1) == 0 || w->starts == NULL)
			continue;
		from = w->starts[o->key[i] + 1];
		o->dimensions[o->count] = i;
		o->codes[o->count] = &w->codes[from];
		o->lengths[o->count] = w->starts[o->key[i] + 2] - from;
		o->turns[o->count++] = 0;
	}
}

/* To the next combination; false when there is none. */
static bool
odometer_next(struct odometer *o)
{
	size_t i;

	for (i = 0; i < o->count; i++) {
		if (++o->turns[i] == o->lengths[i])
			o->turns[i] = 0;
		o->key[o->dimensions[i]] = o->codes[i][o->turns[i]];
		if (o->turns[i] != 0)
			return true;
	}
	return false;
}

/* Whether an earlier set has the cell at the odometer. */
static bool
has_earlier(const struct run *r, const struct odometer *o)
{
	uint64_t kept = 0;
	size_t i;

	for (i = 0; i < o->count; i++)
		if (o->key[o->dimensions[i]] != r->ways[o->dimensions[i]].root)
			kept |= UINT64_C(1) << o->dimensions[i];
	for (i = 0; i < r->set_index; i++)
		if ((kept & ~r->sets->items[i]) == 0)
			return true;
	return false;
}

/* Count the cell in all its targets; remember them if need be. */
static int
expand_cell(struct run *r, uint32_t cell, struct fail *f)
{
	struct odometer o;
	uint32_t target;

	odometer_start(&o, r, cell);
	do {
		if (has_earlier(r, &o))
			continue;
		if (grouping_put(r->to->groups, o.key, &target, f) == -1 ||
		    counts_grow(r->to, f) == -1 ||
		    add_cell(r, &r->cells, cell, r->to, target, f) == -1)
			return -1;
		if (r->distinct->count == 0)
			continue;
		if (memory_grow(&r->targets, &r->target_capacity,
			r->target_count + 1, sizeof(*r->targets), f) == -1)
			return -1;
		r->targets[r->target_count++] = target;
	} while (odometer_next(&o));
	return 0;
}

static int
expand_all(struct run *r, struct fail *f)
{
	uint32_t cell;

	r->target_count = 0;
	if (memory_grow(&r->starts, &r->start_capacity, r->cells.count + 1,
		sizeof(*r->starts), f) == -1)
		return -1;
	for (cell = 0; cell < r->cells.count; cell++) {
		r->starts[cell] = r->target_count;
		if (expand_cell(r, cell, f) == -1)
			return -1;
	}
	r->starts[cell] = r->target_count;
	return 0;
}

/* Room for what was seen last in each target. */
static int
grow_seen(struct run *r, struct fail *f)
{
	size_t need = r->to->count * r->distinct->count;

	if (memory_grow(&r->seen, &r->seen_capacity, need + 1, sizeof(*r->seen),
		f) == -1)
		return -1;
	memset(&r->seen[r->seen_count], 0,
	    (need - r->seen_count) * sizeof(*r->seen));
	r->seen_count = need;
	return 0;
}

/* One text in one cell of the set. */
static void
see(struct run *r, size_t at, uint32_t cell, uint32_t mark)
{
	size_t i, place;

	for (i = r->starts[cell]; i < r->starts[cell + 1]; i++) {
		place = r->targets[i] * r->distinct->count + at;
		if (r->seen[place] == mark)
			continue;
		r->seen[place] = mark;
		/* never beyond the rows, which fitted */
		(void)counts_add(
		    r->to, r->targets[i], r->distinct->first_number + at, 1);
	}
}

/* Text by text: a target counts the first of its base cells. */
static int
count_distinct(struct run *r, size_t at, struct fail *f)
{
	size_t column = r->distinct->columns[at], i;
	uint32_t *last = memory_array(r->cells.count + 1, sizeof(*last), f);
	uint32_t base, cell, mark;

	if (last == NULL || grow_seen(r, f) == -1) {
		free(last);
		return -1;
	}
	for (i = 0; i < r->order_counts[at]; i++) {
		base = r->orders[at][i];
		cell = r->projected[base];
		mark =
		    (uint32_t)grouping_code(r->base->groups, base, column) + 1;
		if (cell == NO_GROUP || last[cell] == mark ||
		    r->base->values[base * r->base->stride] == 0)
			continue;
		last[cell] = mark;
		see(r, at, cell, mark);
	}
	free(last);
	return 0;
}

static int
run_set(struct run *r, struct fail *f)
{
	size_t i;
	int status;

	counts_clear(&r->cells);
	if (start_counts(r, &r->cells, f) == -1 || project_all(r, f) == -1 ||
	    expand_all(r, f) == -1)
		return -1;
	status = 0;
	for (i = 0; i < r->distinct->count && status == 0; i++)
		status = count_distinct(r, i, f);
	return status;
}

int
expand_cells(const struct cube_sets *sets, const struct schema *schema,
    struct counts *base, const struct distinct *distinct, struct counts *to,
    struct fail *f)
{
	struct run *r = memory_array(1, sizeof(*r), f);
	size_t count = sets->count == 0 ? 1 : sets->count;
	int status;

	if (r == NULL)
		return -1;
	r->sets = sets;
	r->schema = schema;
	r->base = base;
	r->distinct = distinct;
	r->to = to;
	status = run_start(r, f);
	for (r->set_index = 0; r->set_index < count && status == 0;
	     r->set_index++) {
		r->set = sets->count == 0 ? 0 : sets->items[r->set_index];
		status = run_set(r, f);
	}
	run_clear(r);
	free(r);
	return status;
}
