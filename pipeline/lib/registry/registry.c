/* registry.c - code lists (registry.h) */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/hash.h"
#include "base/json.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "registry/registry.h"

#define ENTRIES_MAX 1000000

struct form {
	const char *language;
	const char *name;
	const char *text;
};

struct entry {
	const struct json *node;
	const char *id;
	struct title title, short_title;
	const char *level;
	const char *parent_id;
	int parent;
	bool included;
	int32_t first; /* day on which it is valid */
	int32_t end;   /* first day on which it is not any more */
	size_t form_start, form_count;
	size_t child_start, child_count;
};

/* A normalised name and the entry it means. */
struct name {
	char *text;
	int entry;
};

struct registry {
	struct json *root; /* owns all texts */
	char *path;
	const char *id;
	struct title title;
	size_t count;
	struct entry *entries;
	int *children; /* grouped by parent, in registry order */
	size_t form_count, form_capacity;
	struct form *forms;
	size_t name_count, name_capacity;
	struct name *names;
	size_t slot_count; /* a power of two, at least twice the names */
	int *id_slots;     /* entry + 1 by its id; 0: free */
	size_t name_slot_count;
	int *name_slots; /* name + 1 by its text; 0: free */
};

static size_t
table_size(size_t items)
{
	size_t size = 16;

	while (size < items * 2)
		size *= 2;
	return size;
}

static size_t
id_slot(const struct registry *r, const char *id, size_t length)
{
	size_t mask = r->slot_count - 1, at = hash_bytes(id, length) & mask;
	const char *other;

	while (r->id_slots[at] != 0) {
		other = r->entries[r->id_slots[at] - 1].id;
		if (strncmp(other, id, length) == 0 && other[length] == '\0')
			break;
		at = (at + 1) & mask;
	}
	return at;
}

static size_t
name_slot(const struct registry *r, const char *text)
{
	size_t mask = r->name_slot_count - 1;
	size_t at = hash_bytes(text, strlen(text)) & mask;

	while (r->name_slots[at] != 0 &&
	       strcmp(r->names[r->name_slots[at] - 1].text, text) != 0)
		at = (at + 1) & mask;
	return at;
}

static int
read_title(const struct json *object, struct title *title, struct fail *f)
{
	const struct json *node = json_required(object, "title", f);

	return node == NULL ? -1 : title_read(node, title, f);
}

/* The title where there is no short one. */
static int
read_short(struct entry *e, struct fail *f)
{
	const struct json *node = json_member(e->node, "short");

	e->short_title = e->title;
	return node == NULL ? 0 : title_read(node, &e->short_title, f);
}

static int
read_forms(struct registry *r, struct entry *e, struct fail *f)
{
	const struct json *forms = json_member(e->node, "forms"), *language;
	const struct json *node;
	struct form *form;
	size_t i, j;

	e->form_start = r->form_count;
	if (forms == NULL)
		return 0;
	if (json_expect(forms, JSON_KIND_OBJECT, f) == -1)
		return -1;
	for (i = 0; (language = json_at(forms, i)) != NULL; i++) {
		if (json_expect(language, JSON_KIND_OBJECT, f) == -1)
			return -1;
		for (j = 0; (node = json_at(language, j)) != NULL; j++) {
			if (memory_grow(&r->forms, &r->form_capacity,
				r->form_count + 1, sizeof(*form), f) == -1)
				return -1;
			form = &r->forms[r->form_count];
			form->language = json_key(language);
			form->name = json_key(node);
			if (json_get_text(node, NULL, &form->text, f) == -1)
				return -1;
			r->form_count++;
			e->form_count++;
		}
	}
	return 0;
}

/* A date, or null or nothing for an open end. */
static int
read_date(const struct json *node, int32_t open, int32_t *day, struct fail *f)
{
	const char *text;

	*day = open;
	if (node == NULL || json_kind(node) == JSON_KIND_NULL)
		return 0;
	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	if (!date_parse(text, strlen(text), day))
		return json_fail(node, f,
		    _("found \"%s\", expected a date as YYYY-MM-DD or null"),
		    text);
	return 0;
}

