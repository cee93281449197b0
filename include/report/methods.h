/*
 * methods.h - the methods by which the numbers of a report were computed.
 *
 *	char *note = methods_note(&view, f);
 *	if (note != NULL && *note != '\0')
 *		puts(note);	("Methods: Fisher's exact test (Fisher 1935).")
 *	free(note);
 *
 * A method is one of the report if a number has it; what they are called and
 * where they come from is in report/citation.h.
 */
#ifndef REPORT_METHODS_H
#define REPORT_METHODS_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/statistic.h"
#include "report/view.h"

/* A statistic, and the method of a number of it. */
struct method_used {
	enum statistic statistic;
	const char *method; /* borrowed from the observations */
};

struct methods_used {
	size_t count, capacity;
	struct method_used *items;
};

/* Add those of a series or a comparison, in the order of the statistics and of
 * their names; each pair once.  To be cleared on failure too. */
int methods_used_add(const struct view *, size_t indicator,
    struct methods_used *, struct fail *) MUST_CHECK;
void methods_used_clear(struct methods_used *);

/* All methods of the report that have a source, each once, with author and
 * year; "" if there is none.  Messages must already be in the language.  The
 * caller frees it; NULL on failure. */
char *methods_note(const struct view *, struct fail *) MUST_CHECK;

#endif
