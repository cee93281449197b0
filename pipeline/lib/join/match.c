/* match.c - the rows of RIGHT that match a row of LEFT (match.h) */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "join/codes.h"
#include "join/match.h"
#include "join/pairs.h"
#include "join/rank.h"

#define NO_GROUP (-1)
#define LINE_TEXT 24

/* A row of RIGHT while the index is made. */
struct entry {
	int32_t group;
	uint32_t values; /* their rank */
	int32_t from, to;
	uint32_t row;
};

/* Entries in the order of their groups; those of group g are
 * starts[g] .. starts[g + 1] - 1. */
struct index {
	struct entry *entries;
	size_t count;
	size_t *starts;
};

struct match {
	struct match_spec spec;
	const struct schema *schema;
	const struct batch *rows;
	struct origin *origin;
	struct codes *keys;  /* of RIGHT, one a column */
	struct pairs *pairs; /* of the key so far and the next column */
	int32_t group_count;
	uint32_t *values; /* the rank of each row's values */
	struct index known, lost;
	struct entry *loose; /* lost rows whose key is not known whole */
	size_t loose_count;
	int32_t **codes; /* by column of the key; at first RIGHT's, then those
			  * of the batch of LEFT at hand */
	int32_t **loose_codes; /* by column, of each loose row */
	int32_t *groups;       /* of the batch of LEFT at hand */
	size_t capacity;       /* rows that codes and groups have room for */
	uint8_t *used;
	uint64_t row_count, used_count;
};

/* ---- keys ---- */

static int
reserve(struct match *m, size_t rows, struct fail *f)
{
	size_t i, capacity;

	for (i = 0; i < m->spec.key_count; i++) {
		capacity = m->capacity;
		if (memory_grow(&m->codes[i], &capacity, rows + 1,
			sizeof(**m->codes), f) == -1)
			return -1;
	}
	return memory_grow(
	    &m->groups, &m->capacity, rows + 1, sizeof(*m->groups), f);
}

/* The number of a row's key, which is added if RIGHT is read. */
static int
group_of(struct match *m, size_t row, bool add, int32_t *group, struct fail *f)
{
	int32_t code;
	size_t i;

	*group = 0;
	for (i = 0; i < m->spec.key_count; i++) {
		code = m->codes[i][row];
		if (code < 0) {
			*group = NO_GROUP;
			return 0;
		}
		if (i == 0)
			*group = code;
		else if (!add)
			*group = pairs_find(&m->pairs[i - 1], *group, code);
		else if (pairs_add(&m->pairs[i - 1], *group, code, group, f) ==
			 -1)
			return -1;
		if (*group == NO_GROUP)
			return 0;
	}
	return 0;
}

static int
read_keys(struct match *m, const struct batch *batch, const int *columns,
    bool add, struct fail *f)
{
	const struct column *column;
	size_t i, row;

	if (reserve(m, batch->length, f) == -1)
		return -1;
	for (i = 0; i < m->spec.key_count; i++) {
		column = &batch->columns[columns[i]];
		if ((add ? codes_add : codes_find)(
			&m->keys[i], column, m->codes[i], f) == -1)
			return -1;
	}
	for (row = 0; row < batch->length; row++)
		if (group_of(m, row, add, &m->groups[row], f) == -1)
			return -1;
	return 0;
}

/* ---- the index of RIGHT ---- */

static int
compare_places(const struct entry *x, const struct entry *y)
{
	return (x->row > y->row) - (x->row < y->row);
}

static int
compare_days(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	if (x->values != y->values)
		return x->values < y->values ? -1 : 1;
	return compare_places(x, y);
}

/* For overlaps: the rows with the same values after each other. */
static int
compare_claims(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	if (x->group != y->group)
		return x->group < y->group ? -1 : 1;
	if (x->values != y->values)
		return x->values < y->values ? -1 : 1;
	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return compare_places(x, y);
}

static void
read_days(const struct match *m, struct entry *e, bool lost)
{
	const struct column *from, *to;

	e->from = INT32_MIN;
	e->to = INT32_MAX;
	if (m->spec.from == -1)
		return;
	from = &m->rows->columns[m->spec.from];
	to = &m->rows->columns[m->spec.to];
	if (column_valid(from, e->row))
		e->from = (int32_t)column_integer(from, e->row);
	if (column_valid(to, e->row))
		e->to = (int32_t)column_integer(to, e->row);
	if (lost && e->from > e->to) { /* one of them is wrong */
		e->from = INT32_MIN;
		e->to = INT32_MAX;
	}
}

