/*
 * schema_form.h - how the cells of a field are written, by its schema: format,
 * decimalChar, groupChar, trueValues and falseValues of Frictionless.
 *
 *	if (schema_read_form(node, field, f) == -1) ...
 *
 * The format of a string is the name of a table_format, that of a date
 * "default" or "any" (all that value_date.h knows) or a pattern such as
 * "%d/%m/%Y".  What the schema says overrules what the file seems to have.
 */
#ifndef VALUE_SCHEMA_FORM_H
#define VALUE_SCHEMA_FORM_H

#include "base/fail.h"
#include "base/json.h"
#include "value/table_schema.h"

/* From the field's object; its name and type are set.  The lists are the
 * field's.  0, or -1: FAIL_USAGE with file and pointer. */
int schema_read_form(
    const struct json *, struct table_field *, struct fail *) MUST_CHECK;

#endif
