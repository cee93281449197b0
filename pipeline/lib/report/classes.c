/* classes - the physical lines of the inputs by class */
#include "report/classes.h"

#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/sheet.h"

/* The order of the columns: what became of the rows first. */
static const enum line_class order[LINE_CLASSES] = { LINE_DATA, LINE_DUPLICATE,
	LINE_SUPERSEDED, LINE_LATE, LINE_OUT_OF_SCOPE, LINE_UNDER_REVIEW,
	LINE_SET_ASIDE, LINE_HEADER, LINE_NUMBERS, LINE_DIALECT, LINE_TITLE,
	LINE_UNITS, LINE_TOTAL, LINE_NOTE, LINE_SECTION, LINE_BLANK };

/* ---- sums ---- */

struct sum {
	int64_t files, total;
	int64_t lines[LINE_CLASSES];
};

static void
add_input(struct sum *sum, const struct record_input *input)
{
	int class;

	sum->files++;
	sum->total += record_total(input);
	for (class = 0; class < LINE_CLASSES; class ++)
		sum->lines[class] += input->lines[class];
}

/* How many classes occur. */
static size_t
count_classes(const struct sum *sum)
{
	size_t count = 0;
	int class;

	for (class = 0; class < LINE_CLASSES; class ++)
		count += sum->lines[class] != 0;
	return count;
}

/* Heads of the classes that occur in all, from this column on. */
static void
put_heads(struct sheet *s, size_t column, const struct sum *all)
{
	int i;

	for (i = 0; i < LINE_CLASSES; i++)
		if (all->lines[order[i]] != 0)
			s->heads[column++] = line_class_title(order[i]);
}

static void
put_classes(struct sheet *s, size_t row, size_t column, const struct sum *all,
    const int64_t lines[LINE_CLASSES])
{
	int i;

	for (i = 0; i < LINE_CLASSES; i++)
		if (all->lines[order[i]] != 0)
			sheet_count(s, row, column++, lines[order[i]]);
}

/* ---- datasets ---- */

static void
put_sum(struct sheet *s, size_t row, const char *stub, const struct sum *all,
    const struct sum *sum)
{
	s->stubs[row] = stub;
	sheet_count(s, row, 0, sum->files);
	sheet_count(s, row, 1, sum->total);
	put_classes(s, row, 2, all, sum->lines);
}

static int
write_sums(const struct datasets *d, const struct sum *sums,
    const struct sum *all, enum language language, struct page *page,
    struct fail *f)
{
	size_t i, rows = d->count + (d->count > 1);
	struct sheet s;
	int status = sheet_open(&s, rows, 2 + count_classes(all), language, f);

	if (status == 0) {
		s.heads[0] = _("files");
		s.heads[1] = _("lines");
		put_heads(&s, 2, all);
		for (i = 0; i < d->count; i++)
			put_sum(
			    &s, i, datasets_title(&d->items[i]), all, &sums[i]);
		if (d->count > 1)
			put_sum(&s, d->count, _("In all"), all, all);
		s.table.title = _("Lines of the datasets by class");
		s.table.stub_head = _("Dataset");
		status = sheet_write(&s, page, f);
	}
	sheet_close(&s);
	return status;
}

int
classes_text(const struct records *r, const struct datasets *d,
    enum language language, struct page *page, struct fail *f)
{
	struct sum *sums = memory_array(d->count + 1, sizeof(*sums), f);
	struct sum all = { .files = 0 };
	size_t i;
	int status = -1;

	if (sums != NULL) {
		for (i = 0; i < r->input_count; i++) {
			add_input(&sums[d->of[i]], &r->inputs[i]);
			add_input(&all, &r->inputs[i]);
		}
		status = write_sums(d, sums, &all, language, page, f);
	}
	free(sums);
	return status;
}

/* ---- files ---- */

/* The files of a dataset; their names from `common` on, for all stand in one
 * folder, or 0. */
struct listing {
	const struct record_input **inputs;
	size_t count, common;
	struct sum sum;
};

static size_t
folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

static void
list_files(struct listing *l, const struct records *r, const struct datasets *d,
    size_t dataset)
{
	const char *first, *file;
	size_t i;

	for (i = 0; i < r->input_count; i++) {
		if (d->of[i] != dataset)
			continue;
		add_input(&l->sum, &r->inputs[i]);
		l->inputs[l->count++] = &r->inputs[i];
	}
	first = l->inputs[0]->file;
	l->common = folder_length(first);
	for (i = 1; i < l->count; i++) {
		file = l->inputs[i]->file;
		if (folder_length(file) != l->common ||
		    strncmp(file, first, l->common) != 0)
			l->common = 0;
	}
}

static void
fill_files(struct sheet *s, const struct listing *l)
{
	size_t i;

	s->heads[0] = _("lines");
	put_heads(s, 1, &l->sum);
	for (i = 0; i < l->count; i++) {
		s->stubs[i] = l->inputs[i]->file + l->common;
		sheet_count(s, i, 0, record_total(l->inputs[i]));
		put_classes(s, i, 1, &l->sum, l->inputs[i]->lines);
	}
}

/* "Files of the dataset x, in the folder y" */
static int
print_title(char **title, const struct listing *l,
    const struct dataset_group *group, struct fail *f)
{
	size_t length;
	FILE *stream = open_memstream(title, &length);

	if (stream == NULL)
		return fail_memory(f);
	if (*group->name == '\0')
		fputs(_("Files"), stream);
	else
		fprintf(stream, _("Files of the dataset %s"), group->name);
	if (l->common > 0) {
		fprintf(stream, _(", folder %.*s"), (int)l->common,
		    l->inputs[0]->file);
	}
	return fclose(stream) == 0 ? 0 : fail_memory(f);
}

static int
write_files(const struct listing *l, const struct dataset_group *group,
    enum language language, struct page *page, struct fail *f)
{
	char *title = NULL;
	struct sheet s;
	int status =
	    sheet_open(&s, l->count, 1 + count_classes(&l->sum), language, f);

	if (status == 0)
		status = print_title(&title, l, group, f);
	if (status == 0) {
		fill_files(&s, l);
		s.table.title = title;
		s.table.stub_head = _("File");
		status = sheet_write(&s, page, f);
	}
	sheet_close(&s);
	free(title);
	return status;
}

static int
write_left_out(const struct dataset_group *group, enum language language,
    struct page *page, struct fail *f)
{
	char files[FIGURE_TEXT];

	figure_integer(files, language, group->files);
	page_blank(page);
	return page_printf(page, 0, f,
	    _("The dataset %s has more than %d files (%s): the lines of each "
	      "of them by class are in quality.json."),
	    datasets_title(group), CLASSES_FILES_MAX, files);
}

int
classes_annex(const struct records *r, const struct datasets *d,
    enum language language, struct page *page, struct fail *f)
{
	struct listing l = { .count = 0 };
	size_t i;
	int status = 0;

	page_blank(page);
	page_heading(page, _("Annex: lines of the files by class"), '-');
	l.inputs = memory_array(r->input_count + 1, sizeof(*l.inputs), f);
	if (l.inputs == NULL)
		return -1;
	for (i = 0; i < d->count && status == 0; i++) {
		if (d->items[i].files > CLASSES_FILES_MAX) {
			status =
			    write_left_out(&d->items[i], language, page, f);
			continue;
		}
		l.count = 0;
		l.sum = (struct sum){ .files = 0 };
		list_files(&l, r, d, i);
		status = write_files(&l, &d->items[i], language, page, f);
	}
	free(l.inputs);
	return status;
}
