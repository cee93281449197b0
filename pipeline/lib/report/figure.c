/* figure - numbers as people and as programs read them */
#include "report/figure.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define NO_BREAK_SPACE "\302\240"
#define MINUS "\342\210\222"
/* From here on a double has no decimals to show; printed as 1,2e+15. */
#define PLAIN_MAX 1e15
#define RUSSIAN_GROUPING_FROM 5 /* digits: 9999, but 10 000 */
#define ENGLISH_GROUPING_FROM 4

static const char *
separator(enum language language)
{
	return language == LANGUAGE_RU ? NO_BREAK_SPACE : ",";
}

/* Digits with the language's grouping; returns the end of the text. */
static char *
put_grouped(char *to, enum language language, const char *digits)
{
	size_t count = strlen(digits), i;
	size_t from = language == LANGUAGE_RU ? RUSSIAN_GROUPING_FROM
					      : ENGLISH_GROUPING_FROM;
	bool grouped = count >= from;

	for (i = 0; i < count; i++) {
		if (grouped && i > 0 && (count - i) % 3 == 0)
			to = stpcpy(to, separator(language));
		*to++ = digits[i];
	}
	*to = '\0';
	return to;
}

void
figure_integer(char to[FIGURE_TEXT], enum language language, int64_t number)
{
	char digits[FIGURE_TEXT];
	/* The magnitude of INT64_MIN has no int64_t. */
	uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;

	snprintf(digits, sizeof(digits), "%" PRIu64, size);
	put_grouped(number < 0 ? stpcpy(to, MINUS) : to, language, digits);
}

/* Too large for decimals: the exponent form with the language's comma. */
static void
put_scientific(char to[FIGURE_TEXT], enum language language, double number)
{
	char *point;

	snprintf(to, FIGURE_TEXT, "%.14e", number);
	point = strchr(to, '.');
	if (point != NULL && language == LANGUAGE_RU)
		*point = ',';
}

void
figure_fixed(
    char to[FIGURE_TEXT], enum language language, double number, int decimals)
{
	char digits[FIGURE_TEXT], *fraction;
	double scale, rounded;

	assert(decimals >= 0 && decimals <= FIGURE_DECIMALS_MAX);
	if (!(fabs(number) < PLAIN_MAX)) {
		put_scientific(to, language, number);
		return;
	}
	scale = pow(10, decimals);
	rounded = round(fabs(number) * scale) / scale;
	snprintf(digits, sizeof(digits), "%.*f", decimals, rounded);
	fraction = strchr(digits, '.');
	if (fraction != NULL)
		*fraction++ = '\0';
	if (number < 0 && rounded > 0)
		to = stpcpy(to, MINUS);
	to = put_grouped(to, language, digits);
	if (fraction != NULL) {
		*to++ = language == LANGUAGE_RU ? ',' : '.';
		strcpy(to, fraction);
	}
}

void
figure_signed(
    char to[FIGURE_TEXT], enum language language, double number, int decimals)
{
	char size[FIGURE_TEXT];
	double scale = pow(10, decimals);

	figure_fixed(size, language, fabs(number), decimals);
	if (fabs(number) < PLAIN_MAX &&
	    !(round(fabs(number) * scale) / scale > 0))
		*to = '\0';
	else
		strcpy(to, number < 0 ? MINUS : "+");
	strcat(to, size);
}

void
figure_percent(
    char to[FIGURE_TEXT], enum language language, double number, int decimals)
{
	figure_fixed(to, language, number, decimals);
	strcat(to, language == LANGUAGE_RU ? NO_BREAK_SPACE "%" : "%");
}

void
figure_exact(char to[FIGURE_TEXT], double number)
{
	snprintf(to, FIGURE_TEXT, "%.15g", number);
}

int
figure_plural(enum language language, int64_t number)
{
	int64_t units = number % 10, tens = number % 100;

	/* The sign of a remainder is that of the number. */
	if (units < 0)
		units = -units;
	if (tens < 0)
		tens = -tens;
	if (language == LANGUAGE_EN)
		return number == 1 || number == -1 ? 0 : 1;
	if (tens >= 11 && tens <= 14)
		return 2;
	if (units == 1)
		return 0;
	return units >= 2 && units <= 4 ? 1 : 2;
}
