/* protect - disclosure control of observations */
#include "protect/protect.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/period.h"
#include "measure/rollup.h"

/*
 * A line is named by the row of its parent and the dimension along which its
 * children lie: parent * dimensions + dimension.
 */
struct line {
	uint32_t child;  /* the last one that is not missing, or NO_ROW */
	uint32_t hidden; /* cells, the parent among them */
	bool stands;     /* the parent is the sum of these children */
	bool sender;     /* suppressed one of them */
	/* the others' sums, modulo 2^64 */
	uint64_t numerator, denominator;
};

#define NO_ROW UINT32_MAX

struct work {
	struct observations *o;
	size_t dimensions;
	bool *protects; /* by code of the indicator column */
	/* By dimension and code: the code's registry entry, and the code of
	 * an entry (-1: not in the table). */
	const struct registry **registries;
	int **entries;
	int32_t **codes;
	uint32_t *others; /* of each row and dimension, the line's next child */
	struct line *lines;
	int *stack;    /* entries of a registry */
	size_t *queue; /* lines with exactly one hidden cell */
	size_t queued;
	struct protect_result *result;
};

static bool
published(const struct work *w, size_t row)
{
	return observation_published(
	    (enum observation_status)w->o->status[row]);
}

static const struct column *
indicator_column(const struct work *w)
{
	return &w->o->batch.columns[0];
}

static bool
protects(const struct work *w, size_t row)
{
	return w->protects[column_code(indicator_column(w), row)];
}

/* The registry of a dimension, the same for all indicators that protect. */
static int
bind_dimension(struct work *w, const struct definition *d,
    const struct definition_dimension *dimension,
    const struct registry_set *registries, struct fail *f)
{
	int at = observations_dimension_find(w->o, dimension->name);
	const struct registry *registry =
	    registry_set_find(registries, dimension->registry);

	if (at == -1)
		return fail_set(f, FAIL_DATA,
		    _("the observations of \"%s\" have no dimension \"%s\""),
		    d->id, dimension->name);
	if (registry == NULL)
		return json_fail(dimension->node, f,
		    _("the registry \"%s\" is not given, expected --registry "
		      "with its file"),
		    dimension->registry);
	if (w->registries[at] != NULL && w->registries[at] != registry)
		return json_fail(dimension->node, f,
		    _("another indicator has this dimension with the "
		      "registry \"%s\""),
		    registry_id(w->registries[at]));
	w->registries[at] = registry;
	return 0;
}

/* Which indicators to protect, and the registries of their dimensions. */
static int
bind_definitions(struct work *w, const struct definitions *definitions,
    const struct registry_set *registries, struct fail *f)
{
	const struct dictionary *ids = indicator_column(w)->dictionary;
	const struct definition *d;
	const char *id;
	int32_t code;
	size_t i;

	for (code = 0; code < dictionary_count(ids); code++) {
		id = dictionary_text(ids, code, NULL);
		if ((d = definitions_find(definitions, id)) == NULL)
			return fail_set(f, FAIL_USAGE,
			    _("the definition of the indicator \"%s\" is not "
			      "given, expected --definition with its file"),
			    id);
		w->protects[code] = d->protection == PROTECTION_THRESHOLD;
		if (!w->protects[code])
			continue;
		for (i = 0; i < d->dimension_count; i++)
			if (bind_dimension(
				w, d, &d->dimensions[i], registries, f) == -1)
				return -1;
	}
	return 0;
}

