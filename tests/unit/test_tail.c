/* tail: p-values against mpmath, at the ends */
#include "unit.h"

#include <float.h>
#include <math.h>

#include "statistics/tail.h"

static void
near(double found, double expected)
{
	if (!(fabs(found - expected) <= 1e-15 * fabs(expected)))
		fail_msg("%.17g, not %.17g", found, expected);
}

/* mpmath 1.2.1, 40 digits: betainc(df2/2, df1/2, 0, df2/(df2 + df1 f),
 * regularized=True) of the doubles given */
static void
test_f(void **state)
{
	static const struct {
		double f, df1, df2, p;
	} table[] = {
		{ 2162.43954511489, 10, 71, 5.1434584383514946e-84 },
		{ 330.285339234588, 6, 9, 4.9840305287248105e-10 },
		{ 0.006755244582401224, 5, 15, 0.99998618408960663 },
		{ 3, 2, 5, 0.13929749224447151 },
		{ 0.001, 3, 1000, 0.99995630475395047 },
		{ 1.5, 5, 100000, 0.18604067310508146 },
		{ 1, 1, 1, 0.5 },
		{ 4, 1, 1000000000.0, 0.045500264166313247 },
		{ 185330865.995752, 2, 37, 3.0594453828579732e-130 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(table); i++)
		near(
		    tail_f(table[i].f, table[i].df1, table[i].df2), table[i].p);
	assert_true(tail_f(0, 3, 4) == 1);
	assert_true(tail_f(INFINITY, 3, 4) == 0);
	assert_true(tail_f(DBL_MAX, 3, 400) == 0);
}

/* The same with b = 1/2 at df/(df + t^2); above 10^6 degrees of freedom the
 * density integrated. */
static void
test_student(void **state)
{
	static const struct {
		double t, df, p;
	} table[] = {
		{ 2.1, 1, 0.28292605624301793 },
		{ 2.1, 9, 0.065118282412152042 },
		{ 0.177, 9, 0.86342761980882479 },
		{ 4.1, 9, 0.0026767060812376739 },
		{ 23.28, 29, 2.5797444046806824e-20 },
		{ 1e-09, 5, 0.99999999924078662 },
		{ 4600, 37, 4.0233106660862352e-108 },
		{ 100, 2, 9.9985002499562579e-5 },
		{ 1.96, 100000.0, 0.049998563194301638 },
		{ 1.96, 1000000000.0, 0.049995790573729595 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		near(tail_student(table[i].t, table[i].df), table[i].p);
		near(tail_student(-table[i].t, table[i].df), table[i].p);
	}
	assert_true(tail_student(0, 4) == 1);
	assert_true(tail_student(-(double)INFINITY, 4) == 0);
}

/* mpmath 1.2.1: erfc(z / sqrt(2)) */
static void
test_normal(void **state)
{
	(void)state;
	near(tail_normal(1.96), 0.049995790296440872);
	near(tail_normal(-10), 1.5239706048321052e-23);
	near(tail_normal(1.7675649225078516), 0.077133666501079445);
	near(tail_normal(1.7646255060132177), 0.077626725887839594);
	near(tail_normal(0.3), 0.76417715562209473);
	near(tail_normal(37), 1.1451142445049154e-299);
	assert_true(tail_normal(0) == 1);
	assert_true(tail_normal(-INFINITY) == 0);
	assert_true(tail_normal(1e300) == 0);
	assert_true(tail_normal(INFINITY) == 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_f),
		cmocka_unit_test(test_student),
		cmocka_unit_test(test_normal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
