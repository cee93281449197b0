/* records - what the filters of a run recorded, put together */
#include "report/records.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"

#define LINES_MAX INT64_C(1000000000000000) /* sums of them fit easily */
#define DEPTH_MAX 16                        /* folders below folders */
#define WITHHELD "\342\200\246"             /* an ellipsis, for a value */

/* ---- files ---- */

static bool
ends_with(const char *name, const char *const *suffixes)
{
	size_t length = strlen(name), end;

	for (; *suffixes != NULL; suffixes++) {
		end = strlen(*suffixes);
		if (length > end && strcmp(name + length - end, *suffixes) == 0)
			return true;
	}
	return false;
}

/* Takes the path and the content. */
static int
add_record(struct records *r, char *path, struct json *json, struct fail *f)
{
	if (memory_grow(&r->files, &r->file_capacity, r->file_count + 1,
		sizeof(*r->files), f) == -1) {
		free(path);
		json_free(json);
		return -1;
	}
	r->files[r->file_count].path = path;
	r->files[r->file_count++].json = json;
	return 0;
}

/* Read a file, and take its path.  One that is gone by now belongs to a recipe
 * that renews its own record meanwhile. */
static int
read_record(struct records *r, char *path, struct fail *f)
{
	struct fail failure = FAIL_INIT;
	struct json *json = json_open(path, &failure);
	int status = -1;

	if (json != NULL)
		return add_record(r, path, json, f);
	if (access(path, F_OK) == -1 && errno == ENOENT)
		status = 0;
	else if (f != NULL)
		*f = failure;
	free(path);
	return status;
}

static int list_folder(struct records *, const char *, const char *const *,
    int depth, struct fail *);

/* A folder is gone into, a file that ends so is kept; takes the path. */
static int
list_entry(struct records *r, char *path, const char *const *suffixes,
    int depth, struct fail *f)
{
	struct stat entry;
	int status;

	if (lstat(path, &entry) == -1) {
		status = errno == ENOENT ? 0 : fail_errno(f, "%s", path);
	} else if (S_ISDIR(entry.st_mode)) {
		status = depth == DEPTH_MAX
			     ? fail_set(f, FAIL_DATA,
				   _("%s: folders are nested too deep"), path)
			     : list_folder(r, path, suffixes, depth + 1, f);
	} else if (S_ISREG(entry.st_mode) && ends_with(path, suffixes)) {
		return read_record(r, path, f);
	} else {
		status = 0;
	}
	free(path);
	return status;
}

static int
list_folder(struct records *r, const char *folder, const char *const *suffixes,
    int depth, struct fail *f)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char *path;
	int status = 0;

	if (dir == NULL)
		return fail_errno(f, "%s", folder);
	while (status == 0 && (errno = 0, entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.') /* temporary names, too */
			continue;
		path = path_join(folder, entry->d_name, f);
		status =
		    path == NULL ? -1 : list_entry(r, path, suffixes, depth, f);
	}
	if (status == 0 && errno != 0)
		status = fail_errno(f, "%s", folder);
	closedir(dir);
	return status;
}

static int
compare_files(const void *a, const void *b)
{
	return strcmp(((const struct record_file *)a)->path,
	    ((const struct record_file *)b)->path);
}

int
records_read(struct records *r, const char *folder, const char *const *suffixes,
    struct fail *f)
{
	memset(r, 0, sizeof(*r));
	if (list_folder(r, folder, suffixes, 0, f) == -1)
		return -1;
	if (r->file_count == 0)
		return fail_set(f, FAIL_DATA,
		    _("%s: there is no record (*%s) in this folder"), folder,
		    suffixes[0]);
	qsort(r->files, r->file_count, sizeof(*r->files), compare_files);
	return 0;
}

/* Where "-K" at the end of the recipe's name stands, or its end: NULL if the
 * recipe makes no cube. */
static const char *
partition_place(const char *path)
{
	static const char prefix[] = "tally-";
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *end = name + strcspn(name, "."), *at = end;

	if (strncmp(name, prefix, sizeof(prefix) - 1) != 0)
		return NULL;
	while (at > name && at[-1] >= '0' && at[-1] <= '9')
		at--;
	return at < end && at[-1] == '-' ? at - 1 : end;
}

