/* test_cube.c - counts and sums; cubes merge exactly */
#include "unit.h"

#include <unistd.h>

#include "chaos.h"
#include "cube/cube.h"

#define ROWS_MAX 300

static const char *const by[] = { "region", "year" };
static const char *const sums[] = { "students", "employed" };

/* A row of the tables below; region -1: no value; status 0: has a value. */
struct row {
	int region, year, status;
	int64_t students;
	int employed_status;
	int64_t employed;
};

static const char *const statuses[] = { "", "missing", "not_applicable",
	"confidential" };
static const char *const regions[] = { "Москва", "Омск", "Алтай", "" };

static void
make_schema(struct schema *s)
{
	static const struct schema empty = SCHEMA_INIT;
	struct fail f = FAIL_INIT;

	*s = empty;
	assert_int_not_equal(
	    schema_add(s, "region", COLUMN_DICTIONARY, 0, &f), -1);
	assert_int_not_equal(schema_add(s, "year", COLUMN_INT64, 0, &f), -1);
	assert_int_not_equal(
	    schema_add(s, "students", COLUMN_INT64, 0, &f), -1);
	assert_int_not_equal(
	    schema_add(s, "students.status", COLUMN_DICTIONARY, 0, &f), -1);
	assert_int_not_equal(
	    schema_add(s, "employed", COLUMN_INT64, 0, &f), -1);
	assert_int_not_equal(
	    schema_add(s, "employed.status", COLUMN_DICTIONARY, 0, &f), -1);
	assert_int_equal(schema_set(s, "profstat.dataset", "colleges", &f), 0);
}

/* A count and its status, two columns. */
static void
put_count(struct column *columns, int status, int64_t value)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(status != 0
			     ? column_put_null(&columns[0], &f)
			     : column_put_integer(&columns[0], value, &f),
	    0);
	assert_int_equal(status == 0
			     ? column_put_null(&columns[1], &f)
			     : column_put_text(&columns[1], statuses[status],
				   strlen(statuses[status]), &f),
	    0);
}

static void
put_row(struct batch *b, const struct row *r)
{
	struct fail f = FAIL_INIT;
	int status;

	status = r->region == -1
		     ? column_put_null(&b->columns[0], &f)
		     : column_put_text(&b->columns[0], regions[r->region],
			   strlen(regions[r->region]), &f);
	assert_int_equal(status, 0);
	assert_int_equal(column_put_integer(&b->columns[1], r->year, &f), 0);
	put_count(&b->columns[2], r->status, r->students);
	put_count(&b->columns[4], r->employed_status, r->employed);
	b->length++;
}

