/* raw_file.c - a raw export as bytes that can be read again (raw_file.h) */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/message.h"
#include "base/temporary.h"
#include "record/raw_file.h"

#define COPY_SIZE 65536

int
raw_file_copy(struct raw_file *file, struct bytes bytes, const char *label,
    struct fail *f)
{
	unsigned char buffer[COPY_SIZE];
	ssize_t got;

	file->label = label;
	if ((file->copy = temporary_file(NULL, f)) == NULL)
		return -1;
	while ((got = bytes.read(bytes.context, buffer, sizeof(buffer))) > 0) {
		if (fwrite(buffer, 1, (size_t)got, file->copy) != (size_t)got)
			break;
		file->size += got;
	}
	if (got == -1)
		return fail_errno(f, _("%s: cannot read"), label);
	if (got > 0 || fflush(file->copy) == EOF)
		return fail_errno(f,
		    _("%s: cannot write the temporary copy, in the folder "
		      "$TMPDIR or /tmp"),
		    label);
	file->descriptor = fileno(file->copy);
	return 0;
}

/* A device other than a terminal, or than the one that is always empty. */
static bool
is_device(int descriptor, const struct stat *status)
{
	struct stat null;

	if (S_ISBLK(status->st_mode))
		return true;
	return S_ISCHR(status->st_mode) && !isatty(descriptor) &&
	       (stat("/dev/null", &null) == -1 ||
		   null.st_rdev != status->st_rdev);
}

/* The descriptor's bytes as a file. */
static int
take(struct raw_file *file, int descriptor, struct fail *f)
{
	struct bytes bytes = { bytes_read_file, &descriptor };
	struct stat status;

	if (fstat(descriptor, &status) == -1)
		return fail_errno(f, _("%s: cannot read"), file->label);
	if (S_ISDIR(status.st_mode))
		return fail_set(f, FAIL_DATA,
		    _("%s: found a directory, expected a file"), file->label);
	if (is_device(descriptor, &status))
		return fail_set(f, FAIL_DATA,
		    _("%s: found a device, expected a file"), file->label);
	if (!S_ISREG(status.st_mode))
		return raw_file_copy(file, bytes, file->label, f);
	file->descriptor = descriptor;
	if (descriptor == STDIN_FILENO)
		file->start = lseek(descriptor, 0, SEEK_CUR);
	file->next = file->start;
	file->size = status.st_size - file->start;
	return 0;
}

int
raw_file_open(
    struct raw_file *file, const char *path, const char *label, struct fail *f)
{
	int descriptor = STDIN_FILENO, taken;

	file->label = label;
	if (strcmp(path, "-") != 0 &&
	    (descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)) == -1)
		return fail_set(f, FAIL_DATA, _("%s: cannot open the file: %s"),
		    label, strerror(errno));
	taken = take(file, descriptor, f);
	if (file->descriptor != descriptor && descriptor != STDIN_FILENO)
		close(descriptor);
	return taken;
}

void
raw_file_close(struct raw_file *file)
{
	const struct raw_file empty = RAW_FILE_INIT;

	if (file->copy != NULL)
		fclose(file->copy);
	else if (file->descriptor > STDIN_FILENO)
		close(file->descriptor);
	*file = empty;
}

ssize_t
raw_file_read(void *context, void *buffer, size_t size)
{
	struct raw_file *file = context;
	ssize_t got;

	do
		got = pread(file->descriptor, buffer, size, file->next);
	while (got == -1 && errno == EINTR);
	if (got > 0)
		file->next += got;
	return got;
}

int
raw_file_check(const struct raw_file *file, struct fail *f)
{
	struct stat status;
	off_t size = file->next - file->start;

	if (fstat(file->descriptor, &status) == -1)
		return fail_errno(f, _("%s: cannot read"), file->label);
	if (status.st_size - file->start != file->size)
		size = status.st_size - file->start;
	if (size == file->size)
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s: it had %" PRId64 " bytes and has %" PRId64
	      " now; it was changed while it was read: try again"),
	    file->label, (int64_t)file->size, (int64_t)size);
}

int
raw_file_digest(
    const struct raw_file *file, char digest[DIGEST_TEXT], struct fail *f)
{
	return digest_descriptor(
	    file->descriptor, file->start, file->label, digest, f);
}
