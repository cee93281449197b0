/* chunks.c - blocks of records are read by threads, and taken in their order
 * (chunks.h) */
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "reader/chunks.h"
#include "reader/parser.h"

/* Blocks beyond one for each thread, so that none has to wait. */
#define SPARE 2

enum block_status {
	BLOCK_LOADED,  /* to be read */
	BLOCK_RUNNING, /* a thread reads it */
	BLOCK_READ     /* to be taken */
};

/* A block and what becomes of it. */
struct job {
	enum block_status status;
	struct record_block block;
	struct record_cursor *cursor;
	struct parser *parser;
	struct parser_state state; /* it began with, then it ended with */
	bool guessed;              /* it began with the guess */
	bool more;                 /* the chunk was full before the end */
	struct chunk chunk;
	struct fail fail; /* of the reading */
};

/* The jobs are a ring: those of the blocks from first on are in use. */
struct chunks {
	const struct frame *frame;
	struct record_reader *in;
	bool in_order;             /* no block without the one before */
	struct parser_state truth; /* in front of the first block */
	struct job *jobs;
	size_t job_count, first, used;
	bool taken;       /* the first chunk was given out */
	bool at_end;      /* there are no more blocks */
	bool ended;       /* nor chunks */
	struct fail fail; /* why there are no more blocks */
	pthread_t *threads;
	size_t thread_count;
	/* for the status of jobs, first, used and closing */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool closing;
};

static struct job *
job_at(const struct chunks *c, size_t index)
{
	return &c->jobs[(c->first + index) % c->job_count];
}

/* ---- reading one block ---- */

/* Records into the chunk, up to its end or the block's. */
static void
read_records(const struct chunks *c, struct job *job)
{
	struct record r;
	int more = 1;

	job->more = false;
	if (chunk_reset(&job->chunk, c->frame, &job->fail) == -1)
		return;
	while (more == 1) {
		if (chunk_is_full(&job->chunk)) {
			job->more = true;
			return;
		}
		more = record_cursor_next(job->cursor, &r, &job->fail);
		if (more == 1 && parser_record(job->parser, &job->state, &r,
				     &job->chunk, &job->fail) == -1)
			return;
	}
}

static void
read_block(const struct chunks *c, struct job *job)
{
	record_cursor_start(job->cursor, &job->block);
	read_records(c, job);
}

/* ---- which block is next ---- */

static bool
is_settled(const struct job *job)
{
	return job->status == BLOCK_READ && !job->more &&
	       job->fail.status == FAIL_NONE;
}

/* The next job for a thread, with the state that it begins with, or NULL.  The
 * lock is held. */
static struct job *
next_job(struct chunks *c)
{
	struct job *job;
	size_t i;

	for (i = 0; i < c->used; i++) {
		job = job_at(c, i);
		if (job->status != BLOCK_LOADED)
			continue;
		job->guessed = i > 0 && !c->in_order;
		if (i == 0)
			parser_state_swap(&job->state, &c->truth);
		else if (job->guessed)
			parser_state_guess(&job->state);
		else if (is_settled(job_at(c, i - 1)))
			parser_state_swap(
			    &job->state, &job_at(c, i - 1)->state);
		else
			return NULL;
		job->status = BLOCK_RUNNING;
		return job;
	}
	return NULL;
}

/* Do one job; the lock is held but meanwhile. */
static void
work(struct chunks *c, struct job *job)
{
	pthread_mutex_unlock(&c->lock);
	read_block(c, job);
	pthread_mutex_lock(&c->lock);
	job->status = BLOCK_READ;
	pthread_cond_broadcast(&c->changed);
}

static void *
thread_main(void *context)
{
	struct chunks *c = context;
	struct job *job;

	pthread_mutex_lock(&c->lock);
	while (!c->closing)
		if ((job = next_job(c)) != NULL)
			work(c, job);
		else
			pthread_cond_wait(&c->changed, &c->lock);
	pthread_mutex_unlock(&c->lock);
	return NULL;
}

/* ---- opening ---- */

static int
job_open(struct job *job, const struct chunks *c, struct fail *f)
{
	const struct record_block block = RECORD_BLOCK_INIT;
	const struct parser_state state = PARSER_STATE_INIT;
	const struct chunk chunk = CHUNK_INIT;

	job->block = block;
	job->state = state;
	job->chunk = chunk;
	if (parser_state_start(&job->state, c->frame, f) == -1 ||
	    (job->cursor = record_cursor_open(c->in, f)) == NULL ||
	    (job->parser = parser_new(c->frame, f)) == NULL)
		return -1;
	return 0;
}

static void
job_close(struct job *job)
{
	record_block_clear(&job->block);
	record_cursor_close(job->cursor);
	parser_free(job->parser);
	parser_state_clear(&job->state);
	chunk_clear(&job->chunk);
}

/* One less than the jobs, for the caller works too; fewer if the system gives
 * no more.  Signals are for the caller's thread. */
static int
start_threads(struct chunks *c, unsigned jobs, struct fail *f)
{
	sigset_t all, before;

	c->threads = memory_array(jobs, sizeof(*c->threads), f);
	if (c->threads == NULL)
		return -1;
	sigfillset(&all);
	pthread_sigmask(SIG_BLOCK, &all, &before);
	while (c->thread_count + 1 < jobs &&
	       pthread_create(
		   &c->threads[c->thread_count], NULL, thread_main, c) == 0)
		c->thread_count++;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return 0;
}