bool
record_later_partition(const char *path)
{
	const char *at = partition_place(path);

	return at != NULL && *at == '-' && strtol(at + 1, NULL, 10) > 1;
}

/* ---- filters ---- */

/* Place of a filter in the chain; others stand behind them by name. */
static size_t
stage_order(const char *stage)
{
	static const char *const chain[] = { "ingest", "clean", "link",
		"resolve", "join", "follow", "tally", "measure", "protect",
		"report" };
	size_t i;

	for (i = 0; i < COUNT(chain); i++)
		if (strcmp(chain[i], stage) == 0)
			break;
	return i;
}

/* The filters that work on one file at a time. */
static bool
is_file_level(const char *stage)
{
	return stage_order(stage) < stage_order("resolve");
}

/* The filters whose files are inputs of the run; later ones work on tables. */
static bool
is_row_level(const char *stage)
{
	return stage_order(stage) <= stage_order("resolve");
}

/* Those that put tables together; they know the inputs of the rows. */
static bool
is_joining(const char *stage)
{
	return strcmp(stage, "join") == 0 || strcmp(stage, "follow") == 0;
}

/* ---- inputs ---- */

static int
compare_inputs(const void *a, const void *b)
{
	return strcmp(((const struct record_input *)a)->file,
	    ((const struct record_input *)b)->file);
}

/* Among the first `count`, which are sorted. */
static struct record_input *
find_input(const struct records *r, size_t count, const char *file)
{
	const struct record_input key = { .file = file };

	return count == 0 ? NULL
			  : bsearch(&key, r->inputs, count, sizeof(*r->inputs),
				compare_inputs);
}

static void
sort_inputs(struct records *r)
{
	if (r->input_count > 1)
		qsort(r->inputs, r->input_count, sizeof(*r->inputs),
		    compare_inputs);
}

static int
check_inputs(const struct records *r, struct fail *f)
{
	size_t i;

	for (i = 1; i < r->input_count; i++)
		if (strcmp(r->inputs[i - 1].file, r->inputs[i].file) == 0)
			return fail_set(f, FAIL_DATA,
			    _("%s: was read twice; two records of ingest name "
			      "it"),
			    r->inputs[i].file);
	return 0;
}

static int
get_count(const struct json *node, int64_t *count, struct fail *f)
{
	return json_get_integer(node, 0, 0, LINES_MAX, count, f);
}

static int
get_text(const struct json *object, const char *name, const char **text,
    struct fail *f)
{
	const struct json *node = json_required(object, name, f);

	return node == NULL ? -1 : json_get_text(node, NULL, text, f);
}

/* ingest's record of an input; sorted in later. */
static struct record_input *
add_input(struct records *r, const struct json *node, const char *file,
    struct fail *f)
{
	struct record_input *input;

	if (memory_grow(&r->inputs, &r->input_capacity, r->input_count + 1,
		sizeof(*r->inputs), f) == -1)
		return NULL;
	input = &r->inputs[r->input_count++];
	memset(input, 0, sizeof(*input));
	input->file = file;
	input->node = node;
	input->withheld = true; /* until the plan says otherwise */
	return input;
}

/* All its lines. */
static int
read_lines(struct record_input *input, const struct json *node, struct fail *f)
{
	const struct json *lines = json_member(node, "lines"), *physical;
	int i;

	for (i = 0; i < LINE_CLASSES; i++)
		if (get_count(
			json_member(lines, line_class_name((enum line_class)i)),
			&input->lines[i], f) == -1)
			return -1;
	physical = json_member(node, "physical_lines");
	input->physical = -1;
	return physical == NULL ? 0 : get_count(physical, &input->physical, f);
}

/* A later filter's record of an input: lines moved out of "data". */
static int
move_lines(struct record_input *input, const struct json *node,
    const char *stage, struct fail *f)
{
	const struct json *lines = json_member(node, "lines");
	int64_t count;
	int i;

	for (i = 0; i < LINE_CLASSES; i++) {
		if (i == LINE_DATA)
			continue;
		if (get_count(
			json_member(lines, line_class_name((enum line_class)i)),
			&count, f) == -1)
			return -1;
		input->lines[i] += count;
		input->lines[LINE_DATA] -= count;
	}
	return input->lines[LINE_DATA] >= 0
		   ? 0
		   : fail_set(f, FAIL_DATA,
			 _("%s: %s took more lines away than there were"),
			 input->file, stage);
}

