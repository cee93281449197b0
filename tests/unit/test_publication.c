/* test_publication - which reports are not for publication */
#include "series_fixture.h"

#include "base/message.h"
#include "report/jsonstat.h"
#include "report/publication.h"

static bool
restricted(const char *level, const char *breakdowns)
{
	struct publication p;
	struct fixture x;
	bool found;

	if (series_start(&x, level, breakdowns, "") == -1)
		fail_msg("%s", x.fail.text);
	found = publication_restricted(&x.view, &p);
	if (found) {
		assert_string_equal(
		    x.view.indicators[p.indicator]->id, "share");
		assert_string_equal(x.view.axes[p.sensitive].name, "sex");
		assert_string_equal(x.view.axes[p.low].name, "territory");
	}
	series_close(&x);
	return found;
}

static void
test_breakdowns(void **state)
{
	(void)state;
	/* All dimensions together, where none are listed. */
	assert_false(restricted("region", ""));
	assert_true(restricted("city", ""));
	assert_true(restricted("college", ""));
	/* What nobody thought of is low; what is known to be large is not. */
	assert_true(restricted("village", ""));
	assert_true(restricted("Region", ""));
	assert_false(restricted("district", ""));
	assert_false(restricted("country", ""));
	assert_false(restricted("total", ""));
	assert_false(restricted("status", ""));
	assert_false(restricted("reason", ""));
	assert_false(restricted(
	    "city", "\"breakdowns\": [[], [\"territory\"], [\"sex\"]],"));
	assert_true(restricted("municipality",
	    "\"breakdowns\": [[\"sex\"], [\"sex\", \"territory\"]],"));
	assert_false(restricted(
	    "region", "\"breakdowns\": [[\"sex\", \"territory\"]],"));
}

/* An entry without a level is low, unless it is a root, as XX is. */
static void
test_no_level(void **state)
{
	(void)state;
	assert_true(restricted(NULL, ""));
	assert_false(
	    restricted(NULL, "\"breakdowns\": [[\"sex\"], [\"territory\"]],"));
}

static void
test_reason(void **state)
{
	struct publication p;
	struct fixture x;
	char *text;

	(void)state;
	message_language("en");
	if (series_start(&x, "school", "", "") == -1)
		fail_msg("%s", x.fail.text);
	assert_true(publication_restricted(&x.view, &p));
	assert_string_equal(publication_heading(), "Not for publication");
	text = publication_reason(&x.view, &p, LANGUAGE_EN, &x.fail);
	assert_non_null(text);
	assert_non_null(strstr(text,
	    "\"share\" is broken down by \"Sex\" and \"Place\" together"));
	free(text);
	series_close(&x);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_breakdowns),
		cmocka_unit_test(test_no_level),
		cmocka_unit_test(test_reason),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
