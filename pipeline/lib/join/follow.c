/* follow.c - what became of graduates at points in time (follow.h) */
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "base/message.h"
#include "join/codes.h"
#include "join/counts.h"
#include "join/follow.h"
#include "join/origin.h"
#include "join/pick.h"
#include "join/sorted.h"
#include "join/spells.h"
#include "table/bits.h"

#define DAYS_KEPT 1024 /* days of graduation whose points are kept */

/* The columns that are made, in this order. */
enum made {
	MADE_POINT,
	MADE_STATUS,
	MADE_WITHIN,
	MADE_PLACE,
	MADE_WORKPLACE,
	MADE_EMPLOYER,
	MADE_FILE,
	MADE_CODES, /* so many have codes */
	MADE_ROW = MADE_CODES,
	MADE_LOST
};

static const char *const made_names[] = { "point", "status", "within", "place",
	"workplace", "employer_at", ORIGIN_FILE, ORIGIN_ROW, ORIGIN_LOST };

struct follow {
	const struct follow_spec *spec;
	struct account *account;
	const char *cohort_name, *spells_name;
	const struct schema *cohort, *spells_schema;
	struct origin origin; /* of COHORT */
	struct sorted order;
	int person, graduated, birth, home; /* of COHORT; the last two or -1 */
	struct spells *spells;
	bool keep_lost;
	struct schema schema, made_schema;
	/* the texts of the made columns; places and files of both tables */
	struct codes texts[MADE_CODES];
	struct outcome_rules rules;
	int *kept; /* columns of COHORT that are in the result */
	size_t kept_count;
	struct batch nothing;      /* of COHORT, before the first batch */
	const struct batch *batch; /* of COHORT */
	int32_t *homes, *files;    /* codes of its rows */
	size_t home_capacity, file_capacity;
	uint32_t *rows;      /* of the batch: those of the result */
	struct batch picked; /* columns of COHORT */
	struct batch made;
	size_t count; /* rows of the result, not written yet */
	struct batch result;
	/* A day of graduation and the days of its points, at the place that the
	 * day has modulo DAYS_KEPT: cohorts graduate on few days. */
	int32_t *days;
	struct match_counts counts;
	uint64_t not_yet;
};

/* ---- columns ---- */

/* A column of dates; -1 on failure. */
static int
find_dates(const struct schema *schema, const char *table, const char *name,
    struct fail *f)
{
	int index = schema_require(schema, name, f);

	if (index != -1 && schema->fields[index].type != COLUMN_DATE32)
		index = fail_set(f, FAIL_USAGE,
		    _("column \"%s\": its type is %s, expected dates; name "
		      "another column"),
		    name, column_type_name(schema->fields[index].type));
	return index == -1 ? fail_place(f, table) : index;
}

/* A column of texts; -1 on failure. */
static int
find_texts(const struct schema *schema, const char *table, const char *name,
    struct fail *f)
{
	int index = codes_column(schema, name, f);

	return index == -1 ? fail_place(f, table) : index;
}

/* The same for a column that need not be there under its usual name. */
static int
find_optional(const struct schema *schema, const char *table, const char *name,
    const char *usual, int *index, struct fail *f)
{
	*index = -1;
	if (name == NULL && schema_find(schema, usual) == -1)
		return 0;
	*index = find_texts(schema, table, name == NULL ? usual : name, f);
	return *index == -1 ? -1 : 0;
}

static int
find_cohort(struct follow *w, struct fail *f)
{
	const struct follow_spec *spec = w->spec;
	const char *name = w->cohort_name;

	w->birth = -1;
	w->person = find_texts(w->cohort, name, spec->person, f);
	if (w->person == -1)
		return -1;
	w->graduated = find_dates(w->cohort, name, spec->graduated, f);
	if (w->graduated == -1)
		return -1;
	if (spec->birth != NULL || schema_find(w->cohort, "birth") != -1) {
		w->birth = find_dates(w->cohort, name,
		    spec->birth == NULL ? "birth" : spec->birth, f);
		if (w->birth == -1)
			return -1;
	}
	return find_optional(
	    w->cohort, name, spec->home, "region", &w->home, f);
}

