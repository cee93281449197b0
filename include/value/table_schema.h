/*
 * table_schema.h - what a dataset says about itself: datasets/NAME/schema.json,
 * a Frictionless Table Schema with our additions, parsed once and checked.
 *
 *	struct table_schema *s = table_schema_open(path, f);
 *	int at = table_schema_find(s, "population");
 *	if (s->fields[at].role == ROLE_COUNT) ...
 *	table_schema_free(s);
 *
 * Unknown keys, wrong types and names that point nowhere are failures
 * (FAIL_USAGE) with file and JSON Pointer.  All texts are borrowed from the
 * schema and live until table_schema_free().
 * https://specs.frictionlessdata.io/table-schema/
 */
#ifndef VALUE_TABLE_SCHEMA_H
#define VALUE_TABLE_SCHEMA_H

#include <regex.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "base/text.h"
#include "record/dialect.h"
#include "record/encoding.h"
#include "table/schema.h"

/* layout.header.rows, layout.table, and the column of a field */
#define TABLE_HEADER_ROWS_MAX 10
#define TABLE_TABLES_MAX 1000
#define TABLE_COLUMN_MAX 10000000

/* What tells most cells from all marks of some lists at once: which of the
 * numbers that table_mark_hash() gives are those of a mark. */
#define TABLE_MARK_HASHES 1024 /* two to the power of 32 - 22 */
struct mark_filter {
	bool has[TABLE_MARK_HASHES];
};

/* Of a text that is not empty. */
static inline size_t
table_mark_hash(const char *text, size_t length)
{
	const unsigned char *s = (const unsigned char *)text;

	uint32_t bytes = (uint32_t)s[0] | (uint32_t)s[length / 2] << 8 |
			 (uint32_t)s[length - 1] << 16 | (uint32_t)length << 24;

	return bytes * 0x9E3779B1U >> 22;
}

/* What rows of totals and notes start with, unless a schema says otherwise. */
extern const struct text_list table_totals, table_notes;

enum table_type {
	TABLE_STRING,
	TABLE_INTEGER,
	TABLE_NUMBER,
	TABLE_BOOLEAN,
	TABLE_DATE,
	TABLE_YEAR
};

/* How the texts of a field of type string are formed: a period
 * (value/value_period.h), an identifier (value/identifier.h).  SNILS and INN
 * of persons stand in tables as keyed pseudonyms only. */
enum table_format {
	FORMAT_DEFAULT,
	FORMAT_PERIOD,
	FORMAT_SNILS,
	FORMAT_INN, /* of organisations and entrepreneurs */
	FORMAT_INN10,
	FORMAT_INN12,
	FORMAT_OGRN,
	FORMAT_OGRNIP,
	FORMAT_OKPO,
	FORMAT_OKATO,
	FORMAT_OKTMO,
	FORMAT_KPP,
	FORMAT_PROGRAMME,
	FORMATS
};

enum table_role {
	ROLE_NONE,
	ROLE_DIMENSION,
	ROLE_COUNT,
	ROLE_PERSON,
	ROLE_ORGANISATION,
	ROLE_PERIOD,
	ROLE_MEASURE
};

/* Where the values of a field stand in the file. */
enum table_place {
	PLACE_COLUMN,       /* in a column with one of the field's names */
	PLACE_SECTION,      /* in section rows, carried down */
	PLACE_UNPIVOT_NAME, /* in the header: which column it was */
	PLACE_UNPIVOT_VALUE /* in the cells of the unpivoted columns */
};

/* minimum and maximum: the number, or for a date its days since 1970. */
struct table_constraints {
	bool required;
	bool has_minimum, has_maximum, has_min_length, has_max_length;
	double minimum, maximum;
	int64_t min_length, max_length; /* characters */
	struct text_list enumeration;   /* count 0: none */
	const char *pattern_text; /* POSIX ERE, the whole value; or NULL */
	regex_t pattern;          /* compiled if pattern_text */
};

