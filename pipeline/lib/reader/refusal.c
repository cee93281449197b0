/* refusal.c - the account of a file that is no table (refusal.h) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/message.h"
#include "reader/refusal.h"

/* Physical lines of the file, ended by LF, CR or both. */
static int
count_lines(const struct raw_file *raw, uint64_t *lines, struct fail *f)
{
	struct raw_file again = *raw;
	unsigned char bytes[BUFSIZ], last = '\n';
	ssize_t i, got;

	*lines = 0;
	again.next = again.start;
	while ((got = raw_file_read(&again, bytes, sizeof(bytes))) > 0)
		for (i = 0; i < got; i++) {
			*lines += bytes[i] == '\r' ||
				  (bytes[i] == '\n' && last != '\r');
			last = bytes[i];
		}
	if (got == -1)
		return fail_errno(f, _("%s: cannot read"), raw->label);
	*lines += last != '\n' && last != '\r';
	return 0;
}

int
refusal_lines(struct account *account, int file, const struct raw_file *raw,
    struct fail *f)
{
	uint64_t lines, classed = 0;
	int class;

	if (raw->descriptor == -1)
		return 0;
	if (count_lines(raw, &lines, f) == -1)
		return -1;
	for (class = 0; class < LINE_CLASSES; class ++)
		classed +=
		    account_lines(account, file, (enum line_class) class);
	if (lines > classed)
		account_line(account, file, LINE_SET_ASIDE, lines - classed);
	return account_property(account, file, "physical_lines",
	    json_new_integer((int64_t)lines), f);
}

/* What is said of LABEL, with its line if it begins with that. */
static int
add_finding(
    struct account *account, const char *label, const char *why, struct fail *f)
{
	struct finding finding = { FINDING_ERROR, "source-error", NULL, 0, 0,
		NULL, why, NULL };
	size_t length = strlen(label);
	int file = account_file(account, label, f);
	char *end;

	if (file == -1)
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
refusal_write(struct account *account, const char *label, const char *record,
    struct fail *f)
{
	struct fail other = FAIL_INIT;

	if (f->status == FAIL_DATA &&
	    (add_finding(account, label, f->text, &other) == -1 ||
		account_write(account, record, &other) == -1))
		*f = other;
}