static int
read_message(const struct json *node, struct message *m, struct fail *f)
{
	const struct json *arguments;
	size_t i;

	if (node == NULL)
		return 0;
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    get_text(node, "message", &m->format, f) == -1)
		return -1;
	arguments = json_member(node, "arguments");
	for (i = 0; i < json_count(arguments) && i < MESSAGE_ARGUMENTS; i++)
		if (json_get_text(
			json_at(arguments, i), NULL, &m->arguments[i], f) == -1)
			return -1;
	return 0;
}

static int
read_place(const struct json *node, struct record_place *place, struct fail *f)
{
	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    json_get_integer(json_member(node, "line"), 0, 0, INT64_MAX,
		&place->line, f) == -1 ||
	    json_get_integer(json_member(node, "byte"), 0, 0, INT64_MAX,
		&place->byte, f) == -1 ||
	    json_get_text(
		json_member(node, "column"), NULL, &place->column, f) == -1 ||
	    json_get_text(json_member(node, "found"), NULL, &place->found, f) ==
		-1)
		return -1;
	return read_message(json_member(node, "expected"), &place->expected, f);
}

static int
read_places(
    const struct json *list, struct record_finding *finding, struct fail *f)
{
	size_t i;

	for (i = 0; i < json_count(list) && i < ACCOUNT_FIRST; i++)
		if (read_place(json_at(list, i), &finding->first[i], f) == -1)
			return -1;
	finding->first_count = i;
	return 0;
}

