/* comparison_definition - what a definition compares, and how */
#include "measure/comparison_definition.h"

#include <stdlib.h>
#include <string.h>

#include "base/json_choice.h"
#include "base/memory.h"
#include "base/message.h"
#include "measure/definition.h"

#define GROUPS (1U << COMPARISON_GROUPS)
#define PERIODS (1U << COMPARISON_PERIODS)
#define UNITS (1U << COMPARISON_UNITS)

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

/* ---- members ---- */

/* One that may be absent, which leaves the text NULL. */
static int
allow_name(const struct json *object, const char *key, const char **text,
    struct fail *f)
{
	const struct json *node = json_member(object, key);

	return node == NULL ? 0 : json_get_name(node, text, f);
}

/* One of the choices, NULL the last; the fallback where it is absent. */
static int
get_choice(const struct json *object, const char *key,
    const char *const *choices, int fallback, int *choice, struct fail *f)
{
	const struct json *node = json_member(object, key);

	*choice = fallback;
	return node == NULL ? 0 : json_choice(node, choices, choice, f);
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

	if (json_require_name(object, "dimension", &c->dimension_name, f) == -1)
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
	if (json_require_name(object, "group", &c->group, f) == -1 ||
	    json_require_name(object, "with", &c->with, f) == -1)
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
	    json_require_name(strata, "dimension", &c->stratum_name, f) == -1 ||
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
	char names[JSON_NAMES_TEXT] = "";
	enum statistic statistic;
	int i;

	for (i = 0; i < STATISTICS; i++)
		if ((kinds_with((enum statistic)i) & 1U << c->kind) != 0)
			json_list_name(
			    names, statistic_name((enum statistic)i));
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
			      "breakdown names it, expected the others alone, "
			      "or [] without any"),
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
	if (json_require_name(root, "of", &c->of_id, f) == -1 ||
	    (object = json_required(root, "comparison", f)) == NULL ||
	    json_expect(object, JSON_KIND_OBJECT, f) == -1 ||
	    get_kind(object, c, f) == -1 || get_groups(object, c, f) == -1 ||
	    get_strata(object, c, f) == -1 || get_methods(object, c, f) == -1 ||
	    get_statistics(object, d, f) == -1 ||
	    check_dimensions(root, d, f) == -1)
		return -1;
	return check_breakdowns(root, d, f);
}