/* Each row into the index it belongs to. */
static void
sort_out(struct match *m)
{
	struct entry e;
	struct index *index;
	size_t row, i;
	bool lost;

	for (row = 0; row < m->rows->length; row++) {
		lost = origin_is_lost(m->origin, row);
		m->row_count += !lost;
		e.group = m->groups[row];
		e.values = m->values[row];
		e.row = (uint32_t)row;
		read_days(m, &e, lost);
		index = lost ? &m->lost : &m->known;
		if (e.group != NO_GROUP) {
			index->entries[index->count++] = e;
		} else if (lost) {
			for (i = 0; i < m->spec.key_count; i++)
				m->loose_codes[i][m->loose_count] =
				    m->codes[i][row];
			m->loose[m->loose_count++] = e;
		}
	}
}

static int
report_overlap(const struct match *m, const struct entry *later,
    const struct entry *holder, struct fail *f)
{
	struct finding finding = { FINDING_WARNING, "overlapping-interval",
		NULL, 0, 0, m->schema->fields[m->spec.from].name, "", NULL };
	char line[LINE_TEXT], found[DATE_TEXT];
	const struct message expected = {
		N_("a day on which %1$s:%2$s, which says the same, is no "
		   "longer valid"),
		{ origin_name(m->origin, holder->row), line }
	};

	snprintf(line, sizeof(line), "%" PRIu64,
	    origin_line(m->origin, holder->row));
	if (later->from != INT32_MIN) {
		date_print(later->from, found);
		finding.found = found;
	}
	finding.expected = &expected;
	return origin_finding(m->origin, later->row, &finding, f);
}

/* Of rows that say the same of a day the later one is cut back. */
static int
cut_overlaps(struct match *m, struct fail *f)
{
	struct index *index = &m->known;
	struct entry *e, holder = { 0 };
	size_t i, kept = 0;

	qsort(index->entries, index->count, sizeof(*e), compare_claims);
	for (i = 0; i < index->count; i++) {
		e = &index->entries[i];
		if (e->from > e->to) /* valid on no day */
			continue;
		if (kept > 0 && holder.group == e->group &&
		    holder.values == e->values && e->from <= holder.to) {
			if (m->spec.value_count > 0 &&
			    report_overlap(m, e, &holder, f) == -1)
				return -1;
			if (e->to <= holder.to)
				continue;
			e->from = holder.to + 1;
		}
		holder = *e;
		index->entries[kept++] = *e;
	}
	index->count = kept;
	return 0;
}

static int
index_finish(struct match *m, struct index *index, struct fail *f)
{
	size_t groups = (size_t)m->group_count, i;

	index->starts = memory_array(groups + 1, sizeof(*index->starts), f);
	if (index->starts == NULL)
		return -1;
	qsort(index->entries, index->count, sizeof(*index->entries),
	    compare_days);
	for (i = 0; i < index->count; i++)
		index->starts[index->entries[i].group + 1]++;
	for (i = 0; i < groups; i++)
		index->starts[i + 1] += index->starts[i];
	return 0;
}

static int32_t
count_groups(const struct match *m)
{
	if (m->spec.key_count == 0)
		return 1;
	if (m->spec.key_count == 1)
		return dictionary_count(m->keys[0].texts);
	return m->pairs[m->spec.key_count - 2].count;
}

static int
make_index(struct match *m, struct fail *f)
{
	size_t rows = m->rows->length, i;

	m->known.entries = memory_array(rows, sizeof(struct entry), f);
	m->lost.entries = memory_array(rows, sizeof(struct entry), f);
	m->loose = memory_array(rows, sizeof(struct entry), f);
	m->values = memory_array(rows, sizeof(*m->values), f);
	m->used = memory_array(rows, 1, f);
	if (m->known.entries == NULL || m->lost.entries == NULL ||
	    m->loose == NULL || m->values == NULL || m->used == NULL ||
	    read_keys(m, m->rows, m->spec.keys, true, f) == -1 ||
	    rank_rows(m->rows, m->spec.values, m->spec.value_count, m->values,
		f) == -1)
		return -1;
	for (i = 0; i < m->spec.key_count; i++) {
		m->loose_codes[i] = memory_array(rows, sizeof(int32_t), f);
		if (m->loose_codes[i] == NULL)
			return -1;
	}
	m->group_count = count_groups(m);
	sort_out(m);
	if (m->spec.from != -1 && cut_overlaps(m, f) == -1)
		return -1;
	if (index_finish(m, &m->known, f) == -1)
		return -1;
	return index_finish(m, &m->lost, f);
}

