/* reader_warn.c - warnings about a raw export (reader_warn.h) */
#include <inttypes.h>

#include "base/message.h"
#include "reader/reader_warn.h"

static void
warn_of_columns(const struct reader *in, const struct filter *filter)
{
	const struct frame *frame = reader_frame(in);
	char missing[320];

	frame_missing(frame, missing, sizeof(missing));
	if (*missing != '\0')
		filter_warn(filter,
		    _("%s: found no column for %s, values are missing; if the "
		      "file has it under another name, add that to \"aliases\" "
		      "in %s"),
		    frame->label, missing, frame->dataset->path);
}

void
reader_warn_corrections(const struct corrections *corrections, const char *list,
    const char *label, const struct filter *filter)
{
	const char *elsewhere = corrections_elsewhere(corrections);

	if (elsewhere != NULL)
		filter_warn(filter,
		    _("%s: found corrections of %s, expected some of %s; if it "
		      "is the same file, write this name into the column "
		      "\"file\""),
		    list, elsewhere, label);
}

void
reader_warn(const struct reader *in, const struct account *account,
    const struct filter *filter)
{
	const struct frame *frame = reader_frame(in);
	const struct encoding_guess *guess = &frame->encoding;
	struct account_loss loss = account_loss(account, 0);

	warn_of_columns(in, filter);
	if (!guess->sure)
		filter_warn(filter,
		    _("%s: read as %s, though the text may be %s; give the "
		      "right one with --encoding"),
		    frame->label, encoding_name(guess->encoding),
		    encoding_name(guess->second));
	if (frame->dataset == NULL && frame->untyped.table == NULL)
		filter_warn(
		    filter, _("%s: the file has no table"), frame->label);
	if (loss.aside > 0)
		filter_warn(filter,
		    _("%s: %" PRIu64 " of %" PRIu64 " rows set aside; the "
		      "first: %s"),
		    frame->label, loss.aside, loss.rows, loss.first);
}
