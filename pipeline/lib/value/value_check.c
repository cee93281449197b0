/* value_check.c - the constraints of a field (value_check.h) */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/date.h"
#include "base/message.h"
#include "record/letters.h"
#include "value/value_check.h"

#define PATTERN_TEXT 4096

/* What was expected, with an argument that outlives the problem or NULL. */
int
value_violates(
    struct value_problem *p, const char *format, const char *argument)
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
	return value_violates(p, format, p->text);
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
	return value_violates(p, format, p->text);
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

	if (c->enumeration.count == 0)
		return 0;
	for (i = 0; i < c->enumeration.count; i++)
		if (letters_same(v->text, v->length, c->enumeration.items[i],
			strlen(c->enumeration.items[i])))
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
	return value_violates(p, N_("one of: %1$s"), p->text);
}

/* AddressSanitizer wants a NUL behind what regexec() is given, whatever
 * REG_STARTEND says; short texts get one. */
static bool
matches(const regex_t *pattern, const char *text, size_t length)
{
	char copy[PATTERN_TEXT];
	regmatch_t range = { 0, (regoff_t)length };

	if (length < sizeof(copy)) {
		memcpy(copy, text, length);
		copy[length] = '\0';
		text = copy;
	}
	return regexec(pattern, text, 1, &range, REG_STARTEND) == 0;
}

static int
check_pattern(const struct table_constraints *c, const struct value *v,
    struct value_problem *p)
{
	if (c->pattern_text == NULL || matches(&c->pattern, v->text, v->length))
		return 0;
	return value_violates(p, N_("a match of %1$s"), c->pattern_text);
}

int
value_check(const struct table_field *field, const struct value *v,
    struct value_problem *p)
{
	const struct table_constraints *c = &field->constraints;

	if (field->type != TABLE_STRING)
		return check_bounds(field, v, p);
	if (check_length(c, v, p) == -1 || check_enumeration(c, v, p) == -1)
		return -1;
	return check_pattern(c, v, p);
}
