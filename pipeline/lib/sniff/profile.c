/* profile.c - what the columns of a table hold */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "sniff/profile.h"
#include "value/identifier.h"
#include "value/person_form.h"
#include "value/person_name.h"
#include "value/value.h"

/* Longer texts are of no type. */
#define TYPED_MAX 64

static const char types[] =
    "{\"name\": \"types\", \"fields\": ["
    "{\"name\": \"integer\", \"type\": \"integer\"},"
    "{\"name\": \"number\", \"type\": \"number\"},"
    "{\"name\": \"date\", \"type\": \"date\"},"
    "{\"name\": \"year\", \"type\": \"year\"},"
    "{\"name\": \"boolean\", \"type\": \"boolean\"},"
    "{\"name\": \"period\", \"format\": \"period\"},"
    "{\"name\": \"snils\", \"format\": \"snils\"},"
    "{\"name\": \"inn\", \"format\": \"inn\"},"
    "{\"name\": \"inn10\", \"format\": \"inn10\"},"
    "{\"name\": \"inn12\", \"format\": \"inn12\"},"
    "{\"name\": \"ogrn\", \"format\": \"ogrn\"},"
    "{\"name\": \"ogrnip\", \"format\": \"ogrnip\"},"
    "{\"name\": \"okpo\", \"format\": \"okpo\"},"
    "{\"name\": \"okato\", \"format\": \"okato\"},"
    "{\"name\": \"oktmo\", \"format\": \"oktmo\"},"
    "{\"name\": \"kpp\", \"format\": \"kpp\"},"
    "{\"name\": \"programme\", \"format\": \"programme\"}"
    "]}";

static const struct text_list *
marks_of(const struct profiles *p, enum profile_mark mark)
{
	switch (mark) {
	case PROFILE_MISSING:
		return &p->types->missing;
	case PROFILE_NOT_APPLICABLE:
		return &p->types->not_applicable;
	case PROFILE_CONFIDENTIAL:
		return &p->types->confidential;
	case PROFILE_ZERO:
	case PROFILE_MARKS:
		break;
	}
	return &p->types->zero;
}

bool
profiles_mark(const struct profiles *p, size_t index, const char **text,
    enum profile_mark *meaning)
{
	const struct text_list *list;
	int mark;

	for (mark = 0; mark < PROFILE_MARKS; mark++) {
		list = marks_of(p, (enum profile_mark)mark);
		if (index < list->count) {
			*text = list->items[index];
			*meaning = (enum profile_mark)mark;
			return true;
		}
		index -= list->count;
	}
	return false;
}

static size_t
count_marks(const struct profiles *p)
{
	size_t count = 0;
	int mark;

	for (mark = 0; mark < PROFILE_MARKS; mark++)
		count += marks_of(p, (enum profile_mark)mark)->count;
	return count;
}

int
profiles_init(struct profiles *p, size_t columns, struct fail *f)
{
	size_t i;

	memset(p, 0, sizeof(*p));
	p->types = table_schema_parse(types, sizeof(types) - 1, "types", f);
	p->columns = memory_array(columns + 1, sizeof(*p->columns), f);
	if (p->types == NULL || p->columns == NULL)
		return -1;
	p->count = columns;
	for (i = 0; i < columns; i++) {
		p->columns[i].mark_counts =
		    memory_array(count_marks(p), sizeof(uint64_t), f);
		if (p->columns[i].mark_counts == NULL)
			return -1;
	}
	return 0;
}

void
profiles_clear(struct profiles *p)
{
	size_t i;

	for (i = 0; i < p->count; i++) {
		free(p->columns[i].mark_counts);
		distinct_clear(&p->columns[i].distinct);
	}
	free(p->columns);
	table_schema_free(p->types);
	memset(p, 0, sizeof(*p));
}

/* The index of the mark that the text is, or -1. */
static int
find_mark(const struct profiles *p, const char *text, size_t length,
    enum profile_mark *meaning)
{
	const char *mark;
	size_t i;

	if (length >= PROFILE_STRAY)
		return -1;
	for (i = 0; profiles_mark(p, i, &mark, meaning); i++)
		if (strlen(mark) == length && memcmp(mark, text, length) == 0)
			return (int)i;
	return -1;
}

/* At most size - 1 bytes, whole characters only. */
static void
copy_text(char *to, size_t size, const char *text, size_t length)
{
	length = text_cut(text, length, size - 1);
	memcpy(to, text, length);
	to[length] = '\0';
}

static void
keep_example(struct profile *c, const char *text, size_t length)
{
	char *to;
	size_t i;

	if (c->example_count == PROFILE_EXAMPLES)
		return;
	to = c->examples[c->example_count];
	copy_text(to, PROFILE_EXAMPLE, text, length);
	for (i = 0; i < c->example_count; i++)
		if (strcmp(c->examples[i], to) == 0)
			return;
	c->example_count++;
}

