/* person_form.c - the forms of what persons are found by (person_form.h) */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

#include "base/memory.h"
#include "base/text.h"
#include "value/person_form.h"

/* Longer texts are no data about one person. */
#define FORM_MAX 255

/* The text against a form: 9 is a digit, a blank one or no blank. */
static bool
has_form(const char *text, size_t length, const char *form)
{
	size_t i = 0;

	for (; *form != '\0'; form++) {
		if (*form == ' ' && (i == length || text[i] != ' '))
			continue;
		if (i == length ||
		    (*form == '9' ? !isdigit((unsigned char)text[i])
				  : text[i] != *form))
			return false;
		i++;
	}
	return i == length;
}

/* +7 (913) 123-45-67, 8-913-123-45-67: eleven digits in all, and marks. */
static bool
is_phone(const char *text, size_t length, size_t digits)
{
	bool plus = *text == '+';
	size_t i;

	if (digits != 11 || digits == length ||
	    (!plus && *text != '7' && *text != '8'))
		return false;
	for (i = plus; i < length; i++)
		if (!isdigit((unsigned char)text[i]) &&
		    strchr(" ()-", text[i]) == NULL)
			return false;
	return text[0] != '+' || text[1] == '7';
}

/* name@host.name */
static bool
is_mail(const char *text, size_t length)
{
	const char *at = memchr(text, '@', length);
	size_t host;

	if (at == NULL || at == text || memchr(text, ' ', length) != NULL)
		return false;
	host = length - (size_t)(at - text) - 1;
	return host > 3 && memchr(at + 1, '@', host) == NULL &&
	       memchr(at + 1, '.', host) != NULL;
}

static bool
has_letter_before(const char *copy, const char *at)
{
	return at > copy && ((unsigned char)at[-1] >= 0x80 ||
				isalpha((unsigned char)at[-1]));
}

/* A street, a house, a flat: two of such words, or a street and a number. */
static bool
is_address(const char *text, size_t length, size_t digits)
{
	static const char *const words[] = { "ул.", "ул ", "улица", "пер.",
		"переулок", "пр.", "пр-т", "просп", "проезд", "бульвар", "наб.",
		"шоссе", "д.", "дом ", "кв.", "кв ", "корп." };
	char copy[FORM_MAX + 1];
	const char *at;
	size_t i, found = 0;

	if (digits == 0)
		return false;
	memcpy(copy, text, length);
	copy[length] = '\0';
	for (i = 0; i < COUNT(words); i++)
		if ((at = strstr(copy, words[i])) != NULL &&
		    !has_letter_before(copy, at))
			found++;
	return found > 1 || (found == 1 && memchr(text, ',', length) != NULL);
}

enum person_form
person_form(const char *text, size_t length, size_t digits)
{
	if (length == 0 || length > FORM_MAX)
		return PERSON_FORM_NONE;
	if (digits == 11 && length > 11 &&
	    (has_form(text, length, "999-999-999 99") ||
		has_form(text, length, "999-999-999-99")))
		return PERSON_FORM_SNILS;
	if (digits == 10 && length > 10 &&
	    (has_form(text, length, "99 99 999999") ||
		has_form(text, length, "9999 № 999999")))
		return PERSON_FORM_PASSPORT;
	if (is_phone(text, length, digits))
		return PERSON_FORM_PHONE;
	if (is_mail(text, length))
		return PERSON_FORM_MAIL;
	return is_address(text, length, digits) ? PERSON_FORM_ADDRESS
						: PERSON_FORM_NONE;
}
