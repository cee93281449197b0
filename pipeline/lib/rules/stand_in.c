/* stand_in.c - rows in place of submissions that are missing (stand_in.h) */
#include <string.h>

#include "rules/stand_in.h"
#include "value/value.h"

/* The period as a value of the field, or none; field NULL: as it is stated. */
static int
put_period(const struct table_schema *dataset, const struct table_field *field,
    const char *text, struct column *column, struct fail *f)
{
	const struct evidence none = { .complete = true };
	struct value_problem problem;
	struct value value;
	size_t length = strlen(text);

	if (field == NULL)
		return column_put_text(column, text, length, f);
	/* what it is in a registry is not looked up here */
	if (field->registry != NULL || value_read(dataset, field, &none, text,
					   length, &value, &problem) == -1)
		return column_put_null(column, f);
	return value_put(field, &value, column, NULL, f);
}

static int
put_value(const struct stand_in *s, size_t at, const struct overdue *missing,
    struct column *column, struct fail *f)
{
	const struct submission *latest = missing->latest;
	const char *name = s->schema->fields[at].name, *text = NULL;
	int field = table_schema_find(s->dataset, name);

	if ((int)at == s->period)
		return put_period(s->dataset,
		    field == -1 ? NULL : &s->dataset->fields[field],
		    missing->period, column, f);
	if (strcmp(name, "_row") == 0)
		return column_put_integer(column, 0, f);
	if (strcmp(name, SCHEMA_LOST) == 0)
		return column_put_integer(column, 1, f);
	if (strcmp(name, "_file") == 0)
		text = latest->file;
	else if (field == -1) /* NAME.status */
		text = "missing";
	else if (latest->sender_found &&
		 field == table_schema_sender(s->dataset))
		text = latest->parts[SUBMISSION_SENDER];
	return text == NULL ? column_put_null(column, f)
			    : column_put_text(column, text, strlen(text), f);
}

int
stand_in_rows(const struct stand_in *s, const struct overdue *missing,
    size_t count, struct batch *rows, struct fail *f)
{
	size_t i, at;

	for (i = 0; i < count; i++) {
		for (at = 0; at < rows->column_count; at++)
			if (put_value(s, at, &missing[i], &rows->columns[at],
				f) == -1)
				return -1;
		rows->length++;
	}
	return 0;
}
