/*
 * json.h - JSON in and out.
 *
 * In: a tree that remembers its file and which of its members were asked
 * for, so every error names file and JSON Pointer, and a key that nobody
 * knows is an error:
 *
 *	struct json *root = json_open("config.json", f);
 *	const char *title;	(borrowed until json_free)
 *	if (json_get_text(json_member(root, "title"), "", &title, f) == -1) ...
 *	if (json_check_known(root, f) == -1) ...
 *	json_free(root);
 *
 * Out: values are built and handed over; json_write() prints them.
 *
 *	struct json_value *o = json_new_object();
 *	json_set(o, "rows", json_new_integer(12));	(takes the value)
 *	int status = json_write(o, stream, 2, f);
 *	json_value_free(o);
 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/fail.h"

enum json_kind {
	JSON_KIND_NULL,
	JSON_KIND_BOOLEAN,
	JSON_KIND_INTEGER,
	JSON_KIND_NUMBER,
	JSON_KIND_TEXT,
	JSON_KIND_ARRAY,
	JSON_KIND_OBJECT
};

struct json;

/*
 * Read a file of at most 64 MiB; a byte-order mark is passed over.  Syntax
 * errors, which include a key given twice, name line and column.  Status
 * FAIL_USAGE, unless reading itself failed.
 */
struct json *json_open(const char *path, struct fail *) MUST_CHECK;
/* The same from memory; name stands for the file in messages. */
struct json *json_parse(const char *text, size_t length, const char *name,
    struct fail *) MUST_CHECK;
void json_free(struct json *root); /* NULL is allowed */

enum json_kind json_kind(const struct json *);
/* The name under which this value stands in its object, or NULL. */
const char *json_key(const struct json *);
/* Items of an array or members of an object (in file order), else 0. */
size_t json_count(const struct json *);
/* The item or member at index; marks it as known.  NULL beyond the end. */
const struct json *json_at(const struct json *, size_t index);
/* The member of this name, marked as known, or NULL; object may be NULL. */
const struct json *json_member(const struct json *object, const char *name);
/* The same; its absence is a failure. */
const struct json *json_required(
    const struct json *object, const char *name, struct fail *) MUST_CHECK;

/*
 * Values.  A NULL node (an absent member) gives the fallback; another kind
 * than the one asked for is a failure that names file and pointer, what was
 * found and what was expected.
 */
int json_get_text(const struct json *, const char *fallback, const char **,
    struct fail *) MUST_CHECK;
/* The same of a node that is there, but an empty text is a failure. */
int json_get_name(const struct json *, const char **, struct fail *) MUST_CHECK;
/* The same of a member; its absence is a failure, too. */
int json_require_name(const struct json *object, const char *name,
    const char **, struct fail *) MUST_CHECK;
int json_get_integer(const struct json *, int64_t fallback, int64_t minimum,
    int64_t maximum, int64_t *, struct fail *) MUST_CHECK;
int json_get_number(const struct json *, double fallback, double minimum,
    double maximum, double *, struct fail *) MUST_CHECK;
int json_get_boolean(
    const struct json *, bool fallback, bool *, struct fail *) MUST_CHECK;
/* 0 when the node is of this kind (or NULL), else the failure. */
int json_expect(const struct json *, enum json_kind, struct fail *) MUST_CHECK;

/* Describe a failure at this node: "FILE: /pointer: text".  Returns -1. */
int json_fail(const struct json *, struct fail *, const char *format, ...)
    PRINTF_LIKE(3, 4);
/*
 * Failure at the first member that nobody asked for; it lists the names known
 * in that object (those asked for in vain included) and suggests the nearest.
 */
int json_check_known(const struct json *root, struct fail *) MUST_CHECK;

/*
 * Output.  Builders return NULL when memory ends; setters take ownership of
 * the value in every case, accept NULL values, and remember the failure, so
 * that only json_write() need be checked.  A value that was handed over is not
 * to be touched any more: build the inner values first.
 *
 * The builders are called json_new_*, for jansson has a json_object() of its
 * own: two functions of one name would meet in the linker.
 */
struct json_value;
struct json_value *json_new_object(void);
struct json_value *json_new_array(void);
struct json_value *json_new_text(const char *); /* NULL gives null */
struct json_value *json_new_integer(int64_t);
/* 15 significant digits; NaN and infinity give null. */
struct json_value *json_new_number(double);
struct json_value *json_new_boolean(bool);
struct json_value *json_new_null(void);
/* A deep copy of a node that was read. */
struct json_value *json_new_copy(const struct json *);
void json_set(struct json_value *object, const char *key, struct json_value *);
void json_append(struct json_value *array, struct json_value *);
/* Print with the order kept, indented by indent (0: compact), a newline. */
int json_write(
    const struct json_value *, FILE *, int indent, struct fail *) MUST_CHECK;
void json_value_free(struct json_value *);

#endif
