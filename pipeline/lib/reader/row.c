/* row.c - the cells of a line as values of its rows (row.h) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/column_evidence.h"
#include "reader/row.h"
#include "reader/row_total.h"

/* Where a finding is, and what it is about. */
struct cell_place {
	uint64_t line, byte;
	const char *column;
};

int
row_start(struct row *row, const struct frame *frame, struct fail *f)
{
	row->frame = frame;
	row->cells.verbatim = frame->dataset == NULL;
	if (raw_text_start(&row->raw, frame->encoding.encoding, f) == -1 ||
	    decoder_guessed(&row->decoder, &frame->encoding, f) == -1)
		return -1;
	if (frame->dataset == NULL)
		return 0;
	row->values =
	    memory_array(frame->dataset->field_count, sizeof(*row->values), f);
	return row->values == NULL ? -1 : 0;
}

void
row_clear(struct row *row)
{
	free(row->values);
	cells_clear(&row->cells);
	raw_text_clear(&row->raw);
	decoder_clear(&row->decoder);
	memset(row, 0, sizeof(*row));
}

/* A cell was in another encoding or encoded twice; the first of the line is
 * told. */
static int
warn_of_repair(struct row *row, const struct record *r, struct fail *f)
{
	const struct cells *c = &row->cells;
	const struct frame *frame = row->frame;
	char found[CELLS_QUOTE] = ACCOUNT_HIDDEN, text[CELLS_QUOTE];
	struct message expected = { N_("text in %1$s; this is in %2$s and was "
				       "read as %3$s"),
		{ encoding_name(frame->encoding.encoding),
		    encoding_name(c->other), text } };

	if (c->repair == REPAIR_TWICE)
		expected = (struct message){
			N_("text encoded once; this was read as %1$s"), { text }
		};
	strcpy(text, ACCOUNT_HIDDEN);
	if (!frame->personal) {
		cells_quote_raw(r, c->repaired, found);
		cells_quote(c, r, c->repaired, text);
	}
	return row_warn(row, r, "encoding-repaired",
	    frame_column(frame, c->repaired), found, &expected, f);
}

int
row_decode(struct row *row, const struct record *r, struct fail *f)
{
	if (cells_decode(&row->cells, r, &row->decoder, f) == -1)
		return -1;
	row->chunk->repairs += row->cells.repairs;
	return row->cells.repairs == 0 ? 0 : warn_of_repair(row, r, f);
}

struct message
row_expected_text(const struct row *row)
{
	return (struct message){ N_("text in %1$s"),
		{ encoding_name(row->frame->encoding.encoding) } };
}

bool
row_cell(const struct row *row, int column, const char **text, size_t *length)
{
	const struct cells *c = &row->cells;

	if (column < 0 || (size_t)column >= c->count) {
		*text = "";
		*length = 0;
		return true;
	}
	*text = c->texts[column];
	*length = c->lengths[column];
	return *text != NULL;
}

void
row_quote(const struct row *row, const struct record *r, size_t column,
    char quoted[CELLS_QUOTE])
{
	if (row->frame->personal)
		strcpy(quoted, ACCOUNT_HIDDEN);
	else
		cells_quote(&row->cells, r, column, quoted);
}

/* A finding, with its record if that is the one under way. */
static int
keep_finding(struct row *row, const struct finding *finding,
    const char *correction, struct fail *f)
{
	const struct record *r = row->record;
	const char *raw = NULL;

	if (row->frame->list_raw && r != NULL && r->byte == finding->byte &&
	    (raw = raw_text(&row->raw, r, f)) == NULL)
		return -1;
	return chunk_finding_raw(row->chunk, finding, raw, correction, f);
}

static int
find(struct row *row, const char *reason, struct cell_place place,
    const char *found, const struct message *expected, struct fail *f)
{
	struct finding finding = { FINDING_ERROR, reason, NULL, place.line,
		place.byte, place.column, found, expected };

	return keep_finding(row, &finding, NULL, f);
}

/* What is found and expected of a quotation mark that is never closed. */
static const char unclosed[] = "unclosed-quote", opened[] = "\"…";
static const struct message closed = { .format = N_("a quotation mark that is "
						    "closed") };

int
row_warn_unclosed(struct row *row, const struct record *r, struct fail *f)
{
	return row_warn(row, r, unclosed, NULL, opened, &closed, f);
}

int
row_tell_correction(struct row *row, const struct record *r, const char *column,
    const char *found, const char *correction, struct fail *f)
{
	const struct message expected = { N_("what the correction says: %1$s"),
		{ row->frame->personal ? ACCOUNT_HIDDEN : correction } };
	struct finding finding = { FINDING_WARNING, "corrected", NULL, r->line,
		r->byte, column, found, &expected };

	return keep_finding(row, &finding, correction, f);
}

