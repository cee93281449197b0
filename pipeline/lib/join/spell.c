/* spell.c - what became of a graduate at a point in time (spell.h) */
#include "join/spell.h"
#include "join/rank.h"

/* What the spells say together. */
struct view {
	const struct spell *best; /* NULL: none is active */
	bool worked;              /* between graduation and the day */
	bool valid, lost;         /* there is such a spell */
	bool doubtful;            /* a lost one might have been active */
};

/* The order of two texts by their codes; none comes last. */
static int
compare_codes(const struct dictionary *texts, int32_t a, int32_t b)
{
	size_t a_length, b_length;
	const char *a_text, *b_text;

	if (a == b || a < 0 || b < 0)
		return (a < 0) - (b < 0);
	a_text = dictionary_text(texts, a, &a_length);
	b_text = dictionary_text(texts, b, &b_length);
	return rank_texts(a_text, a_length, b_text, b_length);
}

static bool
goes_before(const struct outcome_rules *rules, const struct spell *a,
    const struct spell *b)
{
	int order;

	if (a->status != b->status)
		return a->status < b->status;
	if (a->start != b->start)
		return a->start > b->start;
	order = compare_codes(rules->employers, a->employer, b->employer);
	if (order == 0)
		order = compare_codes(rules->places, a->place, b->place);
	return order < 0;
}

static void
look_at(struct view *view, const struct outcome_rules *rules,
    const struct spell *s, const struct graduate *g, int32_t day)
{
	enum spell_state state = s->state;
	int32_t start = s->start;

	if (start < g->birth) { /* so the start is not to be believed */
		if (state == SPELL_VALID)
			state = rules->keep_lost ? SPELL_LOST : SPELL_IGNORED;
		start = INT32_MIN;
	}
	if (state == SPELL_IGNORED)
		return;
	if (state == SPELL_LOST) {
		view->lost = true;
		view->doubtful =
		    view->doubtful || (start <= day && s->end >= g->graduated);
		return;
	}
	view->valid = true;
	if (start > day)
		return;
	if (s->end >= g->graduated && rules->employed[s->status])
		view->worked = true;
	if (s->end >= day &&
	    (view->best == NULL || goes_before(rules, s, view->best)))
		view->best = s;
}

static enum workplace
compare_places(int32_t home, int32_t place)
{
	if (home < 0 || place < 0)
		return PLACE_UNKNOWN;
	return home == place ? PLACE_SAME : PLACE_ELSEWHERE;
}

struct outcome
outcome_at(const struct outcome_rules *rules, const struct spell *spells,
    size_t count, const struct graduate *g, int32_t day)
{
	struct view view = { NULL, false, false, false, false };
	struct outcome o = { false, rules->unlinked, WITHIN_NO, PLACE_NONE, -1,
		-1 };
	size_t i;

	for (i = 0; i < count; i++)
		look_at(&view, rules, &spells[i], g, day);
	/* Without a valid spell, a lost one leaves open whether there is any.
	 */
	o.lost = view.doubtful || (view.lost && !view.valid);
	if (view.best != NULL)
		o.status = view.best->status;
	else if (view.valid)
		o.status = rules->unrecorded;
	if (view.worked)
		o.within = WITHIN_YES;
	else if (view.best == NULL)
		o.within = WITHIN_UNKNOWN;
	if (view.best == NULL || !rules->employed[view.best->status])
		return o;
	o.workplace = view.best->place;
	o.employer = view.best->employer;
	o.place = compare_places(g->home, view.best->place);
	return o;
}
