/* output.c - a file appears under its name only when it is whole */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "base/path.h"

#define SLOTS 64
#define STEM 200 /* bytes of the name kept in the temporary one */

/*
 * The temporary files that a signal removes: state of the process, for a
 * signal handler has no argument.  Lock-free, hence safe in a handler.
 */
static _Atomic(char *) temporaries[SLOTS];

static void
remove_temporaries(int number)
{
	struct sigaction action;

	for (int i = 0; i < SLOTS; i++) {
		char *name = atomic_load(&temporaries[i]);

		if (name != NULL)
			unlink(name);
	}
	/* end by the same signal: it is delivered when the handler returns */
	memset(&action, 0, sizeof(action));
	action.sa_handler = SIG_DFL;
	sigaction(number, &action, NULL);
	raise(number);
}

void
output_signals(void)
{
	static const int numbers[] = { SIGHUP, SIGINT, SIGTERM };
	struct sigaction action, old;

	memset(&action, 0, sizeof(action));
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < COUNT(numbers); i++) {
		action.sa_handler = remove_temporaries;
		/* nohup and "&" have it ignored: leave it so */
		if (sigaction(numbers[i], NULL, &old) == 0 &&
		    old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	}
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
}

static int
slot_take(char *name)
{
	for (int i = 0; i < SLOTS; i++) {
		char *none = NULL;

		if (atomic_compare_exchange_strong(
			&temporaries[i], &none, name))
			return i;
	}
	return -1;
}

static void
slot_release(int *slot)
{
	if (*slot >= 0)
		atomic_store(&temporaries[*slot], NULL);
	*slot = -1;
}

/* FOLDER/.NAME.XXXXXX for FOLDER/NAME. */
static char *
temporary_name(const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	size_t folder = (size_t)(name - path);
	size_t stem = strlen(name) < STEM ? strlen(name) : STEM;
	char *text = memory_array(folder + stem + sizeof("..XXXXXX"), 1, f);

	if (text == NULL)
		return NULL;
	memcpy(text, path, folder);
	text[folder] = '.';
	memcpy(text + folder + 1, name, stem);
	memcpy(text + folder + 1 + stem, ".XXXXXX", sizeof(".XXXXXX"));
	return text;
}

static mode_t
new_file_mode(void)
{
	mode_t mask = umask(0);

	umask(mask);
	return 0666 & ~mask;
}

/* Create the temporary file; no signal comes before its name is known. */
static int
temporary_create(struct output *out, struct fail *f)
{
	sigset_t all, before;
	int descriptor, error;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, &before);
	descriptor = mkstemp(out->temporary);
	error = errno;
	if (descriptor != -1)
		out->slot = slot_take(out->temporary);
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	if (descriptor == -1) {
		/* mkstemp() made no file: there is nothing to remove */
		free(out->temporary);
		out->temporary = NULL;
		return fail_errno(
		    f, _("%s: cannot create the file"), out->path);
	}
	if (out->slot == -1) {
		close(descriptor);
		return fail_set(f, FAIL_SYSTEM,
		    _("%s: more than %d files are being written"), out->path,
		    SLOTS);
	}
	return descriptor;
}

static int
open_file(struct output *out, unsigned flags, struct fail *f)
{
	int descriptor;

	/* nothing may replace a device or a pipe */
	if (path_is_special(out->path)) {
		descriptor = open(out->path, O_WRONLY | O_CLOEXEC);
		if (descriptor == -1)
			return fail_errno(
			    f, _("%s: cannot write to it"), out->path);
		return descriptor;
	}
	if ((out->temporary = temporary_name(out->path, f)) == NULL ||
	    (descriptor = temporary_create(out, f)) == -1)
		return -1;
	fcntl(descriptor, F_SETFD, FD_CLOEXEC);
	if ((flags & OUTPUT_PRIVATE) == 0 &&
	    fchmod(descriptor, new_file_mode()) == -1) {
		fail_errno(f, _("%s: cannot set the mode"), out->path);
		close(descriptor);
		return -1;
	}
	return descriptor;
}

/* The file itself where path is a symbolic link to it. */
static char *
final_path(const char *path, struct fail *f)
{
	struct stat about;
	char *real;

	if (lstat(path, &about) == -1 || !S_ISLNK(about.st_mode) ||
	    path_is_special(path))
		return memory_text(path, strlen(path), f);
	if ((real = realpath(path, NULL)) == NULL)
		fail_errno(f, _("%s: the link leads nowhere"), path);
	return real;
}

int
output_open(
    struct output *out, const char *path, unsigned flags, struct fail *f)
{
	int descriptor;

