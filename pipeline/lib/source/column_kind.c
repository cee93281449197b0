/* column_kind.c - type and role of a column, from header and values */
#include <stddef.h>

#include "base/memory.h"
#include "source/column_kind.h"
#include "source/header_words.h"

/* A column is of a type if all its values are, but for 1 in 100: those are
 * mistakes, which ingest sets aside with their place. */
#define MISTAKES 100
/* So many values prove a form that has check digits without any word. */
#define PROOF 10
/* At most so many different values make a column one to count by. */
#define GROUPS_MAX 1000
#define GROUPS_FEW 20
/* Digits alone of at least this length are rather a code than a count. */
#define CODE_DIGITS 9

static const char *const role_names[] = { NULL, "dimension", "count", "person",
	"organisation", "period", "measure", "code" };

const char *
column_role_name(enum column_role role)
{
	return role_names[role];
}

const char *
column_kind_role(const struct column_kind *kind)
{
	if (kind->role == COLUMN_ROLE_CODE)
		return kind->repeats ? role_names[COLUMN_ROLE_DIMENSION] : NULL;
	return role_names[kind->role];
}

bool
column_kind_lacks(const struct column_kind *kind, enum profile_mark mark)
{
	if (mark == PROFILE_MISSING)
		return true;
	if (kind->type == TABLE_STRING || kind->type == TABLE_BOOLEAN)
		return false;
	return mark != PROFILE_ZERO || kind->role != COLUMN_ROLE_COUNT;
}

uint64_t
column_kind_values(const struct column_kind *kind, const struct profile *p)
{
	uint64_t values = p->values;
	int mark;

	for (mark = 0; mark < PROFILE_MARKS; mark++)
		if (!column_kind_lacks(kind, (enum profile_mark)mark))
			values += p->marks[mark];
	return values;
}

uint64_t
column_kind_distinct(const struct column_kind *kind,
    const struct profiles *profiles, const struct profile *p)
{
	uint64_t distinct = distinct_count(&p->distinct);
	enum profile_mark meaning;
	const char *text;
	size_t i;

	if (distinct_is_estimate(&p->distinct))
		return distinct; /* one more would feign exactness */
	for (i = 0; profiles_mark(profiles, i, &text, &meaning); i++)
		distinct +=
		    p->mark_counts[i] > 0 && !column_kind_lacks(kind, meaning);
	return distinct;
}

static bool
is_number(const struct column_kind *kind)
{
	return kind->type == TABLE_INTEGER || kind->type == TABLE_NUMBER;
}

/* Cells without a digit that occur again and again among numbers stand for no
 * value, whatever they are. */
static uint64_t
unknown_marks(const struct profile *p)
{
	uint64_t marks = 0;
	size_t i;

	for (i = 0; i < p->stray_count; i++)
		if (p->strays[i].count > 1)
			marks += p->strays[i].count;
	return p->strays_lost == 0 && marks * 2 <= p->values ? marks : 0;
}

static bool
is_of(const struct profile *p, enum profile_type type)
{
	uint64_t values = p->values, marks = unknown_marks(p);

	if (type == PROFILE_INTEGER || type == PROFILE_NUMBER)
		values -= marks < values ? marks : 0;
	return values > 0 && p->matches[type] > 0 &&
	       p->matches[type] + values / MISTAKES >= values;
}

/* Digits that are no quantity: leading zeros, or more than a count has. */
static bool
is_code(const struct profile *p, int says)
{
	if (p->zeros > 0 && p->digits * 2 > p->values)
		return true;
	if ((says & (WORDS_COUNT | WORDS_RATE)) != 0 && !(says & WORDS_CODE))
		return false;
	if ((says & WORDS_CODE) != 0)
		return true;
	return p->digits == p->values && p->shortest == p->longest &&
	       p->longest >= CODE_DIGITS;
}

/* Years are between 1900 and 2100, and few. */
static bool
is_year(const struct profile *p, int says)
{
	if (!is_of(p, PROFILE_YEAR))
		return false;
	if (says & WORDS_PERIOD)
		return p->minimum >= 1900 && p->maximum <= 2100;
	return (says & (WORDS_COUNT | WORDS_RATE | WORDS_CODE)) == 0 &&
	       p->minimum >= 1950 && p->maximum <= 2100 &&
	       !distinct_is_estimate(&p->distinct) &&
	       distinct_count(&p->distinct) <= 60;
}

/* Words for yes and no; digits only where the header asks a question. */
static bool
is_flag(const struct profile *p, int says)
{
	if (!is_of(p, PROFILE_BOOLEAN))
		return false;
	if (says & WORDS_FLAG)
		return true;
	return p->digits == 0 && distinct_count(&p->distinct) > 1;
}

