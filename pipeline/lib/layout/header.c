/* header.c - find the header by the names of the schema */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "layout/header.h"
#include "layout/header_label.h"
#include "layout/header_names.h"
#include "layout/header_scope.h"
#include "record/cells.h"
#include "record/decoder.h"
#include "record/record.h"
#include "table/dictionary.h"

#define HEAD_RECORDS 200
#define NO_TEXT "\xEF\xBF\xBD" /* for bytes that are none in the encoding */

/* A record of the head; its cells are decoded and trimmed. */
struct head_record {
	uint64_t line, lines;
	size_t count;
	char **cells;
	bool blank;
};

struct head {
	size_t count;
	struct head_record records[HEAD_RECORDS];
};

/* A candidate: rows rows of width cells, each borrowed or joined. */
struct block {
	size_t from, to; /* records [from, to) of the head */
	size_t row_count, width;
	struct head_record *rows; /* cells owned */
};

static void
head_record_clear(struct head_record *row)
{
	size_t i;

	for (i = 0; i < row->count; i++)
		free(row->cells[i]);
	free(row->cells);
	memset(row, 0, sizeof(*row));
}

static void
head_free(struct head *head)
{
	size_t i;

	if (head == NULL)
		return;
	for (i = 0; i < head->count; i++)
		head_record_clear(&head->records[i]);
	free(head);
}

/* Copy the decoded cells of a record. */
static int
take_record(struct head_record *to, const struct record *r,
    const struct cells *c, struct fail *f)
{
	size_t i;

	to->line = r->line;
	to->lines = r->lines;
	to->blank = c->used == 0;
	to->cells = memory_array(c->count + 1, sizeof(char *), f);
	if (to->cells == NULL)
		return -1;
	for (i = 0; i < c->count; i++) {
		to->cells[i] =
		    c->texts[i] == NULL
			? memory_text(NO_TEXT, strlen(NO_TEXT), f)
			: header_collapse(c->texts[i], c->lengths[i], f);
		if (to->cells[i] == NULL)
			return -1;
		to->count = i + 1;
	}
	return 0;
}

/* The first records; of a cut head only those that are whole. */
static int
read_head(struct head *head, struct bytes_memory memory, bool whole,
    const struct dialect *dialect, const struct encoding_guess *encoding,
    const char *name, struct fail *f)
{
	struct bytes source = { bytes_read_memory, &memory };
	struct record_reader *in = record_open(source, name, f);
	struct decoder d = DECODER_INIT;
	struct cells cells = CELLS_INIT;
	struct record r;
	int more = -1;

	if (in == NULL || decoder_guessed(&d, encoding, f) == -1)
		goto out;
	record_dialect(in, dialect, 0);
	more = 1;
	while (head->count < HEAD_RECORDS &&
	       (more = record_next(in, &r, f)) == 1) {
		if (r.damage != RECORD_WHOLE)
			r.field_count = 0;
		if (cells_decode(&cells, &r, &d, f) == -1 ||
		    take_record(&head->records[head->count++], &r, &cells, f) ==
			-1) {
			more = -1;
			break;
		}
	}
	if (more == 0 && !whole && head->count > 1)
		head_record_clear(&head->records[--head->count]);
out:
	cells_clear(&cells);
	decoder_clear(&d);
	record_close(in);
	return more == -1 ? -1 : 0;
}

/* Copy the cells of a record behind those of the row; with glue the first
 * continues the row's last cell. */
static int
append_cells(struct head_record *row, const struct head_record *from, bool glue,
    struct fail *f)
{
	size_t i = 0, size;
	char **cells, *joined;

	cells = realloc(
	    row->cells, (row->count + from->count + 1) * sizeof(*cells));
	if (cells == NULL)
		return fail_memory(f);
	row->cells = cells;
	if (glue && from->count > 0) {
		size =
		    strlen(cells[row->count - 1]) + strlen(from->cells[0]) + 2;
		if ((joined = memory_array(size, 1, f)) == NULL)
			return -1;
		snprintf(joined, size, "%s%s%s", cells[row->count - 1],
		    *from->cells[0] == '\0' ? "" : " ", from->cells[0]);
		free(cells[row->count - 1]);
		cells[row->count - 1] = joined;
		i = 1;
	}
	for (; i < from->count; i++) {
		cells[row->count] =
		    memory_text(from->cells[i], strlen(from->cells[i]), f);
		if (cells[row->count] == NULL)
			return -1;
		row->count++;
	}
	return 0;
}

