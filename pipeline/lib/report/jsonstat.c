/* jsonstat - a report as JSON-stat 2.0 */
#include "report/jsonstat.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "report/break_notes.h"
#include "report/citation.h"
#include "report/compared.h"
#include "report/methods.h"
#include "report/publication.h"
#include "report/unit.h"
#include "report/wording.h"

#define METRIC "metric"
#define INDEX_TEXT 24

/* One embedded dataset: the axes of its dimensions, the metric apart. */
struct dataset {
	const struct view *view;
	enum language language;
	const struct definition *indicator;
	const struct outline_list *breakdown;
	size_t axis_count;
	size_t axes[VIEW_AXES_MAX];
	/* Of each of them the codes that the indicator has. */
	size_t code_counts[VIEW_AXES_MAX];
	size_t *codes[VIEW_AXES_MAX];
	size_t place[VIEW_AXES_MAX]; /* of all axes of the view */
};

/* What the cells of a dataset hold, gathered in one pass. */
struct cells {
	struct json_value *values, *statuses, *reasons, *flags;
	bool seen[OBSERVATION_STATUSES];
	bool hidden[OBSERVATION_REASONS]; /* why cells are confidential */
	unsigned flags_seen;
};

/* ---- texts in both languages ---- */

static void
set_label(struct json_value *object, struct json_value *extension,
    const struct title *title, enum language language)
{
	json_set(object, "label", json_new_text(title->text[language]));
	json_set(extension, "label", title_value(title));
}

static struct json_value *
wording_value(const char *text, enum language after)
{
	struct title title = wording_title(text, after);

	return title_value(&title);
}

static struct title
code_title(const struct view *v, size_t axis, size_t code)
{
	struct title title;
	int i;

	for (i = 0; i < LANGUAGES; i++)
		title.text[i] =
		    view_code_title(v, axis, code, (enum language)i);
	return title;
}

/* ---- dimensions ---- */

static struct title
axis_title(const struct dataset *c, size_t axis)
{
	struct title title;
	int i;

	if (axis == VIEW_PERIOD)
		return wording_title(N_("Period"), c->language);
	for (i = 0; i < LANGUAGES; i++)
		title.text[i] =
		    view_axis_title(c->view, axis, (enum language)i);
	return title;
}

/* The codes shown whose parent is this code, as JSON-stat's "child". */
static struct json_value *
children(const struct dataset *c, size_t at, size_t code)
{
	const struct view_axis *axis = &c->view->axes[c->axes[at]];
	struct json_value *list = NULL;
	size_t i;

	for (i = 0; i < c->code_counts[at]; i++) {
		if (registry_entry_parent(
			axis->registry, (int)c->codes[at][i]) != (int)code)
			continue;
		if (list == NULL)
			list = json_new_array();
		json_append(list, json_new_text(axis->codes[c->codes[at][i]]));
	}
	return list;
}

static struct json_value *
hierarchy(const struct dataset *c, size_t at)
{
	const struct view_axis *axis = &c->view->axes[c->axes[at]];
	struct json_value *parents = NULL, *list;
	size_t i;

	if (axis->registry == NULL)
		return NULL;
	for (i = 0; i < c->code_counts[at]; i++) {
		list = children(c, at, c->codes[at][i]);
		if (list == NULL)
			continue;
		if (parents == NULL)
			parents = json_new_object();
		json_set(parents, axis->codes[c->codes[at][i]], list);
	}
	return parents;
}

/* JSON-stat has a symbol for what stands behind the number. */
static struct json_value *
unit_value(const char *name, int decimals)
{
	struct json_value *value = json_new_object();
	enum unit unit = unit_find(name);

	json_set(value, "decimals", json_new_integer(decimals));
	json_set(value, "label", json_new_text(name));
	if (unit == UNIT_PERCENT || unit == UNIT_POINT) {
		json_set(value, "symbol", json_new_text(wording_unit(name)));
		json_set(value, "position", json_new_text("end"));
	}
	return value;
}

