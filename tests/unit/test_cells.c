#include "unit.h"

#include "record/cells.h"

/* Holds the texts that are no part of what was split. */
static struct decoder decoder = DECODER_INIT;

/* Cells of a text with | between them. */
static void
split(const char *text, struct cells *c)
{
	struct fail f = FAIL_INIT;
	struct record_field fields[32];
	struct record r = {
		.fields = fields, .bytes = strlen(text), .lines = 1
	};
	const char *from = text, *end;

	do {
		end = strchr(from, '|');
		fields[r.field_count].bytes = from;
		fields[r.field_count++].length =
		    end == NULL ? strlen(from) : (size_t)(end - from);
		from = end == NULL ? NULL : end + 1;
	} while (from != NULL);
	assert_int_equal(cells_decode(c, &r, &decoder, &f), 0);
}

/* The header again: the first cells are the labels, two or more are filled. */
static void
finds_labels(void **state)
{
	static char year[] = "Год", region[] = " Регион ", none[] = "";
	static char *const labels[] = { year, region, none };
	static const struct {
		const char *text;
		bool same;
	} cases[] = {
		{ "Год| Регион |", true },
		{ " Год|Регион| ", true },
		{ "Год|Регион||5", true }, /* and more */
		{ "Год|Регион", false },   /* fewer */
		{ "Год||", false },
		{ "год|Регион|", false },
		{ "Год|Регион|5", false },
		{ "Год|Регионы|", false },
	};
	struct cells c = CELLS_INIT;
	size_t i;

	(void)state;
	c.verbatim = true;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		split(cases[i].text, &c);
		assert_int_equal(
		    cells_are_labels(&c, labels, 3), cases[i].same);
	}
	c.verbatim = false;
	split("x| Год |\xD0", &c);
	assert_true(cells_equal(&c, 1, year));
	assert_false(cells_equal(&c, 0, year));
	assert_false(cells_equal(&c, 2, "\xD0")); /* no text */
	cells_clear(&c);
}

static void
finds_numbers_and_units(void **state)
{
	static const struct {
		const char *text;
		bool numbers, units;
	} cases[] = {
		{ "1|2|3|4", true, false },
		{ "А|1|2|3", true, false },
		{ "|2|3|4", true, false },
		{ "1|2", true, false },
		{ "1|2|3|", true, false },
		{ "1|2|4", false, false },
		{ "1|2||4", false, false },
		{ "5|6|7", false, false },
		{ "A|1|2", false, false },
		{ "А|Б|1|2", true, false },
		{ "A|B|1|2", true, false },
		{ "а|б|в|1|2|3", true, false },
		{ "A|Б|1|2|", true, false }, /* Latin A, as happens */
		{ "А|Б|3|4", false, false },
		{ "А|Б|1", false, false },
		{ "А|В|1|2", false, false },
		{ "Б|А|1|2|3", false, false },
		{ "А|Б", false, false },
		{ "A|1", false, false },
		{ "1", false, false },
		{ "1|2.0|3", false, false },
		{ "|человек|%", false, true },
		{ "(тыс. чел.)|", false, true },
		{ "Единица измерения: человек", false, true },
		{ "|человек|5", false, false },
		{ "||", false, false },
	};
	struct cells c = CELLS_INIT;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		split(cases[i].text, &c);
		if (cells_are_numbers(&c) != cases[i].numbers ||
		    cells_are_units(&c) != cases[i].units)
			fail_msg("%s", cases[i].text);
	}
	cells_clear(&c);
	decoder_clear(&decoder);
}

static void
trims_and_counts(void **state)
{
	struct cells c = CELLS_INIT;

	(void)state;
	split("| a \u00A0|\xD0||b", &c);
	assert_int_equal(c.count, 5);
	assert_int_equal(c.used, 3);
	assert_int_equal(c.first, 1);
	assert_int_equal(c.lengths[1], 1);
	assert_null(c.texts[2]);
	assert_int_equal(c.lengths[2], 1);
	assert_true(cells_beside(&c, 1));
	split("a|", &c);
	assert_false(cells_beside(&c, 0));
	assert_true(cells_beside(&c, 1));
	cells_clear(&c);
	decoder_clear(&decoder);
}

/* A cell of one letter is what the others of its record are. */
static void
counts_repairs(void **state)
{
	struct cells c = CELLS_INIT;

	(void)state;
	/* м, Омская область and 7 in Windows-1251, after Город in UTF-8 */
	split("Город|\xEC|\xCE\xEC\xF1\xEA\xE0\xFF "
	      "\xEE\xE1\xEB\xE0\xF1\xF2\xFC|7",
	    &c);
	assert_int_equal(c.repairs, 2);
	assert_int_equal(c.repaired, 1);
	assert_int_equal(c.repair, REPAIR_OTHER);
	assert_int_equal(c.other, ENCODING_WINDOWS_1251);
	assert_int_equal(c.lengths[1], 2);
	assert_memory_equal(c.texts[1], "м", 2);
	assert_int_equal(c.lengths[2], 27);
	assert_memory_equal(c.texts[2], "Омская область", 27);
	/* х and Омск, UTF-8 that was taken for Windows-1251 */
	split("С…|РћРјСЃРє", &c);
	assert_int_equal(c.repairs, 2);
	assert_int_equal(c.repaired, 0);
	assert_int_equal(c.repair, REPAIR_TWICE);
	assert_int_equal(c.lengths[0], 2);
	assert_memory_equal(c.texts[0], "х", 2);
	split("С…|Омск", &c);
	assert_int_equal(c.repairs, 0);
	cells_clear(&c);
	decoder_clear(&decoder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_labels),
		cmocka_unit_test(finds_numbers_and_units),
		cmocka_unit_test(trims_and_counts),
		cmocka_unit_test(counts_repairs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
