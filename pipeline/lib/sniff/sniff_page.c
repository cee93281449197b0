/* sniff_page.c - what a file is, on one page for people */
#include <inttypes.h>
#include <stdarg.h>
#include <string.h>

#include "base/memory.h"
#include "base/message.h"
#include "base/text.h"
#include "sniff/draft.h"
#include "sniff/sniff_page.h"

#define WIDTH 80
#define NUMBER_TEXT 32
#define TEXT (6 * PROFILE_EXAMPLE + 64)

/* ---- texts ---- */

/* The number with the marks between thousands of the language. */
static const char *
count_text(uint64_t number, char text[NUMBER_TEXT])
{
	char digits[NUMBER_TEXT];
	/* TRANSLATORS: what stands between thousands in numbers; in Russian a
	 * no-break blank */
	const char *mark = _(",");
	int length = snprintf(digits, sizeof(digits), "%" PRIu64, number), i;
	/* Russian groups from five digits on */
	bool grouped = length > (*mark == ',' ? 3 : 4);
	size_t used = 0;

	for (i = 0; i < length; i++) {
		if (grouped && i > 0 && (length - i) % 3 == 0)
			used += (size_t)snprintf(
			    text + used, NUMBER_TEXT - used, "%.2s", mark);
		text[used++] = digits[i];
	}
	text[used] = '\0';
	return text;
}

/* Cut to so many columns of the terminal, "…" at the end of what is cut. */
static void
fit(char *text, size_t width)
{
	size_t length = strlen(text);

	if (text_width(text) <= width)
		return;
	do {
		length = text_cut(text, length, length - 1);
		text[length] = '\0';
	} while (length > 0 && text_width(text) + 1 > width);
	strcpy(text + length, "…");
}

/* The same with "…" in the middle: headers of several rows begin alike. */
static void
fit_middle(char *text, size_t width)
{
	char tail[TEXT];
	const char *from = text;

	if (text_width(text) <= width)
		return;
	while (text_width(from) > width / 2)
		do
			from++;
		while (((unsigned char)*from & 0xC0) == 0x80);
	snprintf(tail, sizeof(tail), "%s", from + (*from == ' '));
	fit(text, width - text_width(tail));
	strcat(text, tail);
}

/* As a terminal shows it, in one line: line breaks are blanks. */
static void
show(const char *text, char *to, size_t size)
{
	char line[PROFILE_EXAMPLE];
	size_t i, length = text_cut(text, strlen(text), sizeof(line) - 1);

	memcpy(line, text, length);
	for (i = 0; i < length; i++)
		if (line[i] == '\n' || line[i] == '\r' || line[i] == '\t')
			line[i] = ' ';
	(void)text_visible(line, length, to, size);
}

static void
put_left(FILE *to, char *text, size_t width)
{
	size_t used;

	fit(text, width);
	used = text_width(text);
	fputs(text, to);
	fprintf(to, "%*s", (int)(width - used), "");
}

static void
put_right(FILE *to, char *text, size_t width)
{
	fit(text, width);
	fprintf(to, "%*s%s", (int)(width - text_width(text)), "", text);
}

/* Words of a text in lines of the page, all but the first indented. */
static void
put_wrapped(FILE *to, size_t at, size_t indent, const char *text)
{
	char word[TEXT];
	size_t length, width;

	for (; *text != '\0'; text += length) {
		text += strspn(text, " ");
		length = strcspn(text, " ");
		if (length == 0)
			break;
		snprintf(word, sizeof(word), "%.*s", (int)length, text);
		width = text_width(word);
		if (at > indent && at + 1 + width > WIDTH) {
			fprintf(to, "\n%*s", (int)indent, "");
			at = indent;
		} else if (at > indent) {
			fputc(' ', to);
			at++;
		}
		fputs(word, to);
		at += width;
	}
	fputc('\n', to);
}

/* ---- how the file is written ---- */

#define LABEL 16
#define TITLES 3 /* at most */
#define TITLE_MAX 300

static void
put_fact(FILE *to, const char *label, const char *text)
{
	char copy[128];

	snprintf(copy, sizeof(copy), "%s", label);
	fputs("  ", to);
	put_left(to, copy, LABEL);
	put_wrapped(to, LABEL + 2, LABEL + 2, text);
}

