/* reader.c - a raw export becomes typed rows, every line accounted for */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/memory.h"
#include "base/message.h"
#include "source/cells.h"
#include "source/columns.h"
#include "source/phrase.h"
#include "source/reader.h"
#include "source/section.h"
#include "source/title.h"
#include "source/value.h"

/* Rows of one cell that may be notes, kept until it is known. */
#define LONE_MAX 64

struct lone {
	uint64_t line, byte, lines;
	char found[CELLS_QUOTE];
};

struct reader {
	const struct table_schema *dataset;
	const struct key *key;
	bool keep_lost;
	bool personal; /* the dataset has values that are never shown */
	struct account *account;
	int file; /* in the account */
	const char *label;
	int descriptor; /* -1: not ours to close */
	struct record_reader *in;
	struct decoder decoder;
	struct dialect dialect;
	struct header header;
	struct titles titles;
	struct columns columns;
	struct schema schema;
	int *targets; /* of each field, in the table */
	int place;    /* column _file; _row and SCHEMA_LOST follow */
	struct sections sections;
	struct cells cells;
	struct value *values; /* of the row under way, per field */
	bool reported;        /* it has its finding */
	bool has_data;        /* a data row was met */
	bool after_header;    /* nothing but header rows so far */
	bool numbered;        /* and the column numbers are among them */
	bool at_end;
	struct lone *lone;
	size_t lone_count;
	uint64_t rows_in, rows_out;
};

const struct schema *
reader_schema(const struct reader *in)
{
	return &in->schema;
}

/* Where a finding is, and what it is about. */
struct cell_place {
	uint64_t line, byte;
	const char *column;
};

static int
find(struct reader *in, enum finding_level level, const char *reason,
    struct cell_place place, const char *found, const struct message *expected,
    struct fail *f)
{
	struct finding finding = { level, reason, NULL, place.line, place.byte,
		place.column, found, expected };

	return account_finding(in->account, in->file, &finding, f);
}

/* Bytes that are no text. */
static struct message
expected_text(const struct reader *in)
{
	return (struct message){ N_("text in %1$s"),
		{ encoding_name(in->decoder.encoding) } };
}

/* ---- opening ---- */

static int
open_file(const char *path, const char *label, int *descriptor, struct fail *f)
{
	struct stat status;

	if (strcmp(path, "-") == 0) {
		*descriptor = STDIN_FILENO;
		return 0;
	}
	if ((*descriptor = open(path, O_RDONLY | O_CLOEXEC)) == -1)
		return fail_set(f, FAIL_DATA, _("%s: cannot open the file: %s"),
		    label, strerror(errno));
	if (fstat(*descriptor, &status) == 0 && S_ISDIR(status.st_mode))
		return fail_set(f, FAIL_DATA,
		    _("%s: found a directory, expected a file"), label);
	return 0;
}

static enum line_class class_before_header(
    const struct reader *, const struct record *);

/* The title lines of the head, if the submission states anything in them. */
static int
read_titles(struct reader *in, struct bytes_memory head, struct fail *f)
{
	struct bytes source = { bytes_read_memory, &head };
	struct record_reader *records;
	struct record r;
	int more = 0;

	if (!table_schema_reads_titles(in->dataset))
		return 0;
	if ((records = record_open(source, in->label, f)) == NULL)
		return -1;
	record_dialect(records, in->dialect.delimiter, in->dialect.quote, 0);
	while ((more = record_next(records, &r, f)) == 1 &&
	       r.line < in->header.first_line)
		if (cells_decode(&in->cells, &r, &in->decoder, f) == -1 ||
		    (class_before_header(in, &r) == LINE_TITLE &&
			titles_add(&in->titles, &in->cells, f) == -1)) {
			more = -1;
			break;
		}
	record_close(records);
	return more == -1 ? -1 : 0;
}