struct table_field {
	const char *name;
	enum table_type type;
	enum table_format format;
	const char *date_pattern; /* of dates (value/value_date.h), or NULL */
	char decimal_char, group_char; /* of numbers; 0: as the column has it */
	struct text_list true_values, false_values; /* count 0: our words */
	enum table_role role;
	enum table_place place;
	int64_t column;           /* of the file, from 1; 0: by its header */
	bool personal;            /* its values are never shown */
	const char *registry;     /* id of a registry, or NULL */
	struct title title;       /* the name if the schema gives none */
	struct text_list aliases; /* further headers seen in the wild */
	struct table_constraints constraints;
};

/* One of sender, form, period, version, received; value, filename and title
 * NULL: not stated. */
struct table_origin {
	const char *value;
	const char *filename; /* ERE whose first group is the value */
	const char *title;    /* the same, of a line above the header */
	regex_t pattern;      /* compiled if filename or title */
	const char *registry; /* of the sender: id of a registry, or NULL */
	const char *field;    /* of the sender: the field for it, or NULL */
};

enum table_submission {
	SUBMISSION_SENDER,
	SUBMISSION_FORM,
	SUBMISSION_PERIOD,
	SUBMISSION_VERSION,
	SUBMISSION_RECEIVED,
	SUBMISSION_PARTS
};

/* Metadata: the registry in which link found the sender, so that
 * submission.sender is the id of an entry. */
#define SUBMISSION_REGISTRY "submission.sender.registry"

/* What becomes of rows that have the same key, but come from several senders
 * or have other values: all stay, or all are put under review. */
enum table_conflict { CONFLICT_WARN, CONFLICT_REVIEW };

/* A section heading: cells that start with this phrase mean this value. */
struct table_heading {
	const char *starts;
	const char *value;
};

/* One level of section rows, outermost first. */
struct table_level {
	int field;
	bool any; /* headings "*": any other row without data */
	size_t heading_count;
	struct table_heading *headings;
	const char *initial; /* value after a reset from above, or NULL */
};

struct table_sections {
	int column;        /* the stub field; -1: the table has no sections */
	const char *total; /* its value in a heading row that holds data */
	size_t level_count;
	struct table_level *levels;
	struct text_list ignore; /* headings without meaning */
};

struct table_unpivot_column {
	const char *value; /* what the name field says for this column */
	struct text_list aliases;
};

struct table_unpivot {
	int name;  /* field; -1: nothing is unpivoted */
	int value; /* field */
	size_t column_count;
	struct table_unpivot_column *columns;
};

enum rule_type {
	RULE_SUM,
	RULE_COMPARE,
	RULE_UNIQUE,
	RULE_PERCENT,
	RULE_ONE_TO_ONE,
	RULE_CHANGE,
	RULE_ROWS
};

enum rule_operator {
	RULE_LESS,
	RULE_LESS_EQUAL,
	RULE_EQUAL,
	RULE_NOT_EQUAL,
	RULE_GREATER_EQUAL,
	RULE_GREATER
};

/* Indices into fields. */
struct field_list {
	size_t count;
	int *items;
};

/* A file that has less than this share of the rows of the one before it is
 * suspicious, unless a rule of type "rows" says otherwise. */
#define RULE_ROWS_SHARE 0.5

/* Fields are indices into fields.  Only the members of its type are set. */
struct table_rule {
	const char *id; /* unique in the schema */
	enum rule_type type;
	enum finding_level level;
	struct title text;
	/* sum: in rows that agree in all other fields but the numbers, value
	 * where field is total = the sum of value where field is a part */
	int field, value;
	const char *total;
	struct text_list parts;
	/* compare: the sum of left operation that of right */
	struct field_list left, right; /* none right: right_value */
	double right_value;
	enum rule_operator operation;
	/* percent: 100 * left / right = percent, with so many decimals.
	 * one-to-one: who has the same values left has them right, too */
	int percent;
	int decimals;
	/* unique: no two rows with the same values in these.  change: the sum
	 * of value (-1: the rows) where these are the same is not more than
	 * times that of the period before, nor less than its times-th part,
	 * nor zero, if that was at least from */
	struct field_list fields;
	double times;
	int64_t from;
	/* rows: a file has at least this share of the rows of the last */
	double share;
};

