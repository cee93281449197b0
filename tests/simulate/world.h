/*
 * world.h - the world before any mess: clusters, their members, students.
 *
 *	struct world w;
 *	world_make(&w, &job);
 *	... w.clusters[w.memberships[0].cluster].region ...
 *	world_free(&w);
 *
 * Everything follows from the seed and the sizes; the mess has no part in it.
 */
#ifndef SIMULATE_WORLD_H
#define SIMULATE_WORLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "names.h"

#define PROGRAMMES_EACH 5 /* of a college, at most */
#define COHORTS_MAX 8
#define NAME_SIZE 160

enum mess { MESS_NONE, MESS_RECOVERABLE, MESS_UNRECOVERABLE };

/* What is asked for. */
struct job {
	uint64_t seed;
	enum mess mess;
	uint64_t graduates;
	double spells_per_graduate;
	double students_scale;
	uint32_t colleges, clusters;
	bool by_region; /* senders of graduates */
	size_t cohort_count;
	int cohorts[COHORTS_MAX];
	bool truth;
	uint64_t kinds; /* of faults that cannot be mended, a bit each */
	const char *out;
};

struct cluster {
	int region, industry;
	int started;         /* day */
	uint32_t enterprise; /* base */
	int number;          /* of its region and industry, from 1 */
	bool lost;           /* its row of the register is spoilt */
};

/* An interval of a college or an enterprise in a cluster. */
struct membership {
	uint32_t unit, cluster;
	int joined, left; /* left: its last day, or NO_DAY */
	bool lost;
};

struct college {
	int region;
	uint32_t name; /* number of the name */
	int programme_count;
	int programmes[PROGRAMMES_EACH];
	uint32_t sizes[PROGRAMMES_EACH]; /* students in the last year */
	size_t first, count;             /* memberships, by joined */
};

/* A row of the students' export. */
struct student_row {
	int year;
	uint32_t cluster, college;
	int programme;
	uint32_t students, professionalitet, elsewhere;
	bool lost;
	bool college_lost, cluster_lost; /* what is not known of it then */
};

struct plan_row {
	int region, year;
	uint32_t plan;
	bool lost;
};

struct world {
	const struct job *job;
	size_t cluster_count, college_count, enterprise_count;
	struct cluster *clusters;
	struct college *colleges;
	size_t membership_count, enterprise_membership_count;
	struct membership *memberships;            /* of colleges */
	struct membership *enterprise_memberships; /* by enterprise */
	size_t row_count, row_capacity;
	struct student_row *rows; /* by year, district, cluster */
	size_t plan_count;
	struct plan_row *plans; /* by year, region */
};

void world_make(struct world *, const struct job *);
void world_free(struct world *);

/* Is it one on that day? */
bool membership_holds(const struct membership *, int day);
/* The membership of a college that counts on a day: the one that began
 * first; *count: how many there are.  NULL if there is none.  spoilt: without
 * those that are lost. */
const struct membership *world_member(
    const struct world *, uint32_t college, int day, bool spoilt, int *count);

/* Names; text has NAME_SIZE bytes. */
void cluster_title(const struct world *, size_t cluster, char *text);
void cluster_code(size_t cluster, char *text); /* ОПК-001 */
void cluster_id(size_t cluster, char *text);   /* K001 */
void college_name(uint32_t name, char *text);  /* without its legal form */
void college_title(uint32_t name, char *text); /* with it */
void college_short(uint32_t name, char *text); /* abbreviated */
void college_english(uint32_t name, char *text);
void college_id(size_t college, char *text);     /* C0001 */
void enterprise_name(uint32_t name, char *text); /* without its legal form */
void enterprise_title(uint32_t name, char *text);
void enterprise_english(uint32_t name, char *text);
void enterprise_id(size_t enterprise, char *text); /* E0001 */

/* Memory or the end of the program. */
void *need(void *);
void *allocate(size_t count, size_t size);

#endif