/* Encoding, dialect and header from the head of the file. */
static int
detect(struct reader *in, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	struct encoding_guess guess = { dataset->encoding, 1, true,
		dataset->encoding, false };
	const unsigned char *head;
	size_t length, mark;
	bool whole;

	head = record_head(in->in, &length, &whole);
	mark = encoding_mark(head, length);
	if (length == mark)
		return fail_set(f, FAIL_DATA,
		    _("%s: the file is empty, expected a table"), in->label);
	if (!dataset->encoding_given &&
	    encoding_detect(head, length, whole, in->label, &guess, f) == -1)
		return -1;
	if (decoder_start(&in->decoder, guess.encoding, f) == -1)
		return -1;
	dialect_complete(
	    head + mark, length - mark, &dataset->dialect, &in->dialect);
	if (header_find(&in->header, dataset, head, length, whole, mark,
		&in->dialect, guess.encoding, in->label, f) == -1)
		return -1;
	if (read_titles(in, (struct bytes_memory){ head + mark, length - mark },
		f) == -1)
		return -1;
	record_dialect(in->in, in->dialect.delimiter, in->dialect.quote, mark);
	return 0;
}

/* The header of a column for a message.  Where persons are told of, a header
 * of several lines that the schema does not name may hold a row of data. */
static const char *
shown_label(const struct reader *in, size_t column)
{
	const struct header *h = &in->header;

	return in->personal && h->first_line < h->last_line &&
		       *h->labels[column] != '\0'
		   ? ACCOUNT_HIDDEN
		   : h->labels[column];
}

/* A column is missing that must be there: say which the schema does not know,
 * one of them may be it. */
static int
fail_missing(const struct reader *in, const char *name, struct fail *f)
{
	char unknown[320] = "";

	for (size_t i = 0; i < in->columns.width; i++)
		if (in->header.targets[i] == TARGET_NONE &&
		    (int)i != in->columns.stub && *in->header.labels[i] != '\0')
			header_list(
			    unknown, sizeof(unknown), shown_label(in, i));
	if (*unknown == '\0')
		return fail_set(f, FAIL_DATA,
		    _("%s:%" PRIu64 ": column \"%s\": not in the header, "
		      "though the schema requires it; add its header to "
		      "\"aliases\" in %s"),
		    in->label, in->header.first_line, name, in->dataset->path);
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": column \"%s\": not in the header, "
	      "though the schema requires it; if it is one of %s, add that to "
	      "\"aliases\" in %s"),
	    in->label, in->header.first_line, name, unknown, in->dataset->path);
}

/* A column of the schema that the file does not have. */
static int
missing_column(struct reader *in, const struct table_field *field,
    const char *name, struct fail *f)
{
	struct cell_place place = { in->header.first_line, 0, name };
	const struct message expected = {
		.format = N_("a column with one of the field's names")
	};

	if (field->constraints.required)
		return fail_missing(in, name, f);
	if (field->place == PLACE_COLUMN &&
	    schema_set_absent(&in->schema, field->name, true, f) == -1)
		return -1;
	return find(
	    in, FINDING_WARNING, "missing-label", place, "", &expected, f);
}

/* A second column for what an earlier one has: nobody can tell which of the
 * two counts, and a count or a required value must not depend on a guess. */
static int
twin_column(struct reader *in, size_t column, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	const struct header *header = &in->header;
	size_t first = (size_t)header->twins[column], target;
	const char *label = header->labels[column];
	struct cell_place place = { header->first_line, 0, label };
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
		return find(in, FINDING_WARNING, "duplicate-label", place,
		    label, &expected, f);
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": column %zu, \"%s\", and column %zu, \"%s\", "
	      "are both \"%s\" by the schema; take one out of the file, or its "
	      "header out of \"aliases\" in %s"),
	    in->label, header->first_line, first + 1, header->labels[first],
	    column + 1, label, field->name, dataset->path);
}

/* A column of the file that feeds no field. */
static int
extra_column(struct reader *in, size_t column, struct fail *f)
{
	const char *label = shown_label(in, column);
	struct cell_place place = { in->header.first_line, 0, label };
	const struct message expected = { .format =
					      N_("a column of the schema") };

	return find(in, FINDING_WARNING,
	    *label == '\0' ? "blank-label" : "extra-label", place, label,
	    &expected, f);
}