static int
find_spells(struct follow *w, struct spells_spec *to, struct fail *f)
{
	const struct follow_spec *spec = w->spec;
	const struct schema *schema = w->spells_schema;
	const char *name = w->spells_name;

	to->start_name = spec->started;
	to->end_name = spec->ended;
	to->status_name = spec->status;
	to->person = find_texts(schema, name, spec->person, f);
	if (to->person == -1 ||
	    codes_comparable(&w->cohort->fields[w->person],
		&schema->fields[to->person], f) == -1 ||
	    (to->status = find_texts(schema, name, spec->status, f)) == -1 ||
	    (to->start = find_dates(schema, name, spec->started, f)) == -1 ||
	    (to->end = find_dates(schema, name, spec->ended, f)) == -1)
		return -1;
	if (find_optional(schema, name, spec->employer, "employer",
		&to->employer, f) == -1)
		return -1;
	return find_optional(
	    schema, name, spec->place, "region", &to->place, f);
}

static int
add_made(
    struct follow *w, enum made column, enum column_type type, struct fail *f)
{
	if (schema_add(&w->schema, made_names[column], type, 0, f) == -1)
		return fail_place(f, w->cohort_name);
	if (schema_add(&w->made_schema, made_names[column], type, 0, f) == -1)
		return -1;
	return 0;
}

static int
make_columns(struct follow *w, struct fail *f)
{
	const struct field *field;
	size_t i;
	int made;

	w->kept = memory_array(w->cohort->field_count, sizeof(*w->kept), f);
	if (w->kept == NULL)
		return -1;
	for (i = 0; i < w->cohort->field_count; i++) {
		field = &w->cohort->fields[i];
		if ((int)i == w->birth || origin_is_column(field->name))
			continue;
		if (schema_add(&w->schema, field->name, field->type,
			field->width, f) == -1)
			return -1;
		w->kept[w->kept_count++] = (int)i;
	}
	for (made = 0; made < MADE_CODES; made++)
		if (add_made(w, (enum made)made, COLUMN_DICTIONARY, f) == -1)
			return -1;
	if (add_made(w, MADE_ROW, COLUMN_INT64, f) == -1)
		return -1;
	return w->keep_lost ? add_made(w, MADE_LOST, COLUMN_BOOL, f) : 0;
}

/* ---- metadata ---- */

/* Persons of one partition have no spells in another. */
static int
check_partitions(const struct follow *w, struct fail *f)
{
	const char *cohort = schema_get(w->cohort, "profstat.partitions");
	const char *spells =
	    schema_get(w->spells_schema, "profstat.partitions");

	if (cohort == NULL || spells == NULL || strcmp(cohort, spells) == 0)
		return 0;
	return fail_set(f, FAIL_USAGE,
	    _("%s is partition %s and %s is partition %s; give the same "
	      "partition of both"),
	    w->cohort_name, cohort, w->spells_name, spells);
}

/* What is never shown of the spells is not shown under its new name. */
static int
hide_made(struct follow *w, int column, const char *name, struct fail *f)
{
	const struct schema *spells = w->spells_schema;

	if (column == -1 ||
	    !schema_is_personal(spells, spells->fields[column].name))
		return 0;
	return schema_set_personal(&w->schema, name, true, f);
}

static int
hide_found(struct follow *w, const struct schema *schema, struct fail *f)
{
	size_t i;

	for (i = 0; i < schema->field_count; i++)
		if (schema_is_personal(schema, schema->fields[i].name) &&
		    account_hide(w->account, schema->fields[i].name, f) == -1)
			return -1;
	return 0;
}

static int
make_metadata(
    struct follow *w, const struct spells_spec *spells, struct fail *f)
{
	const struct schema *cohort = w->cohort;
	const char *private = schema_get(w->spells_schema, SCHEMA_PRIVATE);
	size_t i;

	for (i = 0; i < cohort->metadata_count; i++)
		if (schema_set(&w->schema, cohort->metadata[i].key,
			cohort->metadata[i].value, f) == -1)
			return -1;
	if ((private != NULL &&
		schema_set(&w->schema, SCHEMA_PRIVATE, private, f) == -1) ||
	    schema_set(&w->schema, "profstat.dataset", w->spec->dataset, f) ==
		-1 ||
	    (w->birth != -1 &&
		schema_set_personal(&w->schema, cohort->fields[w->birth].name,
		    false, f) == -1) ||
	    hide_made(w, spells->place, "workplace", f) == -1 ||
	    hide_made(w, spells->employer, "employer_at", f) == -1 ||
	    hide_found(w, cohort, f) == -1 ||
	    hide_found(w, w->spells_schema, f) == -1)
		return -1;
	return schema_merge_key(
	    &w->schema, w->spells_schema, w->spells_name, f);
}

