/* robust: MASS rlm on its examples, an outlier, corners */
#include "unit.h"

#include <math.h>

#include "chaos.h"
#include "statistics/robust.h"

/* R datasets::stackloss (Brownlee 1965) */
static const double air[] = { 80, 80, 75, 62, 62, 62, 62, 62, 58, 58, 58, 58,
	58, 58, 50, 50, 50, 50, 50, 56, 70 };
static const double water[] = { 27, 27, 25, 24, 22, 23, 24, 24, 23, 18, 18, 17,
	18, 19, 18, 18, 19, 19, 20, 20, 20 };
static const double acid[] = { 89, 88, 90, 87, 87, 87, 93, 93, 87, 80, 89, 88,
	82, 93, 89, 86, 72, 79, 80, 82, 91 };
static const double loss[] = { 42, 37, 37, 28, 18, 18, 19, 20, 15, 14, 14, 13,
	11, 12, 8, 7, 8, 8, 9, 15, 15 };
static const double *const columns[] = { air, water, acid };
static const struct linear_model stackloss = {
	.x = columns, .columns = 3, .y = loss, .n = 21
};

static void
near(double found, double expected, double tolerance)
{
	if (!(fabs(found - expected) <= tolerance * fabs(expected)))
		fail_msg("%.17g, not %.17g", found, expected);
}

/*
 * MASS 7.3.58.2, rlm(stack.loss ~ ., stackloss); standard errors as
 * tests/Examples/MASS-Ex.Rout.save of MASS prints them, 4 decimals.
 */
static void
test_huber(void **state)
{
	static const double estimates[] = { -41.0265310522329,
		0.829373868887715, 0.926108184089072, -0.127849160311597 };
	static const double errors[] = { 9.8073, 0.1112, 0.3034, 0.1289 };
	static const double values[] = { -4.1832, 7.4597, 3.0524, -0.9922 };
	struct robust fit;

	(void)state;
	assert_int_equal(
	    robust_fit(&stackloss, ROBUST_HUBER, 0, &fit), METHOD_OK);
	assert_int_equal(fit.count, 4);
	near(fit.scale, 2.44071379481484, 1e-12);
	for (size_t j = 0; j < 4; j++) {
		near(fit.terms[j].estimate, estimates[j], 1e-12);
		assert_true(fabs(fit.terms[j].se - errors[j]) <= 5.1e-5);
		assert_true(fabs(fit.terms[j].t - values[j]) <= 5.1e-5);
	}
	robust_clear(&fit);
}

/* The same with psi = psi.bisquare: "Converged in 11 iterations". */
static void
test_bisquare(void **state)
{
	static const double estimates[] = { -42.285253687792, 0.927547095494832,
		0.650732217280383, -0.112331031886258 };
	struct robust fit;

	(void)state;
	assert_int_equal(
	    robust_fit(&stackloss, ROBUST_BISQUARE, 0, &fit), METHOD_OK);
	assert_int_equal(fit.steps, 11);
	near(fit.scale, 2.28188587956494, 1e-12);
	for (size_t j = 0; j < 4; j++)
		near(fit.terms[j].estimate, estimates[j], 1e-12);
	robust_clear(&fit);
	assert_int_equal(robust_fit(&stackloss, ROBUST_BISQUARE, 10, &fit),
	    METHOD_NO_CONVERGENCE);
	assert_null(fit.terms);
}

/*
 * MASS phones (Rousseeuw and Leroy 1987, table 2.1): calls in millions,
 * Belgium; from 1964 to 1969 another unit was counted.  summary(rlm(calls ~
 * year, data = phones, maxit = 50)) in tests/Examples/MASS-Ex.Rout.save.
 */
static void
test_phones(void **state)
{
	static const double calls[] = { 4.4, 4.7, 4.7, 5.9, 6.6, 7.3, 8.1, 8.8,
		10.6, 12.0, 13.5, 14.9, 16.1, 21.2, 119, 124, 142, 159, 182,
		212, 43, 24, 27, 29 };
	double year[24];
	const double *column = year;
	struct linear_model m = {
		.x = &column, .columns = 1, .y = calls, .n = 24
	};
	struct robust fit;

	(void)state;
	for (int i = 0; i < 24; i++)
		year[i] = 50 + i;
	assert_int_equal(
	    robust_fit(&m, ROBUST_HUBER, 0, &fit), METHOD_NO_CONVERGENCE);
	assert_int_equal(robust_fit(&m, ROBUST_HUBER, 50, &fit), METHOD_OK);
	near(fit.terms[0].estimate, -102.6222, 5e-7);
	near(fit.terms[1].estimate, 2.0414, 3e-5);
	near(fit.terms[0].se, 26.6082, 2e-6);
	near(fit.terms[1].se, 0.4299, 1.2e-4);
	near(fit.scale, 9.032, 6e-5);
	robust_clear(&fit);
}

/* Six of seven values on y = 2x + 1: the bisquare line is that line. */
static void
test_outlier(void **state)
{
	static const double x[] = { 1, 2, 3, 4, 5, 6, 7 };
	static const double y[] = { 3, 5, 7, 90, 11, 13, 15 };
	const double *column = x;
	struct linear_model m = { .x = &column, .columns = 1, .y = y, .n = 7 };
	struct robust fit;

	(void)state;
	assert_int_equal(robust_fit(&m, ROBUST_BISQUARE, 0, &fit), METHOD_OK);
	near(fit.terms[0].estimate, 1, 1e-12);
	near(fit.terms[1].estimate, 2, 1e-12);
	assert_true(fit.scale == 0 && fit.terms[1].se == 0);
	robust_clear(&fit);
}

static void
test_corners(void **state)
{
	static const double x[] = { 1, 2, 3, 4 }, line[] = { 2, 4, 6, 8 };
	static const double same[] = { 7, 7, 7, 7 };
	static const double gap[] = { 2, NAN, 6, 8 };
	const double *column = x;
	struct linear_model m = { .x = &column, .columns = 1, .y = line };
	struct robust fit;

	(void)state;
	for (m.n = 0; m.n <= 2; m.n++)
		assert_int_equal(
		    robust_fit(&m, ROBUST_HUBER, 0, &fit), METHOD_TOO_FEW);
	for (m.n = 3; m.n <= 4; m.n++) {
		assert_int_equal(
		    robust_fit(&m, ROBUST_HUBER, 0, &fit), METHOD_OK);
		near(fit.terms[1].estimate, 2, 1e-15);
		assert_true(fit.terms[1].se == 0 && isinf(fit.terms[1].t));
		assert_int_equal(fit.steps, 0);
		robust_clear(&fit);
	}
	m.n = 4;
	m.y = same;
	assert_int_equal(
	    robust_fit(&m, ROBUST_HUBER, 0, &fit), METHOD_ALL_EQUAL);
	m.y = gap;
	assert_int_equal(
	    robust_fit(&m, ROBUST_HUBER, 0, &fit), METHOD_NOT_FINITE);
	m.y = line;
	column = same;
	assert_int_equal(
	    robust_fit(&m, ROBUST_HUBER, 0, &fit), METHOD_COLLINEAR);
}

static void
test_memory(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct robust fit;
		chaos_start(n);
		enum method_status status =
		    robust_fit(&stackloss, ROBUST_HUBER, 0, &fit);
		chaos_stop();
		assert_int_equal(
		    status, chaos_failed() ? METHOD_NO_MEMORY : METHOD_OK);
		robust_clear(&fit);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_huber),
		cmocka_unit_test(test_bisquare),
		cmocka_unit_test(test_phones),
		cmocka_unit_test(test_outlier),
		cmocka_unit_test(test_corners),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
