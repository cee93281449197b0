/* series.c - the growth of clusters, counted */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "series.h"

#define UNKNOWN (-1)
#define ALL (-2)

enum { BY_CLUSTER = 1, BY_REGION = 2, BY_INDUSTRY = 4 };

/* What a unit (a college, ...) has in a cluster in a year. */
struct item {
	int year, cluster;
	uint32_t unit;
	double value, overlap;
};

/* A row that is lost, and what is known of it. */
struct lost_row {
	int year, cluster, region, industry;
};

struct items {
	size_t count, capacity;
	struct item *list;
	size_t lost_count, lost_capacity;
	struct lost_row *lost;
};

/* The codes of a cell; ALL: of all. A region from SUBJECTS on is a district.
 */
struct group {
	int cluster, region, industry;
};

struct entry {
	struct group group;
	uint32_t unit;
	int year;
	double value, overlap;
};

struct indicator {
	const char *name;
	bool parts;    /* the change is taken apart by unit */
	unsigned axes; /* dimensions that it has */
	bool distinct; /* each unit is 1 */
};

/* ---- items ---- */

static void
add_item(struct items *i, struct item item)
{
	if (i->count == i->capacity) {
		i->capacity = i->capacity == 0 ? 1024 : i->capacity * 2;
		i->list =
		    need(realloc(i->list, i->capacity * sizeof(*i->list)));
	}
	i->list[i->count++] = item;
}

static void
add_lost(
    struct items *i, const struct world *w, int year, int cluster, bool known)
{
	struct lost_row row = { year, cluster, UNKNOWN, UNKNOWN };

	if (i->lost_count == i->lost_capacity) {
		i->lost_capacity =
		    i->lost_capacity == 0 ? 64 : i->lost_capacity * 2;
		i->lost =
		    need(realloc(i->lost, i->lost_capacity * sizeof(*i->lost)));
	}
	if (known) {
		row.region = w->clusters[cluster].region;
		row.industry = w->clusters[cluster].industry;
	}
	i->lost[i->lost_count++] = row;
}

static void
items_clear(struct items *i)
{
	free(i->list);
	free(i->lost);
	memset(i, 0, sizeof(*i));
}

enum member_unit { UNIT_MEMBER, UNIT_CLUSTER, UNIT_REGION };

/* Members on 1 October; of each the unit that is counted. */
static void
take_members(struct items *items, const struct world *w,
    const struct membership *list, size_t count, enum member_unit unit,
    bool spoilt)
{
	const struct membership *m;
	int year;
	size_t i;

	for (i = 0; i < count; i++)
		for (year = FIRST_YEAR; year <= LAST_YEAR; year++) {
			m = &list[i];
			if (!membership_holds(m, reference_day(year)))
				continue;
			if (spoilt &&
			    (m->lost || w->clusters[m->cluster].lost)) {
				add_lost(items, w, year, (int)m->cluster,
				    !w->clusters[m->cluster].lost);
				continue;
			}
			add_item(items,
			    (struct item){ year, (int)m->cluster,
				unit == UNIT_MEMBER ? m->unit
				: unit == UNIT_CLUSTER
				    ? m->cluster
				    : (uint32_t)w->clusters[m->cluster].region,
				1, 0 });
		}
}

static void
take_students(struct items *items, const struct world *w, bool professionalitet,
    bool spoilt)
{
	const struct student_row *row;
	size_t i;

	for (i = 0; i < w->row_count; i++) {
		row = &w->rows[i];
		if (spoilt && (row->lost || w->clusters[row->cluster].lost)) {
			add_lost(items, w, row->year,
			    row->cluster_lost ? UNKNOWN : (int)row->cluster,
			    !row->cluster_lost &&
				!w->clusters[row->cluster].lost);
			continue;
		}
		add_item(items,
		    (struct item){ row->year, (int)row->cluster, row->college,
			professionalitet ? row->professionalitet
					 : row->students,
			professionalitet ? 0 : row->elsewhere });
	}
}

