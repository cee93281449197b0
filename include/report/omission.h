/*
 * omission.h - rows of the inputs that are not in a report's figures, for they
 * were set aside or are under review.
 *
 *	struct omission omission;
 *	if (omission_read(&omission, "build/run/records", view.indicators,
 *	        view.indicator_count, f) == 0 &&
 *	    omission_any(&omission))
 *		note = omission_note(&omission, LANGUAGE_RU, f);
 *
 * Inputs of the datasets that the indicators count, or that the derived tables
 * which they count are made of, by the record of plan; all inputs where there
 * is none.  Files that a later version replaced, or that
 * came too late, lack no row: none of theirs should be in the figures.
 * Records of other datasets may be written meanwhile.
 */
#ifndef REPORT_OMISSION_H
#define REPORT_OMISSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/language.h"
#include "measure/definition.h"

struct omission {
	int64_t aside, review; /* lines */
	int64_t lines;         /* of data, those left out included */
};

int omission_read(struct omission *, const char *folder,
    const struct definition *const *indicators, size_t count,
    struct fail *) MUST_CHECK;
bool omission_any(const struct omission *);
/* So many (more than 1 %) that readers must know it before the tables. */
bool omission_grave(const struct omission *);
/* The note for readers; messages must already be in the language.  The caller
 * frees it; NULL: out of memory. */
char *omission_note(
    const struct omission *, enum language, struct fail *) MUST_CHECK;

#endif