/* How many records from this one on make one row of the table's width; with
 * tail also those of one cell after it, as its last cell may go on. */
static size_t
broken_row(const struct head *head, size_t from, size_t width, bool tail)
{
	size_t i, count = head->records[from].count;

	if (count == 0)
		return 1;
	for (i = from + 1; i < head->count && count < width; i++) {
		if (head->records[i].count >= width)
			break;
		if (head->records[i].count > 0)
			count += head->records[i].count - 1;
	}
	if (count != width)
		i = from + 1;
	while (tail && i < head->count && head->records[i].count == 1)
		i++;
	return i - from;
}

static void
block_clear(struct block *b)
{
	size_t i;

	for (i = 0; i < b->row_count; i++)
		head_record_clear(&b->rows[i]);
	b->row_count = b->width = 0;
}

/* The block of rows rows that begins at record from; 0 if there is none. */
static int
block_make(struct block *b, const struct head *head, size_t from, size_t rows,
    size_t width, bool tail, struct fail *f)
{
	struct head_record *row;
	size_t i, next = from, count;

	b->from = from;
	while (b->row_count < rows) {
		if (next == head->count)
			return 0;
		count = broken_row(head, next, width, tail);
		row = &b->rows[b->row_count++];
		memset(row, 0, sizeof(*row));
		for (i = 0; i < count; i++)
			if (append_cells(
				row, &head->records[next + i], i > 0, f) == -1)
				return -1;
		next += count;
		if (row->count > b->width)
			b->width = row->count;
	}
	b->to = next;
	return 1;
}

static char **
block_labels(const struct block *b, struct fail *f)
{
	struct header_row rows[TABLE_HEADER_ROWS_MAX];
	size_t i;

	for (i = 0; i < b->row_count; i++)
		rows[i] =
		    (struct header_row){ b->rows[i].count, b->rows[i].cells };
	return header_labels(rows, b->row_count, b->width, f);
}

int
header_column(const struct header *h, int target)
{
	size_t i;

	for (i = 0; i < h->width; i++)
		if (h->targets[i] == target)
			return (int)i;
	return -1;
}

void
header_clear(struct header *h)
{
	header_labels_free(h->labels, h->width);
	free(h->targets);
	free(h->twins);
	memset(h, 0, sizeof(*h));
}

/* The block as a header; the score is the number of columns it names. */
static int
header_from(struct header *h, const struct block *b, const struct head *head,
    const struct header_names *names, size_t *score, struct fail *f)
{
	const struct head_record *last = &head->records[b->to - 1];
	int target;
	size_t i;

	memset(h, 0, sizeof(*h));
	*score = 0;
	h->first_line = head->records[b->from].line;
	h->last_line = last->line + last->lines - 1;
	h->targets = memory_array(b->width + 1, sizeof(int), f);
	h->twins = memory_array(b->width + 1, sizeof(int), f);
	if ((h->labels = block_labels(b, f)) != NULL)
		h->width = b->width;
	if (h->targets == NULL || h->twins == NULL || h->labels == NULL)
		return -1;
	for (i = 0; i < b->width; i++)
		h->targets[i] = TARGET_NONE;
	for (i = 0; i < b->width; i++) {
		if (header_names_find(names, h->labels[i], &target, f) == -1)
			return -1;
		h->twins[i] = target < 0 ? -1 : header_column(h, target);
		if (h->twins[i] != -1)
			target = TARGET_TWICE;
		h->targets[i] = target;
		*score += target >= 0;
	}
	return 0;
}

/* The best header so far. */
struct best {
	struct header header;
	size_t score, lines;
};

/* Is the block that begins here a better header? */
static int
try_block(struct best *best, const struct table_schema *schema,
    const struct head *head, const struct header_names *names, size_t from,
    size_t width, bool tail, struct fail *f)
{
	struct head_record rows[TABLE_HEADER_ROWS_MAX];
	struct block b = { 0, 0, 0, 0, rows };
	struct header h;
	size_t score, lines;
	int made = block_make(
	    &b, head, from, (size_t)schema->header_rows, width, tail, f);

	if (made == 1) {
		made = header_from(&h, &b, head, names, &score, f);
		lines = b.to - b.from;
		if (made == 0 && score > 0 &&
		    (score > best->score ||
			(score == best->score && lines < best->lines))) {
			header_clear(&best->header);
			best->header = h;
			best->score = score;
			best->lines = lines;
		} else
			header_clear(&h);
	}
	block_clear(&b);
	return made;
}

