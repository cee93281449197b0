/*
 * correction_file.h - a list of --set-aside in which an analyst has filled the
 * column "correction", read for one file.
 *
 *	struct corrections *c = corrections_open(path, "raw/ural.csv", f);
 *	options.corrections = c;
 *	in = reader_open(file, "raw/ural.csv", dataset, &options, account, f);
 *	corrections_free(c);
 *
 * The list may have been saved by a spreadsheet: in any encoding, with any
 * delimiter, its columns in any order.  Needed are file, line and correction;
 * column, byte and raw are used if they are there.
 */
#ifndef READER_CORRECTION_FILE_H
#define READER_CORRECTION_FILE_H

#include "base/fail.h"
#include "reader/correction.h"

/*
 * Rows without a correction, and those of other files than label, are passed
 * over; if there are none of it, corrections_elsewhere() has the name of one
 * that differs in its folder alone.  The ' that the list has in front of what a spreadsheet would take for
 * a formula is taken off again.  FAIL_DATA names line and column of the list
 * where a number is none, a column is missing, or two corrections contradict
 * each other.
 */
struct corrections *corrections_open(
    const char *path, const char *label, struct fail *) MUST_CHECK;

#endif
