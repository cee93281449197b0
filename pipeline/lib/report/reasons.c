/* reasons - the rows that were set aside or are under review, by reason */
#include "report/reasons.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/sheet.h"

const char *
reasons_title(const char *reason)
{
	static const struct {
		const char *reason, *title;
	} titles[] = { { "type-error", N_("a value of another type") },
		{ "constraint-error", N_("a value that a rule forbids") },
		{ "foreign-key", N_("a name that is in no registry") },
		{ "primary-key",
		    N_("a key that is incomplete or there twice") },
		{ "duplicate-row", N_("a row that is there twice") },
		{ "unique-error", N_("two rows with the same values") },
		{ "row-constraint", N_("a row that a rule forbids") },
		{ "extra-cell", N_("a row with too many cells") },
		{ "missing-cell", N_("a row with too few cells") },
		{ "encoding-error", N_("bytes that are no text") },
		{ "encoding-repaired",
		    N_("a cell in another encoding, read nevertheless") },
		{ "null-byte", N_("bytes of zero, left out") },
		{ "repaired", N_("a damaged cell, read as what it was") },
		{ "limit-error", N_("a row beyond the limits") },
		{ "further-table", N_("another table, which is not read") },
		{ "corrected", N_("a correction that was applied") },
		{ "correction-error", N_("a correction that does not fit") },
		{ "unclosed-quote", N_("a quotation mark that is not closed") },
		{ "unknown-section", N_("an unknown section heading") },
		{ "missing-label", N_("a column that is not in the file") },
		{ "extra-label", N_("a column that the schema does not have") },
		{ "blank-label", N_("a column without a heading") },
		{ "duplicate-label", N_("two columns with one heading") },
		{ "source-error", N_("a file that is no table") },
		{ "checksum-error", N_("check digits that do not fit") },
		{ "missing-submission", N_("a submission that is missing") },
		{ "smaller-file",
		    N_("a file that is much smaller than before") },
		{ "period-change",
		    N_("a leap or a drop against the last period") },
		{ "total-mismatch",
		    N_("a total that is not the sum of its rows") },
		{ "ambiguous-match", N_("several partners that differ") },
		{ "overlapping-interval",
		    N_("times that overlap where they say the same") },
		{ "empty-join", N_("a table without rows to put together") },
		{ "not-read", N_("a file that was not read") } };
	size_t i;

	for (i = 0; i < COUNT(titles); i++)
		if (strcmp(titles[i].reason, reason) == 0)
			return _(titles[i].title);
	return NULL;
}

bool
reasons_refusal(const struct record_finding *finding)
{
	return strcmp(finding->reason, "source-error") == 0 ||
	       strcmp(finding->reason, "not-read") == 0;
}

static bool
is_warning(const struct record_finding *finding)
{
	return strcmp(finding->level, "warning") == 0;
}

/* A name that link does not know is reviewed, as are rows of two senders that
 * contradict each other, which resolve finds. */
static bool
is_review(const struct record_finding *finding)
{
	return strcmp(finding->stage, "link") == 0 ||
	       strcmp(finding->stage, "resolve") == 0;
}

const char *
reasons_fate(const struct record_finding *finding)
{
	if (is_warning(finding))
		return _("warning");
	if (reasons_refusal(finding))
		return _("file not used");
	return is_review(finding) ? _("under review") : _("row set aside");
}

/* ---- counting ---- */

enum { ASIDE, REVIEW, FILES, COLUMNS };

/* A reason of a dataset. */
struct reason {
	size_t dataset;
	const struct record_finding *finding; /* the first */
	size_t last;                          /* input that was counted */
	int64_t counts[COLUMNS];
	char *stub;
};

struct reasons {
	size_t count, capacity;
	struct reason *items;
};

static bool
same_rule(const struct record_finding *a, const struct record_finding *b)
{
	const char *left = a->rule == NULL ? "" : a->rule;
	const char *right = b->rule == NULL ? "" : b->rule;

	return is_review(a) == is_review(b) &&
	       strcmp(a->reason, b->reason) == 0 && strcmp(left, right) == 0;
}

static struct reason *
find_reason(struct reasons *list, size_t dataset,
    const struct record_finding *finding, struct fail *f)
{
	struct reason *one;
	size_t i;

	for (i = list->count; i-- > 0;)
		if (list->items[i].dataset == dataset &&
		    same_rule(list->items[i].finding, finding))
			return &list->items[i];
	if (memory_grow(&list->items, &list->capacity, list->count + 1,
		sizeof(*list->items), f) == -1)
		return NULL;
	one = &list->items[list->count++];
	*one = (struct reason){
		.dataset = dataset, .finding = finding, .last = SIZE_MAX
	};
	return one;
}

static int
add_finding(struct reasons *list, size_t dataset, size_t input,
    const struct record_finding *finding, struct fail *f)
{
	struct reason *one;

	if (is_warning(finding) || reasons_refusal(finding))
		return 0;
	one = find_reason(list, dataset, finding, f);
	if (one == NULL)
		return -1;
	one->counts[is_review(finding) ? REVIEW : ASIDE] += finding->count;
	one->counts[FILES] += one->last != input;
	one->last = input;
	return 0;
}

/* By dataset, then the most frequent first. */
static int
compare_reasons(const void *a, const void *b)
{
	const struct reason *left = a, *right = b;
	const char *first = left->finding->rule, *second = right->finding->rule;
	int i, order;

	if (left->dataset != right->dataset)
		return left->dataset < right->dataset ? -1 : 1;
	for (i = ASIDE; i <= REVIEW; i++)
		if (left->counts[i] != right->counts[i])
			return left->counts[i] > right->counts[i] ? -1 : 1;
	order = strcmp(left->finding->reason, right->finding->reason);
	if (order != 0)
		return order;
	return strcmp(first == NULL ? "" : first, second == NULL ? "" : second);
}