static int
find_best(struct best *best, const struct table_schema *schema,
    const struct head *head, const struct header_names *names, size_t width,
    const struct header_scope *scope, struct fail *f)
{
	size_t i;

	for (i = 0; i < head->count; i++) {
		const struct head_record *row = &head->records[i];

		if (row->blank || row->line < scope->first_line ||
		    row->line > scope->last_line)
			continue;
		/* broken rows, also with a last cell that goes on, and rows
		 * of a table of another width */
		if (try_block(best, schema, head, names, i, width, false, f) ==
			-1 ||
		    try_block(best, schema, head, names, i, width, true, f) ==
			-1 ||
		    (row->count != width && try_block(best, schema, head, names,
						i, row->count, false, f) == -1))
			return -1;
	}
	return 0;
}

void
header_list(char *list, size_t size, const char *text)
{
	size_t used = strlen(list), length = text_cut(text, strlen(text), 80);
	bool cut = text[length] != '\0';

	if (used >= 3 && strcmp(list + used - 3, "…") == 0)
		return;
	if (used + length + sizeof(", «…»…") > size)
		strcat(list, "…");
	else {
		if (used > 0)
			used += strlen(strcpy(list + used, ", "));
		snprintf(list + used, size - used, _("\"%.*s%s\""), (int)length,
		    text, cut ? "…" : "");
	}
}

/* No column has a name of the schema: say what there is, unless it may be a row
 * about a person, and what should be. */
static int
report_none(const struct table_schema *schema, const struct head *head,
    size_t width, const char *name, struct fail *f)
{
	char found[320] = "", wanted[320] = "";
	const struct head_record *row = NULL;
	size_t i;

	for (i = 0; i < head->count; i++)
		if (!head->records[i].blank &&
		    (row == NULL || (row->count != width &&
					head->records[i].count == width)))
			row = &head->records[i];
	for (i = 0; row != NULL && i < row->count; i++)
		if (*row->cells[i] != '\0')
			header_list(found, sizeof(found), row->cells[i]);
	for (i = 0; i < schema->field_count; i++)
		if (schema->fields[i].place == PLACE_COLUMN)
			header_list(wanted, sizeof(wanted),
			    schema->fields[i].aliases.count > 0
				? schema->fields[i].aliases.items[0]
				: schema->fields[i].name);
	for (i = 0; i < schema->unpivot.column_count; i++)
		header_list(wanted, sizeof(wanted),
		    schema->unpivot.columns[i].aliases.count > 0
			? schema->unpivot.columns[i].aliases.items[0]
			: schema->unpivot.columns[i].value);
	if (table_schema_is_personal(schema))
		return fail_set(f, FAIL_DATA,
		    _("%s: no column has a name of the schema: expected %s; "
		      "add the headers to \"aliases\" in %s"),
		    name, wanted, schema->path);
	return fail_set(f, FAIL_DATA,
	    _("%s: no column has a name of the schema: found %s, expected %s; "
	      "add the headers to \"aliases\" in %s"),
	    name, found, wanted, schema->path);
}

static int
make_columns(struct header *h, size_t width, struct fail *f)
{
	size_t i;

	h->targets = memory_array(width + 1, sizeof(int), f);
	h->twins = memory_array(width + 1, sizeof(int), f);
	if ((h->labels = header_labels(NULL, 0, width, f)) != NULL)
		h->width = width;
	if (h->targets == NULL || h->twins == NULL || h->labels == NULL)
		return -1;
	for (i = 0; i < width; i++)
		h->targets[i] = h->twins[i] = TARGET_NONE;
	return 0;
}

/* The header as wide as the last column of a field that rows may lack, if rows
 * of the table have it. */
static int
widen(struct header *h, const struct table_schema *schema,
    const struct layout_table *t, struct fail *f)
{
	struct header old = *h;
	size_t i, width = h->width;
	const struct table_field *field;

	h->named = h->width;
	for (i = 0; i < schema->field_count; i++) {
		field = &schema->fields[i];
		if (field->place == PLACE_COLUMN &&
		    (size_t)field->column > width && t != NULL &&
		    (size_t)field->column <= t->width &&
		    !field->constraints.required)
			width = (size_t)field->column;
	}
	if (width == old.width)
		return 0;
	if (make_columns(h, width, f) == -1) {
		header_clear(&old);
		return -1;
	}
	for (i = 0; i < old.width; i++) {
		h->targets[i] = old.targets[i];
		h->twins[i] = old.twins[i];
		free(h->labels[i]);
		h->labels[i] = old.labels[i];
		old.labels[i] = NULL;
	}
	header_clear(&old);
	return 0;
}

