/* rates.c - what became of graduates, counted */
#include <stdlib.h>
#include <string.h>

#include "rates.h"
#include "truth.h"

/* The breakdowns; the last code of each axis is for what is not known. */
enum axis {
	AXIS_COLLEGE,
	AXIS_PROGRAMME,
	AXIS_INDUSTRY,
	AXIS_REGION,
	AXIS_SEX,
	AXIS_DISABILITY,
	AXES
};

#define NO_AXIS AXES

static const enum axis breakdowns[][2] = { { NO_AXIS, NO_AXIS },
	{ AXIS_COLLEGE, NO_AXIS }, { AXIS_PROGRAMME, NO_AXIS },
	{ AXIS_INDUSTRY, NO_AXIS }, { AXIS_REGION, NO_AXIS },
	{ AXIS_SEX, NO_AXIS }, { AXIS_DISABILITY, NO_AXIS },
	{ AXIS_REGION, AXIS_SEX }, { AXIS_REGION, AXIS_DISABILITY } };

#define BREAKDOWNS (sizeof(breakdowns) / sizeof(breakdowns[0]))

static size_t
axis_size(const struct rates *r, enum axis axis)
{
	const size_t sizes[AXES + 1] = { r->crowd->college_count, PROGRAMMES,
		INDUSTRIES, SUBJECTS, 2, 2, 0 };

	return sizes[axis] + 1;
}

static int
code_of(const struct cell *c, enum axis axis)
{
	const int codes[AXES + 1] = { c->college, c->programme, c->industry,
		c->region, c->sex, c->disability, UNKNOWN };

	return codes[axis];
}

static size_t
breakdown_size(const struct rates *r, size_t breakdown)
{
	return axis_size(r, breakdowns[breakdown][0]) *
	       axis_size(r, breakdowns[breakdown][1]);
}

/* Where the tallies of a breakdown begin. */
static struct tally *
tallies_of(const struct rates *r, int cohort, int point, size_t breakdown)
{
	size_t at, i;

	at = ((size_t)cohort * POINTS + (size_t)point) * r->cells;
	for (i = 0; i < breakdown; i++)
		at += breakdown_size(r, i);
	return &r->tallies[at];
}

void
rates_make(struct rates *r, const struct crowd *crowd)
{
	size_t i;

	r->crowd = crowd;
	r->cells = 0;
	for (i = 0; i < BREAKDOWNS; i++)
		r->cells += breakdown_size(r, i);
	/* one cohort more, for lost rows of which it is not known */
	r->tallies =
	    allocate((crowd->world->job->cohort_count + 1) * POINTS * r->cells,
		sizeof(*r->tallies));
}

void
rates_free(struct rates *r)
{
	free(r->tallies);
}

static struct tally *
tally_at(
    const struct rates *r, const struct cell *c, int point, size_t breakdown)
{
	enum axis first = breakdowns[breakdown][0];
	enum axis second = breakdowns[breakdown][1];
	int one = code_of(c, first), other = code_of(c, second);
	int cohort = c->cohort == UNKNOWN
			 ? (int)r->crowd->world->job->cohort_count
			 : c->cohort;
	size_t at = one == UNKNOWN ? axis_size(r, first) - 1 : (size_t)one;

	at = at * axis_size(r, second) +
	     (other == UNKNOWN ? axis_size(r, second) - 1 : (size_t)other);
	return &tallies_of(r, cohort, point, breakdown)[at];
}

static void
count(struct tally *t, const struct outcome *o)
{
	t->statuses[o->status]++;
	t->within += o->within == WITHIN_YES && o->status != STATUS_X;
	t->within_unknown +=
	    o->within == WITHIN_UNKNOWN && o->status != STATUS_X;
	t->same += o->place == PLACE_SAME;
	t->elsewhere += o->place == PLACE_ELSEWHERE;
}

void
rates_add(
    struct rates *r, const struct cell *c, int point, const struct outcome *o)
{
	size_t i;