static int
check_columns(struct reader *in, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	const struct table_unpivot *u = &dataset->unpivot;
	size_t i;
	int status = 0, target;

	for (i = 0; i < dataset->field_count; i++)
		if (dataset->fields[i].place == PLACE_COLUMN &&
		    in->columns.fields[i] == -1 &&
		    missing_column(in, &dataset->fields[i],
			dataset->fields[i].name, f) == -1)
			return -1;
	for (i = 0; i < u->column_count; i++)
		if (in->columns.wide[i] == -1 &&
		    missing_column(in, &dataset->fields[u->value],
			in->columns.wide_names[i], f) == -1)
			return -1;
	for (i = 0; i < in->columns.width && status == 0; i++) {
		target = in->header.targets[i];
		if (target == TARGET_TWICE)
			status = twin_column(in, i, f);
		else if (target == TARGET_NONE && (int)i != in->columns.stub)
			status = extra_column(in, i, f);
	}
	return status;
}

void
reader_missing(const struct reader *in, char *list, size_t size)
{
	const struct table_schema *dataset = in->dataset;
	size_t i;

	*list = '\0';
	for (i = 0; i < dataset->field_count; i++)
		if (dataset->fields[i].place == PLACE_COLUMN &&
		    in->columns.fields[i] == -1)
			header_list(list, size, dataset->fields[i].name);
	for (i = 0; i < dataset->unpivot.column_count; i++)
		if (in->columns.wide[i] == -1)
			header_list(list, size, in->columns.wide_names[i]);
}

/* The key of the pseudonyms, before anything is read. */
static int
check_key(const struct reader *in, struct fail *f)
{
	if (in->key != NULL || !table_schema_has_pseudonym(in->dataset))
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("%s: it has identifiers of persons, which tables hold as "
	      "pseudonyms only; give the key with --key (make one with: make "
	      "key)"),
	    in->dataset->path);
}

/* The table's columns and metadata. */
static int
make_schema(struct reader *in, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	struct schema *schema = &in->schema;

	if (table_schema_columns(dataset, schema, f) == -1 ||
	    (in->keep_lost &&
		schema_add(schema, SCHEMA_LOST, COLUMN_BOOL, 0, f) == -1) ||
	    (table_schema_has_pseudonym(dataset) &&
		schema_set(schema, SCHEMA_KEY, key_fingerprint(in->key), f) ==
		    -1) ||
	    table_schema_submission(dataset, in->label, schema, f) == -1 ||
	    table_schema_titles(dataset, in->label,
		(const char *const *)in->titles.lines, in->titles.count, schema,
		f) == -1)
		return -1;
	in->place = schema_find(schema, "_file");
	return schema_set(schema, "source.file", in->label, f);
}

/* No finding shows a personal value, nor one of its unpivoted columns. */
static int
hide_values(struct reader *in, struct fail *f)
{
	const struct table_unpivot *u = &in->dataset->unpivot;
	size_t i;

	if (table_schema_hide(in->dataset, in->account, f) == -1)
		return -1;
	if (u->name == -1 || !in->dataset->fields[u->value].personal)
		return 0;
	for (i = 0; i < u->column_count; i++)
		if (account_hide(in->account, in->columns.wide_names[i], f) ==
		    -1)
			return -1;
	return 0;
}

static int
prepare(struct reader *in, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	size_t i;

	if (check_key(in, f) == -1 || detect(in, f) == -1 ||
	    columns_map(&in->columns, dataset, &in->header, f) == -1 ||
	    hide_values(in, f) == -1 || check_columns(in, f) == -1 ||
	    make_schema(in, f) == -1 ||
	    sections_start(&in->sections, dataset, f) == -1)
		return -1;
	in->targets =
	    memory_array(dataset->field_count, sizeof(*in->targets), f);
	in->values = memory_array(dataset->field_count, sizeof(*in->values), f);
	in->lone = memory_array(LONE_MAX, sizeof(*in->lone), f);
	if (in->targets == NULL || in->values == NULL || in->lone == NULL)
		return -1;
	for (i = 0; i < dataset->field_count; i++)
		in->targets[i] =
		    schema_find(&in->schema, dataset->fields[i].name);
	return 0;
}

