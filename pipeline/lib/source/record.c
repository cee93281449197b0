/* record.c - physical lines are found here, their fields by libcsv */
#include <csv.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "source/record.h"

/* What a callback of libcsv found, which cannot return it. */
enum problem { PROBLEM_NONE, PROBLEM_FIELD, PROBLEM_COLUMNS, PROBLEM_MEMORY };

struct record_reader {
	struct bytes source;
	const char *name;
	struct csv_parser parser;
	char delimiter, quote;
	char line_end; /* '\n' or '\r' */
	bool at_end;   /* the source has no more */
	/* bytes [start, end) of the buffer are still to be split; those up to
	 * scanned hold no line end */
	unsigned char *buffer;
	size_t start, scanned, end, capacity;
	uint64_t offset; /* of buffer[start] in the file */
	uint64_t lines;
	/* the record under way */
	char *text;
	size_t text_length, text_capacity;
	struct record_field *fields;
	size_t *ends; /* in text, as long as it may move */
	size_t field_count, field_capacity, end_capacity;
	bool complete;
	enum problem problem;
	struct fail *fail;
};

ssize_t
bytes_read_file(void *descriptor, void *buffer, size_t size)
{
	ssize_t got;

	do
		got = read(*(const int *)descriptor, buffer, size);
	while (got == -1 && errno == EINTR);
	return got;
}

ssize_t
bytes_read_memory(void *context, void *buffer, size_t size)
{
	struct bytes_memory *memory = context;
	size_t part = size < memory->left ? size : memory->left;

	if (part == 0)
		return 0;
	memcpy(buffer, memory->next, part);
	memory->next += part;
	memory->left -= part;
	return (ssize_t)part;
}

static int
never_space(unsigned char c)
{
	(void)c;
	return 0;
}

/* Lines are split before libcsv sees them, so CR is an ordinary byte. */
static int
is_line_end(unsigned char c)
{
	return c == '\n';
}

/* Add what the source gives now to the buffer, which has room. */
static int
read_more(struct record_reader *in, struct fail *f)
{
	ssize_t got = in->source.read(
	    in->source.context, in->buffer + in->end, in->capacity - in->end);

	if (got == -1)
		return fail_errno(f, _("%s: cannot read"), in->name);
	if (got == 0)
		in->at_end = true;
	in->end += (size_t)got;
	return 0;
}

struct record_reader *
record_open(struct bytes source, const char *name, struct fail *f)
{
	struct record_reader *in = memory_array(1, sizeof(*in), f);

	if (in == NULL)
		return NULL;
	in->source = source;
	in->name = name;
	/* without CSV_STRICT_FINI an open quote at the end would be data */
	if (csv_init(&in->parser, CSV_STRICT_FINI) != 0) {
		fail_memory(f);
		goto failed;
	}
	csv_set_space_func(&in->parser, never_space);
	csv_set_term_func(&in->parser, is_line_end);
	if (memory_grow(&in->buffer, &in->capacity, RECORD_HEAD + 1, 1, f) ==
	    -1)
		goto failed;
	in->capacity--; /* see grow_buffer() */
	while (!in->at_end && in->end < in->capacity)
		if (read_more(in, f) == -1)
			goto failed;
	in->line_end = memchr(in->buffer, '\n', in->end) == NULL &&
			       memchr(in->buffer, '\r', in->end) != NULL
			   ? '\r'
			   : '\n';
	return in;
failed:
	record_close(in);
	return NULL;
}

void
record_close(struct record_reader *in)
{
	if (in == NULL)
		return;
	csv_free(&in->parser);
	free(in->buffer);
	free(in->text);
	free(in->fields);
	free(in->ends);
	free(in);
}

const unsigned char *
record_head(const struct record_reader *in, size_t *length, bool *whole)
{
	*length = in->end;
	*whole = in->at_end;
	return in->buffer;
}

void
record_dialect(
    struct record_reader *in, char delimiter, char quote, size_t skip)
{
	in->delimiter = delimiter;
	in->quote = quote;
	csv_set_delim(&in->parser, (unsigned char)delimiter);
	/* lines with a NUL never reach libcsv, so NUL quotes nothing */
	csv_set_quote(&in->parser, (unsigned char)quote);
	in->start = in->scanned = skip;
	in->offset = skip;
}

