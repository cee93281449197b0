/* stages.c - which recipe makes what from what */
#include "plan/stages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"
#include "cube/cube.h"
#include "plan/manifest.h"
#include "plan/recipe.h"

enum program {
	INGEST,
	CLEAN,
	LINK,
	RESOLVE,
	TALLY,
	MEASURE,
	PROTECT,
	REPORT,
	PROGRAMS
};

static const char *const programs[PROGRAMS] = { "ingest", "clean", "link",
	"resolve", "tally", "measure", "protect", "report" };

struct stages {
	const struct config *c;
	const struct inputs *in;
	const char *release;
	struct recipes recipes;
	char digests[PROGRAMS][DIGEST_TEXT];
	char ru[DIGEST_TEXT], en[DIGEST_TEXT]; /* catalogues; "" if none */
};

/* Which part of the config: a dataset or a report, by index. */
typedef bool registry_use(
    const struct config *, size_t, const struct config_registry *);

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

static int
digest_programs(
    struct stages *r, const struct stages_place *place, struct fail *f)
{
	char *path;
	size_t i;
	int status = 0;

	for (i = 0; i < PROGRAMS && status == 0; i++) {
		path = path_join(place->bin, programs[i], f);
		status =
		    path == NULL ? -1 : digest_file(path, r->digests[i], f);
		free(path);
	}
	if (status == -1 || digest_catalogue(place, "ru", r->ru, f) == -1)
		return -1;
	return digest_catalogue(place, "en", r->en, f);
}

static void
part_program(struct stages *r, enum program program)
{
	recipe_part(&r->recipes, programs[program], r->digests[program]);
}

static bool
dataset_uses(
    const struct config *c, size_t dataset, const struct config_registry *g)
{
	return config_dataset_uses(&c->datasets[dataset], g);
}

static bool
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

static void
part_registries(struct stages *r, registry_use *uses, size_t of)
{
	size_t i;

	for (i = 0; i < r->c->registry_count; i++)
		if (uses(r->c, of, &r->c->registries[i]))
			recipe_part(&r->recipes, "registry",
			    r->c->registries[i].file.digest);
}

static void
option_registries(struct stages *r, registry_use *uses, size_t of)
{
	size_t i;

	for (i = 0; i < r->c->registry_count; i++)
		if (uses(r->c, of, &r->c->registries[i]))
			recipe_option(&r->recipes, "registry",
			    r->c->registries[i].file.path);
}

/* name, made of a stage and an id */
static void
name_make(
    char name[RECIPE_NAME], const char *stage, const char *id, const char *end)
{
	snprintf(name, RECIPE_NAME, "%s-%s%s", stage, id, end);
}

static void
option_aside(
    struct stages *r, const char *option, const char *name, const char *what)
{
	recipe_text(&r->recipes, " --%s '%s/aside/%s.%s.csv'", option,
	    r->recipes.work, name, what);
}

/* raw file -> table: ingest | clean | link */
static int
plan_file(struct stages *r, const struct input *input, struct fail *f)
{
	const struct config_dataset *d = &r->c->datasets[input->dataset];
	struct recipes *s = &r->recipes;
	enum program program;

	if (recipe_open(s, input->key, "tables", ".arrow", f) == -1)
		return -1;
	for (program = INGEST; program <= LINK; program++)
		part_program(r, program);
	recipe_part(s, "schema", d->file.digest);
	part_registries(r, dataset_uses, input->dataset);
	recipe_part(s, "input", input->digest);
	recipe_begin(s, input->label);
	for (program = INGEST; program <= LINK; program++) {
		recipe_recorded(s, programs[program]);
		option_aside(r, "set-aside", input->key, programs[program]);
		recipe_option(s, "schema", d->file.path);
		if (program == LINK)
			break;
		recipe_text(s, " --tolerance %.15g", r->c->tolerance);
		if (program == INGEST) {
			recipe_option(s, "name", input->label);
			recipe_text(s, " -- ");
			script_quote(&s->script, input->path);
		}
		recipe_text(s, " |\n");
	}
	option_registries(r, dataset_uses, input->dataset);
	option_aside(r, "review", input->key, "review");
	recipe_output(s);
	return recipe_close(s, f);
}

