/* registers.c - the exports that hold no persons */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "registers.h"
#include "sheet.h"
#include "spelling.h"

#define FAULT_SHARE 0.0004

/* The thing that a fault certainly hits, and of many things some more. */
bool
fault_hits(
    const struct job *job, enum fault kind, uint64_t index, uint64_t count)
{
	struct random r = random_start(job->seed, STREAM_FAULT, kind);
	uint64_t chosen = random_next(&r) % count;

	if (job->mess != MESS_UNRECOVERABLE ||
	    (job->kinds >> (kind - FAULT_FIRST_KIND) & 1) == 0)
		return false;
	if (index == chosen)
		return true;
	r = random_start(job->seed, STREAM_FAULT, index * FAULTS + kind + 1000);
	return count >= 1000 && random_chance(&r, FAULT_SHARE);
}

/* ---- what files have in common ---- */

static void
open_register(struct sheet *s, const struct world *w, const char *dataset,
    const char *form, const char *sender, int version, const char *received,
    int year)
{
	char file[256];

	snprintf(file, sizeof(file), "%s_%s_%d_v%d_%s.csv", sender, form, year,
	    version, received);
	sheet_open(s, w->job, dataset, file);
}

static void
title(struct sheet *s, int columns, const char *text)
{
	s->columns = columns;
	sheet_alone(s, text, FAULT_TITLE);
	if (s->messy)
		sheet_blank(s);
}

static void
end_register(struct sheet *s, const char *text)
{
	if (s->messy)
		sheet_alone(s, text, FAULT_NOTE);
	sheet_close(s);
}

/* Sometimes, in the middle of the rows, a page ends. */
static void
page_break(struct sheet *s)
{
	if (s->messy && random_chance(&s->r, 0.004)) {
		if (random_chance(&s->r, 0.5))
			sheet_blank(s);
		else
			sheet_header_again(s);
	}
}

static bool
doubled(struct sheet *s)
{
	return s->messy && random_chance(&s->r, 0.004);
}

static void
end_row(struct sheet *s, enum fault kind)
{
	uint64_t line = sheet_row(s);

	if (kind != FAULT_NONE)
		sheet_fault(s, line, kind);
}

/* ---- clusters ---- */

static void
cluster_row(struct sheet *s, const struct world *w, size_t at, enum fault kind)
{
	const struct cluster *c = &w->clusters[at];

	spell_cluster(s, w, at);
	if (kind == FAULT_CLUSTER_REGION)
		spell_typo(s, subjects[c->region].title);
	else
		spell_region(s, c->region);
	spell_industry(s, c->industry);
	spell_date(s, c->started);
	spell_enterprise(s, w, c->enterprise);
	end_row(s, kind);
}

/* The first version lacks the last clusters. */
static void
write_cluster_version(struct world *w, int version, const char *received)
{
	static const char *const heads[] = { "Реестровый номер кластера",
		"Субъект РФ", "Отрасль", "Дата создания",
		"Опорное предприятие" };
	bool last = version == 2 || w->job->mess == MESS_NONE;
	size_t i, count = last ? w->cluster_count : w->cluster_count * 9 / 10;
	enum fault kind;
	struct sheet s;

	open_register(&s, w, "clusters", "clusters", "Реестр", version,
	    received, EXPORT_YEAR);
	if (!last)
		sheet_fault(&s, 0, FAULT_SUPERSEDED_FILE);
	title(&s, 5, "Реестр образовательно-производственных кластеров");
	sheet_header(&s, heads, 5, NULL);
	for (i = 0; i < count; i++) {
		kind = FAULT_NONE;
		if (last && fault_hits(w->job, FAULT_CLUSTER_REGION, i,
				w->cluster_count)) {
			kind = FAULT_CLUSTER_REGION;
			w->clusters[i].lost = true;
		}
		cluster_row(&s, w, i, kind);
	}
	end_register(&s, "Примечание: сведения вымышлены");
}

/* ---- members ---- */

static void
college_row(struct sheet *s, const struct world *w, const struct membership *m,
    enum fault kind)
{
	char text[NAME_SIZE];

	spell_cluster(s, w, m->cluster);
	if (kind == FAULT_MEMBER_COLLEGE) {
		college_name(w->colleges[m->unit].name, text);
		spell_typo(s, text);
	} else
		spell_college(s, w, m->unit);
	spell_date(s, m->joined);
	spell_date(s, m->left);
	end_row(s, kind);
}

