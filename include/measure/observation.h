/*
 * observation.h - the long table from measure to report: one row for each
 * indicator, period and combination of codes, value, status and flags
 * together.
 *
 *	struct observations o;
 *	struct observation one;
 *	if (observations_load(&o, "observations.arrow", f) == 0) {
 *		const char *codes[] = { "RU", "_T" };
 *		ptrdiff_t row = observations_find(
 *		    &o, "employment_rate", "2002", codes);
 *		if (row != -1)
 *			observations_get(&o, (size_t)row, &one);
 *	}
 *	observations_clear(&o);
 *
 * Columns: indicator, definition, period, one per dimension, unit, numerator,
 * denominator, value, lower, upper, method, status, reason, flags, coverage
 * (measure(1)).  Value and coverage are there exactly in rows with status ok or
 * negligible; numerator, denominator, and the limits together may be there in
 * such rows only.  Reason and flags have none where there is nothing to say.
 */
#ifndef MEASURE_OBSERVATION_H
#define MEASURE_OBSERVATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "table/arrow.h"
#include "table/batch.h"
#include "table/schema.h"

enum observation_status {
	OBSERVATION_OK,
	OBSERVATION_NOT_APPLICABLE, /* cannot exist */
	OBSERVATION_MISSING,        /* should exist, not supplied */
	OBSERVATION_NEGLIGIBLE,     /* not zero, rounds to zero */
	OBSERVATION_CONFIDENTIAL,   /* suppressed */
	OBSERVATION_STATUSES
};

/* Why there is no number; REASON_NONE with a number. */
enum observation_reason {
	REASON_NONE,
	/* not_applicable */
	REASON_DECLARED,          /* the definition: such a cell cannot exist */
	REASON_MARKED,            /* the sender's mark "not applicable" */
	REASON_ZERO_DENOMINATOR,  /* 0 of 0 */
	REASON_OUTSIDE_VALIDITY,  /* the definition is not valid then */
	REASON_NO_EARLIER_PERIOD, /* a series begins */
	REASON_PERIOD_GAP,        /* the period before is not in the data */
	REASON_TOO_FEW_PERIODS,   /* for a trend */
	REASON_ZERO_BASE,         /* growth from zero */
	REASON_APPROXIMATE_LEVEL, /* growth of what is known by bounds only */
	REASON_BREAK,          /* growth into a period that is not comparable */
	REASON_DETECTED_BREAK, /* the same, found by the test of breaks */
	REASON_TOO_FEW,        /* units, strata or people for a method */
	REASON_NO_EVENTS,      /* nobody has the event, in no part */
	REASON_ALL_EQUAL,      /* all have it, or all values are the same */
	REASON_NO_CONVERGENCE, /* a method finds no end */
	REASON_NOT_FINITE,     /* a value has no bound */
	REASON_TOO_LARGE,      /* for an exact method */
	/* missing */
	REASON_NOT_IN_SOURCE,             /* no row in either dataset */
	REASON_NUMERATOR_NOT_IN_SOURCE,   /* no row for the numerator */
	REASON_DENOMINATOR_NOT_IN_SOURCE, /* no row for the denominator */
	REASON_PERIOD_NOT_IN_SOURCE,      /* one dataset lacks the period */
	REASON_NOT_SUPPLIED,              /* rows, but all marked missing */
	REASON_PARTS_MISSING,             /* no child of a sum is there */
	REASON_PARTS_DIFFER, /* numerator and denominator of unequal units */
	REASON_NUMERATOR_ABOVE_DENOMINATOR,
	REASON_NEGATIVE_COUNT,
	REASON_DECLARED_BUT_SUPPLIED, /* cannot exist, yet is not zero */
	/* confidential */
	REASON_SENDER,    /* suppressed by who sent the data */
	REASON_PRIMARY,   /* protect: a small count */
	REASON_SECONDARY, /* protect: keeps another from being computed */
	OBSERVATION_REASONS
};

/* Bits of observation.flags. */
enum observation_flag {
	FLAG_BREAK = 1,
	FLAG_UNRELIABLE = 2,
	FLAG_PARTIAL = 4, /* parts are missing, see coverage */
	FLAG_PROVISIONAL = 8,
	FLAG_REVISED = 16,
	FLAG_ESTIMATED = 32,
	FLAG_APPROXIMATE = 64,
	/* It differs from what it is compared with by more than chance. */
	FLAG_ABOVE = 128,
	FLAG_BELOW = 256
};
#define OBSERVATION_FLAGS 9

#define OBSERVATION_DIMENSIONS_MAX 64

/* "ok", "not_applicable", ...: the names in the table. */
const char *observation_status_name(enum observation_status);
/* "" for REASON_NONE, else "declared", "zero_denominator", ... */
const char *observation_reason_name(enum observation_reason);
/* The name of flag 1 << index, index below OBSERVATION_FLAGS. */
const char *observation_flag_name(unsigned index);
/* The code of the SDMX code list CL_OBS_STATUS. */
const char *observation_sdmx_status(enum observation_status);
/* The code of the SDMX code list CL_CONF_STATUS: F free, C confidential, D
 * secondarily so.  A confidential status needs its reason, others have none
 * that matters. */
const char *observation_sdmx_confidentiality(
    enum observation_status, enum observation_reason);
