/* sum_rule.c - the parts make up the total (sum_rule.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "rules/sum_rule.h"
#include "table/grouping.h"

#define TERM_TOTAL 0    /* parts are numbered from 1 */
#define TERM_OTHER (-1) /* a text that the rule does not name */
#define WORD_BITS 32u
#define LINE_TEXT 24

struct group {
	int64_t total, sum;
	uint64_t line; /* of the total */
	int file;
	size_t missing; /* terms that are not there yet */
	bool broken;    /* a term twice, or a sum beyond int64 */
};

struct sum_check {
	const struct table_schema *dataset;
	const struct table_rule *rule;
	int field, value, status; /* columns; status -1: it has none */
	struct grouping *groups;
	size_t term_count; /* the parts and the total */
	char **names;      /* normalised; the total first */
	int *terms;        /* by code of the field */
	size_t known, term_capacity;
	struct group *sums;
	size_t sum_count, sum_capacity;
	size_t words;   /* of seen, a group */
	uint32_t *seen; /* bit t of a group: term t has occurred */
	size_t seen_capacity;
	uint32_t *row_groups;
	size_t row_capacity;
	/* of each row of the batch at hand, 0: it is no term; else its group
	 * and one more, negative where it is the total */
	int64_t *marks;
	size_t mark_capacity;
};

/* Do rows with different values of this field belong to different sums? */
static bool
separates(const struct table_rule *rule, const struct table_schema *dataset,
    int field)
{
	const struct table_field *t = &dataset->fields[field];

	if (field == rule->field || field == rule->value)
		return false;
	if (t->role == ROLE_COUNT || t->role == ROLE_MEASURE)
		return false;
	return t->role != ROLE_NONE ||
	       (t->type != TABLE_INTEGER && t->type != TABLE_NUMBER);
}

/* The columns whose values make a group. */
static int
choose_columns(struct sum_check *s, const struct schema *schema, struct fail *f)
{
	const struct table_schema *d = s->dataset;
	int *columns = memory_array(d->field_count + 1, sizeof(int), f);
	size_t count = 0, i;
	int status = -1;

	if (columns == NULL)
		return -1;
	for (i = 0; i < d->field_count; i++)
		if (separates(s->rule, d, (int)i) &&
		    (columns[count++] =
			    schema_require(schema, d->fields[i].name, f)) == -1)
			goto end;
	s->groups = grouping_new(count, GROUPING_VALUE, f);
	if (s->groups != NULL)
		status = grouping_table(s->groups, schema, columns, f);
end:
	free(columns);
	return status;
}

static int
read_names(struct sum_check *s, struct fail *f)
{
	const struct table_rule *rule = s->rule;
	const char *text;
	size_t i, j;

	s->names = memory_array(rule->parts.count + 1, sizeof(*s->names), f);
	if (s->names == NULL)
		return -1;
	s->words = (rule->parts.count + WORD_BITS) / WORD_BITS;
	for (i = 0; i <= rule->parts.count; i++) {
		text = i == TERM_TOTAL ? rule->total : rule->parts.items[i - 1];
		s->names[i] = text_normalise(text, strlen(text), f);
		if (s->names[i] == NULL)
			return -1;
		s->term_count++;
		for (j = 0; j < i; j++)
			if (strcmp(s->names[i], s->names[j]) == 0)
				return fail_set(f, FAIL_USAGE,
				    _("%s: rule \"%s\": \"%s\" is named twice "
				      "among the total and the parts; name it "
				      "once"),
				    s->dataset->path, rule->id, text);
	}
	return 0;
}

static int
check_rule(const struct table_schema *dataset, const struct table_rule *rule,
    struct fail *f)
{
	if (dataset->fields[rule->value].type != TABLE_INTEGER)
		return fail_set(f, FAIL_USAGE,
		    _("%s: rule \"%s\": field \"%s\" has the type %s, "
		      "expected integer: sums are compared exactly"),
		    dataset->path, rule->id, dataset->fields[rule->value].name,
		    table_type_name(dataset->fields[rule->value].type));
	return 0;
}