/* ---- groups ---- */

struct entries {
	size_t count, capacity;
	struct entry *list;
};

static void
add_entry(struct entries *e, const struct item *item, int cluster, int region,
    int industry)
{
	if (e->count == e->capacity) {
		e->capacity = e->capacity == 0 ? 4096 : e->capacity * 2;
		e->list =
		    need(realloc(e->list, e->capacity * sizeof(*e->list)));
	}
	e->list[e->count++] = (struct entry){ { cluster, region, industry },
		item->unit, item->year, item->value, item->overlap };
}

/* The cells of a breakdown that an item counts in. */
static void
spread(struct entries *e, const struct world *w, const struct item *item,
    unsigned axes)
{
	const struct cluster *c = &w->clusters[item->cluster];
	int cluster = axes & BY_CLUSTER ? item->cluster : ALL;
	int industry = axes & BY_INDUSTRY ? c->industry : ALL;

	if ((axes & BY_REGION) == 0) {
		add_entry(e, item, cluster, ALL, industry);
		return;
	}
	add_entry(e, item, cluster, c->region, industry);
	add_entry(e, item, cluster, SUBJECTS + subjects[c->region].district,
	    industry);
}

static int
compare_groups(const struct group *a, const struct group *b)
{
	if (a->cluster != b->cluster)
		return a->cluster < b->cluster ? -1 : 1;
	if (a->region != b->region)
		return a->region < b->region ? -1 : 1;
	return (a->industry > b->industry) - (a->industry < b->industry);
}

static int
compare_entries(const void *x, const void *y)
{
	const struct entry *a = x, *b = y;
	int order = compare_groups(&a->group, &b->group);

	if (order != 0)
		return order;
	if (a->unit != b->unit)
		return a->unit < b->unit ? -1 : 1;
	return (a->year > b->year) - (a->year < b->year);
}

static bool
is_district_of(int region, int code)
{
	return code >= SUBJECTS && region >= 0 && region < SUBJECTS &&
	       subjects[region].district == code - SUBJECTS;
}

/* Lost rows that may belong to the group. */
static uint64_t
count_lost(const struct items *items, const struct group *g, int year)
{
	const struct lost_row *row;
	uint64_t lost = 0;
	size_t i;

	for (i = 0; i < items->lost_count; i++) {
		row = &items->lost[i];
		lost += row->year == year &&
			(g->cluster == ALL || row->cluster == UNKNOWN ||
			    g->cluster == row->cluster) &&
			(g->region == ALL || row->region == UNKNOWN ||
			    g->region == row->region ||
			    is_district_of(row->region, g->region)) &&
			(g->industry == ALL || row->industry == UNKNOWN ||
			    g->industry == row->industry);
	}
	return lost;
}

/* ---- statistics ---- */

/* A group over the years. */
struct line {
	const struct indicator *indicator;
	struct group group;
	double level[YEARS], overlap[YEARS];
	double matched[YEARS], entrants[YEARS], leavers[YEARS],
	    reclassified[YEARS];
	uint64_t lost[YEARS];
	bool known[YEARS]; /* a level of zero is one, and not an unknown one */
};

static void
print_cell(const struct line *l, const char *statistic, char text[CELL_SIZE])
{
	char cluster[NAME_SIZE] = "_T";
	const struct group *g = &l->group;
	size_t used;

	used = (size_t)snprintf(text, CELL_SIZE, "statistic=%s industry=%s",
	    statistic, g->industry == ALL ? "_T" : industries[g->industry].id);
	if (l->indicator->axes & BY_REGION)
		used += (size_t)snprintf(text + used, CELL_SIZE - used,
		    " region=%s",
		    g->region == ALL       ? "RU"
		    : g->region < SUBJECTS ? subjects[g->region].id
					   : districts[g->region - SUBJECTS]);
	if (l->indicator->axes & BY_CLUSTER) {
		if (g->cluster != ALL)
			cluster_id((size_t)g->cluster, cluster);
		snprintf(text + used, CELL_SIZE - used, " cluster=%s", cluster);
	}
}