/* Registry entries of a dimension's codes, and back. */
static int
bind_codes(struct work *w, size_t dimension, struct fail *f)
{
	const struct registry *registry = w->registries[dimension];
	const struct dictionary *texts =
	    observations_dimension(w->o, dimension)->dictionary;
	int32_t code, count = dictionary_count(texts);
	size_t i, entries = registry_count(registry);

	w->entries[dimension] = memory_array((size_t)count + 1, sizeof(int), f);
	w->codes[dimension] = memory_array(entries + 1, sizeof(int32_t), f);
	if (w->entries[dimension] == NULL || w->codes[dimension] == NULL)
		return -1;
	for (i = 0; i < entries; i++)
		w->codes[dimension][i] = -1;
	for (code = 0; code < count; code++) {
		w->entries[dimension][code] =
		    registry_find(registry, dictionary_text(texts, code, NULL));
		if (w->entries[dimension][code] != -1)
			w->codes[dimension][w->entries[dimension][code]] = code;
	}
	return 0;
}

static int
work_open(struct work *w, const struct definitions *definitions,
    const struct registry_set *registries, struct fail *f)
{
	size_t i, entries = 0, count = w->o->count * w->dimensions;

	w->protects = memory_array(
	    (size_t)dictionary_count(indicator_column(w)->dictionary) + 1,
	    sizeof(*w->protects), f);
	w->registries =
	    memory_array(w->dimensions + 1, sizeof(*w->registries), f);
	w->entries = memory_array(w->dimensions + 1, sizeof(*w->entries), f);
	w->codes = memory_array(w->dimensions + 1, sizeof(*w->codes), f);
	w->others = memory_array(count + 1, sizeof(*w->others), f);
	w->lines = memory_array(count + 1, sizeof(*w->lines), f);
	w->queue = memory_array(count + 1, sizeof(*w->queue), f);
	if (w->protects == NULL || w->registries == NULL ||
	    w->entries == NULL || w->codes == NULL || w->others == NULL ||
	    w->lines == NULL || w->queue == NULL ||
	    bind_definitions(w, definitions, registries, f) == -1)
		return -1;
	for (i = 0; i < count; i++)
		w->lines[i].child = NO_ROW;
	for (i = 0; i < w->dimensions; i++) {
		if (w->registries[i] == NULL)
			continue;
		if (registry_count(w->registries[i]) > entries)
			entries = registry_count(w->registries[i]);
		if (bind_codes(w, i, f) == -1)
			return -1;
	}
	w->stack = memory_array(entries + 1, sizeof(*w->stack), f);
	return w->stack == NULL ? -1 : 0;
}

static void
work_clear(struct work *w)
{
	size_t i;

	for (i = 0; i < w->dimensions; i++) {
		if (w->entries != NULL)
			free(w->entries[i]);
		if (w->codes != NULL)
			free(w->codes[i]);
	}
	free(w->protects);
	free(w->registries);
	free(w->entries);
	free(w->codes);
	free(w->others);
	free(w->stack);
	free(w->lines);
	free(w->queue);
}

/* The registry entry of a row in a dimension, or -1. */
static int
entry_of(const struct work *w, size_t row, size_t dimension)
{
	int32_t code =
	    column_code(observations_dimension(w->o, dimension), row);

	return code == -1 || w->entries[dimension] == NULL
		   ? -1
		   : w->entries[dimension][code];
}

static void
row_days(const struct work *w, size_t row, int32_t *first, int32_t *last)
{
	struct observation one;

	observations_get(w->o, row, &one);
	(void)period_days(one.period, first, last);
}

/* The row beside this one with another entry in the dimension, or NO_ROW. */
static uint32_t
beside(const struct work *w, size_t row, size_t dimension, int entry)
{
	int32_t code = w->codes[dimension][entry];
	ptrdiff_t found =
	    code == -1 ? -1 : observations_beside(w->o, row, dimension, code);

	return found == -1 ? NO_ROW : (uint32_t)found;
}

static bool
there(const struct work *w, uint32_t row)
{
	return row != NO_ROW && w->o->status[row] != OBSERVATION_MISSING;
}

/* The row whose line along the dimension this row is part of, or NO_ROW.  A
 * level that is not there is passed over: regions make up the country where
 * there are no districts. */
