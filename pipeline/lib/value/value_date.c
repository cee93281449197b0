/* value_date.c - dates and years as exports write them (value_date.h) */
#include <string.h>

#include "base/date.h"
#include "base/memory.h"
#include "record/phrase.h"
#include "value/value_date.h"

#define PIVOT 50             /* 49 is 2049, 50 is 1950 */
#define SERIAL_OF_1970 25569 /* what spreadsheets call 1970-01-01 */
#define TIMES 3              /* hours, minutes, seconds */

/* The rest of the text. */
struct rest {
	const char *text;
	size_t length;
};

static void
skip(struct rest *r, size_t bytes)
{
	r->text += bytes;
	r->length -= bytes;
}

static bool
take(struct rest *r, const char *wanted)
{
	size_t size = strlen(wanted);

	if (size > r->length || memcmp(r->text, wanted, size) != 0)
		return false;
	skip(r, size);
	return true;
}

static bool
take_any(struct rest *r, const char *const *wanted, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (take(r, wanted[i]))
			return true;
	return false;
}

static bool
take_blank(struct rest *r)
{
	static const char *const blanks[] = { " ", "\t", "\n", "\u00A0",
		"\u202F", "\u2009", "\u2007" };

	return take_any(r, blanks, COUNT(blanks));
}

static bool
skip_blanks(struct rest *r)
{
	bool any = false;

	while (take_blank(r))
		any = true;
	return any;
}

/* At most so many digits; how many there were. */
static size_t
take_digits(struct rest *r, size_t most, int *number)
{
	size_t i = 0;

	*number = 0;
	while (
	    i < r->length && i < most && r->text[i] >= '0' && r->text[i] <= '9')
		*number = *number * 10 + (r->text[i++] - '0');
	skip(r, i);
	return i;
}

/* The same; one more digit must not follow. */
static size_t
take_number(struct rest *r, size_t most, int *number)
{
	size_t digits = take_digits(r, most, number);

	if (r->length > 0 && *r->text >= '0' && *r->text <= '9')
		return 0;
	return digits;
}

/* Bytes of the word of letters at the start, Latin or Cyrillic. */
static size_t
word_length(struct rest r)
{
	size_t i = 0;

	while (i < r.length) {
		if ((r.text[i] | 0x20) >= 'a' && (r.text[i] | 0x20) <= 'z')
			i++;
		else if (i + 1 < r.length &&
			 ((unsigned char)r.text[i] == 0xD0 ||
			     (unsigned char)r.text[i] == 0xD1))
			i += 2;
		else
			break;
	}
	return i;
}

int
date_month(const char *text, size_t length)
{
	static const char *const names[12][7] = {
		{ "янв", "января", "январь", "jan", "january" },
		{ "фев", "февраля", "февраль", "февр", "feb", "february" },
		{ "мар", "марта", "март", "mar", "march" },
		{ "апр", "апреля", "апрель", "apr", "april" },
		{ "май", "мая", "may" },
		{ "июн", "июня", "июнь", "jun", "june" },
		{ "июл", "июля", "июль", "jul", "july" },
		{ "авг", "августа", "август", "aug", "august" },
		{ "сен", "сентября", "сентябрь", "сент", "sep", "september",
		    "sept" },
		{ "окт", "октября", "октябрь", "oct", "october" },
		{ "ноя", "ноября", "ноябрь", "нояб", "nov", "november" },
		{ "дек", "декабря", "декабрь", "dec", "december" },
	};
	int month;
	size_t i;

	for (month = 0; month < 12; month++)
		for (i = 0; i < COUNT(names[0]) && names[month][i] != NULL; i++)
			if (phrase_is(text, length, names[month][i]))
				return month + 1;
	return 0;
}

static bool
take_month(struct rest *r, int *month)
{
	size_t length = word_length(*r);

	if (length == 0 || (*month = date_month(r->text, length)) == 0)
		return false;
	skip(r, length);
	return true;
}

static int
year_of_two(int year)
{
	return year < PIVOT ? 2000 + year : 1900 + year;
}

/* Four digits, or two. */
static bool
take_year(struct rest *r, int *year, bool *century)
{
	switch (take_number(r, 4, year)) {
	case 4:
		*century = true;
		return true;
	case 2:
		*century = false;
		*year = year_of_two(*year);
		return true;
	}
	return false;
}

/* г. or года after a year, if it stands there. */
static void
skip_year_word(struct rest *r)
{
	static const char *const words[] = { "г.", "года", "год", "г" };
	struct rest after = *r;

	skip_blanks(&after);
	if (take_any(&after, words, COUNT(words)))
		*r = after;
}

