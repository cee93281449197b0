/* world.c - clusters, colleges, enterprises, students, plans */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "random.h"
#include "world.h"

void *
need(void *memory)
{
	if (memory == NULL) {
		fputs("simulate: out of memory\n", stderr);
		exit(3);
	}
	return memory;
}

void *
allocate(size_t count, size_t size)
{
	return need(calloc(count + 1, size));
}

bool
membership_holds(const struct membership *m, int day)
{
	return m->joined <= day && (m->left == NO_DAY || m->left >= day);
}

/* ---- clusters ---- */

/* The year in which a cluster starts: they come in four waves. */
static int
start_year(size_t cluster, size_t count)
{
	static const int waves[YEARS] = { 19, 54, 84, 100 }; /* per cent */
	int i = 0;

	while (i < YEARS - 1 && cluster * 100 >= count * (size_t)waves[i])
		i++;
	return FIRST_YEAR + i;
}

/* Not every region and industry takes part from the beginning. */
static const int regions_open[YEARS] = { 42, 66, 75, SUBJECTS_WITH_CLUSTERS };
static const int industries_open[YEARS] = { 14, 20, INDUSTRIES, INDUSTRIES };

static bool
is_taken(const struct world *w, size_t count, const struct cluster *c)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (w->clusters[i].region == c->region &&
		    w->clusters[i].industry == c->industry &&
		    w->clusters[i].number == c->number)
			return true;
	return false;
}

/* Each region has as many clusters of an industry as come; the second one is
 * called No 2. */
static void
place_cluster(struct world *w, size_t at, int *next_region, int *next_industry)
{
	struct random r =
	    random_start(w->job->seed, STREAM_CLUSTER, (uint64_t)at);
	struct cluster *c = &w->clusters[at];
	int wave = start_year(at, w->cluster_count) - FIRST_YEAR, tries;

	c->started = day_of(FIRST_YEAR + wave, 9, 1);
	if (*next_region < regions_open[wave])
		c->region = (*next_region)++;
	else
		c->region = (int)random_below(&r, (uint32_t)regions_open[wave]);
	if (*next_industry < industries_open[wave])
		c->industry = (*next_industry)++;
	else
		c->industry =
		    (int)random_below(&r, (uint32_t)industries_open[wave]);
	c->number = 1;
	for (tries = 1; is_taken(w, at, c); tries++) {
		c->industry = (c->industry + 1) % industries_open[wave];
		c->number += tries % industries_open[wave] == 0;
	}
	c->enterprise = (uint32_t)at;
}

static void
make_clusters(struct world *w)
{
	int region = 0, industry = 0;
	size_t i;

	w->cluster_count = w->job->clusters;
	w->clusters = allocate(w->cluster_count, sizeof(*w->clusters));
	for (i = 0; i < w->cluster_count; i++)
		place_cluster(w, i, &region, &industry);
}

/* ---- members ---- */

static struct membership *
add_member(struct membership **list, size_t *count, uint32_t unit,
    uint32_t cluster, int joined, int left)
{
	struct membership *m;

	/* powers of two from 1024 on */
	if (*count == 0 || (*count >= 1024 && (*count & (*count - 1)) == 0))
		*list = need(realloc(
		    *list, (*count == 0 ? 1024 : *count * 2) * sizeof(*m)));
	m = &(*list)[(*count)++];
	m->unit = unit;
	m->cluster = cluster;
	m->joined = joined;
	m->left = left;
	m->lost = false;
	return m;
}

/* A day on which a member joins: at the start of the cluster, at that of a
 * later school year, or somewhere in between. */
static int
joining_day(struct random *r, int started)
{
	int year, month, day;

	day_civil(started, &year, &month, &day);
	if (random_chance(r, 0.45) || year == LAST_YEAR)
		return started;
	if (random_chance(r, 0.7))
		return day_of(random_between(r, year + 1, LAST_YEAR), 9, 1);
	return random_between(r, started, reference_day(LAST_YEAR) - 40);
}

/* Another cluster that there is by then, of the same region if possible. */
static uint32_t
other_cluster(
    const struct world *w, struct random *r, uint32_t not_this, int by)
{
	uint32_t from = random_below(r, (uint32_t)w->cluster_count), i, at;
	uint32_t found = not_this;
	int region = w->clusters[not_this].region;

	for (i = 0; i < w->cluster_count; i++) {
		at = (from + i) % (uint32_t)w->cluster_count;
		if (at == not_this || w->clusters[at].started > by)
			continue;
		if (w->clusters[at].region == region)
			return at;
		if (found == not_this)
			found = at;
	}
	return found;
}

