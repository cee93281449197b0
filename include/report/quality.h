/*
 * quality.h - the quality of the source data, from the records of a run: the
 * physical lines of every input by class, what was set aside, and why.
 *
 *	status = quality_json(&records, NULL, 0.05, stream, f);
 *	... output_commit() ...
 *	status = quality_check(&records, 0.05, f);
 *
 * outline (kind "quality") gives title and notes; NULL: a title of ours.
 * tolerance is the greatest share of a file's rows that may be set aside, 0..1.
 */
#ifndef REPORT_QUALITY_H
#define REPORT_QUALITY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/outline.h"
#include "report/records.h"

int quality_json(const struct records *, const struct outline *,
    double tolerance, FILE *, struct fail *) MUST_CHECK;

/* FAIL_DATA naming the first file whose lines do not add up, or of whose rows
 * more than the tolerance was set aside. */
int quality_check(
    const struct records *, double tolerance, struct fail *) MUST_CHECK;

/* Whether the classes add up to the lines that the file has; true when ingest
 * did not record these. */
bool quality_adds_up(const struct record_input *);

/* The name of the file of a table that findings are about. */
const char *quality_table_name(const struct record_input *);

/* Program text, not yet translated, saying that values are withheld and where
 * they stand; NULL when the values of all findings are shown. */
const char *quality_withheld(const struct records *);

/* The tolerance of the run's config if it was recorded, else the fallback. */
int quality_tolerance(const struct records *, double fallback,
    double *tolerance, struct fail *) MUST_CHECK;

/* The whole run in numbers. */
struct quality_sums {
	int64_t lines[LINE_CLASSES];
	int64_t total;
	int64_t read; /* files */
	struct record_rows rows;
	int64_t warnings;
	size_t worst; /* index of the input with the greatest share */
};
void quality_sum(const struct records *, struct quality_sums *);

#endif
