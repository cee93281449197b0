/* recipe - recipe scripts and the make rules that run them */
#include "plan/recipe.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"
#include "base/text.h"

#define SAYS_TEXT 512 /* bytes of what a recipe says; more are cut */

static const char *const folders[] = { "recipes", "tables", "records", "aside",
	"status", "out" };

/* Files of plan itself, which belong to no recipe. */
static const char *const own_files[] = { "plan.json", "publish.sh", "losses.sh",
	"failed.sh" };

static int
check_folder(const char *folder, struct fail *f)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz"
				      "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789_-./+@,";

	if (strspn(folder, letters) == strlen(folder) && folder[0] != '-' &&
	    folder[0] != '\0')
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("the folder \"%s\" cannot stand in a make rule; use letters, "
	      "digits and _-./+@, only"),
	    folder);
}

static int
make_folder(const char *path, struct fail *f)
{
	if (mkdir(path, 0700) == -1 && errno != EEXIST)
		return fail_errno(f, "%s", path);
	return 0;
}

static int
make_folders(const char *work, struct fail *f)
{
	char *path;
	size_t i;
	int status = make_folder(work, f);

	for (i = 0; i < COUNT(folders) && status == 0; i++) {
		if ((path = path_join(work, folders[i], f)) == NULL)
			return -1;
		status = make_folder(path, f);
		free(path);
	}
	return status;
}

int
recipes_open(struct recipes *r, const char *work, const char *bin,
    const char *language, struct fail *f)
{
	char *path;
	int status;

	memset(r, 0, sizeof(*r));
	r->work = work;
	r->bin = bin;
	r->language = language;
	if (check_folder(work, f) == -1 || check_folder(bin, f) == -1 ||
	    make_folders(work, f) == -1 ||
	    (path = path_join(work, "rules.mk", f)) == NULL)
		return -1;
	status = script_open(&r->rules, path, f);
	free(path);
	if (status == -1)
		return -1;
	fputs("# Made by plan.  Names are hashes and ids: a file name never "
	      "stands here.\n"
	      ".DELETE_ON_ERROR:\n.PHONY: publish\npublish:\n",
	    r->rules.stream);
	return 0;
}

void
recipes_clear(struct recipes *r)
{
	script_discard(&r->rules);
	script_discard(&r->script);
	free(r->names);
	memset(r, 0, sizeof(*r));
}

static const char *
current(const struct recipes *r)
{
	return r->names[r->count - 1];
}

static int
add_name(struct recipes *r, const char *name, struct fail *f)
{
	if (memory_grow(&r->names, &r->capacity, r->count + 1,
		sizeof(*r->names), f) == -1)
		return -1;
	snprintf(r->names[r->count++], RECIPE_NAME, "%s", name);
	return 0;
}

int
recipe_open(struct recipes *r, const char *name, const char *folder,
    const char *extension, struct fail *f)
{
	char *path;

	if (add_name(r, name, f) == -1 ||
	    (path = path_format(f, "%s/recipes/%s.sh", r->work, name)) == NULL)
		return -1;
	if (script_open(&r->script, path, f) == -1) {
		free(path);
		return -1;
	}
	r->stamp = false;
	snprintf(
	    r->target, sizeof(r->target), "%s/%s%s", folder, name, extension);
	recipe_text(r,
	    "#!/usr/bin/env bash\n"
	    "# Made by plan.  It runs again when a line of it changes.\n");
	fprintf(r->rules.stream, "\n%s/%s: %s", r->work, r->target, path);
	free(path);
	return 0;
}

void
recipe_part(struct recipes *r, const char *name, const char *digest)
{
	recipe_text(r, "# %s %s\n", name, digest);
}

/* What an earlier run of it recorded goes.  An empty status says that it began;
 * where there is none, no program is started to remove nothing. */
static void
recipe_forget(struct recipes *r)
{
	recipe_text(r,
	    "[ ! -e '%s/status/%s' ] || rm -f '%s/records/%s'.*\n"
	    ": >'%s/status/%s'\n",
	    r->work, current(r), r->work, current(r), r->work, current(r));
}

void
recipe_begin(struct recipes *r, const char *says)
{
	char shown[SAYS_TEXT];

	text_visible(says, strlen(says), shown, sizeof(shown));
	recipe_text(r, "set -u\numask 077\nexport LANGUAGE=%s\n", r->language);
	recipe_forget(r);
	recipe_text(r, "printf '%%s\\n' ");
	script_quote(&r->script, shown);
	recipe_text(r, "\n");
}

void
recipe_program(struct recipes *r, const char *program)
{
	recipe_text(r, "'%s/%s'", r->bin, program);
}

void
recipe_recorded(struct recipes *r, const char *program)
{
	recipe_recorded_as(r, program, program);
}

void
recipe_recorded_as(struct recipes *r, const char *program, const char *label)
{
	recipe_program(r, program);
	recipe_text(
	    r, " --record '%s/records/%s.%s.json'", r->work, current(r), label);
}

void
recipe_text(struct recipes *r, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	vfprintf(r->script.stream, format, arguments);
	va_end(arguments);
}

void
recipe_option(struct recipes *r, const char *name, const char *value)
{
	script_option(&r->script, name, value);
}

void
recipe_needs(struct recipes *r, const char *folder, const char *name,
    const char *extension)
{
	fprintf(r->rules.stream, " \\\n    %s/%s/%s%s", r->work, folder, name,
	    extension);
}

