/* place.c - where rows came from and where they go (place.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/place.h"

struct places {
	struct account *account;
	int file_column, row_column;
	const struct batch *batch; /* the one at hand */
	int *files; /* input in the account by code of _file; -1: not yet */
	size_t file_count, file_capacity;
	uint8_t *fates;
	size_t fate_capacity;
	uint8_t *keep;
	size_t keep_capacity;
};

struct places *
places_new(const struct schema *schema, struct account *account, struct fail *f)
{
	int file = schema_find(schema, "_file");
	int row = schema_find(schema, "_row");
	struct places *p;

	if (file == -1 || schema->fields[file].type != COLUMN_DICTIONARY ||
	    row == -1 || schema->fields[row].type != COLUMN_INT64) {
		fail_set(f, FAIL_DATA,
		    _("the table has no columns \"_file\" and \"_row\" that "
		      "say where its rows came from; make it with ingest"));
		return NULL;
	}
	if ((p = memory_array(1, sizeof(*p), f)) == NULL)
		return NULL;
	p->account = account;
	p->file_column = file;
	p->row_column = row;
	return p;
}

void
places_free(struct places *p)
{
	if (p == NULL)
		return;
	free(p->files);
	free(p->fates);
	free(p->keep);
	free(p);
}

static int
find_files(struct places *p, struct fail *f)
{
	const struct dictionary *names =
	    p->batch->columns[p->file_column].dictionary;
	size_t count = (size_t)dictionary_count(names);

	if (memory_grow(&p->files, &p->file_capacity, count + 1,
		sizeof(*p->files), f) == -1)
		return -1;
	for (; p->file_count < count; p->file_count++) {
		p->files[p->file_count] = account_file(p->account,
		    dictionary_text(names, (int32_t)p->file_count, NULL), f);
		if (p->files[p->file_count] == -1)
			return -1;
	}
	return 0;
}

int
places_batch(struct places *p, const struct batch *batch, struct fail *f)
{
	const struct column *files = &batch->columns[p->file_column];
	const struct column *rows = &batch->columns[p->row_column];

	p->batch = batch;
	if (files->null_count > 0 || rows->null_count > 0)
		return fail_set(f, FAIL_DATA,
		    _("a row without \"_file\" or \"_row\"; the table is "
		      "damaged, make it again"));
	if (memory_grow(
		&p->fates, &p->fate_capacity, batch->length + 1, 1, f) == -1 ||
	    memory_grow(&p->keep, &p->keep_capacity, batch->length + 1, 1, f) ==
		-1)
		return -1;
	memset(p->fates, LINE_DATA, batch->length + 1);
	return find_files(p, f);
}

int
places_file(const struct places *p, size_t row)
{
	return p->files[column_code(&p->batch->columns[p->file_column], row)];
}

uint64_t
places_line(const struct places *p, size_t row)
{
	return (uint64_t)column_integer(&p->batch->columns[p->row_column], row);
}

const char *
places_name(const struct places *p, int file)
{
	size_t code = 0;

	while (p->files[code] != file)
		code++;
	return dictionary_text(
	    p->batch->columns[p->file_column].dictionary, (int32_t)code, NULL);
}

uint8_t *
places_fates(struct places *p)
{
	return p->fates;
}

void
places_settle(struct places *p, struct batch *batch)
{
	size_t row, dropped = 0;
	int file;

	for (row = 0; row < batch->length; row++) {
		file = places_file(p, row);
		p->keep[row] = p->fates[row] == LINE_DATA;
		dropped += p->keep[row] == 0;
		account_row(p->account, file, places_line(p, row),
		    (enum line_class)p->fates[row]);
		account_rows(p->account, file, 1, p->keep[row]);
	}
	if (dropped > 0)
		batch_keep(batch, p->keep);
}

int
places_finding(
    struct places *p, size_t row, struct finding *finding, struct fail *f)
{
	finding->line = places_line(p, row);
	return account_finding(p->account, places_file(p, row), finding, f);
}
