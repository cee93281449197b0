/*
 * sniff_json.h - what sniff found, for programs.
 *
 *	struct json_value *o = sniff_json(&sniff, "graduates", f);
 *	json_write(o, stdout, 2, f);
 *	json_value_free(o);
 *
 * Examples of columns about persons are "…".  sniff.1 describes the members.
 */
#ifndef SNIFF_SNIFF_JSON_H
#define SNIFF_SNIFF_JSON_H

#include "base/fail.h"
#include "base/json.h"
#include "sniff/sniff.h"

/* name: of the dataset, or NULL.  The caller's; NULL on failure. */
struct json_value *sniff_json(
    const struct sniff *, const char *name, struct fail *) MUST_CHECK;

#endif
