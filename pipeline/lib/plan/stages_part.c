/* stages_part - what the stages of a run share */
#include "plan/stages_part.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/path.h"

const char *const programs[PROGRAMS] = { "ingest", "clean", "link", "resolve",
	"join", "follow", "tally", "measure", "protect", "report" };

static int
digest_catalogue(const struct stages_place *place, const char *language,
    char digest[DIGEST_TEXT], struct fail *f)
{
	char *path = path_format(
	    f, "%s/../locale/%s/LC_MESSAGES/profstat.mo", place->bin, language);
	int status = path == NULL ? -1 : 0;

	if (status == 0 && access(path, F_OK) == 0)
		status = digest_file(path, digest, f);
	free(path);
	return status;
}

int
stages_digest(struct stages *r, struct fail *f)
{
	char *path;
	size_t i;
	int status = 0;

	for (i = 0; i < PROGRAMS && status == 0; i++) {
		if ((i == JOIN || i == FOLLOW) && r->c->table_count == 0)
			continue;
		path = path_join(r->place->bin, programs[i], f);
		status =
		    path == NULL ? -1 : digest_file(path, r->digests[i], f);
		free(path);
	}
	if (status == -1 || digest_catalogue(r->place, "ru", r->ru, f) == -1)
		return -1;
	return digest_catalogue(r->place, "en", r->en, f);
}

bool
dataset_uses(
    const struct config *c, size_t dataset, const struct config_registry *g)
{
	return config_dataset_uses(&c->datasets[dataset], g);
}

bool
report_uses(
    const struct config *c, size_t report, const struct config_registry *g)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (c->reports[report].indicator[i] &&
		    config_indicator_uses(&c->indicators[i], g))
			return true;
	return false;
}

void
part_program(struct stages *r, enum program program)
{
	recipe_part(&r->recipes, programs[program], r->digests[program]);
}

void
part_registries(struct stages *r, registry_use *uses, size_t of)
{
	size_t i;

	for (i = 0; i < r->c->registry_count; i++)
		if (uses(r->c, of, &r->c->registries[i]))
			recipe_part(&r->recipes, "registry",
			    r->c->registries[i].file.digest);
}

void
option_registries(struct stages *r, registry_use *uses, size_t of)
{
	size_t i;

	for (i = 0; i < r->c->registry_count; i++)
		if (uses(r->c, of, &r->c->registries[i]))
			recipe_option(&r->recipes, "registry",
			    r->c->registries[i].file.path);
}

void
option_aside(
    struct stages *r, const char *option, const char *name, const char *what)
{
	recipe_text(&r->recipes, " --%s '%s/aside/%s.%s.csv'", option,
	    r->recipes.work, name, what);
}

void
name_make(
    char name[RECIPE_NAME], const char *stage, const char *id, const char *end)
{
	snprintf(name, RECIPE_NAME, "%s-%s%s", stage, id, end);
}

void
name_partition(
    char name[RECIPE_NAME], const char *stage, const char *id, long long number)
{
	snprintf(name, RECIPE_NAME, "%s-%s-%lld", stage, id, number);
}

long long
source_partitions(const struct stages *r, const struct config_source *source)
{
	return r->c->datasets[source->dataset].partition == NULL
		   ? 1
		   : r->partitions;
}

bool
source_counted(const struct config *c, const struct config_source *source)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (config_counts(&c->indicators[i], source))
			return true;
	return false;
}

const struct config_report *
quality_report(const struct config *c)
{
	size_t i;

	for (i = 0; i < c->report_count; i++)
		if (c->reports[i].quality)
			return &c->reports[i];
	return NULL;
}