static struct reader *
reader_new(const char *label, const struct table_schema *dataset,
    const struct reader_options *options, struct account *account,
    struct fail *f)
{
	struct reader *in = memory_array(1, sizeof(*in), f);

	if (in == NULL)
		return NULL;
	in->dataset = dataset;
	if (options != NULL) {
		in->key = options->key;
		in->keep_lost = options->keep_lost;
	}
	in->personal = table_schema_is_personal(dataset);
	in->account = account;
	in->label = label;
	in->descriptor = -1;
	in->after_header = true;
	if ((in->file = account_file(account, label, f)) == -1) {
		free(in);
		return NULL;
	}
	return in;
}

struct reader *
reader_open_bytes(struct bytes bytes, const char *label,
    const struct table_schema *dataset, const struct reader_options *options,
    struct account *account, struct fail *f)
{
	struct reader *in = reader_new(label, dataset, options, account, f);

	if (in == NULL)
		return NULL;
	if ((in->in = record_open(bytes, label, f)) == NULL ||
	    prepare(in, f) == -1) {
		reader_close(in);
		return NULL;
	}
	return in;
}

/* SHA-256 of a regular file; standard input and pipes are read once only, so
 * they have none. */
static int
set_digest(struct reader *in, const char *path, struct fail *f)
{
	char digest[DIGEST_TEXT];
	struct stat status;

	if (in->descriptor == STDIN_FILENO ||
	    fstat(in->descriptor, &status) == -1 || !S_ISREG(status.st_mode))
		return 0;
	if (digest_file(path, digest, f) == -1 ||
	    schema_set(&in->schema, "source.sha256", digest, f) == -1)
		return -1;
	return account_property(
	    in->account, in->file, "sha256", json_new_text(digest), f);
}

struct reader *
reader_open(const char *path, const char *label,
    const struct table_schema *dataset, const struct reader_options *options,
    struct account *account, struct fail *f)
{
	struct reader *in = reader_new(label, dataset, options, account, f);
	struct bytes bytes = { bytes_read_file, NULL };

	if (in == NULL)
		return NULL;
	bytes.context = &in->descriptor;
	if (open_file(path, label, &in->descriptor, f) == -1 ||
	    (in->in = record_open(bytes, label, f)) == NULL ||
	    prepare(in, f) == -1 || set_digest(in, path, f) == -1) {
		reader_close(in);
		return NULL;
	}
	return in;
}

void
reader_close(struct reader *in)
{
	if (in == NULL)
		return;
	columns_clear(&in->columns);
	free(in->targets);
	free(in->values);
	free(in->lone);
	if (in->sections.layout != NULL)
		sections_clear(&in->sections);
	cells_clear(&in->cells);
	header_clear(&in->header);
	titles_clear(&in->titles);
	decoder_clear(&in->decoder);
	schema_clear(&in->schema);
	record_close(in->in);
	if (in->descriptor > STDIN_FILENO)
		close(in->descriptor);
	free(in);
}

/* ---- rows ---- */

/* The cell in this column of the file; false if it is no text. */
static bool
get_cell(const struct reader *in, int column, const char **text, size_t *length)
{
	const struct cells *c = &in->cells;

	if (column < 0 || (size_t)column >= c->count) {
		*text = "";
		*length = 0;
		return true;
	}
	*text = c->texts[column];
	*length = c->lengths[column];
	return *text != NULL;
}

/* A bad cell has no value; of those of a row the first is a finding.  Returns
 * 0, or -1 on failure. */
static int
lose_value(struct reader *in, size_t field, const char *reason,
    struct cell_place place, const char *found, const struct message *expected,
    struct fail *f)
{
	in->values[field] = (struct value){ .status = CELL_MISSING };
	if (in->reported)
		return 0;
	in->reported = true;
	return find(in, FINDING_ERROR, reason, place, found, expected, f);
}

/* A text as the value of a field; the identifier of a person goes no further.
 */
static int
read_value(struct reader *in, size_t field, const char *text, size_t length,
    struct value_problem *problem)
{
	const struct table_field *at = &in->dataset->fields[field];
	struct value *v = &in->values[field];