static int
read_valid(struct entry *e, struct fail *f)
{
	const struct json *valid = json_member(e->node, "valid");

	if (json_expect(valid, JSON_KIND_OBJECT, f) == -1 ||
	    read_date(json_member(valid, "from"), INT32_MIN, &e->first, f) ==
		-1 ||
	    read_date(json_member(valid, "to"), INT32_MAX, &e->end, f) == -1)
		return -1;
	if (e->first >= e->end)
		return json_fail(valid, f,
		    _("ends before it begins; correct \"from\" or \"to\""));
	return 0;
}

static int
read_entry(
    struct registry *r, int index, const struct json *node, struct fail *f)
{
	struct entry *e = &r->entries[index];
	const struct json *id;
	size_t slot;

	e->node = node;
	e->parent = -1;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    (id = json_required(node, "id", f)) == NULL ||
	    json_get_text(id, NULL, &e->id, f) == -1 ||
	    read_title(node, &e->title, f) == -1 || read_short(e, f) == -1 ||
	    json_get_text(
		json_member(node, "parent"), NULL, &e->parent_id, f) == -1 ||
	    json_get_text(json_member(node, "level"), NULL, &e->level, f) ==
		-1 ||
	    json_get_boolean(
		json_member(node, "included"), false, &e->included, f) == -1 ||
	    read_forms(r, e, f) == -1 || read_valid(e, f) == -1)
		return -1;
	if (e->id[0] == '\0')
		return json_fail(id, f, _("is empty, expected a code"));
	slot = id_slot(r, e->id, strlen(e->id));
	if (r->id_slots[slot] != 0)
		return json_fail(id, f,
		    _("the id \"%s\" stands at two entries, expected each "
		      "once; rename one"),
		    e->id);
	r->id_slots[slot] = index + 1;
	return 0;
}

static int
link_parents(struct registry *r, struct fail *f)
{
	struct entry *e;
	size_t i;

	for (i = 0; i < r->count; i++) {
		e = &r->entries[i];
		if (e->parent_id != NULL)
			e->parent = registry_find(r, e->parent_id);
		if (e->parent_id != NULL && e->parent == -1)
			return json_fail(json_member(e->node, "parent"), f,
			    _("there is no entry \"%s\", expected the id of "
			      "another entry"),
			    e->parent_id);
		if (e->included && e->parent == -1)
			return json_fail(json_member(e->node, "included"), f,
			    _("\"%s\" is included in no entry; give its "
			      "\"parent\""),
			    e->id);
	}
	return 0;
}

/* Follow each entry upwards; a way longer than the registry is a circle. */
static int
check_circles(const struct registry *r, struct fail *f)
{
	int *depth = memory_array(r->count + 1, sizeof(*depth), f);
	size_t i, steps;
	int at, known, status = depth == NULL ? -1 : 0;

	for (i = 0; i < r->count && status == 0; i++) {
		steps = 0;
		for (at = (int)i;
		     at != -1 && depth[at] == 0 && steps <= r->count;
		     at = r->entries[at].parent)
			steps++;
		if (steps > r->count) {
			status = json_fail(
			    json_member(r->entries[i].node, "parent"), f,
			    _("the parents of \"%s\" lead in a circle; "
			      "one entry must stand at the top"),
			    r->entries[i].id);
			break;
		}
		known = at == -1 ? 0 : depth[at];
		for (at = (int)i; steps > 0; at = r->entries[at].parent)
			depth[at] = known + (int)steps--;
	}
	free(depth);
	return status;
}