static void
put(struct truth *t, const struct line *l, const char *statistic,
    double numerator, double denominator, double value)
{
	char cell[CELL_SIZE];

	print_cell(l, statistic, cell);
	truth_row(t, l->indicator->name, cell, numerator, denominator, value);
}

/* The slope of ln L on the year, by least squares. */
static double
slope(const struct line *l, int from, int to)
{
	double x, y, n = to - from + 1, mean = (from + to) / 2.0, sum = 0;
	double xy = 0, xx = 0;
	int i;

	for (i = from; i <= to; i++)
		sum += log(l->level[i]);
	for (i = from; i <= to; i++) {
		x = i - mean;
		y = log(l->level[i]) - sum / n;
		xy += x * y;
		xx += x * x;
	}
	return xy / xx;
}

/* What the years from the first on say together. */
static void
put_growth(struct truth *t, const struct line *l, int i, int first)
{
	double now = l->level[i], before = l->level[i - 1];
	double base = l->level[first];
	bool whole = true;
	int k;

	if (before > 0) {
		put(t, l, "growth_rate", now, before, 100 * now / before);
		put(t, l, "increase", now, before, 100 * now / before - 100);
	}
	t->lost = l->lost[i] + l->lost[first];
	put(t, l, "cagr", now, base,
	    100 * (pow(now / base, 1.0 / (i - first)) - 1));
	for (t->lost = 0, k = first; k <= i; k++) {
		whole = whole && l->level[k] > 0;
		t->lost += l->lost[k];
	}
	if (whole && i - first >= 2)
		put(t, l, "trend", NO_NUMBER, NO_NUMBER,
		    100 * (exp(slope(l, first, i)) - 1));
}

static void
put_change(struct truth *t, const struct line *l, int i)
{
	double change = l->level[i] - l->level[i - 1];
	double overlap = -(l->overlap[i] - l->overlap[i - 1]);

	put(t, l, "change", change, NO_NUMBER, change);
	if (!l->indicator->parts)
		return;
	put(t, l, "change_matched", l->matched[i], NO_NUMBER, l->matched[i]);
	put(t, l, "change_entrants", l->entrants[i], NO_NUMBER, l->entrants[i]);
	put(t, l, "change_leavers", l->leavers[i], NO_NUMBER, l->leavers[i]);
	put(t, l, "change_reclassified", l->reclassified[i], NO_NUMBER,
	    l->reclassified[i]);
	put(t, l, "change_overlap", overlap, NO_NUMBER, overlap);
}

static void
put_line(struct truth *t, const struct line *l)
{
	int i, first = 0;

	while (first < YEARS && l->level[first] <= 0)
		first++;
	for (i = 0; i < YEARS; i++) {
		t->period = FIRST_YEAR + i;
		t->lost = l->lost[i];
		if (l->level[i] > 0 || l->lost[i] > 0)
			put(t, l, "level", l->level[i], NO_NUMBER, l->level[i]);
		if (i == 0 || !l->known[i] || !l->known[i - 1] || i < first)
			continue;
		t->lost += l->lost[i - 1];
		put_change(t, l, i);
		if (i > first && l->level[i] > 0)
			put_growth(t, l, i, first);
	}
}

/* Years in which a unit is anywhere, a bit each. */
static unsigned char *
find_presence(const struct items *items, uint32_t *size)
{
	unsigned char *present;
	size_t i;

	*size = 0;
	for (i = 0; i < items->count; i++)
		if (items->list[i].unit >= *size)
			*size = items->list[i].unit + 1;
	present = allocate(*size, 1);
	for (i = 0; i < items->count; i++)
		present[items->list[i].unit] =
		    (unsigned char)(present[items->list[i].unit] |
				    1u << (items->list[i].year - FIRST_YEAR));
	return present;
}

