/* correction.c - corrections by line */
#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "reader/correction.h"

/* The most that text_visible() makes of a byte: \x1b. */
#define VISIBLE_GROWTH 4

struct corrections {
	struct correction *items; /* texts owned */
	atomic_bool *used;        /* of each; after corrections_sort() */
	size_t count, capacity;
	char *elsewhere; /* how another file of the list is called, or NULL */
};

struct corrections *
corrections_new(struct fail *f)
{
	return memory_array(1, sizeof(struct corrections), f);
}

static void
clear_item(struct correction *item)
{
	free((char *)item->column);
	free((char *)item->raw);
	free((char *)item->digest);
	free((char *)item->text);
}

void
corrections_free(struct corrections *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->count; i++)
		clear_item(&c->items[i]);
	free(c->items);
	free(c->used);
	free(c->elsewhere);
	free(c);
}

static int
keep(const char *text, const char **kept, struct fail *f)
{
	if (text == NULL)
		return 0;
	return (*kept = memory_text(text, strlen(text), f)) == NULL ? -1 : 0;
}

int
corrections_add(
    struct corrections *c, const struct correction *correction, struct fail *f)
{
	struct correction item = *correction;

	item.column = item.raw = item.digest = item.text = NULL;
	if (memory_grow(&c->items, &c->capacity, c->count + 1,
		sizeof(*c->items), f) == -1 ||
	    keep(correction->column, &item.column, f) == -1 ||
	    keep(correction->raw, &item.raw, f) == -1 ||
	    keep(correction->digest, &item.digest, f) == -1 ||
	    keep(correction->text, &item.text, f) == -1) {
		clear_item(&item);
		return -1;
	}
	c->items[c->count++] = item;
	return 0;
}

static int
compare_columns(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return (a != NULL) - (b != NULL);
	return strcmp(a, b);
}

static int
compare_items(const void *left, const void *right)
{
	const struct correction *a = left, *b = right;
	int order;

	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	if ((order = compare_columns(a->column, b->column)) != 0)
		return order;
	return a->from < b->from ? -1 : a->from > b->from;
}

static int
fail_contradiction(const char *name, const struct correction *first,
    const struct correction *second, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": column \"correction\": found another correction "
	      "of line %" PRIu64 " than in line %" PRIu64 ", expected one; "
	      "take one of them out"),
	    name, second->from, second->line, first->from);
}

int
corrections_sort(struct corrections *c, const char *name, struct fail *f)
{
	size_t i, kept = 0;

	if (c->count == 0)
		return 0;
	qsort(c->items, c->count, sizeof(*c->items), compare_items);
	for (i = 0; i < c->count; i++) {
		struct correction *item = &c->items[i];
		const struct correction *last =
		    kept == 0 ? NULL : &c->items[kept - 1];

		if (last == NULL || last->line != item->line ||
		    compare_columns(last->column, item->column) != 0) {
			c->items[kept++] = *item;
			continue;
		}
		if (strcmp(last->text, item->text) != 0) {
			(void)fail_contradiction(name, last, item, f);
			break;
		}
		clear_item(item);
	}
	if (i < c->count) {
		/* what was not looked at stays owned */
		memmove(&c->items[kept], &c->items[i],
		    (c->count - i) * sizeof(*c->items));
		c->count = kept + c->count - i;
		return -1;
	}
	c->count = kept;
	c->used = memory_array(kept, sizeof(*c->used), f);
	return c->used == NULL ? -1 : 0;
}

int
corrections_set_elsewhere(
    struct corrections *c, const char *file, struct fail *f)
{
	char *name = memory_text(file, strlen(file), f);

	if (name == NULL)
		return -1;
	free(c->elsewhere);
	c->elsewhere = name;
	return 0;
}

const char *
corrections_elsewhere(const struct corrections *c)
{
	return c == NULL || c->count > 0 ? NULL : c->elsewhere;
}

size_t
corrections_count(const struct corrections *c)
{
	return c == NULL ? 0 : c->count;
}

size_t
corrections_of(
    const struct corrections *c, uint64_t line, const struct correction **first)
{
	size_t low = 0, high, middle, end;

	*first = NULL;
	if (c == NULL)
		return 0;
	for (high = c->count; low < high;) {
		middle = low + (high - low) / 2;
		if (c->items[middle].line < line)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < c->count && c->items[end].line == line;)
		end++;
	if (end > low)
		*first = &c->items[low];
	return end - low;
}

/* The list has the record as text_visible() shows it, without the blanks at
 * its ends that a spreadsheet may have taken away. */
static int
same_record(const char *kept, const char *raw, size_t length, struct fail *f)
{
	size_t size = VISIBLE_GROWTH * length + 1, kept_length = strlen(kept);
	char *shown = memory_array(size, 1, f);
	const char *trimmed;
	int same;

	if (shown == NULL)
		return -1;
	length = text_visible(raw, length, shown, size);
	trimmed = text_trim(shown, &length);
	kept = text_trim(kept, &kept_length);
	same = length == kept_length && memcmp(trimmed, kept, length) == 0;
	free(shown);
	return same;
}

int
correction_fits(const struct correction *c, const char *digest, uint64_t byte,
    const char *raw, size_t length, struct fail *f)
{
	if (c->digest != NULL && *digest != '\0' &&
	    strncmp(digest, c->digest, strlen(c->digest)) != 0)
		return 0;
	if (c->has_byte && c->byte != byte)
		return 0;
	return c->raw == NULL ? 1 : same_record(c->raw, raw, length, f);
}

void
corrections_use(const struct corrections *c, const struct correction *item)
{
	atomic_store_explicit(
	    &c->used[item - c->items], true, memory_order_relaxed);
}

const struct correction *
corrections_unused(const struct corrections *c, size_t *index)
{
	while (c != NULL && *index < c->count) {
		size_t at = (*index)++;

		if (!atomic_load_explicit(&c->used[at], memory_order_relaxed))
			return &c->items[at];
	}
	return NULL;
}
