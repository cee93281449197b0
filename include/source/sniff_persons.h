/*
 * sniff_persons.h - what in a file may show persons, beyond what the header
 * and the values of a column say by themselves.
 *
 *	if (sniff_persons(&s, f) == -1) ...	(kinds and sections are known)
 */
#ifndef SOURCE_SNIFF_PERSONS_H
#define SOURCE_SNIFF_PERSONS_H

#include "base/fail.h"
#include "source/sniff.h"

/* In a table about persons columns whose headers say nothing are personal,
 * and words among numbers, which may be names, stand for no missing value.
 * Levels of sections whose headings are names are personal in any table. */
int sniff_persons(struct sniff *, struct fail *) MUST_CHECK;

#endif