/* A unit's values in a group, and whether it is anywhere, by year. */
static void
add_unit(struct line *l, const double value[YEARS], const bool in[YEARS],
    unsigned anywhere)
{
	int i;

	for (i = 0; i < YEARS; i++) {
		l->level[i] += value[i];
		if (i == 0)
			continue;
		if (in[i] && in[i - 1])
			l->matched[i] += value[i] - value[i - 1];
		else if (in[i] && (anywhere >> (i - 1) & 1) == 0)
			l->entrants[i] += value[i];
		else if (in[i])
			l->reclassified[i] += value[i];
		else if (in[i - 1] && (anywhere >> i & 1) == 0)
			l->leavers[i] -= value[i - 1];
		else if (in[i - 1])
			l->reclassified[i] -= value[i - 1];
	}
}

/* The entries of one group make a line; the next group begins at *at. */
static void
take_line(struct line *l, const struct entries *e, size_t *at,
    const unsigned char *present, const struct items *items)
{
	double value[YEARS];
	bool in[YEARS];
	uint32_t unit;
	int i;

	l->group = e->list[*at].group;
	while (*at < e->count &&
	       compare_groups(&e->list[*at].group, &l->group) == 0) {
		unit = e->list[*at].unit;
		memset(value, 0, sizeof(value));
		memset(in, 0, sizeof(in));
		for (; *at < e->count && e->list[*at].unit == unit &&
		       compare_groups(&e->list[*at].group, &l->group) == 0;
		     ++*at) {
			i = e->list[*at].year - FIRST_YEAR;
			in[i] = true;
			if (l->indicator->distinct)
				value[i] = 1;
			else
				value[i] += e->list[*at].value;
			l->overlap[i] += e->list[*at].overlap;
		}
		add_unit(l, value, in, present[unit]);
	}
	for (i = 0; i < YEARS; i++) {
		l->level[i] -= l->overlap[i];
		l->lost[i] = count_lost(items, &l->group, FIRST_YEAR + i);
	}
}

/*
 * Which levels are known.  Where a region and an industry are there in a year
 * but not together, there is nothing of the industry in the region: zero.
 * Where one of them is not there at all, the register knows nothing of it.
 */
static void
find_known(struct line *l, const struct world *w, const struct items *items)
{
	bool region[YEARS] = { false }, industry[YEARS] = { false };
	const struct cluster *c;
	size_t i;
	int year;

	for (i = 0; i < items->count && l->group.region != ALL &&
		    l->group.industry != ALL;
	     i++) {
		c = &w->clusters[items->list[i].cluster];
		year = items->list[i].year - FIRST_YEAR;
		if (l->group.region == c->region ||
		    is_district_of(c->region, l->group.region))
			region[year] = true;
		if (l->group.industry == c->industry)
			industry[year] = true;
	}
	for (year = 0; year < YEARS; year++)
		l->known[year] =
		    l->level[year] > 0 || (region[year] && industry[year]);
}

static void
write_breakdown(const struct world *w, struct truth *t,
    const struct indicator *indicator, const struct items *items, unsigned axes)
{
	struct entries e = { 0, 0, NULL };
	unsigned char *present;
	struct line l;
	uint32_t size;
	size_t i;

	for (i = 0; i < items->count; i++)
		spread(&e, w, &items->list[i], axes);
	if (e.count > 0)
		qsort(e.list, e.count, sizeof(*e.list), compare_entries);
	present = find_presence(items, &size);
	for (i = 0; i < e.count;) {
		memset(&l, 0, sizeof(l));
		l.indicator = indicator;
		take_line(&l, &e, &i, present, items);
		find_known(&l, w, items);
		put_line(t, &l);
	}
	free(present);
	free(e.list);
}

