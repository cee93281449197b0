/* spells.c - the exports of spells */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "sheet.h"
#include "spelling.h"
#include "spells.h"

#define BLOCK_ROWS 1024
#define BLOCK_BYTES (BLOCK_ROWS * 256)
#define COLUMNS 6
#define DOUBLED 0.01 /* share of rows that come twice */

struct waiting {
	uint32_t from, length;
	enum fault fault; /* a twin: DUPLICATE_ROW at the later line */
	int twin;         /* rows with the same number > 0 are equal */
};

struct file {
	struct sheet sheet;
	bool open;
	char *bytes;
	size_t used;
	struct waiting rows[BLOCK_ROWS];
	size_t count;
	int twins;
};

struct spell_files {
	const struct world *world;
	struct random r;
	struct file *files; /* by region, then the superseded one */
	int first;
};

static const char *const heads[COLUMNS] = { "СНИЛС", "Вид занятости",
	"Дата начала", "Дата окончания", "Работодатель",
	"Регион места работы" };

static void
open_file(struct spell_files *all, struct file *f, int region, int version,
    const char *received)
{
	char name[256];

	snprintf(name, sizeof(name), "%s_spells_%d_v%d_%s.csv",
	    subjects[region].title, EXPORT_YEAR, version, received);
	sheet_open(&f->sheet, all->world->job, "spells", name);
	f->open = true;
	f->bytes = allocate(BLOCK_BYTES, 1);
	f->sheet.columns = COLUMNS;
	sheet_alone(&f->sheet,
	    "Сведения о занятости, учёбе и службе выпускников", FAULT_TITLE);
	if (f->sheet.messy)
		sheet_blank(&f->sheet);
	sheet_header(&f->sheet, heads, COLUMNS, NULL);
}

struct spell_files *
spell_files_open(const struct world *w, int first)
{
	struct spell_files *all = allocate(1, sizeof(*all));

	all->world = w;
	all->r = random_start(w->job->seed, STREAM_SHUFFLE, 0);
	all->files = allocate(SUBJECTS + 1, sizeof(*all->files));
	all->first = w->job->mess == MESS_NONE ? -1 : first;
	if (all->first != -1) {
		open_file(all, &all->files[SUBJECTS], first, 1, "2025-10-03");
		sheet_fault(
		    &all->files[SUBJECTS].sheet, 0, FAULT_SUPERSEDED_FILE);
	}
	return all;
}

static void
write_waiting(struct file *f, const struct waiting *row, bool *seen)
{
	sheet_write(&f->sheet, f->bytes + row->from, row->length);
	if (row->twin > 0 && !seen[row->twin]) {
		seen[row->twin] = true;
		return;
	}
	if (row->fault != FAULT_NONE)
		sheet_fault(&f->sheet, f->sheet.line, row->fault);
}

/* Write the block in a random order. */
static void
flush(struct spell_files *all, struct file *f)
{
	bool seen[BLOCK_ROWS + 1];
	struct waiting row;
	size_t i, j;

	memset(seen, 0, sizeof(seen));
	for (i = f->count; i > 1; i--) {
		j = random_below(&all->r, (uint32_t)i);
		row = f->rows[i - 1];
		f->rows[i - 1] = f->rows[j];
		f->rows[j] = row;
	}
	for (i = 0; i < f->count; i++) {
		if (f->sheet.messy && i % 300 == 299)
			sheet_header_again(&f->sheet);
		write_waiting(f, &f->rows[i], seen);
	}
	f->count = f->used = 0;
	f->twins = 0;
}

static void
spell_cells(struct sheet *s, const struct world *w, const struct person *p,
    const struct spell *spell, enum fault fault)
{
	char text[NAME_SIZE];

	if (fault == FAULT_SPELL_SNILS)
		spell_snils(s, p->snils, (p->control + 7) % 100);
	else
		spell_snils(s, p->snils, p->control);
	spell_status(s, spell->status);
	if (fault == FAULT_SPELL_DATE)
		spell_bad_date(s, spell->start);
	else
		spell_date(s,
		    fault == FAULT_SPELL_ORDER ? spell->end + 1 : spell->start);
	spell_date(s, spell->end);
	if (spell->employer < 0)
		sheet_cell(s, "");
	else if (spell->tied) {
		enterprise_title((uint32_t)spell->employer, text);
		sheet_cell(s, text);
	} else
		spell_enterprise(s, w, (uint32_t)spell->employer);
	if (fault == FAULT_SPELL_REGION)
		spell_typo(s, subjects[p->home].title);
	else
		spell_region(s, spell->region);
}

static void
add(struct spell_files *all, struct file *f, const struct person *p,
    const struct spell *spell, enum fault fault, int twin)
{
	struct waiting *row;
	char line[LINE_SIZE];
	size_t length;

	spell_cells(&f->sheet, all->world, p, spell, fault);
	length = sheet_take(&f->sheet, line);
	row = &f->rows[f->count++];
	row->from = (uint32_t)f->used;
	row->length = (uint32_t)length;
	row->fault = twin > 0 ? FAULT_DUPLICATE_ROW : fault;
	row->twin = twin;
	memcpy(f->bytes + f->used, line, length);
	f->used += length;
}

/* Room for two more rows, which a block holds together. */
static void
make_room(struct spell_files *all, struct file *f)
{
	if (f->count + 2 > BLOCK_ROWS || f->used + 2 * LINE_SIZE > BLOCK_BYTES)
		flush(all, f);
}

/* The version that was replaced lacks ends and some rows. */
static void
add_superseded(
    struct spell_files *all, const struct person *p, const struct spell *spell)
{
	struct file *f = &all->files[SUBJECTS];
	struct spell other = *spell;

	if (random_chance(&f->sheet.r, 0.1))
		return;
	if (random_chance(&f->sheet.r, 0.2))
		other.end = NO_DAY;
	make_room(all, f);
	add(all, f, p, &other, FAULT_NONE, 0);
}

static void
add_spell(struct spell_files *all, const struct person *p,
    const struct spell *spell, enum fault fault)
{
	struct file *f = &all->files[p->home];
	struct spell plain; /* equal rows name the employer alike */
	int twin = 0;

	if (!f->open)
		open_file(all, f, p->home, p->home == all->first ? 2 : 1,
		    "2025-10-10");
	make_room(all, f);
	if (f->sheet.messy && fault == FAULT_NONE &&
	    random_chance(&f->sheet.r, DOUBLED))
		twin = ++f->twins;
	plain = *spell;
	plain.tied = plain.tied || twin > 0;
	add(all, f, p, &plain, fault, twin);
	if (twin > 0)
		add(all, f, p, &plain, fault, twin);
	if (p->home == all->first && fault == FAULT_NONE)
		add_superseded(all, p, spell);
}

void
spell_files_add(struct spell_files *all, const struct person *p)
{
	int i;

	for (i = 0; i < p->spell_count; i++)
		add_spell(all, p, &p->spells[i],
		    i == p->fault_at ? p->fault : FAULT_NONE);
	if (p->fault != FAULT_NONE && p->fault_at == -1)
		add_spell(all, p, &p->extra, p->fault);
}

void
spell_files_close(struct spell_files *all)
{
	struct file *f;
	int i;

	for (i = 0; i <= SUBJECTS; i++) {
		f = &all->files[i];
		if (!f->open)
			continue;
		flush(all, f);
		if (f->sheet.messy)
			sheet_alone(&f->sheet, "Примечание: люди вымышлены",
			    FAULT_NOTE);
		sheet_close(&f->sheet);
		free(f->bytes);
	}
	free(all->files);
	free(all);
}
