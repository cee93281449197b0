/*
 * follow.h - what became of graduates at points in time: one row for each
 * graduate of a cohort and each point, from the spells of the persons.
 *
 *	struct follow *w = follow_new(&spec, account, cohort, spells, f);
 *	while ((more = arrow_next(cohort, &batch, f)) == 1)
 *		follow_batch(w, batch, &out, f);
 *	follow_end(w, &out, f);
 *	follow_free(w);
 *
 * Both tables are in the order of persons, as resolve partitions them; memory
 * holds the spells of one person.  The point is so many months after the day
 * of graduation (date_add_months()); a point after the last day of the data
 * makes no row.  spell.h says which status one has; FOLLOW_UNRECORDED and
 * FOLLOW_UNLINKED stand for those of whom nothing is known.  Two diplomas of a
 * person are two rows, each followed on its own.
 *
 * The columns are those of COHORT without the day of birth, then point, status,
 * within, place, workplace and employer_at, then _file and _row, and _lost if
 * one of the tables has it.
 *
 * Lost rows (origin.h): a lost row of COHORT makes lost rows without a status.
 * So does a row of a person with a lost spell that might have changed it, and
 * a lost spell of nobody knows whom, which is one for each point with nothing
 * else in it.  If lost rows are kept, a spell or a row of COHORT that is found
 * wrong here is lost as well.
 */
#ifndef JOIN_FOLLOW_H
#define JOIN_FOLLOW_H

#include "base/account.h"
#include "base/fail.h"
#include "join/follow_spec.h"
#include "table/arrow.h"
#include "table/batch.h"
#include "table/schema.h"
#include "table/sink.h"

struct follow;

/* All are borrowed; the reader of the spells is read from. */
struct follow *follow_new(const struct follow_spec *, struct account *,
    const struct arrow_reader *cohort, struct arrow_reader *spells,
    struct fail *) MUST_CHECK;
void follow_free(struct follow *); /* NULL is allowed */
/* The columns of the result. */
const struct schema *follow_schema(const struct follow *);
/* Write what becomes of a batch of COHORT. */
int follow_batch(
    struct follow *, struct batch *, struct sink *, struct fail *) MUST_CHECK;
/*
 * Read the other spells, write what is left, and tell the account how many
 * rows have spells: the property "match" (counts.h) of the input that is
 * called like COHORT, with "not_yet", the points after the last day.
 *
 * FAIL_DATA if the dataset of the spells has none but lost ones, as a table
 * that is whole or by SCHEMA_EMPTY: everybody would be FOLLOW_UNLINKED.
 */
int follow_end(struct follow *, struct sink *, struct fail *) MUST_CHECK;

#endif
