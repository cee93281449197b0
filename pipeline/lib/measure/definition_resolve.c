/* definition_resolve - the indicator that a comparison compares */
#include "measure/definition_resolve.h"

#include <stdint.h>
#include <string.h>

#include "base/json_choice.h"
#include "base/message.h"

_Static_assert(
    DEFINITION_DIMENSIONS_MAX <= 32, "a set of dimensions is a word");

static int
check_rate(
    const struct definition *d, const struct definition *of, struct fail *f)
{
	const struct json *node = json_member(d->json, "of");

	if (of->comparison != NULL)
		return json_fail(node, f,
		    _("the indicator \"%s\" is a comparison itself, expected "
		      "one whose rates can be compared"),
		    of->id);
	if (of->series)
		return json_fail(node, f,
		    _("the indicator \"%s\" is a series, expected one whose "
		      "rates can be compared"),
		    of->id);
	if (!of->bounded)
		return json_fail(node, f,
		    _("the numerator of the indicator \"%s\" is not a part of "
		      "its denominator, so its rates cannot be compared"),
		    of->id);
	return 0;
}

/* The dimension of the indicator that a member names. */
static int
find_dimension(const struct definition *of, const char *name,
    const struct json *node, size_t *index, struct fail *f)
{
	int found = definition_dimension(of, name);
	size_t i;

	if (found == -1)
		return json_fail(node, f,
		    _("the indicator \"%s\" has no dimension \"%s\""), of->id,
		    name);
	for (i = 0; i < of->denominator.where_count; i++)
		if (strcmp(of->denominator.where[i].dimension, name) == 0)
			return json_fail(node, f,
			    _("all codes of \"%s\" have the same denominator "
			      "in the indicator \"%s\": they are not apart, "
			      "so they cannot be compared"),
			    name, of->id);
	*index = (size_t)found;
	return 0;
}

static int
find_dimensions(struct comparison_definition *c, const struct definition *d,
    const struct definition *of, struct fail *f)
{
	const struct json *object = json_member(d->json, "comparison");

	if (c->kind != COMPARISON_PERIODS &&
	    find_dimension(of, c->dimension_name,
		json_member(object, "dimension"), &c->dimension, f) == -1)
		return -1;
	return c->stratum_name == NULL
		   ? 0
		   : find_dimension(of, c->stratum_name,
			 json_member(
			     json_member(object, "strata"), "dimension"),
			 &c->stratum, f);
}

/* Codes mean the same in both; what is sensitive in one is in the other. */
static int
match_dimensions(
    struct definition *d, const struct definition *of, struct fail *f)
{
	struct definition_dimension *mine;
	const struct definition_dimension *theirs;
	size_t i;
	int found;

	for (i = 0; i < d->dimension_count; i++) {
		mine = &d->dimensions[i];
		if (strcmp(mine->name, STATISTIC_DIMENSION) == 0)
			continue;
		if ((found = definition_dimension(of, mine->name)) == -1)
			return json_fail(mine->node, f,
			    _("the indicator \"%s\" has no dimension \"%s\""),
			    of->id, mine->name);
		theirs = &of->dimensions[found];
		if (strcmp(mine->registry, theirs->registry) != 0)
			return json_fail(mine->node, f,
			    _("the registry of \"%s\" is \"%s\", in the "
			      "indicator \"%s\" it is \"%s\""),
			    mine->name, mine->registry, of->id,
			    theirs->registry);
		mine->sensitive = mine->sensitive || theirs->sensitive;
	}
	return 0;
}

static uint32_t
set_of(const size_t *dimensions, size_t count)
{
	uint32_t set = 0;
	size_t i;

	for (i = 0; i < count; i++)
		set |= UINT32_C(1) << dimensions[i];
	return set;
}

/* A breakdown shows the totals of its dimensions, too. */
static bool
is_shown(const struct definition *of, uint32_t set)
{
	size_t i;

	for (i = 0; i < of->breakdown_count; i++)
		if ((set & ~set_of(of->breakdowns[i].dimensions,
			       of->breakdowns[i].dimension_count)) == 0)
			return true;
	return of->breakdown_count == 0;
}

/* Every figure that is compared is one that the indicator shows itself. */
static int
match_breakdowns(
    const struct definition *d, const struct definition *of, struct fail *f)
{
	size_t dimensions[DEFINITION_DIMENSIONS_MAX], i, j, count;
	char names[JSON_NAMES_TEXT];

	for (i = 0; i < d->breakdown_count; i++) {
		count = definition_comparison_set(d, i, false, dimensions);
		if (is_shown(of, set_of(dimensions, count)))
			continue;
		names[0] = '\0';
		for (j = 0; j < count; j++)
			json_list_name(
			    names, of->dimensions[dimensions[j]].name);
		return json_fail(json_at(json_member(d->json, "breakdowns"), i),
		    f,
		    _("the indicator \"%s\" does not have the breakdown [%s], "
		      "whose figures are compared"),
		    of->id, names);
	}
	return 0;
}

int
definition_resolve(
    struct definition *d, const struct definition *of, struct fail *f)
{
	struct comparison_definition *c = d->comparison;

