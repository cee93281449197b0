/*
 * test_arrow.c - tables written as streams and files come back as they were;
 * every cut and every changed byte is noticed or harmless.  What other
 * programs read and write is tested in tests/arrow.
 */
#include "unit.h"

#include <unistd.h>

#include "chaos.h"
#include "table/arrow.h"

#define COLUMNS 10

static const enum arrow_format formats[] = { ARROW_STREAM, ARROW_FILE };

static void
schema_all(struct schema *s)
{
	static const char *const names[COLUMNS] = { "i8", "i16", "i32", "i64",
		"f64", "flag", "day", "text", "region", "raw" };
	static const enum column_type types[COLUMNS] = { COLUMN_INT8,
		COLUMN_INT16, COLUMN_INT32, COLUMN_INT64, COLUMN_FLOAT64,
		COLUMN_BOOL, COLUMN_DATE32, COLUMN_UTF8, COLUMN_DICTIONARY,
		COLUMN_BINARY };
	size_t i;

	for (i = 0; i < COLUMNS; i++)
		assert_int_equal(schema_add(s, names[i], types[i],
				     types[i] == COLUMN_BINARY ? 3 : 0, NULL),
		    i);
	assert_int_equal(schema_set(s, "profstat.dataset", "test", NULL), 0);
	assert_int_equal(schema_set(s, "empty", "", NULL), 0);
}

