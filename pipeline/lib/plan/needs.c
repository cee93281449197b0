/* needs - what all indicators together count in one source */
#include "plan/needs.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/definition_resolve.h"

_Static_assert(CUBE_DIMENSIONS_MAX <= 64, "a set is a word of 64 bits");

/* The source and its cube, while the indicators are gone through. */
struct counting {
	struct needs *n;
	const struct config_source *source;
	const struct definition *d; /* what is counted */
	/* Whose rates it asks for besides those by d's own breakdowns, or
	 * NULL. */
	const struct definition *comparison;
	const struct json *node; /* of the side at hand, or the breakdown */
};

static int
fail_room(const struct counting *k, size_t room, struct fail *f)
{
	return json_fail(k->node, f,
	    _("with this indicator a dataset is counted by more than "
	      "%zu dimensions or measures"),
	    room);
}

/* The registry of a dimension: the indicator's, else that of the column. */
static const char *
registry_of(const struct counting *k, const char *name)
{
	const struct known_column *column =
	    known_find(&k->source->columns, name);
	int at = definition_dimension(k->d, name);

	if (at != -1)
		return k->d->dimensions[at].registry;
	return column == NULL ? NULL : column->registry;
}

/* The place of the dimension, which is new or known; -1 on failure. */
static int
add_dimension(const struct counting *k, const char *name, struct fail *f)
{
	struct needs *n = k->n;
	const struct known_column *known =
	    known_find(&k->source->columns, name);
	const char *registry = registry_of(k, name);
	size_t i;

	for (i = 0; i < n->dimension_count; i++)
		if (strcmp(n->dimensions[i].name, name) == 0)
			break;
	if (i == CUBE_DIMENSIONS_MAX)
		return fail_room(k, CUBE_DIMENSIONS_MAX, f);
	if (i == n->dimension_count)
		n->dimensions[n->dimension_count++] =
		    (struct needs_dimension){ name,
			    known == NULL ? name : known->column, registry };
	else if (n->dimensions[i].registry == NULL)
		n->dimensions[i].registry = registry;
	else if (registry != NULL &&
		 strcmp(n->dimensions[i].registry, registry) != 0)
		return json_fail(k->d->json, f,
		    _("another indicator counts the dimension \"%s\" by the "
		      "registry \"%s\", this one by \"%s\""),
		    name, n->dimensions[i].registry, registry);
	return (int)i;
}

/* A column that is summed, or whose distinct texts are counted. */
static int
add_name(const struct counting *k, const char **list, size_t *count,
    size_t room, const char *name, struct fail *f)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if (strcmp(list[i], name) == 0)
			return 0;
	if (*count == room)
		return fail_room(k, room, f);
	list[(*count)++] = name;
	return 0;
}

static int
add_measures(const struct counting *k, const struct definition_part *part,
    struct fail *f)
{
	struct needs *n = k->n;

	if (part->distinct != NULL)
		return add_name(k, n->distincts, &n->distinct_count,
		    COUNT(n->distincts), part->distinct, f);
	if (strcmp(part->measure, "rows") != 0 &&
	    add_name(k, n->measures, &n->measure_count, COUNT(n->measures),
		part->measure, f) == -1)
		return -1;
	return part->minus == NULL ? 0
				   : add_name(k, n->measures, &n->measure_count,
					 COUNT(n->measures), part->minus, f);
}

/* ---- sets ---- */

static int
add_to_set(
    const struct counting *k, const char *name, uint64_t *set, struct fail *f)
{
	int at = add_dimension(k, name, f);

	if (at == -1)
		return -1;
	*set |= UINT64_C(1) << at;
	return 0;
}

/* What has to be known apart whatever the breakdown. */
static int
common_set(const struct counting *k, const struct definition_part *part,
    uint64_t *set, struct fail *f)
{
	const struct definition *d = k->d;
	size_t i;

	*set = 0;
	for (i = 0; i < part->where_count; i++)
		if (strcmp(part->where[i].dimension, "period") != 0 &&
		    add_to_set(k, part->where[i].dimension, set, f) == -1)
			return -1;
	if (d->unit_field != NULL && add_to_set(k, d->unit_field, set, f) == -1)
		return -1;
	if (part->minus != NULL && d->overlap_field != NULL &&
	    known_find(&k->source->columns, d->overlap_field) != NULL)
		return add_to_set(k, d->overlap_field, set, f);
	return 0;
}

static int
keep_set(const struct counting *k, uint64_t set, struct fail *f)
{
	struct needs *n = k->n;
	size_t i;

	for (i = 0; i < n->set_count; i++)
		if (n->sets[i] == set)
			return 0;
	if (n->set_count == CUBE_SETS_MAX)
		return json_fail(k->node, f,
		    _("with this indicator a dataset is counted by more than "
		      "%d breakdowns"),
		    CUBE_SETS_MAX);
	if (memory_grow(&n->sets, &n->set_capacity, n->set_count + 1,
		sizeof(*n->sets), f) == -1)
		return -1;
	n->sets[n->set_count++] = set;
	return 0;
}

