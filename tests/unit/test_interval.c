/* interval: the method that a cell has, and its limits */
#include "unit.h"

#include <math.h>

#include "measure/interval.h"
#include "statistics/event_rate.h"
#include "statistics/proportion.h"

static struct interval
interval_of(const char *text, enum interval_kind kind)
{
	struct fail f = FAIL_INIT;
	struct json *node = json_parse(text, strlen(text), "test", &f);
	struct interval interval;

	assert_non_null(node);
	if (interval_read(node, kind, &interval, &f) == -1)
		fail_msg("%s", f.text);
	json_free(node);
	return interval;
}

static struct estimate
counted(int64_t numerator, int64_t denominator)
{
	return (struct estimate){ .numerator = numerator,
		.denominator = denominator };
}

/* What its row says. */
static const char *
method_of(const struct interval *interval, const struct estimate *e)
{
	return interval_is_small(interval, e) ? interval_small(interval)
					      : interval_main(interval);
}

static void
check(const struct interval *interval, int64_t x, int64_t n, double scale,
    const char *method, double lower, double upper)
{
	struct estimate e = counted(x, n);
	struct limits l;

	assert_string_equal(method_of(interval, &e), method);
	assert_int_equal(interval_limits(interval, &e, scale, &l), METHOD_OK);
	if (fabs(l.lower - lower) > 1e-10 * scale ||
	    fabs(l.upper - upper) > 1e-10 * scale)
		fail_msg("%s: %.12f %.12f, expected %.12f %.12f", method,
		    l.lower, l.upper, lower, upper);
}

/* Newcombe's example 81 of 263, as R's DescTools gives it. */
static void
test_named(void **state)
{
	struct interval wilson = interval_of("{}", INTERVAL_PROPORTION);
	struct interval exact = interval_of(
	    "{\"method\": \"clopper_pearson\"}", INTERVAL_PROPORTION);

	(void)state;
	check(&wilson, 81, 263, 100, "wilson", 25.5288519878, 36.6209576983);
	check(&exact, 81, 263, 100, "clopper_pearson", 25.2736745585,
	    36.7621922601);
	check(&exact, 81, 263, 1, "clopper_pearson", 0.252736745585,
	    0.367621922601);
}

/* Every method by its name is that of the library. */
static void
test_all(void **state)
{
	enum proportion_method m;
	struct interval interval;
	struct limits l;
	char text[64];

	(void)state;
	for (m = 0; m < PROPORTION_METHODS; m++) {
		snprintf(text, sizeof(text), "{\"method\":\"%s\"}",
		    proportion_method_name(m));
		interval = interval_of(text, INTERVAL_PROPORTION);
		assert_int_equal(
		    proportion_limits(m, 7, 31, 0.95, &l), METHOD_OK);
		check(&interval, 7, 31, 1, proportion_method_name(m), l.lower,
		    l.upper);
	}
}

/* 39 people have the exact method, 40 do not: 0 of 39 is at most
 * 1 - 0.025^(1/39), 0 of 40 at most z^2 / (40 + z^2). */
static void
test_edge(void **state)
{
	struct interval rule =
	    interval_of("{\"small\":{\"below\":40}}", INTERVAL_PROPORTION);
	struct estimate none = { .status = OBSERVATION_NOT_APPLICABLE };

	(void)state;
	check(&rule, 0, 39, 1, "clopper_pearson", 0, 1 - pow(0.025, 1.0 / 39));
	check(&rule, 0, 40, 1, "wilson", 0, 0.0876216011973);
	/* Without numbers it is not known how many there are. */
	assert_string_equal(method_of(&rule, &none), "wilson");
	none.status = OBSERVATION_NEGLIGIBLE;
	assert_string_equal(method_of(&rule, &none), "clopper_pearson");
}

/* 65 events of 12,000 by hand: measure(1), byar.  25 have 16.18 to 36.90
 * (GraphPad QuickCalcs); of none at most ln 40 = 3.6889. */
