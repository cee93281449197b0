/*
 * config.h - config.json, the table of contents of one run, with the parts
 * that it names.
 *
 *	struct config *c = config_open("elsewhere/config.json", f);
 *	for (i = 0; i < c->dataset_count; i++)
 *		puts(c->datasets[i].schema->name);
 *	config_free(c);
 *
 * Strict: a key that nobody knows, a wrong type, a file that is not there, an
 * id that is used twice, a definition that names a dataset, field, registry
 * or indicator which the config does not have are failures (FAIL_USAGE) with
 * file and JSON Pointer.  Paths in the config are relative to its folder.
 */
#ifndef PLAN_CONFIG_H
#define PLAN_CONFIG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/fail.h"
#include "base/json.h"
#include "measure/breaks.h"
#include "measure/definition.h"
#include "plan/known.h"
#include "plan/table_definition.h"
#include "registry/registry.h"
#include "value/table_schema.h"

/* A file that the config names.  label is its path as messages and records
 * show it, relative to the config's folder. */
struct config_file {
	char *path;
	char *label;
	char digest[DIGEST_TEXT];
};

/* Ids of all parts have letters, digits, '_' and '-' only: they become names
 * of files. */
struct config_dataset {
	char *folder; /* with schema.json and raw/ */
	char *label;  /* of the folder */
	struct config_file file;
	struct config_file corrections; /* corrections.csv; no path: none */
	struct table_schema *schema;
	/* The field by which the persons of the dataset are kept together in
	 * partitions, or NULL: it is one table. */
	const char *partition;
};

struct config_registry {
	struct config_file file;
	struct registry *registry;
};

struct config_table {
	struct config_file file;
	struct table_definition *definition;
};

/* What indicators count in: each dataset, then each derived table. */
struct config_source {
	const char *id;
	size_t dataset; /* by index: itself, or what the table is made of */
	const struct config_table *table; /* NULL: a dataset */
	struct known columns;
};

struct config_indicator {
	struct config_file file;
	struct definition *definition; /* a comparison is resolved */
};

struct config_report {
	struct config_file file;
	struct json *json;
	const char *id;
	bool quality;    /* kind "quality": about the inputs */
	bool *indicator; /* by index in the config: is it shown? */
};

struct config {
	struct config_file file;
	struct json *json;
	char *folder;        /* absolute, no link in it */
	char *output;        /* where releases are published */
	const char *release; /* date, or NULL */
	const char *period;  /* that the texts show, or NULL */
	const char *cutoff;  /* date, or NULL */
	const char *until; /* date up to which persons are followed, or NULL */
	int64_t
	    partitions;    /* of persons, at most SPOOL_PARTS_MAX; 0: by size */
	double tolerance;  /* share of rows set aside, 0..1 */
	int64_t threshold; /* of protection */
	size_t language_count;
	const char **languages;
	size_t dataset_count;
	struct config_dataset *datasets;
	size_t registry_count;
	struct config_registry *registries;
	size_t table_count;
	struct config_table *tables;
	size_t source_count;
	struct config_source *sources;
	size_t indicator_count;
	struct config_indicator *indicators;
	/* Those declared for the indicators; no path: none. */
	struct config_file breaks_file;
	struct breaks breaks;
	size_t report_count;
	struct config_report *reports;
};

struct config *config_open(const char *path, struct fail *) MUST_CHECK;
void config_free(struct config *); /* NULL is allowed */

/* The dataset or derived table of this name, or NULL. */
const struct config_source *config_source_find(
    const struct config *, const char *id);
/* Are rows of the dataset in it, or joined to it, or followed for it? */
bool config_source_reads(const struct config *, const struct config_source *,
    const struct config_dataset *);
/* Does the indicator count in this source? */
bool config_counts(
    const struct config_indicator *, const struct config_source *);
/* Is the dimension, by index, one of the cubes?  The statistic of a series or
 * a comparison is not. */
bool config_dimension_counted(const struct definition *, size_t dimension);
/* May values of the dataset's rows not be published: is it about single
 * persons, does an indicator under the threshold rule count in it, or does no
 * indicator say that they may? */
bool config_protects(const struct config *, const struct config_dataset *);
/* Does a dataset hold identifiers of persons, which need a key? */
bool config_needs_key(const struct config *);
/* Does a field or the sender of the dataset, or a dimension of the indicator,
 * refer to the registry? */
bool config_dataset_uses(
    const struct config_dataset *, const struct config_registry *);
bool config_indicator_uses(
    const struct config_indicator *, const struct config_registry *);

#endif
