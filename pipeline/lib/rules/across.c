/* across.c - the rules of a dataset between its files (across.h) */
#include "rules/across.h"

#include <stdlib.h>

#include "base/memory.h"
#include "rules/partner.h"
#include "rules/period_change.h"

struct across {
	const struct schema *schema;
	struct account *account;
	size_t change_count, partner_count;
	struct period_change **changes;
	struct partners **partners;
};

static int
add_rule(struct across *a, const struct table_schema *dataset,
    const struct table_rule *rule, int period, struct fail *f)
{
	struct period_change *change;
	struct partners *partners;

	if (rule->type != RULE_ONE_TO_ONE && rule->type != RULE_CHANGE)
		return 0;
	if (account_rule(a->account, rule->id, &rule->text, f) == -1)
		return -1;
	if (rule->type == RULE_CHANGE) {
		change = period_change_new(dataset, rule, a->schema, period, f);
		if (change == NULL)
			return -1;
		a->changes[a->change_count++] = change;
		return 0;
	}
	partners = partners_new(dataset, rule, PARTNERS_DATASET, f);
	if (partners == NULL)
		return -1;
	a->partners[a->partner_count++] = partners;
	return 0;
}

struct across *
across_new(const struct table_schema *dataset, const struct schema *schema,
    int period, struct account *account, struct fail *f)
{
	struct across *a = memory_array(1, sizeof(*a), f);
	size_t i, count = dataset->rule_count + 1;
	int status = 0;

	if (a == NULL)
		return NULL;
	a->schema = schema;
	a->account = account;
	a->changes = memory_array(count, sizeof(struct period_change *), f);
	a->partners = memory_array(count, sizeof(struct partners *), f);
	if (a->changes == NULL || a->partners == NULL)
		status = -1;
	for (i = 0; i < dataset->rule_count && status == 0; i++)
		status = add_rule(a, dataset, &dataset->rules[i], period, f);
	if (status == -1) {
		across_free(a);
		return NULL;
	}
	return a;
}

void
across_free(struct across *a)
{
	size_t i;

	if (a == NULL)
		return;
	for (i = 0; i < a->change_count; i++)
		period_change_free(a->changes[i]);
	for (i = 0; i < a->partner_count; i++)
		partners_free(a->partners[i]);
	free(a->changes);
	free(a->partners);
	free(a);
}

int
across_table(struct across *a, struct fail *f)
{
	size_t i;

	for (i = 0; i < a->change_count; i++)
		if (period_change_table(a->changes[i], f) == -1)
			return -1;
	for (i = 0; i < a->partner_count; i++)
		if (partners_table(a->partners[i], a->schema, f) == -1)
			return -1;
	return 0;
}

int
across_rows(struct across *a, struct places *places, const struct batch *rows,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < a->partner_count; i++)
		if (partners_batch(a->partners[i], places, rows, f) == -1)
			return -1;
	return 0;
}

int
across_settled(struct across *a, struct places *places,
    const struct batch *rows, const int32_t *senders, struct fail *f)
{
	size_t i;

	for (i = 0; i < a->change_count; i++)
		if (period_change_batch(
			a->changes[i], places, rows, senders, f) == -1)
			return -1;
	return 0;
}

int
across_report(struct across *a, const struct places *places, struct fail *f)
{
	size_t i;

	for (i = 0; i < a->change_count; i++)
		if (period_change_report(
			a->changes[i], a->account, places, f) == -1)
			return -1;
	return 0;
}
