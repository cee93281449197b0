/* levels: each statistic, each reason why there is none */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "measure/levels.h"

#define CONFIDENCE 0.95

static struct level
number(int year, int64_t level)
{
	return (struct level){ .year = year,
		.estimate = { .numerator = level,
		    .value = (double)level,
		    .coverage = 1,
		    .parts = ESTIMATE_NUMERATOR,
		    .status = OBSERVATION_OK } };
}

static struct level
without(
    int year, enum observation_status status, enum observation_reason reason)
{
	return (struct level){ .year = year,
		.estimate = { .status = status, .reason = reason } };
}

static struct estimate
statistic(const struct level *levels, size_t at, enum statistic which)
{
	struct estimate e;
	struct fail f = FAIL_INIT;

	assert_int_equal(
	    levels_statistic(levels, at, which, CONFIDENCE, 1, &e, &f), 0);
	return e;
}

static void
check(const struct level *levels, size_t at, enum statistic which, double value)
{
	struct estimate e = statistic(levels, at, which);

	if (e.status != OBSERVATION_OK)
		fail_msg("%s: %s %s", statistic_name(which),
		    observation_status_name(e.status),
		    observation_reason_name(e.reason));
	if (fabs(e.value - value) > 1e-9)
		fail_msg("%s: %.15g, expected %.15g", statistic_name(which),
		    e.value, value);
}

static void
check_without(const struct level *levels, size_t at, enum statistic which,
    enum observation_status status, enum observation_reason reason)
{
	struct estimate e = statistic(levels, at, which);

	if (e.status != status || e.reason != reason)
		fail_msg("%s: %s %s, expected %s %s", statistic_name(which),
		    observation_status_name(e.status),
		    observation_reason_name(e.reason),
		    observation_status_name(status),
		    observation_reason_name(reason));
	assert_int_equal(e.parts, 0);
}

static void
check_not_applicable(const struct level *levels, size_t at,
    enum statistic which, enum observation_reason reason)
{
	check_without(levels, at, which, OBSERVATION_NOT_APPLICABLE, reason);
}

static void
check_missing(const struct level *levels, size_t at, enum statistic which)
{
	check_without(
	    levels, at, which, OBSERVATION_MISSING, REASON_NOT_SUPPLIED);
}

/* 100, 200, 800: see tests/unit/test_growth.c for the trend. */
static void
test_numbers(void **state)
{
	const struct level levels[] = { number(2021, 100), number(2022, 200),
		number(2023, 800) };
	struct estimate e;

	(void)state;
	check(levels, 0, STATISTIC_LEVEL, 100);
	check(levels, 2, STATISTIC_GROWTH_RATE, 400);
	check(levels, 2, STATISTIC_INCREASE, 300);
	check(levels, 2, STATISTIC_CHANGE, 600);
	check(levels, 2, STATISTIC_CAGR, 100 * (sqrt(8) - 1));
	check(levels, 2, STATISTIC_TREND, 100 * (pow(2, 1.5) - 1));
	e = statistic(levels, 2, STATISTIC_GROWTH_RATE);
	assert_int_equal(e.parts, ESTIMATE_NUMERATOR | ESTIMATE_DENOMINATOR);
	assert_int_equal(e.numerator, 800);
	assert_int_equal(e.denominator, 200);
	e = statistic(levels, 2, STATISTIC_CAGR);
	assert_int_equal(e.denominator, 100);
	e = statistic(levels, 2, STATISTIC_CHANGE);
	assert_int_equal(e.parts, ESTIMATE_NUMERATOR);
	assert_int_equal(e.numerator, 600);
	e = statistic(levels, 2, STATISTIC_TREND);
	assert_int_equal(e.parts, ESTIMATE_INTERVAL);
	assert_true(e.lower < e.value && e.value < e.upper);
}

