/*
 * profile.h - what the columns of a table hold, cell by cell in bounded
 * memory: how many cells are a value of which type, which marks stand for no
 * value, how many different texts there are, the first of them.
 *
 *	struct profiles p;
 *	if (profiles_init(&p, columns, f) == 0)
 *		for each cell
 *			profiles_add(&p, column, text, length, f);
 *	profiles_settle(&p, f);
 *	share = p.columns[0].matches[PROFILE_INTEGER] / p.columns[0].values
 *	profiles_clear(&p);
 *
 * profiles_at() says on which line the cells stand that are added next, so that
 * the first one that does not fit can be named.
 *
 * A cell is a value of a type if value_read() says so: what fits here is what
 * ingest will read.  Which type a column has is not decided here but in
 * column_kind.h, for its header has a say.
 */
#ifndef SNIFF_PROFILE_H
#define SNIFF_PROFILE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "sniff/distinct.h"
#include "value/evidence.h"
#include "value/table_schema.h"

/* Types, and forms of texts, that are tried. */
enum profile_type {
	PROFILE_INTEGER,
	PROFILE_NUMBER,
	PROFILE_DATE,
	PROFILE_YEAR,
	PROFILE_BOOLEAN,
	PROFILE_PERIOD, /* from here on in the order of enum table_format */
	PROFILE_SNILS,
	PROFILE_INN,
	PROFILE_INN10,
	PROFILE_INN12,
	PROFILE_OGRN,
	PROFILE_OGRNIP,
	PROFILE_OKPO,
	PROFILE_OKATO,
	PROFILE_OKTMO,
	PROFILE_KPP,
	PROFILE_PROGRAMME,
	PROFILE_TYPES
};

/* Why a cell has no value: the lists of marks of a schema. */
enum profile_mark {
	PROFILE_MISSING,
	PROFILE_NOT_APPLICABLE,
	PROFILE_CONFIDENTIAL,
	PROFILE_ZERO, /* a value, in counts */
	PROFILE_MARKS
};

#define PROFILE_EXAMPLES 3
#define PROFILE_EXAMPLE 200 /* bytes, whole characters only */
#define PROFILE_STRAYS 4
#define PROFILE_STRAY 32
/* Cells that can be read in two ways: one with a comma, one without; by
 * type. */
#define PROFILE_OPEN 6

/* A text that is no number, how often it occurs and on which line first. */
struct profile_stray {
	char text[PROFILE_STRAY];
	uint64_t count, line;
};

/* A value and where it stands; line 0: none. */
struct profile_place {
	uint64_t line;
	char text[PROFILE_STRAY]; /* its beginning */
};

struct profile {
	uint64_t cells;
	uint64_t marks[PROFILE_MARKS]; /* cells */
	uint64_t *mark_counts;         /* by mark, see profiles_mark() */
	uint64_t values;               /* cells that are no mark */
	uint64_t matches[PROFILE_TYPES];
	uint64_t repaired[PROFILE_TYPES]; /* of them, damaged ones */
	/* of the form of an identifier, with wrong check digits */
	uint64_t unchecked[PROFILE_TYPES];
	/* the first value that is not of the type; one without a digit for
	 * booleans only, as the first of those stands below */
	struct profile_place misfits[PROFILE_TYPES], word;
	uint64_t words;    /* values without a digit */
	uint64_t digits;   /* values of digits alone */
	uint64_t zeros;    /* of them, those with a leading zero and more */
	uint64_t names;    /* of persons, see person_name.h */
	uint64_t elevens;  /* of eleven digits, as a SNILS has them */
	uint64_t hyphened; /* 112-233-445 95: written as only a SNILS is */
	uint64_t phones, mails, passports, addresses; /* person_form.h */
	uint64_t organisations; /* with a word such as school or college */
	uint64_t steps; /* whole numbers that are one more than the last */
	struct evidence evidence;
	uint64_t opens[PROFILE_TYPES]; /* matches that the evidence decides */
	char open[PROFILE_OPEN][PROFILE_STRAY]; /* one of each kind */
	bool fractions, negatives;
	double minimum, maximum, last; /* of the numbers */
	int64_t earliest, latest;      /* of the dates, in days since 1970 */
	size_t shortest, longest;      /* characters of the values */
	struct distinct distinct;      /* of the values */
	size_t example_count, stray_count;
	char examples[PROFILE_EXAMPLES][PROFILE_EXAMPLE];
	struct profile_stray strays[PROFILE_STRAYS];
	uint64_t strays_lost; /* cells of further such texts */
};

struct profiles {
	struct table_schema *types; /* one field for each type */
	size_t count;
	uint64_t line; /* where the cells stand that are added */
	struct profile *columns;
};

int profiles_init(struct profiles *, size_t columns, struct fail *) MUST_CHECK;
/* Cells that are added from here on stand on this line. */
void profiles_at(struct profiles *, uint64_t line);
/* A cell as it stands in the file, UTF-8; white space around it is left out. */
int profiles_add(struct profiles *, size_t column, const char *text,
    size_t length, struct fail *) MUST_CHECK;
/* All cells were added: those that can be read in two ways count for a type
 * only if the evidence says which it is (value/evidence.h). */
int profiles_settle(struct profiles *, struct fail *) MUST_CHECK;
void profiles_clear(struct profiles *);

/* The marks of all meanings, one after another: text and meaning of the mark
 * at an index, false beyond the last one. */
bool profiles_mark(const struct profiles *, size_t index, const char **text,
    enum profile_mark *);

#endif
