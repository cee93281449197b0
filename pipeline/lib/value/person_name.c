/* person_name.c - the forms in which persons are named (person_name.h) */
#include <stdint.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "value/person_name.h"

/* Does a word end so?  Only the last letters are compared. */
static bool
ends_in(const char *word, size_t length, const char *end)
{
	size_t size = strlen(end);

	return length > size && memcmp(word + length - size, end, size) == 0;
}

static bool
is_patronymic(const char *word, size_t length)
{
	static const char *const ends[] = { "вич", "вна", "чна", "ьич", "лы",
		"зы" };
	size_t i;

	for (i = 0; i < COUNT(ends); i++)
		if (ends_in(word, length, ends[i]))
			return true;
	return false;
}

/* Иванова Анна Петровна: three or four words that begin with a capital letter
 * (the last one, кызы, need not), the last a patronymic. */
static bool
is_full_name(const char *text, size_t length)
{
	const char *end = text + length, *word = text, *next;
	size_t words = 0;
	uint32_t c;

	while (word < end) {
		next = memchr(word, ' ', (size_t)(end - word));
		if (next == NULL)
			next = end;
		if (text_character(word, (size_t)(next - word), &c) == 0 ||
		    !text_is_letter(c) || (words < 2 && text_lower(c) == c))
			return false;
		if (++words >= 3 && next == end)
			return words <= 4 &&
			       is_patronymic(word, (size_t)(next - word));
		word = next + 1;
	}
	return false;
}

/* А.П., А. П. or А., with blanks around: the bytes, 0 if there are none. */
static size_t
initials_at(const char *text, size_t length)
{
	size_t at, size, end = 0;
	uint32_t c;

	for (;;) {
		for (at = end; at < length && text[at] == ' '; at++)
			;
		size = text_character(text + at, length - at, &c);
		if (size == 0 || !text_is_letter(c) || text_lower(c) == c ||
		    at + size >= length || text[at + size] != '.')
			break;
		end = at + size + 1;
	}
	while (end > 0 && end < length && text[end] == ' ')
		end++;
	return end;
}

/* Bytes of the word at text if it begins with a capital letter and goes on in
 * small ones, parts of it after hyphens too; else 0. */
static size_t
surname_at(const char *text, size_t length)
{
	size_t at = 0, size, characters = 0;
	bool small = false;
	uint32_t c;

	for (; (size = text_character(text + at, length - at, &c)) > 0;
	     at += size) {
		if (c == ' ')
			break;
		if (c != '-' && !text_is_letter(c))
			return 0;
		if (characters++ == 0 && text_lower(c) == c)
			return 0;
		small = small || (c != '-' && text_lower(c) == c);
	}
	return small ? at : 0;
}

/* Иванова А. П., А.П. Иванова */
static bool
is_initialled(const char *text, size_t length)
{
	size_t name, initials;

	if ((initials = initials_at(text, length)) > 0)
		return initials < length &&
		       surname_at(text + initials, length - initials) ==
			   length - initials;
	name = surname_at(text, length);
	return name > 0 && name < length &&
	       initials_at(text + name, length - name) == length - name;
}

bool
person_name(const char *text, size_t length)
{
	return is_full_name(text, length) || is_initialled(text, length);
}
