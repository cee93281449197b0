/* comparison_groups: published examples, arithmetic, swapped groups */
#include "unit.h"

#include <math.h>

#include "measure/comparison_groups.h"

static const struct comparison_definition usual = {
	.kind = COMPARISON_GROUPS,
	.difference = COMPARISON_NEWCOMBE,
	.ratio = COMPARISON_KATZ,
	.test = COMPARISON_FISHER,
};

static const bool all[STATISTICS] = {
	[STATISTIC_DIFFERENCE] = true,
	[STATISTIC_RATIO] = true,
	[STATISTIC_ODDS_RATIO] = true,
	[STATISTIC_COMMON_ODDS_RATIO] = true,
	[STATISTIC_COMPOSITION_PART] = true,
	[STATISTIC_RATE_PART] = true,
	[STATISTIC_P_VALUE] = true,
};

#define STRATA_MAX 8

static void
compare(const struct comparison_definition *d, const struct two_groups *strata,
    size_t count, struct comparison_result *results)
{
	struct kitagawa_stratum parts[STRATA_MAX];
	struct comparison_groups g = { { 0, 0, 0, 0 }, count, strata, parts };
	size_t i;

	for (i = 0; i < count; i++) {
		g.all.events1 += strata[i].events1;
		g.all.size1 += strata[i].size1;
		g.all.events2 += strata[i].events2;
		g.all.size2 += strata[i].size2;
	}
	comparison_groups(d, &g, 0.95, all, results);
}

/* Of two groups without strata. */
static void
compare_two(const struct comparison_definition *d, struct two_groups groups,
    struct comparison_result *results)
{
	struct comparison_groups g = { groups, 0, NULL, NULL };

	comparison_groups(d, &g, 0.95, all, results);
}

static void
check(const struct comparison_result *results, enum statistic statistic,
    const char *method, double value, double tolerance)
{
	const struct comparison_result *r = &results[statistic];

	assert_int_equal(r->status, METHOD_OK);
	assert_string_equal(r->method, method);
	if (fabs(r->value - value) > tolerance)
		fail_msg("%s: %.12g, expected %.12g", statistic_name(statistic),
		    r->value, value);
}

static void
check_limits(const struct comparison_result *results, enum statistic statistic,
    double lower, double upper, double tolerance)
{
	const struct comparison_result *r = &results[statistic];

	assert_true(r->limits);
	if (fabs(r->lower - lower) > tolerance ||
	    fabs(r->upper - upper) > tolerance)
		fail_msg("%s: %.12g to %.12g, expected %.12g to %.12g",
		    statistic_name(statistic), r->lower, r->upper, lower,
		    upper);
}

/*
 * 77.552 % of 4,535 and 72.391 % of 14,756: seven authorities of the DfE's
 * destinations file, colleges 2020/21.  By hand the chi-square is
 * 19291 (3517 * 4074 - 1018 * 10682)^2 / (4535 * 14756 * 14199 * 5092) =
 * 47.5667, and P(|Z| > 6.89686) = 5.3e-12.
 */
static void
test_destinations(void **state)
{
	struct comparison_definition pearson = usual;
	struct two_groups groups = { 3517, 4535, 10682, 14756 };
	struct comparison_result r[STATISTICS];

	(void)state;
	compare_two(&usual, groups, r);
	check(r, STATISTIC_DIFFERENCE, "newcombe", 5.161, 5e-4);
	check_limits(r, STATISTIC_DIFFERENCE, 3.732, 6.557, 5e-4);
	check(r, STATISTIC_RATIO, "katz", 3517.0 * 14756 / (4535.0 * 10682),
	    1e-12);
	check(r, STATISTIC_ODDS_RATIO, "woolf",
	    3517.0 * 4074 / (1018.0 * 10682), 1e-12);
	pearson.test = COMPARISON_PEARSON;
	compare_two(&pearson, groups, r);
	check(r, STATISTIC_P_VALUE, "pearson", 5.316e-12, 1e-15);
}

/* R. G. Newcombe (1998), Statistics in Medicine 17:873-890, table II a; the
 * digits are those of R: DescTools, fisher.test, prop.test. */