/* The name as people write it. */
static const char *
encoding_title(enum encoding encoding)
{
	static const char *const titles[ENCODINGS] = { "UTF-8", "Windows-1251",
		"KOI8-R", "CP866", "ISO-8859-5", "MacCyrillic", "UTF-16LE",
		"UTF-16BE" };

	return titles[encoding];
}

static void
put_encoding(const struct sniff *s, FILE *to)
{
	const char *name = encoding_title(s->encoding->encoding);
	char text[256];

	if (!s->encoding->sure)
		snprintf(text, sizeof(text),
		    _("%s or %s: the text does not tell which"), name,
		    encoding_title(s->encoding->second));
	else if (s->mark > 0)
		snprintf(
		    text, sizeof(text), _("%s, with a byte-order mark"), name);
	else
		snprintf(text, sizeof(text), "%s", name);
	put_fact(to, _("Encoding"), text);
}

/* A delimiter by its sign or its name. */
static void
name_byte(enum encoding encoding, char byte, char *to, size_t size)
{
	unsigned char c = (unsigned char)byte;
	char text[ENCODING_BYTE];

	if (c == '\t')
		snprintf(to, size, "%s", _("tabs"));
	else if (c == ' ')
		snprintf(to, size, "%s", _("blanks"));
	else if (c == ',')
		snprintf(to, size, "%s", _("commas"));
	else if (c == ';')
		snprintf(to, size, "%s", _("semicolons"));
	else if (c < ' ' || c == 0x7F)
		snprintf(to, size, _("the byte %02X"), c);
	else {
		encoding_byte(encoding, byte, text);
		snprintf(to, size, "%s", text);
	}
}

static void
put_dialect(const struct sniff *s, FILE *to)
{
	const char *const line_ends[] = { _("line ends LF"),
		_("line ends CR LF"), _("line ends CR"), _("mixed line ends"),
		_("one line without an end") };
	const struct dialect *d = s->dialect;
	char delimiter[64], text[512], quote[128] = "";

	if (d->width < 2)
		snprintf(delimiter, sizeof(delimiter), "%s", _("one column"));
	else
		name_byte(s->encoding->encoding, d->delimiter, delimiter,
		    sizeof(delimiter));
	if (d->quote != 0)
		snprintf(quote, sizeof(quote),
		    d->escape != 0
			? _(", quotation marks %c…%c, escaped with a backslash")
			: _(", quotation marks %c…%c"),
		    d->quote, d->quote);
	snprintf(text, sizeof(text), "%s%s; %s", delimiter, quote,
	    line_ends[s->line_end]);
	put_fact(to, _("Delimiter"), text);
}

static void
put_range(FILE *to, const char *label, uint64_t first, uint64_t last)
{
	char text[128], one[NUMBER_TEXT], two[NUMBER_TEXT];

	if (first == last)
		snprintf(
		    text, sizeof(text), _("line %s"), count_text(first, one));
	else
		snprintf(text, sizeof(text), _("lines %s to %s"),
		    count_text(first, one), count_text(last, two));
	put_fact(to, label, text);
}

/* Titles may name persons, in a file about them. */
static void
put_titles(const struct sniff *s, FILE *to)
{
	char text[TEXT];
	const char *title;
	size_t i, length;

	for (i = 0; i < s->titles->count && i < TITLES && !s->persons; i++) {
		title = s->titles->lines[i];
		length = text_cut(title, strlen(title), TITLE_MAX);
		(void)text_visible(title, length, text, sizeof(text) - 4);
		if (title[length] != '\0')
			strcat(text, "…");
		put_fact(to, i == 0 ? _("Titles") : "", text);
	}
}

static void
put_table(const struct sniff *s, FILE *to)
{
	const struct layout_table *t = sniff_table(s);

	if (t == NULL)
		return;
	if (t->header_rows == 0)
		put_fact(to, _("Header"),
		    _("none: columns are known by their place"));
	else
		put_range(to, _("Header"), t->header_first, t->header_last);
	if (s->last_row > 0)
		put_range(to, _("Data"), s->first_row, s->last_row);
	if (s->decimal != 0)
		put_fact(to, _("Decimals"),
		    s->decimal == ',' ? _("after a comma: 12,5")
				      : _("after a point: 12.5"));
}

