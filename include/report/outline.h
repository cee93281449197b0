/*
 * outline.h - the definition of a report: what it shows, in which order, and
 * what its summary says.
 *
 *	struct outline *o = outline_open("census_employment.json",
 *	    OUTLINE_REPORT, f);
 *	puts(o->title.text[LANGUAGE_RU]);
 *	outline_free(o);
 *
 * The file format is described in report(1).  Unknown keys and wrong types
 * are failures (FAIL_USAGE) with file and JSON Pointer; names and codes are
 * checked when the outline meets its observations (report/view.h).
 *
 * An axis is a dimension of the observations, or "indicator", or "period".
 */
#ifndef REPORT_OUTLINE_H
#define REPORT_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"

#define OUTLINE_DECIMALS (-1) /* as many as the indicator's definition says */

enum outline_kind { OUTLINE_REPORT, OUTLINE_QUALITY };

/* The numbers of an observation. */
enum outline_part {
	PART_VALUE,
	PART_LOWER,
	PART_UPPER,
	PART_NUMERATOR,
	PART_DENOMINATOR,
	PARTS
};

/* "value", "lower", "upper", "numerator", "denominator" */
const char *outline_part_name(enum outline_part);
/* 0, or -1 when there is no such part. */
int outline_part_find(const char *name, size_t length, enum outline_part *);

/* Names; node says where the list stands, for messages. */
struct outline_list {
	size_t count;
	const char **names;
	const struct json *node; /* NULL: not given */
};

/* An axis held at one code. */
struct outline_hold {
	const char *axis;
	const char *code;
	const struct json *node;
};

struct outline_holds {
	size_t count;
	struct outline_hold *items;
};

enum outline_pick {
	PICK_ONE,
	PICK_MAXIMUM,
	PICK_MINIMUM,
	PICK_LAST /* of those with a number, in the order of the axis */
};

/* A cell that the summary speaks of, or a choice among those along an axis. */
struct outline_cell {
	const char *name;
	struct outline_holds at;
	enum outline_pick pick;
	const char *over;           /* the axis to choose along */
	struct outline_list levels; /* of its codes; count 0: all */
	const struct json *node;
};

/* A row, or a column, of its own: places and a part that no axis puts side by
 * side. */
struct outline_line {
	struct title title;
	struct outline_holds at; /* besides those of the table */
	enum outline_part part;
	bool minus; /* what is taken away: shown with a minus sign */
	const struct json *node;
};

/* Rows that differ from what they are compared with: a cell of theirs has one
 * of these flags. */
struct outline_only {
	struct outline_holds at; /* besides those of the table */
	unsigned flags;          /* enum observation_flag; 0: all rows */
	const struct json *node;
};

/* Rows of which a number is smaller than this. */
struct outline_below {
	struct outline_holds at; /* besides those of the table */
	enum outline_part part;
	double value;
	const struct json *node; /* NULL: all rows */
};

struct outline_table {
	struct title title;
	struct title head; /* of the rows; texts NULL: the axis's title */
	const char *rows;  /* axis, or NULL: the rows are the lines */
	size_t line_count;
	struct outline_line *lines;
	bool transposed;            /* the lines are the columns */
	struct outline_list levels; /* of the rows, or ids; count 0: all */
	struct outline_list row_codes;
	const char *columns; /* axis, or NULL: the columns are the parts, or
			      * the lines */
	struct outline_list codes; /* of the columns */
	struct outline_holds at;
	struct outline_only only;   /* which rows */
	struct outline_below below; /* which of them */
	size_t part_count;          /* 1 when there is an axis of columns */
	enum outline_part parts[PARTS];
	int decimals;
	const struct json *node;
};

struct outline_titles {
	size_t count;
	struct title *items;
	const struct json *node;
};

/* Read only; texts are borrowed from json. */
struct outline {
	enum outline_kind kind;
	const char *id;
	struct title title;
	struct outline_list indicators;
	size_t breakdown_count;
	struct outline_list *breakdowns;
	struct outline_list geo; /* dimensions of places */
	struct outline_holds totals;
	size_t cell_count;
	struct outline_cell *cells;
	struct outline_titles summary;
	size_t table_count;
	struct outline_table *tables;
	bool intervals_in_text;
	struct outline_titles notes;
	struct outline_titles sources;
	struct json *json;
};

/* NULL on failure; a definition of another kind is one. */
struct outline *outline_open(
    const char *path, enum outline_kind, struct fail *) MUST_CHECK;
void outline_free(struct outline *); /* NULL is allowed */

/* The cell of this name, or NULL. */
const struct outline_cell *outline_cell(
    const struct outline *, const char *name, size_t length);

#endif
