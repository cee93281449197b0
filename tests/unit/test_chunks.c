#include "unit.h"

#include <unistd.h>

#include "base/message.h"
#include "reader/reader.h"
#include "table/arrow.h"

/* Files of several blocks: each line is made from its number. */
#define FILE_SIZE (5 * RECORD_BLOCK / 2)

static const char flat[] =
    "{\"name\": \"flat\", \"fields\": ["
    "{\"name\": \"college\", \"aliases\": [\"Колледж\"]},"
    "{\"name\": \"students\", \"type\": \"integer\", \"role\": \"count\"},"
    "{\"name\": \"day\", \"type\": \"date\"}]}";

static const char shares[] =
    "{\"name\": \"shares\", \"fields\": ["
    "{\"name\": \"college\", \"aliases\": [\"Колледж\"]},"
    "{\"name\": \"share\", \"type\": \"number\", \"role\": \"measure\"},"
    "{\"name\": \"day\", \"type\": \"date\"}]}";

static const char sections[] =
    "{\"name\": \"wide\", \"fields\": ["
    "{\"name\": \"region\", \"constraints\": {\"required\": true}},"
    "{\"name\": \"sex\"}, {\"name\": \"age\"}, {\"name\": \"level\"},"
    "{\"name\": \"n\", \"type\": \"integer\", \"role\": \"count\"}],"
    "\"layout\": {\"sections\": {"
    "\"column\": \"age\", \"total\": \"all\", \"levels\": ["
    "{\"field\": \"region\", \"headings\": \"*\"},"
    "{\"field\": \"sex\", \"initial\": \"_T\", \"headings\": ["
    "{\"starts\": \"Мужчины\", \"value\": \"M\"}]}]},"
    "\"unpivot\": {\"name\": \"level\", \"value\": \"n\", \"columns\": ["
    "{\"value\": \"a\", \"aliases\": [\"Всего\"]},"
    "{\"value\": \"b\", \"aliases\": [\"Среднее\"]}]}}}";

static void
clean(FILE *file, unsigned i)
{
	fprintf(file, "Колледж %u;%u;%02u.02.2022\n", i % 500, i, 1 + i % 28);
}

/* Pages with the header and its numbers on each. */
static void
pages(FILE *file, unsigned i)
{
	if (i % 57 == 0)
		fputs("Колледж;students;day\n1;2;3\n", file);
	clean(file, i);
}

/* Every line is one of a single cell, but for runs of rows: whether it is a
 * note is known at the end only. */
static void
lone(FILE *file, unsigned i)
{
	if (i / 40000 % 2 == 0)
		clean(file, i);
	else
		fprintf(file, "строка %u\n", i);
}

/* Texts over several lines. */
static void
breaks(FILE *file, unsigned i)
{
	fprintf(file, "\"Колледж\n«%u»;\r\n\";%u;\n", i % 900, i % 7);
}

static void
damage(FILE *file, unsigned i)
{
	static const char *const lines[] = { "\"Открыто;1;\n", "A;2;\n",
		"B;x;\n", "C;1;2;3;4\n", "D;1\n", "\n", "E\"F\";3;\n",
		"Итого;4;\n", "\"G\"\"\";5;01.01.2022\r\n",
		"\"H\";6;99.01.2022\r" };

	if (i > 50000 && i % 11 == 0)
		fwrite("N\0N;7;\nA\xFF;2;\n", 1, 13, file);
	fputs(lines[i % COUNT_OF(lines)], file);
}

/* Rows that are notes only where they stand below the data, often among blank
 * lines; beyond the head of the file, too. */
static void
gaps(FILE *file, unsigned i)
{
	static const char *const lines[] = { "\n", ";;\n", "слова;;\n",
		"слова\n", "* слова;;\n", "\n" };

	if (i % 40 > 8)
		clean(file, i);
	else
		fputs(lines[i * 7919 / 40 % COUNT_OF(lines)], file);
}

/* Numbers that are open in themselves; a few prove the decimal comma. */
static void
open_numbers(FILE *file, unsigned i)
{
	if (i % 1000 == 999)
		fputs("Колледж;12,5;\n", file);
	else
		fprintf(file, "Колледж;%u,%03u;\n", 1 + i % 9, i % 1000);
}

