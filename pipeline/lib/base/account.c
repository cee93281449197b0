/* account.c - every line in one class, every finding with its place */
#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

#include "base/account.h"
#include "base/cell.h"
#include "base/filter.h"
#include "base/hash.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/output.h"
#include "base/path.h"
#include "base/text.h"

#define PLACE_TEXT 1024  /* bytes of a found or expected text in the record */
#define VISIBLE_GROWTH 4 /* one byte may become \xNN */

/* Texts that occur again and again, each kept once, found by hash. */
struct text_pool {
	char **texts;
	size_t count, capacity;
	size_t *slots; /* index + 1 into texts, 0 is free */
	size_t slot_count;
};

struct finding_place {
	uint64_t line, byte;
	const char *column; /* in names, or NULL */
	char *found;
	const char *expected;               /* a format, or NULL */
	char *arguments[MESSAGE_ARGUMENTS]; /* of it */
};

/* The findings of one file with one reason, rule and level. */
struct group {
	const char *reason, *rule; /* in names */
	enum finding_level level;
	uint64_t count;
	size_t kept;
	struct finding_place first[ACCOUNT_FIRST];
};

struct input {
	uint64_t lines[LINE_CLASSES];
	uint64_t rows_in, rows_out;
	struct json_value *properties;
	struct group *groups;
	size_t group_count, group_capacity;
	char *first_error; /* as a message, NULL: none */
	/* a record that is hidden: "…" and the digest, if it is known */
	char hidden[sizeof(ACCOUNT_HIDDEN) + 1 + ACCOUNT_DIGEST];
};

struct rule {
	const char *id;
	const struct title *text;
};

struct account {
	const char *stage;
	struct text_pool files; /* input i is called files.texts[i] */
	struct text_pool names;
	struct text_pool hidden; /* columns */
	bool show_hidden;
	struct input *inputs;
	size_t input_count, input_capacity;
	struct rule *rules;
	size_t rule_count, rule_capacity;
	struct output set_aside;
	const char *set_aside_path; /* the caller's; NULL: none */
	bool set_aside_open;
	char *cell; /* a cell in its visible form, reused */
	size_t cell_capacity;
	int row_file; /* the line at hand of account_row(), -1: none */
	uint64_t row_line;
	bool row_stays;
	enum line_class row_class;
	struct timespec start;
};

const char *line_class_name(enum line_class class)
{
	static const char *const names[LINE_CLASSES] = {
		[LINE_DATA] = "data",
		[LINE_HEADER] = "header",
		[LINE_NUMBERS] = "column_numbers",
		[LINE_DIALECT] = "dialect",
		[LINE_TITLE] = "title",
		[LINE_UNITS] = "units",
		[LINE_TOTAL] = "total",
		[LINE_NOTE] = "note",
		[LINE_SECTION] = "section",
		[LINE_BLANK] = "blank",
		[LINE_DUPLICATE] = "duplicate",
		[LINE_SUPERSEDED] = "superseded",
		[LINE_LATE] = "late",
		[LINE_OUT_OF_SCOPE] = "out_of_scope",
		[LINE_UNDER_REVIEW] = "under_review",
		[LINE_SET_ASIDE] = "set_aside",
	};

	return names[class];
}

const char *line_class_title(enum line_class class)
{
	static const char *const titles[LINE_CLASSES] = {
		[LINE_DATA] = N_("data"),
		[LINE_HEADER] = N_("column heads"),
		[LINE_NUMBERS] = N_("column numbers"),
		[LINE_DIALECT] = N_("separator line"),
		[LINE_TITLE] = N_("titles"),
		[LINE_UNITS] = N_("units"),
		[LINE_TOTAL] = N_("totals"),
		[LINE_NOTE] = N_("notes"),
		[LINE_SECTION] = N_("section heads"),
		[LINE_BLANK] = N_("blank"),
		[LINE_DUPLICATE] = N_("duplicates"),
		[LINE_SUPERSEDED] = N_("replaced by a later version"),
		[LINE_LATE] = N_("received too late"),
		[LINE_OUT_OF_SCOPE] = N_("out of scope"),
		[LINE_UNDER_REVIEW] = N_("under review"),
		[LINE_SET_ASIDE] = N_("set aside"),
	};

	return _(titles[class]);
}

