/* print.c - values of rows as texts for findings (print.h) */
#include "rules/print.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/account.h"
#include "base/date.h"

#define CUT "…)"

void
print_value(const struct column *column, size_t row, char text[PRINT_VALUE])
{
	if (column->type == COLUMN_DATE32)
		date_print((int32_t)column_integer(column, row), text);
	else if (column->type == COLUMN_FLOAT64)
		snprintf(
		    text, PRINT_VALUE, "%.15g", column_number(column, row));
	else
		snprintf(
		    text, PRINT_VALUE, "%" PRId64, column_integer(column, row));
}

/* Append a value after what separates it from the one before; false: there is
 * no room, and the text is cut. */
static bool
append(char text[PRINT_KEY], const char *separator, const char *value)
{
	size_t at = strlen(text);

	if (at + strlen(separator) + strlen(value) + sizeof(CUT) > PRINT_KEY) {
		snprintf(&text[at], PRINT_KEY - at, "…");
		return false;
	}
	snprintf(&text[at], PRINT_KEY - at, "%s%s", separator, value);
	return true;
}

/* Is the value of a key never shown?  Of a key of one column the account
 * hides it, unless it is asked not to; a pseudonym would tell nobody anything.
 */
static bool
hides_value(const struct print_key *key, size_t i)
{
	const struct field *field = &key->schema->fields[key->columns[i]];
	int at = table_schema_find(key->dataset, field->name);

	return field->type == COLUMN_BINARY ||
	       (key->count > 1 && at != -1 &&
		   key->dataset->fields[at].personal);
}

void
print_key(const struct print_key *key, const struct batch *batch, size_t row,
    char text[PRINT_KEY])
{
	const struct column *column;
	char number[PRINT_VALUE];
	const char *value;
	size_t i, length;

	strcpy(text, "(");
	for (i = 0; i < key->count; i++) {
		column = &batch->columns[key->columns[i]];
		value = number;
		if (!column_valid(column, row))
			number[0] = '\0';
		else if (hides_value(key, i))
			value = ACCOUNT_HIDDEN;
		else if (column->type == COLUMN_DICTIONARY)
			value = column_text(column, row, &length);
		else
			print_value(column, row, number);
		if (!append(text, i == 0 ? "" : ", ", value))
			break;
	}
	length = strlen(text);
	snprintf(&text[length], PRINT_KEY - length, ")");
}

void
print_names(const struct table_schema *dataset, const struct field_list *list,
    char text[PRINT_KEY])
{
	size_t i;

	text[0] = '\0';
	for (i = 0; i < list->count; i++)
		if (!append(text, i == 0 ? "" : " + ",
			dataset->fields[list->items[i]].name))
			break;
}