	if (value_read(in->dataset, at, text, length, v, problem) == -1)
		return -1;
	value_conceal(at, in->key, v);
	return 0;
}

/* Read a field of the row: 1 read, 0 it is bad, -1. */
static int
read_cell(struct reader *in, const struct record *r, size_t field, int column,
    const char *name, struct fail *f)
{
	struct cell_place place = { r->line, r->byte, name };
	struct value_problem problem;
	char found[CELLS_QUOTE] = "";
	const char *text;
	size_t length;
	bool there = column >= 0 && (size_t)column < in->cells.count;

	if (column >= 0 && !there) {
		/* only a row that is short, and set aside for it */
		in->values[field] = (struct value){ .status = CELL_MISSING };
		return 1;
	}
	if (!get_cell(in, column, &text, &length)) {
		problem.reason = "encoding-error";
		problem.expected = expected_text(in);
	} else if (read_value(in, field, text, length, &problem) == 0)
		return 1;
	if (there && !in->reported)
		cells_quote(&in->cells, r, (size_t)column, found);
	return lose_value(
	    in, field, problem.reason, place, found, &problem.expected, f);
}

/* A text that does not stand in the row itself; hidden: nor is it shown. */
static int
read_text(struct reader *in, const struct record *r, size_t field,
    const char *text, bool hidden, struct fail *f)
{
	struct cell_place place = { r->line, r->byte,
		in->dataset->fields[field].name };
	struct value_problem problem;

	if (text == NULL)
		text = "";
	if (read_value(in, field, text, strlen(text), &problem) == 0)
		return 1;
	return lose_value(in, field, problem.reason, place,
	    hidden && *text != '\0' ? ACCOUNT_HIDDEN : text, &problem.expected,
	    f);
}

/* One field of those that all rows of the line share. */
static int
read_shared_field(struct reader *in, const struct record *r, size_t field,
    bool total, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;

	if (total && (int)field == dataset->sections.column)
		return read_text(
		    in, r, field, dataset->sections.total, false, f);
	return read_cell(in, r, field, in->columns.fields[field],
	    dataset->fields[field].name, f);
}

/* The fields that all rows of the line share: 1 all are read, 0 one is bad,
 * and the others are read only if the row is kept nevertheless. */
static int
read_shared(
    struct reader *in, const struct record *r, bool total, struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	const struct table_sections *sections = &dataset->sections;
	size_t i;
	int got, all = 1;

	for (i = 0; i < dataset->field_count && (all == 1 || in->keep_lost);
	     i++) {
		if (dataset->fields[i].place != PLACE_COLUMN)
			continue;
		if ((got = read_shared_field(in, r, i, total, f)) == -1)
			return -1;
		all = all == 1 ? got : 0;
	}
	for (i = 0; i < sections->level_count && (all == 1 || in->keep_lost);
	     i++) {
		got = read_text(in, r, (size_t)sections->levels[i].field,
		    in->sections.values[i], in->personal, f);
		if (got == -1)
			return -1;
		all = all == 1 ? got : 0;
	}
	return all;
}

/* lost: it is set aside, and kept. */
static int
put_row(struct reader *in, const struct record *r, bool lost, struct batch *b,
    struct fail *f)
{
	const struct table_schema *dataset = in->dataset;
	struct column *place = &b->columns[in->place];
	size_t i;

	for (i = 0; i < dataset->field_count; i++) {
		const struct table_field *field = &dataset->fields[i];
		struct column *column = &b->columns[in->targets[i]];

		if (value_put(field, &in->values[i], column,
			table_field_has_status(field) ? column + 1 : NULL,
			f) == -1)
			return -1;
	}
	if (column_put_text(place, in->label, strlen(in->label), f) == -1 ||
	    column_put_integer(place + 1, (int64_t)r->line, f) == -1 ||
	    (in->keep_lost && column_put_integer(place + 2, lost, f) == -1))
		return -1;
	b->length++;
	in->rows_out += !lost;
	return 0;
}

/* One row for each unpivoted column, all of them lost if one of the fields
 * they share is bad; *put of them were good. */