/* all tables of a dataset -> one: resolve */
static int
plan_dataset(struct stages *r, size_t dataset, struct fail *f)
{
	const struct config_dataset *d = &r->c->datasets[dataset];
	struct recipes *s = &r->recipes;
	char name[RECIPE_NAME];
	size_t i;

	name_make(name, programs[RESOLVE], d->schema->name, "");
	if (recipe_open(s, name, "tables", ".arrow", f) == -1)
		return -1;
	part_program(r, RESOLVE);
	recipe_part(s, "schema", d->file.digest);
	recipe_begin(s, name);
	recipe_recorded(s, programs[RESOLVE]);
	option_aside(r, "set-aside", name, programs[RESOLVE]);
	recipe_option(s, "schema", d->file.path);
	if (r->c->cutoff != NULL)
		recipe_option(s, "cutoff", r->c->cutoff);
	recipe_output(s);
	for (i = 0; i < r->in->count; i++)
		if (r->in->files[i].dataset == dataset)
			recipe_operand(
			    s, "tables", r->in->files[i].key, ".arrow");
	return recipe_close(s, f);
}

/* What the indicators count in one dataset, each name and pair once. */
struct needs {
	size_t dimension_count, measure_count, pair_count;
	const char *dimensions[CUBE_DIMENSIONS_MAX];
	const char *measures[CUBE_MEASURES_MAX];
	const struct definition *pairs[CUBE_PAIRS_MAX]; /* who needs them */
};

static int
add_once(const char **list, size_t *count, size_t room, const char *name,
    const struct definition *d, struct fail *f)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if (strcmp(list[i], name) == 0)
			return 0;
	if (*count == room)
		return json_fail(d->json, f,
		    _("with this indicator a dataset is counted by more than "
		      "%zu dimensions or measures"),
		    room);
	list[(*count)++] = name;
	return 0;
}

static int
needs_add(struct needs *n, const struct definition *d,
    const struct definition_part *part, const char *dataset, struct fail *f)
{
	size_t i;

	if (strcmp(part->dataset, dataset) != 0)
		return 0;
	for (i = 0; i < d->dimension_count; i++)
		if (add_once(n->dimensions, &n->dimension_count,
			CUBE_DIMENSIONS_MAX, d->dimensions[i].name, d, f) == -1)
			return -1;
	for (i = 0; i < part->where_count; i++)
		if (add_once(n->dimensions, &n->dimension_count,
			CUBE_DIMENSIONS_MAX, part->where[i].dimension, d,
			f) == -1)
			return -1;
	if (strcmp(part->measure, "rows") == 0)
		return 0;
	return add_once(n->measures, &n->measure_count, CUBE_MEASURES_MAX,
	    part->measure, d, f);
}

/* A rate of two measures of the dataset is one of the rows that have both. */
static int
needs_pair(struct needs *n, const struct definition *d, const char *dataset,
    struct fail *f)
{
	const char *above = d->numerator.measure;
	const char *below = d->denominator.measure;
	size_t i;

	if (strcmp(d->numerator.dataset, dataset) != 0 ||
	    strcmp(d->denominator.dataset, dataset) != 0 ||
	    strcmp(above, below) == 0 || strcmp(above, "rows") == 0 ||
	    strcmp(below, "rows") == 0)
		return 0;
	for (i = 0; i < n->pair_count; i++)
		if (strcmp(n->pairs[i]->numerator.measure, above) == 0 &&
		    strcmp(n->pairs[i]->denominator.measure, below) == 0)
			return 0;
	if (n->pair_count == CUBE_PAIRS_MAX)
		return json_fail(d->json, f,
		    _("with this indicator a dataset has more than %d pairs "
		      "of measures"),
		    CUBE_PAIRS_MAX);
	n->pairs[n->pair_count++] = d;
	return 0;
}

static int
needs_of(struct needs *n, const struct config *c, const char *dataset,
    struct fail *f)
{
	size_t i;

	memset(n, 0, sizeof(*n));
	n->dimensions[n->dimension_count++] = "period";
	for (i = 0; i < c->indicator_count; i++) {
		const struct definition *d = c->indicators[i].definition;

		if (needs_add(n, d, &d->numerator, dataset, f) == -1 ||
		    needs_add(n, d, &d->denominator, dataset, f) == -1 ||
		    needs_pair(n, d, dataset, f) == -1)
			return -1;
	}
	return 0;
}

/* Is any indicator counted in the dataset? */
static bool
dataset_counted(const struct config *c, size_t dataset)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (config_counts(&c->indicators[i], &c->datasets[dataset]))
			return true;
	return false;
}