/* The cube of some rows, given to it in batches of some size. */
static struct cube *
make_cube(const struct row *rows, size_t count, size_t size)
{
	struct fail f = FAIL_INIT;
	struct cube *c = cube_new(by, 2, sums, 2, &f);
	struct schema schema;
	struct batch batch;
	size_t i;

	assert_non_null(c);
	assert_int_equal(cube_pair(c, "employed", "students", &f), 0);
	make_schema(&schema);
	assert_int_equal(batch_init(&batch, &schema, 64, &f), 0);
	assert_int_equal(cube_table(c, &schema, &f), 0);
	for (i = 0; i < count; i++) {
		put_row(&batch, &rows[i]);
		if (batch.length == size || i + 1 == count) {
			assert_int_equal(cube_add(c, &batch, &f), 0);
			batch_reset(&batch);
		}
	}
	batch_clear(&batch);
	schema_clear(&schema);
	return c;
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

static char *
save(const char *bytes, size_t length)
{
	static char path[64];
	int descriptor;
	FILE *stream;

	strcpy(path, "/tmp/test_cube.XXXXXX");
	descriptor = mkstemp(path);
	assert_int_not_equal(descriptor, -1);
	assert_non_null(stream = fdopen(descriptor, "w"));
	assert_int_equal(fwrite(bytes, 1, length, stream), length);
	assert_int_equal(fclose(stream), 0);
	return path;
}

static const struct row few[] = { { 1, 2021, 0, 5, 0, 0 },
	{ 0, 2021, 0, 7, 0, 0 }, { 1, 2021, 1, 0, 0, 0 },
	{ 1, 2020, 0, 11, 0, 0 }, { -1, 2021, 3, 0, 0, 0 },
	{ 0, 2021, 0, -2, 0, 0 }, { 0, 2021, 2, 0, 0, 0 } };

static void
test_counts(void **state)
{
	struct fail f = FAIL_INIT;
	struct cube *c = make_cube(few, COUNT_OF(few), 3);

	(void)state;
	assert_int_equal(cube_sort(c, &f), 0);
	assert_int_equal(cube_cells(c), 4);
	/* no value, then Москва (D0 9C), Омск (D0 9E) 2020 and 2021 */
	assert_null(cube_text(c, 0, 0));
	assert_string_equal(cube_text(c, 0, 1), "2021");
	assert_int_equal(cube_value(c, 0, 0, CUBE_CONFIDENTIAL), 1);
	assert_string_equal(cube_text(c, 1, 0), "Москва");
	assert_int_equal(cube_rows(c, 1), 3);
	assert_int_equal(cube_value(c, 1, 0, CUBE_SUM), 5);
	assert_int_equal(cube_value(c, 1, 0, CUBE_NOT_APPLICABLE), 1);
	assert_string_equal(cube_text(c, 2, 0), "Омск");
	assert_string_equal(cube_text(c, 2, 1), "2020");
	assert_int_equal(cube_value(c, 3, 0, CUBE_SUM), 5);
	assert_int_equal(cube_value(c, 3, 0, CUBE_MISSING), 1);
	assert_string_equal(cube_dataset(c), "colleges");
	assert_int_equal(cube_dimension_find(c, "year"), 1);
	assert_int_equal(cube_dimension_find(c, "rows"), -1);
	assert_int_equal(cube_measure_find(c, "students"), 0);
	assert_int_equal(cube_measure_find(c, "year"), -1);
	cube_free(c);
}

static int64_t
pair_of(const struct cube *c, enum cube_pair_part part)
{
	return cube_pair_value(c, 0, 0, part);
}

/* 5 of 9 alone has both; a row that does not apply in either part, else is
 * confidential in either, else missing in either. */
static void
test_pair(void **state)
{
	static const struct row rows[] = { { 0, 2021, 0, 9, 0, 5 },
		{ 0, 2021, 0, 90, 1, 0 }, { 0, 2021, 1, 0, 0, 4 },
		{ 0, 2021, 1, 0, 1, 0 }, { 0, 2021, 1, 0, 2, 0 },
		{ 0, 2021, 2, 0, 3, 0 }, { 0, 2021, 3, 0, 1, 0 },
		{ 0, 2021, 0, 7, 3, 0 } };
	struct fail f = FAIL_INIT;
	struct cube *c = make_cube(rows, COUNT_OF(rows), 3), *loaded;
	size_t length;
	char *bytes = bytes_of(c, &length);
	const char *path = save(bytes, length);

	(void)state;
	assert_int_equal(cube_pair_find(c, 1, 0), 0);
	assert_int_equal(cube_pair_find(c, 0, 1), -1);
	assert_int_equal(pair_of(c, CUBE_PAIR_NUMERATOR), 5);
	assert_int_equal(pair_of(c, CUBE_PAIR_DENOMINATOR), 9);
	assert_int_equal(pair_of(c, CUBE_PAIR_MISSING), 3);
	assert_int_equal(pair_of(c, CUBE_PAIR_NOT_APPLICABLE), 2);
	assert_int_equal(pair_of(c, CUBE_PAIR_CONFIDENTIAL), 2);
	assert_int_equal(cube_value(c, 0, 0, CUBE_SUM), 9 + 90 + 7);
	assert_non_null(loaded = cube_load(path, &f));
	assert_same_bytes(c, loaded);
	assert_int_equal(cube_merge(loaded, c, &f), 0);
	assert_int_equal(pair_of(loaded, CUBE_PAIR_DENOMINATOR), 18);
	unlink(path);
	free(bytes);
	cube_free(loaded);
	cube_free(c);
}

static void
test_pair_refuses(void **state)
{
	struct fail f = FAIL_INIT;
	struct cube *a = make_cube(few, 1, 1), *b;

	(void)state;
	assert_int_equal(cube_pair(a, "employed", "students", &f), -1);
	assert_non_null(strstr(f.text, "\"employed/students.numerator\""));
	assert_int_equal(cube_pair(a, "employed", "people", &f), -1);
	assert_string_equal(f.text,
	    "the pair \"employed,people\": \"people\" is not summed; "
	    "expected --sum with it, too");
	assert_int_equal(f.status, FAIL_USAGE);
	/* a cube of another split of the table that lacks the pair */
	assert_non_null(b = cube_new(by, 2, sums, 2, &f));
	assert_int_equal(cube_merge(b, a, &f), -1);
	assert_non_null(strstr(f.text, "cubes with different cube.pairs"));
	cube_free(a);
	cube_free(b);
}

static void
test_codes(void **state)
{
	struct fail f = FAIL_INIT;
	struct cube *c = make_cube(few, COUNT_OF(few), 100);
	int32_t omsk = cube_text_code(c, 0, "Омск");
	int32_t year = cube_text_code(c, 1, "2021");

	(void)state;
	assert_int_equal(cube_sort(c, &f), 0);
	assert_int_equal(cube_code(c, 0, 0), -1);
	assert_int_equal(cube_code(c, 0, 1), year);
	assert_int_equal(cube_code(c, 2, 0), omsk);
	assert_int_equal(cube_text_code(c, 0, "Тверь"), CUBE_NO_CODE);
	assert_int_equal(cube_code_count(c, 1), 2);
	assert_string_equal(cube_code_text(c, 1, year), "2021");
	cube_free(c);
}

/* A small generator, so that the tables are the same everywhere. */
static uint32_t
draw(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % below;
}

static void
draw_rows(struct row *rows, size_t count, uint32_t *seed)
{
	size_t i;

	for (i = 0; i < count; i++) {
		rows[i].region = (int)draw(seed, 5) - 1;
		rows[i].year = 2018 + (int)draw(seed, 4);
		rows[i].status = draw(seed, 3) == 0 ? (int)draw(seed, 4) : 0;
		rows[i].students = (int64_t)draw(seed, 1000) - 100;
		rows[i].employed_status =
		    draw(seed, 3) == 0 ? (int)draw(seed, 4) : 0;
		rows[i].employed = (int64_t)draw(seed, 1000) - 100;
	}
}

/* merge(tally(A), tally(B)) = tally(A + B), whatever the split, its order and
 * the batches. */
static void
test_merge_is_tally(void **state)
{
	struct fail f = FAIL_INIT;
	struct row rows[ROWS_MAX];
	struct cube *whole, *a, *b;
	uint32_t seed, state_of;
	size_t count, cut;

	(void)state;
	for (seed = 1; seed <= (uint32_t)rounds(60); seed++) {
		state_of = seed;
		count = 1 + draw(&state_of, ROWS_MAX);
		cut = draw(&state_of, (uint32_t)count + 1);
		draw_rows(rows, count, &state_of);
		whole = make_cube(rows, count, 64);
		a = make_cube(rows, cut, 1 + seed % 7);
		b = make_cube(rows + cut, count - cut, 1 + seed % 5);
		if (seed % 2 == 0)
			assert_int_equal(cube_sort(a, &f), 0);
		assert_int_equal(cube_merge(a, b, &f), 0);
		assert_same_bytes(whole, a);
		cube_free(a);
		a = make_cube(rows, cut, 64);
		assert_int_equal(cube_merge(b, a, &f), 0);
		assert_same_bytes(whole, b);
		cube_free(a);
		cube_free(b);
		cube_free(whole);
	}
}

static void
test_load(void **state)
{
	struct fail f = FAIL_INIT;
	struct cube *c = make_cube(few, COUNT_OF(few), 2), *loaded;
	size_t length;
	char *bytes = bytes_of(c, &length);
	const char *path = save(bytes, length);

	(void)state;
	assert_non_null(loaded = cube_load(path, &f));
	assert_same_bytes(c, loaded);
	assert_string_equal(cube_text(loaded, 3, 0), "Омск");
	assert_string_equal(cube_text(loaded, 3, 1), "2021");
	assert_int_equal(cube_value(loaded, 3, 0, CUBE_SUM), 5);
	/* as a part of a whole it doubles everything */
	assert_int_equal(cube_merge(loaded, c, &f), 0);
	assert_int_equal(cube_value(loaded, 3, 0, CUBE_SUM), 10);
	unlink(path);
	free(bytes);
	cube_free(loaded);
	cube_free(c);
}

/* A table with a cube's columns and these cells; how it fails to load. */
static void
assert_no_cube(const struct row *rows, size_t count, const char *message)
{
	static const char *const numbers[] = { "rows", "students",
		"students.missing", "students.not_applicable",
		"students.confidential" };
	struct fail f = FAIL_INIT;
	struct schema s = SCHEMA_INIT;
	struct batch b;
	struct arrow_writer *w;
	size_t i, j, length;
	char *bytes;
	const char *path;
	FILE *stream;

	assert_int_equal(schema_add(&s, "region", COLUMN_DICTIONARY, 0, &f), 0);
	assert_int_equal(schema_add(&s, "year", COLUMN_DICTIONARY, 0, &f), 1);
	for (i = 0; i < COUNT_OF(numbers); i++)
		assert_int_not_equal(
		    schema_add(&s, numbers[i], COLUMN_INT64, 0, &f), -1);
	assert_int_equal(
	    schema_set(&s, "cube.dimensions", "region,year", &f), 0);
	assert_int_equal(schema_set(&s, "cube.measures", "students", &f), 0);
	assert_int_equal(batch_init(&b, &s, 8, &f), 0);
	for (i = 0; i < count; i++) {
		assert_int_equal(
		    column_put_text(&b.columns[0], regions[rows[i].region],
			strlen(regions[rows[i].region]), &f),
		    0);
		assert_int_equal(
		    column_put_text(&b.columns[1], "2020", 4, &f), 0);
		for (j = 0; j < COUNT_OF(numbers); j++)
			assert_int_equal(
			    column_put_integer(&b.columns[2 + j],
				j == 0 ? rows[i].year : rows[i].status, &f),
			    0);
		b.length++;
	}
	assert_non_null(stream = open_memstream(&bytes, &length));
	assert_non_null(w = arrow_create(stream, ARROW_FILE, &s, &f));
	assert_int_equal(arrow_write(w, &b, &f), 0);
	assert_int_equal(arrow_finish(w, &f), 0);
	arrow_writer_free(w);
	fclose(stream);
	path = save(bytes, length);
	assert_null(cube_load(path, &f));
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, message));
	assert_non_null(strstr(f.text, path));
	unlink(path);
	free(bytes);
	batch_clear(&b);
	schema_clear(&s);
}