/* The statistics of a series or a comparison have units of their own. */
static struct json_value *
statistic_units(const struct dataset *c, size_t at)
{
	const struct view_axis *axis = &c->view->axes[c->axes[at]];
	struct json_value *units = json_new_object();
	size_t place[VIEW_AXES_MAX], i;

	memcpy(place, c->place, sizeof(place));
	for (i = 0; i < c->code_counts[at]; i++) {
		place[c->axes[at]] = c->codes[at][i];
		json_set(units, axis->codes[c->codes[at][i]],
		    unit_value(view_unit(c->view, place),
			view_decimals(c->view, place)));
	}
	return units;
}

static bool
is_statistic(const struct dataset *c, size_t at)
{
	return strcmp(c->view->axes[c->axes[at]].name, STATISTIC_DIMENSION) ==
	       0;
}

static struct json_value *
dimension_value(const struct dataset *c, size_t at)
{
	const struct view_axis *axis = &c->view->axes[c->axes[at]];
	struct json_value *index = json_new_array();
	struct json_value *label = json_new_object();
	struct json_value *labels = json_new_object();
	struct json_value *category = json_new_object();
	struct json_value *dimension = json_new_object();
	struct json_value *extension = json_new_object();
	struct json_value *parents = hierarchy(c, at);
	struct title title = axis_title(c, c->axes[at]);
	size_t i, code;

	set_label(dimension, extension, &title, c->language);
	for (i = 0; i < c->code_counts[at]; i++) {
		code = c->codes[at][i];
		title = code_title(c->view, c->axes[at], code);
		json_append(index, json_new_text(axis->codes[code]));
		json_set(label, axis->codes[code],
		    json_new_text(title.text[c->language]));
		json_set(labels, axis->codes[code], title_value(&title));
	}
	json_set(category, "index", index);
	json_set(category, "label", label);
	if (parents != NULL)
		json_set(category, "child", parents);
	if (is_statistic(c, at))
		json_set(category, "unit", statistic_units(c, at));
	json_set(dimension, "category", category);
	json_set(extension, "categories", labels);
	json_set(dimension, "extension", extension);
	return dimension;
}

/* The unit of a part; NULL: each statistic has its own. */
static struct json_value *
part_unit(const struct dataset *c, enum outline_part part)
{
	size_t i;

	if (part == PART_NUMERATOR || part == PART_DENOMINATOR)
		return unit_value("count", 0);
	for (i = 0; i < c->axis_count; i++)
		if (is_statistic(c, i))
			return NULL;
	return unit_value(
	    view_unit(c->view, c->place), view_decimals(c->view, c->place));
}

static struct title
part_title(const struct dataset *c, enum outline_part part)
{
	const struct title *own = wording_part_title(c->indicator, part);

	return own != NULL ? *own
			   : wording_title(wording_part(part), c->language);
}

static struct json_value *
metric_value(const struct dataset *c)
{
	struct json_value *index = json_new_array();
	struct json_value *label = json_new_object();
	struct json_value *labels = json_new_object();
	struct json_value *units = json_new_object();
	struct json_value *category = json_new_object();
	struct json_value *dimension = json_new_object();
	struct json_value *extension = json_new_object();
	struct title title = wording_title(N_("Number"), c->language);
	struct json_value *unit;
	int i;

	set_label(dimension, extension, &title, c->language);
	for (i = 0; i < PARTS; i++) {
		const char *name = outline_part_name((enum outline_part)i);

		title = part_title(c, (enum outline_part)i);
		json_append(index, json_new_text(name));
		json_set(label, name, json_new_text(title.text[c->language]));
		json_set(labels, name, title_value(&title));
		unit = part_unit(c, (enum outline_part)i);
		if (unit != NULL)
			json_set(units, name, unit);
	}
	json_set(category, "index", index);
	json_set(category, "label", label);
	json_set(category, "unit", units);
	json_set(dimension, "category", category);
	json_set(extension, "categories", labels);
	json_set(dimension, "extension", extension);
	return dimension;
}

