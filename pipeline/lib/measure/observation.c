/* observation - the long table from measure to report */
#include "measure/observation.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "base/memory.h"
#include "base/message.h"
#include "cube/names.h"
#include "table/sink.h"

#define DIMENSIONS_KEY "observations.dimensions"

/* Columns before and after those of the dimensions. */
enum { INDICATOR, DEFINITION, PERIOD, BEFORE };
enum {
	UNIT,
	NUMERATOR,
	DENOMINATOR,
	VALUE,
	LOWER,
	UPPER,
	METHOD,
	STATUS,
	REASON,
	FLAGS,
	COVERAGE,
	AFTER
};

static const char *const before_names[BEFORE] = { "indicator", "definition",
	"period" };

static const struct {
	const char *name;
	enum column_type type;
} after[AFTER] = {
	[UNIT] = { "unit", COLUMN_DICTIONARY },
	[NUMERATOR] = { "numerator", COLUMN_INT64 },
	[DENOMINATOR] = { "denominator", COLUMN_INT64 },
	[VALUE] = { "value", COLUMN_FLOAT64 },
	[LOWER] = { "lower", COLUMN_FLOAT64 },
	[UPPER] = { "upper", COLUMN_FLOAT64 },
	[METHOD] = { "method", COLUMN_DICTIONARY },
	[STATUS] = { "status", COLUMN_DICTIONARY },
	[REASON] = { "reason", COLUMN_DICTIONARY },
	[FLAGS] = { "flags", COLUMN_DICTIONARY },
	[COVERAGE] = { "coverage", COLUMN_FLOAT64 },
};

/* The columns of numbers, and the part of an estimate that they are; those of
 * no part have values exactly where a number is published. */
static const struct {
	int column;
	enum estimate_part part;
} numbers[] = { { NUMERATOR, ESTIMATE_NUMERATOR },
	{ DENOMINATOR, ESTIMATE_DENOMINATOR }, { VALUE, 0 },
	{ LOWER, ESTIMATE_INTERVAL }, { UPPER, ESTIMATE_INTERVAL },
	{ COVERAGE, 0 } };
#define NUMBERS COUNT(numbers)

static const struct {
	const char *name, *sdmx;
} statuses[OBSERVATION_STATUSES] = {
	[OBSERVATION_OK] = { "ok", "A" },
	[OBSERVATION_NOT_APPLICABLE] = { "not_applicable", "M" },
	[OBSERVATION_MISSING] = { "missing", "O" },
	[OBSERVATION_NEGLIGIBLE] = { "negligible", "N" },
	[OBSERVATION_CONFIDENTIAL] = { "confidential", "Q" },
};

static const char *const reasons[OBSERVATION_REASONS] = {
	[REASON_NONE] = "",
	[REASON_DECLARED] = "declared",
	[REASON_MARKED] = "marked",
	[REASON_ZERO_DENOMINATOR] = "zero_denominator",
	[REASON_OUTSIDE_VALIDITY] = "outside_validity",
	[REASON_NO_EARLIER_PERIOD] = "no_earlier_period",
	[REASON_PERIOD_GAP] = "period_gap",
	[REASON_TOO_FEW_PERIODS] = "too_few_periods",
	[REASON_ZERO_BASE] = "zero_base",
	[REASON_APPROXIMATE_LEVEL] = "approximate_level",
	[REASON_BREAK] = "break",
	[REASON_DETECTED_BREAK] = "detected_break",
	[REASON_TOO_FEW] = "too_few",
	[REASON_NO_EVENTS] = "no_events",
	[REASON_ALL_EQUAL] = "all_equal",
	[REASON_NO_CONVERGENCE] = "no_convergence",
	[REASON_NOT_FINITE] = "not_finite",
	[REASON_TOO_LARGE] = "too_large",
	[REASON_NOT_IN_SOURCE] = "not_in_source",
	[REASON_NUMERATOR_NOT_IN_SOURCE] = "numerator_not_in_source",
	[REASON_DENOMINATOR_NOT_IN_SOURCE] = "denominator_not_in_source",
	[REASON_PERIOD_NOT_IN_SOURCE] = "period_not_in_source",
	[REASON_NOT_SUPPLIED] = "not_supplied",
	[REASON_PARTS_MISSING] = "parts_missing",
	[REASON_PARTS_DIFFER] = "parts_differ",
	[REASON_NUMERATOR_ABOVE_DENOMINATOR] = "numerator_above_denominator",
	[REASON_NEGATIVE_COUNT] = "negative_count",
	[REASON_DECLARED_BUT_SUPPLIED] = "declared_but_supplied",
	[REASON_SENDER] = "sender",
	[REASON_PRIMARY] = "primary",
	[REASON_SECONDARY] = "secondary",
};

