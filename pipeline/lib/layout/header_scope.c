/* header_scope.c - the table of a schema among the tables of a file */
#include <string.h>

#include "base/message.h"
#include "layout/header.h"
#include "layout/header_scope.h"
#include "record/record.h"

int
header_scope_find(struct header_scope *scope, const struct table_schema *schema,
    size_t table, const unsigned char *head, size_t length, bool whole,
    const struct dialect *dialect, const struct encoding_guess *encoding,
    const char *name, struct fail *f)
{
	const struct file_layout *l = &scope->layout;
	bool given = table > 0, asked = given || schema->table > 1;

	memset(scope, 0, sizeof(*scope));
	scope->last_line = UINT64_MAX;
	if (table == 0)
		table = (size_t)schema->table;
	if (length > RECORD_SAMPLE) {
		length = RECORD_SAMPLE;
		whole = false;
	}
	if (file_layout_detect(&scope->layout, head, length, whole, dialect,
		encoding, name, f) == -1)
		return -1;
	if (table > l->table_count && table > 1 && given)
		return fail_set(f, FAIL_USAGE,
		    _("--table: found %zu, %s has %zu tables"), table, name,
		    l->table_count);
	if (table > l->table_count && table > 1)
		return fail_set(f, FAIL_DATA,
		    _("%s: table %zu is asked for, and there are %zu in it; "
		      "correct layout.table in %s"),
		    name, table, l->table_count, schema->path);
	if (l->table_count > 0)
		scope->table = &l->tables[table - 1];
	if (asked && scope->table != NULL) {
		scope->first_line = scope->table->first_line;
		scope->last_line = scope->table->last_line;
	}
	return 0;
}

void
header_scope_clear(struct header_scope *scope)
{
	file_layout_clear(&scope->layout);
	scope->table = NULL;
}

/* Does a blank line stand right above this one? */
static bool
is_parted(const struct file_layout *l, uint64_t line)
{
	size_t i;

	for (i = 0; i < l->span_count; i++)
		if (l->spans[i].class == LINE_BLANK &&
		    l->spans[i].last_line + 1 == line)
			return true;
	return false;
}

/* Has the header other names, at most one of the schema's? */
static int
has_other_names(const struct layout_table *t, const struct header_names *names,
    bool *other, struct fail *f)
{
	size_t i, known = 0, filled = 0;
	int target;

	for (i = 0; i < t->width; i++) {
		if (header_names_find(names, t->labels[i], &target, f) == -1)
			return -1;
		known += target != TARGET_NONE;
		filled += *t->labels[i] != '\0';
	}
	*other = filled > 1 && 2 * known < filled;
	return 0;
}

int
header_scope_further(const struct header_scope *scope, uint64_t line,
    const struct header_names *names, uint64_t *further, struct fail *f)
{
	const struct file_layout *l = &scope->layout;
	bool asked = scope->last_line != UINT64_MAX, other = asked;
	const struct layout_table *t;
	size_t i;

	*further = 0;
	for (i = 0; i < l->table_count && *further == 0; i++) {
		t = &l->tables[i];
		if (t->first_line <= (asked ? scope->last_line : line) ||
		    (!asked &&
			(t->header_first == 0 || !is_parted(l, t->first_line))))
			continue;
		if (!asked && has_other_names(t, names, &other, f) == -1)
			return -1;
		if (other)
			*further = t->first_line;
	}
	return 0;
}
