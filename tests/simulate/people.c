/* people.c - the exports of graduates, and the truth about them */
#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "people.h"
#include "registers.h"
#include "sheet.h"
#include "spelling.h"
#include "spells.h"

#define COLUMNS 10
#define DOUBLED 0.012 /* share of rows that come twice */

enum version { VERSION_ONLY, VERSION_REPLACED, VERSION_LATEST, VERSION_LATE };

struct people {
	const struct crowd *crowd;
	const struct job *job;
	struct rates *truth, *expected;
	struct spell_files *spells;
	size_t units;       /* senders: colleges, or regions */
	int missing;        /* the unit that sends no last cohort, or -1 */
	char previous[512]; /* the file of the cohort before, for it */
	bool any_lost_member;
};

/* A file under way. */
struct form {
	struct sheet sheet;
	size_t unit;
	int cohort;
	enum version version;
};

static const char *const heads[COLUMNS] = { "ФИО", "СНИЛС", "Дата рождения",
	"Пол", "Инвалидность, ОВЗ", "Наименование образовательной организации",
	"Код профессии, специальности", "Субъект РФ", "Дата выдачи диплома",
	"Год выпуска" };

/* ---- rows ---- */

static void
full_name(struct sheet *s, const struct person *p)
{
	char text[NAME_SIZE];

	snprintf(text, sizeof(text), "%s%s %s %s%s", families[p->family].name,
	    p->female ? families[p->family].female : "",
	    p->female ? women[p->given] : men[p->given], fathers[p->father],
	    p->female ? "на" : "ич");
	sheet_cell(s, text);
}

static void
put_snils(struct sheet *s, const struct person *p, enum fault fault)
{
	char text[32];

	if (fault == FAULT_SNILS_SHORT) {
		snprintf(text, sizeof(text), "%08u%02d",
		    (unsigned)(p->snils % 100000000u), p->control);
		sheet_cell(s, text);
		return;
	}
	spell_snils(s, p->snils,
	    fault == FAULT_SNILS_DIGITS ? (p->control + 13) % 100 : p->control);
}

/* college: of the crowd; not the graduate's own in a row of another one. */
static uint64_t
put_graduate(struct sheet *s, const struct crowd *c, const struct graduate *g,
    const struct person *p, size_t college, enum fault fault)
{
	const struct world *w = c->world;
	char text[NAME_SIZE];

	full_name(s, p);
	put_snils(s, p, fault);
	if (fault == FAULT_BIRTH)
		spell_bad_date(s, p->birth);
	else
		spell_date(s, p->birth);
	spell_sex(s, p->female);
	spell_disability(s, p->disabled);
	if (fault == FAULT_COLLEGE) {
		college_name(w->colleges[c->colleges[college]].name, text);
		spell_typo(s, text);
	} else
		spell_college(s, w, c->colleges[college]);
	spell_programme(s, g->programme);
	if (fault == FAULT_REGION)
		spell_typo(s, subjects[p->home].title);
	else
		spell_region(s, p->home);
	if (fault == FAULT_DATE)
		spell_bad_date(s, g->graduated);
	else
		spell_date(s, g->graduated);
	spell_year(s, w->job->cohorts[g->cohort]);
	return sheet_row(s);
}

/* ---- what the chain makes of a row ---- */

/* The membership that counts; *lost: there is none, but one that is spoilt
 * might be it. */
static const struct membership *
find_membership(const struct people *p, const struct graduate *g, bool spoilt,
    int *count, bool *lost)
{
	const struct world *w = p->crowd->world;
	const struct membership *m;
	size_t i;

	*lost = false;
	m = world_member(
	    w, p->crowd->colleges[g->college], g->graduated, spoilt, count);
	for (i = 0; spoilt && m == NULL && p->any_lost_member &&
		    i < w->membership_count && !*lost;
	     i++)
		*lost = w->memberships[i].lost &&
			membership_holds(&w->memberships[i], g->graduated);
	return m;
}

static struct cell
cell_of(const struct people *p, const struct graduate *g,
    const struct person *person, const struct membership *m)
{
	return (struct cell){ g->cohort, (int)g->college, g->programme,
		m == NULL ? UNKNOWN
			  : p->crowd->world->clusters[m->cluster].industry,
		person->home, person->female, person->disabled };
}