static int
put_wide_rows(struct reader *in, const struct record *r, bool lost,
    struct batch *b, size_t *put, struct fail *f)
{
	const struct table_unpivot *u = &in->dataset->unpivot;
	size_t i;
	int name, value;
	bool bad;

	for (i = 0; i < u->column_count; i++) {
		if (in->columns.wide[i] == -1)
			continue;
		in->reported = lost;
		value = 0;
		name = read_text(
		    in, r, (size_t)u->name, u->columns[i].value, false, f);
		if (name == 1 || (name == 0 && in->keep_lost))
			value = read_cell(in, r, (size_t)u->value,
			    in->columns.wide[i], in->columns.wide_names[i], f);
		if (name == -1 || value == -1)
			return -1;
		bad = lost || name == 0 || value == 0;
		if ((!bad || in->keep_lost) && put_row(in, r, bad, b, f) == -1)
			return -1;
		*put += !bad;
	}
	return 0;
}

/* The rows of a line as they were read; lost: none of them is good. */
static int
put_rows(struct reader *in, const struct record *r, bool lost, struct batch *b,
    size_t *put, struct fail *f)
{
	if (lost && !in->keep_lost)
		return 0;
	if (in->dataset->unpivot.name != -1)
		return put_wide_rows(in, r, lost, b, put, f);
	*put += !lost;
	return put_row(in, r, lost, b, f);
}

static void
forget_values(struct reader *in)
{
	size_t i;

	for (i = 0; i < in->dataset->field_count; i++)
		in->values[i] = (struct value){ .status = CELL_MISSING };
}

/* Keep the rows of a line of whose cells nothing is known. */
static int
put_unread_rows(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	size_t put = 0, count = in->cells.count;
	int status;

	if (!in->keep_lost)
		return 0;
	forget_values(in);
	in->cells.count = 0; /* they may be those of the next line */
	status = put_rows(in, r, true, b, &put, f);
	in->cells.count = count;
	return status;
}

/* Keep the rows of a line that has fewer cells than the table: as they stand,
 * unless one is bad, for then they may stand in other columns. */
static int
put_short_rows(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	size_t put = 0;
	int got;

	if (!in->keep_lost)
		return 0;
	in->reported = true;
	if ((got = read_shared(in, r, false, f)) == -1)
		return -1;
	if (got == 0)
		return put_unread_rows(in, r, b, f);
	return put_rows(in, r, true, b, &put, f);
}

/* ---- lines without data ---- */

static void
class_line(struct reader *in, enum line_class class, const struct record *r)
{
	account_line(in->account, in->file, class, r->lines);
}

/* All rows of the line are set aside; who calls it keeps them. */
static int
set_line_aside(struct reader *in, const struct record *r, const char *reason,
    const char *column, const char *found, const struct message *expected,
    struct fail *f)
{
	struct cell_place place = { r->line, r->byte, column };

	in->rows_in += columns_rows(&in->columns);
	class_line(in, LINE_SET_ASIDE, r);
	return find(in, FINDING_ERROR, reason, place, found, expected, f);
}

/* Rows of one cell that were kept: notes, or, as data followed, damaged. */
static int
settle_lone(struct reader *in, bool notes, struct batch *b, struct fail *f)
{
	const struct message expected = { .format = N_("a row of the table") };
	struct record r = { 0 };
	struct lone *lone;
	size_t i;
	int status = 0;

	for (i = 0; i < in->lone_count && status == 0; i++) {
		lone = &in->lone[i];
		r.line = lone->line;
		r.byte = lone->byte;
		r.lines = lone->lines;
		if (notes)
			class_line(in, LINE_NOTE, &r);
		else if ((status = set_line_aside(in, &r, "missing-cell", NULL,
			      lone->found, &expected, f)) == 0)
			status = put_unread_rows(in, &r, b, f);
	}
	in->lone_count = 0;
	return status;
}

/* What stands in a line, for a finding; nothing of a line about persons. */
static void
quote_line(const struct reader *in, const struct record *r, size_t column,
    char quoted[CELLS_QUOTE])
{
	if (in->personal)
		strcpy(quoted, ACCOUNT_HIDDEN);
	else
		cells_quote(&in->cells, r, column, quoted);
}