int
row_warn(struct row *row, const struct record *r, const char *reason,
    const char *column, const char *found, const struct message *expected,
    struct fail *f)
{
	struct finding finding = { FINDING_WARNING, reason, NULL, r->line,
		r->byte, column, found, expected };

	return keep_finding(row, &finding, NULL, f);
}

/* How many cells a line has, and how many its table. */
struct cell_count {
	char found[24], width[24];
	struct message expected;
};

static void
count_cells(const struct row *row, struct cell_count *count)
{
	const struct frame *frame = row->frame;

	snprintf(count->found, sizeof(count->found), "%zu", row->cells.count);
	snprintf(count->width, sizeof(count->width), "%zu",
	    frame->dataset == NULL ? frame->untyped.table->width
				   : frame->columns.width);
	count->expected =
	    (struct message){ N_("number of cells: %1$s"), { count->width } };
}

int
row_warn_short(struct row *row, const struct record *r, struct fail *f)
{
	struct cell_count cells;

	count_cells(row, &cells);
	return row_warn(
	    row, r, "missing-cell", NULL, cells.found, &cells.expected, f);
}

/* ---- values ---- */

/* Without copying all that a value may hold. */
static void
value_none(struct value *v)
{
	v->status = CELL_MISSING;
	v->text = "";
	v->length = 0;
	v->repair.format = NULL;
}

/* A bad cell has no value; of those of a row the first is a finding.  Returns
 * 0, or -1 on failure. */
static int
lose_value(struct row *row, size_t field, const char *reason,
    struct cell_place place, const char *found, const struct message *expected,
    struct fail *f)
{
	value_none(&row->values[field]);
	if (row->reported)
		return 0;
	row->reported = true;
	return find(row, reason, place, found, expected, f);
}

/* The evidence of a column of the file: what is known of it, and if `all`, what
 * all its cells say; while it is gathered, none.  -1 on failure. */
static int
find_evidence(const struct row *row, int column, bool all,
    const struct evidence **found, struct fail *f)
{
	static const struct evidence none = { .complete = true };
	struct column_evidence *evidence = row->frame->evidence;

	*found = &none;
	if (column < 0 || row->gathers)
		return 0;
	if (all)
		return column_evidence_read(evidence, (size_t)column, found, f);
	*found = column_evidence_known(evidence, (size_t)column);
	return 0;
}

/* The value was read as what it was before its damage. */
static int
tell_repair(struct row *row, size_t field, struct cell_place place,
    const char *found, struct fail *f)
{
	const struct value *v = &row->values[field];
	struct finding finding = { FINDING_WARNING, "repaired", NULL,
		place.line, place.byte, place.column, found, &v->repair };

	if (row->reported || v->status != CELL_VALUE ||
	    v->repair.format == NULL)
		return 0;
	return keep_finding(row, &finding, NULL, f);
}

int
row_value(struct row *row, size_t field, int column, const char *text,
    size_t length, struct value_problem *problem, struct fail *f)
{
	const struct table_schema *dataset = row->frame->dataset;
	const struct table_field *at = &dataset->fields[field];
	struct value *v = &row->values[field];
	const struct evidence *evidence;
	int got;

	if (find_evidence(row, column, false, &evidence, f) == -1)
		return -1;
	got = value_read(dataset, at, evidence, text, length, v, problem);
	if (got == 1) {
		if (find_evidence(row, column, true, &evidence, f) == -1)
			return -1;
		got =
		    value_read(dataset, at, evidence, text, length, v, problem);
	}
	return got == 0 ? 1 : 0;
}

/* The identifier of a person goes no further. */
static void
conceal(struct row *row, size_t field)
{
	value_conceal(&row->frame->dataset->fields[field], row->frame->key,
	    &row->values[field]);
}

/* Read a field of the row: 1 read, 0 it is bad, -1. */
static int
read_cell(struct row *row, const struct record *r, size_t field, int column,
    const char *name, struct fail *f)
{
	struct cell_place place = { r->line, r->byte, name };
	struct value_problem problem;
	char found[CELLS_QUOTE] = "";
	const char *text;
	size_t length;
	bool there = column >= 0 && (size_t)column < row->cells.count;
	int got = 0;

	if (column >= 0 && !there) {
		/* only a row that is short, and set aside for it */
		value_none(&row->values[field]);
		return 1;
	}
	if (!row_cell(row, column, &text, &length)) {
		problem.reason = "encoding-error";
		problem.expected = row_expected_text(row);
	} else
		got = row_value(row, field, column, text, length, &problem, f);
	if (got == -1)
		return -1;
	if (there && !row->reported &&
	    (got == 0 || row->values[field].repair.format != NULL))
		cells_quote(&row->cells, r, (size_t)column, found);
	if (got == 1) {
		got = tell_repair(row, field, place, found, f);
		conceal(row, field);
		return got == -1 ? -1 : 1;
	}
	if (r->unclosed)
		problem.reason = unclosed; /* it may be why */
	return lose_value(
	    row, field, problem.reason, place, found, &problem.expected, f);
}

