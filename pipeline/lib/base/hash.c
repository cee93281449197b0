/* hash.c - hashing for tables and digests for files */
#define _DEFAULT_SOURCE /* getentropy */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <unistd.h>

#include <openssl/evp.h>
#define XXH_INLINE_ALL
#include <xxhash.h>

#include "base/hash.h"
#include "base/message.h"

#define READ_SIZE 65536

/*
 * One seed per run, so that nobody can prepare data whose keys all collide.
 * Without a source of entropy the address of the seed must do.
 */
static uint64_t
hash_seed(void)
{
	static uint64_t seed;
	static bool seeded;

	if (!seeded) {
		if (getentropy(&seed, sizeof(seed)) == -1)
			seed = (uint64_t)(uintptr_t)&seed;
		seeded = true;
	}
	return seed;
}

uint64_t
hash_bytes(const void *bytes, size_t length)
{
	return XXH3_64bits_withSeed(bytes, length, hash_seed());
}

static void
digest_print(const unsigned char *digest, unsigned size, char *text)
{
	static const char digits[] = "0123456789abcdef";

	for (unsigned i = 0; i < size && 2 * i + 2 < DIGEST_TEXT; i++) {
		*text++ = digits[digest[i] >> 4];
		*text++ = digits[digest[i] & 15];
	}
	*text = '\0';
}

/* A started SHA-256, or NULL. */
static EVP_MD_CTX *
digest_start(struct fail *f)
{
	EVP_MD_CTX *context = EVP_MD_CTX_new();

	if (context == NULL ||
	    !EVP_DigestInit_ex(context, EVP_sha256(), NULL)) {
		EVP_MD_CTX_free(context);
		fail_set(f, FAIL_SYSTEM, "%s", _("SHA-256 is not available"));
		return NULL;
	}
	return context;
}

static int
digest_end(EVP_MD_CTX *context, char text[DIGEST_TEXT], struct fail *f)
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned size = 0;

	if (!EVP_DigestFinal_ex(context, digest, &size))
		return fail_set(
		    f, FAIL_SYSTEM, "%s", _("SHA-256 is not available"));
	digest_print(digest, size, text);
	return 0;
}

int
digest_bytes(
    const void *bytes, size_t length, char text[DIGEST_TEXT], struct fail *f)
{
	EVP_MD_CTX *context = digest_start(f);
	int status = -1;

	if (context == NULL)
		return -1;
	if (EVP_DigestUpdate(context, bytes, length))
		status = digest_end(context, text, f);
	else
		fail_set(f, FAIL_SYSTEM, "%s", _("SHA-256 is not available"));
	EVP_MD_CTX_free(context);
	return status;
}

static int
digest_stream(FILE *stream, EVP_MD_CTX *context)
{
	unsigned char buffer[READ_SIZE];
	size_t count;

	while ((count = fread(buffer, 1, sizeof(buffer), stream)) > 0)
		if (!EVP_DigestUpdate(context, buffer, count))
			return -1;
	return ferror(stream) ? -1 : 0;
}

int
digest_file(const char *path, char text[DIGEST_TEXT], struct fail *f)
{
	EVP_MD_CTX *context = NULL;
	FILE *stream;
	int status = -1;

	if ((stream = fopen(path, "rb")) == NULL)
		return fail_errno(f, _("%s: cannot open the file"), path);
	if ((context = digest_start(f)) == NULL)
		goto out;
	errno = 0;
	if (digest_stream(stream, context) == 0)
		status = digest_end(context, text, f);
	else
		fail_errno(f, _("%s: cannot read the file"), path);
out:
	EVP_MD_CTX_free(context);
	fclose(stream);
	return status;
}
