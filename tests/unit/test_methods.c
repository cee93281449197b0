/* test_methods - the methods by which numbers were computed */
#include "compared_fixture.h"

#include "base/message.h"
#include "report/methods.h"

#define RATE 0
#define CMP 1
#define GAP_STATISTICS "\"difference\", \"ratio\", \"p_adjusted\""

static const struct compared gap[] = {
	{ "XX", "p_adjusted", 0.01, FLAG_BELOW, "benjamini_hochberg" },
	{ "XX", "difference", -30, FLAG_BELOW, "newcombe" },
	{ "XX-A", "difference", -2, 0, "newcombe" },
	{ "XX-A", "ratio", 2, 0, "of_ours" },
	{ "XX-B", "difference", 0, 0, NULL },
};

/* In the order of the statistics, once each, none of what has no number. */
static void
test_used(void **state)
{
	struct methods_used used = { 0 };
	struct fixture x;

	(void)state;
	compared_open(&x, GAP(GAP_STATISTICS, ""), gap, COUNT_OF(gap), "");
	assert_int_equal(methods_used_add(&x.view, CMP, &used, &x.fail), 0);
	assert_int_equal(used.count, 3);
	assert_int_equal(used.items[0].statistic, STATISTIC_DIFFERENCE);
	assert_string_equal(used.items[0].method, "newcombe");
	assert_int_equal(used.items[2].statistic, STATISTIC_P_ADJUSTED);
	assert_string_equal(used.items[2].method, "benjamini_hochberg");
	methods_used_clear(&used);
	assert_int_equal(methods_used_add(&x.view, RATE, &used, &x.fail), 0);
	assert_int_equal(used.count, 0);
	methods_used_clear(&used);
	compared_close(&x);
}

/* The report's own, in its order; what has no source is left out. */
static void
check_note(const char *indicators, const char *expected)
{
	struct fixture x;
	char *note;

	message_language("en");
	compared_start(&x, GAP(GAP_STATISTICS, ""), "region", indicators, gap,
	    COUNT_OF(gap), "");
	note = methods_note(&x.view, &x.fail);
	assert_non_null(note);
	assert_string_equal(note, expected);
	free(note);
	compared_close(&x);
}

static void
test_note(void **state)
{
	(void)state;
	check_note("\"cmp\"",
	    "Methods: the adjustment of Benjamini and Hochberg (Benjamini, "
	    "Hochberg 1995); Newcombe's interval of a difference (Newcombe "
	    "1998).");
	check_note("\"rate\", \"cmp\"",
	    "Methods: Wilson's score method (Wilson 1927); the adjustment of "
	    "Benjamini and Hochberg (Benjamini, Hochberg 1995); Newcombe's "
	    "interval of a difference (Newcombe 1998).");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_used),
		cmocka_unit_test(test_note),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