/* ---- cells ---- */

static struct json_value *
flags_value(unsigned flags)
{
	struct json_value *list = json_new_array();
	unsigned i;

	for (i = 0; i < OBSERVATION_FLAGS; i++)
		if (flags >> i & 1)
			json_append(
			    list, json_new_text(observation_flag_name(i)));
	return list;
}

static struct json_value *
part_value(const struct estimate *estimate, enum outline_part part)
{
	double number;

	if (!view_part(estimate, part, &number))
		return json_new_null();
	if (part == PART_NUMERATOR)
		return json_new_integer(estimate->numerator);
	if (part == PART_DENOMINATOR)
		return json_new_integer(estimate->denominator);
	return json_new_number(number);
}

/* The five cells of one observation, the first of which is number `at`. */
static void
add_cells(struct cells *cells, const struct estimate *estimate, size_t at)
{
	char index[INDEX_TEXT];
	size_t i;

	for (i = 0; i < PARTS; i++) {
		json_append(
		    cells->values, part_value(estimate, (enum outline_part)i));
		if (estimate->status == OBSERVATION_OK)
			continue;
		snprintf(index, sizeof(index), "%zu", at + i);
		json_set(cells->statuses, index,
		    json_new_text(observation_status_name(estimate->status)));
	}
	cells->seen[estimate->status] = true;
	if (estimate->status == OBSERVATION_CONFIDENTIAL)
		cells->hidden[estimate->reason] = true;
	cells->flags_seen |= estimate->flags;
	snprintf(index, sizeof(index), "%zu", at);
	if (estimate->reason != REASON_NONE)
		json_set(cells->reasons, index,
		    json_new_text(observation_reason_name(estimate->reason)));
	if (estimate->flags != 0)
		json_set(cells->flags, index, flags_value(estimate->flags));
}

/* The last axis moves first; false after the last place. */
static bool
next_place(struct dataset *c, size_t positions[VIEW_AXES_MAX])
{
	size_t i = c->axis_count;

	while (i-- > 0) {
		if (++positions[i] == c->code_counts[i])
			positions[i] = 0;
		c->place[c->axes[i]] = c->codes[i][positions[i]];
		if (positions[i] > 0)
			return true;
	}
	return false;
}

static void
gather_cells(struct dataset *c, struct cells *cells)
{
	size_t positions[VIEW_AXES_MAX] = { 0 }, i, at = 0;
	struct estimate estimate;

	for (i = 0; i < c->axis_count; i++)
		c->place[c->axes[i]] = c->codes[i][0];
	do {
		view_get(c->view, c->place, &estimate);
		add_cells(cells, &estimate, at);
		at += PARTS;
	} while (next_place(c, positions));
}

/* ---- a dataset ---- */

/* Of a confidential cell by its reason. */
static struct json_value *
confidentiality(const struct cells *cells, enum observation_status status)
{
	struct json_value *codes;
	enum observation_reason reason;
	int i;

	if (status != OBSERVATION_CONFIDENTIAL)
		return json_new_text(
		    observation_sdmx_confidentiality(status, REASON_NONE));
	codes = json_new_object();
	for (i = 0; i < OBSERVATION_REASONS; i++) {
		reason = (enum observation_reason)i;
		if (cells->hidden[i])
			json_set(codes, observation_reason_name(reason),
			    json_new_text(observation_sdmx_confidentiality(
				status, reason)));
	}
	return codes;
}

static struct json_value *
status_names(const struct cells *cells, enum language language)
{
	struct json_value *names = json_new_object(), *one;
	enum observation_status status;
	int i;

	for (i = 0; i < OBSERVATION_STATUSES; i++) {
		status = (enum observation_status)i;
		if (!cells->seen[i])
			continue;
		one = json_new_object();
		json_set(one, "label",
		    wording_value(wording_status(status), language));
		json_set(one, "OBS_STATUS",
		    json_new_text(observation_sdmx_status(status)));
		json_set(one, "CONF_STATUS", confidentiality(cells, status));
		json_set(names, observation_status_name(status), one);
	}
	return names;
}

