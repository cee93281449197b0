/*
 * manifest.h - what a run is made of: records/plan.json.
 *
 *	status = manifest_write(config, inputs, release,
 *	    "build/run/x/records/plan.json", f);
 *
 * {
 *  "stage": "plan", "version": "profstat 0.1.0", "release": "2026-11-22",
 *  "config": {"file", "sha256", "title", "period", "cutoff", "tolerance",
 *             "threshold", "languages"},
 *  "inputs": [{"dataset", "file", "bytes", "sha256", "protected"}],
 *  "parts": [{"kind": "schema|registry|indicator|report", "id", "file",
 *             "sha256"}]
 * }
 * "file" is the label of an input, as in the records of the filters;
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
