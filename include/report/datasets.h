/*
 * datasets.h - the inputs of a run by dataset, for the quality report.
 *
 *	struct datasets d;
 *	if (datasets_open(&d, &records, f) == 0)
 *		puts(datasets_title(&d.items[d.of[input]]));
 *	datasets_close(&d);
 *
 * Datasets stand in the order of their first inputs.
 */
#ifndef REPORT_DATASETS_H
#define REPORT_DATASETS_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "report/records.h"

struct dataset_group {
	const char *name; /* "" when the plan did not record it; borrowed */
	int64_t files;
};

struct datasets {
	size_t count, capacity;
	struct dataset_group *items;
	size_t *of; /* inputs of the records: index of their dataset */
};

/* To be closed on failure too. */
int datasets_open(
    struct datasets *, const struct records *, struct fail *) MUST_CHECK;
void datasets_close(struct datasets *);
/* The name, or words that there is none; in the language of the messages. */
const char *datasets_title(const struct dataset_group *);

#endif
