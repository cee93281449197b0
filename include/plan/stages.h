/*
 * stages.h - the plan of a run: one recipe script a target, and the make rules
 * that say what depends on what.
 *
 *	struct stages_place place = { "build/run/x", "build/bin", NULL, NULL };
 *	status = stages_write(config, inputs, release, &place, f);
 *
 * Below the work folder:
 *	rules.mk   the rules; their names are hashes and ids, never file names
 *	recipes/   NAME.sh, the script of target NAME
 *	tables/    what recipes make for each other (.arrow), and when they made
 *	           the partitions of a dataset (.stamp)
 *	records/   what each filter did, and plan.json: config, inputs, parts
 *	aside/     rows that were set aside, names that need a review
 *	status/    the worst exit status of each recipe's filters, 0 to 3
 *	out/       what is published
 *
 * A script holds all that its target depends on: parameters and the SHA-256
 * of the programs, schemas, registries, definitions and inputs it uses.  It
 * is rewritten only when its text changes, and its target depends on it and
 * on the targets it reads, so make runs again exactly what a change touches.
 * Files of targets which are not planned any more are removed.
 */
#ifndef PLAN_STAGES_H
#define PLAN_STAGES_H

#include "base/fail.h"
#include "plan/config.h"
#include "plan/inputs.h"

/* Folders as make sees them; letters that mean something to make or the
 * shell are a failure (FAIL_USAGE). */
struct stages_place {
	const char *work;
	const char *bin;    /* the filters; ../locale holds the catalogues */
	const char *record; /* a further copy of plan.json, or NULL */
	const char *key;    /* file, or NULL: none is named */
};

/* A config that needs a key and none that is good are a failure (FAIL_USAGE)
 * with advice. */
int stages_write(const struct config *, const struct inputs *,
    const char *release, const struct stages_place *, struct fail *) MUST_CHECK;

#endif
