/* sheet.c - a raw export as its sender writes it */
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "sheet.h"

#define BUFFER_SIZE (1 << 16)

static _Noreturn void
give_up(const char *path)
{
	fprintf(stderr, "simulate: %s: %s\n", path, strerror(errno));
	exit(3);
}

/* The folder of a dataset's raw files, made if it is not there. */
static void
raw_folder(const struct job *job, const char *dataset, char path[1024])
{
	static const char *const parts[] = { "", "/datasets", "/datasets/%s",
		"/datasets/%s/raw" };
	char tail[256];
	size_t i;

	for (i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (i < 2)
			snprintf(tail, sizeof(tail), "%s", parts[i]);
		else
			snprintf(tail, sizeof(tail),
			    i == 2 ? "/datasets/%s" : "/datasets/%s/raw",
			    dataset);
		snprintf(path, 1024, "%s%s", job->out, tail);
		if (mkdir(path, 0777) == -1 && errno != EEXIST)
			give_up(path);
	}
}

/* FNV-1a */
static uint64_t
hash(const char *text)
{
	uint64_t h = 0xCBF29CE484222325u;

	for (; *text != '\0'; text++)
		h = (h ^ (unsigned char)*text) * 0x100000001B3u;
	return h;
}

void
sheet_open(struct sheet *s, const struct job *job, const char *dataset,
    const char *file)
{
	char folder[1024];

	memset(s, 0, sizeof(*s));
	raw_folder(job, dataset, folder);
	snprintf(s->file, sizeof(s->file), "%s", file);
	if ((size_t)snprintf(s->path, sizeof(s->path), "%s/%s", folder, file) >=
	    sizeof(s->path)) {
		fprintf(stderr, "simulate: %s: the path is too long\n", folder);
		exit(2);
	}
	s->r = random_start(job->seed, STREAM_FILE, hash(file));
	s->messy = job->mess != MESS_NONE;
	s->utf8 = s->messy && random_chance(&s->r, 0.12);
	s->delimiter = s->messy && random_chance(&s->r, 0.08) ? '\t' : ';';
	s->stream = fopen(s->path, "wb");
	if (s->stream == NULL)
		give_up(s->path);
	setvbuf(s->stream, NULL, _IOFBF, BUFFER_SIZE);
	if (s->utf8)
		fputs("\xEF\xBB\xBF", s->stream);
}

void
sheet_close(struct sheet *s)
{
	if (ferror(s->stream) || fclose(s->stream) != 0)
		give_up(s->path);
	s->stream = NULL;
	if (!s->keep_marks)
		free(s->marks);
}

void
sheet_fault(struct sheet *s, uint64_t line, enum fault kind)
{
	fault_add(s->file, line, kind);
	if (!s->keep_marks)
		return;
	if ((s->mark_count & (s->mark_count - 1)) == 0)
		s->marks = need(realloc(
		    s->marks, (s->mark_count == 0 ? 1 : s->mark_count * 2) *
				  sizeof(*s->marks)));
	s->marks[s->mark_count].line = line;
	s->marks[s->mark_count++].kind = kind;
}

static void
put_byte(struct sheet *s, int byte)
{
	if (s->length + 8 >= LINE_SIZE) {
		fprintf(stderr, "simulate: %s: a line is too long\n", s->file);
		exit(3);
	}
	s->text[s->length++] = (char)byte;
}

/* The byte of a character in Windows-1251. */
static int
encode(const char *text, const struct sheet *s)
{
	static const struct {
		const char *utf8;
		int byte;
	} others[] = { { "Ё", 0xA8 }, { "ё", 0xB8 }, { "«", 0xAB },
		{ "»", 0xBB }, { "№", 0xB9 }, { "–", 0x96 }, { "—", 0x97 },
		{ "…", 0x85 }, { "\u00A0", 0xA0 } };
	const unsigned char *c = (const unsigned char *)text;
	int code = (c[0] & 0x1F) << 6 | (c[1] & 0x3F);
	size_t i;

	if (code >= 0x410 && code <= 0x44F && (c[0] & 0xE0) == 0xC0)
		return code - 0x410 + 0xC0;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (strncmp(text, others[i].utf8, strlen(others[i].utf8)) == 0)
			return others[i].byte;
	fprintf(stderr, "simulate: %s: no Windows-1251 for \"%s\"\n", s->file,
	    text);
	exit(3);
}

static size_t
character_length(const char *text)
{
	unsigned char c = (unsigned char)*text;

	return c < 0x80 ? 1 : c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
}

