/* script - scripts that are written only when they change */
#include "plan/script.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"

int
script_open(struct script *s, const char *path, struct fail *f)
{
	memset(s, 0, sizeof(*s));
	s->path = memory_text(path, strlen(path), f);
	if (s->path == NULL)
		return -1;
	s->stream = open_memstream(&s->text, &s->length);
	if (s->stream == NULL)
		return fail_memory(f);
	return 0;
}

void
script_quote(struct script *s, const char *text)
{
	const char *at;

	putc('\'', s->stream);
	for (at = text; *at != '\0'; at++)
		if (*at == '\'')
			fputs("'\\''", s->stream);
		else
			putc(*at, s->stream);
	putc('\'', s->stream);
}

void
script_option(struct script *s, const char *name, const char *value)
{
	fprintf(s->stream, " --%s ", name);
	script_quote(s, value);
}

static bool
same_content(const char *path, const char *text, size_t length)
{
	FILE *file = fopen(path, "rb");
	size_t at = 0;
	int ch;

	if (file == NULL)
		return false;
	while ((ch = getc(file)) != EOF) {
		if (at == length || ch != (unsigned char)text[at])
			break;
		at++;
	}
	fclose(file);
	return ch == EOF && at == length;
}

int
script_close(struct script *s, struct fail *f)
{
	struct output out;
	int status = 0, failed;

	failed = ferror(s->stream);
	failed |= fclose(s->stream);
	s->stream = NULL;
	if (failed)
		status = fail_memory(f);
	else if (!same_content(s->path, s->text, s->length)) {
		status = output_open(&out, s->path, OUTPUT_PRIVATE, f);
		if (status == 0) {
			fwrite(s->text, 1, s->length, out.stream);
			status = output_commit(&out, f);
			output_discard(&out);
		}
	}
	script_discard(s);
	return status;
}

void
script_discard(struct script *s)
{
	if (s->stream != NULL)
		fclose(s->stream);
	free(s->text);
	free(s->path);
	memset(s, 0, sizeof(*s));
}
