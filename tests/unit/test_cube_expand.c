/* test_cube_expand.c - sets with totals, distinct texts, lost rows: against
 * counting row by row */
#include "unit.h"

#include "chaos.h"
#include "cube/cube.h"
#include "fixture.h"

#define DIMENSIONS 4
#define YEAR 2 /* the dimension without a registry */
#define PERSONS 12
#define ROWS_MAX 120
#define CELLS_MAX 20000
#define NOTHING (-1)

/* The trees of the registries, by hand: the parent of each code. */
struct tree {
	const char *json;
	size_t count;
	const char *texts[8];
	int parents[8];
	int included; /* the code that is, or NOTHING */
	int total;
};

#define ENTRY(id, rest)                                                \
	"{\"id\":\"" id "\",\"title\":{\"ru\":\"" id "\",\"en\":\"" id \
	"\"}" rest "}"
#define REGISTRY(id, entries) \
	"{\"id\":\"" id       \
	"\",\"title\":{\"ru\":\"1\",\"en\":\"1\"},\"entries\":[" entries "]}"

static const struct tree trees[DIMENSIONS] = {
	{ REGISTRY("region",
	      ENTRY("RU", "") "," ENTRY("D1", ",\"parent\":\"RU\"") "," ENTRY(
		  "D2", ",\"parent\":\"RU\"") "," ENTRY("A",
		  ",\"parent\":\"D1\"") "," ENTRY("B",
		  ",\"parent\":\"D1\"") "," ENTRY("C",
		  ",\"parent\":\"D2\"") "," ENTRY("AX",
		  ",\"parent\":\"A\",\"included\":true") "," ENTRY("OUT", "")),
	    8, { "RU", "D1", "D2", "A", "B", "C", "AX", "OUT" },
	    { NOTHING, 0, 0, 1, 1, 2, 3, NOTHING }, 6, 0 },
	{ REGISTRY("sex",
	      ENTRY("_T", "") "," ENTRY("M", ",\"parent\":\"_T\"") "," ENTRY(
		  "F", ",\"parent\":\"_T\"")),
	    3, { "_T", "M", "F" }, { NOTHING, 0, 0 }, NOTHING, 0 },
	{ NULL, 3, { "2021", "2022", "2023" }, { NOTHING, NOTHING, NOTHING },
	    NOTHING, NOTHING },
	{ REGISTRY("college",
	      ENTRY("_T", "") "," ENTRY("k1", ",\"parent\":\"_T\"") "," ENTRY(
		  "k2", ",\"parent\":\"_T\"") "," ENTRY("k3",
		  ",\"parent\":\"_T\"")),
	    4, { "_T", "k1", "k2", "k3" }, { NOTHING, 0, 0, 0 }, NOTHING, 0 },
};
static const char *const names[] = { "region", "sex", "year", "college" };
static const char *const sums[] = { "students" };

struct row {
	int codes[DIMENSIONS];
	int person;
	int64_t students; /* -1: none */
	bool lost;
};

/* A cell as counted row by row. */
struct cell {
	int codes[DIMENSIONS];
	int64_t rows, lost, sum, missing;
	bool persons[PERSONS], colleges[4];
	int touched; /* by this row */
};

static struct cell cells[CELLS_MAX];
static size_t cell_count;

/* What a code counts for, itself first; the number of them. */
static size_t
chain(int dimension, int code, int to[8])
{
	const struct tree *t = &trees[dimension];
	size_t count = 0;

	to[count++] = code;
	if (t->json == NULL)
		return count;
	if (code == NOTHING) {
		to[count++] = t->total;
		return count;
	}
	while (code != t->included && (code = t->parents[code]) != NOTHING)
		to[count++] = code;
	return count;
}

