/* value.c - cells as Russian exports write them */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "source/identifier.h"
#include "source/phrase.h"
#include "source/value.h"
#include "source/value_number.h"

static const char *const expected[] = {
	[TABLE_STRING] = N_("a text"),
	[TABLE_INTEGER] = N_("a whole number such as 1234 or 1 234"),
	[TABLE_NUMBER] = N_("a number such as 1234,5"),
	[TABLE_BOOLEAN] = N_("да, нет, true, false, 1 or 0"),
	[TABLE_DATE] = N_("a date such as 24.02.2022 or 2022-02-24"),
	[TABLE_YEAR] = N_("a year such as 2022"),
};

static int
mistyped(struct value_problem *p, const char *format)
{
	p->reason = "type-error";
	p->expected = (struct message){ .format = format };
	return -1;
}

/* NULL for CELL_VALUE. */
static const char *
status_name(enum cell_status status)
{
	static const char *const names[] = { NULL, "missing", "not_applicable",
		"confidential" };

	return names[status];
}

static bool
is_mark(const struct text_list *marks, const char *text, size_t length)
{
	const char *mark;
	size_t i;

	for (i = 0; i < marks->count; i++) {
		mark = marks->items[i];
		if (length == 0 ? *mark == '\0'
				: *mark == *text && strlen(mark) == length &&
				      memcmp(mark, text, length) == 0)
			return true;
	}
	return false;
}

/* A text has no value other than itself or none. */
static enum cell_status
find_status(const struct table_schema *schema, const struct table_field *field,
    const char *text, size_t length)
{
	if (length == 0 || is_mark(&schema->missing, text, length))
		return CELL_MISSING;
	if (field->type == TABLE_STRING)
		return CELL_VALUE;
	if (is_mark(&schema->not_applicable, text, length))
		return CELL_NOT_APPLICABLE;
	if (is_mark(&schema->confidential, text, length))
		return CELL_CONFIDENTIAL;
	return CELL_VALUE;
}

/* What the schema and the evidence say of the marks of numbers. */
static struct number_style
style_of(const struct table_field *field, const struct evidence *evidence)
{
	struct number_style style = { field->decimal_char, field->group_char,
		field->decimal_char != '\0' || field->group_char != '\0' };

	if (style.strict || evidence == NULL || !evidence->complete)
		return style;
	if (evidence->decimal == EVIDENCE_FIRST)
		style.decimal = '.';
	else if (evidence->decimal == EVIDENCE_SECOND)
		style.decimal = ',';
	return style;
}

/* An open number whose column does not say what it is. */
static int
settle_number(const struct table_field *field, const struct evidence *evidence,
    struct value_problem *p)
{
	bool complete = evidence != NULL && evidence->complete;

	if (complete && field->type == TABLE_NUMBER &&
	    evidence->decimal == EVIDENCE_NONE)
		return 0;
	(void)mistyped(p, N_("a number that can be read in one way only"));
	return complete ? -1 : 1;
}

static int
read_number(const struct table_field *field, const struct evidence *evidence,
    const char *text, size_t length, struct value *v, struct value_problem *p)
{
	const struct number_style style = style_of(field, evidence);
	struct number n;
	int status = 0;

	switch (number_scan(text, length, &style, &n)) {
	case NUMBER_NONE:
		return mistyped(p, expected[field->type]);
	case NUMBER_OPEN:
		if ((status = settle_number(field, evidence, p)) != 0)
			return status;
		break;
	case NUMBER_READ:
		break;
	}
	if (field->type == TABLE_NUMBER)
		return number_double(&n, &v->number)
			   ? 0
			   : mistyped(p, expected[TABLE_NUMBER]);
	switch (number_integer(&n, &v->integer)) {
	case NUMBER_ROUNDED:
		return mistyped(p,
		    N_("a whole number with all its digits, for a spreadsheet "
		       "left some out"));
	case NUMBER_FRACTION:
		return mistyped(p, expected[TABLE_INTEGER]);
	case NUMBER_WHOLE:
		break;
	}
	v->number = (double)v->integer;
	return 0;
}

static bool
is_time_of_zero(const char *text, size_t length)
{
	static const char *const zeros[] = { "", " 0:00", " 00:00", " 0:00:00",
		" 00:00:00", "T00:00:00", " 00:00:00.000" };
	size_t i;

	for (i = 0; i < COUNT(zeros); i++)
		if (strlen(zeros[i]) == length &&
		    memcmp(zeros[i], text, length) == 0)
			return true;
	return false;
}

/* One or two digits, or four. */
static size_t
read_digits(const char *text, size_t length, size_t most, int *number)
{
	size_t i;

	*number = 0;
	for (i = 0; i < length && i < most && text[i] >= '0' && text[i] <= '9';
	     i++)
		*number = *number * 10 + text[i] - '0';
	return i;
}