static uint32_t
find_parent(const struct work *w, size_t row, size_t dimension, int32_t first,
    int32_t last)
{
	const struct registry *registry = w->registries[dimension];
	int entry = entry_of(w, row, dimension);
	uint32_t parent;

	while (entry != -1 && rollup_part(registry, entry, first, last)) {
		entry = registry_entry_parent(registry, entry);
		parent = beside(w, row, dimension, entry);
		if (there(w, parent))
			return parent;
	}
	return NO_ROW;
}

/* A code that the registry lacks would be in no line: unprotected. */
static int
check_codes(const struct work *w, size_t row, struct fail *f)
{
	const char *code;
	size_t i;

	for (i = 0; i < w->dimensions; i++) {
		code = observations_code_text(w->o, row, i);
		if (code != NULL && w->entries[i] != NULL &&
		    entry_of(w, row, i) == -1)
			return fail_set(f, FAIL_DATA,
			    _("row %zu: column \"%s\": \"%s\" is not in the "
			      "registry \"%s\""),
			    row + 1, observations_dimension_name(w->o, i), code,
			    registry_id(w->registries[i]));
	}
	return 0;
}

/* Enter a row in the lines of its parents. */
static void
join_lines(struct work *w, size_t row)
{
	struct observation one;
	struct line *line;
	uint32_t parent;
	int32_t first, last;
	size_t i;

	if (!there(w, (uint32_t)row))
		return;
	observations_get(w->o, row, &one);
	row_days(w, row, &first, &last);
	for (i = 0; i < w->dimensions; i++) {
		parent = find_parent(w, row, i, first, last);
		if (parent == NO_ROW)
			continue;
		line = &w->lines[parent * w->dimensions + i];
		w->others[row * w->dimensions + i] = line->child;
		line->child = (uint32_t)row;
		line->numerator += (uint64_t)one.estimate.numerator;
		line->denominator += (uint64_t)one.estimate.denominator;
		if (one.estimate.status == OBSERVATION_CONFIDENTIAL)
			line->sender = true;
	}
}

/* Whether all parts of a row are there, themselves or as their own parts. */
static bool
complete(const struct work *w, size_t row, size_t dimension)
{
	const struct registry *registry = w->registries[dimension];
	size_t i, parts, depth = 0;
	int entry, child;
	int32_t first, last;

	row_days(w, row, &first, &last);
	w->stack[depth++] = entry_of(w, row, dimension);
	while (depth > 0) {
		entry = w->stack[--depth];
		parts = 0;
		for (i = 0; i < registry_child_count(registry, entry); i++) {
			child = registry_child(registry, entry, i);
			if (!rollup_part(registry, child, first, last))
				continue;
			parts++;
			if (!there(w, beside(w, row, dimension, child)))
				w->stack[depth++] = child;
		}
		if (parts == 0)
			return false;
	}
	return true;
}

/*
 * Which lines stand: the parent is there, and the children that are there
 * make it up, because none is missing, because it was computed without, or
 * because they reach it all the same: the missing ones are empty.  Of what
 * the sender suppressed the sums are not known; then the line stands.
 */
static void
judge_lines(struct work *w, size_t row)
{
	struct observation one;
	struct line *line;
	size_t i;

	if (!there(w, (uint32_t)row))
		return;
	observations_get(w->o, row, &one);
	for (i = 0; i < w->dimensions; i++) {
		line = &w->lines[row * w->dimensions + i];
		if (line->child == NO_ROW)
			continue;
		line->stands =
		    line->sender ||
		    one.estimate.status == OBSERVATION_CONFIDENTIAL ||
		    (one.estimate.flags & FLAG_PARTIAL) != 0 ||
		    line->numerator == (uint64_t)one.estimate.numerator ||
		    line->denominator == (uint64_t)one.estimate.denominator ||
		    complete(w, row, i);
	}
}

static void
count_hidden(struct work *w, size_t index)
{
	struct line *line = &w->lines[index];

	if (!line->stands)
		return;
	line->hidden++;
	if (line->hidden == 1)
		w->queue[w->queued++] = index;
}