static void
stacked(FILE *file, unsigned i)
{
	if (i % 100 == 0)
		fprintf(file, "Область %u;;\n", i / 100);
	else if (i % 50 == 0)
		fputs("Мужчины;3;4\n", file);
	else
		fprintf(file, "%u;%u;%u\n", i % 100, i, i % 13);
}

static const struct {
	const char *schema; /* NULL: none */
	const char *header;
	void (*line)(FILE *, unsigned);
	const char *end;
} files[] = {
	{ flat, "Колледж;students;day\n", clean, "" },
	{ flat, "", pages, "Примечание: конец\n" },
	{ flat, "Колледж;students;day\n", lone, "конец\n" },
	{ flat, "Колледж;students;day\n", breaks, "A;1;" },
	{ flat, "Колледж;students;day\n", damage, "" },
	{ shares, "Колледж;share;day\n", open_numbers, "" },
	{ sections, "Возраст;Всего;Среднее\n", stacked, "" },
	{ NULL, "", pages, "конец\n" },
	{ NULL, "Колледж;students;day\n", lone, "" },
	{ NULL, "Колледж;students;day\n", damage, "" },
	{ NULL, "Колледж;students;day\n", gaps, "слова;;\n;;\nслова;;\n" },
};

#define OPEN_FILE 5

static char *
make_file(size_t which, size_t *length)
{
	char *bytes = NULL;
	FILE *file = open_memstream(&bytes, length);
	long size =
	    files[which].line == gaps ? RECORD_HEAD + FILE_SIZE : FILE_SIZE;
	unsigned i;

	fputs(files[which].header, file);
	for (i = 0; ftell(file) < size; i++)
		files[which].line(file, i);
	fputs(files[which].end, file);
	fclose(file);
	return bytes;
}

static void
add_file(FILE *to, const char *path)
{
	char buffer[4096];
	FILE *file = fopen(path, "rb");
	size_t got;

	assert_non_null(file);
	while ((got = fread(buffer, 1, sizeof(buffer), file)) > 0)
		fwrite(buffer, 1, got, to);
	fclose(file);
}

/* The table, the findings and the record, one after another. */
static char *
read_all(const struct table_schema *schema, const char *bytes, size_t length,
    unsigned jobs, size_t *size)
{
	struct fail f = FAIL_INIT;
	struct bytes_memory memory = { (const unsigned char *)bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct reader_options options = { .jobs = jobs };
	struct account *account = account_new("ingest", &f);
	struct reader *in;
	struct arrow_writer *out;
	struct batch batch;
	char *text = NULL;
	FILE *stream = open_memstream(&text, size);
	int more;

	assert_int_equal(account_set_aside(account, "a.csv", &f), 0);
	in = reader_open_bytes(source, "in.csv", schema, &options, account, &f);
	if (in == NULL)
		fail_msg("%s", f.text);
	out = arrow_create(stream, ARROW_STREAM, reader_schema(in), &f);
	assert_non_null(out);
	assert_int_equal(batch_init(&batch, reader_schema(in), 64, &f), 0);
	while ((more = reader_next(in, &batch, &f)) == 1) {
		assert_int_equal(arrow_write(out, &batch, &f), 0);
		batch_reset(&batch);
	}
	assert_int_equal(more, 0);
	assert_int_equal(arrow_finish(out, &f), 0);
	assert_int_equal(account_write(account, "r.json", &f), 0);
	add_file(stream, "a.csv");
	add_file(stream, "r.json");
	fclose(stream);
	batch_clear(&batch);
	arrow_writer_free(out);
	reader_close(in);
	account_free(account);
	return text;
}

static void
check_jobs(size_t which)
{
	static const unsigned jobs[] = { 2, 5 };
	struct fail f = FAIL_INIT;
	const char *json = files[which].schema;
	struct table_schema *schema = NULL;
	size_t length, size, other_size;
	char *bytes = make_file(which, &length);
	char *one, *other;

	if (json != NULL)
		schema =
		    table_schema_parse(json, strlen(json), "schema.json", &f);
	assert_true(json == NULL || schema != NULL);
	one = read_all(schema, bytes, length, 1, &size);
	for (size_t i = 0; i < COUNT_OF(jobs); i++) {
		other = read_all(schema, bytes, length, jobs[i], &other_size);
		if (size != other_size || memcmp(one, other, size) != 0)
			fail_msg("file %zu: %u jobs differ", which, jobs[i]);
		free(other);
	}
	free(one);
	free(bytes);
	table_schema_free(schema);
}

static void
same_for_any_jobs(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(files); i++)
		check_jobs(i);
}

