/* known_headings.c - sex, residence, territory */
#include <string.h>

#include "base/memory.h"
#include "record/phrase.h"
#include "sniff/known_headings.h"

struct heading {
	const char *starts, *value;
};

static const struct meaning {
	const char *name, *ru, *en;
	struct heading headings[16];
} meanings[] = {
	{ "sex", "Пол", "Sex",
	    { { "Мужчины и женщины", "_T" }, { "Оба пола", "_T" },
		{ "Мужчины", "M" }, { "Мужское население", "M" },
		{ "Мальчики", "M" }, { "Юноши", "M" }, { "Женщины", "F" },
		{ "Женское население", "F" }, { "Девочки", "F" },
		{ "Девушки", "F" }, { "Both sexes", "_T" }, { "Men", "M" },
		{ "Males", "M" }, { "Women", "F" }, { "Females", "F" } } },
	{ "residence", "Население", "Residence",
	    { { "Все население", "_T" }, { "Городское и сельское", "_T" },
		{ "Городское население", "U" }, { "Городская местность", "U" },
		{ "Городские поселения", "U" },
		{ "Городские населенные пункты", "U" }, { "Город", "U" },
		{ "Сельское население", "R" }, { "Сельская местность", "R" },
		{ "Сельские населенные пункты", "R" }, { "Село", "R" },
		{ "Urban and rural", "_T" }, { "Urban", "U" },
		{ "Rural", "R" } } },
};

/* The longest phrase that the text starts with. */
static const char *
value_of(const struct meaning *m, const char *text)
{
	size_t i, characters, best = 0;
	const char *value = NULL;

	for (i = 0; i < COUNT(m->headings) && m->headings[i].starts != NULL;
	     i++) {
		characters =
		    phrase_starts(text, strlen(text), m->headings[i].starts);
		if (characters > best) {
			best = characters;
			value = m->headings[i].value;
		}
	}
	return value;
}

static bool
find_values(const struct meaning *m, const char *const *headings, size_t count,
    const char **values)
{
	size_t i, j;

	for (i = 0; i < count; i++) {
		if ((values[i] = value_of(m, headings[i])) == NULL)
			return false;
		for (j = 0; j < i; j++)
			if (strcmp(values[i], values[j]) == 0)
				return false;
	}
	return count > 0;
}

bool
known_headings(
    const char *const *headings, size_t count, struct known_level *known)
{
	size_t i;

	if (count > STUB_HEADINGS)
		return false;
	for (i = 0; i < COUNT(meanings); i++)
		if (find_values(&meanings[i], headings, count, known->values)) {
			known->name = meanings[i].name;
			known->ru = meanings[i].ru;
			known->en = meanings[i].en;
			return true;
		}
	return false;
}

static bool
has_any(const char *text, const char *const *words, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

bool
known_territories(const char *const *headings, size_t count)
{
	static const char *const words[] = { "област", "край", "еспублик",
		"округ", "район", "г. ", "город ", "Федерац", "region",
		"Region", "district", "District", "county", "County" };
	size_t i, places = 0;

	for (i = 0; i < count; i++)
		places += has_any(headings[i], words, COUNT(words));
	return count > 0 && places * 2 >= count;
}

bool
known_ages(const char *text)
{
	static const char *const words[] = { "возраст", "Возраст", "by age",
		"aged" };

	return has_any(text, words, COUNT(words));
}
