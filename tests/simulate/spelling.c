/* spelling.c - one value, written as different senders write it */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "calendar.h"
#include "spelling.h"

#define NBSP "\u00A0"

static bool
chance(struct sheet *s, double share)
{
	return s->messy && random_chance(&s->r, share);
}

/* No value: nothing, or one of the marks for it. */
static void
put_missing(struct sheet *s)
{
	static const char *const marks[] = { "н/д", "…", "..." };

	sheet_cell(s, chance(s, 0.1) ? marks[random_below(&s->r, 3)] : "");
}

/* ё as е. */
static void
without_yo(char *text)
{
	char *at;

	while ((at = strstr(text, "ё")) != NULL)
		memcpy(at, "е", 2);
}

/* Capitals; Cyrillic in UTF-8 only. */
static void
capitals(char *text)
{
	unsigned char *c = (unsigned char *)text;
	int code;

	for (; *c != '\0'; c++) {
		if (*c >= 'a' && *c <= 'z')
			*c = (unsigned char)(*c - 32);
		if ((*c & 0xE0) != 0xC0 || c[1] == '\0')
			continue;
		code = (c[0] & 0x1F) << 6 | (c[1] & 0x3F);
		if (code >= 0x430 && code <= 0x44F)
			code -= 32;
		else if (code == 0x451)
			code = 0x401;
		c[0] = (unsigned char)(0xC0 | code >> 6);
		c[1] = (unsigned char)(0x80 | (code & 0x3F));
		c++;
	}
}

/* A blank that no one sees: one more, or one that does not break. */
static void
blanks(struct sheet *s, char *text)
{
	char *blank = strchr(text, ' ');
	int way = (int)random_below(&s->r, 3);
	const char *more = way == 1 ? NBSP : " ";

	if (way == 0 || blank == NULL) {
		strcat(text, more);
		return;
	}
	memmove(blank + strlen(more), blank, strlen(blank) + 1);
	memcpy(blank, more, strlen(more));
}

void
spell_text(struct sheet *s, const char *text)
{
	char copy[NAME_SIZE * 2];

	snprintf(copy, NAME_SIZE, "%s", text);
	if (chance(s, 0.08))
		without_yo(copy);
	if (chance(s, 0.04))
		capitals(copy);
	if (chance(s, 0.06))
		blanks(s, copy);
	sheet_cell(s, copy);
}

void
spell_date(struct sheet *s, int day)
{
	int year, month, of_month, way;
	char text[48];

	if (day == NO_DAY) {
		put_missing(s);
		return;
	}
	day_civil(day, &year, &month, &of_month);
	way = chance(s, 0.25) ? (int)random_below(&s->r, 4) : 4;
	if (way == 0)
		snprintf(text, sizeof(text), "%04d-%02d-%02d", year, month,
		    of_month);
	else if (way == 1)
		snprintf(
		    text, sizeof(text), "%d.%d.%04d", of_month, month, year);
	else
		snprintf(text, sizeof(text), "%02d.%02d.%04d%s", of_month,
		    month, year,
		    way == 2   ? " 0:00"
		    : way == 3 ? NBSP
			       : "");
	sheet_cell(s, text);
}

/* 31.02.2024: the month exists, the day does not. */
void
spell_bad_date(struct sheet *s, int day)
{
	int year, month, of_month;
	char text[32];

	day_civil(day, &year, &month, &of_month);
	snprintf(text, sizeof(text), "%02d.02.%04d", 30 + of_month % 2, year);
	sheet_cell(s, text);
}

void
spell_year(struct sheet *s, int year)
{
	char text[24];

	snprintf(
	    text, sizeof(text), "%d%s", year, chance(s, 0.05) ? " г." : "");
	sheet_cell(s, text);
}

void
spell_count(struct sheet *s, uint32_t count)
{
	char text[32];

	if (count == 0 && chance(s, 0.5))
		snprintf(text, sizeof(text), "-");
	else if (count >= 1000 && chance(s, 0.5))
		snprintf(text, sizeof(text), "%" PRIu32 NBSP "%03" PRIu32,
		    count / 1000, count % 1000);
	else
		snprintf(text, sizeof(text), "%" PRIu32 "%s", count,
		    count < 1000 && chance(s, 0.03) ? ",0" : "");
	sheet_cell(s, text);
}