static void
touch(const int *codes, const struct row *row, int number)
{
	struct cell *c;
	size_t i;

	for (i = 0; i < cell_count; i++)
		if (memcmp(cells[i].codes, codes, sizeof(cells[i].codes)) == 0)
			break;
	c = &cells[i];
	if (i == cell_count) {
		assert_true(cell_count++ < CELLS_MAX);
		memset(c, 0, sizeof(*c));
		memcpy(c->codes, codes, sizeof(c->codes));
		c->touched = NOTHING;
	}
	if (c->touched == number)
		return;
	c->touched = number;
	if (row->lost) {
		c->lost++;
		return;
	}
	c->rows++;
	c->missing += row->students == -1;
	c->sum += row->students == -1 ? 0 : row->students;
	c->persons[row->person] = true;
	c->colleges[row->codes[3]] = true;
}

/* Every cell that a row reaches by a set, from this dimension on. */
static void
reach(
    const struct row *row, int number, unsigned set, int dimension, int *codes)
{
	const struct tree *t = &trees[dimension];
	int ways[8];
	size_t i, count;

	if (dimension == DIMENSIONS) {
		touch(codes, row, number);
		return;
	}
	count = chain(dimension, row->codes[dimension], ways);
	for (i = 0; i < count; i++) {
		if (t->json != NULL && (set >> dimension & 1) == 0 &&
		    ways[i] != t->total)
			continue;
		codes[dimension] = ways[i];
		reach(row, number, set, dimension + 1, codes);
	}
}

static void
count_rows(const struct row *rows, size_t count, const unsigned *sets,
    size_t set_count)
{
	int codes[DIMENSIONS];
	size_t i, j;

	cell_count = 0;
	for (i = 0; i < count; i++) {
		for (j = 0; j < set_count; j++)
			reach(&rows[i], (int)i, sets[j], 0, codes);
		if (set_count == 0)
			touch(rows[i].codes, &rows[i], (int)i);
	}
}

static struct registry *registries[DIMENSIONS];

static int
open_registries(void **state)
{
	struct fail f = FAIL_INIT;
	char *path;
	size_t i;

	(void)state;
	for (i = 0; i < DIMENSIONS; i++) {
		if (trees[i].json == NULL)
			continue;
		path = fixture_file(trees[i].json);
		registries[i] = registry_open(path, &f);
		fixture_remove(path);
		if (registries[i] == NULL)
			return -1;
	}
	return 0;
}

static int
close_registries(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < DIMENSIONS; i++)
		registry_free(registries[i]);
	return 0;
}

/* The columns: three of texts, the year as a number, a pseudonym. */
static void
make_schema(struct schema *s, bool lost)
{
	struct fail f = FAIL_INIT;
	size_t i;

	for (i = 0; i < DIMENSIONS; i++)
		assert_int_not_equal(
		    schema_add(s, names[i],
			i == YEAR ? COLUMN_INT64 : COLUMN_DICTIONARY, 0, &f),
		    -1);
	assert_int_not_equal(
	    schema_add(s, "person", COLUMN_BINARY, 16, &f), -1);
	assert_int_not_equal(
	    schema_add(s, "students", COLUMN_INT64, 0, &f), -1);
	if (lost)
		assert_int_not_equal(
		    schema_add(s, "_lost", COLUMN_BOOL, 0, &f), -1);
	assert_int_equal(schema_set(s, "profstat.dataset", "people", &f), 0);
	assert_int_equal(schema_set(s, "profstat.partition", "person", &f), 0);
}

static void
put_row(struct batch *b, const struct row *row)
{
	char person[17];
	struct column *column;
	size_t i;
	int code, status;

	for (i = 0; i < DIMENSIONS; i++) {
		code = row->codes[i];
		column = &b->columns[i];
		status = code == NOTHING ? column_put_null(column, NULL)
			 : i == YEAR
			     ? column_put_integer(column, 2021 + code, NULL)
			     : column_put_text(column, trees[i].texts[code],
				   strlen(trees[i].texts[code]), NULL);
		assert_int_equal(status, 0);
	}
	snprintf(person, sizeof(person), "person%010d", row->person);
	status = row->person == NOTHING
		     ? column_put_null(&b->columns[4], NULL)
		     : column_put_text(&b->columns[4], person, 16, NULL);
	assert_int_equal(status, 0);
	status = row->students == -1
		     ? column_put_null(&b->columns[5], NULL)
		     : column_put_integer(&b->columns[5], row->students, NULL);
	assert_int_equal(status, 0);
	if (b->column_count > 6)
		assert_int_equal(
		    column_put_integer(&b->columns[6], row->lost, NULL), 0);
	b->length++;
}

