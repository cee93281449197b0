/* outcome.c - what a graduate does at a day */
#include <string.h>

#include "calendar.h"
#include "outcome.h"

/* The lower, the earlier it counts; the same order stands in
 * datasets/tables/graduate_outcomes.json. */
static int
priority(int status)
{
	static const int order[] = { STATUS_X, STATUS_M, STATUS_J, STATUS_A,
		STATUS_C, STATUS_W, STATUS_I, STATUS_S, STATUS_L, STATUS_P,
		STATUS_D, STATUS_B, STATUS_U, STATUS_F };
	int i = 0;

	while (order[i] != status)
		i++;
	return i;
}

/* Texts by their bytes, none last. */
static int
compare_texts(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a == NULL) - (b == NULL);
	return strcmp(a, b);
}

static int
compare_employers(const struct spell *a, const struct spell *b)
{
	char one[NAME_SIZE], other[NAME_SIZE];

	if (a->employer >= 0)
		enterprise_title((uint32_t)a->employer, one);
	if (b->employer >= 0)
		enterprise_title((uint32_t)b->employer, other);
	return compare_texts(
	    a->employer >= 0 ? one : NULL, b->employer >= 0 ? other : NULL);
}

static bool
is_before(const struct spell *a, const struct spell *b)
{
	int order;

	if (a->status != b->status)
		return priority(a->status) < priority(b->status);
	if (a->start != b->start)
		return a->start > b->start;
	if ((order = compare_employers(a, b)) != 0)
		return order < 0;
	return compare_texts(a->region < 0 ? NULL : subjects[a->region].id,
		   b->region < 0 ? NULL : subjects[b->region].id) < 0;
}

static bool
is_employed(int status)
{
	return status <= STATUS_S;
}

/* Might the spoilt spell have held between graduation and the day? */
static bool
is_doubtful(const struct person *p, int graduated, int day)
{
	const struct spell *s = &p->spells[p->fault_at < 0 ? 0 : p->fault_at];

	switch (p->fault) {
	case FAULT_SPELL_DATE: /* its start cannot be read */
		return s->end == NO_DAY || s->end >= graduated;
	case FAULT_SPELL_REGION:
		return s->start <= day &&
		       (s->end == NO_DAY || s->end >= graduated);
	case FAULT_SPELL_ORDER: /* its days are not to be believed */
	case FAULT_SPELL_FUTURE:
		return true;
	case FAULT_SPELL_BIRTH: /* it ended long ago */
	default:
		return false;
	}
}

struct outcome
outcome_at(const struct person *p, int graduated, int day, bool spoilt)
{
	struct outcome o = { STATUS_NL, WITHIN_NO, PLACE_NONE, false };
	const struct spell *s, *best = NULL;
	bool any = false;
	int i;

	for (i = 0; i < p->spell_count; i++) {
		s = &p->spells[i];
		if (spoilt && p->fault != FAULT_NONE && i == p->fault_at)
			continue;
		any = true;
		if (s->start > day)
			continue;
		if (is_employed(s->status) &&
		    (s->end == NO_DAY || s->end >= graduated))
			o.within = WITHIN_YES;
		if ((s->end == NO_DAY || s->end >= day) &&
		    (best == NULL || is_before(s, best)))
			best = s;
	}
	if (spoilt && p->fault != FAULT_NONE && p->fault != FAULT_SPELL_SNILS)
		o.lost = is_doubtful(p, graduated, day) || !any;
	if (best == NULL) {
		o.status = any ? STATUS_NR : STATUS_NL;
		if (o.within == WITHIN_NO)
			o.within = WITHIN_UNKNOWN;
		return o;
	}
	o.status = best->status;
	if (is_employed(best->status))
		o.place = best->region < 0          ? PLACE_UNKNOWN
			  : best->region == p->home ? PLACE_SAME
						    : PLACE_ELSEWHERE;
	return o;
}
