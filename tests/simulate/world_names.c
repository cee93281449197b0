/* world_names.c - ids and invented names of clusters, colleges, enterprises */
#include <stdio.h>
#include <string.h>

#include "world.h"

#define TOWNS (PREFIXES * ROOTS)
#define STEP 1009u /* prime to the numbers of names: each comes once */

/* The part of a name that tells those apart that share all the rest. */
static void
put_number(char *text, uint32_t round)
{
	size_t used = strlen(text);

	if (round > 0)
		snprintf(text + used, NAME_SIZE - used, " № %u", round + 1);
}

void
cluster_id(size_t cluster, char *text)
{
	snprintf(text, NAME_SIZE, "K%03zu", cluster + 1);
}

void
cluster_code(size_t cluster, char *text)
{
	snprintf(text, NAME_SIZE, "ОПК-%03zu", cluster + 1);
}

void
cluster_title(const struct world *w, size_t cluster, char *text)
{
	const struct cluster *c = &w->clusters[cluster];

	snprintf(text, NAME_SIZE, "Кластер «%s» (%s)",
	    industries[c->industry].title, subjects[c->region].title);
	put_number(text, (uint32_t)c->number - 1);
}

struct college_parts {
	const struct pair *prefix, *root;
	const struct profile *profile;
	const char *kind, *kind_en, *form;
	uint32_t round;
};

static struct college_parts
split_college(uint32_t name)
{
	const uint32_t all = TOWNS * PROFILES * 2;
	uint32_t at = name % all * STEP % all;
	struct college_parts p;

	p.round = name / all;
	p.kind = at % 2 == 0 ? "колледж" : "техникум";
	p.kind_en = at % 2 == 0 ? "College" : "Technical School";
	p.profile = &profiles[at / 2 % PROFILES];
	at /= 2 * PROFILES;
	p.prefix = &prefixes[at % PREFIXES];
	p.root = &roots[at / PREFIXES];
	p.form = legal_forms[name * 7 / 3 % LEGAL_FORMS];
	return p;
}

void
college_id(size_t college, char *text)
{
	snprintf(text, NAME_SIZE, "C%04zu", college + 1);
}

void
college_name(uint32_t name, char *text)
{
	struct college_parts p = split_college(name);

	snprintf(text, NAME_SIZE, "%s%s %s %s", p.prefix->ru, p.root->ru,
	    p.profile->ru, p.kind);
	put_number(text, p.round);
}

void
college_title(uint32_t name, char *text)
{
	char inner[NAME_SIZE];

	college_name(name, inner);
	snprintf(text, NAME_SIZE, "%s «%.*s»", split_college(name).form,
	    NAME_SIZE - 32, inner);
}

void
college_short(uint32_t name, char *text)
{
	struct college_parts p = split_college(name);

	snprintf(text, NAME_SIZE, "%s %s%s %s %s", p.form, p.prefix->ru,
	    p.root->ru, p.profile->abbreviated, p.kind);
	put_number(text, p.round);
}

void
college_english(uint32_t name, char *text)
{
	struct college_parts p = split_college(name);

	snprintf(text, NAME_SIZE, "%s%s %s %s", p.prefix->en, p.root->en,
	    p.profile->en, p.kind_en);
	put_number(text, p.round);
}

struct company {
	const struct pair *prefix, *root;
	const struct trade *trade;
	uint32_t round;
};

static struct company
split_company(uint32_t name)
{
	const uint32_t all = TOWNS * TRADES;
	uint32_t at = name % all * STEP % all;
	struct company c;

	c.round = name / all;
	c.trade = &trades[at % TRADES];
	at /= TRADES;
	c.prefix = &prefixes[at % PREFIXES];
	c.root = &roots[at / PREFIXES];
	return c;
}

void
enterprise_id(size_t enterprise, char *text)
{
	snprintf(text, NAME_SIZE, "E%04zu", enterprise + 1);
}

void
enterprise_name(uint32_t name, char *text)
{
	struct company c = split_company(name);

	snprintf(text, NAME_SIZE, "%s%s %s %s", c.prefix->ru, c.root->ru,
	    c.trade->adjective, c.trade->noun);
	put_number(text, c.round);
}

void
enterprise_title(uint32_t name, char *text)
{
	char inner[NAME_SIZE];

	enterprise_name(name, inner);
	snprintf(text, NAME_SIZE, "%s «%.*s»",
	    company_forms[name % COMPANY_FORMS], NAME_SIZE - 32, inner);
}

void
enterprise_english(uint32_t name, char *text)
{
	struct company c = split_company(name);

	snprintf(
	    text, NAME_SIZE, "%s%s %s", c.prefix->en, c.root->en, c.trade->en);
	put_number(text, c.round);
}