void
recipe_operand(struct recipes *r, const char *folder, const char *name,
    const char *extension)
{
	recipe_text(
	    r, " \\\n    '%s/%s/%s%s'", r->work, folder, name, extension);
	recipe_needs(r, folder, name, extension);
}

void
recipe_needs_all(struct recipes *r)
{
	fputs(" $(MADE)", r->rules.stream);
}

void
recipe_output(struct recipes *r)
{
	recipe_text(r, " --output '%s/%s'", r->work, r->target);
}

void
recipe_stamp(struct recipes *r)
{
	r->stamp = true;
}

/* The worst status goes to a file; one of another origin (a signal, a
 * program that is not there) counts as a failure of the system. */
int
recipe_close(struct recipes *r, struct fail *f)
{
	recipe_text(r,
	    "\nstatuses=(\"${PIPESTATUS[@]}\") worst=0\n"
	    "for status in \"${statuses[@]}\"; do\n"
	    "    [ \"$status\" -le 3 ] || status=3\n"
	    "    [ \"$status\" -le \"$worst\" ] || worst=$status\n"
	    "done\n"
	    "[ \"$worst\" -eq 0 ] || rm -f '%s/%s'\n",
	    r->work, r->target);
	if (r->stamp)
		recipe_text(r, "[ \"$worst\" -ne 0 ] || : >'%s/%s'\n", r->work,
		    r->target);
	recipe_text(r,
	    "echo \"$worst\" >'%s/status/%s'\n"
	    "exit \"$worst\"\n",
	    r->work, current(r));
	fprintf(r->rules.stream, "\n\t@$(LAUNCH) bash $<\nMADE += %s/%s\n",
	    r->work, r->target);
	return script_close(&r->script, f);
}

/* The rule has a recipe that does nothing: with it make looks again whether the
 * file is newer than before. */
int
recipe_beside(struct recipes *r, const char *folder, const char *name,
    const char *extension, struct fail *f)
{
	fprintf(r->rules.stream, "%s/%s/%s%s: %s/%s\n\t@:\n", r->work, folder,
	    name, extension, r->work, r->target);
	return add_name(r, name, f);
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Does the file belong to a recipe: its name alone, or before a dot? */
static bool
is_planned(const struct recipes *r, const char *file)
{
	char name[RECIPE_NAME];
	size_t i, length = 0;

	for (i = 0; i < COUNT(own_files); i++)
		if (strcmp(file, own_files[i]) == 0)
			return true;
	do {
		length += strcspn(file + length, ".");
		if (length >= sizeof(name))
			return false;
		snprintf(name, sizeof(name), "%.*s", (int)length, file);
		if (bsearch(name, r->names, r->count, sizeof(*r->names),
			compare_names) != NULL)
			return true;
	} while (file[length++] != '\0');
	return false;
}

/*
 * The clock was set back since this file was made.  What make compares are
 * times, so it would take what is made now for older and leave the rest as it
 * is: a result is made again, and a recipe is as new as can be.
 */
static int
meet_future(int folder, const char *name, bool recipe)
{
	static const struct timespec now[2] = { { 0, UTIME_NOW },
		{ 0, UTIME_NOW } };
	struct stat about;

	if (fstatat(folder, name, &about, AT_SYMLINK_NOFOLLOW) == -1)
		return -1;
	if (about.st_mtime <= time(NULL))
		return 0;
	return recipe ? utimensat(folder, name, now, 0)
		      : unlinkat(folder, name, 0);
}

/* A file that belongs to no recipe goes; records and lists stay with what
 * they are of. */
static int
file_sweep(
    const struct recipes *r, int folder, const char *where, const char *name)
{
	if (!is_planned(r, name))
		return unlinkat(folder, name, 0);
	if (strcmp(where, "recipes") == 0)
		return meet_future(folder, name, true);
	if (strcmp(where, "tables") == 0 || strcmp(where, "out") == 0)
		return meet_future(folder, name, false);
	return 0;
}

static int
folder_sweep(const struct recipes *r, const char *folder, struct fail *f)
{
	char *path = path_join(r->work, folder, f);
	struct dirent *entry;
	DIR *dir;
	int status = 0;

	if (path == NULL)
		return -1;
	if ((dir = opendir(path)) == NULL)
		status = fail_errno(f, "%s", path);
	while (status == 0 && (entry = readdir(dir)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0 &&
		    file_sweep(r, dirfd(dir), folder, entry->d_name) == -1)
			status = fail_errno(f, "%s/%s", path, entry->d_name);
	if (dir != NULL)
		closedir(dir);
	free(path);
	return status;
}

/* In order; each stands once. */
static int
check_names(struct recipes *r, struct fail *f)
{
	size_t i;

	qsort(r->names, r->count, sizeof(*r->names), compare_names);
	for (i = 1; i < r->count; i++)
		if (strcmp(r->names[i - 1], r->names[i]) == 0)
			return fail_set(f, FAIL_USAGE,
			    _("two targets would have the name \"%s\"; give "
			      "the dataset whose name ends in a number "
			      "another one"),
			    r->names[i]);
	return 0;
}

int
recipes_close(struct recipes *r, struct fail *f)
{
	size_t i;

	if (check_names(r, f) == -1)
		return -1;
	fprintf(r->rules.stream,
	    "\npublish: $(filter %s/out/%%,$(MADE))\n"
	    "\t@bash %s/recipes/publish.sh $(PUBLISH)\n",
	    r->work, r->work);
	if (script_close(&r->rules, f) == -1)
		return -1;
	for (i = 0; i < COUNT(folders); i++)
		if (folder_sweep(r, folders[i], f) == -1)
			return -1;
	return 0;
}