/* Bits that look random but are the same in every run. */
static uint64_t
mix(uint64_t x)
{
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static void
put_row(struct batch *b, size_t row, unsigned nulls)
{
	char text[64];
	uint64_t bits, x;
	double number;
	size_t i;
	int length;

	for (i = 0; i < COLUMNS; i++) {
		struct column *c = &b->columns[i];

		x = mix(row * COLUMNS + i + 1);
		if (nulls > 0 && x % nulls == 0) {
			assert_int_equal(column_put_null(c, NULL), 0);
			continue;
		}
		switch (c->type) {
		case COLUMN_INT8:
			assert_int_equal(
			    column_put_integer(c, (int8_t)x, NULL), 0);
			break;
		case COLUMN_INT16:
			assert_int_equal(
			    column_put_integer(c, (int16_t)x, NULL), 0);
			break;
		case COLUMN_INT32:
		case COLUMN_DATE32:
			assert_int_equal(
			    column_put_integer(c, (int32_t)x, NULL), 0);
			break;
		case COLUMN_INT64:
			assert_int_equal(
			    column_put_integer(c, (int64_t)x, NULL), 0);
			break;
		case COLUMN_FLOAT64:
			/* Any bit pattern, NaN payloads included. */
			bits = mix(x);
			memcpy(&number, &bits, sizeof(number));
			assert_int_equal(column_put_number(c, number, NULL), 0);
			break;
		case COLUMN_BOOL:
			assert_int_equal(
			    column_put_integer(c, x >> 9 & 1, NULL), 0);
			break;
		case COLUMN_UTF8:
			length = snprintf(text, sizeof(text), "Орёл %llx",
			    (unsigned long long)(x >> (x % 60)));
			assert_int_equal(
			    column_put_text(
				c, text, x % 5 == 0 ? 0 : (size_t)length, NULL),
			    0);
			break;
		case COLUMN_DICTIONARY:
			length = snprintf(text, sizeof(text), "г. %u",
			    (unsigned)(x >> 8) % (unsigned)(3 + row / 50));
			assert_int_equal(
			    column_put_text(c, text, (size_t)length, NULL), 0);
			break;
		case COLUMN_BINARY:
			assert_int_equal(
			    column_put_text(c, (const char *)&x, 3, NULL), 0);
			break;
		}
	}
	b->length++;
}

static void
fill(struct batch *b, const struct schema *s, size_t rows, unsigned nulls)
{
	assert_int_equal(batch_init(b, s, 0, NULL), 0);
	while (b->length < rows)
		put_row(b, b->length, nulls);
}

/* Write rows in slices of this many. */
static void
write_table(FILE *stream, enum arrow_format format, const struct schema *s,
    const struct batch *b, size_t slice)
{
	struct fail f = FAIL_INIT;
	struct arrow_writer *w = arrow_create(stream, format, s, &f);
	struct batch part;
	size_t from, count;

	assert_non_null(w);
	for (from = 0; from < b->length; from += count) {
		count = b->length - from < slice ? b->length - from : slice;
		assert_int_equal(batch_init(&part, s, 0, &f), 0);
		assert_int_equal(batch_append(&part, b, from, count, &f), 0);
		assert_int_equal(arrow_write(w, &part, &f), 0);
		batch_clear(&part);
	}
	assert_int_equal(arrow_finish(w, &f), 0);
	assert_int_equal(fflush(stream), 0);
	arrow_writer_free(w);
}

static void
assert_same_row(
    const struct batch *a, size_t i, const struct batch *b, size_t j)
{
	const struct column *x, *y;
	size_t c, n, m, size;

	for (c = 0; c < a->column_count; c++) {
		x = &a->columns[c];
		y = &b->columns[c];
		assert_int_equal(column_valid(x, i), column_valid(y, j));
		size = column_value_size(x);
		if (x->type == COLUMN_BOOL) {
			assert_int_equal(
			    column_integer(x, i), column_integer(y, j));
		} else if (x->type == COLUMN_UTF8 ||
			   x->type == COLUMN_DICTIONARY) {
			const char *s = column_text(x, i, &n);
			const char *t = column_text(y, j, &m);

			assert_int_equal(n, m);
			assert_memory_equal(s, t, n);
		} else {
			assert_memory_equal((char *)x->values + i * size,
			    (char *)y->values + j * size, size);
		}
	}
}

static void
assert_reads(FILE *stream, const struct schema *s, const struct batch *all)
{
	struct fail f = FAIL_INIT;
	struct arrow_reader *r;
	struct batch *b;
	size_t at = 0, i, nulls[COLUMNS] = { 0 };
	int more;

	rewind(stream);
	r = arrow_open_stream(stream, "table", &f);
	assert_string_equal(f.text, "");
	assert_non_null(r);
	assert_int_equal(schema_same(s, arrow_schema(r), &f), 0);
	assert_int_equal(arrow_schema(r)->metadata_count, s->metadata_count);
	assert_string_equal(schema_get(arrow_schema(r), "empty"), "");
	while ((more = arrow_next(r, &b, &f)) == 1) {
		assert_true(b->length <= BATCH_ROWS);
		for (i = 0; i < b->column_count; i++)
			nulls[i] += b->columns[i].null_count;
		for (i = 0; i < b->length; i++)
			assert_same_row(b, i, all, at + i);
		at += b->length;
	}
	assert_string_equal(f.text, "");
	assert_int_equal(more, 0);
	assert_int_equal(at, all->length);
	for (i = 0; i < all->column_count; i++)
		assert_int_equal(nulls[i], all->columns[i].null_count);
	assert_int_equal(arrow_next(r, &b, &f), 0);
	arrow_close(r);
}

static void
test_round_trip(void **state)
{
	static const size_t sizes[] = { 0, 1, 7, 8, 9, 65, BATCH_ROWS - 1,
		BATCH_ROWS, BATCH_ROWS + 1 };
	static const unsigned nulls[] = { 0, 1, 7 };
	struct schema s = SCHEMA_INIT;
	struct batch all;
	FILE *stream;
	size_t i, j, k;

	(void)state;
	schema_all(&s);
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		for (j = 0; j < sizeof(nulls) / sizeof(nulls[0]); j++) {
			fill(&all, &s, sizes[i], nulls[j]);
			for (k = 0; k < 2; k++) {
				assert_non_null(stream = tmpfile());
				write_table(
				    stream, formats[k], &s, &all, 50000);
				assert_reads(stream, &s, &all);
				fclose(stream);
			}
			batch_clear(&all);
		}
	schema_clear(&s);
}

static char *
bytes_of(enum arrow_format format, const struct schema *s,
    const struct batch *all, size_t slice, size_t *size)
{
	char *bytes = NULL;
	FILE *stream = open_memstream(&bytes, size);

	assert_non_null(stream);
	write_table(stream, format, s, all, slice);
	fclose(stream);
	return bytes;
}

/* However the rows arrive, and whatever their dictionaries, the bytes are
 * the same. */
static void
test_same_bytes(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	size_t i, k, size, other;
	static const size_t slices[] = { 1000, 65536, 65537, 99999 };
	char *first, *bytes;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 140000, 6);
	for (k = 0; k < 2; k++) {
		first = bytes_of(formats[k], &s, &all, 140000, &size);
		for (i = 0; i < sizeof(slices) / sizeof(slices[0]); i++) {
			bytes =
			    bytes_of(formats[k], &s, &all, slices[i], &other);
			assert_int_equal(other, size);
			assert_memory_equal(bytes, first, size);
			free(bytes);
		}
		free(first);
	}
	batch_clear(&all);
	schema_clear(&s);
}