/* A text that does not stand in the row itself; hidden: nor is it shown. */
static int
read_text(struct row *row, const struct record *r, size_t field,
    const char *text, bool hidden, struct fail *f)
{
	struct cell_place place = { r->line, r->byte,
		row->frame->dataset->fields[field].name };
	struct value_problem problem;
	int got;

	if (text == NULL)
		text = "";
	got = row_value(row, field, -1, text, strlen(text), &problem, f);
	if (got == 1)
		conceal(row, field);
	if (got != 0)
		return got;
	return lose_value(row, field, problem.reason, place,
	    hidden && *text != '\0' ? ACCOUNT_HIDDEN : text, &problem.expected,
	    f);
}

/* One field of those that all rows of the line share. */
static int
read_shared_field(struct row *row, const struct record *r, size_t field,
    bool total, struct fail *f)
{
	const struct frame *frame = row->frame;
	const struct table_schema *dataset = frame->dataset;

	if (total && (int)field == dataset->sections.column)
		return read_text(
		    row, r, field, dataset->sections.total, false, f);
	return read_cell(row, r, field, frame->columns.fields[field],
	    dataset->fields[field].name, f);
}

/* The fields that all rows of the line share: 1 all are read, 0 one is bad,
 * and the others are read only if the row is kept nevertheless. */
static int
read_shared(struct row *row, const struct record *r,
    const struct sections *sections, bool total, struct fail *f)
{
	const struct table_schema *dataset = row->frame->dataset;
	const struct table_sections *layout = &dataset->sections;
	bool kept = row->frame->keep_lost;
	size_t i;
	int got, all = 1;

	for (i = 0; i < dataset->field_count && (all == 1 || kept); i++) {
		if (dataset->fields[i].place != PLACE_COLUMN)
			continue;
		if ((got = read_shared_field(row, r, i, total, f)) == -1)
			return -1;
		all = all == 1 ? got : 0;
	}
	for (i = 0; i < layout->level_count && (all == 1 || kept); i++) {
		got = read_text(row, r, (size_t)layout->levels[i].field,
		    sections->values[i], row->frame->personal, f);
		if (got == -1)
			return -1;
		all = all == 1 ? got : 0;
	}
	return all;
}

/* lost: it is set aside, and kept. */
static int
put_row(struct row *row, const struct record *r, bool lost, struct fail *f)
{
	const struct frame *frame = row->frame;
	struct batch *b = &row->chunk->rows;
	struct column *place = &b->columns[frame->place];
	size_t i;

	for (i = 0; i < frame->dataset->field_count; i++) {
		const struct table_field *field = &frame->dataset->fields[i];
		struct column *column = &b->columns[frame->targets[i]];

		if (value_put(field, &row->values[i], column,
			table_field_has_status(field) ? column + 1 : NULL,
			f) == -1)
			return -1;
	}
	if (column_put_text(place, frame->label, strlen(frame->label), f) ==
		-1 ||
	    column_put_integer(place + 1, (int64_t)r->line, f) == -1 ||
	    (frame->keep_lost && column_put_integer(place + 2, lost, f) == -1))
		return -1;
	b->length++;
	row->chunk->rows_out += !lost;
	return 0;
}

/* ---- rows ---- */

/* One row for each unpivoted column, all of them lost if one of the fields
 * they share is bad; *put of them were good. */
static int
put_wide_rows(struct row *row, const struct record *r, bool lost, size_t *put,
    struct fail *f)
{
	const struct columns *columns = &row->frame->columns;
	const struct table_unpivot *u = &row->frame->dataset->unpivot;
	bool kept = row->frame->keep_lost;
	size_t i;
	int name, value;
	bool bad;

	for (i = 0; i < u->column_count; i++) {
		if (columns->wide[i] == -1)
			continue;
		row->reported = lost;
		value = 0;
		name = read_text(
		    row, r, (size_t)u->name, u->columns[i].value, false, f);
		if (name == 1 || (name == 0 && kept))
			value = read_cell(row, r, (size_t)u->value,
			    columns->wide[i], columns->wide_names[i], f);
		if (name == -1 || value == -1)
			return -1;
		bad = lost || name == 0 || value == 0;
		if (row->added)
			row_add_wide(row, i, bad);
		if ((!bad || kept) && put_row(row, r, bad, f) == -1)
			return -1;
		*put += !bad;
	}
	return 0;
}

