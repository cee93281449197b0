/* measure - compute indicators from cubes by their definitions */
#include "measure/measure.h"
#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "measure/cubes.h"
#include "measure/definition.h"
#include "rules/registry.h"

struct job {
	const char *output, *record;
	struct option_list definition_files, registry_files, cube_files;
	struct definitions definitions;
	struct registry_set registries;
	struct cubes cubes;
	struct observations observations;
};

static int
open_inputs(struct job *job, struct fail *f)
{
	if (definitions_open(&job->definitions, job->definition_files.values,
		job->definition_files.count, f) == -1 ||
	    registry_set_open(&job->registries, job->registry_files.values,
		job->registry_files.count, f) == -1)
		return -1;
	return cubes_open(
	    &job->cubes, job->cube_files.values, job->cube_files.count, f);
}

static int
write_outputs(const struct job *job, struct account *account, struct fail *f)
{
	if (observations_account(&job->observations, account,
		cubes_cells(&job->cubes), f) == -1 ||
	    observations_save(&job->observations, job->output, f) == -1)
		return -1;
	return account_write(account, job->record, f);
}

static void
run(struct job *job, struct fail *f)
{
	struct account *account = account_new("measure", f);

	if (account != NULL && open_inputs(job, f) == 0 &&
	    measure_apply(&job->observations, &job->definitions,
		&job->registries, &job->cubes, f) == 0)
		(void)write_outputs(job, account, f);
	observations_clear(&job->observations);
	definitions_clear(&job->definitions);
	registry_set_clear(&job->registries);
	cubes_clear(&job->cubes);
	account_free(account);
}

int
main(int argc, char *argv[])
{
	const char *standard_input = "-";
	struct job job = { .cubes = CUBES_INIT,
		.observations = { .schema = SCHEMA_INIT } };
	const struct option_spec options[] = {
		{ 'd', "definition", N_("FILE"),
		    N_("definition of an indicator; may be repeated"), NULL,
		    &job.definition_files, OPTION_INPUT },
		FILTER_OPTIONS(&job.output, &job.record),
		{ 'r', "registry", N_("FILE"),
		    N_("code list of a dimension; may be repeated"), NULL,
		    &job.registry_files, OPTION_INPUT },
	};
	const struct filter filter = { "measure",
		N_("Compute indicators from cubes by their definitions."),
		N_("[CUBE...]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int status, first = filter_start(&filter, argc, argv, &status);

	if (first != -1 && job.definition_files.count == 0) {
		status =
		    filter_usage(&filter, _("--definition FILE is missing"));
	} else if (first != -1) {
		job.cube_files.count = (size_t)(argc - first);
		job.cube_files.values = (const char **)argv + first;
		if (job.cube_files.count == 0) {
			job.cube_files.count = 1;
			job.cube_files.values = &standard_input;
		}
		run(&job, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&job.definition_files);
	option_list_free(&job.registry_files);
	return status;
}
