/* submission.c - which table of a dataset counts (submission.h) */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "rules/submission.h"

enum relation { EARLIER, EQUAL, LATER, RIVALS };

/* A copy of metadata; NULL stays NULL. */
static int
copy_text(const char *text, char **copy, struct fail *f)
{
	*copy = NULL;
	if (text != NULL &&
	    (*copy = memory_text(text, strlen(text), f)) == NULL)
		return -1;
	return 0;
}

static void
submission_clear(struct submission *s)
{
	int part;

	free(s->path);
	free(s->file);
	free(s->sha256);
	for (part = 0; part < SUBMISSION_PARTS; part++)
		free(s->parts[part]);
}

static int
read_parts(struct submission *s, const struct schema *schema, struct fail *f)
{
	char key[64];
	int part;

	for (part = 0; part < SUBMISSION_PARTS; part++) {
		snprintf(key, sizeof(key), "submission.%s",
		    table_submission_name((enum table_submission)part));
		if (copy_text(schema_get(schema, key), &s->parts[part], f) ==
		    -1)
			return -1;
	}
	return 0;
}

int
submissions_add(struct submissions *list, const char *path,
    const struct schema *schema, struct fail *f)
{
	const char *file = schema_get(schema, "source.file");
	struct submission *s;

	if (memory_grow(&list->items, &list->capacity, list->count + 1,
		sizeof(*s), f) == -1)
		return -1;
	s = &list->items[list->count];
	memset(s, 0, sizeof(*s));
	if (copy_text(path, &s->path, f) == -1 ||
	    copy_text(file == NULL ? path : file, &s->file, f) == -1 ||
	    copy_text(schema_get(schema, "source.sha256"), &s->sha256, f) ==
		-1 ||
	    read_parts(s, schema, f) == -1) {
		submission_clear(s);
		return -1;
	}
	s->sender_found = schema_get(schema, SUBMISSION_REGISTRY) != NULL;
	s->fate = LINE_DATA;
	list->count++;
	return 0;
}

void
submissions_clear(struct submissions *list)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		submission_clear(&list->items[i]);
	free(list->items);
	memset(list, 0, sizeof(*list));
}

/* Bytes; no text stands first. */
static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

/* Sender, form, period: 0 when the two are versions of the same. */
static int
compare_keys(const struct submission *a, const struct submission *b)
{
	int part, order = 0;

	for (part = SUBMISSION_SENDER; part <= SUBMISSION_PERIOD && order == 0;
	     part++)
		order = compare_texts(a->parts[part], b->parts[part]);
	return order;
}

static int
compare_submissions(const void *a, const void *b)
{
	const struct submission *x = a, *y = b;
	int order = compare_keys(x, y);

	if (order == 0)
		order = strcmp(x->file, y->file);
	if (order == 0)
		order = compare_texts(x->sha256, y->sha256);
	return order != 0 ? order : strcmp(x->path, y->path);
}

/* Numbers with dots between them? */
static bool
is_number(const char *version)
{
	const char *s = version;

	for (;; s++) {
		if (!isdigit((unsigned char)*s))
			return false;
		while (isdigit((unsigned char)*s))
			s++;
		if (*s == '\0')
			return true;
		if (*s != '.')
			return false;
	}
}

/* Digit strings of any length by their value. */
static int
compare_digits(const char *a, size_t m, const char *b, size_t n)
{
	for (; m > 0 && *a == '0'; a++)
		m--;
	for (; n > 0 && *b == '0'; b++)
		n--;
	if (m != n)
		return m < n ? -1 : 1;
	return strncmp(a, b, m);
}

static int
compare_numbers(const char *a, const char *b)
{
	size_t m, n;
	int order = 0;

	for (;;) {
		m = strspn(a, "0123456789");
		n = strspn(b, "0123456789");
		order = compare_digits(a, m, b, n);
		a += m;
		b += n;
		if (order != 0 || *a == '\0' || *b == '\0')
			break;
		a++;
		b++;
	}
	return order != 0 ? order : (*a != '\0') - (*b != '\0');
}

static enum relation
relation_of(int order)
{
	return order < 0 ? EARLIER : order > 0 ? LATER : EQUAL;
}

static enum relation
relate_versions(const char *a, const char *b)
{
	if (a == NULL && b == NULL)
		return EQUAL;
	if (a == NULL || b == NULL || is_number(a) != is_number(b))
		return RIVALS;
	return relation_of(is_number(a) ? compare_numbers(a, b) : strcmp(a, b));
}