/* Numbers of rows: one more each time, or the header says so. */
static bool
is_row_number(const struct profile *p, int says)
{
	if (p->fractions || p->negatives)
		return false;
	return (says & WORDS_ROW) != 0 ||
	       (p->values > 2 && p->steps + 1 == p->values &&
		   (says & (WORDS_COUNT | WORDS_GROUP)) == 0);
}

/* All different under an empty header: numbers of rows or records. */
static bool
is_numbering(const struct profile *p, const char *header)
{
	return *header == '\0' && p->values > PROOF &&
	       distinct_count(&p->distinct) * 10 >= p->values * 9;
}

static void
kind_of_number(const struct profile *p, const char *header, int says,
    struct column_kind *kind)
{
	bool whole = is_of(p, PROFILE_INTEGER);

	kind->type = whole ? TABLE_INTEGER : TABLE_NUMBER;
	if (is_row_number(p, says) || is_numbering(p, header) ||
	    (says & WORDS_PLACE) != 0)
		return;
	if ((says & WORDS_RATE) != 0) {
		kind->type = TABLE_NUMBER; /* 57.0 today, 57.5 tomorrow */
		kind->role = COLUMN_ROLE_MEASURE;
	} else if (whole && !p->negatives)
		kind->role = COLUMN_ROLE_COUNT;
	else
		kind->role = COLUMN_ROLE_MEASURE;
}

/* Names of organisations; a few kinds of them are groups. */
static bool
names_organisations(const struct profile *p, int says)
{
	if ((says & WORDS_ORGANISATION) != 0 && (says & WORDS_GROUP) == 0)
		return true;
	return p->organisations > 0 && p->organisations * 2 >= p->values &&
	       distinct_count(&p->distinct) > GROUPS_FEW;
}

/* Texts: who, which organisation, which group. */
static void
role_of_text(const struct profile *p, int says, struct column_kind *kind)
{
	if ((says & WORDS_PERSON) != 0 ||
	    (p->names > 0 && p->names * 2 >= p->values)) {
		kind->role = COLUMN_ROLE_PERSON;
		kind->personal = true;
	} else if (says & WORDS_PERIOD)
		kind->role = COLUMN_ROLE_PERIOD;
	else if (says & WORDS_CODE)
		kind->role = COLUMN_ROLE_CODE;
	else if (says & WORDS_PLACE)
		kind->role = COLUMN_ROLE_NONE;
	else if (names_organisations(p, says))
		kind->role = COLUMN_ROLE_ORGANISATION;
	else if (kind->repeats || (says & WORDS_GROUP) != 0)
		kind->role = COLUMN_ROLE_DIMENSION;
}

/* Most of the values have the form undamaged: it was not made up for them. */
static bool
is_whole(const struct profile *p, enum profile_type type)
{
	return is_of(p, type) &&
	       p->repaired[type] * 2 <= p->matches[type] - p->opens[type];
}

static enum table_format
format_of(enum profile_type type)
{
	return (enum table_format)(
	    (int)type - (int)PROFILE_PERIOD + (int)FORMAT_PERIOD);
}

/* The form of an identifier: check digits prove it in many values, and the
 * header's word in any; without check digits the word must say it. */
static bool
find_identifier(const struct profile *p, const char *header, int says,
    struct column_kind *kind)
{
	static const struct {
		enum profile_type type;
		bool checked;
		const char *word;
	} forms[] = {
		{ PROFILE_SNILS, true, "снилс" },
		{ PROFILE_INN10, true, "инн" },
		{ PROFILE_INN12, true, "инн" },
		{ PROFILE_INN, true, "инн" },
		{ PROFILE_OGRN, true, "огрн" },
		{ PROFILE_OGRNIP, true, "огрнип" },
		{ PROFILE_PROGRAMME, true, "" },
		{ PROFILE_OKPO, false, "окпо" },
		{ PROFILE_OKATO, false, "окато" },
		{ PROFILE_OKTMO, false, "октмо" },
		{ PROFILE_KPP, false, "кпп" },
	};
	size_t i;
	bool named;

	for (i = 0; i < COUNT(forms); i++) {
		if (!is_whole(p, forms[i].type))
			continue;
		/* 15.01.05 may be a day, too */
		if (forms[i].type == PROFILE_PROGRAMME &&
		    is_of(p, PROFILE_DATE) &&
		    (says & (WORDS_GROUP | WORDS_CODE)) == 0)
			continue;
		named = *forms[i].word == '\0' ||
			header_has_word(header, forms[i].word);
		if (!named && (!forms[i].checked || p->values < PROOF))
			continue;
		kind->format = format_of(forms[i].type);
		kind->personal = kind->format == FORMAT_SNILS ||
				 kind->format == FORMAT_INN12;
		kind->role =
		    kind->personal ? COLUMN_ROLE_PERSON : COLUMN_ROLE_CODE;
		return true;
	}
	return false;
}

