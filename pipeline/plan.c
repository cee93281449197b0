/*
 * plan - what is to be done: lists the inputs of a config by content and
 * writes a recipe for each target and the make rules between them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/filter.h"
#include "base/message.h"
#include "base/output.h"
#include "base/path.h"
#include "plan/config.h"
#include "plan/inputs.h"
#include "plan/release.h"
#include "plan/stages.h"

struct arguments {
	const char *output, *record, *work, *bin, *key, *config;
	const char *release_only, *needs_key;
};

/* Who tells the changes of the inputs. */
struct teller {
	const struct filter *filter;
};

static void
tell_change(enum input_change change, const char *label, void *context)
{
	const struct teller *teller = context;
	const struct filter *filter = teller->filter;

	switch (change) {
	case INPUT_NEW:
		filter_warn(filter, _("%s: new since the last run"), label);
		break;
	case INPUT_CHANGED:
		filter_warn(filter, _("%s: changed since the last run"), label);
		break;
	case INPUT_VANISHED:
		filter_warn(
		    filter, _("%s: vanished since the last run"), label);
		break;
	}
}

/* The answer to a question as the only output. */
static int
print_answer(const char *output, const char *answer, struct fail *f)
{
	struct output out;
	int status = output_open(&out, output, 0, f);

	if (status == 0) {
		fprintf(out.stream, "%s\n", answer);
		status = output_commit(&out, f);
	}
	output_discard(&out);
	return status;
}

static int
plan(const struct filter *filter, const struct arguments *a,
    const struct config *c, struct inputs *in, struct fail *f)
{
	const struct stages_place place = { a->work, a->bin, a->record,
		a->key };
	struct teller teller = { filter };
	char release[DATE_TEXT];

	if (release_date(c, in, getenv("SOURCE_DATE_EPOCH"), release, f) == -1)
		return -1;
	if (a->release_only != NULL)
		return print_answer(a->output, release, f);
	inputs_changes(in, tell_change, &teller);
	if (stages_write(c, in, release, &place, f) == -1)
		return -1;
	return inputs_save(in, f);
}

static int
run(const struct filter *filter, const struct arguments *a, struct fail *f)
{
	char *cache = path_join(a->work, "inputs.json", f);
	struct config *config = NULL;
	struct inputs *in = NULL;
	int status = -1;

	if (cache != NULL)
		config = config_open(a->config, f);
	if (config != NULL && a->needs_key != NULL)
		status = print_answer(
		    a->output, config_needs_key(config) ? "yes" : "no", f);
	else if (config != NULL && (in = inputs_open(config, cache, f)) != NULL)
		status = plan(filter, a, config, in, f);
	inputs_free(in);
	config_free(config);
	free(cache);
	return status;
}

int
main(int argc, char *argv[])
{
	struct arguments a = { .work = "build/run", .bin = "build/bin" };
	const struct option_spec options[] = {
		{ 0, "bin", N_("DIR"), N_("folder of the filters [build/bin]"),
		    &a.bin, NULL, 0 },
		{ 0, "key", N_("FILE"), N_("key of the pseudonyms of persons"),
		    &a.key, NULL, 0 },
		{ 0, "needs-key", NULL,
		    N_("print whether the datasets need a key (yes, no) and "
		       "do nothing else"),
		    &a.needs_key, NULL, 0 },
		{ 0, "release-only", NULL,
		    N_("print the date of the release and do nothing else"),
		    &a.release_only, NULL, 0 },
		{ 0, "work", N_("DIR"),
		    N_("folder for rules, recipes and tables [build/run]"),
		    &a.work, NULL, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
	};
	const struct filter filter = { "plan",
		N_("Write make rules for all that a config asks for."),
		N_("CONFIG"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	a.config = argv[first];
	(void)run(&filter, &a, &f);
	return filter_end(&filter, &f);
}
