/* code_lists.c - the code lists of the world, as JSON */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "code_lists.h"

struct list {
	FILE *stream;
	char path[1024];
	const char *level;
};

static void
give_up(const char *path)
{
	fprintf(stderr, "simulate: %s: %s\n", path, strerror(errno));
	exit(3);
}

/* No name has a quotation mark or a backslash. */
static void
list_open(struct list *l, const struct job *job, const char *id,
    const char *title, const char *all)
{
	static const char *const folders[] = { "", "/datasets",
		"/datasets/reference" };
	size_t i;

	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
		snprintf(
		    l->path, sizeof(l->path), "%s%s", job->out, folders[i]);
		if (mkdir(l->path, 0777) == -1 && errno != EEXIST)
			give_up(l->path);
	}
	snprintf(l->path, sizeof(l->path), "%s/datasets/reference/%s.json",
	    job->out, id);
	if ((l->stream = fopen(l->path, "w")) == NULL)
		give_up(l->path);
	fprintf(l->stream,
	    "{\n  \"id\": \"%s\",\n  \"title\": {%s},\n"
	    "  \"source\": \"Made up by tests/simulate\",\n  \"entries\": [\n"
	    "    {\"id\": \"_T\", \"level\": \"total\", \"title\": {%s}}",
	    id, title, all);
}

static void
list_entry(struct list *l, const char *id, const char *ru, const char *en,
    const char *alias, const char *other)
{
	fprintf(l->stream,
	    ",\n    {\"id\": \"%s\", \"parent\": \"_T\", \"level\": \"%s\", "
	    "\"title\": {\"ru\": \"%s\", \"en\": \"%s\"}, \"aliases\": "
	    "[\"%s\"",
	    id, l->level, ru, en, alias);
	if (other != NULL)
		fprintf(l->stream, ", \"%s\"", other);
	fputs("]}", l->stream);
}

static void
list_close(struct list *l)
{
	fputs("\n  ]\n}\n", l->stream);
	if (ferror(l->stream) || fclose(l->stream) != 0)
		give_up(l->path);
}

static void
write_clusters(const struct world *w)
{
	char id[NAME_SIZE], ru[NAME_SIZE], en[NAME_SIZE * 2], code[NAME_SIZE];
	struct list l;
	size_t i;

	list_open(&l, w->job, "clusters",
	    "\"ru\": \"Кластер\", \"en\": \"Cluster\"",
	    "\"ru\": \"Все кластеры\", \"en\": \"All clusters\"");
	l.level = "cluster";
	for (i = 0; i < w->cluster_count; i++) {
		cluster_id(i, id);
		cluster_title(w, i, ru);
		cluster_code(i, code);
		snprintf(en, sizeof(en), "Cluster %s: %s", id,
		    industries[w->clusters[i].industry].english);
		list_entry(&l, id, ru, en, code, NULL);
	}
	list_close(&l);
}

static void
write_colleges(const struct world *w)
{
	char id[NAME_SIZE], ru[NAME_SIZE], en[NAME_SIZE], name[NAME_SIZE],
	    brief[NAME_SIZE];
	struct list l;
	size_t i;

	list_open(&l, w->job, "colleges",
	    "\"ru\": \"Колледж\", \"en\": \"College\"",
	    "\"ru\": \"Все колледжи\", \"en\": \"All colleges\"");
	l.level = "college";
	for (i = 0; i < w->college_count; i++) {
		college_id(i, id);
		college_title(w->colleges[i].name, ru);
		college_english(w->colleges[i].name, en);
		college_name(w->colleges[i].name, name);
		college_short(w->colleges[i].name, brief);
		list_entry(&l, id, ru, en, name, brief);
	}
	list_close(&l);
}

static void
write_enterprises(const struct world *w)
{
	char id[NAME_SIZE], ru[NAME_SIZE], en[NAME_SIZE], name[NAME_SIZE];
	struct list l;
	uint32_t i;

	list_open(&l, w->job, "enterprises",
	    "\"ru\": \"Предприятие\", \"en\": \"Enterprise\"",
	    "\"ru\": \"Все предприятия\", \"en\": \"All enterprises\"");
	l.level = "enterprise";
	for (i = 0; i < w->enterprise_count; i++) {
		enterprise_id(i, id);
		enterprise_title(i, ru);
		enterprise_english(i, en);
		enterprise_name(i, name);
		list_entry(&l, id, ru, en, name, NULL);
	}
	list_close(&l);
}

void
code_lists_write(const struct world *w)
{
	write_clusters(w);
	write_colleges(w);
	write_enterprises(w);
}
