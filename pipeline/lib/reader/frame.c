/* frame.c - what the rows of a file have in common (frame.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "reader/column_check.h"
#include "reader/frame.h"
#include "reader/line_form.h"
#include "reader/untyped.h"

#define OWN_COLUMNS 2 /* _file and _row */

/* The lines above that one, if they are titles. */
static int
add_titles(struct frame *frame, struct record_reader *records, uint64_t line,
    struct cells *cells, struct decoder *decoder, struct fail *f)
{
	struct record r;
	int more;

	while ((more = record_next(records, &r, f)) == 1 && r.line < line)
		if (cells_decode(cells, &r, decoder, f) == -1 ||
		    (line_form_above(&frame->dialect, cells, r.line) ==
			    LINE_TITLE &&
			titles_add(&frame->titles, cells, f) == -1))
			return -1;
	return more == -1 ? -1 : 0;
}

/* The title lines of the head above a line. */
static int
read_titles(struct frame *frame, struct bytes_memory head, uint64_t line,
    struct fail *f)
{
	struct bytes source = { bytes_read_memory, &head };
	struct cells cells = CELLS_INIT;
	struct decoder decoder = DECODER_INIT;
	struct record_reader *records;
	int status = -1;

	if ((records = record_open(source, frame->label, f)) != NULL &&
	    decoder_guessed(&decoder, &frame->encoding, f) == 0) {
		record_dialect(records, &frame->dialect, 0);
		status = add_titles(frame, records, line, &cells, &decoder, f);
	}
	decoder_clear(&decoder);
	cells_clear(&cells);
	record_close(records);
	return status;
}

/* What encoding and dialect are found by. */
static void
shorten(struct bytes_memory *head, bool *whole)
{
	if (head->left <= RECORD_SAMPLE)
		return;
	head->left = RECORD_SAMPLE;
	*whole = false;
}

/* The encoding: given, or as the head looks. */
static int
find_encoding(
    struct frame *frame, struct record_reader *records, struct fail *f)
{
	const struct table_schema *dataset = frame->dataset;
	struct encoding_guess *guess = &frame->encoding;
	int given = frame->encoding_given;
	struct bytes_memory head;
	bool whole;

	head.next = record_head(records, &head.left, &whole);
	if (given == -1 && dataset != NULL && dataset->encoding_given)
		given = (int)dataset->encoding;
	if (given == -1 && head.left > encoding_mark(head.next, head.left)) {
		shorten(&head, &whole);
		return encoding_detect(
		    head.next, head.left, whole, frame->label, guess, f);
	}
	guess->encoding = given == -1 ? ENCODING_UTF_8 : (enum encoding)given;
	guess->confidence = 1;
	guess->sure = true;
	return 0;
}

/* A dataset is read by no guess. */
static int
check_encoding(const struct frame *frame, struct fail *f)
{
	const struct encoding_guess *guess = &frame->encoding;

	if (guess->sure)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s: the encoding is not certain: it may be %s or %s; state it "
	      "in the schema (\"dialect\": {\"encoding\": \"%s\"}) or with "
	      "--encoding, or convert the file to UTF-8"),
	    frame->label, encoding_name(guess->encoding),
	    encoding_name(guess->second), encoding_name(guess->encoding));
}

/* The header of the dataset. */
static int
find_header(
    struct frame *frame, struct bytes_memory head, bool whole, struct fail *f)
{
	if (head.left == 0)
		return fail_set(f, FAIL_DATA,
		    _("%s: the file is empty, expected a table"), frame->label);
	if (check_encoding(frame, f) == -1 ||
	    header_find(&frame->header, frame->dataset, frame->table, head.next,
		head.left, whole, &frame->dialect, &frame->encoding,
		frame->label, f) == -1)
		return -1;
	return table_schema_reads_titles(frame->dataset)
		   ? read_titles(frame, head, frame->header.first_line, f)
		   : 0;
}

/* What stands where without a schema, and the titles of the first table. */
static int
find_untyped(
    struct frame *frame, struct bytes_memory head, bool whole, struct fail *f)
{
	const struct layout_table *t;

	if (untyped_find(frame, head, whole, f) == -1)
		return -1;
	t = frame->untyped.table;
	if (t == NULL || t->first_line > 1)
		return 0;
	return read_titles(frame, head,
	    t->header_first > 0 ? t->header_first : t->data_first, f);
}

/* Encoding, dialect and header from the head of the file. */
static int
detect(struct frame *frame, struct record_reader *records, struct fail *f)
{
	const struct table_schema *dataset = frame->dataset;
	struct bytes_memory head, sample;
	bool whole, sampled;

	if (find_encoding(frame, records, f) == -1 ||
	    record_encoding(records, frame->encoding.encoding, f) == -1)
		return -1;
	head.next = record_head(records, &head.left, &whole);
	frame->mark = encoding_mark(head.next, head.left);
	head.next += frame->mark;
	head.left -= frame->mark;
	sample = head;
	sampled = whole;
	shorten(&sample, &sampled);
	dialect_detect(sample.next, sample.left,
	    dataset == NULL ? NULL : &dataset->dialect, &frame->dialect);
	if ((dataset == NULL ? find_untyped(frame, head, whole, f)
			     : find_header(frame, head, whole, f)) == -1)
		return -1;
	record_limit(records, &frame->limits);
	record_dialect(records, &frame->dialect, frame->mark);
	return 0;
}