/* Count a hidden cell in all its lines. */
static void
note_hidden(struct work *w, size_t row)
{
	uint32_t parent;
	int32_t first, last;
	size_t i;

	row_days(w, row, &first, &last);
	for (i = 0; i < w->dimensions; i++) {
		count_hidden(w, row * w->dimensions + i);
		parent = find_parent(w, row, i, first, last);
		if (parent != NO_ROW)
			count_hidden(w, parent * w->dimensions + i);
	}
}

static bool
small(int64_t count, int64_t threshold)
{
	return count > 0 && count < threshold;
}

static bool
at_risk(const struct work *w, size_t row, int64_t threshold)
{
	struct observation one;
	const struct estimate *e = &one.estimate;

	if (!published(w, row))
		return false;
	observations_get(w->o, row, &one);
	return small(e->numerator, threshold) ||
	       small(e->denominator - e->numerator, threshold) ||
	       small(e->denominator, threshold);
}

/* The cell of the two with the smaller denominator, the first if equal. */
static size_t
prefer(const struct work *w, size_t best, size_t row)
{
	struct observation a, b;

	if (!published(w, row))
		return best;
	if (best == NO_ROW)
		return row;
	observations_get(w->o, best, &a);
	observations_get(w->o, row, &b);
	if (b.estimate.denominator != a.estimate.denominator)
		return b.estimate.denominator < a.estimate.denominator ? row
								       : best;
	return row < best ? row : best;
}

/* The published cell of a line to hide, or NO_ROW. */
static size_t
choose(const struct work *w, size_t index)
{
	size_t dimension = index % w->dimensions;
	size_t best = prefer(w, NO_ROW, index / w->dimensions);
	uint32_t row;

	for (row = w->lines[index].child; row != NO_ROW;
	     row = w->others[row * w->dimensions + dimension])
		best = prefer(w, best, row);
	return best;
}

/* Hide second cells until no line has exactly one. */
static int
hide_secondary(struct work *w, struct fail *f)
{
	size_t next, row;

	for (next = 0; next < w->queued; next++) {
		if (w->lines[w->queue[next]].hidden != 1)
			continue;
		row = choose(w, w->queue[next]);
		if (row == NO_ROW)
			continue; /* all others are known to be empty */
		if (observations_hide(w->o, row, REASON_SECONDARY, f) == -1)
			return -1;
		w->result->secondary++;
		note_hidden(w, row);
	}
	return 0;
}

static int
hide_primary(struct work *w, int64_t threshold, struct fail *f)
{
	size_t row;

	for (row = 0; row < w->o->count; row++) {
		if (!protects(w, row) || !at_risk(w, row, threshold))
			continue;
		if (observations_hide(w->o, row, REASON_PRIMARY, f) == -1)
			return -1;
		w->result->primary++;
	}
	return 0;
}

int
protect_apply(struct observations *o, const struct definitions *definitions,
    const struct registry_set *registries, int64_t threshold,
    struct protect_result *result, struct fail *f)
{
	struct work w = { .o = o, .dimensions = o->dimension_count };
	size_t row;
	int status = -1;

	*result = (struct protect_result){ 0, 0 };
	w.result = result;
	if (work_open(&w, definitions, registries, f) == -1)
		goto done;
	for (row = 0; row < o->count; row++) {
		if (!protects(&w, row))
			continue;
		if (check_codes(&w, row, f) == -1)
			goto done;
		join_lines(&w, row);
	}
	for (row = 0; row < o->count; row++)
		if (protects(&w, row))
			judge_lines(&w, row);
	if (hide_primary(&w, threshold, f) == -1)
		goto done;
	for (row = 0; row < o->count; row++)
		if (protects(&w, row) &&
		    o->status[row] == OBSERVATION_CONFIDENTIAL)
			note_hidden(&w, row);
	status = hide_secondary(&w, f);
done:
	work_clear(&w);
	return status;
}