static void
test_newcombe(void **state)
{
	struct comparison_definition d = usual;
	struct two_groups groups = { 56, 70, 48, 80 };
	struct comparison_result r[STATISTICS];

	(void)state;
	compare_two(&d, groups, r);
	check(r, STATISTIC_DIFFERENCE, "newcombe", 20, 1e-12);
	check_limits(
	    r, STATISTIC_DIFFERENCE, 5.2431472402, 33.3872654037, 1e-9);
	check(r, STATISTIC_RATIO, "katz", 4.0 / 3, 1e-12);
	check_limits(r, STATISTIC_RATIO, 1.076626422763, 1.651248511266, 1e-11);
	check_limits(r, STATISTIC_ODDS_RATIO, 1.2762, 5.572, 1e-3);
	check(r, STATISTIC_P_VALUE, "fisher", 0.012521129749, 1e-11);
	assert_int_equal(r[STATISTIC_COMMON_ODDS_RATIO].status, METHOD_TOO_FEW);
	assert_int_equal(r[STATISTIC_RATE_PART].status, METHOD_TOO_FEW);
	d = (struct comparison_definition){ .difference =
						COMPARISON_MIETTINEN_NURMINEN,
		.ratio = COMPARISON_KOOPMAN,
		.test = COMPARISON_PEARSON };
	compare_two(&d, groups, r);
	check(r, STATISTIC_DIFFERENCE, "miettinen_nurminen", 20, 1e-12);
	check_limits(r, STATISTIC_DIFFERENCE, 5.283, 33.817, 1e-3);
	check_limits(r, STATISTIC_RATIO, 1.0798, 1.6708, 1e-4);
	check(r, STATISTIC_P_VALUE, "pearson", 0.008045081368, 1e-11);
	d.difference = COMPARISON_MEE;
	compare_two(&d, groups, r);
	check_limits(r, STATISTIC_DIFFERENCE, 5.333, 33.773, 1e-3);
}

/* Admissions to Berkeley by department: R's mantelhaen.test of UCBAdmissions.
 * The whole difference of 14.165 points is composition and more. */
static void
test_departments(void **state)
{
	const struct two_groups departments[] = { { 512, 825, 89, 108 },
		{ 353, 560, 17, 25 }, { 120, 325, 202, 593 },
		{ 138, 417, 131, 375 }, { 53, 191, 94, 393 },
		{ 22, 373, 24, 341 } };
	struct comparison_result r[STATISTICS];

	(void)state;
	compare(&usual, departments, 6, r);
	/* 0.904696828259, 0.771907361759, 1.060329764437, rounded */
	check(r, STATISTIC_COMMON_ODDS_RATIO, "mantel_haenszel", 0.905, 1e-12);
	check_limits(r, STATISTIC_COMMON_ODDS_RATIO, 0.772, 1.06, 1e-12);
	check(r, STATISTIC_DIFFERENCE, "newcombe",
	    100 * (1198.0 / 2691 - 557.0 / 1835), 1e-12);
	assert_true(r[STATISTIC_COMPOSITION_PART].value >
		    r[STATISTIC_DIFFERENCE].value);
	assert_true(r[STATISTIC_RATE_PART].value < 0);
}

/* Shares 0.5, 0.5 and 0.4, 0.6; rates 0.8, 0.2 and 0.75, 0.35. */
static void
test_parts_by_hand(void **state)
{
	const struct two_groups strata[] = { { 80, 100, 60, 80 },
		{ 20, 100, 42, 120 } };
	struct comparison_result r[STATISTICS];

	(void)state;
	compare(&usual, strata, 2, r);
	check(r, STATISTIC_DIFFERENCE, "newcombe", -1, 1e-12);
	check(r, STATISTIC_COMPOSITION_PART, "kitagawa", 5, 1e-12);
	check(r, STATISTIC_RATE_PART, "kitagawa", -6, 1e-12);
	assert_false(r[STATISTIC_RATE_PART].limits);
	/* (80 20 / 180 + 20 78 / 220) / (20 60 / 180 + 80 42 / 220) = 0.7284 */
	check(r, STATISTIC_COMMON_ODDS_RATIO, "mantel_haenszel", 0.728, 1e-12);
}

