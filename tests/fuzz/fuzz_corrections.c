/*
 * fuzz_corrections.c - any bytes as a list of corrections: no crash; a list is
 * taken or refused with a message; whatever it says, each line of the export
 * keeps exactly one class.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "reader/correction_file.h"
#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char dataset[] =
    "{\"name\": \"flat\", \"fields\": ["
    "{\"name\": \"college\", \"constraints\": {\"required\": true}},"
    "{\"name\": \"students\", \"type\": \"integer\", \"role\": \"count\"},"
    "{\"name\": \"day\", \"type\": \"date\"}]}";

/* Lines 2 to 9, of which several are set aside. */
static const char export[] =
    "college;students;day\nA;1;01.02.2022\nB;x;01.02.2022\n"
    "C;3\nD;4;5;6\n;7;01.02.2022\n\"E;8;01.02.2022\nF;9;yesterday\n"
    "\"G\nH\";10;01.02.2022\n";
#define LINES 10

/* A file of these bytes, which stays open; its path. */
static const char *
keep(const uint8_t *data, size_t size)
{
	static char path[] = "/tmp/fuzz_corrections.XXXXXX";
	static int descriptor = -1;

	if (descriptor == -1 && (descriptor = mkstemp(path)) == -1)
		abort();
	if (ftruncate(descriptor, 0) == -1 ||
	    pwrite(descriptor, data, size, 0) != (ssize_t)size)
		abort();
	return path;
}

static void
read_export(
    const struct table_schema *schema, const struct corrections *corrections)
{
	struct fail f = FAIL_INIT;
	struct bytes_memory memory = { (const unsigned char *)export,
		sizeof(export) - 1 };
	struct bytes_memory again = memory;
	struct reader_options options = { .corrections = corrections,
		.again = { bytes_read_memory, &again } };
	struct account *account = account_new("ingest", &f);
	struct reader *in =
	    reader_open_bytes((struct bytes){ bytes_read_memory, &memory }, "x",
		schema, &options, account, &f);
	struct batch batch = { 0, 0, NULL };
	uint64_t lines = 0;
	int class, more;

	if (in == NULL || batch_init(&batch, reader_schema(in), 16, &f) == -1)
		abort();
	while ((more = reader_next(in, &batch, &f)) == 1)
		batch_reset(&batch);
	for (class = 0; class < LINE_CLASSES; class ++)
		lines += account_lines(account, 0, (enum line_class) class);
	if (more == -1 || lines != LINES)
		abort();
	batch_clear(&batch);
	reader_close(in);
	account_free(account);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fail f = FAIL_INIT;
	struct table_schema *schema =
	    table_schema_parse(dataset, sizeof(dataset) - 1, "schema", &f);
	struct corrections *corrections;

	if (schema == NULL)
		abort();
	corrections = corrections_open(keep(data, size), "x", &f);
	if ((corrections == NULL) != (f.text[0] != '\0'))
		abort();
	if (corrections != NULL)
		read_export(schema, corrections);
	corrections_free(corrections);
	table_schema_free(schema);
	return 0;
}