/* What the lines are, if not all are data under one header. */
static void
put_lines(const struct sniff *s, FILE *to)
{
	char text[1024] = "", number[NUMBER_TEXT];
	size_t used = 0;
	int class;

	for (class = 0; class < LINE_CLASSES; class ++)
		if (s->lines[class] > 0)
			used +=
			    (size_t)snprintf(text + used, sizeof(text) - used,
				"%s%s %s", used > 0 ? "; " : "",
				line_class_title((enum line_class) class),
				count_text(s->lines[class], number));
	put_fact(to, _("Lines"), text);
}

/* ---- columns ---- */

/* What the column holds, in a word. */
static const char *
kind_text(const struct column_kind *k)
{
	static const char *const roles[] = {
		[COLUMN_ROLE_NONE] = NULL,
		[COLUMN_ROLE_DIMENSION] = N_("group"),
		[COLUMN_ROLE_COUNT] = N_("count"),
		[COLUMN_ROLE_PERSON] = N_("person"),
		[COLUMN_ROLE_ORGANISATION] = N_("organisation"),
		[COLUMN_ROLE_PERIOD] = N_("period"),
		[COLUMN_ROLE_MEASURE] = N_("measure"),
		[COLUMN_ROLE_CODE] = N_("code"),
	};
	static const char *const types[] = {
		[TABLE_STRING] = N_("text"),
		[TABLE_INTEGER] = N_("whole number"),
		[TABLE_NUMBER] = N_("number"),
		[TABLE_BOOLEAN] = N_("yes or no"),
		[TABLE_DATE] = N_("date"),
		[TABLE_YEAR] = N_("year"),
	};
	static const char *const formats[FORMATS] = {
		[FORMAT_SNILS] = N_("SNILS"),
		[FORMAT_INN] = N_("INN"),
		[FORMAT_INN10] = N_("INN"),
		[FORMAT_INN12] = N_("INN of a person"),
		[FORMAT_OGRN] = N_("OGRN"),
		[FORMAT_OGRNIP] = N_("OGRNIP"),
		[FORMAT_OKPO] = N_("OKPO"),
		[FORMAT_OKATO] = N_("OKATO"),
		[FORMAT_OKTMO] = N_("OKTMO"),
		[FORMAT_KPP] = N_("KPP"),
		[FORMAT_PROGRAMME] = N_("programme"),
	};

	if (formats[k->format] != NULL)
		return _(formats[k->format]);
	if (k->type == TABLE_BOOLEAN || k->type == TABLE_DATE ||
	    k->type == TABLE_YEAR || roles[k->role] == NULL)
		return _(types[k->type]);
	return _(roles[k->role]);
}

static void
list_examples(const struct sniff_column *c, char *to, size_t size)
{
	size_t i, used = 0;

	to[0] = '\0';
	if (c->kind.personal && c->profile->example_count > 0) {
		snprintf(to, size, "%s", _("(not shown)"));
		return;
	}
	for (i = 0; i < c->profile->example_count && used + 8 < size; i++) {
		if (i > 0)
			used += (size_t)snprintf(to + used, size - used, " | ");
		show(c->profile->examples[i], to + used, size - used);
		used += strlen(to + used);
	}
}

#define HEADER 26
#define KIND 13
#define DIFFERENT 8
#define EMPTY 6
#define EXAMPLES 20

static void
put_cells(FILE *to, char *number, char *header, char *kind, char *different,
    char *empty, char *examples)
{
	put_right(to, number, 3);
	fputc(' ', to);
	put_left(to, header, HEADER);
	fputc(' ', to);
	put_left(to, kind, KIND);
	put_right(to, different, DIFFERENT);
	put_right(to, empty, EMPTY);
	fit(examples, EXAMPLES);
	fprintf(to, "%s%s\n", *examples == '\0' ? "" : "  ", examples);
}

