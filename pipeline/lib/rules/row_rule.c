/* row_rule.c - a rule within a row (row_rule.h) */
#include "rules/row_rule.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/memory.h"
#include "base/message.h"
#include "rules/print.h"

/* A sum of a row: the columns of its terms, and those of their status (-1:
 * none). */
struct side {
	const struct field_list *fields;
	int *columns, *statuses;
	char names[PRINT_KEY];
};

struct row_rule {
	const struct table_schema *dataset;
	const struct table_rule *rule;
	struct side left, right;
	struct decimal limit; /* compare: if there is no field on the right */
	int percent;          /* column */
};

static int
find_columns(const struct row_rule *r, struct side *side,
    const struct field_list *fields, const struct schema *schema,
    struct fail *f)
{
	const char *name;
	size_t i;

	side->fields = fields;
	side->columns = memory_array(fields->count + 1, sizeof(int), f);
	side->statuses = memory_array(fields->count + 1, sizeof(int), f);
	if (side->columns == NULL || side->statuses == NULL)
		return -1;
	for (i = 0; i < fields->count; i++) {
		name = r->dataset->fields[fields->items[i]].name;
		side->columns[i] = schema_require(schema, name, f);
		if (side->columns[i] == -1)
			return -1;
		side->statuses[i] = schema_find_status(schema, name);
	}
	print_names(r->dataset, fields, side->names);
	return 0;
}

static void
set_limit(struct row_rule *r, double value)
{
	/* whole numbers that a double has exactly */
	if (value == floor(value) && fabs(value) < 1 / DBL_EPSILON)
		decimal_add_integer(&r->limit, (int64_t)value);
	else
		decimal_add(&r->limit, value);
}

static bool
is_date(const struct row_rule *r, const struct field_list *list)
{
	return r->dataset->fields[list->items[0]].type == TABLE_DATE;
}

static int
check_types(const struct row_rule *r, struct fail *f)
{
	const struct table_rule *rule = r->rule;

	if (rule->type == RULE_PERCENT || rule->right.count == 0 ||
	    is_date(r, &rule->left) == is_date(r, &rule->right))
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("%s: rule \"%s\" compares \"%s\" with \"%s\", a date with a "
	      "number; compare like with like"),
	    r->dataset->path, rule->id, r->left.names, r->right.names);
}

struct row_rule *
row_rule_new(const struct table_schema *dataset, const struct table_rule *rule,
    const struct schema *schema, struct fail *f)
{
	struct row_rule *r = memory_array(1, sizeof(*r), f);
	const char *percent;

	if (r == NULL)
		return NULL;
	r->dataset = dataset;
	r->rule = rule;
	set_limit(r, rule->right_value);
	if (find_columns(r, &r->left, &rule->left, schema, f) == -1 ||
	    find_columns(r, &r->right, &rule->right, schema, f) == -1 ||
	    check_types(r, f) == -1)
		goto failed;
	if (rule->type == RULE_PERCENT) {
		percent = dataset->fields[rule->percent].name;
		if ((r->percent = schema_require(schema, percent, f)) == -1)
			goto failed;
	}
	return r;
failed:
	row_rule_free(r);
	return NULL;
}

void
row_rule_free(struct row_rule *r)
{
	if (r == NULL)
		return;
	free(r->left.columns);
	free(r->left.statuses);
	free(r->right.columns);
	free(r->right.statuses);
	free(r);
}

static bool
not_applicable(const struct batch *batch, int status, size_t row)
{
	size_t length;

	return status != -1 &&
	       strcmp(column_text(&batch->columns[status], row, &length),
		   "not_applicable") == 0;
}

/* The sum of a side, false: it is not known. */
static bool
add_up(const struct side *side, const struct batch *batch, size_t row,
    struct decimal *sum)
{
	const struct decimal zero = DECIMAL_ZERO;
	const struct column *c;
	size_t i, known = 0;

	*sum = zero;
	for (i = 0; i < side->fields->count; i++) {
		c = &batch->columns[side->columns[i]];
		if (!column_valid(c, row)) {
			if (not_applicable(batch, side->statuses[i], row))
				continue;
			return false;
		}
		if (c->type == COLUMN_FLOAT64)
			decimal_add(sum, column_number(c, row));
		else
			decimal_add_integer(sum, column_integer(c, row));
		known++;
	}
	return known > 0;
}

/* The sum as a text, hidden if a value of it is personal and no column of the
 * finding hides it. */
