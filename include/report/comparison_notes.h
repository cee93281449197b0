/*
 * comparison_notes.h - what readers must know of the comparisons of a report:
 * what is compared with what, how to read the numbers, and what chance has to
 * do with complete counts.
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
#ifndef REPORT_COMPARISON_NOTES_H
#define REPORT_COMPARISON_NOTES_H

#include <stddef.h>

#include "base/fail.h"
#include "base/language.h"
#include "report/view.h"

struct comparison_notes {
	size_t count, capacity;
	char **items;
};

/* Messages must already be in the language.  To be cleared on failure too. */
int comparison_notes(const struct view *, enum language,
    struct comparison_notes *, struct fail *) MUST_CHECK;
void comparison_notes_clear(struct comparison_notes *);

#endif
