/* rule.c - rules within a row and within a file (rule.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/partner.h"
#include "rules/print.h"
#include "rules/row_rule.h"
#include "rules/rule.h"
#include "table/grouping.h"

#define LINE_TEXT 24

/* Where the first row with a key stands. */
struct first_row {
	uint64_t line;
	int file;
};

struct unique_check {
	const struct table_rule *rule; /* NULL: primaryKey */
	enum finding_level level;
	size_t column_count;
	int *columns;
	struct grouping *groups;  /* NULL: resolve looks for equal keys */
	struct first_row *firsts; /* by group */
	size_t first_count, first_capacity;
	uint32_t *row_groups;
	size_t row_capacity;
};

struct checks {
	const struct table_schema *dataset;
	const struct schema *schema;
	struct account *account;
	size_t row_count, unique_count, partner_count, sum_count, aside_count;
	struct row_rule **rows;
	struct unique_check *uniques;
	struct partners **partners;
	struct sum_check **sums;
	struct sum_check **aside; /* those that set rows aside */
};

/* Columns of the table by their fields' places in the dataset. */
static int
column_of(const struct checks *c, int field, int *column, struct fail *f)
{
	*column = schema_require(c->schema, c->dataset->fields[field].name, f);
	return *column == -1 ? -1 : 0;
}