const char *
frame_column(const struct frame *frame, size_t column)
{
	const struct table_schema *dataset = frame->dataset;
	const struct columns *columns = &frame->columns;
	size_t i;

	if (dataset == NULL)
		return column < (size_t)frame->place
			   ? frame->schema.fields[column].name
			   : NULL;
	for (i = 0; i < dataset->field_count; i++)
		if (columns->fields[i] == (int)column)
			return dataset->fields[i].name;
	for (i = 0; i < dataset->unpivot.column_count; i++)
		if (columns->wide[i] == (int)column)
			return columns->wide_names[i];
	return column < frame->header.width ? frame->header.labels[column]
					    : NULL;
}

void
frame_missing(const struct frame *frame, char *list, size_t size)
{
	const struct table_schema *dataset = frame->dataset;
	size_t i;

	*list = '\0';
	if (dataset == NULL)
		return;
	for (i = 0; i < dataset->field_count; i++)
		if (dataset->fields[i].place == PLACE_COLUMN &&
		    frame->columns.fields[i] == -1)
			header_list(list, size, dataset->fields[i].name);
	for (i = 0; i < dataset->unpivot.column_count; i++)
		if (frame->columns.wide[i] == -1)
			header_list(list, size, frame->columns.wide_names[i]);
}

/* The key of the pseudonyms, before anything is read. */
static int
check_key(const struct frame *frame, struct fail *f)
{
	if (frame->key != NULL || !table_schema_has_pseudonym(frame->dataset))
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("%s: it has identifiers of persons, which tables hold as "
	      "pseudonyms only; give the key with --key (make one with: make "
	      "key)"),
	    frame->dataset->path);
}

/* The table's columns and metadata. */
static int
make_schema(struct frame *frame, struct fail *f)
{
	const struct table_schema *dataset = frame->dataset;
	const struct titles *titles = &frame->titles;
	struct schema *schema = &frame->schema;

	if (table_schema_columns(dataset, schema, f) == -1 ||
	    (frame->keep_lost &&
		schema_add(schema, SCHEMA_LOST, COLUMN_BOOL, 0, f) == -1) ||
	    (table_schema_has_pseudonym(dataset) &&
		schema_set(schema, SCHEMA_KEY, key_fingerprint(frame->key),
		    f) == -1) ||
	    table_schema_submission(dataset, frame->label, schema, f) == -1 ||
	    table_schema_titles(dataset, frame->label,
		(const char *const *)titles->lines, titles->count, schema,
		f) == -1)
		return -1;
	frame->place = schema_find(schema, "_file");
	return schema_set(schema, "source.file", frame->label, f);
}

/* No finding shows a personal value, nor one of its unpivoted columns. */
static int
hide_values(const struct frame *frame, struct account *account, struct fail *f)
{
	const struct table_unpivot *u = &frame->dataset->unpivot;
	size_t i;

	if (table_schema_hide(frame->dataset, account, f) == -1)
		return -1;
	if (u->name == -1 || !frame->dataset->fields[u->value].personal)
		return 0;
	for (i = 0; i < u->column_count; i++)
		if (account_hide(account, frame->columns.wide_names[i], f) ==
		    -1)
			return -1;
	return 0;
}

/* A table without a schema has as many columns as its file, and two more. */
static int
check_width(const struct frame *frame, struct fail *f)
{
	const struct layout_table *t = frame->untyped.table;

	if (t == NULL || t->width <= SCHEMA_FIELDS_MAX - OWN_COLUMNS)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s: found a table of %zu columns, expected at most %d; split "
	      "it"),
	    frame->label, t->width, SCHEMA_FIELDS_MAX - OWN_COLUMNS);
}

int
frame_open(struct frame *frame, struct record_reader *records,
    struct account *account, int file, struct fail *f)
{
	const struct table_schema *dataset = frame->dataset;
	size_t i;

	if (dataset == NULL)
		return detect(frame, records, f) == -1 ||
			       check_width(frame, f) == -1
			   ? -1
			   : untyped_open(frame, account, file, f);
	frame->personal = table_schema_is_personal(dataset);
	if (check_key(frame, f) == -1 || detect(frame, records, f) == -1 ||
	    columns_map(&frame->columns, dataset, &frame->header, f) == -1 ||
	    hide_values(frame, account, f) == -1 ||
	    column_check(frame, account, file, f) == -1 ||
	    make_schema(frame, f) == -1 ||
	    total_columns_find(&frame->totals, dataset, f) == -1)
		return -1;
	frame->targets =
	    memory_array(dataset->field_count, sizeof(*frame->targets), f);
	if (frame->targets == NULL)
		return -1;
	frame->line_rows = columns_rows(&frame->columns);
	for (i = 0; i < dataset->field_count; i++)
		frame->targets[i] =
		    schema_find(&frame->schema, dataset->fields[i].name);
	return 0;
}

void
frame_clear(struct frame *frame)
{
	columns_clear(&frame->columns);
	free(frame->targets);
	header_clear(&frame->header);
	file_layout_clear(&frame->untyped.layout);
	titles_clear(&frame->titles);
	total_columns_clear(&frame->totals);
	schema_clear(&frame->schema);
	memset(frame, 0, sizeof(*frame));
}
