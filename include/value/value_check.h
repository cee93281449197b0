/*
 * value_check.h - the constraints of a field: minimum, maximum, lengths, enum,
 * pattern.
 *
 *	if (value_check(field, &v, &p) == -1)
 *		(p.reason is "constraint-error", p.expected says which)
 *
 * In enum ё is as good as е, the value stays as it is written.
 */
#ifndef VALUE_VALUE_CHECK_H
#define VALUE_VALUE_CHECK_H

#include "value/value.h"

/* Of a value that was read; that a required one is there is not asked.  0, or
 * -1 with the problem. */
int value_check(
    const struct table_field *, const struct value *, struct value_problem *);

/* The problem that a constraint is violated; the argument, if any, outlives
 * it.  Returns -1. */
int value_violates(
    struct value_problem *, const char *format, const char *argument);

#endif
