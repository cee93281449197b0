/* comparison_definition - what a definition compares, and how */
#include "measure/comparison_definition.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/definition.h"

#define NAMES_TEXT 640

#define GROUPS (1U << COMPARISON_GROUPS)
#define PERIODS (1U << COMPARISON_PERIODS)
#define UNITS (1U << COMPARISON_UNITS)

_Static_assert(
    DEFINITION_DIMENSIONS_MAX <= 32, "a set of dimensions is a word");

/* As a part of sentences. */
static const char *const kinds[] = {
	[COMPARISON_GROUPS] = N_("a comparison of two groups"),
	[COMPARISON_PERIODS] = N_("a comparison of periods"),
	[COMPARISON_UNITS] = N_("a comparison of units"),
};

/* The members that not every kind of comparison has. */
static const struct {
	const char *key;
	unsigned kinds;
} members[] = {
	{ "group", GROUPS },
	{ "with", GROUPS },
	{ "level", UNITS },
	{ "difference", GROUPS | PERIODS },
	{ "ratio", GROUPS | PERIODS },
	{ "test", GROUPS | PERIODS },
	{ "funnel", UNITS },
	{ "overdispersion", UNITS },
	{ "pooling", UNITS },
};

static unsigned
kinds_with(enum statistic statistic)
{
	switch (statistic) {
	case STATISTIC_P_VALUE:
	case STATISTIC_P_ADJUSTED:
		return GROUPS | PERIODS | UNITS;
	case STATISTIC_COCHRAN_ARMITAGE_P_VALUE:
		return PERIODS;
	default:
		if (statistic_of_series(statistic))
			return 0;
		return statistic < STATISTIC_P_VALUE ? GROUPS | PERIODS : UNITS;
	}
}

/* Names one after another; those which find no room are left out. */
static void
list_name(char text[NAMES_TEXT], const char *name)
{
	size_t length = strlen(text);

	(void)snprintf(text + length, NAMES_TEXT - length, "%s\"%s\"",
	    length == 0 ? "" : ", ", name);
}

/* ---- members ---- */

static int
get_name(const struct json *object, const char *key, const char **text,
    struct fail *f)
{
	const struct json *node = json_required(object, key, f);

	return node == NULL ? -1 : json_get_name(node, text, f);
}

/* One that may be absent, which leaves the text NULL. */
static int
allow_name(const struct json *object, const char *key, const char **text,
    struct fail *f)
{
	const struct json *node = json_member(object, key);

	return node == NULL ? 0 : json_get_name(node, text, f);
}

/* The place of a text in the list of those that are allowed, NULL the last. */
static int
get_choice(const struct json *object, const char *key,
    const char *const *choices, int fallback, int *choice, struct fail *f)
{
	const struct json *node = json_member(object, key);
	char names[NAMES_TEXT] = "";
	const char *text;

	*choice = fallback;
	if (node == NULL)
		return 0;
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	for (*choice = 0; choices[*choice] != NULL; ++*choice) {
		if (strcmp(choices[*choice], text) == 0)
			return 0;
		list_name(names, choices[*choice]);
	}
	return json_fail(
	    node, f, _("\"%s\" is not known, expected one of %s"), text, names);
}

static int
get_methods(
    const struct json *object, struct comparison_definition *c, struct fail *f)
{
	/* in the order of their enums */
	static const char *const differences[] = { "newcombe",
		"miettinen_nurminen", "mee", NULL };
	static const char *const ratios[] = { "katz", "koopman", NULL };
	static const char *const tests[] = { "fisher", "pearson", NULL };
	static const char *const adjusts[] = { "bonferroni", "holm", "hochberg",
		"benjamini_hochberg", "benjamini_yekutieli", NULL };
	static const char *const funnels[] = { "exact", "score", NULL };
	static const char *const widenings[] = { "none", "multiplicative",
		"additive", NULL };
	static const char *const poolings[] = { "dersimonian_laird", "reml",
		"paule_mandel", NULL };
	int difference, ratio, test, adjust, funnel, widening, pooling;

	if (get_choice(object, "difference", differences, COMPARISON_NEWCOMBE,
		&difference, f) == -1 ||
	    get_choice(object, "ratio", ratios, COMPARISON_KATZ, &ratio, f) ==
		-1 ||
	    get_choice(object, "test", tests, COMPARISON_FISHER, &test, f) ==
		-1 ||
	    get_choice(object, "adjust", adjusts, ADJUST_BENJAMINI_HOCHBERG,
		&adjust, f) == -1 ||
	    get_choice(object, "funnel", funnels, COMPARISON_FUNNEL_EXACT,
		&funnel, f) == -1 ||
	    get_choice(object, "overdispersion", widenings,
		COMPARISON_WIDENING_ADDITIVE, &widening, f) == -1 ||
	    get_choice(object, "pooling", poolings, COMPARISON_REML, &pooling,
		f) == -1)
		return -1;
	c->difference = (enum comparison_difference)difference;
	c->ratio = (enum comparison_ratio)ratio;
	c->test = (enum comparison_test)test;
	c->adjust = (enum adjust_method)adjust;
	c->funnel = (enum comparison_funnel)funnel;
	c->widening = (enum comparison_widening)widening;
	c->pooling = (enum comparison_pooling)pooling;
	return 0;
}