static void
put_text(struct sheet *s, const char *text)
{
	size_t length, i;

	for (; *text != '\0'; text += length) {
		length = character_length(text);
		if (length == 1 || s->utf8)
			for (i = 0; i < length; i++)
				put_byte(s, text[i]);
		else
			put_byte(s, encode(text, s));
	}
}

/* A cell that begins with a quotation mark or holds the delimiter is quoted,
 * its marks doubled. */
void
sheet_cell(struct sheet *s, const char *text)
{
	bool quoted = *text == '"' || strchr(text, s->delimiter) != NULL;
	char one[2] = { 0, 0 };
	size_t length;
	char character[8];

	if (s->cells++ > 0)
		put_byte(s, s->delimiter);
	if (!quoted) {
		put_text(s, text);
		return;
	}
	put_byte(s, '"');
	for (; *text != '\0'; text += length) {
		length = character_length(text);
		memcpy(character, text, length);
		character[length] = '\0';
		if (*text == '"') {
			one[0] = '"';
			put_text(s, one);
		}
		put_text(s, character);
	}
	put_byte(s, '"');
}

void
sheet_number(struct sheet *s, uint64_t number)
{
	char text[32];

	snprintf(text, sizeof(text), "%" PRIu64, number);
	sheet_cell(s, text);
}

size_t
sheet_take(struct sheet *s, char line[LINE_SIZE])
{
	size_t length;

	put_byte(s, '\r');
	put_byte(s, '\n');
	memcpy(line, s->text, s->length);
	length = s->length;
	s->length = 0;
	s->cells = 0;
	return length;
}

void
sheet_write(struct sheet *s, const char *line, size_t length)
{
	if (fwrite(line, 1, length, s->stream) != length)
		give_up(s->path);
	s->line++;
}

uint64_t
sheet_row(struct sheet *s)
{
	char line[LINE_SIZE];
	size_t length = sheet_take(s, line);

	sheet_write(s, line, length);
	return s->line;
}

void
sheet_alone(struct sheet *s, const char *text, enum fault kind)
{
	int i;

	sheet_cell(s, text);
	for (i = 1; i < s->columns; i++)
		sheet_cell(s, "");
	sheet_fault(s, sheet_row(s), kind);
}

void
sheet_blank(struct sheet *s)
{
	int i;

	for (i = 0; i < s->columns; i++)
		sheet_cell(s, "");
	sheet_fault(s, sheet_row(s), FAULT_BLANK);
}

static void
put_heads(struct sheet *s, enum fault kind)
{
	int i;

	for (i = 0; i < s->columns; i++)
		sheet_cell(s, s->heads[i]);
	sheet_fault(s, sheet_row(s), kind);
}

void
sheet_header(struct sheet *s, const char *const *heads, int columns,
    const char *const *units)
{
	int i;

	s->columns = columns;
	for (i = 0; i < columns; i++)
		s->heads[i] = heads[i];
	put_heads(s, FAULT_HEADER);
	if (units != NULL) {
		for (i = 0; i < columns; i++)
			sheet_cell(s, units[i]);
		sheet_fault(s, sheet_row(s), FAULT_UNITS);
	}
	if (s->messy && random_chance(&s->r, 0.4)) {
		for (i = 0; i < columns; i++)
			sheet_number(s, (uint64_t)i + 1);
		sheet_fault(s, sheet_row(s), FAULT_NUMBERS);
	}
}

void
sheet_header_again(struct sheet *s)
{
	put_heads(s, FAULT_HEADER_AGAIN);
}

/* Is it found in the file alone, before files are put together? */
static bool
is_of_file(enum fault kind)
{
	return kind != FAULT_DUPLICATE_ROW && kind != FAULT_TWO_CLUSTERS &&
	       kind != FAULT_TWO_COLLEGES;
}

void
sheet_copy(struct sheet *s, const char *to)
{
	char path[sizeof(s->path)], buffer[4096];
	const char *slash = strrchr(s->path, '/');
	FILE *in = NULL, *out = NULL;
	size_t got, i;

	if (snprintf(path, sizeof(path), "%.*s/%s", (int)(slash - s->path),
		s->path, to) >= (int)sizeof(path) ||
	    (in = fopen(s->path, "rb")) == NULL ||
	    (out = fopen(path, "wb")) == NULL)
		give_up(path);
	while ((got = fread(buffer, 1, sizeof(buffer), in)) > 0)
		if (fwrite(buffer, 1, got, out) != got)
			give_up(path);
	if (ferror(in) || fclose(out) != 0)
		give_up(path);
	fclose(in);
	fault_add(to, 0, FAULT_COPIED_FILE);
	for (i = 0; i < s->mark_count; i++)
		if (is_of_file(s->marks[i].kind))
			fault_add(to, s->marks[i].line, s->marks[i].kind);
	free(s->marks);
}