/* A text that is no number where others are. */
static void
keep_stray(struct profile *c, uint64_t line, const char *text, size_t length)
{
	struct profile_stray *s;
	size_t i;

	for (i = 0; i < c->stray_count; i++) {
		s = &c->strays[i];
		if (strlen(s->text) == length &&
		    memcmp(s->text, text, length) == 0) {
			s->count++;
			return;
		}
	}
	if (length >= PROFILE_STRAY || c->stray_count == PROFILE_STRAYS) {
		c->strays_lost++;
		return;
	}
	s = &c->strays[c->stray_count++];
	copy_text(s->text, sizeof(s->text), text, length);
	s->count = 1;
	s->line = line;
}

static void
keep_place(
    struct profile_place *p, uint64_t line, const char *text, size_t length)
{
	if (p->line != 0)
		return;
	p->line = line;
	copy_text(p->text, sizeof(p->text), text, length);
}

static void
note_number(struct profile *c, double number)
{
	bool first = c->matches[PROFILE_NUMBER] == 1;

	if (number != floor(number))
		c->fractions = true;
	if (number < 0)
		c->negatives = true;
	if (first || number < c->minimum)
		c->minimum = number;
	if (first || number > c->maximum)
		c->maximum = number;
	if (!first && number == c->last + 1)
		c->steps++;
	c->last = number;
}

static void
note_date(struct profile *c, int64_t day)
{
	bool first = c->matches[PROFILE_DATE] - c->opens[PROFILE_DATE] == 1;

	if (first || day < c->earliest)
		c->earliest = day;
	if (first || day > c->latest)
		c->latest = day;
}

/* A value that is none of the type; an identifier may have wrong digits. */
static void
note_misfit(struct profiles *p, struct profile *c, int type, const char *text,
    size_t length)
{
	struct identifier id;
	enum table_format format = p->types->fields[type].format;

	keep_place(&c->misfits[type], p->line, text, length);
	if (type >= PROFILE_SNILS && type <= PROFILE_KPP &&
	    identifier_read(format, text, length, &id) == IDENTIFIER_DIGITS)
		c->unchecked[type]++;
}

/* A type that most cells are not of is not tried any more; words may stand for
 * no value. */
static bool
is_hopeless(const struct profile *c, int type)
{
	uint64_t values = c->values;

	if (type != PROFILE_BOOLEAN)
		values -= c->words;
	return values > 1000 &&
	       (c->matches[type] + c->unchecked[type]) * 2 < values;
}

/* The kind of an open cell. */
static size_t
open_kind(int type, const char *text, size_t length)
{
	size_t kind = type == PROFILE_DATE ? 1 : type == PROFILE_PERIOD ? 2 : 0;

	return 2 * kind + (memchr(text, ',', length) != NULL);
}

static void
note_open(struct profile *c, int type, const char *text, size_t length)
{
	c->opens[type]++;
	copy_text(c->open[open_kind(type, text, length)], PROFILE_STRAY, text,
	    length);
}

/* Numbers are tried first: what is none is no identifier of digits, but for
 * hyphens and the like, so that long texts cost little. */
static void
try_type(struct profiles *p, struct profile *c, int type, const char *text,
    size_t length)
{
	struct value_problem problem;
	struct value v;
	int got;

	got = value_read(p->types, &p->types->fields[type], NULL, text, length,
	    &v, &problem);
	if (got == -1) {
		note_misfit(p, c, type, text, length);
		return;
	}
	c->matches[type]++;
	if (got == 1)
		note_open(c, type, text, length);
	else if (v.repair.format != NULL)
		c->repaired[type]++;
	else if (type == PROFILE_NUMBER)
		note_number(c, v.number);
	else if (type == PROFILE_DATE)
		note_date(c, v.integer);
}

/* Count the types that the value is of. */
static void
try_types(struct profiles *p, struct profile *c, const char *text,
    size_t length, bool has_digit)
{
	static const enum profile_type evident[] = { PROFILE_INTEGER,
		PROFILE_DATE, PROFILE_PERIOD };
	size_t i;
	int type;

	for (type = 0; type < PROFILE_TYPES; type++)
		if ((has_digit || type == PROFILE_BOOLEAN) &&
		    !is_hopeless(c, type))
			try_type(p, c, type, text, length);
	for (i = 0; i < COUNT(evident) && has_digit; i++)
		if (!is_hopeless(c, (int)evident[i]))
			evidence_add(&c->evidence,
			    &p->types->fields[evident[i]], text, length);
}

/* Numbers and dates speak for the whole file, other texts do not. */
static bool
is_evidence(const struct profile *c)
{
	return c->matches[PROFILE_NUMBER] * 2 > c->values ||
	       c->matches[PROFILE_DATE] * 2 > c->values ||
	       c->matches[PROFILE_PERIOD] * 2 > c->values;
}

