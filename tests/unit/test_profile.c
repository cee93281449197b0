#include "unit.h"

#include "chaos.h"
#include "sniff/profile.h"

/* A column of these cells. */
static struct profile *
fill(struct profiles *p, const char *const *cells, size_t count)
{
	assert_int_equal(profiles_init(p, 1, NULL), 0);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(
		    profiles_add(p, 0, cells[i], strlen(cells[i]), NULL), 0);
	assert_int_equal(profiles_settle(p, NULL), 0);
	return &p->columns[0];
}

static void
counts_types(void **state)
{
	static const char *const cells[] = { "12", " 1 234,5 ", "01.02.2022",
		"да", "", "н/д", "х", "-", "2022", "112-233-445 95" };
	struct profiles p;
	struct profile *c = fill(&p, cells, COUNT_OF(cells));

	(void)state;
	assert_int_equal(c->cells, 10);
	assert_int_equal(c->values, 6);
	assert_int_equal(c->marks[PROFILE_MISSING], 2);
	assert_int_equal(c->marks[PROFILE_NOT_APPLICABLE], 1);
	assert_int_equal(c->marks[PROFILE_ZERO], 1);
	assert_int_equal(c->matches[PROFILE_INTEGER], 2);
	assert_int_equal(c->matches[PROFILE_NUMBER], 3);
	assert_int_equal(c->matches[PROFILE_DATE], 1);
	assert_int_equal(c->matches[PROFILE_BOOLEAN], 1);
	assert_int_equal(c->matches[PROFILE_YEAR], 1);
	assert_int_equal(c->matches[PROFILE_SNILS], 1);
	assert_true(c->minimum >= 12 && c->minimum <= 12);
	assert_true(c->fractions);
	assert_false(c->negatives);
	assert_int_equal(distinct_count(&c->distinct), 6);
	assert_int_equal(c->example_count, PROFILE_EXAMPLES);
	assert_string_equal(c->examples[1], "1 234,5");
	profiles_clear(&p);
}

/* "1,234" is a whole number only where commas stand between thousands. */
static void
open_numbers(void **state)
{
	static const char *const groups[] = { "1,234", "1,234,567", "12" };
	static const char *const decimals[] = { "1,234", "2,5", "12" };
	struct profiles p;
	struct profile *c;

	(void)state;
	c = fill(&p, groups, COUNT_OF(groups));
	assert_int_equal(c->matches[PROFILE_INTEGER], 3);
	profiles_clear(&p);
	c = fill(&p, decimals, COUNT_OF(decimals));
	assert_int_equal(c->matches[PROFILE_INTEGER], 1);
	assert_int_equal(c->matches[PROFILE_NUMBER], 3);
	profiles_clear(&p);
}

/* 03/04/2022 is a day only if another one says which part is the month. */
static void
open_dates(void **state)
{
	static const char *const open[] = { "03/04/2022", "05/06/2022" };
	static const char *const proved[] = { "03/04/2022", "25/06/2022" };
	struct profiles p;

	(void)state;
	assert_int_equal(
	    fill(&p, open, COUNT_OF(open))->matches[PROFILE_DATE], 0);
	profiles_clear(&p);
	assert_int_equal(
	    fill(&p, proved, COUNT_OF(proved))->matches[PROFILE_DATE], 2);
	profiles_clear(&p);
}

static void
forms(void **state)
{
	static const char *const names[] = { "Иванова Анна Петровна",
		"Салимов Рашид Ильдар оглы", "Ким Пак Ын",
		"Средняя школа № 5" };
	static const char *const codes[] = { "0012", "0100", "7", "0" };
	struct profiles p;
	struct profile *c = fill(&p, names, COUNT_OF(names));

	(void)state;
	assert_int_equal(c->names, 2);
	assert_int_equal(c->organisations, 1);
	assert_int_equal(c->words, 3);
	profiles_clear(&p);
	c = fill(&p, codes, COUNT_OF(codes));
	assert_int_equal(c->digits, 4);
	assert_int_equal(c->zeros, 2);
	assert_int_equal(c->shortest, 1);
	assert_int_equal(c->longest, 4);
	profiles_clear(&p);
}

/* Texts among numbers are counted one by one, up to a limit. */
static void
strays(void **state)
{
	struct profiles p;
	char text[8] = "a";

	(void)state;
	assert_int_equal(profiles_init(&p, 1, NULL), 0);
	for (int i = 0; i < 2 * (PROFILE_STRAYS + 2); i++) {
		text[0] = (char)('a' + i / 2);
		assert_int_equal(profiles_add(&p, 0, text, 1, NULL), 0);
	}
	assert_int_equal(p.columns[0].stray_count, PROFILE_STRAYS);
	assert_int_equal(p.columns[0].strays[0].count, 2);
	assert_int_equal(p.columns[0].strays_lost, 4);
	profiles_clear(&p);
}

static void
memory_ends(void **state)
{
	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		struct profiles p;
		int status;

		chaos_start(n);
		status = profiles_init(&p, 2, &f);
		if (status == 0)
			status = profiles_add(&p, 1, "12", 2, &f);
		if (status == 0)
			status = profiles_settle(&p, &f);
		chaos_stop();
		assert_int_equal(
		    f.status, status == -1 ? FAIL_SYSTEM : FAIL_NONE);
		profiles_clear(&p);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(counts_types),
		cmocka_unit_test(open_numbers),
		cmocka_unit_test(open_dates),
		cmocka_unit_test(forms),
		cmocka_unit_test(strays),
		cmocka_unit_test(memory_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