static void
write_colleges(struct world *w)
{
	static const char *const heads[] = { "Номер кластера",
		"Образовательная организация", "Дата включения",
		"Дата исключения" };
	struct membership *m, again;
	struct sheet s;
	size_t i;

	open_register(&s, w, "cluster_colleges", "colleges", "Реестр", 1,
	    "2025-10-06", EXPORT_YEAR);
	title(&s, 4, "Образовательные организации – участники кластеров");
	sheet_header(&s, heads, 4, NULL);
	for (i = 0; i < w->membership_count; i++) {
		m = &w->memberships[i];
		page_break(&s);
		m->lost = fault_hits(
		    w->job, FAULT_MEMBER_COLLEGE, i, w->membership_count);
		college_row(
		    &s, w, m, m->lost ? FAULT_MEMBER_COLLEGE : FAULT_NONE);
		if (!m->lost && doubled(&s))
			college_row(&s, w, m, FAULT_DUPLICATE_ROW);
		if (!m->lost && fault_hits(w->job, FAULT_MEMBER_TWICE, i,
				    w->membership_count)) {
			again = *m;
			again.joined += 10;
			college_row(&s, w, &again, FAULT_MEMBER_TWICE);
		}
	}
	end_register(&s, "* по данным на 1 октября 2025 г.");
}

static void
enterprise_row(struct sheet *s, const struct world *w,
    const struct membership *m, enum fault kind)
{
	static const char *const sectors[] = { "частная", "государственная",
		"муниципальная", "смешанная" };
	static const char *const sizes[] = { "крупное", "среднее", "малое" };
	struct random r =
	    random_start(w->job->seed, STREAM_SIZE, (uint64_t)m->unit);

	spell_cluster(s, w, m->cluster);
	spell_enterprise(s, w, m->unit);
	sheet_cell(s, sectors[random_below(&r, 4)]);
	sheet_cell(s, sizes[random_below(&r, 3)]);
	spell_date(s, m->joined);
	spell_date(s, m->left);
	end_row(s, kind);
}

static void
write_enterprises(struct world *w)
{
	static const char *const heads[] = { "Номер кластера",
		"Организация-работодатель", "Форма собственности", "Размер",
		"Участвует с", "Участвует по" };
	const struct membership *m;
	struct sheet s;
	size_t i;

	open_register(&s, w, "cluster_enterprises", "enterprises", "Реестр", 1,
	    "2025-10-06", EXPORT_YEAR);
	title(&s, 6, "Предприятия – участники кластеров");
	sheet_header(&s, heads, 6, NULL);
	for (i = 0; i < w->enterprise_membership_count; i++) {
		m = &w->enterprise_memberships[i];
		page_break(&s);
		enterprise_row(&s, w, m, FAULT_NONE);
		if (doubled(&s))
			enterprise_row(&s, w, m, FAULT_DUPLICATE_ROW);
	}
	end_register(&s, "Примечание. Названия вымышлены.");
}

/* ---- students ---- */

static void
student_cells(struct sheet *s, const struct world *w,
    const struct student_row *row, enum fault kind)
{
	char text[NAME_SIZE];

	spell_year(s, row->year);
	if (kind == FAULT_STUDENTS_CLUSTER)
		sheet_cell(s, "ОПК-9999");
	else
		spell_cluster(s, w, row->cluster);
	if (kind == FAULT_STUDENTS_COLLEGE) {
		college_name(w->colleges[row->college].name, text);
		spell_typo(s, text);
	} else
		spell_college(s, w, row->college);
	spell_programme(s, row->programme);
	if (kind == FAULT_STUDENTS_NUMBER)
		sheet_cell(s, "1З5"); /* the letter З, not the digit */
	else
		spell_count(s, row->students);
	spell_count(s, row->professionalitet);
	if (kind == FAULT_STUDENTS_PART)
		spell_count(s, row->students + 1);
	else
		spell_count(s, row->elsewhere);
	end_row(s, kind);
}

/* The row with what is planted in it; the students that are printed. */
static uint64_t
student_row(struct sheet *s, struct world *w, size_t at)
{
	static const enum fault faults[] = { FAULT_STUDENTS_COLLEGE,
		FAULT_STUDENTS_CLUSTER, FAULT_STUDENTS_NUMBER,
		FAULT_STUDENTS_PART, FAULT_STUDENTS_KEY };
	struct student_row *row = &w->rows[at], other = *row;
	enum fault kind = FAULT_NONE;
	uint64_t students = row->students;
	size_t i;

	for (i = 0; i < 5 && kind == FAULT_NONE; i++)
		if (fault_hits(w->job, faults[i], at, w->row_count))
			kind = faults[i];
	row->lost = kind != FAULT_NONE;
	row->college_lost = kind == FAULT_STUDENTS_COLLEGE;
	row->cluster_lost = kind == FAULT_STUDENTS_CLUSTER;
	student_cells(s, w, row, kind);
	if (kind == FAULT_NONE && doubled(s)) {
		student_cells(s, w, row, FAULT_DUPLICATE_ROW);
		students += row->students;
	}
	if (kind == FAULT_STUDENTS_KEY) { /* twice, with two numbers */
		other.students += 7;
		student_cells(s, w, &other, kind);
		students += other.students;
	}
	return students;
}

static int
district_of(const struct world *w, const struct student_row *row)
{
	return subjects[w->clusters[row->cluster].region].district;
}