/* What stands side by side: two groups, each period and the one before, or
 * units.  A member of another kind is named, for it is known elsewhere. */
static int
get_kind(
    const struct json *object, struct comparison_definition *c, struct fail *f)
{
	size_t i;

	if (get_name(object, "dimension", &c->dimension_name, f) == -1)
		return -1;
	if (strcmp(c->dimension_name, "period") == 0)
		c->kind = COMPARISON_PERIODS;
	else if (json_member(object, "group") != NULL ||
		 json_member(object, "with") != NULL)
		c->kind = COMPARISON_GROUPS;
	else
		c->kind = COMPARISON_UNITS;
	for (i = 0; i < COUNT(members); i++)
		if ((members[i].kinds & 1U << c->kind) == 0 &&
		    json_member(object, members[i].key) != NULL)
			return json_fail(json_member(object, members[i].key), f,
			    _("\"%s\" does not belong to %s"), members[i].key,
			    _(kinds[c->kind]));
	return 0;
}

static int
get_groups(
    const struct json *object, struct comparison_definition *c, struct fail *f)
{
	if (c->kind == COMPARISON_UNITS)
		return allow_name(object, "level", &c->level, f);
	if (c->kind != COMPARISON_GROUPS)
		return 0;
	if (get_name(object, "group", &c->group, f) == -1 ||
	    get_name(object, "with", &c->with, f) == -1)
		return -1;
	if (strcmp(c->group, c->with) == 0)
		return json_fail(json_member(object, "with"), f,
		    _("the group \"%s\" is compared with itself"), c->group);
	return 0;
}

static int
get_strata(
    const struct json *object, struct comparison_definition *c, struct fail *f)
{
	const struct json *strata = json_member(object, "strata");

	if (strata == NULL)
		return 0;
	if (json_expect(strata, JSON_KIND_OBJECT, f) == -1 ||
	    get_name(strata, "dimension", &c->stratum_name, f) == -1 ||
	    allow_name(strata, "level", &c->stratum_level, f) == -1)
		return -1;
	if (strcmp(c->stratum_name, c->dimension_name) == 0 ||
	    strcmp(c->stratum_name, "period") == 0)
		return json_fail(json_member(strata, "dimension"), f,
		    _("\"%s\" cannot be the dimension of the strata"),
		    c->stratum_name);
	return 0;
}

/* ---- statistics ---- */

static int
fail_statistic(const struct json *node, const struct comparison_definition *c,
    const char *name, struct fail *f)
{
	char names[NAMES_TEXT] = "";
	enum statistic statistic;
	int i;

	for (i = 0; i < STATISTICS; i++)
		if ((kinds_with((enum statistic)i) & 1U << c->kind) != 0)
			list_name(names, statistic_name((enum statistic)i));
	if (!statistic_find(name, &statistic))
		return json_fail(node, f,
		    _("the statistic \"%s\" is not known, expected one of %s"),
		    name, names);
	return json_fail(node, f,
	    _("the statistic \"%s\" does not belong to %s, expected one of %s"),
	    name, _(kinds[c->kind]), names);
}

static int
get_statistic(const struct json *node, const struct comparison_definition *c,
    bool wanted[STATISTICS], struct fail *f)
{
	enum statistic statistic;
	const char *name;

	if (json_get_text(node, NULL, &name, f) == -1)
		return -1;
	if (!statistic_find(name, &statistic) ||
	    (kinds_with(statistic) & 1U << c->kind) == 0)
		return fail_statistic(node, c, name, f);
	if (statistic_of_strata(statistic) && c->stratum_name == NULL)
		return json_fail(node, f,
		    _("the statistic \"%s\" is made from strata, but "
		      "\"strata\" is not there"),
		    name);
	if (wanted[statistic])
		return json_fail(node, f, _("this statistic is there twice"));
	wanted[statistic] = true;
	return 0;
}