static const struct {
	const char *name, *sdmx;
} flags[OBSERVATION_FLAGS] = {
	{ "break", "B" },
	{ "unreliable", "U" },
	{ "partial", "D" },
	{ "provisional", "P" },
	{ "revised", "V" },
	{ "estimated", "E" },
	{ "approximate", "E" },
	{ "above", "A" }, /* the figure is as good as any: a normal value */
	{ "below", "A" },
};

/* All names of flags with blanks between and a NUL. */
#define FLAGS_TEXT 96

const char *
observation_status_name(enum observation_status status)
{
	return statuses[status].name;
}

const char *
observation_reason_name(enum observation_reason reason)
{
	return reasons[reason];
}

const char *
observation_flag_name(unsigned index)
{
	return flags[index].name;
}

const char *
observation_sdmx_status(enum observation_status status)
{
	return statuses[status].sdmx;
}

const char *
observation_sdmx_confidentiality(
    enum observation_status status, enum observation_reason reason)
{
	if (status != OBSERVATION_CONFIDENTIAL)
		return "F";
	return reason == REASON_SECONDARY ? "D" : "C";
}

const char *
observation_sdmx_flag(unsigned index)
{
	return flags[index].sdmx;
}

/* The text of a dictionary column, "" for none. */
static const char *
text_at(const struct column *column, size_t row)
{
	size_t length;

	return column_text(column, row, &length);
}

static struct column *
column_after(const struct observations *o, int which)
{
	return &o->batch.columns[BEFORE + o->dimension_count + (size_t)which];
}

/* Add all columns to a schema. */
static int
schema_fill(struct schema *schema, const char *const *dimensions, size_t count,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < BEFORE; i++)
		if (schema_add(
			schema, before_names[i], COLUMN_DICTIONARY, 0, f) == -1)
			return -1;
	for (i = 0; i < count; i++)
		if (schema_add(
			schema, dimensions[i], COLUMN_DICTIONARY, 0, f) == -1)
			return -1;
	for (i = 0; i < AFTER; i++)
		if (schema_add(schema, after[i].name, after[i].type, 0, f) ==
		    -1)
			return -1;
	return 0;
}

int
observations_init(struct observations *o, const char *const *dimensions,
    size_t count, struct fail *f)
{
	*o = (struct observations){ .schema = SCHEMA_INIT };
	if (count > OBSERVATION_DIMENSIONS_MAX)
		return fail_set(f, FAIL_USAGE,
		    _("the indicators have %zu dimensions, expected at most "
		      "%d"),
		    count, OBSERVATION_DIMENSIONS_MAX);
	o->dimension_count = count;
	if (schema_fill(&o->schema, dimensions, count, f) == -1 ||
	    names_store(&o->schema, DIMENSIONS_KEY, dimensions, count, f) == -1)
		return -1;
	return batch_init(&o->batch, &o->schema, BATCH_ROWS, f);
}

void
observations_clear(struct observations *o)
{
	batch_clear(&o->batch);
	schema_clear(&o->schema);
	free(o->status);
	free(o->reason);
	free(o->flags);
	free(o->slots);
	*o = (struct observations){ .schema = SCHEMA_INIT };
}

