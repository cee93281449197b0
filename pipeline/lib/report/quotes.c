/* quotes - quotation marks within others */
#include "report/quotes.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"

#define OPENING "«"
#define CLOSING "»"
#define INNER_OPENING "„"
#define INNER_CLOSING "“"

static bool
is_at(const char *text, const char *mark)
{
	return strncmp(text, mark, strlen(mark)) == 0;
}

/* The mark that stands for the one at text, or NULL; depth: of the marks that
 * are open. */
static const char *
inner_mark(const char *text, size_t *depth)
{
	if (is_at(text, OPENING) && ++*depth > 1)
		return INNER_OPENING;
	if (is_at(text, CLOSING) && *depth > 0 && --*depth > 0)
		return INNER_CLOSING;
	return NULL;
}

char *
quotes_nest(char *text, struct fail *f)
{
	const char *at = text, *mark;
	size_t depth = 0, length = 0;
	char *nested;

	if (text == NULL)
		return NULL;
	/* two bytes become three at most */
	nested = memory_array(2 * strlen(text) + 1, 1, f);
	while (nested != NULL && *at != '\0') {
		mark = inner_mark(at, &depth);
		if (mark == NULL) {
			nested[length++] = *at++;
			continue;
		}
		memcpy(nested + length, mark, strlen(mark));
		length += strlen(mark);
		at += strlen(OPENING);
	}
	free(text);
	if (nested != NULL)
		nested[length] = '\0';
	return nested;
}
