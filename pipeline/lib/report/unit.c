/* unit - the units of values */
#include "report/unit.h"

#include <math.h>
#include <string.h>

#include "base/memory.h"

#define NO_BREAK_SPACE "\302\240"

enum unit
unit_find(const char *name)
{
	static const struct {
		const char *name;
		enum unit unit;
	} units[] = { { "percent", UNIT_PERCENT },
		{ "percentage_point", UNIT_POINT }, { "ratio", UNIT_RATIO },
		{ "probability", UNIT_PROBABILITY }, { "score", UNIT_SCORE },
		{ "per_1000", UNIT_PER_1000 },
		{ "per_100000", UNIT_PER_100000 } };
	size_t i;

	for (i = 0; i < COUNT(units); i++)
		if (strcmp(units[i].name, name) == 0)
			return units[i].unit;
	return UNIT_COUNT;
}

bool
unit_has_decimals(enum unit unit)
{
	return unit == UNIT_PERCENT || unit == UNIT_POINT ||
	       unit == UNIT_PER_1000 || unit == UNIT_PER_100000;
}

int
unit_decimals(enum unit unit, int defined)
{
	if (unit_has_decimals(unit))
		return defined;
	switch (unit) {
	case UNIT_RATIO:
	case UNIT_SCORE:
		return 2;
	case UNIT_PROBABILITY:
		return 3;
	default:
		return 0;
	}
}

bool
unit_counts(enum unit unit)
{
	return unit == UNIT_COUNT || unit == UNIT_PERCENT ||
	       unit == UNIT_PER_1000 || unit == UNIT_PER_100000;
}

/* One that is not 0, or as good as that, and would be printed so. */
static bool
is_tiny(double probability, int decimals)
{
	double least = pow(10, -decimals);

	return decimals > 0 && probability < least / 2;
}

void
unit_figure(char to[FIGURE_TEXT], enum language language, enum unit unit,
    double number, int decimals, bool with_sign)
{
	if (unit == UNIT_PROBABILITY && is_tiny(number, decimals)) {
		to = stpcpy(to, "<" NO_BREAK_SPACE);
		number = pow(10, -decimals);
	}
	if (with_sign)
		figure_signed(to, language, number, decimals);
	else
		figure_fixed(to, language, number, decimals);
}

/* What stands behind a number; "" of a pure one. */
static const char *
suffix(enum unit unit, enum language language)
{
	static const char *const texts[][LANGUAGES] = {
		[UNIT_COUNT] = { "", "" },
		[UNIT_PERCENT] = { NO_BREAK_SPACE "%", "%" },
		[UNIT_POINT] = { NO_BREAK_SPACE "п.п.", NO_BREAK_SPACE "pp" },
		[UNIT_RATIO] = { "", "" },
		[UNIT_PROBABILITY] = { "", "" },
		[UNIT_SCORE] = { "", "" },
		[UNIT_PER_1000] = { NO_BREAK_SPACE "на" NO_BREAK_SPACE "1000",
		    " per" NO_BREAK_SPACE "1,000" },
		[UNIT_PER_100000] = { NO_BREAK_SPACE "на" NO_BREAK_SPACE
						     "100" NO_BREAK_SPACE "000",
		    " per" NO_BREAK_SPACE "100,000" },
	};

	return texts[unit][language];
}

void
unit_text(char to[FIGURE_TEXT], enum language language, enum unit unit,
    double number, int decimals, bool with_sign)
{
	unit_figure(to, language, unit, number, decimals, with_sign);
	strcat(to, suffix(unit, language));
}
