/*
 * comparisons.h - what readers must know of the comparisons of a report: what
 * is compared with what, how to read the numbers, what chance has to do with
 * complete counts, and by which methods they were computed.
 *
 *	struct comparison_notes notes = { 0 };
 *	if (comparison_notes(&view, LANGUAGE_RU, &notes, f) == 0)
 *		for (i = 0; i < notes.count; i++)
 *			puts(notes.items[i]);
 *	comparison_notes_clear(&notes);
 *
 * Each note is there once, however many comparisons it is for, and only if a
 * number of the report needs it.
 */
#ifndef REPORT_COMPARISONS_H
#define REPORT_COMPARISONS_H

#include <stddef.h>

#include "base/fail.h"
#include "base/language.h"
#include "measure/statistic.h"
#include "report/view.h"

/* A statistic, and the method of a number of it. */
struct used {
	enum statistic statistic;
	const char *method; /* borrowed from the observations */
};

struct used_methods {
	size_t count, capacity;
	struct used *items;
};

/* Add those of a comparison's observations, in the order of the statistics and
 * of their names; each pair once.  To be cleared on failure too. */
int used_methods(const struct view *, size_t indicator, struct used_methods *,
    struct fail *) MUST_CHECK;
void used_methods_clear(struct used_methods *);

struct comparison_notes {
	size_t count, capacity;
	char **items;
};

/* Messages must already be in the language.  To be cleared on failure too. */
int comparison_notes(const struct view *, enum language,
    struct comparison_notes *, struct fail *) MUST_CHECK;
void comparison_notes_clear(struct comparison_notes *);

#endif