static bool
same_text(const char *a, const char *b)
{
	return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* The same was found by the same filter on another partition. */
static struct record_finding *
find_same(struct record_input *input, const struct record_finding *new)
{
	struct record_finding *old;
	size_t i;

	for (i = 0; i < input->finding_count; i++) {
		old = &input->findings[i];
		if (strcmp(old->stage, new->stage) == 0 &&
		    strcmp(old->reason, new->reason) == 0 &&
		    strcmp(old->level, new->level) == 0 &&
		    same_text(old->rule, new->rule))
			return old;
	}
	return NULL;
}

/* The first places of both, by line. */
static void
merge_places(struct record_finding *to, const struct record_finding *from)
{
	struct record_place first[ACCOUNT_FIRST] = { 0 };
	size_t i = 0, k = 0, count = 0;

	while (count < ACCOUNT_FIRST &&
	       (i < to->first_count || k < from->first_count)) {
		if (k == from->first_count ||
		    (i < to->first_count &&
			to->first[i].line <= from->first[k].line))
			first[count++] = to->first[i++];
		else
			first[count++] = from->first[k++];
	}
	memcpy(to->first, first, count * sizeof(*first));
	to->first_count = count;
	to->count += from->count;
}

static int
read_finding(const struct json *node, const char *stage,
    struct record_finding *finding, struct fail *f)
{
	const struct json *text = json_member(node, "text");

	memset(finding, 0, sizeof(*finding));
	finding->stage = stage;
	if (get_text(node, "reason", &finding->reason, f) == -1 ||
	    get_text(node, "level", &finding->level, f) == -1 ||
	    json_get_text(json_member(node, "rule"), NULL, &finding->rule, f) ==
		-1 ||
	    (text != NULL && title_read(text, &finding->text, f) == -1))
		return -1;
	if (get_count(json_member(node, "count"), &finding->count, f) == -1)
		return -1;
	return read_places(json_member(node, "first"), finding, f);
}

/* Without the places that the other knows, too. */
static void
drop_known(struct record_finding *finding, const struct record_finding *old)
{
	const struct record_place *place;
	size_t i, k, kept = 0;

	for (i = 0; i < finding->first_count; i++) {
		place = &finding->first[i];
		for (k = 0; k < old->first_count; k++)
			if (place->line == old->first[k].line &&
			    place->byte == old->first[k].byte &&
			    same_text(place->column, old->first[k].column))
				break;
		if (k == old->first_count)
			finding->first[kept++] = *place;
		else
			finding->count--;
	}
	finding->first_count = kept;
}

/* once: the filter reads these rows for several tables, and finds the same
 * again. */
static int
add_finding(struct record_input *input, const struct json *node,
    const char *stage, bool once, struct fail *f)
{
	struct record_finding finding, *old;

	if (read_finding(node, stage, &finding, f) == -1)
		return -1;
	old = is_file_level(stage) ? NULL : find_same(input, &finding);
	if (old != NULL) {
		if (once)
			drop_known(&finding, old);
		merge_places(old, &finding);
		return 0;
	}
	if (memory_grow(&input->findings, &input->finding_capacity,
		input->finding_count + 1, sizeof(*input->findings), f) == -1)
		return -1;
	input->findings[input->finding_count++] = finding;
	return 0;
}

static int
add_findings(struct record_input *input, const struct json *node,
    const char *stage, bool once, struct fail *f)
{
	const struct json *findings = json_member(node, "findings");
	size_t i;

	for (i = 0; i < json_count(findings); i++)
		if (add_finding(input, json_at(findings, i), stage, once, f) ==
		    -1)
			return -1;
	return 0;
}

/* ---- stages ---- */

static int
compare_stages(const void *a, const void *b)
{
	const struct record_stage *left = a, *right = b;
	size_t first = stage_order(left->name);
	size_t second = stage_order(right->name);

	if (first != second)
		return first < second ? -1 : 1;
	return strcmp(left->name, right->name);
}

static struct record_stage *
find_stage(struct records *r, const char *name, struct fail *f)
{
	struct record_stage *stage;
	size_t i;

	for (i = 0; i < r->stage_count; i++)
		if (strcmp(r->stages[i].name, name) == 0)
			return &r->stages[i];
	if (memory_grow(&r->stages, &r->stage_capacity, r->stage_count + 1,
		sizeof(*r->stages), f) == -1)
		return NULL;
	stage = &r->stages[r->stage_count++];
	memset(stage, 0, sizeof(*stage));
	stage->name = name;
	return stage;
}

/* The same rows of a filter, of one input or table: in *in and *out. */
static int
add_rows(struct record_stage *stage, const struct json *node, int64_t *in,
    int64_t *out, struct fail *f)
{
	const struct json *rows = json_member(node, "rows");

	if (get_count(json_member(rows, "in"), in, f) == -1 ||
	    get_count(json_member(rows, "out"), out, f) == -1)
		return -1;
	stage->rows_in += *in;
	stage->rows_out += *out;
	return 0;
}

/* Rows that resolve or a later filter does not let into the figures: theirs
 * are counted by line, for other rows come and go there. */
static int
add_aside(struct record_input *input, struct record_stage *stage,
    const struct json *node, struct fail *f)
{
	const struct json *lines = json_member(node, "lines");
	int64_t aside, review;

	if (get_count(json_member(lines, line_class_name(LINE_SET_ASIDE)),
		&aside, f) == -1 ||
	    get_count(json_member(lines, line_class_name(LINE_UNDER_REVIEW)),
		&review, f) == -1)
		return -1;
	input->rows.aside += aside;
	input->rows.review += review;
	stage->aside += aside;
	stage->review += review;
	return 0;
}

/* What the filter did with the rows of an input. */
static int
move_rows(struct record_input *input, struct record_stage *stage,
    const struct json *node, struct fail *f)
{
	bool ingest = strcmp(stage->name, "ingest") == 0;
	int64_t in, out;

	if (add_rows(stage, node, &in, &out, f) == -1)
		return -1;
	if (!is_joining(stage->name) && out > in)
		return fail_set(f, FAIL_DATA,
		    _("%s: %s wrote more rows than it read"), input->file,
		    stage->name);
	if (!is_file_level(stage->name))
		return add_aside(input, stage, node, f);
	if (ingest)
		input->rows.read += in;
	if (ingest || strcmp(stage->name, "clean") == 0)
		input->rows.aside += in - out;
	else if (strcmp(stage->name, "link") == 0)
		input->rows.review += in - out;
	return 0;
}

/* ---- tables that are put together ---- */

/*
 * The table that a record is about: plan names the recipe tally-ID-K, K being
 * the number of the partition, and its record for the filter,
 * tally-ID-K.join-1.json.
 */
static char *
name_table(const char *path, struct fail *f)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash == NULL ? path : slash + 1;
	const char *end = partition_place(path);

	if (end != NULL)
		name += strlen("tally-");
	else
		end = name + strcspn(name, ".");
	return memory_text(name, (size_t)(end - name), f);
}