static int
collect(struct reasons *list, const struct records *r, const struct datasets *d,
    struct fail *f)
{
	const struct record_input *input;
	size_t i, k;

	for (i = 0; i < r->input_count; i++) {
		input = &r->inputs[i];
		for (k = 0; k < input->finding_count; k++)
			if (add_finding(list, d->of[i], i, &input->findings[k],
				f) == -1)
				return -1;
	}
	if (list->count > 0)
		qsort(list->items, list->count, sizeof(*list->items),
		    compare_reasons);
	return 0;
}

/* ---- text ---- */

/* Rows and files of a dataset, each row once. */
static void
add_rows(int64_t counts[COLUMNS], const struct record_rows *rows)
{
	counts[ASIDE] += rows->aside;
	counts[REVIEW] += rows->review;
	counts[FILES] += rows->aside + rows->review > 0;
}

static void
put_row(struct sheet *s, size_t row, const char *stub, unsigned char depth,
    const int64_t counts[COLUMNS])
{
	size_t i;

	s->stubs[row] = stub;
	s->depths[row] = depth;
	for (i = 0; i < COLUMNS; i++)
		sheet_count(s, row, i, counts[i]);
}

/* The reason in words, or which rule is broken. */
static int
name_reason(struct reason *one, enum language language, struct fail *f)
{
	const struct record_finding *finding = one->finding;
	const char *title = reasons_title(finding->reason);
	const char *text = finding->text.text[language];
	size_t length;
	FILE *stream = open_memstream(&one->stub, &length);

	if (stream == NULL)
		return fail_memory(f);
	if (title == NULL)
		title = finding->reason;
	if (text != NULL)
		fprintf(stream, _("broken rule \"%s\""), text);
	else if (finding->rule != NULL)
		fprintf(stream, "%s (%s)", title, finding->rule);
	else
		fputs(title, stream);
	return fclose(stream) == 0 ? 0 : fail_memory(f);
}

static int
name_all(struct reasons *list, enum language language, struct fail *f)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (name_reason(&list->items[i], language, f) == -1)
			return -1;
	return 0;
}

/* The list's reasons of a dataset, below its sum; whether they are more than
 * its rows. */
static bool
put_dataset(struct sheet *s, size_t *row, const struct reasons *list,
    size_t *at, const char *title, const int64_t counts[COLUMNS])
{
	const size_t dataset = list->items[*at].dataset;
	int64_t sum = 0;

	put_row(s, (*row)++, title, 0, counts);
	for (; *at < list->count && list->items[*at].dataset == dataset;
	     (*at)++) {
		put_row(s, (*row)++, list->items[*at].stub, 1,
		    list->items[*at].counts);
		sum += list->items[*at].counts[ASIDE] +
		       list->items[*at].counts[REVIEW];
	}
	return sum > counts[ASIDE] + counts[REVIEW];
}

/* How many datasets the list has. */
static size_t
count_datasets(const struct reasons *list)
{
	size_t i, count = 0;

	for (i = 0; i < list->count; i++)
		count += i == 0 ||
			 list->items[i].dataset != list->items[i - 1].dataset;
	return count;
}

static int
write_sheet(const struct reasons *list, const struct datasets *d,
    int64_t (*counts)[COLUMNS], enum language language, struct page *page,
    struct fail *f)
{
	size_t datasets = count_datasets(list), row = 0, at = 0, dataset;
	bool several = false;
	struct sheet s;
	int status = sheet_open(
	    &s, list->count + datasets + (datasets > 1), COLUMNS, language, f);

	if (status == 0) {
		s.table.title = _("Rows set aside or under review, by reason");
		s.table.stub_head = _("Dataset and reason");
		s.heads[ASIDE] = _("rows set aside");
		s.heads[REVIEW] = _("rows under review");
		s.heads[FILES] = _("files");
		while (at < list->count) {
			dataset = list->items[at].dataset;
			if (put_dataset(&s, &row, list, &at,
				datasets_title(&d->items[dataset]),
				counts[dataset]))
				several = true;
		}
		if (datasets > 1)
			put_row(&s, row, _("In all"), 0, counts[d->count]);
		status = sheet_write(&s, page, f);
	}
	if (status == 0 && several)
		status = page_printf(page, 0, f, "%s",
		    _("A row with several reasons is counted at each of them, "
		      "once in the sum."));
	sheet_close(&s);
	return status;
}

int
reasons_text(const struct records *r, const struct datasets *d,
    enum language language, struct page *page, struct fail *f)
{
	struct reasons list = { 0, 0, NULL };
	int64_t(*counts)[COLUMNS];
	size_t i;
	int status = -1;

	/* The last one is the sum. */
	counts = memory_array(d->count + 1, sizeof(*counts), f);
	if (counts != NULL && collect(&list, r, d, f) == 0 &&
	    name_all(&list, language, f) == 0) {
		for (i = 0; i < r->input_count; i++) {
			add_rows(counts[d->of[i]], &r->inputs[i].rows);
			add_rows(counts[d->count], &r->inputs[i].rows);
		}
		status = list.count == 0
			     ? 0
			     : write_sheet(&list, d, counts, language, page, f);
	}
	for (i = 0; i < list.count; i++)
		free(list.items[i].stub);
	free(counts);
	free(list.items);
	return status;
}
