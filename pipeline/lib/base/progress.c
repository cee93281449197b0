/* progress.c - how far long work is, on a terminal (progress.h) */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/message.h"
#include "base/progress.h"
#include "base/text.h"

#define QUIET_SECONDS 1.0 /* shorter work shows nothing */
#define RENEW_SECONDS 0.2
#define NAME_SIZE 49 /* so that the line fits on 80 columns */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
progress_start(struct progress *p, const char *name)
{
	*p = (struct progress){ .name = isatty(STDERR_FILENO) ? name : NULL };
	if (p->name != NULL)
		p->next = now() + QUIET_SECONDS;
}

void
progress_add(struct progress *p, uint64_t rows)
{
	char name[NAME_SIZE];
	double time;

	p->rows += rows;
	if (p->name == NULL || (time = now()) < p->next)
		return;
	text_visible(p->name, strlen(p->name), name, sizeof(name));
	fprintf(stderr, "\r\033[K");
	fprintf(stderr, _("%" PRIu64 " rows, %s"), p->rows, name);
	fflush(stderr);
	p->next = time + RENEW_SECONDS;
	p->shown = true;
}

void
progress_end(struct progress *p)
{
	if (p->shown)
		fprintf(stderr, "\r\033[K");
	p->shown = false;
}