/* ---- texts ---- */

static int
add_texts(
    struct codes *codes, const char *const *texts, size_t count, struct fail *f)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (dictionary_add(
			codes->texts, texts[i], strlen(texts[i]), f) == -1)
			return -1;
	return 0;
}

/* The codes of fixed texts are their places in these lists. */
static int
make_texts(struct follow *w, struct fail *f)
{
	static const char *const withins[] = { "yes", "no", "unknown" };
	static const char *const places[] = { "same", "elsewhere", "unknown",
		"none" };
	static const char *const nothing[] = { FOLLOW_UNRECORDED,
		FOLLOW_UNLINKED };
	const struct names *points = &w->spec->point_texts;
	const struct names *priority = &w->spec->priority;
	int made;

	for (made = 0; made < MADE_CODES; made++)
		if (codes_init(&w->texts[made], f) == -1)
			return -1;
	w->rules.employed = w->spec->employed;
	w->rules.unrecorded = (int32_t)priority->count;
	w->rules.unlinked = (int32_t)priority->count + 1;
	w->rules.keep_lost = w->keep_lost;
	w->rules.employers = w->texts[MADE_EMPLOYER].texts;
	w->rules.places = w->texts[MADE_WORKPLACE].texts;
	if (add_texts(&w->texts[MADE_POINT], points->items, points->count, f) ==
		-1 ||
	    add_texts(&w->texts[MADE_STATUS], priority->items, priority->count,
		f) == -1 ||
	    add_texts(&w->texts[MADE_STATUS], nothing, COUNT(nothing), f) ==
		-1 ||
	    add_texts(&w->texts[MADE_WITHIN], withins, COUNT(withins), f) == -1)
		return -1;
	return add_texts(&w->texts[MADE_PLACE], places, COUNT(places), f);
}

static int
make_batches(struct follow *w, struct fail *f)
{
	int made;

	w->result.column_count = w->schema.field_count;
	w->result.columns =
	    memory_array(w->schema.field_count, sizeof(*w->result.columns), f);
	w->rows = memory_array(BATCH_ROWS, sizeof(*w->rows), f);
	w->days = memory_array(
	    DAYS_KEPT * (w->spec->point_count + 1), sizeof(*w->days), f);
	if (w->result.columns == NULL || w->rows == NULL || w->days == NULL ||
	    batch_init(&w->nothing, w->cohort, 0, f) == -1 ||
	    batch_init(&w->picked, w->cohort, 0, f) == -1 ||
	    batch_init(&w->made, &w->made_schema, BATCH_ROWS, f) == -1)
		return -1;
	for (made = 0; made < MADE_CODES; made++) {
		dictionary_free(w->made.columns[made].dictionary);
		w->made.columns[made].owns_dictionary = false;
		w->made.columns[made].dictionary = w->texts[made].texts;
	}
	return 0;
}

/* ---- making and freeing ---- */

static int
open_spells(struct follow *w, struct spells_spec *spec,
    struct arrow_reader *spells, struct fail *f)
{
	spec->statuses = w->texts[MADE_STATUS].texts;
	spec->status_count = (int32_t)w->spec->priority.count;
	spec->employers = &w->texts[MADE_EMPLOYER];
	spec->places = &w->texts[MADE_WORKPLACE];
	spec->until = w->spec->until;
	spec->keep_lost = w->keep_lost;
	w->spells = spells_new(spec, spells, w->account, f);
	return w->spells == NULL ? -1 : 0;
}