struct sum_check *
sum_check_new(const struct table_schema *dataset, const struct table_rule *rule,
    const struct schema *schema, struct fail *f)
{
	struct sum_check *s;

	if (check_rule(dataset, rule, f) == -1 ||
	    (s = memory_array(1, sizeof(*s), f)) == NULL)
		return NULL;
	s->dataset = dataset;
	s->rule = rule;
	s->field = schema_require(schema, dataset->fields[rule->field].name, f);
	s->value = schema_require(schema, dataset->fields[rule->value].name, f);
	s->status =
	    schema_find_status(schema, dataset->fields[rule->value].name);
	if (s->field == -1 || s->value == -1 || read_names(s, f) == -1 ||
	    choose_columns(s, schema, f) == -1) {
		sum_check_free(s);
		return NULL;
	}
	return s;
}

void
sum_check_free(struct sum_check *s)
{
	size_t i;

	if (s == NULL)
		return;
	for (i = 0; i < s->term_count; i++)
		free(s->names[i]);
	free(s->names);
	grouping_free(s->groups);
	free(s->terms);
	free(s->sums);
	free(s->seen);
	free(s->row_groups);
	free(s->marks);
	free(s);
}

/* Which term each text of the field's dictionary is. */
static int
name_terms(struct sum_check *s, const struct dictionary *texts, struct fail *f)
{
	size_t count = (size_t)dictionary_count(texts), length;
	const char *text;
	char *key;
	int term;

	if (memory_grow(&s->terms, &s->term_capacity, count + 1,
		sizeof(*s->terms), f) == -1)
		return -1;
	for (; s->known < count; s->known++) {
		text = dictionary_text(texts, (int32_t)s->known, &length);
		if ((key = text_normalise(text, length, f)) == NULL)
			return -1;
		for (term = (int)s->term_count - 1; term > TERM_OTHER; term--)
			if (strcmp(key, s->names[term]) == 0)
				break;
		free(key);
		s->terms[s->known] = term;
	}
	return 0;
}

static int
grow_groups(struct sum_check *s, struct fail *f)
{
	size_t count = grouping_count(s->groups);

	if (memory_grow(&s->sums, &s->sum_capacity, count + 1, sizeof(*s->sums),
		f) == -1 ||
	    memory_grow(&s->seen, &s->seen_capacity, count + 1,
		s->words * sizeof(*s->seen), f) == -1)
		return -1;
	for (; s->sum_count < count; s->sum_count++) {
		memset(&s->sums[s->sum_count], 0, sizeof(*s->sums));
		memset(&s->seen[s->sum_count * s->words], 0,
		    s->words * sizeof(*s->seen));
		s->sums[s->sum_count].missing = s->term_count;
	}
	return 0;
}

/* Is the value known?  One that is not applicable adds nothing. */
static bool
has_value(const struct sum_check *s, const struct batch *batch, size_t row)
{
	const struct column *status;
	size_t length;

	if (column_valid(&batch->columns[s->value], row))
		return true;
	if (s->status == -1)
		return false;
	status = &batch->columns[s->status];
	return strcmp(column_text(status, row, &length), "not_applicable") == 0;
}

static void
add_row(struct sum_check *s, struct places *places, const struct batch *batch,
    size_t row, int term)
{
	struct group *g = &s->sums[s->row_groups[row]];
	uint32_t *word =
	    &s->seen[s->row_groups[row] * s->words + (size_t)term / WORD_BITS];
	uint32_t bit = UINT32_C(1) << (size_t)term % WORD_BITS;
	int64_t value = column_integer(&batch->columns[s->value], row);

	if ((*word & bit) != 0) {
		g->broken = true;
		return;
	}
	*word |= bit;
	if (!has_value(s, batch, row))
		return; /* stays among the missing */
	g->missing--;
	if (term == TERM_TOTAL) {
		g->total = value;
		g->line = places_line(places, row);
		g->file = places_file(places, row);
	} else if (value > 0 ? g->sum > INT64_MAX - value
			     : g->sum < INT64_MIN - value)
		g->broken = true;
	else
		g->sum += value;
}

