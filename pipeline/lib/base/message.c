/* message.c - the language in which the programs speak */
#include <limits.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"

#define DOMAIN "profstat"
#define LOCALE_INSTALLED "/usr/local/share/locale"

/*
 * gettext() looks at LANGUAGE only, because our locale is C.UTF-8 whatever
 * the user's is: numbers and order must not depend on it.  So what the user
 * said with LC_ALL, LC_MESSAGES or LANG is said again with LANGUAGE.
 */
static void
language_from_locale(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	char language[64];
	const char *value;

	if ((value = getenv("LANGUAGE")) != NULL && *value != '\0')
		return;
	for (size_t i = 0; i < COUNT(names); i++) {
		if ((value = getenv(names[i])) == NULL || *value == '\0')
			continue;
		snprintf(language, sizeof(language), "%.*s",
		    (int)strcspn(value, ".@"), value);
		setenv("LANGUAGE", language, 1);
		return;
	}
}

/* build/bin/ingest finds build/locale, wherever the tree stands. */
static void
catalogue_folder(char folder[PATH_MAX])
{
	static const char beside[] = "/../locale";
	const char *chosen = getenv("PROFSTAT_LOCALE");
	char *slash;
	ssize_t length;

	if (chosen != NULL && *chosen != '\0') {
		snprintf(folder, PATH_MAX, "%s", chosen);
		return;
	}
	length = readlink("/proc/self/exe", folder, PATH_MAX - sizeof(beside));
	if (length > 0) {
		folder[length] = '\0';
		if ((slash = strrchr(folder, '/')) != NULL)
			memcpy(slash, beside, sizeof(beside));
		if (access(folder, F_OK) == 0)
			return;
	}
	snprintf(folder, PATH_MAX, "%s", LOCALE_INSTALLED);
}

void
message_start(void)
{
	char folder[PATH_MAX];

	language_from_locale();
	/* in the others C.UTF-8 is like C, and each is a file to be opened */
	setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	catalogue_folder(folder);
	bindtextdomain(DOMAIN, folder);
	bind_textdomain_codeset(DOMAIN, "UTF-8");
	textdomain(DOMAIN);
}

void
message_language(const char *language)
{
	setenv("LANGUAGE", language, 1);
	/* the call makes gettext() forget the catalogues it had chosen */
	textdomain(DOMAIN);
}

const char *
message_percent(char *to, double share)
{
	char *point;

	snprintf(to, MESSAGE_PERCENT, _("%.4g%%"), 100 * share);
	if ((point = strchr(to, '.')) != NULL)
		/* TRANSLATORS: the decimal separator, one byte */
		*point = *_(".");
	return to;
}

/* The argument that stands here, "" for none given; NULL: literal text. */
static const char *
argument_at(const struct message *m, const char *format)
{
	const char *argument;

	if (format[0] != '%' || format[1] < '1' ||
	    format[1] >= '1' + MESSAGE_ARGUMENTS ||
	    strncmp(format + 2, "$s", 2) != 0)
		return NULL;
	argument = m->arguments[format[1] - '1'];
	return argument == NULL ? "" : argument;
}

/* Whether all of the part found room. */
static bool
append(char *to, size_t size, size_t *used, const char *part, size_t length)
{
	size_t fitting = text_cut(part, length, size - 1 - *used);

	memcpy(to + *used, part, fitting);
	*used += fitting;
	return fitting == length;
}

size_t
message_print(char *to, size_t size, const struct message *m)
{
	/* gettext("") would be the head of the catalogue */
	const char *format = *m->format == '\0' ? "" : gettext(m->format);
	const char *argument;
	size_t run, used = 0;
	bool fits = true;

	while (*format != '\0' && fits) {
		if ((argument = argument_at(m, format)) != NULL) {
			fits =
			    append(to, size, &used, argument, strlen(argument));
			format += strlen("%1$s");
			continue;
		}
		run = 1 + strcspn(format + 1, "%");
		fits = append(to, size, &used, format, run);
		format += run;
	}
	to[used] = '\0';
	return used;
}
