/* compared - the figures that a row of a comparison is made of */
#include "protect/compared.h"

#include <stdint.h>
#include <string.h>

#include "measure/period.h"

/* The cell of the figures in the table. */
struct figures {
	const struct observations *o;
	const struct definition *d;
	const char *codes[OBSERVATION_DIMENSIONS_MAX];
	const char **compared; /* its code in codes; NULL of periods */
	const char *total;     /* of what is compared, or NULL */
	const char *period;
};

/* The code that stands for all, or NULL. */
static const char *
total_of(const struct registry_set *registries, const char *id)
{
	const struct registry *r = registry_set_find(registries, id);
	int root = r == NULL ? -1 : registry_root(r);

	return root == -1 ? NULL : registry_entry_id(r, root);
}

/* False when the table cannot have such a cell. */
static bool
figures_find(struct figures *k, const struct registry_set *registries,
    const struct definition *d, size_t row)
{
	const struct comparison_definition *c = d->comparison;
	const struct definition_dimension *dimension;
	const char *total;
	size_t i;
	int at;

	k->d = d;
	for (i = 0; i < c->of->dimension_count; i++) {
		dimension = &c->of->dimensions[i];
		at = observations_dimension_find(k->o, dimension->name);
		if (at == -1)
			return false;
		total = total_of(registries, dimension->registry);
		if (definition_dimension(d, dimension->name) != -1)
			k->codes[at] =
			    observations_code_text(k->o, row, (size_t)at);
		else
			k->codes[at] = total;
		if (c->kind != COMPARISON_PERIODS && i == c->dimension) {
			k->compared = &k->codes[at];
			k->total = total;
		}
	}
	return true;
}

static ptrdiff_t
find(const struct figures *k, const char *period)
{
	return observations_find(
	    k->o, k->d->comparison->of->id, period, k->codes);
}

static bool
is_confidential(const struct figures *k, ptrdiff_t row)
{
	return row != -1 && k->o->status[row] == OBSERVATION_CONFIDENTIAL;
}

/* The figure in the cell as it is now, in this period. */
static bool
is_withheld(const struct figures *k, const char *period)
{
	ptrdiff_t row = find(k, period);

	return row == -1 || is_confidential(k, row);
}

static bool
groups_tell(struct figures *k)
{
	bool tells;

	*k->compared = k->d->comparison->group;
	tells = is_withheld(k, k->period);
	*k->compared = k->d->comparison->with;
	return tells || is_withheld(k, k->period);
}

static bool
unit_tells(struct figures *k)
{
	bool tells = is_withheld(k, k->period);

	*k->compared = k->total;
	return tells || is_confidential(k, find(k, k->period));
}

/* Periods whose days are not known are in the order of their texts. */
static bool
is_earlier(const char *period, const char *other)
{
	int32_t first, last, other_first, other_last;

	return period_days(period, &first, &last) &&
		       period_days(other, &other_first, &other_last)
		   ? other_first < first
		   : strcmp(other, period) < 0;
}

/* Where the days are not known, any earlier one may be the one before. */
static bool
is_before(const char *period, const char *other)
{
	int32_t first, last, other_first, other_last;

	return period_days(period, &first, &last) &&
		       period_days(other, &other_first, &other_last)
		   ? other_last + 1 == first
		   : strcmp(other, period) < 0;
}

static bool
periods_tell(const struct figures *k, bool all)
{
	const struct dictionary *periods =
	    observations_period(k->o)->dictionary;
	const char *other;
	ptrdiff_t row;
	int32_t code;
	bool there = false;

	if (is_withheld(k, k->period))
		return true;
	for (code = 0; code < dictionary_count(periods); code++) {
		other = dictionary_text(periods, code, NULL);
		if (!(all ? is_earlier : is_before)(k->period, other) ||
		    (row = find(k, other)) == -1)
			continue;
		if (is_confidential(k, row))
			return true;
		there = true;
	}
	return !there;
}

bool
compared_tells(const struct neighbours *n,
    const struct registry_set *registries, size_t row)
{
	struct figures k = { .o = n->o };
	struct observation one;
	const char *name =
	    observations_code_text(n->o, row, (size_t)n->statistic);
	enum statistic statistic;

	observations_get(n->o, row, &one);
	k.period = one.period;
	if (name == NULL || !statistic_find(name, &statistic) ||
	    !figures_find(&k, registries, neighbours_definition(n, row), row))
		return true; /* what it is made of is not known */
	switch (k.d->comparison->kind) {
	case COMPARISON_GROUPS:
		return groups_tell(&k);
	case COMPARISON_PERIODS:
		return periods_tell(
		    &k, statistic == STATISTIC_COCHRAN_ARMITAGE_P_VALUE);
	default:
		return !statistic_of_all_units(statistic) && unit_tells(&k);
	}
}
