/*
 * transliteration.h - a header as the name of a field.
 *
 *	char name[TRANSLITERATION_NAME];
 *	transliterate("Численность учащихся, чел.", name);
 *	(name is "chislennost_uchashhixsya_chel")
 *
 * Cyrillic letters by GOST 7.79-2000 (ISO 9), system B, which writes each with
 * ASCII letters: Russian, Belarusian and Ukrainian as its tables have them; its
 * apostrophes and grave accents (for ъ ы ь э) are left out.  Tatar letters,
 * which it does not name, are written as their nearest Russian ones.  Latin
 * letters lose their accents.
 */
#ifndef RECORD_TRANSLITERATION_H
#define RECORD_TRANSLITERATION_H

/* Bytes of a name with its NUL: the longest identifier of most databases. */
#define TRANSLITERATION_NAME 64

/* Lower case, digits, and one '_' for each run of anything else; begins with a
 * letter.  What does not fit is cut, between words if that leaves half of it.
 * "" if nothing of the text (UTF-8) can be written so. */
void transliterate(const char *text, char name[TRANSLITERATION_NAME]);

#endif
