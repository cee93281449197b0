/*
 * temporary.h - files without a name.
 *
 *	FILE *file = temporary_file("tables/all.arrow", f);
 *	... write, rewind, read ...
 *	fclose(file);
 *
 * They have the mode 0600, and whatever ends the process removes them.
 */
#ifndef BASE_TEMPORARY_H
#define BASE_TEMPORARY_H

#include <stdio.h>

#include "base/fail.h"

/* Open for writing and reading, in the folder of near; NULL or "-": in
 * $TMPDIR, else /tmp.  NULL on failure. */
FILE *temporary_file(const char *near, struct fail *) MUST_CHECK;

#endif
