/* test_amend - a line as an analyst corrected it */
#include "unit.h"

#include <unistd.h>

#include "reader/amend.h"

static const char list[] = "amend.csv";
static const char schema[] = "{\"name\": \"x\", \"fields\": ["
			     "{\"name\": \"college\"}, {\"name\": \"city\"},"
			     "{\"name\": \"seats\", \"type\": \"integer\"}]}";

/* The second of the columns is the field "seats", the third "city". */
static int fields[] = { 0, 2, 1 };

struct fixture {
	struct frame frame;
	struct row row;
	struct chunk chunk;
	struct amend amend;
	struct corrections *corrections;
	struct record_field cells[16];
	struct record record;
	const struct record *r;
};

static void
open_fixture(struct fixture *x)
{
	struct fail f = FAIL_INIT;

	*x = (struct fixture){
		.frame = { .dataset = table_schema_parse(
			       schema, strlen(schema), "x.json", &f),
		    .label = "x.csv",
		    .limits = RECORD_LIMITS_INIT,
		    .dialect = { .delimiter = ';', .quote = '"', .width = 3 } },
		.row = ROW_INIT,
		.chunk = CHUNK_INIT,
		.amend = AMEND_INIT,
		.corrections = corrections_new(&f)
	};
	assert_non_null(x->frame.dataset);
	assert_non_null(x->corrections);
	x->frame.columns.fields = fields;
	x->frame.corrections = x->corrections;
	x->row.chunk = &x->chunk;
	assert_int_equal(row_start(&x->row, &x->frame, &f), 0);
}

static void
close_fixture(struct fixture *x)
{
	amend_clear(&x->amend);
	row_clear(&x->row);
	chunk_clear(&x->chunk);
	corrections_free(x->corrections);
	table_schema_free((struct table_schema *)x->frame.dataset);
}

/* Of line 4, at byte 30. */
static void
correct(struct fixture *x, const char *column, const char *text)
{
	struct correction item = { .line = 4,
		.byte = 30,
		.has_byte = true,
		.column = column,
		.text = text };
	struct fail f = FAIL_INIT;

	assert_int_equal(corrections_add(x->corrections, &item, &f), 0);
}

/* Line 4 of the file, its cells apart at the semicolons. */
static int
amend(struct fixture *x, const char *text, uint64_t byte, struct fail *f)
{
	const char *end;

	x->record = (struct record){ .fields = x->cells,
		.line = 4,
		.lines = 1,
		.byte = byte,
		.size = strlen(text) + 1,
		.bytes = strlen(text),
		.raw = text,
		.raw_length = strlen(text) };
	for (;; text = end + 1) {
		struct record_field *cell = &x->cells[x->record.field_count++];

		end = text + strcspn(text, ";");
		*cell = (struct record_field){ text, (size_t)(end - text) };
		if (*end == '\0')
			break;
	}
	x->r = x->row.record = &x->record;
	return amend_line(&x->amend, &x->row, &x->r, f);
}

/* The cells with | between them, how many corrections were applied, and what
 * the list of findings says below its header. */
static void
expect(struct fixture *x, const char *cells, uint64_t applied,
    const char *findings)
{
	struct fail f = FAIL_INIT;
	struct account *a = account_new("ingest", &f);
	char found[4096] = "";
	size_t i, length = 0;
	FILE *file;

	for (i = 0; i < x->row.cells.count; i++)
		length += (size_t)snprintf(found + length,
		    sizeof(found) - length, "%s%.*s", i == 0 ? "" : "|",
		    (int)x->row.cells.lengths[i], x->row.cells.texts[i]);
	assert_string_equal(found, cells);
	assert_int_equal(x->chunk.corrected, applied);
	assert_int_equal(x->r->line, 4);
	assert_int_equal(x->r->byte, x->record.byte);
	assert_int_equal(x->r->lines, 1);
	assert_int_equal(account_file(a, "x.csv", &f), 0);
	assert_int_equal(account_set_aside(a, list, &f), 0);
	assert_int_equal(
	    chunk_account(&x->chunk, 0, x->chunk.finding_count, a, 0, &f), 0);
	assert_int_equal(account_write(a, NULL, &f), 0);
	account_free(a);
	assert_non_null(file = fopen(list, "r"));
	assert_non_null(fgets(found, sizeof(found), file)); /* its header */
	found[fread(found, 1, sizeof(found) - 1, file)] = '\0';
	fclose(file);
	unlink(list);
	assert_string_equal(found, findings);
}

