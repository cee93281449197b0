/* outline - the definition of a report */
#include "report/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/observation.h"
#include "report/figure.h"

#define BELOW_MAX 1e15 /* of a number that is compared with others */

static const char *const part_names[PARTS] = { "value", "lower", "upper",
	"numerator", "denominator" };

const char *
outline_part_name(enum outline_part part)
{
	return part_names[part];
}

int
outline_part_find(const char *name, size_t length, enum outline_part *part)
{
	int i;

	for (i = 0; i < PARTS; i++)
		if (strlen(part_names[i]) == length &&
		    memcmp(part_names[i], name, length) == 0) {
			*part = (enum outline_part)i;
			return 0;
		}
	return -1;
}

/* ---- pieces ---- */

static int
read_required_text(const struct json *object, const char *name,
    const char **text, struct fail *f)
{
	const struct json *node = json_required(object, name, f);

	if (node == NULL || json_get_text(node, NULL, text, f) == -1)
		return -1;
	if (**text == '\0')
		return json_fail(node, f, _("the text is empty"));
	return 0;
}

/* An array of texts; a NULL node is an empty list. */
static int
read_list(const struct json *node, struct outline_list *list, struct fail *f)
{
	size_t i, count = json_count(node);

	list->node = node;
	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	list->names = memory_array(count + 1, sizeof(*list->names), f);
	if (list->names == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (json_get_text(json_at(node, i), NULL, &list->names[i], f) ==
		    -1)
			return -1;
	list->count = count;
	return 0;
}

/* The same, where one name may stand without the brackets. */
static int
read_names(const struct json *node, struct outline_list *list, struct fail *f)
{
	if (node == NULL || json_kind(node) != JSON_KIND_TEXT)
		return read_list(node, list, f);
	list->node = node;
	list->names = memory_array(1, sizeof(*list->names), f);
	if (list->names == NULL ||
	    json_get_text(node, NULL, &list->names[0], f) == -1)
		return -1;
	list->count = 1;
	return 0;
}

static bool
is_one_of(const char *name, const char *const *names)
{
	for (; names != NULL && *names != NULL; names++)
		if (strcmp(*names, name) == 0)
			return true;
	return false;
}

/* Members {axis: code} of an object, but for the keys in except. */
static int
read_holds(const struct json *node, const char *const *except,
    struct outline_holds *holds, struct fail *f)
{
	size_t i, count = json_count(node);
	struct outline_hold *hold;
	const struct json *member;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	holds->items = memory_array(count + 1, sizeof(*holds->items), f);
	if (holds->items == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		member = json_at(node, i);
		if (is_one_of(json_key(member), except))
			continue;
		hold = &holds->items[holds->count];
		hold->axis = json_key(member);
		hold->node = member;
		if (json_get_text(member, NULL, &hold->code, f) == -1)
			return -1;
		holds->count++;
	}
	return 0;
}

static int
read_titles(
    const struct json *node, struct outline_titles *titles, struct fail *f)
{
	size_t i, count = json_count(node);

	titles->node = node;
	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	titles->items = memory_array(count + 1, sizeof(*titles->items), f);
	if (titles->items == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (title_read(json_at(node, i), &titles->items[i], f) == -1)
			return -1;
	titles->count = count;
	return 0;
}

/* ---- cells ---- */

static int
read_pick(const struct json *node, struct outline_cell *cell, struct fail *f)
{
	static const struct {
		const char *name;
		enum outline_pick pick;
	} picks[] = { { "maximum", PICK_MAXIMUM }, { "minimum", PICK_MINIMUM },
		{ "last", PICK_LAST } };
	const struct json *over = json_member(node, "over");
	const struct json *pick = json_member(node, "pick");
	const char *name;
	size_t i;

	if (json_get_text(over, NULL, &cell->over, f) == -1 ||
	    json_get_text(pick, NULL, &name, f) == -1)
		return -1;
	if ((over == NULL) != (pick == NULL))
		return json_fail(
		    node, f, _("\"over\" and \"pick\" belong together"));
	if (pick == NULL)
		return 0;
	for (i = 0; i < COUNT(picks); i++)
		if (strcmp(name, picks[i].name) == 0)
			cell->pick = picks[i].pick;
	if (cell->pick == PICK_ONE)
		return json_fail(pick, f,
		    _("\"%s\" is no choice; write maximum, minimum or last"),
		    name);
	return 0;
}

static int
read_cell(const struct json *node, struct outline_cell *cell, struct fail *f)
{
	static const char *const others[] = { "over", "level", "pick", NULL };
	const struct json *level;

	cell->name = json_key(node);
	cell->node = node;
	if (read_holds(node, others, &cell->at, f) == -1 ||
	    read_pick(node, cell, f) == -1)
		return -1;
	level = json_member(node, "level");
	if (level != NULL && cell->pick == PICK_ONE)
		return json_fail(
		    level, f, _("a level needs \"over\" and \"pick\""));
	return read_names(level, &cell->levels, f);
}

static int
read_cells(const struct json *node, struct outline *o, struct fail *f)
{
	size_t i, count = json_count(node);

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	o->cells = memory_array(count + 1, sizeof(*o->cells), f);
	if (o->cells == NULL)
		return -1;
	o->cell_count = count;
	for (i = 0; i < count; i++)
		if (read_cell(json_at(node, i), &o->cells[i], f) == -1)
			return -1;
	return 0;
}

const struct outline_cell *
outline_cell(const struct outline *o, const char *name, size_t length)
{
	size_t i;

	for (i = 0; i < o->cell_count; i++)
		if (strlen(o->cells[i].name) == length &&
		    memcmp(o->cells[i].name, name, length) == 0)
			return &o->cells[i];
	return NULL;
}

/* ---- tables ---- */

static int
fail_part(const struct json *node, const char *name, struct fail *f)
{
	return json_fail(node, f,
	    _("\"%s\" is no part of an observation; there are value, lower, "
	      "upper, numerator, denominator"),
	    name);
}

static int
read_parts(const struct json *node, struct outline_table *table, struct fail *f)
{
	struct outline_list names = { 0, NULL, NULL };
	size_t i;
	int status = read_names(node, &names, f);

	if (status == 0 && names.count > PARTS)
		status = json_fail(node, f, _("a part stands here twice"));
	for (i = 0; status == 0 && i < names.count; i++)
		if (outline_part_find(names.names[i], strlen(names.names[i]),
			&table->parts[i]) == -1)
			status = fail_part(node, names.names[i], f);
	table->part_count = names.count;
	free(names.names);
	if (status == 0 && node == NULL) {
		table->part_count = 1;
		table->parts[0] = PART_VALUE;
	}
	return status;
}

static int
read_line(const struct json *node, struct outline_line *line, struct fail *f)
{
	static const char *const others[] = { "title", "show", "minus", NULL };
	const struct json *title, *show;
	const char *name;

	line->node = node;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    (title = json_required(node, "title", f)) == NULL ||
	    title_read(title, &line->title, f) == -1 ||
	    read_holds(node, others, &line->at, f) == -1 ||
	    json_get_boolean(
		json_member(node, "minus"), false, &line->minus, f) == -1)
		return -1;
	show = json_member(node, "show");
	if (json_get_text(show, part_names[PART_VALUE], &name, f) == -1)
		return -1;
	if (outline_part_find(name, strlen(name), &line->part) == 0)
		return 0;
	return fail_part(show, name, f);
}

/* Rows or columns that no axis makes. */
static int
read_lines(const struct json *node, struct outline_table *table, struct fail *f)
{
	size_t i, count = json_count(node);

	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (count == 0)
		return json_fail(node, f, _("the table shows nothing"));
	table->lines = memory_array(count, sizeof(*table->lines), f);
	if (table->lines == NULL)
		return -1;
	table->line_count = count;
	for (i = 0; i < count; i++)
		if (read_line(json_at(node, i), &table->lines[i], f) == -1)
			return -1;
	return 0;
}

/* The rows and the columns: an axis or a list of its own. */
static int
read_sides(struct outline_table *table, struct fail *f)
{
	const struct json *lines = json_member(table->node, "lines");
	const struct json *columns = json_member(table->node, "columns");

	table->transposed = columns != NULL && lines == NULL &&
			    json_kind(columns) == JSON_KIND_ARRAY;
	if (lines != NULL ? read_lines(lines, table, f) == -1
			  : read_required_text(
				table->node, "rows", &table->rows, f) == -1)
		return -1;
	return table->transposed
		   ? read_lines(columns, table, f)
		   : json_get_text(columns, NULL, &table->columns, f);
}

/* What lines already say for their side of the table, it does not. */
static int
check_lines(const struct outline_table *table, struct fail *f)
{
	static const char *const of_rows[] = { "rows", "levels", "row_codes",
		"show", "only", "below", NULL };
	static const char *const of_columns[] = { "codes", "show", NULL };
	const char *const *other = table->transposed ? of_columns : of_rows;
	const struct json *node = table->node;

	if (table->line_count == 0)
		return 0;
	for (; *other != NULL; other++)
		if (json_member(node, *other) != NULL)
			return json_fail(json_member(node, *other), f,
			    table->transposed
				? _("a table with a list of columns has no "
				    "\"%s\"")
				: _("a table with \"lines\" has no \"%s\""),
			    *other);
	if (table->columns == NULL && !table->transposed)
		return json_fail(node, f, _("\"lines\" needs \"columns\""));
	return 0;
}

static int
read_flag(const struct json *node, struct outline_only *only, struct fail *f)
{
	struct outline_list names = { 0, NULL, NULL };
	size_t i;
	unsigned k;
	int status = read_names(node, &names, f);

	for (i = 0; status == 0 && i < names.count; i++) {
		for (k = 0;
		     k < OBSERVATION_FLAGS &&
		     strcmp(observation_flag_name(k), names.names[i]) != 0;
		     k++)
			continue;
		if (k == OBSERVATION_FLAGS)
			status = json_fail(node, f,
			    _("\"%s\" is no flag of an observation"),
			    names.names[i]);
		else
			only->flags |= 1U << k;
	}
	free(names.names);
	if (status == 0 && only->flags == 0)
		return json_fail(node, f, _("no flag is named"));
	return status;
}

static int
read_only(const struct json *node, struct outline_only *only, struct fail *f)
{
	static const char *const others[] = { "flag", NULL };
	const struct json *flag;

	if (node == NULL)
		return 0;
	only->node = node;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    (flag = json_required(node, "flag", f)) == NULL ||
	    read_holds(node, others, &only->at, f) == -1)
		return -1;
	return read_flag(flag, only, f);
}

