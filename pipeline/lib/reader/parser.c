/* parser.c - what becomes of each record (parser.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/amend.h"
#include "reader/parser.h"
#include "reader/row.h"
#include "reader/row_total.h"
#include "reader/untyped.h"

#define NUMBER_TEXT 32

struct parser {
	const struct frame *frame;
	struct row row;
	struct amend amend;
	struct parser_state *state; /* of the record under way */
	struct evidence *evidence;  /* that is gathered, or NULL */
};

int
parser_state_start(
    struct parser_state *state, const struct frame *frame, struct fail *f)
{
	if (lone_rows_start(&state->lone, f) == -1)
		return -1;
	return frame->dataset == NULL
		   ? 0
		   : sections_start(&state->sections, frame->dataset, f);
}

void
parser_state_clear(struct parser_state *state)
{
	const struct parser_state empty = PARSER_STATE_INIT;

	lone_rows_clear(&state->lone);
	if (state->sections.layout != NULL)
		sections_clear(&state->sections);
	*state = empty;
}

void
parser_state_guess(struct parser_state *state)
{
	state->form.after_header = state->form.numbered = false;
	state->form.other = 0;
	state->after_blank = false;
	state->lone.count = 0;
}

bool
parser_state_is_guess(const struct parser_state *state)
{
	return !state->form.after_header && state->form.other == 0 &&
	       !state->after_blank && state->lone.count == 0;
}

void
parser_state_swap(struct parser_state *a, struct parser_state *b)
{
	struct parser_state kept = *a;

	*a = *b;
	*b = kept;
}

struct parser *
parser_new(const struct frame *frame, struct fail *f)
{
	const struct row row = ROW_INIT;
	const struct amend amend = AMEND_INIT;
	struct parser *p = memory_array(1, sizeof(*p), f);

	if (p == NULL)
		return NULL;
	p->frame = frame;
	p->row = row;
	p->amend = amend;
	if (row_start(&p->row, frame, f) == -1) {
		parser_free(p);
		return NULL;
	}
	return p;
}

void
parser_free(struct parser *p)
{
	if (p == NULL)
		return;
	row_clear(&p->row);
	amend_clear(&p->amend);
	free(p);
}

void
parser_gather(struct parser *p, struct evidence *columns)
{
	p->row.gathers = true;
	p->evidence = columns;
}

/* Are the totals of the file to be checked? */
static bool
checks_totals(const struct parser *p)
{
	return p->frame->totals.count > 0 && p->evidence == NULL;
}

/* A row of which totals know nothing. */
static void
lose_row(struct parser *p)
{
	if (checks_totals(p))
		total_rows_lose(&p->row.chunk->totals.rows, &p->frame->totals);
}

/* What totals count begins anew. */
static int
begin_section(struct parser *p, struct fail *f)
{
	struct chunk *chunk = p->row.chunk;

	if (!checks_totals(p))
		return 0;
	row_take_all(chunk, p->frame);
	return total_lines_section(&chunk->totals, chunk->finding_count, f);
}

static void
class_line(struct parser *p, enum line_class class, const struct record *r)
{
	chunk_line(p->row.chunk, class, r->lines);
}

/* Has the row more cells than the table, empty ones at its end apart? */
static bool
has_extra(const struct parser *p)
{
	const struct cells *cells = &p->row.cells;
	size_t i;

	for (i = p->frame->columns.width; i < cells->count; i++)
		if (cells->lengths[i] > 0)
			return true;
	return false;
}

/* A row must have the table's number of cells: 1 if so, else it is set
 * aside. */
static int
check_width(struct parser *p, const struct record *r, struct fail *f)
{
	const struct cells *cells = &p->row.cells;
	bool extra = has_extra(p);

	if (!extra && cells->count >= p->frame->columns.needed)
		return 1;
	lose_row(p);
	if (r->unclosed)
		return row_set_unclosed_aside(&p->row, r, f);
	return extra ? row_set_wide_aside(&p->row, r, f)
		     : row_set_short_aside(&p->row, r, &p->state->sections, f);
}

/* total: the stub of a section row stands for the whole section. */
static int
take_row(struct parser *p, const struct record *r, bool total, struct fail *f)
{
	int got;

	if (lone_rows_settle(&p->state->lone, &p->row, false, f) == -1)
		return -1;
	line_form_data(&p->state->form);
	if ((got = check_width(p, r, f)) != 1)
		return got;
	if (p->evidence != NULL) {
		row_gather(&p->row, p->evidence);
		return 0;
	}
	return row_take(&p->row, r, &p->state->sections, total, f);
}

/* A row of a table with sections. */
static int
take_section_row(struct parser *p, const struct record *r, struct fail *f)
{
	const struct message heading = {
		.format = N_("a section heading that the schema's layout names")
	};
	const struct message decoded = row_expected_text(&p->row);
	int column = p->frame->columns.stub;
	const char *stub =
	    p->frame->dataset->fields[p->frame->dataset->sections.column].name;
	char found[CELLS_QUOTE];
	const char *text;
	size_t length;

	if (!row_cell(&p->row, column, &text, &length)) {
		lose_row(p);
		return row_set_aside(
		    &p->row, r, "encoding-error", stub, "", &decoded, f);
	}
	switch (sections_take(&p->state->sections, text, length,
	    cells_beside(&p->row.cells, (size_t)column), f)) {
	case SECTION_FAILED:
		return -1;
	case SECTION_HEADING:
		line_form_data(&p->state->form);
		class_line(p, LINE_SECTION, r);
		return begin_section(p, f) == -1
			   ? -1
			   : lone_rows_settle(
				 &p->state->lone, &p->row, false, f);
	case SECTION_TOTAL:
		return begin_section(p, f) == -1 ? -1 : take_row(p, r, true, f);
	case SECTION_DATA:
		return take_row(p, r, false, f);
	case SECTION_UNKNOWN:
		break;
	}
	lose_row(p);
	row_quote(&p->row, r, (size_t)column, found);
	return row_set_aside(
	    &p->row, r, "unknown-section", stub, found, &heading, f);
}

