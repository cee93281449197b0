/*
 * request.h - a cube as the options of tally ask for it.
 *
 *	struct cube_request request = { .by = "period=year,region" };
 *	struct registry_set registries = { 0, NULL };
 *	struct cube *c;
 *	option_list_add(&request.registries, "region=regions.json", f);
 *	option_list_add(&request.sets, "region", f);
 *	c = request_open(&request, &registries, f);
 *	... cube_table(), cube_add(), cube_expand() ...
 *	cube_free(c);
 *	registry_set_clear(&registries);
 *	request_clear(&request);
 */
#ifndef CUBE_REQUEST_H
#define CUBE_REQUEST_H

#include <stddef.h>

#include "base/fail.h"
#include "base/option.h"
#include "cube/cube.h"
#include "registry/registry.h"

struct cube_request {
	const char *by; /* dimensions with commas: NAME or NAME=COLUMN */
	struct option_list sums, distincts; /* a column each */
	struct option_list pairs;           /* NUMERATOR,DENOMINATOR */
	struct option_list registries;      /* DIMENSION=FILE */
	struct option_list sets;            /* dimensions with commas, or "" */
};

/* Frees the lists. */
void request_clear(struct cube_request *);
/* Nothing is written to a file of a registry: outputs may be NULL.  Else
 * FAIL_USAGE. */
int request_check_files(const struct cube_request *, const char *output,
    const char *record, struct fail *) MUST_CHECK;
/*
 * The empty cube, the caller's; NULL on failure, FAIL_USAGE for what is asked
 * wrongly.  The registries are opened only if there are sets; they must stay
 * until the cube is expanded and are the caller's to clear, on failure too.
 */
struct cube *request_open(const struct cube_request *, struct registry_set *,
    struct fail *) MUST_CHECK;

#endif