/* The columns are those of observations with these dimensions. */
static int
check_columns(const struct observations *o, const struct names *dimensions,
    const char *path, struct fail *f)
{
	struct schema expected = SCHEMA_INIT;
	size_t i;
	int status = -1;

	if (dimensions->count > OBSERVATION_DIMENSIONS_MAX ||
	    o->schema.field_count != BEFORE + dimensions->count + AFTER)
		return fail_set(f, FAIL_DATA,
		    _("%s: this is no table of observations, expected the "
		      "output of measure"),
		    path);
	for (i = 0; i < dimensions->count; i++)
		if (strcmp(dimensions->items[i],
			o->schema.fields[BEFORE + i].name) != 0)
			return fail_set(f, FAIL_DATA,
			    _("%s: the columns are not the dimensions that the "
			      "table names: %s"),
			    path, schema_get(&o->schema, DIMENSIONS_KEY));
	if (schema_fill(&expected, dimensions->items, dimensions->count, f) ==
	    0)
		status = schema_same(&expected, &o->schema, f);
	schema_clear(&expected);
	return status;
}

static int
read_columns(struct observations *o, const char *path, struct fail *f)
{
	const char *list = schema_get(&o->schema, DIMENSIONS_KEY);
	struct names dimensions = NAMES_INIT;
	int status = -1;

	if (list == NULL)
		return fail_set(f, FAIL_DATA,
		    _("%s: this is no table of observations, expected the "
		      "output of measure"),
		    path);
	if (names_split(&dimensions, list, f) == 0)
		status = check_columns(o, &dimensions, path, f);
	o->dimension_count = dimensions.count;
	names_clear(&dimensions);
	return status;
}

static int
find_status(const char *text, size_t length)
{
	int i;

	(void)length;
	for (i = 0; i < OBSERVATION_STATUSES; i++)
		if (strcmp(text, statuses[i].name) == 0)
			return i;
	return -1;
}

static int
find_reason(const char *text, size_t length)
{
	int i;

	(void)length;
	for (i = 1; i < OBSERVATION_REASONS; i++)
		if (strcmp(text, reasons[i]) == 0)
			return i;
	return -1;
}

/* The bits of a list of names. */
static int
find_flags(const char *text, size_t length)
{
	const char *end = text + length, *stop;
	size_t i, size;
	int bits = 0;

	while (text < end) {
		stop = memchr(text, ' ', (size_t)(end - text));
		size = (size_t)((stop == NULL ? end : stop) - text);
		for (i = 0; i < OBSERVATION_FLAGS; i++)
			if (strlen(flags[i].name) == size &&
			    memcmp(flags[i].name, text, size) == 0)
				break;
		if (i == OBSERVATION_FLAGS || bits >> i != 0)
			return -1; /* unknown, twice or out of order */
		bits |= 1 << i;
		text += size + (stop != NULL);
	}
	return bits == 0 ? -1 : bits;
}

/*
 * Translate a column of names: each text once, then the rows by code.  A row
 * without a text becomes none, which is -1 where a text must be.
 */
static int
decode(const struct column *column, const char *name, int none,
    int (*find)(const char *, size_t), uint16_t *to, const char *path,
    struct fail *f)
{
	int32_t code, count = dictionary_count(column->dictionary);
	int *values = memory_array((size_t)count + 1, sizeof(*values), f);
	const char *text;
	size_t length, row;
	int value, status = 0;

	if (values == NULL)
		return -1;
	for (code = 0; code < count; code++) {
		text = dictionary_text(column->dictionary, code, &length);
		values[code] = find(text, length);
	}
	for (row = 0; row < column->length && status == 0; row++) {
		code = column_code(column, row);
		value = code == -1 ? none : values[code];
		if (value == -1)
			status = fail_set(f, FAIL_DATA,
			    _("%s: row %zu: column \"%s\": \"%s\" is not "
			      "known"),
			    path, row + 1, name,
			    code == -1 ? "" : text_at(column, row));
		else
			to[row] = (uint16_t)value;
	}
	free(values);
	return status;
}

/* Whether a number of a row has to be there; *may, whether it may. */
static bool
number_expected(
    const struct observations *o, size_t row, size_t number, bool *may)
{
	bool published =
	    observation_published((enum observation_status)o->status[row]);

	*may = published;
	if (numbers[number].column == UPPER) /* with the lower limit */
		*may = column_valid(column_after(o, LOWER), row);
	return *may &&
	       (numbers[number].part == 0 || numbers[number].column == UPPER);
}

