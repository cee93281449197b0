/*
 * draft.h - the schema of a dataset, drafted from one of its files.
 *
 *	struct json_value *schema = draft_schema(&sniff, "graduates", f);
 *	json_write(schema, stdout, 2, f);
 *	json_value_free(schema);
 *
 * ingest reads the file with it as it stands; whoever knows the dataset adds
 * what no file says: titles in both languages, code lists, the sender, rules.
 */
#ifndef SNIFF_DRAFT_H
#define SNIFF_DRAFT_H

#include "base/fail.h"
#include "base/json.h"
#include "sniff/sniff.h"

/* name: of the dataset; NULL: from the file's.  The caller's; NULL on
 * failure: FAIL_DATA if the file holds no table. */
struct json_value *draft_schema(
    const struct sniff *, const char *name, struct fail *) MUST_CHECK;

/* What a dataset of the file would be called. */
void draft_name(const struct sniff *, char name[TRANSLITERATION_NAME]);
/* Is the column in the draft?  Names, telephones, passports and the like of
 * persons are not: what the schema does not name is not read. */
bool draft_reads(const struct sniff *, size_t column);
/* Where it is said of which period the data are: in a column, by a year in the
 * name of the file, in a title, or nowhere. */
enum draft_period {
	DRAFT_PERIOD_COLUMN,
	DRAFT_PERIOD_NAME,
	DRAFT_PERIOD_TITLE,
	DRAFT_PERIOD_NONE
};
enum draft_period draft_period(const struct sniff *);
/* What a level of sections is called: "territory", "sex", "residence", else
 * "section_1", ... */
void draft_level_name(
    const struct sniff *, size_t level, char name[TRANSLITERATION_NAME]);

#endif