static int
start(struct follow *w, struct arrow_reader *spells, struct fail *f)
{
	struct spells_spec spec;

	memset(&spec, 0, sizeof(spec));
	if (origin_init(&w->origin, w->account, w->cohort, f) == -1)
		return fail_place(f, w->cohort_name);
	w->keep_lost = w->origin.lost_column != -1 ||
		       schema_find(w->spells_schema, ORIGIN_LOST) != -1;
	if (check_partitions(w, f) == -1 || find_cohort(w, f) == -1 ||
	    find_spells(w, &spec, f) == -1 || make_columns(w, f) == -1 ||
	    make_metadata(w, &spec, f) == -1 || make_texts(w, f) == -1 ||
	    make_batches(w, f) == -1)
		return -1;
	return open_spells(w, &spec, spells, f);
}

struct follow *
follow_new(const struct follow_spec *spec, struct account *account,
    const struct arrow_reader *cohort, struct arrow_reader *spells,
    struct fail *f)
{
	struct follow *w = memory_array(1, sizeof(*w), f);

	if (w == NULL)
		return NULL;
	w->spec = spec;
	w->account = account;
	w->batch = &w->nothing;
	w->cohort = arrow_schema(cohort);
	w->cohort_name = arrow_name(cohort);
	w->spells_schema = arrow_schema(spells);
	w->spells_name = arrow_name(spells);
	if (start(w, spells, f) == -1) {
		follow_free(w);
		return NULL;
	}
	return w;
}

void
follow_free(struct follow *w)
{
	int made;

	if (w == NULL)
		return;
	origin_clear(&w->origin);
	sorted_clear(&w->order);
	spells_free(w->spells);
	schema_clear(&w->schema);
	schema_clear(&w->made_schema);
	for (made = 0; made < MADE_CODES; made++)
		codes_clear(&w->texts[made]);
	free(w->kept);
	free(w->homes);
	free(w->files);
	free(w->rows);
	free(w->days);
	batch_clear(&w->nothing);
	batch_clear(&w->picked);
	batch_clear(&w->made);
	free(w->result.columns); /* what they point to is in the others */
	free(w);
}

const struct schema *
follow_schema(const struct follow *w)
{
	return &w->schema;
}

/* ---- rows of the result ---- */

/* Codes were put as they are; those below 0 are no value. */
static void
finish_codes(struct column *column, size_t count)
{
	int32_t *codes = column->values;
	size_t i, nulls = 0;

	bits_clear(column->validity, 0, column->length);
	bits_set(column->validity, 0, count);
	for (i = 0; i < count; i++)
		if (codes[i] < 0) {
			codes[i] = 0;
			bits_clear(column->validity, i, 1);
			nulls++;
		}
	column->null_count = nulls;
	column->length = count;
}

static int
flush(struct follow *w, struct sink *out, struct fail *f)
{
	struct column *column;
	size_t i, made;

	if (w->count == 0)
		return 0;
	for (i = 0; i < w->kept_count; i++) {
		column = &w->picked.columns[w->kept[i]];
		if (column_pick(column, &w->batch->columns[w->kept[i]], w->rows,
			w->count, f) == -1)
			return -1;
		w->result.columns[i] = *column;
	}
	for (made = 0; made < w->made.column_count; made++) {
		column = &w->made.columns[made];
		if (made < MADE_CODES) {
			finish_codes(column, w->count);
		} else {
			bits_set(column->validity, 0, w->count);
			column->length = w->count;
		}
		w->result.columns[w->kept_count + made] = *column;
	}
	w->result.length = w->count;
	w->count = 0;
	return sink_write(out, &w->result, f);
}

static void
set_code(struct follow *w, enum made column, int32_t code)
{
	((int32_t *)w->made.columns[column].values)[w->count] = code;
}

/* Where a row came from. */
struct place {
	uint32_t row; /* of the batch, or PICK_NULL */
	int32_t file;
	int64_t line;
};

/* One more row; o NULL: it is lost, and nothing is known of it. */
static int
put(struct follow *w, const struct place *place, size_t point,
    const struct outcome *o, struct sink *out, struct fail *f)
{
	struct column *lost = &w->made.columns[MADE_LOST];

	if (w->count == BATCH_ROWS && flush(w, out, f) == -1)
		return -1;
	w->rows[w->count] = place->row;
	set_code(w, MADE_POINT, (int32_t)point);
	set_code(w, MADE_STATUS, o == NULL ? -1 : o->status);
	set_code(w, MADE_WITHIN, o == NULL ? -1 : (int32_t)o->within);
	set_code(w, MADE_PLACE, o == NULL ? -1 : (int32_t)o->place);
	set_code(w, MADE_WORKPLACE, o == NULL ? -1 : o->workplace);
	set_code(w, MADE_EMPLOYER, o == NULL ? -1 : o->employer);
	set_code(w, MADE_FILE, place->file);
	((int64_t *)w->made.columns[MADE_ROW].values)[w->count] = place->line;
	if (w->keep_lost && o == NULL)
		bits_set(lost->values, w->count, 1);
	else if (w->keep_lost)
		bits_clear(lost->values, w->count, 1);
	w->count++;
	return 0;
}