int
sum_check_batch(struct sum_check *s, struct places *places,
    const struct batch *batch, struct fail *f)
{
	const struct column *field = &batch->columns[s->field];
	const uint8_t *fates = places_fates(places);
	int32_t code;
	size_t row;

	if (name_terms(s, field->dictionary, f) == -1 ||
	    memory_grow(&s->row_groups, &s->row_capacity, batch->length + 1,
		sizeof(*s->row_groups), f) == -1 ||
	    memory_grow(&s->marks, &s->mark_capacity, batch->length + 1,
		sizeof(*s->marks), f) == -1 ||
	    grouping_rows(s->groups, batch, s->row_groups, f) == -1 ||
	    grow_groups(s, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++) {
		code = column_code(field, row);
		s->marks[row] = 0;
		if (fates[row] != LINE_DATA || code == -1 ||
		    s->terms[code] == TERM_OTHER)
			continue;
		s->marks[row] = (int64_t)s->row_groups[row] + 1;
		if (s->terms[code] == TERM_TOTAL)
			s->marks[row] = -s->marks[row];
		add_row(s, places, batch, row, s->terms[code]);
	}
	return 0;
}

const int64_t *
sum_check_marks(const struct sum_check *s)
{
	return s->marks;
}

static bool
differs(const struct group *g)
{
	return g->missing == 0 && !g->broken && g->sum != g->total;
}

/* The numbers of a finding as texts, and what a total should be. */
struct texts {
	char total[LINE_TEXT], sum[LINE_TEXT], parts[LINE_TEXT];
	char line[LINE_TEXT];
	struct message expected;
};

static struct finding
describe(const struct sum_check *s, const struct group *g, struct texts *t)
{
	const struct table_rule *rule = s->rule;
	const struct finding finding = { rule->level, "row-constraint",
		rule->id, g->line, 0, s->dataset->fields[rule->value].name,
		t->total, &t->expected };
	const struct message expected = {
		N_("%1$s, the sum of the parts of \"%2$s\" by \"%3$s\" "
		   "(parts: %4$s)"),
		{ t->sum, rule->total, s->dataset->fields[rule->field].name,
		    t->parts }
	};

	snprintf(t->total, sizeof(t->total), "%" PRId64, g->total);
	snprintf(t->sum, sizeof(t->sum), "%" PRId64, g->sum);
	snprintf(t->parts, sizeof(t->parts), "%zu", s->term_count - 1);
	snprintf(t->line, sizeof(t->line), "%" PRIu64, g->line);
	t->expected = expected;
	return finding;
}

int
sum_check_row(const struct sum_check *s, int64_t mark, struct places *places,
    const struct batch *batch, size_t row, struct fail *f)
{
	const struct column *value = &batch->columns[s->value];
	const struct group *g;
	struct finding finding;
	char found[LINE_TEXT];
	struct texts t;

	if (mark == 0 || !differs(g = &s->sums[llabs(mark) - 1]))
		return 0;
	finding = describe(s, g, &t);
	if (mark > 0) {
		t.expected = (struct message){
			N_("parts that make %1$s, the \"%2$s\" in line %3$s, "
			   "and not %4$s"),
			{ t.total, s->rule->total, t.line, t.sum }
		};
		snprintf(found, sizeof(found), "%" PRId64,
		    column_integer(value, row));
		finding.found = column_valid(value, row) ? found : NULL;
	}
	return places_finding(places, row, &finding, f) == -1 ? -1 : 1;
}

int
sum_check_end(struct sum_check *s, struct account *account, struct fail *f)
{
	struct finding finding;
	struct texts t;
	size_t i;

	for (i = 0; i < s->sum_count && s->rule->level == FINDING_WARNING;
	     i++) {
		if (!differs(&s->sums[i]))
			continue;
		finding = describe(s, &s->sums[i], &t);
		if (account_finding(account, s->sums[i].file, &finding, f) ==
		    -1)
			return -1;
	}
	return 0;
}
