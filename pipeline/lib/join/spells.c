/* spells.c - the spells of one person after another (spells.h) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/language.h"
#include "base/memory.h"
#include "base/message.h"
#include "join/origin.h"
#include "join/rank.h"
#include "join/sorted.h"
#include "join/spells.h"

#define NAMES_TEXT 512
#define NAME_TEXT 128 /* bytes shown of one */

struct spells {
	struct spells_spec spec;
	struct arrow_reader *in;
	struct account *account;
	struct origin origin;
	struct sorted order;
	const struct batch *batch; /* NULL: none is read yet */
	size_t row;                /* the next one of it */
	bool ended;
	struct codes statuses, employers, places;
	/* of the rows of the batch; NULL where there is no such column */
	int32_t *status_codes, *employer_codes, *place_codes;
	size_t status_capacity, employer_capacity, place_capacity;
	bool any; /* a person was asked for */
	char *person;
	size_t person_length, person_capacity;
	struct spell *list;
	size_t count, capacity;
	struct stray *strays;
	size_t stray_count, stray_capacity;
	uint64_t rows, used;
};

static const struct title spell_order = {
	{ "Период не заканчивается раньше, чем начинается",
	    "A spell does not end before it starts" },
};
static const struct title spell_before_birth = {
	{ "Период не начинается до рождения человека",
	    "A spell does not start before the person's birth" },
};
static const struct title spell_in_future = {
	{ "Период начался не позже последнего дня сведений",
	    "A spell has started by the last day of the data" },
};

static int
add_rules(struct account *account, struct fail *f)
{
	if (account_rule(account, "spell_order", &spell_order, f) == -1 ||
	    account_rule(
		account, "spell_before_birth", &spell_before_birth, f) == -1)
		return -1;
	return account_rule(account, "spell_in_future", &spell_in_future, f);
}

struct spells *
spells_new(const struct spells_spec *spec, struct arrow_reader *in,
    struct account *account, struct fail *f)
{
	struct spells *s = memory_array(1, sizeof(*s), f);

	if (s == NULL)
		return NULL;
	s->spec = *spec;
	s->in = in;
	s->account = account;
	s->statuses.texts = dictionary_share(spec->statuses);
	codes_share(&s->employers, spec->employers);
	codes_share(&s->places, spec->places);
	if (add_rules(account, f) == -1 ||
	    origin_init(&s->origin, account, arrow_schema(in), f) == -1) {
		spells_free(s);
		return NULL;
	}
	return s;
}

void
spells_free(struct spells *s)
{
	if (s == NULL)
		return;
	origin_clear(&s->origin);
	sorted_clear(&s->order);
	codes_clear(&s->statuses);
	codes_clear(&s->employers);
	codes_clear(&s->places);
	free(s->status_codes);
	free(s->employer_codes);
	free(s->place_codes);
	free(s->person);
	free(s->list);
	free(s->strays);
	free(s);
}

/* ---- batches ---- */

static const struct column *
column_at(const struct spells *s, int column)
{
	return &s->batch->columns[column];
}

/* A status of a row that has no place in the priority. */
static bool
is_foreign(const struct spells *s, size_t row)
{
	int32_t code = s->status_codes[row];

	return (code == CODE_ABSENT || code >= s->spec.status_count) &&
	       !origin_is_lost(&s->origin, row);
}

static int
check_statuses(const struct spells *s, struct fail *f)
{
	const struct column *statuses = column_at(s, s->spec.status);
	char names[NAMES_TEXT] = "", name[NAME_TEXT];
	size_t row, length, used = 0;
	const char *text;

	for (row = 0; row < s->batch->length; row++) {
		if (!is_foreign(s, row))
			continue;
		text = column_text(statuses, row, &length);
		snprintf(name, sizeof(name), " \"%.*s\"",
		    length < NAME_TEXT ? (int)length : NAME_TEXT, text);
		if (strstr(names, name) != NULL) /* named already */
			continue;
		if (used + strlen(name) + sizeof(",") > sizeof(names))
			break;
		used += (size_t)snprintf(names + used, sizeof(names) - used,
		    "%s%s", used == 0 ? "" : ",", name);
	}
	if (used == 0)
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("%s: column \"%s\": found%s, which --priority does not name; "
	      "name all statuses in the order in which they count"),
	    arrow_name(s->in), s->spec.status_name, names);
}

static int
fill_codes(struct spells *s, struct codes *codes, int column, int32_t **to,
    size_t *capacity, struct fail *f)
{
	if (column == -1)
		return 0;
	if (memory_grow(to, capacity, s->batch->length + 1, sizeof(**to), f) ==
	    -1)
		return -1;
	return codes_add(codes, column_at(s, column), *to, f);
}