uint64_t
record_lines(const struct record_reader *in)
{
	return in->lines;
}

uint64_t
record_bytes(const struct record_reader *in)
{
	return in->offset;
}

static int
long_line(const struct record_reader *in, struct fail *f)
{
	return fail_set(f, FAIL_DATA,
	    _("%s:%" PRIu64 ": a line of more than %u bytes; is this a text "
	      "file with line breaks?"),
	    in->name, in->lines + 1, RECORD_LINE_MAX);
}

/* A byte behind the capacity is for the NUL after a line without end. */
static int
grow_buffer(struct record_reader *in, size_t need, struct fail *f)
{
	if (memory_grow(&in->buffer, &in->capacity, need + 1, 1, f) == -1)
		return -1;
	in->capacity--;
	return 0;
}

/* Make room behind the unsplit bytes, moving them to the front first. */
static int
make_room(struct record_reader *in, struct fail *f)
{
	size_t left = in->end - in->start;

	if (left > RECORD_LINE_MAX + 1)
		return long_line(in, f);
	if (in->start > 0) {
		memmove(in->buffer, in->buffer + in->start, left);
		in->scanned -= in->start;
		in->start = 0;
		in->end = left;
	}
	if (in->end < in->capacity)
		return 0;
	return grow_buffer(in, in->capacity + 1, f);
}

/* 1 with the next physical line without its end, 0 if there is none.  A byte
 * behind it may be written. */
static int
next_line(struct record_reader *in, unsigned char **line, size_t *length,
    uint64_t *offset, struct fail *f)
{
	unsigned char *found;
	size_t taken;

	while ((found = memchr(in->buffer + in->scanned, in->line_end,
		    in->end - in->scanned)) == NULL) {
		in->scanned = in->end;
		if (in->at_end)
			break;
		if (make_room(in, f) == -1 || read_more(in, f) == -1)
			return -1;
	}
	if (found == NULL && in->start == in->end)
		return 0;
	*line = in->buffer + in->start;
	*offset = in->offset;
	*length = found == NULL ? in->end - in->start : (size_t)(found - *line);
	if (*length > RECORD_LINE_MAX)
		return long_line(in, f);
	taken = *length + (found != NULL);
	in->start += taken;
	in->scanned = in->start;
	in->offset += taken;
	in->lines++;
	if (in->line_end == '\n' && *length > 0 && (*line)[*length - 1] == '\r')
		(*length)--;
	return 1;
}

/* A field that stays where it is. */
static void
add_field(struct record_reader *in, const char *bytes, size_t length)
{
	if (length > RECORD_FIELD_MAX)
		in->problem = PROBLEM_FIELD;
	else if (in->field_count == RECORD_COLUMNS_MAX)
		in->problem = PROBLEM_COLUMNS;
	else if (in->field_count == in->field_capacity &&
		 memory_grow(&in->fields, &in->field_capacity,
		     in->field_count + 1, sizeof(*in->fields), in->fail) == -1)
		in->problem = PROBLEM_MEMORY;
	else
		in->fields[in->field_count++] =
		    (struct record_field){ bytes, length };
}

/* libcsv: the end of a field. */
static void
on_field(void *bytes, size_t length, void *context)
{
	struct record_reader *in = context;

	if (in->problem != PROBLEM_NONE)
		return;
	if (length > RECORD_FIELD_MAX)
		in->problem = PROBLEM_FIELD;
	else if (in->field_count == RECORD_COLUMNS_MAX)
		in->problem = PROBLEM_COLUMNS;
	else if (memory_grow(&in->text, &in->text_capacity,
		     in->text_length + length + 1, 1, in->fail) == -1 ||
		 memory_grow(&in->ends, &in->end_capacity, in->field_count + 1,
		     sizeof(*in->ends), in->fail) == -1)
		in->problem = PROBLEM_MEMORY;
	if (in->problem != PROBLEM_NONE)
		return;
	if (length > 0)
		memcpy(in->text + in->text_length, bytes, length);
	in->text_length += length;
	in->text[in->text_length] = '\0';
	in->ends[in->field_count++] = in->text_length;
}

/* libcsv: the end of a record. */
static void
on_record(int character, void *context)
{
	struct record_reader *in = context;

	(void)character;
	in->complete = true;
}