/* Open cells that the evidence does not decide are of no type. */
static void
settle_type(struct profiles *p, struct profile *c, enum profile_type type)
{
	struct value_problem problem;
	struct value v;
	size_t kind, first = open_kind((int)type, "", 0);

	for (kind = first; kind < first + 2 && c->opens[type] > 0; kind++)
		if (*c->open[kind] != '\0' &&
		    value_read(p->types, &p->types->fields[type], &c->evidence,
			c->open[kind], strlen(c->open[kind]), &v,
			&problem) != 0) {
			c->matches[type] -= c->opens[type];
			c->opens[type] = 0;
		}
}

int
profiles_settle(struct profiles *p, struct fail *f)
{
	struct evidence *all = memory_array(p->count + 1, sizeof(*all), f);
	size_t i;

	if (all == NULL)
		return -1;
	for (i = 0; i < p->count; i++)
		if (is_evidence(&p->columns[i]))
			all[i] = p->columns[i].evidence;
	evidence_settle(all, p->count);
	for (i = 0; i < p->count; i++) {
		p->columns[i].evidence = all[i];
		settle_type(p, &p->columns[i], PROFILE_INTEGER);
		settle_type(p, &p->columns[i], PROFILE_DATE);
		settle_type(p, &p->columns[i], PROFILE_PERIOD);
	}
	free(all);
	return 0;
}

/* Детский сад № 5, ГБПОУ «Колледж связи», ООО "Завод" */
static bool
is_organisation(const char *text, size_t length)
{
	static const char *const words[] = { "школ", "Школ", "колледж",
		"Колледж", "лице", "Лице", "техникум", "Техникум", "имнази",
		"чреждени", "ниверситет", "нститут", "етский сад", "БПОУ",
		"АПОУ", "БОУ ", "ООО ", "АО ", "предприяти", "chool", "ollege",
		"niversity", "nstitute" };
	char copy[PROFILE_EXAMPLE];
	size_t i;

	copy_text(copy, sizeof(copy), text, length);
	for (i = 0; i < COUNT(words); i++)
		if (strstr(copy, words[i]) != NULL)
			return true;
	return false;
}

/* What a person can be found by. */
static void
note_person(struct profile *c, const char *text, size_t length, size_t digits)
{
	struct identifier id;

	if (digits == 11)
		c->elevens += identifier_read(FORMAT_SNILS, text, length,
				  &id) != IDENTIFIER_FORM;
	switch (person_form(text, length, digits)) {
	case PERSON_FORM_SNILS:
		c->hyphened++;
		break;
	case PERSON_FORM_PHONE:
		c->phones++;
		break;
	case PERSON_FORM_MAIL:
		c->mails++;
		break;
	case PERSON_FORM_PASSPORT:
		c->passports++;
		break;
	case PERSON_FORM_ADDRESS:
		c->addresses++;
		break;
	case PERSON_FORM_NONE:
		break;
	}
}

/* Of what its characters are. */
static void
note_form(struct profile *c, const char *text, size_t length, size_t digits)
{
	size_t i, characters = 0;

	for (i = 0; i < length; i++)
		characters += ((unsigned char)text[i] & 0xC0) != 0x80;
	if (c->values == 1 || characters < c->shortest)
		c->shortest = characters;
	if (characters > c->longest)
		c->longest = characters;
	if (digits == 0)
		c->words++;
	if (digits == length) {
		c->digits++;
		c->zeros += length > 1 && text[0] == '0';
	}
	if (digits == 0 && length < PROFILE_EXAMPLE)
		c->names += person_name(text, length);
	note_person(c, text, length, digits);
	if (digits < length && length > 3)
		c->organisations += is_organisation(text, length);
}

/* A text without a digit, or too long, is of no type but one of words. */
static void
note_word(struct profiles *p, struct profile *c, const char *text,
    size_t length, size_t digits)
{
	if (digits == 0)
		keep_stray(c, p->line, text, length);
	if (digits == 0 || length > TYPED_MAX)
		keep_place(&c->word, p->line, text, length);
}

void
profiles_at(struct profiles *p, uint64_t line)
{
	p->line = line;
}

int
profiles_add(struct profiles *p, size_t column, const char *text, size_t length,
    struct fail *f)
{
	struct profile *c = &p->columns[column];
	enum profile_mark meaning;
	size_t i, digits = 0;
	int mark;

	text = text_trim(text, &length);
	c->cells++;
	if ((mark = find_mark(p, text, length, &meaning)) != -1) {
		c->marks[meaning]++;
		c->mark_counts[mark]++;
		return 0;
	}
	c->values++;
	for (i = 0; i < length; i++)
		digits += isdigit((unsigned char)text[i]) != 0;
	note_form(c, text, length, digits);
	keep_example(c, text, length);
	if (length <= TYPED_MAX)
		try_types(p, c, text, length, digits > 0);
	note_word(p, c, text, length, digits);
	return distinct_add(&c->distinct, text, length, f);
}