/* The share of cells without a value; nothing if all have one. */
static void
share_text(
    const struct profile *p, const struct column_kind *k, char *to, size_t size)
{
	uint64_t empty = p->cells - column_kind_values(k, p), percent;

	to[0] = '\0';
	if (empty == 0 || p->cells == 0)
		return;
	percent = (uint64_t)(100.0 * (double)empty / (double)p->cells + 0.5);
	if (percent == 0)
		snprintf(to, size, "%s", _("<1%"));
	else if (percent == 100 && empty < p->cells)
		snprintf(to, size, "%s", _(">99%"));
	else
		snprintf(to, size, _("%u%%"), (unsigned)percent);
}

/* Columns on either side whose headers are looked at. */
#define NEIGHBOURS 16
/* What is left of a beginning that they have in common. */
#define BEGINNING 10

/* The header of a column as it is shown, whole. */
static void
show_header(const struct sniff *s, size_t at, char *to, size_t size)
{
	const char *label = s->columns[at].label;

	show(*label != '\0' ? label : _("(no header)"), to, size);
}

/* Where words begin that another header does not have there. */
static size_t
difference(const char *text, const char *other)
{
	size_t i, word = 0;

	for (i = 0; text[i] != '\0' && text[i] == other[i]; i++)
		if (text[i] == ' ')
			word = i + 1;
	return word;
}

/* The header cut to its place: in the middle, or, if it then looks like one
 * beside it, before the words in which they differ. */
static void
cut_header(const struct sniff *s, size_t at, char header[TEXT])
{
	char whole[TEXT], other[TEXT], cut[TEXT];
	size_t i = at > NEIGHBOURS ? at - NEIGHBOURS : 0, from = 0;

	snprintf(whole, sizeof(whole), "%s", header);
	fit_middle(header, HEADER);
	for (; i < s->column_count && i <= at + NEIGHBOURS; i++) {
		show_header(s, i, other, sizeof(other));
		snprintf(cut, sizeof(cut), "%s", other);
		fit_middle(cut, HEADER);
		if (i != at && strcmp(cut, header) == 0 &&
		    strcmp(other, whole) != 0 &&
		    difference(whole, other) > from)
			from = difference(whole, other);
	}
	if (from == 0)
		return;
	snprintf(header, TEXT, "%s", whole);
	fit(header, BEGINNING);
	snprintf(cut, sizeof(cut), "%s", header);
	snprintf(header, TEXT, "%s%s", cut, whole + from);
}

static void
put_column(const struct sniff *s, size_t at, FILE *to)
{
	const struct sniff_column *c = &s->columns[at];
	char number[NUMBER_TEXT], header[TEXT], kind[64], empty[NUMBER_TEXT];
	char different[NUMBER_TEXT + 8], examples[TEXT], count[NUMBER_TEXT];

	snprintf(number, sizeof(number), "%zu", at + 1);
	show_header(s, at, header, sizeof(header));
	cut_header(s, at, header);
	snprintf(kind, sizeof(kind), "%s", kind_text(&c->kind));
	snprintf(different, sizeof(different), "%s%s",
	    distinct_is_estimate(&c->profile->distinct) ? "≈" : "",
	    count_text(column_kind_distinct(&c->kind, &s->profiles, c->profile),
		count));
	share_text(c->profile, &c->kind, empty, sizeof(empty));
	list_examples(c, examples, sizeof(examples));
	put_cells(to, number, header, kind, different, empty, examples);
}

static void
put_columns(const struct sniff *s, FILE *to)
{
	char number[] = "", header[128], kind[64], different[64], empty[64],
	     examples[64];
	size_t i;

	snprintf(header, sizeof(header), "%s", _("Column"));
	snprintf(kind, sizeof(kind), "%s", _("Holds"));
	snprintf(different, sizeof(different), "%s", _("Distinct"));
	snprintf(empty, sizeof(empty), "%s", _("Empty"));
	snprintf(examples, sizeof(examples), "%s", _("Examples"));
	fputc('\n', to);
	put_cells(to, number, header, kind, different, empty, examples);
	for (i = 0; i < s->column_count; i++)
		put_column(s, i, to);
}