static int
get_statistics(const struct json *object, struct definition *d, struct fail *f)
{
	const struct json *list = json_required(object, "statistics", f);
	size_t i;

	if (list == NULL || json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(list) == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	for (i = 0; i < json_count(list); i++)
		if (get_statistic(json_at(list, i), d->comparison,
			d->statistics, f) == -1)
			return -1;
	return 0;
}

/* ---- dimensions ---- */

/* The rows are by statistic, and by units; groups and strata are inside. */
static int
check_dimensions(
    const struct json *root, const struct definition *d, struct fail *f)
{
	const struct comparison_definition *c = d->comparison;
	int compared = definition_dimension(d, c->dimension_name);
	int stratum = c->stratum_name == NULL
			  ? -1
			  : definition_dimension(d, c->stratum_name);

	if (definition_dimension(d, STATISTIC_DIMENSION) == -1)
		return json_fail(json_member(root, "dimensions"), f,
		    _("a comparison has the dimension \"%s\", which is not "
		      "there"),
		    STATISTIC_DIMENSION);
	if (strcmp(c->dimension_name, STATISTIC_DIMENSION) == 0)
		return json_fail(
		    json_member(json_member(root, "comparison"), "dimension"),
		    f, _("\"%s\" cannot be compared"), c->dimension_name);
	if (c->kind == COMPARISON_UNITS && compared == -1)
		return json_fail(json_member(root, "dimensions"), f,
		    _("the units are those of the dimension \"%s\", which is "
		      "not there"),
		    c->dimension_name);
	if (c->kind == COMPARISON_GROUPS && compared != -1)
		return json_fail(d->dimensions[compared].node, f,
		    _("the groups are codes of \"%s\", so the comparison is "
		      "not by this dimension"),
		    c->dimension_name);
	if (stratum != -1)
		return json_fail(d->dimensions[stratum].node, f,
		    _("the strata are codes of \"%s\", so the comparison is "
		      "not by this dimension"),
		    c->stratum_name);
	return 0;
}

/* What every row is by is not said again. */
static int
check_implied(const struct json *list, const struct definition *d,
    const struct definition_breakdown *b, struct fail *f)
{
	const struct comparison_definition *c = d->comparison;
	const char *name;
	size_t i;

	for (i = 0; i < b->dimension_count; i++) {
		name = d->dimensions[b->dimensions[i]].name;
		if (strcmp(name, STATISTIC_DIMENSION) == 0 ||
		    (c->kind == COMPARISON_UNITS &&
			strcmp(name, c->dimension_name) == 0))
			return json_fail(json_at(list, i), f,
			    _("every row of the comparison is by \"%s\", so no "
			      "breakdown names it"),
			    name);
	}
	return 0;
}

static int
check_breakdowns(
    const struct json *root, const struct definition *d, struct fail *f)
{
	const struct json *list = json_required(root, "breakdowns", f);
	size_t i;

	for (i = 0; list != NULL && i < d->breakdown_count; i++)
		if (check_implied(json_at(list, i), d, &d->breakdowns[i], f) ==
		    -1)
			return -1;
	return list == NULL ? -1 : 0;
}

int
comparison_definition_read(
    const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *object;
	struct comparison_definition *c;

	if ((c = memory_array(1, sizeof(*c), f)) == NULL)
		return -1;
	d->comparison = c;
	if (get_name(root, "of", &c->of_id, f) == -1 ||
	    (object = json_required(root, "comparison", f)) == NULL ||
	    json_expect(object, JSON_KIND_OBJECT, f) == -1 ||
	    get_kind(object, c, f) == -1 || get_groups(object, c, f) == -1 ||
	    get_strata(object, c, f) == -1 || get_methods(object, c, f) == -1 ||
	    get_statistics(object, d, f) == -1 ||
	    check_dimensions(root, d, f) == -1)
		return -1;
	return check_breakdowns(root, d, f);
}

/* ---- the indicator that is compared ---- */

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
	char names[NAMES_TEXT];

	for (i = 0; i < d->breakdown_count; i++) {
		count = definition_comparison_set(d, i, false, dimensions);
		if (is_shown(of, set_of(dimensions, count)))
			continue;
		names[0] = '\0';
		for (j = 0; j < count; j++)
			list_name(names, of->dimensions[dimensions[j]].name);
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
