/*
 * fuzz_ingest.c - any bytes as an export: no crash; each physical line ends
 * in exactly one class; reads of one byte give what one large read gives.
 * The first byte chooses the schema: a flat table, one with a layout, one
 * about persons, or none; and whether rows that are set aside are kept, which
 * changes nothing else.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "reader/reader.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char flat[] =
    "{\"name\": \"flat\", \"fields\": ["
    "{\"name\": \"college\", \"aliases\": [\"Колледж\"],"
    " \"constraints\": {\"required\": true, \"maxLength\": 40,"
    " \"pattern\": \"[^;]*\"}},"
    "{\"name\": \"students\", \"type\": \"integer\", \"role\": \"count\","
    " \"aliases\": [\"Студентов\"], \"constraints\": {\"minimum\": 0}},"
    "{\"name\": \"share\", \"type\": \"number\", \"role\": \"measure\"},"
    "{\"name\": \"day\", \"type\": \"date\"},"
    "{\"name\": \"open\", \"type\": \"boolean\"},"
    "{\"name\": \"year\", \"type\": \"year\"}]}";

static const char wide[] =
    "{\"name\": \"wide\", \"fields\": ["
    "{\"name\": \"region\", \"constraints\": {\"required\": true}},"
    "{\"name\": \"sex\"}, {\"name\": \"age\"}, {\"name\": \"level\"},"
    "{\"name\": \"n\", \"type\": \"integer\", \"role\": \"count\"}],"
    "\"layout\": {\"header\": {\"rows\": 2}, \"sections\": {"
    "\"column\": \"age\", \"total\": \"all\", \"levels\": ["
    "{\"field\": \"region\", \"headings\": \"*\"},"
    "{\"field\": \"sex\", \"initial\": \"_T\", \"headings\": ["
    "{\"starts\": \"Мужчины\", \"value\": \"M\"}]}],"
    "\"ignore\": [{\"starts\": \"в том числе\"}]},"
    "\"unpivot\": {\"name\": \"level\", \"value\": \"n\", \"columns\": ["
    "{\"value\": \"a\", \"aliases\": [\"Всего\"]},"
    "{\"value\": \"b\", \"aliases\": [\"Среднее (полное)\"]}]}}}";

static const char persons[] =
    "{\"name\": \"persons\", \"submission\": {\"sender\": {\"title\": "
    "\"(.)\"}}, \"fields\": ["
    "{\"name\": \"person\", \"format\": \"snils\", \"role\": \"person\","
    " \"aliases\": [\"СНИЛС\"], \"constraints\": {\"required\": true}},"
    "{\"name\": \"birth\", \"type\": \"date\", \"personal\": true},"
    "{\"name\": \"college\", \"aliases\": [\"Колледж\"]}]}";

/* First bytes from here on: without a schema. */
#define FIRST_UNTYPED 0xF0

static const char *const schemas[] = { flat, wide, persons };

struct result {
	int status;
	uint64_t rows, aside, lines;
	bool utf16; /* its lines are not counted here */
};

static ssize_t
read_one(void *memory, void *buffer, size_t size)
{
	return bytes_read_memory(memory, buffer, size > 0 ? 1 : 0);
}

static struct result
ingest(const struct table_schema *schema, struct bytes bytes,
    struct bytes_memory memory, bool keep_lost)
{
	static const unsigned char secret[KEY_BYTES] = "a key for tests only";
	struct fail f = FAIL_INIT;
	struct reader_options options = { .key = key_from(secret, &f),
		.keep_lost = keep_lost,
		.again = { bytes_read_memory, &memory } };
	struct account *account = account_new("ingest", &f);
	struct reader *in =
	    reader_open_bytes(bytes, "fuzz", schema, &options, account, &f);
	struct batch batch = { 0, 0, NULL };
	struct result result = { -1, 0, 0, 0, false };
	int class;

	if (in != NULL && batch_init(&batch, reader_schema(in), 16, &f) == 0) {
		while ((result.status = reader_next(in, &batch, &f)) == 1)
			batch_reset(&batch);
		result.utf16 =
		    encoding_is_utf16(reader_frame(in)->encoding.encoding);
		result.rows = account_loss(account, 0).rows;
		result.aside = account_loss(account, 0).aside;
		for (class = 0; class < LINE_CLASSES; class ++)
			result.lines +=
			    account_lines(account, 0, (enum line_class) class);
		batch_clear(&batch);
	}
	if ((result.status == -1) != (f.text[0] != '\0'))
		abort();
	reader_close(in);
	account_free(account);
	key_free((struct key *)options.key);
	return result;
}

/* LF, CRLF and CR end a line. */
static uint64_t
count_lines(const uint8_t *data, size_t size)
{
	uint64_t lines = 0;
	size_t i;

	for (i = 0; i < size; i++)
		lines +=
		    data[i] == '\n' ||
		    (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n'));
	return lines +
	       (size > 0 && data[size - 1] != '\n' && data[size - 1] != '\r');
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fail f = FAIL_INIT;
	struct bytes_memory memory, again, whole;
	bool keep_lost;
	struct bytes all = { bytes_read_memory, &memory };
	struct bytes single = { read_one, &again };
	struct table_schema *schema = NULL;
	struct result a, b;
	const char *text;
	bool typed;

	if (size == 0 || size > 1 << 16)
		return 0;
	text = schemas[data[0] % 3];
	keep_lost = data[0] / 3 % 2 == 1;
	typed = data[0] < FIRST_UNTYPED;
	if (typed && (schema = table_schema_parse(
			  text, strlen(text), "schema", &f)) == NULL)
		abort();
	memory.next = again.next = ++data;
	memory.left = again.left = --size;
	whole = memory;
	a = ingest(schema, all, whole, keep_lost);
	b = ingest(schema, single, whole, !keep_lost);
	if (a.status != b.status || a.rows != b.rows || a.aside != b.aside ||
	    a.lines != b.lines)
		abort();
	if (a.status == 0 && !a.utf16 && a.lines != count_lines(data, size))
		abort();
	table_schema_free(schema);
	return 0;
}
