/* partner.c - neither of two may have two partners (partner.h) */
#include "rules/partner.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "rules/print.h"
#include "table/grouping.h"

#define LINE_TEXT 24

/* The partner of a group of one side, by its first row; line 0: none yet. */
struct partner {
	uint64_t line;
	int file;
	uint32_t group;
};

struct side {
	struct grouping *groups;
	uint32_t *rows; /* group of each row of the batch at hand */
	size_t row_capacity;
	struct partner *partners;
	size_t count, capacity;
};

struct partners {
	const struct table_schema *dataset;
	const struct table_rule *rule;
	enum partners_scope scope;
	const struct schema *schema; /* of the table at hand */
	int *columns;                /* left, then right */
	size_t column_count;
	struct side left, right;
};

struct partners *
partners_new(const struct table_schema *dataset, const struct table_rule *rule,
    enum partners_scope scope, struct fail *f)
{
	struct partners *p = memory_array(1, sizeof(*p), f);

	if (p == NULL)
		return NULL;
	p->dataset = dataset;
	p->rule = rule;
	p->scope = scope;
	p->column_count = rule->left.count + rule->right.count;
	p->columns = memory_array(p->column_count, sizeof(int), f);
	p->left.groups = grouping_new(rule->left.count, GROUPING_VALUE, f);
	if (p->left.groups != NULL)
		p->right.groups =
		    grouping_new(rule->right.count, GROUPING_VALUE, f);
	if (p->columns == NULL || p->right.groups == NULL) {
		partners_free(p);
		return NULL;
	}
	return p;
}

static void
clear_side(struct side *side)
{
	grouping_free(side->groups);
	free(side->rows);
	free(side->partners);
}

void
partners_free(struct partners *p)
{
	if (p == NULL)
		return;
	clear_side(&p->left);
	clear_side(&p->right);
	free(p->columns);
	free(p);
}

int
partners_table(struct partners *p, const struct schema *schema, struct fail *f)
{
	size_t i, left = p->rule->left.count;
	int field;

	p->schema = schema;
	for (i = 0; i < p->column_count; i++) {
		field = i < left ? p->rule->left.items[i]
				 : p->rule->right.items[i - left];
		p->columns[i] =
		    schema_require(schema, p->dataset->fields[field].name, f);
		if (p->columns[i] == -1)
			return -1;
	}
	if (grouping_table(p->left.groups, schema, p->columns, f) == -1)
		return -1;
	return grouping_table(p->right.groups, schema, p->columns + left, f);
}

static int
group_rows(struct side *side, const struct batch *batch, struct fail *f)
{
	size_t count;

	if (memory_grow(&side->rows, &side->row_capacity, batch->length + 1,
		sizeof(*side->rows), f) == -1 ||
	    grouping_rows(side->groups, batch, side->rows, f) == -1)
		return -1;
	count = grouping_count(side->groups);
	if (memory_grow(&side->partners, &side->capacity, count + 1,
		sizeof(*side->partners), f) == -1)
		return -1;
	memset(&side->partners[side->count], 0,
	    (count - side->count) * sizeof(*side->partners));
	side->count = count;
	return 0;
}

static bool
has_values(const struct partners *p, const struct batch *batch, size_t row)
{
	size_t i;

	for (i = 0; i < p->column_count; i++)
		if (!column_valid(&batch->columns[p->columns[i]], row))
			return false;
	return true;
}

static int
report(const struct partners *p, struct places *places,
    const struct batch *batch, size_t row, const struct partner *first,
    struct fail *f)
{
	const struct print_key key = { p->dataset, p->schema, p->columns,
		p->column_count };
	struct finding finding = { p->rule->level, "row-constraint",
		p->rule->id, 0, 0, NULL, NULL, NULL };
	char found[PRINT_KEY], line[LINE_TEXT];
	struct message expected = {
		N_("one partner for each; line %1$s has another one"), { line }
	};

	if (p->scope == PARTNERS_DATASET)
		finding.level = FINDING_WARNING;
	print_key(&key, batch, row, found);
	snprintf(line, sizeof(line), "%" PRIu64, first->line);
	if (first->file != places_file(places, row)) {
		expected.format =
		    N_("one partner for each; %2$s:%1$s has another one");
		expected.arguments[1] = places_name(places, first->file);
	}
	finding.found = found;
	finding.expected = &expected;
	return places_finding(places, row, &finding, f);
}

/* The first row that gave this group another partner, or NULL. */
static const struct partner *
find_other(const struct partners *p, const struct side *side, uint32_t group,
    uint32_t other, int file)
{
	const struct partner *partner = &side->partners[group];

	if (partner->line == 0 || partner->group == other ||
	    (p->scope == PARTNERS_DATASET && partner->file == file))
		return NULL;
	return partner;
}

static void
keep_first(
    struct side *side, uint32_t group, uint32_t other, int file, uint64_t line)
{
	if (side->partners[group].line == 0)
		side->partners[group] = (struct partner){ line, file, other };
}

static int
check_row(struct partners *p, struct places *places, const struct batch *batch,
    size_t row, struct fail *f)
{
	uint32_t left = p->left.rows[row], right = p->right.rows[row];
	int file = places_file(places, row);
	uint64_t line = places_line(places, row);
	const struct partner *other;
	bool aside =
	    p->scope == PARTNERS_FILE && p->rule->level == FINDING_ERROR;

	other = find_other(p, &p->left, left, right, file);
	if (other == NULL)
		other = find_other(p, &p->right, right, left, file);
	if (other == NULL || !aside) {
		keep_first(&p->left, left, right, file, line);
		keep_first(&p->right, right, left, file, line);
	}
	if (other == NULL)
		return 0;
	if (aside)
		places_fates(places)[row] = LINE_SET_ASIDE;
	return report(p, places, batch, row, other, f);
}

int
partners_batch(struct partners *p, struct places *places,
    const struct batch *batch, struct fail *f)
{
	const uint8_t *fates = places_fates(places);
	size_t row;

	if (group_rows(&p->left, batch, f) == -1 ||
	    group_rows(&p->right, batch, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++)
		if (fates[row] == LINE_DATA && has_values(p, batch, row) &&
		    check_row(p, places, batch, row, f) == -1)
			return -1;
	return 0;
}
