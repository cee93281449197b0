#include "unit.h"

#include <unistd.h>

#include "base/digest.h"

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
	char path[] = "/tmp/test_digest.XXXXXX", text[DIGEST_TEXT], block[1000];
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(knows_the_standard_digests),
		cmocka_unit_test(digests_a_file),
		cmocka_unit_test(says_what_cannot_be_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
