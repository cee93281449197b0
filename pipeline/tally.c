/* tally - count and sum the rows of tables by dimensions: a cube */
#include <stddef.h>
#include <stdlib.h>

#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/path.h"
#include "cube/cube.h"
#include "cube/names.h"
#include "table/sink.h"

struct arguments {
	const char *output, *record, *by;
	struct option_list sums, pairs;
	const char *const *files;
	size_t file_count;
};

static int
tally_table(struct cube *cube, const char *path, struct account *account,
    struct fail *f)
{
	struct arrow_reader *in = arrow_open(path, f);
	struct batch *batch;
	int file, more = -1;

	if (in != NULL &&
	    (file = account_file(account, arrow_name(in), f)) != -1 &&
	    (cube_table(cube, arrow_schema(in), f) == 0 ||
		fail_place(f, arrow_name(in)) == 0))
		while ((more = arrow_next(in, &batch, f)) == 1) {
			if (cube_add(cube, batch, f) == -1) {
				(void)fail_place(f, arrow_name(in));
				break;
			}
			account_rows(
			    account, file, batch->length, batch->length);
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

	if (sink_open(&out, a->output, cube_schema(cube), f) == 0 &&
	    cube_write(cube, out.writer, f) == 0 &&
	    account_write(account, a->record, f) == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	return status;
}

/* Have the pairs of --pair summed, too. */
static int
add_pairs(struct cube *cube, const struct option_list *pairs, struct fail *f)
{
	struct names names;
	size_t i;
	int status = 0;

	for (i = 0; i < pairs->count && status == 0; i++) {
		names = (struct names)NAMES_INIT;
		status = names_split(&names, pairs->values[i], f);
		if (status == 0 && names.count != 2)
			status = fail_set(f, FAIL_USAGE,
			    _("--pair is \"%s\", expected two names with a "
			      "comma between them"),
			    pairs->values[i]);
		if (status == 0)
			status =
			    cube_pair(cube, names.items[0], names.items[1], f);
		names_clear(&names);
	}
	return status;
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct account *account = account_new("tally", f);
	struct names dimensions = NAMES_INIT;
	struct cube *cube = NULL;
	size_t i;
	int status = -1;

	if (account != NULL &&
	    path_check_distinct(a->files, a->file_count, f) == 0 &&
	    names_split(&dimensions, a->by, f) == 0 &&
	    (cube = cube_new(dimensions.items, dimensions.count, a->sums.values,
		 a->sums.count, f)) != NULL)
		status = add_pairs(cube, &a->pairs, f);
	for (i = 0; i < a->file_count && status == 0; i++)
		status = tally_table(cube, a->files[i], account, f);
	if (status == 0)
		status = cube_check_present(cube, f);
	if (status == 0)
		status = write_cube(cube, a, account, f);
	cube_free(cube);
	names_clear(&dimensions);
	account_free(account);
	return status;
}

int
main(int argc, char *argv[])
{
	static const char *const standard_input[] = { "-" };
	struct arguments a = { NULL, NULL, NULL, { 0, NULL }, { 0, NULL },
		standard_input, 1 };
	const struct option_spec options[] = {
		{ 'b', "by", N_("NAMES"),
		    N_("dimensions, with commas between them"), &a.by, NULL,
		    OPTION_REQUIRED },
		FILTER_OPTIONS(&a.output, &a.record),
		{ 'p', "pair", N_("NAME,NAME"),
		    N_("sum these two over the rows that have both, too; may "
		       "be repeated"),
		    NULL, &a.pairs, 0 },
		{ 's', "sum", N_("NAME"),
		    N_("sum this column; may be repeated"), NULL, &a.sums, 0 },
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
	option_list_free(&a.sums);
	option_list_free(&a.pairs);
	return status;
}
