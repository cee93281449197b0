/* column_check.c - the columns of the file against those of the schema */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"
#include "reader/column_check.h"

/* The account of the file, and what is checked. */
struct check {
	struct frame *frame;
	struct account *account;
	int file;
};

static int
warn(const struct check *c, const char *reason, const char *column,
    const char *found, const struct message *expected, struct fail *f)
{
	struct finding finding = { FINDING_WARNING, reason, NULL,
		c->frame->header.first_line, 0, column, found, expected };

	return account_finding(c->account, c->file, &finding, f);
}

/* The header of a column for a message.  Where persons are told of, a header
 * of several lines that the schema does not name may hold a row of data. */
static const char *
shown_label(const struct frame *frame, size_t column)
{
	const struct header *h = &frame->header;

	return frame->personal && h->first_line < h->last_line &&
		       *h->labels[column] != '\0'
		   ? ACCOUNT_HIDDEN
		   : h->labels[column];
}

/* A column is missing that must be there: say which the schema does not know,
 * one of them may be it. */
static int
fail_missing(const struct frame *frame, const char *name, struct fail *f)
{
	char unknown[320] = "";

	for (size_t i = 0; i < frame->columns.width; i++)
		if (frame->header.targets[i] == TARGET_NONE &&
		    (int)i != frame->columns.stub &&
		    *frame->header.labels[i] != '\0')
			header_list(
			    unknown, sizeof(unknown), shown_label(frame, i));
	if (*unknown == '\0')
		return fail_set(f, FAIL_DATA,
		    _("%s:%" PRIu64 ": column \"%s\": not in the header, "
		      "though the schema requires it; add its header to "
		      "\"aliases\" in %s"),
		    frame->label, frame->header.first_line, name,
		    frame->dataset->path);
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": column \"%s\": not in the header, "
	      "though the schema requires it; if it is one of %s, add that to "
	      "\"aliases\" in %s"),
	    frame->label, frame->header.first_line, name, unknown,
	    frame->dataset->path);
}

/* A column of the schema that the file does not have. */
static int
missing_column(const struct check *c, const struct table_field *field,
    const char *name, struct fail *f)
{
	const struct message expected = {
		.format = N_("a column with one of the field's names")
	};

	if (field->constraints.required)
		return fail_missing(c->frame, name, f);
	if (field->place == PLACE_COLUMN &&
	    schema_set_absent(&c->frame->schema, field->name, true, f) == -1)
		return -1;
	return warn(c, "missing-label", name, "", &expected, f);
}

/* A second column for what an earlier one has: nobody can tell which of the
 * two counts, and a count or a required value must not depend on a guess. */
static int
twin_column(const struct check *c, size_t column, struct fail *f)
{
	const struct table_schema *dataset = c->frame->dataset;
	const struct header *header = &c->frame->header;
	size_t first = (size_t)header->twins[column], target;
	const char *label = header->labels[column];
	struct message expected = {
		.format = N_("one column for it; that of \"%1$s\" is read, the "
			     "values of this one are ignored"),
		.arguments = { header->labels[first] }
	};
	const struct table_field *field;

	target = (size_t)header->targets[first];
	field = &dataset->fields[target < dataset->field_count
				     ? target
				     : (size_t)dataset->unpivot.value];
	if (!field->constraints.required && field->role != ROLE_COUNT)
		return warn(c, "duplicate-label", label, label, &expected, f);
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": column %zu, \"%s\", and column %zu, \"%s\", "
	      "are both \"%s\" by the schema; take one out of the file, or its "
	      "header out of \"aliases\" in %s"),
	    c->frame->label, header->first_line, first + 1,
	    header->labels[first], column + 1, label, field->name,
	    dataset->path);
}

/* A column of the file that feeds no field. */
static int
extra_column(const struct check *c, size_t column, struct fail *f)
{
	const char *label = shown_label(c->frame, column);
	const struct message expected = { .format =
					      N_("a column of the schema") };

	return warn(c, *label == '\0' ? "blank-label" : "extra-label", label,
	    label, &expected, f);
}

/* Fields and unpivoted columns that have no column. */
static int
check_fields(const struct check *c, struct fail *f)
{
	const struct table_schema *dataset = c->frame->dataset;
	const struct table_unpivot *u = &dataset->unpivot;
	const struct columns *columns = &c->frame->columns;
	size_t i;

	for (i = 0; i < dataset->field_count; i++)
		if (dataset->fields[i].place == PLACE_COLUMN &&
		    columns->fields[i] == -1 &&
		    missing_column(c, &dataset->fields[i],
			dataset->fields[i].name, f) == -1)
			return -1;
	for (i = 0; i < u->column_count; i++)
		if (columns->wide[i] == -1 &&
		    missing_column(c, &dataset->fields[u->value],
			columns->wide_names[i], f) == -1)
			return -1;
	return 0;
}

/* A table below with other names, which nobody asked for. */
static int
warn_of_table(const struct check *c, struct fail *f)
{
	const struct header *h = &c->frame->header;
	const struct message expected = {
		.format = N_("the end of the file; this table is not read "
			     "(layout.table of the schema says which is)")
	};
	struct finding finding = { FINDING_WARNING, "further-table", NULL,
		h->further_line, 0, NULL, "", &expected };

	if (h->further_line == 0 || h->table_first > 0)
		return 0;
	return account_finding(c->account, c->file, &finding, f);
}

int
column_check(
    struct frame *frame, struct account *account, int file, struct fail *f)
{
	const struct check c = { frame, account, file };
	size_t i;
	int target, status = check_fields(&c, f);

	for (i = 0; i < frame->columns.width && status == 0; i++) {
		target = frame->header.targets[i];
		if (target == TARGET_TWICE)
			status = twin_column(&c, i, f);
		else if (target == TARGET_NONE && (int)i != frame->columns.stub)
			status = extra_column(&c, i, f);
	}
	return status == 0 ? warn_of_table(&c, f) : status;
}
