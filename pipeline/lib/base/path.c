/* path.c - names of files put together and taken apart */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
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