static int
year_of(int day)
{
	int year, month, of_month;

	day_civil(day, &year, &month, &of_month);
	return year;
}

/*
 * The memberships of one unit.  Most stay; some pause for a year (leavers,
 * then entrants again), some change to another cluster, some are in a second
 * one too.
 */
static void
make_member(const struct world *w, struct membership **list, size_t *count,
    struct random *r, uint32_t unit, uint32_t cluster, bool first, double both)
{
	int joined = first ? w->clusters[cluster].started
			   : joining_day(r, w->clusters[cluster].started);
	int year = year_of(joined);
	double what = random_unit(r);
	uint32_t other;

	if (!first && what < 0.015 && year <= LAST_YEAR - 2) {
		add_member(list, count, unit, cluster, joined,
		    day_of(LAST_YEAR - 1, 6, 30));
		add_member(list, count, unit, cluster, day_of(LAST_YEAR, 9, 1),
		    NO_DAY);
		return;
	}
	if (!first && what < 0.035 && year < LAST_YEAR) {
		year = random_between(r, year + 1, LAST_YEAR);
		other = other_cluster(w, r, cluster, day_of(year, 9, 1));
		add_member(list, count, unit, cluster, joined,
		    other == cluster ? NO_DAY : day_of(year, 8, 31));
		if (other != cluster)
			add_member(list, count, unit, other, day_of(year, 9, 1),
			    NO_DAY);
		return;
	}
	add_member(list, count, unit, cluster, joined, NO_DAY);
	if (what >= 1 - both && year < LAST_YEAR) {
		year = random_between(r, year + 1, LAST_YEAR);
		other = other_cluster(w, r, cluster, day_of(year, 9, 1));
		if (other != cluster)
			add_member(list, count, unit, other, day_of(year, 9, 1),
			    NO_DAY);
	}
}

static void
make_college(struct world *w, uint32_t at)
{
	struct random r = random_start(w->job->seed, STREAM_COLLEGE, at);
	struct college *c = &w->colleges[at];
	uint32_t clusters = (uint32_t)w->cluster_count;
	uint32_t cluster = at < clusters ? at : random_below(&r, clusters);
	int i, j;

	c->name = at;
	c->region = w->clusters[cluster].region;
	c->first = w->membership_count;
	make_member(w, &w->memberships, &w->membership_count, &r, at, cluster,
	    at < clusters, 0.05);
	c->count = w->membership_count - c->first;
	c->programme_count = random_between(&r, 3, PROGRAMMES_EACH);
	for (i = 0; i < c->programme_count; i++) {
		c->programmes[i] = (int)random_below(&r, PROGRAMMES);
		for (j = 0; j < i; j++)
			if (c->programmes[j] == c->programmes[i]) {
				c->programmes[i] =
				    (c->programmes[i] + 1) % PROGRAMMES;
				j = -1;
			}
		c->sizes[i] = (uint32_t)random_between(&r, 90, 490);
	}
}

static void
make_members(struct world *w)
{
	struct random r;
	uint32_t i, clusters = (uint32_t)w->cluster_count;

	w->college_count = w->job->colleges;
	w->colleges = allocate(w->college_count, sizeof(*w->colleges));
	for (i = 0; i < w->college_count; i++)
		make_college(w, i);
	w->enterprise_count = w->cluster_count * 537 / 100;
	for (i = 0; i < w->enterprise_count; i++) {
		r = random_start(w->job->seed, STREAM_ENTERPRISE, i);
		make_member(w, &w->enterprise_memberships,
		    &w->enterprise_membership_count, &r, i,
		    i < clusters ? i : random_below(&r, clusters), i < clusters,
		    0.08);
	}
}

const struct membership *
world_member(
    const struct world *w, uint32_t college, int day, bool spoilt, int *count)
{
	const struct college *c = &w->colleges[college];
	const struct membership *m, *best = NULL;
	size_t i;

	*count = 0;
	for (i = c->first; i < c->first + c->count; i++) {
		m = &w->memberships[i];
		if ((spoilt && m->lost) || !membership_holds(m, day))
			continue;
		(*count)++;
		if (best == NULL || m->joined < best->joined ||
		    (m->joined == best->joined && m->cluster < best->cluster))
			best = m;
	}
	return best;
}

/* ---- students ---- */

