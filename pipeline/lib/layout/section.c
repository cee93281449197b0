/* section.c - section headings, carried down */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "layout/section.h"
#include "record/phrase.h"

int
sections_start(
    struct sections *s, const struct table_schema *schema, struct fail *f)
{
	size_t i, count = schema->sections.level_count;

	memset(s, 0, sizeof(*s));
	s->layout = &schema->sections;
	s->values = memory_array(count + 1, sizeof(*s->values), f);
	s->owned = memory_array(count + 1, sizeof(*s->owned), f);
	s->capacity = memory_array(count + 1, sizeof(*s->capacity), f);
	if (s->values == NULL || s->owned == NULL || s->capacity == NULL)
		return -1;
	for (i = 0; i < count; i++)
		s->values[i] = schema->sections.levels[i].initial;
	return 0;
}

void
sections_clear(struct sections *s)
{
	size_t i;

	for (i = 0; s->owned != NULL && i < s->layout->level_count; i++)
		free(s->owned[i]);
	free(s->values);
	free(s->owned);
	free(s->capacity);
	memset(s, 0, sizeof(*s));
}

static void
set_level(struct sections *s, size_t level, const char *value)
{
	size_t i;

	s->values[level] = value;
	for (i = level + 1; i < s->layout->level_count; i++)
		s->values[i] = s->layout->levels[i].initial;
}

/* The heading's own text is the value. */
static int
set_text(struct sections *s, size_t level, const char *text, size_t length,
    struct fail *f)
{
	if (memory_grow(
		&s->owned[level], &s->capacity[level], length + 1, 1, f) == -1)
		return -1;
	memcpy(s->owned[level], text, length);
	s->owned[level][length] = '\0';
	set_level(s, level, s->owned[level]);
	return 0;
}

/* The heading that a text is: the longest phrase that it starts with. */
struct match {
	size_t characters; /* 0: none */
	int level;         /* -1: one that is ignored */
	const char *value;
};

/* Of equally long ones the first: what is ignored, then the outer levels. */
static struct match
find_heading(const struct sections *s, const char *text, size_t length)
{
	const struct text_list *ignore = &s->layout->ignore;
	struct match best = { 0, -1, NULL };
	const struct table_level *level;
	size_t i, j, characters;

	for (i = 0; i < ignore->count; i++) {
		characters = phrase_starts(text, length, ignore->items[i]);
		if (characters > best.characters)
			best.characters = characters;
	}
	for (i = 0; i < s->layout->level_count; i++) {
		level = &s->layout->levels[i];
		for (j = 0; j < level->heading_count; j++) {
			characters = phrase_starts(
			    text, length, level->headings[j].starts);
			if (characters > best.characters)
				best = (struct match){ characters, (int)i,
					level->headings[j].value };
		}
	}
	return best;
}

enum section_row
sections_take(struct sections *s, const char *stub, size_t length,
    bool has_data, struct fail *f)
{
	struct match match = find_heading(s, stub, length);
	size_t i;

	if (match.level != -1) {
		set_level(s, (size_t)match.level, match.value);
		return has_data ? SECTION_TOTAL : SECTION_HEADING;
	}
	if (has_data)
		return SECTION_DATA;
	if (match.characters > 0)
		return SECTION_HEADING;
	for (i = 0; i < s->layout->level_count; i++)
		if (s->layout->levels[i].any)
			return set_text(s, i, stub, length, f) == -1
				   ? SECTION_FAILED
				   : SECTION_HEADING;
	return SECTION_UNKNOWN;
}
