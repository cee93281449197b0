/*
 * schema_rule.h - the member "rules" of a dataset schema: controls within a
 * row and a file.
 *
 *	if (schema_read_rules(schema, json_member(root, "rules"), f) == -1)
 *		...
 */
#ifndef VALUE_SCHEMA_RULE_H
#define VALUE_SCHEMA_RULE_H

#include "base/fail.h"
#include "base/json.h"
#include "value/table_schema.h"

/* The schema's fields must have been read before; NULL: no rules. */
int schema_read_rules(
    struct table_schema *, const struct json *, struct fail *) MUST_CHECK;

#endif
