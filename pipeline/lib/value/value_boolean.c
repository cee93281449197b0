/* value_boolean.c - yes and no in their many words (value_boolean.h) */
#include "value/value_boolean.h"
#include <string.h>

#include "base/memory.h"
#include "record/phrase.h"

static bool
is_one_of(
    const char *const *words, size_t count, const char *text, size_t length)
{
	size_t i;

	for (i = 0; i < count; i++)
		if (phrase_is(text, length, words[i]))
			return true;
	return false;
}

/* The words that most exports have, as they are. */
static bool
read_usual(const char *text, size_t length, int64_t *value)
{
	static const struct {
		const char *word;
		int64_t value;
	} usual[] = { { "да", 1 }, { "нет", 0 }, { "Да", 1 }, { "Нет", 0 },
		{ "1", 1 }, { "0", 0 }, { "true", 1 }, { "false", 0 },
		{ "True", 1 }, { "False", 0 } };
	size_t i;

	for (i = 0; i < COUNT(usual); i++)
		if (strlen(usual[i].word) == length &&
		    memcmp(usual[i].word, text, length) == 0) {
			*value = usual[i].value;
			return true;
		}
	return false;
}

bool
boolean_read(const struct table_field *field, const char *text, size_t length,
    int64_t *value)
{
	static const char *const yes[] = { "да", "1", "true", "yes", "истина",
		"есть", "имеется", "+", "д", "y", "t" };
	static const char *const no[] = { "нет", "0", "false", "no", "ложь",
		"отсутствует", "-", "н", "n", "f" };
	const struct text_list *ours = &field->true_values;

	if (ours->items == NULL && field->false_values.items == NULL &&
	    read_usual(text, length, value))
		return true;
	*value = 1;
	if (ours->items != NULL
		? is_one_of(ours->items, ours->count, text, length)
		: is_one_of(yes, COUNT(yes), text, length))
		return true;
	ours = &field->false_values;
	*value = 0;
	return ours->items != NULL
		   ? is_one_of(ours->items, ours->count, text, length)
		   : is_one_of(no, COUNT(no), text, length);
}
