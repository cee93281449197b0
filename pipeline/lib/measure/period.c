/* period - the days that a period of the data covers */
#include "measure/period.h"

#include <string.h>

#include "base/date.h"

/* The number of count digits at text, or -1. */
static int
digits(const char *text, int count)
{
	int i, value = 0;

	for (i = 0; i < count; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

static bool
month_days(int year, int month, int32_t *first, int32_t *last)
{
	int day;

	if (!date_from_civil(year, month, 1, first))
		return false;
	for (day = 31; !date_from_civil(year, month, day, last); day--)
		;
	return true;
}

bool
period_days(const char *period, int32_t *first, int32_t *last)
{
	size_t length = strlen(period);
	bool known = false;

	if (length == 4 && digits(period, 4) != -1)
		known = date_from_civil(digits(period, 4), 1, 1, first) &&
			date_from_civil(digits(period, 4), 12, 31, last);
	else if (length == 7 && digits(period, 4) != -1 && period[4] == '-' &&
		 digits(period + 5, 2) != -1)
		known = month_days(
		    digits(period, 4), digits(period + 5, 2), first, last);
	else if (date_parse(period, length, first)) {
		*last = *first;
		known = true;
	}
	if (!known) {
		*first = INT32_MIN;
		*last = INT32_MAX;
	}
	return known;
}
