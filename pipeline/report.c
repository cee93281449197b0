/* report - observations as JSON, CSV or text; records as the quality report */
#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/output.h"
#include "report/format.h"
#include "report/quality.h"

struct job {
	const char *output, *record, *definition, *format_name, *language,
	    *records, *tolerance, *operand;
	struct option_list indicator_files, registry_files;
	enum format format;
	struct edition edition;
	struct outline *outline;
};

static int
report_observations(const struct job *job, struct output *out, struct fail *f)
{
	struct definitions definitions = DEFINITIONS_INIT;
	struct registry_set registries = { 0 };
	struct account *account = account_new("report", f);
	struct view view = { 0 };
	int status = -1;

	if (account != NULL &&
	    definitions_open(&definitions, job->indicator_files.values,
		job->indicator_files.count, f) == 0 &&
	    registry_set_open(&registries, job->registry_files.values,
		job->registry_files.count, f) == 0 &&
	    view_open(&view, job->outline, &definitions, &registries,
		job->operand, f) == 0 &&
	    format_view(&view, job->format, &job->edition, out->stream, f) ==
		0 &&
	    observations_account(
		&view.observations, account, view.observations.count, f) == 0 &&
	    output_commit(out, f) == 0)
		status = account_write(account, job->record, f);
	view_close(&view);
	registry_set_clear(&registries);
	definitions_clear(&definitions);
	account_free(account);
	return status;
}

/* The report appears even when it says that the data are bad. */
static int
report_records(struct job *job, struct output *out, struct fail *f)
{
	struct edition *edition = &job->edition;
	struct records records = { 0 };
	int status = -1;

	if (records_open(&records, job->records, f) == 0 &&
	    quality_tolerance(
		&records, ACCOUNT_TOLERANCE, &edition->tolerance, f) == 0 &&
	    option_number("tolerance", job->tolerance, edition->tolerance, 0, 1,
		&edition->tolerance, f) == 0 &&
	    format_records(&records, job->outline, job->format, edition,
		job->records, out->stream, f) == 0)
		status = output_commit(out, f);
	if (status == 0 &&
	    (job->format == FORMAT_JSON || job->format == FORMAT_TEXT))
		status = quality_check(&records, edition->tolerance, f);
	records_close(&records);
	return status;
}

static int
run(struct job *job, struct fail *f)
{
	enum outline_kind kind =
	    job->records == NULL ? OUTLINE_REPORT : OUTLINE_QUALITY;
	struct output out = { 0 };
	int status = -1;

	if (format_find(job->format_name, job->records != NULL, &job->format,
		f) == -1 ||
	    language_find(job->language, &job->edition.language, f) == -1)
		return -1;
	if (job->definition != NULL &&
	    (job->outline = outline_open(job->definition, kind, f)) == NULL)
		return -1;
	if (output_open(&out, job->output, OUTPUT_SYNC, f) == 0)
		status = job->records != NULL
			     ? report_records(job, &out, f)
			     : report_observations(job, &out, f);
	output_discard(&out);
	outline_free(job->outline);
	return status;
}

/* 0, or the exit status of a wrong call. */
static int
check_call(const struct job *job, const struct filter *filter, int operands)
{
	if (job->records == NULL && job->definition == NULL)
		return filter_usage(filter,
		    _("either --definition FILE or --records DIR is missing"));
	if (job->records != NULL && operands > 0)
		return filter_usage(filter, _("too many operands"));
	return 0;
}

int
main(int argc, char *argv[])
{
	struct job job = {
		.format_name = "json", .language = "ru", .operand = "-"
	};
	const struct option_spec options[] = {
		{ 'd', "definition", N_("FILE"), N_("definition of the report"),
		    &job.definition, NULL, OPTION_INPUT },
		{ 'i', "indicator", N_("FILE"),
		    N_("definition of an indicator; may be repeated"), NULL,
		    &job.indicator_files, OPTION_INPUT },
		{ 'r', "registry", N_("FILE"),
		    N_("code list of a dimension; may be repeated"), NULL,
		    &job.registry_files, OPTION_INPUT },
		{ 'f', "format", N_("NAME"),
		    N_("json, csv or text; with --records json, text, run or "
		       "timing [json]"),
		    &job.format_name, NULL, 0 },
		{ 'l', "language", N_("CODE"), N_("ru or en [ru]"),
		    &job.language, NULL, 0 },
		{ 0, "release", N_("DATE"), N_("date of the release"),
		    &job.edition.release, NULL, 0 },
		{ 0, "records", N_("DIR"),
		    N_("report the records of a run instead"), &job.records,
		    NULL, 0 },
		{ 0, "config", N_("FILE"),
		    N_("config whose content goes into run"),
		    &job.edition.config, NULL, OPTION_INPUT },
		{ 0, "tolerance", N_("SHARE"),
		    N_("of a file's rows that may be set aside [0.05, or as "
		       "the run's config says]"),
		    &job.tolerance, NULL, 0 },
		FILTER_OPTIONS(&job.output, &job.record),
	};
	const struct filter filter = { "report",
		N_("Write observations for people and programs."),
		N_("[OBSERVATIONS]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int status, first = filter_start(&filter, argc, argv, &status);

	if (first != -1)
		status = check_call(&job, &filter, argc - first);
	if (first != -1 && status == 0) {
		if (first < argc)
			job.operand = argv[first];
		(void)run(&job, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&job.indicator_files);
	option_list_free(&job.registry_files);
	return status;
}