static int
keep_lone(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	struct lone *lone;

	if (in->lone_count == LONE_MAX && settle_lone(in, false, b, f) == -1)
		return -1;
	lone = &in->lone[in->lone_count++];
	lone->line = r->line;
	lone->byte = r->byte;
	lone->lines = r->lines;
	quote_line(in, r, 0, lone->found);
	return 0;
}

/* The header again, as at the top of a printed page. */
static bool
repeats_header(const struct reader *in)
{
	const struct cells *c = &in->cells;
	size_t i, length;

	if (in->dataset->header_rows != 1 || c->count < in->columns.width ||
	    c->used < 2)
		return false;
	for (i = 0; i < in->columns.width; i++) {
		length = strlen(in->header.labels[i]);
		if (c->texts[i] == NULL || c->lengths[i] != length ||
		    memcmp(c->texts[i], in->header.labels[i], length) != 0)
			return false;
	}
	return true;
}

/* Does the first cell start with one of the phrases? */
static bool
starts_with(const struct reader *in, const struct text_list *phrases)
{
	const struct cells *c = &in->cells;

	return c->texts[c->first] != NULL &&
	       phrase_find(c->texts[c->first], c->lengths[c->first], phrases) !=
		   -1;
}

static bool
is_note(const struct reader *in)
{
	return (in->cells.used == 1 || in->cells.count < in->columns.needed) &&
	       starts_with(in, &in->dataset->notes);
}

static enum line_class
class_before_header(const struct reader *in, const struct record *r)
{
	if (r->line == 1 && in->dialect.said_so)
		return LINE_DIALECT;
	if (in->cells.used == 0)
		return LINE_BLANK;
	return cells_are_units(&in->cells) ? LINE_UNITS : LINE_TITLE;
}

/* The class of a line that holds no data by its form alone; LINE_DATA: it
 * may hold data. */
static enum line_class
class_by_form(struct reader *in, const struct record *r)
{
	if (r->line < in->header.first_line)
		return class_before_header(in, r);
	if (r->line <= in->header.last_line)
		return LINE_HEADER;
	if (in->cells.used == 0)
		return LINE_BLANK;
	if (repeats_header(in)) {
		in->after_header = true;
		in->numbered = false;
		return LINE_HEADER;
	}
	if (in->after_header && !in->numbered &&
	    cells_are_numbers(&in->cells)) {
		in->numbered = true; /* a second such row is data */
		return LINE_NUMBERS;
	}
	if (in->after_header && cells_are_units(&in->cells))
		return LINE_UNITS;
	if (is_note(in))
		return LINE_NOTE;
	if (in->cells.used > 0 && starts_with(in, &in->dataset->totals))
		return LINE_TOTAL;
	return LINE_DATA;
}

/* A row must have the table's number of cells, empty ones at its end apart:
 * 1 if so, else it is set aside. */
static int
check_width(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	char found[32], width[32];
	const struct message expected = { N_("number of cells: %1$s"),
		{ width } };
	const char *reason = NULL;
	bool extra = false;
	size_t i;

	if (in->cells.count < in->columns.needed)
		reason = "missing-cell";
	for (i = in->columns.width; i < in->cells.count; i++)
		extra = extra || in->cells.lengths[i] > 0;
	if (extra)
		reason = "extra-cell";
	if (reason == NULL)
		return 1;
	snprintf(found, sizeof(found), "%zu", in->cells.count);
	snprintf(width, sizeof(width), "%zu", in->columns.width);
	if (set_line_aside(in, r, reason, NULL, found, &expected, f) == -1)
		return -1;
	return extra ? put_unread_rows(in, r, b, f)
		     : put_short_rows(in, r, b, f);
}

/* total: the stub of a section row stands for the whole section. */
static int
take_row(struct reader *in, const struct record *r, bool total, struct batch *b,
    struct fail *f)
{
	size_t put = 0;
	int got;

