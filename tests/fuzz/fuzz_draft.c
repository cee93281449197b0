/*
 * fuzz_draft.c - any bytes as a file that nobody knows: no crash; the classes
 * of lines add up; the draft is a schema, and ingest can use it.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/json.h"
#include "reader/reader.h"
#include "sniff/draft.h"
#include "sniff/sniff.h"
#include "sniff/sniff_json.h"
#include "sniff/sniff_page.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* A schema has at most so many fields. */
#define FIELDS_MAX 4000

/* The JSON as text, to be freed. */
static char *
print(struct json_value *value, size_t *length)
{
	struct fail f = FAIL_INIT;
	char *text = NULL;
	FILE *to = open_memstream(&text, length);

	if (to == NULL || value == NULL || json_write(value, to, 1, &f) == -1)
		abort();
	fclose(to);
	json_value_free(value);
	return text;
}

static void
ingest(const char *path, const char *draft, size_t length)
{
	static const unsigned char secret[KEY_BYTES] = "a key for tests only";
	struct fail f = FAIL_INIT;
	struct table_schema *schema =
	    table_schema_parse(draft, length, "draft", &f);
	struct reader_options options = { .key = key_from(secret, &f) };
	struct account *account = account_new("ingest", &f);
	struct batch batch = { 0, 0, NULL };
	struct reader *in;

	if (schema == NULL || account == NULL)
		abort();
	in = reader_open(path, "fuzz", schema, &options, account, &f);
	if (in != NULL && batch_init(&batch, reader_schema(in), 16, &f) == 0)
		while (reader_next(in, &batch, &f) == 1)
			batch_reset(&batch);
	batch_clear(&batch);
	reader_close(in);
	account_free(account);
	key_free((struct key *)options.key);
	table_schema_free(schema);
}

static void
sniff(const char *path)
{
	struct fail f = FAIL_INIT;
	struct account *account = account_new("sniff", &f);
	struct sniff s;
	char *text, *page = NULL;
	size_t length, page_length;
	uint64_t lines = 0;
	FILE *to;
	int class;

	if (sniff_open(&s, path, "fuzz", account, &f) == 0) {
		for (class = 0; class < LINE_CLASSES; class ++)
			lines += s.lines[class];
		if (lines != s.physical_lines)
			abort();
		free(print(sniff_json(&s, "fuzz", &f), &length));
		if ((to = open_memstream(&page, &page_length)) == NULL)
			abort();
		sniff_page(&s, to);
		fclose(to);
		/* nothing steers a terminal */
		if (memchr(page, '\x1b', page_length) != NULL)
			abort();
		free(page);
		if (s.column_count > 0 && s.column_count <= FIELDS_MAX) {
			text = print(draft_schema(&s, "fuzz", &f), &length);
			ingest(path, text, length);
			free(text);
		}
	} else if (f.status == FAIL_NONE)
		abort();
	sniff_clear(&s);
	account_free(account);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char path[] = "/tmp/fuzz_draft.XXXXXX";
	int descriptor = mkstemp(path);

	if (descriptor == -1 || write(descriptor, data, size) != (ssize_t)size)
		abort();
	close(descriptor);
	sniff(path);
	unlink(path);
	return 0;
}
