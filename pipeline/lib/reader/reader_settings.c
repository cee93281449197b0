/* reader_settings.c - options that say how to read (reader_settings.h) */
#include <string.h>
#include <unistd.h>

#include "base/message.h"
#include "reader/reader_settings.h"

/* The word for a file that has no schema. */
#define NO_SCHEMA "none"
#define ALL_TABLES "all"
#define TABLES_MAX 1000000

static int
read_encoding(const char *name, struct reader_options *options, struct fail *f)
{
	int i;

	options->encoding_given = name != NULL;
	if (name == NULL)
		return 0;
	for (i = 0; i < ENCODINGS; i++)
		if (strcmp(name, encoding_name((enum encoding)i)) == 0) {
			options->encoding = (enum encoding)i;
			return 0;
		}
	return fail_set(f, FAIL_USAGE,
	    _("--encoding: found \"%s\", expected utf-8, windows-1251 or "
	      "another of the names in profstat-ingest(1)"),
	    name);
}

static unsigned
processors(void)
{
	long count = sysconf(_SC_NPROCESSORS_ONLN);

	if (count < 1)
		return 1;
	return count > READER_JOBS_MAX ? READER_JOBS_MAX : (unsigned)count;
}

/* A limit of the records. */
static int
read_limit(const char *name, const char *value, size_t *limit, size_t most,
    struct fail *f)
{
	long long number;

	if (option_integer(name, value, (long long)*limit, 1, (long long)most,
		&number, f) == -1)
		return -1;
	*limit = (size_t)number;
	return 0;
}

static int
read_options(struct reader_options *options, const struct reader_arguments *a,
    struct fail *f)
{
	const struct record_limits normal = RECORD_LIMITS_INIT;
	const struct record_limits most = RECORD_LIMITS_MAX;
	struct record_limits *limits = &options->limits;
	bool all = a->table != NULL && strcmp(a->table, ALL_TABLES) == 0;
	long long jobs, table;

	*limits = normal;
	if (read_limit("columns-max", a->columns_max, &limits->columns,
		most.columns, f) == -1 ||
	    read_limit("field-max", a->field_max, &limits->field, most.field,
		f) == -1 ||
	    read_limit("line-max", a->line_max, &limits->line, most.line, f) ==
		-1 ||
	    option_integer("jobs", a->jobs, processors(), 1, READER_JOBS_MAX,
		&jobs, f) == -1 ||
	    option_integer("table", all ? NULL : a->table, 0, 1, TABLES_MAX,
		&table, f) == -1)
		return -1;
	options->keep_lost = a->keep_lost != NULL;
	options->jobs = (unsigned)jobs;
	options->table = (size_t)table;
	return read_encoding(a->encoding, options, f);
}

int
reader_settings_open(
    struct reader_settings *s, const struct reader_arguments *a, struct fail *f)
{
	bool typed = strcmp(a->schema, NO_SCHEMA) != 0;

	if (read_options(&s->options, a, f) == -1)
		return -1;
	s->all_tables = a->table != NULL && strcmp(a->table, ALL_TABLES) == 0;
	if (typed && s->all_tables)
		return fail_set(f, FAIL_USAGE, "%s",
		    _("--table: a schema is that of one table, give its "
		      "number"));
	if (!typed)
		return 0;
	if ((s->dataset = table_schema_open(a->schema, f)) == NULL)
		return -1;
	if (a->key == NULL || !table_schema_has_pseudonym(s->dataset))
		return 0;
	if ((s->key = key_open(a->key, f)) == NULL)
		return -1;
	s->options.key = s->key;
	return 0;
}

void
reader_settings_clear(struct reader_settings *s)
{
	const struct reader_settings empty = READER_SETTINGS_INIT;

	table_schema_free(s->dataset);
	key_free(s->key);
	*s = empty;
}
