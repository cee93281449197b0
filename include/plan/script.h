/*
 * script.h - shell scripts and rules that are written only when they change,
 * and that no name from data can break.
 *
 *	struct script s;
 *	if (script_open(&s, "build/run/x/files/key.sh", f) == 0) {
 *		fputs("ingest ", s.stream);
 *		script_quote(&s, "raw/Отчёт (2).csv");
 *		status = script_close(&s, f);
 *	}
 *	script_discard(&s);	(no effect after a close)
 */
#ifndef PLAN_SCRIPT_H
#define PLAN_SCRIPT_H

#include <stddef.h>
#include <stdio.h>

#include "base/fail.h"

struct script {
	FILE *stream; /* write here */
	char *path;
	char *text;
	size_t length;
};

int script_open(struct script *, const char *path, struct fail *) MUST_CHECK;
/* One word of the shell, whatever bytes it holds. */
void script_quote(struct script *, const char *text);
/* " --name 'value'" */
void script_option(struct script *, const char *name, const char *value);
/* Write the file if it is absent or has another content. */
int script_close(struct script *, struct fail *) MUST_CHECK;
void script_discard(struct script *);

#endif
