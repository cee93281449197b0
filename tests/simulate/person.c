/* person.c - people and what they did */
#include <string.h>

#include "calendar.h"
#include "odds.h"
#include "person.h"
#include "random.h"
#include "registers.h"

/* Numbers of 9 digits above 001-001-998; the step is prime to their count. */
#define SNILS_FIRST 10000000u
#define SNILS_COUNT 980000000u
#define SNILS_STEP 611953u

const int points[POINTS] = { 6, 12, 24 };

/* The sum of the digits times their places from the right, modulo 101, where
 * 100 is 00. */
int
snils_control(uint32_t number)
{
	int sum = 0, place;

	for (place = 1; place <= 9; place++) {
		sum += (int)(number % 10) * place;
		number /= 10;
	}
	return sum % 101 % 100;
}

/* ---- spells ---- */

static int
draw_status(struct random *r, bool female)
{
	static const struct {
		int status, women, men; /* weights */
	} table[] = { { STATUS_W, 560, 520 }, { STATUS_I, 40, 40 },
		{ STATUS_S, 60, 60 }, { STATUS_F, 35, 40 },
		{ STATUS_A, 0, 110 }, { STATUS_B, 0, 35 }, { STATUS_C, 5, 25 },
		{ STATUS_L, 130, 90 }, { STATUS_P, 75, 3 },
		{ STATUS_D, 20, 12 }, { STATUS_J, 2, 8 }, { STATUS_M, 12, 12 },
		{ STATUS_X, 5, 7 }, { STATUS_U, 56, 38 } };
	const size_t count = sizeof(table) / sizeof(table[0]);
	uint32_t sum = 0, at;
	size_t i;

	for (i = 0; i < count; i++)
		sum += (uint32_t)(female ? table[i].women : table[i].men);
	at = random_below(r, sum);
	for (i = 0; i < count - 1; i++) {
		sum = (uint32_t)(female ? table[i].women : table[i].men);
		if (at < sum)
			break;
		at -= sum;
	}
	return table[i].status;
}

static bool
is_work(int status)
{
	return status == STATUS_W || status == STATUS_I || status == STATUS_S ||
	       status == STATUS_F;
}

/* Where, and at whom. */
static void
draw_place(struct random *r, const struct world *w, int home, struct spell *s)
{
	uint32_t where = random_below(r, 100);

	s->employer = -1;
	if (!is_work(s->status)) {
		s->region = where < 30 ? home : -1;
		return;
	}
	s->region = where < 74   ? home
		    : where < 92 ? (int)random_below(r, SUBJECTS)
				 : -1;
	if (s->status == STATUS_W && random_chance(r, 0.97) &&
	    w->enterprise_count > 0)
		s->employer = random_below(r, (uint32_t)w->enterprise_count);
}

static int
draw_length(struct random *r, int status)
{
	if (status == STATUS_A)
		return 365;
	if (status == STATUS_L)
		return random_between(r, 300, 1400);
	return random_between(r, 15, 520);
}

/* How the next spell follows: before the last one ends, on the day after, or
 * after a gap.  Each begins later than those before it. */
static int
next_start(struct random *r, const struct spell *last, int graduated)
{
	uint32_t how = random_below(r, 100);
	int end = last->end;

	if (end == NO_DAY || how < 15)
		return last->start + random_between(r, 1, 240);
	if (how < 40)
		return end + 1;
	if (end < graduated && how < 80)
		return graduated + random_between(r, 0, 90);
	return end + random_between(r, 2, 120);
}

static int
draw_spell_count(struct random *r, double mean)
{
	double rest;
	int i, trials, count;

	if (mean < 0.88)
		return random_chance(r, mean);
	if (random_chance(r, 0.12))
		return 0;
	rest = mean / 0.88 - 1;
	trials = rest > 2 ? (int)(rest * 2) : 4;
	if (trials > SPELLS_MAX - 2)
		trials = SPELLS_MAX - 2;
	for (count = 1, i = 0; i < trials; i++)
		count += random_chance(r, rest / trials);
	return count;
}

/* Another job on the same day: the name of the employer decides. */
static void
add_tie(struct random *r, const struct world *w, struct person *p)
{
	struct spell *last = &p->spells[p->spell_count - 1], *s;

	if (last->status != STATUS_W || last->employer == -1 ||
	    p->spell_count == SPELLS_MAX || w->enterprise_count < 2)
		return;
	s = &p->spells[p->spell_count++];
	*s = *last;
	s->employer = (last->employer + 1 +
			  random_below(r, (uint32_t)w->enterprise_count - 1)) %
		      (int64_t)w->enterprise_count;
	s->region = (int)random_below(r, SUBJECTS);
	s->tied = last->tied = true;
}

/*
 * The odds decide for some whether they work.  Of a hundred who are available
 * to the labour market some 60 work, 10 have no spells at all and 30 have
 * some and do not work: it takes 1.7 who find none to have one fewer who
 * works, 3.5 who keep theirs to have one more.
 */
enum fortune { FORTUNE_USUAL, FORTUNE_FINDS_NONE, FORTUNE_KEEPS };