struct chunks *
chunks_open(const struct frame *frame, struct record_reader *in, unsigned jobs,
    struct fail *f)
{
	const struct parser_state state = PARSER_STATE_INIT;
	struct chunks *c = memory_array(1, sizeof(*c), f);
	size_t count = jobs == 1 ? 1 : jobs + SPARE;

	if (c == NULL)
		return NULL;
	c->frame = frame;
	c->in = in;
	c->in_order =
	    frame->dataset != NULL && frame->dataset->sections.column != -1;
	c->truth = state;
	pthread_mutex_init(&c->lock, NULL);
	pthread_cond_init(&c->changed, NULL);
	if ((c->jobs = memory_array(count, sizeof(*c->jobs), f)) == NULL ||
	    parser_state_start(&c->truth, frame, f) == -1)
		goto failed;
	while (c->job_count < count)
		if (job_open(&c->jobs[c->job_count++], c, f) == -1)
			goto failed;
	if (start_threads(c, jobs, f) == 0)
		return c;
failed:
	chunks_close(c);
	return NULL;
}

void
chunks_close(struct chunks *c)
{
	size_t i;

	if (c == NULL)
		return;
	pthread_mutex_lock(&c->lock);
	c->closing = true;
	pthread_cond_broadcast(&c->changed);
	pthread_mutex_unlock(&c->lock);
	for (i = 0; i < c->thread_count; i++)
		pthread_join(c->threads[i], NULL);
	for (i = 0; i < c->job_count; i++)
		job_close(&c->jobs[i]);
	parser_state_clear(&c->truth);
	pthread_cond_destroy(&c->changed);
	pthread_mutex_destroy(&c->lock);
	free(c->threads);
	free(c->jobs);
	free(c);
}

/* ---- taking the chunks ---- */

/* Load blocks into all jobs that are free; a failure is told when the blocks
 * before it were taken.  The lock is held but while reading: only this thread
 * adds jobs. */
static void
load_blocks(struct chunks *c)
{
	struct job *job;
	int more;

	while (!c->at_end && c->used < c->job_count) {
		job = job_at(c, c->used);
		pthread_mutex_unlock(&c->lock);
		more = record_block_next(c->in, &job->block, &c->fail);
		pthread_mutex_lock(&c->lock);
		if (more != 1) {
			c->at_end = true;
			return;
		}
		job->status = BLOCK_LOADED;
		c->used++;
		pthread_cond_broadcast(&c->changed);
	}
}

/* The first block was taken: what it ended with is the truth for the next,
 * which may have it already. */
static void
drop_first(struct chunks *c)
{
	struct job *job = job_at(c, 0);

	if (!c->in_order || c->used == 1 ||
	    job_at(c, 1)->status == BLOCK_LOADED)
		parser_state_swap(&job->state, &c->truth);
	c->first = (c->first + 1) % c->job_count;
	c->used--;
}

/* Wait for the first block, and work meanwhile. */
static struct job *
await_first(struct chunks *c)
{
	struct job *first = job_at(c, 0), *job;

	while (first->status != BLOCK_READ)
		if ((job = next_job(c)) != NULL)
			work(c, job);
		else
			pthread_cond_wait(&c->changed, &c->lock);
	if (first->guessed && !parser_state_is_guess(&c->truth)) {
		first->guessed = false;
		first->status = BLOCK_RUNNING;
		first->fail.status = FAIL_NONE;
		parser_state_swap(&first->state, &c->truth);
		work(c, first);
	}
	return first;
}

/* What is left when all blocks were taken. */
static int
end(struct chunks *c, struct chunk **chunk, struct fail *f)
{
	struct job *job = &c->jobs[0];

	if (c->fail.status != FAIL_NONE && f != NULL)
		*f = c->fail;
	if (c->fail.status != FAIL_NONE)
		return -1;
	if (c->ended)
		return 0;
	c->ended = true;
	*chunk = &job->chunk;
	if (chunk_reset(&job->chunk, c->frame, f) == -1 ||
	    parser_end(job->parser, &c->truth, &job->chunk, f) == -1)
		return -1;
	return 1;
}

/* The first chunk that was not yet given out, or NULL.  The lock is held. */
static struct job *
take(struct chunks *c)
{
	struct job *first = job_at(c, 0);

	if (c->taken && first->more) {
		first->status = BLOCK_RUNNING;
		pthread_mutex_unlock(&c->lock);
		read_records(c, first);
		pthread_mutex_lock(&c->lock);
		first->status = BLOCK_READ;
		pthread_cond_broadcast(&c->changed);
		return first;
	}
	if (c->taken)
		drop_first(c);
	c->taken = false;
	load_blocks(c);
	if (c->used == 0)
		return NULL;
	c->taken = true;
	return await_first(c);
}

int
chunks_next(struct chunks *c, struct chunk **chunk, struct fail *f)
{
	struct job *job;

	pthread_mutex_lock(&c->lock);
	job = take(c);
	pthread_mutex_unlock(&c->lock);
	if (job == NULL)
		return end(c, chunk, f);
	*chunk = &job->chunk;
	if (job->fail.status == FAIL_NONE)
		return 1;
	if (f != NULL)
		*f = job->fail;
	return -1;
}
