/* format - the formats of the reports by name */
#include "report/format.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "report/delimited.h"
#include "report/document.h"
#include "report/jsonstat.h"
#include "report/losses.h"
#include "report/quality.h"
#include "report/quality_text.h"
#include "report/run.h"

int
format_find(const char *name, bool records, enum format *format, struct fail *f)
{
	static const char *const names[] = { "json", "text", "csv", "run",
		"timing", "losses" };
	int i;

	for (i = FORMAT_JSON; i <= FORMAT_LOSSES; i++)
		if (strcmp(names[i], name) == 0 &&
		    (records ? i != FORMAT_CSV : i <= FORMAT_CSV)) {
			*format = (enum format)i;
			return 0;
		}
	return records
		   ? fail_set(f, FAIL_USAGE,
			 _("records have no format \"%s\"; there are json, text, "
			   "run, timing, losses"),
			 name)
		   : fail_set(f, FAIL_USAGE,
			 _("observations have no format \"%s\"; there are json, "
			   "csv, text"),
			 name);
}

static int
check_release(const char *release, struct fail *f)
{
	int32_t day;

	if (release == NULL || date_parse(release, strlen(release), &day))
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("the release \"%s\" is no date YYYY-MM-DD"), release);
}

static int
write_view(const struct view *v, enum format format,
    const struct edition *edition, FILE *stream, struct fail *f)
{
	if (format == FORMAT_CSV)
		return delimited_write(v, stream, f);
	if (format == FORMAT_TEXT)
		return document_write(v, edition->language, edition->release,
		    edition->omission, stream, f);
	return jsonstat_write(v, edition->language, edition->release,
	    edition->omission, stream, f);
}

static int
write_records(const struct records *r, const struct outline *outline,
    enum format format, const struct edition *edition, FILE *stream,
    struct fail *f)
{
	if (format == FORMAT_LOSSES)
		return losses_text(r, edition->see, stream, f);
	if (format == FORMAT_TEXT)
		return quality_text(r, outline, edition->tolerance,
		    edition->language, stream, f);
	return quality_json(r, outline, edition->tolerance, stream, f);
}

/*
 * The texts of a report are in its language, the messages to who runs the
 * program in his: the language that this returns, to be handed to
 * leave_language().  NULL: out of memory.
 */
static char *
enter_language(enum language language, struct fail *f)
{
	const char *users = getenv("LANGUAGE");
	char *saved;

	if (users == NULL)
		users = "";
	saved = memory_text(users, strlen(users), f);
	if (saved != NULL)
		message_language(language_code(language));
	return saved;
}

static void
leave_language(char *saved)
{
	message_language(saved);
	free(saved);
}

int
format_view(const struct view *v, enum format format,
    const struct edition *edition, FILE *stream, struct fail *f)
{
	char *saved;
	int status;

	if (check_release(edition->release, f) == -1)
		return -1;
	saved = enter_language(edition->language, f);
	if (saved == NULL)
		return -1;
	status = write_view(v, format, edition, stream, f);
	leave_language(saved);
	return status;
}

int
format_records(const struct records *r, const struct outline *outline,
    enum format format, const struct edition *edition, const char *folder,
    FILE *stream, struct fail *f)
{
	char *saved;
	int status;

	if (format == FORMAT_TIMING)
		return run_timing(folder, stream, f);
	if (format == FORMAT_RUN)
		return run_json(r, edition->config, stream, f);
	saved = enter_language(edition->language, f);
	if (saved == NULL)
		return -1;
	status = write_records(r, outline, format, edition, stream, f);
	leave_language(saved);
	return status;
}
