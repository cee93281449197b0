/* stub.c - sections found by how often stubs repeat and what follows them */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "record/cell_kind.h"
#include "record/phrase.h"
#include "sniff/stub.h"
#include "table/dictionary.h"

#define STUB_BYTES 512 /* of a stub; the rest makes no difference */
#define IGNORED (-2)
#define PLAIN (-1)
#define MANY 3

struct row {
	uint32_t stub;
	uint32_t key;
	uint8_t used; /* cells beside the stub, MANY at most */
	bool total;
};

struct stubs {
	struct dictionary *texts;
	struct row *rows;
	size_t count, capacity;
	size_t totals; /* rows of them */
	bool over;     /* beyond the limits */
};

struct stubs *
stubs_new(struct fail *f)
{
	struct stubs *s = memory_array(1, sizeof(*s), f);

	if (s != NULL && (s->texts = dictionary_new(f)) == NULL) {
		free(s);
		return NULL;
	}
	return s;
}

void
stubs_free(struct stubs *s)
{
	if (s == NULL)
		return;
	dictionary_free(s->texts);
	free(s->rows);
	free(s);
}

int
stubs_add(struct stubs *s, const char *stub, size_t length, size_t used,
    uint32_t key, bool total, struct fail *f)
{
	int32_t code;

	if (s->over || s->count == STUB_ROWS ||
	    dictionary_count(s->texts) == (int32_t)STUB_TEXTS) {
		s->over = true;
		return 0;
	}
	length = text_cut(stub, length, STUB_BYTES);
	if ((code = dictionary_add(s->texts, stub, length, f)) == -1 ||
	    memory_grow(&s->rows, &s->capacity, s->count + 1, sizeof(*s->rows),
		f) == -1)
		return -1;
	s->rows[s->count++] = (struct row){ (uint32_t)code, key,
		(uint8_t)(used < MANY ? used : MANY), total };
	s->totals += total;
	return 0;
}

/* What is known of each stub while levels are looked for. */
struct stub {
	uint32_t with, without; /* rows with and without data */
	uint32_t most;          /* in one span between headings */
	uint32_t span, in_span;
	uint32_t followed; /* rows that a repeated stub follows */
	uint32_t next;     /* the stub after the last of them */
	bool same_next;
	int class; /* level, PLAIN or IGNORED */
};

struct search {
	const struct stubs *s;
	const struct row *rows; /* all, or those that are no totals */
	size_t row_count;
	size_t headings; /* rows without data */
	size_t sparse;   /* rows with hardly more data than a heading */
	unsigned most;   /* cells beside the stub that a row has */
	struct stub *stubs;
	size_t stub_count;
	uint64_t *keys; /* of rows met: open addressing, 0 is free */
	size_t key_slots;
	bool initial[STUB_LEVELS];
	bool open; /* some headings without data are not ignored */
	int levels;
};

static const char *
text_of(const struct search *q, size_t stub, size_t *length)
{
	return dictionary_text(q->s->texts, (int32_t)stub, length);
}

/* "в том числе", "из них": what such a row says is that parts follow.  A colon
 * or a small letter alone may say so, too, in a row that repeats. */
static bool
is_connective(const char *text, size_t length, bool by_form)
{
	static const char *const phrases[] = { "в том числе", "в т.ч.",
		"из них", "из общей численности", "из общего числа", "включая",
		"в возрасте", "including", "of which", "of whom", "of them",
		"by age", "aged" };
	uint32_t c;
	size_t i;

	for (i = 0; i < COUNT(phrases); i++)
		if (phrase_starts(text, length, phrases[i]) > 0)
			return true;
	if (!by_form)
		return false;
	return text[length - 1] == ':' ||
	       (text_character(text, length, &c) > 0 && text_is_letter(c) &&
		   text_lower(c) == c);
}

/* Never with data; those of rows that are left out are nothing. */
static bool
is_empty(const struct stub *t)
{
	return t->with == 0 && t->without > 0;
}

/* Start anew; mode 0 ignores all that may be connectives, 1 those that begin
 * with a phrase, 2 none. */
