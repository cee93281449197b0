/* adjust: against R; order, ties, corners */
#include "unit.h"

#include "chaos.h"
#include "relative.h"
#include "statistics/adjust.h"

/* golden/stats/p_adjust.csv: p.adjust of R 4.2.2; the columns in the order of
 * enum adjust_method */
static const struct {
	double p, adjusted[ADJUST_METHODS];
} rows[] = {
	{ 0.0001, { 0.0012, 0.0012, 0.0012, 0.0012, 0.00372385281385281 } },
	{ 0.004, { 0.048, 0.044, 0.044, 0.024, 0.0744770562770563 } },
	{ 0.0095, { 0.114, 0.095, 0.095, 0.038, 0.117922005772006 } },
	{ 0.02, { 0.24, 0.18, 0.18, 0.06, 0.186192640692641 } },
	{ 0.03, { 0.36, 0.24, 0.24, 0.072, 0.223431168831169 } },
	{ 0.04, { 0.48, 0.28, 0.25, 0.075, 0.232740800865801 } },
	{ 0.045, { 0.54, 0.28, 0.25, 0.075, 0.232740800865801 } },
	{ 0.05, { 0.6, 0.28, 0.25, 0.075, 0.232740800865801 } },
	{ 0.2, { 1, 0.8, 0.8, 0.266666666666667, 0.827522847522848 } },
	{ 0.3, { 1, 0.9, 0.9, 0.36, 1 } },
	{ 0.9, { 1, 1, 1, 0.981818181818182, 1 } },
	{ 1, { 1, 1, 1, 1, 1 } },
};

static void
test_others(void **state)
{
	double p[COUNT_OF(rows)], adjusted[COUNT_OF(rows)];
	size_t i, m;

	(void)state;
	for (i = 0; i < COUNT_OF(rows); i++)
		p[i] = rows[i].p;
	for (m = 0; m < ADJUST_METHODS; m++) {
		assert_int_equal(adjust_p_values((enum adjust_method)m, p,
				     COUNT_OF(p), adjusted),
		    METHOD_OK);
		for (i = 0; i < COUNT_OF(rows); i++)
			assert_relative(
			    adjusted[i], rows[i].adjusted[m], 1e-12);
	}
}

/* All equal to p: Bonferroni and Holm m p, the others p (Yekutieli times
 * 1 + 1/2 + 1/3 + 1/4 = 25/12). */
static void
test_equal(void **state)
{
	static const double expected[] = { 0.08, 0.08, 0.02, 0.02, 0.5 / 12 };
	double p[4];
	size_t i, m;

	(void)state;
	for (m = 0; m < ADJUST_METHODS; m++) {
		for (i = 0; i < COUNT_OF(p); i++)
			p[i] = 0.02;
		assert_int_equal(
		    adjust_p_values((enum adjust_method)m, p, 4, p), METHOD_OK);
		for (i = 0; i < COUNT_OF(p); i++)
			assert_relative(p[i], expected[m], 1e-15);
	}
}

/* 0 stays 0 and 1 stays 1; a family of one is not adjusted. */
static void
test_ends(void **state)
{
	double p[3], one;
	size_t m;

	(void)state;
	for (m = 0; m < ADJUST_METHODS; m++) {
		p[0] = 1;
		p[1] = 0;
		p[2] = 1;
		one = 0.3;
		assert_int_equal(
		    adjust_p_values((enum adjust_method)m, p, 3, p), METHOD_OK);
		assert_true(p[0] == 1 && p[1] == 0 && p[2] == 1);
		assert_int_equal(
		    adjust_p_values((enum adjust_method)m, &one, 1, &one),
		    METHOD_OK);
		assert_true(one == 0.3);
	}
}

/* Adjusted values keep the order of the values, are not below them and at most
 * 1; moved about they are the same bits. */
static void
assert_properties(enum adjust_method method, const double *p, size_t count)
{
	double adjusted[40], turned[40], moved[40];
	size_t i, j;

	assert_int_equal(
	    adjust_p_values(method, p, count, adjusted), METHOD_OK);
	for (i = 0; i < count; i++)
		turned[i] = p[(i * 7 + 3) % count];
	assert_int_equal(
	    adjust_p_values(method, turned, count, moved), METHOD_OK);
	for (i = 0; i < count; i++) {
		assert_true(p[i] <= adjusted[i] && adjusted[i] <= 1);
		assert_true(moved[i] == adjusted[(i * 7 + 3) % count]);
		for (j = 0; j < count; j++) {
			assert_true(p[i] != p[j] || adjusted[i] == adjusted[j]);
			assert_true(p[i] > p[j] || adjusted[i] <= adjusted[j]);
		}
	}
}

static void
test_properties(void **state)
{
	uint64_t seed = 10;
	double p[40];
	size_t i, m;

	(void)state;
	for (long k = 0; k < rounds(200); k++) {
		for (i = 0; i < COUNT_OF(p); i++)
			p[i] = (double)draw(&seed, k % 2 == 0 ? 10 : 100000) /
			       (k % 2 == 0 ? 30 : 1e6);
		for (m = 0; m < ADJUST_METHODS; m++)
			assert_properties((enum adjust_method)m, p, 40);
	}
}

static void
test_names(void **state)
{
	static const char *const names[] = { "bonferroni", "holm", "hochberg",
		"benjamini_hochberg", "benjamini_yekutieli" };
	enum adjust_method method;
	size_t m;

	(void)state;
	for (m = 0; m < ADJUST_METHODS; m++) {
		assert_int_equal(adjust_method_find(names[m], &method), 0);
		assert_string_equal(adjust_method_name(method), names[m]);
		assert_int_equal(method, m);
	}
	assert_int_equal(adjust_method_find("BH", &method), -1);
}

static void
test_statuses(void **state)
{
	static const double wrong[] = { -1e-9, 1.000001, NAN, INFINITY };
	double p[2] = { 0.5, 0 };
	enum method_status s;
	size_t i;

	(void)state;
	assert_int_equal(adjust_p_values(ADJUST_HOLM, p, 0, p), METHOD_TOO_FEW);
	for (i = 0; i < COUNT_OF(wrong); i++) {
		p[1] = wrong[i];
		assert_int_equal(
		    adjust_p_values(ADJUST_HOLM, p, 2, p), METHOD_NOT_FINITE);
		assert_true(p[0] == 0.5);
	}
	p[1] = 0.1;
	chaos_start(1);
	s = adjust_p_values(ADJUST_HOLM, p, 2, p);
	chaos_stop();
	assert_int_equal(s, METHOD_NO_MEMORY);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_others),
		cmocka_unit_test(test_equal),
		cmocka_unit_test(test_ends),
		cmocka_unit_test(test_properties),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_statuses),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