/* A record beyond one of the limits: it has no cells. */
static int
take_damaged(struct parser *p, const struct record *r, struct fail *f)
{
	const struct record_limits *limits = &p->frame->limits;
	char found[NUMBER_TEXT], most[NUMBER_TEXT];
	struct message expected = { NULL, { most } };
	size_t limit = limits->line;

	snprintf(found, sizeof(found), "%" PRIu64, r->size);
	if (r->damage == RECORD_FIELD_LIMIT) {
		expected.format = N_("a row with cells of at most %1$s bytes");
		limit = limits->field;
	} else if (r->damage == RECORD_LINE_LIMIT) {
		expected.format = N_("a row of at most %1$s bytes");
	} else {
		expected.format = N_("a row of at most %1$s cells");
		limit = limits->columns;
		snprintf(found, sizeof(found), "> %zu", limit);
	}
	snprintf(most, sizeof(most), "%zu", limit);
	lose_row(p);
	return row_set_aside(
	    &p->row, r, "limit-error", NULL, found, &expected, f);
}

/* The text of the record was read, but lacks NULs that the file has. */
static int
warn_of_nul(struct parser *p, const struct record *r, struct fail *f)
{
	const struct message expected = { .format =
					      N_("text without zero bytes") };

	return row_warn(&p->row, r, "null-byte", NULL, "\\x00", &expected, f);
}

/* A record of an untyped table. */
static int
take_untyped(struct parser *p, const struct record *r, struct fail *f)
{
	struct parser_state *state = p->state;
	const struct cells *c = &p->row.cells;
	enum lone_kind lone;
	enum line_class class =
	    untyped_class(p->frame, c, r->line, state->after_blank, &lone);

	state->after_blank = c->used == 0;
	if (class != LINE_DATA) {
		class_line(p, class, r);
		return 0;
	}
	if (lone != LONE_NOT && lone_rows_may_keep(&p->row))
		return lone_rows_keep(&state->lone, &p->row, r, lone, f);
	if (lone_rows_settle(&state->lone, &p->row, false, f) == -1 ||
	    (r->unclosed && row_warn_unclosed(&p->row, r, f) == -1))
		return -1;
	return untyped_put(&p->row, c, r, f);
}

/* In a row of too many or too few cells they may stand in other columns. */
static int
take_total(struct parser *p, const struct record *r, struct fail *f)
{
	bool readable = !r->unclosed && !has_extra(p) &&
			p->row.cells.count >= p->frame->columns.needed;

	return checks_totals(p) ? row_total(&p->row, r, readable, f) : 0;
}

/* A row below another header, whose columns are not those of the table. */
static int
take_other(struct parser *p, const struct record *r, struct fail *f)
{
	char line[NUMBER_TEXT], other[NUMBER_TEXT], found[CELLS_QUOTE];
	const struct message expected = {
		N_("a row below the header of line %1$s; line %2$s has another "
		   "header"),
		{ line, other }
	};

	snprintf(line, sizeof(line), "%" PRIu64, p->frame->header.first_line);
	snprintf(other, sizeof(other), "%" PRIu64, p->state->form.other);
	row_quote(&p->row, r, p->row.cells.first, found);
	lose_row(p);
	return row_set_aside(
	    &p->row, r, "further-table", NULL, found, &expected, f);
}

int
parser_record(struct parser *p, struct parser_state *state,
    const struct record *r, struct chunk *chunk, struct fail *f)
{
	enum line_class class;

	p->state = state;
	p->row.chunk = chunk;
	p->row.record = r;
	if (amend_line(&p->amend, &p->row, &r, f) == -1)
		return -1;
	if (r->damage != RECORD_WHOLE)
		return take_damaged(p, r, f);
	if (r->nul && warn_of_nul(p, r, f) == -1)
		return -1;
	if (p->frame->dataset == NULL)
		return take_untyped(p, r, f);
	class = line_form_class(&state->form, p->frame, &p->row.cells, r->line);
	if (state->form.other > 0 &&
	    (class == LINE_DATA || class == LINE_TOTAL))
		return take_other(p, r, f);
	if (class != LINE_DATA) {
		class_line(p, class, r);
		return class == LINE_TOTAL ? take_total(p, r, f) : 0;
	}
	if (p->frame->columns.stub != -1)
		return take_section_row(p, r, f);
	if (p->row.cells.count == 1 && p->frame->columns.needed > 1) {
		lose_row(p);
		return lone_rows_keep(&state->lone, &p->row, r, LONE_NOTE, f);
	}
	return take_row(p, r, false, f);
}

int
parser_end(struct parser *p, struct parser_state *state, struct chunk *chunk,
    struct fail *f)
{
	p->state = state;
	p->row.chunk = chunk;
	return lone_rows_settle(&state->lone, &p->row, true, f);
}
