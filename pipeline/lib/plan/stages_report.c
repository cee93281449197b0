/* stages_report - the recipes from cubes to what is published */
#include "plan/stages_report.h"

#include <stdio.h>
#include <string.h>

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

/* The breaks that are declared: what depends on them, and their option. */
static void
part_breaks(struct stages *r)
{
	if (r->c->breaks_file.path != NULL)
		recipe_part(&r->recipes, "breaks", r->c->breaks_file.digest);
}

static void
option_breaks(struct stages *r)
{
	if (r->c->breaks_file.path != NULL)
		recipe_option(&r->recipes, "breaks", r->c->breaks_file.path);
}

static bool
report_counts(
    const struct config *c, size_t report, const struct config_source *source)
{
	size_t i;

	for (i = 0; i < c->indicator_count; i++)
		if (c->reports[report].indicator[i] &&
		    config_counts(&c->indicators[i], source))
			return true;
	return false;
}

/* The cubes of all partitions of what the report's indicators count in. */
static void
operand_cubes(struct stages *r, size_t report)
{
	char cube[RECIPE_NAME];
	long long k;
	size_t i;

	for (i = 0; i < r->c->source_count; i++) {
		const struct config_source *source = &r->c->sources[i];

		if (!report_counts(r->c, report, source))
			continue;
		for (k = 1; k <= source_partitions(r, source); k++) {
			name_partition(cube, programs[TALLY], source->id, k);
			recipe_operand(&r->recipes, "tables", cube, ".arrow");
		}
	}
}

/* cubes -> publishable observations: measure | protect */
static int
plan_observations(struct stages *r, size_t report, struct fail *f)
{
	struct recipes *s = &r->recipes;
	char name[RECIPE_NAME];

	name_make(name, programs[MEASURE], r->c->reports[report].id, "");
	if (recipe_open(s, name, "tables", ".arrow", f) == -1)
		return -1;
	part_program(r, MEASURE);
	part_program(r, PROTECT);
	part_definitions(r, report);
	part_breaks(r);
	recipe_begin(s, name);
	recipe_recorded(s, programs[MEASURE]);
	option_definitions(r, report, "definition");
	option_breaks(r);
	operand_cubes(r, report);
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
	if (strcmp(form->format, "csv") != 0)
		part_breaks(r);
	recipe_begin(s, name);
	recipe_recorded(s, programs[REPORT]);
	recipe_option(s, "definition", p->file.path);
	option_definitions(r, report, "indicator");
	if (strcmp(form->format, "csv") != 0) {
		option_breaks(r);
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

int
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

int
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