static int
add_sets(const struct counting *k, uint64_t common, struct fail *f)
{
	const struct definition *d = k->d;
	struct counting at = *k;
	uint64_t set;
	size_t i, j;

	for (i = 0; i < d->breakdown_count; i++) {
		const struct definition_breakdown *b = &d->breakdowns[i];

		at.node = json_at(json_member(d->json, "breakdowns"), i);
		set = common;
		for (j = 0; j < b->dimension_count; j++)
			if (config_dimension_counted(d, b->dimensions[j]) &&
			    add_to_set(&at,
				d->dimensions[b->dimensions[j]].name, &set,
				f) == -1)
				return -1;
		if (keep_set(&at, set, f) == -1)
			return -1;
	}
	return 0;
}

/* The figures that a breakdown of a comparison is made of, whole or in strata,
 * are counted as those of the indicator that is compared. */
static int
add_compared_set(const struct counting *k, size_t breakdown, bool strata,
    uint64_t common, struct fail *f)
{
	size_t dimensions[DEFINITION_DIMENSIONS_MAX], i, count;
	uint64_t set = common;

	count = definition_comparison_set(
	    k->comparison, breakdown, strata, dimensions);
	for (i = 0; i < count; i++)
		if (add_to_set(
			k, k->d->dimensions[dimensions[i]].name, &set, f) == -1)
			return -1;
	return keep_set(k, set, f);
}

static int
add_compared_sets(const struct counting *k, uint64_t common, struct fail *f)
{
	const struct definition *d = k->comparison;
	struct counting at = *k;
	size_t i;

	for (i = 0; i < d->breakdown_count; i++) {
		at.node = json_at(json_member(d->json, "breakdowns"), i);
		if (add_compared_set(&at, i, false, common, f) == -1 ||
		    (d->comparison->stratum_name != NULL &&
			add_compared_set(&at, i, true, common, f) == -1))
			return -1;
	}
	return 0;
}

/* The only set of a definition without breakdowns. */
static int
add_whole_set(const struct counting *k, uint64_t common, struct fail *f)
{
	uint64_t set = common;
	size_t i;

	for (i = 0; i < k->d->dimension_count; i++)
		if (config_dimension_counted(k->d, i) &&
		    add_to_set(k, k->d->dimensions[i].name, &set, f) == -1)
			return -1;
	return keep_set(k, set, f);
}

static int
add_all_sets(const struct counting *k, uint64_t common, struct fail *f)
{
	bool breakdowns = k->comparison != NULL || k->d->breakdown_count > 0;

	k->n->breakdowns = k->n->breakdowns || breakdowns;
	if (k->comparison != NULL)
		return add_compared_sets(k, common, f);
	return (breakdowns ? add_sets : add_whole_set)(k, common, f);
}

/* ---- parts ---- */

static int
add_part(struct counting *k, const struct definition_part *part, struct fail *f)
{
	const struct definition *d = k->d;
	uint64_t common;
	size_t i;

	if (strcmp(part->dataset, k->source->id) != 0)
		return 0;
	k->node = part->node;
	for (i = 0; i < d->dimension_count; i++)
		if (config_dimension_counted(d, i) &&
		    add_dimension(k, d->dimensions[i].name, f) == -1)
			return -1;
	if (common_set(k, part, &common, f) == -1 ||
	    add_all_sets(k, common, f) == -1)
		return -1;
	return add_measures(k, part, f);
}

/* A rate of two measures of the source, or a level less a measure, is one of the
 * rows that have both. */
static int
add_pair(const struct counting *k, struct fail *f)
{
	const struct definition *d = k->d;
	struct needs *n = k->n;
	const char *above = d->numerator.measure;
	const char *below =
	    d->series ? d->numerator.minus : d->denominator.measure;
	size_t i;

	if (above == NULL || below == NULL ||
	    strcmp(d->numerator.dataset, k->source->id) != 0 ||
	    strcmp(d->denominator.dataset, k->source->id) != 0 ||
	    strcmp(above, below) == 0 || strcmp(above, "rows") == 0 ||
	    strcmp(below, "rows") == 0)
		return 0;
	for (i = 0; i < n->pair_count; i++)
		if (strcmp(n->pairs[i].numerator, above) == 0 &&
		    strcmp(n->pairs[i].denominator, below) == 0)
			return 0;
	if (n->pair_count == CUBE_PAIRS_MAX)
		return json_fail(d->json, f,
		    _("with this indicator a dataset has more than %d pairs "
		      "of measures"),
		    CUBE_PAIRS_MAX);
	n->pairs[n->pair_count++] = (struct needs_pair){ above, below };
	return 0;
}

int
needs_of(struct needs *n, const struct config *c,
    const struct config_source *source, struct fail *f)
{
	struct counting k = { n, source, NULL, NULL, NULL };
	const struct definition *d;
	size_t i;

	memset(n, 0, sizeof(*n));
	n->dimensions[n->dimension_count++] =
	    (struct needs_dimension){ "period", source->columns.period, NULL };
	for (i = 0; i < c->indicator_count; i++) {
		d = c->indicators[i].definition;
		k.comparison = d->comparison == NULL ? NULL : d;
		k.d = d->comparison == NULL ? d : d->comparison->of;
		if (add_part(&k, &k.d->numerator, f) == -1 ||
		    (!k.d->series &&
			add_part(&k, &k.d->denominator, f) == -1) ||
		    add_pair(&k, f) == -1)
			return -1;
	}
	return 0;
}

void
needs_clear(struct needs *n)
{
	free(n->sets);
	memset(n, 0, sizeof(*n));
}
