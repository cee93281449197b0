/*
 * sink.h - where a filter's table goes: the Arrow file format under a name,
 * the stream format on standard output.
 *
 *	struct sink out = SINK_INIT;
 *	if (sink_open(&out, path, &schema, f) == 0 &&
 *	    sink_write(&out, batch, f) == 0)
 *		status = sink_commit(&out, f);
 *	sink_discard(&out);	(always: what was not committed is removed)
 *
 * A table that is written under a name shows its progress on a terminal: of
 * the filters of a pipe that is the last one.
 */
#ifndef TABLE_SINK_H
#define TABLE_SINK_H

#include "base/output.h"
#include "base/progress.h"
#include "table/arrow.h"

struct sink {
	struct output output;
	struct arrow_writer *writer;
	struct progress progress;
};

#define SINK_INIT                                      \
	{                                              \
		{ NULL, NULL, NULL, -1, false }, NULL, \
		{                                      \
			NULL, false, 0, 0              \
		}                                      \
	}

/* path NULL or "-": standard output.  The schema is copied; with SCHEMA_PRIVATE
 * the file has the mode 0600. */
int sink_open(struct sink *, const char *path, const struct schema *,
    struct fail *) MUST_CHECK;
int sink_write(struct sink *, const struct batch *, struct fail *) MUST_CHECK;
/* Finish the table and give the file its name. */
int sink_commit(struct sink *, struct fail *) MUST_CHECK;
/* The same, but a file that holds these bytes already stays as it is. */
int sink_commit_changed(struct sink *, struct fail *) MUST_CHECK;
void sink_discard(struct sink *);

#endif
