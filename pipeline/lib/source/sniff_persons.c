/* sniff_persons.c - what in a file may show persons (sniff_persons.h) */
#include <string.h>

#include "base/text.h"
#include "source/header_words.h"
#include "source/person_name.h"
#include "source/sniff_persons.h"

static bool
is_about_persons(const struct sniff *s)
{
	size_t i;

	for (i = 0; i < s->column_count; i++)
		if (s->columns[i].kind.personal)
			return true;
	for (i = 0; s->has_sections && i < s->sections.level_count; i++)
		if (s->sections.levels[i].personal)
			return true;
	return false;
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

/* Texts and dates of which nothing is known but that they stand beside
 * persons: names under "name", dates of birth. */
static bool
may_be_of_persons(const struct sniff_column *c, int says)
{
	if (c->kind.type == TABLE_DATE)
		return (says & (WORDS_DATE | WORDS_PERIOD)) == 0;
	return c->kind.type == TABLE_STRING &&
	       c->kind.format == FORMAT_DEFAULT &&
	       c->kind.role == COLUMN_ROLE_NONE &&
	       (*c->label == '\0' || header_has_word(c->label, "name") ||
		   header_has_word(c->label, "имя"));
}

/* Иванова, where others have a number. */
static bool
is_capitalised(const char *text)
{
	size_t length = strlen(text), size;
	uint32_t first, second;

	size = text_character(text, length, &first);
	(void)text_character(text + size, length - size, &second);
	return text_is_letter(first) && text_lower(first) != first &&
	       text_is_letter(second) && text_lower(second) == second;
}

/* The column without the words that may be names; its kind anew. */
static int
forget_names(struct sniff_column *c, struct profile *p, struct fail *f)
{
	size_t i, kept = 0;

	for (i = 0; i < p->stray_count; i++)
		if (!is_capitalised(p->strays[i].text))
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
	int says = header_words(c->label, f);

	if (says == -1 ||
	    forget_names(c, &s->profiles.columns[column], f) == -1)
		return -1;
	if (may_be_of_persons(c, says))
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
	if (!is_about_persons(s))
		return 0;
	for (i = 0; i < s->column_count; i++)
		if (look_at(s, i, f) == -1)
			return -1;
	return 0;
}
