/*
 * persons.h - a table about persons for unit tests: fields "person" (a
 * pseudonym), "college", "cohort" (role period); primary key person and
 * cohort.
 *
 *	struct persons t;
 *	persons_start(&t, "\"conflict\": \"review\"", true);
 *	persons_put(&t, "a.csv", 2, 7, "one", 2024);
 *	persons_lose(&t);	(this row)
 *	... t.dataset, t.schema, t.batch, t.account ...
 *	persons_end(&t);
 */
#ifndef UNIT_PERSONS_H
#define UNIT_PERSONS_H

#include "unit.h"

#include "base/account.h"
#include "table/batch.h"
#include "table/bits.h"
#include "value/table_schema.h"

#define PERSONS_WIDTH 16
#define PERSONS_NOBODY (-1)

enum persons_column {
	PERSONS_PERSON,
	PERSONS_COLLEGE,
	PERSONS_COHORT,
	PERSONS_FILE,
	PERSONS_ROW,
	PERSONS_LOST
};

struct persons {
	struct table_schema *dataset;
	struct schema schema;
	struct batch batch;
	struct account *account;
};

/* Whether it keeps lost rows. */
static inline void
persons_start(struct persons *t, const char *more, bool lost)
{
	static const char format[] =
	    "{\"name\": \"d\", \"title\": {\"ru\": \"д\", \"en\": \"d\"}, "
	    "\"fields\": ["
	    "{\"name\": \"person\", \"type\": \"string\", \"format\": "
	    "\"snils\", \"role\": \"person\"}, "
	    "{\"name\": \"college\", \"type\": \"string\", \"role\": "
	    "\"organisation\"}, "
	    "{\"name\": \"cohort\", \"type\": \"year\", \"role\": "
	    "\"period\"}]%s%s}";
	static const struct persons none;
	struct fail f = FAIL_INIT;
	char text[4096];
	int length = snprintf(
	    text, sizeof(text), format, more[0] == '\0' ? "" : ", ", more);

	*t = none;
	t->dataset = table_schema_parse(text, (size_t)length, "s.json", &f);
	assert_string_equal(f.text, "");
	assert_non_null(t->dataset);
	assert_int_equal(table_schema_columns(t->dataset, &t->schema, &f), 0);
	if (lost)
		assert_int_not_equal(
		    schema_add(&t->schema, SCHEMA_LOST, COLUMN_BOOL, 0, &f),
		    -1);
	assert_int_equal(batch_init(&t->batch, &t->schema, 64, &f), 0);
	assert_non_null(t->account = account_new("test", &f));
}

/* The first eight bytes of the pseudonym are this number, big-endian, so it is
 * in partition number % partitions. */
static inline void
persons_put(struct persons *t, const char *file, int64_t line, int64_t person,
    const char *college, int64_t cohort)
{
	struct column *columns = t->batch.columns;
	char bytes[PERSONS_WIDTH] = "";
	int i, status = 0;

	for (i = 0; i < 8; i++)
		bytes[i] = (char)((uint64_t)person >> (56 - 8 * i) & 255);
	status |= person == PERSONS_NOBODY
		      ? column_put_null(&columns[PERSONS_PERSON], NULL)
		      : column_put_text(&columns[PERSONS_PERSON], bytes,
			    PERSONS_WIDTH, NULL);
	status |= column_put_text(
	    &columns[PERSONS_COLLEGE], college, strlen(college), NULL);
	status |= column_put_integer(&columns[PERSONS_COHORT], cohort, NULL);
	status |=
	    column_put_text(&columns[PERSONS_FILE], file, strlen(file), NULL);
	status |= column_put_integer(&columns[PERSONS_ROW], line, NULL);
	if (t->schema.field_count > PERSONS_LOST)
		status |= column_put_integer(&columns[PERSONS_LOST], 0, NULL);
	assert_int_equal(status, 0);
	t->batch.length++;
}

/* The row put last. */
static inline void
persons_lose(struct persons *t)
{
	bits_set(t->batch.columns[PERSONS_LOST].values, t->batch.length - 1, 1);
}

static inline void
persons_end(struct persons *t)
{
	account_free(t->account);
	batch_clear(&t->batch);
	schema_clear(&t->schema);
	table_schema_free(t->dataset);
}

#endif