static void
add_row(struct world *w, const struct student_row *row)
{
	if (w->row_count == w->row_capacity) {
		w->row_capacity =
		    w->row_capacity == 0 ? 4096 : w->row_capacity * 2;
		w->rows =
		    need(realloc(w->rows, w->row_capacity * sizeof(*w->rows)));
	}
	w->rows[w->row_count++] = *row;
}

/* Students of a programme in a year: fewer the earlier it is. */
static uint32_t
students_in(const struct world *w, uint32_t college, int i, int year)
{
	struct random r = random_start(w->job->seed, STREAM_STUDENTS,
	    ((uint64_t)college * PROGRAMMES_EACH + (uint64_t)i) * YEARS +
		(uint64_t)(year - FIRST_YEAR));
	double size = w->colleges[college].sizes[i] * w->job->students_scale;
	int back;

	for (back = year; back < LAST_YEAR; back++)
		size *= 0.97;
	size *= 0.98 + 0.04 * random_unit(&r);
	return size < 2 ? 2 : (uint32_t)size;
}

/* The first membership has all students of the college; a second one has
 * some of its own, and some that the first has too (elsewhere). */
static void
add_rows(struct world *w, uint32_t college, const struct membership *m,
    bool second, int year)
{
	const struct college *c = &w->colleges[college];
	struct student_row row;
	uint32_t all;
	int i;

	memset(&row, 0, sizeof(row));
	row.year = year;
	row.cluster = m->cluster;
	row.college = college;
	for (i = 0; i < (second ? 2 : c->programme_count); i++) {
		all = students_in(w, college, i, year);
		row.programme = c->programmes[i];
		row.elsewhere = second ? all * 3 / 10 : 0;
		row.students =
		    second ? all * 15 / 100 + 1 + row.elsewhere : all;
		row.professionalitet = (row.students - row.elsewhere) *
				       (2 + (uint32_t)row.programme % 5) / 10;
		add_row(w, &row);
	}
}

static void
add_college_rows(struct world *w, uint32_t college, int year)
{
	const struct college *c = &w->colleges[college];
	const struct membership *m, *primary;
	size_t i;
	int count;

	primary = world_member(w, college, reference_day(year), false, &count);
	for (i = c->first; i < c->first + c->count; i++) {
		m = &w->memberships[i];
		if (membership_holds(m, reference_day(year)))
			add_rows(w, college, m, m != primary, year);
	}
}

static int
compare_rows(const void *a, const void *b)
{
	const struct student_row *x = a, *y = b;

	if (x->year != y->year)
		return x->year < y->year ? -1 : 1;
	if (x->cluster != y->cluster)
		return x->cluster < y->cluster ? -1 : 1;
	if (x->college != y->college)
		return x->college < y->college ? -1 : 1;
	return (x->programme > y->programme) - (x->programme < y->programme);
}

static void
make_plans(struct world *w)
{
	int year, region, at;
	uint64_t sums[SUBJECTS];
	struct random r;
	struct plan_row *p;
	size_t i;

	w->plans = allocate((size_t)YEARS * SUBJECTS, sizeof(*w->plans));
	for (year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		memset(sums, 0, sizeof(sums));
		for (i = 0; i < w->row_count; i++)
			if (w->rows[i].year == year)
				sums[w->clusters[w->rows[i].cluster].region] +=
				    w->rows[i].students;
		for (region = 0; region < SUBJECTS; region++) {
			if (sums[region] == 0)
				continue;
			at = (year - FIRST_YEAR) * SUBJECTS + region;
			r = random_start(
			    w->job->seed, STREAM_PLAN, (uint64_t)at);
			p = &w->plans[w->plan_count++];
			p->region = region;
			p->year = year;
			p->plan = (uint32_t)((double)sums[region] *
					     (0.7 + 0.4 * random_unit(&r)));
			p->plan -= p->plan % 10;
			p->plan += p->plan == 0;
		}
	}
}

void
world_make(struct world *w, const struct job *job)
{
	uint32_t i;
	int year;

	memset(w, 0, sizeof(*w));
	w->job = job;
	make_clusters(w);
	make_members(w);
	for (year = FIRST_YEAR; year <= LAST_YEAR; year++)
		for (i = 0; i < w->college_count; i++)
			add_college_rows(w, i, year);
	if (w->row_count > 0)
		qsort(w->rows, w->row_count, sizeof(*w->rows), compare_rows);
	make_plans(w);
}

void
world_free(struct world *w)
{
	free(w->clusters);
	free(w->colleges);
	free(w->memberships);
	free(w->enterprise_memberships);
	free(w->rows);
	free(w->plans);
}
