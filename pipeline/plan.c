/*
 * plan - what is to be done: lists the inputs of a config by content and
 * writes a recipe for each target and the make rules between them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "base/filter.h"
#include "base/message.h"
#include "base/output.h"
#include "plan/config.h"
#include "plan/inputs.h"
#include "plan/release.h"
#include "plan/rules.h"

struct settings {
	const char *output, *record, *work, *bin, *release_only;
};

static void
tell_change(enum input_change change, const char *label, void *context)
{
	const struct filter *filter = context;

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

/* The date of the release as the only output. */
static int
print_release(const char *output, const char *release, struct fail *f)
{
	struct output out;
	int status = output_open(&out, output, 0, f);

	if (status == 0) {
		fprintf(out.stream, "%s\n", release);
		status = output_commit(&out, f);
	}
	output_discard(&out);
	return status;
}

static int
plan(const struct filter *filter, const struct settings *s,
    const struct config *c, const char *cache, struct fail *f)
{
	struct inputs *in = inputs_open(c, cache, f);
	const struct rules_place place = { s->work, s->bin, s->record };
	char release[DATE_TEXT];
	int status = -1;

	if (in == NULL ||
	    release_date(c, in, getenv("SOURCE_DATE_EPOCH"), release, f) == -1)
		goto end;
	if (s->release_only != NULL) {
		status = print_release(s->output, release, f);
		goto end;
	}
	inputs_changes(in, tell_change, (void *)filter);
	status = rules_write(c, in, release, &place, f);
	if (status == 0)
		status = inputs_save(in, f);
end:
	inputs_free(in);
	return status;
}

int
main(int argc, char *argv[])
{
	struct settings s = { NULL, NULL, "build/run", "build/bin", NULL };
	const struct option_spec options[] = {
		{ 0, "bin", N_("DIR"), N_("folder of the filters [build/bin]"),
		    &s.bin, NULL, 0 },
		{ 0, "release-only", NULL,
		    N_("print the date of the release and do nothing else"),
		    &s.release_only, NULL, 0 },
		{ 0, "work", N_("DIR"),
		    N_("folder for rules, recipes and tables [build/run]"),
		    &s.work, NULL, 0 },
		FILTER_OPTIONS(&s.output, &s.record),
	};
	const struct filter filter = { "plan",
		N_("Write make rules for all that a config asks for."),
		N_("CONFIG"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	struct config *config;
	char cache[4096];
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	snprintf(cache, sizeof(cache), "%s/inputs.json", s.work);
	config = config_open(argv[first], &f);
	if (config != NULL && plan(&filter, &s, config, cache, &f) == 0)
		f.status = FAIL_NONE;
	config_free(config);
	return filter_end(&filter, &f);
}