/* Names */

static size_t *
pool_slot(const struct text_pool *pool, const char *text)
{
	size_t mask = pool->slot_count - 1;
	size_t at = (size_t)hash_bytes(text, strlen(text)) & mask;

	while (pool->slots[at] != 0 &&
	       strcmp(pool->texts[pool->slots[at] - 1], text) != 0)
		at = (at + 1) & mask;
	return &pool->slots[at];
}

/* Twice the slots, so that at most half of them are taken. */
static int
pool_room(struct text_pool *pool, struct fail *f)
{
	size_t old = pool->slot_count;
	size_t *slots;

	if (2 * (pool->count + 1) <= old)
		return 0;
	slots = memory_array(old == 0 ? 16 : 2 * old, sizeof(*slots), f);
	if (slots == NULL)
		return -1;
	free(pool->slots);
	pool->slots = slots;
	pool->slot_count = old == 0 ? 16 : 2 * old;
	for (size_t i = 0; i < pool->count; i++)
		*pool_slot(pool, pool->texts[i]) = i + 1;
	return 0;
}

/* The index of the text, new or known; SIZE_MAX on failure. */
static size_t
pool_add(struct text_pool *pool, const char *text, struct fail *f)
{
	size_t *slot;

	if (pool_room(pool, f) == -1)
		return SIZE_MAX;
	if (*(slot = pool_slot(pool, text)) != 0)
		return *slot - 1;
	if (memory_grow(&pool->texts, &pool->capacity, pool->count + 1,
		sizeof(*pool->texts), f) == -1)
		return SIZE_MAX;
	pool->texts[pool->count] = memory_text(text, strlen(text), f);
	if (pool->texts[pool->count] == NULL)
		return SIZE_MAX;
	*slot = ++pool->count;
	return pool->count - 1;
}

/* The kept copy of text in *kept; NULL stays NULL. */
static int
pool_keep(
    struct text_pool *pool, const char *text, const char **kept, struct fail *f)
{
	size_t index;

	*kept = NULL;
	if (text == NULL)
		return 0;
	if ((index = pool_add(pool, text, f)) == SIZE_MAX)
		return -1;
	*kept = pool->texts[index];
	return 0;
}

static bool
pool_has(const struct text_pool *pool, const char *text)
{
	return pool->count > 0 && *pool_slot(pool, text) != 0;
}

static void
pool_clear(struct text_pool *pool)
{
	for (size_t i = 0; i < pool->count; i++)
		free(pool->texts[i]);
	free(pool->texts);
	free(pool->slots);
}

/* The account */

struct account *
account_new(const char *stage, struct fail *f)
{
	struct account *a = memory_array(1, sizeof(*a), f);

	if (a == NULL)
		return NULL;
	a->stage = stage;
	a->row_file = -1;
	clock_gettime(CLOCK_MONOTONIC, &a->start);
	return a;
}

static void
place_clear(struct finding_place *place)
{
	free(place->found);
	for (size_t i = 0; i < MESSAGE_ARGUMENTS; i++)
		free(place->arguments[i]);
}

static void
input_clear(struct input *input)
{
	for (size_t i = 0; i < input->group_count; i++)
		for (size_t j = 0; j < input->groups[i].kept; j++)
			place_clear(&input->groups[i].first[j]);
	free(input->groups);
	free(input->first_error);
	json_value_free(input->properties);
}

