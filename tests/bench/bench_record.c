/*
 * bench_record.c - how fast records are found and split, against libcsv with
 * empty callbacks on the same bytes in memory.
 *
 *	bench_record [MIB [TITLE]]	MiB of each kind of file [256]; one kind
 *
 * Prints MB/s (10^6 bytes a second of processor time), the best of three runs,
 * of finding blocks alone, of blocks and their fields, of libcsv, and of
 * memchr() for the line ends.  Of damaged files libcsv reads something else, if
 * it is as fast.
 */
#define _POSIX_C_SOURCE 200809L
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "record/record.h"

#define RUNS 3

struct file {
	const char *title;
	char delimiter, quote;
	size_t width;
	const char *const *lines; /* repeated until the file is full */
	size_t count;
};

static const char *const plain[] = {
	"\xCC\xEE\xF1\xEA\xE2\xE0;09.02.07;2022;"
	"\xC3\xC1\xCF\xCE\xD3 \xCA\xEE\xEB\xEB\xE5\xE4\xE6 \xB9 12;25;20;80,0;"
	"\xE4\xE0;2022-06-30\r\n",
	"\xD2\xE0\xF2\xE0\xF0\xF1\xF2\xE0\xED;15.01.05;2023;"
	"\xC3\xC0\xCF\xCE\xD3 \xD2\xE5\xF5\xED\xE8\xEA\xF3\xEC;117;9;7,7;;\r\n",
};
static const char *const quoted[] = {
	"\"Moscow\",\"09.02.07\",\"2022\",\"College No 12\",\"25\",\"20\","
	"\"80.0\",\"yes\",\"2022-06-30\"\n",
	"\"Kazan\",\"15.01.05\",\"2023\",\"OOO \"\"Luch\"\"\",\"117\",\"9\","
	"\"7.7\",\"\",\"\"\n",
};
static const char *const some[] = {
	"Moscow;09.02.07;2022;\"OOO \"\"Luch\"\"\";25;20;80,0;yes;\n",
	"Kazan;15.01.05;2023;Institute;117;9;7,7;;\n",
	"Kazan;15.01.05;2023;Institute;117;9;7,7;;\n",
	"Perm;15.01.05;2023;\"Institute;\nof music\";117;9;7,7;;\n",
};
static const char *const damaged[] = {
	"Moscow;09.02.07;2022;\"OOO Luch;25;20;80,0;yes;\n",
	"Kazan;15.01.05;2023;\"OOO \"Luch\"\";117;9;7,7;;\n",
	"Perm;15.01.05;2023;\"College\";117;9;7,7;;\n",
	"Perm;15.01.05;2023;\"\"Luch;117;9;7,7;;\n",
};
static const char *const short_lines[] = { "ab;cd\n" };
static const char *const one_each[] = { "\"ab;cd\n" };
static const char *const pairs[] = { "\"\"ab;cd\n" };
static const char *const alternating[] = { "\"ab;cd\n", "a\"\"b;cd\n" };

static const struct file files[] = {
	{ "plain ;", ';', '"', 9, plain, 2 },
	{ "plain ; nothing quoted", ';', 0, 9, plain, 2 },
	{ "all quoted ,", ',', '"', 9, quoted, 2 },
	{ "some quoted ;", ';', '"', 9, some, 4 },
	{ "damaged ;", ';', '"', 9, damaged, 4 },
	{ "short lines ;", ';', '"', 2, short_lines, 1 },
	{ "a mark a line", ';', '"', 2, one_each, 1 },
	{ "two marks a line", ';', '"', 2, pairs, 1 },
	{ "unclosed, doubled", ';', '"', 2, alternating, 2 },
	{ "one mark, then none", ';', '"', 2, NULL, 0 },
};