	if (settle_lone(in, false, b, f) == -1)
		return -1;
	in->has_data = true;
	in->after_header = false;
	if ((got = check_width(in, r, b, f)) != 1)
		return got;
	in->rows_in += columns_rows(&in->columns);
	in->reported = false;
	if ((got = read_shared(in, r, total, f)) != -1)
		got = put_rows(in, r, got == 0, b, &put, f);
	class_line(in, put > 0 ? LINE_DATA : LINE_SET_ASIDE, r);
	return got;
}

/* A row of a table with sections. */
static int
take_section_row(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	const struct message heading = {
		.format = N_("a section heading that the schema's layout names")
	};
	const struct message decoded = expected_text(in);
	const char *stub =
	    in->dataset->fields[in->dataset->sections.column].name;
	char found[CELLS_QUOTE];
	const char *text;
	size_t length;

	if (!get_cell(in, in->columns.stub, &text, &length)) {
		if (set_line_aside(
			in, r, "encoding-error", stub, "", &decoded, f) == -1)
			return -1;
		return put_unread_rows(in, r, b, f);
	}
	switch (sections_take(&in->sections, text, length,
	    cells_beside(&in->cells, (size_t)in->columns.stub), f)) {
	case SECTION_FAILED:
		return -1;
	case SECTION_HEADING:
		in->after_header = false;
		class_line(in, LINE_SECTION, r);
		return settle_lone(in, false, b, f);
	case SECTION_TOTAL:
		return take_row(in, r, true, b, f);
	case SECTION_DATA:
		return take_row(in, r, false, b, f);
	case SECTION_UNKNOWN:
		break;
	}
	quote_line(in, r, (size_t)in->columns.stub, found);
	if (set_line_aside(
		in, r, "unknown-section", stub, found, &heading, f) == -1)
		return -1;
	return put_unread_rows(in, r, b, f);
}

static int
take_damaged(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	const struct message decoded = expected_text(in);
	const struct message closed = {
		.format = N_("a quotation mark that closes before the end of "
			     "the file")
	};
	bool nul = r->damage == RECORD_NUL;

	if (set_line_aside(in, r, nul ? "encoding-error" : "unclosed-quote",
		NULL, nul ? "\\x00" : "\"…", nul ? &decoded : &closed, f) == -1)
		return -1;
	return put_unread_rows(in, r, b, f);
}

static int
take_record(
    struct reader *in, const struct record *r, struct batch *b, struct fail *f)
{
	enum line_class class;

	if (r->damage != RECORD_WHOLE && r->line > in->header.last_line)
		return take_damaged(in, r, b, f);
	if (cells_decode(&in->cells, r, &in->decoder, f) == -1)
		return -1;
	if ((class = class_by_form(in, r)) != LINE_DATA) {
		class_line(in, class, r);
		return 0;
	}
	if (in->columns.stub != -1)
		return take_section_row(in, r, b, f);
	if (in->cells.count == 1 && in->columns.needed > 1)
		return keep_lone(in, r, b, f);
	return take_row(in, r, false, b, f);
}

/* What the whole file was. */
static int
finish(struct reader *in, struct fail *f)
{
	char delimiter[2] = { in->dialect.delimiter, '\0' };
	struct account *a = in->account;

	if (settle_lone(in, true, NULL, f) == -1)
		return -1;
	account_rows(a, in->file, in->rows_in, in->rows_out);
	if (account_property(a, in->file, "bytes",
		json_new_integer((int64_t)record_bytes(in->in)), f) == -1 ||
	    account_property(a, in->file, "physical_lines",
		json_new_integer((int64_t)record_lines(in->in)), f) == -1 ||
	    account_property(a, in->file, "encoding",
		json_new_text(encoding_name(in->decoder.encoding)), f) == -1)
		return -1;
	return account_property(
	    a, in->file, "delimiter", json_new_text(delimiter), f);
}

int
reader_next(struct reader *in, struct batch *b, struct fail *f)
{
	struct record r;
	int more;

	while (!in->at_end && b->length < BATCH_ROWS) {
		if ((more = record_next(in->in, &r, f)) == -1)
			return -1;
		if (more == 0) {
			in->at_end = true;
			if (finish(in, f) == -1)
				return -1;
		} else if (take_record(in, &r, b, f) == -1)
			return -1;
	}
	return b->length > 0 ? 1 : 0;
}
