/*
 * truth.h - truth.csv and expected.csv: the indicators as they are.
 *
 *	struct truth t;
 *	truth_open(&t, "out/truth.csv", false);
 *	t.period = 2024;
 *	truth_rate(&t, "employment_gross", "point=6 college=_T ...", 3, 4);
 *	truth_close(&t);
 *
 * Columns: indicator, period, cell (dimension=code, with blanks between),
 * numerator, denominator, value.  A number that a figure does not have is
 * empty.  In expected.csv, which counts what a chain can still see when rows
 * are lost, one more says how many lost rows might belong to the cell: such a
 * figure is partial.
 */
#ifndef SIMULATE_TRUTH_H
#define SIMULATE_TRUTH_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define CELL_SIZE 512
#define NO_NUMBER (-1e300)

struct truth {
	FILE *stream;
	const char *path;
	bool with_lost;
	int period;
	uint64_t lost;
};

void truth_open(struct truth *, const char *path, bool with_lost);
void truth_close(struct truth *);
/* In per cent; nothing is written for 0 of 0. */
void truth_rate(struct truth *, const char *indicator, const char *cell,
    uint64_t numerator, uint64_t denominator);
/* Any of the numbers may be NO_NUMBER. */
void truth_row(struct truth *, const char *indicator, const char *cell,
    double numerator, double denominator, double value);

#endif
