/*
 * account.h - every physical line of every input ends in exactly one class,
 * and every row that is set aside has its place and reason.
 *
 *	struct account *a = account_new("clean", f);
 *	file = account_file(a, "raw/college.csv", f);
 *	account_line(a, file, LINE_HEADER, 1);
 *	account_finding(a, file, &finding, f);
 *	account_write(a, record_path, f);	(the --record file)
 *	account_free(a);
 *
 * ingest classes each line once with account_line().  Later filters move
 * lines out of LINE_DATA: account_row() does that for the rows which a
 * filter drops, where several rows may stem from one line (unpivoted
 * columns): a line leaves the class "data" when its last row is gone.
 *
 * The record holds what was expected as a message with its arguments, so that
 * its readers show it in their language; the set-aside file is in the user's.
 *
 * No text of the record or the set-aside file steers a terminal: control
 * characters stand in it as text_visible() shows them.
 */
#ifndef BASE_ACCOUNT_H
#define BASE_ACCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "base/message.h"

enum line_class {
	LINE_DATA,
	LINE_HEADER,
	LINE_NUMBERS, /* a row of column numbers */
	LINE_DIALECT, /* sep=; */
	LINE_TITLE,
	LINE_UNITS,
	LINE_TOTAL,
	LINE_NOTE,
	LINE_SECTION,
	LINE_BLANK,
	LINE_DUPLICATE,
	LINE_SUPERSEDED,
	LINE_LATE,
	LINE_OUT_OF_SCOPE,
	LINE_UNDER_REVIEW,
	LINE_SET_ASIDE,
	LINE_CLASSES
};

/* "data", "header", "column_numbers", ...: the names used in JSON. */
const char *line_class_name(enum line_class);
/* The same for people, in the language of the messages. */
const char *line_class_title(enum line_class);

enum finding_level { FINDING_ERROR, FINDING_WARNING };

/* Texts are borrowed for the call; NULL where there is none. */
struct finding {
	enum finding_level level;
	const char *reason; /* Frictionless error type, or ours */
	const char *rule;   /* id of the rule of the schema, or NULL */
	uint64_t line;      /* from 1; 0 when the whole file is meant */
	uint64_t byte;      /* offset of the line in the file, from 0 */
	const char *column; /* field name, or NULL for the whole row */
	const char *found;  /* as it stands in the data */
	const struct message *expected; /* its format is kept as it is */
};

struct account;

/* The share of an input's rows that may be set aside, unless told otherwise. */
#define ACCOUNT_TOLERANCE 0.05
/* Places kept per file and reason, the first by line; all are counted. */
#define ACCOUNT_FIRST 10

/* stage is borrowed: a constant. */
struct account *account_new(const char *stage, struct fail *) MUST_CHECK;
void account_free(struct account *);

/* The index of this input, new or known; -1 on failure. */
int account_file(struct account *, const char *file, struct fail *) MUST_CHECK;
/* A property of the input for the record (sha256, bytes, encoding, ...);
 * takes the value. */
int account_property(struct account *, int file, const char *key,
    struct json_value *value, struct fail *) MUST_CHECK;
/* Its SHA-256 in hexadecimal digits: the property, and in the set-aside file
 * the first of them with a record that is hidden. */
#define ACCOUNT_DIGEST 16
int account_digest(
    struct account *, int file, const char *digest, struct fail *) MUST_CHECK;
void account_line(struct account *, int file, enum line_class, uint64_t lines);
void account_rows(struct account *, int file, uint64_t in, uint64_t out);
/* Count it, keep its place if among the first, write it to the set-aside
 * file if one is open.  Error findings count as rows set aside by reason. */
int account_finding(struct account *, int file, const struct finding *,
    struct fail *) MUST_CHECK;
/* The same with the record as it stands in the file, for the set-aside file,
 * and the correction that was applied to it; NULL: not known, none. */
int account_finding_raw(struct account *, int file, const struct finding *,
    const char *raw, const char *correction, struct fail *) MUST_CHECK;
/*
 * Findings of this column (the name is copied) do not show what was found,
 * for it is about a person: "…" stands for it in the record, the set-aside
 * file and messages.  With account_show_hidden() only the record hides it.
 * As soon as one column is hidden, so is a number of a person's length that
 * stands in any other, and what is no value of its column (type-error) but may
 * be a name or a date: cells slip into the next column.
 * What was expected is shown: a caller puts nothing personal there.
 */
#define ACCOUNT_HIDDEN "…"
#define ACCOUNT_HIDDEN_DIGITS 11
int account_hide(
    struct account *, const char *column, struct fail *) MUST_CHECK;
void account_show_hidden(struct account *);
/* What a rule says: it stands in the record with the findings of the rule.
 * All texts are borrowed until account_write(). */
int account_rule(struct account *, const char *rule, const struct title *text,
    struct fail *) MUST_CHECK;
/*
 * All findings go also to this CSV file (RFC 4180 but for lines ending in LF;
 * mode 0600): file, line, byte, column, level, reason, rule, found, expected,
 * raw, correction; line and byte are empty when the whole file is meant.  The
 * correction is for the analyst to fill, and ingest reads it
 * (reader/correction.h); it is there where one was applied.  As soon as one
 * column is hidden, the correction is "…" and the record "…", a blank and the
 * first ACCOUNT_DIGEST digits of the SHA-256 of the input, unless
 * account_show_hidden() was called.  A cell that a
 * spreadsheet would take for a formula, or that begins with ', has ' in front
 * of it; signed numbers have not.  Committed by account_write().  The path is
 * borrowed until account_free(): account_check() names it.
 */
int account_set_aside(
    struct account *, const char *path, struct fail *) MUST_CHECK;

/* Is there such a file?  If not, nobody asks for records. */
bool account_has_list(const struct account *);

/*
 * Rows of one table in order, each with its input and line and, when it is
 * dropped, the class its line moves to (LINE_DATA: the row stays).  If rows
 * of one line are dropped for different reasons, LINE_SET_ASIDE wins over
 * LINE_UNDER_REVIEW over LINE_DUPLICATE over others, then the last one.  Rows
 * of one line must be adjacent.  account_row_end() closes the last line.
 */
void account_row(struct account *, int file, uint64_t line, enum line_class);
void account_row_end(struct account *);

/* What was set aside of an input by a filter that drops rows for nothing
 * else. */
struct account_loss {
	uint64_t rows, aside; /* rows in, and those of them that are not out */
	const char *first;    /* the first error as a message, "" if none */
};
struct account_loss account_loss(const struct account *, int file);
/* Failure (FAIL_DATA) that names the first input of whose rows a greater
 * share was set aside. */
int account_check(
    const struct account *, double tolerance, struct fail *) MUST_CHECK;
uint64_t account_lines(const struct account *, int file, enum line_class);

/*
 * Write the record (path NULL: none) and commit the set-aside file; the last
 * call before account_free().  PATH.timing beside the record has stage,
 * wall_seconds since account_new(), cpu_seconds (user and system) and
 * peak_bytes (resident memory) of the process.
 */
int account_write(struct account *, const char *path, struct fail *) MUST_CHECK;

#endif