/* All lines in their classes, also where a note is known at the end only. */
static void
counts_lines(void **state)
{
	static const char end[] = "\nnote\nnote\n";
	struct fail f = FAIL_INIT;
	struct account *account = account_new("ingest", &f);
	struct reader_options options = { .jobs = 3 };
	struct table_schema *schema =
	    table_schema_parse(flat, strlen(flat), "schema.json", &f);
	struct batch batch;
	struct bytes_memory memory;
	struct bytes source = { bytes_read_memory, &memory };
	struct reader *in;
	char *bytes = NULL;
	size_t length;
	FILE *file = open_memstream(&bytes, &length);
	uint64_t rows = 0;

	(void)state;
	fputs("Колледж;students;day\n", file);
	for (unsigned i = 0; i < 200000; i++)
		clean(file, i);
	fputs(end, file);
	fclose(file);
	memory = (struct bytes_memory){ (const unsigned char *)bytes, length };
	in = reader_open_bytes(source, "in.csv", schema, &options, account, &f);
	assert_non_null(in);
	assert_int_equal(batch_init(&batch, reader_schema(in), 64, &f), 0);
	for (; reader_next(in, &batch, &f) == 1; batch_reset(&batch)) {
		/* 200,000 = 3 * 65,536 + 3,392 */
		assert_true(batch.length == BATCH_ROWS || rows == 196608);
		rows += batch.length;
	}
	assert_int_equal(rows, 200000);
	assert_int_equal(account_lines(account, 0, LINE_DATA), 200000);
	assert_int_equal(account_lines(account, 0, LINE_NOTE), 2);
	assert_int_equal(account_lines(account, 0, LINE_BLANK), 1);
	batch_clear(&batch);
	reader_close(in);
	account_free(account);
	table_schema_free(schema);
	free(bytes);
}

/* What the whole column proves holds from its first row on. */
static void
reads_by_evidence(void **state)
{
	struct fail f = FAIL_INIT;
	struct account *account = account_new("ingest", &f);
	struct reader_options options = { .jobs = 2 };
	struct table_schema *schema =
	    table_schema_parse(shares, strlen(shares), "schema.json", &f);
	size_t length;
	char *bytes = make_file(OPEN_FILE, &length);
	struct bytes_memory memory = { (const unsigned char *)bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct reader *in =
	    reader_open_bytes(source, "in.csv", schema, &options, account, &f);
	struct batch batch;

	(void)state;
	assert_non_null(in);
	assert_int_equal(batch_init(&batch, reader_schema(in), 64, &f), 0);
	assert_int_equal(reader_next(in, &batch, &f), 1);
	/* line 4: "3,002" */
	assert_true(column_number(&batch.columns[1], 2) == 3.002);
	batch_clear(&batch);
	reader_close(in);
	account_free(account);
	table_schema_free(schema);
	free(bytes);
}

/* Nothing is left running when it is closed in the middle. */
static void
closes_early(void **state)
{
	struct fail f = FAIL_INIT;
	struct account *account = account_new("ingest", &f);
	struct reader_options options = { .jobs = 5 };
	size_t length;
	char *bytes = make_file(0, &length);
	struct bytes_memory memory = { (const unsigned char *)bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct reader *in =
	    reader_open_bytes(source, "in.csv", NULL, &options, account, &f);
	struct batch batch;

	(void)state;
	assert_non_null(in);
	assert_int_equal(batch_init(&batch, reader_schema(in), 64, &f), 0);
	assert_int_equal(reader_next(in, &batch, &f), 1);
	batch_clear(&batch);
	reader_close(in);
	account_free(account);
	free(bytes);
}

static int
enter_folder(void **state)
{
	char folder[] = "/tmp/test_chunks.XXXXXX";

	if (mkdtemp(folder) == NULL || chdir(folder) == -1)
		return -1;
	*state = strdup(folder);
	return 0;
}

static int
leave_folder(void **state)
{
	char command[100];

	snprintf(command, sizeof(command), "rm -rf %s", (char *)*state);
	free(*state);
	return chdir("/") == -1 ? -1 : system(command);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_for_any_jobs),
		cmocka_unit_test(counts_lines),
		cmocka_unit_test(reads_by_evidence),
		cmocka_unit_test(closes_early),
	};

	message_start();
	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
