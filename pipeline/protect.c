/* protect - withhold what would disclose figures of single people */
#include "protect/protect.h"
#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "rules/registry.h"

struct job {
	const char *input, *output, *record;
	long long threshold;
	struct option_list definition_files, registry_files;
	struct definitions definitions;
	struct registry_set registries;
	struct observations observations;
	struct protect_result result;
};

static int
open_inputs(struct job *job, struct fail *f)
{
	if (definitions_open(&job->definitions, job->definition_files.values,
		job->definition_files.count, f) == -1 ||
	    registry_set_open(&job->registries, job->registry_files.values,
		job->registry_files.count, f) == -1)
		return -1;
	return observations_load(&job->observations, job->input, f);
}

/* What was done, for the record. */
static int
account_result(const struct job *job, struct account *account, struct fail *f)
{
	const struct {
		const char *name;
		int64_t value;
	} counts[] = { { "threshold", job->threshold },
		{ "primary", (int64_t)job->result.primary },
		{ "secondary", (int64_t)job->result.secondary } };
	int file = account_file(account, "observations", f);
	size_t i;

	for (i = 0; file != -1 && i < COUNT(counts); i++)
		if (account_property(account, file, counts[i].name,
			json_new_integer(counts[i].value), f) == -1)
			return -1;
	return file == -1 ? -1
			  : observations_account(&job->observations, account,
				job->observations.count, f);
}

static int
write_outputs(const struct job *job, struct account *account, struct fail *f)
{
	if (account_result(job, account, f) == -1 ||
	    observations_save(&job->observations, job->output, f) == -1)
		return -1;
	return account_write(account, job->record, f);
}

static void
run(struct job *job, struct fail *f)
{
	struct account *account = account_new("protect", f);

	if (account != NULL && open_inputs(job, f) == 0 &&
	    protect_apply(&job->observations, &job->definitions,
		&job->registries, job->threshold, &job->result, f) == 0)
		(void)write_outputs(job, account, f);
	observations_clear(&job->observations);
	definitions_clear(&job->definitions);
	registry_set_clear(&job->registries);
	account_free(account);
}

int
main(int argc, char *argv[])
{
	struct job job = { .observations = { .schema = SCHEMA_INIT } };
	const char *threshold = NULL;
	const struct option_spec options[] = {
		{ 'd', "definition", N_("FILE"),
		    N_("definition of an indicator; may be repeated"), NULL,
		    &job.definition_files, OPTION_INPUT },
		FILTER_OPTIONS(&job.output, &job.record),
		{ 'r', "registry", N_("FILE"),
		    N_("code list of a dimension; may be repeated"), NULL,
		    &job.registry_files, OPTION_INPUT },
		{ 't', "threshold", N_("N"),
		    N_("counts from 1 to N - 1 are withheld [5]"), &threshold,
		    NULL, 0 },
	};
	const struct filter filter = { "protect",
		N_("Withhold observations that would disclose figures of "
		   "single people."),
		N_("[OBSERVATIONS]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int status, first = filter_start(&filter, argc, argv, &status);

	if (first != -1 && job.definition_files.count == 0) {
		status =
		    filter_usage(&filter, _("--definition FILE is missing"));
	} else if (first != -1) {
		job.input = first < argc ? argv[first] : "-";
		if (option_integer("threshold", threshold, PROTECT_THRESHOLD, 1,
			PROTECT_THRESHOLD_MAX, &job.threshold, &f) == 0)
			run(&job, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&job.definition_files);
	option_list_free(&job.registry_files);
	return status;
}
