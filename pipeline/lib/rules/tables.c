/* tables - the tables of a dataset, read for resolve */
#include "rules/tables.h"

#include "table/arrow.h"

int
tables_announce(struct submissions *list, struct resolve *resolve,
    char *const *files, size_t count, struct fail *f)
{
	struct arrow_reader *in;
	size_t i;
	int status = 0;

	for (i = 0; i < count && status == 0; i++) {
		if ((in = arrow_open(files[i], f)) == NULL)
			return -1;
		status = submissions_add(list, files[i], arrow_schema(in), f);
		if (status == 0)
			status = resolve_announce(
			    resolve, files[i], arrow_schema(in), f);
		arrow_close(in);
	}
	return status;
}

/* out: NULL if the rows come later, by partition. */
static int
resolve_one(struct resolve *resolve, struct submission *submission,
    struct sink *out, struct fail *f)
{
	struct arrow_reader *in = arrow_open(submission->path, f);
	struct batch *batch, *rest;
	int more = -1;

	if (in != NULL && resolve_table(resolve, submission, arrow_name(in),
			      arrow_schema(in), f) == 0)
		while ((more = arrow_next(in, &batch, f)) == 1) {
			submission->rows += batch->length;
			if (resolve_batch(resolve, batch, &rest, f) == -1 ||
			    (out != NULL && sink_write(out, rest, f) == -1))
				break;
		}
	arrow_close(in);
	return more == 0 ? 0 : -1;
}

/* Rows that stand for submissions that are missing; out as before. */
static int
resolve_rest(struct resolve *resolve, const struct overdues *missing,
    struct sink *out, struct fail *f)
{
	struct batch *rows;
	size_t next = 0;
	int more;

	while ((more = resolve_missing(resolve, missing, &next, &rows, f)) == 1)
		if (out != NULL && sink_write(out, rows, f) == -1)
			return -1;
	return more;
}

int
tables_resolve(struct resolve *resolve, struct submissions *list,
    const struct overdues *missing, struct sink *out, const char *output,
    struct fail *f)
{
	bool parts = resolve_parts(resolve) > 0;
	size_t i;

	if (!parts && sink_open(out, output, resolve_schema(resolve), f) == -1)
		return -1;
	for (i = 0; i < list->count; i++)
		if (resolve_one(
			resolve, &list->items[i], parts ? NULL : out, f) == -1)
			return -1;
	if (resolve_rest(resolve, missing, parts ? NULL : out, f) == -1)
		return -1;
	return resolve_end(resolve, output, f);
}
