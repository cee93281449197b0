/* json.c - JSON in and out */
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/json.h"
#include "base/json_hint.h"
#include "base/json_memory.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

#define SIZE_MAXIMUM ((size_t)64 << 20) /* bytes of a JSON file */
#define SUGGEST_DISTANCE 2
#define DIGITS 15

/* What was asked of a node: all that changes after reading. */
struct marks {
	bool known;
	size_t count, capacity;
	char **absent; /* names asked for that the object does not have */
};

struct json {
	json_t *value; /* owned by the root */
	const struct json *parent;
	const char *key; /* NULL in an array */
	size_t index;    /* in an array */
	size_t count;
	struct json *children;
	struct marks *marks;
	char *file; /* of the root, else NULL */
	json_t *tree;
};

/* Before any allocation of jansson. */
__attribute__((constructor)) static void
use_json_memory(void)
{
	json_set_alloc_funcs(json_memory_allocate, json_memory_release);
}

/* Nodes */

static void
node_clear(struct json *node)
{
	for (size_t i = 0; i < node->count && node->children != NULL; i++)
		node_clear(&node->children[i]);
	free(node->children);
	for (size_t i = 0; node->marks != NULL && i < node->marks->count; i++)
		free(node->marks->absent[i]);
	if (node->marks != NULL)
		free(node->marks->absent);
	free(node->marks);
}

static int node_fill(struct json *, json_t *, struct fail *);

static int
fill_members(struct json *node, struct fail *f)
{
	json_t *value;
	const char *key;
	size_t i = 0;

	json_object_foreach(node->value, key, value)
	{
		node->children[i].key = key;
		node->children[i].parent = node;
		if (node_fill(&node->children[i], value, f) == -1)
			return -1;
		i++;
	}
	return 0;
}

static int
fill_items(struct json *node, struct fail *f)
{
	for (size_t i = 0; i < node->count; i++) {
		node->children[i].index = i;
		node->children[i].parent = node;
		if (node_fill(&node->children[i],
			json_array_get(node->value, i), f) == -1)
			return -1;
	}
	return 0;
}

static int
node_fill(struct json *node, json_t *value, struct fail *f)
{
	size_t count = json_is_object(value) ? json_object_size(value)
					     : json_array_size(value);

	node->value = value;
	if ((node->marks = memory_array(1, sizeof(*node->marks), f)) == NULL)
		return -1;
	if (count == 0)
		return 0;
	node->children = memory_array(count, sizeof(*node->children), f);
	if (node->children == NULL)
		return -1;
	node->count = count;
	return json_is_object(value) ? fill_members(node, f)
				     : fill_items(node, f);
}

/* Reading */

struct source {
	const char *text;
	size_t length;
	json_error_t error;
};

static void *
load(void *what)
{
	struct source *source = what;

	return json_loadb(source->text, source->length, JSON_REJECT_DUPLICATES,
	    &source->error);
}

static json_t *
parse_text(const char *text, size_t length, const char *name, struct fail *f)
{
	static const char mark[] = "\xEF\xBB\xBF";
	struct source source = { text, length, { 0 } };
	const json_error_t *error = &source.error;
	const char *hint;
	void *tree;

	/* editors on Windows put a byte-order mark in front */
	if (length >= 3 && memcmp(text, mark, 3) == 0) {
		source.text += 3;
		source.length -= 3;
	}
	if (json_memory_build(load, &source, &tree) == -1) {
		fail_memory(f);
		return NULL;
	}
	if (tree != NULL)
		return tree;
	hint = json_hint(error->text, source.text, (size_t)error->position);
	if (hint == NULL)
		fail_set(f, FAIL_USAGE, _("%s:%d:%d: this is not JSON: %s"),
		    name, error->line, error->column, error->text);
	else
		fail_set(f, FAIL_USAGE, _("%s:%d:%d: this is not JSON: %s; %s"),
		    name, error->line, error->column, error->text, hint);
	return NULL;
}

struct json *
json_parse(const char *text, size_t length, const char *name, struct fail *f)
{
	struct json *root = memory_array(1, sizeof(*root), f);

	if (root == NULL)
		return NULL;
	if ((root->file = memory_text(name, strlen(name), f)) == NULL ||
	    (root->tree = parse_text(text, length, name, f)) == NULL ||
	    node_fill(root, root->tree, f) == -1) {
		json_free(root);
		return NULL;
	}
	root->marks->known = true;
	return root;
}

