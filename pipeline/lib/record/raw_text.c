/* raw_text.c - a record as it stands in the file (raw_text.h) */
#include <stdlib.h>
#include <string.h>

#include "base/memory.h"
#include "record/raw_text.h"

int
raw_text_start(struct raw_text *raw, enum encoding encoding, struct fail *f)
{
	return decoder_start(&raw->decoder, encoding, f);
}

void
raw_text_clear(struct raw_text *raw)
{
	decoder_clear(&raw->decoder);
	free(raw->text);
	raw->text = NULL;
	raw->capacity = 0;
}

const char *
raw_text(struct raw_text *raw, const struct record *r, struct fail *f)
{
	size_t i, used = 0, length = r->raw_length;
	const char *text;

	if (length > RAW_TEXT_MAX)
		return "";
	if (decoder_reserve(&raw->decoder, length, f) == -1)
		return NULL;
	if ((text = decoder_plain(&raw->decoder, r->raw, &length)) == NULL) {
		text = r->raw;
		length = r->raw_length;
	}
	if (memory_grow(&raw->text, &raw->capacity, length + 1, 1, f) == -1)
		return NULL;
	for (i = 0; i < length; i++)
		if (text[i] != '\0')
			raw->text[used++] = text[i];
	raw->text[used] = '\0';
	return raw->text;
}
