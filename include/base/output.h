/*
 * output.h - a file appears under its name only when it is whole.
 *
 *	struct output out;
 *	if (output_open(&out, path, 0, f) == 0) {
 *		... fprintf(out.stream, ...)
 *		status = output_commit(&out, f);
 *	}
 *	output_discard(&out);	(no effect after a commit)
 *
 * A named file is written under a temporary name in the same folder and
 * renamed; a signal removes the temporary file, then ends the process by
 * that signal.  "-" or NULL is standard output.  A symbolic link stays and
 * its file is replaced; devices and pipes (/dev/full) are written to
 * directly.  At most 64 files can be open for output.
 */
#ifndef BASE_OUTPUT_H
#define BASE_OUTPUT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fail.h"

enum output_flags {
	OUTPUT_PRIVATE = 1, /* mode 0600: person-level data */
	OUTPUT_SYNC = 2     /* fsync before the rename: published files */
};

struct output {
	FILE *stream;    /* write here; NULL after commit or discard */
	char *path;      /* final name, or NULL for standard output */
	char *temporary; /* name while it is written */
	int slot;        /* place among the names a signal removes */
	bool sync;
};

int output_open(struct output *, const char *path, unsigned flags,
    struct fail *) MUST_CHECK;
/*
 * Flush, check, close and rename; standard output is flushed and checked.  A
 * write that failed at any time is a failure here (FAIL_SYSTEM), and the file
 * does not appear.
 */
int output_commit(struct output *, struct fail *) MUST_CHECK;
/* The same, but a file that is there with the same bytes and mode stays as it
 * is, with its time: nothing that is made from it needs to be made again. */
int output_commit_changed(struct output *, struct fail *) MUST_CHECK;
void output_discard(struct output *);

/* Install the handlers of SIGHUP, SIGINT, SIGTERM; ignore SIGPIPE. */
void output_signals(void);

#endif
