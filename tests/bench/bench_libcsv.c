/*
 * bench_libcsv.c - the records of a file by libcsv with empty callbacks: what
 * any reader on libcsv needs at least.
 *
 *	bench_libcsv DELIMITER <FILE
 */
#include <csv.h>
#include <stdio.h>
#include <stdlib.h>

#define BLOCK (1U << 20)

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

int
main(int argc, char *argv[])
{
	char *block = malloc(BLOCK);
	struct csv_parser parser;
	size_t length;

	if (argc != 2 || block == NULL || csv_init(&parser, 0) != 0)
		return EXIT_FAILURE;
	csv_set_delim(&parser, (unsigned char)argv[1][0]);
	while ((length = fread(block, 1, BLOCK, stdin)) > 0)
		if (csv_parse(&parser, block, length, on_field, on_record,
			NULL) != length)
			return EXIT_FAILURE;
	csv_fini(&parser, on_field, on_record, NULL);
	csv_free(&parser);
	free(block);
	return ferror(stdin) ? EXIT_FAILURE : EXIT_SUCCESS;
}