static int
list_children(struct registry *r, struct fail *f)
{
	size_t i, next = 0;
	struct entry *parent;

	if ((r->children = memory_array(
		 r->count + 1, sizeof(*r->children), f)) == NULL)
		return -1;
	for (i = 0; i < r->count; i++)
		if (r->entries[i].parent != -1)
			r->entries[r->entries[i].parent].child_count++;
	for (i = 0; i < r->count; i++) {
		r->entries[i].child_start = next;
		next += r->entries[i].child_count;
		r->entries[i].child_count = 0;
	}
	for (i = 0; i < r->count; i++)
		if (r->entries[i].parent != -1) {
			parent = &r->entries[r->entries[i].parent];
			r->children[parent->child_start +
				    parent->child_count++] = (int)i;
		}
	return 0;
}

static int
name_fail(const struct registry *r, const struct json *node, const char *text,
    int one, int other, struct fail *f)
{
	return json_fail(node, f,
	    _("the name \"%s\" belongs to \"%s\" and to \"%s\"; remove or "
	      "change one"),
	    text, r->entries[one].id, r->entries[other].id);
}

/* One name of an entry; the same name for another entry is a failure. */
static int
add_name(struct registry *r, int entry, const struct json *node,
    const char *text, struct fail *f)
{
	char *key = text_normalise(text, strlen(text), f);
	size_t slot;
	int other;

	if (key == NULL)
		return -1;
	other = registry_find(r, text);
	if (other != -1 && other != entry) {
		free(key);
		return name_fail(r, node, text, other, entry, f);
	}
	if (key[0] == '\0') {
		free(key);
		return json_fail(node, f,
		    _("\"%s\" holds no letter or digit, expected a name"),
		    text);
	}
	slot = name_slot(r, key);
	if (r->name_slots[slot] != 0) {
		free(key);
		other = r->names[r->name_slots[slot] - 1].entry;
		if (other == entry)
			return 0;
		return name_fail(r, node, text, other, entry, f);
	}
	r->names[r->name_count].text = key;
	r->names[r->name_count].entry = entry;
	r->name_slots[slot] = (int)++r->name_count;
	return 0;
}

static int
add_entry_names(struct registry *r, int entry, struct fail *f)
{
	const struct entry *e = &r->entries[entry];
	const struct json *aliases = json_member(e->node, "aliases"), *node;
	const struct json *title = json_member(e->node, "title");
	const char *text;
	size_t i;

	if (add_name(r, entry, json_member(title, "ru"),
		e->title.text[LANGUAGE_RU], f) == -1 ||
	    add_name(r, entry, json_member(title, "en"),
		e->title.text[LANGUAGE_EN], f) == -1)
		return -1;
	for (i = 0; (node = json_at(aliases, i)) != NULL; i++)
		if (json_get_text(node, NULL, &text, f) == -1 ||
		    add_name(r, entry, node, text, f) == -1)
			return -1;
	return 0;
}

static int
add_names(struct registry *r, struct fail *f)
{
	const struct json *aliases;
	size_t i, need = r->count * 2;

	for (i = 0; i < r->count; i++) {
		aliases = json_member(r->entries[i].node, "aliases");
		if (json_expect(aliases, JSON_KIND_ARRAY, f) == -1)
			return -1;
		need += json_count(aliases);
	}
	r->name_slot_count = table_size(need);
	if ((r->names = memory_array(need + 1, sizeof(*r->names), f)) == NULL ||
	    (r->name_slots = memory_array(
		 r->name_slot_count, sizeof(*r->name_slots), f)) == NULL)
		return -1;
	for (i = 0; i < r->count; i++)
		if (add_entry_names(r, (int)i, f) == -1)
			return -1;
	return 0;
}