/* Dates; eight digits in a row only if nothing else can be meant. */
static bool
is_date(const struct profile *p, int says)
{
	if (!is_of(p, PROFILE_DATE))
		return false;
	if (says & (WORDS_DATE | WORDS_PRIVATE))
		return true;
	if (!is_whole(p, PROFILE_DATE))
		return false;
	return !is_of(p, PROFILE_NUMBER) ||
	       (p->digits == p->values && p->shortest == 8 && p->longest == 8 &&
		   p->values >= PROOF &&
		   (says & (WORDS_CODE | WORDS_COUNT | WORDS_RATE)) == 0);
}

/* Quarters, months, school years. */
static bool
is_period(const struct profile *p, int says)
{
	return is_of(p, PROFILE_PERIOD) &&
	       ((says & WORDS_PERIOD) != 0 ||
		   (!is_of(p, PROFILE_NUMBER) && !is_of(p, PROFILE_DATE)));
}

/* A column without a single value: what its header promises. */
static void
kind_of_nothing(int says, struct column_kind *kind)
{
	if (says & (WORDS_PERSON | WORDS_CODE | WORDS_PERIOD | WORDS_PRIVATE))
		return;
	if (says & WORDS_RATE) {
		kind->type = TABLE_NUMBER;
		kind->role = COLUMN_ROLE_MEASURE;
	} else if (says & WORDS_COUNT) {
		kind->type = TABLE_INTEGER;
		kind->role = COLUMN_ROLE_COUNT;
	}
}

static void
find_kind(const struct profile *p, const char *header, int says,
    struct column_kind *kind)
{
	if (find_identifier(p, header, says, kind))
		return;
	if (p->values == 0)
		kind_of_nothing(says, kind);
	if (kind->role != COLUMN_ROLE_NONE)
		return;
	if (is_year(p, says)) {
		kind->type = TABLE_YEAR;
		kind->role = COLUMN_ROLE_PERIOD;
	} else if (is_date(p, says))
		kind->type = TABLE_DATE;
	else if (is_period(p, says)) {
		kind->format = FORMAT_PERIOD;
		kind->role = COLUMN_ROLE_PERIOD;
	} else if (is_of(p, PROFILE_NUMBER) && is_code(p, says))
		kind->role = COLUMN_ROLE_CODE;
	else if (is_flag(p, says)) {
		kind->type = TABLE_BOOLEAN;
		kind->role = COLUMN_ROLE_DIMENSION;
	} else if (is_of(p, PROFILE_NUMBER))
		kind_of_number(p, header, says, kind);
	else
		role_of_text(p, says, kind);
}

/* What a person is known by is never read as a quantity. */
static void
hide(const struct profile *p, int says, struct column_kind *kind)
{
	bool snils = p->digits == 0 && is_of(p, PROFILE_SNILS);

	if ((says & WORDS_PRIVATE) == 0 && !snils)
		return;
	kind->personal = true;
	if (kind->role != COLUMN_ROLE_PERSON)
		kind->role = COLUMN_ROLE_NONE;
	if (is_number(kind))
		kind->type = TABLE_STRING;
}

/* Values that ingest will set aside. */
static uint64_t
count_mistakes(const struct profile *p, const struct column_kind *kind)
{
	static const enum profile_type tried[] = { [TABLE_INTEGER] =
						       PROFILE_INTEGER,
		[TABLE_NUMBER] = PROFILE_NUMBER,
		[TABLE_BOOLEAN] = PROFILE_BOOLEAN,
		[TABLE_DATE] = PROFILE_DATE,
		[TABLE_YEAR] = PROFILE_YEAR };
	enum profile_type type;
	uint64_t good;

	if (kind->type != TABLE_STRING)
		type = tried[kind->type];
	else if (kind->format != FORMAT_DEFAULT)
		type =
		    (enum profile_type)((int)kind->format - (int)FORMAT_PERIOD +
					(int)PROFILE_PERIOD);
	else
		return 0;
	good = p->matches[type];
	if (is_number(kind))
		good += unknown_marks(p);
	return good < p->values ? p->values - good : 0;
}

int
column_kind_find(const char *header, const struct profile *p,
    struct column_kind *kind, struct fail *f)
{
	int says = header_words(header, f);
	uint64_t distinct = distinct_count(&p->distinct);

	*kind = (struct column_kind){ .type = TABLE_STRING };
	if (says == -1)
		return -1;
	kind->repeats =
	    distinct > 0 && distinct <= GROUPS_MAX && distinct * 2 <= p->values;
	find_kind(p, header, says, kind);
	hide(p, says, kind);
	kind->mistakes = count_mistakes(p, kind);
	kind->required = p->cells > 0 && p->marks[PROFILE_MISSING] == 0 &&
			 (!is_number(kind) || unknown_marks(p) == 0);
	return 0;
}
