/* correction_file.c - a filled list of set-aside rows becomes corrections */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/account.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "reader/correction_file.h"
#include "reader/reader.h"

enum list_column {
	LIST_FILE,
	LIST_LINE,
	LIST_BYTE,
	LIST_COLUMN,
	LIST_RAW,
	LIST_CORRECTION,
	LIST_COLUMNS
};

static const struct {
	const char *name;
	bool needed;
} list_columns[LIST_COLUMNS] = { { "file", true }, { "line", true },
	{ "byte", false }, { "column", false }, { "raw", false },
	{ "correction", true } };

struct list {
	const char *path, *label;
	int columns[LIST_COLUMNS]; /* of the table, or -1 */
	int row;                   /* of the table: the line of the list */
	char *texts[LIST_COLUMNS]; /* of the row under way */
	size_t capacities[LIST_COLUMNS];
};

static int
find_columns(struct list *list, const struct schema *schema, struct fail *f)
{
	for (size_t i = 0; i < LIST_COLUMNS; i++) {
		list->columns[i] = schema_find(schema, list_columns[i].name);
		if (list->columns[i] == -1 && list_columns[i].needed)
			return fail_set(f, FAIL_DATA,
			    _("%s: found no column \"%s\", expected a list of "
			      "--set-aside with its column \"correction\" "
			      "filled"),
			    list->path, list_columns[i].name);
	}
	list->row = schema_find(schema, "_row");
	return 0;
}

/* A cell of the row, trimmed, without the mark against formulas. */
static int
take_cell(struct list *list, enum list_column which, const struct batch *b,
    size_t row, struct fail *f)
{
	const char *text = "";
	size_t length = 0;

	if (list->columns[which] != -1)
		text = column_text(
		    &b->columns[list->columns[which]], row, &length);
	text = text_trim(text, &length);
	if (length > 0 && *text == '\'') {
		text++;
		length--;
	}
	if (memory_grow(&list->texts[which], &list->capacities[which],
		length + 1, 1, f) == -1)
		return -1;
	memcpy(list->texts[which], text, length);
	list->texts[which][length] = '\0';
	return 0;
}

/* A whole number without sign; least: the smallest that is allowed. */
static int
take_number(const struct list *list, enum list_column which, uint64_t from,
    uint64_t least, uint64_t *number, struct fail *f)
{
	const char *text = list->texts[which];
	size_t digits = strspn(text, "0123456789");

	*number = strtoull(text, NULL, 10);
	if (digits > 0 && digits < 20 && text[digits] == '\0' &&
	    *number >= least)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": column \"%s\": found \"%s\", expected a whole "
	      "number"),
	    list->path, from, list_columns[which].name, text);
}

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* Another file, or the same with another folder before its name? */
static int
pass_over(struct list *list, struct corrections *c, struct fail *f)
{
	const char *file = list->texts[LIST_FILE];

	if (strcmp(base_name(file), base_name(list->label)) != 0)
		return 0;
	return corrections_set_elsewhere(c, file, f);
}

static const char *
text_or_null(const char *text)
{
	return *text == '\0' ? NULL : text;
}

static int
take_row(struct list *list, struct corrections *c, const struct batch *b,
    size_t row, struct fail *f)
{
	struct correction item = { .from = (uint64_t)column_integer(
				       &b->columns[list->row], row) };

	for (size_t i = 0; i < LIST_COLUMNS; i++)
		if (take_cell(list, (enum list_column)i, b, row, f) == -1)
			return -1;
	if (*list->texts[LIST_CORRECTION] == '\0' ||
	    strcmp(list->texts[LIST_CORRECTION], ACCOUNT_HIDDEN) == 0)
		return 0;
	if (strcmp(list->texts[LIST_FILE], list->label) != 0)
		return pass_over(list, c, f);
	item.has_byte = *list->texts[LIST_BYTE] != '\0';
	if (take_number(list, LIST_LINE, item.from, 1, &item.line, f) == -1 ||
	    (item.has_byte && take_number(list, LIST_BYTE, item.from, 0,
				  &item.byte, f) == -1))
		return -1;
	/* filters after ingest do not know where a line begins */
	if (item.byte == 0 && item.line > 1)
		item.has_byte = false;
	item.column = text_or_null(list->texts[LIST_COLUMN]);
	item.text = list->texts[LIST_CORRECTION];
	if (strncmp(list->texts[LIST_RAW], ACCOUNT_HIDDEN " ",
		sizeof(ACCOUNT_HIDDEN)) == 0)
		item.digest = list->texts[LIST_RAW] + sizeof(ACCOUNT_HIDDEN);
	else if (strcmp(list->texts[LIST_RAW], ACCOUNT_HIDDEN) != 0)
		item.raw = text_or_null(list->texts[LIST_RAW]);
	return corrections_add(c, &item, f);
}

static int
take_rows(
    struct list *list, struct corrections *c, struct reader *in, struct fail *f)
{
	struct batch batch = { 0, 0, NULL };
	int more;

	if (find_columns(list, reader_schema(in), f) == -1 ||
	    batch_init(&batch, reader_schema(in), BATCH_ROWS, f) == -1)
		return -1;
	while ((more = reader_next(in, &batch, f)) == 1) {
		for (size_t i = 0; i < batch.length && more == 1; i++)
			if (take_row(list, c, &batch, i, f) == -1)
				more = -1;
		batch_reset(&batch);
		if (more == -1)
			break;
	}
	batch_clear(&batch);
	return more;
}

struct corrections *
corrections_open(const char *path, const char *label, struct fail *f)
{
	struct list list = { .path = path, .label = label };
	struct account *account = account_new("ingest", f);
	struct corrections *c = corrections_new(f);
	struct reader *in = NULL;
	bool done =
	    account != NULL && c != NULL &&
	    (in = reader_open(path, path, NULL, NULL, account, f)) != NULL &&
	    take_rows(&list, c, in, f) == 0 &&
	    corrections_sort(c, path, f) == 0;

	reader_close(in);
	account_free(account);
	for (size_t i = 0; i < LIST_COLUMNS; i++)
		free(list.texts[i]);
	if (done)
		return c;
	corrections_free(c);
	return NULL;
}
