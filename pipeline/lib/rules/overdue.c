/* overdue.c - submissions that are missing (overdue.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/overdue.h"

#define SENDERS_MIN 2 /* one alone may be early */

/* A period that is due, of the form at hand. */
struct due {
	const char *period;
	size_t senders;
};

struct search {
	struct overdues *found;
	/* the submissions that tell something, of all forms */
	size_t count;
	const struct submission **items;
	size_t due_count;
	struct due *due; /* in order; room for every item */
};

static const char *
part(const struct submission *s, enum table_submission which)
{
	return s->parts[which] == NULL ? "" : s->parts[which];
}

static int
compare_parts(const struct submission *a, const struct submission *b,
    enum table_submission which)
{
	return strcmp(part(a, which), part(b, which));
}

/* The one that counts is the last of its sender, form and period. */
static int
compare_rest(const struct submission *a, const struct submission *b)
{
	int order = (a->fate == LINE_DATA) - (b->fate == LINE_DATA);

	return order != 0 ? order : strcmp(a->file, b->file);
}

static int
compare_by_period(const void *a, const void *b)
{
	const struct submission *x = *(const struct submission *const *)a;
	const struct submission *y = *(const struct submission *const *)b;
	int order = compare_parts(x, y, SUBMISSION_FORM);

	if (order == 0)
		order = compare_parts(x, y, SUBMISSION_PERIOD);
	if (order == 0)
		order = compare_parts(x, y, SUBMISSION_SENDER);
	return order != 0 ? order : compare_rest(x, y);
}

static int
compare_by_sender(const void *a, const void *b)
{
	const struct submission *x = *(const struct submission *const *)a;
	const struct submission *y = *(const struct submission *const *)b;
	int order = compare_parts(x, y, SUBMISSION_FORM);

	if (order == 0)
		order = compare_parts(x, y, SUBMISSION_SENDER);
	if (order == 0)
		order = compare_parts(x, y, SUBMISSION_PERIOD);
	return order != 0 ? order : compare_rest(x, y);
}

/* Does a new value of this part begin at item i? */
static bool
begins(
    const struct search *o, size_t i, size_t start, enum table_submission which)
{
	return i == start ||
	       compare_parts(o->items[i - 1], o->items[i], which) != 0;
}

static size_t
end_of(const struct search *o, size_t start, size_t end,
    enum table_submission which)
{
	size_t i = start + 1;

	while (i < end && !begins(o, i, start, which))
		i++;
	return i;
}

/* Of one form, sorted by sender: how many there are. */
static size_t
count_senders(const struct search *o, size_t start, size_t end)
{
	size_t i, count = 0;

	for (i = start; i < end; i++)
		count += begins(o, i, start, SUBMISSION_SENDER);
	return count;
}

/* Of one form, sorted by period: the periods, and who sent them. */
static void
count_periods(struct search *o, size_t start, size_t end)
{
	size_t i, period = start;

	o->due_count = 0;
	for (i = start; i < end; i++) {
		if (begins(o, i, start, SUBMISSION_PERIOD)) {
			o->due[o->due_count].period =
			    part(o->items[i], SUBMISSION_PERIOD);
			o->due[o->due_count++].senders = 0;
			period = i;
		}
		o->due[o->due_count - 1].senders +=
		    begins(o, i, period, SUBMISSION_SENDER);
	}
}

/* Keep those that are due of a form with so many senders. */
static void
choose_due(struct search *o, size_t senders)
{
	size_t i, kept = 0;

	for (i = 0; i < o->due_count; i++)
		if (o->due[i].senders >= SENDERS_MIN &&
		    2 * o->due[i].senders >= senders)
			o->due[kept++] = o->due[i];
	o->due_count = kept;
}

static int
add(struct overdues *found, const struct submission *latest, const char *period,
    struct fail *f)
{
	if (memory_grow(&found->items, &found->capacity, found->count + 1,
		sizeof(*found->items), f) == -1)
		return -1;
	found->items[found->count++] = (struct overdue){ latest, period };
	return 0;
}

/* The submissions of one sender and form, by period. */
static int
find_of_sender(const struct search *o, size_t start, size_t end, struct fail *f)
{
	size_t i, at = start;

	for (i = 0; i < o->due_count; i++) {
		const char *period = o->due[i].period;

		while (at < end && strcmp(part(o->items[at], SUBMISSION_PERIOD),
				       period) < 0)
			at++;
		if (at == start ||
		    (at < end && strcmp(part(o->items[at], SUBMISSION_PERIOD),
				     period) == 0))
			continue;
		if (add(o->found, o->items[end - 1], period, f) == -1)
			return -1;
	}
	return 0;
}

/* The submissions of one form, sorted by period; they are so, by sender,
 * afterwards. */
static int
find_of_form(struct search *o, size_t start, size_t end, struct fail *f)
{
	size_t next;

	count_periods(o, start, end);
	qsort(&o->items[start], end - start, sizeof(*o->items),
	    compare_by_sender);
	choose_due(o, count_senders(o, start, end));
	for (; start < end; start = next) {
		next = end_of(o, start, end, SUBMISSION_SENDER);
		if (find_of_sender(o, start, next, f) == -1)
			return -1;
	}
	return 0;
}

static void
choose_items(struct search *o, const struct submissions *list)
{
	const struct submission *s;
	size_t i;

	for (i = 0; i < list->count; i++) {
		s = &list->items[i];
		if (s->fate != LINE_LATE &&
		    s->parts[SUBMISSION_SENDER] != NULL &&
		    s->parts[SUBMISSION_PERIOD] != NULL)
			o->items[o->count++] = s;
	}
}

int
overdue_find(
    const struct submissions *list, struct overdues *found, struct fail *f)
{
	struct search o = { found, 0, NULL, 0, NULL };
	size_t start, end;
	int status = -1;

	o.items = memory_array(list->count + 1, sizeof(struct submission *), f);
	o.due = memory_array(list->count + 1, sizeof(*o.due), f);
	if (o.items != NULL && o.due != NULL) {
		choose_items(&o, list);
		if (o.count > 0)
			qsort(o.items, o.count, sizeof(*o.items),
			    compare_by_period);
		status = 0;
	}
	for (start = 0; start < o.count && status == 0; start = end) {
		end = end_of(&o, start, o.count, SUBMISSION_FORM);
		status = find_of_form(&o, start, end, f);
	}
	free(o.items);
	free(o.due);
	return status;
}

int
overdue_report(
    const struct overdues *found, struct account *account, struct fail *f)
{
	struct message expected = { N_("a submission for %1$s"), { NULL } };
	struct finding finding = { FINDING_WARNING, "missing-submission", NULL,
		0, 0, NULL, NULL, &expected };
	size_t i;
	int file;

	for (i = 0; i < found->count; i++) {
		expected.arguments[0] = found->items[i].period;
		file = account_file(account, found->items[i].latest->file, f);
		if (file == -1 ||
		    account_finding(account, file, &finding, f) == -1)
			return -1;
	}
	return 0;
}

void
overdue_clear(struct overdues *found)
{
	free(found->items);
	memset(found, 0, sizeof(*found));
}
