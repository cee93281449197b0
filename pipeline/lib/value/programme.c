/* programme.c - codes of educational programmes (programme.h) */
#include "value/programme.h"
#include "base/date.h"
#include "value/value_date.h"

#define PARTS 3
/* what spreadsheets make of the years 00 to 99: the pivot moved from 2029 to
 * 2049, and both are met */
#define YEAR_FIRST 1930
#define YEAR_LAST 2049

/* 09.02.07, with one digit in place of two where a zero was lost. */
static bool
read_code(const char *text, size_t length, int parts[PARTS], bool *repaired)
{
	size_t i = 0, digits;
	int part;

	*repaired = false;
	for (part = 0; part < PARTS; part++) {
		if (part > 0 && (i == length || text[i++] != '.'))
			return false;
		while (i < length && text[i] == ' ')
			i++;
		parts[part] = 0;
		for (digits = 0; i < length && text[i] >= '0' && text[i] <= '9';
		     digits++)
			if (digits < 3)
				parts[part] =
				    parts[part] * 10 + (text[i++] - '0');
			else
				return false;
		if (digits < 1 || digits > 2)
			return false;
		*repaired = *repaired || digits == 1;
		while (part < PARTS - 1 && i < length && text[i] == ' ')
			i++;
	}
	return i == length;
}

/* The day that a spreadsheet made of it. */
static bool
read_day(const char *text, size_t length, int parts[PARTS])
{
	struct date_reading d;
	int year;

	if (date_scan(text, length, DATE_ORDER_OPEN, &d) != DATE_READ ||
	    d.compact)
		return false;
	date_to_civil(d.date, &year, &parts[1], &parts[0]);
	parts[2] = year % 100;
	return year >= YEAR_FIRST && year <= YEAR_LAST;
}

bool
programme_read(
    const char *text, size_t length, char code[PROGRAMME_TEXT], bool *repaired)
{
	int parts[PARTS];
	size_t i;

	if (!read_code(text, length, parts, repaired)) {
		if (!read_day(text, length, parts))
			return false;
		*repaired = true;
	}
	for (i = 0; i < PARTS; i++) {
		code[3 * i] = (char)('0' + parts[i] / 10);
		code[3 * i + 1] = (char)('0' + parts[i] % 10);
		code[3 * i + 2] = i < PARTS - 1 ? '.' : '\0';
	}
	return true;
}
