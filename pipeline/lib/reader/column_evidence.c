/* column_evidence.c - a second look at a file (column_evidence.h) */
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/memory.h"
#include "reader/chunk.h"
#include "reader/column_evidence.h"
#include "reader/parser.h"

struct column_evidence {
	const struct frame *frame;
	struct bytes again;
	struct evidence *columns;
	atomic_bool complete;
	bool failed; /* for the same reason as before; under the lock */
	struct fail fail;
	pthread_mutex_t lock;
};

struct column_evidence *
column_evidence_new(
    const struct frame *frame, struct bytes again, struct fail *f)
{
	struct column_evidence *e = memory_array(1, sizeof(*e), f);

	if (e == NULL)
		return NULL;
	e->columns =
	    memory_array(frame->header.width + 1, sizeof(*e->columns), f);
	if (e->columns == NULL) {
		free(e);
		return NULL;
	}
	e->frame = frame;
	e->again = again;
	pthread_mutex_init(&e->lock, NULL);
	return e;
}

void
column_evidence_free(struct column_evidence *e)
{
	if (e == NULL)
		return;
	pthread_mutex_destroy(&e->lock);
	free(e->columns);
	free(e);
}

/* Every record as evidence; what else becomes of it is forgotten. */
static int
gather(struct column_evidence *e, struct record_reader *in,
    struct parser *parser, struct parser_state *state, struct fail *f)
{
	struct chunk chunk = CHUNK_INIT;
	struct record r;
	int more = chunk_reset(&chunk, e->frame, f) == -1 ? -1 : 1;

	parser_gather(parser, e->columns);
	while (more == 1 && (more = record_next(in, &r, f)) == 1)
		if (parser_record(parser, state, &r, &chunk, f) == -1 ||
		    (chunk_is_full(&chunk) &&
			chunk_reset(&chunk, e->frame, f) == -1))
			more = -1;
	chunk_clear(&chunk);
	return more;
}

static int
read_all(struct column_evidence *e, struct fail *f)
{
	const struct frame *frame = e->frame;
	struct parser_state state = PARSER_STATE_INIT;
	struct parser *parser = NULL;
	struct record_reader *in = record_open(e->again, frame->label, f);
	int status = -1;

	if (in != NULL &&
	    record_encoding(in, frame->encoding.encoding, f) == 0 &&
	    (parser = parser_new(frame, f)) != NULL &&
	    parser_state_start(&state, frame, f) == 0) {
		record_limit(in, &frame->limits);
		record_dialect(in, &frame->dialect, frame->mark);
		status = gather(e, in, parser, &state, f);
	}
	parser_state_clear(&state);
	parser_free(parser);
	record_close(in);
	return status;
}

const struct evidence *
column_evidence_known(struct column_evidence *e, size_t column)
{
	return atomic_load_explicit(&e->complete, memory_order_acquire)
		   ? &e->columns[column]
		   : NULL;
}

/* The lock is held. */
static void
complete(struct column_evidence *e)
{
	if (read_all(e, &e->fail) == -1) {
		e->failed = true;
		return;
	}
	evidence_settle(e->columns, e->frame->header.width);
	atomic_store_explicit(&e->complete, true, memory_order_release);
}

int
column_evidence_read(struct column_evidence *e, size_t column,
    const struct evidence **evidence, struct fail *f)
{
	bool failed;

	pthread_mutex_lock(&e->lock);
	if (!e->failed &&
	    !atomic_load_explicit(&e->complete, memory_order_relaxed))
		complete(e);
	failed = e->failed;
	pthread_mutex_unlock(&e->lock);
	*evidence = &e->columns[column];
	if (failed && f != NULL)
		*f = e->fail;
	return failed ? -1 : 0;
}
