/*
 * table_definition.h - a derived table: data, not code.
 *
 *	struct table_definition *t = table_definition_open("outcomes.json", f);
 *	for (i = 0; i < t->step_count; i++)
 *		puts(t->steps[i].dataset);
 *	table_definition_free(t);
 *
 * A derived table (datasets/tables/NAME.json, kind "table") is made of a
 * dataset by steps: "join" puts columns of another dataset beside its rows,
 * "follow" makes of each person one row per observation point.  Indicators
 * count in it as in a dataset.  The file format is described in plan(1).
 * Unknown keys, wrong types and values that cannot be are failures
 * (FAIL_USAGE) with file and pointer; whether the names point anywhere is
 * seen with the config (config.h).
 */
#ifndef PLAN_TABLE_DEFINITION_H
#define PLAN_TABLE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"

enum table_step_kind { STEP_JOIN, STEP_FOLLOW };

/* A member of "key" (left column: right column) or of "add" (new column:
 * right column). */
struct table_pair {
	const char *name;  /* of the left side, or new */
	const char *right; /* column of the dataset that is joined */
	const struct json *node;
};

/* Columns that follow is told of, in the order of table_column_option(). */
enum table_column {
	TABLE_COLUMN_PERSON, /* of both sides */
	TABLE_COLUMN_GRADUATED,
	TABLE_COLUMN_BIRTH,
	TABLE_COLUMN_HOME,
	TABLE_COLUMN_STATUS, /* of the spells, as those that come */
	TABLE_COLUMN_START,
	TABLE_COLUMN_END,
	TABLE_COLUMN_PLACE,
	TABLE_COLUMN_EMPLOYER,
	TABLE_COLUMNS
};

/* The name of the column's option and member, and its default. */
const char *table_column_option(enum table_column);
const char *table_column_default(enum table_column);
/* May it be absent, if the step does not name it? */
bool table_column_optional(enum table_column);

struct table_step {
	enum table_step_kind kind;
	const char *dataset; /* that is joined or followed */
	const struct json *node;
	/* join */
	size_t key_count, add_count;
	struct table_pair *keys, *adds;
	const char *date, *from, *to; /* all three, or NULL */
	const char *several;          /* "first", "all" or "none" */
	bool inner;
	/* follow */
	size_t point_count, priority_count, employed_count;
	int64_t *points; /* months, ascending */
	const char **priority, **employed;
	const char *columns[TABLE_COLUMNS];
};

/* Read only; owns all that it points to. */
struct table_definition {
	const char *id;
	struct title title;
	const char *from; /* name of a dataset */
	size_t step_count;
	struct table_step *steps;
	struct json *json; /* owner of the texts */
};

/* NULL on failure. */
struct table_definition *table_definition_open(
    const char *path, struct fail *) MUST_CHECK;
void table_definition_free(struct table_definition *); /* NULL is allowed */

/* The step that follows, or NULL; there is at most one. */
const struct table_step *table_definition_follow(
    const struct table_definition *);

#endif