/* Read to the end: 0, or -1 with the failure. */
static int
read_through(FILE *stream, struct fail *f)
{
	struct arrow_reader *r = arrow_open_stream(stream, "table", f);
	struct batch *b;
	size_t i, row, length;
	int more = -1;

	while (r != NULL && (more = arrow_next(r, &b, f)) == 1)
		for (i = 0; i < b->column_count; i++)
			for (row = 0; row < b->length; row++)
				if (b->columns[i].type == COLUMN_UTF8 ||
				    b->columns[i].type == COLUMN_DICTIONARY)
					column_text(
					    &b->columns[i], row, &length);
	arrow_close(r);
	return more;
}

static int
read_bytes(const char *bytes, size_t size, struct fail *f)
{
	FILE *stream = fmemopen((void *)(uintptr_t)bytes, size, "rb");
	int status;

	assert_non_null(stream);
	status = read_through(stream, f);
	fclose(stream);
	return status;
}

static void
test_every_prefix(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	size_t k, size, cut;
	char *bytes;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 20, 5);
	for (k = 0; k < 2; k++) {
		bytes = bytes_of(formats[k], &s, &all, 20, &size);
		for (cut = 1; cut < size; cut++) {
			struct fail f = FAIL_INIT;

			assert_int_equal(read_bytes(bytes, cut, &f), -1);
			assert_int_equal(f.status, FAIL_DATA);
			assert_non_null(strstr(f.text, "table: byte "));
		}
		assert_int_equal(read_bytes(bytes, size, NULL), 0);
		free(bytes);
	}
	batch_clear(&all);
	schema_clear(&s);
}

static void
test_every_flip(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	size_t k, size, at;
	char *bytes;
	unsigned bit;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 12, 5);
	for (k = 0; k < 2; k++) {
		bytes = bytes_of(formats[k], &s, &all, 12, &size);
		for (at = 0; at < size; at++)
			for (bit = 0; bit < 8; bit++) {
				struct fail f = FAIL_INIT;

				bytes[at] = (char)(bytes[at] ^ 1 << bit);
				if (read_bytes(bytes, size, &f) == -1)
					assert_int_equal(f.status, FAIL_DATA);
				bytes[at] = (char)(bytes[at] ^ 1 << bit);
			}
		free(bytes);
	}
	batch_clear(&all);
	schema_clear(&s);
}

static void
assert_refused(const char *bytes, size_t size, const char *expected)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(read_bytes(bytes, size, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	if (strstr(f.text, expected) == NULL)
		fail_msg("found \"%s\", expected \"%s\"", f.text, expected);
}

static void
test_other_inputs(void **state)
{
	static const char lengths[] = "\377\377\377\377\377\377\377\017";

	(void)state;
	assert_refused("id;name\n1;a\n", 12, "byte 0: found \"id;name");
	assert_refused("x", 1, "byte 0: found \"x\"");
	assert_refused("PAR1....", 8, "found a Parquet file");
	assert_refused("PK\3\4....", 8, "found a ZIP");
	assert_refused("ARROW1\0\0", 8, "cut off");
	/* Metadata of 256 MiB less one that are not there. */
	assert_refused(lengths, 8, "cut off");
	assert_refused("\377\377\377\377\377\377\377\377", 8,
	    "found metadata of -1 bytes");
}

static void
test_more_after_end(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	size_t size;
	char *bytes;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 1, 0);
	bytes = bytes_of(ARROW_STREAM, &s, &all, 1, &size);
	assert_non_null(bytes = realloc(bytes, 2 * size));
	memcpy(bytes + size, bytes, size);
	assert_refused(bytes, 2 * size, "more data after the end");
	free(bytes);
	batch_clear(&all);
	schema_clear(&s);
}

/* A pipe cannot seek; the file format is read from it all the same. */
static void
test_file_in_pipe(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	size_t size;
	char *bytes;
	FILE *stream;
	int ends[2];

	(void)state;
	schema_all(&s);
	fill(&all, &s, 30, 4);
	bytes = bytes_of(ARROW_FILE, &s, &all, 30, &size);
	assert_int_equal(pipe(ends), 0);
	assert_int_equal(write(ends[1], bytes, size), size);
	close(ends[1]);
	assert_non_null(stream = fdopen(ends[0], "rb"));
	assert_int_equal(read_through(stream, NULL), 0);
	fclose(stream);
	free(bytes);
	batch_clear(&all);
	schema_clear(&s);
}