/* Whether the numbers of a row stand where the status lets them. */
static int
check_numbers(
    const struct observations *o, size_t row, const char *path, struct fail *f)
{
	const struct column *column;
	bool there, may, must;
	size_t i;

	for (i = 0; i < NUMBERS; i++) {
		column = column_after(o, numbers[i].column);
		there = column_valid(column, row);
		must = number_expected(o, row, i, &may);
		if ((there && !may) || (!there && must) ||
		    (there && column->type == COLUMN_FLOAT64 &&
			!isfinite(column_number(column, row))))
			return fail_set(f, FAIL_DATA,
			    may ? _("%s: row %zu: column \"%s\": the "
				    "status is %s, expected a number")
				: _("%s: row %zu: column \"%s\": the "
				    "status is %s, expected no number"),
			    path, row + 1, after[numbers[i].column].name,
			    statuses[o->status[row]].name);
	}
	return 0;
}

/* A reason says why there is no number, so it stands exactly there. */
static int
check_reason(
    const struct observations *o, size_t row, const char *path, struct fail *f)
{
	bool published =
	    observation_published((enum observation_status)o->status[row]);

	if (published == (o->reason[row] == REASON_NONE))
		return 0;
	return fail_set(f, FAIL_DATA,
	    published ? _("%s: row %zu: column \"%s\": the status is %s, "
			  "expected no reason")
		      : _("%s: row %zu: column \"%s\": the status is %s, "
			  "expected a reason"),
	    path, row + 1, after[REASON].name, statuses[o->status[row]].name);
}

static int
check_row(
    const struct observations *o, size_t row, const char *path, struct fail *f)
{
	size_t i;

	for (i = 0; i < BEFORE; i++)
		if (!column_valid(&o->batch.columns[i], row))
			return fail_set(f, FAIL_DATA,
			    _("%s: row %zu: column \"%s\" is empty"), path,
			    row + 1, before_names[i]);
	return check_numbers(o, row, path, f) == -1
		   ? -1
		   : check_reason(o, row, path, f);
}

static int
reserve(struct observations *o, size_t rows, struct fail *f)
{
	size_t capacity;

	capacity = o->capacity;
	if (memory_grow(&o->status, &capacity, rows, sizeof(*o->status), f) ==
	    -1)
		return -1;
	capacity = o->capacity;
	if (memory_grow(&o->reason, &capacity, rows, sizeof(*o->reason), f) ==
	    -1)
		return -1;
	capacity = o->capacity;
	if (memory_grow(&o->flags, &capacity, rows, sizeof(*o->flags), f) == -1)
		return -1;
	o->capacity = capacity;
	return 0;
}

int
observations_load(struct observations *o, const char *path, struct fail *f)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	size_t row;

	*o = (struct observations){ .schema = SCHEMA_INIT };
	if (arrow_load(path, &o->schema, &o->batch, f) == -1 ||
	    read_columns(o, name, f) == -1 ||
	    reserve(o, o->batch.length, f) == -1 ||
	    decode(column_after(o, STATUS), "status", -1, find_status,
		o->status, name, f) == -1 ||
	    decode(column_after(o, REASON), "reason", REASON_NONE, find_reason,
		o->reason, name, f) == -1 ||
	    decode(column_after(o, FLAGS), "flags", 0, find_flags, o->flags,
		name, f) == -1)
		return -1;
	for (row = 0; row < o->batch.length; row++)
		if (check_row(o, row, name, f) == -1)
			return -1;
	o->count = o->batch.length;
	return observations_index(o, f);
}

int
observations_save(const struct observations *o, const char *path,
    struct account *account, const char *record, struct fail *f)
{
	struct sink out = SINK_INIT;
	int status = -1;

