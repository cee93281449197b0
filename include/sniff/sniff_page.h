/*
 * sniff_page.h - what sniff found, for people, in the language of the messages.
 *
 *	sniff_page(&sniff, stdout);
 *
 * Lines of at most 80 columns; nothing in the file steers the terminal.
 * Examples of columns about persons are "…".
 */
#ifndef SNIFF_SNIFF_PAGE_H
#define SNIFF_SNIFF_PAGE_H

#include <stdio.h>

#include "sniff/sniff.h"

void sniff_page(const struct sniff *, FILE *);

#endif