static struct json_value *
flag_names(unsigned seen, enum language language)
{
	struct json_value *names = json_new_object(), *one;
	unsigned i;

	for (i = 0; i < OBSERVATION_FLAGS; i++) {
		if (!(seen >> i & 1))
			continue;
		one = json_new_object();
		json_set(
		    one, "label", wording_value(wording_flag(i), language));
		json_set(
		    one, "OBS_STATUS", json_new_text(observation_sdmx_flag(i)));
		json_set(names, observation_flag_name(i), one);
	}
	return names;
}

/* The total codes at which the other dimensions of the indicator stand. */
static struct json_value *
held_value(const struct dataset *c)
{
	struct json_value *held = json_new_object();
	const struct view_axis *axis;
	size_t i, k;

	for (i = VIEW_DIMENSIONS; i < c->view->axis_count; i++) {
		axis = &c->view->axes[i];
		for (k = 0; k < c->axis_count && c->axes[k] != i; k++)
			continue;
		if (k == c->axis_count && view_has(c->view, c->place, i))
			json_set(held, axis->name,
			    json_new_text(axis->codes[axis->home]));
	}
	return held;
}

static struct json_value *
roles_value(const struct dataset *c)
{
	const struct outline_list *names = &c->view->outline->geo;
	struct json_value *role = json_new_object();
	struct json_value *time = json_new_array(), *geo = json_new_array();
	struct json_value *metric = json_new_array();
	size_t i, k, count = 0;

	json_append(time, json_new_text("period"));
	for (i = 0; i < c->axis_count; i++)
		if (is_statistic(c, i)) /* for it has units */
			json_append(metric, json_new_text(STATISTIC_DIMENSION));
	json_append(metric, json_new_text(METRIC));
	for (i = 0; i < names->count; i++)
		for (k = 0; k < c->breakdown->count; k++)
			if (strcmp(names->names[i], c->breakdown->names[k]) ==
			    0) {
				json_append(
				    geo, json_new_text(names->names[i]));
				count++;
			}
	json_set(role, "time", time);
	if (count > 0)
		json_set(role, "geo", geo);
	else
		json_value_free(geo);
	json_set(role, "metric", metric);
	return role;
}

static void
set_dimensions(const struct dataset *c, struct json_value *dataset)
{
	struct json_value *id = json_new_array(), *size = json_new_array();
	struct json_value *dimension = json_new_object();
	const struct view_axis *axis;
	size_t i;

	for (i = 0; i < c->axis_count; i++) {
		axis = &c->view->axes[c->axes[i]];
		json_append(id, json_new_text(axis->name));
		json_append(size, json_new_integer((int64_t)c->code_counts[i]));
		json_set(dimension, axis->name, dimension_value(c, i));
	}
	json_append(id, json_new_text(METRIC));
	json_append(size, json_new_integer(PARTS));
	json_set(dimension, METRIC, metric_value(c));
	json_set(dataset, "id", id);
	json_set(dataset, "size", size);
	json_set(dataset, "role", roles_value(c));
	json_set(dataset, "dimension", dimension);
}

static struct json_value *
dataset_value(struct dataset *c, const char *updated)
{
	struct json_value *dataset = json_new_object();
	struct json_value *extension = json_new_object();
	struct cells cells = { json_new_array(), json_new_object(),
		json_new_object(), json_new_object(), { false }, { false }, 0 };

	json_set(dataset, "version", json_new_text("2.0"));
	json_set(dataset, "class", json_new_text("dataset"));
	set_label(dataset, extension, &c->indicator->title, c->language);
	json_set(dataset, "source",
	    json_new_text(c->indicator->source.text[c->language]));
	if (updated != NULL)
		json_set(dataset, "updated", json_new_text(updated));
	set_dimensions(c, dataset);
	json_set(extension, "indicator", json_new_text(c->indicator->id));
	json_set(extension, "held", held_value(c));
	gather_cells(c, &cells);
	json_set(dataset, "value", cells.values);
	json_set(dataset, "status", cells.statuses);
	json_set(extension, "statuses", status_names(&cells, c->language));
	json_set(extension, "reason", cells.reasons);
	json_set(extension, "flags", flag_names(cells.flags_seen, c->language));
	json_set(extension, "flag", cells.flags);
	json_set(dataset, "extension", extension);
	return dataset;
}