	if (sink_open(&out, path, &o->schema, f) == 0 &&
	    sink_write(&out, &o->batch, f) == 0 &&
	    account_write(account, record, f) == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	return status;
}

int
observations_account(const struct observations *o, struct account *account,
    uint64_t rows_in, struct fail *f)
{
	int64_t counts[OBSERVATION_STATUSES] = { 0 };
	struct json_value *by_status = json_new_object();
	int i, file = account_file(account, "observations", f);
	size_t row;

	for (row = 0; row < o->count; row++)
		counts[o->status[row]]++;
	for (i = 0; i < OBSERVATION_STATUSES; i++)
		json_set(
		    by_status, statuses[i].name, json_new_integer(counts[i]));
	if (file == -1) {
		json_value_free(by_status);
		return -1;
	}
	account_rows(account, file, rows_in, o->count);
	return account_property(account, file, "status", by_status, f);
}

const struct column *
observations_dimension(const struct observations *o, size_t dimension)
{
	return &o->batch.columns[BEFORE + dimension];
}

const char *
observations_dimension_name(const struct observations *o, size_t dimension)
{
	return o->schema.fields[BEFORE + dimension].name;
}

int
observations_dimension_find(const struct observations *o, const char *name)
{
	size_t i;

	for (i = 0; i < o->dimension_count; i++)
		if (strcmp(observations_dimension_name(o, i), name) == 0)
			return (int)i;
	return -1;
}

static int
add_text(struct column *column, const char *text, int32_t *code, struct fail *f)
{
	*code = dictionary_add(column->dictionary, text, strlen(text), f);
	return *code == -1 ? -1 : 0;
}

int
observations_block(struct observations *o, const char *indicator,
    const char *definition, const char *period, const char *unit,
    const char *method, struct observation_block *block, struct fail *f)
{
	struct column *columns = o->batch.columns;

	if (add_text(&columns[INDICATOR], indicator, &block->indicator, f) ==
		-1 ||
	    add_text(&columns[DEFINITION], definition, &block->definition, f) ==
		-1 ||
	    add_text(&columns[PERIOD], period, &block->period, f) == -1 ||
	    add_text(column_after(o, UNIT), unit, &block->unit, f) == -1 ||
	    add_text(column_after(o, METHOD), method, &block->method, f) == -1)
		return -1;
	return 0;
}

int
observations_code(struct observations *o, size_t dimension, const char *text,
    int32_t *code, struct fail *f)
{
	return add_text(&o->batch.columns[BEFORE + dimension], text, code, f);
}

/* A number of an estimate by its column. */
static double
number_of(const struct estimate *e, int column)
{
	switch (column) {
	case VALUE:
		return e->value;
	case LOWER:
		return e->lower;
	case UPPER:
		return e->upper;
	default:
		return e->coverage;
	}
}

static int
put_number(
    struct observations *o, const struct estimate *e, int which, struct fail *f)
{
	struct column *column = column_after(o, which);

