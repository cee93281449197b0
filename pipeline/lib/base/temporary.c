/* temporary.c - files without a name (temporary.h) */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"
#include "base/temporary.h"

/* A file without a name; no signal comes while it has one. */
static FILE *
open_file(const char *folder, struct fail *f)
{
	char *name = path_join(folder, ".spool.XXXXXX", f);
	sigset_t all, before;
	FILE *stream;
	int descriptor;

	if (name == NULL)
		return NULL;
	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	descriptor = mkstemp(name);
	if (descriptor != -1)
		unlink(name);
	sigprocmask(SIG_SETMASK, &before, NULL);
	stream = descriptor == -1 ? NULL : fdopen(descriptor, "w+");
	if (stream == NULL)
		fail_errno(f, _("%s: cannot create the file"), name);
	if (stream == NULL && descriptor != -1)
		close(descriptor);
	free(name);
	return stream;
}

/* The folder for temporary files where standard output has none. */
static char *
find_folder(const char *near, struct fail *f)
{
	const char *folder = getenv("TMPDIR");

	if (near != NULL && strcmp(near, "-") != 0)
		return path_folder(near, f);
	if (folder == NULL || folder[0] == '\0')
		folder = "/tmp";
	return memory_text(folder, strlen(folder), f);
}

FILE *
temporary_file(const char *near, struct fail *f)
{
	char *folder = find_folder(near, f);
	FILE *file = folder == NULL ? NULL : open_file(folder, f);

	free(folder);
	return file;
}
