/* definition - the definition of an indicator */
#include "measure/definition.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "measure/definition_resolve.h"
#include "measure/period.h"

#define DECIMALS 1 /* of a value, where the definition does not say */
#define DECIMALS_MAX 9
#define OVERLAP_FIELD "cluster"

static int
get_wording(const struct json *object, struct title *text, struct fail *f)
{
	int i;

	if (title_read(object, text, f) == -1)
		return -1;
	for (i = 0; i < LANGUAGES; i++)
		if (*text->text[i] == '\0')
			return json_fail(json_member(object,
					     language_code((enum language)i)),
			    f, _("an empty text, expected a name"));
	return 0;
}

/* One that may be absent: its texts stay NULL then. */
static int
allow_wording(const struct json *object, const char *key, struct title *text,
    struct fail *f)
{
	const struct json *node = json_member(object, key);

	return node == NULL ? 0 : get_wording(node, text, f);
}

static int
require_wording(const struct json *root, const char *key, struct title *text,
    struct fail *f)
{
	const struct json *node = json_required(root, key, f);

	return node == NULL ? -1 : get_wording(node, text, f);
}

/* The items of an array: a new zeroed list of as many of this size. */
static void *
list_new(const struct json *array, size_t size, size_t *count, struct fail *f)
{
	if (json_expect(array, JSON_KIND_ARRAY, f) == -1)
		return NULL;
	*count = json_count(array);
	if (*count == 0) {
		(void)json_fail(
		    array, f, _("an empty list, expected at least one item"));
		return NULL;
	}
	return memory_array(*count, size, f);
}

static bool
is_unit_of_level(const char *unit)
{
	static const char *const units[] = { "person", "college", "enterprise",
		"cluster", "region", "unit" };
	size_t i;

	for (i = 0; i < COUNT(units); i++)
		if (strcmp(units[i], unit) == 0)
			return true;
	return false;
}

/* 100 of "percent", ...; 0 if it is no unit of a rate. */
static double
scale_of(const char *unit)
{
	static const struct {
		const char *unit;
		double scale;
	} units[] = { { "percent", 100 }, { "per_1000", 1000 },
		{ "per_100000", 100000 } };
	size_t i;

	for (i = 0; i < COUNT(units); i++)
		if (strcmp(units[i].unit, unit) == 0)
			return units[i].scale;
	return 0;
}

static int
get_unit(const struct json *root, struct definition *d, struct fail *f)
{
	if (json_require_name(root, "unit", &d->unit, f) == -1)
		return -1;
	d->scale = d->series ? 1 : scale_of(d->unit);
	if (d->series && !is_unit_of_level(d->unit))
		return json_fail(json_member(root, "unit"), f,
		    _("the unit \"%s\" is not one of a level, expected "
		      "\"person\", \"college\", \"enterprise\", "
		      "\"cluster\", \"region\" or \"unit\""),
		    d->unit);
	if (d->scale == 0)
		return json_fail(json_member(root, "unit"), f,
		    _("the unit \"%s\" is not known, expected \"percent\", "
		      "\"per_1000\" or \"per_100000\""),
		    d->unit);
	return 0;
}

static int
get_day(const struct json *node, int32_t open, int32_t *day, struct fail *f)
{
	const char *text;

	*day = open;
	if (node == NULL || json_kind(node) == JSON_KIND_NULL)
		return 0;
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	if (!date_parse(text, strlen(text), day))
		return json_fail(node, f,
		    _("\"%s\" is no date, expected YYYY-MM-DD or null"), text);
	return 0;
}

static int
get_validity(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *valid = json_member(root, "valid");

	if (json_expect(valid, JSON_KIND_OBJECT, f) == -1 ||
	    get_day(json_member(valid, "from"), DEFINITION_ALWAYS, &d->from,
		f) == -1 ||
	    get_day(json_member(valid, "to"), DEFINITION_FOREVER, &d->to, f) ==
		-1)
		return -1;
	if (d->to != DEFINITION_FOREVER)
		d->to--; /* "to" is the first day without it */
	if (d->from > d->to)
		return json_fail(
		    valid, f, _("no day lies between \"from\" and \"to\""));
	return 0;
}