void
spell_college(struct sheet *s, const struct world *w, size_t college)
{
	uint32_t name = w->colleges[college].name;
	char text[NAME_SIZE], quoted[NAME_SIZE + 2];
	int way = chance(s, 0.3) ? (int)random_below(&s->r, 4) : 4;

	if (way == 0)
		college_title(name, text);
	else if (way == 1)
		college_short(name, text);
	else if (way == 2)
		college_id(college, text);
	else
		college_name(name, text);
	snprintf(quoted, sizeof(quoted), way == 3 ? "\"%s\"" : "%s", text);
	spell_text(s, quoted);
}

void
spell_enterprise(struct sheet *s, const struct world *w, uint32_t at)
{
	char text[NAME_SIZE];

	(void)w;
	if (chance(s, 0.3))
		enterprise_name(at, text);
	else
		enterprise_title(at, text);
	spell_text(s, text);
}

void
spell_cluster(struct sheet *s, const struct world *w, size_t cluster)
{
	char text[NAME_SIZE];

	if (chance(s, 0.03))
		cluster_title(w, cluster, text);
	else
		cluster_code(cluster, text);
	sheet_cell(s, text);
}

void
spell_region(struct sheet *s, int region)
{
	if (region == -1)
		put_missing(s);
	else
		spell_text(s, chance(s, 0.2) ? subjects[region].alias
					     : subjects[region].title);
}

void
spell_industry(struct sheet *s, int industry)
{
	spell_text(s, industries[industry].title);
}

/* 15.01.05, 15.01.05 Сварщик, Сварщик, and 15.янв.05 as Excel reads it. */
void
spell_programme(struct sheet *s, int programme)
{
	const struct programme *p = &programmes[programme];
	char text[NAME_SIZE * 2];
	int way = chance(s, 0.12) ? (int)random_below(&s->r, 3) : 3;

	if (way == 0)
		snprintf(text, sizeof(text), "%s %s", p->id, p->title);
	else if (way == 1)
		snprintf(text, sizeof(text), "%s", p->title);
	else if (way == 2 && strncmp(p->id, "32", 2) < 0)
		snprintf(text, sizeof(text), "%.2s.%s.%s", p->id,
		    p->id[4] == '1' ? "янв" : "фев", p->id + 6);
	else
		snprintf(text, sizeof(text), "%s", p->id);
	sheet_cell(s, text);
}

void
spell_sex(struct sheet *s, bool female)
{
	static const char *const words[2][4] = { { "муж", "М", "Мужской",
						     "Муж." },
		{ "жен", "Ж", "Женский", "Жен." } };

	sheet_cell(
	    s, words[female][chance(s, 0.2) ? random_below(&s->r, 4) : 0]);
}

void
spell_disability(struct sheet *s, bool disabled)
{
	static const char *const yes[] = { "да", "инв.", "ОВЗ", "инвалид" };
	static const char *const no[] = { "нет", "Нет", "не имеет", "НЕТ" };
	uint32_t way = chance(s, 0.2) ? random_below(&s->r, 4) : 0;

	sheet_cell(s, disabled ? yes[way] : no[way]);
}

void
spell_status(struct sheet *s, int status)
{
	uint32_t way = chance(s, 0.3) ? random_below(&s->r, STATUS_SPELLINGS)
				      : (status == 0 ? 2 : 1);

	sheet_cell(s, statuses[status].spellings[way]);
}

void
spell_snils(struct sheet *s, uint32_t number, int control)
{
	char text[48];
	int way = chance(s, 0.3) ? (int)random_below(&s->r, 4) : 0;
	static const char *const formats[] = { "%03" PRIu32 "-%03" PRIu32
					       "-%03" PRIu32 " %02d",
		"%03" PRIu32 "%03" PRIu32 "%03" PRIu32 "%02d",
		"%03" PRIu32 " %03" PRIu32 " %03" PRIu32 " %02d",
		"%03" PRIu32 "–%03" PRIu32 "–%03" PRIu32 NBSP "%02d" };

	snprintf(text, sizeof(text), formats[way], number / 1000000,
	    number / 1000 % 1000, number % 1000, control);
	sheet_cell(s, text);
}

/* Two letters change places and one is doubled: no alias is spelt so. */
void
spell_typo(struct sheet *s, const char *text)
{
	char copy[NAME_SIZE * 2];
	size_t length;

	snprintf(copy, NAME_SIZE, "%s", text);
	length = strlen(copy);
	snprintf(copy + length, sizeof(copy) - length, "%s",
	    "ъ"); /* no name ends in a hard sign */
	if (length >= 4) {
		memcpy(copy, text + 2, 2);
		memcpy(copy + 2, text, 2);
	}
	sheet_cell(s, copy);
}
