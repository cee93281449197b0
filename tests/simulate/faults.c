/* faults.c - faults.csv: what was planted, and what the chain must say to it */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faults.h"

static const struct {
	const char *name, *class, *reason;
} kinds[FAULTS] = {
	[FAULT_TITLE] = { "title", "title", "" },
	[FAULT_HEADER] = { "header", "header", "" },
	[FAULT_HEADER_AGAIN] = { "header_again", "header", "" },
	[FAULT_NUMBERS] = { "column_numbers", "column_numbers", "" },
	[FAULT_UNITS] = { "units", "units", "" },
	[FAULT_TOTAL] = { "total", "total", "" },
	[FAULT_NOTE] = { "note", "note", "" },
	[FAULT_BLANK] = { "blank", "blank", "" },
	[FAULT_EXTRA_COLUMN] = { "extra_column", "header", "extra-label" },
	[FAULT_DUPLICATE_ROW] = { "duplicate_row", "duplicate",
	    "duplicate-row" },
	[FAULT_SUPERSEDED_FILE] = { "superseded_file", "superseded", "" },
	[FAULT_LATE_FILE] = { "late_file", "late", "" },
	[FAULT_COPIED_FILE] = { "copied_file", "duplicate", "" },
	[FAULT_TWO_CLUSTERS] = { "two_clusters", "data", "ambiguous-match" },
	[FAULT_SNILS_DIGITS] = { "snils_digits", "set_aside",
	    "checksum-error" },
	[FAULT_SNILS_SHORT] = { "snils_short", "set_aside", "type-error" },
	[FAULT_COLLEGE] = { "college", "under_review", "foreign-key" },
	[FAULT_REGION] = { "region", "under_review", "foreign-key" },
	[FAULT_DATE] = { "date", "set_aside", "type-error" },
	[FAULT_BIRTH] = { "birth", "set_aside", "type-error" },
	[FAULT_TWO_COLLEGES] = { "two_colleges", "under_review",
	    "primary-key" },
	[FAULT_COHORT_MISSING] = { "cohort_missing", "data",
	    "missing-submission" },
	[FAULT_SPELL_SNILS] = { "spell_snils", "set_aside", "checksum-error" },
	[FAULT_SPELL_DATE] = { "spell_date", "set_aside", "type-error" },
	[FAULT_SPELL_ORDER] = { "spell_order", "set_aside", "row-constraint" },
	[FAULT_SPELL_BIRTH] = { "spell_birth", "set_aside", "row-constraint" },
	[FAULT_SPELL_FUTURE] = { "spell_future", "set_aside",
	    "row-constraint" },
	[FAULT_SPELL_REGION] = { "spell_region", "under_review",
	    "foreign-key" },
	[FAULT_MEMBER_TWICE] = { "member_twice", "data",
	    "overlapping-interval" },
	[FAULT_MEMBER_COLLEGE] = { "member_college", "under_review",
	    "foreign-key" },
	[FAULT_CLUSTER_REGION] = { "cluster_region", "under_review",
	    "foreign-key" },
	[FAULT_STUDENTS_COLLEGE] = { "students_college", "under_review",
	    "foreign-key" },
	[FAULT_STUDENTS_CLUSTER] = { "students_cluster", "under_review",
	    "foreign-key" },
	[FAULT_STUDENTS_NUMBER] = { "students_number", "set_aside",
	    "type-error" },
	[FAULT_STUDENTS_PART] = { "students_part", "set_aside",
	    "row-constraint" },
	[FAULT_STUDENTS_KEY] = { "students_key", "under_review",
	    "primary-key" },
	[FAULT_PLAN_REGION] = { "plan_region", "under_review", "foreign-key" },
};

static FILE *stream;

const char *
fault_name(enum fault fault)
{
	return kinds[fault].name;
}

enum fault
fault_find(const char *name, unsigned long length)
{
	int i;

	for (i = FAULT_FIRST_KIND; i < FAULTS; i++)
		if (strlen(kinds[i].name) == length &&
		    memcmp(kinds[i].name, name, length) == 0)
			return (enum fault)i;
	return FAULT_NONE;
}

static void
check(void)
{
	if (ferror(stream)) {
		perror("simulate: faults.csv");
		exit(3);
	}
}

void
faults_open(const char *path)
{
	stream = fopen(path, "w");
	if (stream == NULL) {
		perror(path);
		exit(3);
	}
	fputs("file,line,kind,class,reason\n", stream);
}

void
fault_add(const char *file, uint64_t line, enum fault fault)
{
	fprintf(stream, "%s,%" PRIu64 ",%s,%s,%s\n", file, line,
	    kinds[fault].name, kinds[fault].class, kinds[fault].reason);
}

void
faults_close(void)
{
	check();
	if (fclose(stream) != 0) {
		perror("simulate: faults.csv");
		exit(3);
	}
}
