/* language - the languages of the reports and texts given in both of them */
#include "base/language.h"

#include <string.h>

#include "base/message.h"

const char *
language_code(enum language language)
{
	return language == LANGUAGE_RU ? "ru" : "en";
}

int
language_find(const char *code, enum language *language, struct fail *f)
{
	int i;

	for (i = 0; i < LANGUAGES; i++)
		if (strcmp(code, language_code((enum language)i)) == 0) {
			*language = (enum language)i;
			return 0;
		}
	return fail_set(f, FAIL_USAGE,
	    _("there is no language \"%s\"; reports are written in ru and en"),
	    code);
}

int
title_read(const struct json *node, struct title *title, struct fail *f)
{
	const struct json *text;
	int i;

	if (json_expect(node, JSON_KIND_OBJECT, f) == -1)
		return -1;
	for (i = 0; i < LANGUAGES; i++) {
		text = json_required(node, language_code((enum language)i), f);
		if (text == NULL ||
		    json_get_text(text, NULL, &title->text[i], f) == -1)
			return -1;
	}
	return 0;
}

struct json_value *
title_value(const struct title *title)
{
	struct json_value *object = json_new_object();
	int i;

	for (i = 0; i < LANGUAGES; i++)
		json_set(object, language_code((enum language)i),
		    json_new_text(title->text[i]));
	return object;
}
