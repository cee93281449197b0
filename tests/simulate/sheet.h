/*
 * sheet.h - a raw export as its sender writes it.
 *
 *	struct sheet s;
 *	sheet_open(&s, &job, "students", "Уральский ФО_students_...csv");
 *	sheet_title(&s, "Контингент");
 *	sheet_header(&s, heads, 3, false);
 *	sheet_cell(&s, "ОПК-001");
 *	...
 *	sheet_row(&s);		the line is written, its number returned
 *	sheet_close(&s);
 *
 * Texts are given as UTF-8 and written as Windows-1251 (or, for some files of
 * a messy world, as UTF-8 with a byte-order mark).  Lines that are no data are
 * told to faults.h here.
 */
#ifndef SIMULATE_SHEET_H
#define SIMULATE_SHEET_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "faults.h"
#include "random.h"
#include "world.h"

#define LINE_SIZE 2048
#define SHEET_COLUMNS 12

struct sheet_mark {
	uint64_t line;
	enum fault kind;
};

struct sheet {
	FILE *stream;
	char file[512]; /* base name */
	char path[1024];
	struct random r; /* of this file's mess */
	bool messy;
	bool utf8;
	char delimiter;
	uint64_t line; /* lines written */
	int columns;
	const char *heads[SHEET_COLUMNS];
	char text[LINE_SIZE]; /* the line under way, encoded */
	size_t length;
	int cells;
	struct sheet_mark *marks; /* faults so far */
	size_t mark_count;
	bool keep_marks; /* for a copy */
};

/* The name chooses how the file looks. */
void sheet_open(
    struct sheet *, const struct job *, const char *dataset, const char *file);
void sheet_close(struct sheet *);
/* A fault in this line; 0: in the whole file. */
void sheet_fault(struct sheet *, uint64_t line, enum fault);

void sheet_cell(struct sheet *, const char *text);
void sheet_number(struct sheet *, uint64_t number);
/* Take the line under way without writing it; its bytes end in \r\n. */
size_t sheet_take(struct sheet *, char line[LINE_SIZE]);
void sheet_write(struct sheet *, const char *line, size_t length);
uint64_t sheet_row(struct sheet *);

/* A line with one text; with its delimiters if a spreadsheet wrote it. */
void sheet_alone(struct sheet *, const char *text, enum fault);
/* The header; with units (may be NULL) below it, and column numbers. */
void sheet_header(struct sheet *, const char *const *heads, int columns,
    const char *const *units);
void sheet_header_again(struct sheet *);
void sheet_blank(struct sheet *);
/* The closed file again, under another name; what is said of its lines holds
 * as far as it is found in the file alone. */
void sheet_copy(struct sheet *, const char *to);

#endif
