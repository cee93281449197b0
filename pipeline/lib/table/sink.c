/* sink.c - where a filter's table goes (sink.h) */
#include <string.h>

#include "table/sink.h"

int
sink_open(struct sink *sink, const char *path, const struct schema *schema,
    struct fail *f)
{
	bool named = path != NULL && strcmp(path, "-") != 0;
	unsigned flags =
	    schema_get(schema, SCHEMA_PRIVATE) == NULL ? 0 : OUTPUT_PRIVATE;

	if (output_open(&sink->output, path, flags, f) == -1)
		return -1;
	progress_start(&sink->progress, named ? path : NULL);
	sink->writer = arrow_create(
	    sink->output.stream, named ? ARROW_FILE : ARROW_STREAM, schema, f);
	return sink->writer == NULL ? -1 : 0;
}

int
sink_write(struct sink *sink, const struct batch *batch, struct fail *f)
{
	progress_add(&sink->progress, batch->length);
	return arrow_write(sink->writer, batch, f);
}

int
sink_commit(struct sink *sink, struct fail *f)
{
	progress_end(&sink->progress);
	if (arrow_finish(sink->writer, f) == -1)
		return -1;
	return output_commit(&sink->output, f);
}

int
sink_commit_changed(struct sink *sink, struct fail *f)
{
	progress_end(&sink->progress);
	if (arrow_finish(sink->writer, f) == -1)
		return -1;
	return output_commit_changed(&sink->output, f);
}

void
sink_discard(struct sink *sink)
{
	progress_end(&sink->progress);
	arrow_writer_free(sink->writer);
	sink->writer = NULL;
	output_discard(&sink->output);
}