static int
check_order(struct spells *s, struct fail *f)
{
	size_t wrong;

	if (sorted_batch(&s->order, column_at(s, s->spec.person), &wrong, f) ==
	    -1)
		return -1;
	if (wrong == ORDER_RIGHT)
		return 0;
	return sorted_fail(arrow_name(s->in), origin_name(&s->origin, wrong),
	    origin_line(&s->origin, wrong), f);
}

static int
read_batch(struct spells *s, struct fail *f)
{
	size_t need = s->batch->length + 1;

	s->row = 0;
	if (origin_batch(&s->origin, s->batch, f) == -1)
		return fail_place(f, arrow_name(s->in));
	if (check_order(s, f) == -1 ||
	    memory_grow(&s->status_codes, &s->status_capacity, need,
		sizeof(*s->status_codes), f) == -1 ||
	    codes_find(&s->statuses, column_at(s, s->spec.status),
		s->status_codes, f) == -1 ||
	    check_statuses(s, f) == -1 ||
	    fill_codes(s, &s->employers, s->spec.employer, &s->employer_codes,
		&s->employer_capacity, f) == -1)
		return -1;
	return fill_codes(s, &s->places, s->spec.place, &s->place_codes,
	    &s->place_capacity, f);
}

/* Have a row at hand; 0 at the end of the table. */
static int
more_rows(struct spells *s, struct fail *f)
{
	struct batch *batch;
	int more;

	while (!s->ended && (s->batch == NULL || s->row == s->batch->length)) {
		if ((more = arrow_next(s->in, &batch, f)) == -1)
			return -1;
		s->ended = more == 0;
		s->batch = batch;
		if (!s->ended && read_batch(s, f) == -1)
			return -1;
	}
	return !s->ended;
}

/* ---- rows ---- */

static int32_t
date_at(const struct column *column, size_t row, int32_t otherwise)
{
	if (!column_valid(column, row))
		return otherwise;
	return ((const int32_t *)column->values)[row];
}

static int
report(struct spells *s, const struct spell *spell, const char *rule,
    const char *column, int32_t found, const struct message *expected,
    struct fail *f)
{
	char text[DATE_TEXT] = "";
	struct finding finding = { FINDING_ERROR,
		rule == NULL ? "constraint-error" : "row-constraint", rule,
		spell->line, 0, column, text, expected };

	if (found != INT32_MIN)
		date_print(found, text);
	return account_finding(s->account, spell->file, &finding, f);
}

/* Why a spell does not count; *wrong says that it does not. */
static int
check_spell(
    struct spells *s, const struct spell *spell, bool *wrong, struct fail *f)
{
	char text[DATE_TEXT];
	const struct message no_start = { N_("a date"), { NULL } };
	const struct message no_status = { N_("a status"), { NULL } };
	const struct message not_before = { N_("no day before %1$s"),
		{ text } };
	const struct message not_after = { N_("no day after %1$s"), { text } };

	*wrong = true;
	if (spell->start == INT32_MIN)
		return report(s, spell, NULL, s->spec.start_name, INT32_MIN,
		    &no_start, f);
	if (spell->status < 0)
		return report(s, spell, NULL, s->spec.status_name, INT32_MIN,
		    &no_status, f);
	if (spell->end < spell->start) {
		date_print(spell->start, text);
		return report(s, spell, "spell_order", s->spec.end_name,
		    spell->end, &not_before, f);
	}
	if (spell->start > s->spec.until) {
		date_print(s->spec.until, text);
		return report(s, spell, "spell_in_future", s->spec.start_name,
		    spell->start, &not_after, f);
	}
	*wrong = false;
	return 0;
}

/* Its days are not to be believed. */
static void
forget_days(struct spell *spell)
{
	spell->start = INT32_MIN;
	spell->end = INT32_MAX;
}

/* The spell of the row at hand, which is reported if it is wrong. */
static int
read_spell(struct spells *s, struct spell *spell, struct fail *f)
{
	size_t row = s->row;
	bool wrong;

	spell->early = false;
	spell->start = date_at(column_at(s, s->spec.start), row, INT32_MIN);
	spell->end = date_at(column_at(s, s->spec.end), row, INT32_MAX);
	spell->status = s->status_codes[row];
	spell->employer =
	    s->employer_codes == NULL ? -1 : s->employer_codes[row];
	spell->place = s->place_codes == NULL ? -1 : s->place_codes[row];
	spell->line = origin_line(&s->origin, row);
	spell->file = origin_file(&s->origin, row);
	spell->state = SPELL_VALID;
	if (origin_is_lost(&s->origin, row)) {
		spell->state = SPELL_LOST;
		if (spell->end < spell->start || spell->start > s->spec.until)
			forget_days(spell);
		return 0;
	}
	s->rows++;
	if (check_spell(s, spell, &wrong, f) == -1)
		return -1;
	if (!wrong)
		return 0;
	spell->state = s->spec.keep_lost ? SPELL_LOST : SPELL_IGNORED;
	spell->wrong = true;
	forget_days(spell);
	return 0;
}

