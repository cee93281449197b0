/*
 * make_table.c - write a table with every column type, for check.mjs:
 *	make_table stream|file ROWS NULLS
 *
 * The value of each cell follows from its row by the formulas below, which
 * check.mjs repeats.  Column c of a row is null when (row + c) is a multiple
 * of NULLS (0: never).  The distinct texts of `region` grow with the rows.
 */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "table/arrow.h"

static const struct {
	const char *name;
	enum column_type type;
	int32_t width;
} columns[] = {
	{ "i8", COLUMN_INT8, 0 },
	{ "i16", COLUMN_INT16, 0 },
	{ "i32", COLUMN_INT32, 0 },
	{ "i64", COLUMN_INT64, 0 },
	{ "f64", COLUMN_FLOAT64, 0 },
	{ "flag", COLUMN_BOOL, 0 },
	{ "day", COLUMN_DATE32, 0 },
	{ "text", COLUMN_UTF8, 0 },
	{ "region", COLUMN_DICTIONARY, 0 },
	{ "raw", COLUMN_BINARY, 3 },
};

#define COLUMNS (sizeof(columns) / sizeof(columns[0]))

static double
number(int64_t row)
{
	switch (row % 50) {
	case 4:
		return NAN;
	case 5:
		return INFINITY;
	case 6:
		return -INFINITY;
	case 7:
		return -0.0;
	case 8:
		return 5e-324;
	default:
		return (double)row / 3 * (row % 2 == 1 ? -1 : 1);
	}
}

static int
put(struct column *c, size_t index, int64_t row, struct fail *f)
{
	char text[64];
	int length;

	switch (index) {
	case 0:
		return column_put_integer(c, row * 7 % 256 - 128, f);
	case 1:
		return column_put_integer(c, row * 1001 % 65536 - 32768, f);
	case 2:
		return column_put_integer(c,
		    row * 1000003 % INT64_C(4294967296) - INT64_C(2147483648),
		    f);
	case 3:
		return column_put_integer(c,
		    (int64_t)((uint64_t)row * UINT64_C(1234567890123456789)),
		    f);
	case 4:
		return column_put_number(c, number(row), f);
	case 5:
		return column_put_integer(c, row % 3 == 0, f);
	case 6:
		return column_put_integer(c, row * 37 % 100000 - 20000, f);
	case 7:
		length = row % 11 == 3 ? 0
				       : snprintf(text, sizeof(text),
					     "Ж\"%" PRId64 ",\n%s", row,
					     row % 2 == 0 ? "ё€😀" : "");
		return column_put_text(c, text, (size_t)length, f);
	case 8:
		length = snprintf(text, sizeof(text), "р%" PRId64,
		    row * row % (20 + row / 100));
		return column_put_text(c, text, (size_t)length, f);
	default:
		text[0] = (char)(row & 255);
		text[1] = (char)(row >> 8 & 255);
		text[2] = '\253';
		return column_put_text(c, text, 3, f);
	}
}

static int
put_row(struct batch *b, int64_t row, long nulls, struct fail *f)
{
	size_t i;
	int status = 0;

	for (i = 0; i < COLUMNS && status == 0; i++)
		if (nulls > 0 && (row + (int64_t)i) % nulls == 0)
			status = column_put_null(&b->columns[i], f);
		else
			status = put(&b->columns[i], i, row, f);
	b->length++;
	return status;
}

static int
write_rows(struct arrow_writer *w, const struct schema *s, int64_t rows,
    long nulls, struct fail *f)
{
	struct batch b;
	int64_t row;
	int status = batch_init(&b, s, 1000, f);

	for (row = 0; row < rows && status == 0; row++) {
		status = put_row(&b, row, nulls, f);
		if (status == 0 && (b.length == 1000 || row + 1 == rows)) {
			status = arrow_write(w, &b, f);
			batch_reset(&b);
		}
	}
	batch_clear(&b);
	return status;
}

int
main(int argc, char *argv[])
{
	struct schema s = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct arrow_writer *w = NULL;
	int status = argc == 4 ? 0 : -1;
	size_t i;

	for (i = 0; i < COLUMNS && status == 0; i++)
		if (schema_add(&s, columns[i].name, columns[i].type,
			columns[i].width, &f) == -1)
			status = -1;
	if (status == 0 &&
	    schema_set(&s, "profstat.dataset", "проверка", &f) == 0 &&
	    schema_set(&s, "empty", "", &f) == 0)
		w = arrow_create(stdout,
		    strcmp(argv[1], "file") == 0 ? ARROW_FILE : ARROW_STREAM,
		    &s, &f);
	if (w == NULL ||
	    write_rows(w, &s, strtoll(argv[2], NULL, 10),
		strtol(argv[3], NULL, 10), &f) == -1 ||
	    arrow_finish(w, &f) == -1 || fflush(stdout) == EOF) {
		fprintf(stderr, "make_table: %s\n", f.text);
		status = 3;
	}
	arrow_writer_free(w);
	schema_clear(&s);
	return status == 0 ? 0 : 3;
}
