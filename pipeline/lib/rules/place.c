/* place.c - where rows came from and where they go (place.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/place.h"
#include "table/bits.h"

struct places {
	struct account *account;
	int file_column, row_column;
	int lost_column;           /* -1: lost rows are dropped */
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
	if (status == 0 && schema_find(schema, SCHEMA_LOST) != -1 &&
	    schema_add(&expected, SCHEMA_LOST, COLUMN_BOOL, 0, f) == -1)
		status = -1;
	if (status == 0 && schema_same(&expected, schema, &inner) == -1)
		status = fail_set(
		    f, FAIL_DATA, _("%s: %s; %s"), name, inner.text, _(advice));
	schema_clear(&expected);
	places_columns(p, schema);
	return status;
}

void
places_columns(struct places *p, const struct schema *schema)
{
	p->file_column = schema_find(schema, "_file");
	p->row_column = schema_find(schema, "_row");
	p->lost_column = schema_find(schema, SCHEMA_LOST);
	p->file_count = 0;
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

/* What is lost is settled already. */
static int
find_lost(struct places *p, struct fail *f)
{
	const struct column *lost;
	size_t row;

	memset(p->fates, LINE_DATA, p->batch->length + 1);
	if (p->lost_column == -1)
		return 0;
	lost = &p->batch->columns[p->lost_column];
	if (lost->null_count > 0)
		return fail_set(f, FAIL_DATA,
		    _("a row without \"%s\"; the table is damaged, make it "
		      "again"),
		    SCHEMA_LOST);
	if (bits_count(lost->values, 0, lost->length) == 0)
		return 0;
	for (row = 0; row < lost->length; row++)
		if (column_integer(lost, row) != 0)
			p->fates[row] = LINE_SET_ASIDE;
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
	if (find_lost(p, f) == -1)
		return -1;
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

bool
places_lost(const struct places *p, size_t row)
{
	return p->lost_column != -1 &&
	       column_integer(&p->batch->columns[p->lost_column], row) != 0;
}

/* A row that leaves the data; is it to be kept as a lost one? */
static bool
lose(struct places *p, size_t row)
{
	if (p->lost_column == -1 || (p->fates[row] != LINE_SET_ASIDE &&
					p->fates[row] != LINE_UNDER_REVIEW))
		return false;
	bits_set(p->batch->columns[p->lost_column].values, row, 1);
	return true;
}

const uint8_t *
places_account(struct places *p, size_t *dropped)
{
	size_t row;
	int file;
	bool stays, lost;

	*dropped = 0;
	for (row = 0; row < p->batch->length; row++) {
		stays = p->fates[row] == LINE_DATA;
		lost = places_lost(p, row);
		p->keep[row] = stays || lose(p, row);
		*dropped += p->keep[row] == 0;
		if (lost)
			continue;
		file = places_file(p, row);
		account_row(p->account, file, places_line(p, row),
		    (enum line_class)p->fates[row]);
		account_rows(p->account, file, 1, stays);
	}
	return p->keep;
}

void
places_settle(struct places *p, struct batch *batch)
{
	size_t dropped;
	const uint8_t *keep = places_account(p, &dropped);

	if (dropped > 0)
		batch_keep(batch, keep);
}

int
places_finding(
    struct places *p, size_t row, struct finding *finding, struct fail *f)
{
	finding->line = places_line(p, row);
	return account_finding(p->account, places_file(p, row), finding, f);
}

int
places_file_finding(const struct places *p, size_t row,
    const struct finding *finding, struct fail *f)
{
	return account_finding(p->account, places_file(p, row), finding, f);
}