static void
run(const char *column, const char *correction, const char *line,
    const char *cells, uint64_t applied, const char *findings)
{
	struct fail f = FAIL_INIT;
	struct fixture x;

	open_fixture(&x);
	correct(&x, column, correction);
	assert_int_equal(corrections_sort(x.corrections, "list.csv", &f), 0);
	assert_int_equal(amend(&x, line, 30, &f), 0);
	expect(&x, cells, applied, findings);
	close_fixture(&x);
}

static void
takes_a_record(void **state)
{
	(void)state;
	run(NULL, "Лицей;15;\"Омск; центр\"", "Лицей;1O;Омск",
	    "Лицей|15|Омск; центр", 1,
	    "x.csv,4,30,,warning,corrected,,,\"what the correction says: "
	    "Лицей;15;\"\"Омск; центр\"\"\",,\"Лицей;15;\"\"Омск; "
	    "центр\"\"\"\n");
	/* more cells than the line had, or fewer */
	run(NULL, "Лицей;15", "Лицей;15;Омск;9", "Лицей|15", 1,
	    "x.csv,4,30,,warning,corrected,,,what the correction says: "
	    "Лицей;15,,Лицей;15\n");
}

/* What the list writes for a tab or a line break is one, if the line has any;
 * else it is what it is. */
static void
takes_tabs_and_breaks(void **state)
{
	(void)state;
	run(NULL, "a\\tb;1;\"c\\nd\"", "a\tb;1O;\"c\nd\"", "a\tb|1|c\nd", 1,
	    "x.csv,4,30,,warning,corrected,,,\"what the correction says: "
	    "a\\tb;1;\"\"c\\nd\"\"\",,\"a\\tb;1;\"\"c\\nd\"\"\"\n");
	run(NULL, "C:\\texts;1;d", "x;y;z", "C:\\texts|1|d", 1,
	    "x.csv,4,30,,warning,corrected,,,what the correction says: "
	    "C:\\texts;1;d,,C:\\texts;1;d\n");
	run(NULL, "C:\\names;1;d", "x\t;y;z", "C:\\names|1|d", 1,
	    "x.csv,4,30,,warning,corrected,,,what the correction says: "
	    "C:\\names;1;d,,C:\\names;1;d\n");
}

static void
takes_a_cell(void **state)
{
	(void)state;
	run("seats", "15", "Лицей;1O;Омск", "Лицей|15|Омск", 1,
	    "x.csv,4,30,seats,warning,corrected,,1O,what the correction says: "
	    "15,,15\n");
	run("city", "", "Лицей;1O;Омск", "Лицей|1O|", 1,
	    "x.csv,4,30,city,warning,corrected,,Омск,what the correction "
	    "says: ,,\n");
	/* the first column of the file */
	run("college", "Лицей", "Лцей;10;Омск", "Лицей|10|Омск", 1,
	    "x.csv,4,30,college,warning,corrected,,Лцей,what the correction "
	    "says: Лицей,,Лицей\n");
}

/* The cells are those of the corrected record. */
static void
takes_cells_of_a_record(void **state)
{
	struct fail f = FAIL_INIT;
	struct fixture x;

	(void)state;
	open_fixture(&x);
	correct(&x, "city", "Тула");
	correct(&x, NULL, "Лицей;15;Омск");
	correct(&x, "seats", "16");
	assert_int_equal(corrections_sort(x.corrections, "list.csv", &f), 0);
	assert_int_equal(amend(&x, "Лицей;1O", 30, &f), 0);
	expect(&x, "Лицей|16|Тула", 3,
	    "x.csv,4,30,,warning,corrected,,,what the correction says: "
	    "Лицей;15;Омск,,Лицей;15;Омск\n"
	    "x.csv,4,30,city,warning,corrected,,Омск,what the correction "
	    "says: Тула,,Тула\n"
	    "x.csv,4,30,seats,warning,corrected,,15,what the correction says: "
	    "16,,16\n");
	close_fixture(&x);
}

