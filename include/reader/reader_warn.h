/*
 * reader_warn.h - what the user of a raw export should know, though it was
 * read.
 *
 *	reader_warn_corrections(corrections, list, label, &filter);
 *	...
 *	reader_warn(in, account, &filter);
 */
#ifndef READER_READER_WARN_H
#define READER_READER_WARN_H

#include "base/account.h"
#include "base/filter.h"
#include "reader/correction.h"
#include "reader/reader.h"

/* Warn of columns and tables that were not found, of an encoding that is not
 * certain and of rows that were set aside; the file is the first input of the
 * account. */
void reader_warn(
    const struct reader *, const struct account *, const struct filter *);

/* Warn if the list has none for the file of this label, but may call it
 * otherwise; before it is read. */
void reader_warn_corrections(const struct corrections *, const char *list,
    const char *label, const struct filter *);

#endif
