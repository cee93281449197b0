/*
 * stub.h - the sections of stacked blocks, found by their stubs: the first
 * cells of all rows in order, and which rows hold data beside them.
 *
 *	struct stubs *s = stubs_new(f);
 *	for each row
 *		stubs_add(s, cell, length, used, key, total, f);
 *	struct stub_sections found;
 *	if (stubs_sections(s, &found, f) == 1)
 *		... found.levels[0].headings ...
 *	stub_sections_clear(&found);
 *	stubs_free(s);
 *
 * A printed table stacks blocks with the same stubs: territory, then all,
 * urban and rural, then men and women, then the ages.  Headings are rows
 * without data, and rows with data that are followed by the block they count.
 * The outermost headings are the many that occur once; within what lies
 * between them, headings of the next level occur once, and what follows them
 * again and again; and so on, until the stubs below are unique.  What is found
 * is told only if it makes all rows unique.  Rows of totals are left out at
 * first; where that finds nothing they may head blocks as others do.  Numbers
 * head nothing.  Levels are read by section.h.
 */
#ifndef SNIFF_STUB_H
#define SNIFF_STUB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fail.h"

#define STUB_LEVELS 6
#define STUB_HEADINGS 64 /* of one level */
/* Tables with more rows or more different stubs have no sections. */
#define STUB_ROWS (1U << 22)
#define STUB_TEXTS (1U << 16)

struct stub_level {
	bool any;      /* any other row without data */
	bool initial;  /* rows stand before its first heading */
	bool personal; /* its headings are names: sniff_persons.h */
	size_t count;  /* headings; of `any`: different ones */
	const char *headings[STUB_HEADINGS]; /* of `any`: the first */
};

struct stub_sections {
	size_t level_count;
	struct stub_level levels[STUB_LEVELS];
	bool total;        /* a heading holds data */
	bool totals_apart; /* rows of totals are no part of them */
	size_t ignore_count;
	const char **ignore; /* headings without meaning */
	uint64_t rows;       /* that are headings without data */
};

struct stubs;

struct stubs *stubs_new(struct fail *) MUST_CHECK;
void stubs_free(struct stubs *); /* NULL is allowed */
/* used: the other cells of the row that hold something.  key stands for those
 * of them that are no quantities: rows with the same stub that differ in it
 * are no repetition.  total: it is a row of totals by its words. */
int stubs_add(struct stubs *, const char *stub, size_t length, size_t used,
    uint32_t key, bool total, struct fail *) MUST_CHECK;
/* 1 if there are sections, 0 if there are none, -1.  Texts are borrowed from
 * the stubs. */
int stubs_sections(
    const struct stubs *, struct stub_sections *, struct fail *) MUST_CHECK;
void stub_sections_clear(struct stub_sections *);

#endif