/* A lost spell of nobody knows whom. */
static int
put_strays(struct follow *w, struct sink *out, struct fail *f)
{
	struct dictionary *files = w->texts[MADE_FILE].texts;
	const struct stray *strays;
	struct place place = { PICK_NULL, 0, 0 };
	const char *name;
	size_t count, i, point;

	strays = spells_strays(w->spells, &count);
	for (i = 0; i < count && w->keep_lost; i++) {
		name = spells_file(w->spells, strays[i].file);
		place.line = strays[i].line;
		place.file = dictionary_add(files, name, strlen(name), f);
		if (place.file == -1)
			return -1;
		for (point = 0; point < w->spec->point_count; point++)
			if (put(w, &place, point, NULL, out, f) == -1)
				return -1;
	}
	return 0;
}

/* ---- rows of COHORT ---- */

static int
report_no_day(struct follow *w, size_t row, struct fail *f)
{
	static const struct message expected = {
		N_("a date, to count the months from"), { NULL }
	};
	struct finding finding = { FINDING_ERROR, "constraint-error", NULL, 0,
		0, w->spec->graduated, "", &expected };

	account_row(w->account, origin_file(&w->origin, row),
	    origin_line(&w->origin, row), LINE_SET_ASIDE);
	return origin_finding(&w->origin, row, &finding, f);
}

static int32_t
date_at(const struct follow *w, int column, size_t row, int32_t otherwise)
{
	const struct column *dates = &w->batch->columns[column];

	if (!column_valid(dates, row))
		return otherwise;
	return ((const int32_t *)dates->values)[row];
}

/* Find the spells of a row; *any says that one of them counts. */
static int
seek(struct follow *w, size_t row, const struct graduate *g, bool *known,
    bool *any, struct sink *out, struct fail *f)
{
	const struct column *persons = &w->batch->columns[w->person];
	const char *person;
	size_t length;

	*any = false;
	*known = column_valid(persons, row);
	if (!*known)
		return 0;
	person = column_text(persons, row, &length);
	if (spells_seek(w->spells, person, length, f) == -1 ||
	    spells_check(w->spells, g->birth, any, f) == -1)
		return -1;
	return put_strays(w, out, f);
}

/* The days of the points after this day of graduation. */
static const int32_t *
days_after(struct follow *w, int32_t graduated)
{
	size_t points = w->spec->point_count, i;
	int32_t *kept =
	    w->days + ((uint32_t)graduated % DAYS_KEPT) * (points + 1);

	/* A place that is not taken holds zeros; so do, at most, the points of
	 * who graduated on day 0, who then are computed again. */
	if (kept[0] != graduated || kept[1] == 0)
		for (i = 0; i < points; i++)
			kept[i + 1] =
			    date_add_months(graduated, w->spec->points[i]);
	kept[0] = graduated;
	return kept + 1;
}

/* The rows of all points; *rows counts those that are not lost. */
static int
put_points(struct follow *w, const struct place *place,
    const struct graduate *g, bool known, bool lost, uint64_t *rows,
    struct sink *out, struct fail *f)
{
	bool no_day = g->graduated == INT32_MIN;
	const int32_t *days = no_day ? NULL : days_after(w, g->graduated);
	struct outcome o;
	size_t i;

	for (i = 0; i < w->spec->point_count; i++) {
		if (!no_day && days[i] > w->spec->until) {
			w->not_yet += !lost;
			continue;
		}
		if (!lost && !no_day)
			o = outcome_at(&w->rules, spells_list(w->spells),
			    known ? spells_count(w->spells) : 0, g, days[i]);
		else
			o.lost = true;
		if (o.lost && !w->keep_lost)
			continue;
		if (put(w, place, i, o.lost ? NULL : &o, out, f) == -1)
			return -1;
		*rows += !o.lost;
	}
	return 0;
}

