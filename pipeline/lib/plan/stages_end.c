/* stages_end - the scripts for the end of a run */
#include "plan/stages_end.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/message.h"
#include "base/path.h"

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
int
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
int
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
		    "'%s/tables/resolve-%s.%s' >/dev/null 2>&1 ||\n"
		    "    rm -f '%s/records/resolve-%s'.*\n",
		    work, work, id,
		    r->c->datasets[i].partition == NULL ? "arrow" : "stamp",
		    work, id);
	}
}

/* The quality report of what there is, in this format. */
static void
write_quality(const struct stages *r, struct script *s, const char *format,
    const char *language, const char *name)
{
	const struct config_report *p = quality_report(r->c);
	const char *work = r->recipes.work;

	fprintf(s->stream, "'%s/report'", r->recipes.bin);
	if (p != NULL)
		script_option(s, "definition", p->file.path);
	fprintf(s->stream,
	    " --records '%s/records' --format %s --language %s "
	    "--output '%s/%s' 2>/dev/null\n",
	    work, format, language, work, name);
}

/* After a run that failed: the quality report of what there is, beside out/,
 * for what stands in it is published.  That the data are bad was said. */
int
write_failed(const struct stages *r, struct fail *f)
{
	const char *work = r->recipes.work, *first = r->c->languages[0];
	char name[64];
	struct script s;
	size_t i;

	if (end_open(r, "recipes/failed.sh", &s, f) == -1)
		return -1;
	fprintf(s.stream, "umask 077\n");
	drop_outdated(r, &s);
	write_quality(r, &s, "json", first, "quality.json");
	for (i = 0; i < r->c->language_count; i++) {
		snprintf(
		    name, sizeof(name), "quality.%s.txt", r->c->languages[i]);
		write_quality(r, &s, "text", r->c->languages[i], name);
	}
	fprintf(s.stream,
	    "[ ! -e '%s/quality.%s.txt' ] || printf 'profstat: %%s: %%s\\n' ",
	    work, first);
	script_quote(&s, _("not published; what was found"));
	fprintf(s.stream, " '%s/quality.%s.txt' >&2\n", work, first);
	return script_close(&s, f);
}