/* 24.02.2022 */
static size_t
read_russian_date(const char *text, size_t length, int32_t *date)
{
	int day, month, year;
	size_t at, digits;

	if ((at = read_digits(text, length, 2, &day)) == 0 || at >= length ||
	    text[at++] != '.' ||
	    (digits = read_digits(text + at, length - at, 2, &month)) == 0 ||
	    (at += digits) >= length || text[at++] != '.' ||
	    read_digits(text + at, length - at, 4, &year) != 4 ||
	    !date_from_civil(year, month, day, date))
		return 0;
	return at + 4;
}

static bool
read_date(const char *text, size_t length, int64_t *integer)
{
	int32_t date;
	size_t used;

	if (length >= 10 && date_parse(text, 10, &date))
		used = 10;
	else if ((used = read_russian_date(text, length, &date)) == 0)
		return false;
	*integer = date;
	return is_time_of_zero(text + used, length - used);
}

static bool
read_year(const char *text, size_t length, int64_t *integer)
{
	static const char *const after[] = { "", ".0", ",0", " г.", " г",
		" год" };
	int year;
	size_t i;

	if (read_digits(text, length, 5, &year) != 4 || year < DATE_YEAR_MIN ||
	    year > DATE_YEAR_MAX)
		return false;
	*integer = year;
	for (i = 0; i < COUNT(after); i++)
		if (strlen(after[i]) == length - 4 &&
		    memcmp(after[i], text + 4, length - 4) == 0)
			return true;
	return false;
}

static bool
read_boolean(const char *text, size_t length, int64_t *integer)
{
	static const char *const words[] = { "нет", "да", "false", "true", "0",
		"1" };
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (strlen(words[i]) >= length / 2 &&
		    length <= strlen(words[i]) &&
		    phrase_starts(text, length, words[i]) > 0) {
			*integer = (int64_t)(i % 2);
			return true;
		}
	return false;
}

/* Digits and nothing else, few enough for any whole number. */
static bool
read_plain(const char *text, size_t length, int64_t *integer)
{
	int64_t sum = 0;
	size_t i;

	if (length == 0 || length > 18)
		return false;
	for (i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		sum = sum * 10 + (text[i] - '0');
	}
	*integer = sum;
	return true;
}

static int
read_typed(const struct table_schema *schema, const struct table_field *field,
    const struct evidence *evidence, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	bool good = true;

	switch (field->type) {
	case TABLE_STRING:
		v->text = text;
		v->length = length;
		return 0;
	case TABLE_INTEGER:
		if (!read_plain(text, length, &v->integer)) {
			if (field->role != ROLE_COUNT ||
			    !is_mark(&schema->zero, text, length))
				return read_number(
				    field, evidence, text, length, v, p);
			v->integer = 0;
		}
		break;
	case TABLE_NUMBER:
		return read_number(field, evidence, text, length, v, p);
	case TABLE_BOOLEAN:
		good = read_boolean(text, length, &v->integer);
		break;
	case TABLE_DATE:
		good = read_date(text, length, &v->integer);
		break;
	case TABLE_YEAR:
		good = read_year(text, length, &v->integer);
		break;
	}
	v->number = (double)v->integer;
	return good ? 0 : mistyped(p, expected[field->type]);
}

/* What was expected, with an argument that outlives the problem or NULL. */
static int
violated(struct value_problem *p, const char *format, const char *argument)
{
	p->reason = "constraint-error";
	p->expected = (struct message){ format, { argument } };
	return -1;
}

static int
violated_bound(const struct table_field *field, struct value_problem *p,
    const char *format, double bound)
{
	if (field->type == TABLE_DATE)
		date_print((int32_t)bound, p->text);
	else
		snprintf(p->text, sizeof(p->text), "%.15g", bound);
	return violated(p, format, p->text);
}

static int
check_bounds(const struct table_field *field, const struct value *v,
    struct value_problem *p)
{
	const struct table_constraints *c = &field->constraints;

	if (c->has_minimum && v->number < c->minimum)
		return violated_bound(
		    field, p, N_("at least %1$s"), c->minimum);
	if (c->has_maximum && v->number > c->maximum)
		return violated_bound(field, p, N_("at most %1$s"), c->maximum);
	return 0;
}

static int64_t
count_characters(const char *text, size_t length)
{
	int64_t characters = 0;
	size_t i;

	for (i = 0; i < length; i++)
		characters += ((unsigned char)text[i] & 0xC0) != 0x80;
	return characters;
}

