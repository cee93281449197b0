/* cases.c - a table of cases to a table of its statistics (measure/cases.h) */
#include "measure/cases.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "measure/case_memo.h"
#include "measure/case_rows.h"
#include "table/sink.h"

#define NOT_SUPPLIED "not_supplied"

/* The columns after those of the key. */
enum { STATISTIC, VALUE, LOWER, UPPER, P_VALUE, METHOD, STATUS, REASON, AFTER };

static const struct {
	const char *name;
	enum column_type type;
} after[AFTER] = {
	[STATISTIC] = { "statistic", COLUMN_DICTIONARY },
	[VALUE] = { "value", COLUMN_FLOAT64 },
	[LOWER] = { "lower", COLUMN_FLOAT64 },
	[UPPER] = { "upper", COLUMN_FLOAT64 },
	[P_VALUE] = { "p_value", COLUMN_FLOAT64 },
	[METHOD] = { "method", COLUMN_DICTIONARY },
	[STATUS] = { "status", COLUMN_DICTIONARY },
	[REASON] = { "reason", COLUMN_DICTIONARY },
};

static const char *const status_names[CASE_STATUSES] = {
	[CASE_OK] = "ok",
	[CASE_NOT_APPLICABLE] = "not_applicable",
	[CASE_MISSING] = "missing",
};

/* A name that the last row had, with its code: names come again and again,
 * from the same places. */
struct said {
	const char *name;
	int32_t code;
};

/* What a case has: the names of its statistics and room for their values. */
struct outcome {
	size_t count, certain; /* those that always have a row */
	char **names;
	struct said *said;           /* of each statistic */
	struct said words[AFTER];    /* of the other columns */
	struct method_value *values; /* of as many rows as there is room for */
	size_t rows;
	struct case_memo memo; /* of a method by rows */
};

static void
outcome_clear(struct outcome *o)
{
	size_t i;

	for (i = 0; o->names != NULL && i < o->count; i++)
		free(o->names[i]);
	free(o->names);
	free(o->said);
	free(o->values);
	case_memo_clear(&o->memo);
}

/* An estimate and its standard error. */
static int
add_term(struct outcome *o, size_t *at, const char *name, size_t power,
    struct fail *f)
{
	size_t i, size = strlen(name) + 32;

	for (i = 0; i < 2; i++, ++*at) {
		if ((o->names[*at] = memory_array(size, 1, f)) == NULL)
			return -1;
		if (power > 1)
			(void)snprintf(o->names[*at], size, "%s^%zu%s", name,
			    power, i == 0 ? "" : "_se");
		else
			(void)snprintf(o->names[*at], size, "%s%s", name,
			    i == 0 ? "" : "_se");
	}
	return 0;
}

static int
add_terms(struct outcome *o, const struct case_definition *d, size_t *at,
    struct fail *f)
{
	size_t i, power, last = d->method->input_count - 1;

	if (d->settings[METHOD_MODEL_INTERCEPT] != 0 &&
	    add_term(o, at, "intercept", 1, f) == -1)
		return -1;
	for (i = 0; i < d->column_count; i++)
		for (power = 1;
		     d->columns[i].input == last &&
		     power <= (size_t)d->settings[METHOD_MODEL_DEGREE];
		     power++)
			if (add_term(o, at, d->columns[i].name, power, f) == -1)
				return -1;
	return 0;
}

static size_t
terms_of(const struct case_definition *d)
{
	size_t i, columns = 0;

	for (i = 0; i < d->column_count; i++)
		columns += d->columns[i].input == d->method->input_count - 1;
	return d->method->model ? method_terms(columns, d->settings) : 0;
}

static int
outcome_init(struct outcome *o, const struct case_definition *d, struct fail *f)
{
	const struct method *m = d->method;
	size_t i, at = 0;

	o->count = 2 * terms_of(d) + m->statistic_count;
	o->certain = o->count - m->spare;
	o->names = memory_array(o->count, sizeof(*o->names), f);
	o->said = memory_array(o->count, sizeof(*o->said), f);
	if (o->names == NULL || o->said == NULL ||
	    (m->model && add_terms(o, d, &at, f) == -1))
		return -1;
	for (i = 0; i < m->statistic_count; i++, at++)
		if ((o->names[at] = memory_text(m->statistics[i],
			 strlen(m->statistics[i]), f)) == NULL)
			return -1;
	return m->grouped ? 0 : case_memo_init(&o->memo, o->count, f);
}

