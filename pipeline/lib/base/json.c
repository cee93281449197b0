/* json.c - JSON in and out */
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "base/json.h"
#include "base/json_hint.h"
#include "base/json_read.h"
#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

#define SIZE_MAXIMUM ((size_t)64 << 20) /* bytes of a JSON file */
#define SUGGEST_DISTANCE 2
#define DIGITS 15

struct document {
	struct json
	    root; /* first: the document of a tree is where its root is */
	struct json_mark mark;
	char *file;
	struct arena arena;
	/* names asked for in vain, each once; asked: where the caller has it */
	struct known_name {
		const char *asked, *text;
	} * names;
	size_t name_count, name_capacity;
};

/* Reading */

static void
document_free(struct document *d)
{
	if (d == NULL)
		return;
	arena_free(&d->arena);
	free(d->names);
	free(d->file);
	free(d);
}

/* What jansson, which people know, says against the text. */
static void
explain(const char *text, size_t length, const char *name, struct fail *f)
{
	json_error_t error;
	json_t *tree = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
	const char *hint;

	if (tree != NULL) {
		json_decref(tree);
		/* it passes over one behind a number */
		fail_set(f, FAIL_USAGE,
		    _("%s: this is not JSON: it holds the character NUL"),
		    name);
	}
	/* jansson has no text for most of its failing allocations */
	else if (error.text[0] == '\0' ||
		 json_error_code(&error) == json_error_out_of_memory)
		fail_memory(f);
	else if ((hint = json_hint(error.text, text, (size_t)error.position)) ==
		 NULL)
		fail_set(f, FAIL_USAGE, _("%s:%d:%d: this is not JSON: %s"),
		    name, error.line, error.column, error.text);
	else
		fail_set(f, FAIL_USAGE, _("%s:%d:%d: this is not JSON: %s; %s"),
		    name, error.line, error.column, error.text, hint);
}

static int
parse_text(struct document *d, const char *text, size_t length, struct fail *f)
{
	static const char mark[] = "\xEF\xBB\xBF";
	int status;

	/* editors on Windows put a byte-order mark in front */
	if (length >= 3 && memcmp(text, mark, 3) == 0) {
		text += 3;
		length -= 3;
	}
	status = json_read(&d->root, text, length, &d->arena, f);
	if (status == 0)
		explain(text, length, d->file, f);
	return status == 1 ? 0 : -1;
}

struct json *
json_parse(const char *text, size_t length, const char *name, struct fail *f)
{
	struct document *d = memory_array(1, sizeof(*d), f);

	if (d == NULL)
		return NULL;
	d->root.mark = &d->mark;
	d->mark.known = true;
	if ((d->file = memory_text(name, strlen(name), f)) == NULL ||
	    parse_text(d, text, length, f) == -1) {
		document_free(d);
		return NULL;
	}
	return &d->root;
}

static char *
read_stream(FILE *stream, const char *path, size_t *length, struct fail *f)
{
	char *text = NULL;
	size_t capacity = 0, count;
	struct stat about;

	*length = 0;
	/* as much as the file says it has, and what shows its end */
	if (fstat(fileno(stream), &about) == 0 && S_ISREG(about.st_mode) &&
	    about.st_size >= 0 && (size_t)about.st_size <= SIZE_MAXIMUM &&
	    memory_grow(
		&text, &capacity, (size_t)about.st_size + BUFSIZ, 1, f) == -1)
		return NULL;
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
	document_free((struct document *)root);
}

/* Looking around */

enum json_kind
json_kind(const struct json *node)
{
	return node->kind;
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
	node->value.children[index]->mark->known = true;
	return node->value.children[index];
}

static struct document *
document_of(const struct json *node)
{
	while (node->parent != NULL)
		node = node->parent;
	return (struct document *)node;
}

/* A lasting copy of the name, or NULL.  Callers ask for the same few names
 * again and again. */
static const char *
keep_name(struct document *d, const char *name)
{
	struct known_name *one;
	size_t i;

	for (i = 0; i < d->name_count; i++)
		if (d->names[i].asked == name &&
		    strcmp(d->names[i].text, name) == 0)
			return d->names[i].text;
	for (i = 0; i < d->name_count; i++)
		if (strcmp(d->names[i].text, name) == 0)
			return d->names[i].text;
	if (memory_grow(&d->names, &d->name_capacity, i + 1, sizeof(*d->names),
		NULL) == -1)
		return NULL;
	one = &d->names[i];
	one->asked = name;
	one->text = arena_text(&d->arena, name, strlen(name), NULL);
	d->name_count += one->text != NULL;
	return one->text;
}