static void
lose(const struct people *p, const struct cell *cell, int graduated)
{
	int i;

	for (i = 0; i < POINTS; i++)
		if (graduated == NO_DAY ||
		    day_add_months(graduated, points[i]) <= until_day())
			rates_lose(p->expected, cell, i);
}

/* What is not known of a row with this fault. */
static void
lose_row(const struct people *p, const struct graduate *g, struct cell cell,
    enum fault fault)
{
	int graduated = g->graduated;

	switch (fault) {
	case FAULT_COLLEGE:
		cell.college = cell.industry = UNKNOWN;
		break;
	case FAULT_REGION:
		cell.region = UNKNOWN;
		break;
	case FAULT_DATE:
		cell.industry = UNKNOWN;
		graduated = NO_DAY;
		break;
	default:
		break;
	}
	lose(p, &cell, graduated);
}

static void
count_truth(const struct people *p, const struct graduate *g,
    const struct person *person)
{
	struct outcome o;
	struct cell cell;
	bool lost;
	int i, day, count;

	cell =
	    cell_of(p, g, person, find_membership(p, g, false, &count, &lost));
	for (i = 0; i < POINTS; i++) {
		day = day_add_months(g->graduated, points[i]);
		if (day > until_day())
			continue;
		o = outcome_at(person, g->graduated, day, false);
		rates_add(p->truth, &cell, i, &o);
	}
}

/* The codes of a row as the chain finds them; *lost: the industry cannot be
 * told, for the row that says it is spoilt.  *matches: memberships found; more
 * than one is said to be ambiguous. */
static struct cell
spoilt_cell(const struct people *p, const struct graduate *g,
    const struct person *person, int *matches, bool *lost)
{
	const struct membership *m = find_membership(p, g, true, matches, lost);

	if (m != NULL && p->crowd->world->clusters[m->cluster].lost) {
		m = NULL;
		*lost = true;
	}
	return cell_of(p, g, person, m);
}

static void
count_expected(const struct people *p, const struct graduate *g,
    const struct person *person, enum fault fault, int *matches)
{
	struct outcome o;
	struct cell cell;
	bool lost;
	int i, day;

	cell = spoilt_cell(p, g, person, matches, &lost);
	if (fault != FAULT_NONE || lost) {
		lose_row(p, g, cell, fault);
		return;
	}
	for (i = 0; i < POINTS; i++) {
		day = day_add_months(g->graduated, points[i]);
		if (day > until_day())
			continue;
		o = outcome_at(person, g->graduated, day, true);
		if (o.lost)
			rates_lose(p->expected, &cell, i);
		else
			rates_add(p->expected, &cell, i, &o);
	}
}

/* A spell of nobody known may be anyone's. */
static void
lose_stranger(const struct people *p)
{
	const struct cell any = { UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN,
		UNKNOWN, UNKNOWN };

	lose(p, &any, NO_DAY);
}

/* ---- files ---- */

/* The units of colleges: themselves, or their regions. */
static bool
is_of_unit(const struct people *p, size_t college, size_t unit)
{
	const struct crowd *c = p->crowd;

	if (!p->job->by_region)
		return college == unit;
	return (size_t)c->world->colleges[c->colleges[college]].region == unit;
}

static bool
is_missing(const struct people *p, size_t unit, int cohort)
{
	return p->missing == (int)unit &&
	       cohort == (int)p->job->cohort_count - 1;
}

/* The other college that claims the graduate, too. */
static size_t
other_college(const struct people *p, size_t college)
{
	return (college + 1) % p->crowd->college_count;
}

static enum fault
fault_of(const struct people *p, const struct graduate *g)
{
	static const enum fault faults[] = { FAULT_SNILS_DIGITS,
		FAULT_SNILS_SHORT, FAULT_COLLEGE, FAULT_REGION, FAULT_DATE,
		FAULT_BIRTH, FAULT_TWO_COLLEGES };
	size_t i;

	if (p->job->mess != MESS_UNRECOVERABLE)
		return FAULT_NONE;
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (fault_hits(p->job, faults[i], g->number, p->crowd->count))
			break;
	if (i == sizeof(faults) / sizeof(faults[0]))
		return FAULT_NONE;
	if (faults[i] == FAULT_TWO_COLLEGES &&
	    (p->job->by_region || p->crowd->college_count < 2 ||
		is_missing(p, other_college(p, g->college), g->cohort)))
		return FAULT_NONE;
	return faults[i];
}