static void
test_beginning(void **state)
{
	const struct level levels[] = { without(2020, OBSERVATION_MISSING,
					    REASON_NOT_IN_SOURCE),
		number(2021, 10), number(2022, 11) };
	size_t i;

	(void)state;
	for (i = 0; i <= STATISTIC_CHANGE; i++) {
		enum statistic which = (enum statistic)i;

		if (i == STATISTIC_LEVEL)
			continue;
		check_missing(levels, 0, which);
		check_not_applicable(levels, 1, which,
		    i >= STATISTIC_TREND && i <= STATISTIC_BREAK_P_VALUE
			? REASON_TOO_FEW_PERIODS
			: REASON_NO_EARLIER_PERIOD);
	}
	check(levels, 2, STATISTIC_INCREASE, 10);
	check(levels, 2, STATISTIC_CAGR, 10);
	check_not_applicable(
	    levels, 2, STATISTIC_TREND, REASON_TOO_FEW_PERIODS);
}

/* A gap stops the comparison with the year before, not compound growth. */
static void
test_gap(void **state)
{
	const struct level levels[] = { number(2020, 100), number(2021, 110),
		number(2023, 400) };
	const struct level hole[] = { number(2020, 100),
		without(2021, OBSERVATION_MISSING, REASON_NOT_IN_SOURCE),
		number(2022, 121), number(2023, 242) };

	(void)state;
	check_not_applicable(
	    levels, 2, STATISTIC_GROWTH_RATE, REASON_PERIOD_GAP);
	check_not_applicable(levels, 2, STATISTIC_CHANGE, REASON_PERIOD_GAP);
	check_not_applicable(levels, 2, STATISTIC_TREND, REASON_PERIOD_GAP);
	check(levels, 2, STATISTIC_CAGR, 100 * (cbrt(4) - 1));
	check_missing(hole, 2, STATISTIC_INCREASE);
	check_missing(hole, 2, STATISTIC_TREND);
	check(hole, 2, STATISTIC_CAGR, 10);
	check(hole, 3, STATISTIC_INCREASE, 100);
	check_missing(hole, 3, STATISTIC_TREND);
}

/* From nothing there is a change but no growth. */
static void
test_zero(void **state)
{
	const struct level levels[] = { number(2020, 5), number(2021, 0),
		number(2022, 7), number(2023, 7) };
	const struct level empty[] = { without(2020, OBSERVATION_NOT_APPLICABLE,
					   REASON_ZERO_DENOMINATOR),
		number(2021, 7),
		without(
		    2022, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR),
		number(2023, 3) };

	(void)state;
	check(levels, 1, STATISTIC_GROWTH_RATE, 0);
	check(levels, 1, STATISTIC_CAGR, -100);
	check_not_applicable(levels, 2, STATISTIC_INCREASE, REASON_ZERO_BASE);
	check(levels, 2, STATISTIC_CHANGE, 7);
	check_not_applicable(levels, 2, STATISTIC_TREND, REASON_ZERO_BASE);
	check(levels, 3, STATISTIC_INCREASE, 0);
	check(empty, 1, STATISTIC_CHANGE, 7);
	check_not_applicable(empty, 1, STATISTIC_GROWTH_RATE, REASON_ZERO_BASE);
	check_not_applicable(
	    empty, 1, STATISTIC_CAGR, REASON_NO_EARLIER_PERIOD);
	check(empty, 2, STATISTIC_CHANGE, -7);
	check_not_applicable(
	    empty, 2, STATISTIC_GROWTH_RATE, REASON_ZERO_DENOMINATOR);
	check_not_applicable(
	    empty, 0, STATISTIC_CHANGE, REASON_ZERO_DENOMINATOR);
	check(empty, 3, STATISTIC_CHANGE, 3);
	check_not_applicable(empty, 3, STATISTIC_TREND, REASON_ZERO_BASE);
}

static void
test_break(void **state)
{
	struct level levels[] = { number(2019, 1), number(2020, 2),
		number(2021, 100), number(2022, 200), number(2023, 800) };

	(void)state;
	levels[2].breaks = true;
	check_not_applicable(levels, 2, STATISTIC_INCREASE, REASON_BREAK);
	check_not_applicable(levels, 2, STATISTIC_CHANGE, REASON_BREAK);
	check_not_applicable(
	    levels, 2, STATISTIC_CAGR, REASON_NO_EARLIER_PERIOD);
	check_not_applicable(
	    levels, 3, STATISTIC_TREND, REASON_TOO_FEW_PERIODS);
	check(levels, 3, STATISTIC_INCREASE, 100);
	check(levels, 4, STATISTIC_CAGR, 100 * (sqrt(8) - 1));
	check(levels, 4, STATISTIC_TREND, 100 * (pow(2, 1.5) - 1));
}