void
account_free(struct account *a)
{
	if (a == NULL)
		return;
	if (a->set_aside_open)
		output_discard(&a->set_aside);
	for (size_t i = 0; i < a->input_count; i++)
		input_clear(&a->inputs[i]);
	free(a->inputs);
	free(a->rules);
	pool_clear(&a->files);
	pool_clear(&a->names);
	pool_clear(&a->hidden);
	free(a->cell);
	free(a);
}

/* The text as shown, in a->cell until the next call; NULL on failure. */
static const char *
show(struct account *a, const char *text, struct fail *f)
{
	size_t length = strlen(text);

	if (length > SIZE_MAX / VISIBLE_GROWTH - 1) {
		fail_memory(f);
		return NULL;
	}
	if (memory_grow(&a->cell, &a->cell_capacity,
		VISIBLE_GROWTH * length + 1, 1, f) == -1)
		return NULL;
	text_visible(text, length, a->cell, a->cell_capacity);
	return a->cell;
}

int
account_file(struct account *a, const char *file, struct fail *f)
{
	struct json_value *properties;
	const char *shown;
	size_t index = pool_add(&a->files, file, f);

	if (index < a->input_count)
		return (int)index;
	if (index == SIZE_MAX || (shown = show(a, file, f)) == NULL ||
	    memory_grow(&a->inputs, &a->input_capacity, index + 1,
		sizeof(*a->inputs), f) == -1)
		return -1;
	if (index >= INT32_MAX)
		return fail_set(
		    f, FAIL_SYSTEM, "%s", _("there are too many input files"));
	if ((properties = json_new_object()) == NULL)
		return fail_memory(f);
	json_set(properties, "file", json_new_text(shown));
	a->inputs[index] = (struct input){ .properties = properties };
	a->input_count = index + 1;
	return (int)index;
}

int
account_property(struct account *a, int file, const char *key,
    struct json_value *value, struct fail *f)
{
	if (value == NULL)
		return fail_memory(f);
	json_set(a->inputs[file].properties, key, value);
	return 0;
}

int
account_digest(struct account *a, int file, const char *digest, struct fail *f)
{
	snprintf(a->inputs[file].hidden, sizeof(a->inputs[file].hidden),
	    "%s %.*s", ACCOUNT_HIDDEN, ACCOUNT_DIGEST, digest);
	return account_property(a, file, "sha256", json_new_text(digest), f);
}

void
account_line(struct account *a, int file, enum line_class class, uint64_t lines)
{
	a->inputs[file].lines[class] += lines;
}

void
account_rows(struct account *a, int file, uint64_t in, uint64_t out)
{
	a->inputs[file].rows_in += in;
	a->inputs[file].rows_out += out;
}

/* Rows that are dropped */

/* Which class a line gets whose rows went for different reasons. */
static int class_rank(enum line_class class)
{
	switch (class) {
	case LINE_SET_ASIDE:
		return 3;
	case LINE_UNDER_REVIEW:
		return 2;
	case LINE_DUPLICATE:
		return 1;
	default:
		return 0;
	}
}

void
account_row(struct account *a, int file, uint64_t line, enum line_class class)
{
	if (file != a->row_file || line != a->row_line) {
		account_row_end(a);
		a->row_file = file;
		a->row_line = line;
		a->row_class = class;
	}
	if (class == LINE_DATA)
		a->row_stays = true;
	else if (class_rank(class) >= class_rank(a->row_class))
		a->row_class = class;
}

void
account_row_end(struct account *a)
{
	struct input *input;

	if (a->row_file == -1)
		return;
	input = &a->inputs[a->row_file];
	if (!a->row_stays)
		input->lines[a->row_class]++;
	a->row_file = -1;
	a->row_stays = false;
}

uint64_t
account_lines(const struct account *a, int file, enum line_class class)
{
	return a->inputs[file].lines[class];
}

struct account_loss
account_loss(const struct account *a, int file)
{
	const struct input *input = &a->inputs[file];

	return (struct account_loss){ input->rows_in,
		input->rows_in - input->rows_out,
		input->first_error == NULL ? "" : input->first_error };
}