static int
read_entries(struct registry *r, struct fail *f)
{
	const struct json *entries = json_required(r->root, "entries", f);
	size_t i;

	if (entries == NULL || json_expect(entries, JSON_KIND_ARRAY, f) == -1)
		return -1;
	if (json_count(entries) == 0 || json_count(entries) > ENTRIES_MAX)
		return json_fail(entries, f, _("%zu entries, expected 1 to %d"),
		    json_count(entries), ENTRIES_MAX);
	r->count = json_count(entries);
	r->slot_count = table_size(r->count);
	if ((r->entries = memory_array(r->count, sizeof(*r->entries), f)) ==
		NULL ||
	    (r->id_slots = memory_array(
		 r->slot_count, sizeof(*r->id_slots), f)) == NULL)
		return -1;
	for (i = 0; i < r->count; i++)
		if (read_entry(r, (int)i, json_at(entries, i), f) == -1)
			return -1;
	return 0;
}

static int
read_registry(struct registry *r, struct fail *f)
{
	const struct json *id;
	const char *source;

	if (json_expect(r->root, JSON_KIND_OBJECT, f) == -1 ||
	    (id = json_required(r->root, "id", f)) == NULL ||
	    json_get_text(id, NULL, &r->id, f) == -1 ||
	    read_title(r->root, &r->title, f) == -1 ||
	    json_get_text(json_member(r->root, "source"), NULL, &source, f) ==
		-1 ||
	    read_entries(r, f) == -1 || link_parents(r, f) == -1 ||
	    check_circles(r, f) == -1 || list_children(r, f) == -1 ||
	    add_names(r, f) == -1)
		return -1;
	return json_check_known(r->root, f);
}

struct registry *
registry_open(const char *path, struct fail *f)
{
	struct registry *r = memory_array(1, sizeof(*r), f);

	if (r == NULL)
		return NULL;
	if ((r->path = memory_text(path, strlen(path), f)) == NULL ||
	    (r->root = json_open(path, f)) == NULL ||
	    read_registry(r, f) == -1) {
		registry_free(r);
		return NULL;
	}
	return r;
}

void
registry_free(struct registry *r)
{
	size_t i;

	if (r == NULL)
		return;
	for (i = 0; i < r->name_count; i++)
		free(r->names[i].text);
	free(r->names);
	free(r->name_slots);
	free(r->id_slots);
	free(r->forms);
	free(r->children);
	free(r->entries);
	free(r->path);
	json_free(r->root);
	free(r);
}

const char *
registry_id(const struct registry *r)
{
	return r->id;
}

const struct json *
registry_id_node(const struct registry *r)
{
	return json_member(r->root, "id");
}

const char *
registry_path(const struct registry *r)
{
	return r->path;
}

const char *
registry_title(const struct registry *r, enum language language)
{
	return r->title.text[language];
}

size_t
registry_count(const struct registry *r)
{
	return r->count;
}

static int
find_id(const struct registry *r, const char *id, size_t length)
{
	return r->id_slots[id_slot(r, id, length)] - 1;
}

int
registry_find(const struct registry *r, const char *id)
{
	return find_id(r, id, strlen(id));
}

int
registry_match(const struct registry *r, const char *text, size_t length,
    int *entry, struct fail *f)
{
	char *key;
	int name;

	text = text_trim(text, &length);
	if ((*entry = find_id(r, text, length)) != -1)
		return 1;
	if ((key = text_normalise(text, length, f)) == NULL)
		return -1;
	name = r->name_slots[name_slot(r, key)] - 1;
	free(key);
	if (name == -1)
		return 0;
	*entry = r->names[name].entry;
	return 1;
}

struct nearest {
	int count;
	int entries[REGISTRY_NEAR];
	size_t distances[REGISTRY_NEAR];
};

/* An entry with several names counts once, with its nearest. */
static void
nearest_add(struct nearest *near, int entry, size_t distance)
{
	int i, at;

	for (at = 0; at < near->count && near->entries[at] != entry; at++)
		;
	if (at < near->count && near->distances[at] <= distance)
		return;
	if (at == REGISTRY_NEAR) {
		at--;
		if (near->distances[at] <= distance)
			return;
	} else if (at == near->count)
		near->count++;
	for (i = at; i > 0 && near->distances[i - 1] > distance; i--) {
		near->entries[i] = near->entries[i - 1];
		near->distances[i] = near->distances[i - 1];
	}
	near->entries[i] = entry;
	near->distances[i] = distance;
}

