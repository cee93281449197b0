/*
 * faults.h - faults.csv: what was planted, and what the chain must say to it.
 *
 *	faults_open("out/faults.csv");
 *	fault_add("a.csv", 17, FAULT_SNILS_DIGITS);
 *	faults_close();
 *
 * Columns: file (its base name), line (0: the whole file), kind, class (of
 * the line in the end), reason (of the finding, empty if there is none).
 */
#ifndef SIMULATE_FAULTS_H
#define SIMULATE_FAULTS_H

#include <stdbool.h>
#include <stdint.h>

enum fault {
	FAULT_NONE,
	/* how exports look: no findings */
	FAULT_TITLE,
	FAULT_HEADER,
	FAULT_HEADER_AGAIN,
	FAULT_NUMBERS,
	FAULT_UNITS,
	FAULT_TOTAL,
	FAULT_NOTE,
	FAULT_BLANK,
	/* what can be mended */
	FAULT_EXTRA_COLUMN,
	FAULT_DUPLICATE_ROW,
	FAULT_SUPERSEDED_FILE,
	FAULT_LATE_FILE,
	FAULT_COPIED_FILE,
	FAULT_TWO_CLUSTERS, /* of a graduate's college: the first counts */
	/* what cannot: from here on job.kinds chooses */
	FAULT_SNILS_DIGITS,
	FAULT_SNILS_SHORT,
	FAULT_COLLEGE,
	FAULT_REGION,
	FAULT_DATE,
	FAULT_BIRTH,
	FAULT_TWO_COLLEGES,
	FAULT_COHORT_MISSING,
	FAULT_SPELL_SNILS,
	FAULT_SPELL_DATE,
	FAULT_SPELL_ORDER,
	FAULT_SPELL_BIRTH,
	FAULT_SPELL_FUTURE,
	FAULT_SPELL_REGION,
	FAULT_MEMBER_TWICE,
	FAULT_MEMBER_COLLEGE,
	FAULT_CLUSTER_REGION,
	FAULT_STUDENTS_COLLEGE,
	FAULT_STUDENTS_CLUSTER,
	FAULT_STUDENTS_NUMBER,
	FAULT_STUDENTS_PART,
	FAULT_STUDENTS_KEY,
	FAULT_PLAN_REGION,
	FAULTS
};

#define FAULT_FIRST_KIND FAULT_SNILS_DIGITS

const char *fault_name(enum fault);
/* The kind of this name, or FAULT_NONE. */
enum fault fault_find(const char *name, unsigned long length);

void faults_open(const char *path);
void fault_add(const char *file, uint64_t line, enum fault);
void faults_close(void);

#endif
