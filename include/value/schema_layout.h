/*
 * schema_layout.h - the member "layout" of a dataset schema: header rows,
 * section rows whose text is carried down, wide columns to unpivot.
 *
 *	if (schema_read_layout(schema, json_member(root, "layout"), f) == -1)
 *		...
 */
#ifndef VALUE_SCHEMA_LAYOUT_H
#define VALUE_SCHEMA_LAYOUT_H

#include "base/fail.h"
#include "base/json.h"
#include "value/table_schema.h"

/* The schema's fields must have been read before; NULL: a flat table. */
int schema_read_layout(
    struct table_schema *, const struct json *, struct fail *) MUST_CHECK;

#endif
