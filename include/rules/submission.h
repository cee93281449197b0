/*
 * submission.h - which table of a dataset counts: the latest submission of
 * each sender, form and period, whole.
 *
 *	struct submissions s = { 0 };
 *	for each table
 *		submissions_add(&s, path, arrow_schema(in), f);
 *	submissions_decide(&s, NULL, f);
 *	... s.items[i].fate: LINE_DATA, LINE_SUPERSEDED, ...
 *	submissions_clear(&s);
 *
 * Later is what has the higher version, and with equal versions the later
 * date received.  Versions made of numbers with dots between them (2, 1.10)
 * are compared number by number, others by their bytes; a version of the one
 * kind and one of the other, or none, cannot be ordered.  Two submissions
 * with equal version and date are duplicates when their files are equal
 * (source.sha256), else rivals, and a failure if one of them would be the
 * latest.  A table that states none of sender, form and period stands alone.
 */
#ifndef RULES_SUBMISSION_H
#define RULES_SUBMISSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "table/schema.h"
#include "value/table_schema.h"

struct submission {
	char *path;                    /* of the table */
	char *file;                    /* source.file, or the path */
	char *sha256;                  /* source.sha256, or NULL */
	char *parts[SUBMISSION_PARTS]; /* as stated, or NULL */
	uint64_t rows;                 /* of the table; tables_resolve() */
	bool sender_found;             /* link found it in its registry */
	enum line_class fate; /* LINE_DATA, _SUPERSEDED, _LATE, _DUPLICATE */
};

struct submissions {
	size_t count, capacity;
	struct submission *items;
};

int submissions_add(struct submissions *, const char *path,
    const struct schema *, struct fail *) MUST_CHECK;
/*
 * Sort by sender, form, period, then file, and set the fates.  cutoff (a date
 * as YYYY-MM-DD, or NULL): what was received after that day is late.
 */
int submissions_decide(
    struct submissions *, const char *cutoff, struct fail *) MUST_CHECK;
/* Two of the same sender, form and period: does the first come after? */
bool submission_is_later(const struct submission *, const struct submission *);
/* Are two of the same sender and form, and of the same period? */
bool submission_same_form(const struct submission *, const struct submission *);
bool submission_same_period(
    const struct submission *, const struct submission *);
void submissions_clear(struct submissions *);

#endif
