/* path.c - names of files put together and taken apart */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"

char *
path_join(const char *folder, const char *name, struct fail *f)
{
	size_t before = strlen(folder), length = strlen(name);
	char *path;

	if (name[0] == '/')
		return memory_text(name, length, f);
	if ((path = memory_array(before + length + 2, 1, f)) == NULL)
		return NULL;
	memcpy(path, folder, before);
	path[before] = '/';
	memcpy(path + before + 1, name, length);
	return path;
}

char *
path_format(struct fail *f, const char *format, ...)
{
	va_list arguments, again;
	char *path = NULL;
	int length;

	va_start(arguments, format);
	va_copy(again, arguments);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length >= 0 &&
	    (path = memory_array((size_t)length + 1, 1, f)) != NULL)
		vsnprintf(path, (size_t)length + 1, format, again);
	else if (length < 0)
		(void)fail_memory(f);
	va_end(again);
	return path;
}

char *
path_numbered(const char *path, size_t number, struct fail *f)
{
	const char *at = strchr(path, '%');

	if (at == NULL)
		return path_format(f, "%s", path);
	return path_format(
	    f, "%.*s%zu%s", (int)(at - path), path, number, at + 1);
}

char *
path_folder(const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return memory_text(".", 1, f);
	return memory_text(path, slash == path ? 1 : (size_t)(slash - path), f);
}

char *
path_real(const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	char *folder, *real_folder, *real = realpath(path, NULL);

	if (real != NULL || (folder = path_folder(path, f)) == NULL)
		return real;
	real_folder = realpath(folder, NULL);
	real = path_join(real_folder == NULL ? folder : real_folder,
	    slash == NULL ? path : slash + 1, f);
	free(real_folder);
	free(folder);
	return real;
}

bool
path_is_special(const char *path)
{
	struct stat about;

	return stat(path, &about) == 0 && !S_ISREG(about.st_mode);
}

static bool
find_file(const char *path, struct stat *about)
{
	if (strcmp(path, "-") == 0)
		return fstat(STDIN_FILENO, about) == 0;
	return stat(path, about) == 0;
}

struct identity {
	dev_t device;
	ino_t inode;
	size_t place; /* among the paths */
};

static int
compare_identities(const void *a, const void *b)
{
	const struct identity *x = a, *y = b;

	if (x->device != y->device)
		return x->device < y->device ? -1 : 1;
	if (x->inode != y->inode)
		return x->inode < y->inode ? -1 : 1;
	return (x->place > y->place) - (x->place < y->place);
}

int
path_check_distinct(const char *const *paths, size_t count, struct fail *f)
{
	struct identity *all = memory_array(count + 1, sizeof(*all), f);
	struct stat about;
	size_t i, found = 0;
	int status = all == NULL ? -1 : 0;

	for (i = 0; i < count && status == 0; i++)
		if (find_file(paths[i], &about))
			all[found++] =
			    (struct identity){ about.st_dev, about.st_ino, i };
	if (found > 0)
		qsort(all, found, sizeof(*all), compare_identities);
	for (i = 1; i < found && status == 0; i++)
		if (all[i].device == all[i - 1].device &&
		    all[i].inode == all[i - 1].inode)
			status = fail_set(f, FAIL_USAGE,
			    _("%s is the same file as %s and would count "
			      "twice; name it once"),
			    paths[all[i].place], paths[all[i - 1].place]);
	free(all);
	return status;
}
