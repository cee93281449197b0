/* test_spool.c - rows dealt into temporary files */
#include "unit.h"

#include <dirent.h>
#include <unistd.h>

#include "chaos.h"
#include "table/spool.h"

enum { NUMBER, FLAG, TEXT, KEY };

static void
make_schema(struct schema *s)
{
	static const struct schema empty = SCHEMA_INIT;

	*s = empty;
	assert_int_equal(schema_add(s, "number", COLUMN_INT64, 0, NULL), 0);
	assert_int_equal(schema_add(s, "flag", COLUMN_BOOL, 0, NULL), 1);
	assert_int_equal(schema_add(s, "text", COLUMN_DICTIONARY, 0, NULL), 2);
	assert_int_equal(schema_add(s, "key", COLUMN_BINARY, 16, NULL), 3);
}

/* Rows first.. first + count - 1 in a batch with dictionaries of its own; a
 * number that 7 divides is not there. */
static void
make_rows(struct batch *b, const struct schema *s, int64_t first, size_t count)
{
	char key[17];
	size_t i;
	int status = 0;

	assert_int_equal(batch_init(b, s, count, NULL), 0);
	for (i = 0; i < count; i++, first++, b->length++) {
		snprintf(key, sizeof(key), "%016d", (int)first);
		status |=
		    first % 7 == 0
			? column_put_null(&b->columns[NUMBER], NULL)
			: column_put_integer(&b->columns[NUMBER], first, NULL);
		status |=
		    column_put_integer(&b->columns[FLAG], first % 3 == 0, NULL);
		status |= column_put_text(
		    &b->columns[TEXT], &key[14 + first % 2], 1, NULL);
		status |= column_put_text(&b->columns[KEY], key, 16, NULL);
	}
	assert_int_equal(status, 0);
}

static void
assert_row(const struct batch *b, size_t at, int64_t row)
{
	char key[17];

	snprintf(key, sizeof(key), "%016d", (int)row);
	assert_int_equal(column_valid(&b->columns[NUMBER], at), row % 7 != 0);
	assert_int_equal(
	    column_integer(&b->columns[NUMBER], at), row % 7 == 0 ? 0 : row);
	assert_int_equal(column_integer(&b->columns[FLAG], at), row % 3 == 0);
	assert_memory_equal(
	    column_text(&b->columns[TEXT], at, NULL), &key[14 + row % 2], 1);
	assert_memory_equal(column_text(&b->columns[KEY], at, NULL), key, 16);
}

/* Row r goes to part r % parts, in batches of these sizes. */
static int
put_all(
    struct spool *s, const struct schema *schema, size_t parts, struct fail *f)
{
	static const size_t sizes[] = { 1, 100, 0, 13, 700 };
	uint16_t numbers[700];
	struct batch b;
	int64_t first = 0;
	size_t i, row;
	int status = 0;

	for (i = 0; i < COUNT_OF(sizes) && status == 0; i++) {
		make_rows(&b, schema, first, sizes[i]);
		for (row = 0; row < sizes[i]; row++)
			numbers[row] =
			    (uint16_t)(((size_t)first + row) % parts);
		first += (int64_t)sizes[i];
		status = spool_put(s, &b, numbers, f);
		batch_clear(&b);
	}
	return status;
}

static void
check(size_t parts)
{
	struct schema schema;
	struct batch rows = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	struct spool *s;
	size_t k, i, total = 0;

	make_schema(&schema);
	assert_non_null(s = spool_new(&schema, parts, NULL, &f));
	assert_int_equal(put_all(s, &schema, parts, &f), 0);
	for (k = 0; k < parts; k++) {
		assert_int_equal(spool_load(s, k, &rows, &f), 0);
		for (i = 0; i < rows.length; i++)
			assert_row(&rows, i, (int64_t)(k + i * parts));
		total += rows.length;
	}
	assert_int_equal(total, 814);
	/* a part can be read again */
	assert_int_equal(spool_load(s, 0, &rows, &f), 0);
	assert_int_equal(rows.length, (814 + parts - 1) / parts);
	assert_row(&rows, 0, 0);
	batch_clear(&rows);
	spool_free(s);
	schema_clear(&schema);
}

/* Piece by piece: those without rows are none. */
static void
gives_pieces(void **state)
{
	static const size_t sizes[] = { 1, 100, 13, 700 };
	struct schema schema;
	struct batch rows = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	struct spool *s;
	int64_t first = 0;
	size_t k, i;

	(void)state;
	make_schema(&schema);
	assert_non_null(s = spool_new(&schema, 1, NULL, &f));
	assert_int_equal(put_all(s, &schema, 1, &f), 0);
	for (k = 0; k < COUNT_OF(sizes); k++) {
		assert_int_equal(spool_next(s, 0, &rows, &f), 1);
		assert_int_equal(rows.length, sizes[k]);
		for (i = 0; i < rows.length; i++)
			assert_row(&rows, i, first++);
	}
	assert_int_equal(spool_next(s, 0, &rows, &f), 0);
	batch_clear(&rows);
	spool_free(s);
	schema_clear(&schema);
}

static void
deals_rows(void **state)
{
	(void)state;
	check(1);
	check(3);
	check(SPOOL_PARTS_MAX);
}

static size_t
count_files(const char *folder)
{
	DIR *d = opendir(folder);
	size_t count = 0;

	assert_non_null(d);
	while (readdir(d) != NULL)
		count++;
	closedir(d);
	return count - 2; /* . and .. */
}

/* Nothing in the folder tells of the files while they are there. */
static void
hides_files(void **state)
{
	char folder[] = "/tmp/test_spool.XXXXXX", near[64];
	struct schema schema;
	struct fail f = FAIL_INIT;
	struct spool *s;

	(void)state;
	make_schema(&schema);
	assert_non_null(mkdtemp(folder));
	snprintf(near, sizeof(near), "%s/t-%%.arrow", folder);
	assert_non_null(s = spool_new(&schema, 2, near, &f));
	assert_int_equal(count_files(folder), 0);
	spool_free(s);
	assert_int_equal(rmdir(folder), 0);
	assert_null(spool_new(&schema, 2, near, &f));
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_non_null(strstr(f.text, "cannot create the file"));
	schema_clear(&schema);
}

static void
survives_full_memory(void **state)
{
	struct schema schema;
	struct batch b, rows;
	uint16_t parts[100] = { 0 };
	struct spool *s;
	int status;
	long n;

	(void)state;
	make_schema(&schema);
	make_rows(&b, &schema, 0, 100);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;

		memset(&rows, 0, sizeof(rows));
		chaos_start(n);
		s = spool_new(&schema, 2, NULL, &f);
		status = s == NULL ? -1 : spool_put(s, &b, parts, &f);
		if (status == 0)
			status = spool_load(s, 0, &rows, &f);
		chaos_stop();
		assert_int_equal(status, chaos_failed() ? -1 : 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		batch_clear(&rows);
		spool_free(s);
	}
	batch_clear(&b);
	schema_clear(&schema);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(gives_pieces),
		cmocka_unit_test(deals_rows),
		cmocka_unit_test(hides_files),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