/* Tell the account what became of a spell. */
static void
account_spell(struct spells *s, const struct spell *spell)
{
	bool out = spell->state == SPELL_VALID && !spell->early;

	if (spell->state == SPELL_LOST && !spell->wrong)
		return; /* it was told before */
	account_rows(s->account, spell->file, 1, out);
	if (!out)
		account_row(
		    s->account, spell->file, spell->line, LINE_SET_ASIDE);
}

/* A spell of nobody who was asked for. */
static int
pass_over(struct spells *s, bool known, struct fail *f)
{
	struct spell spell = { .wrong = false };
	struct stray *stray;

	if (read_spell(s, &spell, f) == -1)
		return -1;
	account_spell(s, &spell);
	if (known || spell.state != SPELL_LOST)
		return 0;
	if (memory_grow(&s->strays, &s->stray_capacity, s->stray_count + 1,
		sizeof(*s->strays), f) == -1)
		return -1;
	stray = &s->strays[s->stray_count++];
	stray->file = column_code(column_at(s, s->origin.file_column), s->row);
	stray->line = (int64_t)spell.line;
	return 0;
}

static int
keep_spell(struct spells *s, struct fail *f)
{
	struct spell *spell;

	if (memory_grow(&s->list, &s->capacity, s->count + 1, sizeof(*s->list),
		f) == -1)
		return -1;
	spell = &s->list[s->count];
	spell->wrong = false;
	if (read_spell(s, spell, f) == -1)
		return -1;
	s->used += !origin_is_lost(&s->origin, s->row);
	s->count++;
	return 0;
}

/* The person at hand has been followed. */
static void
close_person(struct spells *s)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		account_spell(s, &s->list[i]);
	s->count = 0;
}

/* Where the row at hand stands against the person; persons who are not known
 * come before all. */
static int
compare_person(const struct spells *s, bool *known)
{
	const struct column *persons = column_at(s, s->spec.person);
	const char *text;
	size_t length;

	*known = column_valid(persons, s->row);
	if (!*known)
		return -1;
	text = column_text(persons, s->row, &length);
	return rank_texts(text, length, s->person, s->person_length);
}

int
spells_seek(struct spells *s, const char *person, size_t length, struct fail *f)
{
	bool known;
	int more, order;

	if (s->any &&
	    rank_texts(person, length, s->person, s->person_length) == 0)
		return 0;
	close_person(s);
	if (memory_grow(&s->person, &s->person_capacity, length + 1, 1, f) ==
	    -1)
		return -1;
	memcpy(s->person, person, length);
	s->person_length = length;
	s->any = true;
	while ((more = more_rows(s, f)) == 1) {
		if ((order = compare_person(s, &known)) > 0)
			return 0;
		if ((order < 0 ? pass_over(s, known, f) : keep_spell(s, f)) ==
		    -1)
			return -1;
		s->row++;
	}
	return more;
}

int
spells_end(struct spells *s, struct fail *f)
{
	int more;

	close_person(s);
	while ((more = more_rows(s, f)) == 1) {
		if (pass_over(s,
			column_valid(column_at(s, s->spec.person), s->row),
			f) == -1)
			return -1;
		s->row++;
	}
	return more;
}

const struct spell *
spells_list(const struct spells *s)
{
	return s->list;
}

size_t
spells_count(const struct spells *s)
{
	return s->count;
}

int
spells_check(struct spells *s, int32_t birth, bool *any, struct fail *f)
{
	static const struct message expected = {
		N_("no day before the person's birth"), { NULL }
	};
	struct spell *spell;
	size_t i;

	*any = false;
	for (i = 0; i < s->count; i++) {
		spell = &s->list[i];
		if (spell->state != SPELL_VALID)
			continue;
		if (spell->start >= birth) {
			*any = true;
			continue;
		}
		if (!spell->early &&
		    report(s, spell, "spell_before_birth", s->spec.start_name,
			spell->start, &expected, f) == -1)
			return -1;
		spell->early = true;
	}
	return 0;
}

const struct stray *
spells_strays(struct spells *s, size_t *count)
{
	*count = s->stray_count;
	s->stray_count = 0;
	return s->strays;
}

const char *
spells_file(const struct spells *s, int32_t file)
{
	return dictionary_text(
	    column_at(s, s->origin.file_column)->dictionary, file, NULL);
}

uint64_t
spells_rows(const struct spells *s)
{
	return s->rows;
}

uint64_t
spells_unused(const struct spells *s)
{
	return s->rows - s->used;
}
