/* column_kind.c - type and role of a column, from header and values */
#include <math.h>
#include <stddef.h>

#include "base/memory.h"
#include "sniff/column_kind.h"
#include "sniff/header_words.h"

/* A column is of a type if all its values are, but for a few in small files and
 * 1 in 20 in others, and never more than 1 in 5: those are mistakes, which
 * ingest sets aside with their place.  What words and years mean only where
 * nothing else stands beside them is of the type but for 1 in 100. */
#define MISTAKES_FEW 2
#define MISTAKES 20
#define MISTAKES_MOST 5
#define MISTAKES_STRICT 100
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

static uint64_t
values_of(const struct profile *p, enum profile_type type)
{
	uint64_t values = p->values, marks = unknown_marks(p);

	if (type == PROFILE_INTEGER || type == PROFILE_NUMBER)
		values -= marks < values ? marks : 0;
	return values;
}

static bool
is_of(const struct profile *p, enum profile_type type)
{
	uint64_t values = values_of(p, type), mistakes = values / MISTAKES;

	if (mistakes < MISTAKES_FEW)
		mistakes = MISTAKES_FEW;
	if (mistakes > values / MISTAKES_MOST)
		mistakes = values / MISTAKES_MOST;
	return values > 0 && p->matches[type] > 0 &&
	       p->matches[type] + mistakes >= values;
}

static bool
is_strictly(const struct profile *p, enum profile_type type)
{
	uint64_t values = values_of(p, type);

	return values > 0 && p->matches[type] > 0 &&
	       p->matches[type] + values / MISTAKES_STRICT >= values;
}

static bool
are_most(const struct profile *p, uint64_t values)
{
	return values > 0 && values * 2 > p->values;
}

/* Whole numbers with the same number of digits, at least so many. */
static bool
are_long(const struct profile *p, int digits)
{
	return p->minimum > 0 && floor(log10(p->minimum)) >= digits - 1 &&
	       floor(log10(p->minimum)) == floor(log10(p->maximum)) &&
	       !p->fractions;
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
	return p->digits + MISTAKES_FEW >= p->values &&
	       are_long(p, CODE_DIGITS);
}

/* Years are between 1900 and 2100, and few. */
static bool
is_year(const struct profile *p, int says)
{
	if (says & WORDS_PERIOD)
		return is_of(p, PROFILE_YEAR) && p->minimum >= 1900 &&
		       p->maximum <= 2100;
	return is_strictly(p, PROFILE_YEAR) &&
	       (says & (WORDS_COUNT | WORDS_RATE | WORDS_CODE)) == 0 &&
	       p->minimum >= 1950 && p->maximum <= 2100 &&
	       !distinct_is_estimate(&p->distinct) &&
	       distinct_count(&p->distinct) <= 60;
}