static enum fortune
draw_fortune(struct random *r, int odds)
{
	int at = (int)random_below(r, 1000);

	if (at < -odds * 17 / 10)
		return FORTUNE_FINDS_NONE;
	return at < odds * 35 / 10 ? FORTUNE_KEEPS : FORTUNE_USUAL;
}

static void
apply_fortune(enum fortune fortune, struct spell *s)
{
	if (fortune == FORTUNE_FINDS_NONE && is_work(s->status))
		s->status = STATUS_U;
	if (fortune != FORTUNE_KEEPS)
		return;
	if (s->status == STATUS_U || s->status == STATUS_F)
		s->status = STATUS_W;
	if (is_work(s->status))
		s->end = NO_DAY;
}

static void
make_spells(const struct crowd *c, struct person *p, int graduated, int odds)
{
	const struct world *w = c->world;
	struct random r = random_start(w->job->seed, STREAM_SPELLS, p->number);
	enum fortune fortune = draw_fortune(&r, odds);
	int i, count = draw_spell_count(&r, w->job->spells_per_graduate);
	int start = random_chance(&r, 0.25)
			? graduated - random_between(&r, 1, 420)
			: graduated + random_between(&r, 0, 150);
	struct spell *s;

	for (i = 0;
	     i < count && start <= until_day() && p->spell_count < SPELLS_MAX;
	     i++) {
		s = &p->spells[p->spell_count++];
		s->status = draw_status(&r, p->female);
		s->start = start;
		s->end = start + draw_length(&r, s->status);
		if (s->end > until_day() ||
		    random_chance(&r, i == count - 1 ? 0.55 : 0.2))
			s->end = NO_DAY;
		apply_fortune(fortune, s);
		s->tied = false;
		draw_place(&r, w, p->home, s);
		start = next_start(&r, s, graduated);
		if (random_chance(&r, 0.01))
			add_tie(&r, w, p);
	}
}

/* ---- faults of spells ---- */

/* A spell that is no one's: long before birth, or in the future. */
static void
make_extra(struct person *p)
{
	struct spell *s = &p->extra;

	memset(s, 0, sizeof(*s));
	s->status = STATUS_W;
	s->region = p->home;
	s->employer = 0;
	s->start =
	    p->fault == FAULT_SPELL_BIRTH ? p->birth - 900 : until_day() + 700;
	s->end = p->fault == FAULT_SPELL_BIRTH ? p->birth - 600 : NO_DAY;
}

static void
make_fault(const struct crowd *c, struct person *p)
{
	static const enum fault faults[] = { FAULT_SPELL_SNILS,
		FAULT_SPELL_DATE, FAULT_SPELL_ORDER, FAULT_SPELL_REGION,
		FAULT_SPELL_BIRTH, FAULT_SPELL_FUTURE };
	const struct job *job = c->world->job;
	size_t i;

	p->fault = FAULT_NONE;
	p->fault_at = -1;
	for (i = 0; i < sizeof(faults) / sizeof(faults[0]); i++)
		if (fault_hits(job, faults[i], p->number, c->count)) {
			p->fault = faults[i];
			break;
		}
	if (p->fault == FAULT_SPELL_BIRTH || p->fault == FAULT_SPELL_FUTURE) {
		make_extra(p);
		return;
	}
	for (i = 0; i < (size_t)p->spell_count && p->fault != FAULT_NONE; i++)
		if (p->fault != FAULT_SPELL_ORDER ||
		    p->spells[i].end != NO_DAY) {
			p->fault_at = (int)i;
			return;
		}
	p->fault = FAULT_NONE; /* there is none that could have it */
}

void
person_make(const struct crowd *c, uint64_t number, struct person *p)
{
	const struct world *w = c->world;
	struct random r = random_start(w->job->seed, STREAM_PERSON, number);
	struct graduate first;
	size_t college;
	int cohort;

	crowd_find(c, number, &cohort, &college);
	graduate_make(c, cohort, college,
	    number - crowd_first(c, cohort, college), &first);
	memset(p, 0, sizeof(*p));
	p->number = number;
	p->snils = SNILS_FIRST +
		   (uint32_t)((number * SNILS_STEP + w->job->seed % 1000003) %
			      SNILS_COUNT);
	p->control = snils_control(p->snils);
	p->female = random_below(&r, 1000) < odds_woman(first.programme);
	p->disabled = random_below(&r, 1000) < odds_disability(first.programme);
	p->birth = day_of(w->job->cohorts[cohort] - 18, 1, 1) -
		   random_between(&r, 0, 1200);
	p->family = (int)random_below(&r, FAMILIES);
	p->given = (int)random_below(&r, GIVEN);
	p->father = (int)random_below(&r, FATHERS);
	p->home = w->colleges[c->colleges[college]].region;
	make_spells(c, p, first.graduated,
	    odds_work(&(struct odds_of){ w->job->seed, college, cohort,
		first.programme, p->female, p->disabled }));
	if (w->job->mess == MESS_UNRECOVERABLE)
		make_fault(c, p);
	else
		p->fault_at = -1;
}
