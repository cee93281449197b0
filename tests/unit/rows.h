/*
 * rows.h - a small row-level table for unit tests: fields "region" (of a
 * registry), "sex", "students" (a count).
 *
 *	struct rows t;
 *	rows_start(&t, "\"rules\": [...]");
 *	rows_put(&t, "a.csv", 2, "Омск", "M", 7);
 *	... t.dataset, t.schema, t.batch ...
 *	rows_end(&t);
 */
#ifndef UNIT_ROWS_H
#define UNIT_ROWS_H

#include "unit.h"

#include "base/account.h"
#include "table/batch.h"
#include "value/table_schema.h"

#define ROWS_MISSING (-1000) /* students: no value */

struct rows {
	struct table_schema *dataset;
	struct schema schema;
	struct batch batch;
	struct account *account;
};

static void
rows_start(struct rows *t, const char *more)
{
	static const char format[] =
	    "{\"name\": \"d\", \"title\": {\"ru\": \"д\", \"en\": \"d\"}, "
	    "\"fields\": ["
	    "{\"name\": \"region\", \"type\": \"string\", \"role\": "
	    "\"dimension\", \"registry\": \"r\"}, "
	    "{\"name\": \"sex\", \"type\": \"string\", \"role\": "
	    "\"dimension\"}, "
	    "{\"name\": \"students\", \"type\": \"integer\", \"role\": "
	    "\"count\"}]%s%s}";
	static const struct rows none;
	struct fail f = FAIL_INIT;
	char text[4096];
	int length = snprintf(
	    text, sizeof(text), format, more[0] == '\0' ? "" : ", ", more);

	*t = none;
	assert_in_range(length, 1, sizeof(text) - 1);
	t->dataset = table_schema_parse(text, (size_t)length, "s.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(t->dataset);
	assert_int_equal(table_schema_columns(t->dataset, &t->schema, &f), 0);
	assert_int_equal(batch_init(&t->batch, &t->schema, 64, &f), 0);
	assert_non_null(t->account = account_new("test", &f));
}

static void
rows_text(struct column *column, const char *text)
{
	struct fail f = FAIL_INIT;
	int status = text == NULL
			 ? column_put_null(column, &f)
			 : column_put_text(column, text, strlen(text), &f);

	assert_int_equal(status, 0);
}

static void
rows_put(struct rows *t, const char *file, int64_t line, const char *region,
    const char *sex, int64_t students)
{
	struct fail f = FAIL_INIT;
	struct column *columns = t->batch.columns;
	int status = students == ROWS_MISSING
			 ? column_put_null(&columns[2], &f)
			 : column_put_integer(&columns[2], students, &f);

	assert_int_equal(status, 0);
	rows_text(&columns[0], region);
	rows_text(&columns[1], sex);
	rows_text(&columns[3], students == ROWS_MISSING ? "missing" : NULL);
	rows_text(&columns[4], file);
	assert_int_equal(column_put_integer(&columns[5], line, &f), 0);
	t->batch.length++;
}

static void
rows_end(struct rows *t)
{
	account_free(t->account);
	batch_clear(&t->batch);
	schema_clear(&t->schema);
	table_schema_free(t->dataset);
}

#endif
