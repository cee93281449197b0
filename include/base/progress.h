/*
 * progress.h - long work says on a terminal how far it is, and never
 * elsewhere.
 *
 *	struct progress p;
 *	progress_start(&p, "build/clean.arrow");
 *	... progress_add(&p, batch->length);
 *	progress_end(&p);	(the line is wiped)
 *
 * A line "1 310 720 rows, build/clean.arrow" on standard error, renewed in
 * place; work that is done within a second shows none.
 */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *name; /* NULL: nothing is shown */
	bool shown;
	uint64_t rows;
	double next; /* seconds of the monotonic clock */
};

/* name is borrowed and made safe to show; NULL, or standard error that is no
 * terminal, shows nothing. */
void progress_start(struct progress *, const char *name);
void progress_add(struct progress *, uint64_t rows);
void progress_end(struct progress *);

#endif
