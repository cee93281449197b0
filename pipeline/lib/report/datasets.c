/* datasets - the inputs of a run by dataset */
#include "report/datasets.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"

static struct dataset_group *
find_group(struct datasets *d, const char *name, struct fail *f)
{
	struct dataset_group *group;
	size_t i;

	/* Files are sorted by path: it is mostly the last one. */
	for (i = d->count; i-- > 0;)
		if (strcmp(d->items[i].name, name) == 0)
			return &d->items[i];
	if (memory_grow(&d->items, &d->capacity, d->count + 1,
		sizeof(*d->items), f) == -1)
		return NULL;
	group = &d->items[d->count++];
	*group = (struct dataset_group){ .name = name };
	return group;
}

int
datasets_open(struct datasets *d, const struct records *r, struct fail *f)
{
	struct dataset_group *group;
	const char *name;
	size_t i;

	memset(d, 0, sizeof(*d));
	d->of = memory_array(r->input_count + 1, sizeof(*d->of), f);
	if (d->of == NULL)
		return -1;
	for (i = 0; i < r->input_count; i++) {
		name = r->inputs[i].dataset;
		group = find_group(d, name == NULL ? "" : name, f);
		if (group == NULL)
			return -1;
		group->files++;
		d->of[i] = (size_t)(group - d->items);
	}
	return 0;
}

void
datasets_close(struct datasets *d)
{
	free(d->items);
	free(d->of);
	memset(d, 0, sizeof(*d));
}

const char *
datasets_title(const struct dataset_group *group)
{
	return *group->name == '\0' ? _("unknown dataset") : group->name;
}
