/*
 * quotes.h - quotation marks within others.
 *
 *	text = quotes_nest(text, f);
 *	(of «Рост «Профессионалитета»» it makes «Рост „Профессионалитета“»)
 */
#ifndef REPORT_QUOTES_H
#define REPORT_QUOTES_H

#include "base/fail.h"

/* Takes a text from malloc and gives one back, with « » that stand within
 * others as „ “; NULL of NULL or on failure. */
char *quotes_nest(char *text, struct fail *) MUST_CHECK;

#endif
