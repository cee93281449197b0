/* json_choice - words of a JSON file that are some of a list */
#include "base/json_choice.h"

#include <stdio.h>
#include <string.h>

#include "base/message.h"

void
json_list_name(char text[JSON_NAMES_TEXT], const char *name)
{
	size_t length = strlen(text);

	(void)snprintf(text + length, JSON_NAMES_TEXT - length, "%s\"%s\"",
	    length == 0 ? "" : ", ", name);
}

int
json_choice(const struct json *node, const char *const *choices, int *choice,
    struct fail *f)
{
	char names[JSON_NAMES_TEXT] = "";
	const char *text;
	int i;

	if (json_get_text(node, NULL, &text, f) == -1)
		return -1;
	for (i = 0; choices[i] != NULL; i++) {
		if (strcmp(choices[i], text) == 0) {
			*choice = i;
			return 0;
		}
		json_list_name(names, choices[i]);
	}
	return json_fail(
	    node, f, _("\"%s\" is not known, expected one of %s"), text, names);
}
