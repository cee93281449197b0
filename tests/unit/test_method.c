/* method: the registry holds what its header promises */
#include "unit.h"

#include <math.h>
#include <string.h>

#include "measure/method.h"

static void
test_names(void **state)
{
	const struct method *m;
	size_t i;

	(void)state;
	for (i = 0; (m = method_at(i)) != NULL; i++)
		assert_ptr_equal(method_find(m->name), m);
	assert_true(i > 0);
	assert_null(method_find("wald"));
	assert_null(method_find(""));
}

static void
test_settings(void **state)
{
	const struct method_setting *s;
	const struct method *m;
	size_t i, j;

	(void)state;
	for (i = 0; (m = method_at(i)) != NULL; i++) {
		assert_true(m->setting_count <= METHOD_SETTINGS_MAX);
		for (j = 0; j < m->setting_count; j++) {
			s = &m->settings[j];
			assert_int_equal(
			    s->texts != NULL, s->kind == METHOD_SETTING_TEXT);
			if (s->kind == METHOD_SETTING_NUMBER ||
			    s->kind == METHOD_SETTING_WHOLE)
				assert_true(isnan(s->fallback) ||
					    s->fallback == 0 ||
					    (s->fallback >= s->minimum &&
						s->fallback <= s->maximum));
		}
	}
}

static void
test_inputs(void **state)
{
	const struct method *m;
	size_t i, j;

	(void)state;
	for (i = 0; (m = method_at(i)) != NULL; i++) {
		assert_true(m->input_count > 0 && m->statistic_count > 0);
		assert_true(m->spare <= m->statistic_count);
		for (j = 0; j + 1 < m->input_count; j++)
			assert_false(m->inputs[j].several);
	}
}

/* x, x^2, x^3 of two columns, with and without intercept. */
static void
test_terms(void **state)
{
	double settings[] = { 3, 1 };

	(void)state;
	assert_int_equal(method_terms(2, settings), 7);
	settings[METHOD_MODEL_INTERCEPT] = 0;
	assert_int_equal(method_terms(2, settings), 6);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_inputs),
		cmocka_unit_test(test_terms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
