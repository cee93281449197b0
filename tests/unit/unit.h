/* unit.h - what the unit tests include first, in the order cmocka wants */
#ifndef UNIT_H
#define UNIT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* Rounds of a property test: short in `make test`, long in `make deep`. */
static inline long
rounds(long number)
{
	return getenv("PROFSTAT_DEEP") == NULL ? number : 50 * number;
}

#endif
