/*
 * spelling.h - one value, written as different senders write it.
 *
 *	spell_date(&sheet, day);	24.02.2022, 2022-02-24, 24.2.2022 0:00
 *
 * Each puts one cell.  In a world without mess there is one way to write a
 * thing; with mess all ways mean the same to the chain.
 */
#ifndef SIMULATE_SPELLING_H
#define SIMULATE_SPELLING_H

#include "sheet.h"

/* The way of a file: senders keep to it mostly. */
void spell_date(struct sheet *, int day); /* NO_DAY: no value */
void spell_year(struct sheet *, int year);
void spell_count(struct sheet *, uint32_t count);
void spell_college(struct sheet *, const struct world *, size_t college);
void spell_enterprise(struct sheet *, const struct world *, uint32_t at);
void spell_cluster(struct sheet *, const struct world *, size_t cluster);
void spell_region(struct sheet *, int region); /* -1: no value */
void spell_industry(struct sheet *, int industry);
void spell_programme(struct sheet *, int programme);
void spell_sex(struct sheet *, bool female);
void spell_disability(struct sheet *, bool disabled);
void spell_status(struct sheet *, int status);
void spell_snils(struct sheet *, uint32_t number, int control);
void spell_text(struct sheet *, const char *text);

/* Faults. */
void spell_typo(struct sheet *, const char *text);
void spell_bad_date(struct sheet *, int day);

#endif
