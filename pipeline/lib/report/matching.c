/* matching - how the rows of tables that were put together found partners */
#include "report/matching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/sheet.h"
#include "report/wording.h"

/* Share of the rows that have a partner, 0..1; 1 of none. */
static double
share_of(const struct record_match *match)
{
	return match->rows == 0 ? 1
				: (double)match->matched / (double)match->rows;
}

/* ---- JSON ---- */

static struct json_value *
match_value(const struct record_match *match)
{
	struct json_value *one = json_new_object();

	json_set(one, "table", json_new_text(match->table));
	json_set(one, "stage", json_new_text(match->stage));
	json_set(one, "with", json_new_text(match->with));
	json_set(one, "rows", json_new_integer(match->rows));
	json_set(one, "matched", json_new_integer(match->matched));
	json_set(one, "unmatched", json_new_integer(match->unmatched));
	json_set(one, "ambiguous", json_new_integer(match->ambiguous));
	json_set(one, "share_matched", json_new_number(share_of(match)));
	if (match->unused != -1)
		json_set(one, "unused", json_new_integer(match->unused));
	return one;
}

struct json_value *
matching_value(const struct records *r)
{
	struct json_value *list = json_new_array();
	size_t i;

	for (i = 0; i < r->match_count; i++)
		json_append(list, match_value(&r->matches[i]));
	return list;
}

/* ---- text ---- */

enum { ROWS, MATCHED, SHARE, UNMATCHED, AMBIGUOUS, UNUSED, COLUMNS };

static void
put_row(struct sheet *s, size_t row, const struct record_match *match)
{
	sheet_count(s, row, ROWS, match->rows);
	sheet_count(s, row, MATCHED, match->matched);
	figure_percent(
	    sheet_cell(s, row, SHARE), s->language, 100 * share_of(match), 1);
	sheet_count(s, row, UNMATCHED, match->unmatched);
	sheet_count(s, row, AMBIGUOUS, match->ambiguous);
	if (match->unused == -1)
		strcpy(sheet_cell(s, row, UNUSED),
		    wording_sign(OBSERVATION_NOT_APPLICABLE, s->language));
	else
		sheet_count(s, row, UNUSED, match->unused);
}

/* "graduate_outcomes + spells" */
static char *
name_match(const struct record_match *match, struct fail *f)
{
	size_t room = strlen(match->table) + strlen(match->with) + 4;
	char *name = memory_array(room, 1, f);

	if (name != NULL)
		snprintf(name, room, "%s + %s", match->table, match->with);
	return name;
}

static int
fill(struct sheet *s, char **names, const struct records *r, struct fail *f)
{
	size_t i;

	s->table.title = _("Rows of tables that were put together");
	s->table.stub_head = _("Table + dataset");
	s->heads[ROWS] = _("rows");
	s->heads[MATCHED] = _("with a partner");
	s->heads[SHARE] = _("share with one");
	s->heads[UNMATCHED] = _("without one");
	s->heads[AMBIGUOUS] = _("with several that differ");
	s->heads[UNUSED] = _("left over in the dataset");
	for (i = 0; i < r->match_count; i++) {
		names[i] = name_match(&r->matches[i], f);
		if (names[i] == NULL)
			return -1;
		s->stubs[i] = names[i];
		put_row(s, i, &r->matches[i]);
	}
	return 0;
}

/* Why rows that are left over were not counted, if of any they were not. */
static int
write_reason(const struct records *r, enum language language, struct page *page,
    struct fail *f)
{
	size_t i;

	for (i = 0; i < r->match_count; i++)
		if (r->matches[i].unused == -1)
			break;
	if (i == r->match_count)
		return 0;
	return page_printf(page, 0, f,
	    _("%s: not counted, for the table was put together in several "
	      "parts, and what is left over in one may have a partner in "
	      "another."),
	    wording_sign(OBSERVATION_NOT_APPLICABLE, language));
}

int
matching_text(const struct records *r, enum language language,
    struct page *page, struct fail *f)
{
	char **names;
	struct sheet s;
	size_t i;
	int status;

	if (r->match_count == 0)
		return 0;
	names = memory_array(r->match_count, sizeof(*names), f);
	if (names == NULL)
		return -1;
	status = sheet_open(&s, r->match_count, COLUMNS, language, f);
	if (status == 0)
		status = fill(&s, names, r, f);
	if (status == 0)
		status = sheet_write(&s, page, f);
	if (status == 0)
		status = write_reason(r, language, page, f);
	sheet_close(&s);
	for (i = 0; i < r->match_count; i++)
		free(names[i]);
	free(names);
	return status;
}
