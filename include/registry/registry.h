/*
 * registry.h - code lists: territories, sexes, ages, levels of education, ...
 * with their hierarchy, titles in two languages and the names seen in the
 * wild.
 *
 *	struct registry *r = registry_open("datasets/reference/sex.json", f);
 *	int entry, found;
 *	found = registry_match(r, "мужчины", strlen("мужчины"), &entry, f);
 *	if (found == 1)
 *		puts(registry_entry_id(r, entry));	("M")
 *	registry_free(r);
 *
 * The validity of an entry ends before the day "to".  An entry is named by
 * its place in the file, from 0; that is also its place
 * in reports.  All texts are borrowed until registry_free().
 */
#ifndef REGISTRY_REGISTRY_H
#define REGISTRY_REGISTRY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"
#include "base/language.h"

#define REGISTRY_NEAR 3 /* suggestions for a text that does not match */

struct registry;

/*
 * Read a registry; strict.  A name that two entries share, a parent that is
 * not there and a circle of parents are failures (FAIL_USAGE) with file and
 * JSON Pointer.
 */
struct registry *registry_open(const char *path, struct fail *) MUST_CHECK;
void registry_free(struct registry *); /* NULL is allowed */

const char *registry_id(const struct registry *);
/* Where it stands, for messages. */
const struct json *registry_id_node(const struct registry *);
const char *registry_path(const struct registry *);
const char *registry_title(const struct registry *, enum language);
size_t registry_count(const struct registry *);

/* The entry with exactly this id, or -1. */
int registry_find(const struct registry *, const char *id);
/*
 * The entry that this text names: by its id, else by a title or an alias in
 * the form of text_normalise().  1 with *entry, 0 if there is none, -1 on
 * failure (memory).
 */
int registry_match(const struct registry *, const char *text, size_t length,
    int *entry, struct fail *) MUST_CHECK;
/*
 * The entries whose names are nearest: fewest insertions, deletions and
 * substitutions of characters between normalised names, at most a third of
 * the longer name; ties in registry order.  The number put in near, or -1.
 */
int registry_near(const struct registry *, const char *text, size_t length,
    int near[REGISTRY_NEAR], struct fail *) MUST_CHECK;

const char *registry_entry_id(const struct registry *, int entry);
const char *registry_entry_title(
    const struct registry *, int entry, enum language);
/* The title for a narrow column, or the title if there is no shorter one. */
const char *registry_entry_short(
    const struct registry *, int entry, enum language);
/* A case form ("in", "of") in a language, or NULL if the entry has none. */
const char *registry_entry_form(
    const struct registry *, int entry, const char *language, const char *form);
/* "country", "region", ..., or NULL. */
const char *registry_entry_level(const struct registry *, int entry);
/* The parent, or -1. */
int registry_entry_parent(const struct registry *, int entry);
/* An "of which" part of its parent: never added to it. */
bool registry_entry_included(const struct registry *, int entry);
/* Was the entry valid on at least one day from first to last (days since
 * 1970-01-01, both included)? */
bool registry_entry_valid(
    const struct registry *, int entry, int32_t first, int32_t last);

/* The only entry without a parent that has children, or -1: the total of the
 * others. */
int registry_root(const struct registry *);

/* Children in registry order, those that are included too. */
size_t registry_child_count(const struct registry *, int entry);
int registry_child(const struct registry *, int entry, size_t index);

/* Several registries, as filters are given them. */
struct registry_set {
	size_t count;
	struct registry **registries;
};

/* Failure also when two have the same id.  set is the caller's to clear, on
 * failure too. */
int registry_set_open(struct registry_set *, const char *const *paths,
    size_t count, struct fail *) MUST_CHECK;
void registry_set_clear(struct registry_set *);
/* The registry with this id, or NULL. */
const struct registry *registry_set_find(
    const struct registry_set *, const char *id);

#endif