	for (i = 0; i < BREAKDOWNS; i++)
		count(tally_at(r, c, point, i), o);
}

void
rates_lose(struct rates *r, const struct cell *c, int point)
{
	size_t i;

	for (i = 0; i < BREAKDOWNS; i++)
		tally_at(r, c, point, i)->lost++;
}

/* ---- rows ---- */

/* Does the code of a cell (a district, a group, an entry) hold this one? */
static bool
holds(enum axis axis, int code, int one)
{
	int size = axis == AXIS_REGION ? SUBJECTS : PROGRAMMES;

	if (code < size || (axis != AXIS_REGION && axis != AXIS_PROGRAMME))
		return code == one;
	if (one >= size)
		return false;
	return axis == AXIS_REGION ? subjects[one].district == code - size
				   : programmes[one].group == code - size;
}

/* Codes that a table shows: entries, then the groups above them. */
static int
shown_codes(const struct rates *r, enum axis axis)
{
	int entries = (int)axis_size(r, axis) - 1;

	if (axis == AXIS_REGION)
		return entries + DISTRICTS;
	return axis == AXIS_PROGRAMME ? entries + GROUPS : entries;
}

static const char *
code_text(const struct rates *r, enum axis axis, int code, char *text)
{
	static const char *const sexes[] = { "M", "F" };
	static const char *const answers[] = { "no", "yes" };

	switch (axis) {
	case AXIS_COLLEGE:
		college_id(r->crowd->colleges[code], text);
		return text;
	case AXIS_PROGRAMME:
		return code < PROGRAMMES ? programmes[code].id
					 : groups[code - PROGRAMMES];
	case AXIS_INDUSTRY:
		return industries[code].id;
	case AXIS_REGION:
		return code < SUBJECTS ? subjects[code].id
				       : districts[code - SUBJECTS];
	case AXIS_SEX:
		return sexes[code];
	case AXIS_DISABILITY:
		return answers[code];
	case AXES:
		break;
	}
	return "";
}

static void
merge(struct tally *sum, const struct tally *t)
{
	int i;

	for (i = 0; i < OUTCOMES; i++)
		sum->statuses[i] += t->statuses[i];
	sum->within += t->within;
	sum->within_unknown += t->within_unknown;
	sum->same += t->same;
	sum->elsewhere += t->elsewhere;
	sum->lost += t->lost;
}

/* The tally of a cell; codes[i] -1: of all.  Of rows whose code is not known
 * only the lost ones may belong to it: the others have none. */
static void
gather(const struct rates *r, int cohort, int point, size_t breakdown,
    const int codes[2], struct tally *sum)
{
	const struct tally *t = tallies_of(r, cohort, point, breakdown);
	enum axis first = breakdowns[breakdown][0];
	enum axis second = breakdowns[breakdown][1];
	int n = (int)axis_size(r, first), m = (int)axis_size(r, second), i, j;
	bool in, other_in;

	for (i = 0; i < n; i++)
		for (j = 0; j < m; j++, t++) {
			in = codes[0] == -1 || holds(first, codes[0], i);
			other_in = codes[1] == -1 || holds(second, codes[1], j);
			if (in && other_in)
				merge(sum, t);
			else if ((in || i == n - 1) && (other_in || j == m - 1))
				sum->lost += t->lost;
		}
}

/* "point=12 college=_T ...", without outcome. */
static void
print_cell(const struct rates *r, int point, size_t breakdown,
    const int codes[2], char text[CELL_SIZE])
{
	static const char *const names[AXES] = { "college", "programme",
		"industry", "region", "sex", "disability" };
	char code[NAME_SIZE];
	size_t used;
	int axis, i;

	used = (size_t)snprintf(text, CELL_SIZE, "point=%d", points[point]);
	for (axis = 0; axis < AXES; axis++) {
		const char *value = axis == AXIS_REGION ? "RU" : "_T";

		for (i = 0; i < 2; i++)
			if ((int)breakdowns[breakdown][i] == axis)
				value = code_text(
				    r, (enum axis)axis, codes[i], code);
		used += (size_t)snprintf(text + used, CELL_SIZE - used,
		    " %s=%s", names[axis], value);
	}
}