static int
add_unique(struct checks *c, const struct table_rule *rule, const int *fields,
    size_t count, struct fail *f)
{
	struct unique_check *check = &c->uniques[c->unique_count++];
	size_t i;

	check->rule = rule;
	check->level = rule == NULL ? FINDING_ERROR : rule->level;
	check->column_count = count;
	check->columns = memory_array(count + 1, sizeof(int), f);
	if (check->columns == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (column_of(c, fields[i], &check->columns[i], f) == -1)
			return -1;
	/* What conflicts is reviewed as a whole, when names are ids. */
	if (rule == NULL && c->dataset->conflict == CONFLICT_REVIEW)
		return 0;
	check->groups = grouping_new(count, GROUPING_VALUE, f);
	if (check->groups == NULL)
		return -1;
	return grouping_table(check->groups, c->schema, check->columns, f);
}

static int
add_row(struct checks *c, const struct table_rule *rule, struct fail *f)
{
	struct row_rule *r = row_rule_new(c->dataset, rule, c->schema, f);

	if (r == NULL)
		return -1;
	c->rows[c->row_count++] = r;
	return 0;
}

static int
add_partners(struct checks *c, const struct table_rule *rule, struct fail *f)
{
	struct partners *p = partners_new(c->dataset, rule, PARTNERS_FILE, f);

	if (p == NULL)
		return -1;
	c->partners[c->partner_count++] = p;
	return partners_table(p, c->schema, f);
}

static int
add_sum(struct checks *c, const struct table_rule *rule, struct fail *f)
{
	struct sum_check *s = sum_check_new(c->dataset, rule, c->schema, f);

	if (s == NULL)
		return -1;
	c->sums[c->sum_count++] = s;
	if (rule->level == FINDING_ERROR)
		c->aside[c->aside_count++] = s;
	return 0;
}

static int
add_rule(struct checks *c, const struct table_rule *rule, struct fail *f)
{
	/* those are rules between files */
	if (rule->type == RULE_CHANGE || rule->type == RULE_ROWS)
		return 0;
	if (account_rule(c->account, rule->id, &rule->text, f) == -1)
		return -1;
	if (rule->type == RULE_SUM)
		return add_sum(c, rule, f);
	if (rule->type == RULE_UNIQUE)
		return add_unique(
		    c, rule, rule->fields.items, rule->fields.count, f);
	if (rule->type == RULE_ONE_TO_ONE)
		return add_partners(c, rule, f);
	return add_row(c, rule, f);
}

static int
make_room(struct checks *c, size_t rules, struct fail *f)
{
	c->rows = memory_array(rules + 1, sizeof(struct row_rule *), f);
	c->uniques = memory_array(rules + 1, sizeof(*c->uniques), f);
	c->partners = memory_array(rules + 1, sizeof(struct partners *), f);
	c->sums = memory_array(rules + 1, sizeof(struct sum_check *), f);
	c->aside = memory_array(rules + 1, sizeof(struct sum_check *), f);
	return c->rows == NULL || c->uniques == NULL || c->partners == NULL ||
		       c->sums == NULL || c->aside == NULL
		   ? -1
		   : 0;
}

struct checks *
checks_new(const struct table_schema *dataset, const struct schema *schema,
    struct account *account, struct fail *f)
{
	struct checks *c = memory_array(1, sizeof(*c), f);
	size_t i;
	int status;

	if (c == NULL)
		return NULL;
	c->dataset = dataset;
	c->schema = schema;
	c->account = account;
	status = make_room(c, dataset->rule_count, f);
	if (status == 0 && dataset->key_count > 0)
		status =
		    add_unique(c, NULL, dataset->key, dataset->key_count, f);
	for (i = 0; i < dataset->rule_count && status == 0; i++)
		status = add_rule(c, &dataset->rules[i], f);
	if (status == -1) {
		checks_free(c);
		return NULL;
	}
	return c;
}

void
checks_free(struct checks *c)
{
	size_t i;

	if (c == NULL)
		return;
	for (i = 0; i < c->row_count; i++)
		row_rule_free(c->rows[i]);
	for (i = 0; i < c->unique_count; i++) {
		free(c->uniques[i].columns);
		grouping_free(c->uniques[i].groups);
		free(c->uniques[i].firsts);
		free(c->uniques[i].row_groups);
	}
	for (i = 0; i < c->partner_count; i++)
		partners_free(c->partners[i]);
	for (i = 0; i < c->sum_count; i++)
		sum_check_free(c->sums[i]);
	free(c->rows);
	free(c->uniques);
	free(c->partners);
	free(c->sums);
	free(c->aside);
	free(c);
}

struct sum_check *const *
checks_aside(const struct checks *c, size_t *count)
{
	*count = c->aside_count;
	return c->aside;
}

/* first: NULL when the key lacks a value. */
static int
report_unique(const struct checks *c, const struct unique_check *check,
    struct places *places, const struct batch *batch, size_t row,
    const struct first_row *first, struct fail *f)
{
	struct finding finding = { check->level, "primary-key", NULL, 0, 0,
		NULL, NULL, NULL };
	const struct print_key key = { c->dataset, c->schema, check->columns,
		check->column_count };
	char found[PRINT_KEY], line[LINE_TEXT];
	struct message expected = {
		N_("each key once; it stands already in line %1$s"), { line }
	};

	if (check->rule != NULL) {
		finding.reason = "unique-error";
		finding.rule = check->rule->id;
	}
	if (check->column_count == 1)
		finding.column = c->schema->fields[check->columns[0]].name;
	print_key(&key, batch, row, found);
	if (first == NULL) {
		expected.format = N_("a value in each column of the key");
		expected.arguments[0] = NULL;
	} else {
		snprintf(line, sizeof(line), "%" PRIu64, first->line);
		if (first->file != places_file(places, row)) {
			expected.format =
			    N_("each key once; it stands already in %2$s:%1$s");
			expected.arguments[1] =
			    places_name(places, first->file);
		}
	}
	finding.found = found;
	finding.expected = &expected;
	return places_finding(places, row, &finding, f);
}

static bool
lacks_value(
    const struct unique_check *check, const struct batch *batch, size_t row)
{
	size_t i;

	for (i = 0; i < check->column_count; i++)
		if (!column_valid(&batch->columns[check->columns[i]], row))
			return true;
	return false;
}

/* A row that lacks a value of the key is set aside. */
static int
check_values(const struct checks *c, struct unique_check *check,
    struct places *places, const struct batch *batch, struct fail *f)
{
	uint8_t *fates = places_fates(places);
	size_t row;

	for (row = 0; row < batch->length; row++) {
		if (fates[row] != LINE_DATA || !lacks_value(check, batch, row))
			continue;
		fates[row] = LINE_SET_ASIDE;
		if (report_unique(c, check, places, batch, row, NULL, f) == -1)
			return -1;
	}
	return 0;
}

/* The first row with its key, or one that has been seen? */
static int
check_key(const struct checks *c, struct unique_check *check,
    struct places *places, const struct batch *batch, size_t row,
    struct fail *f)
{
	uint8_t *fates = places_fates(places);
	struct first_row *first = &check->firsts[check->row_groups[row]];

	if (check->rule == NULL && lacks_value(check, batch, row))
		first = NULL;
	else if (first->line == 0) {
		first->line = places_line(places, row);
		first->file = places_file(places, row);
		return 0;
	}
	if (check->level == FINDING_ERROR)
		fates[row] = LINE_SET_ASIDE;
	return report_unique(c, check, places, batch, row, first, f);
}

static int
run_unique(const struct checks *c, struct unique_check *check,
    struct places *places, const struct batch *batch, struct fail *f)
{
	const uint8_t *fates = places_fates(places);
	size_t row, count;

	if (check->groups == NULL)
		return check_values(c, check, places, batch, f);
	if (memory_grow(&check->row_groups, &check->row_capacity,
		batch->length + 1, sizeof(*check->row_groups), f) == -1 ||
	    grouping_rows(check->groups, batch, check->row_groups, f) == -1)
		return -1;
	count = grouping_count(check->groups);
	if (memory_grow(&check->firsts, &check->first_capacity, count + 1,
		sizeof(*check->firsts), f) == -1)
		return -1;
	memset(&check->firsts[check->first_count], 0,
	    (count - check->first_count) * sizeof(*check->firsts));
	check->first_count = count;
	for (row = 0; row < batch->length; row++)
		if (fates[row] == LINE_DATA &&
		    check_key(c, check, places, batch, row, f) == -1)
			return -1;
	return 0;
}

int
checks_batch(struct checks *c, struct places *places, const struct batch *batch,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < c->row_count; i++)
		if (row_rule_batch(c->rows[i], places, batch, f) == -1)
			return -1;
	for (i = 0; i < c->unique_count; i++)
		if (run_unique(c, &c->uniques[i], places, batch, f) == -1)
			return -1;
	for (i = 0; i < c->partner_count; i++)
		if (partners_batch(c->partners[i], places, batch, f) == -1)
			return -1;
	for (i = 0; i < c->sum_count; i++)
		if (sum_check_batch(c->sums[i], places, batch, f) == -1)
			return -1;
	return 0;
}

int
checks_end(struct checks *c, struct fail *f)
{
	size_t i;

	for (i = 0; i < c->sum_count; i++)
		if (sum_check_end(c->sums[i], c->account, f) == -1)
			return -1;
	return 0;
}
