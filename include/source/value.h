/*
 * value.h - one cell as the value of a field.
 *
 *	struct value v;
 *	struct value_problem p;
 *	if (value_read(schema, field, "1 234,0", 7, &v, &p) == 0)
 *		value_put(field, &v, column, status_column, f);
 *	else
 *		(p.reason is "type-error", "constraint-error" or
 *		"checksum-error", p.expected says what would have been right)
 *
 * Numbers: 1234  1 234,5 (blanks of any kind between groups of three)  123.0
 * for a whole number  −5.  Dates: 24.02.2022, 2022-02-24, either with a time
 * of zero.  Booleans: да нет true false 1 0.  Years: 2022, 2022 г.  SNILS:
 * eleven digits, whatever blanks and hyphens stand between them.
 */
#ifndef SOURCE_VALUE_H
#define SOURCE_VALUE_H

#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/key.h"
#include "base/message.h"
#include "source/table_schema.h"
#include "table/batch.h"

/* Why there is no value; the names stand in NAME.status columns. */
enum cell_status {
	CELL_VALUE,
	CELL_MISSING,
	CELL_NOT_APPLICABLE,
	CELL_CONFIDENTIAL
};

struct value {
	enum cell_status status;
	int64_t integer;  /* integer, boolean, date, year */
	double number;    /* number, and integers as a double */
	const char *text; /* string: borrowed from the cell */
	size_t length;
	/* an identifier: its digits, then its pseudonym; text points here */
	char identifier[KEY_PSEUDONYM];
};

struct value_problem {
	const char *reason; /* Frictionless error type */
	struct message expected;
	char text[256]; /* what expected may point to */
};

/* Read a cell (UTF-8, trimmed; somewhere after it stands a NUL, for
 * regexec()) and check the field's constraints.  A field
 * that is required must not be missing; not applicable and confidential are
 * answers.  Returns 0, or -1 with the problem. */
int value_read(const struct table_schema *, const struct table_field *,
    const char *text, size_t length, struct value *, struct value_problem *);

/* A value that is an identifier becomes its pseudonym; other values stay. */
void value_conceal(
    const struct table_field *, const struct key *, struct value *);

/* Append to the field's column, and to its status column unless NULL. */
int value_put(const struct table_field *, const struct value *, struct column *,
    struct column *status, struct fail *) MUST_CHECK;

#endif
