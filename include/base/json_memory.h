/*
 * json_memory.h - memory for jansson, which does not survive that it ends:
 * version 2.14 then writes beyond a buffer while it reads, calls some failures
 * errors of syntax, and leaves parts out of copies.
 *
 *	json_set_alloc_funcs(json_memory_allocate, json_memory_release);
 *	...
 *	if (json_memory_build(make, &what, &tree) == -1)
 *		return fail_memory(f);
 *
 * While a tree is built, a failing allocation does not return: the work is
 * left, all of its memory is released.  At other times it gives NULL.
 */
#ifndef BASE_JSON_MEMORY_H
#define BASE_JSON_MEMORY_H

#include <stddef.h>

#include "base/fail.h"

void *json_memory_allocate(size_t size);
void json_memory_release(void *); /* NULL is allowed */

/* *made is what make(what) returns; -1 if memory ended in it.  make() must
 * hold nothing but memory of json_memory_allocate(), and build no other tree
 * inside. */
int json_memory_build(
    void *(*make)(void *what), void *what, void **made) MUST_CHECK;

#endif