/* Z, +03:00, +0300 */
static bool
take_zone(struct rest *r)
{
	int number;

	if (take(r, "Z") || r->length == 0)
		return true;
	if (!take(r, "+") && !take(r, "-"))
		return false;
	if (take_digits(r, 2, &number) != 2)
		return false;
	(void)take(r, ":");
	return r->length == 0 || take_digits(r, 2, &number) == 2;
}

/* A time of day up to the end, or nothing. */
static bool
ends_with_time(struct rest r)
{
	static const char *const halves[] = { "AM", "PM", "am", "pm" };
	static const int most[TIMES] = { 23, 59, 60 };
	int number, i;

	if (r.length == 0)
		return true;
	(void)take(&r, ",");
	if (!take(&r, "T") && !skip_blanks(&r))
		return false;
	for (i = 0; i < TIMES; i++) {
		if (take_number(&r, 2, &number) == 0 || number > most[i])
			return false;
		if (i < TIMES - 1 && !take(&r, ":"))
			break;
	}
	if (i == 0)
		return false;
	if (i == TIMES && (take(&r, ".") || take(&r, ",")) &&
	    take_digits(&r, 9, &number) == 0)
		return false;
	skip_blanks(&r);
	(void)take_any(&r, halves, COUNT(halves));
	return take_zone(&r) && r.length == 0;
}

static bool
is_day(int year, int month, int day, struct date_reading *d)
{
	return date_from_civil(year, month, day, &d->date);
}

/* Two numbers with a slash between them and a year. */
static enum date_result
order_slashes(int first, int second, int year, enum date_order order,
    struct date_reading *d)
{
	if (first > 12 || second > 12 || first == second) {
		if (first != second)
			d->proves =
			    first > 12 ? DATE_DAY_FIRST : DATE_MONTH_FIRST;
		return (second > 12 ? is_day(year, first, second, d)
				    : is_day(year, second, first, d))
			   ? DATE_READ
			   : DATE_NONE;
	}
	if (!(order == DATE_MONTH_FIRST ? is_day(year, first, second, d)
					: is_day(year, second, first, d)))
		return DATE_NONE;
	return order == DATE_ORDER_OPEN ? DATE_OPEN : DATE_READ;
}

/* 2022-02-24, after the year. */
static enum date_result
scan_after_year(struct rest *r, int year, struct date_reading *d)
{
	static const char *const marks[] = { "-", "/", "." };
	int month, day;
	size_t i;

	d->century = true;
	for (i = 0; i < COUNT(marks); i++)
		if (take(r, marks[i]))
			break;
	if (i == COUNT(marks) || take_number(r, 2, &month) == 0 ||
	    !take(r, marks[i]) || take_number(r, 2, &day) == 0)
		return DATE_NONE;
	return is_day(year, month, day, d) ? DATE_READ : DATE_NONE;
}

/* .02.2022 or февраля 2022, after the day. */
static enum date_result
scan_after_day(
    struct rest *r, int day, enum date_order order, struct date_reading *d)
{
	static const char *const marks[] = { ".", "/", "-", "" };
	int month, year;
	size_t i;
	bool named;

	for (i = 0; i < COUNT(marks); i++)
		if (take(r, marks[i]))
			break;
	skip_blanks(r);
	named = take_month(r, &month);
	if (!named && (*marks[i] == '\0' || take_number(r, 2, &month) == 0))
		return DATE_NONE;
	if (named && take(r, ".") && *marks[i] == '.')
		; /* 15.янв.05 */
	else if (!take(r, marks[i]))
		return DATE_NONE;
	skip_blanks(r);
	if (!take_year(r, &year, &d->century))
		return DATE_NONE;
	/* 24-02-22: of which number it is the year nobody knows */
	if (!named && *marks[i] == '-' && !d->century)
		return DATE_NONE;
	if (!named && *marks[i] == '/')
		return order_slashes(day, month, year, order, d);
	return is_day(year, month, day, d) ? DATE_READ : DATE_NONE;
}

/* Feb 24, 2022 */
static enum date_result
scan_month_first(struct rest *r, struct date_reading *d)
{
	int month, day, year;

	if (!take_month(r, &month))
		return DATE_NONE;
	(void)take(r, ".");
	skip_blanks(r);
	if (take_number(r, 2, &day) == 0)
		return DATE_NONE;
	(void)take(r, ",");
	if (!skip_blanks(r) || take_number(r, 4, &year) != 4)
		return DATE_NONE;
	d->century = true;
	return is_day(year, month, day, d) ? DATE_READ : DATE_NONE;
}

/* 44616, 44616,5 */
static enum date_result
scan_serial(struct rest r, int number, struct date_reading *d)
{
	int part;

	if (number < DATE_SERIAL_MIN || number > DATE_SERIAL_MAX)
		return DATE_NONE;
	if (take(&r, ".") || take(&r, ","))
		while (take_digits(&r, 9, &part) > 0)
			;
	if (r.length > 0)
		return DATE_NONE;
	d->date = number - SERIAL_OF_1970;
	d->serial = d->century = true;
	return DATE_READ;
}

