/*
 * stages_part.h - what the files of plan/stages share: the run that is being
 * planned, and the parts and options that several of its recipes have.
 *
 *	part_program(r, MEASURE);
 *	recipe_begin(&r->recipes, name);
 *	recipe_recorded(&r->recipes, programs[MEASURE]);
 *	option_registries(r, report_uses, report);
 *
 * part_...() write what the recipe depends on, before recipe_begin();
 * option_...() write arguments of the program at hand.
 */
#ifndef PLAN_STAGES_PART_H
#define PLAN_STAGES_PART_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"
#include "base/fail.h"
#include "base/digest.h"
#include "base/key.h"
#include "plan/config.h"
#include "plan/inputs.h"
#include "plan/recipe.h"
#include "plan/stages.h"

enum program {
	INGEST,
	CLEAN,
	LINK,
	RESOLVE,
	JOIN,
	FOLLOW,
	TALLY,
	MEASURE,
	PROTECT,
	REPORT,
	PROGRAMS
};

extern const char *const programs[PROGRAMS];

struct stages {
	const struct config *c;
	const struct inputs *in;
	const struct stages_place *place;
	const char *release;
	long long partitions;      /* of each dataset that has some */
	char key[KEY_FINGERPRINT]; /* "" if no dataset needs one */
	struct recipes recipes;
	char digests[PROGRAMS][DIGEST_TEXT];
	char ru[DIGEST_TEXT], en[DIGEST_TEXT]; /* catalogues; "" if none */
};

/* The programs of the run by content; join and follow only if it has derived
 * tables. */
int stages_digest(struct stages *, struct fail *) MUST_CHECK;

/* Does part `of` of the config, by index, refer to the registry? */
typedef bool registry_use(
    const struct config *, size_t of, const struct config_registry *);
registry_use dataset_uses, report_uses;

void part_program(struct stages *, enum program);
void part_registries(struct stages *r, registry_use *uses, size_t of);
void option_registries(struct stages *r, registry_use *uses, size_t of);

/* " --OPTION 'aside/NAME.WHAT.csv'" */
void option_aside(
    struct stages *, const char *option, const char *name, const char *what);

/* STAGE-IDEND */
void name_make(
    char name[RECIPE_NAME], const char *stage, const char *id, const char *end);
/* STAGE-ID-NUMBER, for partitions from 1 */
void name_partition(char name[RECIPE_NAME], const char *stage, const char *id,
    long long number);

/* How many partitions the source has. */
long long source_partitions(
    const struct stages *, const struct config_source *);
/* Is any indicator counted in the source? */
bool source_counted(const struct config *, const struct config_source *);
/* The definition of the quality report, or NULL. */
const struct config_report *quality_report(const struct config *);

#endif
