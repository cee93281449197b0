/*
 * known_headings.h - headings of sections whose meaning is known: sex, urban
 * and rural population, territories.
 *
 *	struct known_level known;
 *	if (known_headings(headings, count, &known))
 *		printf("%s: %s is %s\n", known.name, headings[0],
 *		    known.values[0]);
 *
 * Values are the codes of SDMX (CL_SEX, and U, R and _T for residence), which
 * the code lists under datasets/reference have, too.
 */
#ifndef SNIFF_KNOWN_HEADINGS_H
#define SNIFF_KNOWN_HEADINGS_H

#include <stdbool.h>
#include <stddef.h>

#include "sniff/stub.h"

struct known_level {
	const char *name;    /* of a field: "sex" */
	const char *ru, *en; /* its title */
	const char *values[STUB_HEADINGS];
};

/* Are all of them headings of one meaning, each with another value? */
bool known_headings(
    const char *const *headings, size_t count, struct known_level *);
/* Are most of them names of territories? */
bool known_territories(const char *const *headings, size_t count);
/* Does the text say that ages follow? */
bool known_ages(const char *text);

#endif
