/* matching - how the rows of tables that were put together found partners */
#include "report/matching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/figure.h"
#include "report/wording.h"

double
matching_share(const struct record_match *match)
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
	json_set(one, "share_matched", json_new_number(matching_share(match)));
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

enum { ROWS, MATCHED, UNMATCHED, AMBIGUOUS, SHARE, UNUSED, COLUMNS };

/* The table's memory. */
struct filling {
	const char **stubs;
	char **names;
	struct page_cell *cells;
	char (*texts)[FIGURE_TEXT];
};

static void
put_count(char to[FIGURE_TEXT], enum language language, int64_t count)
{
	if (count == -1)
		*to = '\0'; /* not known */
	else if (count == 0)
		strcpy(to, WORDING_ZERO);
	else
		figure_integer(to, language, count);
}

static void
fill_row(char (*texts)[FIGURE_TEXT], const struct record_match *match,
    enum language language)
{
	put_count(texts[ROWS], language, match->rows);
	put_count(texts[MATCHED], language, match->matched);
	put_count(texts[UNMATCHED], language, match->unmatched);
	put_count(texts[AMBIGUOUS], language, match->ambiguous);
	put_count(texts[UNUSED], language, match->unused);
	figure_percent(texts[SHARE], language, 100 * matching_share(match), 1);
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
fill(struct filling *fill, const struct records *r, enum language language,
    struct fail *f)
{
	size_t i, k, cells = r->match_count * COLUMNS;

	fill->stubs = memory_array(r->match_count, sizeof(*fill->stubs), f);
	fill->names = memory_array(r->match_count, sizeof(*fill->names), f);
	fill->cells = memory_array(cells, sizeof(*fill->cells), f);
	fill->texts = memory_array(cells, sizeof(*fill->texts), f);
	if (fill->stubs == NULL || fill->names == NULL || fill->cells == NULL ||
	    fill->texts == NULL)
		return -1;
	for (i = 0; i < r->match_count; i++) {
		fill->names[i] = name_match(&r->matches[i], f);
		if (fill->names[i] == NULL)
			return -1;
		fill->stubs[i] = fill->names[i];
		fill_row(&fill->texts[i * COLUMNS], &r->matches[i], language);
	}
	for (k = 0; k < cells; k++) {
		fill->cells[k].text = fill->texts[k];
		fill->cells[k].sign = "";
	}
	return 0;
}

static void
clear(struct filling *fill, size_t count)
{
	size_t i;

	for (i = 0; fill->names != NULL && i < count; i++)
		free(fill->names[i]);
	free(fill->names);
	free(fill->stubs);
	free(fill->cells);
	free(fill->texts);
}

int
matching_text(const struct records *r, enum language language,
    struct page *page, struct fail *f)
{
	const char *heads[COLUMNS] = { [ROWS] = _("rows"),
		[MATCHED] = _("with a partner"),
		[UNMATCHED] = _("without one"),
		[AMBIGUOUS] = _("with several that differ"),
		[SHARE] = _("share with a partner"),
		[UNUSED] = _("rows of the other table that are no partner") };
	struct page_table table = {
		.title = _("Rows of tables that were put together"),
		.continued = _("(continued)"),
		.subtitle = "",
		.stub_head = _("Table + dataset"),
		.rows = r->match_count,
		.columns = COLUMNS,
		.heads = heads
	};
	struct filling filling = { NULL, NULL, NULL, NULL };
	int status;

	if (r->match_count == 0)
		return 0;
	status = fill(&filling, r, language, f);
	if (status == 0) {
		table.stubs = filling.stubs;
		table.cells = filling.cells;
		page_blank(page);
		status = page_table(page, &table, f);
	}
	clear(&filling, r->match_count);
	return status;
}