/* That of the same stage, table and dataset, new or known; takes the name. */
static struct record_match *
find_match(struct records *r, const char *stage, char *table, const char *with,
    struct fail *f)
{
	struct record_match *match;
	size_t i;

	for (i = 0; i < r->match_count; i++) {
		match = &r->matches[i];
		if (strcmp(match->stage, stage) == 0 &&
		    strcmp(match->table, table) == 0 &&
		    strcmp(match->with, with) == 0) {
			free(table);
			return match;
		}
	}
	if (memory_grow(&r->matches, &r->match_capacity, r->match_count + 1,
		sizeof(*r->matches), f) == -1) {
		free(table);
		return NULL;
	}
	match = &r->matches[r->match_count++];
	*match = (struct record_match){
		.stage = stage, .table = table, .with = with
	};
	return match;
}

static int
add_match(struct records *r, const char *path, const char *stage,
    const struct json *node, struct fail *f)
{
	int64_t rows, matched, unmatched, ambiguous, unused;
	struct record_match *match;
	const char *with;
	char *table;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    get_text(node, "with", &with, f) == -1 ||
	    get_count(json_member(node, "rows"), &rows, f) == -1 ||
	    get_count(json_member(node, "matched"), &matched, f) == -1 ||
	    get_count(json_member(node, "unmatched"), &unmatched, f) == -1 ||
	    get_count(json_member(node, "ambiguous"), &ambiguous, f) == -1 ||
	    get_count(json_member(node, "right_unused"), &unused, f) == -1 ||
	    (table = name_table(path, f)) == NULL ||
	    (match = find_match(r, stage, table, with, f)) == NULL)
		return -1;
	match->rows += rows;
	match->matched += matched;
	match->unmatched += unmatched;
	match->ambiguous += ambiguous;
	match->unused += unused;
	return 0;
}

/* The table of this name, new or known. */
static struct record_input *
find_table(struct records *r, const char *file, struct fail *f)
{
	struct record_input *table;
	size_t i;

	for (i = 0; i < r->table_count; i++)
		if (strcmp(r->tables[i].file, file) == 0)
			return &r->tables[i];
	if (memory_grow(&r->tables, &r->table_capacity, r->table_count + 1,
		sizeof(*r->tables), f) == -1)
		return NULL;
	table = &r->tables[r->table_count++];
	*table = (struct record_input){ .file = file, .physical = -1 };
	return table;
}

/* Of the table that is joined no rows are counted: all of it is read again for
 * every partition of the other. */
static int
is_right_side(
    const char *stage, const struct json *node, bool *right, struct fail *f)
{
	int64_t rows;

	if (get_count(json_member(json_member(node, "rows"), "in"), &rows, f) ==
	    -1)
		return -1;
	*right = strcmp(stage, "join") == 0 && rows == 0;
	return 0;
}

/* What join or follow tells of an input, or of a table it read. */
static int
add_joined(struct records *r, struct record_stage *stage, const char *path,
    const struct json *node, struct fail *f)
{
	const struct json *match = json_member(node, "match");
	struct record_input *input;
	const char *file;
	bool right;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    get_text(node, "file", &file, f) == -1 ||
	    is_right_side(stage->name, node, &right, f) == -1 ||
	    (match != NULL && add_match(r, path, stage->name, match, f) == -1))
		return -1;
	if (right && record_later_partition(path))
		return 0;
	input = find_input(r, r->input_count, file);
	if (input != NULL) {
		if (move_lines(input, node, stage->name, f) == -1 ||
		    move_rows(input, stage, node, f) == -1)
			return -1;
	} else if (json_count(json_member(node, "findings")) == 0) {
		return 0;
	} else if ((input = find_table(r, file, f)) == NULL) {
		return -1;
	}
	return add_findings(input, node, stage->name, right, f);
}