	if (check_rate(d, of, f) == -1 || find_dimensions(c, d, of, f) == -1 ||
	    match_dimensions(d, of, f) == -1)
		return -1;
	c->of = of;
	d->numerator = of->numerator;
	d->denominator = of->denominator;
	d->from = of->from;
	d->to = of->to;
	d->break_count = of->break_count;
	d->breaks = of->breaks;
	d->protection = of->protection;
	d->protection_text = of->protection_text;
	return match_breakdowns(d, of, f);
}

int
definitions_resolve(struct definitions *set, struct fail *f)
{
	const struct definition *of;
	struct definition *d;
	size_t i;

	for (i = 0; i < set->count; i++) {
		d = set->items[i];
		if (d->comparison == NULL)
			continue;
		if ((of = definitions_find(set, d->comparison->of_id)) == NULL)
			return json_fail(json_member(d->json, "of"), f,
			    _("the indicator \"%s\" is compared, but its "
			      "definition is not given"),
			    d->comparison->of_id);
		if (definition_resolve(d, of, f) == -1)
			return -1;
	}
	return 0;
}

size_t
definition_comparison_set(const struct definition *d, size_t breakdown,
    bool strata, size_t *dimensions)
{
	const struct comparison_definition *c = d->comparison;
	size_t i, count = 0;

	for (i = 0; i < c->of->dimension_count; i++)
		if ((c->kind != COMPARISON_PERIODS && i == c->dimension) ||
		    (strata && c->stratum_name != NULL && i == c->stratum) ||
		    definition_breakdown_has(d, &d->breakdowns[breakdown],
			c->of->dimensions[i].name))
			dimensions[count++] = i;
	return count;
}

/* ---- registries ---- */

static int
check_code(const struct registry *r, const char *code, const struct json *node,
    struct fail *f)
{
	if (registry_find(r, code) != -1)
		return 0;
	return json_fail(node, f, _("\"%s\" is not in the registry \"%s\""),
	    code, registry_id(r));
}

/* Whether an entry or one above it is counted elsewhere. */
static bool
is_included(const struct registry *r, int entry)
{
	for (; entry != -1; entry = registry_entry_parent(r, entry))
		if (registry_entry_included(r, entry))
			return true;
	return false;
}

static bool
has_parts(const struct registry *r, int entry)
{
	size_t i;

	for (i = 0; i < registry_child_count(r, entry); i++)
		if (!registry_entry_included(r, registry_child(r, entry, i)))
			return true;
	return false;
}

bool
comparison_has_entry(const struct registry *r, const char *level, int entry)
{
	const char *found = registry_entry_level(r, entry);

	if (is_included(r, entry))
		return false;
	return level == NULL ? !has_parts(r, entry)
			     : found != NULL && strcmp(found, level) == 0;
}

/* People of an entry within another one would be counted twice. */
static int
check_nested(const struct registry *r, const char *level, int entry,
    const struct json *node, struct fail *f)
{
	int above = registry_entry_parent(r, entry);

	while (above != -1 && !comparison_has_entry(r, level, above))
		above = registry_entry_parent(r, above);
	if (above == -1)
		return 0;
	return json_fail(node, f,
	    _("\"%s\" is a part of \"%s\", and both have the level \"%s\", "
	      "expected entries that are apart"),
	    registry_entry_id(r, entry), registry_entry_id(r, above), level);
}

static int
check_level(const struct registry *r, const char *level,
    const struct json *node, struct fail *f)
{
	bool found = false;
	size_t i;

	if (level == NULL)
		return 0;
	for (i = 0; i < registry_count(r); i++) {
		if (!comparison_has_entry(r, level, (int)i))
			continue;
		found = true;
		if (check_nested(r, level, (int)i, node, f) == -1)
			return -1;
	}
	if (found)
		return 0;
	return json_fail(node, f,
	    _("no entry of the registry \"%s\" has the level \"%s\""),
	    registry_id(r), level);
}

/* People of both groups would be compared with themselves. */
static int
check_apart(const struct registry *r, const char *code, const char *other,
    const struct json *node, struct fail *f)
{
	int above = registry_find(r, code);
	int entry = registry_find(r, other);

	while (entry != -1 && entry != above)
		entry = registry_entry_parent(r, entry);
	if (entry == -1)
		return 0;
	return json_fail(node, f,
	    _("\"%s\" is a part of \"%s\", expected groups that are apart"),
	    other, code);
}

static int
check_groups(const struct registry *r, const struct comparison_definition *c,
    const struct json *object, struct fail *f)
{
	const struct json *node = json_member(object, "with");

	if (c->group == NULL)
		return 0;
	if (check_code(r, c->group, json_member(object, "group"), f) == -1 ||
	    check_code(r, c->with, node, f) == -1 ||
	    check_apart(r, c->group, c->with, node, f) == -1)
		return -1;
	return check_apart(r, c->with, c->group, node, f);
}

int
definition_comparison_codes(const struct definition *d,
    const struct registry *compared, const struct registry *strata,
    struct fail *f)
{
	const struct comparison_definition *c = d->comparison;
	const struct json *object = json_member(d->json, "comparison");

	if (compared != NULL && (check_groups(compared, c, object, f) == -1 ||
				    check_level(compared, c->level,
					json_member(object, "level"), f) == -1))
		return -1;
	return strata == NULL
		   ? 0
		   : check_level(strata, c->stratum_level,
			 json_member(json_member(object, "strata"), "level"),
			 f);
}
