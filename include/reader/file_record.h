/*
 * file_record.h - what a file is, for the record: bytes, lines, encoding,
 * dialect, header.
 *
 *	const struct file_totals totals = { bytes, lines, repairs };
 *	file_record(&frame, &totals, account, file, f);
 */
#ifndef READER_FILE_RECORD_H
#define READER_FILE_RECORD_H

#include <stdint.h>

#include "base/account.h"
#include "base/fail.h"
#include "reader/frame.h"

struct file_totals {
	uint64_t bytes, lines;
	uint64_t repairs; /* cells that were in another encoding */
};

int file_record(const struct frame *, const struct file_totals *,
    struct account *, int file, struct fail *) MUST_CHECK;

#endif