static void
test_reasons(void **state)
{
	struct comparison_result r[STATISTICS];
	struct comparison_definition pearson = usual;
	int i;

	(void)state;
	pearson.test = COMPARISON_PEARSON;
	for (i = 0; i < STATISTICS; i++)
		r[i].status = METHOD_OK;
	compare_two(&usual, (struct two_groups){ 0, 0, 1, 2 }, r);
	for (i = 0; i < STATISTICS; i++)
		if (all[i] && !statistic_of_strata((enum statistic)i))
			assert_int_equal(r[i].status, METHOD_ZERO_DENOMINATOR);
	compare_two(&usual, (struct two_groups){ 3, 2, 1, 2 }, r);
	assert_int_equal(
	    r[STATISTIC_RATIO].status, METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	compare_two(&pearson, (struct two_groups){ 1, 2, 1, -2 }, r);
	assert_int_equal(r[STATISTIC_P_VALUE].status, METHOD_NEGATIVE_COUNT);
	/* nobody: the difference is 0 for certain, there is no ratio */
	compare_two(&usual, (struct two_groups){ 0, 20, 0, 30 }, r);
	check(r, STATISTIC_DIFFERENCE, "newcombe", 0, 0);
	assert_int_equal(r[STATISTIC_RATIO].status, METHOD_NO_EVENTS);
	assert_int_equal(r[STATISTIC_ODDS_RATIO].status, METHOD_NO_EVENTS);
	assert_int_equal(r[STATISTIC_P_VALUE].status, METHOD_NO_EVENTS);
	/* everybody: the ratio is 1 */
	compare_two(&pearson, (struct two_groups){ 20, 20, 30, 30 }, r);
	check(r, STATISTIC_RATIO, "katz", 1, 0);
	assert_int_equal(r[STATISTIC_ODDS_RATIO].status, METHOD_ALL_EQUAL);
	assert_int_equal(r[STATISTIC_P_VALUE].status, METHOD_ALL_EQUAL);
	/* nobody in the second: half a person more makes the odds finite */
	compare_two(&usual, (struct two_groups){ 5, 20, 0, 30 }, r);
	assert_int_equal(r[STATISTIC_RATIO].status, METHOD_NOT_FINITE);
	check(r, STATISTIC_ODDS_RATIO, "woolf_corrected",
	    5.5 * 30.5 / (15.5 * 0.5), 1e-9);
}

/* 6 / sqrt(0.25 * 20) = 2.683282, of chi-square 7.2 with 1 degree of freedom
 * P = 0.007290. */
static void
test_trend(void **state)
{
	int64_t events[] = { 2, 5, 8 };
	const int64_t people[] = { 10, 10, 10 };
	struct comparison_result r;

	(void)state;
	comparison_groups_trend(events, people, 3, &r);
	assert_int_equal(r.status, METHOD_OK);
	assert_string_equal(r.method, "cochran_armitage");
	assert_true(fabs(r.value - 0.007290) < 1e-6);
	events[0] = events[1] = events[2] = 10;
	comparison_groups_trend(events, people, 3, &r);
	assert_int_equal(r.status, METHOD_ALL_EQUAL);
	comparison_groups_trend(events, people, 1, &r);
	assert_int_equal(r.status, METHOD_TOO_FEW);
}

static int64_t
draw(int64_t most)
{
	return most == 0 ? 0 : rand() % (most + 1);
}

static void
draw_strata(struct two_groups *strata, struct two_groups *swapped, size_t count)
{
	size_t i;

	for (i = 0; i < count; i++) {
		strata[i].size1 = 1 + draw(50);
		strata[i].size2 = 1 + draw(50);
		strata[i].events1 = draw(strata[i].size1);
		strata[i].events2 = draw(strata[i].size2);
		swapped[count - 1 - i] = two_groups_swapped(&strata[i]);
	}
}

/* Swapped groups, strata the other way round: signs change to the last bit,
 * the test is the same; the parts are the whole. */
static void
test_swapped(void **state)
{
	struct two_groups strata[STRATA_MAX], swapped[STRATA_MAX];
	struct comparison_result a[STATISTICS], b[STATISTICS];
	long i, count;

	(void)state;
	srand(5);
	for (i = 0; i < rounds(500); i++) {
		count = 1 + draw(STRATA_MAX - 1);
		draw_strata(strata, swapped, (size_t)count);
		compare(&usual, strata, (size_t)count, a);
		compare(&usual, swapped, (size_t)count, b);
		assert_true(a[STATISTIC_DIFFERENCE].value ==
			    -b[STATISTIC_DIFFERENCE].value);
		assert_true(a[STATISTIC_DIFFERENCE].lower ==
			    -b[STATISTIC_DIFFERENCE].upper);
		assert_true(a[STATISTIC_COMPOSITION_PART].value ==
			    -b[STATISTIC_COMPOSITION_PART].value);
		assert_true(a[STATISTIC_RATE_PART].value ==
			    -b[STATISTIC_RATE_PART].value);
		assert_int_equal(
		    a[STATISTIC_P_VALUE].status, b[STATISTIC_P_VALUE].status);
		assert_true(
		    a[STATISTIC_P_VALUE].value == b[STATISTIC_P_VALUE].value);
		assert_true(fabs(a[STATISTIC_COMPOSITION_PART].value +
				 a[STATISTIC_RATE_PART].value -
				 a[STATISTIC_DIFFERENCE].value) < 1e-12);
		if (a[STATISTIC_COMMON_ODDS_RATIO].status == METHOD_OK)
			assert_true(
			    fabs(a[STATISTIC_COMMON_ODDS_RATIO].value *
				     b[STATISTIC_COMMON_ODDS_RATIO].value -
				 1) < 0.011); /* of three digits each */
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_destinations),
		cmocka_unit_test(test_newcombe),
		cmocka_unit_test(test_departments),
		cmocka_unit_test(test_parts_by_hand),
		cmocka_unit_test(test_reasons),
		cmocka_unit_test(test_trend),
		cmocka_unit_test(test_swapped),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