/* Fields whose place is known: those with a number, or all of them, in order,
 * if there is no header. */
static void
place_fields(struct header *h, const struct table_schema *schema)
{
	size_t i, j, column, next = 0;

	for (i = 0; i < schema->field_count; i++) {
		if (schema->fields[i].place != PLACE_COLUMN ||
		    (schema->fields[i].column == 0 && schema->header_rows > 0))
			continue;
		column = schema->fields[i].column == 0
			     ? next
			     : (size_t)schema->fields[i].column - 1;
		next = column + 1;
		for (j = 0; j < h->width; j++)
			if (h->targets[j] == (int)i ||
			    (h->targets[j] == TARGET_TWICE &&
				h->targets[h->twins[j]] == (int)i))
				h->targets[j] = TARGET_NONE;
		if (column < h->width)
			h->targets[column] = (int)i;
	}
}

/* Are there fields, and all of them have a number? */
static bool
are_numbered(const struct table_schema *schema)
{
	size_t i, numbered = 0;

	for (i = 0; i < schema->field_count; i++) {
		if (schema->fields[i].place != PLACE_COLUMN)
			continue;
		if (schema->fields[i].column == 0)
			return false;
		numbered++;
	}
	return numbered > 0 && schema->unpivot.column_count == 0;
}

/* A header whose names nobody needs, where the file has its own. */
static int
take_layout(struct header *h, const struct table_schema *schema,
    const struct header_scope *scope, size_t width, struct fail *f)
{
	const struct layout_table *t = scope->table;

	h->first_line = 1;
	if (t != NULL && t->width > width)
		width = t->width;
	if (t != NULL && schema->header_rows > 0 && t->header_rows > 0) {
		h->first_line = t->header_first;
		h->last_line = t->header_last;
	} else if (t != NULL) {
		h->first_line =
		    t->header_first > 0 ? t->header_first : t->data_first;
		h->last_line = h->first_line - 1;
	}
	return make_columns(h, width, f);
}

struct search {
	const struct table_schema *schema;
	const struct dialect *dialect;
	const struct encoding_guess *encoding;
	const char *name;
	struct header_scope scope;
	struct header_names names;
	struct head *head;
};

/* By the names, or where fields are numbered without them. */
static int
find_names(struct header *h, struct search *s, struct bytes_memory memory,
    bool whole, struct fail *f)
{
	struct best best;
	size_t width = s->dialect->width;

	memset(&best, 0, sizeof(best));
	if ((s->head = memory_array(1, sizeof(*s->head), f)) == NULL ||
	    read_head(s->head, memory, whole, s->dialect, s->encoding, s->name,
		f) == -1 ||
	    find_best(&best, s->schema, s->head, &s->names, width, &s->scope,
		f) == -1) {
		*h = best.header;
		return -1;
	}
	*h = best.header;
	if (best.score > 0)
		return 0;
	return are_numbered(s->schema)
		   ? take_layout(h, s->schema, &s->scope, width, f)
		   : report_none(s->schema, s->head, width, s->name, f);
}

int
header_find(struct header *h, const struct table_schema *schema, size_t table,
    const unsigned char *bytes, size_t length, bool whole,
    const struct dialect *dialect, const struct encoding_guess *encoding,
    const char *name, struct fail *f)
{
	struct bytes_memory memory = { bytes, length };
	struct search s = { .schema = schema,
		.dialect = dialect,
		.encoding = encoding,
		.name = name };
	int status = -1;

	memset(h, 0, sizeof(*h));
	if (header_names_read(&s.names, schema, f) == 0 &&
	    header_scope_find(&s.scope, schema, table, bytes, length, whole,
		dialect, encoding, name, f) == 0)
		status =
		    schema->header_rows == 0
			? take_layout(h, schema, &s.scope, dialect->width, f)
			: find_names(h, &s, memory, whole, f);
	if (status == 0)
		status = widen(h, schema, s.scope.table, f);
	if (status == 0) {
		place_fields(h, schema);
		h->table_first = s.scope.first_line;
		status = header_scope_further(
		    &s.scope, h->last_line, &s.names, &h->further_line, f);
	}
	head_free(s.head);
	header_scope_clear(&s.scope);
	header_names_clear(&s.names);
	return status;
}
