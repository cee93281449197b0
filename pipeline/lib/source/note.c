/* note.c - how notes start (note.h) */
#include "source/note.h"
#include "base/memory.h"
#include "base/text.h"
#include "source/phrase.h"

bool
note_starts(const char *text, size_t length)
{
	static const char *const phrases[] = { "Примечание", "Примечания", "*",
		"Источник", "Источники", "Note", "Notes", "Source", "Sources",
		"Footnote", "Footnotes" };
	size_t i;

	text = text_trim(text, &length);
	for (i = 0; i < COUNT(phrases); i++)
		if (phrase_starts(text, length, phrases[i]) > 0)
			return true;
	return false;
}
