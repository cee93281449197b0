/*
 * print.h - values of rows as texts for findings.
 *
 *	char text[PRINT_KEY];
 *	print_key(&(struct print_key){ dataset, schema, columns, 2 }, batch,
 *	    row, text);				("(RU-MOW, 2002)")
 *
 * A personal value is never shown where it stands beside others; alone it is
 * shown, for the account hides it by its column.
 */
#ifndef RULES_PRINT_H
#define RULES_PRINT_H

#include <stddef.h>

#include "table/batch.h"
#include "table/schema.h"
#include "value/table_schema.h"

#define PRINT_VALUE 40
#define PRINT_KEY 256

/* Columns of a table whose values are shown together; all are borrowed. */
struct print_key {
	const struct table_schema *dataset;
	const struct schema *schema;
	const int *columns;
	size_t count;
};

/* A number or a date. */
void print_value(const struct column *, size_t row, char text[PRINT_VALUE]);
/* Cut at the end of a value when it gets long. */
void print_key(const struct print_key *, const struct batch *, size_t row,
    char text[PRINT_KEY]);
/* "a + b": the names of fields, cut in the same way. */
void print_names(const struct table_schema *, const struct field_list *,
    char text[PRINT_KEY]);

#endif
