/*
 * method.h - the methods of statistics that a table of cases names.
 *
 *	const struct method *m = method_find("wilson");
 *	double x[] = { 15 }, n[] = { 148 };
 *	const double *columns[] = { x, n };
 *	struct method_call call = { m, 1, 2, columns, 0.95, settings };
 *	struct method_value value = METHOD_VALUE_NONE;
 *	if (m->run(&call, &value) == METHOD_OK)
 *		printf("%g to %g\n", value.lower, value.upper);
 *
 * A method is computed of each row, or of the rows of a group.  measure(1)
 * describes every one with its formula and source.
 */
#ifndef MEASURE_METHOD_H
#define MEASURE_METHOD_H

#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "statistics/status.h"
#include "statistics/two_groups.h"

enum method_input_kind {
	METHOD_INPUT_COUNT,  /* whole and not negative, else a status */
	METHOD_INPUT_NUMBER, /* any */
	METHOD_INPUT_PERIOD  /* a number; steps are equal, else a gap */
};

struct method_input {
	const char *name;
	enum method_input_kind kind;
	bool optional;
	bool several; /* of the last input only: one or more columns */
};

enum method_setting_kind {
	METHOD_SETTING_NUMBER, /* from minimum to maximum */
	METHOD_SETTING_WHOLE,  /* the same without a fraction */
	METHOD_SETTING_YES,    /* true or false: 1 or 0 */
	METHOD_SETTING_TEXT    /* the place of one of the texts */
};

struct method_setting {
	const char *name;
	enum method_setting_kind kind;
	double fallback; /* NAN: it must be given */
	double minimum, maximum;
	const char *const *texts; /* NULL after the last */
};

#define METHOD_SETTINGS_MAX 4

struct method_value {
	enum method_status status; /* if another than METHOD_OK, no numbers */
	double value, lower, upper, p; /* NAN: there is none */
	const char *method; /* that was used, if another than was asked for */
};

#define METHOD_VALUE_NONE                           \
	{                                           \
		METHOD_OK, NAN, NAN, NAN, NAN, NULL \
	}

struct method;

struct method_call {
	const struct method *method;
	size_t rows; /* 1 of a method by rows */
	/* In the order of the inputs; NULL: an optional one is not there. */
	size_t column_count;
	const double *const *columns;
	double level; /* in (0, 1) */
	const double *settings;
};

struct method {
	const char *name;
	bool grouped; /* of the rows of a group, else of each row */
	bool each;    /* of a group, but has values for each of its rows */
	bool leveled; /* has an interval */
	bool model;   /* terms come before the statistics; see method_terms() */
	const struct method_input *inputs;
	size_t input_count;
	const struct method_setting *settings;
	size_t setting_count; /* at most METHOD_SETTINGS_MAX */
	const char *const *statistics;
	size_t statistic_count;
	size_t spare; /* so many at the end have a row only with a value */
	/* One value a term and a statistic (each: those of the first row, then
	 * of the second, ...), all METHOD_VALUE_NONE before.
	 * Another status than METHOD_OK is that of all of them. */
	enum method_status (*run)(
	    const struct method_call *, struct method_value *);
};

struct method_list {
	const struct method *items;
	size_t count;
};

/* The families; method_find() looks in all. */
extern const struct method_list method_proportions, method_event_rates,
    method_groups, method_strata, method_families, method_samples, method_lines,
    method_trends, method_breaks;

/* The method with this name, or NULL. */
const struct method *method_find(const char *name);
/* The methods in order of their families; NULL after the last. */
const struct method *method_at(size_t index);

/* Inputs that methods of several families have, in the order of the names:
 * numerator_1, denominator_1, numerator_2, denominator_2; period, value. */
enum {
	METHOD_NUMERATOR_1,
	METHOD_DENOMINATOR_1,
	METHOD_NUMERATOR_2,
	METHOD_DENOMINATOR_2,
	METHOD_GROUPS_INPUTS
};
enum { METHOD_PERIOD, METHOD_VALUE, METHOD_SERIES_INPUTS };
extern const struct method_input method_groups_inputs[METHOD_GROUPS_INPUTS],
    method_series_inputs[METHOD_SERIES_INPUTS];

/* The setting of all methods with an input METHOD_INPUT_PERIOD: gaps are
 * allowed. */
enum { METHOD_SERIES_GAPS };
/*
 * Settings of models that all have: the place of each.  A model has the terms
 * "intercept" (if any) and, for each column and each power up to the degree,
 * NAME, NAME^2, ...; every term has its estimate and, as NAME_se, its standard
 * error.
 */
enum { METHOD_MODEL_DEGREE, METHOD_MODEL_INTERCEPT };
/* The count of an input in a row, from 0; of the two groups of a row. */
int64_t method_count(const struct method_call *, size_t input, size_t row);
struct two_groups method_two_groups(const struct method_call *, size_t row);
/* An estimate with its limits. */
void method_limits(
    struct method_value *, double estimate, double lower, double upper);
/* The terms of a model with so many columns of x, intercept included. */
size_t method_terms(size_t columns, const double *settings);

#endif
