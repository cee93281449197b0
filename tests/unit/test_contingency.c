/* contingency: against other programs; order, corners, failures */
#include "unit.h"

#include "chaos.h"
#include "relative.h"
#include "statistics/contingency.h"

/* golden/stats/prop_test_fisher.csv: prop.test of R 4.2.2 */
static const struct {
	int64_t cells[4];
	double corrected, p_corrected, statistic, p;
} rows[] = {
	{ { 56, 14, 48, 32 }, 6.11427041029623, 0.0134094751786689,
	    7.02341137123746, 0.00804508136819656 },
	{ { 9, 1, 3, 7 }, 5.20833333333333, 0.0224788733661252, 7.5,
	    0.00616989932054415 },
	{ { 450, 50, 400, 100 }, 18.8313725490196, 1.42798859193141e-05,
	    19.6078431372549, 9.50780953767246e-06 },
	{ { 83, 7, 4, 82 }, 131.436105830022, 1.98770239904236e-30,
	    134.916658640746, 3.44322721530209e-31 },
};

/* Smokers among lung cancer patients, Fleiss (1981), in R's prop.test */
static const int64_t smokers[] = { 83, 90, 129, 70 };
static const int64_t patients[] = { 86, 93, 136, 82 };

static void
test_others(void **state)
{
	struct chi_square t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++) {
		assert_int_equal(
		    contingency_pearson(rows[i].cells, 2, 2, true, &t),
		    METHOD_OK);
		assert_relative(t.statistic, rows[i].corrected, 1e-12);
		assert_relative(t.p_value, rows[i].p_corrected, 1e-12);
		assert_int_equal(
		    contingency_pearson(rows[i].cells, 2, 2, false, &t),
		    METHOD_OK);
		assert_relative(t.statistic, rows[i].statistic, 1e-12);
		assert_relative(t.p_value, rows[i].p, 1e-12);
		assert_int_equal(t.freedom, 1);
	}
}

/* Parties of men and women, Agresti (2007) p. 39: R's chisq.test prints
 * X-squared = 30.07, df = 2, p-value = 2.954e-07.  Smokers: its prop.test
 * prints 12.6, 3, 0.005585.  The digits: Python, mpmath 1.3. */
static void
test_larger(void **state)
{
	static const int64_t parties[] = { 762, 327, 468, 484, 239, 477 };
	static const int64_t lung[] = { 83, 3, 90, 3, 129, 7, 70, 12 };
	struct chi_square t;

	(void)state;
	assert_int_equal(
	    contingency_pearson(parties, 2, 3, true, &t), METHOD_OK);
	assert_relative(t.statistic, 30.070149095754672, 1e-13);
	assert_int_equal(t.freedom, 2);
	assert_relative(t.p_value, 2.953589183211758e-7, 1e-12);
	assert_int_equal(contingency_pearson(lung, 4, 2, true, &t), METHOD_OK);
	assert_relative(t.statistic, 12.600411297127633, 1e-13);
	assert_int_equal(t.freedom, 3);
	assert_relative(t.p_value, 0.0055854766616270413, 1e-12);
}

/* 10^9 in each row, 10^5 people apart, by exact fractions; 2^53 in all. */
static void
test_large(void **state)
{
	static const int64_t many[] = { 400000000, 600000000, 399900000,
		600100000 };
	static const int64_t most[] = { COUNT_MAX - 3, 1, 1, 1 };
	static const int64_t more[] = { COUNT_MAX, 0, 0, 1 };
	struct chi_square t;

	(void)state;
	assert_int_equal(contingency_pearson(many, 2, 2, false, &t), METHOD_OK);
	assert_relative(t.statistic, 20.834201642091354, 1e-13);
	assert_int_equal(contingency_pearson(most, 2, 2, true, &t), METHOD_OK);
	assert_true(isfinite(t.statistic) && t.p_value >= 0);
	assert_int_equal(
	    contingency_pearson(more, 2, 2, true, &t), METHOD_TOO_LARGE);
}

/* No difference at all, and one of less than Yates' half. */
static void
test_equal(void **state)
{
	static const int64_t same[] = { 10, 20, 5, 10 };
	static const int64_t near[] = { 2, 2, 2, 3 };
	struct chi_square t;

	(void)state;
	assert_int_equal(contingency_pearson(same, 2, 2, false, &t), METHOD_OK);
	assert_true(t.statistic == 0 && t.p_value == 1);
	assert_int_equal(contingency_pearson(near, 2, 2, true, &t), METHOD_OK);
	assert_true(t.statistic == 0 && t.p_value == 1);
}

/* R's prop.trend.test prints X-squared = 8.225, p-value = 0.004132, with the
 * scores 0, 0, 0, 1 12.173 and 0.0004848. */
static void
test_trend(void **state)
{
	static const double scores[] = { 0, 0, 0, 1 };
	struct trend t;

	(void)state;
	assert_int_equal(
	    contingency_cochran_armitage(smokers, patients, NULL, 4, &t),
	    METHOD_OK);
	assert_relative(t.z, -2.8679125309530759, 1e-13);
	assert_relative(t.chi_square.statistic, 8.2249222851976772, 1e-13);
	assert_relative(t.chi_square.p_value, 0.0041318974776415652, 1e-12);
	assert_int_equal(t.chi_square.freedom, 1);
	assert_int_equal(
	    contingency_cochran_armitage(smokers, patients, scores, 4, &t),
	    METHOD_OK);
	assert_relative(t.chi_square.statistic, 12.173146220740241, 1e-13);
	assert_relative(t.chi_square.p_value, 0.0004848245934416773, 1e-12);
}