static int
read_below(const struct json *node, struct outline_below *below, struct fail *f)
{
	static const char *const others[] = { "show", "value", NULL };
	const struct json *show, *value;
	const char *name;

	if (node == NULL)
		return 0;
	below->node = node;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    (value = json_required(node, "value", f)) == NULL ||
	    read_holds(node, others, &below->at, f) == -1 ||
	    json_get_number(
		value, 0, -BELOW_MAX, BELOW_MAX, &below->value, f) == -1)
		return -1;
	show = json_member(node, "show");
	if (json_get_text(show, part_names[PART_VALUE], &name, f) == -1)
		return -1;
	if (outline_part_find(name, strlen(name), &below->part) == 0)
		return 0;
	return fail_part(show, name, f);
}

static int
read_table(const struct json *node, struct outline_table *table, struct fail *f)
{
	const struct json *title = json_required(node, "title", f);
	const struct json *head = json_member(node, "head");
	int64_t decimals;

	table->node = node;
	if (title == NULL || title_read(title, &table->title, f) == -1 ||
	    (head != NULL && title_read(head, &table->head, f) == -1) ||
	    read_sides(table, f) == -1 ||
	    read_names(json_member(node, "levels"), &table->levels, f) == -1 ||
	    read_list(json_member(node, "row_codes"), &table->row_codes, f) ==
		-1 ||
	    read_list(json_member(node, "codes"), &table->codes, f) == -1 ||
	    read_holds(json_member(node, "at"), NULL, &table->at, f) == -1 ||
	    read_only(json_member(node, "only"), &table->only, f) == -1 ||
	    read_below(json_member(node, "below"), &table->below, f) == -1 ||
	    read_parts(json_member(node, "show"), table, f) == -1 ||
	    json_get_integer(json_member(node, "decimals"), OUTLINE_DECIMALS, 0,
		FIGURE_DECIMALS_MAX, &decimals, f) == -1)
		return -1;
	table->decimals = (int)decimals;
	if (table->columns != NULL && table->part_count != 1)
		return json_fail(node, f,
		    _("a table with columns along an axis shows one part"));
	if (table->columns == NULL && table->codes.count > 0)
		return json_fail(node, f, _("\"codes\" needs \"columns\""));
	if (table->part_count == 0)
		return json_fail(node, f, _("the table shows nothing"));
	if (table->columns != NULL && table->rows != NULL &&
	    strcmp(table->columns, table->rows) == 0)
		return json_fail(
		    node, f, _("rows and columns are the same axis"));
	return check_lines(table, f);
}