static char *
read_stream(FILE *stream, const char *path, size_t *length, struct fail *f)
{
	char *text = NULL;
	size_t capacity = 0, count;

	*length = 0;
	do {
		if (*length > SIZE_MAXIMUM) {
			fail_set(f, FAIL_USAGE,
			    _("%s: the file is larger than %zu MiB"), path,
			    SIZE_MAXIMUM >> 20);
			goto bad;
		}
		if (memory_grow(&text, &capacity, *length + BUFSIZ, 1, f) == -1)
			goto bad;
		count = fread(text + *length, 1, capacity - *length, stream);
		*length += count;
	} while (count > 0);
	if (!ferror(stream))
		return text;
	fail_errno(f, _("%s: cannot read the file"), path);
	if (f != NULL && errno == EISDIR)
		f->status = FAIL_USAGE;
bad:
	free(text);
	return NULL;
}

struct json *
json_open(const char *path, struct fail *f)
{
	struct json *root = NULL;
	FILE *stream = fopen(path, "rb");
	size_t length;
	char *text;

	if (stream == NULL) {
		fail_errno(f, _("%s: cannot open the file"), path);
		if (f != NULL)
			f->status = FAIL_USAGE;
		return NULL;
	}
	if ((text = read_stream(stream, path, &length, f)) != NULL)
		root = json_parse(text, length, path, f);
	free(text);
	fclose(stream);
	return root;
}

void
json_free(struct json *root)
{
	if (root == NULL)
		return;
	node_clear(root);
	json_decref(root->tree);
	free(root->file);
	free(root);
}

/* Looking around */

enum json_kind
json_kind(const struct json *node)
{
	switch (json_typeof(node->value)) {
	case JSON_OBJECT:
		return JSON_KIND_OBJECT;
	case JSON_ARRAY:
		return JSON_KIND_ARRAY;
	case JSON_STRING:
		return JSON_KIND_TEXT;
	case JSON_INTEGER:
		return JSON_KIND_INTEGER;
	case JSON_REAL:
		return JSON_KIND_NUMBER;
	case JSON_TRUE:
	case JSON_FALSE:
		return JSON_KIND_BOOLEAN;
	case JSON_NULL:
		break;
	}
	return JSON_KIND_NULL;
}

const char *
json_key(const struct json *node)
{
	return node == NULL ? NULL : node->key;
}

size_t
json_count(const struct json *node)
{
	return node == NULL ? 0 : node->count;
}

const struct json *
json_at(const struct json *node, size_t index)
{
	if (node == NULL || index >= node->count)
		return NULL;
	node->children[index].marks->known = true;
	return &node->children[index];
}

/* Remember the name for the suggestion in json_check_known(). */
static void
note_absent(const struct json *object, const char *name)
{
	struct marks *marks = object->marks;
	char *copy;

	for (size_t i = 0; i < marks->count; i++)
		if (strcmp(marks->absent[i], name) == 0)
			return;
	/* without memory the suggestion is poorer, nothing else */
	if (memory_grow(&marks->absent, &marks->capacity, marks->count + 1,
		sizeof(*marks->absent), NULL) == 0 &&
	    (copy = memory_text(name, strlen(name), NULL)) != NULL)
		marks->absent[marks->count++] = copy;
}

const struct json *
json_member(const struct json *object, const char *name)
{
	if (object == NULL || !json_is_object(object->value))
		return NULL;
	for (size_t i = 0; i < object->count; i++)
		if (strcmp(object->children[i].key, name) == 0)
			return json_at(object, i);
	note_absent(object, name);
	return NULL;
}

const struct json *
json_required(const struct json *object, const char *name, struct fail *f)
{
	const struct json *member;

	if (json_expect(object, JSON_KIND_OBJECT, f) == -1)
		return NULL;
	if ((member = json_member(object, name)) == NULL)
		json_fail(object, f, _("\"%s\" is missing"), name);
	return member;
}

/* Failures */

static void
pointer_step(const char *key, FILE *stream)
{
	for (; *key != '\0'; key++)
		if (*key == '~')
			fputs("~0", stream);
		else if (*key == '/')
			fputs("~1", stream);
		else
			putc(*key, stream);
}

/* The JSON Pointer (RFC 6901) of the node, after its file. */
static void
print_place(const struct json *node, FILE *stream)
{
	if (node->parent == NULL) {
		fprintf(stream, "%s: ", node->file);
		return;
	}
	print_place(node->parent, stream);
	putc('/', stream);
	if (node->key != NULL)
		pointer_step(node->key, stream);
	else
		fprintf(stream, "%zu", node->index);
}

int
json_fail(const struct json *node, struct fail *f, const char *format, ...)
{
	char *text = NULL;
	size_t length = 0;
	va_list arguments;
	FILE *stream;

	if (f == NULL)
		return -1;
	if ((stream = open_memstream(&text, &length)) == NULL)
		return fail_memory(f);
	if (node != NULL) {
		print_place(node, stream);
		if (node->parent != NULL)
			fputs(": ", stream);
	}
	va_start(arguments, format);
	vfprintf(stream, format, arguments);
	va_end(arguments);
	if (fclose(stream) == 0)
		fail_set(f, FAIL_USAGE, "%s", text);
	else
		fail_memory(f);
	free(text);
	return -1;
}

