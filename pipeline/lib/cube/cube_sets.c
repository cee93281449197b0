/* cube_sets.c - the sets of dimensions of a cube (cube_sets.h) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "cube/cube_sets.h"
#include "cube/names.h"

static const char SET_SEPARATOR = ';';

void
cube_sets_clear(struct cube_sets *s)
{
	size_t i;

	for (i = 0; i < s->dimension_count; i++)
		free(s->totals[i]);
	free(s->items);
	*s = (struct cube_sets)CUBE_SETS_INIT;
}

int
cube_sets_add(struct cube_sets *s, uint64_t set, struct fail *f)
{
	if (s->count == CUBE_SETS_MAX)
		return fail_set(f, FAIL_USAGE,
		    _("more than %d sets of dimensions in a cube"),
		    CUBE_SETS_MAX);
	if (memory_grow(&s->items, &s->capacity, s->count + 1,
		sizeof(*s->items), f) == -1)
		return -1;
	s->items[s->count++] = set;
	return 0;
}

static int
find_totals(struct cube_sets *s, struct fail *f)
{
	const char *id;
	size_t i;
	int root;

	for (i = 0; i < s->dimension_count; i++) {
		if (s->registries[i] == NULL ||
		    (root = registry_root(s->registries[i])) == -1)
			continue;
		id = registry_entry_id(s->registries[i], root);
		if ((s->totals[i] = memory_text(id, strlen(id), f)) == NULL)
			return -1;
	}
	return 0;
}

static uint64_t
with_totals(const struct cube_sets *s)
{
	uint64_t all = 0;
	size_t i;

	for (i = 0; i < s->dimension_count; i++)
		if (s->totals[i] != NULL)
			all |= UINT64_C(1) << i;
	return all;
}

static int
compare_sets(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

int
cube_sets_close(struct cube_sets *s, struct fail *f)
{
	size_t i, j, kept = 0;
	uint64_t all;

	if (s->count == 0)
		return 0;
	if (find_totals(s, f) == -1)
		return -1;
	all = with_totals(s);
	for (i = 0; i < s->count; i++)
		s->items[i] &= all;
	qsort(s->items, s->count, sizeof(*s->items), compare_sets);
	/* A set that holds another one is a larger number: it comes later. */
	for (i = 0; i < s->count; i++) {
		for (j = i + 1; j < s->count; j++)
			if ((s->items[i] & ~s->items[j]) == 0)
				break;
		if (j == s->count)
			s->items[kept++] = s->items[i];
	}
	s->count = kept;
	return 0;
}

bool
cube_sets_cover(const struct cube_sets *s, uint64_t set)
{
	size_t i;

	set &= with_totals(s);
	for (i = 0; i < s->count; i++)
		if ((set & ~s->items[i]) == 0)
			return true;
	return s->count == 0;
}

static int
store_totals(const struct cube_sets *s, struct schema *schema, struct fail *f)
{
	const char *totals[CUBE_DIMENSIONS_MAX];
	size_t i;

	for (i = 0; i < s->dimension_count; i++) {
		totals[i] = s->totals[i] == NULL ? "" : s->totals[i];
		if (strchr(totals[i], ',') != NULL)
			return fail_set(f, FAIL_USAGE,
			    _("the code \"%s\" of the total of \"%s\" has a "
			      "comma; expected a code without"),
			    totals[i], schema->fields[i].name);
	}
	return names_store(
	    schema, CUBE_KEY_TOTALS, totals, s->dimension_count, f);
}

/* The sets with semicolons between them, their names with commas. */
static int
store_sets(const struct cube_sets *s, struct schema *schema, struct fail *f)
{
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	size_t i, j;
	uint64_t rest;
	int status;

	if (out == NULL)
		return fail_memory(f);
	for (i = 0; i < s->count; i++) {
		if (i > 0)
			fputc(SET_SEPARATOR, out);
		for (j = 0, rest = s->items[i]; rest != 0; j++, rest >>= 1)
			if ((rest & 1) != 0)
				fprintf(out, "%s%s", schema->fields[j].name,
				    rest == 1 ? "" : ",");
	}
	status = fclose(out) == 0 ? schema_set(schema, CUBE_KEY_SETS, text, f)
				  : fail_memory(f);
	free(text);
	return status;
}

