/*
 * plan_people.h - a tree about persons: graduates of colleges (g), memberships
 * of the colleges (m) and spells of work (s), and the derived table "outcomes"
 * of the three, in which an indicator counts by two breakdowns:
 *	tree_test(test), people_make() first in it.
 * In these texts ' stands for ".
 */
#ifndef UNIT_PLAN_PEOPLE_H
#define UNIT_PLAN_PEOPLE_H

#include "plan_tree.h"

#define PEOPLE_TITLE "'title': {'ru': 'x', 'en': 'x'}"
#define PEOPLE_FIELD(name, type, more) \
	"{'name': '" name "', 'type': '" type "', " PEOPLE_TITLE more "}"
#define PEOPLE_SCHEMA(name, fields)                                     \
	"{'name': '" name "', " PEOPLE_TITLE ", 'source': {'ru': 'x', " \
	"'en': 'x'}, 'licence': 'CC0', 'submission': {'sender': "       \
	"{'value': 's'}, 'form': {'value': 'f'}, 'period': {'value': "  \
	"'2025'}, 'version': {'value': '1'}, 'received': {'filename': " \
	"'([0-9-]+)'}}, 'fields': [" fields "]}"
#define PEOPLE_PERSON \
	PEOPLE_FIELD( \
	    "person", "string", ", 'format': 'snils', 'role': 'person'")
#define PEOPLE_GRADUATES                                                    \
	PEOPLE_SCHEMA("g",                                                  \
	    PEOPLE_PERSON ", " PEOPLE_FIELD("birth", "date",                \
		", 'personal': true") ", " PEOPLE_FIELD("region", "string", \
		", 'registry': 'sexes'") ", " PEOPLE_FIELD("college",       \
		"string", "") ", " PEOPLE_FIELD("graduated", "date",        \
		"") ", " PEOPLE_FIELD("cohort", "year", ", 'role': 'period'"))
#define PEOPLE_SPELLS                                                     \
	PEOPLE_SCHEMA("s", PEOPLE_PERSON                                  \
	    ", " PEOPLE_FIELD("status", "string", "") ", " PEOPLE_FIELD(  \
		"started", "date", "") ", " PEOPLE_FIELD("ended", "date", \
		"") ", " PEOPLE_FIELD("employer", "string",               \
		"") ", " PEOPLE_FIELD("region", "string", ""))
#define PEOPLE_MEMBERS                                                    \
	PEOPLE_SCHEMA(                                                    \
	    "m", PEOPLE_FIELD("college", "string", "") ", " PEOPLE_FIELD( \
		     "cluster", "string", "") ", " PEOPLE_FIELD("joined", \
		     "date", "") ", " PEOPLE_FIELD("left", "date", ""))
#define PEOPLE_JOIN                                                          \
	"{'join': 'm', 'key': {'college': 'college'}, 'date': 'graduated', " \
	"'from': 'joined', 'to': 'left', 'several': 'first', 'add': "        \
	"{'group': 'cluster'}}"
#define PEOPLE_FOLLOW                                                 \
	"{'follow': 's', 'points': [6, 12], 'priority': ['A', 'W'], " \
	"'employed': ['W']}"
#define PEOPLE_TABLE(steps)                                 \
	"{'id': 'outcomes', 'kind': 'table', " PEOPLE_TITLE \
	", 'from': 'g', 'steps': [" steps "]}"
#define PEOPLE_INDICATOR                                                    \
	"{'id': 'rate', 'kind': 'indicator', 'version': '1', " PEOPLE_TITLE \
	", 'unit': 'percent', 'text': {'ru': 'x', 'en': 'x'}, 'source': "   \
	"{'ru': 'x', 'en': 'x'}, 'dimensions': [{'name': 'region', "        \
	"'registry': 'sexes'}, {'name': 'group', 'registry': 'sexes'}], "   \
	"'breakdowns': [[], ['region'], ['group']], 'numerator': "          \
	"{'dataset': 'outcomes', 'measure': 'rows', 'where': {'within': "   \
	"['yes']}}, 'denominator': {'dataset': 'outcomes', 'measure': "     \
	"'rows'}, 'protection': {'rule': 'threshold'}}"
#define PEOPLE_REPORT                                            \
	"{'id': 'work', 'kind': 'report', " PEOPLE_TITLE         \
	", 'indicators': ['rate'], 'breakdowns': [['region']], " \
	"'totals': {'region': 'M', 'group': 'M'}}"
#define PEOPLE_CONFIG(more)                                               \
	"{" PEOPLE_TITLE ", 'languages': ['en'], 'datasets': ['d/g', "    \
	"'d/m', 'd/s'], 'tables': ['t.json'], 'registries': ['r.json'], " \
	"'indicators': ['i.json'], 'reports': ['p.json']" more "}"
#define PEOPLE_KEY \
	"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"

/* tree_write() with " for '. */
static inline void
people_write(const char *path, const char *text)
{
	char *copy = strdup(text), *at;

	for (at = copy; *at != '\0'; at++)
		if (*at == '\'')
			*at = '"';
	tree_write(path, copy);
	free(copy);
}

static inline void
people_make(void)
{
	static const char *const folders[] = { "d/g", "d/g/raw", "d/m",
		"d/m/raw", "d/s", "d/s/raw" };
	size_t i;

	for (i = 0; i < COUNT_OF(folders); i++)
		assert_int_equal(mkdir(folders[i], 0700), 0);
	people_write("d/g/schema.json", PEOPLE_GRADUATES);
	people_write("d/m/schema.json", PEOPLE_MEMBERS);
	people_write("d/s/schema.json", PEOPLE_SPELLS);
	people_write("t.json", PEOPLE_TABLE(PEOPLE_JOIN ", " PEOPLE_FOLLOW));
	people_write("i.json", PEOPLE_INDICATOR);
	people_write("p.json", PEOPLE_REPORT);
	people_write("c.json", PEOPLE_CONFIG(""));
	tree_write("d/g/raw/2026-01-02.csv", "one");
	tree_write("d/m/raw/2026-01-03.csv", "two");
	tree_write("d/s/raw/2026-01-04.csv", "three");
	tree_write("key", PEOPLE_KEY);
	assert_int_equal(chmod("key", 0600), 0);
}

#endif