static void
reset(struct search *q, int mode)
{
	const char *text;
	size_t i, length;

	q->levels = 0;
	q->open = false;
	for (i = 0; i < q->stub_count; i++) {
		text = text_of(q, i, &length);
		q->stubs[i].class =
		    mode < 2 && is_empty(&q->stubs[i]) && length > 0 &&
			    is_connective(text, length,
				mode == 0 && q->stubs[i].without > 1)
			? IGNORED
			: PLAIN;
		q->open = q->open || (is_empty(&q->stubs[i]) &&
					 q->stubs[i].class == PLAIN);
	}
}

static void
count_stubs(struct search *q)
{
	const struct row *r;
	size_t i;

	q->headings = q->sparse = q->most = 0;
	memset(q->stubs, 0, q->stub_count * sizeof(*q->stubs));
	for (i = 0; i < q->row_count; i++) {
		r = &q->rows[i];
		q->headings += r->used == 0;
		q->sparse += r->used == 1;
		if (r->used > q->most)
			q->most = r->used;
		if (r->used > 0)
			q->stubs[r->stub].with++;
		else
			q->stubs[r->stub].without++;
	}
}

/* How often each stub occurs between two headings, at most. */
static void
count_in_spans(struct search *q)
{
	struct stub *t;
	uint32_t span = 1;
	size_t i;

	for (i = 0; i < q->stub_count; i++)
		q->stubs[i].most = q->stubs[i].span = q->stubs[i].followed = 0;
	for (i = 0; i < q->row_count; i++) {
		t = &q->stubs[q->rows[i].stub];
		if (t->class >= 0) {
			span++;
			continue;
		}
		if (t->span != span) {
			t->span = span;
			t->in_span = 0;
		}
		if (++t->in_span > t->most)
			t->most = t->in_span;
	}
}

/* What follows each row, rows that are ignored apart: a stub that repeats. */
static void
count_followed(struct search *q)
{
	const struct row *rows = q->rows;
	struct stub *t, *next;
	size_t i, j;

	for (i = 0; i < q->row_count; i++) {
		t = &q->stubs[rows[i].stub];
		for (j = i + 1; j < q->row_count &&
				q->stubs[rows[j].stub].class == IGNORED;
		     j++)
			;
		if (t->class != PLAIN || j >= q->row_count)
			continue;
		next = &q->stubs[rows[j].stub];
		if (next->class != PLAIN || next->most < 2)
			continue;
		t->same_next = t->followed == 0 ||
			       (t->same_next && t->next == rows[j].stub);
		t->next = rows[j].stub;
		t->followed++;
	}
}

/* A number heads nothing, unless it is a year that stands alone. */
static bool
is_number(const struct search *q, const struct stub *t)
{
	size_t length;
	const char *text = text_of(q, (size_t)(t - q->stubs), &length);

	if (cell_kind(text, length) != CELL_KIND_NUMBER)
		return false;
	return t->with > 0 || length != 4 ||
	       (memcmp(text, "19", 2) != 0 && memcmp(text, "20", 2) != 0);
}

/* Does the stub head a block, seen from the levels so far? */
static bool
is_heading(const struct search *q, const struct stub *t)
{
	uint32_t times = t->with + t->without;

	if (t->class != PLAIN || times == 0 || t->most != 1 || is_number(q, t))
		return false;
	if (t->with == 0)
		return true; /* without data it can be nothing else */
	if (q->levels == 0 && q->open)
		return false; /* the outermost are alike */
	return t->followed * 2 >= times && (q->headings > 0 || t->same_next);
}

/* Headings without data that occur more than once, but rarely: a name that
 * comes back under another one. */
static void
add_rare(struct search *q, uint32_t found)
{
	struct stub *t;
	size_t i;

	for (i = 0; i < q->stub_count; i++) {
		t = &q->stubs[i];
		if (t->class == PLAIN && t->with == 0 && t->without > 0 &&
		    !is_number(q, t) && (found == 0 || t->without * 5 < found))
			t->class = 0;
	}
}

/* Where no heading is without data, blocks must begin alike. */
static bool
begin_alike(const struct search *q)
{
	const struct stub *first = NULL, *t;
	size_t i, found = 0;

	for (i = 0; i < q->stub_count; i++) {
		t = &q->stubs[i];
		if (!is_heading(q, t))
			continue;
		if (first == NULL)
			first = t;
		if (t->next != first->next)
			return false;
		found++;
	}
	return found > 1;
}

