/*
 * overdue.h - submissions that are missing: of a sender that has sent a form
 * for one period, but not for a later one that others sent it for.
 *
 *	struct overdues found = { 0 };
 *	submissions_decide(&list, cutoff, f);
 *	overdue_find(&list, &found, f);
 *	overdue_report(&found, account, f);
 *	overdue_clear(&found);
 *
 * A period is due from all senders of a form when at least half of them, and at
 * least two, sent it; late submissions count for nothing.  The finding
 * "missing-submission", a warning, is at the sender's file of the latest period
 * and means the file as a whole.  Submissions that state no sender or no period
 * are not looked at.
 */
#ifndef RULES_OVERDUE_H
#define RULES_OVERDUE_H

#include "base/account.h"
#include "base/fail.h"
#include "rules/submission.h"

/* Borrowed from the submissions. */
struct overdue {
	const struct submission *latest; /* of the sender */
	const char *period;              /* that is missing */
};

struct overdues {
	size_t count, capacity;
	struct overdue *items;
};

/* By form, sender and period; overdues that are empty. */
int overdue_find(
    const struct submissions *, struct overdues *, struct fail *) MUST_CHECK;
int overdue_report(
    const struct overdues *, struct account *, struct fail *) MUST_CHECK;
void overdue_clear(struct overdues *);

#endif
