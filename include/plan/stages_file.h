/*
 * stages_file.h - the recipes from raw files to the tables of datasets.
 *
 *	for (i = 0; i < r->in->count; i++)
 *		if (plan_file(r, &r->in->files[i], f) == -1)
 *			return -1;
 *	return plan_dataset(r, 0, f);
 */
#ifndef PLAN_STAGES_FILE_H
#define PLAN_STAGES_FILE_H

#include "base/fail.h"
#include "plan/stages_part.h"

/* raw file -> table: ingest | clean | link */
int plan_file(struct stages *, const struct input *, struct fail *) MUST_CHECK;
/*
 * all tables of a dataset -> one: resolve; or one a partition.  Partitions are
 * made together and keep their time when they do not change, so what follows
 * depends on those it reads, and a stamp says when resolve ran.
 */
int plan_dataset(struct stages *, size_t dataset, struct fail *) MUST_CHECK;

#endif