/* What a is to b. */
static enum relation
relate(const struct submission *a, const struct submission *b)
{
	const char *received_a = a->parts[SUBMISSION_RECEIVED];
	const char *received_b = b->parts[SUBMISSION_RECEIVED];
	enum relation relation = relate_versions(
	    a->parts[SUBMISSION_VERSION], b->parts[SUBMISSION_VERSION]);

	if (relation != EQUAL)
		return relation;
	if ((received_a == NULL) != (received_b == NULL))
		return RIVALS;
	/* Dates as YYYY-MM-DD: their order is that of their bytes. */
	relation = relation_of(compare_texts(received_a, received_b));
	if (relation != EQUAL)
		return relation;
	if (a->sha256 != NULL && b->sha256 != NULL &&
	    strcmp(a->sha256, b->sha256) == 0)
		return EQUAL;
	return RIVALS;
}

bool
submission_is_later(const struct submission *a, const struct submission *b)
{
	return relate(a, b) == LATER;
}

bool
submission_same_form(const struct submission *a, const struct submission *b)
{
	return compare_texts(a->parts[SUBMISSION_SENDER],
		   b->parts[SUBMISSION_SENDER]) == 0 &&
	       compare_texts(
		   a->parts[SUBMISSION_FORM], b->parts[SUBMISSION_FORM]) == 0;
}

bool
submission_same_period(const struct submission *a, const struct submission *b)
{
	return compare_texts(a->parts[SUBMISSION_PERIOD],
		   b->parts[SUBMISSION_PERIOD]) == 0;
}

static int
fail_rivals(
    const struct submission *a, const struct submission *b, struct fail *f)
{
	const char *version_a = a->parts[SUBMISSION_VERSION];
	const char *version_b = b->parts[SUBMISSION_VERSION];
	const char *received_a = a->parts[SUBMISSION_RECEIVED];
	const char *received_b = b->parts[SUBMISSION_RECEIVED];

	return fail_set(f, FAIL_DATA,
	    _("%s and %s are two submissions of the same sender, form and "
	      "period (versions \"%s\" and \"%s\", received \"%s\" and "
	      "\"%s\") and cannot be ordered; if they come from different "
	      "senders, take the sender from the file name "
	      "(submission.sender.filename in the schema); else remove one, "
	      "or state a version"),
	    a->file, b->file, version_a == NULL ? "" : version_a,
	    version_b == NULL ? "" : version_b,
	    received_a == NULL ? "" : received_a,
	    received_b == NULL ? "" : received_b);
}

/* The latest of a group stays; items that are late take no part. */
static int
decide_group(struct submission *items, size_t count, struct fail *f)
{
	struct submission *best = NULL;
	enum relation relation;
	size_t i;

	for (i = 0; i < count; i++)
		if (items[i].fate == LINE_DATA &&
		    (best == NULL || relate(&items[i], best) == LATER))
			best = &items[i];
	for (i = 0; i < count; i++) {
		if (items[i].fate != LINE_DATA || &items[i] == best)
			continue;
		relation = relate(&items[i], best);
		/* LATER: versions of two kinds in a ring */
		if (relation == RIVALS || relation == LATER)
			return fail_rivals(best, &items[i], f);
		items[i].fate =
		    relation == EQUAL ? LINE_DUPLICATE : LINE_SUPERSEDED;
	}
	return 0;
}

static int
check_dates(struct submission *s, const char *cutoff, struct fail *f)
{
	const char *received = s->parts[SUBMISSION_RECEIVED];
	int32_t day;

	if (received != NULL && !date_parse(received, strlen(received), &day))
		return fail_set(f, FAIL_DATA,
		    _("%s: received \"%s\", expected a date as YYYY-MM-DD"),
		    s->file, received);
	if (cutoff == NULL)
		return 0;
	if (received == NULL)
		return fail_set(f, FAIL_DATA,
		    _("%s: it is not stated when the file was received, so "
		      "--cutoff cannot be applied; state \"received\" in the "
		      "schema"),
		    s->file);
	if (strcmp(received, cutoff) > 0)
		s->fate = LINE_LATE;
	return 0;
}

static bool
states_key(const struct submission *s)
{
	return s->parts[SUBMISSION_SENDER] != NULL ||
	       s->parts[SUBMISSION_FORM] != NULL ||
	       s->parts[SUBMISSION_PERIOD] != NULL;
}

int
submissions_decide(struct submissions *list, const char *cutoff, struct fail *f)
{
	size_t start, end;
	int32_t day;

	if (cutoff != NULL && !date_parse(cutoff, strlen(cutoff), &day))
		return fail_set(f, FAIL_USAGE,
		    _("--cutoff: found \"%s\", expected a date as YYYY-MM-DD"),
		    cutoff);
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items),
		    compare_submissions);
	for (start = 0; start < list->count; start = end) {
		for (end = start;
		     end < list->count &&
		     compare_keys(&list->items[start], &list->items[end]) == 0;
		     end++)
			if (check_dates(&list->items[end], cutoff, f) == -1)
				return -1;
		if (states_key(&list->items[start]) &&
		    decide_group(&list->items[start], end - start, f) == -1)
			return -1;
	}
	return 0;
}