static int
add_joins(struct records *r, struct fail *f)
{
	const struct json *files;
	struct record_stage *stage;
	const char *name;
	size_t i, k;

	for (i = 0; i < r->file_count; i++) {
		if (get_text(r->files[i].json, "stage", &name, f) == -1)
			return -1;
		if (!is_joining(name))
			continue;
		stage = find_stage(r, name, f);
		if (stage == NULL)
			return -1;
		stage->records++;
		files = json_member(r->files[i].json, "files");
		for (k = 0; k < json_count(files); k++)
			if (add_joined(r, stage, r->files[i].path,
				json_at(files, k), f) == -1)
				return -1;
	}
	return 0;
}

/*
 * A table whose persons are followed is made partition by partition, of both
 * sides of follow, but of the left side of join only: what one partition does
 * not need of the right side another may.
 */
static void
forget_unused(struct records *r)
{
	size_t i, k;

	for (i = 0; i < r->match_count; i++)
		for (k = 0; k < r->match_count; k++)
			if (strcmp(r->matches[i].stage, "follow") == 0 &&
			    strcmp(r->matches[k].stage, "join") == 0 &&
			    strcmp(r->matches[i].table, r->matches[k].table) ==
				0)
				r->matches[k].unused = -1;
}

/* By table, a table's in the order of the chain, then of the records. */
static void
sort_matches(struct records *r)
{
	struct record_match moved;
	size_t i, k;
	int order;

	for (i = 1; i < r->match_count; i++) {
		moved = r->matches[i];
		for (k = i; k > 0; k--) {
			order = strcmp(r->matches[k - 1].table, moved.table);
			if (order < 0 ||
			    (order == 0 &&
				stage_order(r->matches[k - 1].stage) <=
				    stage_order(moved.stage)))
				break;
			r->matches[k] = r->matches[k - 1];
		}
		r->matches[k] = moved;
	}
}

static int
compare_texts(const char *a, const char *b)
{
	return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

/* In the order of the chain; of resolve and later filters by name, for theirs
 * come in the order of the partitions. */
static bool
is_behind(const struct record_finding *a, const struct record_finding *b)
{
	size_t first = stage_order(a->stage), second = stage_order(b->stage);
	int order;

	if (first != second)
		return first > second;
	if (is_file_level(a->stage))
		return false;
	if ((order = strcmp(a->reason, b->reason)) == 0 &&
	    (order = compare_texts(a->rule, b->rule)) == 0)
		order = strcmp(a->level, b->level);
	return order > 0;
}

/* Few, and those alike keep their order. */
static void
sort_findings(struct record_input *input)
{
	struct record_finding moved;
	size_t i, k;

	for (i = 1; i < input->finding_count; i++) {
		moved = input->findings[i];
		for (k = i; k > 0 && is_behind(&input->findings[k - 1], &moved);
		     k--)
			input->findings[k] = input->findings[k - 1];
		input->findings[k] = moved;
	}
}

static void
sort_all_findings(struct records *r)
{
	size_t i;

	for (i = 0; i < r->input_count; i++)
		sort_findings(&r->inputs[i]);
	for (i = 0; i < r->table_count; i++)
		sort_findings(&r->tables[i]);
}

/* ---- the whole ---- */

/* What a filter did with an input. */
static int
add_file(struct records *r, struct record_stage *stage, const struct json *node,
    bool ingest, struct fail *f)
{
	struct record_input *input;
	const char *file;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1 ||
	    get_text(node, "file", &file, f) == -1)
		return -1;
	input = ingest ? add_input(r, node, file, f)
		       : find_input(r, r->input_count, file);
	if (input == NULL)
		return ingest ? -1
			      : fail_set(f, FAIL_DATA,
				    _("%s: %s knows this file, but no record "
				      "of ingest does"),
				    file, stage->name);
	if ((ingest ? read_lines(input, node, f)
		    : move_lines(input, node, stage->name, f)) == -1 ||
	    move_rows(input, stage, node, f) == -1)
		return -1;
	return add_findings(input, node, stage->name, false, f);
}

/* One pass over the files of a record: ingest's inputs first, then what the
 * others did with them. */
