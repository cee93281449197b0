/*
 * fuzz_json.c - any bytes as a JSON file: no crash, what jansson reads is read
 * and nothing else, and it can be written and read again, to the same text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

/* Ask each node for everything, as a careless caller would. */
static void
ask(const struct json *node)
{
	struct fail f = FAIL_INIT;
	const char *text;
	int64_t integer;
	double number;
	bool truth;

	if (json_get_text(node, "", &text, &f) == -1 &&
	    json_get_integer(node, 0, 0, 9, &integer, &f) == -1 &&
	    json_get_number(node, 0, 0, 9, &number, &f) == -1 &&
	    json_get_boolean(node, false, &truth, &f) == -1 &&
	    json_required(node, "id", &f) == NULL && f.text[0] == '\0')
		abort();
	for (size_t i = 0; i < json_count(node); i += 2)
		ask(json_at(node, i));
}

/* What json_write() prints of the tree; the caller frees it. */
static char *
print(const struct json *root, size_t *length)
{
	struct json_value *copy = json_new_copy(root);
	struct fail f = FAIL_INIT;
	char *text = NULL;
	FILE *stream = open_memstream(&text, length);

	if (stream == NULL || json_write(copy, stream, 0, &f) == -1)
		abort();
	fclose(stream);
	json_value_free(copy);
	return text;
}

static void
check_same_again(const struct json *root)
{
	struct fail f = FAIL_INIT;
	size_t length, again_length;
	char *text = print(root, &length), *again;
	struct json *reread = json_parse(text, length, "again", &f);

	if (reread == NULL)
		abort();
	again = print(reread, &again_length);
	if (length != again_length || memcmp(text, again, length) != 0)
		abort();
	free(text);
	free(again);
	json_free(reread);
}

/* A byte-order mark in front is ours alone; a NUL behind a number is passed
 * over by jansson alone. */
static bool
jansson_reads(const char *text, size_t size)
{
	size_t mark = size >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	json_t *tree =
	    json_loadb(text + mark, size - mark, JSON_REJECT_DUPLICATES, NULL);

	json_decref(tree);
	return tree != NULL;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct fail f = FAIL_INIT;
	struct json *root = json_parse((const char *)data, size, "fuzz", &f);

	if (jansson_reads((const char *)data, size) != (root != NULL) &&
	    memchr(data, 0, size) == NULL)
		abort();
	if (root == NULL) {
		if (f.status != FAIL_USAGE)
			abort();
		return 0;
	}
	ask(root);
	if (json_check_known(root, &f) == -1 && f.text[0] == '\0')
		abort();
	check_same_again(root);
	json_free(root);
	return 0;
}
