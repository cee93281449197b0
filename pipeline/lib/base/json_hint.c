/* json_hint.c - advice about common slips in JSON (json_hint.h) */
#include "base/json_hint.h"

#include <stdbool.h>
#include <string.h>

#include "base/message.h"

/* Where the token that jansson quotes begins. */
static size_t
token_start(const char *error, size_t end)
{
	const char *near = strstr(error, "near '");
	size_t length;

	if (near == NULL)
		return end;
	near += strlen("near '");
	length = strlen(near);
	length -= length > 0; /* the quotation mark that closes */
	return length < end ? end - length : 0;
}

/* The last character before the token that is not blank, or '\0'. */
static char
before(const char *text, size_t start)
{
	while (start > 0 && strchr(" \t\r\n", text[start - 1]) != NULL)
		start--;
	return start == 0 ? '\0' : text[start - 1];
}

static bool
starts(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* What begins with the quotation marks that word processors make. */
static bool
is_curly(const char *token)
{
	return starts(token, "“") || starts(token, "”") || starts(token, "„") ||
	       starts(token, "«") || starts(token, "‘") || *token == '\'';
}

/* An error at this token, behind what stands before it. */
static const char *
hint_token(const char *error, const char *token, char last)
{
	bool closes = *token == '}' || *token == ']';

	if (is_curly(token))
		return _("texts and names stand in quotation marks like \"");
	if (*token == '/' || *token == '#')
		return _("JSON has no comments; remove it");
	if (closes && last == ',')
		return _("the comma before it must go");
	if (closes && last == ':')
		return _("a value is missing before it");
	if (*token == ',' && last != ':')
		return _("this comma must go");
	if (starts(error, "'}' expected") || starts(error, "']' expected"))
		return closes ? _("another bracket must be closed first")
			      : _("a comma is missing before it");
	if (starts(error, "string or '}' expected"))
		return last == ','
			   ? _("a name in quotation marks must follow the "
			       "comma; a decimal point is \".\"")
			   : _("a name stands in quotation marks");
	return NULL;
}

const char *
json_hint(const char *error, const char *text, size_t end)
{
	size_t start = token_start(error, end);
	char token[8] = "";

	if (starts(error, "'[' or '{' expected near end of file"))
		return _("the file is empty");
	if (strstr(error, "expected near end of file") != NULL)
		return _("a bracket is not closed");
	if (starts(error, "end of file expected"))
		return _("there is one bracket too many before it, or text "
			 "behind the end");
	if (starts(error, "unexpected newline"))
		return _("the quotation mark that closes the text is missing");
	if (starts(error, "invalid escape"))
		return _("write a backslash as \\\\");
	if (starts(error, "duplicate object key"))
		return _("remove one of the two");
	memcpy(token, text + start,
	    end - start < sizeof(token) ? end - start : sizeof(token) - 1);
	return hint_token(error, token, before(text, start));
}
