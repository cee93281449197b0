/* marks - the signs that tables have used */
#include "report/marks.h"

#include <stdio.h>

unsigned
marks_number(struct marks *marks, unsigned flag)
{
	unsigned i;

	for (i = 0; i < marks->flag_count; i++)
		if (marks->flags[i] == flag)
			return i;
	marks->flags[marks->flag_count] = flag;
	return marks->flag_count++;
}

void
mark_sign(char to[MARK_TEXT], unsigned at)
{
	static const char *const digits[OBSERVATION_FLAGS] = { "¹", "²", "³",
		"⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

	snprintf(to, MARK_TEXT, "%s)", digits[at]);
}
