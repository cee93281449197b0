/* neighbour - which observations lie beside one another */
#include "protect/neighbour.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/period.h"
#include "measure/rollup.h"

static const struct column *
indicator_column(const struct neighbours *n)
{
	return &n->o->batch.columns[0];
}

/* The registry of a dimension, the same for all indicators that protect. */
static int
bind_dimension(struct neighbours *n, const struct definition *d,
    const struct definition_dimension *dimension,
    const struct registry_set *registries, struct fail *f)
{
	int at = observations_dimension_find(n->o, dimension->name);
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
	if (n->registries[at] != NULL && n->registries[at] != registry)
		return json_fail(dimension->node, f,
		    _("another indicator has this dimension with the "
		      "registry \"%s\""),
		    registry_id(n->registries[at]));
	if (d->series && at == n->statistic &&
	    registry_find(registry, statistic_name(STATISTIC_LEVEL)) == -1)
		return json_fail(dimension->node, f,
		    _("the registry \"%s\" does not have the statistic "
		      "\"%s\""),
		    dimension->registry, statistic_name(STATISTIC_LEVEL));
	n->registries[at] = registry;
	return 0;
}

/* Which indicators to protect, and the registries of their dimensions. */
static int
bind_definitions(struct neighbours *n, const struct definitions *definitions,
    const struct registry_set *registries, struct fail *f)
{
	const struct dictionary *ids = indicator_column(n)->dictionary;
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
		if (d->protection != PROTECTION_THRESHOLD)
			continue;
		n->definitions[code] = d;
		for (i = 0; i < d->dimension_count; i++)
			if (bind_dimension(
				n, d, &d->dimensions[i], registries, f) == -1)
				return -1;
	}
	return 0;
}

/* Registry entries of a dimension's codes, and back. */
static int
bind_codes(struct neighbours *n, size_t dimension, struct fail *f)
{
	const struct registry *registry = n->registries[dimension];
	const struct dictionary *texts =
	    observations_dimension(n->o, dimension)->dictionary;
	int32_t code, count = dictionary_count(texts);
	size_t i, entries = registry_count(registry);

	n->entries[dimension] = memory_array((size_t)count + 1, sizeof(int), f);
	n->codes[dimension] = memory_array(entries + 1, sizeof(int32_t), f);
	if (n->entries[dimension] == NULL || n->codes[dimension] == NULL)
		return -1;
	for (i = 0; i < entries; i++)
		n->codes[dimension][i] = -1;
	for (code = 0; code < count; code++) {
		n->entries[dimension][code] =
		    registry_find(registry, dictionary_text(texts, code, NULL));
		if (n->entries[dimension][code] != -1)
			n->codes[dimension][n->entries[dimension][code]] = code;
	}
	return 0;
}

static int
bind_registries(struct neighbours *n, struct fail *f)
{
	size_t i, entries = 0;

	for (i = 0; i < n->dimensions; i++) {
		if (n->registries[i] == NULL)
			continue;
		if (registry_count(n->registries[i]) > entries)
			entries = registry_count(n->registries[i]);
		if (bind_codes(n, i, f) == -1)
			return -1;
	}
	n->stack = memory_array(entries + 1, sizeof(*n->stack), f);
	return n->stack == NULL ? -1 : 0;
}

/* The registry entry of a row in a dimension, or -1. */
static int
find_entry(const struct neighbours *n, size_t row, size_t dimension)
{
	int32_t code =
	    column_code(observations_dimension(n->o, dimension), row);

	return code == -1 || n->entries[dimension] == NULL
		   ? -1
		   : n->entries[dimension][code];
}

static int
check_codes(const struct neighbours *n, size_t row, struct fail *f)
{
	const char *code;
	size_t i;

	for (i = 0; i < n->dimensions; i++) {
		code = observations_code_text(n->o, row, i);
		if (code != NULL && n->entries[i] != NULL &&
		    find_entry(n, row, i) == -1)
			return fail_set(f, FAIL_DATA,
			    _("row %zu: column \"%s\": \"%s\" is not in the "
			      "registry \"%s\""),
			    row + 1, observations_dimension_name(n->o, i), code,
			    registry_id(n->registries[i]));
	}
	return 0;
}

/* What is needed to judge a row: a series and a comparison say which statistic
 * it is, what is no statistic has its counts. */
static int
check_row(const struct neighbours *n, size_t row, struct fail *f)
{
	const struct definition *d = neighbours_definition(n, row);
	bool derived = d->series || d->comparison != NULL;
	struct observation one;
	unsigned missing;

	if (derived &&
	    observations_code_text(n->o, row, (size_t)n->statistic) == NULL)
		return fail_set(f, FAIL_DATA,
		    _("row %zu: column \"%s\" is empty, expected a statistic "
		      "of \"%s\""),
		    row + 1, STATISTIC_DIMENSION, d->id);
	if (neighbours_derived(n, row) || !neighbours_published(n, row))
		return check_codes(n, row, f);
	observations_get(n->o, row, &one);
	missing = ~one.estimate.parts &
		  (d->series ? ESTIMATE_NUMERATOR
			     : ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR);
	if (missing != 0)
		return fail_set(f, FAIL_DATA,
		    _("row %zu: column \"%s\" is empty, expected the count "
		      "by which \"%s\" is protected"),
		    row + 1,
		    (missing & ESTIMATE_NUMERATOR) != 0 ? "numerator"
							: "denominator",
		    d->id);
	return check_codes(n, row, f);
}

