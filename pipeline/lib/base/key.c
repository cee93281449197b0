/* key.c - keyed pseudonyms by libsodium (key.h) */
#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/key.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/path.h"

#define DIGITS (2 * KEY_BYTES)
#define INPUT_MAX 128 /* bytes that are hashed: one block of BLAKE2b */
#define CONTEXT_MAX 32

struct key {
	unsigned char bytes[KEY_BYTES];
	char fingerprint[KEY_FINGERPRINT];
};

static int
start(struct fail *f)
{
	if (sodium_init() == -1)
		return fail_set(
		    f, FAIL_SYSTEM, "%s", _("libsodium does not start"));
	return 0;
}

void
key_pseudonym(const struct key *k, const char *context, const char *identifier,
    size_t length, unsigned char pseudonym[KEY_PSEUDONYM])
{
	unsigned char input[INPUT_MAX];
	size_t prefix = strlen(context) + 1;

	assert(prefix <= CONTEXT_MAX && length <= INPUT_MAX - CONTEXT_MAX);
	memcpy(input, context, prefix);
	memcpy(input + prefix, identifier, length);
	/* fails only for lengths that the library does not know */
	(void)crypto_generichash(pseudonym, KEY_PSEUDONYM, input,
	    prefix + length, k->bytes, KEY_BYTES);
}

struct key *
key_from(const unsigned char bytes[KEY_BYTES], struct fail *f)
{
	unsigned char hash[KEY_PSEUDONYM];
	struct key *k;

	if (start(f) == -1 || (k = memory_array(1, sizeof(*k), f)) == NULL)
		return NULL;
	memcpy(k->bytes, bytes, KEY_BYTES);
	key_pseudonym(k, "fingerprint", "", 0, hash);
	sodium_bin2hex(k->fingerprint, sizeof(k->fingerprint), hash,
	    (sizeof(k->fingerprint) - 1) / 2);
	return k;
}

void
key_free(struct key *k)
{
	if (k == NULL)
		return;
	sodium_memzero(k, sizeof(*k));
	free(k);
}

const char *
key_fingerprint(const struct key *k)
{
	return k->fingerprint;
}

/* ---- the file ---- */

/* Only its owner may know it, and that must be who runs the program. */
static int
check_file(int descriptor, const char *path, struct fail *f)
{
	struct stat about;

	if (fstat(descriptor, &about) == -1)
		return fail_errno(f, _("%s: cannot read the key"), path);
	if (!S_ISREG(about.st_mode))
		return fail_set(f, FAIL_USAGE,
		    _("%s: not a regular file, expected a key; name another "
		      "file"),
		    path);
	if (about.st_uid != geteuid())
		return fail_set(f, FAIL_USAGE,
		    _("%s: the key belongs to another user, who could replace "
		      "it; use a key of your own"),
		    path);
	if ((about.st_mode & 07777) != 0600 && (about.st_mode & 07777) != 0400)
		return fail_set(f, FAIL_USAGE,
		    _("%s: others could read the key: found mode %04o, "
		      "expected 0600; run: chmod 600 %s"),
		    path, (unsigned)(about.st_mode & 07777), path);
	return 0;
}

/* Bytes that were read, at most size; -1 and errno. */
static ssize_t
read_all(int descriptor, char *buffer, size_t size)
{
	size_t used = 0;
	ssize_t got = 1;

	while (used < size && got != 0) {
		got = read(descriptor, buffer + used, size - used);
		if (got == -1 && errno != EINTR)
			return -1;
		used += got > 0 ? (size_t)got : 0;
	}
	return (ssize_t)used;
}

static int
read_key(int descriptor, const char *path, unsigned char bytes[KEY_BYTES],
    struct fail *f)
{
	char text[DIGITS + 2];
	ssize_t got = read_all(descriptor, text, sizeof(text));
	size_t decoded = 0;
	int status = 0;

