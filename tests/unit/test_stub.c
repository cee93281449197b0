#include "unit.h"

#include "base/text.h"
#include "sniff/stub.h"

/* One character a row: upper case holds no data, and what it stands for. */
struct row {
	const char *stub;
	size_t used;
};

static struct stubs *
fill(const struct row *rows, size_t count, size_t times)
{
	struct stubs *s = stubs_new(NULL);
	char stub[64];

	assert_non_null(s);
	for (size_t t = 0; t < times; t++)
		for (size_t i = 0; i < count; i++) {
			snprintf(stub, sizeof(stub), rows[i].stub, (int)t + 1);
			assert_int_equal(stubs_add(s, stub, strlen(stub),
					     rows[i].used, 0, false, NULL),
			    0);
		}
	return s;
}

/* The order of the census tables: headings of territories without data, of
 * residence and sex with it. */
static void
stacked_blocks(void **state)
{
	static const struct row rows[] = { { "Область %d", 0 },
		{ "Все население", 3 }, { "в том числе в возрасте:", 0 },
		{ "15–17", 3 }, { "18–19", 3 }, { "Мужчины", 3 },
		{ "в том числе в возрасте:", 0 }, { "15–17", 3 },
		{ "18–19", 3 }, { "Женщины", 3 },
		{ "в том числе в возрасте:", 0 }, { "15–17", 3 },
		{ "18–19", 3 }, { "Городское население", 3 },
		{ "в том числе в возрасте:", 0 }, { "15–17", 3 },
		{ "18–19", 3 }, { "Мужчины", 3 },
		{ "в том числе в возрасте:", 0 }, { "15–17", 3 },
		{ "18–19", 3 }, { "Женщины", 3 },
		{ "в том числе в возрасте:", 0 }, { "15–17", 3 },
		{ "18–19", 3 } };
	struct stubs *s = fill(rows, COUNT_OF(rows), 80);
	struct stub_sections found;

	(void)state;
	assert_int_equal(stubs_sections(s, &found, NULL), 1);
	assert_int_equal(found.level_count, 3);
	assert_true(found.levels[0].any);
	assert_int_equal(found.levels[0].count, 80);
	assert_int_equal(found.levels[1].count, 2);
	assert_string_equal(found.levels[1].headings[0], "Все население");
	assert_string_equal(found.levels[1].headings[1], "Городское население");
	assert_int_equal(found.levels[2].count, 2);
	assert_string_equal(found.levels[2].headings[1], "Женщины");
	assert_false(found.levels[1].initial);
	assert_true(found.levels[2].initial); /* both sexes */
	assert_true(found.total);
	assert_int_equal(found.ignore_count, 1);
	assert_string_equal(found.ignore[0], "в том числе в возрасте:");
	stub_sections_clear(&found);
	stubs_free(s);
}

/* The outer level has few headings, the inner one the many. */
static void
open_level_inside(void **state)
{
	static const struct row rows[] = { { "15–17", 2 }, { "18–19", 2 } };
	struct stubs *s = stubs_new(NULL);
	struct stub_sections found;
	char stub[32];

	(void)state;
	for (int sex = 0; sex < 2; sex++) {
		snprintf(stub, sizeof(stub), "%s", sex ? "Женщины" : "Мужчины");
		assert_int_equal(
		    stubs_add(s, stub, strlen(stub), 0, 0, false, NULL), 0);
		for (int place = 1; place <= 70; place++) {
			snprintf(stub, sizeof(stub), "Область %d", place);
			assert_int_equal(
			    stubs_add(s, stub, strlen(stub), 0, 0, false, NULL),
			    0);
			for (size_t i = 0; i < COUNT_OF(rows); i++)
				assert_int_equal(stubs_add(s, rows[i].stub,
						     strlen(rows[i].stub), 2, 0,
						     false, NULL),
				    0);
		}
	}
	assert_int_equal(stubs_sections(s, &found, NULL), 1);
	assert_int_equal(found.level_count, 2);
	assert_false(found.levels[0].any);
	assert_int_equal(found.levels[0].count, 2);
	assert_true(found.levels[1].any);
	assert_int_equal(found.levels[1].count, 70);
	stub_sections_clear(&found);
	stubs_free(s);
}

/* Colleges under their regions, each of which occurs once. */
static void
one_level(void **state)
{
	static const struct row rows[] = { { "Область %d", 0 },
		{ "Колледж %d-а", 4 }, { "Колледж %d-б", 4 }, { "Итого", 4 } };
	struct stubs *s = fill(rows, COUNT_OF(rows), 5);
	struct stub_sections found;

	(void)state;
	assert_int_equal(stubs_sections(s, &found, NULL), 1);
	assert_int_equal(found.level_count, 1);
	assert_true(found.levels[0].any);
	assert_int_equal(found.levels[0].count, 5);
	assert_false(found.total);
	stub_sections_clear(&found);
	stubs_free(s);
}

/* Rows of totals with hardly more data than a heading are no stubs. */
static void
totals_between(void **state)
{
	struct stubs *s = stubs_new(NULL);
	struct stub_sections found;
	char stub[64];

	(void)state;
	for (int city = 1; city <= 5; city++) {
		snprintf(stub, sizeof(stub), "Город %d", city);
		assert_int_equal(
		    stubs_add(s, stub, strlen(stub), 0, 0, false, NULL), 0);
		for (int college = 1; college <= 4; college++) {
			snprintf(stub, sizeof(stub), "Колледж %d", college);
			assert_int_equal(
			    stubs_add(s, stub, strlen(stub), 6, 0, false, NULL),
			    0);
		}
		assert_int_equal(
		    stubs_add(s, "Итого", 10, 1, 0, true, NULL), 0);
	}
	assert_int_equal(stubs_sections(s, &found, NULL), 1);
	assert_true(found.totals_apart);
	assert_int_equal(found.level_count, 1);
	assert_int_equal(found.levels[0].count, 5);
	assert_int_equal(found.rows, 5);
	stub_sections_clear(&found);
	stubs_free(s);
}

