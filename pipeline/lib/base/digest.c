/* digest.c - SHA-256 of bytes and files (digest.h) */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <openssl/crypto.h>
#include <openssl/evp.h>

#include "base/digest.h"
#include "base/message.h"

#define READ_SIZE 65536

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
	EVP_MD_CTX *context;

	/* the configuration of the machine has no say in SHA-256; it is long */
	OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, NULL);
	context = EVP_MD_CTX_new();
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

/* All from offset on; a system call may be interrupted. */
static int
digest_bytes_of(int descriptor, off_t offset, EVP_MD_CTX *context)
{
	unsigned char buffer[READ_SIZE];
	ssize_t count;

	for (;;) {
		count = pread(descriptor, buffer, sizeof(buffer), offset);
		if (count == 0)
			return 0;
		if (count == -1 && errno == EINTR)
			continue;
		if (count == -1 ||
		    !EVP_DigestUpdate(context, buffer, (size_t)count))
			return -1;
		offset += count;
	}
}

int
digest_descriptor(int descriptor, off_t start, const char *name,
    char text[DIGEST_TEXT], struct fail *f)
{
	EVP_MD_CTX *context = digest_start(f);
	int status = -1;

	if (context == NULL)
		return -1;
	errno = 0;
	if (digest_bytes_of(descriptor, start, context) == 0)
		status = digest_end(context, text, f);
	else
		fail_errno(f, _("%s: cannot read the file"), name);
	EVP_MD_CTX_free(context);
	return status;
}

int
digest_file(const char *path, char text[DIGEST_TEXT], struct fail *f)
{
	int descriptor = open(path, O_RDONLY | O_CLOEXEC), status;

	if (descriptor == -1)
		return fail_errno(f, _("%s: cannot open the file"), path);
	status = digest_descriptor(descriptor, 0, path, text, f);
	close(descriptor);
	return status;
}
