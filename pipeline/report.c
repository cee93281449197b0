/* report - observations as JSON, CSV or text; records as the quality report */
#include "base/account.h"
#include "base/filter.h"
#include "base/message.h"
#include "base/output.h"
#include "measure/breaks.h"
#include "report/format.h"
#include "report/quality.h"

struct arguments {
	const char *output, *record, *definition, *format, *language, *period,
	    *records, *tolerance, *breaks, *file;
	struct option_list indicators, registries;
	struct edition edition;
};

static int
report_observations(const struct arguments *a, enum format format,
    struct outline *outline, struct output *out, struct fail *f)
{
	struct definitions definitions = DEFINITIONS_INIT;
	struct registry_set registries = { 0 };
	struct breaks breaks = BREAKS_INIT;
	struct account *account = account_new("report", f);
	struct edition edition = a->edition;
	struct omission omission;
	struct view view = { 0 };
	int status = -1;

	if (a->records != NULL)
		edition.omission = &omission;
	if (account != NULL &&
	    definitions_open(&definitions, a->indicators.values,
		a->indicators.count, f) == 0 &&
	    breaks_open(&breaks, a->breaks, f) == 0 &&
	    breaks_apply(&breaks, &definitions, f) == 0 &&
	    registry_set_open(&registries, a->registries.values,
		a->registries.count, f) == 0 &&
	    view_open(&view, outline, &definitions, &registries, a->file, f) ==
		0 &&
	    view_period(&view, a->period, f) == 0 &&
	    (a->records == NULL ||
		omission_read(&omission, a->records, view.indicators,
		    view.indicator_count, f) == 0) &&
	    format_view(&view, format, &edition, out->stream, f) == 0 &&
	    observations_account(
		&view.observations, account, view.observations.count, f) == 0 &&
	    account_write(account, a->record, f) == 0)
		status = output_commit(out, f);
	view_close(&view);
	registry_set_clear(&registries);
	definitions_clear(&definitions);
	breaks_clear(&breaks);
	account_free(account);
	return status;
}

/* The report appears even when it says that the data are bad. */
static int
report_records(const struct arguments *a, enum format format,
    struct outline *outline, struct output *out, struct fail *f)
{
	struct edition edition = a->edition;
	struct records records = { 0 };
	int status = -1;

	if (records_open(&records, a->records, f) == 0 &&
	    quality_tolerance(
		&records, ACCOUNT_TOLERANCE, &edition.tolerance, f) == 0 &&
	    option_number("tolerance", a->tolerance, edition.tolerance, 0, 1,
		&edition.tolerance, f) == 0 &&
	    format_records(&records, outline, format, &edition, a->records,
		out->stream, f) == 0)
		status = output_commit(out, f);
	if (status == 0)
		status = records_check(&records, f);
	if (status == 0 && (format == FORMAT_JSON || format == FORMAT_TEXT))
		status = quality_check(&records, edition.tolerance, f);
	records_close(&records);
	return status;
}

/* Records alone are the report; beside indicators they tell what is not in
 * the figures. */
static bool
of_records(const struct arguments *a)
{
	return a->records != NULL && a->indicators.count == 0;
}

static int
run(struct arguments *a, struct fail *f)
{
	enum outline_kind kind =
	    of_records(a) ? OUTLINE_QUALITY : OUTLINE_REPORT;
	struct outline *outline = NULL;
	struct output out = { 0 };
	enum format format;
	int status = -1;

	if (format_find(a->format, of_records(a), &format, f) == -1 ||
	    language_find(a->language, &a->edition.language, f) == -1)
		return -1;
	if (a->definition != NULL &&
	    (outline = outline_open(a->definition, kind, f)) == NULL)
		return -1;
	if (output_open(&out, a->output, OUTPUT_SYNC, f) == 0)
		status = of_records(a)
			     ? report_records(a, format, outline, &out, f)
			     : report_observations(a, format, outline, &out, f);
	output_discard(&out);
	outline_free(outline);
	return status;
}

/* 0, or the exit status of a wrong call. */
static int
check_call(const struct arguments *a, const struct filter *filter, int operands)
{
	if (!of_records(a) && a->definition == NULL)
		return filter_usage(filter,
		    _("either --definition FILE or --records DIR is missing"));
	if (of_records(a) && operands > 0)
		return filter_usage(filter, _("too many operands"));
	return 0;
}

int
main(int argc, char *argv[])
{
	struct arguments a = {
		.format = "json", .language = "ru", .file = "-"
	};
	const struct option_spec options[] = {
		{ 'd', "definition", N_("FILE"), N_("definition of the report"),
		    &a.definition, NULL, OPTION_INPUT },
		{ 'i', "indicator", N_("FILE"),
		    N_("definition of an indicator; may be repeated"), NULL,
		    &a.indicators, OPTION_INPUT },
		{ 'r', "registry", N_("FILE"),
		    N_("code list of a dimension; may be repeated"), NULL,
		    &a.registries, OPTION_INPUT },
		{ 0, "breaks", N_("FILE"),
		    N_("breaks that are declared, for the notes"), &a.breaks,
		    NULL, OPTION_INPUT },
		{ 'f', "format", N_("NAME"),
		    N_("json, csv or text; with --records json, text, run, "
		       "timing or losses [json]"),
		    &a.format, NULL, 0 },
		{ 'l', "language", N_("CODE"), N_("ru or en [ru]"), &a.language,
		    NULL, 0 },
		{ 0, "period", N_("PERIOD"),
		    N_("that text shows where nothing else is said [newest]"),
		    &a.period, NULL, 0 },
		{ 0, "release", N_("DATE"), N_("date of the release"),
		    &a.edition.release, NULL, 0 },
		{ 0, "records", N_("DIR"),
		    N_("report the records of a run; with --indicator say "
		       "what is not in the figures"),
		    &a.records, NULL, 0 },
		{ 0, "see", N_("FILE"),
		    N_("where losses says that all is told"), &a.edition.see,
		    NULL, 0 },
		{ 0, "config", N_("FILE"),
		    N_("config whose content goes into run"), &a.edition.config,
		    NULL, OPTION_INPUT },
		{ 0, "tolerance", N_("SHARE"),
		    N_("of a file's rows that may be set aside [0.05, or as "
		       "the run's config says]"),
		    &a.tolerance, NULL, 0 },
		FILTER_OPTIONS(&a.output, &a.record),
	};
	const struct filter filter = { "report",
		N_("Write observations for people and programs."),
		N_("[OBSERVATIONS]"), options, COUNT(options) };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) != -1)
		status = check_call(&a, &filter, argc - first);
	if (first != -1 && status == 0) {
		if (first < argc)
			a.file = argv[first];
		(void)run(&a, &f);
		status = filter_end(&filter, &f);
	}
	option_list_free(&a.indicators);
	option_list_free(&a.registries);
	return status;
}
