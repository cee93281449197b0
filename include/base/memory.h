/*
 * memory.h - allocation that checks sizes and describes its failure.
 *
 *	double *sums = memory_array(count, sizeof(*sums), f);
 *
 * All memory is released with free().
 */
#ifndef BASE_MEMORY_H
#define BASE_MEMORY_H

#include <stddef.h>

#include "base/fail.h"

/* The items of an array whose size is known here. */
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Zeroed memory for count items; NULL on failure (overflow included). */
void *memory_array(size_t count, size_t size, struct fail *) MUST_CHECK;

/*
 * Make room for at least need items in *array, whose capacity is *capacity;
 * grows by half again, so appending is linear.  New items are not zeroed.
 * Returns 0, or -1 with *array as it was.
 */
int memory_grow(void *array, size_t *capacity, size_t need, size_t size,
    struct fail *) MUST_CHECK;

/* A copy of length bytes with a NUL after them; NULL on failure. */
char *memory_text(const char *text, size_t length, struct fail *) MUST_CHECK;

#endif