static int
make_keys(struct match *m, struct fail *f)
{
	size_t count = m->spec.key_count, i;

	m->keys = memory_array(count, sizeof(*m->keys), f);
	m->pairs = memory_array(count, sizeof(*m->pairs), f);
	m->codes = memory_array(count, sizeof(*m->codes), f);
	m->loose_codes = memory_array(count, sizeof(*m->loose_codes), f);
	if (m->keys == NULL || m->pairs == NULL || m->codes == NULL ||
	    m->loose_codes == NULL)
		return -1;
	for (i = 0; i < count; i++)
		if (codes_init(&m->keys[i], f) == -1)
			return -1;
	return 0;
}

struct match *
match_new(const struct match_spec *spec, const struct schema *right,
    const struct batch *rows, struct origin *origin, struct fail *f)
{
	struct match *m;

	if (rows->length >= UINT32_MAX) {
		fail_set(f, FAIL_DATA,
		    _("more than %u rows to join with, the limit; split the "
		      "table"),
		    UINT32_MAX - 1);
		return NULL;
	}
	if ((m = memory_array(1, sizeof(*m), f)) == NULL)
		return NULL;
	m->spec = *spec;
	m->schema = right;
	m->rows = rows;
	m->origin = origin;
	if (make_keys(m, f) == -1 || make_index(m, f) == -1) {
		match_free(m);
		return NULL;
	}
	return m;
}

void
match_free(struct match *m)
{
	size_t i;

	if (m == NULL)
		return;
	for (i = 0; i < m->spec.key_count; i++) {
		if (m->keys != NULL)
			codes_clear(&m->keys[i]);
		if (m->pairs != NULL)
			pairs_clear(&m->pairs[i]);
		if (m->codes != NULL)
			free(m->codes[i]);
		if (m->loose_codes != NULL)
			free(m->loose_codes[i]);
	}
	free(m->keys);
	free(m->pairs);
	free(m->codes);
	free(m->loose_codes);
	free(m->groups);
	free(m->values);
	free(m->known.entries);
	free(m->known.starts);
	free(m->lost.entries);
	free(m->lost.starts);
	free(m->loose);
	free(m->used);
	free(m);
}

/* ---- the rows of LEFT ---- */

int
match_left(
    struct match *m, const struct batch *batch, const int *keys, struct fail *f)
{
	return read_keys(m, batch, keys, false, f);
}

bool
match_has_key(const struct match *m, size_t row)
{
	size_t i;

	for (i = 0; i < m->spec.key_count; i++)
		if (m->codes[i][row] == CODE_NULL)
			return false;
	return true;
}

static struct match_cursor
cursor(const struct index *index, int32_t group)
{
	struct match_cursor c = { 0, 0 };

	if (group != NO_GROUP) {
		c.at = index->starts[group];
		c.end = index->starts[group + 1];
	}
	return c;
}

struct match_cursor
match_start(const struct match *m, size_t row)
{
	return cursor(&m->known, m->groups[row]);
}

bool
match_next(
    struct match *m, struct match_cursor *c, int32_t day, uint32_t *right)
{
	const struct entry *e;

	for (; c->at < c->end; c->at++) {
		e = &m->known.entries[c->at];
		if (e->from > day) /* and so are all that follow */
			return false;
		if (e->to < day)
			continue;
		*right = e->row;
		m->used_count += m->used[e->row] == 0;
		m->used[e->row] = 1;
		c->at++;
		return true;
	}
	return false;
}

/* What is known of a lost row's key agrees with that of the row of LEFT. */
static bool
keys_agree(const struct match *m, size_t row, size_t loose)
{
	size_t i;

	for (i = 0; i < m->spec.key_count; i++)
		if (m->loose_codes[i][loose] != CODE_NULL &&
		    m->loose_codes[i][loose] != m->codes[i][row])
			return false;
	return true;
}

bool
match_may(
    const struct match *m, size_t row, int32_t day, size_t *at, uint32_t *right)
{
	struct match_cursor c = cursor(&m->lost, m->groups[row]);
	size_t whole = c.end - c.at, i;
	const struct entry *e;

	for (; *at < whole + m->loose_count; ++*at) {
		i = *at < whole ? c.at + *at : *at - whole;
		e = *at < whole ? &m->lost.entries[i] : &m->loose[i];
		if (e->from > day || e->to < day ||
		    (*at >= whole && !keys_agree(m, row, i)))
			continue;
		*right = e->row;
		++*at;
		return true;
	}
	return false;
}

uint32_t
match_values(const struct match *m, uint32_t right)
{
	return m->values[right];
}

uint64_t
match_rows(const struct match *m)
{
	return m->row_count;
}

uint64_t
match_unused(const struct match *m)
{
	return m->row_count - m->used_count;
}
