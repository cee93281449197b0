/* wording - names and signs of statuses, reasons and flags */
#include "report/wording.h"

#include <stddef.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "report/citation.h"
#include "report/unit.h"

const char *
wording_status(enum observation_status status)
{
	static const char *const texts[OBSERVATION_STATUSES] = {
		[OBSERVATION_OK] = N_("a number"),
		[OBSERVATION_NOT_APPLICABLE] = N_(
		    "not applicable: there is nothing to count or to compare "
		    "with"),
		[OBSERVATION_MISSING] = N_("no data"),
		[OBSERVATION_NEGLIGIBLE] = N_("not zero, but rounds to zero"),
		[OBSERVATION_CONFIDENTIAL] =
		    N_("confidential, withheld to protect persons")
	};

	return texts[status];
}

const char *
wording_reason(enum observation_reason reason)
{
	static const char *const texts[OBSERVATION_REASONS] = {
		[REASON_NONE] = N_("there is a number"),
		[REASON_DECLARED] =
		    N_("by the indicator's definition there can be no such "
		       "case"),
		[REASON_MARKED] = N_("the sender marked it as not applicable"),
		[REASON_ZERO_DENOMINATOR] =
		    N_("there is nobody of whom a share could be taken"),
		[REASON_OUTSIDE_VALIDITY] =
		    N_("the definition was not in force in this period"),
		[REASON_NO_EARLIER_PERIOD] =
		    N_("there is no earlier period to compare with"),
		[REASON_PERIOD_GAP] =
		    N_("the data lack a period that is needed to compare"),
		[REASON_TOO_FEW_PERIODS] =
		    N_("too few periods: a trend needs three, a robust one "
		       "four, the search for a break eight"),
		[REASON_ZERO_BASE] = N_("the level to compare with is zero"),
		[REASON_APPROXIMATE_LEVEL] =
		    N_("a level is known by its bounds only"),
		[REASON_BREAK] =
		    N_("the series has a break: not comparable with earlier "
		       "periods"),
		[REASON_DETECTED_BREAK] =
		    N_("a break of the series was found by a test: not "
		       "comparable with earlier periods"),
		[REASON_TOO_FEW] = N_("too few to be compared"),
		[REASON_NO_EVENTS] = N_("nobody in any of the compared groups"),
		[REASON_ALL_EQUAL] =
		    N_("there is no difference between any of the compared"),
		[REASON_NO_CONVERGENCE] =
		    N_("the method finds no solution for these data"),
		[REASON_NOT_FINITE] = N_("the value has no bound"),
		[REASON_TOO_LARGE] = N_("too many persons for an exact method"),
		[REASON_NOT_IN_SOURCE] = N_("the sources have no such row"),
		[REASON_NUMERATOR_NOT_IN_SOURCE] =
		    N_("the sources have no row for the numerator"),
		[REASON_DENOMINATOR_NOT_IN_SOURCE] =
		    N_("the sources have no row for the denominator"),
		[REASON_PERIOD_NOT_IN_SOURCE] =
		    N_("one of the sources does not cover this period"),
		[REASON_NOT_SUPPLIED] = N_("the sender supplied no number"),
		[REASON_PARTS_MISSING] =
		    N_("none of the parts of the sum is known"),
		[REASON_PARTS_DIFFER] =
		    N_("some data of the sources are missing, so the part and "
		       "the whole are not of the same units"),
		[REASON_NUMERATOR_ABOVE_DENOMINATOR] =
		    N_("the sources contradict each other: the part is "
		       "greater than the whole"),
		[REASON_NEGATIVE_COUNT] =
		    N_("the sources hold a negative count"),
		[REASON_DECLARED_BUT_SUPPLIED] =
		    N_("by the definition there can be no such case, yet the "
		       "sources hold a number"),
		[REASON_SENDER] = N_("withheld by the sender"),
		[REASON_PRIMARY] = N_("too few persons"),
		[REASON_SECONDARY] = N_("would reveal another withheld number")
	};

	return texts[reason];
}

const char *
wording_reason_of(const struct definition *d, enum observation_reason reason)
{
	if (d->comparison != NULL && reason == REASON_PARTS_MISSING)
		return N_("a number that is compared is missing");
	if (d->comparison != NULL && reason == REASON_PARTS_DIFFER)
		return N_("the parts of a number that is compared are more "
			  "than the whole");
	return wording_reason(reason);
}

