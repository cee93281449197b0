/* total_check.c - findings of a chunk and of its totals (total_check.h) */
#include "reader/total_check.h"

#include "base/text.h"
#include "reader/row_total.h"

/* What findings call a column. */
static const char *
column_name(const struct frame *frame, const struct total_column *column)
{
	return column->column == -1 ? frame->dataset->fields[column->field].name
				    : frame->columns.wide_names[column->column];
}

/* A number of a person may have slipped into a column that is added. */
static const char *
shown_sum(const struct frame *frame, const char *sum)
{
	return frame->personal && text_has_number(sum, ACCOUNT_HIDDEN_DIGITS)
		   ? ACCOUNT_HIDDEN
		   : sum;
}

static int
report(const struct frame *frame, const struct total_line *line,
    const struct total_mismatch *wrong, struct account *account, int file,
    struct fail *f)
{
	struct message expected = wrong->expected;
	struct finding finding = { FINDING_WARNING, "total-mismatch", NULL,
		line->line, line->byte, column_name(frame, &wrong->column),
		wrong->found, &expected };

	expected.arguments[0] = shown_sum(frame, wrong->sum);
	return account_finding_raw(account, file, &finding, line->raw, NULL, f);
}

/* The next section or total. */
static int
take_line(struct totals *t, const struct frame *frame,
    const struct total_line *line, struct account *account, int file,
    struct fail *f)
{
	const struct total_mismatch *wrong;
	int i, count;

	totals_add(t, &line->rows);
	if (line->values == NULL)
		return totals_section(t, f);
	if ((count = totals_check(t, line->values, &wrong, f)) == -1)
		return -1;
	for (i = 0; i < count; i++)
		if (report(frame, line, &wrong[i], account, file, f) == -1)
			return -1;
	return 0;
}

int
total_check(struct totals *t, const struct frame *frame, struct chunk *chunk,
    struct account *account, int file, struct fail *f)
{
	const struct total_lines *lines = &chunk->totals;
	size_t i, from = 0;

	chunk_account_lines(chunk, account, file);
	for (i = 0; i < lines->count; i++) {
		if (chunk_account(chunk, from, lines->lines[i].findings,
			account, file, f) == -1 ||
		    take_line(t, frame, &lines->lines[i], account, file, f) ==
			-1)
			return -1;
		from = lines->lines[i].findings;
	}
	row_take_all(chunk, frame);
	totals_add(t, &lines->rows);
	return chunk_account(
	    chunk, from, chunk->finding_count, account, file, f);
}