int
neighbours_open(struct neighbours *n, struct observations *o,
    const struct definitions *definitions,
    const struct registry_set *registries, struct fail *f)
{
	size_t row, count = o->dimension_count + 1;

	*n = (struct neighbours)NEIGHBOURS_INIT;
	n->o = o;
	n->dimensions = o->dimension_count;
	n->statistic = observations_dimension_find(o, STATISTIC_DIMENSION);
	n->definitions = memory_array(
	    (size_t)dictionary_count(indicator_column(n)->dictionary) + 1,
	    sizeof(struct definition *), f);
	n->registries = memory_array(count, sizeof(*n->registries), f);
	n->entries = memory_array(count, sizeof(*n->entries), f);
	n->codes = memory_array(count, sizeof(*n->codes), f);
	if (n->definitions == NULL || n->registries == NULL ||
	    n->entries == NULL || n->codes == NULL ||
	    bind_definitions(n, definitions, registries, f) == -1 ||
	    bind_registries(n, f) == -1)
		return -1;
	for (row = 0; row < o->count; row++)
		if (neighbours_definition(n, row) != NULL &&
		    check_row(n, row, f) == -1)
			return -1;
	return 0;
}

void
neighbours_clear(struct neighbours *n)
{
	size_t i;

	for (i = 0; i < n->dimensions; i++) {
		if (n->entries != NULL)
			free(n->entries[i]);
		if (n->codes != NULL)
			free(n->codes[i]);
	}
	free(n->definitions);
	free(n->registries);
	free(n->entries);
	free(n->codes);
	free(n->stack);
	*n = (struct neighbours)NEIGHBOURS_INIT;
}

const struct definition *
neighbours_definition(const struct neighbours *n, size_t row)
{
	return n->definitions[column_code(indicator_column(n), row)];
}

bool
neighbours_derived(const struct neighbours *n, size_t row)
{
	const struct definition *d = neighbours_definition(n, row);

	if (d == NULL || !d->series)
		return d != NULL && d->comparison != NULL;
	return strcmp(observations_code_text(n->o, row, (size_t)n->statistic),
		   statistic_name(STATISTIC_LEVEL)) != 0;
}

bool
neighbours_shared(const struct neighbours *n, size_t row, size_t dimension)
{
	const struct definition *d = neighbours_definition(n, row);
	const char *name = observations_dimension_name(n->o, dimension);
	size_t i;

	for (i = 0; i < d->denominator.where_count; i++)
		if (strcmp(d->denominator.where[i].dimension, name) == 0)
			return definition_dimension(d, name) != -1;
	return false;
}

bool
neighbours_published(const struct neighbours *n, size_t row)
{
	return observation_published(
	    (enum observation_status)n->o->status[row]);
}

bool
neighbours_there(const struct neighbours *n, uint32_t row)
{
	return row != NEIGHBOUR_NONE &&
	       n->o->status[row] != OBSERVATION_MISSING;
}

uint32_t
neighbours_beside(
    const struct neighbours *n, size_t row, size_t dimension, int entry)
{
	int32_t code = n->codes[dimension][entry];
	ptrdiff_t found =
	    code == -1 ? -1 : observations_beside(n->o, row, dimension, code);

	return found == -1 ? NEIGHBOUR_NONE : (uint32_t)found;
}

static void
row_days(const struct neighbours *n, size_t row, int32_t *first, int32_t *last)
{
	struct observation one;

	observations_get(n->o, row, &one);
	(void)period_days(one.period, first, last);
}

uint32_t
neighbours_parent(const struct neighbours *n, size_t row, size_t dimension)
{
	const struct registry *registry = n->registries[dimension];
	int entry = find_entry(n, row, dimension);
	int32_t first, last;
	uint32_t parent;

	if (entry == -1 || registry_entry_parent(registry, entry) == -1)
		return NEIGHBOUR_NONE;
	row_days(n, row, &first, &last);
	while (entry != -1 && rollup_part(registry, entry, first, last)) {
		entry = registry_entry_parent(registry, entry);
		parent = neighbours_beside(n, row, dimension, entry);
		if (neighbours_there(n, parent))
			return parent;
	}
	return NEIGHBOUR_NONE;
}

bool
neighbours_complete(const struct neighbours *n, size_t row, size_t dimension)
{
	const struct registry *registry = n->registries[dimension];
	size_t i, parts, depth = 0;
	int entry, child;
	int32_t first, last;

	row_days(n, row, &first, &last);
	n->stack[depth++] = find_entry(n, row, dimension);
	while (depth > 0) {
		entry = n->stack[--depth];
		parts = 0;
		for (i = 0; i < registry_child_count(registry, entry); i++) {
			child = registry_child(registry, entry, i);
			if (!rollup_part(registry, child, first, last))
				continue;
			parts++;
			if (!neighbours_there(
				n, neighbours_beside(n, row, dimension, child)))
				n->stack[depth++] = child;
		}
		if (parts == 0)
			return false;
	}
	return true;
}

/* The first row along a dimension. */
static uint32_t
first_along(const struct neighbours *n, size_t row, size_t dimension)
{
	size_t i, count = registry_count(n->registries[dimension]);
	uint32_t found = NEIGHBOUR_NONE;

	for (i = 0; i < count && found == NEIGHBOUR_NONE; i++)
		found = neighbours_beside(n, row, dimension, (int)i);
	return found;
}

uint32_t
neighbours_representative(const struct neighbours *n, size_t row)
{
	uint32_t found = (uint32_t)row;
	size_t i;

	for (i = 0; i < n->dimensions; i++)
		if (neighbours_shared(n, row, i))
			found = first_along(n, found, i);
	return found;
}