static int
fail_beyond(const struct account *a, const char *label,
    struct account_loss loss, double share, double tolerance, struct fail *f)
{
	char shown[MESSAGE_PERCENT], limit[MESSAGE_PERCENT];

	message_percent(shown, share);
	message_percent(limit, tolerance);
	if (a->set_aside_path == NULL)
		return fail_set(f, FAIL_DATA,
		    _("%s: %" PRIu64 " of %" PRIu64
		      " rows set aside (%s), more than the tolerance of "
		      "%s; the first: %s"),
		    label, loss.aside, loss.rows, shown, limit, loss.first);
	return fail_set(f, FAIL_DATA,
	    _("%s: %" PRIu64 " of %" PRIu64
	      " rows set aside (%s), more than the tolerance of "
	      "%s; the first: %s; all of them are in %s"),
	    label, loss.aside, loss.rows, shown, limit, loss.first,
	    a->set_aside_path);
}

int
account_check(const struct account *a, double tolerance, struct fail *f)
{
	struct account_loss loss;
	double share;

	for (size_t i = 0; i < a->input_count; i++) {
		loss = account_loss(a, (int)i);
		share =
		    loss.rows == 0 ? 0 : (double)loss.aside / (double)loss.rows;
		if (share > tolerance)
			return fail_beyond(
			    a, a->files.texts[i], loss, share, tolerance, f);
	}
	return 0;
}

/* The set-aside file */

static int
print_cell(struct account *a, const char *text, struct fail *f)
{
	const char *cell = show(a, text, f);

	if (cell == NULL)
		return -1;
	cell_print(a->set_aside.stream, cell);
	return 0;
}

/* Where what was expected stands in a line of the set-aside file. */
#define EXPECTED_CELL 8

static const char *
level_name(enum finding_level level)
{
	return level == FINDING_ERROR ? "error" : "warning";
}

static int
print_finding(struct account *a, int file, const struct finding *finding,
    const char *raw, const char *correction, struct fail *f)
{
	char line[24] = "", byte[24] = "", expected[MESSAGE_TEXT];
	const char *cells[] = { a->files.texts[file], line, byte,
		finding->column, level_name(finding->level), finding->reason,
		finding->rule, finding->found, "", raw, correction };

	if (finding->line > 0) {
		snprintf(line, sizeof(line), "%" PRIu64, finding->line);
		snprintf(byte, sizeof(byte), "%" PRIu64, finding->byte);
	}
	if (finding->expected != NULL) {
		message_print(expected, sizeof(expected), finding->expected);
		cells[EXPECTED_CELL] = expected;
	}
	for (size_t i = 0; i < COUNT(cells); i++) {
		if (i > 0)
			putc(',', a->set_aside.stream);
		if (cells[i] != NULL && print_cell(a, cells[i], f) == -1)
			return -1;
	}
	putc('\n', a->set_aside.stream);
	return 0;
}

int
account_set_aside(struct account *a, const char *path, struct fail *f)
{
	if (output_open(&a->set_aside, path, OUTPUT_PRIVATE, f) == -1)
		return -1;
	a->set_aside_open = true;
	a->set_aside_path = path;
	fputs("file,line,byte,column,level,reason,rule,found,expected,raw,"
	      "correction\n",
	    a->set_aside.stream);
	return 0;
}

bool
account_has_list(const struct account *a)
{
	return a->set_aside_open;
}

/* Findings */

int
account_hide(struct account *a, const char *column, struct fail *f)
{
	return pool_add(&a->hidden, column, f) == SIZE_MAX ? -1 : 0;
}

void
account_show_hidden(struct account *a)
{
	a->show_hidden = true;
}

/* May a text that is no value of its column be a name or a date of birth that
 * slipped into it: two letters side by side, or two points between digits? */
