/* stages - which recipe makes what from what */
#include "plan/stages.h"

#include <stdlib.h>
#include <string.h>

#include "base/key.h"
#include "base/message.h"
#include "base/path.h"
#include "plan/manifest.h"
#include "plan/stages_end.h"
#include "plan/stages_file.h"
#include "plan/stages_part.h"
#include "plan/stages_report.h"
#include "plan/stages_table.h"

#define PARTITION_BYTES (INT64_C(64) << 20) /* of raw files */
#define PARTITIONS 64                       /* by size, at most */

/* As the config says, else by the size of what is partitioned. */
static long long
count_partitions(const struct config *c, const struct inputs *in)
{
	int64_t bytes = 0, partitions;
	size_t i;

	if (c->partitions != 0)
		return c->partitions;
	for (i = 0; i < in->count; i++)
		if (c->datasets[in->files[i].dataset].partition != NULL)
			bytes += in->files[i].bytes;
	partitions = (bytes + PARTITION_BYTES - 1) / PARTITION_BYTES;
	if (partitions < 1)
		return 1;
	return partitions > PARTITIONS ? PARTITIONS : partitions;
}

/* The key under which this run has its pseudonyms: another one makes all again
 * that depends on it. */
static int
read_key(struct stages *r, struct fail *f)
{
	struct key *key;

	if (!config_needs_key(r->c))
		return 0;
	if (r->place->key == NULL)
		return fail_set(f, FAIL_USAGE,
		    _("%s: a dataset identifies persons; name the key of "
		      "their pseudonyms (--key), which \"make key\" creates"),
		    r->c->file.label);
	key = key_open(r->place->key, f);
	if (key == NULL)
		return -1;
	memcpy(r->key, key_fingerprint(key), sizeof(r->key));
	key_free(key);
	return 0;
}

static int
plan_stages(struct stages *r, struct fail *f)
{
	size_t i;

	for (i = 0; i < r->in->count; i++)
		if (plan_file(r, &r->in->files[i], f) == -1)
			return -1;
	for (i = 0; i < r->c->source_count; i++) {
		const struct config_source *source = &r->c->sources[i];

		if ((source->table == NULL &&
			plan_dataset(r, source->dataset, f) == -1) ||
		    (source_counted(r->c, source) &&
			plan_cubes(r, source, f) == -1))
			return -1;
	}
	for (i = 0; i < r->c->report_count; i++)
		if (!r->c->reports[i].quality && plan_forms(r, i, f) == -1)
			return -1;
	return plan_run(r, f);
}

static int
write_manifest(const struct stages *r, const char *record, struct fail *f)
{
	char *path = path_join(r->recipes.work, "records/plan.json", f);
	int status = path == NULL
			 ? -1
			 : manifest_write(r->c, r->in, r->release, path, f);

	if (status == 0 && record != NULL)
		status = manifest_write(r->c, r->in, r->release, record, f);
	free(path);
	return status;
}

int
stages_write(const struct config *c, const struct inputs *in,
    const char *release, const struct stages_place *place, struct fail *f)
{
	struct stages r;
	int status;

	memset(&r, 0, sizeof(r));
	r.c = c;
	r.in = in;
	r.place = place;
	r.release = release;
	r.partitions = count_partitions(c, in);
	status = read_key(&r, f);
	if (status == 0)
		status = recipes_open(
		    &r.recipes, place->work, place->bin, c->languages[0], f);
	if (status == 0)
		status = stages_digest(&r, f);
	if (status == 0)
		status = plan_stages(&r, f);
	if (status == 0)
		status = write_manifest(&r, place->record, f);
	if (status == 0)
		status = write_publish(&r, f);
	if (status == 0)
		status = write_losses(&r, f);
	if (status == 0)
		status = write_failed(&r, f);
	if (status == 0)
		status = recipes_close(&r.recipes, f);
	recipes_clear(&r.recipes);
	return status;
}
