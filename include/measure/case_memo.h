/*
 * case_memo.h - results of a method by rows, kept by its numbers: few people
 * of few are the same counts again and again, and exact limits are searched
 * for.
 *
 *	struct case_memo memo = CASE_MEMO_INIT;
 *	if (case_memo_init(&memo, 1, f) == 0)
 *		status = case_memo_run(&memo, &call, &value);
 *	case_memo_clear(&memo);
 */
#ifndef MEASURE_CASE_MEMO_H
#define MEASURE_CASE_MEMO_H

#include <stddef.h>

#include "base/fail.h"
#include "measure/method.h"

#define CASE_MEMO_INPUTS 5 /* so many a method by rows has at most */

struct case_memo_key {
	double numbers[CASE_MEMO_INPUTS], level;
};

struct case_memo {
	size_t values; /* of a result; 0: nothing is kept */
	struct case_memo_key *keys;
	enum method_status *statuses; /* METHOD_STATUSES: a free place */
	struct method_value *results;
};

#define CASE_MEMO_INIT              \
	{                           \
		0, NULL, NULL, NULL \
	}

/* Room for results of so many values, more than 0. */
int case_memo_init(struct case_memo *, size_t values, struct fail *) MUST_CHECK;
void case_memo_clear(struct case_memo *);

/* The method's run() for one row, or what it gave for these numbers before;
 * method and settings are those of the first call. */
enum method_status case_memo_run(
    struct case_memo *, const struct method_call *, struct method_value *);

#endif
