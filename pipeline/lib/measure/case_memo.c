/* case_memo - results kept by their numbers (measure/case_memo.h) */
#include "measure/case_memo.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"

#define PLACES 16384 /* a power of 2; a new result takes the place of another */

int
case_memo_init(struct case_memo *memo, size_t values, struct fail *f)
{
	size_t i;

	memo->values = values;
	memo->keys = memory_array(PLACES, sizeof(*memo->keys), f);
	memo->statuses = memory_array(PLACES, sizeof(*memo->statuses), f);
	memo->results =
	    memory_array(PLACES * values, sizeof(*memo->results), f);
	if (memo->keys == NULL || memo->statuses == NULL ||
	    memo->results == NULL)
		return -1;
	for (i = 0; i < PLACES; i++)
		memo->statuses[i] = METHOD_STATUSES;
	return 0;
}

void
case_memo_clear(struct case_memo *memo)
{
	free(memo->keys);
	free(memo->statuses);
	free(memo->results);
	*memo = (struct case_memo)CASE_MEMO_INIT;
}

/* An optional input that is not there is so in all rows. */
static struct case_memo_key
key_of(const struct method_call *call)
{
	struct case_memo_key key = { { 0 }, call->level };
	size_t i;

	for (i = 0; i < call->column_count; i++)
		if (call->columns[i] != NULL)
			key.numbers[i] = call->columns[i][0];
	return key;
}

enum method_status
case_memo_run(struct case_memo *memo, const struct method_call *call,
    struct method_value *values)
{
	size_t size = memo->values * sizeof(*values), at;
	struct case_memo_key key;
	struct method_value *kept;

	if (memo->values == 0 || call->column_count > CASE_MEMO_INPUTS)
		return call->method->run(call, values);
	key = key_of(call);
	at = (size_t)hash_bytes(&key, sizeof(key)) & (PLACES - 1);
	kept = memo->results + at * memo->values;
	if (memo->statuses[at] != METHOD_STATUSES &&
	    memcmp(&memo->keys[at], &key, sizeof(key)) == 0) {
		memcpy(values, kept, size);
		return memo->statuses[at];
	}
	memo->keys[at] = key;
	memo->statuses[at] = call->method->run(call, values);
	memcpy(kept, values, size);
	return memo->statuses[at];
}
