/* quotes: « » within others become „ “, whatever is open or missing */
#include "unit.h"

#include <string.h>

#include "chaos.h"
#include "report/quotes.h"

static void
check(const char *text, const char *expected)
{
	struct fail f = FAIL_INIT;
	char *nested = quotes_nest(strdup(text), &f);

	assert_non_null(nested);
	assert_string_equal(nested, expected);
	free(nested);
}

static void
test_nest(void **state)
{
	(void)state;
	check("", "");
	check("«а» и «б»", "«а» и «б»");
	check("«На «Профессионалитете»»: 1", "«На „Профессионалитете“»: 1");
	check("««а» и «б»»", "«„а“ и „б“»");
	check("««««", "«„„„");
	check("» «а» »", "» «а» »");
	check("a \"b\" c", "a \"b\" c");
}

static void
test_failure(void **state)
{
	struct fail f = FAIL_INIT;
	char *text = strdup("а"), *nested;

	(void)state;
	assert_null(quotes_nest(NULL, &f));
	chaos_start(1);
	nested = quotes_nest(text, &f);
	chaos_stop();
	assert_true(chaos_failed());
	assert_null(nested);
	assert_int_equal(f.status, FAIL_SYSTEM);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nest),
		cmocka_unit_test(test_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
