/* key - create the key of the pseudonyms, once */
#include <stdio.h>

#include "base/filter.h"
#include "base/key.h"
#include "base/message.h"
#include "base/output.h"

/* The fingerprint on standard output: it is no secret. */
static int
print_fingerprint(const struct key *key, struct fail *f)
{
	struct output out;
	int status = -1;

	if (output_open(&out, NULL, 0, f) == 0) {
		fprintf(out.stream, "%s\n", key_fingerprint(key));
		status = output_commit(&out, f);
	}
	output_discard(&out);
	return status;
}

static void
run(const struct filter *filter, const char *path, struct fail *f)
{
	struct key *key = NULL;
	bool created;

	if (key_create(path, &created, f) == 0 &&
	    (key = key_open(path, f)) != NULL &&
	    print_fingerprint(key, f) == 0 && !created)
		filter_warn(
		    filter, _("%s: the key exists, it stays as it is"), path);
	key_free(key);
}

int
main(int argc, char *argv[])
{
	const struct filter filter = { "key",
		N_("Create the key of the pseudonyms, if there is none, and "
		   "print its fingerprint."),
		N_("FILE"), NULL, 0 };
	struct fail f = FAIL_INIT;
	int first, status;

	if ((first = filter_start(&filter, argc, argv, &status)) == -1)
		return status;
	run(&filter, argv[first], &f);
	return filter_end(&filter, &f);
}
