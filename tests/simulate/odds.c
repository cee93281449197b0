/* odds.c - how the groups of people differ */
#include "odds.h"
#include "names.h"
#include "random.h"

/* Of each sixteen colleges one does clearly better than the others and one
 * clearly worse, somewhere among them. */
#define BLOCK 16u
#define CLEARLY 190

#define EACH_COHORT 38
#define WOMAN (-70)
#define DISABILITY (-130)

/* By enlarged group of programmes, in the order of groups[]. */
static const struct group {
	uint32_t women, disabled;
	int work;
} by_group[GROUPS] = {
	{ 640, 60, -20 },   /* architecture */
	{ 190, 50, 10 },    /* construction */
	{ 200, 60, 100 },   /* information technology */
	{ 200, 60, 30 },    /* electronics */
	{ 120, 30, 30 },    /* power */
	{ 200, 20, 60 },    /* nuclear power */
	{ 110, 40, 20 },    /* mechanical engineering */
	{ 620, 40, 0 },     /* chemistry */
	{ 750, 110, -40 },  /* food technology */
	{ 150, 20, 50 },    /* mining, oil and gas */
	{ 140, 30, 10 },    /* metallurgy */
	{ 70, 20, 90 },     /* land transport */
	{ 180, 20, 40 },    /* aircraft */
	{ 160, 30, 40 },    /* air navigation */
	{ 90, 20, 30 },     /* ships */
	{ 930, 240, -100 }, /* light industry */
	{ 760, 40, 40 },    /* clinical medicine */
	{ 880, 100, -50 },  /* pharmacy */
	{ 890, 50, 20 },    /* nursing */
	{ 250, 140, -60 },  /* agriculture */
	{ 770, 90, -40 },   /* veterinary science */
	{ 800, 180, -70 },  /* economics and trade */
	{ 740, 200, -110 }, /* services */
	{ 940, 60, -30 },   /* education */
	{ 770, 240, -140 }, /* arts */
};

static const struct group *
group_of(int programme)
{
	return &by_group[programmes[programme].group];
}

uint32_t
odds_woman(int programme)
{
	return group_of(programme)->women;
}

uint32_t
odds_disability(int programme)
{
	return group_of(programme)->disabled;
}

/* Most colleges are within 15 of 0. */
static int
college_work(uint64_t seed, size_t college)
{
	struct random r =
	    random_start(seed, STREAM_ODDS_BLOCK, college / BLOCK);
	uint32_t better = random_below(&r, BLOCK);
	uint32_t worse = (better + 1 + random_below(&r, BLOCK - 1)) % BLOCK;
	int usual;

	r = random_start(seed, STREAM_ODDS_COLLEGE, college);
	usual = random_between(&r, -15, 15) + random_between(&r, -15, 15);
	if (college % BLOCK == better)
		return usual + CLEARLY;
	return college % BLOCK == worse ? usual - CLEARLY : usual;
}

int
odds_work(const struct odds_of *of)
{
	return college_work(of->seed, of->college) + of->cohort * EACH_COHORT +
	       group_of(of->programme)->work + (of->female ? WOMAN : 0) +
	       (of->disabled ? DISABILITY : 0);
}
