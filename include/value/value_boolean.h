/*
 * value_boolean.h - yes and no in their many words.
 *
 *	int64_t b;
 *	if (boolean_read(field, "имеется", 14, &b)) ...	(b is 1)
 *
 * да/нет, д/н, есть/нет, имеется/отсутствует, истина/ложь, yes/no, y/n,
 * true/false, t/f, 1/0, +/-, in any case.  The trueValues or falseValues of
 * the schema stand in place of ours of their side.
 */
#ifndef VALUE_VALUE_BOOLEAN_H
#define VALUE_VALUE_BOOLEAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "value/table_schema.h"

/* 1 or 0; false if it is neither. */
bool boolean_read(const struct table_field *, const char *text, size_t length,
    int64_t *value);

#endif