struct table_schema {
	char *path; /* of the schema, for messages */
	const char *name;
	struct title title, source;
	const char *licence;
	size_t field_count;
	struct table_field *fields;
	size_t key_count; /* primaryKey */
	int *key;
	enum table_conflict conflict;
	struct table_origin submission[SUBMISSION_PARTS];
	/* marks of cells without a number (zero: only in counts) */
	struct text_list missing, not_applicable, confidential, zero;
	struct mark_filter marks; /* of the first three */
	struct dialect_given dialect;
	bool encoding_given; /* else detect */
	enum encoding encoding;
	int64_t header_rows; /* 0: the fields are the columns in order */
	int64_t table;       /* which table of the file, from 1 */
	struct table_sections sections;
	struct table_unpivot unpivot;
	struct text_list totals, notes; /* phrases their rows start with */
	size_t rule_count;
	struct table_rule *rules;
	struct json *root; /* owns the texts */
};

struct table_schema *table_schema_open(
    const char *path, struct fail *) MUST_CHECK;
/* The same from memory; name stands for the file in messages. */
struct table_schema *table_schema_parse(const char *text, size_t length,
    const char *name, struct fail *) MUST_CHECK;
void table_schema_free(struct table_schema *); /* NULL is allowed */

/* The index of the field with this name, or -1. */
int table_schema_find(const struct table_schema *, const char *name);

/* Does a column NAME.status stand beside it (counts and measures)? */
bool table_field_has_status(const struct table_field *);

/* "default", "snils", ... */
const char *table_format_name(enum table_format);
/* Is it an identifier, of which tables hold a keyed pseudonym? */
bool table_field_has_pseudonym(const struct table_field *);
/* Has it such a field, so that ingest needs a key? */
bool table_schema_has_pseudonym(const struct table_schema *);
/* Has it a field whose values are never shown? */
bool table_schema_is_personal(const struct table_schema *);
/* Findings of the account will not show the values of such fields. */
int table_schema_hide(
    const struct table_schema *, struct account *, struct fail *) MUST_CHECK;

/*
 * The columns of a row-level table of this dataset: each field (a pseudonym as
 * COLUMN_BINARY of KEY_PSEUDONYM bytes), its status column after it, then
 * _file and _row.  The schema must be SCHEMA_INIT; metadata profstat.dataset
 * is set, what schema_is_personal() asks for, and SCHEMA_PRIVATE if a field is
 * personal.
 */
int table_schema_columns(
    const struct table_schema *, struct schema *, struct fail *) MUST_CHECK;

/*
 * The field in which the rows of a submission have its sender, or -1: the one
 * that the schema names, else the only one with the registry of the sender and
 * the role organisation.  (A dimension with that registry may say anything: the
 * region that a register is of, or the region where people went.)
 */
int table_schema_sender(const struct table_schema *);

/* "sender", "form", "period", "version", "received" */
const char *table_submission_name(enum table_submission);
const char *table_type_name(enum table_type);

/*
 * What a submission states about itself, from the schema or from the base
 * name of the file: set as metadata submission.*.  FAIL_DATA when the file
 * name does not fit.
 */
int table_schema_submission(const struct table_schema *, const char *file,
    struct schema *, struct fail *) MUST_CHECK;
/* Does it state anything in its title lines? */
bool table_schema_reads_titles(const struct table_schema *);
/* What it states there, by the first line that fits; FAIL_DATA when none
 * does. */
int table_schema_titles(const struct table_schema *, const char *file,
    const char *const *lines, size_t count, struct schema *,
    struct fail *) MUST_CHECK;

#endif
