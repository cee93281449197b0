/*
 * manifest.h - what a run is made of: records/plan.json.
 *
 *	status = manifest_write(config, inputs, release,
 *	    "build/run/x/records/plan.json", f);
 *
 * {
 *  "stage": "plan", "version": "profstat 0.1.0", "release": "2026-11-22",
 *  "config": {"file", "content_sha256", "title", "period", "cutoff",
 *             "until", "tolerance", "threshold", "languages"},
 *  "inputs": [{"dataset", "file", "bytes", "sha256", "protected"}],
 *  "parts": [{"kind": "schema|table|registry|indicator|report", "id",
 *             "file", "sha256"}]
 * }
 * "file" is the label of an input, as in the records of the filters;
 * content_sha256 is that of the config as one line of JSON with its line feed,
 * members in the order of the file, without "partitions", on which no result
 * depends; "until" is there when the config has it.
 * "protected" says that values of its rows may not be published.
 */
#ifndef PLAN_MANIFEST_H
#define PLAN_MANIFEST_H

#include "base/fail.h"
#include "plan/config.h"
#include "plan/inputs.h"

/* Rewritten only when its content changes. */
int manifest_write(const struct config *, const struct inputs *,
    const char *release, const char *path, struct fail *) MUST_CHECK;

#endif
