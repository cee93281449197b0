/* release - the name of a release */
#include "plan/release.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "table/schema.h"

#define DAY 86400

static int
from_epoch(const char *epoch, char release[DATE_TEXT], struct fail *f)
{
	char *end;
	long long seconds;
	int32_t last;

	errno = 0;
	seconds = strtoll(epoch, &end, 10);
	if (!date_from_civil(DATE_YEAR_MAX, 12, 31, &last) || errno != 0 ||
	    *end != '\0' || seconds < 0 || seconds / DAY > last)
		return fail_set(f, FAIL_USAGE,
		    _("SOURCE_DATE_EPOCH is \"%s\", expected seconds since "
		      "1970-01-01"),
		    epoch);
	date_print((int32_t)(seconds / DAY), release);
	return 0;
}

/* The day on which this input was received, later than *newest. */
static int
newer_input(const struct config *c, const struct input *input, int32_t *newest,
    struct fail *f)
{
	struct schema stated = SCHEMA_INIT;
	const char *text;
	int32_t day, cutoff;
	int status;

	status = table_schema_submission(
	    c->datasets[input->dataset].schema, input->label, &stated, f);
	text = schema_get(&stated, "submission.received");
	if (status == 0 && text != NULL &&
	    date_parse(text, strlen(text), &day) && day > *newest &&
	    (c->cutoff == NULL ||
		(date_parse(c->cutoff, strlen(c->cutoff), &cutoff) &&
		    day <= cutoff)))
		*newest = day;
	schema_clear(&stated);
	return status;
}

/* That of the inputs of one dataset, or of all (NULL); INT32_MIN if none says
 * it. */
static int
newest_received(const struct config *c, const struct inputs *in,
    const size_t *dataset, int32_t *newest, struct fail *f)
{
	size_t i;

	*newest = INT32_MIN;
	for (i = 0; i < in->count; i++)
		if ((dataset == NULL || in->files[i].dataset == *dataset) &&
		    newer_input(c, &in->files[i], newest, f) == -1)
			return -1;
	return 0;
}

int
release_date(const struct config *c, const struct inputs *in, const char *epoch,
    char release[DATE_TEXT], struct fail *f)
{
	int32_t newest;

	if (c->release != NULL) {
		memcpy(release, c->release, DATE_TEXT);
		return 0;
	}
	if (epoch != NULL && epoch[0] != '\0')
		return from_epoch(epoch, release, f);
	if (newest_received(c, in, NULL, &newest, f) == -1)
		return -1;
	if (newest == INT32_MIN)
		return fail_set(f, FAIL_USAGE,
		    _("%s: nothing gives the release a date; set \"release\", "
		      "or SOURCE_DATE_EPOCH, or state in the schemas when "
		      "submissions were received"),
		    c->file.label);
	date_print(newest, release);
	return 0;
}

int
release_until(const struct config *c, const struct inputs *in, size_t dataset,
    char until[DATE_TEXT], struct fail *f)
{
	const char *given = c->until != NULL ? c->until : c->cutoff;
	int32_t newest;

	if (given != NULL) {
		memcpy(until, given, DATE_TEXT);
		return 0;
	}
	if (newest_received(c, in, &dataset, &newest, f) == -1)
		return -1;
	if (newest == INT32_MIN)
		return fail_set(f, FAIL_USAGE,
		    _("%s: nothing says up to which day persons are followed; "
		      "set \"until\", or state in the schema of \"%s\" when "
		      "submissions were received"),
		    c->file.label, c->datasets[dataset].schema->name);
	date_print(newest, until);
	return 0;
}