static int
violated_length(struct value_problem *p, const char *format, int64_t length)
{
	snprintf(p->text, sizeof(p->text), "%" PRId64, length);
	return violated(p, format, p->text);
}

static int
check_length(const struct table_constraints *c, const struct value *v,
    struct value_problem *p)
{
	int64_t characters;

	if (!c->has_min_length && !c->has_max_length)
		return 0;
	characters = count_characters(v->text, v->length);
	if (c->has_min_length && characters < c->min_length)
		return violated_length(p,
		    N_("number of characters: at least %1$s"), c->min_length);
	if (c->has_max_length && characters > c->max_length)
		return violated_length(
		    p, N_("number of characters: at most %1$s"), c->max_length);
	return 0;
}

static int
check_enumeration(const struct table_constraints *c, const struct value *v,
    struct value_problem *p)
{
	size_t i, used;

	if (c->enumeration.count == 0 ||
	    is_mark(&c->enumeration, v->text, v->length))
		return 0;
	p->text[0] = '\0';
	for (i = 0; i < c->enumeration.count; i++) {
		used = strlen(p->text);
		/* whole items only, so no character is cut */
		if (used + strlen(c->enumeration.items[i]) + sizeof(", …") >
		    sizeof(p->text)) {
			strcat(p->text, "…");
			break;
		}
		snprintf(p->text + used, sizeof(p->text) - used, "%s%s",
		    i == 0 ? "" : ", ", c->enumeration.items[i]);
	}
	return violated(p, N_("one of: %1$s"), p->text);
}

static int
check_pattern(const struct table_constraints *c, const struct value *v,
    struct value_problem *p)
{
	regmatch_t range = { 0, (regoff_t)v->length };

	if (c->pattern_text == NULL ||
	    regexec(&c->pattern, v->text, 1, &range, REG_STARTEND) == 0)
		return 0;
	return violated(p, N_("a match of %1$s"), c->pattern_text);
}

/* The digits of an identifier; what was found is in no message. */
static int
read_identifier(
    const char *text, size_t length, struct value *v, struct value_problem *p)
{
	enum identifier_check check = identifier_snils(text, length, v->own);

	v->text = v->own;
	v->length = IDENTIFIER_SNILS;
	if (check == IDENTIFIER_GOOD)
		return 0;
	if (check == IDENTIFIER_FORM) {
		p->reason = "type-error";
		p->expected =
		    (struct message){ .format = N_("a SNILS, 11 digits") };
	} else {
		p->reason = "checksum-error";
		p->expected = (struct message){
			.format = N_("a SNILS whose last two digits check "
				     "the others")
		};
	}
	return -1;
}

int
value_read(const struct table_schema *schema, const struct table_field *field,
    const struct evidence *evidence, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	const struct table_constraints *c = &field->constraints;

	int status;

	memset(v, 0, offsetof(struct value, own));
	v->status = find_status(schema, field, text, length);
	if (v->status == CELL_MISSING && c->required)
		return violated(
		    p, N_("a value, for the field is required"), NULL);
	if (v->status != CELL_VALUE)
		return 0;
	if (table_field_has_pseudonym(field))
		return read_identifier(text, length, v, p);
	status = read_typed(schema, field, evidence, text, length, v, p);
	if (status != 0)
		return status;
	if (field->type != TABLE_STRING)
		return check_bounds(field, v, p);
	if (check_length(c, v, p) == -1 || check_enumeration(c, v, p) == -1)
		return -1;
	return check_pattern(c, v, p);
}

void
value_conceal(
    const struct table_field *field, const struct key *key, struct value *v)
{
	unsigned char pseudonym[KEY_PSEUDONYM];

	if (v->status != CELL_VALUE || !table_field_has_pseudonym(field))
		return;
	key_pseudonym(key, "snils", v->text, v->length, pseudonym);
	memcpy(v->own, pseudonym, sizeof(pseudonym));
	v->text = v->own;
	v->length = sizeof(pseudonym);
}

static int
put_value(enum table_type type, const struct value *v, struct column *column,
    struct fail *f)
{
	if (v->status != CELL_VALUE)
		return column_put_null(column, f);
	if (type == TABLE_STRING)
		return column_put_text(column, v->text, v->length, f);
	if (type == TABLE_NUMBER)
		return column_put_number(column, v->number, f);
	return column_put_integer(column, v->integer, f);
}

int
value_put(const struct table_field *field, const struct value *v,
    struct column *column, struct column *status, struct fail *f)
{
	const char *name = status_name(v->status);

	if (put_value(field->type, v, column, f) == -1)
		return -1;
	if (status == NULL)
		return 0;
	return name == NULL ? column_put_null(status, f)
			    : column_put_text(status, name, strlen(name), f);
}
