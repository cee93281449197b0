/* fuzz_arrow.c - any bytes read as an Arrow table, shown and written again */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "table/arrow.h"
#include "table/show.h"

/* What was read must be writable; a failure here is a finding. */
static void
write_again(struct arrow_reader *in, FILE *out)
{
	struct arrow_writer *w =
	    arrow_create(out, ARROW_FILE, arrow_schema(in), NULL);
	struct batch *b;
	int more;

	if (w == NULL)
		abort();
	while ((more = arrow_next(in, &b, NULL)) == 1)
		if (arrow_write(w, b, NULL) == -1)
			abort();
	if (more == 0 && arrow_finish(w, NULL) == -1)
		abort();
	arrow_writer_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	FILE *in, *out = fopen("/dev/null", "wb");
	struct arrow_reader *r;
	struct fail f = FAIL_INIT;
	uint64_t shown;
	int way;

	if (out == NULL)
		abort();
	for (way = 0; size > 0 && way < 3; way++) {
		in = fmemopen((void *)(uintptr_t)bytes, size, "rb");
		if (in == NULL)
			abort();
		if ((r = arrow_open_stream(in, "fuzz", &f)) != NULL) {
			if (way == 0)
				write_again(r, out);
			else if (show_table(out,
				     way == 1 ? SHOW_CSV : SHOW_SCHEMA, r, 100,
				     &shown, &f) == -1 &&
				 f.status != FAIL_DATA)
				abort();
		}
		arrow_close(r);
		fclose(in);
	}
	fclose(out);
	return 0;
}
