/* protect - withhold what would disclose figures of single people */
#include "protect/protect.h"
#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "measure/definition.h"
#include "measure/observation.h"
#include "registry/registry.h"

struct arguments {
	const char *output, *record, *threshold, *file;
	struct option_list definitions, registries;
};

/* What was done, for the record. */
static int
account_result(const struct observations *observations, long long threshold,
    const struct protect_result *result, struct account *account,
    struct fail *f)
{
	const struct {
		const char *name;
		int64_t value;
	} counts[] = { { "threshold", threshold },
		{ "primary", (int64_t)result->primary },
		{ "secondary", (int64_t)result->secondary } };
	int file = account_file(account, "observations", f);
	size_t i;

	for (i = 0; file != -1 && i < COUNT(counts); i++)
		if (account_property(account, file, counts[i].name,
			json_new_integer(counts[i].value), f) == -1)
			return -1;
	return file == -1 ? -1
			  : observations_account(
				observations, account, observations->count, f);
}

static int
run(const struct arguments *a, struct fail *f)
{
	struct account *account = account_new("protect", f);
	struct definitions definitions = DEFINITIONS_INIT;
	struct registry_set registries = { 0, NULL };
	struct observations observations = { .schema = SCHEMA_INIT };
	struct protect_result result;
	long long threshold;
	int status = -1;

	if (account != NULL &&
	    option_integer("threshold", a->threshold, PROTECT_THRESHOLD, 1,
		PROTECT_THRESHOLD_MAX, &threshold, f) == 0 &&
	    definitions_open(&definitions, a->definitions.values,
		a->definitions.count, f) == 0 &&
	    registry_set_open(&registries, a->registries.values,
		a->registries.count, f) == 0 &&
	    observations_load(&observations, a->file, f) == 0 &&
	    protect_apply(&observations, &definitions, &registries, threshold,
		&result, f) == 0 &&
	    account_result(&observations, threshold, &result, account, f) == 0)
		status = observations_save(
		    &observations, a->output, account, a->record, f);
	observations_clear(&observations);
	definitions_clear(&definitions);
	registry_set_clear(&registries);
	account_free(account);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { NULL, NULL, NULL, "-", { 0, NULL },
		{ 0, NULL } };
	const struct option_spec options[] = {
		{ 'd', "definition", N_("FILE"),
		    N_("definition of an indicator; may be repeated"), NULL,
		    &a.definitions, OPTION_REQUIRED | OPTION_INPUT },
		FILTER_OPTIONS(&a.output, &a.record),
		{ 'r', "registry", N_("FILE"),
		    N_("code list of a dimension; may be repeated"), NULL,
		    &a.registries, OPTION_INPUT },
		{ 't', "threshold", N_("N"),
		    N_("counts from 1 to N - 1 are withheld [5]"), &a.threshold,
		    NULL, 0 },
	};
	const struct filter filter = { "protect",
		N_("Withhold observations that would disclose figures of "
		   "single people."),
		N_("[OBSERVATIONS]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) != -1) {
		if (first < argc)
			a.file = argv[first];
		(void)run(&a, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&a.definitions);
	option_list_free(&a.registries);
	return status;
}