int
cube_sets_store(
    const struct cube_sets *s, struct schema *schema, struct fail *f)
{
	size_t i;

	if (s->count == 0)
		return 0;
	for (i = 0; i < s->dimension_count; i++)
		if (strchr(schema->fields[i].name, SET_SEPARATOR) != NULL)
			return fail_set(f, FAIL_USAGE,
			    _("the dimension \"%s\" of a cube with sets has a "
			      "semicolon in its name; expected a name without"),
			    schema->fields[i].name);
	return store_totals(s, schema, f) == -1 ? -1 : store_sets(s, schema, f);
}

static int
bad_metadata(const char *key, const char *value, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("the metadata %s are \"%s\", which does not fit the dimensions; "
	      "make the cube again with tally"),
	    key, value);
}

static int
read_totals(struct cube_sets *s, const char *list, struct fail *f)
{
	struct names names = NAMES_INIT;
	size_t i;
	int status = names_split(&names, list, f);

	/* "" is the list of one dimension without a total, too */
	if (status == 0 && names.count != s->dimension_count &&
	    !(s->dimension_count == 1 && names.count == 0))
		status = bad_metadata(CUBE_KEY_TOTALS, list, f);
	for (i = 0; i < names.count && status == 0; i++)
		if (names.items[i][0] != '\0' &&
		    (s->totals[i] = memory_text(
			 names.items[i], strlen(names.items[i]), f)) == NULL)
			status = -1;
	names_clear(&names);
	return status;
}

/* The dimensions with totals that a list names. */
static int
read_set(struct cube_sets *s, const struct schema *schema, const char *list,
    uint64_t *set, struct fail *f)
{
	struct names names = NAMES_INIT;
	size_t i;
	int dimension, status = names_split(&names, list, f);

	*set = 0;
	for (i = 0; i < names.count && status == 0; i++) {
		dimension = schema_find(schema, names.items[i]);
		if (dimension == -1 || dimension >= (int)s->dimension_count ||
		    s->totals[dimension] == NULL)
			status = bad_metadata(CUBE_KEY_SETS, list, f);
		else
			*set |= UINT64_C(1) << dimension;
	}
	names_clear(&names);
	return status;
}

static int
read_sets(struct cube_sets *s, const struct schema *schema, const char *list,
    struct fail *f)
{
	char *copy = memory_text(list, strlen(list), f), *at, *end;
	uint64_t set;
	int status = copy == NULL ? -1 : 0;

	for (at = copy; at != NULL && status == 0; at = end) {
		if ((end = strchr(at, SET_SEPARATOR)) != NULL)
			*end++ = '\0';
		status = read_set(s, schema, at, &set, f);
		if (status == 0)
			status = cube_sets_add(s, set, f);
	}
	free(copy);
	return status;
}

int
cube_sets_read(struct cube_sets *s, const struct schema *schema, struct fail *f)
{
	const char *totals = schema_get(schema, CUBE_KEY_TOTALS);
	const char *sets = schema_get(schema, CUBE_KEY_SETS);

	if (totals == NULL && sets == NULL)
		return 0;
	if (totals == NULL || sets == NULL)
		return fail_set(f, FAIL_DATA,
		    _("the metadata %s are there without %s; make the cube "
		      "again with tally"),
		    totals == NULL ? CUBE_KEY_SETS : CUBE_KEY_TOTALS,
		    totals == NULL ? CUBE_KEY_TOTALS : CUBE_KEY_SETS);
	return read_totals(s, totals, f) == -1 ? -1
					       : read_sets(s, schema, sets, f);
}
