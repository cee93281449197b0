#include "unit.h"

#include <sys/stat.h>
#include <unistd.h>

#include "base/key.h"
#include "base/message.h"
#include "chaos.h"

#define TEXT \
	"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"

static int
enter_folder(void **state)
{
	char folder[] = "/tmp/test_key.XXXXXX";

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

static void
write_file(const char *path, const char *text, mode_t mode)
{
	FILE *stream;

	unlink(path);
	stream = fopen(path, "w");
	assert_non_null(stream);
	fputs(text, stream);
	fclose(stream);
	assert_int_equal(chmod(path, mode), 0);
}

static void
check_refused(const char *path, const char *part)
{
	struct fail f = FAIL_INIT;

	assert_null(key_open(path, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	if (strstr(f.text, part) == NULL)
		fail_msg("\"%s\" lacks \"%s\"", f.text, part);
}

/* python3 -c 'import hashlib; print(hashlib.blake2b(b"snils\0" +
 * b"11223344595", key=bytes(range(32)), digest_size=16).hexdigest())' */
static void
makes_pseudonyms(void **state)
{
	static const unsigned char expected[KEY_PSEUDONYM] = { 0x3c, 0x50, 0x6b,
		0x97, 0x19, 0x32, 0xe1, 0x29, 0x90, 0x75, 0xb0, 0x8b, 0xc7,
		0x7a, 0x4a, 0xa1 };
	unsigned char bytes[KEY_BYTES], found[KEY_PSEUDONYM];
	struct key *k;

	(void)state;
	for (unsigned char i = 0; i < KEY_BYTES; i++)
		bytes[i] = i;
	k = key_from(bytes, NULL);
	assert_non_null(k);
	key_pseudonym(k, "snils", "11223344595", 11, found);
	assert_memory_equal(found, expected, sizeof(found));
	/* the same with the context "fingerprint", the first 8 bytes */
	assert_string_equal(key_fingerprint(k), "5da0765b27aa7a5c");
	/* another context, another pseudonym */
	key_pseudonym(k, "inn", "11223344595", 11, found);
	assert_memory_not_equal(found, expected, sizeof(found));
	key_free(k);
	key_free(NULL);
}

static void
opens_a_key(void **state)
{
	struct key *k;

	(void)state;
	write_file("key", TEXT, 0600);
	k = key_open("key", NULL);
	assert_non_null(k);
	assert_string_equal(key_fingerprint(k), "5da0765b27aa7a5c");
	key_free(k);
	write_file("key", TEXT, 0400);
	assert_int_equal(symlink("key", "link"), 0);
	k = key_open("link", NULL);
	assert_non_null(k);
	key_free(k);
}

static void
refuses(void **state)
{
	static const mode_t modes[] = { 0644, 0640, 0604, 0660, 0620, 0700,
		0601, 04600 };
	char text[] = TEXT;
	(void)state;

	check_refused("none", "none: there is no key; make one with: make key");
	check_refused(".", "not a regular file");
	for (size_t i = 0; i < COUNT_OF(modes); i++) {
		write_file("key", TEXT, modes[i]);
		check_refused("key", "run: chmod 600 key");
	}
	write_file("key", "", 0600);
	check_refused("key", "no key, expected 64 hexadecimal digits");
	write_file("key", TEXT "\n", 0600);
	check_refused("key", "no key");
	write_file("key", &TEXT[1], 0600);
	check_refused("key", "no key");
	text[63] = 'g';
	write_file("key", text, 0600);
	check_refused("key", "no key");
	if (geteuid() == 0) {
		write_file("key", TEXT, 0600);
		assert_int_equal(chown("key", 1, 1), 0);
		check_refused("key", "belongs to another user");
	}
}

static void
creates_a_key(void **state)
{
	struct fail f = FAIL_INIT;
	struct stat about;
	struct key *a, *b;
	bool created;

	(void)state;
	assert_int_equal(key_create("x/y/key", &created, &f), 0);
	assert_true(created);
	assert_int_equal(stat("x/y/key", &about), 0);
	assert_int_equal(about.st_mode & 07777, 0600);
	assert_int_equal(about.st_size, 65);
	assert_int_equal(stat("x/y", &about), 0);
	assert_int_equal(about.st_mode & 07777, 0700);
	a = key_open("x/y/key", &f);
	assert_non_null(a);
	assert_int_equal(key_create("x/y/key", &created, &f), 0);
	assert_false(created);
	assert_int_equal(key_create("key2", &created, &f), 0);
	assert_true(created);
	b = key_open("key2", &f);
	assert_non_null(b);
	assert_string_not_equal(key_fingerprint(a), key_fingerprint(b));
	key_free(a);
	key_free(b);
	/* what is no key stays, too */
	write_file("other", "text", 0644);
	assert_int_equal(key_create("other", &created, &f), 0);
	assert_false(created);
	assert_int_equal(key_create("other/key", &created, &f), -1);
	assert_int_equal(f.status, FAIL_SYSTEM);
}

static void
survives_full_memory(void **state)
{
	bool created;

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct key *k = NULL;
		int status;

		unlink("z/key");
		chaos_start(n);
		status = key_create("z/key", &created, &f);
		if (status == 0)
			k = key_open("z/key", &f);
		chaos_stop();
		if (chaos_failed())
			assert_int_equal(f.status, FAIL_SYSTEM);
		else
			assert_non_null(k);
		key_free(k);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(makes_pseudonyms),
		cmocka_unit_test(opens_a_key),
		cmocka_unit_test(refuses),
		cmocka_unit_test(creates_a_key),
		cmocka_unit_test(survives_full_memory),
	};

	message_start();
	return cmocka_run_group_tests(tests, enter_folder, leave_folder);
}