/*
 * The person of a graduate.  That a spell is before birth is found only where
 * the birth is known: not where the graduate is not sent, or is spoilt.
 */
static void
make_person(const struct people *p, uint64_t number, struct person *person)
{
	const struct crowd *c = p->crowd;
	struct graduate first;
	size_t college, unit;
	int cohort;

	person_make(c, number, person);
	if (person->fault != FAULT_SPELL_BIRTH)
		return;
	crowd_find(c, number, &cohort, &college);
	graduate_make(c, cohort, college,
	    number - crowd_first(c, cohort, college), &first);
	unit = p->job->by_region
		   ? (size_t)c->world->colleges[c->colleges[college]].region
		   : college;
	if (is_missing(p, unit, cohort) || fault_of(p, &first) != FAULT_NONE)
		person->fault = FAULT_NONE;
}

static void
unit_name(const struct people *p, size_t unit, char text[NAME_SIZE])
{
	const struct crowd *c = p->crowd;

	if (p->job->by_region)
		snprintf(text, NAME_SIZE, "%s", subjects[unit].title);
	else
		college_name(c->world->colleges[c->colleges[unit]].name, text);
}

/* Names of files: NAME_graduates_COHORT_vN_RECEIVED.csv */
static void
open_form(const struct people *p, struct form *f)
{
	static const char *const received[] = { "%d-02-%02d", "%d-02-%02d",
		"%d-03-%02d", "2026-12-%02d" };
	static const int versions[] = { 1, 1, 2, 3 };
	char file[256], sender[NAME_SIZE], date[32];

	unit_name(p, f->unit, sender);
	if (f->version == VERSION_LATE)
		snprintf(date, sizeof(date), "2026-12-%02d",
		    10 + (int)(f->unit % 15));
	else
		snprintf(date, sizeof(date), received[f->version],
		    p->job->cohorts[f->cohort] + 1, 5 + (int)(f->unit % 20));
	snprintf(file, sizeof(file), "%s_graduates_%d_v%d_%s.csv", sender,
	    p->job->cohorts[f->cohort], versions[f->version], date);
	sheet_open(&f->sheet, p->job, "graduates", file);
	if (f->version == VERSION_REPLACED)
		sheet_fault(&f->sheet, 0, FAULT_SUPERSEDED_FILE);
	if (f->version == VERSION_LATE)
		sheet_fault(&f->sheet, 0, FAULT_LATE_FILE);
}

static void
put_head(const struct people *p, struct form *f)
{
	char text[NAME_SIZE];
	uint64_t header;

	f->sheet.columns = COLUMNS;
	snprintf(text, sizeof(text), "Выпускники %d года",
	    p->job->cohorts[f->cohort]);
	sheet_alone(&f->sheet, text, FAULT_TITLE);
	if (f->sheet.messy && random_chance(&f->sheet.r, 0.5))
		sheet_blank(&f->sheet);
	header = f->sheet.line + 1;
	sheet_header(&f->sheet, heads, COLUMNS, NULL);
	sheet_fault(&f->sheet, header, FAULT_EXTRA_COLUMN);
}

static void
put_tail(struct form *f, uint64_t rows)
{
	char text[64];

	if (!f->sheet.messy)
		return;
	snprintf(
	    text, sizeof(text), "Итого: %llu чел.", (unsigned long long)rows);
	sheet_alone(&f->sheet, text, FAULT_TOTAL);
	sheet_alone(
	    &f->sheet, "Примечание: персональные данные вымышлены", FAULT_NOTE);
}

