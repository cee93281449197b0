/* tally - count and sum the rows of tables by dimensions: a cube */
#include <stddef.h>
#include <stdlib.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/path.h"
#include "cube/cube.h"
#include "cube/request.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record;
	struct cube_request request;
	const char *const *files;
	size_t file_count;
};

static int
tally_table(struct cube *cube, const char *path, struct account *account,
    struct fail *f)
{
	struct arrow_reader *in = arrow_open(path, f);
	uint64_t before = cube_counted(cube), rows;
	struct batch *batch;
	int file, more = -1;

	if (in != NULL &&
	    (file = account_file(account, arrow_name(in), f)) != -1 &&
	    (cube_table(cube, arrow_schema(in), f) == 0 ||
		fail_place(f, arrow_name(in)) == 0)) {
		while ((more = arrow_next(in, &batch, f)) == 1)
			if (cube_add(cube, batch, f) == -1) {
				(void)fail_place(f, arrow_name(in));
				break;
			}
		rows = cube_counted(cube) - before;
		account_rows(account, file, rows, rows);
	}
	arrow_close(in);
	return more == 0 ? 0 : -1;
}

static int
write_cube(struct cube *cube, const struct arguments *a,
    struct account *account, struct fail *f)
{
	struct sink out = SINK_INIT;
	int status = -1;

	if (cube_expand(cube, f) == 0 &&
	    sink_open(&out, a->output, cube_schema(cube), f) == 0 &&
	    cube_write(cube, out.writer, f) == 0 &&
	    account_write(account, a->record, f) == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	return status;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct account *account = account_new("tally", f);
	struct registry_set registries = { 0, NULL };
	struct cube *cube = NULL;
	size_t i;
	int status = -1;

	if (account != NULL &&
	    path_check_distinct(a->files, a->file_count, f) == 0 &&
	    request_check_files(&a->request, a->output, a->record, f) == 0 &&
	    (cube = request_open(&a->request, &registries, f)) != NULL)
		status = 0;
	for (i = 0; i < a->file_count && status == 0; i++)
		status = tally_table(cube, a->files[i], account, f);
	if (status == 0)
		status = cube_check_present(cube, f);
	if (status == 0)
		status = write_cube(cube, a, account, f);
	cube_free(cube);
	registry_set_clear(&registries);
	account_free(account);
	return status;
}

int
main(int argc, char *argv[])
{
	static const char *const standard_input[] = { "-" };
	struct arguments a = { .files = standard_input, .file_count = 1 };
	const struct option_spec options[] = {
		{ 'b', "by", N_("NAMES"),
		    N_("dimensions, with commas between them; NAME=COLUMN "
		       "calls a column by another name"),
		    &a.request.by, NULL, OPTION_REQUIRED },
		{ 'd', "distinct", N_("NAME"),
		    N_("count the distinct values of this column; may be "
		       "repeated"),
		    NULL, &a.request.distincts, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
		{ 'p', "pair", N_("NAME,NAME"),
		    N_("sum these two over the rows that have both, too; may "
		       "be repeated"),
		    NULL, &a.request.pairs, 0 },
		{ 'r', "registry", N_("NAME=FILE"),
		    N_("registry (code list) of a dimension, for --set; may be "
		       "repeated"),
		    NULL, &a.request.registries, 0 },
		{ 's', "sum", N_("NAME"),
		    N_("sum this column; may be repeated"), NULL,
		    &a.request.sums, 0 },
		{ 't', "set", N_("NAMES"),
		    N_("count by these dimensions and all their ancestors, the "
		       "others at their total; may be repeated"),
		    NULL, &a.request.sets, 0 },
	};
	const struct filter filter = { "tally",
		N_("Count and sum the rows of tables by dimensions."),
		N_("[TABLE...]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) != -1) {
		if (first < argc) {
			a.files = (const char *const *)argv + first;
			a.file_count = (size_t)(argc - first);
		}
		(void)run(&a, &f);
		status = filter_end(&filter, &f);
	}
	request_clear(&a.request);
	return status;
}