/* ---- the collection ---- */

static struct json_value *
date_value(int32_t day, int32_t open)
{
	char text[DATE_TEXT];

	if (day == open)
		return json_new_null();
	date_print(day, text);
	return json_new_text(text);
}

/* The method by its name, and where it was published. */
static void
set_method(
    struct json_value *object, const char *method, enum language language)
{
	const struct citation *citation = citation_find(method);

	json_set(object, "method", json_new_text(method));
	json_set(
	    object, "label", wording_value(wording_method(method), language));
	if (citation != NULL)
		json_set(object, "source", json_new_text(citation->source));
}

/* Which method small counts have, and which counts these are. */
static struct json_value *
small_value(const struct interval *interval, enum language language)
{
	struct json_value *small = json_new_object();

	json_set(small,
	    interval->kind == INTERVAL_PROPORTION ? "denominator_below"
						  : "numerator_below",
	    json_new_integer(interval->below));
	set_method(small, interval_small(interval), language);
	return small;
}

/* How limits are computed; NULL: the indicator has none. */
static struct json_value *
interval_value(const struct definition *d, enum language language)
{
	struct json_value *value;
	const struct interval *interval = &d->interval;
	bool trend = d->series && d->statistics[STATISTIC_TREND];

	if (interval->kind == INTERVAL_NONE && !trend)
		return NULL;
	value = json_new_object();
	set_method(value,
	    trend ? statistic_method(STATISTIC_TREND) : interval_main(interval),
	    language);
	json_set(value, "level", json_new_number(interval->level));
	if (interval_small(interval) != NULL)
		json_set(value, "small", small_value(interval, language));
	return value;
}

/* How a statistic was computed. */
static struct json_value *
method_value(const struct method_used *used, enum language language)
{
	struct json_value *one = json_new_object();

	json_set(
	    one, "statistic", json_new_text(statistic_name(used->statistic)));
	set_method(one, used->method, language);
	return one;
}

/* What is compared with what, and the methods that its observations have. */
static int
set_comparison(struct json_value *one, const struct view *v, size_t indicator,
    enum language language, struct fail *f)
{
	static const char *const kinds[] = { [COMPARISON_GROUPS] = "groups",
		[COMPARISON_PERIODS] = "periods",
		[COMPARISON_UNITS] = "units" };
	const struct definition *d = v->indicators[indicator];
	const struct comparison_definition *c = d->comparison;
	struct json_value *comparison = json_new_object();
	struct json_value *methods = json_new_array();
	struct methods_used used = { 0 };
	int status = methods_used_add(v, indicator, &used, f);
	size_t i;

	json_set(comparison, "of", json_new_text(c->of_id));
	json_set(comparison, "kind", json_new_text(kinds[c->kind]));
	json_set(comparison, "dimension", json_new_text(c->dimension_name));
	if (c->kind == COMPARISON_GROUPS) {
		json_set(comparison, "group", json_new_text(c->group));
		json_set(comparison, "with", json_new_text(c->with));
	}
	if (c->stratum_name != NULL)
		json_set(comparison, "strata", json_new_text(c->stratum_name));
	json_set(comparison, "level", json_new_number(d->interval.level));
	for (i = 0; i < used.count; i++)
		json_append(methods, method_value(&used.items[i], language));
	json_set(comparison, "methods", methods);
	json_set(one, "comparison", comparison);
	methods_used_clear(&used);
	return status;
}