static int
add_files(struct records *r, const struct json *record, const char *name,
    bool ingest, struct fail *f)
{
	const struct json *files = json_member(record, "files");
	struct record_stage *stage = find_stage(r, name, f);
	size_t i;

	if (stage == NULL)
		return -1;
	stage->records++;
	for (i = 0; i < json_count(files); i++)
		if (add_file(r, stage, json_at(files, i), ingest, f) == -1)
			return -1;
	return 0;
}

static int
add_records(struct records *r, bool ingest, struct fail *f)
{
	const struct json *record;
	const char *stage;
	size_t i;

	for (i = 0; i < r->file_count; i++) {
		record = r->files[i].json;
		if (json_expect(record, JSON_KIND_OBJECT, f) == -1 ||
		    get_text(record, "stage", &stage, f) == -1)
			return -1;
		if (strcmp(stage, "plan") == 0)
			r->plan = record;
		else if ((strcmp(stage, "ingest") == 0) == ingest &&
			 is_row_level(stage) &&
			 add_files(r, record, stage, ingest, f) == -1)
			return -1;
	}
	return 0;
}

/* Rows of the filters after resolve. */
static int
add_tables(struct records *r, struct fail *f)
{
	const struct json *files;
	struct record_stage *stage;
	const char *name;
	int64_t in, out;
	size_t i, k;

	for (i = 0; i < r->file_count; i++) {
		if (get_text(r->files[i].json, "stage", &name, f) == -1)
			return -1;
		if (is_row_level(name) || is_joining(name) ||
		    strcmp(name, "plan") == 0)
			continue;
		stage = find_stage(r, name, f);
		if (stage == NULL)
			return -1;
		stage->records++;
		files = json_member(r->files[i].json, "files");
		for (k = 0; k < json_count(files); k++)
			if (add_rows(stage, json_at(files, k), &in, &out, f) ==
			    -1)
				return -1;
	}
	return 0;
}

/* An input that was planned and of which no record of ingest tells. */
static struct record_input *
add_unread(struct records *r, const struct json *node, const char *file,
    struct fail *f)
{
	struct record_input *input = add_input(r, node, file, f);

	if (input == NULL ||
	    memory_grow(&input->findings, &input->finding_capacity, 1,
		sizeof(*input->findings), f) == -1)
		return NULL;
	input->unread = true;
	input->physical = -1;
	input->findings[input->finding_count++] =
	    (struct record_finding){ .stage = "ingest",
		    .reason = "not-read",
		    .level = "error",
		    .count = 1,
		    .first_count = 1 };
	return input;
}

/* Which inputs were not read, which are protected? */
static int
apply_plan(struct records *r, struct fail *f)
{
	const struct json *inputs = json_member(r->plan, "inputs"), *node;
	size_t i, known = r->input_count;
	struct record_input *input;
	const char *file;

	for (i = 0; i < json_count(inputs); i++) {
		node = json_at(inputs, i);
		if (get_text(node, "file", &file, f) == -1)
			return -1;
		input = find_input(r, known, file);
		if (input == NULL)
			input = add_unread(r, node, file, f);
		if (input == NULL ||
		    json_get_text(json_member(node, "dataset"), NULL,
			&input->dataset, f) == -1 ||
		    json_get_boolean(json_member(node, "protected"), true,
			&input->withheld, f) == -1)
			return -1;
	}
	return 0;
}

/* So many arguments of what was expected name files, lines, periods, datasets
 * and registries only: those of resolve and of what join finds; of link the
 * registry, not the title nearby. */
static size_t
harmless_arguments(const struct record_finding *finding)
{
	static const char *const reasons[] = { "ambiguous-match", "empty-join",
		"overlapping-interval" };
	size_t i;

	if (strcmp(finding->stage, "resolve") == 0)
		return MESSAGE_ARGUMENTS;
	for (i = 0; i < COUNT(reasons); i++)
		if (strcmp(finding->reason, reasons[i]) == 0)
			return MESSAGE_ARGUMENTS;
	return strcmp(finding->stage, "link") == 0 ? 1 : 0;
}