static void
test_load_refuses(void **state)
{
	/* region, rows, the other numbers */
	static const struct row unsorted[] = { { 1, 1, 0, 0, 0, 0 },
		{ 0, 1, 0, 0, 0, 0 } };
	static const struct row twice[] = { { 1, 1, 0, 0, 0, 0 },
		{ 1, 1, 0, 0, 0, 0 } };
	static const struct row empty[] = { { 0, 0, 0, 0, 0, 0 } };
	static const struct row negative[] = { { 0, 1, -1, 0, 0, 0 } };
	static const struct row many[] = { { 0, 2, 1, 0, 0, 0 } };

	(void)state;
	assert_no_cube(unsorted, 2, "row 2: the cell stands twice or out of");
	assert_no_cube(twice, 2, "row 2: the cell stands twice or out of");
	assert_no_cube(empty, 1, "row 1, column \"rows\": found 0");
	assert_no_cube(negative, 1, "\"students.missing\": found -1");
	assert_no_cube(many, 1, "more rows without a value than rows");
}

static void
test_overflow(void **state)
{
	static const struct row rows[] = { { 0, 2020, 0, INT64_MAX, 0, 0 },
		{ 0, 2020, 0, 1, 0, 0 } };
	struct fail f = FAIL_INIT;
	struct cube *a = make_cube(rows, 1, 1), *b = make_cube(rows + 1, 1, 1);

	(void)state;
	assert_int_equal(cube_merge(a, b, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text,
	    "column \"students\": the sum in the cell (Москва, 2020) is beyond "
	    "9223372036854775807, the largest whole number; check the values");
	cube_free(a);
	cube_free(b);
}

static void
test_refuses(void **state)
{
	static const char *const comma[] = { "a,b" };
	static const char *const twice[] = { "a", "a" };
	static const char *const rows[] = { "rows" };
	static const char *const other[] = { "region" };
	struct fail f = FAIL_INIT;
	struct schema schema;
	struct cube *a, *b;

	(void)state;
	assert_null(cube_new(NULL, 0, NULL, 0, &f));
	assert_null(cube_new(comma, 1, NULL, 0, &f));
	assert_null(cube_new(twice, 2, NULL, 0, &f));
	assert_null(cube_new(rows, 1, NULL, 0, &f));
	assert_null(cube_new(other, 1, rows, 1, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	make_schema(&schema);
	assert_non_null(a = cube_new(other, 1, NULL, 0, &f));
	assert_int_equal(cube_table(a, &schema, &f), 0);
	assert_int_equal(schema_set(&schema, "profstat.dataset", "x", &f), 0);
	assert_int_equal(cube_table(a, &schema, &f), -1);
	b = make_cube(few, 1, 1);
	assert_int_equal(cube_merge(a, b, &f), -1);
	assert_non_null(strstr(f.text, "cubes with different"));
	cube_free(a);
	cube_free(b);
	/* texts cannot be summed, a column must be there */
	assert_non_null(a = cube_new(by + 1, 1, other, 1, &f));
	assert_int_equal(cube_table(a, &schema, &f), -1);
	assert_non_null(strstr(f.text, "expected whole numbers to sum"));
	cube_free(a);
	assert_non_null(a = cube_new(twice, 1, NULL, 0, &f));
	assert_int_equal(cube_table(a, &schema, &f), -1);
	cube_free(a);
	schema_clear(&schema);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct cube *b = make_cube(few, COUNT_OF(few), 8), *c;
	long n;

	(void)state;
	for (n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		c = cube_new(by, 2, sums, 2, &f);
		if (c != NULL &&
		    cube_pair(c, "employed", "students", &f) == 0 &&
		    cube_merge(c, b, &f) == 0)
			(void)!cube_sort(c, &f);
		chaos_stop();
		if (chaos_failed())
			assert_int_equal(f.status, FAIL_SYSTEM);
		cube_free(c);
	}
	cube_free(b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_pair),
		cmocka_unit_test(test_pair_refuses),
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_merge_is_tally),
		cmocka_unit_test(test_load),
		cmocka_unit_test(test_load_refuses),
		cmocka_unit_test(test_overflow),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
