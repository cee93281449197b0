/*
 * option.h - the options of a program: what they are called, where their
 * values go, which must be given, which name files.
 *
 *	const struct option_spec options[] = {
 *		{ 's', "schema", N_("FILE"), N_("schema of the dataset"),
 *		    &schema, NULL, OPTION_REQUIRED | OPTION_INPUT },
 *		{ 'r', "registry", N_("FILE"), N_("code list"), NULL,
 *		    &registries, OPTION_INPUT },
 *	};
 *
 * filter_start() reads them (filter.h) and checks what the flags say.
 */
#ifndef BASE_OPTION_H
#define BASE_OPTION_H

#include <stddef.h>

#include "base/fail.h"

enum option_flags {
	OPTION_REQUIRED = 1,
	OPTION_INPUT = 2,   /* a file that is read */
	OPTION_OUTPUT = 4,  /* a file that is written; "-": standard output */
	OPTION_STANDARD = 8 /* goes to standard output unless it is given */
};

/* An option that may be given several times. */
struct option_list {
	size_t count;
	const char **values; /* point into argv; freed by option_list_free */
};

struct option_spec {
	char letter;          /* 0: long form only */
	const char *name;     /* long form without dashes */
	const char *argument; /* NULL: a flag, its value becomes "" */
	const char *help;     /* one line; defaults in [brackets] */
	const char **value;   /* where the value goes, NULL if a list */
	struct option_list *list;
	unsigned flags;
};

/* All options that are required have been given, else FAIL_USAGE. */
int option_check_required(
    const struct option_spec *, size_t count, struct fail *) MUST_CHECK;

/*
 * No file is written twice, nor written and read: the one would replace the
 * other.  The operands are files that are read.  Devices and pipes may be
 * named by several.  Else FAIL_USAGE.
 */
int option_check_files(const struct option_spec *, size_t count,
    char *const *operands, size_t operand_count, struct fail *) MUST_CHECK;

/*
 * A whole number given as an option, between minimum and maximum; value NULL
 * (option not given) gives the fallback.  Failure status FAIL_USAGE.
 */
int option_integer(const char *name, const char *value, long long fallback,
    long long minimum, long long maximum, long long *,
    struct fail *) MUST_CHECK;
/* The same for a decimal number with a point, as 0.05. */
int option_number(const char *name, const char *value, double fallback,
    double minimum, double maximum, double *, struct fail *) MUST_CHECK;

int option_list_add(
    struct option_list *, const char *value, struct fail *) MUST_CHECK;
void option_list_free(struct option_list *);

#endif
