/*
 * tables.h - the tables of a dataset, read for resolve: first what each says
 * of itself, then the rows of all.
 *
 *	if (tables_announce(&list, resolve, files, count, f) == 0 &&
 *	    submissions_decide(&list, cutoff, f) == 0 &&
 *	    overdue_find(&list, &missing, f) == 0 &&
 *	    tables_resolve(resolve, &list, &missing, &out, path, f) == 0 &&
 *	    out.writer != NULL)
 *		status = sink_commit(&out, f);
 *	sink_discard(&out);
 */
#ifndef RULES_TABLES_H
#define RULES_TABLES_H

#include <stddef.h>

#include "base/fail.h"
#include "rules/overdue.h"
#include "rules/resolve.h"
#include "rules/submission.h"
#include "table/sink.h"

/* Add the submission of each file to the list, and announce its table. */
int tables_announce(struct submissions *, struct resolve *, char *const *files,
    size_t count, struct fail *) MUST_CHECK;
/*
 * All rows of the submissions that count, and those that stand for missing
 * ones, to out, which is opened here as output; or, where resolve_partition()
 * was called, as partitions: out stays closed then.  The submissions learn how
 * many rows they have.
 */
int tables_resolve(struct resolve *, struct submissions *,
    const struct overdues *missing, struct sink *out, const char *output,
    struct fail *) MUST_CHECK;

#endif