/* The same where nobody has declared it; only the test itself looks beyond. */
static void
test_detected(void **state)
{
	struct level levels[] = { number(2016, 100), number(2017, 102),
		number(2018, 105), number(2019, 107), number(2020, 200),
		number(2021, 205), number(2022, 209), number(2023, 213) };

	(void)state;
	levels[4].detected = true;
	check(levels, 4, STATISTIC_LEVEL, 200);
	assert_int_equal(
	    statistic(levels, 4, STATISTIC_LEVEL).flags, FLAG_BREAK);
	assert_int_equal(statistic(levels, 5, STATISTIC_LEVEL).flags, 0);
	check_not_applicable(
	    levels, 4, STATISTIC_GROWTH_RATE, REASON_DETECTED_BREAK);
	check_not_applicable(
	    levels, 4, STATISTIC_CHANGE, REASON_DETECTED_BREAK);
	check_not_applicable(
	    levels, 4, STATISTIC_CAGR, REASON_NO_EARLIER_PERIOD);
	check(levels, 5, STATISTIC_INCREASE, 2.5);
	check(levels, 5, STATISTIC_CAGR, 2.5);
	check_not_applicable(
	    levels, 5, STATISTIC_KENDALL_TAU, REASON_TOO_FEW_PERIODS);
	check(levels, 6, STATISTIC_SEN_SLOPE, 4.5);
	check(levels, 7, STATISTIC_KENDALL_TAU, 1);
	assert_true(
	    statistic(levels, 7, STATISTIC_BREAK_P_VALUE).value < 0.0001);
	levels[4].breaks = true;
	check_not_applicable(levels, 4, STATISTIC_CHANGE, REASON_BREAK);
	check_not_applicable(
	    levels, 7, STATISTIC_BREAK_P_VALUE, REASON_TOO_FEW_PERIODS);
}

/* By hand: of 5, 0, 7, 7 the slopes are -5, 7, 0, 1, 3.5 and 2/3, of the pairs
 * four rise, one falls, one is equal: s = 3, tau-b = 3 / sqrt(6 5). */
static void
test_trends(void **state)
{
	const struct level levels[] = { number(2020, 5), number(2021, 0),
		number(2022, 7), number(2023, 7) };
	const struct level same[] = { number(2020, 4), number(2021, 4),
		number(2022, 4), number(2023, 4) };
	const struct level empty[] = { number(2020, 2),
		without(
		    2021, OBSERVATION_NOT_APPLICABLE, REASON_ZERO_DENOMINATOR),
		number(2022, 6) };
	const struct level gap[] = { number(2020, 1), number(2021, 2),
		number(2023, 4) };
	struct estimate e;

	(void)state;
	check(levels, 3, STATISTIC_SEN_SLOPE, (2 / 3.0 + 1) / 2);
	check(levels, 3, STATISTIC_KENDALL_TAU, 3 / sqrt(30));
	assert_int_equal(statistic(levels, 3, STATISTIC_SEN_SLOPE).parts, 0);
	check_not_applicable(
	    levels, 3, STATISTIC_ROBUST_TREND, REASON_ZERO_BASE);
	check_not_applicable(
	    levels, 3, STATISTIC_BREAK_P_VALUE, REASON_TOO_FEW_PERIODS);
	check(same, 3, STATISTIC_SEN_SLOPE, 0);
	check(same, 3, STATISTIC_TREND_P_VALUE, 1);
	check_not_applicable(same, 3, STATISTIC_KENDALL_TAU, REASON_ALL_EQUAL);
	check_not_applicable(same, 3, STATISTIC_ROBUST_TREND, REASON_ALL_EQUAL);
	check_not_applicable(
	    same, 2, STATISTIC_ROBUST_TREND, REASON_TOO_FEW_PERIODS);
	check(empty, 2, STATISTIC_SEN_SLOPE, 2); /* of -2, 2 and 6 */
	check_not_applicable(
	    empty, 1, STATISTIC_SEN_SLOPE, REASON_ZERO_DENOMINATOR);
	check_not_applicable(gap, 2, STATISTIC_SEN_SLOPE, REASON_PERIOD_GAP);
	e = statistic(levels, 3, STATISTIC_KENDALL_TAU);
	assert_true(e.coverage == 1);
}

