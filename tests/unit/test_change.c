/* change: each kind of unit, and the identity */
#include "unit.h"

#include "measure/change.h"

static void
test_kinds(void **state)
{
	/* before, after, was in, is in, was anywhere, is anywhere */
	static const struct change_unit units[] = {
		{ 100, 110, true, true, true, true }, /* matched 10 */
		{ 50, 20, true, true, true, true },   /* matched -30 */
		{ 0, 30, false, true, false, true },  /* entrant 30 */
		{ 40, 0, true, false, true, false },  /* leaver -40 */
		{ 0, 7, false, true, true, true },    /* came: 7 */
		{ 25, 0, true, false, true, true },   /* went: -25 */
		{ 0, 0, false, true, false, true },   /* entrant without any */
	};
	struct change c = { 0, 0, 0, 0 };
	struct fail f = FAIL_INIT;
	int64_t before = 0, after = 0;
	size_t i;

	(void)state;
	for (i = 0; i < COUNT_OF(units); i++) {
		assert_int_equal(change_add(&c, &units[i], &f), 0);
		before += units[i].before;
		after += units[i].after;
	}
	assert_int_equal(c.matched, -20);
	assert_int_equal(c.entrants, 30);
	assert_int_equal(c.leavers, -40);
	assert_int_equal(c.reclassified, -18);
	assert_int_equal(c.matched + c.entrants + c.leavers + c.reclassified,
	    after - before);
}

static void
test_too_much(void **state)
{
	static const struct change_unit far = { INT64_MIN, INT64_MAX, true,
		true, true, true },
					most = { 0, INT64_MAX, true, true, true,
						true };
	struct change c = { 0, 0, 0, 0 };
	struct fail f = FAIL_INIT;

	(void)state;
	assert_int_equal(change_add(&c, &far, &f), -1);
	assert_int_equal(f.status, FAIL_DATA);
	assert_int_equal(change_add(&c, &most, &f), 0);
	assert_int_equal(change_add(&c, &most, &f), -1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_too_much),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