const char *
wording_flag(unsigned index)
{
	static const char *const texts[OBSERVATION_FLAGS] = {
		N_("break in the series: not comparable with earlier periods"),
		N_("unreliable"),
		N_("incomplete: data of some parts are missing"),
		N_("provisional"), N_("revised"), N_("estimated"),
		N_("approximate"),
		N_("above what it is compared with, by more than chance"),
		N_("below what it is compared with, by more than chance")
	};

	return texts[index];
}

const char *
wording_caveat(unsigned index)
{
	switch (1 << index) {
	case FLAG_BREAK:
		return N_("not comparable with earlier periods");
	case FLAG_PARTIAL:
		return N_("incomplete data");
	default:
		return wording_flag(index);
	}
}

const char *
wording_part(enum outline_part part)
{
	static const char *const texts[PARTS] = { [PART_VALUE] = N_("Value"),
		[PART_LOWER] = N_("Lower limit"),
		[PART_UPPER] = N_("Upper limit"),
		[PART_NUMERATOR] = N_("Numerator"),
		[PART_DENOMINATOR] = N_("Denominator") };

	return texts[part];
}

const char *
wording_part_head(enum outline_part part, const char *unit)
{
	if (strcmp(unit, "percent") != 0)
		return wording_part(part);
	switch (part) {
	case PART_VALUE:
		return N_("Value, %");
	case PART_LOWER:
		return N_("Lower limit, %");
	case PART_UPPER:
		return N_("Upper limit, %");
	case PART_NUMERATOR:
	case PART_DENOMINATOR:
	case PARTS:
		break;
	}
	return wording_part(part);
}

const char *
wording_unit(const char *unit)
{
	static const struct {
		const char *unit, *text;
	} texts[] = { { "person", N_("people") }, { "college", N_("colleges") },
		{ "enterprise", N_("enterprises") },
		{ "cluster", N_("clusters") }, { "region", N_("regions") },
		{ "unit", N_("in units") } };
	size_t i;

	switch (unit_find(unit)) {
	case UNIT_PERCENT:
		return "%";
	case UNIT_POINT:
		return _("pp");
	case UNIT_PER_1000:
		return _("per 1,000");
	case UNIT_PER_100000:
		return _("per 100,000");
	case UNIT_RATIO:
	case UNIT_PROBABILITY:
	case UNIT_SCORE:
		return "";
	case UNIT_COUNT:
		break;
	}
	for (i = 0; i < COUNT(texts); i++)
		if (strcmp(texts[i].unit, unit) == 0)
			return _(texts[i].text);
	return unit;
}

const struct title *
wording_part_title(const struct definition *d, enum outline_part part)
{
	const struct title *title = NULL;

	switch (part) {
	case PART_VALUE:
		title = &d->short_title;
		break;
	case PART_NUMERATOR:
		title = &d->numerator.title;
		break;
	case PART_DENOMINATOR:
		title = &d->denominator.title;
		break;
	case PART_LOWER:
	case PART_UPPER:
	case PARTS:
		return NULL;
	}
	return title->text[LANGUAGE_RU] == NULL ? NULL : title;
}

const char *
wording_method(const char *method)
{
	const struct citation *citation = citation_find(method);

	return citation == NULL ? method : citation->title;
}

struct title
wording_title(const char *text, enum language after)
{
	struct title title;
	int i;

	for (i = 0; i < LANGUAGES; i++) {
		message_language(language_code((enum language)i));
		title.text[i] = gettext(text);
	}
	message_language(language_code(after));
	return title;
}

const char *
wording_sign(enum observation_status status, enum language language)
{
	switch (status) {
	case OBSERVATION_NOT_APPLICABLE:
		return language == LANGUAGE_RU ? "х" : "x";
	case OBSERVATION_MISSING:
		return "…";
	case OBSERVATION_CONFIDENTIAL:
		return "(c)";
	case OBSERVATION_OK:
	case OBSERVATION_NEGLIGIBLE:
	case OBSERVATION_STATUSES:
		break;
	}
	return NULL;
}