static void
test_paths(void **state)
{
	struct fail f = FAIL_INIT;

	(void)state;
	assert_null(arrow_open("/nonexistent/x.arrow", &f));
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "cannot be opened: No such file"));
	assert_null(arrow_open("/", &f));
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "found a folder"));
	assert_null(arrow_open("/dev/null", &f));
	assert_int_equal(f.status, FAIL_DATA);
	assert_non_null(strstr(f.text, "found nothing"));
}

static void
test_full_disk(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	struct fail f = FAIL_INIT;
	struct arrow_writer *w;
	FILE *stream = fopen("/dev/full", "wb");

	(void)state;
	if (stream == NULL)
		skip();
	schema_all(&s);
	fill(&all, &s, BATCH_ROWS, 0);
	assert_non_null(w = arrow_create(stream, ARROW_STREAM, &s, &f));
	assert_int_equal(arrow_write(w, &all, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	arrow_writer_free(w);
	fclose(stream);
	batch_clear(&all);
	schema_clear(&s);
}

static void
test_load(void **state)
{
	char path[] = "/tmp/test_arrow_XXXXXX";
	struct schema s = SCHEMA_INIT, loaded = SCHEMA_INIT;
	struct batch all, back;
	struct fail f = FAIL_INIT;
	FILE *stream = fdopen(mkstemp(path), "wb");
	size_t i;

	(void)state;
	assert_non_null(stream);
	schema_all(&s);
	fill(&all, &s, BATCH_ROWS + 10, 9);
	write_table(stream, ARROW_FILE, &s, &all, 30000);
	fclose(stream);
	assert_int_equal(arrow_load(path, &loaded, &back, &f), 0);
	assert_int_equal(back.length, all.length);
	for (i = 0; i < all.length; i++)
		assert_same_row(&all, i, &back, i);
	batch_clear(&back);
	schema_clear(&loaded);
	unlink(path);
	assert_int_equal(arrow_load(path, &loaded, &back, &f), -1);
	batch_clear(&back);
	schema_clear(&loaded);
	batch_clear(&all);
	schema_clear(&s);
}

/* Every allocation of writing fails once, then every one of reading. */
static void
test_memory(void **state)
{
	struct schema s = SCHEMA_INIT;
	struct batch all;
	size_t k, size;
	char *bytes;
	long n;

	(void)state;
	schema_all(&s);
	fill(&all, &s, 40, 5);
	for (k = 0; k < 2; k++) {
		FILE *stream = fopen("/dev/null", "wb");

		assert_non_null(stream);
		for (n = 1; n == 1 || chaos_failed(); n++) {
			struct fail f = FAIL_INIT;
			struct arrow_writer *w;
			int status = -1;

			chaos_start(n);
			w = arrow_create(stream, formats[k], &s, &f);
			if (w != NULL && arrow_write(w, &all, &f) == 0)
				status = arrow_finish(w, &f);
			chaos_stop();
			assert_int_equal(status, chaos_failed() ? -1 : 0);
			assert_int_equal(
			    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
			arrow_writer_free(w);
		}
		fclose(stream);
		bytes = bytes_of(formats[k], &s, &all, 40, &size);
		stream = fmemopen(bytes, size, "rb");
		assert_non_null(stream);
		for (n = 1; n == 1 || chaos_failed(); n++) {
			struct fail f = FAIL_INIT;
			int status;

			rewind(stream);
			chaos_start(n);
			status = read_through(stream, &f);
			chaos_stop();
			assert_int_equal(status, chaos_failed() ? -1 : 0);
			assert_int_equal(
			    f.status, chaos_failed() ? FAIL_SYSTEM : FAIL_NONE);
		}
		fclose(stream);
		free(bytes);
	}
	batch_clear(&all);
	schema_clear(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_same_bytes),
		cmocka_unit_test(test_every_prefix),
		cmocka_unit_test(test_every_flip),
		cmocka_unit_test(test_other_inputs),
		cmocka_unit_test(test_more_after_end),
		cmocka_unit_test(test_file_in_pipe),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_full_disk),
		cmocka_unit_test(test_load),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
