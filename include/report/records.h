/*
 * records.h - what the filters of a run recorded (--record), put together:
 * the physical lines of every input by class, findings, rows at every stage.
 *
 *	struct records r;
 *	if (records_open(&r, "build/work/records", f) == 0)
 *		printf("%zu\n", r.input_count);
 *	records_close(&r);
 *
 * ingest classes all lines of an input; the later filters move lines from
 * "data" to other classes.  join and follow work on tables and tell what they
 * found at the lines of the inputs.  All texts are borrowed until
 * records_close().
 */
#ifndef REPORT_RECORDS_H
#define REPORT_RECORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"

/* Where something was found; NULL where there is none, or it is withheld. */
struct record_place {
	int64_t line, byte; /* line 0: the whole file */
	const char *column, *found;
	struct message expected;
};

/* One finding of a filter on an input, as it stands in the record. */
struct record_finding {
	const char *stage, *reason, *level;
	const char *rule;  /* or NULL */
	struct title text; /* what the rule says; NULL if not recorded */
	int64_t count;
	size_t first_count;
	struct record_place first[ACCOUNT_FIRST];
};

/* The rows of an input, which are more than its lines where columns became
 * rows; set aside by ingest, clean and follow, under review by link and
 * resolve. */
struct record_rows {
	int64_t read, aside, review;
};

struct record_input {
	const char *file;
	const struct json *node; /* in ingest's record, or the plan's */
	const char *dataset;     /* by the plan, or NULL */
	bool withheld; /* values of its findings may not be published */
	struct record_rows rows;
	int64_t lines[LINE_CLASSES];
	int64_t physical; /* lines the file has, or -1: not recorded */
	bool unread;      /* planned, but ingest has no record of it */
	size_t finding_count, finding_capacity;
	struct record_finding *findings;
};

struct record_stage {
	const char *name;
	int64_t records; /* of this stage */
	int64_t rows_in, rows_out;
	/* Of resolve and later ones rows that were set aside or are under
	 * review, for rows in and out differ for other reasons, too. */
	int64_t aside, review;
};

/*
 * How the rows of a table found their partners in another (join(1),
 * follow(1)), all partitions together.  Rows that have several partners which
 * differ are ambiguous: matched or not, as the table's definition says.
 */
struct record_match {
	const char *stage; /* join or follow */
	char *table;       /* that is made */
	const char *with;  /* dataset */
	int64_t rows, matched, unmatched, ambiguous;
	/* Rows of the other dataset that have no partner; -1: not known, for
	 * they may have one in another partition. */
	int64_t unused;
};

struct record_file {
	char *path; /* below the folder */
	struct json *json;
};

struct records {
	size_t file_count, file_capacity;
	struct record_file *files; /* sorted by path */
	const struct json *plan;   /* the record of the stage "plan", or NULL */
	size_t input_count, input_capacity;
	struct record_input *inputs; /* sorted by name */
	size_t stage_count, stage_capacity;
	struct record_stage *stages; /* in the order of the chain */
	size_t match_count, match_capacity;
	struct record_match *matches; /* by table, then as they were made */
	/* Tables that findings are about and not a file; no lines. */
	size_t table_count, table_capacity;
	struct record_input *tables;
};

/*
 * Read all *.json below the folder.  Of an input that the plan calls protected,
 * or does not know, findings keep their places but no value: found is NULL, the
 * arguments of what was expected are "\342\200\246", but for those of resolve.
 * A record that is damaged is a failure (FAIL_USAGE, as in json_open()); an
 * input that was read twice, one that a later filter knows and ingest does not,
 * and a filter that moved more lines than there were or wrote more rows than it
 * read are failures (FAIL_DATA).  An input that only the plan knows has no
 * lines and the finding not-read.  To be closed on failure too.
 *
 * The findings of resolve and later filters do not depend on how the persons
 * were divided into partitions: those of several records are put together.
 */
int records_open(
    struct records *, const char *folder, struct fail *) MUST_CHECK;
void records_close(struct records *);
/* FAIL_DATA naming the first input that was not read. */
int records_check(const struct records *, struct fail *) MUST_CHECK;

/* The JSON files below a folder whose names end in one of these (NULL is the
 * last), sorted by path, without their contents having been understood.
 * Hidden names are passed over.  Files with these names must not change
 * meanwhile; others may come and go. */
int records_read(struct records *, const char *folder,
    const char *const *suffixes, struct fail *) MUST_CHECK;

/* What became of the file of a submission. */
enum record_fate {
	FATE_USED,
	FATE_SUPERSEDED, /* a later version replaced it */
	FATE_LATE,       /* received after the cut-off */
	FATE_DUPLICATE,  /* every row stands in another file of the sender */
	FATE_UNUSABLE,   /* not one row could be used */
	FATES
};
enum record_fate record_fate(const struct record_input *);
/* The finding that the sender of this file sent none for a later period, or
 * NULL. */
const struct record_finding *record_missing(const struct record_input *);

/* Is a record, by its path, that of a partition after the first?  plan ends the
 * names of these recipes with the number: tally-ID-2.join-1.json. */
bool record_later_partition(const char *path);
/* What the input is: file, sha256, bytes, encoding, delimiter, lines; the
 * caller's to extend and free. */
struct json_value *record_value(const struct record_input *);
int64_t record_total(const struct record_input *);
/* Share of the rows read that were set aside over the whole chain, 0..1. */
double record_share(const struct record_input *);

#endif
