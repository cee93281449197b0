/* corrections by line (reader/correction.c) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "reader/correction.h"

static void
add(struct corrections *c, uint64_t line, const char *column, const char *text,
    uint64_t from)
{
	struct correction item = {
		.line = line, .column = column, .text = text, .from = from
	};
	struct fail f = FAIL_INIT;

	assert_int_equal(corrections_add(c, &item, &f), 0);
}

static void
finds_those_of_a_line(void **state)
{
	struct fail f = FAIL_INIT;
	struct corrections *c = corrections_new(&f);
	const struct correction *first;

	(void)state;
	add(c, 7, "students", "12", 2);
	add(c, 3, "region", "Омск", 3);
	add(c, 7, NULL, "a;b;c", 4);
	add(c, 3, "region", "Омск", 5); /* the same once more */
	assert_int_equal(corrections_sort(c, "list.csv", &f), 0);
	assert_int_equal(corrections_of(c, 2, &first), 0);
	assert_null(first);
	assert_int_equal(corrections_of(c, 3, &first), 1);
	assert_string_equal(first->text, "Омск");
	assert_int_equal(corrections_of(c, 7, &first), 2);
	assert_null(first[0].column); /* the record comes first */
	assert_string_equal(first[1].column, "students");
	assert_int_equal(corrections_of(c, 8, &first), 0);
	assert_int_equal(corrections_of(NULL, 3, &first), 0);
	corrections_free(c);
}

static void
refuses_contradictions(void **state)
{
	struct fail f = FAIL_INIT;
	struct corrections *c = corrections_new(&f);

	(void)state;
	add(c, 1, "a", "x", 2);
	add(c, 3, "region", "Омск", 3);
	add(c, 3, "region", "Томск", 5);
	add(c, 4, "region", "Тула", 6);
	assert_int_equal(corrections_sort(c, "list.csv", &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_string_equal(f.text,
	    "list.csv:5: column \"correction\": found another correction of "
	    "line 3 than in line 3, expected one; take one of them out");
	corrections_free(c);
}

static void
knows_another_name_of_the_file(void **state)
{
	struct fail f = FAIL_INIT;
	struct corrections *c = corrections_new(&f);

	(void)state;
	assert_null(corrections_elsewhere(NULL));
	assert_int_equal(corrections_count(NULL), 0);
	assert_null(corrections_elsewhere(c));
	assert_int_equal(corrections_set_elsewhere(c, "raw/ural.csv", &f), 0);
	assert_int_equal(corrections_set_elsewhere(c, "./ural.csv", &f), 0);
	assert_string_equal(corrections_elsewhere(c), "./ural.csv");
	add(c, 3, "region", "Омск", 3);
	assert_null(corrections_elsewhere(c)); /* there is one of the file */
	assert_int_equal(corrections_count(c), 1);
	corrections_free(c);
}

static void
fits_only_its_record(void **state)
{
	struct correction item = { .line = 3, .byte = 10, .has_byte = true };
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(correction_fits(&item, "ab12", 10, "a;b", 3, &f), 1);
	assert_int_equal(correction_fits(&item, "ab12", 11, "a;b", 3, &f), 0);
	item.raw = "a;b";
	assert_int_equal(correction_fits(&item, "ab12", 10, "a;b", 3, &f), 1);
	assert_int_equal(correction_fits(&item, "ab12", 10, " a;b ", 5, &f), 1);
	assert_int_equal(correction_fits(&item, "ab12", 10, "a;c", 3, &f), 0);
	item.raw = "a;\\xff\\n";
	assert_int_equal(
	    correction_fits(&item, "ab12", 10, "a;\xFF\n", 4, &f), 1);
	item.digest = "ab1"; /* of the file that the list was made of */
	assert_int_equal(
	    correction_fits(&item, "ab12", 10, "a;\xFF\n", 4, &f), 1);
	assert_int_equal(
	    correction_fits(&item, "ac12", 10, "a;\xFF\n", 4, &f), 0);
	item.has_byte = false;
	assert_int_equal(
	    correction_fits(&item, "ab12", 99, "a;\xFF\n", 4, &f), 1);
}

static void
knows_what_nobody_used(void **state)
{
	struct fail f = FAIL_INIT;
	struct corrections *c = corrections_new(&f);
	const struct correction *first, *unused;
	size_t index = 0;

	(void)state;
	add(c, 1, "a", "x", 2);
	add(c, 2, "a", "y", 3);
	add(c, 3, "a", "z", 4);
	assert_int_equal(corrections_sort(c, "list.csv", &f), 0);
	assert_int_equal(corrections_of(c, 2, &first), 1);
	corrections_use(c, first);
	unused = corrections_unused(c, &index);
	assert_int_equal(unused->line, 1);
	unused = corrections_unused(c, &index);
	assert_int_equal(unused->line, 3);
	assert_null(corrections_unused(c, &index));
	corrections_free(c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(finds_those_of_a_line),
		cmocka_unit_test(refuses_contradictions),
		cmocka_unit_test(knows_another_name_of_the_file),
		cmocka_unit_test(fits_only_its_record),
		cmocka_unit_test(knows_what_nobody_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