/* The next level below those that were found; false: there is none. */
static bool
add_level(struct search *q)
{
	uint32_t found = 0;
	size_t i;

	count_in_spans(q);
	count_followed(q);
	if (q->headings == 0 && !begin_alike(q))
		return false;
	for (i = 0; i < q->stub_count; i++)
		if (is_heading(q, &q->stubs[i])) {
			q->stubs[i].class = q->levels;
			found++;
		}
	if (q->levels == 0 && q->open) {
		add_rare(q, found);
		found = 1;
	}
	q->levels += found > 0;
	return found > 0;
}

/* Was the key met before? */
static bool
is_new(struct search *q, uint64_t key)
{
	size_t mask = q->key_slots - 1, at = (size_t)key & mask;

	key += key == 0;
	for (; q->keys[at] != 0; at = (at + 1) & mask)
		if (q->keys[at] == key)
			return false;
	q->keys[at] = key;
	return true;
}

static uint64_t
mix(uint64_t key, uint64_t next)
{
	key = (key ^ next) * 0xff51afd7ed558ccdU;
	return key ^ key >> 32;
}

/* Are all rows different by their headings, stub and further texts? */
static bool
is_unique(struct search *q)
{
	uint64_t now[STUB_LEVELS] = { 0 }, key;
	const struct row *r;
	size_t i;
	int level, class;

	memset(q->keys, 0, q->key_slots * sizeof(*q->keys));
	memset(q->initial, 0, sizeof(q->initial));
	for (i = 0; i < q->row_count; i++) {
		r = &q->rows[i];
		class = q->stubs[r->stub].class;
		if (class >= 0) {
			now[class] = r->stub + 1;
			for (level = class + 1; level < q->levels; level++)
				now[level] = 0;
		}
		if (r->used == 0)
			continue;
		key = mix(1, class >= 0 ? UINT32_MAX : r->stub);
		key = mix(key, class >= 0 ? 0 : r->key);
		for (level = 0; level < q->levels; level++) {
			key = mix(key, now[level]);
			if (now[level] == 0)
				q->initial[level] = true;
		}
		if (!is_new(q, key))
			return false;
	}
	return true;
}

/* The level whose headings need no list: of those without data the one that
 * has the most; -1: none. */
static int
open_level(const struct search *q, size_t counts[STUB_LEVELS])
{
	bool closed[STUB_LEVELS] = { false };
	int level, best = -1;
	size_t i;

	memset(counts, 0, STUB_LEVELS * sizeof(*counts));
	for (i = 0; i < q->stub_count; i++)
		if ((level = q->stubs[i].class) >= 0) {
			counts[level]++;
			closed[level] = closed[level] || q->stubs[i].with > 0;
		}
	for (level = 0; level < q->levels; level++)
		if (!closed[level] &&
		    (best == -1 || counts[level] > counts[best]))
			best = level;
	return best;
}

/* Rows are told from each other as here when section.h reads them: a stub is
 * the heading by which it starts. */
static bool
reads_same(const struct search *q, const struct stub_sections *found)
{
	size_t i, j, characters, best, length;
	const char *text;
	int level, as;

	for (i = 0; i < q->stub_count; i++) {
		if (q->stubs[i].with + q->stubs[i].without == 0)
			continue;
		text = text_of(q, i, &length);
		as = PLAIN;
		best = 0;
		for (j = 0; j < found->ignore_count; j++) {
			characters =
			    phrase_starts(text, length, found->ignore[j]);
			if (characters > best) {
				best = characters;
				as = IGNORED;
			}
		}
		for (level = 0; level < (int)found->level_count; level++)
			for (j = 0; !found->levels[level].any &&
				    j < found->levels[level].count;
			     j++) {
				characters = phrase_starts(text, length,
				    found->levels[level].headings[j]);
				if (characters > best) {
					best = characters;
					as = level;
				}
			}
		for (level = 0; as == PLAIN && q->stubs[i].with == 0 &&
				level < (int)found->level_count;
		     level++)
			if (found->levels[level].any)
				as = level;
		if (as != q->stubs[i].class &&
		    (q->stubs[i].with == 0 || as != IGNORED))
			return false;
	}
	return true;
}

/* What was found, in order of first occurrence; false if a level has more
 * headings than can be listed. */
