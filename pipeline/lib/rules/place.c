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
	int *files;                /* input in the account by code of _file */
	size_t file_count, file_capacity;
	char **names; /* by input in the account; NULL: not met */
	size_t name_count, name_capacity;
	uint8_t *fates;
	size_t fate_capacity;
	uint8_t *keep;
	size_t keep_capacity;
};

struct places *
places_new(struct account *account, struct fail *f)
{
	struct places *p = memory_array(1, sizeof(*p), f);

	if (p != NULL)
		p->account = account;
	return p;
}

void
places_free(struct places *p)
{
	size_t i;

	if (p == NULL)
		return;
	for (i = 0; i < p->name_count; i++)
		free(p->names[i]);
	free(p->names);
	free(p->files);
	free(p->fates);
	free(p->keep);
	free(p);
}

int
places_table(struct places *p, const struct table_schema *dataset,
    const char *name, const struct schema *schema, struct fail *f)
{
	static const char advice[] =
	    N_("make the table with ingest and this dataset's schema");
	const char *of = schema_get(schema, "profstat.dataset");
	struct schema expected = SCHEMA_INIT;
	struct fail inner = FAIL_INIT;
	int status = table_schema_columns(dataset, &expected, f);

	if (status == 0)
		status = table_schema_hide(dataset, p->account, f);
	if (status == 0 && of != NULL && strcmp(of, dataset->name) != 0)
		status = fail_set(f, FAIL_DATA,
		    _("%s: a table of the dataset \"%s\", expected \"%s\"; "
		      "%s"),
		    name, of, dataset->name, _(advice));
	if (status == 0 && schema_same(&expected, schema, &inner) == -1)
		status = fail_set(
		    f, FAIL_DATA, _("%s: %s; %s"), name, inner.text, _(advice));
	schema_clear(&expected);
	p->file_column = schema_find(schema, "_file");
	p->row_column = schema_find(schema, "_row");
	p->file_count = 0;
	return status;
}

/* Remember the name of an input. */
static int
keep_name(struct places *p, int file, const char *name, struct fail *f)
{
	size_t need = (size_t)file + 1;

	if (memory_grow(
		&p->names, &p->name_capacity, need, sizeof(*p->names), f) == -1)
		return -1;
	for (; p->name_count < need; p->name_count++)
		p->names[p->name_count] = NULL;
	if (p->names[file] == NULL)
		p->names[file] = memory_text(name, strlen(name), f);
	return p->names[file] == NULL ? -1 : 0;
}

static int
find_files(struct places *p, struct fail *f)
{
	const struct dictionary *names =
	    p->batch->columns[p->file_column].dictionary;
	size_t count = (size_t)dictionary_count(names);
	const char *name;
	int file;

	if (memory_grow(&p->files, &p->file_capacity, count + 1,
		sizeof(*p->files), f) == -1)
		return -1;
	for (; p->file_count < count; p->file_count++) {
		name = dictionary_text(names, (int32_t)p->file_count, NULL);
		if ((file = account_file(p->account, name, f)) == -1 ||
		    keep_name(p, file, name, f) == -1)
			return -1;
		p->files[p->file_count] = file;
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
	return p->names[file];
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
