/*
 * tables.h - small tables of any columns for unit tests.
 *
 *	struct small t;
 *	small_start(&t, "person:b started:d _lost:l",
 *	    "P001 2024-02-29 no | P002 _ yes");
 *	... t.schema, t.batch ...
 *	FILE *stream = small_stream(&t);	(of Arrow; fclose() it)
 *	small_end(&t);
 *
 * A column is NAME:TYPE, types are t (dictionary), u (utf8), b (binary of 4
 * bytes), d (date), i (int64), f (float64), l (bool: yes, no).  Rows have |
 * between them, values blanks; _ is no value.  Columns _file ("f") and _row (1,
 * 2, ...) stand before _lost or at the end.
 */
#ifndef UNIT_TABLES_H
#define UNIT_TABLES_H

#include "unit.h"

#include "base/date.h"
#include "table/arrow.h"
#include "table/batch.h"
#include "table/schema.h"

struct small {
	struct schema schema;
	struct batch batch;
};

static void
small_column(struct small *t, const char *name, char type)
{
	static const char letters[] = "tubdifl";
	static const enum column_type types[] = { COLUMN_DICTIONARY,
		COLUMN_UTF8, COLUMN_BINARY, COLUMN_DATE32, COLUMN_INT64,
		COLUMN_FLOAT64, COLUMN_BOOL };
	const char *at = strchr(letters, type);

	assert_non_null(at);
	assert_int_not_equal(schema_add(&t->schema, name, types[at - letters],
				 type == 'b' ? 4 : 0, NULL),
	    -1);
}

static void
small_value(struct column *column, const char *word)
{
	int32_t day;
	int status = -1;

	if (strcmp(word, "_") == 0) {
		assert_int_equal(column_put_null(column, NULL), 0);
		return;
	}
	switch (column->type) {
	case COLUMN_DATE32:
		assert_true(date_parse(word, strlen(word), &day));
		status = column_put_integer(column, day, NULL);
		break;
	case COLUMN_INT64:
		status =
		    column_put_integer(column, strtoll(word, NULL, 10), NULL);
		break;
	case COLUMN_FLOAT64:
		status = column_put_number(column, strtod(word, NULL), NULL);
		break;
	case COLUMN_BOOL:
		status =
		    column_put_integer(column, strcmp(word, "yes") == 0, NULL);
		break;
	default:
		status = column_put_text(column, word, strlen(word), NULL);
	}
	assert_int_equal(status, 0);
}

static void
small_row(struct small *t, char *row, int64_t line)
{
	struct column *columns = t->batch.columns;
	char number[24], *rest = NULL;
	const char *name, *word;
	size_t i;

	snprintf(number, sizeof(number), "%lld", (long long)line);
	for (i = 0; i < t->schema.field_count; i++) {
		name = t->schema.fields[i].name;
		if (strcmp(name, "_file") == 0) {
			word = "f";
		} else if (strcmp(name, "_row") == 0) {
			word = number;
		} else {
			word = strtok_r(row, " ", &rest);
			row = NULL;
			assert_non_null(word);
		}
		small_value(&columns[i], word);
	}
	assert_null(strtok_r(NULL, " ", &rest));
	t->batch.length++;
}

static inline void
small_start(struct small *t, const char *columns, const char *rows)
{
	const struct small none = { SCHEMA_INIT, { 0, 0, NULL } };
	char *names = strdup(columns), *texts = strdup(rows);
	char *rest = NULL, *one, *type;
	bool origins = false;
	int64_t line = 1;

	*t = none;
	for (one = strtok_r(names, " ", &rest); one != NULL;
	     one = strtok_r(NULL, " ", &rest)) {
		type = strchr(one, ':');
		assert_non_null(type);
		*type++ = '\0';
		if (strcmp(one, "_lost") == 0) {
			small_column(t, "_file", 't');
			small_column(t, "_row", 'i');
			origins = true;
		}
		small_column(t, one, *type);
	}
	if (!origins) {
		small_column(t, "_file", 't');
		small_column(t, "_row", 'i');
	}
	assert_int_equal(batch_init(&t->batch, &t->schema, 8, NULL), 0);
	rest = NULL;
	for (one = strtok_r(texts, "|", &rest); one != NULL;
	     one = strtok_r(NULL, "|", &rest))
		small_row(t, one, line++);
	free(names);
	free(texts);
}

static inline FILE *
small_stream(const struct small *t)
{
	FILE *stream = tmpfile();
	struct arrow_writer *w;

	assert_non_null(stream);
	w = arrow_create(stream, ARROW_STREAM, &t->schema, NULL);
	assert_non_null(w);
	assert_int_equal(arrow_write(w, &t->batch, NULL), 0);
	assert_int_equal(arrow_finish(w, NULL), 0);
	arrow_writer_free(w);
	rewind(stream);
	return stream;
}

static inline void
small_end(struct small *t)
{
	batch_clear(&t->batch);
	schema_clear(&t->schema);
}

/* A row as text, its values separated by blanks, _ for none. */
static inline const char *
small_print(const struct schema *schema, const struct batch *b, size_t row,
    char *to, size_t size)
{
	const struct column *c;
	size_t used = 0, i, length;
	const char *text;
	char value[64];

	for (i = 0; i < schema->field_count; i++) {
		c = &b->columns[i];
		if (!column_valid(c, row)) {
			strcpy(value, "_");
		} else if (c->type == COLUMN_DATE32) {
			date_print((int32_t)column_integer(c, row), value);
		} else if (c->type == COLUMN_BOOL) {
			strcpy(
			    value, column_integer(c, row) != 0 ? "yes" : "no");
		} else if (c->type == COLUMN_INT64) {
			snprintf(value, sizeof(value), "%lld",
			    (long long)column_integer(c, row));
		} else if (c->type == COLUMN_FLOAT64) {
			snprintf(
			    value, sizeof(value), "%g", column_number(c, row));
		} else {
			text = column_text(c, row, &length);
			snprintf(
			    value, sizeof(value), "%.*s", (int)length, text);
		}
		used += (size_t)snprintf(
		    to + used, size - used, "%s%s", i == 0 ? "" : " ", value);
	}
	return to;
}

#endif