/* What is asked of a cube. */
struct plan {
	const unsigned *sets;
	size_t set_count;
	bool person, college; /* count the distinct ones */
	bool lost;
};

static void
add_set(struct cube *c, unsigned set)
{
	const char *list[DIMENSIONS];
	struct fail f = FAIL_INIT;
	size_t i, count = 0;

	for (i = 0; i < DIMENSIONS; i++)
		if ((set >> i & 1) != 0)
			list[count++] = names[i];
	assert_int_equal(cube_set(c, list, count, &f), 0);
}

/* A cube without rows. */
static struct cube *
plan_cube(const struct plan *plan)
{
	struct fail f = FAIL_INIT;
	struct cube *c = cube_new(names, DIMENSIONS, sums, 1, &f);
	size_t i;

	assert_non_null(c);
	if (plan->person)
		assert_int_equal(cube_distinct_add(c, "person", &f), 0);
	if (plan->college)
		assert_int_equal(cube_distinct_add(c, "college", &f), 0);
	for (i = 0; i < plan->set_count; i++)
		add_set(c, plan->sets[i]);
	for (i = 0; i < DIMENSIONS; i++)
		if (registries[i] != NULL)
			assert_int_equal(
			    cube_registry(c, names[i], registries[i], &f), 0);
	return c;
}

/* Add the rows of one part of two (by person), or of all (part -1). */
static void
add_table(struct cube *c, const struct plan *plan, const struct row *rows,
    size_t count, int part)
{
	struct fail f = FAIL_INIT;
	struct schema schema = SCHEMA_INIT;
	struct batch batch;
	size_t i;

	make_schema(&schema, plan->lost);
	assert_int_equal(batch_init(&batch, &schema, 16, &f), 0);
	assert_int_equal(cube_table(c, &schema, &f), 0);
	for (i = 0; i < count; i++)
		if (part == -1 || (rows[i].person & 1) == part)
			put_row(&batch, &rows[i]);
	assert_int_equal(cube_add(c, &batch, &f), 0);
	batch_clear(&batch);
	schema_clear(&schema);
}

static struct cube *
make_cube(
    const struct plan *plan, const struct row *rows, size_t count, int part)
{
	struct fail f = FAIL_INIT;
	struct cube *c = plan_cube(plan);

	add_table(c, plan, rows, count, part);
	assert_int_equal(cube_expand(c, &f), 0);
	assert_int_equal(cube_sort(c, &f), 0);
	return c;
}

static int64_t
count_true(const bool *flags, size_t count)
{
	int64_t sum = 0;
	size_t i;

	for (i = 0; i < count; i++)
		sum += flags[i];
	return sum;
}

static void
codes_of(const struct cube *c, const int *codes, int32_t *to)
{
	size_t i;

	for (i = 0; i < DIMENSIONS; i++)
		to[i] = codes[i] == NOTHING
			    ? -1
			    : cube_text_code(c, i, trees[i].texts[codes[i]]);
}

/* The cell with these codes. */
static size_t
find_cell(const struct cube *c, const int32_t *codes)
{
	size_t cell, i;

	for (cell = 0; cell < cube_cells(c); cell++) {
		for (i = 0; i < DIMENSIONS; i++)
			if (cube_code(c, cell, i) != codes[i])
				break;
		if (i == DIMENSIONS)
			return cell;
	}
	fail_msg("a cell is not there");
	return 0;
}

