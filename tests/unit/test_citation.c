/* test_citation - what methods are called, and their sources */
#include "unit.h"

#include <ctype.h>

#include "measure/statistic.h"
#include "report/citation.h"
#include "statistics/proportion.h"

/* The first year of a text. */
static int
year_of(const char *text)
{
	for (; *text != '\0'; text++)
		if (isdigit((unsigned char)text[0]) &&
		    strspn(text, "0123456789") == 4)
			return atoi(text);
	return 0;
}

static void
check(const char *name)
{
	const struct citation *m = citation_find(name);

	if (m == NULL)
		fail_msg("%s: no method", name);
	assert_string_equal(m->method, name);
	if (year_of(m->author) == 0)
		fail_msg("%s: no year in \"%s\"", name, m->author);
	assert_int_equal(year_of(m->author), year_of(m->source));
	assert_true(*m->title != '\0');
}

/* Those that a comparison has where its definition says nothing. */
static void
test_statistics(void **state)
{
	int i;

	(void)state;
	for (i = 0; i < STATISTICS; i++)
		if (!statistic_of_series((enum statistic)i))
			check(statistic_method((enum statistic)i));
}

static void
test_chosen(void **state)
{
	static const char *const names[] = { "miettinen_nurminen", "mee",
		"koopman", "pearson", "benjamini_yekutieli", "holm", "hochberg",
		"bonferroni", "funnel_exact", "funnel_score",
		"funnel_multiplicative", "funnel_additive", "dersimonian_laird",
		"paule_mandel", "byar", "exact_poisson", "huber", "sen",
		"mann_kendall", "sup_f", "log_linear", "woolf_corrected" };
	size_t i;
	int k;

	(void)state;
	for (i = 0; i < COUNT_OF(names); i++)
		check(names[i]);
	for (k = 0; k < PROPORTION_METHODS; k++)
		check(proportion_method_name((enum proportion_method)k));
}

/* A count needs none. */
static void
test_none(void **state)
{
	(void)state;
	assert_null(citation_find("count"));
	assert_null(citation_find(""));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_statistics),
		cmocka_unit_test(test_chosen),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
