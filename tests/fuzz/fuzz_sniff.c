/*
 * fuzz_sniff.c - any bytes as the head of a file: no crash, and dialect and
 * layout hold what they promise.  The first byte says whether the head is the
 * whole file, and its encoding.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "layout/file_layout.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
expect(bool holds)
{
	if (!holds)
		abort();
}

static void
check_dialect(const struct dialect *d)
{
	expect(d->delimiter != '\0' && d->delimiter != '\n' &&
	       d->delimiter != '\r' && d->delimiter != d->quote);
	expect(d->quote == '"' || d->quote == '\'' || d->quote == '\0');
	expect(d->escape == '\\' || d->escape == '\0');
	expect(!d->repeated || d->delimiter == ' ');
	expect(d->width > 0);
	expect(d->confidence >= 0 && d->confidence <= 1);
}

/* Tables follow one another, each in order: title, header, data. */
static void
check_table(const struct layout_table *t, uint64_t last)
{
	size_t i;

	expect(t->first_line > last && t->last_line >= t->first_line);
	expect(t->width > 0 && t->header_rows <= 16);
	expect((t->header_rows > 0) == (t->header_first > 0));
	expect(t->header_first == 0 || (t->header_first >= t->first_line &&
					   t->header_last >= t->header_first));
	expect(
	    t->data_first == 0 ||
	    (t->data_first > t->header_last && t->data_first >= t->first_line &&
		t->data_last >= t->data_first && t->data_last <= t->last_line));
	for (i = 0; i < t->width; i++)
		expect(t->header_rows > 0 ? t->labels[i] != NULL
					  : *t->labels[i] == '\0');
}

static void
check_layout(const struct file_layout *l)
{
	size_t i;

	for (i = 0; i < l->table_count; i++)
		check_table(
		    &l->tables[i], i == 0 ? 0 : l->tables[i - 1].last_line);
	for (i = 0; i < l->span_count; i++) {
		const struct layout_span *span = &l->spans[i];

		expect(span->last_line >= span->first_line);
		expect(span->first_line ==
		       (i == 0 ? 1 : l->spans[i - 1].last_line + 1));
		expect(span->table < l->table_count ||
		       (l->table_count == 0 && span->table == 0));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fail f = FAIL_INIT;
	struct file_layout l;
	struct dialect d;
	bool whole;
	struct encoding_guess encoding = { .encoding = ENCODING_UTF_8 };

	if (size == 0 || size > 1 << 15)
		return 0;
	whole = data[0] % 2 == 0;
	encoding.encoding =
	    data[0] / 2 % 2 == 0 ? ENCODING_UTF_8 : ENCODING_WINDOWS_1251;
	data++;
	size--;
	dialect_detect(data, size, NULL, &d);
	check_dialect(&d);
	expect(file_layout_detect(
		   &l, data, size, whole, &d, &encoding, "fuzz", &f) == 0);
	check_layout(&l);
	file_layout_clear(&l);
	return 0;
}