/* The cube has the cells that were counted, with their numbers. */
static void
assert_counted(const struct cube *c)
{
	int person = cube_distinct_find(c, "person");
	int college = cube_distinct_find(c, "college");
	int32_t codes[DIMENSIONS];
	const struct cell *expected;
	size_t i, at;

	assert_int_equal(cube_cells(c), cell_count);
	for (i = 0; i < cell_count; i++) {
		expected = &cells[i];
		codes_of(c, expected->codes, codes);
		at = find_cell(c, codes);
		assert_int_equal(cube_rows(c, at), expected->rows);
		assert_int_equal(cube_lost(c, at), expected->lost);
		assert_int_equal(cube_value(c, at, 0, CUBE_SUM), expected->sum);
		assert_int_equal(
		    cube_value(c, at, 0, CUBE_MISSING), expected->missing);
		if (person != -1)
			assert_int_equal(cube_distinct(c, at, (size_t)person),
			    count_true(expected->persons, PERSONS));
		if (college != -1)
			assert_int_equal(cube_distinct(c, at, (size_t)college),
			    count_true(expected->colleges, 4));
	}
}

static uint32_t
draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void
draw_rows(struct row *rows, size_t count, uint32_t *seed, bool lost)
{
	struct row *r;
	size_t i, j;

	for (i = 0; i < count; i++) {
		r = &rows[i];
		r->lost = lost && draw(seed, 4) == 0;
		for (j = 0; j < DIMENSIONS; j++) {
			r->codes[j] = (int)draw(seed, (uint32_t)trees[j].count);
			if (draw(seed, 6) == 0 && (j != 3 || r->lost))
				r->codes[j] = NOTHING;
		}
		r->person = (int)draw(seed, PERSONS);
		if (r->lost && draw(seed, 2) == 0)
			r->person = NOTHING;
		r->students = (int64_t)draw(seed, 50) - 1;
	}
}

static size_t
draw_sets(unsigned *sets, uint32_t *seed)
{
	size_t i, count = draw(seed, 5);

	for (i = 0; i < count; i++)
		sets[i] = draw(seed, 1u << DIMENSIONS);
	return count;
}

static void
test_expand(void **state)
{
	struct row rows[ROWS_MAX];
	unsigned sets[5];
	struct plan plan = { .sets = sets };
	struct cube *c;
	uint32_t round, seed;
	size_t count;

	(void)state;
	for (round = 1; round <= (uint32_t)rounds(80); round++) {
		seed = round;
		count = draw(&seed, ROWS_MAX);
		plan.set_count = draw_sets(sets, &seed);
		plan.person = draw(&seed, 2) == 0;
		plan.college = draw(&seed, 2) == 0;
		plan.lost = draw(&seed, 2) == 0;
		draw_rows(rows, count, &seed, plan.lost);
		count_rows(rows, count, sets, plan.set_count);
		c = make_cube(&plan, rows, count, -1);
		assert_counted(c);
		cube_free(c);
	}
}

static char *
bytes_of(struct cube *c, size_t *length)
{
	struct fail f = FAIL_INIT;
	char *bytes;
	FILE *stream = open_memstream(&bytes, length);
	struct arrow_writer *out;

	assert_non_null(stream);
	out = arrow_create(stream, ARROW_FILE, cube_schema(c), &f);
	assert_non_null(out);
	assert_int_equal(cube_write(c, out, &f), 0);
	assert_int_equal(arrow_finish(out, &f), 0);
	arrow_writer_free(out);
	assert_int_equal(fclose(stream), 0);
	return bytes;
}

static void
assert_same_bytes(struct cube *a, struct cube *b)
{
	size_t m, n;
	char *x = bytes_of(a, &m), *y = bytes_of(b, &n);

	assert_int_equal(m, n);
	assert_memory_equal(x, y, m);
	free(x);
	free(y);
}

static struct cube *
reload(struct cube *c)
{
	struct fail f = FAIL_INIT;
	size_t length;
	char *bytes = bytes_of(c, &length), *path = fixture_file("");
	FILE *stream = fopen(path, "w");

	assert_non_null(stream);
	assert_int_equal(fwrite(bytes, 1, length, stream), length);
	assert_int_equal(fclose(stream), 0);
	cube_free(c);
	assert_non_null(c = cube_load(path, &f));
	fixture_remove(path);
	free(bytes);
	return c;
}

/* The cubes of two partitions, in one cube by either way, merged in either
 * order: the bytes of the cube of all. */