	if (got == -1)
		status = fail_errno(f, _("%s: cannot read the key"), path);
	else if (got != DIGITS + 1 || text[DIGITS] != '\n' ||
		 sodium_hex2bin(bytes, KEY_BYTES, text, DIGITS, NULL, &decoded,
		     NULL) != 0 ||
		 decoded != KEY_BYTES)
		status = fail_set(f, FAIL_USAGE,
		    _("%s: no key, expected %d hexadecimal digits and a line "
		      "feed; restore the key, or delete the file and run: "
		      "make key"),
		    path, DIGITS);
	sodium_memzero(text, sizeof(text));
	return status;
}

struct key *
key_open(const char *path, struct fail *f)
{
	unsigned char bytes[KEY_BYTES];
	struct key *k = NULL;
	int descriptor;

	if (start(f) == -1)
		return NULL;
	/* a pipe must not keep it waiting: check_file() refuses it */
	descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	if (descriptor == -1) {
		if (errno == ENOENT)
			fail_set(f, FAIL_USAGE,
			    _("%s: there is no key; make one with: make key"),
			    path);
		else
			fail_set(f, FAIL_USAGE,
			    _("%s: cannot read the key: %s"), path,
			    strerror(errno));
		return NULL;
	}
	if (check_file(descriptor, path, f) == 0 &&
	    read_key(descriptor, path, bytes, f) == 0)
		k = key_from(bytes, f);
	sodium_memzero(bytes, sizeof(bytes));
	close(descriptor);
	return k;
}

/* ---- a new key ---- */

/* The folder and those above it; what is there stays as it is. */
static int
make_folders(const char *path, struct fail *f)
{
	char *folder = path_folder(path, f), *end;
	int status = 0;

	if (folder == NULL)
		return -1;
	for (end = folder + 1; status == 0 && end[-1] != '\0'; end++) {
		char kept = *end;

		if (kept != '/' && kept != '\0')
			continue;
		*end = '\0';
		if (mkdir(folder, 0700) == -1 && errno != EEXIST)
			status = fail_errno(
			    f, _("%s: cannot create the folder"), folder);
		*end = kept;
	}
	free(folder);
	return status;
}

static int
write_key(int descriptor)
{
	unsigned char bytes[KEY_BYTES];
	char text[DIGITS + 1];
	ssize_t written;

	randombytes_buf(bytes, sizeof(bytes));
	sodium_bin2hex(text, sizeof(text), bytes, sizeof(bytes));
	text[DIGITS] = '\n';
	written = write(descriptor, text, sizeof(text));
	sodium_memzero(bytes, sizeof(bytes));
	sodium_memzero(text, sizeof(text));
	if (written == -1)
		return -1;
	if (written != (ssize_t)sizeof(text)) {
		errno = ENOSPC;
		return -1;
	}
	return fsync(descriptor);
}

/* The file gets its name when it is whole, and only if nothing has it: of two
 * programs that create a key at once one does, and both use that one. */
static int
publish(const char *temporary, const char *path, bool *created, struct fail *f)
{
	*created = link(temporary, path) == 0;
	if (!*created && errno != EEXIST)
		return fail_errno(
		    f, _("%s: cannot give the file its name"), path);
	return 0;
}

int
key_create(const char *path, bool *created, struct fail *f)
{
	char *temporary;
	struct stat about;
	int descriptor, status = -1;

	*created = false;
	if (lstat(path, &about) == 0)
		return 0;
	if (start(f) == -1 || make_folders(path, f) == -1 ||
	    (temporary = path_format(f, "%s.XXXXXX", path)) == NULL)
		return -1;
	/* mode 0600, O_EXCL */
	if ((descriptor = mkstemp(temporary)) == -1) {
		fail_errno(f, _("%s: cannot create the file"), path);
		free(temporary);
		return -1;
	}
	if (write_key(descriptor) == -1)
		fail_errno(f, _("%s: cannot write"), path);
	else
		status = publish(temporary, path, created, f);
	unlink(temporary);
	close(descriptor);
	free(temporary);
	return status;
}