static void
test_approximate(void **state)
{
	struct level levels[] = { number(2020, 10), number(2021, 20),
		number(2022, 40) };

	(void)state;
	levels[1].estimate.flags = FLAG_APPROXIMATE;
	check(levels, 1, STATISTIC_LEVEL, 20);
	check_not_applicable(
	    levels, 1, STATISTIC_CHANGE, REASON_APPROXIMATE_LEVEL);
	check_not_applicable(
	    levels, 1, STATISTIC_CAGR, REASON_APPROXIMATE_LEVEL);
	check_not_applicable(
	    levels, 2, STATISTIC_INCREASE, REASON_APPROXIMATE_LEVEL);
	check_not_applicable(
	    levels, 2, STATISTIC_TREND, REASON_APPROXIMATE_LEVEL);
	check(levels, 2, STATISTIC_CAGR, 100);
}

/* What comes of a partial level is partial; the senders' secrets stay. */
static void
test_inherited(void **state)
{
	struct level levels[] = { number(2020, 10), number(2021, 20),
		number(2022, 40),
		without(2023, OBSERVATION_CONFIDENTIAL, REASON_SENDER),
		number(2024, 50) };
	struct estimate e;

	(void)state;
	levels[0].estimate.flags = FLAG_PARTIAL;
	levels[0].estimate.coverage = 0.5;
	levels[2].estimate.flags = FLAG_PARTIAL | FLAG_BREAK;
	levels[2].estimate.coverage = 0.75;
	e = statistic(levels, 1, STATISTIC_INCREASE);
	assert_int_equal(e.flags, FLAG_PARTIAL);
	assert_true(e.coverage == 0.5);
	e = statistic(levels, 2, STATISTIC_CHANGE);
	assert_int_equal(e.flags, FLAG_PARTIAL);
	assert_true(e.coverage == 0.75);
	e = statistic(levels, 2, STATISTIC_TREND);
	assert_int_equal(e.flags, FLAG_PARTIAL);
	assert_true(e.coverage == 0.5);
	check_without(
	    levels, 3, STATISTIC_CAGR, OBSERVATION_CONFIDENTIAL, REASON_SENDER);
	check_without(levels, 4, STATISTIC_CHANGE, OBSERVATION_CONFIDENTIAL,
	    REASON_SENDER);
	check_without(levels, 4, STATISTIC_TREND, OBSERVATION_CONFIDENTIAL,
	    REASON_SENDER);
}

/* 0.04 % rounds to 0.0. */
static void
test_negligible(void **state)
{
	const struct level levels[] = { number(2020, 10000),
		number(2021, 10004), number(2022, 10004) };

	(void)state;
	assert_int_equal(statistic(levels, 1, STATISTIC_INCREASE).status,
	    OBSERVATION_NEGLIGIBLE);
	check(levels, 2, STATISTIC_INCREASE, 0);
	check(levels, 1, STATISTIC_CHANGE, 4);
}

static void
test_memory_ends(void **state)
{
	static const enum statistic which[] = { STATISTIC_TREND,
		STATISTIC_SEN_SLOPE };
	const struct level levels[] = { number(2021, 100), number(2022, 200),
		number(2023, 800) };
	struct estimate e;
	int status;
	size_t i;
	long n;

	(void)state;
	for (i = 0; i < COUNT_OF(which); i++)
		for (n = 1; n == 1 || chaos_failed(); n++) {
			struct fail f = FAIL_INIT;

			chaos_start(n);
			status = levels_statistic(
			    levels, 2, which[i], CONFIDENCE, 1, &e, &f);
			chaos_stop();
			assert_int_equal(status, chaos_failed() ? -1 : 0);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_beginning),
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_zero),
		cmocka_unit_test(test_break),
		cmocka_unit_test(test_detected),
		cmocka_unit_test(test_trends),
		cmocka_unit_test(test_approximate),
		cmocka_unit_test(test_inherited),
		cmocka_unit_test(test_negligible),
		cmocka_unit_test(test_memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
