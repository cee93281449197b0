/*
 * parser.h - the records of a file, one after another, become rows, findings
 * and classes of lines.
 *
 *	struct parser *p = parser_new(&frame, f);
 *	struct parser_state state = PARSER_STATE_INIT;
 *	parser_state_start(&state, &frame, f);
 *	while (... a record ...)
 *		parser_record(p, &state, &record, &chunk, f);
 *	parser_end(p, &state, &chunk, f);
 *	parser_state_clear(&state);
 *	parser_free(p);
 *
 * What becomes of a record depends on the frame, the record and the state,
 * which says what stood before it, and on nothing else.
 */
#ifndef READER_PARSER_H
#define READER_PARSER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"
#include "layout/section.h"
#include "reader/chunk.h"
#include "reader/frame.h"
#include "reader/line_form.h"
#include "reader/lone.h"
#include "record/record.h"
#include "value/evidence.h"

struct parser;

struct parser_state {
	struct line_form form;
	struct sections sections;
	struct lone_rows lone; /* notes if no data follow them */
	bool after_blank;      /* of an untyped table: the line before is */
};

#define PARSER_STATE_INIT                                                   \
	{                                                                   \
		LINE_FORM_INIT, { NULL, NULL, NULL, NULL }, LONE_ROWS_INIT, \
		    false                                                   \
	}

/* The state in front of the first line. */
int parser_state_start(
    struct parser_state *, const struct frame *, struct fail *) MUST_CHECK;
void parser_state_clear(struct parser_state *);
/* The state in front of a line in the middle of the data, without sections:
 * what most lines find. */
void parser_state_guess(struct parser_state *);
bool parser_state_is_guess(const struct parser_state *);
/* Two states change places. */
void parser_state_swap(struct parser_state *, struct parser_state *);

/* A parser is for one thread; it borrows the frame. */
struct parser *parser_new(const struct frame *, struct fail *) MUST_CHECK;
void parser_free(struct parser *); /* NULL is allowed */
int parser_record(struct parser *, struct parser_state *, const struct record *,
    struct chunk *, struct fail *) MUST_CHECK;
/* From now on rows are not read, but their cells added to the evidence of
 * their columns. */
void parser_gather(struct parser *, struct evidence *columns);
/* The file is at its end. */
int parser_end(struct parser *, struct parser_state *, struct chunk *,
    struct fail *) MUST_CHECK;

#endif