static void
write_indicator(const struct world *w, struct truth *t,
    const struct indicator *indicator, struct items *items, bool all)
{
	static const unsigned breakdowns[] = { 0, BY_INDUSTRY, BY_REGION,
		BY_CLUSTER, BY_REGION | BY_INDUSTRY };
	size_t i;

	for (i = 0; i < (all ? sizeof(breakdowns) / sizeof(breakdowns[0]) : 1);
	     i++)
		if ((breakdowns[i] & ~indicator->axes) == 0)
			write_breakdown(w, t, indicator, items, breakdowns[i]);
	items_clear(items);
}

/* ---- plan and fact ---- */

/* A region, a district (SUBJECTS and more) or all. */
static void
write_plan(
    const struct world *w, struct truth *t, int code, int year, bool spoilt)
{
	uint64_t fact = 0, plan = 0, lost = 0;
	const struct student_row *row;
	const struct plan_row *p;
	char cell[CELL_SIZE];
	bool unknown;
	size_t i;
	int region;

	for (i = 0; i < w->row_count; i++) {
		row = &w->rows[i];
		region = w->clusters[row->cluster].region;
		unknown = row->cluster_lost || w->clusters[row->cluster].lost;
		if (row->year != year)
			continue;
		if (spoilt && (row->lost || unknown)) {
			lost += unknown || code == ALL || code == region ||
				is_district_of(region, code);
			continue;
		}
		if (code == ALL || code == region ||
		    is_district_of(region, code))
			fact += row->students - row->elsewhere;
	}
	for (i = 0; i < w->plan_count; i++) {
		p = &w->plans[i];
		if (p->year != year)
			continue;
		if (spoilt && p->lost)
			lost++;
		else if (code == ALL || code == p->region ||
			 is_district_of(p->region, code))
			plan += p->plan;
	}
	t->period = year;
	t->lost = lost;
	snprintf(cell, sizeof(cell), "region=%s",
	    code == ALL       ? "RU"
	    : code < SUBJECTS ? subjects[code].id
			      : districts[code - SUBJECTS]);
	truth_rate(t, "plan_fulfilment", cell, fact, plan);
}

static void
write_plans(const struct world *w, struct truth *t, bool all, bool spoilt)
{
	int year, code;

	for (year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		write_plan(w, t, ALL, year, spoilt);
		for (code = 0; all && code < SUBJECTS + DISTRICTS; code++)
			write_plan(w, t, code, year, spoilt);
	}
}

void
series_write(const struct world *w, struct truth *t, bool all, bool spoilt)
{
	static const unsigned wide = BY_REGION | BY_INDUSTRY | BY_CLUSTER;
	static const struct indicator clusters = { "cluster_clusters", false,
		BY_REGION | BY_INDUSTRY, true };
	static const struct indicator regions = { "cluster_regions", false,
		BY_INDUSTRY, true };
	const struct indicator colleges = { "cluster_colleges", true, wide,
		true };
	const struct indicator enterprises = { "cluster_enterprises", true,
		wide, true };
	const struct indicator students = { "cluster_students", true, wide,
		false };
	const struct indicator own = { "cluster_professionalitet", true, wide,
		false };
	struct items items;

	memset(&items, 0, sizeof(items));
	take_members(&items, w, w->memberships, w->membership_count,
	    UNIT_CLUSTER, spoilt);
	write_indicator(w, t, &clusters, &items, all);
	take_members(&items, w, w->memberships, w->membership_count,
	    UNIT_REGION, spoilt);
	write_indicator(w, t, &regions, &items, all);
	take_members(&items, w, w->memberships, w->membership_count,
	    UNIT_MEMBER, spoilt);
	write_indicator(w, t, &colleges, &items, all);
	take_members(&items, w, w->enterprise_memberships,
	    w->enterprise_membership_count, UNIT_MEMBER, spoilt);
	write_indicator(w, t, &enterprises, &items, all);
	take_students(&items, w, false, spoilt);
	write_indicator(w, t, &students, &items, all);
	take_students(&items, w, true, spoilt);
	write_indicator(w, t, &own, &items, all);
	write_plans(w, t, all, spoilt);
}