static void
test_partitions(void **state)
{
	struct fail f = FAIL_INIT;
	struct row rows[ROWS_MAX];
	unsigned sets[5];
	struct plan plan = { .sets = sets, .person = true };
	struct cube *whole, *a, *b, *both;
	uint32_t round, seed;
	size_t count;

	(void)state;
	for (round = 1; round <= (uint32_t)rounds(40); round++) {
		seed = round;
		count = draw(&seed, ROWS_MAX);
		plan.set_count = draw_sets(sets, &seed);
		plan.lost = draw(&seed, 2) == 0;
		draw_rows(rows, count, &seed, plan.lost);
		whole = make_cube(&plan, rows, count, -1);
		both = plan_cube(&plan);
		add_table(both, &plan, rows, count, 1);
		add_table(both, &plan, rows, count, 0);
		assert_int_equal(cube_expand(both, &f), 0);
		assert_same_bytes(whole, both);
		cube_free(both);
		a = reload(make_cube(&plan, rows, count, 0));
		b = make_cube(&plan, rows, count, 1);
		assert_int_equal(
		    cube_merge(round % 2 ? a : b, round % 2 ? b : a, &f), 0);
		assert_same_bytes(whole, round % 2 ? a : b);
		whole = reload(whole);
		count_rows(rows, count, sets, plan.set_count);
		assert_counted(whole);
		cube_free(a);
		cube_free(b);
		cube_free(whole);
	}
}

/* 2 of A and 1 of B, all of D1; AX is a part of A that is counted there, OUT
 * is apart; one row of no region is in RU, not in D1. */
static const struct row few[] = { { { 3, 1, 0, 1 }, 0, 10, false },
	{ { 3, 2, 0, 1 }, 1, 20, false }, { { 4, 1, 0, 2 }, 0, 5, false },
	{ { 6, 1, 0, 1 }, 2, 1, false }, { { 7, 1, 0, 1 }, 3, 7, false },
	{ { NOTHING, 1, 0, 2 }, 4, 9, false },
	{ { NOTHING, NOTHING, 0, NOTHING }, NOTHING, 0, true } };

static const unsigned region_and_all[] = { 0, 1 };

static void
assert_cell(struct cube *c, const char *region, int64_t rows, int64_t sum,
    int64_t persons, int64_t lost)
{
	int32_t codes[DIMENSIONS];
	size_t cell;

	codes[0] = region == NULL ? -1 : cube_text_code(c, 0, region);
	codes[1] = cube_text_code(c, 1, "_T");
	codes[2] = cube_text_code(c, 2, "2021");
	codes[3] = cube_text_code(c, 3, "_T");
	cell = find_cell(c, codes);
	assert_int_equal(cube_rows(c, cell), rows);
	assert_int_equal(cube_value(c, cell, 0, CUBE_SUM), sum);
	assert_int_equal(cube_distinct(c, cell, 0), persons);
	assert_int_equal(cube_lost(c, cell), lost);
}

/* Cubes added to each other in turn grow like Fibonacci numbers, which int64
 * holds up to the 92nd. */
static void
test_lost_overflow(void **state)
{
	static const struct row lost = { { 3, 1, 0, 1 }, NOTHING, 0, true };
	const struct plan plan = { region_and_all, 2, false, false, true };
	struct fail f = FAIL_INIT;
	struct cube *a = make_cube(&plan, &lost, 1, -1);
	struct cube *b = make_cube(&plan, &lost, 1, -1);
	int merged = 0;

	(void)state;
	while (cube_merge(merged % 2 ? a : b, merged % 2 ? b : a, &f) == 0)
		merged++;
	assert_int_equal(merged, 90);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(
	    strstr(f.text, "column \"rows.lost\": the sum in the cell "));
	cube_free(a);
	cube_free(b);
}