static int
get_dimensions(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *node, *list = json_required(root, "dimensions", f);
	struct definition_dimension *dimension;
	size_t i, count;

	if (list == NULL || (d->dimensions = list_new(list,
				 sizeof(*d->dimensions), &count, f)) == NULL)
		return -1;
	if (count > DEFINITION_DIMENSIONS_MAX)
		return json_fail(list, f,
		    _("%zu dimensions, expected at most %d"), count,
		    DEFINITION_DIMENSIONS_MAX);
	for (i = 0; i < count; i++) {
		node = json_at(list, i);
		dimension = &d->dimensions[i];
		if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
		    json_require_name(node, "name", &dimension->name, f) ==
			-1 ||
		    json_require_name(
			node, "registry", &dimension->registry, f) == -1 ||
		    json_get_boolean(json_member(node, "sensitive"), false,
			&dimension->sensitive, f) == -1)
			return -1;
		dimension->node = node;
		if (definition_dimension(d, dimension->name) != -1)
			return json_fail(node, f,
			    _("the dimension \"%s\" is there twice"),
			    dimension->name);
		if (strcmp(dimension->name, "period") == 0 ||
		    strchr(dimension->name, ',') != NULL)
			return json_fail(node, f,
			    _("a dimension cannot be named \"%s\""),
			    dimension->name);
		d->dimension_count++;
	}
	return 0;
}

/* The index of the dimension that a node names. */
static int
get_dimension(const struct json *node, const struct definition *d,
    size_t *index, struct fail *f)
{
	const char *name;
	int found;

	if (json_get_text(node, NULL, &name, f) == -1)
		return -1;
	if ((found = definition_dimension(d, name)) == -1)
		return json_fail(node, f,
		    _("\"%s\" is no dimension of the indicator"), name);
	*index = (size_t)found;
	return 0;
}