static int
open_schema(struct cases *cases, const struct case_rows *in, struct fail *f)
{
	const struct field *field;
	size_t i, j;

	for (i = 0; i < in->key_count; i++) {
		field = &in->schema.fields[in->keys[i]];
		for (j = 0; j < AFTER; j++)
			if (strcmp(field->name, after[j].name) == 0)
				return json_fail(in->definition->json, f,
				    _("the column \"%s\" is one of the "
				      "output, expected \"by\" with other "
				      "columns that name a case"),
				    field->name);
		if (schema_add(&cases->schema, field->name, field->type,
			field->width, f) == -1)
			return -1;
	}
	for (j = 0; j < AFTER; j++)
		if (schema_add(&cases->schema, after[j].name, after[j].type, 0,
			f) == -1)
			return -1;
	return batch_init(&cases->batch, &cases->schema, BATCH_ROWS, f);
}

static int
put_key(
    struct column *to, const struct column *from, size_t row, struct fail *f)
{
	const char *text;
	size_t length;

	if (!column_valid(from, row))
		return column_put_null(to, f);
	switch (from->type) {
	case COLUMN_UTF8:
	case COLUMN_DICTIONARY:
	case COLUMN_BINARY:
		text = column_text(from, row, &length);
		return column_put_text(to, text, length, f);
	case COLUMN_FLOAT64:
		return column_put_number(to, column_number(from, row), f);
	default:
		return column_put_integer(to, column_integer(from, row), f);
	}
}

static int
put_name(struct column *to, const char *name, struct said *said, struct fail *f)
{
	if (name == NULL)
		return column_put_null(to, f);
	if (said->name != name) {
		said->code =
		    dictionary_add(to->dictionary, name, strlen(name), f);
		if (said->code == -1)
			return -1;
		said->name = name;
	}
	return column_put_code(to, said->code, f);
}

static int
put_number(struct column *to, bool there, double value, struct fail *f)
{
	return there && isfinite(value) ? column_put_number(to, value, f)
					: column_put_null(to, f);
}

/* Data that cannot be are missing; else the method does not apply. */
static enum case_status
status_of(enum method_status status)
{
	switch (status) {
	case METHOD_OK:
		return CASE_OK;
	case METHOD_NUMERATOR_ABOVE_DENOMINATOR:
	case METHOD_NEGATIVE_COUNT:
	case METHOD_FRACTIONAL_COUNT:
	case METHOD_NOT_FINITE:
	case METHOD_REPEATED_PERIOD:
		return CASE_MISSING;
	default:
		return CASE_NOT_APPLICABLE;
	}
}

static int
put_value(struct column *to, struct outcome *o, size_t statistic,
    const char *method, const struct method_value *v, enum case_status status,
    const char *reason, struct fail *f)
{
	struct said *words = o->words;
	bool ok = status == CASE_OK;

	return put_name(&to[STATISTIC], o->names[statistic],
		   &o->said[statistic], f) == -1 ||
		       put_number(&to[VALUE], ok, v->value, f) == -1 ||
		       put_number(&to[LOWER], ok, v->lower, f) == -1 ||
		       put_number(&to[UPPER], ok, v->upper, f) == -1 ||
		       put_number(&to[P_VALUE], ok, v->p, f) == -1 ||
		       put_name(&to[METHOD],
			   ok && v->method != NULL ? v->method : method,
			   &words[METHOD], f) == -1 ||
		       put_name(&to[STATUS], status_names[status],
			   &words[STATUS], f) == -1 ||
		       put_name(&to[REASON], reason, &words[REASON], f) == -1
		   ? -1
		   : 0;
}

/* The status of one statistic: a number that is none is no result. */
static enum method_status
status_of_value(const struct case_numbers *n, const struct method_value *v)
{
	if (n->status != METHOD_OK)
		return n->status;
	if (v->status != METHOD_OK)
		return v->status;
	return isfinite(v->value) ? METHOD_OK : METHOD_TOO_LARGE;
}