static bool
may_be_personal(const char *text)
{
	size_t letters = 0, points = 0;

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;

		if ((c & 0xC0) != 0x80) /* the first byte of a character */
			letters = c >= 0xC0 || isalpha(c) ? letters + 1 : 0;
		points += c == '.';
		if (letters == 2 || points == 2)
			return true;
	}
	return false;
}

static bool
is_hidden(const struct account *a, const struct finding *finding)
{
	if (a->hidden.count == 0 || finding->column == NULL ||
	    finding->found == NULL || *finding->found == '\0')
		return false;
	return pool_has(&a->hidden, finding->column) ||
	       text_has_number(finding->found, ACCOUNT_HIDDEN_DIGITS) ||
	       (strcmp(finding->reason, "type-error") == 0 &&
		   may_be_personal(finding->found));
}

/* The finding without what was found, if that is about a person. */
static struct finding
hide_found(const struct account *a, const struct finding *finding)
{
	struct finding shown = *finding;

	if (is_hidden(a, finding))
		shown.found = ACCOUNT_HIDDEN;
	return shown;
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The group of this finding, new or known; NULL on failure. */
static struct group *
find_group(struct account *a, struct input *input,
    const struct finding *finding, struct fail *f)
{
	struct group *group = input->groups, new = { .count = 0 };

	for (size_t i = 0; i < input->group_count; i++, group++)
		if (group->level == finding->level &&
		    strcmp(group->reason, finding->reason) == 0 &&
		    same_text(group->rule, finding->rule))
			return group;
	new.level = finding->level;
	if (pool_keep(&a->names, finding->reason, &new.reason, f) == -1 ||
	    pool_keep(&a->names, finding->rule, &new.rule, f) == -1 ||
	    memory_grow(&input->groups, &input->group_capacity,
		input->group_count + 1, sizeof(*input->groups), f) == -1)
		return NULL;
	group = &input->groups[input->group_count++];
	*group = new;
	return group;
}

/* A copy for the record, cut to PLACE_TEXT bytes; NULL stays NULL. */
static int
keep_text(const char *text, char **kept, struct fail *f)
{
	char shown[PLACE_TEXT];
	size_t length;

	if (text == NULL)
		return 0;
	length = text_visible(text, strlen(text), shown, sizeof(shown));
	return (*kept = memory_text(shown, length, f)) == NULL ? -1 : 0;
}

static int
keep_message(
    const struct message *m, struct finding_place *place, struct fail *f)
{
	if (m == NULL)
		return 0;
	place->expected = m->format;
	for (size_t i = 0; i < MESSAGE_ARGUMENTS; i++)
		if (keep_text(m->arguments[i], &place->arguments[i], f) == -1)
			return -1;
	return 0;
}

/* The first by line, for a filter may meet them in another order; as they were
 * met where they are of one line. */
static void
insert_place(struct group *group, const struct finding_place *place)
{
	size_t at = group->kept;

	if (at == ACCOUNT_FIRST)
		place_clear(&group->first[--at]);
	else
		group->kept++;
	for (; at > 0 && group->first[at - 1].line > place->line; at--)
		group->first[at] = group->first[at - 1];
	group->first[at] = *place;
}

static bool
is_wanted(const struct group *group, const struct finding *finding)
{
	return group->kept < ACCOUNT_FIRST ||
	       finding->line < group->first[ACCOUNT_FIRST - 1].line;
}

static int
keep_place(struct account *a, struct group *group,
    const struct finding *finding, struct fail *f)
{
	struct finding_place place = { .line = finding->line,
		.byte = finding->byte };

	if (pool_keep(&a->names, finding->column, &place.column, f) == -1 ||
	    keep_text(finding->found, &place.found, f) == -1 ||
	    keep_message(finding->expected, &place, f) == -1) {
		place_clear(&place);
		return -1;
	}
	insert_place(group, &place);
	return 0;
}

static const char *
text_or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* The first error of an input as a message; fail_set() makes its texts safe
 * for a terminal. */
static int
keep_error(
    struct account *a, int file, const struct finding *finding, struct fail *f)
{
	const char *name = a->files.texts[file];
	const char *found = text_or_empty(finding->found);
	char expected[MESSAGE_TEXT] = "";
	struct fail text = FAIL_INIT;

	if (finding->expected != NULL)
		message_print(expected, sizeof(expected), finding->expected);

	if (finding->column == NULL)
		fail_set(&text, FAIL_DATA,
		    _("%s:%" PRIu64 ": found %s, expected %s"), name,
		    finding->line, found, expected);
	else
		fail_set(&text, FAIL_DATA,
		    _("%s:%" PRIu64 ": column \"%s\": found \"%s\", "
		      "expected %s"),
		    name, finding->line, finding->column, found, expected);
	a->inputs[file].first_error =
	    memory_text(text.text, strlen(text.text), f);
	return a->inputs[file].first_error == NULL ? -1 : 0;
}

int
account_finding_raw(struct account *a, int file, const struct finding *finding,
    const char *raw, const char *correction, struct fail *f)
{
	struct group *group = find_group(a, &a->inputs[file], finding, f);
	const struct finding hidden = hide_found(a, finding);

	if (group == NULL)
		return -1;
	group->count++;
	if (is_wanted(group, finding) && keep_place(a, group, &hidden, f) == -1)
		return -1;
	if (!a->show_hidden) {
		finding = &hidden;
		if (a->hidden.count > 0 && raw != NULL)
			raw = *a->inputs[file].hidden == '\0'
				  ? ACCOUNT_HIDDEN
				  : a->inputs[file].hidden;
		if (a->hidden.count > 0 && correction != NULL)
			correction = ACCOUNT_HIDDEN;
	}
	if (finding->level == FINDING_ERROR &&
	    a->inputs[file].first_error == NULL &&
	    keep_error(a, file, finding, f) == -1)
		return -1;
	return a->set_aside_open
		   ? print_finding(a, file, finding, raw, correction, f)
		   : 0;
}

int
account_finding(
    struct account *a, int file, const struct finding *finding, struct fail *f)
{
	return account_finding_raw(a, file, finding, NULL, NULL, f);
}

int
account_rule(struct account *a, const char *rule, const struct title *text,
    struct fail *f)
{
	if (memory_grow(&a->rules, &a->rule_capacity, a->rule_count + 1,
		sizeof(*a->rules), f) == -1)
		return -1;
	a->rules[a->rule_count].id = rule;
	a->rules[a->rule_count++].text = text;
	return 0;
}

/* The record */

static struct json_value *
expected_json(const struct finding_place *place)
{
	struct json_value *o = json_new_object(), *list = json_new_array();

	json_set(o, "message", json_new_text(place->expected));
	for (size_t i = 0; i < MESSAGE_ARGUMENTS; i++)
		if (place->arguments[i] != NULL)
			json_append(list, json_new_text(place->arguments[i]));
	json_set(o, "arguments", list);
	return o;
}

static struct json_value *
place_json(const struct finding_place *place)
{
	struct json_value *o = json_new_object();

	if (place->line > 0) {
		json_set(o, "line", json_new_integer((int64_t)place->line));
		json_set(o, "byte", json_new_integer((int64_t)place->byte));
	}
	if (place->column != NULL)
		json_set(o, "column", json_new_text(place->column));
	if (place->found != NULL)
		json_set(o, "found", json_new_text(place->found));
	if (place->expected != NULL)
		json_set(o, "expected", expected_json(place));
	return o;
}

static struct json_value *
group_json(const struct account *a, const struct group *group)
{
	struct json_value *o = json_new_object(), *first = json_new_array();

	json_set(o, "reason", json_new_text(group->reason));
	if (group->rule != NULL)
		json_set(o, "rule", json_new_text(group->rule));
	for (size_t i = 0; group->rule != NULL && i < a->rule_count; i++)
		if (strcmp(a->rules[i].id, group->rule) == 0)
			json_set(o, "text", title_value(a->rules[i].text));
	json_set(o, "level", json_new_text(level_name(group->level)));
	json_set(o, "count", json_new_integer((int64_t)group->count));
	for (size_t i = 0; i < group->kept; i++)
		json_append(first, place_json(&group->first[i]));
	json_set(o, "first", first);
	return o;
}

/* The properties with all else; the input has none afterwards. */
static struct json_value *
input_json(const struct account *a, struct input *input)
{
	struct json_value *o = input->properties, *lines = json_new_object(),
			  *rows = json_new_object(),
			  *findings = json_new_array();

	input->properties = NULL;
	for (int class = 0; class < LINE_CLASSES; class ++)
		if (input->lines[class] > 0)
			json_set(lines,
			    line_class_name((enum line_class) class),
			    json_new_integer((int64_t)input->lines[class]));
	json_set(rows, "in", json_new_integer((int64_t)input->rows_in));
	json_set(rows, "out", json_new_integer((int64_t)input->rows_out));
	for (size_t i = 0; i < input->group_count; i++)
		json_append(findings, group_json(a, &input->groups[i]));
	json_set(o, "lines", lines);
	json_set(o, "rows", rows);
	json_set(o, "findings", findings);
	return o;
}

static struct json_value *
record_json(struct account *a)
{
	struct json_value *o = json_new_object(), *files = json_new_array();

	json_set(o, "stage", json_new_text(a->stage));
	json_set(o, "version", json_new_text(filter_version()));
	for (size_t i = 0; i < a->input_count; i++)
		json_append(files, input_json(a, &a->inputs[i]));
	json_set(o, "files", files);
	return o;
}

static double
seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static struct json_value *
timing_json(const struct account *a)
{
	struct json_value *o = json_new_object();
	struct timespec now;
	struct rusage used;

	clock_gettime(CLOCK_MONOTONIC, &now);
	getrusage(RUSAGE_SELF, &used);
	json_set(o, "stage", json_new_text(a->stage));
	json_set(o, "wall_seconds",
	    json_new_number((double)(now.tv_sec - a->start.tv_sec) +
			    (double)(now.tv_nsec - a->start.tv_nsec) / 1e9));
	json_set(o, "cpu_seconds",
	    json_new_number(seconds(used.ru_utime) + seconds(used.ru_stime)));
	/* ru_maxrss is in KiB */
	json_set(
	    o, "peak_bytes", json_new_integer((int64_t)used.ru_maxrss * 1024));
	return o;
}

/* Takes the value in every case. */
static int
write_file(const char *path, struct json_value *value, struct fail *f)
{
	struct output out;
	int status = -1;

	if (output_open(&out, path, 0, f) == 0 &&
	    json_write(value, out.stream, 2, f) == 0)
		status = output_commit(&out, f);
	output_discard(&out);
	json_value_free(value);
	return status;
}

/* Beside a record that is a file; a device has no neighbours. */
static int
write_timing(const struct account *a, const char *path, struct fail *f)
{
	char *name = path_format(f, "%s.timing", path);
	struct stat about;
	int status = 0;

	if (name == NULL)
		return -1;
	if (stat(path, &about) == 0 && S_ISREG(about.st_mode))
		status = write_file(name, timing_json(a), f);
	free(name);
	return status;
}

int
account_write(struct account *a, const char *path, struct fail *f)
{
	account_row_end(a);
	if (a->set_aside_open) {
		a->set_aside_open = false;
		if (output_commit(&a->set_aside, f) == -1)
			return -1;
	}
	if (path == NULL)
		return 0;
	if (write_file(path, record_json(a), f) == -1)
		return -1;
	return write_timing(a, path, f);
}
