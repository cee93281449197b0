/* arrow_source.c - the bytes of a table; see table/arrow_source.h */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/memory.h"
#include "base/message.h"
#include "table/arrow_source.h"

#define PIECE 1048576 /* bytes read before more memory is taken */

int
source_init(
    struct arrow_source *in, FILE *stream, const char *name, struct fail *f)
{
	struct stat about;

	memset(in, 0, sizeof(*in));
	in->stream = stream;
	in->piped =
	    fstat(fileno(stream), &about) == 0 && S_ISFIFO(about.st_mode);
	in->name = memory_text(name, strlen(name), f);
	return in->name == NULL ? -1 : 0;
}

void
source_clear(struct arrow_source *in)
{
	if (in->opened != NULL)
		fclose(in->opened);
	if (in->spool != NULL)
		fclose(in->spool);
	free(in->name);
}

int
source_nothing(const struct arrow_source *in, struct fail *f)
{
	if (in->piped)
		return fail_set(f, FAIL_DATA,
		    _("%s: the program before gave no table"), in->name);
	return fail_set(f, FAIL_DATA,
	    _("%s: byte 0: found nothing, expected an Arrow table; the "
	      "program that writes it may have failed"),
	    in->name);
}

int
source_cut_off(const struct arrow_source *in, struct fail *f)
{
	if (in->piped)
		return fail_set(f, FAIL_DATA,
		    _("%s: byte %llu: the program before broke off"), in->name,
		    (unsigned long long)in->offset);
	return fail_set(f, FAIL_DATA,
	    _("%s: byte %llu: the table is cut off here; the program that "
	      "wrote it failed, or the copy is not complete: make it again"),
	    in->name, (unsigned long long)in->offset);
}

static int
read_failed(const struct arrow_source *in, struct fail *f)
{
	if (errno == EISDIR)
		return fail_set(f, FAIL_DATA,
		    _("%s: found a folder, expected a table; name a file"),
		    in->name);
	return fail_errno(f, _("%s: byte %llu: cannot be read"), in->name,
	    (unsigned long long)in->offset);
}

int
source_read_some(struct arrow_source *in, void *bytes, size_t size,
    size_t *count, struct fail *f)
{
	errno = 0;
	*count = fread(bytes, 1, size, in->stream);
	in->offset += *count;
	if (*count < size && ferror(in->stream))
		return read_failed(in, f);
	return 0;
}

int
source_read(struct arrow_source *in, void *bytes, size_t size, struct fail *f)
{
	size_t count;

	if (source_read_some(in, bytes, size, &count, f) == -1)
		return -1;
	return count == size ? 0 : source_cut_off(in, f);
}

int
source_read_bytes(struct arrow_source *in, struct arrow_bytes *bytes,
    uint64_t size, struct fail *f)
{
	size_t piece;

	for (bytes->count = 0; bytes->count < size; bytes->count += piece) {
		piece = bytes->count < PIECE ? PIECE : bytes->count;
		if (bytes->capacity - bytes->count > piece)
			piece = bytes->capacity - bytes->count;
		if (piece > size - bytes->count)
			piece = (size_t)(size - bytes->count);
		if (memory_grow(&bytes->items, &bytes->capacity,
			bytes->count + piece, 1, f) == -1)
			return -1;
		if (source_read(in, bytes->items + bytes->count, piece, f) ==
		    -1)
			return -1;
	}
	return 0;
}

/* Keep the rest of a pipe where one can seek. */
static int
spool(
    struct arrow_source *in, const uint8_t *first, size_t size, struct fail *f)
{
	uint8_t block[16384];
	size_t count = size;

	if ((in->spool = tmpfile()) == NULL)
		return fail_errno(f, _("%s: no temporary file"), in->name);
	memcpy(block, first, size);
	while (count > 0) {
		if (fwrite(block, 1, count, in->spool) != count)
			return fail_errno(f,
			    _("%s: the temporary file cannot be written"),
			    in->name);
		if (source_read_some(in, block, sizeof(block), &count, f) == -1)
			return -1;
	}
	if (fflush(in->spool) == EOF)
		return fail_errno(
		    f, _("%s: the temporary file cannot be written"), in->name);
	in->stream = in->spool;
	in->base = 0;
	return 0;
}

int
source_seekable(
    struct arrow_source *in, const uint8_t *first, size_t size, struct fail *f)
{
	off_t at = ftello(in->stream);

	if (at == -1 || fseeko(in->stream, at, SEEK_SET) == -1)
		return spool(in, first, size, f);
	in->base = at - (off_t)size;
	return 0;
}

int
source_seek(struct arrow_source *in, uint64_t offset, struct fail *f)
{
	if (fseeko(in->stream, in->base + (off_t)offset, SEEK_SET) == -1)
		return fail_errno(f, _("%s: byte %llu: cannot be reached"),
		    in->name, (unsigned long long)offset);
	in->offset = offset;
	return 0;
}

int
source_size(struct arrow_source *in, uint64_t *size, struct fail *f)
{
	off_t end;

	if (fseeko(in->stream, 0, SEEK_END) == -1 ||
	    (end = ftello(in->stream)) == -1)
		return fail_errno(f, _("%s: the size is not known"), in->name);
	*size = end < in->base ? 0 : (uint64_t)(end - in->base);
	return 0;
}