/* Words for yes and no; digits only where the header asks a question. */
static bool
is_flag(const struct profile *p, int says)
{
	if (!is_strictly(p, PROFILE_BOOLEAN))
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
	bool whole =
	    is_of(p, PROFILE_INTEGER) &&
	    p->matches[PROFILE_INTEGER] + p->values / MISTAKES_STRICT >=
		p->matches[PROFILE_NUMBER];

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

/* A header such as "student" over words that hardly ever return. */
static bool
names_one(const struct profile *p, int says)
{
	return (says & WORDS_WHO) != 0 && p->words * 2 > p->values &&
	       distinct_count(&p->distinct) * 2 > p->values;
}

/* Texts: who, which organisation, which group. */
static void
role_of_text(const struct profile *p, int says, struct column_kind *kind)
{
	if ((says & WORDS_PERSON) != 0 || names_one(p, says) ||
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

/* Of the form of an identifier, right check digits or not. */
static bool
are_formed(const struct profile *p, enum profile_type type)
{
	return are_most(p, p->matches[type] + p->unchecked[type]) &&
	       p->repaired[type] * 2 <= p->matches[type];
}

/* A SNILS by the header, by how it is written, or by right check digits. */
static bool
is_snils(const struct profile *p, int says)
{
	if ((says & WORDS_SNILS) != 0 && (says & WORDS_PERSON) == 0)
		return (says & WORDS_FLAG) == 0 ||
		       !is_strictly(p, PROFILE_BOOLEAN);
	if (are_most(p, p->hyphened))
		return true;
	return (says & (WORDS_CONTACT | WORDS_COUNT | WORDS_RATE)) == 0 &&
	       are_most(p, p->matches[PROFILE_SNILS]);
}

/* INN of organisations, of persons, or of both. */
static enum table_format
inn_of(const struct profile *p)
{
	uint64_t persons = p->matches[PROFILE_INN12] -
			   p->repaired[PROFILE_INN12] +
			   p->unchecked[PROFILE_INN12];
	uint64_t others =
	    p->matches[PROFILE_INN10] + p->unchecked[PROFILE_INN10];

	if (others == 0)
		return FORMAT_INN12;
	return persons == 0 ? FORMAT_INN10 : FORMAT_INN;
}

/* 15.01.05 may be a day, too. */
static bool
is_programme(const struct profile *p, int says)
{
	return is_whole(p, PROFILE_PROGRAMME) &&
	       ((says & (WORDS_GROUP | WORDS_CODE)) != 0 ||
		   !is_of(p, PROFILE_DATE));
}

/* The form of an identifier: check digits prove it in many values, and the
 * header's word where most values have the form; without check digits the
 * word must say it. */
static enum table_format
identifier_of(const struct profile *p, const char *header, int says)
{
	static const struct {
		enum profile_type type;
		bool checked;
		const char *word;
	} forms[] = {
		{ PROFILE_INN, true, "инн" },
		{ PROFILE_OGRN, true, "огрн" },
		{ PROFILE_OGRNIP, true, "огрнип" },
		{ PROFILE_OKPO, false, "окпо" },
		{ PROFILE_OKATO, false, "окато" },
		{ PROFILE_OKTMO, false, "октмо" },
		{ PROFILE_KPP, false, "кпп" },
	};
	enum profile_type type;
	size_t i;

	if (is_snils(p, says))
		return FORMAT_SNILS;
	if (is_programme(p, says))
		return FORMAT_PROGRAMME;
	for (i = 0; i < COUNT(forms); i++) {
		type = forms[i].type;
		if (!(header_has_word(header, forms[i].word) &&
			are_formed(p, type)) &&
		    !(forms[i].checked && p->values >= PROOF &&
			is_whole(p, type)))
			continue;
		return type == PROFILE_INN ? inn_of(p) : format_of(type);
	}
	return FORMAT_DEFAULT;
}

static bool
find_identifier(const struct profile *p, const char *header, int says,
    struct column_kind *kind)
{
	kind->format = identifier_of(p, header, says);
	if (kind->format == FORMAT_DEFAULT)
		return false;
	kind->role =
	    kind->format == FORMAT_SNILS || kind->format == FORMAT_INN12
		? COLUMN_ROLE_PERSON
		: COLUMN_ROLE_CODE;
	kind->personal =
	    kind->role == COLUMN_ROLE_PERSON || kind->format == FORMAT_INN;
	return true;
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
	if ((says & WORDS_PERIOD) != 0)
		return is_of(p, PROFILE_PERIOD);
	return is_strictly(p, PROFILE_PERIOD) &&
	       (!is_of(p, PROFILE_NUMBER) && !is_of(p, PROFILE_DATE));
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

/* Is a value like a SNILS?  Codes of places have eleven digits, too. */
static bool
looks_like_snils(const struct profile *p, const struct column_kind *kind)
{
	if (kind->format == FORMAT_OKATO || kind->format == FORMAT_OKTMO)
		return p->hyphened > 0 ||
		       p->matches[PROFILE_SNILS] * 10 > p->values;
	return p->elevens > 0 || p->hyphened > 0;
}

/* Names, telephones, passports: nothing is counted by them. */
static bool
is_left_out(const struct profile *p, int says, const struct column_kind *kind)
{
	if (kind->format == FORMAT_SNILS || kind->format == FORMAT_INN12 ||
	    (says & WORDS_BIRTH) != 0)
		return false;
	return kind->role == COLUMN_ROLE_PERSON ||
	       (says & (WORDS_CONTACT | WORDS_PERSON)) != 0 ||
	       are_most(p, p->phones) || are_most(p, p->mails) ||
	       are_most(p, p->passports);
}

/* What a person is known by is never read as a quantity. */
static void
hide(const struct profile *p, int says, struct column_kind *kind)
{
	bool snils;

	kind->left_out = is_left_out(p, says, kind);
	if ((snils = looks_like_snils(p, kind)))
		kind->personal = true;
	if (!kind->left_out && (says & (WORDS_PRIVATE | WORDS_SNILS)) == 0 &&
	    !(snils && are_most(p, p->elevens)))
		return;
	kind->personal = true;
	if (kind->role != COLUMN_ROLE_PERSON)
		kind->role = COLUMN_ROLE_NONE;
	if (is_number(kind))
		kind->type = TABLE_STRING;
}

/* The profile of the type; PROFILE_TYPES for texts of any form. */
static enum profile_type
profile_of(const struct column_kind *kind)
{
	static const enum profile_type tried[] = { [TABLE_INTEGER] =
						       PROFILE_INTEGER,
		[TABLE_NUMBER] = PROFILE_NUMBER,
		[TABLE_BOOLEAN] = PROFILE_BOOLEAN,
		[TABLE_DATE] = PROFILE_DATE,
		[TABLE_YEAR] = PROFILE_YEAR };

	if (kind->type != TABLE_STRING)
		return tried[kind->type];
	if (kind->format == FORMAT_DEFAULT)
		return PROFILE_TYPES;
	return (enum profile_type)(
	    (int)kind->format - (int)FORMAT_PERIOD + (int)PROFILE_PERIOD);
}

/* Values that ingest will set aside. */
static uint64_t
count_mistakes(const struct profile *p, const struct column_kind *kind)
{
	enum profile_type type = profile_of(kind);
	uint64_t good;

	if (type == PROFILE_TYPES)
		return 0;
	good = p->matches[type];
	if (is_number(kind))
		good += unknown_marks(p);
	return good < p->values ? p->values - good : 0;
}

/* The first of the texts without a digit that are no mark, or *line. */
static void
first_word(const struct column_kind *kind, const struct profile *p,
    uint64_t *line, const char **text)
{
	const struct profile_stray *s;
	size_t i;

	if (!is_number(kind) || unknown_marks(p) == 0) {
		if (p->word.line > 0 && (*line == 0 || p->word.line < *line)) {
			*line = p->word.line;
			*text = p->word.text;
		}
		return;
	}
	for (i = 0; i < p->stray_count; i++) {
		s = &p->strays[i];
		if (s->count < 2 && (*line == 0 || s->line < *line)) {
			*line = s->line;
			*text = s->text;
		}
	}
}

uint64_t
column_kind_misfit(
    const struct column_kind *kind, const struct profile *p, const char **text)
{
	enum profile_type type = profile_of(kind);
	uint64_t line;

	if (kind->mistakes == 0 || type == PROFILE_TYPES)
		return 0;
	line = p->misfits[type].line;
	*text = p->misfits[type].text;
	if (type != PROFILE_BOOLEAN)
		first_word(kind, p, &line, text);
	return line;
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
