/*
 * people.h - the exports of persons: graduates by college or region, spells
 * by region; and the truth about them.
 *
 *	people_write(&crowd, &truth, &expected);
 *
 * Persons are made one after another and written at once: memory does not
 * depend on their number.
 */
#ifndef SIMULATE_PEOPLE_H
#define SIMULATE_PEOPLE_H

#include "person.h"
#include "rates.h"

void people_write(
    const struct crowd *, struct rates *truth, struct rates *expected);

#endif