static void
test_events(void **state)
{
	struct interval byar = interval_of("{}", INTERVAL_EVENT_RATE);
	struct interval rule =
	    interval_of("{\"small\":{\"below\":26}}", INTERVAL_EVENT_RATE);
	struct estimate e = counted(25, 1000);
	struct event_rate r;
	struct limits l;

	(void)state;
	assert_int_equal(
	    event_rate(EVENT_RATE_BYAR, 65, 12000, 1000, 0.95, &r), METHOD_OK);
	assert_true(fabs(r.limits.lower - 4.180) < 5e-4);
	check(&byar, 65, 12000, 1000, "byar", r.limits.lower, r.limits.upper);
	check(&byar, 65, 12000, 100000, "byar", 100 * r.limits.lower,
	    100 * r.limits.upper);
	check(&byar, 0, 1000, 1000, "exact_poisson", 0, log(40));
	assert_string_equal(method_of(&byar, &e), "byar");
	assert_string_equal(method_of(&rule, &e), "exact_poisson");
	assert_int_equal(interval_limits(&rule, &e, 1000, &l), METHOD_OK);
	assert_true(fabs(l.lower - 16.18) < 0.005);
	assert_true(fabs(l.upper - 36.90) < 0.005);
	e = counted(26, 1000);
	assert_string_equal(method_of(&rule, &e), "byar");
	/* What is counted may be more than there are people. */
	e = counted(2000, 1000);
	assert_int_equal(interval_limits(&byar, &e, 1000, &l), METHOD_OK);
	assert_true(l.lower < 2000 && l.upper > 2000);
}

/* Nine events are few whatever is asked for, and the method says so. */
static void
test_few_events(void **state)
{
	struct interval five =
	    interval_of("{\"small\":{\"below\":5}}", INTERVAL_EVENT_RATE);
	struct estimate nine = counted(9, 300), ten = counted(10, 300);

	(void)state;
	assert_string_equal(method_of(&five, &nine), "exact_poisson");
	assert_string_equal(method_of(&five, &ten), "byar");
}

static void
test_none(void **state)
{
	struct interval none = interval_of("{\"level\":0.9}", INTERVAL_NONE);
	struct estimate e = counted(3, 2);
	struct limits l;

	(void)state;
	assert_string_equal(interval_main(&none), "ratio");
	assert_null(interval_small(&none));
	assert_true(none.level == 0.9);
	/* as of a definition whose interval is not wanted */
	none.below = 40;
	assert_null(interval_small(&none));
	assert_string_equal(method_of(&none, &e), "ratio");
	assert_int_equal(interval_limits(&none, &e, 100, &l), METHOD_TOO_FEW);
}

/* Counts that cannot be: a status of each method, no limits. */
static void
test_bad(void **state)
{
	static const struct {
		int64_t x, n;
		enum method_status proportion, events;
	} bad[] = {
		{ 1, 0, METHOD_ZERO_DENOMINATOR, METHOD_ZERO_DENOMINATOR },
		{ -1, 5, METHOD_NEGATIVE_COUNT, METHOD_NEGATIVE_COUNT },
		{ 6, 5, METHOD_NUMERATOR_ABOVE_DENOMINATOR, METHOD_OK },
		{ 1, INT64_MAX, METHOD_TOO_LARGE, METHOD_OK },
		{ INT64_MAX, INT64_MAX, METHOD_TOO_LARGE, METHOD_TOO_LARGE },
	};
	struct interval exact = interval_of(
	    "{\"method\":\"clopper_pearson\"}", INTERVAL_PROPORTION);
	struct interval rate = interval_of("{}", INTERVAL_EVENT_RATE);
	struct estimate e;
	struct limits l;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(bad); i++) {
		e = counted(bad[i].x, bad[i].n);
		assert_int_equal(
		    interval_limits(&exact, &e, 100, &l), bad[i].proportion);
		assert_int_equal(
		    interval_limits(&rate, &e, 1000, &l), bad[i].events);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_named),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_edge),
		cmocka_unit_test(test_events),
		cmocka_unit_test(test_few_events),
		cmocka_unit_test(test_none),
		cmocka_unit_test(test_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
