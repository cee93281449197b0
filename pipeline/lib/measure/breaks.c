/* breaks - breaks that the config of a run declares */
#include "measure/breaks.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/period.h"

#define BREAKS_MAX 10000

static int
get_period(const struct json *object, const char **period, struct fail *f)
{
	const struct json *node = json_required(object, "period", f);
	int32_t first, last;

	if (node == NULL || json_get_text(node, NULL, period, f) == -1)
		return -1;
	if (!period_days(*period, &first, &last))
		return json_fail(node, f,
		    _("\"%s\" is no period, expected YYYY, YYYY-MM or "
		      "YYYY-MM-DD"),
		    *period);
	return 0;
}

static int
get_wording(const struct json *object, const char *key, struct title *text,
    struct fail *f)
{
	const struct json *node = json_required(object, key, f);

	return node == NULL ? -1 : title_read(node, text, f);
}

static int
get_indicators(
    const struct json *list, struct declared_break *b, struct fail *f)
{
	size_t i, count;

	if (list == NULL)
		return 0;
	if (json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	count = json_count(list);
	if (count == 0)
		return json_fail(
		    list, f, _("an empty list, expected at least one item"));
	b->indicators = memory_array(count, sizeof(*b->indicators), f);
	if (b->indicators == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (json_get_text(
			json_at(list, i), NULL, &b->indicators[i], f) == -1)
			return -1;
	b->indicator_count = count;
	return 0;
}

/* A break is one of all statistics, and of one period. */
static int
check_where(const struct declared_break *b, struct fail *f)
{
	size_t i;

	for (i = 0; i < b->where_count; i++)
		if (strcmp(b->where[i].dimension, "period") == 0 ||
		    strcmp(b->where[i].dimension, STATISTIC_DIMENSION) == 0)
			return json_fail(b->where[i].node, f,
			    _("\"%s\" cannot say where a break is, expected "
			      "another dimension"),
			    b->where[i].dimension);
	return 0;
}

static int
get_break(const struct json *node, struct declared_break *b, struct fail *f)
{
	const struct json *where;

	b->node = node;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    get_period(node, &b->period, f) == -1 ||
	    get_wording(node, "text", &b->text, f) == -1 ||
	    get_wording(node, "source", &b->source, f) == -1 ||
	    get_indicators(json_member(node, "indicators"), b, f) == -1)
		return -1;
	if ((where = json_member(node, "where")) == NULL)
		return 0;
	if (definition_where_read(where, &b->where, &b->where_count, f) == -1)
		return -1;
	return check_where(b, f);
}

static int
get_breaks(const struct json *list, struct breaks *breaks, struct fail *f)
{
	size_t i, count;

	if (list == NULL || json_expect(list, JSON_KIND_ARRAY, f) == -1)
		return -1;
	count = json_count(list);
	if (count > BREAKS_MAX)
		return json_fail(list, f, _("more than %d items"), BREAKS_MAX);
	breaks->items = memory_array(count + 1, sizeof(*breaks->items), f);
	if (breaks->items == NULL)
		return -1;
	for (i = 0; i < count; i++) {
		breaks->count++;
		if (get_break(json_at(list, i), &breaks->items[i], f) == -1)
			return -1;
	}
	return 0;
}

int
breaks_open(struct breaks *breaks, const char *path, struct fail *f)
{
	const struct json *node;
	const char *kind;

	*breaks = (struct breaks)BREAKS_INIT;
	if (path == NULL)
		return 0;
	if ((breaks->json = json_open(path, f)) == NULL ||
	    json_expect(breaks->json, JSON_KIND_OBJECT, f) == -1 ||
	    (node = json_required(breaks->json, "kind", f)) == NULL ||
	    json_get_text(node, NULL, &kind, f) == -1)
		return -1;
	if (strcmp(kind, "breaks") != 0)
		return json_fail(node, f,
		    _("the kind is \"%s\", expected \"breaks\""), kind);
	if (get_breaks(json_required(breaks->json, "breaks", f), breaks, f) ==
	    -1)
		return -1;
	return json_check_known(breaks->json, f);
}

void
breaks_clear(struct breaks *breaks)
{
	size_t i;

	for (i = 0; i < breaks->count; i++) {
		free(breaks->items[i].indicators);
		definition_where_free(
		    breaks->items[i].where, breaks->items[i].where_count);
	}
	free(breaks->items);
	json_free(breaks->json);
	*breaks = (struct breaks)BREAKS_INIT;
}

static bool
is_named(const struct declared_break *b, const struct definition *d)
{
	size_t i;

	for (i = 0; i < b->indicator_count; i++)
		if (strcmp(b->indicators[i], d->id) == 0)
			return true;
	return false;
}

/* The first dimension of "where" that the definition does not have, or NULL. */
static const struct definition_where *
lacking(const struct declared_break *b, const struct definition *d)
{
	size_t i;

	for (i = 0; i < b->where_count; i++)
		if (definition_dimension(d, b->where[i].dimension) == -1)
			return &b->where[i];
	return NULL;
}

bool
break_concerns(const struct declared_break *b, const struct definition *d)
{
	if (d->comparison != NULL && d->comparison->of != NULL)
		d = d->comparison->of;
	return (b->indicator_count == 0 || is_named(b, d)) &&
	       lacking(b, d) == NULL;
}

static int
check_named(
    const struct declared_break *b, const struct definition *d, struct fail *f)
{
	const struct definition_where *where = lacking(b, d);

	if (!is_named(b, d))
		return 0;
	if (d->comparison != NULL)
		return json_fail(b->node, f,
		    _("\"%s\" is a comparison, expected the indicator that it "
		      "compares"),
		    d->id);
	if (where == NULL)
		return 0;
	return json_fail(where->node, f,
	    _("\"%s\" is no dimension of the indicator \"%s\""),
	    where->dimension, d->id);
}

int
breaks_declare(
    const struct breaks *breaks, struct definition *d, struct fail *f)
{
	size_t i;

	d->declared = breaks;
	for (i = 0; i < breaks->count; i++)
		if (check_named(&breaks->items[i], d, f) == -1)
			return -1;
	return 0;
}

int
breaks_apply(const struct breaks *breaks, const struct definitions *definitions,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < definitions->count; i++)
		if (breaks_declare(breaks, definitions->items[i], f) == -1)
			return -1;
	return 0;
}

bool
break_covers(const struct definition_where *where,
    const struct registry *registry, int entry)
{
	size_t i;

	for (; entry != -1; entry = registry_entry_parent(registry, entry))
		for (i = 0; i < where->code_count; i++)
			if (strcmp(where->codes[i],
				registry_entry_id(registry, entry)) == 0)
				return true;
	return false;
}

int
break_check_codes(const struct definition_where *where,
    const struct registry *registry, struct fail *f)
{
	size_t i;

	for (i = 0; i < where->code_count; i++)
		if (registry_find(registry, where->codes[i]) == -1)
			return json_fail(json_at(where->node, i), f,
			    _("\"%s\" is not in the registry \"%s\""),
			    where->codes[i], registry_id(registry));
	return 0;
}

ptrdiff_t
break_begins(const char *period, const char *const *periods, size_t count)
{
	int32_t day, end, first, last;
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(periods[i], period) == 0)
			return (ptrdiff_t)i;
	if (!period_days(period, &day, &end))
		return -1;
	for (i = 0; i < count; i++)
		if (period_days(periods[i], &first, &last) && day <= last)
			return i > 0 || day >= first ? (ptrdiff_t)i : -1;
	return -1;
}