static void
print_sum(const struct row_rule *r, const struct side *side,
    const struct batch *batch, size_t row, const struct decimal *sum,
    bool shown, char text[DECIMAL_TEXT])
{
	size_t i;

	for (i = 0; i < side->fields->count && !shown; i++)
		if (r->dataset->fields[side->fields->items[i]].personal) {
			strcpy(text, ACCOUNT_HIDDEN);
			return;
		}
	if (side->fields->count == 1)
		print_value(&batch->columns[side->columns[0]], row, text);
	else
		decimal_print(sum, text);
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

static struct finding
finding_of(const struct row_rule *r, const char *column)
{
	return (struct finding){ r->rule->level, "row-constraint", r->rule->id,
		0, 0, column, NULL, NULL };
}

/* 1: a finding, 0: none. */
static int
check_compare(const struct row_rule *r, struct places *places,
    const struct batch *batch, size_t row, struct fail *f)
{
	const struct table_rule *rule = r->rule;
	bool one = rule->left.count == 1;
	struct decimal left, right = r->limit;
	struct finding finding = finding_of(
	    r, one ? r->dataset->fields[rule->left.items[0]].name : NULL);
	char value[DECIMAL_TEXT], found[PRINT_KEY + DECIMAL_TEXT + 4];
	char limit[PRINT_KEY + DECIMAL_TEXT + 4];
	const struct message expected = { operation_format(rule->operation),
		{ limit } };

	if (!add_up(&r->left, batch, row, &left) ||
	    (rule->right.count > 0 && !add_up(&r->right, batch, row, &right)))
		return 0;
	if (holds(rule->operation, decimal_compare(&left, &right)))
		return 0;
	print_sum(r, &r->left, batch, row, &left, one, value);
	snprintf(
	    found, sizeof(found), one ? "%s" : "%s (%s)", value, r->left.names);
	if (rule->right.count == 0)
		snprintf(limit, sizeof(limit), "%.15g", rule->right_value);
	else {
		print_sum(r, &r->right, batch, row, &right, false, value);
		snprintf(
		    limit, sizeof(limit), "%s (%s)", value, r->right.names);
	}
	finding.found = found;
	finding.expected = &expected;
	return places_finding(places, row, &finding, f) == -1 ? -1 : 1;
}

static int
report_percent(const struct row_rule *r, struct places *places,
    const struct batch *batch, size_t row, const struct decimal *part,
    const struct decimal *whole, struct fail *f)
{
	const struct table_rule *rule = r->rule;
	struct finding finding =
	    finding_of(r, r->dataset->fields[rule->percent].name);
	char found[PRINT_VALUE], value[DECIMAL_TEXT], half[PRINT_VALUE];
	char first[DECIMAL_TEXT], second[DECIMAL_TEXT];
	const struct message expected = {
		N_("%1$s, which is %2$s of %3$s, give or take %4$s"),
		{ value, first, second, half }
	};

	print_value(&batch->columns[r->percent], row, found);
	print_sum(r, &r->left, batch, row, part, false, first);
	print_sum(r, &r->right, batch, row, whole, false, second);
	if (strcmp(first, ACCOUNT_HIDDEN) == 0 ||
	    strcmp(second, ACCOUNT_HIDDEN) == 0)
		strcpy(value, ACCOUNT_HIDDEN);
	else
		snprintf(value, sizeof(value), "%.*f", rule->decimals + 1,
		    100 * decimal_value(part) / decimal_value(whole));
	snprintf(half, sizeof(half), "%.15g", 0.5 * pow(10, -rule->decimals));
	finding.found = found;
	finding.expected = &expected;
	return places_finding(places, row, &finding, f) == -1 ? -1 : 1;
}

static int
check_percent(const struct row_rule *r, struct places *places,
    const struct batch *batch, size_t row, struct fail *f)
{
	const struct column *column = &batch->columns[r->percent];
	struct decimal part, whole;
	double value, percent, half = 0.5 * pow(10, -r->rule->decimals);

	if (!column_valid(column, row) ||
	    !add_up(&r->left, batch, row, &part) ||
	    !add_up(&r->right, batch, row, &whole) ||
	    decimal_value(&whole) == 0)
		return 0;
	percent = column_number(column, row);
	value = 100 * decimal_value(&part) / decimal_value(&whole);
	/* 12.5 is both 12 and 13; of such a half rounding takes a little */
	half +=
	    half * 1e-9 + 4 * DBL_EPSILON * fmax(fabs(value), fabs(percent));
	if (fabs(value - percent) <= half)
		return 0;
	return report_percent(r, places, batch, row, &part, &whole, f);
}

int
row_rule_batch(struct row_rule *r, struct places *places,
    const struct batch *batch, struct fail *f)
{
	uint8_t *fates = places_fates(places);
	size_t row;
	int found;

	for (row = 0; row < batch->length; row++) {
		if (fates[row] != LINE_DATA)
			continue;
		found = r->rule->type == RULE_PERCENT
			    ? check_percent(r, places, batch, row, f)
			    : check_compare(r, places, batch, row, f);
		if (found == -1)
			return -1;
		if (found == 1 && r->rule->level == FINDING_ERROR)
			fates[row] = LINE_SET_ASIDE;
	}
	return 0;
}
