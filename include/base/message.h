/*
 * message.h - text for people passes through gettext:
 *
 *	fail_set(f, FAIL_DATA, _("%s: the file is empty"), path);
 *
 * Translations stand in pipeline/po/.  N_() marks a text that is translated
 * where it is used.
 *
 * A text that a record keeps for readers of either language stays untranslated
 * until it is shown:
 *
 *	const struct message m = { N_("at most %1$s"), { "12" } };
 *	message_print(text, sizeof(text), &m);
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <libintl.h>
#include <stddef.h>

#define _(text) gettext(text)
#define N_(text) (text)

/*
 * Set the locale to C.UTF-8, so that numbers and order do not depend on the
 * user's, and bind the catalogue; filter_start() calls it.  The language is
 * that of LANGUAGE, else of LC_ALL, LC_MESSAGES or LANG.  The catalogues stand
 * in $PROFSTAT_LOCALE, else in ../locale as seen from the program, else in
 * /usr/local/share/locale.
 */
void message_start(void);

/* Choose the language ("ru", "en") of all following messages. */
void message_language(const char *language);

/* A share (0.125) for a message: "12.5%", in Russian "12,5 %" with a no-break
 * blank.  `to` has MESSAGE_PERCENT bytes and is returned. */
#define MESSAGE_PERCENT 32
const char *message_percent(char *to, double share);

#define MESSAGE_ARGUMENTS 4
#define MESSAGE_TEXT 1024 /* bytes, more than our texts need */

/* Arguments are texts, the same in all languages: values, names, numbers. */
struct message {
	const char *format; /* N_(); NULL: there is no text */
	const char *arguments[MESSAGE_ARGUMENTS];
};

/*
 * Print in the language of the messages; %1$s to %4$s of the format are the
 * arguments, all else stands for itself, so that a format may come from a
 * record.  What does not fit is cut between two characters.  Returns the
 * bytes written; a NUL follows them.
 */
size_t message_print(char *to, size_t size, const struct message *);

#endif
