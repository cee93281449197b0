/* measure - compute indicators from cubes by their definitions */
#include "measure/measure.h"
#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "measure/breaks.h"
#include "measure/case_definition.h"
#include "measure/cases.h"
#include "measure/cubes.h"
#include "measure/definition.h"
#include "registry/registry.h"

struct arguments {
	const char *output, *record, *breaks;
	struct option_list definitions, registries;
	const char *const *files;
	size_t file_count;
};

static int
write_outputs(const struct observations *observations,
    const struct cubes *cubes, const struct arguments *a,
    struct account *account, struct fail *f)
{
	if (observations_account(
		observations, account, cubes_cells(cubes), f) == -1)
		return -1;
	return observations_save(
	    observations, a->output, account, a->record, f);
}

/* Takes the tree of the definition. */
static int
run_cases(const struct arguments *a, struct json *root, struct account *account,
    struct fail *f)
{
	struct case_definition *d = case_definition_of(root, f);
	struct cases cases = CASES_INIT;
	int status = -1;

	if (d != NULL &&
	    (a->breaks != NULL ||
		a->definitions.count + a->registries.count + a->file_count > 2))
		(void)fail_set(f, FAIL_USAGE,
		    _("a definition of kind \"cases\" stands alone, with one "
		      "table"));
	else if (d != NULL && cases_measure(&cases, d, a->files[0], f) == 0)
		status = cases_save(&cases, a->output, account, a->record, f);
	cases_clear(&cases);
	case_definition_free(d);
	return status;
}

/* The tree is that of the first definition, which is taken. */
static int
run_indicators(const struct arguments *a, struct json *root,
    struct account *account, struct fail *f)
{
	struct definitions definitions = DEFINITIONS_INIT;
	struct registry_set registries = { 0, NULL };
	struct breaks breaks = BREAKS_INIT;
	struct cubes cubes = CUBES_INIT;
	struct observations observations = { .schema = SCHEMA_INIT };
	int status = -1;

	if (definitions_open_after(&definitions, root, a->definitions.values,
		a->definitions.count, f) == 0 &&
	    breaks_open(&breaks, a->breaks, f) == 0 &&
	    breaks_apply(&breaks, &definitions, f) == 0 &&
	    registry_set_open(&registries, a->registries.values,
		a->registries.count, f) == 0 &&
	    cubes_open(&cubes, a->files, a->file_count, f) == 0 &&
	    measure_apply(
		&observations, &definitions, &registries, &cubes, f) == 0)
		status = write_outputs(&observations, &cubes, a, account, f);
	observations_clear(&observations);
	definitions_clear(&definitions);
	breaks_clear(&breaks);
	registry_set_clear(&registries);
	cubes_clear(&cubes);
	return status;
}

static void
run(const struct arguments *a, struct fail *f)
{
	struct account *account = account_new("measure", f);
	struct json *root;

	if (account != NULL &&
	    (root = json_open(a->definitions.values[0], f)) != NULL)
		(void)(case_definition_is(root)
			   ? run_cases(a, root, account, f)
			   : run_indicators(a, root, account, f));
	account_free(account);
}

int
main(int argc, char *argv[])
{
	static const char *const standard_input[] = { "-" };
	struct arguments a = { NULL, NULL, NULL, { 0, NULL }, { 0, NULL },
		standard_input, 1 };
	const struct option_spec options[] = {
		{ 'b', "breaks", N_("FILE"),
		    N_("breaks that are declared, of all definitions"),
		    &a.breaks, NULL, OPTION_INPUT },
		{ 'd', "definition", N_("FILE"),
		    N_("definition of an indicator; may be repeated"), NULL,
		    &a.definitions, OPTION_REQUIRED | OPTION_INPUT },
		FILTER_OPTIONS(&a.output, &a.record),
		{ 'r', "registry", N_("FILE"),
		    N_("code list of a dimension; may be repeated"), NULL,
		    &a.registries, OPTION_INPUT },
	};
	const struct filter filter = { "measure",
		N_("Compute indicators from cubes by their definitions."),
		N_("[CUBE...]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) != -1) {
		if (first < argc) {
			a.files = (const char *const *)argv + first;
			a.file_count = (size_t)(argc - first);
		}
		run(&a, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&a.definitions);
	option_list_free(&a.registries);
	return status;
}