static void
test_by_hand(void **state)
{
	const struct plan plan = { region_and_all, 2, true, false, true };
	struct cube *c = make_cube(&plan, few, COUNT_OF(few), -1);
	const size_t by_region[] = { 0 }, by_year[] = { YEAR },
		     by_both[] = { 0, 1 };

	(void)state;
	assert_int_equal(cube_counted(c), 6);
	assert_int_equal(cube_cells(c), 7);
	assert_cell(c, "A", 2, 30, 2, 0);
	assert_cell(c, "B", 1, 5, 1, 0);
	assert_cell(c, "D1", 3, 35, 2, 0);
	assert_cell(c, "AX", 1, 1, 1, 0);
	assert_cell(c, "OUT", 1, 7, 1, 0);
	assert_cell(c, NULL, 1, 9, 1, 1);
	assert_cell(c, "RU", 4, 44, 3, 1);
	assert_string_equal(cube_total(c, 0), "RU");
	assert_string_equal(cube_total(c, 1), "_T");
	assert_null(cube_total(c, YEAR));
	assert_true(cube_covers(c, NULL, 0));
	assert_true(cube_covers(c, by_region, 1));
	assert_true(cube_covers(c, by_year, 1));
	assert_false(cube_covers(c, by_both, 2));
	assert_string_equal(
	    schema_get(cube_schema(c), "cube.totals"), "RU,_T,,_T");
	assert_string_equal(schema_get(cube_schema(c), "cube.sets"), "region");
	assert_string_equal(
	    schema_get(cube_schema(c), "cube.distincts"), "person");
	assert_string_equal(
	    schema_get(cube_schema(c), "cube.partition"), "person");
	cube_free(c);
}

/* What sets and columns are refused. */
static void
test_refuses(void **state)
{
	static const char *const twice[] = { "sex", "sex" };
	static const char *const other[] = { "students" };
	const struct plan plan = { region_and_all, 2, false, false, false };
	struct fail f = FAIL_INIT;
	struct cube *c = plan_cube(&plan);
	struct row row = few[0];

	(void)state;
	assert_int_equal(cube_set(c, twice, 2, &f), -1);
	assert_string_equal(
	    f.text, "a set has \"sex\" twice; name each dimension once");
	assert_int_equal(cube_set(c, other, 1, &f), -1);
	assert_string_equal(f.text,
	    "\"students\" is no dimension of the cube; expected --by with it");
	assert_int_equal(cube_registry(c, "sex", registries[1], &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_int_equal(cube_distinct_add(c, "a,b", &f), -1);
	assert_int_equal(cube_distinct_add(c, "person", &f), 0);
	assert_int_equal(cube_distinct_add(c, "person", &f), -1);
	assert_non_null(strstr(f.text, "two columns \"person.distinct\""));
	cube_free(c);
	/* a text that the registry lacks; here the year is a region */
	c = plan_cube(&plan);
	assert_int_equal(cube_column(c, 0, "year", &f), 0);
	add_table(c, &plan, &row, 1, -1);
	assert_int_equal(cube_expand(c, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text,
	    "column \"region\": \"2021\" is not in the registry \"region\""));
	cube_free(c);
}

/* A row without a value of what is counted distinctly, and merging what was
 * not partitioned by it. */
static void
test_refuses_distinct(void **state)
{
	const struct plan by_person = { NULL, 0, true, false, false };
	const struct plan by_college = { NULL, 0, false, true, false };
	struct fail f = FAIL_INIT;
	struct schema schema = SCHEMA_INIT;
	struct row row = few[0];
	struct batch batch;
	struct cube *a = plan_cube(&by_person), *b;

	(void)state;
	make_schema(&schema, false);
	assert_int_equal(batch_init(&batch, &schema, 4, &f), 0);
	put_row(&batch, &row);
	row.person = NOTHING;
	put_row(&batch, &row);
	assert_int_equal(cube_table(a, &schema, &f), 0);
	assert_int_equal(cube_add(a, &batch, &f), -1);
	assert_string_equal(f.text,
	    "row 2, column \"person\": no value, expected one in every row, "
	    "because the distinct ones are counted");
	batch_clear(&batch);
	schema_clear(&schema);
	cube_free(a);
	a = make_cube(&by_college, few, 1, -1);
	b = make_cube(&by_college, few, 1, -1);
	assert_int_equal(cube_merge(a, b, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "the distinct values of \"college\""));
	cube_free(b);
	b = make_cube(&by_person, few, 1, -1);
	assert_int_equal(cube_merge(a, b, &f), -1);
	assert_non_null(strstr(f.text, "cubes with different cube.distincts"));
	cube_free(a);
	cube_free(b);
}

/* Write a good cube with one metadata value or one number changed (NULL: none)
 * and say how it fails to load. */
static void
assert_not_loaded(const char *key, const char *value, const char *column,
    int64_t number, const char *message)
{
	const struct plan plan = { region_and_all, 2, true, false, true };
	struct cube *c = make_cube(&plan, few, COUNT_OF(few), -1);
	struct schema schema = SCHEMA_INIT;
	struct batch batch = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	char *path = fixture_file("");
	FILE *stream = fopen(path, "w");
	struct arrow_writer *out;

	assert_non_null(stream);
	assert_non_null(
	    out = arrow_create(stream, ARROW_FILE, cube_schema(c), &f));
	assert_int_equal(cube_write(c, out, &f), 0);
	assert_int_equal(arrow_finish(out, &f), 0);
	arrow_writer_free(out);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(arrow_load(path, &schema, &batch, &f), 0);
	if (key != NULL)
		assert_int_equal(schema_set(&schema, key, value, &f), 0);
	if (column != NULL)
		((int64_t *)batch.columns[schema_find(&schema, column)]
			.values)[0] = number;
	assert_non_null(stream = fopen(path, "w"));
	assert_non_null(out = arrow_create(stream, ARROW_FILE, &schema, &f));
	assert_int_equal(arrow_write(out, &batch, &f), 0);
	assert_int_equal(arrow_finish(out, &f), 0);
	arrow_writer_free(out);
	assert_int_equal(fclose(stream), 0);
	assert_null(cube_load(path, &f));
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, message));
	fixture_remove(path);
	batch_clear(&batch);
	schema_clear(&schema);
	cube_free(c);
}

