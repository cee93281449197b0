/* fail.c - how the library reports a failure */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fail.h"
#include "base/message.h"
#include "base/text.h"

/* Long enough for a cut to happen in the visible form only. */
#define RAW_SIZE (2 * sizeof(((struct fail *)NULL)->text))

static void
set_text(struct fail *f, enum fail_status status, const char *raw)
{
	f->status = status;
	text_visible(raw, strlen(raw), f->text, sizeof(f->text));
}

int
fail_set(struct fail *f, enum fail_status status, const char *format, ...)
{
	char raw[RAW_SIZE];
	va_list arguments;

	if (f == NULL)
		return -1;
	va_start(arguments, format);
	vsnprintf(raw, sizeof(raw), format, arguments);
	va_end(arguments);
	set_text(f, status, raw);
	return -1;
}

int
fail_errno(struct fail *f, const char *format, ...)
{
	char raw[RAW_SIZE];
	size_t used;
	int error = errno;
	va_list arguments;

	if (f == NULL)
		return -1;
	va_start(arguments, format);
	vsnprintf(raw, sizeof(raw), format, arguments);
	va_end(arguments);
	used = strlen(raw);
	snprintf(raw + used, sizeof(raw) - used, ": %s", strerror(error));
	set_text(f, FAIL_SYSTEM, raw);
	return -1;
}

int
fail_memory(struct fail *f)
{
	return fail_set(f, FAIL_SYSTEM, "%s", _("out of memory"));
}

int
fail_place(struct fail *f, const char *name)
{
	char text[sizeof(f->text)];

	if (f == NULL || f->status == FAIL_SYSTEM)
		return -1;
	memcpy(text, f->text, sizeof(text));
	return fail_set(f, f->status, "%s: %s", name, text);
}