int
registry_near(const struct registry *r, const char *text, size_t length,
    int near[REGISTRY_NEAR], struct fail *f)
{
	struct nearest found = { 0, { 0 }, { 0 } };
	char *key = text_normalise(text, length, f);
	size_t i, distance, own, other;

	if (key == NULL)
		return -1;
	own = text_characters(key);
	for (i = 0; own > 0 && i < r->name_count; i++) {
		distance = text_distance(key, r->names[i].text);
		other = text_characters(r->names[i].text);
		if (distance <= (own > other ? own : other) / 3)
			nearest_add(&found, r->names[i].entry, distance);
	}
	free(key);
	memcpy(near, found.entries, sizeof(found.entries));
	return found.count;
}

const char *
registry_entry_id(const struct registry *r, int entry)
{
	return r->entries[entry].id;
}

const char *
registry_entry_title(
    const struct registry *r, int entry, enum language language)
{
	return r->entries[entry].title.text[language];
}

const char *
registry_entry_short(
    const struct registry *r, int entry, enum language language)
{
	return r->entries[entry].short_title.text[language];
}

const char *
registry_entry_form(
    const struct registry *r, int entry, const char *language, const char *form)
{
	const struct entry *e = &r->entries[entry];
	const struct form *one;
	size_t i;

	for (i = 0; i < e->form_count; i++) {
		one = &r->forms[e->form_start + i];
		if (strcmp(one->language, language) == 0 &&
		    strcmp(one->name, form) == 0)
			return one->text;
	}
	return NULL;
}

const char *
registry_entry_level(const struct registry *r, int entry)
{
	return r->entries[entry].level;
}

int
registry_entry_parent(const struct registry *r, int entry)
{
	return r->entries[entry].parent;
}

bool
registry_entry_included(const struct registry *r, int entry)
{
	return r->entries[entry].included;
}

bool
registry_entry_valid(
    const struct registry *r, int entry, int32_t first, int32_t last)
{
	const struct entry *e = &r->entries[entry];

	return e->first <= last && first < e->end;
}

size_t
registry_child_count(const struct registry *r, int entry)
{
	return r->entries[entry].child_count;
}

int
registry_child(const struct registry *r, int entry, size_t index)
{
	return r->children[r->entries[entry].child_start + index];
}

int
registry_root(const struct registry *r)
{
	int entry, root = -1;

	for (entry = 0; entry < (int)registry_count(r); entry++) {
		if (registry_entry_parent(r, entry) != -1 ||
		    registry_child_count(r, entry) == 0)
			continue;
		if (root != -1)
			return -1;
		root = entry;
	}
	return root;
}

int
registry_set_open(struct registry_set *set, const char *const *paths,
    size_t count, struct fail *f)
{
	struct registry *r;

	set->count = 0;
	set->registries = memory_array(count + 1, sizeof(r), f);
	if (set->registries == NULL)
		return -1;
	while (set->count < count) {
		if ((r = registry_open(paths[set->count], f)) == NULL)
			return -1;
		if (registry_set_find(set, r->id) != NULL) {
			fail_set(f, FAIL_USAGE,
			    _("%s: the registry \"%s\" is given twice; leave "
			      "one out"),
			    r->path, r->id);
			registry_free(r);
			return -1;
		}
		set->registries[set->count++] = r;
	}
	return 0;
}

void
registry_set_clear(struct registry_set *set)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		registry_free(set->registries[i]);
	free(set->registries);
	set->registries = NULL;
	set->count = 0;
}

const struct registry *
registry_set_find(const struct registry_set *set, const char *id)
{
	size_t i;

	for (i = 0; i < set->count; i++)
		if (strcmp(set->registries[i]->id, id) == 0)
			return set->registries[i];
	return NULL;
}
