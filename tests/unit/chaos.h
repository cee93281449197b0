/*
 * chaos.h - let one allocation fail: the n-th, for every n.
 *
 *	for (long n = 1; n == 1 || chaos_failed(); n++) {
 *		struct fail f = FAIL_INIT;
 *
 *		chaos_start(n);
 *		thing = thing_new(&f);
 *		chaos_stop();
 *		... thing is whole, or NULL and f.status is FAIL_SYSTEM ...
 *		thing_free(thing);
 *	}
 *
 * The linker sends malloc(), calloc() and realloc() of our code here
 * (--wrap); shared libraries keep their own.  Nothing may be asserted between
 * start and stop, for cmocka allocates too.
 */
#ifndef UNIT_CHAOS_H
#define UNIT_CHAOS_H

#include <stdbool.h>
#include <stddef.h>

/* From now on the n-th allocation (from 1) fails; n 0: none. */
void chaos_start(long n);
void chaos_stop(void);
/* Whether an allocation failed since the last chaos_start(). */
bool chaos_failed(void);

#endif
