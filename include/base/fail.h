/*
 * fail.h - how the library reports a failure.
 *
 *	struct fail f = FAIL_INIT;
 *	if (schema_add(&schema, "region", COLUMN_DICTIONARY, 0, &f) == -1)
 *		return filter_end(&filter, &f);
 *
 * A function that can fail returns -1 (or NULL) and describes the failure in
 * the caller's struct fail.  The library itself never prints and never exits.
 * It is safe to pass a NULL struct fail anywhere.
 */
#ifndef BASE_FAIL_H
#define BASE_FAIL_H

/* The exit statuses of every filter. */
enum fail_status {
	FAIL_NONE = 0,  /* done; rows set aside within tolerance included */
	FAIL_DATA = 1,  /* the data are bad or unreadable */
	FAIL_USAGE = 2, /* called wrongly, or the configuration is bad */
	FAIL_SYSTEM = 3 /* the system failed: I/O, closed pipe, memory */
};

struct fail {
	enum fail_status status;
	char text[1024]; /* one line, in the user's language, no newline */
};

#define FAIL_INIT             \
	{                     \
		FAIL_NONE, "" \
	}

#define MUST_CHECK __attribute__((warn_unused_result))
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))

/*
 * Describe a failure.  Text that came from data has its control characters
 * replaced, so a message cannot steer a terminal.  Always returns -1.
 */
int fail_set(struct fail *, enum fail_status, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The same with status FAIL_SYSTEM and ": strerror(errno)" at the end. */
int fail_errno(struct fail *, const char *format, ...) PRINTF_LIKE(2, 3);

/* Put "NAME: " in front, for the caller who knows which file it was; failures
 * of the system stay as they are.  Always returns -1. */
int fail_place(struct fail *, const char *name);

/* Out of memory.  Always returns -1. */
int fail_memory(struct fail *);

#endif
