/*
 * sniff_persons.h - what in a file may show persons, beyond what the header
 * and the values of a column say by themselves.
 *
 *	if (sniff_persons(&s, f) == -1) ...	(kinds and sections are known)
 */
#ifndef SNIFF_SNIFF_PERSONS_H
#define SNIFF_SNIFF_PERSONS_H

#include "base/fail.h"
#include "sniff/sniff.h"

/* A table is about persons if it has a column of names, SNILS or dates of
 * birth, or headings that are names.  In it columns whose headers say nothing,
 * addresses, days on which persons may be born and all headings are personal;
 * names and addresses are left out; and words among numbers, which may be
 * names, stand for no missing value. */
int sniff_persons(struct sniff *, struct fail *) MUST_CHECK;

#endif
