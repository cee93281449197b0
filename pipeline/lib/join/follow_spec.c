/* follow_spec.c - what follow is asked to do (follow_spec.h) */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/option.h"
#include "join/follow_spec.h"

void
follow_spec_init(struct follow_spec *spec)
{
	memset(spec, 0, sizeof(*spec));
	spec->until = INT32_MAX;
	spec->person = "person";
	spec->graduated = "graduated";
	spec->status = "status";
	spec->started = "started";
	spec->ended = "ended";
}

void
follow_spec_clear(struct follow_spec *spec)
{
	free(spec->points);
	names_clear(&spec->point_texts);
	names_clear(&spec->priority);
	free(spec->employed);
	memset(spec, 0, sizeof(*spec));
}

/* The place of a name among the first count of them, or -1. */
static int
find_name(const struct names *names, size_t count, const char *name)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (strcmp(names->items[i], name) == 0)
			return (int)i;
	return -1;
}

int
follow_points(struct follow_spec *spec, const char *list, struct fail *f)
{
	struct names *texts = &spec->point_texts;
	long long months;
	size_t i, j;

	if (names_split(texts, list, f) == -1 ||
	    (spec->points = memory_array(
		 texts->count, sizeof(*spec->points), f)) == NULL)
		return -1;
	spec->point_count = texts->count;
	if (texts->count == 0)
		return fail_set(f, FAIL_USAGE, "%s",
		    _("--points is empty, expected months after graduation: "
		      "6,12,24"));
	for (i = 0; i < texts->count; i++) {
		if (option_integer("points", texts->items[i], 0, 0,
			FOLLOW_MONTHS_MAX, &months, f) == -1)
			return -1;
		spec->points[i] = (int)months;
		for (j = 0; j < i; j++)
			if (spec->points[j] == spec->points[i])
				return fail_set(f, FAIL_USAGE,
				    _("--points: %s stands there twice"),
				    texts->items[i]);
	}
	return 0;
}

static int
mark_employed(
    struct follow_spec *spec, const struct names *employed, struct fail *f)
{
	size_t i;
	int at;

	for (i = 0; i < employed->count; i++) {
		at = find_name(
		    &spec->priority, spec->priority.count, employed->items[i]);
		if (at == -1)
			return fail_set(f, FAIL_USAGE,
			    _("--employed: the status \"%s\" is not in "
			      "--priority"),
			    employed->items[i]);
		spec->employed[at] = true;
	}
	return 0;
}

static int
fail_priority(const char *list, struct fail *f)
{
	return fail_set(f, FAIL_USAGE,
	    _("--priority: found \"%s\", expected statuses with commas "
	      "between them, each once"),
	    list);
}

int
follow_statuses(struct follow_spec *spec, const char *priority,
    const char *employed, struct fail *f)
{
	struct names names = NAMES_INIT;
	size_t i;
	int status;

	if (names_split(&spec->priority, priority, f) == -1 ||
	    (spec->employed = memory_array(
		 spec->priority.count, sizeof(bool), f)) == NULL)
		return -1;
	if (spec->priority.count == 0)
		return fail_priority(priority, f);
	for (i = 0; i < spec->priority.count; i++)
		if (spec->priority.items[i][0] == '\0' ||
		    find_name(&spec->priority, i, spec->priority.items[i]) !=
			-1)
			return fail_priority(priority, f);
	if (find_name(&spec->priority, spec->priority.count, FOLLOW_UNLINKED) !=
		-1 ||
	    find_name(
		&spec->priority, spec->priority.count, FOLLOW_UNRECORDED) != -1)
		return fail_set(f, FAIL_USAGE,
		    _("--priority: found \"%s\", but %s and %s mean that there "
		      "is no spell; give spells another status"),
		    priority, FOLLOW_UNLINKED, FOLLOW_UNRECORDED);
	status = names_split(&names, employed, f);
	if (status == 0)
		status = mark_employed(spec, &names, f);
	names_clear(&names);
	return status;
}

int
follow_until(struct follow_spec *spec, const char *date, struct fail *f)
{
	if (date == NULL || date_parse(date, strlen(date), &spec->until))
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("--until is \"%s\", expected a date as 2025-10-01"), date);
}
