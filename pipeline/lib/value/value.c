/* value.c - cells as Russian exports write them */
#include <string.h>

#include "base/date.h"
#include "base/message.h"
#include "record/letters.h"
#include "value/identifier.h"
#include "value/programme.h"
#include "value/value.h"
#include "value/value_boolean.h"
#include "value/value_check.h"
#include "value/value_date.h"
#include "value/value_number.h"
#include "value/value_period.h"

static const char *const expected[] = {
	[TABLE_STRING] = N_("a text"),
	[TABLE_INTEGER] = N_("a whole number such as 1234 or 1 234"),
	[TABLE_NUMBER] = N_("a number such as 1234,5"),
	[TABLE_BOOLEAN] = N_("yes or no, such as да, нет, true, false, 1 or 0"),
	[TABLE_DATE] = N_("a date such as 24.02.2022 or 2022-02-24"),
	[TABLE_YEAR] = N_("a year such as 2022"),
};

/* What was expected of a text with a format, and of its check digits. */
static const struct {
	const char *form, *digits;
} formats[FORMATS] = {
	[FORMAT_PERIOD] = { N_("a period such as 2022, 2022-Q1, 2022-03 or "
			       "2022/2023"),
	    NULL },
	[FORMAT_SNILS] = { N_("a SNILS, 11 digits"),
	    N_("a SNILS whose last two digits check the others") },
	[FORMAT_INN] = { N_("an INN, 10 or 12 digits"),
	    N_("an INN whose last digits check the others") },
	[FORMAT_INN10] = { N_("an INN, 10 digits"),
	    N_("an INN whose last digit checks the others") },
	[FORMAT_INN12] = { N_("an INN, 12 digits"),
	    N_("an INN whose last two digits check the others") },
	[FORMAT_OGRN] = { N_("an OGRN, 13 digits"),
	    N_("an OGRN that begins with no 0 and whose last digit checks the "
	       "others") },
	[FORMAT_OGRNIP] = { N_("an OGRNIP, 15 digits"),
	    N_("an OGRNIP that begins with 3 or 4 and whose last digit checks "
	       "the others") },
	[FORMAT_OKPO] = { N_("an OKPO, 8 or 10 digits"),
	    N_("an OKPO whose last digit checks the others") },
	[FORMAT_OKATO] = { N_("an OKATO, 2, 5, 8 or 11 digits"),
	    N_("an OKATO whose control number checks the others") },
	[FORMAT_OKTMO] = { N_("an OKTMO, 2, 5, 8 or 11 digits"),
	    N_("an OKTMO whose control number checks the others") },
	[FORMAT_KPP] = { N_("a KPP, 9 digits, of which the fifth and sixth may "
			    "be letters"),
	    NULL },
	[FORMAT_PROGRAMME] = { N_("a programme code such as 09.02.07"), NULL },
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
	if (length == 0)
		return CELL_MISSING;
	if (!schema->marks.has[table_mark_hash(text, length)])
		return CELL_VALUE;
	if (is_mark(&schema->missing, text, length))
		return CELL_MISSING;
	if (field->type == TABLE_STRING)
		return CELL_VALUE;
	if (is_mark(&schema->not_applicable, text, length))
		return CELL_NOT_APPLICABLE;
	if (is_mark(&schema->confidential, text, length))
		return CELL_CONFIDENTIAL;
	return CELL_VALUE;
}

/* The cell was damaged.  What it became is shown unless it is personal. */
static void
repaired(const struct table_field *field, struct value *v, const char *format,
    const char *shown, const char *became)
{
	v->repair = (struct message){ .format = format };
	if (shown != NULL && !field->personal)
		v->repair = (struct message){ shown, { became } };
}

/* Up to 15 digits, which a double holds exactly, with at most one decimal mark
 * that is no mark of groups for sure: the quotient of two such numbers is the
 * nearest double. */
static bool
read_short(const char *text, size_t length, double *number)
{
	static const double powers[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
		1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15 };
	int64_t sum = 0;
	size_t i, point = length;

	if (length > 15)
		return false;
	for (i = 0; i < length; i++)
		if (text[i] >= '0' && text[i] <= '9')
			sum = sum * 10 + (text[i] - '0');
		else if ((text[i] == ',' || text[i] == '.') && i > 0 &&
			 point == length)
			point = i;
		else
			return false;
	if (point == length) {
		*number = (double)sum;
		return length > 0;
	}
	i = length - point - 1;
	if (i == 0 || i == 3)
		return false; /* none, or an open number */
	*number = (double)sum / powers[i];
	return true;
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
	(void)mistyped(
	    p, N_("a number that can be read in one way only; the schema "
		  "may say its decimalChar"));
	return complete ? -1 : 1;
}

