/* test_comparison_notes - what readers are told of comparisons */
#include "compared_fixture.h"

#include "base/message.h"
#include "report/comparison_notes.h"

static const struct compared gap[] = {
	{ "XX", "p_adjusted", 0.01, FLAG_BELOW, "benjamini_hochberg" },
	{ "XX", "difference", -30, FLAG_BELOW, "newcombe" },
	{ "XX-A", "difference", -2, 0, "newcombe" },
	{ "XX-B", "difference", 0, 0, NULL },
};

#define GAP_STATISTICS "\"difference\", \"ratio\", \"p_adjusted\""

/* The notes, one a line. */
static void
check_notes(const char *comparison, const struct compared *rows, size_t count,
    const char *expected)
{
	struct comparison_notes notes = { 0 };
	struct fixture x;
	char text[4096] = "";
	size_t i;

	message_language("en");
	compared_open(&x, comparison, rows, count, "");
	assert_int_equal(
	    comparison_notes(&x.view, LANGUAGE_EN, &notes, &x.fail), 0);
	for (i = 0; i < notes.count; i++) {
		assert_true(
		    strlen(text) + strlen(notes.items[i]) + 2 < sizeof(text));
		strcat(text, notes.items[i]);
		strcat(text, "\n");
	}
	assert_string_equal(text, expected);
	comparison_notes_clear(&notes);
	compared_close(&x);
}

#define COMPLETE                                                            \
	"The counts are complete, so a difference between them is a fact; " \
	"chance concerns only the process behind it. "
#define P_IS                                                            \
	"p is the probability that chance alone makes a difference as " \
	"large as this or larger. "
#define WHEN "When a difference is greater than chance explains: "
#define ROUNDED                                                               \
	"What is estimated of all units together (how much they vary, their " \
	"mean) is rounded before it is used, so that it tells less of each.\n"

static void
test_gap(void **state)
{
	(void)state;
	check_notes(GAP(GAP_STATISTICS, ""), gap, COUNT_OF(gap),
	    "\"cmp\": the first group is \"Women\", the second \"Men\", the "
	    "indicator \"rate\".\n"
	    "A difference is the first share less the second, in percentage "
	    "points.\n" COMPLETE P_IS WHEN
	    "p, adjusted for the number of comparisons (the adjustment of Benjamini and Hochberg), is below 0.05 (of all "
	    "such differences at most 5% are chance, on average).\n");
}

/* Another adjustment promises something else; nothing is promised without. */
static void
test_level(void **state)
{
	static const struct compared rows[] = {
		{ "XX", "ratio", 0.9, 0, "katz" },
	};

	(void)state;
	check_notes(
	    GAP("\"ratio\", \"p_adjusted\"",
		", \"adjust\": \"holm\"") ", \"interval\": {\"level\": 0.995}",
	    rows, COUNT_OF(rows),
	    "\"cmp\": the first group is \"Women\", the second \"Men\", the "
	    "indicator \"rate\".\n"
	    "A ratio is the first share divided by the second.\n" COMPLETE P_IS
		WHEN
	    "p, adjusted for the number of comparisons (Holm's adjustment), is below 0.005 (that "
	    "any of all such differences is chance has a probability of at "
	    "most 0.5%).\n");
	check_notes(PERIODS("\"ratio\", \"p_value\"", ""), rows, COUNT_OF(rows),
	    "\"cmp\": each period compared with the one before, by the indicator "
	    "\"rate\".\n"
	    "A ratio is the first share divided by the second.\n" COMPLETE P_IS
		WHEN
	    "p, not adjusted, is below 0.05 (were the probability the same, a "
	    "difference as large or larger would come about in less than 5% "
	    "of cases).\n");
}

static void
test_units(void **state)
{
	static const struct compared rows[] = {
		{ "XX-A", "funnel_95", 50, 0, "funnel_exact" },
		{ "XX-B", "funnel_95", 50, 0, "funnel_additive" },
		{ "XX-A", "value_added", 3, FLAG_ABOVE, "value_added" },
		{ "XX-B", "p_value", 0.04, FLAG_BELOW, "funnel_additive" },
	};

	(void)state;
	check_notes(UNITS("\"funnel_95\", \"value_added\", \"p_value\"",
			", \"strata\": {\"dimension\": \"sex\"}"),
	    rows, COUNT_OF(rows),
	    "\"cmp\": each entry of \"Place\" compared with all together, by the "
	    "indicator \"rate\". Composition is that by \"Sex\".\n"
	    "A funnel gives the limits within which the share of a unit of so "
	    "many people varies by chance in 95 and 99.8 cases of 100, if the "
	    "probability is the same as for all together; the fewer people, "
	    "the wider the limits. Within them units should not be told apart "
	    "or put in an order. Of units that chance alone makes differ, about "
	    "one of 20 still lies outside the limits of 95%, and two of 1,000 "
	    "outside those of 99.8%. Where units vary more than chance makes "
	    "them, the limits are widened.\n"
	    "The expected share is the one that a unit would have if of each "
	    "part of its people as large a share counted as of all "
	    "together. Value added is the share less the expected "
	    "one.\n" COMPLETE P_IS WHEN
	    "p, not adjusted, is below 0.05 (were the probability the same, a "
	    "difference as large or larger would come about in less than 5% "
	    "of cases); of a funnel, the share is outside the limits; of "
	    "value added, the interval excludes 0.\n" ROUNDED);
}

/* Nothing can be read where nothing is published. */
static void
test_nothing(void **state)
{
	(void)state;
	check_notes(GAP(GAP_STATISTICS, ""), &gap[3], 1,
	    "\"cmp\": the first group is \"Women\", the second \"Men\", the "
	    "indicator \"rate\".\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_level),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
