/*
 * quality_fixture.h - inputs of a run made by hand, and parts of the quality
 * report about them:
 *
 *	struct record_input inputs[] = { { .file = "raw/a.csv" } };
 *	struct part p;
 *	part_open(&p, inputs, 1);
 *	assert_int_equal(reasons_text(&p.records, &p.datasets, LANGUAGE_EN,
 *	    &p.page, &p.fail), 0);
 *	part_expect(&p, "\n...");
 */
#ifndef QUALITY_FIXTURE_H
#define QUALITY_FIXTURE_H

#include "unit.h"

#include "report/datasets.h"
#include "report/page.h"

struct part {
	struct records records;
	struct datasets datasets;
	struct page page;
	struct fail fail;
	char *text;
	size_t length;
};

static void
part_open(struct part *p, struct record_input *inputs, size_t count)
{
	FILE *stream = open_memstream(&p->text, &p->length);

	assert_non_null(stream);
	p->fail = (struct fail)FAIL_INIT;
	p->records = (struct records){ .inputs = inputs, .input_count = count };
	assert_int_equal(datasets_open(&p->datasets, &p->records, &p->fail), 0);
	page_init(&p->page, stream);
	/* No part begins a page. */
	p->page.line = 1;
}

static void
part_close(struct part *p)
{
	free(p->text);
	datasets_close(&p->datasets);
}

/* The text is exactly this, and the part closed. */
static inline void
part_expect(struct part *p, const char *text)
{
	assert_int_equal(fclose(p->page.stream), 0);
	assert_string_equal(p->text, text);
	part_close(p);
}

/* The text has this and not that (NULL: anything), and the part is closed. */
static inline void
part_expect_in(struct part *p, const char *with, const char *without)
{
	assert_int_equal(fclose(p->page.stream), 0);
	assert_non_null(strstr(p->text, with));
	if (without != NULL)
		assert_null(strstr(p->text, without));
	part_close(p);
}

#endif
