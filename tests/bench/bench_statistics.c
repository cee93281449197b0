/*
 * bench_statistics.c - how fast limits of rates are computed.
 *
 *	bench_statistics [CELLS]	so many cells [100000]
 *
 * Cell i, from 0, has n = 5 + 7919 i mod 500 people, x = n (104729 i mod 1001)
 * div 1000 of them with the event; funnels are around 0.6.  Prints a line for
 * each method: its name, the seconds of processor time, the best of five runs,
 * and the sum of all limits.  statistics.R does the same.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "statistics/funnel.h"
#include "statistics/proportion.h"
#include "statistics/quantile.h"

enum { RUNS = 5 };

static const double target = 0.6;

static int64_t cells = 100000;
static double z;

static void
cell(int64_t i, int64_t *x, int64_t *n)
{
	*n = 5 + 7919 * i % 500;
	*x = *n * (104729 * i % 1001) / 1000;
}

typedef enum method_status method(int64_t x, int64_t n, struct limits *);

/* With the deviate at hand, as for the rates of a table. */
static enum method_status
wilson(int64_t x, int64_t n, struct limits *l)
{
	proportion_wilson(x, n, z, l);
	return METHOD_OK;
}

static enum method_status
exact(int64_t x, int64_t n, struct limits *l)
{
	return proportion_limits(PROPORTION_CLOPPER_PEARSON, x, n, 0.95, l);
}

static enum method_status
funnel_95(int64_t x, int64_t n, struct limits *l)
{
	(void)x;
	return funnel_binomial(target, n, 0.95, l);
}

static enum method_status
funnel_998(int64_t x, int64_t n, struct limits *l)
{
	(void)x;
	return funnel_binomial(target, n, 0.998, l);
}

/* The sum of the limits; exits where there are none. */
static double
all(method *limits)
{
	struct limits l;
	int64_t i, x, n;
	double sum = 0;

	for (i = 0; i < cells; i++) {
		cell(i, &x, &n);
		if (limits(x, n, &l) != METHOD_OK) {
			fprintf(stderr,
			    "bench_statistics: no limits of cell %" PRId64 "\n",
			    i);
			exit(1);
		}
		sum += l.lower + l.upper;
	}
	return sum;
}

static void
measure(const char *name, method *limits)
{
	double best = 0, seconds, sum = 0;
	clock_t start;
	int run;

	for (run = 0; run < RUNS; run++) {
		start = clock();
		sum = all(limits);
		seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
		if (run == 0 || seconds < best)
			best = seconds;
	}
	printf("%s %.4f %.9g\n", name, best, sum);
}

int
main(int argc, char *argv[])
{
	if (argc > 1)
		cells = strtoll(argv[1], NULL, 10);
	if (quantile_level(0.95, &z) != METHOD_OK)
		return 1;
	measure("wilson", wilson);
	measure("clopper_pearson", exact);
	measure("funnel_95", funnel_95);
	measure("funnel_998", funnel_998);
	return 0;
}