static struct json_value *
indicator_value(const struct definition *d, enum language language)
{
	struct json_value *one = json_new_object();
	struct json_value *valid = json_new_object();
	struct json_value *interval = interval_value(d, language);

	json_set(one, "id", json_new_text(d->id));
	json_set(one, "version", json_new_text(d->version));
	json_set(one, "label", title_value(&d->title));
	json_set(one, "text", title_value(&d->text));
	json_set(one, "source", title_value(&d->source));
	if (*d->unit != '\0') /* those of a comparison are its statistics' */
		json_set(one, "unit", json_new_text(d->unit));
	json_set(valid, "from", date_value(d->from, DEFINITION_ALWAYS));
	/* As in the definition: the first day outside. */
	json_set(valid, "to",
	    date_value(d->to == DEFINITION_FOREVER ? d->to : d->to + 1,
		DEFINITION_FOREVER));
	json_set(one, "valid", valid);
	if (interval != NULL)
		json_set(one, "interval", interval);
	if (d->protection_text.text[language] != NULL)
		json_set(one, "protection", title_value(&d->protection_text));
	return one;
}

static struct json_value *
titles_value(const struct outline_titles *titles)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < titles->count; i++)
		json_append(list, title_value(&titles->items[i]));
	return list;
}

/* The notes: in both languages for the extension, in one for JSON-stat. */
struct notes {
	struct json_value *both, *one;
	bool any;
};

/* A further note: what makes its text, of what. */
typedef char *make_text(const void *, enum language, struct fail *);

/* Messages are in the language when it returns. */
static int
append_note(struct notes *notes, make_text *make, const void *of,
    enum language language, struct fail *f)
{
	struct title title = { { NULL, NULL } };
	char *texts[LANGUAGES] = { NULL, NULL };
	int i, status = 0;

	for (i = 0; status == 0 && i < LANGUAGES; i++) {
		message_language(language_code((enum language)i));
		texts[i] = make(of, (enum language)i, f);
		title.text[i] = texts[i];
		status = texts[i] == NULL ? -1 : 0;
	}
	message_language(language_code(language));
	if (status == 0) {
		json_append(notes->one, json_new_text(title.text[language]));
		json_append(notes->both, title_value(&title));
		notes->any = true;
	}
	for (i = 0; i < LANGUAGES; i++)
		free(texts[i]);
	return status;
}

/* What is not in the figures. */
static char *
omission_text(const void *of, enum language language, struct fail *f)
{
	return omission_note(of, language, f);
}

static char *
break_text(const void *of, enum language language, struct fail *f)
{
	return break_note_text(of, language, f);
}

/* The breaks among the notes, and for programs. */
static int
append_breaks(struct notes *notes, struct json_value *extension,
    const struct view *v, enum language language, struct fail *f)
{
	struct json_value *list = json_new_array();
	struct break_notes breaks;
	size_t i;
	int status = break_notes_open(&breaks, v, f);

	for (i = 0; status == 0 && i < breaks.count; i++) {
		status = append_note(
		    notes, break_text, &breaks.items[i], language, f);
		json_append(list, break_note_value(&breaks.items[i]));
	}
	if (breaks.count > 0)
		json_set(extension, "breaks", list);
	else
		json_value_free(list);
	break_notes_clear(&breaks);
	return status;
}

/* JSON-stat's own "note": texts in one language. */
static struct json_value *
notes_value(const struct outline_titles *titles, enum language language)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < titles->count; i++)
		json_append(
		    list, json_new_text(titles->items[i].text[language]));
	return list;
}

/* NULL on failure. */
static struct json_value *
definitions_value(const struct view *v, enum language language, struct fail *f)
{
	struct json_value *list = json_new_array(), *one;
	size_t i;
	int status = 0;

	for (i = 0; status == 0 && i < v->indicator_count; i++) {
		one = indicator_value(v->indicators[i], language);
		if (v->indicators[i]->comparison != NULL)
			status = set_comparison(one, v, i, language, f);
		json_append(list, one);
	}
	if (status == 0)
		return list;
	json_value_free(list);
	return NULL;
}

