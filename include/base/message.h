/*
 * message.h - text for people passes through gettext:
 *
 *	fail_set(f, FAIL_DATA, _("%s: the file is empty"), path);
 *
 * Translations stand in pipeline/po/.  N_() marks a text that is translated
 * where it is used.
 */
#ifndef BASE_MESSAGE_H
#define BASE_MESSAGE_H

#include <libintl.h>

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

#endif
