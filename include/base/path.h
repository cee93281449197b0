/*
 * path.h - names of files put together and taken apart.
 *
 *	char *path = path_join(folder, "inputs.json", f);
 *	...
 *	free(path);
 *
 * Every result is the caller's, of any length; NULL after a failure, which is
 * one of memory.
 */
#ifndef BASE_PATH_H
#define BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

/* FOLDER/NAME, or NAME alone when it is absolute. */
char *path_join(const char *folder, const char *name, struct fail *) MUST_CHECK;

/* The path that the format makes: "%s/recipes/%s.sh". */
char *path_format(struct fail *, const char *format, ...)
    PRINTF_LIKE(2, 3) MUST_CHECK;

/* The path with the number in place of its first %; a copy if it has none. */
char *path_numbered(const char *path, size_t number, struct fail *) MUST_CHECK;

/* The folder in which path names something: "." and "/" included. */
char *path_folder(const char *path, struct fail *) MUST_CHECK;

/*
 * The one name of the file that path names, whatever links lead to it; it may
 * not be there yet, then its folder has one name.
 */
char *path_real(const char *path, struct fail *) MUST_CHECK;

/* A device, a pipe or a folder: there, and not a regular file. */
bool path_is_special(const char *path);

/*
 * No file is there twice, under whatever names ("-" is standard input): it
 * would count twice.  Else FAIL_USAGE.  A path that cannot be found passes;
 * who opens it says why.
 */
int path_check_distinct(
    const char *const *paths, size_t count, struct fail *) MUST_CHECK;

#endif
