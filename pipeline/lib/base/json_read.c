/* json_read.c - the text of a JSON file as a tree of nodes (json_read.h) */
#include "base/json_read.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"

#define PAIRS_MAX 16 /* members compared with each other; more are sorted */

/* As json_read() returns them. */
enum { BROKEN = -1, WRONG = 0, DONE = 1 };

struct scan {
	const char *at, *end;
	size_t depth;
	struct json **open; /* children of what is not closed yet */
	size_t count, capacity;
	struct arena *arena;
	struct fail *f;
};

struct node {
	struct json node;
	struct json_mark mark;
};

struct json *
json_node(struct arena *arena, struct fail *f)
{
	struct node *node = arena_take(arena, sizeof(*node), f);

	if (node == NULL)
		return NULL;
	node->node.mark = &node->mark;
	return &node->node;
}

/* The next character; at the end NUL, which stands nowhere in JSON. */
static char
peek(const struct scan *s)
{
	return s->at < s->end ? *s->at : '\0';
}

static char
peek_solid(struct scan *s)
{
	while (s->at < s->end && (*s->at == ' ' || *s->at == '\n' ||
				     *s->at == '\r' || *s->at == '\t'))
		s->at++;
	return peek(s);
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Texts */

/* Four hexadecimal digits, or -1. */
static long
hexadecimal(const char *at, const char *end)
{
	long value = 0;

	if (end - at < 4)
		return -1;
	for (int i = 0; i < 4; i++) {
		char c = at[i], low = (char)(c | 0x20);

		if (is_digit(c))
			value = value * 16 + c - '0';
		else if (low >= 'a' && low <= 'f')
			value = value * 16 + low - 'a' + 10;
		else
			return -1;
	}
	return value;
}

static char *
put_character(char *to, long c)
{
	int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
	static const unsigned char heads[] = { 0, 0xC0, 0xE0, 0xF0 };

	*to++ = (char)(heads[more] | (c >> (6 * more)));
	while (more-- > 0)
		*to++ = (char)(0x80 | ((c >> (6 * more)) & 0x3F));
	return to;
}

/* \uXXXX from its digits on, or two of them that make one character; NULL if
 * it is half of one, or NUL. */
static char *
read_unicode(const char **from, const char *end, char *to)
{
	long c = hexadecimal(*from, end), low = -1;

	if (c <= 0 || (c >= 0xDC00 && c <= 0xDFFF))
		return NULL;
	*from += 4;
	if (c >= 0xD800 && c <= 0xDBFF) {
		if (end - *from >= 2 && (*from)[0] == '\\' && (*from)[1] == 'u')
			low = hexadecimal(*from + 2, end);
		if (low < 0xDC00 || low > 0xDFFF)
			return NULL;
		*from += 6;
		c = 0x10000 + ((c - 0xD800) << 10) + (low - 0xDC00);
	}
	return put_character(to, c);
}

/* The bytes between the quotation marks without their escapes, which are
 * longer than what they stand for; false: one of them is wrong. */
static bool
unescape(const char *from, const char *end, char *to)
{
	static const char letters[] = "\"\\/bfnrt",
			  meanings[] = "\"\\/\b\f\n\r\t";
	const char *letter;

	while (from < end) {
		if (*from != '\\') {
			*to++ = *from++;
		} else if (from[1] == 'u') {
			from += 2;
			if ((to = read_unicode(&from, end, to)) == NULL)
				return false;
		} else {
			letter = strchr(letters, from[1]);
			if (letter == NULL || *letter == '\0')
				return false;
			*to++ = meanings[letter - letters];
			from += 2;
		}
	}
	*to = '\0';
	return true;
}

static int
read_text(struct scan *s, const char **text)
{
	const char *start = ++s->at, *at = start;
	bool escaped = false;
	char *copy;
	size_t length;

	for (; at < s->end && *at != '"'; at++) {
		if ((unsigned char)*at < ' ')
			return WRONG;
		if (*at == '\\') {
			escaped = true;
			if (++at == s->end)
				return WRONG;
		}
	}
	if (at >= s->end)
		return WRONG;
	s->at = at + 1;
	length = (size_t)(at - start);
	if (!escaped) {
		*text = arena_text(s->arena, start, length, s->f);
		return *text == NULL ? BROKEN : DONE;
	}
	if ((copy = arena_bytes(s->arena, length + 1, s->f)) == NULL)
		return BROKEN;
	*text = copy;
	return unescape(start, at, copy) ? DONE : WRONG;
}

/* Numbers */

static bool
pass_digits(struct scan *s)
{
	const char *start = s->at;

	while (is_digit(peek(s)))
		s->at++;
	return s->at > start;
}

/* Past a number; *whole: without point and exponent. */
static bool
pass_number(struct scan *s, bool *whole)
{
	*whole = true;
	s->at += peek(s) == '-';
	if (peek(s) == '0')
		s->at++;
	else if (!pass_digits(s))
		return false;
	if (peek(s) == '.') {
		*whole = false;
		s->at++;
		if (!pass_digits(s))
			return false;
	}
	if (peek(s) == 'e' || peek(s) == 'E') {
		*whole = false;
		s->at++;
		s->at += peek(s) == '+' || peek(s) == '-';
		return pass_digits(s);
	}
	return true;
}

static int
read_number(struct scan *s, struct json *node)
{
	const char *start = s->at;
	bool whole;
	char *copy;

	if (!pass_number(s, &whole))
		return WRONG;
	/* strtoll() and strtod() want it to end */
	copy = arena_text(s->arena, start, (size_t)(s->at - start), s->f);
	if (copy == NULL)
		return BROKEN;
	errno = 0;
	if (whole) {
		node->kind = JSON_KIND_INTEGER;
		node->value.integer = strtoll(copy, NULL, 10);
		return errno == ERANGE ? WRONG : DONE;
	}
	node->kind = JSON_KIND_NUMBER;
	node->value.number = strtod(copy, NULL);
	return isinf(node->value.number) ? WRONG : DONE;
}

/* Values */

static int
read_word(
    struct scan *s, struct json *node, const char *word, enum json_kind kind)
{
	size_t length = strlen(word);

	if ((size_t)(s->end - s->at) < length ||
	    memcmp(s->at, word, length) != 0)
		return WRONG;
	s->at += length;
	node->kind = kind;
	node->value.truth = word[0] == 't';
	return DONE;
}

static int
compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Many keys: in their order two of the same stand side by side. */
static int
check_sorted(const struct json *node, struct fail *f)
{
	const char **keys = memory_array(node->count, sizeof(*keys), f);
	int status = keys == NULL ? BROKEN : DONE;
	size_t i;

	for (i = 0; i < node->count && status == DONE; i++)
		keys[i] = node->value.children[i]->key;
	if (status == DONE)
		qsort(keys, node->count, sizeof(*keys), compare_keys);
	for (i = 1; i < node->count && status == DONE; i++)
		if (strcmp(keys[i - 1], keys[i]) == 0)
			status = WRONG;
	free(keys);
	return status;
}

static int
check_keys(const struct json *node, struct fail *f)
{
	if (node->count > PAIRS_MAX)
		return check_sorted(node, f);
	for (size_t i = 1; i < node->count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(node->value.children[i]->key,
				node->value.children[k]->key) == 0)
				return WRONG;
	return DONE;
}

/* What was opened from here on becomes the children. */
static int
close_node(struct scan *s, struct json *node, size_t from)
{
	size_t size = (s->count - from) * sizeof(struct json *);

	node->count = s->count - from;
	s->count = from;
	if (size > 0) {
		node->value.children = arena_take(s->arena, size, s->f);
		if (node->value.children == NULL)
			return BROKEN;
		memcpy(node->value.children, s->open + from, size);
	}
	return node->kind == JSON_KIND_OBJECT ? check_keys(node, s->f) : DONE;
}

static int read_value(struct scan *, struct json *);

static int
read_key(struct scan *s, struct json *child)
{
	int status = peek_solid(s) == '"' ? read_text(s, &child->key) : WRONG;

	if (status != DONE)
		return status;
	if (peek_solid(s) != ':')
		return WRONG;
	s->at++;
	return DONE;
}

static int
read_child(struct scan *s, struct json *node, size_t index)
{
	struct json *child = json_node(s->arena, s->f);
	int status = child == NULL ? BROKEN : DONE;

	if (status == DONE && node->kind == JSON_KIND_OBJECT)
		status = read_key(s, child);
	if (status != DONE)
		return status;
	child->parent = node;
	child->index = (uint32_t)index;
	if ((status = read_value(s, child)) != DONE)
		return status;
	if (memory_grow(&s->open, &s->capacity, s->count + 1, sizeof(child),
		s->f) == -1)
		return BROKEN;
	s->open[s->count++] = child;
	return DONE;
}

static int
read_children(
    struct scan *s, struct json *node, enum json_kind kind, char closing)
{
	size_t from = s->count;
	int status = DONE;

	node->kind = kind;
	if (++s->depth > JSON_DEPTH)
		return WRONG;
	s->at++;
	if (peek_solid(s) == closing) {
		s->at++;
	} else {
		do {
			status = read_child(s, node, s->count - from);
			if (status != DONE)
				return status;
		} while (peek_solid(s) == ',' && s->at++ < s->end);
		if (peek(s) != closing)
			return WRONG;
		s->at++;
	}
	s->depth--;
	return close_node(s, node, from);
}

static int
read_value(struct scan *s, struct json *node)
{
	switch (peek_solid(s)) {
	case '{':
		return read_children(s, node, JSON_KIND_OBJECT, '}');
	case '[':
		return read_children(s, node, JSON_KIND_ARRAY, ']');
	case '"':
		node->kind = JSON_KIND_TEXT;
		return read_text(s, &node->value.text);
	case 't':
		return read_word(s, node, "true", JSON_KIND_BOOLEAN);
	case 'f':
		return read_word(s, node, "false", JSON_KIND_BOOLEAN);
	case 'n':
		return read_word(s, node, "null", JSON_KIND_NULL);
	default:
		return read_number(s, node);
	}
}

int
json_read(struct json *node, const char *text, size_t length,
    struct arena *arena, struct fail *f)
{
	struct scan s = { text, text + length, 0, NULL, 0, 0, arena, f };
	int status = WRONG;
	char first = peek_solid(&s);

	if ((first == '{' || first == '[') &&
	    text_valid(text, length) == length)
		status = read_value(&s, node);
	if (status == DONE && (peek_solid(&s), s.at < s.end))
		status = WRONG;
	free(s.open);
	return status;
}