/* What is read from here on holds no value of a protected row. */
static void
withhold(struct record_finding *finding)
{
	struct record_place *place;
	size_t i, k;

	for (i = 0; i < finding->first_count; i++) {
		place = &finding->first[i];
		place->found = NULL;
		for (k = harmless_arguments(finding); k < MESSAGE_ARGUMENTS;
		     k++)
			if (place->expected.arguments[k] != NULL)
				place->expected.arguments[k] = WITHHELD;
	}
}

static void
withhold_all(struct records *r)
{
	size_t i, k;

	for (i = 0; i < r->input_count; i++)
		if (r->inputs[i].withheld)
			for (k = 0; k < r->inputs[i].finding_count; k++)
				withhold(&r->inputs[i].findings[k]);
}

int
records_open(struct records *r, const char *folder, struct fail *f)
{
	static const char *const suffixes[] = { ".json", NULL };

	if (records_read(r, folder, suffixes, f) == -1 ||
	    add_records(r, true, f) == -1)
		return -1;
	sort_inputs(r);
	if (check_inputs(r, f) == -1 || add_records(r, false, f) == -1 ||
	    add_joins(r, f) == -1 || add_tables(r, f) == -1 ||
	    apply_plan(r, f) == -1)
		return -1;
	sort_inputs(r);
	sort_all_findings(r);
	withhold_all(r);
	forget_unused(r);
	sort_matches(r);
	if (r->stage_count > 1)
		qsort(r->stages, r->stage_count, sizeof(*r->stages),
		    compare_stages);
	return 0;
}

int
records_check(const struct records *r, struct fail *f)
{
	size_t i;

	for (i = 0; i < r->input_count; i++)
		if (r->inputs[i].unread)
			return fail_set(f, FAIL_DATA,
			    _("%s: was planned but not read; there is no "
			      "record of ingest for it"),
			    r->inputs[i].file);
	return 0;
}

void
records_close(struct records *r)
{
	size_t i;

	for (i = 0; i < r->file_count; i++) {
		free(r->files[i].path);
		json_free(r->files[i].json);
	}
	free(r->files);
	for (i = 0; i < r->input_count; i++)
		free(r->inputs[i].findings);
	free(r->inputs);
	for (i = 0; i < r->table_count; i++)
		free(r->tables[i].findings);
	free(r->tables);
	for (i = 0; i < r->match_count; i++)
		free(r->matches[i].table);
	free(r->matches);
	free(r->stages);
	memset(r, 0, sizeof(*r));
}

int64_t
record_total(const struct record_input *input)
{
	int64_t total = 0;
	int i;

	for (i = 0; i < LINE_CLASSES; i++)
		total += input->lines[i];
	return total;
}

double
record_share(const struct record_input *input)
{
	const struct record_rows *rows = &input->rows;

	return rows->read == 0 ? 0 : (double)rows->aside / (double)rows->read;
}

enum record_fate
record_fate(const struct record_input *input)
{
	const int64_t *lines = input->lines;

	if (lines[LINE_LATE] > 0)
		return FATE_LATE;
	if (lines[LINE_SUPERSEDED] > 0)
		return FATE_SUPERSEDED;
	if (lines[LINE_DATA] > 0)
		return FATE_USED;
	if (lines[LINE_DUPLICATE] > 0)
		return FATE_DUPLICATE;
	return input->unread || input->rows.read > 0 || input->finding_count > 0
		   ? FATE_UNUSABLE
		   : FATE_USED;
}

const struct record_finding *
record_missing(const struct record_input *input)
{
	size_t i;

	for (i = 0; i < input->finding_count; i++)
		if (strcmp(input->findings[i].reason, "missing-submission") ==
		    0)
			return &input->findings[i];
	return NULL;
}

struct json_value *
record_value(const struct record_input *input)
{
	static const char *const properties[] = { "sha256", "bytes", "encoding",
		"delimiter", "corrections" };
	struct json_value *one = json_new_object();
	const struct json *property;
	size_t i;

	json_set(one, "file", json_new_text(input->file));
	for (i = 0; i < COUNT(properties); i++) {
		property = json_member(input->node, properties[i]);
		if (property != NULL)
			json_set(one, properties[i], json_new_copy(property));
	}
	json_set(one, "lines", json_new_integer(record_total(input)));
	return one;
}
