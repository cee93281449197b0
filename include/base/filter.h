/*
 * filter.h - what all programs of the chain have in common: options, help,
 * version, the record of what was done, and the end.
 *
 *	static const char *output, *record;
 *	static const struct option_spec options[] = {
 *		FILTER_OPTIONS(&output, &record),
 *		{ 's', "schema", N_("FILE"), N_("Table Schema"), &schema, NULL,
 *		    OPTION_REQUIRED | OPTION_INPUT }
 *	};
 *	static const struct filter filter = { "ingest", N_("..."),
 *		N_("[FILE...]"), options, COUNT(options) };
 *
 *	int status, first;
 *	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
 *		return status;
 *	... operands are argv[first] .. argv[argc - 1]
 *	return filter_end(&filter, &f);
 *
 * Options are local variables of main in practice: the spec array may be
 * automatic.  Long and short forms, --name=VALUE and -nVALUE, "--" as usual;
 * of an option given twice the last value holds, unless it is a list.
 */
#ifndef BASE_FILTER_H
#define BASE_FILTER_H

#include <stddef.h>

#include "base/fail.h"
#include "base/memory.h"
#include "base/option.h"

#define FILTER_OPTIONS(output, record)                                       \
	{ 'o', "output", N_("FILE"), N_("write to FILE [standard output]"),  \
		output, NULL, OPTION_OUTPUT | OPTION_STANDARD },             \
	{                                                                    \
		0, "record", N_("FILE"),                                     \
		    N_("write what was done to FILE as JSON"), record, NULL, \
		    OPTION_OUTPUT                                            \
	}

struct filter {
	const char *name;     /* "ingest": messages say profstat-ingest */
	const char *about;    /* one sentence */
	const char *operands; /* as in the usage line, which is checked: X for
			       * one, X Y for two, X... for one or more, [ ] if
			       * there may be none */
	const struct option_spec *options;
	size_t option_count;
};

/*
 * Set up locale, signals, options, and that GSL returns its failures.  Returns
 * the index of the first operand, or -1 with *status when the program must end
 * now (--help, --version: 0; wrong usage: 2, already reported).
 */
int filter_start(
    const struct filter *, int argc, char *argv[], int *status) MUST_CHECK;

/* Report the failure if there is one and return the exit status. */
int filter_end(const struct filter *, const struct fail *);

/* "profstat-NAME: text" on standard error, for warnings. */
void filter_warn(const struct filter *, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* Wrong usage: report it with the usage line.  Returns the exit status 2. */
int filter_usage(const struct filter *, const char *format, ...)
    PRINTF_LIKE(2, 3);

/* "profstat 0.1.0" */
const char *filter_version(void);

#endif