/* The statistics of a case, or of one of its rows. */
static int
put_case(struct cases *cases, const struct case_rows *in, size_t row,
    const struct case_numbers *n, struct outcome *o,
    const struct method_value *values, struct fail *f)
{
	enum method_status why;
	enum case_status status;
	size_t i, k;

	for (i = 0; i < o->count; i++) {
		if (i >= o->certain && (n->missing || n->status != METHOD_OK ||
					   isnan(values[i].value)))
			continue;
		why = status_of_value(n, &values[i]);
		status = n->missing ? CASE_MISSING : status_of(why);
		for (k = 0; k < in->key_count; k++)
			if (put_key(&cases->batch.columns[k],
				&in->batch.columns[in->keys[k]], row, f) == -1)
				return -1;
		if (put_value(&cases->batch.columns[in->key_count], o, i,
			in->definition->method->name, &values[i], status,
			n->missing          ? NOT_SUPPLIED
			: status == CASE_OK ? NULL
					    : method_status_name(why),
			f) == -1)
			return -1;
		cases->counts[status]++;
		cases->batch.length++;
	}
	return 0;
}

/* Room for the values of so many rows, none of them there. */
static int
outcome_reset(struct outcome *o, size_t rows, struct fail *f)
{
	size_t i;

	if (memory_grow(&o->values, &o->rows, rows * o->count,
		sizeof(*o->values), f) == -1)
		return -1;
	for (i = 0; i < rows * o->count; i++)
		o->values[i] = (struct method_value)METHOD_VALUE_NONE;
	return 0;
}

static int
measure_case(struct cases *cases, struct case_rows *in, size_t from, size_t to,
    struct outcome *o, struct fail *f)
{
	bool each = in->definition->method->each;
	uint32_t row = in->order[from];
	struct case_numbers n;
	size_t i, there;

	if (outcome_reset(o, each ? to - from : 1, f) == -1)
		return -1;
	case_rows_numbers(in, from, to, &n);
	if (n.status == METHOD_OK && !n.missing)
		n.status = case_memo_run(&o->memo, &n.call, o->values);
	if (n.status == METHOD_NO_MEMORY)
		return fail_memory(f);
	if (!each)
		return put_case(cases, in, row, &n, o, o->values, f);
	there = n.call.rows;
	for (i = 0; i < to - from; i++) {
		n.missing = i >= there;
		if (put_case(cases, in, in->order[from + i], &n, o,
			o->values + i * o->count, f) == -1)
			return -1;
	}
	return 0;
}

int
cases_measure(struct cases *cases, const struct case_definition *d,
    const char *path, struct fail *f)
{
	struct case_rows in = CASE_ROWS_INIT;
	struct outcome outcome = { .count = 0 };
	size_t from, to;
	int status = -1;

	if (case_rows_open(&in, d, path, f) == 0 &&
	    outcome_init(&outcome, d, f) == 0)
		status = open_schema(cases, &in, f);
	for (from = 0; status == 0 && from < in.batch.length; from = to) {
		to = case_rows_end(&in, from);
		status = measure_case(cases, &in, from, to, &outcome, f);
	}
	cases->rows = in.batch.length;
	outcome_clear(&outcome);
	case_rows_close(&in);
	return status;
}

static int
keep_account(const struct cases *cases, struct account *account, struct fail *f)
{
	struct json_value *by_status = json_new_object();
	int i, file = account_file(account, "cases", f);

	for (i = 0; i < CASE_STATUSES; i++)
		json_set(by_status, status_names[i],
		    json_new_integer((int64_t)cases->counts[i]));
	if (file == -1) {
		json_value_free(by_status);
		return -1;
	}
	account_rows(account, file, cases->rows, cases->batch.length);
	return account_property(account, file, "status", by_status, f);
}

int
cases_save(const struct cases *cases, const char *path, struct account *account,
    const char *record, struct fail *f)
{
	struct sink out = SINK_INIT;
	int status = -1;

	if (keep_account(cases, account, f) == 0 &&
	    sink_open(&out, path, &cases->schema, f) == 0 &&
	    sink_write(&out, &cases->batch, f) == 0 &&
	    account_write(account, record, f) == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	return status;
}

void
cases_clear(struct cases *cases)
{
	batch_clear(&cases->batch);
	schema_clear(&cases->schema);
}