/* The rows of a line as they were read; lost: none of them is good. */
static int
put_rows(struct row *row, const struct record *r, bool lost, size_t *put,
    struct fail *f)
{
	if (lost && !row->frame->keep_lost)
		return 0;
	if (row->frame->dataset->unpivot.name != -1)
		return put_wide_rows(row, r, lost, put, f);
	*put += !lost;
	return put_row(row, r, lost, f);
}

/* A cell as evidence of how its column writes. */
static void
gather(
    const struct row *row, struct evidence *columns, size_t field, int column)
{
	const char *text;
	size_t length;

	if (column >= 0 && row_cell(row, column, &text, &length))
		evidence_add(&columns[column],
		    &row->frame->dataset->fields[field], text, length);
}

void
row_gather(const struct row *row, struct evidence *columns)
{
	const struct table_schema *dataset = row->frame->dataset;
	const struct columns *map = &row->frame->columns;
	const struct table_unpivot *u = &dataset->unpivot;
	size_t i;

	for (i = 0; i < dataset->field_count; i++)
		if (dataset->fields[i].place == PLACE_COLUMN)
			gather(row, columns, i, map->fields[i]);
	for (i = 0; i < u->column_count; i++)
		gather(row, columns, (size_t)u->value, map->wide[i]);
}

/* The line to those that totals count; unknown: not its values. */
static void
add_line(struct row *row, bool unknown)
{
	if (unknown)
		total_rows_lose(&row->chunk->totals.rows, &row->frame->totals);
	else if (row->frame->dataset->unpivot.name != -1) {
		row_add_shared(row);
		row->added = true;
	}
}

int
row_take(struct row *row, const struct record *r,
    const struct sections *sections, bool total, struct fail *f)
{
	size_t put = 0;
	int got;

	row->chunk->rows_in += row->frame->line_rows;
	row->reported = false;
	if ((got = read_shared(row, r, sections, total, f)) != -1) {
		if (row->frame->totals.count > 0)
			add_line(row, total || got == 0);
		got = put_rows(row, r, got == 0, &put, f);
		row->added = false;
		if (total) /* it counts other rows itself */
			row->chunk->totals.taken = row->chunk->rows.length;
	}
	chunk_line(row->chunk, put > 0 ? LINE_DATA : LINE_SET_ASIDE, r->lines);
	if (got == -1 || put == 0 || !r->unclosed)
		return got;
	return row_warn_unclosed(row, r, f);
}

/* ---- lines that are set aside ---- */

static int
report_line(struct row *row, const struct record *r, const char *reason,
    const char *column, const char *found, const struct message *expected,
    struct fail *f)
{
	struct cell_place place = { r->line, r->byte, column };

	row->chunk->rows_in += row->frame->line_rows;
	chunk_line(row->chunk, LINE_SET_ASIDE, r->lines);
	return find(row, reason, place, found, expected, f);
}

/* Keep the rows of a line of whose cells nothing is known. */
static int
put_unread_rows(struct row *row, const struct record *r, struct fail *f)
{
	size_t i, put = 0, count = row->cells.count;
	int status;

	if (!row->frame->keep_lost)
		return 0;
	for (i = 0; i < row->frame->dataset->field_count; i++)
		value_none(&row->values[i]);
	row->cells.count = 0; /* they may be those of the next line */
	status = put_rows(row, r, true, &put, f);
	row->cells.count = count;
	return status;
}

int
row_set_aside(struct row *row, const struct record *r, const char *reason,
    const char *column, const char *found, const struct message *expected,
    struct fail *f)
{
	if (report_line(row, r, reason, column, found, expected, f) == -1)
		return -1;
	return put_unread_rows(row, r, f);
}

int
row_set_unclosed_aside(struct row *row, const struct record *r, struct fail *f)
{
	return row_set_aside(row, r, unclosed, NULL, opened, &closed, f);
}

int
row_set_wide_aside(struct row *row, const struct record *r, struct fail *f)
{
	struct cell_count cells;

	count_cells(row, &cells);
	return row_set_aside(
	    row, r, "extra-cell", NULL, cells.found, &cells.expected, f);
}

int
row_set_short_aside(struct row *row, const struct record *r,
    const struct sections *sections, struct fail *f)
{
	struct cell_count cells;
	size_t put = 0;
	int got;

	count_cells(row, &cells);
	if (report_line(row, r, "missing-cell", NULL, cells.found,
		&cells.expected, f) == -1)
		return -1;
	if (!row->frame->keep_lost)
		return 0;
	row->reported = true;
	if ((got = read_shared(row, r, sections, false, f)) == -1)
		return -1;
	if (got == 0)
		return put_unread_rows(row, r, f);
	return put_rows(row, r, true, &put, f);
}
