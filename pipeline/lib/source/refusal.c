/* refusal.c - the account of a file that is no table (refusal.h) */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/message.h"
#include "source/refusal.h"

/* Physical lines of the file, ended by LF, or by CR if it has no LF. */
static uint64_t
count_lines(FILE *file)
{
	unsigned char bytes[BUFSIZ], last = '\n';
	uint64_t feeds = 0, returns = 0;
	size_t i, got;

	while ((got = fread(bytes, 1, sizeof(bytes), file)) > 0) {
		for (i = 0; i < got; i++) {
			feeds += bytes[i] == '\n';
			returns += bytes[i] == '\r';
		}
		last = bytes[got - 1];
	}
	if (feeds == 0)
		return returns + (last != '\n' && last != '\r');
	return feeds + (last != '\n');
}

/* Whether it is a regular file, with its lines. */
static bool
file_lines(const char *path, uint64_t *lines)
{
	struct stat status;
	FILE *file;

	if (strcmp(path, "-") == 0 || stat(path, &status) == -1 ||
	    !S_ISREG(status.st_mode) || (file = fopen(path, "rb")) == NULL)
		return false;
	*lines = count_lines(file);
	return fclose(file) == 0;
}

/* The lines that are still to be classed. */
static int
set_rest_aside(
    struct account *account, int file, const char *path, struct fail *f)
{
	uint64_t lines, classed = 0;
	int class;

	if (!file_lines(path, &lines))
		return 0;
	for (class = 0; class < LINE_CLASSES; class ++)
		classed +=
		    account_lines(account, file, (enum line_class) class);
	if (lines > classed)
		account_line(account, file, LINE_SET_ASIDE, lines - classed);
	return account_property(account, file, "physical_lines",
	    json_new_integer((int64_t)lines), f);
}

int
refusal_account(struct account *account, const char *path, const char *label,
    const char *why, struct fail *f)
{
	struct finding finding = { FINDING_ERROR, "source-error", NULL, 0, 0,
		NULL, why, NULL };
	size_t length = strlen(label);
	int file = account_file(account, label, f);
	char *end;

	if (file == -1 || set_rest_aside(account, file, path, f) == -1)
		return -1;
	if (strncmp(why, label, length) == 0 && why[length] == ':') {
		finding.found = why + length + 1;
		finding.line = strtoull(finding.found, &end, 10);
		if (finding.line > 0 && *end == ':')
			finding.found = end + 1;
		finding.found += strspn(finding.found, " ");
	}
	return account_finding(account, file, &finding, f);
}

void
refusal_write(struct account *account, const char *path, const char *label,
    const char *record, struct fail *f)
{
	struct fail other = FAIL_INIT;

	if (f->status == FAIL_DATA &&
	    (refusal_account(account, path, label, f->text, &other) == -1 ||
		account_write(account, record, &other) == -1))
		*f = other;
}