/* The first cell is of no region: 1 row, 1 person, 1 lost row. */
static void
test_load_refuses(void **state)
{
	(void)state;
	assert_not_loaded("cube.totals", NULL, NULL, 0,
	    "the metadata cube.sets are there without cube.totals");
	assert_not_loaded("cube.sets", NULL, NULL, 0,
	    "the metadata cube.totals are there without cube.sets");
	assert_not_loaded("cube.totals", "RU,_T", NULL, 0,
	    "the metadata cube.totals are \"RU,_T\", which does not fit");
	assert_not_loaded("cube.sets", "region;year", NULL, 0,
	    "the metadata cube.sets are \"year\", which does not fit");
	assert_not_loaded("cube.sets", "rows", NULL, 0, "does not fit");
	assert_not_loaded("cube.distincts", "person,college", NULL, 0, "");
	assert_not_loaded(NULL, NULL, "person.distinct", 2,
	    "row 1, column \"person.distinct\": found 2");
	assert_not_loaded(NULL, NULL, "person.distinct", 0,
	    "row 1, column \"person.distinct\": found 0");
	assert_not_loaded(NULL, NULL, "rows.lost", -1,
	    "row 1, column \"rows.lost\": found -1");
	assert_not_loaded(
	    NULL, NULL, "rows", 0, "\"person.distinct\": found 1");
}

static void
test_memory(void **state)
{
	const struct plan plan = { region_and_all, 2, true, true, true };
	struct fail f = FAIL_INIT;
	struct cube *c;
	long n;
	int status;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		c = plan_cube(&plan);
		add_table(c, &plan, few, COUNT_OF(few), -1);
		f = (struct fail)FAIL_INIT;
		chaos_start(n);
		status = cube_expand(c, &f);
		chaos_stop();
		if (chaos_failed()) {
			assert_int_equal(status, -1);
			assert_int_equal(f.status, FAIL_SYSTEM);
		}
		cube_free(c);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_by_hand),
		cmocka_unit_test(test_lost_overflow),
		cmocka_unit_test(test_expand),
		cmocka_unit_test(test_partitions),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_refuses_distinct),
		cmocka_unit_test(test_load_refuses),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, open_registries, close_registries);
}