/* Those that the indicator has, in the axis's order. */
static int
choose_codes(struct dataset *c, size_t at, struct fail *f)
{
	const struct view_axis *axis = &c->view->axes[c->axes[at]];
	size_t i, code;

	c->codes[at] =
	    memory_array(axis->shown_count + 1, sizeof(*c->codes[at]), f);
	if (c->codes[at] == NULL)
		return -1;
	for (i = 0; i < axis->shown_count; i++) {
		code = axis->shown[i];
		if (view_occurs(
			c->view, c->place[VIEW_INDICATOR], c->axes[at], code))
			c->codes[at][c->code_counts[at]++] = code;
	}
	return 0;
}

static void
clear_codes(struct dataset *c)
{
	size_t i;

	for (i = 0; i < VIEW_AXES_MAX; i++) {
		free(c->codes[i]);
		c->codes[i] = NULL;
		c->code_counts[i] = 0;
	}
	c->axis_count = 0;
}

/* Does one breakdown of the definition hold all dimensions of the set?  Those
 * without a total are in each.  Of a comparison all statistics are shown, as
 * none of them stands for the others. */
static bool
is_allowed(const struct dataset *c)
{
	const struct definition *d = c->indicator;
	size_t i, k;

	for (i = 0; i < c->axis_count && !is_statistic(c, i); i++)
		continue;
	if (d->comparison != NULL && i == c->axis_count)
		return false;

	for (i = 0; i < d->breakdown_count; i++) {
		for (k = 0; k < c->breakdown->count; k++)
			if (view_total(c->view, c->axes[k + 1]) != -1 &&
			    !compared_breakdown_has(
				d, &d->breakdowns[i], c->breakdown->names[k]))
				break;
		if (k == c->breakdown->count)
			return true;
	}
	return d->breakdown_count == 0;
}

/* Choose the axes of a dataset; 1, or 0 if the indicator is not shown by
 * them, or -1. */
static int
choose_axes(struct dataset *c, size_t indicator, struct fail *f)
{
	size_t i, product = PARTS;
	int axis;

	clear_codes(c);
	view_home(c->view, c->place);
	c->place[VIEW_INDICATOR] = indicator;
	c->indicator = c->view->indicators[indicator];
	c->axes[c->axis_count++] = VIEW_PERIOD;
	for (i = 0; i < c->breakdown->count; i++) {
		axis = view_axis(c->view, c->breakdown->names[i]);
		if (!view_has(c->view, c->place, (size_t)axis))
			return 0;
		if (strcmp(c->breakdown->names[i], METRIC) == 0)
			return json_fail(c->breakdown->node, f,
			    _("JSON-stat needs the name \"%s\" for itself; "
			      "call the dimension otherwise"),
			    METRIC);
		c->axes[c->axis_count++] = (size_t)axis;
	}
	if (!is_allowed(c))
		return 0;
	for (i = 0; i < c->axis_count; i++) {
		if (choose_codes(c, i, f) == -1)
			return -1;
		if (c->code_counts[i] == 0) /* no observation of it */
			return 0;
		product *= c->code_counts[i];
		if (product > JSONSTAT_CELLS_MAX)
			return json_fail(c->breakdown->node, f,
			    _("this set of breakdowns has more than %d cells; "
			      "show fewer dimensions together"),
			    JSONSTAT_CELLS_MAX);
	}
	return 1;
}

/* The datasets of one set of breakdowns. */
static int
add_breakdown(struct dataset *c, struct json_value *items, const char *updated,
    struct fail *f)
{
	size_t i, count = 0;
	int chosen = 0;

	for (i = 0; chosen != -1 && i < c->view->indicator_count; i++) {
		chosen = choose_axes(c, i, f);
		if (chosen != 1)
			continue;
		json_append(items, dataset_value(c, updated));
		count++;
	}
	clear_codes(c);
	if (chosen == -1)
		return -1;
	return count > 0 ? 0
			 : json_fail(c->breakdown->node, f,
			       _("no indicator of the report has all these "
				 "dimensions"));
}

