/* file_record.c - properties of a file (file_record.h) */
#include "reader/file_record.h"

/* Where they go. */
struct place {
	struct account *account;
	int file;
};

static int
tell(const struct place *p, const char *key, struct json_value *value,
    struct fail *f)
{
	return account_property(p->account, p->file, key, value, f);
}

static int
tell_number(
    const struct place *p, const char *key, uint64_t number, struct fail *f)
{
	return tell(p, key, json_new_integer((int64_t)number), f);
}

static int
tell_byte(const struct frame *frame, const struct place *p, const char *key,
    char byte, struct fail *f)
{
	char text[ENCODING_BYTE];

	encoding_byte(frame->encoding.encoding, byte, text);
	return tell(p, key, json_new_text(text), f);
}

static int
tell_dialect(const struct frame *frame, const struct place *p, struct fail *f)
{
	const struct dialect *d = &frame->dialect;

	if (tell_byte(frame, p, "delimiter", d->delimiter, f) == -1 ||
	    tell_byte(frame, p, "quote", d->quote, f) == -1)
		return -1;
	return d->escape == '\0' ? 0
				 : tell_byte(frame, p, "escape", d->escape, f);
}

/* The lines of the header, and how many tables a file without schema has. */
static int
tell_layout(const struct frame *frame, const struct place *p, struct fail *f)
{
	const struct layout_table *table = frame->untyped.table;
	uint64_t first = frame->header.first_line;
	uint64_t last = frame->header.last_line;
	struct json_value *lines;

	if (frame->dataset == NULL) {
		if (tell_number(p, "tables", frame->untyped.layout.table_count,
			f) == -1)
			return -1;
		first = table == NULL ? 0 : table->header_first;
		last = table == NULL ? 0 : table->header_last;
	}
	if (first == 0 || last < first)
		return 0;
	lines = json_new_object();
	json_set(lines, "first", json_new_integer((int64_t)first));
	json_set(lines, "last", json_new_integer((int64_t)last));
	return tell(p, "header", lines, f);
}

int
file_record(const struct frame *frame, const struct file_totals *totals,
    struct account *account, int file, struct fail *f)
{
	const struct place p = { account, file };
	const char *encoding = encoding_name(frame->encoding.encoding);

	if (tell_number(&p, "bytes", totals->bytes, f) == -1 ||
	    tell_number(&p, "physical_lines", totals->lines, f) == -1 ||
	    tell(&p, "encoding", json_new_text(encoding), f) == -1 ||
	    (frame->mark > 0 &&
		tell(&p, "mark", json_new_boolean(true), f) == -1) ||
	    tell_dialect(frame, &p, f) == -1 ||
	    (totals->repairs > 0 &&
		tell_number(&p, "repairs", totals->repairs, f) == -1))
		return -1;
	return tell_layout(frame, &p, f);
}
