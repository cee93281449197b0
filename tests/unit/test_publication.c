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
	found = publication_restricted(&x.view, &p) &&
		p.reason == PUBLICATION_SENSITIVE;
	if (found) {
		assert_string_equal(
		    x.view.indicators[p.indicator]->id, "share");
		assert_string_equal(p.dimensions[0]->name, "sex");
		assert_string_equal(p.dimensions[1]->name, "territory");
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

/* The first row of an indicator becomes one that protect withholds. */
static void
withhold(struct fixture *x, const char *indicator)
{
	struct observations *o = &x->view.observations;
	struct observation one;
	size_t row;

	for (row = 0; row < o->count; row++) {
		observations_get(o, row, &one);
		if (strcmp(one.indicator, indicator) == 0)
			break;
	}
	assert_int_equal(observations_hide(o, row, REASON_PRIMARY, NULL), 0);
}

/* A group below the region, and something it may be part of: what the one
 * withholds could be computed from the other. */
static void
test_nested(void **state)
{
	static const struct {
		const char *level, *breakdowns;
		bool expected;
	} cases[] = {
		{ "college", "[[], [\"territory\"], [\"sex\"]]", true },
		{ "region", "[[], [\"territory\"], [\"sex\"]]", false },
		{ "college", "[[], [\"territory\"]]", false },
	};
	struct publication p;
	struct fixture x;
	char breakdowns[100], *text;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(cases); i++) {
		snprintf(breakdowns, sizeof(breakdowns), "\"breakdowns\": %s,",
		    cases[i].breakdowns);
		if (series_start(&x, cases[i].level, breakdowns, "") == -1)
			fail_msg("%s", x.fail.text);
		x.definitions.items[0]->protection = PROTECTION_NONE;
		assert_false(publication_restricted(&x.view, &p));
		withhold(&x, "share");
		assert_int_equal(
		    publication_restricted(&x.view, &p), cases[i].expected);
		if (cases[i].expected) {
			assert_int_equal(p.reason, PUBLICATION_BREAKDOWNS);
			text = publication_reason(
			    &x.view, &p, LANGUAGE_EN, &x.fail);
			assert_non_null(strstr(text,
			    "by \"Place\" and, apart from that, by \"Sex\""));
			free(text);
		}
		series_close(&x);
	}
}

/* Two indicators of one dataset under the rule. */
static void
test_linked(void **state)
{
	struct publication p;
	struct fixture x;
	char *text;

	(void)state;
	if (series_start(&x, "region", "", "") == -1)
		fail_msg("%s", x.fail.text);
	assert_false(publication_restricted(&x.view, &p));
	withhold(&x, "share");
	assert_true(publication_restricted(&x.view, &p));
	assert_int_equal(p.reason, PUBLICATION_INDICATORS);
	text = publication_reason(&x.view, &p, LANGUAGE_EN, &x.fail);
	assert_non_null(
	    strstr(text, "\"share\" and \"members\" count the same persons"));
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
		cmocka_unit_test(test_nested),
		cmocka_unit_test(test_linked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
