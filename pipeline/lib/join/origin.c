/* origin.c - where each row of a table came from (origin.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "join/origin.h"

bool
origin_is_column(const char *name)
{
	return strcmp(name, ORIGIN_FILE) == 0 ||
	       strcmp(name, ORIGIN_ROW) == 0 || strcmp(name, ORIGIN_LOST) == 0;
}

/* The place of a column of this type; -1 on failure. */
static int
find_column(const struct schema *schema, const char *name,
    enum column_type type, struct fail *f)
{
	int index = schema_require(schema, name, f);

	if (index == -1 || schema->fields[index].type == type)
		return index;
	return fail_set(f, FAIL_DATA,
	    _("column \"%s\": its type is %s, expected %s; make the table "
	      "with ingest"),
	    name, column_type_name(schema->fields[index].type),
	    column_type_name(type));
}

int
origin_init(struct origin *o, struct account *account,
    const struct schema *schema, struct fail *f)
{
	memset(o, 0, sizeof(*o));
	o->account = account;
	o->file_column = find_column(schema, ORIGIN_FILE, COLUMN_DICTIONARY, f);
	if (o->file_column == -1)
		return -1;
	o->row_column = find_column(schema, ORIGIN_ROW, COLUMN_INT64, f);
	if (o->row_column == -1)
		return -1;
	o->lost_column = -1;
	if (schema_find(schema, ORIGIN_LOST) == -1)
		return 0;
	o->lost_column = find_column(schema, ORIGIN_LOST, COLUMN_BOOL, f);
	return o->lost_column == -1 ? -1 : 0;
}

void
origin_clear(struct origin *o)
{
	free(o->files);
	memset(o, 0, sizeof(*o));
}

int
origin_batch(struct origin *o, const struct batch *batch, struct fail *f)
{
	const struct column *names = &batch->columns[o->file_column];
	size_t count = (size_t)dictionary_count(names->dictionary);
	const char *name;
	int file;

	o->batch = batch;
	if (names->null_count > 0 ||
	    batch->columns[o->row_column].null_count > 0)
		return fail_set(f, FAIL_DATA,
		    _("a row without \"_file\" or \"_row\"; the table is "
		      "damaged, make it again"));
	if (memory_grow(&o->files, &o->file_capacity, count + 1,
		sizeof(*o->files), f) == -1)
		return -1;
	for (; o->file_count < count; o->file_count++) {
		name = dictionary_text(
		    names->dictionary, (int32_t)o->file_count, NULL);
		if ((file = account_file(o->account, name, f)) == -1)
			return -1;
		o->files[o->file_count] = file;
	}
	return 0;
}

int
origin_file(const struct origin *o, size_t row)
{
	return o->files[column_code(&o->batch->columns[o->file_column], row)];
}

const char *
origin_name(const struct origin *o, size_t row)
{
	return column_text(&o->batch->columns[o->file_column], row, NULL);
}

uint64_t
origin_line(const struct origin *o, size_t row)
{
	return (uint64_t)column_integer(&o->batch->columns[o->row_column], row);
}

bool
origin_is_lost(const struct origin *o, size_t row)
{
	return o->lost_column != -1 &&
	       column_integer(&o->batch->columns[o->lost_column], row) != 0;
}

int
origin_finding(
    struct origin *o, size_t row, struct finding *finding, struct fail *f)
{
	finding->line = origin_line(o, row);
	return account_finding(o->account, origin_file(o, row), finding, f);
}