/* one partition -> cube by all that the indicators need: tally.  There is
 * one partition; its number ends the name. */
static int
plan_cube(struct stages *r, size_t dataset, struct fail *f)
{
	const char *id = r->c->datasets[dataset].schema->name;
	struct recipes *s = &r->recipes;
	char name[RECIPE_NAME], from[RECIPE_NAME];
	struct needs n;
	size_t i;

	name_make(name, programs[TALLY], id, "-1");
	name_make(from, programs[RESOLVE], id, "");
	if (needs_of(&n, r->c, id, f) == -1 ||
	    recipe_open(s, name, "tables", ".arrow", f) == -1)
		return -1;
	part_program(r, TALLY);
	recipe_begin(s, name);
	recipe_recorded(s, programs[TALLY]);
	recipe_text(s, " --by ");
	for (i = 0; i < n.dimension_count; i++) {
		recipe_text(s, "%s", i == 0 ? "" : ",");
		script_quote(&s->script, n.dimensions[i]);
	}
	for (i = 0; i < n.measure_count; i++)
		recipe_option(s, "sum", n.measures[i]);
	for (i = 0; i < n.pair_count; i++) {
		recipe_option(s, "pair", n.pairs[i]->numerator.measure);
		recipe_text(s, ",");
		script_quote(&s->script, n.pairs[i]->denominator.measure);
	}
	recipe_output(s);
	recipe_operand(s, "tables", from, ".arrow");
	return recipe_close(s, f);
}

static void
part_definitions(struct stages *r, size_t report)
{
	size_t i;

	for (i = 0; i < r->c->indicator_count; i++)
		if (r->c->reports[report].indicator[i])
			recipe_part(&r->recipes, "indicator",
			    r->c->indicators[i].file.digest);
	part_registries(r, report_uses, report);
}

static void
option_definitions(struct stages *r, size_t report, const char *option)
{
	size_t i;

	for (i = 0; i < r->c->indicator_count; i++)
		if (r->c->reports[report].indicator[i])
			recipe_option(
			    &r->recipes, option, r->c->indicators[i].file.path);
	option_registries(r, report_uses, report);
}

static bool
report_counts(const struct config *c, size_t report, size_t dataset)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (c->reports[report].indicator[i] &&
		    config_counts(&c->indicators[i], &c->datasets[dataset]))
			return true;
	return false;
}

/* cubes -> publishable observations: measure | protect */
static int
plan_observations(struct stages *r, size_t report, struct fail *f)
{
	struct recipes *s = &r->recipes;
	char name[RECIPE_NAME], cube[RECIPE_NAME];
	size_t i;

	name_make(name, programs[MEASURE], r->c->reports[report].id, "");
	if (recipe_open(s, name, "tables", ".arrow", f) == -1)
		return -1;
	part_program(r, MEASURE);
	part_program(r, PROTECT);
	part_definitions(r, report);
	recipe_begin(s, name);
	recipe_recorded(s, programs[MEASURE]);
	option_definitions(r, report, "definition");
	for (i = 0; i < r->c->dataset_count; i++) {
		if (!report_counts(r->c, report, i))
			continue;
		name_make(cube, programs[TALLY], r->c->datasets[i].schema->name,
		    "-1");
		recipe_operand(s, "tables", cube, ".arrow");
	}
	recipe_text(s, " |\n");
	recipe_recorded(s, programs[PROTECT]);
	option_definitions(r, report, "definition");
	recipe_text(s, " --threshold %lld", (long long)r->c->threshold);
	recipe_output(s);
	return recipe_close(s, f);
}

/* The format of a file that is published, and its language if it has one. */
struct form {
	const char *format;
	const char *language;
};

/* ID.FORMAT or ID.LANGUAGE.txt */
static void
form_name(char name[RECIPE_NAME], const char *id, const struct form *form)
{
	if (form->language == NULL)
		snprintf(name, RECIPE_NAME, "%s.%s", id, form->format);
	else
		snprintf(name, RECIPE_NAME, "%s.%s.txt", id, form->language);
}

/* report and the words it prints. */
static void
part_words(struct stages *r)
{
	part_program(r, REPORT);
	recipe_part(&r->recipes, "ru", r->ru);
	recipe_part(&r->recipes, "en", r->en);
}

static void
option_form(struct stages *r, const struct form *form)
{
	recipe_option(&r->recipes, "format", form->format);
	if (form->language != NULL)
		recipe_option(&r->recipes, "language", form->language);
	recipe_output(&r->recipes);
}

