/* crowd.c - the graduates: which colleges have them, and how many */
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "crowd.h"
#include "random.h"

/* One of each ten colleges is small and one is large, somewhere among them. */
#define BLOCK 10u

/* Graduates of a college in a year, more or less. */
static uint32_t
usual_size(uint64_t seed, size_t college)
{
	struct random r =
	    random_start(seed, STREAM_SIZE_BLOCK, college / BLOCK);
	uint32_t small = random_below(&r, BLOCK);
	uint32_t large = (small + 1 + random_below(&r, BLOCK - 1)) % BLOCK;
	uint32_t one, other;

	r = random_start(seed, STREAM_SIZE_COLLEGE, college);
	if (college % BLOCK == small)
		return 11 + random_below(&r, 13);
	if (college % BLOCK == large)
		return 230 + random_below(&r, 111);
	one = random_below(&r, 121);
	other = random_below(&r, 121);
	return 32 + (one < other ? one : other);
}

/* How many graduates the cohort of a college has for one of another: a tenth
 * more or less than usual, and an eighth more with each cohort. */
static uint64_t
weigh(uint64_t seed, size_t cohort, size_t college, size_t at)
{
	struct random r = random_start(seed, STREAM_SIZE, at);

	return (uint64_t)usual_size(seed, college) *
	       (90 + random_below(&r, 21)) * (8 + cohort);
}

void
crowd_make(struct crowd *c, const struct world *w)
{
	const struct job *job = w->job;
	size_t cohorts = job->cohort_count, cells, i;
	uint64_t usual = job->graduates / (92 * cohorts) + 1, sum = 0;

	memset(c, 0, sizeof(*c));
	c->world = w;
	c->count = job->graduates;
	c->college_count =
	    usual < w->college_count ? (size_t)usual : w->college_count;
	c->colleges = allocate(c->college_count, sizeof(*c->colleges));
	for (i = 0; i < c->college_count; i++)
		c->colleges[i] =
		    (uint32_t)(i * w->college_count / c->college_count);
	cells = cohorts * c->college_count;
	c->offsets = allocate(cells, sizeof(*c->offsets));
	for (i = 0; i < cells; i++) {
		c->offsets[i] = sum;
		sum += weigh(
		    job->seed, i / c->college_count, i % c->college_count, i);
	}
	for (i = 0; i < cells; i++) /* below 2^64: count is at most 10^8 */
		c->offsets[i] = c->offsets[i] * c->count / sum;
	c->offsets[cells] = c->count;
}

void
crowd_free(struct crowd *c)
{
	free(c->colleges);
	free(c->offsets);
}

uint64_t
crowd_first(const struct crowd *c, int cohort, size_t college)
{
	return c->offsets[(size_t)cohort * c->college_count + college];
}

uint64_t
crowd_size(const struct crowd *c, int cohort, size_t college)
{
	return c->offsets[(size_t)cohort * c->college_count + college + 1] -
	       crowd_first(c, cohort, college);
}

/* Most diplomas are given at the end of June. */
static int
diploma_day(struct random *r, int year)
{
	uint32_t when = random_below(r, 100);

	if (when < 30)
		return day_of(year, 6, 30);
	if (when < 88)
		return day_of(year, 6, random_between(r, 20, 30));
	if (when < 94)
		return day_of(year, 1, random_between(r, 25, 31));
	return day_of(year, 8, when < 97 ? 31 : random_between(r, 1, 30));
}

void
graduate_make(const struct crowd *c, int cohort, size_t college, uint64_t place,
    struct graduate *g)
{
	const struct college *of = &c->world->colleges[c->colleges[college]];
	struct random r;
	int earlier = cohort;

	memset(g, 0, sizeof(*g));
	g->number = g->person = crowd_first(c, cohort, college) + place;
	g->cohort = cohort;
	g->college = college;
	r = random_start(c->world->job->seed, STREAM_GRADUATE, g->number);
	g->programme =
	    of->programmes[random_below(&r, (uint32_t)of->programme_count)];
	g->graduated = diploma_day(&r, c->world->job->cohorts[cohort]);
	/* a second diploma: the person of the same place a cohort before */
	while (earlier > 0 && random_chance(&r, 0.008) &&
	       place < crowd_size(c, earlier - 1, college)) {
		earlier--;
		g->person = crowd_first(c, earlier, college) + place;
		r = random_start(
		    c->world->job->seed, STREAM_GRADUATE, g->person);
		(void)random_next(&r);
		(void)diploma_day(&r, 2020);
	}
}

void
crowd_find(const struct crowd *c, uint64_t number, int *cohort, size_t *college)
{
	size_t low = 0, high = c->world->job->cohort_count * c->college_count;
	size_t middle;

	while (high - low > 1) {
		middle = (low + high) / 2;
		if (c->offsets[middle] <= number)
			low = middle;
		else
			high = middle;
	}
	*cohort = (int)(low / c->college_count);
	*college = low % c->college_count;
}
