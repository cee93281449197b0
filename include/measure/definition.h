/*
 * definition.h - the definition of an indicator: data, not code.
 *
 *	struct definition *d = definition_open("employment_rate.json", f);
 *	printf("%s %s\n", d->id, d->title.text[LANGUAGE_EN]);
 *	definition_free(d);
 *
 * A definition (reports/definitions/NAME.json, kind "indicator") is that of a
 * rate, 100, 1,000 or 100,000 times numerator by denominator, or of a series:
 * the level of its numerator by period and the growth of it; one of kind
 * "comparison" compares rates of another indicator (comparison_definition.h).
 * It says what the
 * indicator counts, its unit, the act it comes from, from when to when it is
 * valid, by which breakdowns it may be shown and the method of its interval.
 * The file format is described in measure(1).  Unknown keys, wrong types and
 * names that point nowhere are failures (FAIL_USAGE) with file and pointer.
 */
#ifndef MEASURE_DEFINITION_H
#define MEASURE_DEFINITION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "measure/comparison_definition.h"
#include "measure/interval.h"
#include "measure/statistic.h"

struct breaks; /* measure/breaks.h */

/* Dates of a definition that has no first or no last day. */
#define DEFINITION_ALWAYS INT32_MIN
#define DEFINITION_FOREVER INT32_MAX

#define DEFINITION_DIMENSIONS_MAX 32

struct definition_dimension {
	const char *name;     /* of the cubes' dimension */
	const char *registry; /* id of its code list */
	bool sensitive;       /* tells of people what is theirs to tell */
	const struct json *node;
};

/* A dimension of a cube held at these codes; their cells are added up. */
struct definition_where {
	const char *dimension;
	size_t code_count;
	const char **codes;
	const struct json *node; /* for messages: json_fail() */
};

/* Numerator or denominator: a measure of a dataset's cube, or the number of
 * distinct texts of a column. */
struct definition_part {
	const char *dataset;
	const char *measure;  /* "rows" counts rows; NULL: distinct */
	const char *distinct; /* the column, or NULL */
	const char *minus;    /* a measure that is subtracted, or NULL */
	struct title title;   /* for heads of columns; NULL if not given */
	const struct json *node;
	size_t where_count;
	struct definition_where *where;
};

/* {"dimension": ["code", ...], ...}: a new list, not empty, to be freed on
 * failure, too. */
int definition_where_read(const struct json *object, struct definition_where **,
    size_t *count, struct fail *) MUST_CHECK;
void definition_where_free(struct definition_where *, size_t count);

/* Cells that cannot exist: those whose codes stand in every list. */
struct definition_exclusion {
	size_t where_count;
	struct definition_where *where; /* dimensions of the definition */
};

/* Dimensions by index that the indicator is shown by together; none: the
 * total alone. */
struct definition_breakdown {
	size_t dimension_count;
	size_t *dimensions;
};

enum definition_protection { PROTECTION_NONE, PROTECTION_THRESHOLD };

/* Read only; owns all that it points to, but of a comparison the parts and
 * breaks, which are those of the indicator that is compared. */
struct definition {
	const char *id;
	const char *version;
	struct title title;
	struct title short_title; /* of the value, for heads; or NULL */
	struct title text;        /* the definition in a sentence */
	struct title source;      /* the act or document */
	/* "percent", "per_1000", "per_100000"; of a level "person", ...; of a
	 * comparison "". */
	const char *unit;
	double scale;     /* value = scale * num / den; 1 of a level */
	int decimals;     /* of the value, for people */
	int32_t from, to; /* valid on these days, inclusive */
	size_t dimension_count;
	struct definition_dimension *dimensions;
	/* Dimensions by index whose absent parents are computed, in the
	 * order in which they are tried. */
	size_t rollup_count;
	size_t *rollup;
	struct definition_part numerator;
	/* Of a series the numerator's dataset and measure, nothing else. */
	struct definition_part denominator;
	/* The numerator is part of the denominator; if not, a value in per
	 * cent may be above 100 and has no interval, and one per 1,000 counts
	 * events. */
	bool bounded;
	struct interval interval; /* of a rate; of a series the level alone */
	bool series;
	/* What is compared, of kind "comparison", else NULL. */
	struct comparison_definition *comparison;
	/* Of a series or a comparison: those wanted. */
	bool statistics[STATISTICS];
	const char *unit_field;    /* whose members make up a change; or NULL */
	const char *overlap_field; /* whose members may share people */
	bool detect_breaks;        /* of a series */
	size_t break_count;        /* periods that start a new series */
	const char **breaks;
	/* Those declared for a run, borrowed (breaks_apply()), or NULL. */
	const struct breaks *declared;
	size_t exclusion_count;
	struct definition_exclusion *exclusions;
	size_t breakdown_count; /* 0: no restriction */
	struct definition_breakdown *breakdowns;
	enum definition_protection protection;
	struct title protection_text; /* texts NULL if not given */
	struct json *json;            /* owner of the texts */
};

/* NULL on failure. */
struct definition *definition_open(const char *path, struct fail *) MUST_CHECK;
void definition_free(struct definition *); /* NULL is allowed */

/* Whether all codes of one of its dimensions have the same denominator. */
bool definition_shares(const struct definition *);
/* The index of the dimension of this name, or -1. */
int definition_dimension(const struct definition *, const char *name);
/* Whether a breakdown of the definition has the dimension of this name. */
bool definition_breakdown_has(const struct definition *,
    const struct definition_breakdown *, const char *name);
/*
 * Whether the definition is valid on at least one day of the period: YYYY,
 * YYYY-MM or YYYY-MM-DD.  A period of another form is not judged (true).
 */
bool definition_covers(const struct definition *, const char *period);

/* Several definitions: ids are unique, comparisons know what they compare. */
struct definitions {
	size_t count;
	struct definition **items;
};

#define DEFINITIONS_INIT \
	{                \
		0, NULL  \
	}

int definitions_open(struct definitions *, const char *const *paths,
    size_t count, struct fail *) MUST_CHECK;
/* The same, the first path being read already; takes its tree in any case. */
int definitions_open_after(struct definitions *, struct json *first,
    const char *const *paths, size_t count, struct fail *) MUST_CHECK;
void definitions_clear(struct definitions *);
/* The definition with this id, or NULL. */
const struct definition *definitions_find(
    const struct definitions *, const char *id);

#endif
