/*
 * reader_settings.h - the options of a program that say how a raw export is
 * read.
 *
 *	struct reader_arguments how = { .schema = NULL };
 *	const struct option_spec options[] = { READER_ARGUMENTS(&how), ... };
 *	...
 *	struct reader_settings s = READER_SETTINGS_INIT;
 *	if (reader_settings_open(&s, &how, f) == 0)
 *		in = reader_open(path, label, s.dataset, &s.options, account,
 *		    f);
 *	reader_settings_clear(&s);
 */
#ifndef READER_READER_SETTINGS_H
#define READER_READER_SETTINGS_H

#include "base/fail.h"
#include "base/key.h"
#include "base/option.h"
#include "reader/reader.h"
#include "value/table_schema.h"

struct reader_arguments {
	const char *columns_max, *encoding, *field_max, *jobs, *keep_lost, *key,
	    *line_max, *schema, *table;
};

#define READER_ARGUMENTS(a)                                                       \
	{ 0, "columns-max", N_("N"),                                              \
		N_("set rows of more cells aside [10000]"), &(a)->columns_max,    \
		NULL, 0 },                                                        \
	    { 0, "encoding", N_("NAME"),                                          \
		    N_("encoding of FILE [that of the schema, else detected]"),   \
		    &(a)->encoding, NULL, 0 },                                    \
	    { 0, "field-max", N_("BYTES"),                                        \
		    N_("set rows with longer cells aside [1048576]"),             \
		    &(a)->field_max, NULL, 0 },                                   \
	    { 'j', "jobs", N_("N"), N_("threads [one per processor]"),            \
		    &(a)->jobs, NULL, 0 },                                        \
	    { 0, "keep-lost", NULL,                                               \
		    N_("keep rows that are set aside, marked in a column _lost"), \
		    &(a)->keep_lost, NULL, 0 },                                   \
	    { 0, "key", N_("FILE"),                                               \
		    N_("key of the pseudonyms, if the schema has identifiers "    \
		       "of persons"),                                             \
		    &(a)->key, NULL, OPTION_INPUT },                              \
	    { 0, "line-max", N_("BYTES"),                                         \
		    N_("set longer rows aside [16777216]"), &(a)->line_max,       \
		    NULL, 0 },                                                    \
	    { 's', "schema", N_("FILE"),                                          \
		    N_("schema.json of the dataset; none: there is no schema"),   \
		    &(a)->schema, NULL, OPTION_REQUIRED | OPTION_INPUT },         \
	{                                                                         \
		0, "table", N_("N|all"),                                          \
		    N_("read the Nth table of FILE, or all of them [that of "     \
		       "the schema, else 1]"),                                    \
		    &(a)->table, NULL, 0                                          \
	}

struct reader_settings {
	struct table_schema *dataset; /* NULL: the file has no schema */
	struct key *key;
	bool all_tables; /* of a file without a schema: one after another */
	struct reader_options options;
};

#define READER_SETTINGS_INIT               \
	{                                  \
		NULL, NULL, false,         \
		{                          \
			.keep_lost = false \
		}                          \
	}

/* FAIL_USAGE if a value is none, or if the schema cannot be read.  The key is
 * opened only where there are persons to conceal. */
int reader_settings_open(struct reader_settings *,
    const struct reader_arguments *, struct fail *) MUST_CHECK;
void reader_settings_clear(struct reader_settings *);

#endif