static void
write_statuses(
    struct truth *t, const struct tally *sum, const char *cell, uint64_t all)
{
	static const char *const ids[OUTCOMES + 2] = { "W", "I", "S", "F", "A",
		"B", "C", "L", "P", "D", "J", "M", "X", "U", "NL", "NR", "N",
		"_T" };
	char text[CELL_SIZE + 16];
	uint64_t number;
	int i;

	for (i = 0; i < OUTCOMES + 2; i++) {
		number = i < OUTCOMES    ? sum->statuses[i]
			 : i == OUTCOMES ? sum->statuses[STATUS_NL] +
					       sum->statuses[STATUS_NR]
					 : all;
		snprintf(text, sizeof(text), "%s outcome=%s", cell, ids[i]);
		truth_rate(t, "employment_status", text, number, all);
	}
}

static void
write_tally(struct truth *t, const struct tally *sum, const char *cell)
{
	const uint64_t *s = sum->statuses;
	uint64_t work = s[STATUS_W] + s[STATUS_I] + s[STATUS_S];
	uint64_t unknown = s[STATUS_NL] + s[STATUS_NR], all = 0, gross, net;
	int i;

	for (i = 0; i < OUTCOMES; i++)
		all += s[i];
	gross = all - s[STATUS_X];
	net = gross - s[STATUS_A] - s[STATUS_B] - s[STATUS_L] - s[STATUS_P];
	t->lost = sum->lost;
	truth_rate(t, "employment_within", cell, sum->within, gross);
	truth_rate(t, "employment_within_highest", cell,
	    sum->within + sum->within_unknown, gross);
	write_statuses(t, sum, cell, all);
	truth_rate(t, "employment_gross", cell, work, gross);
	truth_rate(t, "employment_gross_highest", cell, work + unknown, gross);
	truth_rate(t, "employment_net", cell, work, net);
	truth_rate(t, "employment_net_highest", cell, work + unknown, net);
	truth_rate(t, "employment_outflow", cell, sum->elsewhere,
	    sum->same + sum->elsewhere);
}

static void
write_code(const struct rates *r, struct truth *t, int cohort, int point,
    size_t breakdown, const int codes[2])
{
	int unknown = (int)r->crowd->world->job->cohort_count;
	struct tally sum, lost;
	char cell[CELL_SIZE];

	memset(&sum, 0, sizeof(sum));
	memset(&lost, 0, sizeof(lost));
	gather(r, cohort, point, breakdown, codes, &sum);
	gather(r, unknown, point, breakdown, codes, &lost);
	sum.lost += lost.lost;
	print_cell(r, point, breakdown, codes, cell);
	t->period = r->crowd->world->job->cohorts[cohort];
	write_tally(t, &sum, cell);
}

static void
write_breakdown(const struct rates *r, struct truth *t, int cohort, int point,
    size_t breakdown)
{
	enum axis first = breakdowns[breakdown][0];
	enum axis second = breakdowns[breakdown][1];
	int codes[2] = { -1, -1 }, n = shown_codes(r, first);
	int m = shown_codes(r, second), i, j;

	for (i = 0; i < (first == NO_AXIS ? 1 : n); i++)
		for (j = 0; j < (second == NO_AXIS ? 1 : m); j++) {
			codes[0] = first == NO_AXIS ? -1 : i;
			codes[1] = second == NO_AXIS ? -1 : j;
			write_code(r, t, cohort, point, breakdown, codes);
		}
}

void
rates_write(const struct rates *r, struct truth *t, bool all)
{
	int cohorts = (int)r->crowd->world->job->cohort_count, cohort, point;
	size_t i;

	for (cohort = 0; cohort < cohorts; cohort++)
		for (point = 0; point < POINTS; point++)
			for (i = 0; i < (all ? BREAKDOWNS : 1); i++)
				write_breakdown(r, t, cohort, point, i);
}