/* A row of the version that counts, with all that belongs to it. */
static void
take_graduate(struct people *p, struct form *f, const struct graduate *g)
{
	struct sheet *s = &f->sheet;
	enum fault fault = fault_of(p, g);
	struct person person;
	uint64_t line;
	int matches;

	make_person(p, g->person, &person);
	count_truth(p, g, &person);
	count_expected(p, g, &person, fault, &matches);
	line = put_graduate(s, p->crowd, g, &person, g->college, fault);
	if (fault != FAULT_NONE)
		sheet_fault(s, line, fault);
	else if (matches > 1)
		sheet_fault(s, line, FAULT_TWO_CLUSTERS);
	if (fault == FAULT_NONE && s->messy && random_chance(&s->r, DOUBLED)) {
		line = put_graduate(
		    s, p->crowd, g, &person, g->college, FAULT_NONE);
		sheet_fault(s, line, FAULT_DUPLICATE_ROW);
	}
	if (g->person == g->number) {
		spell_files_add(p->spells, &person);
		if (person.fault == FAULT_SPELL_SNILS)
			lose_stranger(p);
	}
}

/* A row of a version that does not count: some are missing, some wrong. */
static void
put_other(struct people *p, struct form *f, const struct graduate *g)
{
	struct graduate other = *g;
	struct person person;

	if (random_chance(&f->sheet.r, 0.1))
		return;
	make_person(p, g->person, &person);
	if (random_chance(&f->sheet.r, 0.15))
		other.programme = (other.programme + 1) % PROGRAMMES;
	if (random_chance(&f->sheet.r, 0.15))
		person.female = !person.female;
	(void)put_graduate(
	    &f->sheet, p->crowd, &other, &person, g->college, FAULT_NONE);
}

/* Rows of graduates of the college before, which claims them as well. */
static void
put_claims(struct people *p, struct form *f, size_t college)
{
	size_t of =
	    (college + p->crowd->college_count - 1) % p->crowd->college_count;
	uint64_t i, line;
	struct graduate g;
	struct person person;
	struct cell cell;
	bool lost;
	int count;

	if (p->job->mess != MESS_UNRECOVERABLE || p->job->by_region ||
	    is_missing(p, of, f->cohort))
		return;
	for (i = 0; i < crowd_size(p->crowd, f->cohort, of); i++) {
		graduate_make(p->crowd, f->cohort, of, i, &g);
		if (fault_of(p, &g) != FAULT_TWO_COLLEGES)
			continue;
		make_person(p, g.person, &person);
		line = put_graduate(&f->sheet, p->crowd, &g, &person, college,
		    FAULT_TWO_COLLEGES);
		sheet_fault(&f->sheet, line, FAULT_TWO_COLLEGES);
		g.college = college;
		cell = spoilt_cell(p, &g, &person, &count, &lost);
		lose_row(p, &g, cell, FAULT_TWO_COLLEGES);
	}
}

/* One college's part of a file. */
static void
put_college(struct people *p, struct form *f, size_t college)
{
	uint64_t i, size = crowd_size(p->crowd, f->cohort, college);
	struct graduate g;

	for (i = 0; i < size; i++) {
		graduate_make(p->crowd, f->cohort, college, i, &g);
		if (f->version == VERSION_ONLY || f->version == VERSION_LATEST)
			take_graduate(p, f, &g);
		else
			put_other(p, f, &g);
		if (f->sheet.messy && i % 400 == 399)
			sheet_header_again(&f->sheet);
	}
	if (f->version == VERSION_ONLY || f->version == VERSION_LATEST)
		put_claims(p, f, college);
}

/* How a unit sends a cohort: once, corrected, with a copy, once more too late.
 */
static void
write_form(
    struct people *p, size_t unit, int cohort, enum version version, bool copy)
{
	struct form f;
	char to[256];
	size_t college;
	uint64_t rows = 0;

	memset(&f, 0, sizeof(f));
	f.unit = unit;
	f.cohort = cohort;
	f.version = version;
	open_form(p, &f);
	f.sheet.keep_marks = copy;
	put_head(p, &f);
	for (college = 0; college < p->crowd->college_count; college++)
		if (is_of_unit(p, college, unit)) {
			put_college(p, &f, college);
			rows += crowd_size(p->crowd, cohort, college);
		}
	put_tail(&f, rows);
	sheet_close(&f.sheet);
	if (copy) {
		snprintf(to, sizeof(to), "%.*s_копия.csv",
		    (int)strlen(f.sheet.file) - 4, f.sheet.file);
		sheet_copy(&f.sheet, to);
	}
	if ((int)unit == p->missing)
		snprintf(p->previous, sizeof(p->previous), "%s", f.sheet.file);
}