/* observations -> one file for people or programs: report */
static int
plan_report(
    struct stages *r, size_t report, const struct form *form, struct fail *f)
{
	const struct config_report *p = &r->c->reports[report];
	struct recipes *s = &r->recipes;
	char name[RECIPE_NAME], from[RECIPE_NAME];

	form_name(name, p->id, form);
	name_make(from, programs[MEASURE], p->id, "");
	if (recipe_open(s, name, "out", "", f) == -1)
		return -1;
	part_words(r);
	recipe_part(s, "report", p->file.digest);
	part_definitions(r, report);
	recipe_begin(s, name);
	recipe_recorded(s, programs[REPORT]);
	recipe_option(s, "definition", p->file.path);
	option_definitions(r, report, "indicator");
	if (strcmp(form->format, "csv") != 0) {
		recipe_text(s, " --records '%s/records'", s->work);
		recipe_option(s, "release", r->release);
	}
	if (form->language != NULL && r->c->period != NULL)
		recipe_option(s, "period", r->c->period);
	option_form(r, form);
	recipe_operand(s, "tables", from, ".arrow");
	return recipe_close(s, f);
}

/* records -> one file about the inputs and the run: report --records */
static int
plan_records(struct stages *r, const char *name, const struct config_report *p,
    const struct form *form, struct fail *f)
{
	struct recipes *s = &r->recipes;

	if (recipe_open(s, name, "out", "", f) == -1)
		return -1;
	recipe_needs(s, "records", "plan", ".json");
	recipe_needs_all(s);
	part_words(r);
	if (p != NULL)
		recipe_part(s, "report", p->file.digest);
	recipe_begin(s, name);
	recipe_program(s, programs[REPORT]);
	if (p != NULL)
		recipe_option(s, "definition", p->file.path);
	recipe_text(s, " --records '%s/records'", s->work);
	option_form(r, form);
	return recipe_close(s, f);
}

static int
plan_forms(struct stages *r, size_t report, struct fail *f)
{
	struct form form = { "json", NULL };
	size_t i;

	if (plan_observations(r, report, f) == -1 ||
	    plan_report(r, report, &form, f) == -1)
		return -1;
	form.format = "csv";
	if (plan_report(r, report, &form, f) == -1)
		return -1;
	form.format = "text";
	for (i = 0; i < r->c->language_count; i++) {
		form.language = r->c->languages[i];
		if (plan_report(r, report, &form, f) == -1)
			return -1;
	}
	return 0;
}

/* The definition of the quality report, or NULL. */
static const struct config_report *
quality_report(const struct config *c)
{
	size_t i;

	for (i = 0; i < c->report_count; i++)
		if (c->reports[i].quality)
			return &c->reports[i];
	return NULL;
}

/* The reports about the inputs and the run come after all others. */
static int
plan_run(struct stages *r, struct fail *f)
{
	const struct config_report *p = quality_report(r->c);
	struct form form = { "json", NULL };
	char name[RECIPE_NAME];
	size_t i;

	if (plan_records(r, "quality.json", p, &form, f) == -1)
		return -1;
	form.format = "text";
	for (i = 0; i < r->c->language_count; i++) {
		form.language = r->c->languages[i];
		form_name(name, "quality", &form);
		if (plan_records(r, name, p, &form, f) == -1)
			return -1;
	}
	form.language = NULL;
	form.format = "run";
	if (plan_records(r, "run.json", NULL, &form, f) == -1)
		return -1;
	form.format = "timing";
	return plan_records(r, "timing.json", NULL, &form, f);
}

static int
plan_stages(struct stages *r, struct fail *f)
{
	size_t i;

	for (i = 0; i < r->in->count; i++)
		if (plan_file(r, &r->in->files[i], f) == -1)
			return -1;
	for (i = 0; i < r->c->dataset_count; i++)
		if (plan_dataset(r, i, f) == -1 ||
		    (dataset_counted(r->c, i) && plan_cube(r, i, f) == -1))
			return -1;
	for (i = 0; i < r->c->report_count; i++)
		if (!r->c->reports[i].quality && plan_forms(r, i, f) == -1)
			return -1;
	return plan_run(r, f);
}

/* A script for the end of the run. */
static int
end_open(
    const struct stages *r, const char *name, struct script *s, struct fail *f)
{
	char *path = path_join(r->recipes.work, name, f);
	int status = path == NULL ? -1 : script_open(s, path, f);

	free(path);
	return status;
}