static int
make_notes(struct notes *notes, const struct view *v,
    struct json_value *extension, const struct omission *omission,
    enum language language, struct fail *f)
{
	const struct outline *o = v->outline;

	notes->both = titles_value(&o->notes);
	notes->one = notes_value(&o->notes, language);
	notes->any = o->notes.count > 0;
	if ((omission == NULL || !omission_any(omission) ||
		append_note(notes, omission_text, omission, language, f) ==
		    0) &&
	    append_breaks(notes, extension, v, language, f) == 0)
		return 0;
	json_value_free(notes->both);
	json_value_free(notes->one);
	return -1;
}

/* Whether and why the report is not for everybody. */
static int
set_publication(struct json_value *extension, const struct view *v,
    enum language language, struct fail *f)
{
	struct title title = { { NULL, NULL } };
	char *texts[LANGUAGES] = { NULL, NULL };
	struct publication restricted;
	int i, status = 0;

	if (!publication_restricted(v, &restricted))
		return 0;
	for (i = 0; status == 0 && i < LANGUAGES; i++) {
		message_language(language_code((enum language)i));
		texts[i] =
		    publication_reason(v, &restricted, (enum language)i, f);
		title.text[i] = texts[i];
		status = texts[i] == NULL ? -1 : 0;
	}
	message_language(language_code(language));
	if (status == 0) {
		json_set(
		    extension, "publication", json_new_text(PUBLICATION_NOT));
		json_set(extension, "publication_reason", title_value(&title));
	}
	for (i = 0; i < LANGUAGES; i++)
		free(texts[i]);
	return status;
}

/* Takes items, notes, definitions and the extension. */
static struct json_value *
collection_value(const struct view *v, enum language language,
    const char *updated, struct json_value *items, const struct notes *notes,
    struct json_value *definitions, struct json_value *extension)
{
	struct json_value *root = json_new_object();
	struct json_value *link = json_new_object();
	const struct outline *o = v->outline;

	json_set(root, "version", json_new_text("2.0"));
	json_set(root, "class", json_new_text("collection"));
	set_label(root, extension, &o->title, language);
	if (updated != NULL)
		json_set(root, "updated", json_new_text(updated));
	if (notes->any)
		json_set(root, "note", notes->one);
	else
		json_value_free(notes->one);
	json_set(link, "item", items);
	json_set(root, "link", link);
	json_set(extension, "notes", notes->both);
	json_set(extension, "sources", titles_value(&o->sources));
	json_set(extension, "definitions", definitions);
	json_set(root, "extension", extension);
	return root;
}

int
jsonstat_write(const struct view *v, enum language language,
    const char *updated, const struct omission *omission, FILE *stream,
    struct fail *f)
{
	struct dataset dataset = { .view = v, .language = language };
	struct json_value *items = json_new_array(), *root;
	struct json_value *definitions = NULL;
	struct json_value *extension = json_new_object();
	struct notes notes = { NULL, NULL, false };
	size_t i;
	int status;

	json_set(extension, "id", json_new_text(v->outline->id));
	status = set_publication(extension, v, language, f);
	for (i = 0; status == 0 && i < v->outline->breakdown_count; i++) {
		dataset.breakdown = &v->outline->breakdowns[i];
		status = add_breakdown(&dataset, items, updated, f);
	}
	if (status == 0 &&
	    (definitions = definitions_value(v, language, f)) == NULL)
		status = -1;
	if (status == 0)
		status =
		    make_notes(&notes, v, extension, omission, language, f);
	if (status == -1) {
		json_value_free(definitions);
		json_value_free(items);
		json_value_free(extension);
		return -1;
	}
	root = collection_value(
	    v, language, updated, items, &notes, definitions, extension);
	status = json_write(root, stream, 0, f);
	json_value_free(root);
	return status;
}