static int
follow_row(struct follow *w, size_t row, struct sink *out, struct fail *f)
{
	bool lost = origin_is_lost(&w->origin, row), known, any;
	struct graduate g = { date_at(w, w->graduated, row, INT32_MIN),
		INT32_MIN, -1 };
	struct place place = { (uint32_t)row, w->files[row],
		(int64_t)origin_line(&w->origin, row) };
	uint64_t rows = 0;

	if (w->birth != -1)
		g.birth = date_at(w, w->birth, row, INT32_MIN);
	if (w->home != -1)
		g.home = w->homes[row];
	if (!lost && g.graduated == INT32_MIN && report_no_day(w, row, f) == -1)
		return -1;
	if (seek(w, row, &g, &known, &any, out, f) == -1 ||
	    put_points(w, &place, &g, known, lost, &rows, out, f) == -1)
		return -1;
	if (lost)
		return 0;
	w->counts.rows++;
	w->counts.matched += any;
	w->counts.unmatched += !any;
	account_rows(w->account, origin_file(&w->origin, row), 1, rows);
	return 0;
}

static int
read_batch(struct follow *w, struct fail *f)
{
	size_t need = w->batch->length + 1, wrong;

	if (origin_batch(&w->origin, w->batch, f) == -1)
		return fail_place(f, w->cohort_name);
	if (sorted_batch(&w->order, &w->batch->columns[w->person], &wrong, f) ==
	    -1)
		return -1;
	if (wrong != ORDER_RIGHT)
		return sorted_fail(w->cohort_name,
		    origin_name(&w->origin, wrong),
		    origin_line(&w->origin, wrong), f);
	if (memory_grow(&w->files, &w->file_capacity, need, sizeof(*w->files),
		f) == -1 ||
	    codes_add(&w->texts[MADE_FILE],
		&w->batch->columns[w->origin.file_column], w->files, f) == -1)
		return -1;
	if (w->home == -1)
		return 0;
	if (memory_grow(
		&w->homes, &w->home_capacity, need, sizeof(*w->homes), f) == -1)
		return -1;
	return codes_add(&w->texts[MADE_WORKPLACE], &w->batch->columns[w->home],
	    w->homes, f);
}

int
follow_batch(
    struct follow *w, struct batch *batch, struct sink *out, struct fail *f)
{
	size_t row;

	w->batch = batch;
	if (read_batch(w, f) == -1)
		return -1;
	for (row = 0; row < batch->length; row++)
		if (follow_row(w, row, out, f) == -1)
			return -1;
	return flush(w, out, f);
}

/* ---- the end ---- */

static int
tell_account(struct follow *w, struct fail *f)
{
	const char *with = match_dataset(w->spells_schema, w->spells_name);
	int file = account_file(w->account, w->cohort_name, f);
	struct json_value *match;

	if (file == -1)
		return -1;
	w->counts.right_rows = spells_rows(w->spells);
	w->counts.right_unused = spells_unused(w->spells);
	match = match_counts_json(&w->counts, with);
	json_set(match, "not_yet", json_new_integer((int64_t)w->not_yet));
	return account_property(w->account, file, "match", match, f);
}

/* Without a spell in the whole dataset there is nothing to follow, and a rate
 * of 0 % would be a statement. */
static int
check_any(const struct follow *w, struct fail *f)
{
	const struct schema *schema = w->spells_schema;

	if (spells_rows(w->spells) > 0 ||
	    (schema_get(schema, SCHEMA_EMPTY) == NULL &&
		!match_is_whole(schema)))
		return 0;
	return fail_set(f, FAIL_DATA,
	    _("%s: there is not one spell, so everybody would seem to have no "
	      "outcome; check that the exports of \"%s\" have rows and that "
	      "not all of them are set aside"),
	    w->spells_name, match_dataset(schema, w->spells_name));
}

int
follow_end(struct follow *w, struct sink *out, struct fail *f)
{
	if (spells_end(w->spells, f) == -1 || check_any(w, f) == -1 ||
	    put_strays(w, out, f) == -1 || flush(w, out, f) == -1)
		return -1;
	return tell_account(w, f);
}