static enum date_result
scan_digits(struct rest *r, enum date_order order, struct date_reading *d)
{
	static const char *const closing[] = { "»", "\"", "”" };
	struct rest start = *r;
	int number;

	switch (take_digits(r, 8, &number)) {
	case 8:
		d->century = d->compact = true;
		return is_day(
			   number / 10000, number / 100 % 100, number % 100, d)
			   ? DATE_READ
			   : DATE_NONE;
	case 5:
		return scan_serial(*r, number, d);
	case 4:
		return scan_after_year(r, number, d);
	case 2:
	case 1:
		if (start.text != r->text)
			(void)take_any(r, closing, COUNT(closing));
		return scan_after_day(r, number, order, d);
	}
	return DATE_NONE;
}

/* 24.02.2022 and 2022-02-24, as most are written. */
static bool
scan_usual(const char *text, struct date_reading *d)
{
	char iso[DATE_TEXT];

	d->century = true;
	if (text[2] != '.' || text[5] != '.')
		return date_parse(text, DATE_TEXT - 1, &d->date);
	memcpy(iso, text + 6, 4);
	iso[4] = iso[7] = '-';
	memcpy(iso + 5, text + 3, 2);
	memcpy(iso + 8, text, 2);
	return date_parse(iso, DATE_TEXT - 1, &d->date);
}

enum date_result
date_scan(const char *text, size_t length, enum date_order order,
    struct date_reading *d)
{
	static const char *const opening[] = { "«", "\"", "“" };
	struct rest r = { text, length };
	enum date_result result;

	*d = (struct date_reading){ .proves = DATE_ORDER_OPEN };
	if (length == DATE_TEXT - 1 && scan_usual(text, d))
		return DATE_READ;
	(void)take_any(&r, opening, COUNT(opening));
	if (r.length > 0 && *r.text >= '0' && *r.text <= '9')
		result = scan_digits(&r, order, d);
	else
		result = scan_month_first(&r, d);
	if (result == DATE_NONE || d->serial)
		return result;
	skip_year_word(&r);
	return ends_with_time(r) ? result : DATE_NONE;
}

/* What a letter of a pattern stands for: 'd', 'm', 'y', 't' for what is passed
 * over; 0 for nothing known. */
static char
pattern_part(char letter)
{
	static const char letters[] = "demBbhYyHIMSp";
	static const char parts[] = "ddmmmmyyttttt";
	const char *at = letter == '\0' ? NULL : strchr(letters, letter);

	return at == NULL ? '\0' : parts[at - letters];
}

bool
date_pattern_valid(const char *pattern)
{
	int days = 0, months = 0, years = 0;
	char part;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern != '%')
			continue;
		if (*++pattern == '%')
			continue;
		if ((part = pattern_part(*pattern)) == '\0')
			return false;
		days += part == 'd';
		months += part == 'm';
		years += part == 'y';
	}
	return days == 1 && months == 1 && years == 1;
}

/* Take what a letter of a pattern stands for. */
static bool
take_part(struct rest *r, char letter, int *year, int *month, int *day)
{
	static const char *const halves[] = { "AM", "PM", "am", "pm" };
	int passed;

	switch (letter) {
	case 'd':
	case 'e':
		skip_blanks(r);
		return take_digits(r, 2, day) > 0;
	case 'm':
		return take_digits(r, 2, month) > 0;
	case 'b':
	case 'B':
	case 'h':
		return take_month(r, month);
	case 'Y':
		return take_digits(r, 4, year) == 4;
	case 'y':
		if (take_digits(r, 2, year) != 2)
			return false;
		*year = year_of_two(*year);
		return true;
	case 'p':
		return take_any(r, halves, COUNT(halves));
	case '%':
		return take(r, "%");
	}
	return take_digits(r, 2, &passed) > 0;
}

bool
date_by_pattern(
    const char *pattern, const char *text, size_t length, int32_t *date)
{
	struct rest r = { text, length };
	int year = 0, month = 0, day = 0;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '%') {
			if (!take_part(&r, *++pattern, &year, &month, &day))
				return false;
		} else if (*pattern == ' ')
			skip_blanks(&r);
		else if (r.length == 0 || *r.text != *pattern)
			return false;
		else
			skip(&r, 1);
	}
	return r.length == 0 && date_from_civil(year, month, day, date);
}

bool
date_year(const char *text, size_t length, int *year)
{
	struct rest r = { text, length };

	if (take_number(&r, 4, year) != 4 || *year < DATE_YEAR_MIN ||
	    *year > DATE_YEAR_MAX)
		return false;
	if (r.length > 0 && !take(&r, ".0") && !take(&r, ",0"))
		skip_year_word(&r);
	return r.length == 0;
}