static int
read_tables(const struct json *node, struct outline *o, struct fail *f)
{
	size_t i, count = json_count(node);

	if (json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	o->tables = memory_array(count + 1, sizeof(*o->tables), f);
	if (o->tables == NULL)
		return -1;
	o->table_count = count;
	for (i = 0; i < count; i++) {
		if (json_expect(json_at(node, i), JSON_KIND_OBJECT, f) == -1 ||
		    read_table(json_at(node, i), &o->tables[i], f) == -1)
			return -1;
	}
	return 0;
}

/* ---- the whole ---- */

static int
read_breakdowns(const struct json *node, struct outline *o, struct fail *f)
{
	size_t i, count = json_count(node);

	if (node == NULL || json_expect(node, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (count == 0)
		return json_fail(node, f, _("a report needs a breakdown"));
	o->breakdowns = memory_array(count, sizeof(*o->breakdowns), f);
	if (o->breakdowns == NULL)
		return -1;
	o->breakdown_count = count;
	for (i = 0; i < count; i++)
		if (read_list(json_at(node, i), &o->breakdowns[i], f) == -1)
			return -1;
	return 0;
}

static int
read_report(struct outline *o, struct fail *f)
{
	const struct json *root = o->json;

	if (read_list(json_required(root, "indicators", f), &o->indicators,
		f) == -1 ||
	    o->indicators.node == NULL)
		return -1;
	if (o->indicators.count == 0)
		return json_fail(
		    o->indicators.node, f, _("a report needs an indicator"));
	if (read_breakdowns(json_required(root, "breakdowns", f), o, f) == -1)
		return -1;
	if (read_names(json_member(root, "geo"), &o->geo, f) == -1 ||
	    read_holds(json_member(root, "totals"), NULL, &o->totals, f) ==
		-1 ||
	    read_cells(json_member(root, "cells"), o, f) == -1 ||
	    read_titles(json_member(root, "summary"), &o->summary, f) == -1 ||
	    read_tables(json_member(root, "tables"), o, f) == -1 ||
	    read_titles(json_member(root, "sources"), &o->sources, f) == -1)
		return -1;
	return json_get_boolean(json_member(root, "intervals_in_text"), true,
	    &o->intervals_in_text, f);
}

static int
read_kind(struct outline *o, enum outline_kind wanted, struct fail *f)
{
	static const char *const kinds[] = { "report", "quality" };
	const char *kind;

	if (read_required_text(o->json, "kind", &kind, f) == -1)
		return -1;
	o->kind = wanted;
	if (strcmp(kind, kinds[wanted]) == 0)
		return 0;
	return json_fail(json_member(o->json, "kind"), f,
	    _("found the kind \"%s\", expected \"%s\""), kind, kinds[wanted]);
}

static int
read_outline(struct outline *o, enum outline_kind kind, struct fail *f)
{
	const struct json *title;

	if (json_kind(o->json) != JSON_KIND_OBJECT)
		return json_expect(o->json, JSON_KIND_OBJECT, f);
	if (read_required_text(o->json, "id", &o->id, f) == -1 ||
	    read_kind(o, kind, f) == -1)
		return -1;
	title = json_required(o->json, "title", f);
	if (title == NULL || title_read(title, &o->title, f) == -1 ||
	    read_titles(json_member(o->json, "notes"), &o->notes, f) == -1)
		return -1;
	if (o->kind == OUTLINE_REPORT && read_report(o, f) == -1)
		return -1;
	return json_check_known(o->json, f);
}

struct outline *
outline_open(const char *path, enum outline_kind kind, struct fail *f)
{
	struct outline *o = memory_array(1, sizeof(*o), f);

	if (o == NULL)
		return NULL;
	o->json = json_open(path, f);
	if (o->json == NULL || read_outline(o, kind, f) == -1) {
		outline_free(o);
		return NULL;
	}
	return o;
}

void
outline_free(struct outline *o)
{
	size_t i, k;

	if (o == NULL)
		return;
	free(o->indicators.names);
	for (i = 0; i < o->breakdown_count; i++)
		free(o->breakdowns[i].names);
	free(o->breakdowns);
	free(o->geo.names);
	free(o->totals.items);
	for (i = 0; i < o->cell_count; i++) {
		free(o->cells[i].at.items);
		free(o->cells[i].levels.names);
	}
	free(o->cells);
	for (i = 0; i < o->table_count; i++) {
		for (k = 0; k < o->tables[i].line_count; k++)
			free(o->tables[i].lines[k].at.items);
		free(o->tables[i].lines);
		free(o->tables[i].levels.names);
		free(o->tables[i].row_codes.names);
		free(o->tables[i].codes.names);
		free(o->tables[i].at.items);
		free(o->tables[i].only.at.items);
		free(o->tables[i].below.at.items);
	}
	free(o->tables);
	free(o->summary.items);
	free(o->notes.items);
	free(o->sources.items);
	json_free(o->json);
	free(o);
}