static const char *
kind_name(enum json_kind kind)
{
	switch (kind) {
	case JSON_KIND_NULL:
		return _("null");
	case JSON_KIND_BOOLEAN:
		return _("true or false");
	case JSON_KIND_INTEGER:
		return _("a whole number");
	case JSON_KIND_NUMBER:
		return _("a number");
	case JSON_KIND_TEXT:
		return _("a text");
	case JSON_KIND_ARRAY:
		return _("an array");
	case JSON_KIND_OBJECT:
		break;
	}
	return _("an object");
}

int
json_expect(const struct json *node, enum json_kind kind, struct fail *f)
{
	if (node == NULL || json_kind(node) == kind ||
	    (kind == JSON_KIND_NUMBER && json_kind(node) == JSON_KIND_INTEGER))
		return 0;
	return json_fail(node, f, _("found %s, expected %s"),
	    kind_name(json_kind(node)), kind_name(kind));
}

/* Values */

int
json_get_text(const struct json *node, const char *fallback, const char **text,
    struct fail *f)
{
	if (json_expect(node, JSON_KIND_TEXT, f) == -1)
		return -1;
	*text = node == NULL ? fallback : json_string_value(node->value);
	return 0;
}

int
json_get_name(const struct json *node, const char **text, struct fail *f)
{
	if (json_get_text(node, NULL, text, f) == -1)
		return -1;
	if (**text == '\0')
		return json_fail(node, f, _("an empty text, expected a name"));
	return 0;
}

int
json_require_name(const struct json *object, const char *name,
    const char **text, struct fail *f)
{
	const struct json *node = json_required(object, name, f);

	return node == NULL ? -1 : json_get_name(node, text, f);
}

int
json_get_integer(const struct json *node, int64_t fallback, int64_t minimum,
    int64_t maximum, int64_t *number, struct fail *f)
{
	int64_t value;

	if (json_expect(node, JSON_KIND_INTEGER, f) == -1)
		return -1;
	value = node == NULL ? fallback : json_integer_value(node->value);
	if (node != NULL && (value < minimum || value > maximum))
		return json_fail(node, f,
		    _("found %lld, expected a whole number from %lld to %lld"),
		    (long long)value, (long long)minimum, (long long)maximum);
	*number = value;
	return 0;
}

int
json_get_number(const struct json *node, double fallback, double minimum,
    double maximum, double *number, struct fail *f)
{
	double value;

	if (json_expect(node, JSON_KIND_NUMBER, f) == -1)
		return -1;
	value = node == NULL ? fallback : json_number_value(node->value);
	if (node != NULL && (value < minimum || value > maximum))
		return json_fail(node, f,
		    _("found %.*g, expected a number from %.*g to %.*g"),
		    DIGITS, value, DIGITS, minimum, DIGITS, maximum);
	*number = value;
	return 0;
}

int
json_get_boolean(
    const struct json *node, bool fallback, bool *value, struct fail *f)
{
	if (json_expect(node, JSON_KIND_BOOLEAN, f) == -1)
		return -1;
	*value = node == NULL ? fallback : json_is_true(node->value);
	return 0;
}

/* Unknown keys */

/* The names known in an object: its members, then those it does not have. */
static const char *
known_name(const struct json *object, size_t index)
{
	if (index >= object->count)
		return object->marks->absent[index - object->count];
	return object->children[index].marks->known
		   ? object->children[index].key
		   : NULL;
}

static int
fail_unknown(const struct json *node, struct fail *f)
{
	const struct json *object = node->parent;
	const char *best = NULL, *name;
	size_t distance, least = SUGGEST_DISTANCE + 1, length = 0;
	char *names = NULL;
	FILE *stream = open_memstream(&names, &length);
	bool first = true;

	if (stream == NULL)
		return fail_memory(f);
	for (size_t i = 0; i < object->count + object->marks->count; i++) {
		if ((name = known_name(object, i)) == NULL)
			continue;
		fprintf(stream, "%s%s", first ? "" : ", ", name);
		first = false;
		if ((distance = text_distance(node->key, name)) < least) {
			least = distance;
			best = name;
		}
	}
	if (fclose(stream) != 0)
		fail_memory(f);
	else if (best != NULL)
		json_fail(object, f,
		    _("unknown key \"%s\"; did you mean \"%s\"? Known here: %s"),
		    node->key, best, names);
	else if (!first)
		json_fail(object, f, _("unknown key \"%s\"; known here: %s"),
		    node->key, names);
	else
		json_fail(object, f, _("unknown key \"%s\""), node->key);
	free(names);
	return -1;
}