static int
report_problem(const struct record_reader *in, uint64_t line, struct fail *f)
{
	switch (in->problem) {
	case PROBLEM_FIELD:
		return fail_set(f, FAIL_DATA,
		    _("%s:%" PRIu64 ": a field of more than %u bytes; is a "
		      "quotation mark not closed?"),
		    in->name, line, RECORD_FIELD_MAX);
	case PROBLEM_COLUMNS:
		return fail_set(f, FAIL_DATA,
		    _("%s:%" PRIu64 ": more than %d columns"), in->name, line,
		    RECORD_COLUMNS_MAX);
	case PROBLEM_MEMORY:
		return -1;
	case PROBLEM_NONE:
		break;
	}
	return 0;
}

/* Give one physical line to libcsv. */
static int
parse_line(struct record_reader *in, const unsigned char *line, size_t length,
    uint64_t number, struct fail *f)
{
	static const char end = '\n';

	in->fail = f;
	if (csv_parse(&in->parser, line, length, on_field, on_record, in) !=
		length ||
	    csv_parse(&in->parser, &end, 1, on_field, on_record, in) != 1)
		return fail_memory(f);
	/* an open field grows inside libcsv */
	if (in->parser.entry_pos > RECORD_FIELD_MAX)
		in->problem = PROBLEM_FIELD;
	return report_problem(in, number, f);
}

/* A line without quotation marks is split where it stands: libcsv, which looks
 * at each byte, took a third of the time of ingest. */
static int
split_line(struct record_reader *in, unsigned char *line, size_t length,
    struct record *r, struct fail *f)
{
	char *from = (char *)line, *end = from + length, *next;

	in->fail = f;
	*end = '\0';
	for (; from != NULL && in->problem == PROBLEM_NONE; from = next) {
		next = memchr(from, in->delimiter, (size_t)(end - from));
		add_field(
		    in, from, (size_t)((next == NULL ? end : next) - from));
		if (next != NULL)
			next++;
	}
	r->field_count = in->field_count;
	r->fields = in->fields;
	r->bytes = length;
	return report_problem(in, r->line, f);
}

/* Can split_line() take it?  Only at its end may a line have a line feed. */
static bool
is_plain(
    const struct record_reader *in, const unsigned char *line, size_t length)
{
	return in->line_end == '\n' &&
	       (in->quote == '\0' || memchr(line, in->quote, length) == NULL);
}

/* The fields, now that their texts stay where they are. */
static int
give_fields(struct record_reader *in, struct record *r, struct fail *f)
{
	size_t i, from = 0;

	if (memory_grow(&in->fields, &in->field_capacity, in->field_count,
		sizeof(*in->fields), f) == -1)
		return -1;
	for (i = 0; i < in->field_count; i++) {
		in->fields[i].bytes = in->text + from;
		in->fields[i].length = in->ends[i] - from;
		from = in->ends[i];
	}
	r->field_count = in->field_count;
	r->fields = in->fields;
	r->bytes = in->text_length;
	return 0;
}

int
record_next(struct record_reader *in, struct record *r, struct fail *f)
{
	unsigned char *line;
	size_t length;
	uint64_t offset;
	int more;

	memset(r, 0, sizeof(*r));
	in->field_count = in->text_length = 0;
	in->complete = false;
	in->problem = PROBLEM_NONE;
	while (!in->complete) {
		if ((more = next_line(in, &line, &length, &offset, f)) == -1)
			return -1;
		if (more == 0)
			break;
		if (r->lines++ == 0) {
			r->line = in->lines;
			r->byte = offset;
			if (length == 0)
				return 1;
		}
		if (memchr(line, 0, length) != NULL) {
			r->damage = RECORD_NUL;
			csv_fini(&in->parser, NULL, NULL, NULL);
			return 1;
		}
		if (r->lines == 1 && is_plain(in, line, length))
			return split_line(in, line, length, r, f) == -1 ? -1
									: 1;
		if (parse_line(in, line, length, r->line, f) == -1)
			return -1;
	}
	if (r->lines == 0)
		return 0;
	if (!in->complete) {
		r->damage = RECORD_UNCLOSED;
		csv_fini(&in->parser, NULL, NULL, NULL);
	}
	return give_fields(in, r, f) == -1 ? -1 : 1;
}