/* Remember the name for the suggestion in json_check_known(). */
static void
note_absent(const struct json *object, const char *name)
{
	struct document *d = document_of(object);
	struct json_absent *last = object->mark->last, *absent = last;
	const char *copy = keep_name(d, name);

	while (absent != NULL && absent->name != copy)
		absent = absent->next == last ? NULL : absent->next;
	/* without memory the suggestion is poorer, nothing else */
	if (copy == NULL || absent != NULL ||
	    (absent = arena_take(&d->arena, sizeof(*absent), NULL)) == NULL)
		return;
	absent->name = copy;
	absent->next = last == NULL ? absent : last->next;
	if (last != NULL)
		last->next = absent;
	object->mark->last = absent;
}

const struct json *
json_member(const struct json *object, const char *name)
{
	if (object == NULL || object->kind != JSON_KIND_OBJECT)
		return NULL;
	for (size_t i = 0; i < object->count; i++)
		if (strcmp(object->value.children[i]->key, name) == 0)
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
		fprintf(stream, "%s: ", document_of(node)->file);
		return;
	}
	print_place(node->parent, stream);
	putc('/', stream);
	if (node->key != NULL)
		pointer_step(node->key, stream);
	else
		fprintf(stream, "%" PRIu32, node->index);
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
	*text = node == NULL ? fallback : node->value.text;
	return 0;
}

int
json_get_integer(const struct json *node, int64_t fallback, int64_t minimum,
    int64_t maximum, int64_t *number, struct fail *f)
{
	int64_t value;

	if (json_expect(node, JSON_KIND_INTEGER, f) == -1)
		return -1;
	value = node == NULL ? fallback : node->value.integer;
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
	if (node == NULL)
		value = fallback;
	else if (node->kind == JSON_KIND_INTEGER)
		value = (double)node->value.integer;
	else
		value = node->value.number;
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
	*value = node == NULL ? fallback : node->value.truth;
	return 0;
}

/* Unknown keys */

/* The names known in an object: its members, then those it does not have.
 * NULL at their end; *absent: the last of those that were told. */
static const char *
next_known(
    const struct json *object, size_t *index, const struct json_absent **absent)
{
	const struct json_absent *last = object->mark->last;
	const struct json *child;

	while (*index < object->count) {
		child = object->value.children[(*index)++];
		if (child->mark->known)
			return child->key;
	}
	if (*absent == last)
		return NULL;
	*absent = *absent == NULL ? last->next : (*absent)->next;
	return (*absent)->name;
}

static int
fail_unknown(const struct json *node, struct fail *f)
{
	const struct json *object = node->parent;
	const struct json_absent *absent = NULL;
	const char *best = NULL, *name;
	size_t distance, least = SUGGEST_DISTANCE + 1, length = 0, i = 0;
	char *names = NULL;
	FILE *stream = open_memstream(&names, &length);
	bool first = true;

	if (stream == NULL)
		return fail_memory(f);
	while ((name = next_known(object, &i, &absent)) != NULL) {
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
		const struct json *child = root->value.children[i];

		if (child->key != NULL && !child->mark->known)
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

/* NULL when memory ends. */
static json_t *
copy_node(const struct json *node)
{
	json_t *copy;
	int status = 0;

	switch (node->kind) {
	case JSON_KIND_NULL:
		return json_null();
	case JSON_KIND_BOOLEAN:
		return json_boolean(node->value.truth);
	case JSON_KIND_INTEGER:
		return json_integer(node->value.integer);
	case JSON_KIND_NUMBER:
		return json_real(node->value.number);
	case JSON_KIND_TEXT:
		return json_string_nocheck(node->value.text);
	case JSON_KIND_ARRAY:
	case JSON_KIND_OBJECT:
		break;
	}
	copy = node->kind == JSON_KIND_OBJECT ? json_object() : json_array();
	for (size_t i = 0; i < node->count && status == 0; i++)
		status = node->kind == JSON_KIND_OBJECT
			     ? json_object_set_new_nocheck(copy,
				   node->value.children[i]->key,
				   copy_node(node->value.children[i]))
			     : json_array_append_new(
				   copy, copy_node(node->value.children[i]));
	if (status == 0)
		return copy;
	json_decref(copy);
	return NULL;
}

struct json_value *
json_new_copy(const struct json *node)
{
	return node == NULL ? json_new_null() : wrap(copy_node(node));
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
