/*
 * value.h - one cell as the value of a field.
 *
 *	struct value v;
 *	struct value_problem p;
 *	switch (value_read(schema, field, &evidence, "1 234,0", 7, &v, &p)) {
 *	case 0:
 *		(if v.repair.format is not NULL, a finding "repaired")
 *		value_put(field, &v, column, status_column, f);
 *	case -1:
 *		(p.reason is "type-error", "constraint-error" or
 *		"checksum-error", p.expected says what would have been right)
 *	case 1:
 *		(the cell is open: see evidence.h, read it again with it)
 *	}
 *
 * A text of at most half of VALUE_TEXT bytes is freed of unseen characters and
 * of letters of another alphabet (letters.h); all else that is no value is
 * tried again without unseen characters.
 *
 * How numbers, dates and so on are written stands with those who read them:
 * value_number.h, value_date.h, value_period.h, value_boolean.h, identifier.h
 * and programme.h.
 */
#ifndef VALUE_VALUE_H
#define VALUE_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/key.h"
#include "base/message.h"
#include "table/batch.h"
#include "value/evidence.h"
#include "value/table_schema.h"

/* Why there is no value; the names stand in NAME.status columns. */
enum cell_status {
	CELL_VALUE,
	CELL_MISSING,
	CELL_NOT_APPLICABLE,
	CELL_CONFIDENTIAL
};

/* Bytes of a text that was made from a cell, its NUL included. */
#define VALUE_TEXT 2048

struct value {
	enum cell_status status;
	int64_t integer;  /* integer, boolean, date, year */
	double number;    /* number, and integers as a double */
	const char *text; /* string: borrowed from the cell, or own */
	size_t length;
	/* The cell was damaged and is read as what it surely was; what it
	 * became, for a finding.  format NULL: it was not.  Valid until the
	 * value is concealed or read again. */
	struct message repair;
	/* the normal form of an identifier or period, its pseudonym, or a text
	 * without its damage */
	char own[VALUE_TEXT];
};

struct value_problem {
	const char *reason; /* Frictionless error type */
	struct message expected;
	char text[256]; /* what expected may point to */
};

/*
 * Read a cell (UTF-8, trimmed) and check the field's constraints.  A field
 * that is required must not be missing; not applicable and confidential are
 * answers.  The evidence is that of the cell's column; NULL: none yet.
 * Returns 0; -1 with the problem; or 1, with the problem too, if the cell is
 * open and the evidence is not complete.  A cell that is not open is read
 * alike with any evidence.  The value must not be moved or copied: text may
 * point into it.
 */
int value_read(const struct table_schema *, const struct table_field *,
    const struct evidence *, const char *text, size_t length, struct value *,
    struct value_problem *);

/* A value that is an identifier becomes its pseudonym; other values stay. */
void value_conceal(
    const struct table_field *, const struct key *, struct value *);

/* Append to the field's column, and to its status column unless NULL. */
int value_put(const struct table_field *, const struct value *, struct column *,
    struct column *status, struct fail *) MUST_CHECK;

#endif