/* A total that heads a block as others do: without it some rows are alike. */
static void
total_heads_block(void **state)
{
	static const char *const blocks[] = { "Мужчины", "Женщины", "Всего" };
	struct stubs *s = stubs_new(NULL);
	struct stub_sections found;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(blocks); i++) {
		assert_int_equal(stubs_add(s, blocks[i], strlen(blocks[i]), 3,
				     0, i == 2, NULL),
		    0);
		assert_int_equal(
		    stubs_add(s, "15–17", strlen("15–17"), 3, 0, false, NULL),
		    0);
		assert_int_equal(
		    stubs_add(s, "18–19", strlen("18–19"), 3, 0, false, NULL),
		    0);
	}
	assert_int_equal(stubs_sections(s, &found, NULL), 1);
	assert_false(found.totals_apart);
	assert_int_equal(found.level_count, 1);
	assert_int_equal(found.levels[0].count, 3);
	stub_sections_clear(&found);
	stubs_free(s);
}

/* The foot of each page: neither the numbers above it nor it head a block. */
static void
numbers_head_nothing(void **state)
{
	struct stubs *s = stubs_new(NULL);
	struct stub_sections found;
	char stub[64];

	(void)state;
	for (int i = 1; i <= 36; i++) {
		snprintf(stub, sizeof(stub), "%d", i);
		assert_int_equal(
		    stubs_add(s, stub, strlen(stub), 9, 0, false, NULL), 0);
		if (i % 12 == 0)
			assert_int_equal(
			    stubs_add(s, "", 0, 2, 0, i == 12, NULL), 0);
	}
	assert_int_equal(stubs_sections(s, &found, NULL), 0);
	stubs_free(s);
}

static void
flat_tables(void **state)
{
	static const struct row plain[] = { { "Колледж %d", 3 } };
	/* names alone among rows of which many lack cells */
	static const struct row sparse[] = { { "Колледж %d-а", 3 },
		{ "Колледж %d-б", 1 }, { "Колледж %d-в", 3 },
		{ "Колледж %d-г", 0 } };
	/* the same again: no headings make them different */
	static const struct row same[] = { { "Колледж", 3 }, { "Лицей", 3 } };
	struct stub_sections found;
	struct stubs *s;

	(void)state;
	s = fill(plain, COUNT_OF(plain), 100);
	assert_int_equal(stubs_sections(s, &found, NULL), 0);
	stubs_free(s);
	s = fill(sparse, COUNT_OF(sparse), 20);
	assert_int_equal(stubs_sections(s, &found, NULL), 0);
	stubs_free(s);
	s = fill(same, COUNT_OF(same), 20);
	assert_int_equal(stubs_sections(s, &found, NULL), 0);
	stubs_free(s);
	s = stubs_new(NULL);
	assert_int_equal(stubs_sections(s, &found, NULL), 0);
	stubs_free(s);
}

/* Headings that all hold data: blocks that begin alike. */
static void
blocks_with_data_only(void **state)
{
	static const struct row rows[] = { { "Всего", 3 }, { "15–17", 3 },
		{ "18–19", 3 }, { "Мужчины", 3 }, { "15–17", 3 },
		{ "18–19", 3 }, { "Женщины", 3 }, { "15–17", 3 },
		{ "18–19", 3 } };
	struct stubs *s = fill(rows, COUNT_OF(rows), 1);
	struct stub_sections found;

	(void)state;
	assert_int_equal(stubs_sections(s, &found, NULL), 1);
	assert_int_equal(found.level_count, 1);
	assert_false(found.levels[0].any);
	assert_int_equal(found.levels[0].count, 3);
	assert_true(found.total);
	stub_sections_clear(&found);
	stubs_free(s);
}

/* Of a long stub the first 512 bytes count, whole characters only. */
static void
long_headings(void **state)
{
	static const struct {
		const char *first;
		size_t length;
	} cases[] = { { "", 512 }, { "a", 511 } };
	struct stub_sections found;
	struct stubs *s;
	char stub[700];
	const char *heading;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct row rows[] = { { "Мужчины", 0 }, { "15–17", 2 },
			{ "18–19", 2 }, { stub, 0 }, { "15–17", 2 },
			{ "18–19", 2 } };

		strcpy(stub, cases[i].first);
		while (strlen(stub) < 600)
			strcat(stub, "ъ");
		s = stubs_new(NULL);
		for (size_t j = 0; j < COUNT_OF(rows); j++)
			assert_int_equal(
			    stubs_add(s, rows[j].stub, strlen(rows[j].stub),
				rows[j].used, 0, false, NULL),
			    0);
		assert_int_equal(stubs_sections(s, &found, NULL), 1);
		heading = found.levels[0].headings[1];
		assert_int_equal(strlen(heading), cases[i].length);
		assert_int_equal(
		    text_valid(heading, strlen(heading)), cases[i].length);
		stub_sections_clear(&found);
		stubs_free(s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stacked_blocks),
		cmocka_unit_test(open_level_inside),
		cmocka_unit_test(one_level),
		cmocka_unit_test(totals_between),
		cmocka_unit_test(total_heads_block),
		cmocka_unit_test(numbers_head_nothing),
		cmocka_unit_test(flat_tables),
		cmocka_unit_test(blocks_with_data_only),
		cmocka_unit_test(long_headings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
