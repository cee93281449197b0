#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"

/* FIPS 180-2, appendix B: one block, two blocks; and the empty message. */
static void
knows_the_standard_digests(void **state)
{
	static const struct {
		const char *message, *digest;
	} known[] = {
		{ "", "e3b0c44298fc1c149afbf4c8996fb924"
		      "27ae41e4649b934ca495991b7852b855" },
		{ "abc", "ba7816bf8f01cfea414140de5dae2223"
			 "b00361a396177a9cb410ff61f20015ad" },
		{ "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
		    "248d6a61d20638b8e5c026930c3e6039"
		    "a33ce45964ff2167f6ecedd419db06c1" },
	};
	char text[DIGEST_TEXT];
	struct fail f = FAIL_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(known); i++) {
		assert_int_equal(digest_bytes(known[i].message,
				     strlen(known[i].message), text, &f),
		    0);
		assert_string_equal(text, known[i].digest);
	}
}

/* FIPS 180-2, appendix B.3: a million times "a", here in a file. */
static void
digests_a_file(void **state)
{
	char path[] = "/tmp/test_hash.XXXXXX", text[DIGEST_TEXT], block[1000];
	struct fail f = FAIL_INIT;
	FILE *stream = fdopen(mkstemp(path), "w");

	(void)state;
	memset(block, 'a', sizeof(block));
	for (int i = 0; i < 1000; i++)
		assert_int_equal(fwrite(block, 1, 1000, stream), 1000);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(digest_file(path, text, &f), 0);
	assert_string_equal(text, "cdc76e5c9914fb9281a1c7e284d73e67"
				  "f1809a48a497200e046d39ccc7112cd0");
	unlink(path);
}

static void
says_what_cannot_be_read(void **state)
{
	char text[DIGEST_TEXT];
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(digest_file("/nowhere/x", text, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
	assert_string_equal(f.text,
	    "/nowhere/x: cannot open the file: No such file or directory");
	assert_int_equal(digest_file("/", text, &f), -1);
	assert_string_equal(f.text, "/: cannot read the file: Is a directory");
}

static void
hashes_the_same_within_a_run(void **state)
{
	(void)state;
	assert_true(hash_bytes("abc", 3) == hash_bytes("abcd", 3));
	assert_true(hash_bytes("abc", 3) != hash_bytes("abd", 3));
	assert_true(hash_bytes("", 0) == hash_bytes(NULL, 0));
}

/* The hash of "abc" as a run of this program by itself prints it. */
static uint64_t
hash_of_another_run(void)
{
	char self[4096], command[4200];
	uint64_t hash = 0;
	ssize_t length = readlink("/proc/self/exe", self, sizeof(self) - 1);
	FILE *pipe;

	assert_true(length > 0);
	self[length] = '\0';
	snprintf(command, sizeof(command), "'%s' print", self);
	assert_non_null(pipe = popen(command, "r"));
	assert_int_equal(fread(&hash, sizeof(hash), 1, pipe), 1);
	assert_int_equal(pclose(pipe), 0);
	return hash;
}

static void
hashes_otherwise_in_another_run(void **state)
{
	(void)state;
	assert_true(hash_of_another_run() != hash_of_another_run());
}

int
main(int argc, char *argv[])
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_standard_digests),
		cmocka_unit_test(digests_a_file),
		cmocka_unit_test(says_what_cannot_be_read),
		cmocka_unit_test(hashes_the_same_within_a_run),
		cmocka_unit_test(hashes_otherwise_in_another_run),
	};

	if (argc > 1 && strcmp(argv[1], "print") == 0) {
		uint64_t hash = hash_bytes("abc", 3);

		return fwrite(&hash, sizeof(hash), 1, stdout) != 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