/* Of a cohort that is not sent it is known whose it is.  How many they are is
 * not: the whole of it counts as one row. */
static void
lose_form(const struct people *p, size_t unit, int cohort)
{
	struct cell cell = { cohort, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN,
		UNKNOWN, UNKNOWN };

	if (p->job->by_region)
		cell.region = (int)unit;
	else
		cell.college = (int)unit;
	lose(p, &cell, NO_DAY);
}

/* A cohort that is not sent: the truth has it, and the spells do. */
static void
skip_form(struct people *p, size_t unit, int cohort)
{
	struct graduate g;
	struct person person;
	size_t college;
	uint64_t i;

	fault_add(p->previous, 0, FAULT_COHORT_MISSING);
	lose_form(p, unit, cohort);
	for (college = 0; college < p->crowd->college_count; college++) {
		if (!is_of_unit(p, college, unit))
			continue;
		for (i = 0; i < crowd_size(p->crowd, cohort, college); i++) {
			graduate_make(p->crowd, cohort, college, i, &g);
			make_person(p, g.person, &person);
			count_truth(p, &g, &person);
			if (g.person != g.number)
				continue;
			spell_files_add(p->spells, &person);
			if (person.fault == FAULT_SPELL_SNILS)
				lose_stranger(p);
		}
	}
}

static void
write_unit(struct people *p, size_t unit, int cohort)
{
	bool messy = p->job->mess != MESS_NONE;
	size_t how =
	    p->units < 20 ? unit % (p->units + (p->units < 4)) : unit % 20;

	if ((int)unit == p->missing) {
		if (is_missing(p, unit, cohort))
			skip_form(p, unit, cohort);
		else
			write_form(p, unit, cohort, VERSION_ONLY, false);
		return;
	}
	if (messy && how == 1)
		write_form(p, unit, cohort, VERSION_REPLACED, false);
	write_form(p, unit, cohort,
	    messy && how == 1 ? VERSION_LATEST : VERSION_ONLY,
	    messy && how == 2);
	if (messy && how == 3 && cohort == (int)p->job->cohort_count - 1)
		write_form(p, unit, cohort, VERSION_LATE, false);
}

static bool
has_college(const struct people *p, size_t unit)
{
	size_t i;

	for (i = 0; i < p->crowd->college_count; i++)
		if (is_of_unit(p, i, unit))
			return true;
	return false;
}

/* The last of the units that sends nothing of the last cohort. */
static int
choose_missing(const struct people *p)
{
	size_t i, senders = 0, last = 0;

	for (i = 0; i < p->units; i++)
		if (has_college(p, i)) {
			senders++;
			last = i;
		}
	if (senders < 5 || p->job->cohort_count < 2 ||
	    p->job->mess != MESS_UNRECOVERABLE ||
	    (p->job->kinds >> (FAULT_COHORT_MISSING - FAULT_FIRST_KIND) & 1) ==
		0)
		return -1;
	return (int)last;
}

void
people_write(
    const struct crowd *crowd, struct rates *truth, struct rates *expected)
{
	const struct world *w = crowd->world;
	struct people p;
	size_t unit, i;
	int cohort;

	memset(&p, 0, sizeof(p));
	p.crowd = crowd;
	p.job = w->job;
	p.truth = truth;
	p.expected = expected;
	p.units = p.job->by_region ? SUBJECTS : crowd->college_count;
	p.missing = choose_missing(&p);
	for (i = 0; i < w->membership_count; i++)
		p.any_lost_member = p.any_lost_member || w->memberships[i].lost;
	p.spells = spell_files_open(w, w->colleges[crowd->colleges[0]].region);
	for (cohort = 0; cohort < (int)p.job->cohort_count; cohort++)
		for (unit = 0; unit < p.units; unit++)
			if (has_college(&p, unit))
				write_unit(&p, unit, cohort);
	spell_files_close(p.spells);
}