static double
seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static size_t
make(const struct file *file, unsigned char *bytes, size_t size)
{
	size_t used = 0, i, length;

	if (file->count == 0) {
		memset(bytes, 'a', size);
		bytes[0] = '"';
		for (i = 60; i < size; i += 60)
			bytes[i] = '\n';
		return size;
	}
	for (i = 0;; i++) {
		length = strlen(file->lines[i % file->count]);
		if (used + length > size)
			return used;
		memcpy(bytes + used, file->lines[i % file->count], length);
		used += length;
	}
}

/* Blocks, and their fields too unless there is no cursor for them. */
static size_t
find_records(const struct file *file, const unsigned char *bytes, size_t length,
    bool fields)
{
	struct dialect dialect = { .delimiter = file->delimiter,
		.quote = file->quote,
		.width = file->width };
	struct bytes_memory memory = { bytes, length };
	struct bytes source = { bytes_read_memory, &memory };
	struct fail f = FAIL_INIT;
	struct record_block block = RECORD_BLOCK_INIT;
	struct record_reader *in = record_open(source, file->title, &f);
	struct record_cursor *cursor = NULL;
	struct record r;
	size_t count = 0;

	if (in == NULL)
		exit(3);
	record_dialect(in, &dialect, 0);
	if ((cursor = record_cursor_open(in, &f)) == NULL)
		exit(3);
	while (record_block_next(in, &block, &f) == 1) {
		if (!fields) {
			count += block.length;
			continue;
		}
		record_cursor_start(cursor, &block);
		while (record_cursor_next(cursor, &r, &f) == 1)
			count += r.field_count;
	}
	record_cursor_close(cursor);
	record_block_clear(&block);
	record_close(in);
	return count;
}

static void
on_field(void *bytes, size_t length, void *context)
{
	(void)bytes;
	(void)length;
	(void)context;
}

static void
on_record(int character, void *context)
{
	(void)character;
	(void)context;
}

static void
by_libcsv(const struct file *file, const unsigned char *bytes, size_t length)
{
	struct csv_parser parser;
	size_t i, part;

	if (csv_init(&parser, 0) != 0)
		exit(3);
	csv_set_delim(&parser, (unsigned char)file->delimiter);
	csv_set_quote(&parser, (unsigned char)file->quote);
	for (i = 0; i < length; i += part) {
		part = length - i < 65536 ? length - i : 65536;
		csv_parse(&parser, bytes + i, part, on_field, on_record, NULL);
	}
	csv_fini(&parser, on_field, on_record, NULL);
	csv_free(&parser);
}

static void
by_memchr(const unsigned char *bytes, size_t length)
{
	const unsigned char *end = bytes + length;

	while ((bytes = memchr(bytes, '\n', (size_t)(end - bytes))) != NULL)
		bytes++;
}

static double
best_rate(int kind, const struct file *file, const unsigned char *bytes,
    size_t length)
{
	double start, took, best = 0;
	int run;

	for (run = 0; run < RUNS; run++) {
		start = seconds();
		switch (kind) {
		case 0:
		case 1:
			find_records(file, bytes, length, kind == 1);
			break;
		case 2:
			by_libcsv(file, bytes, length);
			break;
		case 3:
			by_memchr(bytes, length);
			break;
		}
		took = seconds() - start;
		if (run == 0 || took < best)
			best = took;
	}
	return (double)length / best / 1e6;
}

int
main(int argc, char **argv)
{
	size_t size = (argc > 1 ? strtoul(argv[1], NULL, 10) : 256) << 20, i;
	unsigned char *bytes = malloc(size);
	int kind;

	if (bytes == NULL)
		return 3;
	printf("%-24s%10s%10s%10s%10s\n", "MB/s", "blocks", "fields", "libcsv",
	    "lines");
	for (i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		size_t length;

		if (argc > 2 && strcmp(files[i].title, argv[2]) != 0)
			continue;
		length = make(&files[i], bytes, size);
		printf("%-24s", files[i].title);
		for (kind = 0; kind < 4; kind++) {
			printf("%10.0f",
			    best_rate(kind, &files[i], bytes, length));
			fflush(stdout);
		}
		putchar('\n');
	}
	free(bytes);
	return 0;
}
