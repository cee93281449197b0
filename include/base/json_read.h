/*
 * json_read.h - the text of a JSON file as a tree of nodes; for json.c alone.
 *
 * A registry of 1 MB is read once for each of thousands of files.  jansson
 * takes 6 ms for it and for its tree, this 1 ms.  It accepts the same texts;
 * those that it refuses jansson explains (json.c).
 */
#ifndef BASE_JSON_READ_H
#define BASE_JSON_READ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/json.h"

/* A name that was asked for and is not there. */
struct json_absent {
	const char *name;
	struct json_absent *next;
};

/* What was asked of a node: all that changes after reading. */
struct json_mark {
	struct json_absent *last; /* its next is the first */
	bool known;
};

/* 64 bytes with its mark: a registry has tens of thousands. */
struct json {
	enum json_kind kind;
	uint32_t index;  /* in an array */
	const char *key; /* NULL in an array */
	const struct json *parent;
	size_t count; /* of the children */
	union {
		const struct json **children;
		const char *text;
		int64_t integer;
		double number;
		bool truth;
	} value;
	struct json_mark *mark;
};

/* A new node, its mark included. */
struct json *json_node(struct arena *, struct fail *) MUST_CHECK;

/*
 * Read the text into the node, all memory from the arena.  1 done, 0 the text
 * is no JSON (an array or an object of UTF-8, each key once, without \u0000,
 * whole numbers of 64 bits, at most JSON_DEPTH levels), -1 out of memory.
 */
int json_read(struct json *, const char *text, size_t length, struct arena *,
    struct fail *) MUST_CHECK;

#define JSON_DEPTH 2048 /* as in jansson */

#endif
