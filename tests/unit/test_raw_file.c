#include "unit.h"

#include <fcntl.h>
#include <unistd.h>

#include "record/raw_file.h"

static const char text[] = "a;b\n1;2\n";

static void
write_file(const char *path)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void
check_text(struct raw_file *file)
{
	char found[100];

	assert_int_equal(
	    raw_file_read(file, found, sizeof(found)), strlen(text));
	assert_memory_equal(found, text, strlen(text));
	assert_int_equal(raw_file_read(file, found, sizeof(found)), 0);
}

static void
reads_a_file_twice(void **state)
{
	struct fail f = FAIL_INIT;
	struct raw_file file = RAW_FILE_INIT, again;
	char digest[DIGEST_TEXT];

	(void)state;
	write_file("file");
	assert_int_equal(raw_file_open(&file, "file", "x", &f), 0);
	again = file;
	check_text(&file);
	check_text(&again);
	assert_int_equal(raw_file_check(&file, &f), 0);
	assert_int_equal(raw_file_digest(&file, digest, &f), 0);
	/* printf 'a;b\n1;2\n' | sha256sum */
	assert_string_equal(digest,
	    "403bea5152c251c5bc7ef420d824d191605723f99392e83a0549ad58c6d46291");
	raw_file_close(&file);
}

/* A copy of what a pipe gives is a file. */
static void
copies_what_ends(void **state)
{
	struct fail f = FAIL_INIT;
	struct raw_file file = RAW_FILE_INIT, again;
	struct bytes_memory memory = { (const unsigned char *)text,
		strlen(text) };
	struct bytes bytes = { bytes_read_memory, &memory };

	(void)state;
	assert_int_equal(raw_file_copy(&file, bytes, "x", &f), 0);
	again = file;
	check_text(&file);
	check_text(&again);
	assert_int_equal(raw_file_check(&file, &f), 0);
	raw_file_close(&file);
}

static ssize_t
read_nothing(void *context, void *buffer, size_t size)
{
	(void)context;
	(void)buffer;
	(void)size;
	return -1;
}

static void
tells_of_failed_reads(void **state)
{
	struct fail f = FAIL_INIT;
	struct raw_file file = RAW_FILE_INIT;
	struct bytes bytes = { read_nothing, NULL };

	(void)state;
	assert_int_equal(raw_file_copy(&file, bytes, "x", &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	raw_file_close(&file);
}

static void
check_changed(long size, const char *expected)
{
	struct fail f = FAIL_INIT;
	struct raw_file file = RAW_FILE_INIT;
	char byte;

	write_file("file");
	assert_int_equal(raw_file_open(&file, "file", "x", &f), 0);
	assert_int_equal(raw_file_read(&file, &byte, 1), 1);
	assert_int_equal(truncate("file", size), 0);
	while (raw_file_read(&file, &byte, 1) == 1)
		;
	assert_int_equal(raw_file_check(&file, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text, expected);
	raw_file_close(&file);
}

static void
notices_changes(void **state)
{
	(void)state;
	check_changed(3,
	    "x: it had 8 bytes and has 3 now; it was changed while "
	    "it was read: try again");
	check_changed(9,
	    "x: it had 8 bytes and has 9 now; it was changed while "
	    "it was read: try again");
}

static void
check_refused(const char *path, const char *expected)
{
	struct fail f = FAIL_INIT;
	struct raw_file file = RAW_FILE_INIT;

	assert_int_equal(raw_file_open(&file, path, "x", &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text, expected);
	raw_file_close(&file);
}

static void
refuses_what_is_no_file(void **state)
{
	struct fail f = FAIL_INIT;
	struct raw_file file = RAW_FILE_INIT;

	(void)state;
	check_refused(".", "x: found a directory, expected a file");
	check_refused("/dev/zero", "x: found a device, expected a file");
	check_refused(
	    "none", "x: cannot open the file: No such file or directory");
	assert_int_equal(raw_file_open(&file, "/dev/null", "x", &f), 0);
	assert_int_equal(file.size, 0);
	raw_file_close(&file);
}

static int
enter_folder(void **state)
{
	char folder[] = "/tmp/test_raw_file.XXXXXX";

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
		cmocka_unit_test(reads_a_file_twice),
		cmocka_unit_test(copies_what_ends),
		cmocka_unit_test(tells_of_failed_reads),
		cmocka_unit_test(notices_changes),
		cmocka_unit_test(refuses_what_is_no_file),
	};

	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
