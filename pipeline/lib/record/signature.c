/* signature.c - lines by which a table is signed (signature.h) */
#include "record/signature.h"
#include "base/memory.h"
#include "base/text.h"
#include "record/phrase.h"

/* Such a line is no more than a few words. */
#define SIGNATURE_BYTES 512

static const char *signer_words[] = { "Исп.", "Исполнитель", "Подпись",
	"(подпись)" };
/* These may be what a row is about, unless a name follows or a line to sign
 * on. */
static const char *post_words[] = { "Директор", "Руководитель",
	"И.о. директора", "И.о. руководителя", "Зам. директора",
	"Заместитель директора", "Главный бухгалтер", "Гл. бухгалтер" };
static const struct text_list signer_list = { COUNT(signer_words),
	signer_words };
static const struct text_list post_list = { COUNT(post_words), post_words };

static bool
is_upper(uint32_t c)
{
	return text_is_letter(c) && text_lower(c) != c;
}

/* Initials, as of П.П. Петров, or a line to sign on. */
static bool
is_signed(const char *text, size_t length)
{
	size_t at = 0, bytes, letters = 0, initials = 0, lines = 0;
	bool capital = false;
	uint32_t c;

	for (; at < length; at += bytes) {
		bytes = text_character(text + at, length - at, &c);
		if (bytes == 0)
			return false;
		lines = c == '_' ? lines + 1 : 0;
		if (c == '.' && letters == 1 && capital)
			initials++;
		if (text_is_letter(c)) {
			capital = letters++ == 0 && is_upper(c);
			continue;
		}
		letters = 0;
		if (lines > 2 || initials > 1)
			return true;
	}
	return false;
}

bool
signature_is(const char *text, size_t length, bool posts)
{
	if (length > SIGNATURE_BYTES)
		return false;
	/* the place of the seal; with more behind it they are initials */
	if (phrase_find(text, length, &signer_list) != -1 ||
	    phrase_is(text, length, "М.П.") || phrase_is(text, length, "М. П."))
		return true;
	return posts && phrase_find(text, length, &post_list) != -1 &&
	       is_signed(text, length);
}
