/*
 * schema.h - the columns of a table, as Apache Arrow's Schema describes them.
 * (The Frictionless Table Schema of a dataset is value/table_schema.h.)
 *
 *	struct schema s = SCHEMA_INIT;
 *	if (schema_add(&s, "region", COLUMN_DICTIONARY, 0, f) == -1 ||
 *	    schema_add(&s, "count", COLUMN_INT64, 0, f) == -1)
 *		...
 *	schema_clear(&s);
 */
#ifndef TABLE_SCHEMA_H
#define TABLE_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

enum column_type {
	COLUMN_INT8,
	COLUMN_INT16,
	COLUMN_INT32,
	COLUMN_INT64,
	COLUMN_FLOAT64,
	COLUMN_BOOL,       /* one bit a row */
	COLUMN_DATE32,     /* int32 days since 1970-01-01 */
	COLUMN_UTF8,       /* int32 offsets */
	COLUMN_DICTIONARY, /* int32 codes into utf8 texts */
	COLUMN_BINARY      /* fixed-size binary of field.width bytes */
};

struct field {
	char *name; /* UTF-8, unique in the schema */
	enum column_type type;
	int32_t width; /* bytes of COLUMN_BINARY, else 0 */
};

struct metadata {
	char *key;
	char *value;
};

/* Owns its texts.  Every field is nullable. */
struct schema {
	size_t field_count, field_capacity;
	struct field *fields;
	size_t metadata_count, metadata_capacity;
	struct metadata *metadata; /* keys unique, in the order they were set */
};

#define SCHEMA_INIT                    \
	{                              \
		0, 0, NULL, 0, 0, NULL \
	}
/* Metadata of a table whose rows are about single persons ("person"): files
 * with it are for their owner only (mode 0600). */
#define SCHEMA_PRIVATE "profstat.private"
/* Metadata: the fingerprint of the key under which the persons of the table
 * have their pseudonyms (base/key.h).  Tables of two keys have no person in
 * common. */
#define SCHEMA_KEY "profstat.key"
/* Metadata ("yes") of every partition of a dataset that has no row but lost
 * ones in any of them.  A partition without rows that lacks it is empty by
 * chance. */
#define SCHEMA_EMPTY "profstat.empty"
/* The column (COLUMN_BOOL, after _row) that marks rows which were set aside
 * and are kept, so that the cells that lack them are known: true for them. */
#define SCHEMA_LOST "_lost"

/* Metadata of a table of texts that was read without a schema: the header of
 * its file as a record of CSV, "" if the file has none.  Such a table is shown
 * as the file was (table/show.h). */
#define SCHEMA_HEADER "profstat.header"

#define SCHEMA_FIELDS_MAX 10000
#define SCHEMA_METADATA_MAX 10000

/* The index of the new field; -1 on failure (a name that is taken, ...). */
int schema_add(struct schema *, const char *name, enum column_type,
    int32_t width, struct fail *) MUST_CHECK;
/* The index of the field with this name, or -1. */
int schema_find(const struct schema *, const char *name);
/* The index of the field NAME.status, which says why rows have no value in
 * NAME, or -1. */
int schema_find_status(const struct schema *, const char *name);
/* The index of the field with this name; a failure lists the names there are.
 */
int schema_require(
    const struct schema *, const char *name, struct fail *) MUST_CHECK;
/* Set or replace; value NULL removes the key. */
int schema_set(struct schema *, const char *key, const char *value,
    struct fail *) MUST_CHECK;
/* The value of a metadata key, or NULL. */
const char *schema_get(const struct schema *, const char *key);
/* Whether no file that the table was made of has a column for this field, so
 * that all its values are missing; kept as metadata. */
int schema_set_absent(
    struct schema *, const char *name, bool absent, struct fail *) MUST_CHECK;
bool schema_is_absent(const struct schema *, const char *name);
/* Whether the values of a field are never shown, in no message, record or list
 * of findings, without being asked for; kept as metadata. */
int schema_set_personal(
    struct schema *, const char *name, bool personal, struct fail *) MUST_CHECK;
bool schema_is_personal(const struct schema *, const char *name);
/*
 * For a filter of several tables: the metadata SCHEMA_KEY of one of them,
 * called name in messages, is taken over; FAIL_USAGE if `to` has that of
 * another key.  A table without persons goes with every key.
 */
int schema_merge_key(struct schema *to, const struct schema *from,
    const char *name, struct fail *) MUST_CHECK;
/* A deep copy into an empty schema. */
int schema_copy(
    struct schema *, const struct schema *from, struct fail *) MUST_CHECK;
/* 0 if names, types and widths agree in order, else a failure that says
 * which column of the second differs from the first. */
int schema_same(
    const struct schema *, const struct schema *, struct fail *) MUST_CHECK;
void schema_clear(struct schema *);

/* "int64", "utf8", "dictionary", "date32", "fixed_size_binary", ... */
const char *column_type_name(enum column_type);

#endif
