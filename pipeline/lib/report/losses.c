/* losses - the rows that a run did not count, as one line (losses.h) */
#include "report/losses.h"

#include <inttypes.h>
#include <string.h>

#include "base/message.h"

/* Rows that went into a filter and did not come out. */
static int64_t
lost_by(const struct records *r, const char *stage)
{
	size_t i;

	for (i = 0; i < r->stage_count; i++)
		if (strcmp(r->stages[i].name, stage) == 0)
			return r->stages[i].rows_in - r->stages[i].rows_out;
	return 0;
}

static void
put(FILE *stream, bool *any, const char *format, int64_t rows)
{
	char number[24];

	if (rows <= 0)
		return;
	snprintf(number, sizeof(number), "%" PRId64, rows);
	fputs(*any ? "; " : "", stream);
	fprintf(stream, format, number);
	*any = true;
}

int
losses_text(
    const struct records *r, const char *see, FILE *stream, struct fail *f)
{
	bool any = false;

	put(stream, &any, _("rows set aside: %s"),
	    lost_by(r, "ingest") + lost_by(r, "clean"));
	put(stream, &any, _("rows under review: %s"), lost_by(r, "link"));
	put(stream, &any, _("rows replaced, late or repeated: %s"),
	    lost_by(r, "resolve"));
	if (any && see != NULL)
		fprintf(stream, _("; see %s"), see);
	if (any)
		putc('\n', stream);
	return ferror(stream)
		   ? fail_errno(f, "%s", _("cannot write the losses"))
		   : 0;
}