/* What comes at the end: PUBLISH out OUTPUT RELEASE. */
static int
write_publish(const struct stages *r, struct fail *f)
{
	struct script s;

	if (end_open(r, "recipes/publish.sh", &s, f) == -1)
		return -1;
	fprintf(s.stream, "exec \"$@\" '%s/out' ", r->recipes.work);
	script_quote(&s, r->c->output);
	fprintf(s.stream, " %s\n", r->release);
	return script_close(&s, f);
}

/* After a run that published: what it did not count, in a line. */
static int
write_losses(const struct stages *r, struct fail *f)
{
	struct script s;

	if (end_open(r, "recipes/losses.sh", &s, f) == -1)
		return -1;
	fprintf(s.stream, "output=");
	script_quote(&s, r->c->output);
	fprintf(s.stream,
	    "\n'%s/report' --records '%s/records' --format losses "
	    "--language %s --see \"${output#\"$PWD\"/}/latest/quality.%s.txt\"\n",
	    r->recipes.bin, r->recipes.work, r->c->languages[0],
	    r->c->languages[0]);
	return script_close(&s, f);
}

/* What resolve recorded of other files than those of this run. */
static void
drop_outdated(const struct stages *r, struct script *s)
{
	const char *work = r->recipes.work, *id;
	size_t i;

	for (i = 0; i < r->c->dataset_count; i++) {
		id = r->c->datasets[i].schema->name;
		fprintf(s->stream,
		    "${MAKE:-make} -q -f '%s/rules.mk' "
		    "'%s/tables/resolve-%s.arrow' >/dev/null 2>&1 ||\n"
		    "    rm -f '%s/records/resolve-%s'.*\n",
		    work, work, id, work, id);
	}
}

/* After a run that failed: the quality report of what there is, beside out/,
 * for what stands in it is published.  That the data are bad was said. */
static int
write_failed(const struct stages *r, struct fail *f)
{
	const struct config_report *p = quality_report(r->c);
	const char *work = r->recipes.work, *first = r->c->languages[0];
	struct script s;
	size_t i;

	if (end_open(r, "recipes/failed.sh", &s, f) == -1)
		return -1;
	fprintf(s.stream, "umask 077\n");
	drop_outdated(r, &s);
	for (i = 0; i < r->c->language_count; i++) {
		fprintf(s.stream, "'%s/report'", r->recipes.bin);
		if (p != NULL)
			script_option(&s, "definition", p->file.path);
		fprintf(s.stream,
		    " --records '%s/records' --format text --language %s "
		    "--output '%s/quality.%s.txt' 2>/dev/null\n",
		    work, r->c->languages[i], work, r->c->languages[i]);
	}
	fprintf(s.stream,
	    "[ ! -e '%s/quality.%s.txt' ] || printf 'profstat: %%s: %%s\\n' ",
	    work, first);
	script_quote(&s, _("not published; what was found"));
	fprintf(s.stream, " '%s/quality.%s.txt' >&2\n", work, first);
	return script_close(&s, f);
}

static int
write_manifest(const struct stages *r, const char *record, struct fail *f)
{
	char *path = path_join(r->recipes.work, "records/plan.json", f);
	int status = path == NULL
			 ? -1
			 : manifest_write(r->c, r->in, r->release, path, f);

	if (status == 0 && record != NULL)
		status = manifest_write(r->c, r->in, r->release, record, f);
	free(path);
	return status;
}

int
stages_write(const struct config *c, const struct inputs *in,
    const char *release, const struct stages_place *place, struct fail *f)
{
	struct stages r;
	int status;

	memset(&r, 0, sizeof(r));
	r.c = c;
	r.in = in;
	r.release = release;
	status = recipes_open(
	    &r.recipes, place->work, place->bin, c->languages[0], f);
	if (status == 0)
		status = digest_programs(&r, place, f);
	if (status == 0)
		status = plan_stages(&r, f);
	if (status == 0)
		status = write_manifest(&r, place->record, f);
	if (status == 0)
		status = write_publish(&r, f);
	if (status == 0)
		status = write_losses(&r, f);
	if (status == 0)
		status = write_failed(&r, f);
	if (status == 0)
		status = recipes_close(&r.recipes, f);
	recipes_clear(&r.recipes);
	return status;
}