/* The CL_OBS_STATUS code of a flag.  The list has none for what is partial,
 * revised or approximate: D (the definition differs), V (not validated) and E
 * (estimated) come nearest. */
const char *observation_sdmx_flag(unsigned index);

/* Bits of estimate.parts: what is there besides the value. */
enum estimate_part {
	ESTIMATE_NUMERATOR = 1,
	ESTIMATE_DENOMINATOR = 2,
	ESTIMATE_INTERVAL = 4, /* lower and upper */
	ESTIMATE_ALL = 7
};

/* The numbers of a row with their status. */
struct estimate {
	int64_t numerator;
	int64_t denominator;
	double value; /* in the unit: 0..100 for percent */
	double lower;
	double upper;
	enum observation_status status;
	enum observation_reason reason;
	unsigned flags;
	double coverage; /* 0..1; 1 without FLAG_PARTIAL, 0 without numbers */
	unsigned parts;  /* 0 without numbers; the others are 0 */
	/* While a rate is measured: rows of the denominator, and lost ones that
	 * may belong to it. */
	int64_t rows, lost;
};

/* Whether a row has a value. */
static inline bool
observation_published(enum observation_status status)
{
	return status == OBSERVATION_OK || status == OBSERVATION_NEGLIGIBLE;
}

/* One row; texts are borrowed from the table. */
struct observation {
	const char *indicator;
	const char *definition;
	const char *period;
	const char *unit;
	const char *method;
	struct estimate estimate;
};

struct observations {
	size_t count;
	size_t dimension_count;
	uint16_t *status; /* enum observation_status of each row */
	uint16_t *reason; /* enum observation_reason */
	uint16_t *flags;  /* bits of enum observation_flag */
	size_t capacity;
	struct schema schema; /* of the table in batch */
	struct batch batch;
	/* Rows by indicator, period and codes: row + 1, or 0 in a free slot. */
	uint32_t *slots;
	size_t slot_count; /* a power of two; 0 before observations_index() */
};

/* An empty table with these dimensions (names are copied). */
int observations_init(struct observations *, const char *const *dimensions,
    size_t count, struct fail *) MUST_CHECK;
/*
 * Read and check a table (path "-": standard input) and index it.  A table
 * with other columns, an unknown status, numbers where the status forbids
 * them or two rows for one cell are failures.  To be cleared on failure too.
 */
int observations_load(
    struct observations *, const char *path, struct fail *) MUST_CHECK;
void observations_clear(struct observations *);
/* To a file, or as a stream to standard output (path NULL or "-").  A file
 * gets its name when the account, too, is written to record (NULL: nowhere). */
int observations_save(const struct observations *, const char *path,
    struct account *, const char *record, struct fail *) MUST_CHECK;
/* The number of rows by status into the record of a filter, as the input
 * "observations": rows in and out, and the property "status". */
int observations_account(const struct observations *, struct account *,
    uint64_t rows_in, struct fail *) MUST_CHECK;

/* The column of a dimension in batch, and its name. */
const struct column *observations_dimension(
    const struct observations *, size_t dimension);
const char *observations_dimension_name(
    const struct observations *, size_t dimension);
/* The index of a dimension by name, or -1. */
int observations_dimension_find(const struct observations *, const char *name);

/*
 * Appending.  A code is the place of a text in its column's dictionary:
 * observations_code() adds it; -1 in codes means that the indicator does not
 * have the dimension.
 */
struct observation_block {
	int32_t indicator, definition, period, unit, method;
};
int observations_block(struct observations *, const char *indicator,
    const char *definition, const char *period, const char *unit,
    const char *method, struct observation_block *, struct fail *) MUST_CHECK;
int observations_code(struct observations *, size_t dimension, const char *text,
    int32_t *code, struct fail *) MUST_CHECK;
int observations_add(struct observations *, const struct observation_block *,
    const int32_t *codes, const struct estimate *, struct fail *) MUST_CHECK;

/* The row, or all but its dimensions. */
void observations_get(
    const struct observations *, size_t row, struct observation *);
/* The code of a dimension as text; NULL if the indicator has it not. */
const char *observations_code_text(
    const struct observations *, size_t row, size_t dimension);

/* Build the index of rows; observations_load() has done it. */
int observations_index(struct observations *, struct fail *) MUST_CHECK;
/*
 * The row of this cell or -1; one text per dimension of the table, NULL where
 * the indicator does not have it.
 */
ptrdiff_t observations_find(const struct observations *, const char *indicator,
    const char *period, const char *const *codes);
/* The cell which differs from row in one dimension: it has this code there. */
ptrdiff_t observations_beside(
    const struct observations *, size_t row, size_t dimension, int32_t code);

/* The same cell in another period, which is a code of its column; or -1. */
ptrdiff_t observations_in_period(
    const struct observations *, size_t row, int32_t period);
/* The column of the periods in batch. */
const struct column *observations_period(const struct observations *);

/* Suppress: all numbers, flags and coverage go, the reason stays. */
int observations_hide(struct observations *, size_t row,
    enum observation_reason, struct fail *) MUST_CHECK;
/* Another method of a row. */
int observations_set_method(struct observations *, size_t row,
    const char *method, struct fail *) MUST_CHECK;

#endif