/* ---- what to look at ---- */

static void put_item(FILE *, bool *first, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void
put_item(FILE *to, bool *first, const char *format, ...)
{
	char text[TEXT];
	va_list arguments;

	if (*first)
		fprintf(to, "\n%s\n", _("To check"));
	*first = false;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	fputs("  - ", to);
	put_wrapped(to, 4, 4, text);
}

/* The columns that hold values about persons, by number. */
static size_t
list_personal(const struct sniff *s, bool left_out, char *to, size_t size,
    bool *identifiers)
{
	size_t i, used = 0, count = 0;

	to[0] = '\0';
	*identifiers = false;
	for (i = 0; i < s->column_count; i++) {
		if (!s->columns[i].kind.personal ||
		    (left_out && draft_reads(s, i)))
			continue;
		*identifiers = *identifiers ||
			       s->columns[i].kind.format == FORMAT_SNILS ||
			       s->columns[i].kind.format == FORMAT_INN12;
		if (used + 24 < size)
			used += (size_t)snprintf(to + used, size - used,
			    "%s%zu", count > 0 ? ", " : "", i + 1);
		count++;
	}
	return count;
}

static void
check_persons(const struct sniff *s, FILE *to, bool *first)
{
	char list[256];
	bool identifiers;
	size_t count =
	    list_personal(s, false, list, sizeof(list), &identifiers);

	if (count == 0)
		return;
	put_item(to, first,
	    ngettext("Column %s is about persons: its values are never shown, "
		     "and its tables are readable by you alone.",
		"Columns %s are about persons: their values are never shown, "
		"and their tables are readable by you alone.",
		count),
	    list);
	if (identifiers)
		put_item(to, first, "%s",
		    _("Identifiers of persons become pseudonyms; that needs a "
		      "key (make key)."));
	count = list_personal(s, true, list, sizeof(list), &identifiers);
	if (count > 0)
		put_item(to, first,
		    ngettext("Column %s is not read: no figure needs to know "
			     "who a person is.",
			"Columns %s are not read: no figure needs to know who "
			"a person is.",
			count),
		    list);
}

static void
check_reading(const struct sniff *s, FILE *to, bool *first)
{
	char number[NUMBER_TEXT];

	if (!s->encoding->sure)
		put_item(to, first,
		    _("The encoding is a guess: if words look wrong, write %s "
		      "into \"dialect\" of the schema."),
		    encoding_name(s->encoding->second));
	if (s->encoding->mixed)
		put_item(to, first, "%s",
		    _("Parts of the file are in another encoding; what is "
		      "certain is repaired, the rest is set aside."));
	if (s->column_count > 1 && !s->dialect->said_so &&
	    s->dialect->confidence < 0.5)
		put_item(to, first, "%s",
		    _("The delimiter is a guess: look whether the columns "
		      "below are right."));
	if (s->set_aside > 0)
		put_item(to, first,
		    ngettext("%s row cannot be read and will be set aside.",
			"%s rows cannot be read and will be set aside.",
			s->set_aside),
		    count_text(s->set_aside, number));
	if (s->layout->table_count > 1)
		put_item(to, first,
		    ngettext("The file has %zu table; the first is shown "
			     "(ingest --table reads others).",
			"The file has %zu tables; the first is shown (ingest "
			"--table reads others).",
			s->layout->table_count),
		    s->layout->table_count);
}

/* "abc", the value of a file about persons hidden. */
static void
quote_value(const struct sniff *s, const struct column_kind *kind,
    const char *value, char text[TEXT])
{
	char shown[TEXT - 8];

	show(s->persons || kind->personal ? ACCOUNT_HIDDEN : value, shown,
	    sizeof(shown));
	/* TRANSLATORS: a value of a file in quotation marks */
	snprintf(text, TEXT, _("\"%s\""), shown);
}

static void
check_values(const struct sniff *s, size_t at, FILE *to, bool *first)
{
	const struct sniff_column *c = &s->columns[at];
	char number[NUMBER_TEXT], text[TEXT], line[NUMBER_TEXT];
	const char *value;
	uint64_t place = column_kind_misfit(&c->kind, c->profile, &value);

	if (c->kind.mistakes == 0)
		return;
	if (place == 0) {
		put_item(to, first,
		    ngettext("Column %zu: %s value does not fit (%s); its row "
			     "will be set aside.",
			"Column %zu: %s values do not fit (%s); their rows "
			"will be set aside.",
			c->kind.mistakes),
		    at + 1, count_text(c->kind.mistakes, number),
		    kind_text(&c->kind));
		return;
	}
	quote_value(s, &c->kind, value, text);
	put_item(to, first,
	    ngettext("Column %zu: %s value does not fit (%s): %s in line %s; "
		     "its row will be set aside.",
		"Column %zu: %s values do not fit (%s), the first: %s in line "
		"%s; their rows will be set aside.",
		c->kind.mistakes),
	    at + 1, count_text(c->kind.mistakes, number), kind_text(&c->kind),
	    text, count_text(place, line));
}

static void
check_column(const struct sniff *s, size_t at, FILE *to, bool *first)
{
	const struct sniff_column *c = &s->columns[at];
	const struct profile *p = c->profile;
	char number[NUMBER_TEXT], text[TEXT];
	size_t i;

	if (draft_reads(s, at))
		check_values(s, at, to, first);
	if (c->kind.type != TABLE_INTEGER && c->kind.type != TABLE_NUMBER)
		return;
	for (i = 0; p->strays_lost == 0 && i < p->stray_count; i++) {
		if (p->strays[i].count < 2)
			continue;
		show(p->strays[i].text, text, sizeof(text));
		put_item(to, first,
		    ngettext("Column %zu: \"%s\" stands %s time for a number; "
			     "the draft takes it for a missing value.",
			"Column %zu: \"%s\" stands %s times for a number; the "
			"draft takes it for a missing value.",
			p->strays[i].count),
		    at + 1, text, count_text(p->strays[i].count, number));
	}
}

static void
check_totals(const struct sniff *s, FILE *to, bool *first)
{
	char number[NUMBER_TEXT];

	if (!sniff_has_totals(s))
		return;
	if (s->totals.count == 1)
		put_item(to, first,
		    _("Line %s holds a total; it is not counted."),
		    count_text(s->totals.lines[0], number));
	else
		put_item(to, first,
		    ngettext("%s row is a total (the first in line %" PRIu64
			     "); it is not counted.",
			"%s rows are totals (the first in line %" PRIu64
			"); they are not counted.",
			s->totals.count),
		    count_text(s->totals.count, number), s->totals.lines[0]);
}

/* A name and nothing else, where no sections are seen. */
static void
check_lone_rows(const struct sniff *s, FILE *to, bool *first)
{
	char number[NUMBER_TEXT];
	size_t i;

	for (i = 0; i < s->column_count; i++)
		if (s->columns[i].kind.role == COLUMN_ROLE_COUNT)
			break;
	if (s->has_sections || s->lone_rows == 0 || i == s->column_count)
		return;
	put_item(to, first,
	    ngettext("%s row has a name and nothing else (the first in line "
		     "%" PRIu64 "); it is read as a row without numbers. If it "
		     "is a heading, describe it in \"layout.sections\" of the "
		     "schema.",
		"%s rows have a name and nothing else (the first in line "
		"%" PRIu64 "); they are read as rows without numbers. If they "
		"are headings, describe them in \"layout.sections\" of the "
		"schema.",
		s->lone_rows),
	    count_text(s->lone_rows, number), s->lone_line);
}

static void
check_period(const struct sniff *s, FILE *to, bool *first)
{
	if (draft_period(s) != DRAFT_PERIOD_NONE)
		return;
	put_item(to, first, "%s",
	    _("Nothing says of which period the data are: write a line such as "
	      "this into the schema:"));
	fputs(
	    "      \"submission\": {\"period\": {\"value\": \"2024\"}},\n", to);
}

/* ---- sections ---- */

static void
put_level(const struct sniff *s, size_t at, FILE *to)
{
	const struct stub_level *level = &s->sections.levels[at];
	char name[TRANSLITERATION_NAME], text[TEXT], number[NUMBER_TEXT];
	char heading[TEXT];
	size_t i, used;

	draft_level_name(s, at, name);
	used = (size_t)snprintf(text, sizeof(text),
	    ngettext("%s, %s heading: ", "%s, %s headings: ", level->count),
	    name, count_text(level->count, number));
	if (level->personal)
		(void)snprintf(
		    text + used, sizeof(text) - used, "%s", _("(not shown)"));
	for (i = 0; i < level->count && i < 3 && !level->personal; i++) {
		show(level->headings[i], heading, sizeof(heading));
		fit(heading, 48);
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", i > 0 ? "; " : "", heading);
	}
	if (level->count > 3 && !level->personal)
		snprintf(text + used, sizeof(text) - used, "; …");
	fprintf(to, "  %zu. ", at + 1);
	put_wrapped(to, 5, 5, text);
}

static void
put_sections(const struct sniff *s, FILE *to)
{
	size_t i;

	if (!s->has_sections)
		return;
	fprintf(to, "\n%s\n", _("Sections, by headings in the first column"));
	for (i = 0; i < s->sections.level_count; i++)
		put_level(s, i, to);
}

/* ---- the page ---- */

static void
put_title(const struct sniff *s, FILE *to)
{
	char label[TEXT], rows[NUMBER_TEXT], columns[NUMBER_TEXT];
	char row_text[128], column_text[128];

	show(s->label, label, sizeof(label));
	fprintf(to, "%s\n", label);
	if (s->column_count == 0) {
		fprintf(to, "%s\n",
		    s->bytes <= s->mark ? _("The file is empty.")
					: _("There is no table in it."));
		return;
	}
	snprintf(row_text, sizeof(row_text),
	    ngettext("%s row", "%s rows", s->rows), count_text(s->rows, rows));
	snprintf(column_text, sizeof(column_text),
	    ngettext("%s column", "%s columns", s->column_count),
	    count_text(s->column_count, columns));
	fprintf(to, _("A table of %s and %s.\n"), row_text, column_text);
}

/* The name of the file within apostrophes, as a shell and make read it. */
static void
put_quoted(const char *name, FILE *to)
{
	fputc('\'', to);
	for (; *name != '\0'; name++)
		if (*name == '\'')
			fputs("'\\''", to);
		else if (*name == '$')
			fputs("$$", to);
		else
			fputc(*name, to);
	fputc('\'', to);
}

/* FILE=name, so that it can be copied; what the terminal cannot show must be
 * written by the user. */
static void
put_file_name(const char *name, FILE *to)
{
	char visible[TEXT];

	(void)text_visible(name, strlen(name), visible, sizeof(visible));
	fputs("FILE=", to);
	if (strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
			 "0123456789_-./") == strlen(name))
		fputs(name, to);
	else if (strcmp(name, visible) == 0 && strchr(name, '\\') == NULL)
		put_quoted(name, to);
	else
		fputs("'…'", to);
	fputc('\n', to);
}

static void
put_next(const struct sniff *s, FILE *to)
{
	char name[TRANSLITERATION_NAME];

	if (strcmp(s->label, "<stdin>") == 0)
		return;
	draft_name(s, name);
	fprintf(to, "\n%s\n", _("To make a dataset of it"));
	fprintf(to, "  make dataset NAME=%s%s", name,
	    strlen(name) + text_width(s->label) > 50 ? " \\\n    " : " ");
	put_file_name(s->label, to);
}

void
sniff_page(const struct sniff *s, FILE *to)
{
	bool first = true;
	size_t i;

	put_title(s, to);
	if (s->bytes <= s->mark)
		return;
	fputc('\n', to);
	put_encoding(s, to);
	put_dialect(s, to);
	put_titles(s, to);
	put_table(s, to);
	put_lines(s, to);
	if (s->column_count == 0)
		return;
	put_columns(s, to);
	put_sections(s, to);
	check_reading(s, to, &first);
	check_persons(s, to, &first);
	for (i = 0; i < s->column_count; i++)
		check_column(s, i, to, &first);
	check_totals(s, to, &first);
	check_lone_rows(s, to, &first);
	check_period(s, to, &first);
	put_next(s, to);
}