static int
read_number(const struct table_field *field, const struct evidence *evidence,
    const char *text, size_t length, struct value *v, struct value_problem *p)
{
	const struct number_style style = style_of(field, evidence);
	struct number n;
	int status = 0;

	if (field->type == TABLE_NUMBER && !style.strict &&
	    read_short(text, length, &v->number))
		return 0;
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

static enum date_order
order_of(const struct evidence *evidence)
{
	if (evidence == NULL || !evidence->complete)
		return DATE_ORDER_OPEN;
	if (evidence->date == EVIDENCE_FIRST)
		return DATE_DAY_FIRST;
	return evidence->date == EVIDENCE_SECOND ? DATE_MONTH_FIRST
						 : DATE_ORDER_OPEN;
}

static int
read_date(const struct table_field *field, const struct evidence *evidence,
    const char *text, size_t length, struct value *v, struct value_problem *p)
{
	struct date_reading d = { .date = 0 };

	if (field->date_pattern != NULL) {
		if (!date_by_pattern(
			field->date_pattern, text, length, &d.date)) {
			(void)value_violates(p, N_("a date written as %1$s"),
			    field->date_pattern);
			p->reason = "type-error";
			return -1;
		}
	} else
		switch (date_scan(text, length, order_of(evidence), &d)) {
		case DATE_NONE:
			return mistyped(p, expected[TABLE_DATE]);
		case DATE_OPEN:
			(void)mistyped(p,
			    N_("a date whose day and month can be told apart; "
			       "the schema may say its format"));
			return evidence != NULL && evidence->complete ? -1 : 1;
		case DATE_READ:
			break;
		}
	if (d.serial) {
		date_print(d.date, v->own);
		repaired(field, v,
		    N_("a date, not the number of a day in a spreadsheet"),
		    N_("a date, not the number of a day in a spreadsheet; read "
		       "as %1$s"),
		    v->own);
	}
	v->integer = d.date;
	v->number = (double)v->integer;
	return 0;
}

/* A text of our own. */
static void
own_text(struct value *v, const char *text, size_t length)
{
	memcpy(v->own, text, length);
	v->own[length] = '\0';
	v->text = v->own;
	v->length = length;
}

/* What a period that may be a month or a school year is in this column. */
static int
read_period(const struct evidence *evidence, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	bool complete = evidence != NULL && evidence->complete;
	enum period_kind open =
	    !complete                             ? PERIOD_OPEN
	    : evidence->period == EVIDENCE_SECOND ? PERIOD_SCHOOL_YEAR
	    : evidence->period == EVIDENCE_BOTH   ? PERIOD_OPEN
						  : PERIOD_MONTH;
	char period[PERIOD_TEXT];

	switch (period_scan(text, length, open, period)) {
	case PERIOD_NONE:
		return mistyped(p, formats[FORMAT_PERIOD].form);
	case PERIOD_OPEN:
		(void)mistyped(
		    p, N_("a month or a school year that can be told "
			  "apart, such as 2011/2012"));
		return complete ? -1 : 1;
	default:
		own_text(v, period, strlen(period));
		return 0;
	}
}

static int
read_programme(const struct table_field *field, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	char code[PROGRAMME_TEXT];
	bool changed;

	if (!programme_read(text, length, code, &changed))
		return mistyped(p, formats[FORMAT_PROGRAMME].form);
	own_text(v, code, strlen(code));
	if (changed)
		repaired(field, v,
		    N_("a programme code that no spreadsheet changed"),
		    N_("a programme code that no spreadsheet changed; read as "
		       "%1$s"),
		    v->own);
	return 0;
}

/* The digits of an identifier; what was found is in no message. */
static int
read_identifier(const struct table_field *field, const char *text,
    size_t length, struct value *v, struct value_problem *p)
{
	struct identifier id;

	switch (identifier_read(field->format, text, length, &id)) {
	case IDENTIFIER_FORM:
		return mistyped(p, formats[field->format].form);
	case IDENTIFIER_ROUNDED:
		return mistyped(p,
		    N_("all digits of the identifier, of which a spreadsheet "
		       "left some out"));
	case IDENTIFIER_DIGITS:
		(void)mistyped(p, formats[field->format].digits);
		p->reason = "checksum-error";
		return -1;
	case IDENTIFIER_GOOD:
		break;
	}
	own_text(v, id.text, id.length);
	if (id.zeros)
		repaired(field, v,
		    N_("the zeros in front that a spreadsheet took; they are "
		       "put back"),
		    NULL, NULL);
	else if (id.decimal)
		repaired(field, v,
		    N_("digits alone, without the zero that stood behind "
		       "a decimal mark"),
		    NULL, NULL);
	return 0;
}

/* A text without unseen characters and letters of another alphabet. */
static void
read_text(const struct table_field *field, const char *text, size_t length,
    struct value *v)
{
	struct letters l;
	enum letters_change change =
	    letters_clean(text, length, v->own, sizeof(v->own), &l);
	char *word;

	v->text = change == LETTERS_SAME ? text : v->own;
	v->length = l.length;
	if (change != LETTERS_REPAIRED)
		return;
	/* a copy of the word stands behind the text if there is room */
	word = v->own + l.length;
	if (l.word_length < sizeof(v->own) - l.length) {
		memmove(word, l.word, l.word_length);
		word[l.word_length] = '\0';
		repaired(field, v, N_("letters of one alphabet in each word"),
		    N_("letters of one alphabet in each word; read as %1$s"),
		    word);
	} else
		repaired(field, v, N_("letters of one alphabet in each word"),
		    NULL, NULL);
}

static int
read_string(const struct table_field *field, const struct evidence *evidence,
    const char *text, size_t length, struct value *v, struct value_problem *p)
{
	switch (field->format) {
	case FORMAT_DEFAULT:
		v->text = text;
		v->length = length;
		return 0;
	case FORMAT_PERIOD:
		return read_period(evidence, text, length, v, p);
	case FORMAT_PROGRAMME:
		return read_programme(field, text, length, v, p);
	default:
		return read_identifier(field, text, length, v, p);
	}
}

static bool
read_year(const char *text, size_t length, struct value *v)
{
	int year;

	if (!date_year(text, length, &year))
		return false;
	v->integer = year;
	return true;
}
/* Bytes of the blanks that mostly stand between groups, or 0. */
static size_t
group_blank(const char *text, size_t length)
{
	if (*text == ' ')
		return 1;
	return length > 1 && memcmp(text, "\u00A0", 2) == 0 ? 2 : 0;
}

/* Digits, also in groups of three, few enough for any whole number. */
static bool
read_plain(const char *text, size_t length, int64_t *integer)
{
	int64_t sum = 0;
	size_t i, size, digits = 0, group = 0;
	bool grouped = false;

	for (i = 0; i < length; i += size) {
		size = 1;
		if (text[i] >= '0' && text[i] <= '9') {
			if (digits++ == 18)
				return false;
			sum = sum * 10 + (text[i] - '0');
			group++;
			continue;
		}
		size = group_blank(text + i, length - i);
		if (size == 0 || group == 0 || group > 3 ||
		    (grouped && group < 3))
			return false;
		grouped = true;
		group = 0;
	}
	*integer = sum;
	return digits > 0 && (!grouped || group == 3);
}

static int
read_typed(const struct table_schema *schema, const struct table_field *field,
    const struct evidence *evidence, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	bool good = true;

	switch (field->type) {
	case TABLE_STRING:
		return read_string(field, evidence, text, length, v, p);
	case TABLE_INTEGER:
		if (field->group_char != '\0' ||
		    !read_plain(text, length, &v->integer)) {
			if (field->role != ROLE_COUNT ||
			    !is_mark(&schema->zero, text, length))
				return read_number(
				    field, evidence, text, length, v, p);
			v->integer = 0;
		}
		break;
	case TABLE_NUMBER:
		return read_number(field, evidence, text, length, v, p);
	case TABLE_DATE:
		return read_date(field, evidence, text, length, v, p);
	case TABLE_BOOLEAN:
		good = boolean_read(field, text, length, &v->integer);
		break;
	case TABLE_YEAR:
		good = read_year(text, length, v);
		break;
	}
	v->number = (double)v->integer;
	return good ? 0 : mistyped(p, expected[field->type]);
}

static int
read_cell(const struct table_schema *schema, const struct table_field *field,
    const struct evidence *evidence, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	int status;

	v->status = find_status(schema, field, text, length);
	if (v->status == CELL_VALUE) {
		status =
		    read_typed(schema, field, evidence, text, length, v, p);
		if (status == 0)
			return value_check(field, v, p);
		/* a dash that is no count of nothing says nothing */
		if (status == 1 || !is_mark(&schema->zero, text, length))
			return status;
		v->status = CELL_MISSING;
	}
	if (v->status == CELL_MISSING && field->constraints.required)
		return value_violates(
		    p, N_("a value, for the field is required"), NULL);
	return 0;
}

int
value_read(const struct table_schema *schema, const struct table_field *field,
    const struct evidence *evidence, const char *text, size_t length,
    struct value *v, struct value_problem *p)
{
	struct letters l;
	int status;

	memset(v, 0, offsetof(struct value, own));
	if (field->type == TABLE_STRING && field->format == FORMAT_DEFAULT) {
		read_text(field, text, length, v);
		return read_cell(
		    schema, field, evidence, v->text, v->length, v, p);
	}
	status = read_cell(schema, field, evidence, text, length, v, p);
	if (status != -1 || strcmp(p->reason, "type-error") != 0 ||
	    letters_clean(text, length, v->own, sizeof(v->own), &l) !=
		LETTERS_CLEANED)
		return status;
	/* once more without what nobody sees */
	return read_cell(schema, field, evidence, v->own, l.length, v, p);
}

void
value_conceal(
    const struct table_field *field, const struct key *key, struct value *v)
{
	unsigned char pseudonym[KEY_PSEUDONYM];

	if (v->status != CELL_VALUE || !table_field_has_pseudonym(field))
		return;
	key_pseudonym(key, table_format_name(field->format), v->text, v->length,
	    pseudonym);
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
