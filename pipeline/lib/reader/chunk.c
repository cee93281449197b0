/* chunk.c - rows, findings and lines of a run of lines (chunk.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/chunk.h"

#define NO_TEXT SIZE_MAX

/* A finding whose copied texts are offsets, for the texts may still move. */
struct chunk_finding {
	struct finding finding;      /* the texts that are borrowed */
	const char *expected_format; /* NULL: nothing was expected */
	size_t found, raw, correction;
	size_t arguments[MESSAGE_ARGUMENTS];
};

int
chunk_reset(struct chunk *p, const struct frame *frame, struct fail *f)
{
	batch_clear(&p->rows);
	memset(p->lines, 0, sizeof(p->lines));
	p->rows_in = p->rows_out = p->corrected = p->repairs = 0;
	p->finding_count = p->text_length = p->raw = 0;
	if (total_lines_reset(&p->totals, &frame->totals, f) == -1)
		return -1;
	return batch_init(&p->rows, &frame->schema, 0, f);
}

void
chunk_clear(struct chunk *p)
{
	const struct chunk empty = CHUNK_INIT;

	batch_clear(&p->rows);
	free(p->findings);
	free(p->texts);
	total_lines_clear(&p->totals);
	*p = empty;
}

void
chunk_line(struct chunk *p, enum line_class class, uint64_t lines)
{
	p->lines[class] += lines;
}

/* Keep a text; *offset is where. */
static int
keep_text(struct chunk *p, const char *text, size_t *offset, struct fail *f)
{
	size_t size;

	*offset = NO_TEXT;
	if (text == NULL)
		return 0;
	size = strlen(text) + 1;
	if (memory_grow(&p->texts, &p->text_capacity, p->text_length + size, 1,
		f) == -1)
		return -1;
	memcpy(p->texts + p->text_length, text, size);
	*offset = p->text_length;
	p->text_length += size;
	return 0;
}

/* The record of the finding, once for all findings about it. */
static int
keep_raw(struct chunk *p, uint64_t byte, const char *raw, size_t *offset,
    struct fail *f)
{
	*offset = NO_TEXT;
	if (raw == NULL)
		return 0;
	if (p->raw > 0 && p->raw_byte == byte) {
		*offset = p->raw - 1;
		return 0;
	}
	if (keep_text(p, raw, offset, f) == -1)
		return -1;
	p->raw = *offset + 1;
	p->raw_byte = byte;
	return 0;
}

int
chunk_finding(struct chunk *p, const struct finding *finding, struct fail *f)
{
	return chunk_finding_raw(p, finding, NULL, NULL, f);
}

int
chunk_finding_raw(struct chunk *p, const struct finding *finding,
    const char *raw, const char *correction, struct fail *f)
{
	const struct message *expected = finding->expected;
	struct chunk_finding *kept;
	size_t i;

	if (memory_grow(&p->findings, &p->finding_capacity,
		p->finding_count + 1, sizeof(*p->findings), f) == -1)
		return -1;
	kept = &p->findings[p->finding_count];
	kept->finding = *finding;
	kept->finding.expected = NULL;
	if (keep_text(p, finding->found, &kept->found, f) == -1 ||
	    keep_raw(p, finding->byte, raw, &kept->raw, f) == -1 ||
	    keep_text(p, correction, &kept->correction, f) == -1)
		return -1;
	kept->expected_format = expected == NULL ? NULL : expected->format;
	for (i = 0; i < MESSAGE_ARGUMENTS; i++)
		if (keep_text(p,
			expected == NULL ? NULL : expected->arguments[i],
			&kept->arguments[i], f) == -1)
			return -1;
	p->finding_count++;
	return 0;
}

bool
chunk_is_full(const struct chunk *p)
{
	return p->rows.length >= CHUNK_ROWS ||
	       p->finding_count >= CHUNK_FINDINGS ||
	       p->text_length >= CHUNK_TEXT || p->totals.bytes >= CHUNK_TEXT;
}

static const char *
text_at(const struct chunk *p, size_t offset)
{
	return offset == NO_TEXT ? NULL : p->texts + offset;
}

void
chunk_account_lines(const struct chunk *p, struct account *account, int file)
{
	int class;

	for (class = 0; class < LINE_CLASSES; class ++)
		if (p->lines[class] > 0)
			account_line(account, file, (enum line_class) class,
			    p->lines[class]);
}

int
chunk_account(const struct chunk *p, size_t from, size_t to,
    struct account *account, int file, struct fail *f)
{
	const struct chunk_finding *kept;
	struct finding finding;
	struct message expected;
	size_t i, j;

	for (i = from; i < to; i++) {
		kept = &p->findings[i];
		finding = kept->finding;
		finding.found = text_at(p, kept->found);
		expected.format = kept->expected_format;
		for (j = 0; j < MESSAGE_ARGUMENTS; j++)
			expected.arguments[j] = text_at(p, kept->arguments[j]);
		finding.expected = expected.format == NULL ? NULL : &expected;
		if (account_finding_raw(account, file, &finding,
			text_at(p, kept->raw), text_at(p, kept->correction),
			f) == -1)
			return -1;
	}
	return 0;
}
