/* test_summary - sentences made from figures */
#include "report_fixture.h"

#include "report/summary.h"

#define REPORT                                                        \
	REPORT_HEAD                                                   \
	"\"breakdowns\": [[\"territory\"]], \"cells\": {"             \
	"\"all\": {}, \"before\": {\"period\": \"2023\"}, "           \
	"\"a\": {\"territory\": \"XX-A\"}, "                          \
	"\"b\": {\"territory\": \"XX-B\"}, "                          \
	"\"top\": {\"period\": \"2023\", \"over\": \"territory\", "   \
	"\"level\": \"region\", \"pick\": \"maximum\"}, "             \
	"\"low\": {\"period\": \"2023\", \"over\": \"territory\", "   \
	"\"pick\": \"minimum\"}, "                                    \
	"\"now\": {\"over\": \"territory\", \"pick\": \"maximum\"}, " \
	"\"none\": {\"over\": \"territory\", \"level\": \"x\", "      \
	"\"pick\": \"maximum\"}}}"

static void
says(enum language language, const char *template, const char *expected)
{
	struct fixture x;
	bool limits = false;
	char *text;

	fixture_open(&x, REPORT);
	text = summary_sentence(&x.view, language, NULL, x.outline->json,
	    template, &limits, &x.fail);
	assert_int_equal(limits, strstr(template, ".lower") != NULL);
	if (text == NULL)
		fail_msg("%s", x.fail.text);
	assert_string_equal(text, expected);
	free(text);
	fixture_close(&x);
}

static void
refuses(enum language language, const char *template)
{
	bool limits = false;
	struct fixture x;

	fixture_open(&x, REPORT);
	assert_null(summary_sentence(&x.view, language, NULL, x.outline->json,
	    template, &limits, &x.fail));
	assert_int_equal(x.fail.status, FAIL_USAGE);
	fixture_close(&x);
}

static void
test_numbers(void **state)
{
	(void)state;
	says(LANGUAGE_EN, "No placeholder.", "No placeholder.");
	says(LANGUAGE_EN, "{all.value}, {before.numerator}", "50.0%, 50");
	says(LANGUAGE_RU, "{all.value}", "50,0\302\240%");
	says(LANGUAGE_EN, "{all.lower} to {all.upper}", "49.0% to 51.0%");
	says(LANGUAGE_EN, "{|all.value|}", "50.0%");
	says(LANGUAGE_EN, "{{{all.denominator}}}", "{120}");
	says(LANGUAGE_EN, "{a.territory} {a.territory.in} {a.period}",
	    "Altai in Altai 2024");
	says(LANGUAGE_EN, "{a.indicator}", "Rate");
}

static void
test_plural(void **state)
{
	(void)state;
	says(LANGUAGE_RU, "{before.numerator:дом|дома|домов}",
	    "50\302\240домов");
	says(LANGUAGE_EN, "{all.numerator:house|houses}", "60\302\240houses");
}

/* 75 - 50 = 25; a full stop is not doubled after п.п. */
static void
test_difference(void **state)
{
	(void)state;
	says(LANGUAGE_RU, "На {a.value-all.value}. Да.",
	    "На 25,0\302\240п.п. Да.");
	says(LANGUAGE_EN, "{all.value-a.value}, {|all.value-a.value|}.",
	    "−25.0\302\240pp, 25.0\302\240pp.");
	says(LANGUAGE_EN, "{all.numerator-a.numerator}", "15");
}

/* 2023: A 60 %, B 40 %, country 50 %. */
static void
test_pick(void **state)
{
	(void)state;
	says(LANGUAGE_EN, "{top.territory} {top.value}", "Altai 60.0%");
	says(LANGUAGE_EN, "{low.territory} {low.value}", "Buryatia 40.0%");
}

#define APOLOGY                                                          \
	"A finding is left out here, for a number that it needs cannot " \
	"be given: Rate ("

static void
test_gaps(void **state)
{
	(void)state;
	says(LANGUAGE_EN, "In B {b.value}.",
	    APOLOGY "2024; Buryatia): confidential, withheld to protect "
		    "persons; too few persons.");
	/* The hidden one may be the highest. */
	says(LANGUAGE_EN, "Highest: {now.territory}.",
	    APOLOGY "2024; Buryatia): confidential, withheld to protect "
		    "persons; too few persons.");
	says(LANGUAGE_EN, "Nowhere: {none.territory}.",
	    APOLOGY "2024): no data; none of the parts of the sum is known.");
	says(LANGUAGE_EN, "{b.numerator:one|more} {a.value-b.value}",
	    APOLOGY "2024; Buryatia): confidential, withheld to protect "
		    "persons; too few persons.");
}

static void
test_refused(void **state)
{
	static const char *const wrong[] = { "{", "}", "{}", "{all}", "{all.}",
		"{.value}", "{all.size}", "{nobody.value}", "{all.value-}",
		"{all.value-a}", "{all.value-a.lower}", "{||}",
		"{all.value?a|b}", "{all.territory?a|b|c}", "{|all|}",
		"{all.value:a|b}", "{all.numerator:a}", "{all.numerator:a|b|c}",
		"{all.territory.of}", "{all.period.in}", "{a.territory.in.on}",
		"{a.territory.a_form_with_a_name_that_is_much_too_long}" };
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(wrong); i++)
		refuses(LANGUAGE_EN, wrong[i]);
	refuses(LANGUAGE_RU, "{all.numerator:a|b}");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_plural),
		cmocka_unit_test(test_difference),
		cmocka_unit_test(test_pick),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
