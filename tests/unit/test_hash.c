#include "unit.h"

#include <sys/wait.h>
#include <unistd.h>

#include "base/hash.h"

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
		cmocka_unit_test(hashes_the_same_within_a_run),
		cmocka_unit_test(hashes_otherwise_in_another_run),
	};

	if (argc > 1 && strcmp(argv[1], "print") == 0) {
		uint64_t hash = hash_bytes("abc", 3);

		return fwrite(&hash, sizeof(hash), 1, stdout) != 1;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
