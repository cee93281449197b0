/* config_breaks - the breaks that a config declares concern its indicators */
#include "plan/config_breaks.h"

#include <string.h>

#include "base/message.h"

static int
check_names(
    const struct config *c, const struct declared_break *b, struct fail *f)
{
	const struct json *list = json_member(b->node, "indicators");
	size_t i, j;

	for (i = 0; i < b->indicator_count; i++) {
		for (j = 0; j < c->indicator_count; j++)
			if (strcmp(c->indicators[j].definition->id,
				b->indicators[i]) == 0)
				break;
		if (j == c->indicator_count)
			return json_fail(json_at(list, i), f,
			    _("no indicator of %s has the id \"%s\""),
			    c->file.label, b->indicators[i]);
	}
	return 0;
}

/* The codes of "where" by the registries of the indicator's dimensions. */
static int
check_codes(const struct config *c, const struct declared_break *b,
    const struct definition *d, struct fail *f)
{
	const struct registry *r;
	const char *id;
	size_t i, j;

	for (i = 0; i < b->where_count; i++) {
		id = d->dimensions[definition_dimension(
				       d, b->where[i].dimension)]
			 .registry;
		for (j = 0; j < c->registry_count; j++) {
			r = c->registries[j].registry;
			if (strcmp(registry_id(r), id) == 0 &&
			    break_check_codes(&b->where[i], r, f) == -1)
				return -1;
		}
	}
	return 0;
}

static int
check_break(
    const struct config *c, const struct declared_break *b, struct fail *f)
{
	const struct definition *d;
	bool concerns = false;
	size_t i;

	if (check_names(c, b, f) == -1)
		return -1;
	for (i = 0; i < c->indicator_count; i++) {
		d = c->indicators[i].definition;
		if (d->comparison != NULL || !break_concerns(b, d))
			continue;
		concerns = true;
		if (check_codes(c, b, d, f) == -1)
			return -1;
	}
	if (!concerns)
		return json_fail(b->node, f,
		    _("no indicator of %s has all dimensions of \"where\""),
		    c->file.label);
	return 0;
}

int
config_check_breaks(const struct config *c, struct fail *f)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (breaks_declare(
			&c->breaks, c->indicators[i].definition, f) == -1)
			return -1;
	for (i = 0; i < c->breaks.count; i++)
		if (check_break(c, &c->breaks.items[i], f) == -1)
			return -1;
	return 0;
}
