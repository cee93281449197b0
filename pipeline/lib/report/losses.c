/* losses - the rows that a run did not count, as one line (losses.h) */
#include "report/losses.h"

#include <inttypes.h>
#include <string.h>

#include "base/message.h"

/* What a run lost, filter by filter. */
struct lost {
	int64_t aside, review, others;
};

/* Rows that went into a filter and did not come out; of resolve and later ones
 * those that they say they set aside. */
static void
add_lost(struct lost *lost, const struct record_stage *stage)
{
	int64_t rows = stage->rows_in - stage->rows_out;

	if (strcmp(stage->name, "ingest") == 0 ||
	    strcmp(stage->name, "clean") == 0)
		lost->aside += rows;
	else if (strcmp(stage->name, "link") == 0)
		lost->review += rows;
	else if (strcmp(stage->name, "resolve") == 0)
		lost->others += rows - stage->aside - stage->review;
	lost->aside += stage->aside;
	lost->review += stage->review;
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
	struct lost lost = { 0, 0, 0 };
	bool any = false;
	size_t i;

	for (i = 0; i < r->stage_count; i++)
		add_lost(&lost, &r->stages[i]);
	put(stream, &any, _("rows set aside: %s"), lost.aside);
	put(stream, &any, _("rows under review: %s"), lost.review);
	put(stream, &any, _("rows replaced, late or repeated: %s"),
	    lost.others);
	if (any && see != NULL)
		fprintf(stream, _("; see %s"), see);
	if (any)
		putc('\n', stream);
	return ferror(stream)
		   ? fail_errno(f, "%s", _("cannot write the losses"))
		   : 0;
}