	if (which == NUMERATOR)
		return column_put_integer(column, e->numerator, f);
	if (which == DENOMINATOR)
		return column_put_integer(column, e->denominator, f);
	return column_put_number(column, number_of(e, which), f);
}

static int
put_numbers(struct observations *o, const struct estimate *e, struct fail *f)
{
	bool published = observation_published(e->status), there;
	size_t i;
	int status;

	for (i = 0; i < NUMBERS; i++) {
		there = published && (numbers[i].part == 0 ||
					 (e->parts & numbers[i].part) != 0);
		status = there ? put_number(o, e, numbers[i].column, f)
			       : column_put_null(
				     column_after(o, numbers[i].column), f);
		if (status == -1)
			return -1;
	}
	return 0;
}

/* A text, or nothing if it is empty. */
static int
put_text(struct column *column, const char *text, struct fail *f)
{
	size_t length = strlen(text);

	return length == 0 ? column_put_null(column, f)
			   : column_put_text(column, text, length, f);
}

static void
flags_print(unsigned bits, char text[FLAGS_TEXT])
{
	unsigned i;

	text[0] = '\0';
	for (i = 0; i < OBSERVATION_FLAGS; i++)
		if (bits >> i & 1) {
			if (text[0] != '\0')
				strcat(text, " ");
			strcat(text, flags[i].name);
		}
}

int
observations_add(struct observations *o, const struct observation_block *block,
    const int32_t *codes, const struct estimate *e, struct fail *f)
{
	struct column *columns = o->batch.columns;
	char text[FLAGS_TEXT];
	size_t i;

	flags_print(e->flags, text);
	if (reserve(o, o->count + 1, f) == -1 ||
	    column_put_code(&columns[INDICATOR], block->indicator, f) == -1 ||
	    column_put_code(&columns[DEFINITION], block->definition, f) == -1 ||
	    column_put_code(&columns[PERIOD], block->period, f) == -1)
		return -1;
	for (i = 0; i < o->dimension_count; i++)
		if (column_put_code(&columns[BEFORE + i], codes[i], f) == -1)
			return -1;
	if (column_put_code(column_after(o, UNIT), block->unit, f) == -1 ||
	    column_put_code(column_after(o, METHOD), block->method, f) == -1 ||
	    put_numbers(o, e, f) == -1 ||
	    put_text(column_after(o, STATUS), statuses[e->status].name, f) ==
		-1 ||
	    put_text(column_after(o, REASON), reasons[e->reason], f) == -1 ||
	    put_text(column_after(o, FLAGS), text, f) == -1)
		return -1;
	o->status[o->count] = (uint16_t)e->status;
	o->reason[o->count] = (uint16_t)e->reason;
	o->flags[o->count] = (uint16_t)e->flags;
	o->batch.length = ++o->count;
	return 0;
}

void
observations_get(
    const struct observations *o, size_t row, struct observation *one)
{
	const struct column *columns = o->batch.columns;
	struct estimate *e = &one->estimate;
	size_t i;

	one->indicator = text_at(&columns[INDICATOR], row);
	one->definition = text_at(&columns[DEFINITION], row);
	one->period = text_at(&columns[PERIOD], row);
	one->unit = text_at(column_after(o, UNIT), row);
	one->method = text_at(column_after(o, METHOD), row);
	e->numerator = column_integer(column_after(o, NUMERATOR), row);
	e->denominator = column_integer(column_after(o, DENOMINATOR), row);
	e->value = column_number(column_after(o, VALUE), row);
	e->lower = column_number(column_after(o, LOWER), row);
	e->upper = column_number(column_after(o, UPPER), row);
	e->coverage = column_number(column_after(o, COVERAGE), row);
	e->parts = 0;
	for (i = 0; i < NUMBERS; i++)
		if (numbers[i].part != 0 &&
		    column_valid(column_after(o, numbers[i].column), row))
			e->parts |= numbers[i].part;
	e->status = (enum observation_status)o->status[row];
	e->reason = (enum observation_reason)o->reason[row];
	e->flags = o->flags[row];
}

const char *
observations_code_text(
    const struct observations *o, size_t row, size_t dimension)
{
	const struct column *column = observations_dimension(o, dimension);

	return column_valid(column, row) ? text_at(column, row) : NULL;
}

/* A key is the codes of indicator, period and every dimension. */
#define KEY_MAX (OBSERVATION_DIMENSIONS_MAX + 2)

static void
key_of_row(const struct observations *o, size_t row, int32_t key[KEY_MAX])
{
	size_t i;

	key[0] = column_code(&o->batch.columns[INDICATOR], row);
	key[1] = column_code(&o->batch.columns[PERIOD], row);
	for (i = 0; i < o->dimension_count; i++)
		key[i + 2] = column_code(observations_dimension(o, i), row);
}

static bool
row_has_key(const struct observations *o, size_t row, const int32_t *key)
{
	size_t i;

	if (column_code(&o->batch.columns[INDICATOR], row) != key[0] ||
	    column_code(&o->batch.columns[PERIOD], row) != key[1])
		return false;
	for (i = 0; i < o->dimension_count; i++)
		if (column_code(observations_dimension(o, i), row) !=
		    key[i + 2])
			return false;
	return true;
}

/* The slot of the row with this key, or the free one where it belongs. */
static size_t
slot_find(const struct observations *o, const int32_t *key)
{
	size_t slot = hash_bytes(key, (o->dimension_count + 2) * sizeof(*key)) &
		      (o->slot_count - 1);

	while (o->slots[slot] != 0 && !row_has_key(o, o->slots[slot] - 1, key))
		slot = (slot + 1) & (o->slot_count - 1);
	return slot;
}

int
observations_index(struct observations *o, struct fail *f)
{
	int32_t key[KEY_MAX];
	size_t row, slot, count = 16;

	if (o->count >= UINT32_MAX)
		return fail_set(f, FAIL_DATA,
		    _("%zu observations are more than a table can hold"),
		    o->count);
	while (count < o->count * 2)
		count *= 2;
	free(o->slots);
	o->slot_count = count;
	if ((o->slots = memory_array(count, sizeof(*o->slots), f)) == NULL)
		return -1;
	for (row = 0; row < o->count; row++) {
		key_of_row(o, row, key);
		slot = slot_find(o, key);
		if (o->slots[slot] != 0)
			return fail_set(f, FAIL_DATA,
			    _("the rows %zu and %zu are of one cell of the "
			      "indicator \"%s\""),
			    (size_t)o->slots[slot], row + 1,
			    text_at(&o->batch.columns[INDICATOR], row));
		o->slots[slot] = (uint32_t)(row + 1);
	}
	return 0;
}

/* The code of a text in a column; -2, which no row has, if it is unknown. */
static int32_t
code_find(const struct column *column, const char *text)
{
	int32_t code;

	if (text == NULL)
		return -1;
	code = dictionary_find(column->dictionary, text, strlen(text));
	return code == -1 ? -2 : code;
}

ptrdiff_t
observations_find(const struct observations *o, const char *indicator,
    const char *period, const char *const *codes)
{
	int32_t key[KEY_MAX];
	size_t i;

	key[0] = code_find(&o->batch.columns[INDICATOR], indicator);
	key[1] = code_find(&o->batch.columns[PERIOD], period);
	for (i = 0; i < o->dimension_count; i++)
		key[i + 2] = code_find(observations_dimension(o, i), codes[i]);
	return (ptrdiff_t)o->slots[slot_find(o, key)] - 1;
}

ptrdiff_t
observations_beside(
    const struct observations *o, size_t row, size_t dimension, int32_t code)
{
	int32_t key[KEY_MAX];

	key_of_row(o, row, key);
	key[dimension + 2] = code;
	return (ptrdiff_t)o->slots[slot_find(o, key)] - 1;
}

ptrdiff_t
observations_in_period(const struct observations *o, size_t row, int32_t period)
{
	int32_t key[KEY_MAX];

	key_of_row(o, row, key);
	key[1] = period;
	return (ptrdiff_t)o->slots[slot_find(o, key)] - 1;
}

const struct column *
observations_period(const struct observations *o)
{
	return &o->batch.columns[PERIOD];
}

static void
column_clear_row(struct column *column, size_t row)
{
	if (!column_valid(column, row))
		return;
	column->validity[row / 8] &= (uint8_t) ~(1u << (row % 8));
	column->null_count++;
	memset((char *)column->values + row * column_value_size(column), 0,
	    column_value_size(column));
}

static int
column_change(
    struct column *column, size_t row, const char *text, struct fail *f)
{
	int32_t code;

	if (add_text(column, text, &code, f) == -1)
		return -1;
	if (!column_valid(column, row)) {
		column->validity[row / 8] |= (uint8_t)(1u << (row % 8));
		column->null_count--;
	}
	((int32_t *)column->values)[row] = code;
	return 0;
}

int
observations_hide(struct observations *o, size_t row,
    enum observation_reason reason, struct fail *f)
{
	size_t i;

	if (column_change(column_after(o, STATUS), row,
		statuses[OBSERVATION_CONFIDENTIAL].name, f) == -1 ||
	    column_change(column_after(o, REASON), row, reasons[reason], f) ==
		-1)
		return -1;
	for (i = 0; i < NUMBERS; i++)
		column_clear_row(column_after(o, numbers[i].column), row);
	column_clear_row(column_after(o, FLAGS), row);
	o->status[row] = OBSERVATION_CONFIDENTIAL;
	o->reason[row] = (uint16_t)reason;
	o->flags[row] = 0;
	return 0;
}

int
observations_set_method(
    struct observations *o, size_t row, const char *method, struct fail *f)
{
	return column_change(column_after(o, METHOD), row, method, f);
}
