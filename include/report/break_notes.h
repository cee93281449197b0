/*
 * break_notes.h - the breaks of the series of a report, and what they stopped.
 *
 *	struct break_notes notes;
 *	size_t i;
 *	if (break_notes_open(&notes, &view, f) == 0)
 *		for (i = 0; i < notes.count; i++)
 *			puts(break_note_text(&notes.items[i], LANGUAGE_EN, f));
 *	break_notes_clear(&notes);
 *
 * There is one for each break that is declared for the run (measure/breaks.h)
 * and begins within the data of an indicator of the report, in the order of
 * their file; one for each indicator whose definition has breaks; and one for
 * each in which breaks were detected.
 */
#ifndef REPORT_BREAK_NOTES_H
#define REPORT_BREAK_NOTES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "base/json.h"
#include "base/language.h"
#include "measure/breaks.h"
#include "report/view.h"

/* What a break does to an indicator. */
struct break_effect {
	size_t indicator; /* of the view */
	size_t stopped;   /* figures that it keeps from being computed */
	bool *periods;    /* of the view, in which it begins */
};

struct break_note {
	const struct view *view; /* borrowed */
	/* NULL: those of a definition, or detected ones. */
	const struct declared_break *declared;
	bool detected;
	size_t count;
	struct break_effect *effects;
};

struct break_notes {
	size_t count;
	struct break_note *items;
};

/* Borrows the view.  To be cleared on failure too. */
int break_notes_open(
    struct break_notes *, const struct view *, struct fail *) MUST_CHECK;
void break_notes_clear(struct break_notes *);

/* The note for readers; messages must already be in the language.  The caller
 * frees it; NULL: out of memory. */
char *break_note_text(
    const struct break_note *, enum language, struct fail *) MUST_CHECK;
/* The same for programs: report(1), "extension.breaks". */
struct json_value *break_note_value(const struct break_note *);

#endif
