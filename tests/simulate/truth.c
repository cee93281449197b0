/* truth.c - truth.csv and expected.csv */
#include <inttypes.h>
#include <stdlib.h>

#include "truth.h"

static void
give_up(const struct truth *t)
{
	perror(t->path);
	exit(3);
}

void
truth_open(struct truth *t, const char *path, bool with_lost)
{
	t->path = path;
	t->with_lost = with_lost;
	t->period = 0;
	t->lost = 0;
	if ((t->stream = fopen(path, "w")) == NULL)
		give_up(t);
	fprintf(t->stream,
	    "indicator,period,cell,numerator,denominator,value%s\n",
	    with_lost ? ",lost" : "");
}

void
truth_close(struct truth *t)
{
	if (ferror(t->stream) || fclose(t->stream) != 0)
		give_up(t);
}

static void
put(const struct truth *t, double number)
{
	if (number > NO_NUMBER)
		fprintf(t->stream, ",%.15g", number);
	else
		putc(',', t->stream);
}

void
truth_row(struct truth *t, const char *indicator, const char *cell,
    double numerator, double denominator, double value)
{
	fprintf(t->stream, "%s,%d,%s", indicator, t->period, cell);
	put(t, numerator);
	put(t, denominator);
	put(t, value);
	if (t->with_lost)
		fprintf(t->stream, ",%" PRIu64, t->lost);
	putc('\n', t->stream);
}

void
truth_rate(struct truth *t, const char *indicator, const char *cell,
    uint64_t numerator, uint64_t denominator)
{
	if (denominator > 0)
		truth_row(t, indicator, cell, (double)numerator,
		    (double)denominator,
		    100 * (double)numerator / (double)denominator);
	else if (t->with_lost && t->lost > 0)
		truth_row(t, indicator, cell, (double)numerator, 0, NO_NUMBER);
}
