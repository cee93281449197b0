/*
 * overdue.h - submissions that are missing: of a sender that has sent a form
 * for one period, but not for a later one that others sent it for.
 *
 *	submissions_decide(&list, cutoff, f);
 *	overdue_report(&list, account, f);
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

int overdue_report(
    const struct submissions *, struct account *, struct fail *) MUST_CHECK;

#endif
