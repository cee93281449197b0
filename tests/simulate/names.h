/*
 * names.h - the names of which the world is made.
 *
 *	puts(subjects[0].title);
 *
 * Regions, industries and programmes are real and have the ids of the code
 * lists in datasets/reference; towns, colleges, enterprises and people are
 * invented.  All texts are UTF-8.
 */
#ifndef SIMULATE_NAMES_H
#define SIMULATE_NAMES_H

#define SUBJECTS 83
#define SUBJECTS_WITH_CLUSTERS 79
#define DISTRICTS 8
#define INDUSTRIES 24
#define GROUPS 25
#define PROGRAMMES 50
#define STATUSES 14
#define STATUS_SPELLINGS 4
#define PREFIXES 8
#define ROOTS 12
#define PROFILES 20
#define LEGAL_FORMS 4
#define TRADES 25
#define COMPANY_FORMS 4
#define FAMILIES 32
#define GIVEN 16
#define FATHERS 16

struct subject {
	const char *id;
	int district;
	const char *title;
	const char *alias;
};

struct industry {
	const char *id, *title, *english;
};

struct programme {
	const char *id;
	int group;
	const char *title;
};

struct status_name {
	const char *id;
	const char *spellings[STATUS_SPELLINGS];
};

struct pair {
	const char *ru, *en;
};

struct profile {
	const char *ru, *abbreviated, *en;
};

struct trade {
	const char *adjective, *noun, *en;
};

struct family {
	const char *name, *female;
};

extern const struct subject subjects[SUBJECTS];
extern const char *const districts[DISTRICTS];
extern const char *const district_names[DISTRICTS];
extern const struct industry industries[INDUSTRIES];
extern const char *const groups[GROUPS];
extern const struct programme programmes[PROGRAMMES];
extern const struct status_name statuses[STATUSES];
extern const struct pair prefixes[PREFIXES];
extern const struct pair roots[ROOTS];
extern const struct profile profiles[PROFILES];
extern const char *const legal_forms[LEGAL_FORMS];
extern const struct trade trades[TRADES];
extern const char *const company_forms[COMPANY_FORMS];
extern const struct family families[FAMILIES];
extern const char *const men[GIVEN];
extern const char *const women[GIVEN];
extern const char *const fathers[FATHERS];

#endif
