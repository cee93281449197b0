/* rule.c - rules within a row and within a file (rule.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "rules/rule.h"
#include "rules/sum_rule.h"
#include "table/grouping.h"

#define VALUE_TEXT 40
#define KEY_TEXT 256

/* Two values of a row. */
struct compare_check {
	const struct table_rule *rule;
	int left, right; /* columns; right -1: the rule's number */
};

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
	size_t compare_count, unique_count, sum_count;
	struct compare_check *compares;
	struct unique_check *uniques;
	struct sum_check **sums;
};

/* Columns of the table by their fields' places in the dataset. */
static int
column_of(const struct checks *c, int field, int *column, struct fail *f)
{
	*column = schema_require(c->schema, c->dataset->fields[field].name, f);
	return *column == -1 ? -1 : 0;
}

static int
add_compare(struct checks *c, const struct table_rule *rule, struct fail *f)
{
	struct compare_check *check = &c->compares[c->compare_count];
	const struct table_field *fields = c->dataset->fields;

	if (rule->right != -1 && (fields[rule->left].type == TABLE_DATE) !=
				     (fields[rule->right].type == TABLE_DATE))
		return fail_set(f, FAIL_USAGE,
		    _("%s: rule \"%s\" compares \"%s\" with \"%s\", a date "
		      "with a number; compare like with like"),
		    c->dataset->path, rule->id, fields[rule->left].name,
		    fields[rule->right].name);
	check->rule = rule;
	check->right = -1;
	c->compare_count++;
	if (column_of(c, rule->left, &check->left, f) == -1)
		return -1;
	return rule->right == -1 ? 0
				 : column_of(c, rule->right, &check->right, f);
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
add_rule(struct checks *c, const struct table_rule *rule, struct fail *f)
{
	if (account_rule(c->account, rule->id, &rule->text, f) == -1)
		return -1;
	switch (rule->type) {
	case RULE_COMPARE:
		return add_compare(c, rule, f);
	case RULE_UNIQUE:
		return add_unique(c, rule, rule->fields, rule->field_count, f);
	case RULE_SUM:
		break;
	}
	c->sums[c->sum_count] = sum_check_new(c->dataset, rule, c->schema, f);
	return c->sums[c->sum_count++] == NULL ? -1 : 0;
}

struct checks *
checks_new(const struct table_schema *dataset, const struct schema *schema,
    struct account *account, struct fail *f)
{
	struct checks *c = memory_array(1, sizeof(*c), f);
	size_t i, most = dataset->rule_count + 1;
	int status = -1;

	if (c == NULL)
		return NULL;
	c->dataset = dataset;
	c->schema = schema;
	c->account = account;
	c->compares = memory_array(most, sizeof(*c->compares), f);
	c->uniques = memory_array(most, sizeof(*c->uniques), f);
	c->sums = memory_array(most, sizeof(struct sum_check *), f);
	if (c->compares != NULL && c->uniques != NULL && c->sums != NULL)
		status = 0;
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
	for (i = 0; i < c->unique_count; i++) {
		free(c->uniques[i].columns);
		grouping_free(c->uniques[i].groups);
		free(c->uniques[i].firsts);
		free(c->uniques[i].row_groups);
	}
	for (i = 0; i < c->sum_count; i++)
		sum_check_free(c->sums[i]);
	free(c->compares);
	free(c->uniques);
	free(c->sums);
	free(c);
}

static bool
holds(enum rule_operator operation, int order)
{
	switch (operation) {
	case RULE_LESS:
		return order < 0;
	case RULE_LESS_EQUAL:
		return order <= 0;
	case RULE_EQUAL:
		return order == 0;
	case RULE_NOT_EQUAL:
		return order != 0;
	case RULE_GREATER_EQUAL:
		return order >= 0;
	case RULE_GREATER:
		break;
	}
	return order > 0;
}

/* "at most 100": what the left value should be. */
static const char *
operation_format(enum rule_operator operation)
{
	switch (operation) {
	case RULE_LESS:
		return N_("less than %1$s");
	case RULE_LESS_EQUAL:
		return N_("at most %1$s");
	case RULE_EQUAL:
		return N_("exactly %1$s");
	case RULE_NOT_EQUAL:
		return N_("not %1$s");
	case RULE_GREATER_EQUAL:
		return N_("at least %1$s");
	case RULE_GREATER:
		break;
	}
	return N_("more than %1$s");
}

/* <0, 0, >0; whole numbers are compared as such. */
static int
compare_values(
    const struct compare_check *check, const struct batch *batch, size_t row)
{
	const struct column *left = &batch->columns[check->left], *right;
	int64_t a, b;
	double x = column_number(left, row), y = check->rule->right_value;

	if (check->right != -1) {
		right = &batch->columns[check->right];
		y = column_number(right, row);
		if (left->type != COLUMN_FLOAT64 &&
		    right->type != COLUMN_FLOAT64) {
			a = column_integer(left, row);
			b = column_integer(right, row);
			return (a > b) - (a < b);
		}
	}
	return (x > y) - (x < y);
}

static void
print_value(const struct column *column, size_t row, char text[VALUE_TEXT])
{
	if (column->type == COLUMN_DATE32)
		date_print((int32_t)column_integer(column, row), text);
	else if (column->type == COLUMN_FLOAT64)
		snprintf(text, VALUE_TEXT, "%.15g", column_number(column, row));
	else
		snprintf(
		    text, VALUE_TEXT, "%" PRId64, column_integer(column, row));
}

static int
report_compare(const struct checks *c, const struct compare_check *check,
    struct places *places, const struct batch *batch, size_t row,
    struct fail *f)
{
	const struct table_rule *rule = check->rule;
	struct finding finding = { rule->level, "row-constraint", rule->id, 0,
		0, c->dataset->fields[rule->left].name, NULL, NULL };
	char found[VALUE_TEXT], value[VALUE_TEXT], right[KEY_TEXT];
	const struct message expected = { operation_format(rule->operation),
		{ right } };

	print_value(&batch->columns[check->left], row, found);
	if (check->right == -1)
		snprintf(right, sizeof(right), "%.15g", rule->right_value);
	else {
		if (c->dataset->fields[rule->right].personal)
			strcpy(value, ACCOUNT_HIDDEN);
		else
			print_value(&batch->columns[check->right], row, value);
		snprintf(right, sizeof(right), "%s (%s)", value,
		    c->dataset->fields[rule->right].name);
	}
	finding.found = found;
	finding.expected = &expected;
	return places_finding(places, row, &finding, f);
}

static int
run_compare(const struct checks *c, const struct compare_check *check,
    struct places *places, const struct batch *batch, struct fail *f)
{
	uint8_t *fates = places_fates(places);
	size_t row;

	for (row = 0; row < batch->length; row++) {
		if (fates[row] != LINE_DATA ||
		    !column_valid(&batch->columns[check->left], row) ||
		    (check->right != -1 &&
			!column_valid(&batch->columns[check->right], row)) ||
		    holds(check->rule->operation,
			compare_values(check, batch, row)))
			continue;
		if (report_compare(c, check, places, batch, row, f) == -1)
			return -1;
		if (check->rule->level == FINDING_ERROR)
			fates[row] = LINE_SET_ASIDE;
	}
	return 0;
}

/* Is the value of a key never shown?  Of a key of one column the account
 * hides it, unless it is asked not to; a pseudonym would tell nobody anything.
 */
static bool
hides_value(const struct checks *c, const struct unique_check *check, size_t i)
{
	const struct field *field = &c->schema->fields[check->columns[i]];
	int at = table_schema_find(c->dataset, field->name);

	return field->type == COLUMN_BINARY ||
	       (check->column_count > 1 && at != -1 &&
		   c->dataset->fields[at].personal);
}

/* "(RU-MOW, 2002)": cut at the end of a value when it gets long. */
static void
print_key(const struct checks *c, const struct unique_check *check,
    const struct batch *batch, size_t row, char text[KEY_TEXT])
{
	const struct column *column;
	char number[VALUE_TEXT];
	const char *value;
	size_t i, length, at = 0;

	text[at++] = '(';
	for (i = 0; i < check->column_count; i++) {
		column = &batch->columns[check->columns[i]];
		value = number;
		if (!column_valid(column, row))
			number[0] = '\0';
		else if (hides_value(c, check, i))
			value = ACCOUNT_HIDDEN;
		else if (column->type == COLUMN_DICTIONARY)
			value = column_text(column, row, &length);
		else
			print_value(column, row, number);
		length = strlen(value);
		if (at + length + sizeof(", …)") > KEY_TEXT) {
			at += (size_t)snprintf(&text[at], KEY_TEXT - at, "…");
			break;
		}
		memcpy(&text[at], value, length);
		at += length;
		if (i + 1 < check->column_count) {
			text[at++] = ',';
			text[at++] = ' ';
		}
	}
	text[at++] = ')';
	text[at] = '\0';
}

/* first: NULL when the key lacks a value. */
static int
report_unique(const struct checks *c, const struct unique_check *check,
    struct places *places, const struct batch *batch, size_t row,
    const struct first_row *first, struct fail *f)
{
	struct finding finding = { check->level, "primary-key", NULL, 0, 0,
		NULL, NULL, NULL };
	char found[KEY_TEXT], line[VALUE_TEXT];
	struct message expected = {
		N_("each key once; it stands already in line %1$s"), { line }
	};

	if (check->rule != NULL) {
		finding.reason = "unique-error";
		finding.rule = check->rule->id;
	}
	if (check->column_count == 1)
		finding.column = c->schema->fields[check->columns[0]].name;
	print_key(c, check, batch, row, found);
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

	for (i = 0; i < c->compare_count; i++)
		if (run_compare(c, &c->compares[i], places, batch, f) == -1)
			return -1;
	for (i = 0; i < c->unique_count; i++)
		if (run_unique(c, &c->uniques[i], places, batch, f) == -1)
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