	memset(out, 0, sizeof(*out));
	out->slot = -1;
	out->sync = (flags & OUTPUT_SYNC) != 0;
	if (path == NULL || strcmp(path, "-") == 0) {
		out->stream = stdout;
		return 0;
	}
	if ((out->path = final_path(path, f)) != NULL &&
	    (descriptor = open_file(out, flags, f)) != -1) {
		if ((out->stream = fdopen(descriptor, "w")) != NULL)
			return 0;
		close(descriptor);
		fail_errno(f, _("%s: cannot create the file"), path);
	}
	output_discard(out);
	return -1;
}

static int
write_failed(const struct output *out, struct fail *f)
{
	/* stdio forgets why an earlier write failed if this flush succeeded */
	if (errno == 0)
		errno = EIO;
	if (out->path != NULL)
		return fail_errno(f, _("%s: cannot write"), out->path);
	if (errno == EPIPE)
		return fail_set(f, FAIL_SYSTEM, "%s",
		    _("the reader of standard output closed it"));
	return fail_errno(f, "%s", _("cannot write to standard output"));
}

static int
stream_close(struct output *out, struct fail *f)
{
	FILE *stream = out->stream;
	int status = 0;

	errno = 0;
	if (fflush(stream) == EOF || ferror(stream))
		status = write_failed(out, f);
	else if (out->sync && out->temporary != NULL &&
		 fsync(fileno(stream)) == -1)
		status = write_failed(out, f);
	out->stream = NULL;
	if (stream == stdout)
		return status;
	errno = 0;
	if (fclose(stream) == EOF && status == 0)
		status = write_failed(out, f);
	return status;
}

/* Make the new name in the folder last, too. */
static int
folder_sync(const char *path, struct fail *f)
{
	char *folder = path_folder(path, f);
	int descriptor, status = 0;

	if (folder == NULL)
		return -1;
	descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	/* EINVAL: a file system that cannot synchronise folders */
	if (descriptor == -1 || (fsync(descriptor) == -1 && errno != EINVAL))
		status =
		    fail_errno(f, _("%s: cannot write the folder"), folder);
	if (descriptor != -1)
		close(descriptor);
	free(folder);
	return status;
}

int
output_commit(struct output *out, struct fail *f)
{
	int status = stream_close(out, f);

	if (status == 0 && out->temporary != NULL) {
		if (rename(out->temporary, out->path) == -1) {
			status = fail_errno(f,
			    _("%s: cannot give the file its name"), out->path);
		} else {
			slot_release(&out->slot);
			free(out->temporary);
			out->temporary = NULL;
			if (out->sync)
				status = folder_sync(out->path, f);
		}
	}
	output_discard(out);
	return status;
}

/* Do two files hold the same bytes? */
static bool
same_bytes(FILE *a, FILE *b)
{
	char x[BUFSIZ], y[BUFSIZ];
	size_t m, n;

	do {
		m = fread(x, 1, sizeof(x), a);
		n = fread(y, 1, sizeof(y), b);
	} while (m == n && memcmp(x, y, n) == 0 && n == sizeof(y));
	return m == n && memcmp(x, y, n) == 0 && !ferror(a) && !ferror(b);
}

/* Is the file that is there like the new one?  Whatever cannot be read is not,
 * and is replaced. */
static bool
is_unchanged(const struct output *out)
{
	struct stat before, now;
	FILE *a, *b = NULL;
	bool same = false;

	if (out->temporary == NULL || stat(out->path, &before) == -1 ||
	    stat(out->temporary, &now) == -1 || !S_ISREG(before.st_mode) ||
	    before.st_mode != now.st_mode || before.st_size != now.st_size ||
	    (a = fopen(out->path, "rb")) == NULL)
		return false;
	if ((b = fopen(out->temporary, "rb")) != NULL) {
		same = same_bytes(a, b);
		fclose(b);
	}
	fclose(a);
	return same;
}

int
output_commit_changed(struct output *out, struct fail *f)
{
	int status = 0;

	errno = 0;
	if (fflush(out->stream) == EOF || ferror(out->stream))
		status = write_failed(out, f);
	else if (!is_unchanged(out))
		return output_commit(out, f);
	output_discard(out);
	return status;
}

void
output_discard(struct output *out)
{
	if (out->stream != NULL && out->stream != stdout)
		fclose(out->stream);
	if (out->temporary != NULL)
		unlink(out->temporary);
	slot_release(&out->slot);
	free(out->temporary);
	free(out->path);
	out->stream = NULL;
	out->temporary = NULL;
	out->path = NULL;
}