/* A list of names of dimensions as indices, none twice; it may be empty. */
static int
get_dimension_list(const struct json *list, const struct definition *d,
    size_t **dimensions, size_t *count, struct fail *f)
{
	size_t i, j, items;

	if (json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	items = json_count(list);
	*dimensions = memory_array(items + 1, sizeof(**dimensions), f);
	if (*dimensions == NULL)
		return -1;
	for (i = 0; i < items; i++) {
		if (get_dimension(json_at(list, i), d, &(*dimensions)[i], f) ==
		    -1)
			return -1;
		for (j = 0; j < i; j++)
			if ((*dimensions)[j] == (*dimensions)[i])
				return json_fail(json_at(list, i), f,
				    _("this dimension is there twice"));
	}
	*count = items;
	return 0;
}

int
definition_where_read(const struct json *object,
    struct definition_where **where, size_t *count, struct fail *f)
{
	const struct json *list;
	struct definition_where *w;
	size_t i, j;

	if (json_expect(object, JSON_KIND_OBJECT, f) == -1)
		return -1;
	if (json_count(object) == 0)
		return json_fail(
		    object, f, _("no dimension, expected at least one"));
	*where = memory_array(json_count(object), sizeof(**where), f);
	if (*where == NULL)
		return -1;
	*count = json_count(object);
	for (i = 0; i < *count; i++) {
		list = json_at(object, i);
		w = &(*where)[i];
		w->dimension = json_key(list);
		w->node = list;
		if ((w->codes = list_new(
			 list, sizeof(*w->codes), &w->code_count, f)) == NULL)
			return -1;
		for (j = 0; j < w->code_count; j++)
			if (json_get_text(
				json_at(list, j), NULL, &w->codes[j], f) == -1)
				return -1;
	}
	return 0;
}

/* What the part counts: a measure, perhaps less another, or distinct texts. */
static int
get_counted(
    const struct json *node, struct definition_part *part, struct fail *f)
{
	if (json_member(node, "distinct") != NULL) {
		if (json_member(node, "measure") != NULL)
			return json_fail(node, f,
			    _("\"measure\" and \"distinct\", expected one of "
			      "them"));
		return json_require_name(node, "distinct", &part->distinct, f);
	}
	if (json_require_name(node, "measure", &part->measure, f) == -1)
		return -1;
	if (json_member(node, "minus") == NULL)
		return 0;
	if (json_require_name(node, "minus", &part->minus, f) == -1)
		return -1;
	if (strcmp(part->measure, "rows") == 0)
		return json_fail(json_member(node, "minus"), f,
		    _("a number of rows, expected another measure to subtract "
		      "\"%s\" from"),
		    part->minus);
	return 0;
}

/*
 * "where": a dimension of the indicator only in the denominator of a rate,
 * where all its codes have that denominator.  Numbers of distinct texts cannot
 * be added up.
 */
static int
get_selection(const struct json *node, const struct definition *d,
    bool broadcast, struct definition_part *part, struct fail *f)
{
	const struct definition_where *where;
	size_t i;

	if (definition_where_read(node, &part->where, &part->where_count, f) ==
	    -1)
		return -1;
	for (i = 0; i < part->where_count; i++) {
		where = &part->where[i];
		if (!broadcast &&
		    definition_dimension(d, where->dimension) != -1)
			return json_fail(where->node, f,
			    _("\"%s\" is a dimension of the indicator, so "
			      "its codes are kept apart; a selection is made "
			      "by another dimension"),
			    where->dimension);
		if (part->distinct != NULL && where->code_count != 1)
			return json_fail(where->node, f,
			    _("%zu codes, expected one: what is distinct in "
			      "several cells cannot be added up"),
			    where->code_count);
	}
	return 0;
}

static int
get_part(const struct json *root, const char *key, const struct definition *d,
    struct definition_part *part, struct fail *f)
{
	const struct json *where, *node = json_required(root, key, f);

	if (node == NULL || json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    json_require_name(node, "dataset", &part->dataset, f) == -1 ||
	    get_counted(node, part, f) == -1 ||
	    allow_wording(node, "title", &part->title, f) == -1)
		return -1;
	part->node = node;
	if ((where = json_member(node, "where")) == NULL)
		return 0;
	return get_selection(where, d, part == &d->denominator, part, f);
}

static int
get_parts(const struct json *root, struct definition *d, struct fail *f)
{
	if (get_part(root, "numerator", d, &d->numerator, f) == -1)
		return -1;
	if (!d->series)
		return get_part(root, "denominator", d, &d->denominator, f);
	d->denominator.dataset = d->numerator.dataset;
	d->denominator.measure = d->numerator.measure;
	d->denominator.distinct = d->numerator.distinct;
	d->denominator.node = d->numerator.node;
	return 0;
}

static int
get_statistics(const struct json *list, struct definition *d, struct fail *f)
{
	enum statistic statistic;
	const char *name;
	size_t i;

	if (json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(list) == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	for (i = 0; i < json_count(list); i++) {
		if (json_get_text(json_at(list, i), NULL, &name, f) == -1)
			return -1;
		if (!statistic_find(name, &statistic) ||
		    !statistic_of_series(statistic) ||
		    statistic_part_of_change(statistic))
			return json_fail(json_at(list, i), f,
			    _("the statistic \"%s\" is not known, expected "
			      "\"level\", \"growth_rate\", \"increase\", "
			      "\"cagr\", \"trend\", \"robust_trend\", "
			      "\"sen_slope\", \"kendall_tau\", "
			      "\"trend_p_value\", \"break_p_value\" or "
			      "\"change\""),
			    name);
		if (d->statistics[statistic])
			return json_fail(json_at(list, i), f,
			    _("this statistic is there twice"));
		d->statistics[statistic] = true;
	}
	return 0;
}

/* A change is shown with what makes it up, if that is known. */
static void
add_parts_of_change(struct definition *d)
{
	int i;

	if (!d->statistics[STATISTIC_CHANGE] || d->unit_field == NULL)
		return;
	for (i = STATISTIC_CHANGE_MATCHED; i <= STATISTIC_CHANGE_OVERLAP; i++)
		d->statistics[i] =
		    i != STATISTIC_CHANGE_OVERLAP || d->numerator.minus != NULL;
}

static int
check_series(const struct json *root, const struct json *series,
    struct definition *d, struct fail *f)
{
	const char *distinct = d->numerator.distinct;

	if (definition_dimension(d, STATISTIC_DIMENSION) == -1)
		return json_fail(json_member(root, "dimensions"), f,
		    _("a series has the dimension \"%s\", which is not "
		      "there"),
		    STATISTIC_DIMENSION);
	if (json_member(root, "rollup") != NULL)
		return json_fail(json_member(root, "rollup"), f,
		    _("a series has no sums over children; expected "
		      "\"breakdowns\" and cubes with totals"));
	if (d->unit_field != NULL &&
	    definition_dimension(d, d->unit_field) != -1)
		return json_fail(json_member(series, "unit_field"), f,
		    _("\"%s\" is a dimension of the indicator, expected one "
		      "whose members it counts"),
		    d->unit_field);
	if (distinct != NULL && d->unit_field != NULL &&
	    strcmp(distinct, d->unit_field) != 0)
		return json_fail(json_member(series, "unit_field"), f,
		    _("\"%s\", expected \"%s\", which is counted"),
		    d->unit_field, distinct);
	return 0;
}

static int
get_series(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *list, *series = json_member(root, "series");

	if (series == NULL)
		return 0;
	if ((list = json_required(series, "statistics", f)) == NULL ||
	    get_statistics(list, d, f) == -1 ||
	    (json_member(series, "unit_field") != NULL &&
		json_require_name(series, "unit_field", &d->unit_field, f) ==
		    -1) ||
	    json_get_text(json_member(series, "overlap_field"), OVERLAP_FIELD,
		&d->overlap_field, f) == -1 ||
	    json_get_boolean(json_member(series, "detect_breaks"), false,
		&d->detect_breaks, f) == -1 ||
	    check_series(root, series, d, f) == -1)
		return -1;
	add_parts_of_change(d);
	return 0;
}

/* Periods from which on the figures are not comparable with those before. */
static int
get_breaks(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *list = json_member(root, "breaks");
	size_t i, count;

	if (list == NULL)
		return 0;
	if ((d->breaks = list_new(list, sizeof(*d->breaks), &count, f)) == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (json_get_text(json_at(list, i), NULL, &d->breaks[i], f) ==
		    -1)
			return -1;
	d->break_count = count;
	return 0;
}

/* A rate of events, which may be more than there are people. */
static bool
counts_events(const struct definition *d)
{
	return !d->series && d->comparison == NULL &&
	       strcmp(d->unit, "percent") != 0;
}

/* "bounded": false, a rate that may be above 100 %. */
static int
get_bounded(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *bounded = json_member(root, "bounded");

	d->bounded = true;
	if (d->series)
		return 0;
	if (json_get_boolean(bounded, !counts_events(d), &d->bounded, f) == -1)
		return -1;
	if (counts_events(d))
		return !d->bounded
			   ? 0
			   : json_fail(bounded, f,
				 _("the unit \"%s\" is of events, which may be "
				   "more than people; expected \"percent\" of a "
				   "part of them"),
				 d->unit);
	if (!d->bounded && json_member(root, "interval") != NULL)
		return json_fail(json_member(root, "interval"), f,
		    _("a rate that is not bounded has no interval"));
	return 0;
}

static int
get_interval(const struct json *root, struct definition *d, struct fail *f)
{
	enum interval_kind kind = INTERVAL_NONE;

	if (counts_events(d))
		kind = INTERVAL_EVENT_RATE;
	else if (!d->series && d->comparison == NULL && d->bounded)
		kind = INTERVAL_PROPORTION;
	return interval_read(
	    json_member(root, "interval"), kind, &d->interval, f);
}

static int
get_exclusions(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *list = json_member(root, "not_applicable");
	struct definition_exclusion *exclusion;
	size_t i, j;

	if (list == NULL)
		return 0;
	if ((d->exclusions = list_new(
		 list, sizeof(*d->exclusions), &d->exclusion_count, f)) == NULL)
		return -1;
	for (i = 0; i < d->exclusion_count; i++) {
		exclusion = &d->exclusions[i];
		if (definition_where_read(json_at(list, i), &exclusion->where,
			&exclusion->where_count, f) == -1)
			return -1;
		for (j = 0; j < exclusion->where_count; j++)
			if (definition_dimension(
				d, exclusion->where[j].dimension) == -1)
				return json_fail(exclusion->where[j].node, f,
				    _("\"%s\" is no dimension of the "
				      "indicator"),
				    exclusion->where[j].dimension);
	}
	return 0;
}

static int
get_breakdowns(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *list = json_member(root, "breakdowns");
	size_t i;

	if (list == NULL)
		return 0;
	if ((d->breakdowns = list_new(
		 list, sizeof(*d->breakdowns), &d->breakdown_count, f)) == NULL)
		return -1;
	for (i = 0; i < d->breakdown_count; i++)
		if (get_dimension_list(json_at(list, i), d,
			&d->breakdowns[i].dimensions,
			&d->breakdowns[i].dimension_count, f) == -1)
			return -1;
	return 0;
}

/* What is to be withheld of a series is seen in its levels. */
static int
check_protected(
    const struct json *root, const struct definition *d, struct fail *f)
{
	if (!d->series || d->protection == PROTECTION_NONE ||
	    d->statistics[STATISTIC_LEVEL])
		return 0;
	return json_fail(json_member(json_member(root, "series"), "statistics"),
	    f,
	    _("the statistic \"level\" is not there, which the rule "
	      "\"threshold\" needs"));
}

/* Without a rule the figures are protected: the safe side. */
static int
get_protection(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *text, *node = json_member(root, "protection");
	const char *rule;

	d->protection = PROTECTION_THRESHOLD;
	if (node == NULL)
		return check_protected(root, d, f);
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    json_require_name(node, "rule", &rule, f) == -1)
		return -1;
	if (strcmp(rule, "none") == 0)
		d->protection = PROTECTION_NONE;
	else if (strcmp(rule, "threshold") != 0)
		return json_fail(json_member(node, "rule"), f,
		    _("the rule \"%s\" is not known, expected \"threshold\" "
		      "or \"none\""),
		    rule);
	text = json_member(node, "text");
	if (text != NULL && get_wording(text, &d->protection_text, f) == -1)
		return -1;
	if (text == NULL && d->protection == PROTECTION_NONE)
		return json_fail(node, f,
		    _("the rule \"none\" needs a \"text\" that says why the "
		      "figures need no protection"));
	return 0;
}

static int
get_kind(const struct json *root, bool *comparison, struct fail *f)
{
	const char *kind;

	if (json_require_name(root, "kind", &kind, f) == -1)
		return -1;
	*comparison = strcmp(kind, "comparison") == 0;
	if (!*comparison && strcmp(kind, "indicator") != 0)
		return json_fail(json_member(root, "kind"), f,
		    _("the kind is \"%s\", expected \"indicator\" or "
		      "\"comparison\""),
		    kind);
	return 0;
}

static int
get_rollup(const struct json *list, struct definition *d, struct fail *f)
{
	if (get_dimension_list(list, d, &d->rollup, &d->rollup_count, f) == -1)
		return -1;
	if (d->rollup_count == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	return 0;
}

static int
get_decimals(const struct json *root, struct definition *d, struct fail *f)
{
	int64_t decimals;

	if (json_get_integer(json_member(root, "decimals"), DECIMALS, 0,
		DECIMALS_MAX, &decimals, f) == -1)
		return -1;
	d->decimals = (int)decimals;
	return 0;
}

/* What the definitions of all kinds have. */
static int
get_head(const struct json *root, struct definition *d, struct fail *f)
{
	if (json_require_name(root, "id", &d->id, f) == -1 ||
	    json_require_name(root, "version", &d->version, f) == -1 ||
	    require_wording(root, "title", &d->title, f) == -1 ||
	    allow_wording(root, "short", &d->short_title, f) == -1 ||
	    require_wording(root, "text", &d->text, f) == -1)
		return -1;
	return require_wording(root, "source", &d->source, f);
}

static int
get_indicator(const struct json *root, struct definition *d, struct fail *f)
{
	const struct json *rollup = json_member(root, "rollup");

	if (json_expect(json_member(root, "series"), JSON_KIND_OBJECT, f) == -1)
		return -1;
	d->series = json_member(root, "series") != NULL;
	if (get_unit(root, d, f) == -1 || get_decimals(root, d, f) == -1 ||
	    get_validity(root, d, f) == -1 ||
	    get_dimensions(root, d, f) == -1 || get_parts(root, d, f) == -1 ||
	    get_series(root, d, f) == -1 || get_breaks(root, d, f) == -1 ||
	    get_bounded(root, d, f) == -1 || get_interval(root, d, f) == -1 ||
	    get_exclusions(root, d, f) == -1 ||
	    get_breakdowns(root, d, f) == -1 ||
	    get_protection(root, d, f) == -1)
		return -1;
	return rollup == NULL ? 0 : get_rollup(rollup, d, f);
}

/* The rest comes from the indicator that is compared: definition_resolve(). */
static int
get_comparison(const struct json *root, struct definition *d, struct fail *f)
{
	d->unit = ""; /* each statistic has its own */
	d->scale = 1;
	d->bounded = true;
	d->from = DEFINITION_ALWAYS;
	d->to = DEFINITION_FOREVER;
	d->protection = PROTECTION_THRESHOLD;
	if (get_decimals(root, d, f) == -1 ||
	    get_dimensions(root, d, f) == -1 ||
	    get_breakdowns(root, d, f) == -1 ||
	    comparison_definition_read(root, d, f) == -1)
		return -1;
	return get_interval(root, d, f);
}

static int
get_all(const struct json *root, struct definition *d, struct fail *f)
{
	bool comparison;

	if (json_expect(root, JSON_KIND_OBJECT, f) == -1 ||
	    get_kind(root, &comparison, f) == -1 ||
	    get_head(root, d, f) == -1 ||
	    (comparison ? get_comparison : get_indicator)(root, d, f) == -1)
		return -1;
	return json_check_known(root, f);
}

/* Takes the tree, on failure too. */
static struct definition *
definition_of(struct json *root, struct fail *f)
{
	struct definition *d = memory_array(1, sizeof(*d), f);

	if (d == NULL) {
		json_free(root);
		return NULL;
	}
	d->json = root;
	if (get_all(root, d, f) == -1) {
		definition_free(d);
		return NULL;
	}
	return d;
}

struct definition *
definition_open(const char *path, struct fail *f)
{
	struct json *root = json_open(path, f);

	return root == NULL ? NULL : definition_of(root, f);
}

void
definition_where_free(struct definition_where *where, size_t count)
{
	size_t i;

	for (i = 0; where != NULL && i < count; i++)
		free(where[i].codes);
	free(where);
}

void
definition_free(struct definition *d)
{
	size_t i;

	if (d == NULL)
		return;
	for (i = 0; i < d->exclusion_count && d->exclusions != NULL; i++)
		definition_where_free(
		    d->exclusions[i].where, d->exclusions[i].where_count);
	for (i = 0; i < d->breakdown_count && d->breakdowns != NULL; i++)
		free(d->breakdowns[i].dimensions);
	if (d->comparison == NULL) { /* else they are another's */
		definition_where_free(
		    d->numerator.where, d->numerator.where_count);
		definition_where_free(
		    d->denominator.where, d->denominator.where_count);
		free(d->breaks);
	}
	free(d->comparison);
	free(d->exclusions);
	free(d->breakdowns);
	free(d->dimensions);
	free(d->rollup);
	json_free(d->json);
	free(d);
}

bool
definition_breakdown_has(const struct definition *d,
    const struct definition_breakdown *breakdown, const char *name)
{
	size_t i;

	for (i = 0; i < breakdown->dimension_count; i++)
		if (strcmp(d->dimensions[breakdown->dimensions[i]].name,
			name) == 0)
			return true;
	return false;
}

int
definition_dimension(const struct definition *d, const char *name)
{
	size_t i;

	for (i = 0; i < d->dimension_count; i++)
		if (strcmp(d->dimensions[i].name, name) == 0)
			return (int)i;
	return -1;
}

bool
definition_shares(const struct definition *d)
{
	size_t i;

	for (i = 0; i < d->denominator.where_count; i++)
		if (definition_dimension(
			d, d->denominator.where[i].dimension) != -1)
			return true;
	return false;
}

bool
definition_covers(const struct definition *d, const char *period)
{
	int32_t first, last;

	return !period_days(period, &first, &last) ||
	       (first <= d->to && last >= d->from);
}

static int
definitions_add(struct definitions *set, struct json *root, struct fail *f)
{
	struct definition *d = definition_of(root, f);

	if (d == NULL)
		return -1;
	if (definitions_find(set, d->id) != NULL) {
		(void)json_fail(json_member(d->json, "id"), f,
		    _("two definitions have the id \"%s\""), d->id);
		definition_free(d);
		return -1;
	}
	set->items[set->count++] = d;
	return 0;
}

int
definitions_open_after(struct definitions *set, struct json *first,
    const char *const *paths, size_t count, struct fail *f)
{
	struct json *root;
	size_t i;

	set->count = 0;
	set->items = memory_array(count, sizeof(struct definition *), f);
	if (set->items == NULL) {
		json_free(first);
		return -1;
	}
	for (i = 0; i < count; i++) {
		root = i == 0 ? first : json_open(paths[i], f);
		if (root == NULL || definitions_add(set, root, f) == -1)
			return -1;
	}
	return definitions_resolve(set, f);
}

int
definitions_open(struct definitions *set, const char *const *paths,
    size_t count, struct fail *f)
{
	struct json *first;

	*set = (struct definitions)DEFINITIONS_INIT;
	if (count == 0)
		return 0;
	first = json_open(paths[0], f);
	return first == NULL
		   ? -1
		   : definitions_open_after(set, first, paths, count, f);
}

void
definitions_clear(struct definitions *set)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		definition_free(set->items[i]);
	free(set->items);
	set->items = NULL;
	set->count = 0;
}

const struct definition *
definitions_find(const struct definitions *set, const char *id)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		if (strcmp(set->items[i]->id, id) == 0)
			return set->items[i];
	return NULL;
}