int
json_check_known(const struct json *root, struct fail *f)
{
	for (size_t i = 0; i < root->count; i++) {
		const struct json *child = &root->children[i];

		if (child->key != NULL && !child->marks->known)
			return fail_unknown(child, f);
		if (json_check_known(child, f) == -1)
			return -1;
	}
	return 0;
}

/* Output */

struct json_value {
	json_t *value;
	enum { BUILT, NO_MEMORY, NOT_TEXT } failure;
};

static bool
is_utf8(const char *text)
{
	size_t length = strlen(text);

	return text_valid(text, length) == length;
}

static struct json_value *
wrap(json_t *value)
{
	struct json_value *wrapped;

	if (value == NULL)
		return NULL;
	if ((wrapped = memory_array(1, sizeof(*wrapped), NULL)) == NULL)
		json_decref(value);
	else
		wrapped->value = value;
	return wrapped;
}

struct json_value *
json_new_object(void)
{
	return wrap(json_object());
}

struct json_value *
json_new_array(void)
{
	return wrap(json_array());
}

struct json_value *
json_new_text(const char *text)
{
	struct json_value *wrapped;

	if (text == NULL)
		return json_new_null();
	if (is_utf8(text))
		return wrap(json_string_nocheck(text));
	if ((wrapped = json_new_null()) != NULL)
		wrapped->failure = NOT_TEXT;
	return wrapped;
}

struct json_value *
json_new_integer(int64_t number)
{
	return wrap(json_integer(number));
}

struct json_value *
json_new_number(double number)
{
	/* + 0.0 turns minus zero into zero */
	return isfinite(number) ? wrap(json_real(number + 0.0))
				: json_new_null();
}

struct json_value *
json_new_boolean(bool value)
{
	return wrap(json_boolean(value));
}

struct json_value *
json_new_null(void)
{
	return wrap(json_null());
}

static void *
copy(void *what)
{
	return json_deep_copy(what);
}

struct json_value *
json_new_copy(const struct json *node)
{
	void *copied;

	if (node == NULL)
		return json_new_null();
	return json_memory_build(copy, node->value, &copied) == -1
		   ? NULL
		   : wrap(copied);
}

/* The bare value of what was handed over, its failure kept by the owner. */
static json_t *
unwrap(struct json_value *owner, struct json_value *value)
{
	json_t *bare = NULL;

	if (value == NULL) {
		owner->failure = NO_MEMORY;
		return NULL;
	}
	if (value->failure != BUILT)
		owner->failure = value->failure;
	bare = value->value;
	free(value);
	return bare;
}

void
json_set(struct json_value *object, const char *key, struct json_value *value)
{
	json_t *bare;

	if (object == NULL) {
		json_value_free(value);
		return;
	}
	if ((bare = unwrap(object, value)) == NULL)
		return;
	if (!is_utf8(key)) {
		object->failure = NOT_TEXT;
		json_decref(bare);
	} else if (json_object_set_new_nocheck(object->value, key, bare) ==
		   -1) {
		object->failure = NO_MEMORY;
	}
}

void
json_append(struct json_value *array, struct json_value *value)
{
	json_t *bare;

	if (array == NULL) {
		json_value_free(value);
		return;
	}
	if ((bare = unwrap(array, value)) != NULL &&
	    json_array_append_new(array->value, bare) == -1)
		array->failure = NO_MEMORY;
}

static int
write_part(const char *part, size_t length, void *stream)
{
	return fwrite(part, 1, length, stream) == length ? 0 : -1;
}

int
json_write(
    const struct json_value *value, FILE *stream, int indent, struct fail *f)
{
	size_t flags = JSON_ENCODE_ANY | JSON_REAL_PRECISION(DIGITS);

	if (value == NULL || value->failure == NO_MEMORY)
		return fail_memory(f);
	if (value->failure == NOT_TEXT)
		return fail_set(f, FAIL_DATA, "%s",
		    _("a text for the JSON output is not UTF-8"));
	flags |= indent > 0 ? JSON_INDENT((size_t)indent) : JSON_COMPACT;
	errno = 0;
	if (json_dump_callback(value->value, write_part, stream, flags) == -1)
		return ferror(stream) ? fail_errno(f, "%s",
					    _("cannot write the JSON output"))
				      : fail_memory(f);
	if (putc('\n', stream) == EOF)
		return fail_errno(f, "%s", _("cannot write the JSON output"));
	return 0;
}

void
json_value_free(struct json_value *value)
{
	if (value == NULL)
		return;
	json_decref(value->value);
	free(value);
}
