/* spec.c - what join is asked to do (spec.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "join/spec.h"

int
join_several_find(const char *word, enum join_several *several, struct fail *f)
{
	static const char *const words[] = { "first", "all", "none" };
	size_t i;

	for (i = 0; i < COUNT(words); i++)
		if (strcmp(word, words[i]) == 0) {
			*several = (enum join_several)i;
			return 0;
		}
	return fail_set(f, FAIL_USAGE,
	    _("--several: found \"%s\", expected first, all or none"), word);
}

static int
read_names(struct join_names *names, const char *option, const char *list,
    struct fail *f)
{
	char *name, *equals;
	size_t i;

	if (names_split(&names->texts, list, f) == -1 ||
	    (names->items = memory_array(
		 names->texts.count, sizeof(*names->items), f)) == NULL)
		return -1;
	names->count = names->texts.count;
	for (i = 0; i < names->count; i++) {
		name = names->texts.text +
		       (names->texts.items[i] - names->texts.text);
		names->items[i].first = names->items[i].second = name;
		equals = strchr(name, '=');
		if (equals != NULL) {
			*equals = '\0';
			names->items[i].second = equals + 1;
		}
		if (names->items[i].first[0] == '\0' ||
		    names->items[i].second[0] == '\0')
			return fail_set(f, FAIL_USAGE,
			    _("--%s: found \"%s\", expected names of columns "
			      "with commas between them, each as NAME or "
			      "NAME=NAME"),
			    option, list);
	}
	return 0;
}

int
join_keys(struct join_spec *spec, const char *list, struct fail *f)
{
	return read_names(&spec->keys, "key", list, f);
}

int
join_adds(struct join_spec *spec, const char *list, struct fail *f)
{
	return read_names(&spec->adds, "add", list, f);
}

int
join_spec_check(const struct join_spec *spec, struct fail *f)
{
	int days =
	    (spec->date != NULL) + (spec->from != NULL) + (spec->to != NULL);

	if (days != 0 && days != 3)
		return fail_set(f, FAIL_USAGE, "%s",
		    _("--date, --from and --to belong together; give all "
		      "three or none"));
	if (days == 0 && spec->keys.count == 0)
		return fail_set(f, FAIL_USAGE, "%s",
		    _("there is nothing to match rows by; give --key, or "
		      "--date, --from and --to"));
	return 0;
}

static void
clear_names(struct join_names *names)
{
	names_clear(&names->texts);
	free(names->items);
	names->items = NULL;
	names->count = 0;
}

void
join_spec_clear(struct join_spec *spec)
{
	clear_names(&spec->keys);
	clear_names(&spec->adds);
}