/* Nothing of it is applied, and it says why. */
static void
refuses_what_does_not_fit(void **state)
{
	struct fail f = FAIL_INIT;
	struct fixture x;

	(void)state;
	run(NULL, "Лицей;15;Омск\nТехникум;1;Тула", "Лицей;1O;Омск",
	    "Лицей|1O|Омск", 0,
	    "x.csv,4,30,,warning,correction-error,,Лицей;15;Омск\\n"
	    "Техникум;1;Тула,a correction that is one record,,\n");
	run("city", "Тула", "Лицей;1O", "Лицей|1O", 0,
	    "x.csv,4,30,city,warning,correction-error,,Тула,a correction of a "
	    "cell that the line has,,\n");
	run("area", "1", "Лицей;1O;Омск", "Лицей|1O|Омск", 0,
	    "x.csv,4,30,area,warning,correction-error,,1,a correction of a "
	    "cell that the line has,,\n");
	/* a line that stands elsewhere now, by its byte */
	open_fixture(&x);
	correct(&x, "seats", "15");
	correct(&x, NULL, "Лицей;15;Омск");
	assert_int_equal(corrections_sort(x.corrections, "list.csv", &f), 0);
	assert_int_equal(amend(&x, "Лицей;1O;Омск", 31, &f), 0);
	expect(&x, "Лицей|1O|Омск", 0,
	    "x.csv,4,31,,warning,correction-error,,Лицей;15;Омск,a correction "
	    "for the record as it is now; the file has changed since,,\n"
	    "x.csv,4,31,seats,warning,correction-error,,15,a correction for "
	    "the record as it is now; the file has changed since,,\n");
	close_fixture(&x);
}

/* Of a line about persons, nothing is shown but the correction, in its column
 * of the list, which ACCOUNT_HIDDEN covers where the account hides. */
static void
shows_nothing_of_persons(void **state)
{
	struct fail f = FAIL_INIT;
	struct fixture x;

	(void)state;
	open_fixture(&x);
	x.frame.personal = true;
	correct(&x, "seats", "15");
	correct(&x, "area", "7");
	assert_int_equal(corrections_sort(x.corrections, "list.csv", &f), 0);
	assert_int_equal(amend(&x, "Лицей;1O;Омск", 30, &f), 0);
	expect(&x, "Лицей|15|Омск", 1,
	    "x.csv,4,30,area,warning,correction-error,,…,a correction of a "
	    "cell that the line has,,\n"
	    "x.csv,4,30,seats,warning,corrected,,…,what the correction says: "
	    "…,,15\n");
	close_fixture(&x);
}

/* Those that nobody came for are told at the end. */
static void
uses_what_it_looks_at(void **state)
{
	struct correction other = { .line = 5, .column = "city", .text = "x" };
	struct fail f = FAIL_INIT;
	struct fixture x;
	size_t at = 0;

	(void)state;
	open_fixture(&x);
	correct(&x, "area", "15"); /* which does not fit */
	correct(&x, NULL, "a;1;b");
	assert_int_equal(corrections_add(x.corrections, &other, &f), 0);
	assert_int_equal(corrections_sort(x.corrections, "list.csv", &f), 0);
	assert_int_equal(amend(&x, "Лицей;1O;Омск", 30, &f), 0);
	assert_int_equal(corrections_unused(x.corrections, &at)->line, 5);
	assert_null(corrections_unused(x.corrections, &at));
	close_fixture(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_a_record),
		cmocka_unit_test(takes_tabs_and_breaks),
		cmocka_unit_test(takes_a_cell),
		cmocka_unit_test(takes_cells_of_a_record),
		cmocka_unit_test(refuses_what_does_not_fit),
		cmocka_unit_test(shows_nothing_of_persons),
		cmocka_unit_test(uses_what_it_looks_at),
	};

	if (chdir("/tmp") == -1)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
