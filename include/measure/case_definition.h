/*
 * case_definition.h - which method a table of cases is for.
 *
 *	struct json *root = json_open("wilson.json", f);
 *	if (root != NULL && case_definition_is(root)) {
 *		struct case_definition *d = case_definition_of(root, f);
 *		if (d != NULL)
 *			puts(d->method->name);
 *		case_definition_free(d);
 *	}
 *
 * The definition is a JSON object of kind "cases", described in measure(1);
 * unknown keys, wrong types, methods and settings that are not known are
 * failures (FAIL_USAGE) with file and pointer.
 */
#ifndef MEASURE_CASE_DEFINITION_H
#define MEASURE_CASE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/json.h"
#include "measure/method.h"

#define CASE_COLUMNS_MAX 1000

/* A column that an input is read from. */
struct case_column {
	const char *name;
	size_t input;            /* of the method; or CASE_LEVEL */
	const struct json *node; /* for messages */
};

/* The level of each case is a column too. */
#define CASE_LEVEL ((size_t)-1)

/* Read only; owns all that it points to. */
struct case_definition {
	const char *id;
	const struct method *method;
	double level; /* of cases without a level of their own */
	double settings[METHOD_SETTINGS_MAX];
	/* Of all inputs in their order, several of the last one perhaps; of
	 * a leveled method the level is the last. */
	size_t column_count;
	struct case_column *columns;
	size_t by_count; /* 0: all columns; of groups: all rows are one */
	const char **by;
	const struct json *by_node;
	struct json *json; /* owner of the texts */
};

/* Whether a definition is of the kind "cases". */
bool case_definition_is(const struct json *root);
/* Takes the tree, on failure too; NULL then. */
struct case_definition *case_definition_of(
    struct json *root, struct fail *) MUST_CHECK;
void case_definition_free(struct case_definition *); /* NULL is allowed */

#endif