/* One district and year; a version before the last lacks rows. */
static void
write_student_version(
    struct world *w, int district, int year, int version, bool last)
{
	static const char *const heads[] = { "Год", "Номер кластера",
		"Наименование ОО", "Код программы", "Контингент, всего",
		"Профессионалитет", "Учтены в другом кластере" };
	static const char *const units[] = { "", "", "", "", "чел.", "чел.",
		"чел." };
	char received[32], text[64];
	uint64_t sum = 0;
	struct sheet s;
	size_t i;

	snprintf(received, sizeof(received), "%d-%02d-%02d", year,
	    9 + version + 1, 10 + district);
	open_register(&s, w, "students", "students", district_names[district],
	    version, received, year);
	if (!last)
		sheet_fault(&s, 0, FAULT_SUPERSEDED_FILE);
	snprintf(text, sizeof(text), "Контингент на 1 октября %d года", year);
	title(&s, 7, text);
	sheet_header(&s, heads, 7, s.messy ? units : NULL);
	for (i = 0; i < w->row_count; i++) {
		if (w->rows[i].year != year ||
		    district_of(w, &w->rows[i]) != district)
			continue;
		if (last) {
			page_break(&s);
			sum += student_row(&s, w, i);
		} else if (i % 11 != 0) {
			student_cells(&s, w, &w->rows[i], FAULT_NONE);
			sum += w->rows[i].students;
		}
	}
	if (s.messy) {
		sheet_cell(&s, "Итого");
		for (i = 0; i < 3; i++)
			sheet_cell(&s, "");
		sheet_number(&s, sum);
		sheet_cell(&s, "");
		sheet_cell(&s, "");
		sheet_fault(&s, sheet_row(&s), FAULT_TOTAL);
	}
	end_register(&s, "Источник: колледжи");
}

static bool
has_rows(const struct world *w, int district, int year)
{
	size_t i;

	for (i = 0; i < w->row_count; i++)
		if (w->rows[i].year == year &&
		    district_of(w, &w->rows[i]) == district)
			return true;
	return false;
}

static void
write_students(struct world *w)
{
	int district, year;
	bool corrected;

	for (year = FIRST_YEAR; year <= LAST_YEAR; year++)
		for (district = 0; district < DISTRICTS; district++) {
			if (!has_rows(w, district, year))
				continue;
			corrected = w->job->mess != MESS_NONE &&
				    (district == 3 || district == 7) &&
				    year != LAST_YEAR;
			if (corrected)
				write_student_version(
				    w, district, year, 1, false);
			write_student_version(
			    w, district, year, corrected ? 2 : 1, true);
		}
}

/* ---- plans, reference dates ---- */

static void
write_plans(struct world *w, int year)
{
	static const char *const heads[] = { "Субъект Российской Федерации",
		"Плановый год", "План, чел.", "Реквизиты акта" };
	char received[32], act[128];
	struct plan_row *p;
	struct sheet s;
	size_t i;

	snprintf(received, sizeof(received), "%d-12-%02d", year - 1, 15);
	open_register(&s, w, "plans", "plans", "План", 1, received, year);
	title(&s, 4, "Плановая численность студентов в кластерах");
	sheet_header(&s, heads, 4, NULL);
	for (i = 0; i < w->plan_count; i++) {
		p = &w->plans[i];
		if (p->year != year)
			continue;
		p->lost =
		    fault_hits(w->job, FAULT_PLAN_REGION, i, w->plan_count);
		if (p->lost)
			spell_typo(&s, subjects[p->region].title);
		else
			spell_region(&s, p->region);
		spell_year(&s, year);
		spell_count(&s, p->plan);
		snprintf(act, sizeof(act), "приказ от 12.12.%d № %d", year - 1,
		    100 + p->region);
		sheet_cell(&s, act);
		end_row(&s, p->lost ? FAULT_PLAN_REGION : FAULT_NONE);
	}
	end_register(&s, "Примечание: акты вымышлены");
}

static void
write_dates(const struct world *w)
{
	static const char *const heads[] = { "Год", "День учёта" };
	struct sheet s;
	int year;

	open_register(&s, w, "reference_dates", "dates", "Дни учёта", 1,
	    "2025-10-01", EXPORT_YEAR);
	sheet_header(&s, heads, 2, NULL);
	for (year = FIRST_YEAR; year <= LAST_YEAR; year++) {
		sheet_number(&s, (uint64_t)year);
		spell_date(&s, reference_day(year));
		(void)sheet_row(&s);
	}
	sheet_close(&s);
}

void
registers_write(struct world *w)
{
	int year;

	if (w->job->mess == MESS_NONE)
		write_cluster_version(w, 1, "2025-10-06");
	else {
		write_cluster_version(w, 1, "2025-09-15");
		write_cluster_version(w, 2, "2025-10-06");
	}
	write_colleges(w);
	write_enterprises(w);
	write_students(w);
	for (year = FIRST_YEAR; year <= LAST_YEAR; year++)
		write_plans(w, year);
	write_dates(w);
}
