/* sniff_persons.c - what in a file may show persons (sniff_persons.h) */
#include <string.h>
#include <time.h>

#include "base/memory.h"
#include "base/text.h"
#include "sniff/header_words.h"
#include "sniff/sniff_persons.h"
#include "value/person_name.h"

#define SECONDS_A_DAY 86400
#define DAYS_A_YEAR 365.25
/* Who is in a file is at least and at most so old. */
#define AGE_MIN 10
#define AGE_MAX 70
/* Characters of a mark. */
#define MARK_MAX 8

static int
is_about_persons(struct sniff *s, struct fail *f)
{
	const struct sniff_column *c;
	size_t i;
	int says;

	for (i = 0; i < s->column_count; i++) {
		c = &s->columns[i];
		if ((says = header_words(c->label, f)) == -1)
			return -1;
		if (c->kind.role == COLUMN_ROLE_PERSON ||
		    c->profile->hyphened > 0 ||
		    (c->kind.personal && (says & WORDS_BIRTH) != 0))
			s->persons = true;
	}
	for (i = 0; s->has_sections && i < s->sections.level_count; i++)
		if (s->sections.levels[i].personal)
			s->persons = true;
	return 0;
}

/* Are the headings of the level names? */
static bool
names_persons(const struct sniff *s, const struct stub_level *level)
{
	size_t i, names = 0;

	if (s->columns[0].kind.personal)
		return true;
	for (i = 0; i < level->count && i < STUB_HEADINGS; i++)
		names +=
		    person_name(level->headings[i], strlen(level->headings[i]));
	return names > 0 && names * 2 >= i;
}

/* All of an age that persons have. */
static bool
may_be_births(const struct profile *p)
{
	double today = (double)time(NULL) / SECONDS_A_DAY;

	return (double)p->latest <= today - AGE_MIN * DAYS_A_YEAR &&
	       (double)p->earliest >= today - AGE_MAX * DAYS_A_YEAR;
}

/* Texts and dates of which nothing is known but that they stand beside
 * persons: names under "name", dates of birth. */
static bool
may_be_of_persons(const struct sniff_column *c, int says)
{
	if (c->kind.type == TABLE_DATE)
		return (says & (WORDS_DATE | WORDS_PERIOD)) == 0 ||
		       may_be_births(c->profile);
	return c->kind.type == TABLE_STRING &&
	       c->kind.format == FORMAT_DEFAULT &&
	       c->kind.role == COLUMN_ROLE_NONE && *c->label == '\0';
}

static bool
is_address(const struct sniff_column *c, int says)
{
	return ((says & WORDS_ADDRESS) != 0 &&
		   (says & WORDS_ORGANISATION) == 0) ||
	       c->profile->addresses * 2 > c->profile->values;
}

static bool
is_name(const struct sniff_column *c)
{
	return c->kind.type == TABLE_STRING &&
	       c->kind.format == FORMAT_DEFAULT &&
	       c->kind.role == COLUMN_ROLE_NONE &&
	       (header_has_word(c->label, "name") ||
		   header_has_word(c->label, "имя"));
}

/* Does a text that stands for numbers surely say nothing of a person? */
static bool
is_plain_mark(const char *text)
{
	static const char *const known[] = { "нет", "Нет", "НЕТ", "нд", "НД",
		"отсутствует", "не указано", "не указана", "не указан",
		"нет данных", "нет сведений", "none", "null", "nil" };
	size_t i, size, length = strlen(text);
	bool letter = false;
	uint32_t c;

	for (i = 0; i < COUNT(known); i++)
		if (strcmp(known[i], text) == 0)
			return true;
	for (i = 0; (size = text_character(text + i, length - i, &c)) > 0;
	     i += size) {
		if (text_is_letter(c) && letter)
			return false;
		letter = text_is_letter(c);
	}
	return text_characters(text) <= MARK_MAX;
}

/* Examples of numbers and dates without words. */
static void
forget_examples(struct profile *p)
{
	size_t i, kept = 0;

	for (i = 0; i < p->example_count; i++)
		if (strpbrk(p->examples[i], "0123456789") != NULL ||
		    is_plain_mark(p->examples[i]))
			memmove(p->examples[kept++], p->examples[i],
			    PROFILE_EXAMPLE);
	p->example_count = kept;
}

/* Words that are no group stand among its numbers. */
static bool
may_be_shifted(const struct sniff_column *c)
{
	const struct profile *p = c->profile;

	return c->kind.type == TABLE_STRING && p->words > 0 &&
	       p->matches[PROFILE_NUMBER] * 2 > p->values;
}

/* The column without the words that may be of persons; its kind anew. */
static int
forget_words(struct sniff_column *c, struct profile *p, struct fail *f)
{
	size_t i, kept = 0;

	for (i = 0; i < p->stray_count; i++)
		if (is_plain_mark(p->strays[i].text))
			p->strays[kept++] = p->strays[i];
	if (kept == p->stray_count)
		return 0;
	p->stray_count = kept;
	return column_kind_find(c->label, p, &c->kind, f);
}

static int
look_at(struct sniff *s, size_t column, struct fail *f)
{
	struct sniff_column *c = &s->columns[column];
	bool stub = s->has_sections && column == 0;
	struct profile *p =
	    &s->profiles.columns[stub ? s->column_count : column];
	int says = header_words(c->label, f);

	if (says == -1 || forget_words(c, p, f) == -1)
		return -1;
	if (is_address(c, says) || is_name(c))
		c->kind.personal = c->kind.left_out = true;
	if (c->kind.type != TABLE_STRING && c->kind.type != TABLE_BOOLEAN)
		forget_examples(p);
	if (may_be_of_persons(c, says) || may_be_shifted(c))
		c->kind.personal = true;
	return 0;
}

int
sniff_persons(struct sniff *s, struct fail *f)
{
	struct stub_level *level;
	size_t i;

	for (i = 0; s->has_sections && i < s->sections.level_count; i++) {
		level = &s->sections.levels[i];
		level->personal = names_persons(s, level);
	}
	if (is_about_persons(s, f) == -1)
		return -1;
	for (i = 0;
	     s->persons && s->has_sections && i < s->sections.level_count; i++)
		s->sections.levels[i].personal = true;
	for (i = 0; s->persons && i < s->column_count; i++)
		if (look_at(s, i, f) == -1)
			return -1;
	return 0;
}
