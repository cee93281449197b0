/*
 * key.h - the secret key under which persons have pseudonyms.
 *
 *	bool created;
 *	if (key_create(path, &created, f) == -1) ...	(once)
 *
 *	struct key *k = key_open(path, f);
 *	unsigned char pseudonym[KEY_PSEUDONYM];
 *	key_pseudonym(k, "snils", "11223344595", 11, pseudonym);
 *	schema_set(&schema, SCHEMA_KEY, key_fingerprint(k), f);
 *	key_free(k);
 *
 * A pseudonym is the keyed BLAKE2b (RFC 7693) of the context, a zero byte and
 * the identifier, its length of 16 bytes a parameter of the hash.  The
 * same identifier has one pseudonym under a key, and without the key nobody
 * can try all identifiers, of which there are few.
 *
 * The file of a key holds 64 hexadecimal digits and a line feed.  It must be a
 * regular file of the user who runs the program, of mode 0600 or 0400: a key
 * that others could read or replace is refused.
 */
#ifndef BASE_KEY_H
#define BASE_KEY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/fail.h"

#define KEY_BYTES 32
#define KEY_PSEUDONYM 16   /* bytes of a pseudonym */
#define KEY_FINGERPRINT 17 /* 16 hexadecimal digits and a NUL */

struct key;

/*
 * Write a new random key to path, with the folders that are missing (mode
 * 0700).  *created is false when there is a file already, which stays as it
 * is.  Failures of the system only.
 */
int key_create(const char *path, bool *created, struct fail *) MUST_CHECK;

/* Read a key; FAIL_USAGE, with advice, when there is none or it is refused. */
struct key *key_open(const char *path, struct fail *) MUST_CHECK;
/* The same from memory; takes a copy. */
struct key *key_from(
    const unsigned char bytes[KEY_BYTES], struct fail *) MUST_CHECK;
/* Overwrites the key in memory; NULL is allowed. */
void key_free(struct key *);

/* 16 hexadecimal digits that tell keys apart and nothing of the key; borrowed.
 */
const char *key_fingerprint(const struct key *);

/* The pseudonym of an identifier of the kind that context, a short constant,
 * names.  Identifiers have at most 64 bytes.  Allocates nothing. */
void key_pseudonym(const struct key *, const char *context,
    const char *identifier, size_t length,
    unsigned char pseudonym[KEY_PSEUDONYM]);

#endif