static bool
list_headings(struct search *q, struct stub_sections *found)
{
	size_t counts[STUB_LEVELS], i;
	struct stub_level *level;
	int open = open_level(q, counts);

	found->level_count = (size_t)q->levels;
	for (i = 0; i < found->level_count; i++) {
		level = &found->levels[i];
		level->any = (int)i == open;
		level->initial = q->initial[i];
		if (!level->any && counts[i] > STUB_HEADINGS)
			return false;
	}
	for (i = 0; i < q->stub_count; i++) {
		if (q->stubs[i].class == IGNORED)
			found->ignore[found->ignore_count++] =
			    text_of(q, i, NULL);
		if (q->stubs[i].class < 0)
			continue;
		level = &found->levels[q->stubs[i].class];
		if (level->count < STUB_HEADINGS)
			level->headings[level->count] = text_of(q, i, NULL);
		level->count++;
		found->total = found->total || q->stubs[i].with > 0;
	}
	found->rows = q->headings;
	return reads_same(q, found);
}

/* Levels until the rows are unique. */
static bool
search(struct search *q, int mode, struct stub_sections *found)
{
	bool unique = false;

	reset(q, mode);
	while (!unique && q->levels < STUB_LEVELS) {
		if (!add_level(q))
			return false;
		unique = is_unique(q);
	}
	found->ignore_count = 0;
	found->total = false;
	memset(found->levels, 0, sizeof(found->levels));
	return unique && list_headings(q, found);
}

/* A table that is not stacked: too few headings, rows that are just sparse, or
 * nothing repeats. */
static bool
is_flat(struct search *q)
{
	if (q->s->over || q->row_count < 4 || q->headings == 1 ||
	    q->headings * 2 > q->row_count ||
	    (q->most > 2 && q->sparse * 4 > q->headings))
		return true;
	if (q->headings > 0)
		return false;
	reset(q, 2);
	return is_unique(q);
}

/* Among these rows: 1, 0 or -1. */
static int
search_rows(struct search *q, const struct row *rows, size_t count,
    struct stub_sections *found, struct fail *f)
{
	int mode, status = 0;

	q->rows = rows;
	q->row_count = count;
	for (q->key_slots = 16; q->key_slots < count * 2;)
		q->key_slots *= 2;
	q->keys = memory_array(q->key_slots, sizeof(*q->keys), f);
	if (q->keys == NULL)
		return -1;
	count_stubs(q);
	for (mode = 0; status == 0 && mode < 3 && !is_flat(q); mode++)
		status = search(q, mode, found);
	free(q->keys);
	return status;
}

/* The same among the rows that are no totals. */
static int
search_parts(struct search *q, struct stub_sections *found, struct fail *f)
{
	const struct stubs *s = q->s;
	size_t i, count = 0;
	struct row *parts;
	int status;

	if ((parts = memory_array(s->count, sizeof(*parts), f)) == NULL)
		return -1;
	for (i = 0; i < s->count; i++)
		if (!s->rows[i].total)
			parts[count++] = s->rows[i];
	status = search_rows(q, parts, count, found, f);
	found->totals_apart = status == 1;
	free(parts);
	return status;
}

/* All rows, where each of a total heads a block as others do. */
static int
search_all(struct search *q, struct stub_sections *found, struct fail *f)
{
	const struct stubs *s = q->s;
	int status = search_rows(q, s->rows, s->count, found, f);
	size_t i;

	for (i = 0; i < s->count && status == 1; i++)
		if (s->rows[i].total &&
		    (s->rows[i].used == 0 ||
			q->stubs[s->rows[i].stub].class < 0))
			status = 0;
	return status;
}

int
stubs_sections(
    const struct stubs *s, struct stub_sections *found, struct fail *f)
{
	struct search q = { .s = s,
		.stub_count = (size_t)dictionary_count(s->texts) };
	int status = -1;

	memset(found, 0, sizeof(*found));
	q.stubs = memory_array(q.stub_count + 1, sizeof(*q.stubs), f);
	found->ignore =
	    memory_array(q.stub_count + 1, sizeof(*found->ignore), f);
	if (q.stubs != NULL && found->ignore != NULL) {
		status = s->totals > 0 ? search_parts(&q, found, f) : 0;
		if (status == 0)
			status = search_all(&q, found, f);
	}
	free(q.stubs);
	if (status != 1)
		stub_sections_clear(found);
	return status;
}

void
stub_sections_clear(struct stub_sections *found)
{
	free(found->ignore);
	memset(found, 0, sizeof(*found));
}
