/* evidence.c - how a column writes numbers and dates (evidence.h) */
#include "value/evidence.h"
#include "value/value_date.h"
#include "value/value_number.h"
#include "value/value_period.h"

#define SLIP 100 /* one in so many cells proves nothing */

static void
add_number(struct evidence *e, const struct table_field *field,
    const char *text, size_t length)
{
	const struct number_style any = NUMBER_ANY;
	enum number_result result;
	int64_t integer;
	struct number n;

	result = number_scan(text, length, &any, &n);
	if (result == NUMBER_NONE)
		return;
	if (n.proves != '\0')
		e->decimals[n.proves == ',']++;
	e->ungrouped += n.ungrouped && n.fraction == 0 && !n.scientific;
	/* the comma of groups goes with a decimal point */
	if (result == NUMBER_OPEN && field->type == TABLE_INTEGER &&
	    number_integer(&n, &integer) == NUMBER_FRACTION)
		e->groups[n.open == '.']++;
}

static void
add_date(struct evidence *e, const struct table_field *field, const char *text,
    size_t length)
{
	struct date_reading d;

	if (field->date_pattern == NULL &&
	    date_scan(text, length, DATE_ORDER_OPEN, &d) != DATE_NONE &&
	    d.proves != DATE_ORDER_OPEN)
		e->dates[d.proves == DATE_MONTH_FIRST]++;
}

/* Months are the first way, school years the second. */
static void
add_period(struct evidence *e, const char *text, size_t length)
{
	char period[PERIOD_TEXT];

	switch (period_scan(text, length, PERIOD_OPEN, period)) {
	case PERIOD_MONTH:
		e->periods[0]++;
		break;
	case PERIOD_SCHOOL_YEAR:
		e->periods[1]++;
		break;
	default:
		break;
	}
}

void
evidence_add(struct evidence *e, const struct table_field *field,
    const char *text, size_t length)
{
	switch (field->type) {
	case TABLE_INTEGER:
	case TABLE_NUMBER:
		add_number(e, field, text, length);
		break;
	case TABLE_DATE:
		add_date(e, field, text, length);
		break;
	case TABLE_STRING:
		if (field->format == FORMAT_PERIOD)
			add_period(e, text, length);
		break;
	case TABLE_BOOLEAN:
	case TABLE_YEAR:
		break;
	}
}

/* What the cells prove, slips apart. */
static enum evidence_way
weigh(const uint64_t proofs[2])
{
	bool first = proofs[0] > 0 && proofs[0] > proofs[1] / SLIP;
	bool second = proofs[1] > 0 && proofs[1] > proofs[0] / SLIP;

	if (first && second)
		return EVIDENCE_BOTH;
	if (first)
		return EVIDENCE_FIRST;
	return second ? EVIDENCE_SECOND : EVIDENCE_NONE;
}

/* The same of the whole file, whose columns may write in different ways. */
static enum evidence_way
one_way(const uint64_t proofs[2])
{
	enum evidence_way way = weigh(proofs);

	return way == EVIDENCE_BOTH ? EVIDENCE_NONE : way;
}

void
evidence_settle(struct evidence *columns, size_t count)
{
	struct evidence file = EVIDENCE_INIT;
	struct evidence *e;
	size_t i, way;

	for (i = 0; i < count; i++)
		for (way = 0; way < 2; way++) {
			file.decimals[way] += columns[i].decimals[way];
			file.dates[way] += columns[i].dates[way];
		}
	for (i = 0; i < count; i++) {
		e = &columns[i];
		e->decimal = weigh(e->decimals);
		if (e->decimal == EVIDENCE_NONE)
			e->decimal = one_way(file.decimals);
		if (e->decimal == EVIDENCE_NONE && e->ungrouped == 0)
			e->decimal = weigh(e->groups);
		e->date = weigh(e->dates);
		if (e->date == EVIDENCE_NONE)
			e->date = one_way(file.dates);
		e->period = weigh(e->periods);
		e->complete = true;
	}
}
