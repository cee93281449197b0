/* smaller.c - files that are suspiciously smaller (smaller.h) */
#include "rules/smaller.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/message.h"

#define NUMBER_TEXT 32

/* Of the submissions to the same period those that one supersedes: the latest,
 * or NULL. */
static const struct submission *
find_superseded(const struct submissions *list, size_t at)
{
	const struct submission *one = &list->items[at], *other;
	const struct submission *latest = NULL;
	size_t i = at;

	while (i > 0 && submission_same_form(&list->items[i - 1], one) &&
	       submission_same_period(&list->items[i - 1], one))
		i--;
	for (; i < list->count; i++) {
		other = &list->items[i];
		if (!submission_same_form(other, one) ||
		    !submission_same_period(other, one))
			break;
		if (other->fate == LINE_SUPERSEDED &&
		    (latest == NULL || submission_is_later(other, latest)))
			latest = other;
	}
	return latest;
}

/* The one that counts for the period before, or NULL. */
static const struct submission *
find_before(const struct submissions *list, size_t at)
{
	const struct submission *one = &list->items[at], *other;
	const char *period = one->parts[SUBMISSION_PERIOD];

	if (period == NULL)
		return NULL;
	while (at-- > 0) {
		other = &list->items[at];
		if (!submission_same_form(other, one) ||
		    other->parts[SUBMISSION_PERIOD] == NULL)
			break;
		if (other->fate == LINE_DATA &&
		    !submission_same_period(other, one) &&
		    strlen(other->parts[SUBMISSION_PERIOD]) == strlen(period))
			return other;
	}
	return NULL;
}

static bool
is_smaller(
    const struct submission *one, const struct submission *before, double share)
{
	return before != NULL &&
	       (double)one->rows < share * (double)before->rows;
}

static int
report(const struct submission *one, const struct submission *before,
    const struct table_rule *rule, double share, struct account *account,
    struct fail *f)
{
	struct finding finding = { FINDING_WARNING, "smaller-file",
		rule == NULL ? NULL : rule->id, 0, 0, NULL, NULL, NULL };
	char found[NUMBER_TEXT], least[NUMBER_TEXT], rows[NUMBER_TEXT];
	const struct message expected = {
		N_("at least %1$s rows: %2$s has %3$s"),
		{ least, before->file, rows }
	};
	int file = account_file(account, one->file, f);

	snprintf(found, sizeof(found), "%" PRIu64, one->rows);
	snprintf(rows, sizeof(rows), "%" PRIu64, before->rows);
	snprintf(
	    least, sizeof(least), "%.0f", ceil(share * (double)before->rows));
	finding.found = found;
	finding.expected = &expected;
	return file == -1 ? -1 : account_finding(account, file, &finding, f);
}

int
smaller_report(const struct submissions *list,
    const struct table_schema *dataset, struct account *account, struct fail *f)
{
	const struct table_rule *rule = NULL;
	const struct submission *one, *before;
	double share;
	size_t i;

	for (i = 0; i < dataset->rule_count; i++)
		if (dataset->rules[i].type == RULE_ROWS)
			rule = &dataset->rules[i];
	if (rule != NULL &&
	    account_rule(account, rule->id, &rule->text, f) == -1)
		return -1;
	share = rule == NULL ? RULE_ROWS_SHARE : rule->share;
	for (i = 0; i < list->count; i++) {
		one = &list->items[i];
		if (one->fate != LINE_DATA ||
		    (one->parts[SUBMISSION_SENDER] == NULL &&
			one->parts[SUBMISSION_FORM] == NULL &&
			one->parts[SUBMISSION_PERIOD] == NULL))
			continue;
		before = find_superseded(list, i);
		if (!is_smaller(one, before, share))
			before = find_before(list, i);
		if (is_smaller(one, before, share) &&
		    report(one, before, rule, share, account, f) == -1)
			return -1;
	}
	return 0;
}