/* Of two groups the trend is Pearson's test, whatever the scores. */
static void
test_trend_of_two(void **state)
{
	static const double scores[] = { 2019, 2024 };
	struct trend t;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++) {
		const int64_t *c = rows[i].cells;
		int64_t events[] = { c[0], c[2] };
		int64_t sizes[] = { c[0] + c[1], c[2] + c[3] };

		assert_int_equal(
		    contingency_cochran_armitage(events, sizes, scores, 2, &t),
		    METHOD_OK);
		assert_relative(
		    t.chi_square.statistic, rows[i].statistic, 1e-12);
		assert_true(t.z < 0);
	}
}

/* Shuffled groups, and an empty one between them, change no bit. */
static void
test_order(void **state)
{
	static const double scores[] = { 1, 2, 3, 4 };
	static const double shuffled[] = { 3, 1, NAN, 4, 2 };
	static const int64_t events[] = { 129, 83, 0, 70, 90 };
	static const int64_t sizes[] = { 136, 86, 0, 82, 93 };
	static const int64_t cells[] = { 762, 327, 468, 484, 239, 477 };
	static const int64_t turned[] = { 239, 327, 484, 762, 477, 468 };
	struct chi_square c, d;
	struct trend a, b;

	(void)state;
	assert_int_equal(
	    contingency_cochran_armitage(smokers, patients, scores, 4, &a),
	    METHOD_OK);
	assert_int_equal(
	    contingency_cochran_armitage(events, sizes, shuffled, 5, &b),
	    METHOD_OK);
	assert_true(a.z == b.z);
	assert_int_equal(contingency_pearson(cells, 2, 3, true, &c), METHOD_OK);
	assert_int_equal(
	    contingency_pearson(turned, 3, 2, true, &d), METHOD_OK);
	assert_true(c.statistic == d.statistic && c.p_value == d.p_value);
}

static void
test_statuses(void **state)
{
	static const int64_t row[] = { 0, 0, 1, 2 }, first[] = { 0, 1, 0, 2 };
	static const int64_t second[] = { 1, 0, 2, 0 },
			     minus[] = { 1, 2, -1, 2 };
	static const int64_t third[] = { 1, 2, 0, 3, 4, 0 };
	static const int64_t huge[] = { INT64_MAX, INT64_MAX, 1, 1 };
	struct chi_square t;

	(void)state;
	assert_int_equal(
	    contingency_pearson(row, 2, 2, true, &t), METHOD_ZERO_DENOMINATOR);
	assert_int_equal(
	    contingency_pearson(first, 2, 2, true, &t), METHOD_NO_EVENTS);
	assert_int_equal(
	    contingency_pearson(second, 2, 2, true, &t), METHOD_ALL_EQUAL);
	assert_int_equal(
	    contingency_pearson(third, 2, 3, true, &t), METHOD_NO_EVENTS);
	assert_int_equal(
	    contingency_pearson(minus, 2, 2, true, &t), METHOD_NEGATIVE_COUNT);
	assert_int_equal(
	    contingency_pearson(huge, 2, 2, true, &t), METHOD_TOO_LARGE);
	assert_int_equal(
	    contingency_pearson(row, 1, 4, true, &t), METHOD_TOO_FEW);
	assert_int_equal(
	    contingency_pearson(row, SIZE_MAX, 2, true, &t), METHOD_TOO_LARGE);
}

static void
assert_trend(int64_t x1, int64_t n1, int64_t x2, int64_t n2, double score,
    enum method_status expected)
{
	int64_t events[] = { x1, x2, 0 }, sizes[] = { n1, n2, 0 };
	double scores[] = { 1, score, 5 };
	struct trend t;

	assert_int_equal(
	    contingency_cochran_armitage(events, sizes, scores, 3, &t),
	    expected);
}

static void
test_trend_statuses(void **state)
{
	(void)state;
	assert_trend(1, 2, 2, 3, 2, METHOD_OK);
	assert_trend(-1, 2, 2, 3, 2, METHOD_NEGATIVE_COUNT);
	assert_trend(3, 2, 2, 3, 2, METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_trend(1, 0, 2, 3, 2, METHOD_NUMERATOR_ABOVE_DENOMINATOR);
	assert_trend(1, COUNT_MAX, 2, 3, 2, METHOD_TOO_LARGE);
	assert_trend(0, 0, 2, 3, 2, METHOD_TOO_FEW);
	assert_trend(0, 2, 0, 3, 2, METHOD_NO_EVENTS);
	assert_trend(2, 2, 3, 3, 2, METHOD_ALL_EQUAL);
	assert_trend(1, 2, 2, 3, 1, METHOD_ALL_EQUAL);
	assert_trend(1, 2, 2, 3, NAN, METHOD_NOT_FINITE);
	assert_trend(1, 2, 2, 3, -1.7e308, METHOD_NOT_FINITE);
	assert_trend(1, 2, 2, 3, 1e300, METHOD_NOT_FINITE);
	assert_trend(1, 1000000000, 2, 1000000000, 2, METHOD_OK);
}

static void
test_memory(void **state)
{
	enum method_status s = METHOD_NO_MEMORY;
	struct chi_square t;

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		s = contingency_pearson(rows[0].cells, 2, 2, true, &t);
		chaos_stop();
		assert_int_equal(
		    s, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_larger),
		cmocka_unit_test(test_large),
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_trend),
		cmocka_unit_test(test_trend_of_two),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_statuses),
		cmocka_unit_test(test_trend_statuses),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
