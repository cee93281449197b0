/* request.c - a cube as the options of tally ask for it (request.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/names.h"
#include "cube/request.h"

void
request_clear(struct cube_request *r)
{
	option_list_free(&r->sums);
	option_list_free(&r->distincts);
	option_list_free(&r->pairs);
	option_list_free(&r->registries);
	option_list_free(&r->sets);
}

/* The file of DIMENSION=FILE, or NULL. */
static const char *
registry_file(const char *value)
{
	const char *sign = strchr(value, '=');

	return sign == NULL || sign[1] == '\0' ? NULL : sign + 1;
}

int
request_check_files(const struct cube_request *r, const char *output,
    const char *record, struct fail *f)
{
	struct option_list files = { 0, NULL };
	const struct option_spec options[] = {
		{ 'o', "output", NULL, NULL, &output, NULL, OPTION_OUTPUT },
		{ 0, "record", NULL, NULL, &record, NULL, OPTION_OUTPUT },
		{ 'r', "registry", NULL, NULL, NULL, &files, OPTION_INPUT },
	};
	const char *file;
	size_t i;
	int status = 0;

	for (i = 0; i < r->registries.count && status == 0; i++)
		if ((file = registry_file(r->registries.values[i])) != NULL)
			status = option_list_add(&files, file, f);
	if (status == 0)
		status =
		    option_check_files(options, COUNT(options), NULL, 0, f);
	option_list_free(&files);
	return status;
}

/* Cut NAME=COLUMN in two; columns[i] is NULL where there is no column. */
static void
split_columns(struct names *names, const char **columns)
{
	char *sign;
	size_t i;

	for (i = 0; i < names->count; i++) {
		columns[i] = NULL;
		/* the names stand in names->text, which is ours to change */
		sign =
		    strchr(names->text + (names->items[i] - names->text), '=');
		if (sign == NULL || sign == names->items[i] || sign[1] == '\0')
			continue;
		*sign = '\0';
		columns[i] = sign + 1;
	}
}

/* The cube with its dimensions and sums. */
static struct cube *
open_dimensions(const struct cube_request *r, struct fail *f)
{
	struct names names = NAMES_INIT;
	const char **columns = NULL;
	struct cube *c = NULL;
	size_t i;
	int status = -1;

	if (names_split(&names, r->by, f) == 0 &&
	    (columns = memory_array(names.count + 1, sizeof(*columns), f)) !=
		NULL) {
		split_columns(&names, columns);
		c = cube_new(
		    names.items, names.count, r->sums.values, r->sums.count, f);
		status = c == NULL ? -1 : 0;
	}
	for (i = 0; i < names.count && status == 0; i++)
		if (columns[i] != NULL)
			status = cube_column(c, i, columns[i], f);
	free(columns);
	names_clear(&names);
	if (status == 0)
		return c;
	cube_free(c);
	return NULL;
}

static int
add_pairs(struct cube *c, const struct option_list *pairs, struct fail *f)
{
	struct names names;
	size_t i;
	int status = 0;

	for (i = 0; i < pairs->count && status == 0; i++) {
		names = (struct names)NAMES_INIT;
		status = names_split(&names, pairs->values[i], f);
		if (status == 0 && names.count != 2)
			status = fail_set(f, FAIL_USAGE,
			    _("--pair is \"%s\", expected two names with a "
			      "comma between them"),
			    pairs->values[i]);
		if (status == 0)
			status =
			    cube_pair(c, names.items[0], names.items[1], f);
		names_clear(&names);
	}
	return status;
}

static int
add_sets(struct cube *c, const struct option_list *sets, struct fail *f)
{
	struct names names;
	size_t i;
	int status = 0;

	for (i = 0; i < sets->count && status == 0; i++) {
		names = (struct names)NAMES_INIT;
		status = names_split(&names, sets->values[i], f);
		if (status == 0)
			status = cube_set(c, names.items, names.count, f);
		names_clear(&names);
	}
	return status;
}

/* Open the registry of DIMENSION=FILE at the end of the set. */
static int
add_registry(
    struct cube *c, const char *value, struct registry_set *set, struct fail *f)
{
	const char *file = registry_file(value);
	struct registry *registry;
	char *dimension;
	int status = -1;

	if (file == NULL)
		return fail_set(f, FAIL_USAGE,
		    _("--registry is \"%s\", expected a dimension and the file "
		      "of its registry as NAME=FILE"),
		    value);
	dimension = memory_text(value, (size_t)(file - 1 - value), f);
	if (dimension != NULL && (registry = registry_open(file, f)) != NULL) {
		set->registries[set->count++] = registry;
		status = cube_registry(c, dimension, registry, f);
	}
	free(dimension);
	return status;
}

static int
add_registries(struct cube *c, const struct cube_request *r,
    struct registry_set *set, struct fail *f)
{
	const struct option_list *list = &r->registries;
	size_t i;

	if (r->sets.count == 0)
		return 0;
	set->registries =
	    memory_array(list->count + 1, sizeof(*set->registries), f);
	if (set->registries == NULL)
		return -1;
	for (i = 0; i < list->count; i++)
		if (add_registry(c, list->values[i], set, f) == -1)
			return -1;
	return 0;
}

static int
add_distincts(struct cube *c, const struct option_list *names, struct fail *f)
{
	size_t i;

	for (i = 0; i < names->count; i++)
		if (cube_distinct_add(c, names->values[i], f) == -1)
			return -1;
	return 0;
}

struct cube *
request_open(const struct cube_request *r, struct registry_set *registries,
    struct fail *f)
{
	struct cube *c = open_dimensions(r, f);

	if (c == NULL)
		return NULL;
	if (add_pairs(c, &r->pairs, f) == -1 ||
	    add_distincts(c, &r->distincts, f) == -1 ||
	    add_sets(c, &r->sets, f) == -1 ||
	    add_registries(c, r, registries, f) == -1) {
		cube_free(c);
		return NULL;
	}
	return c;
}
