/* break_cells: breaks of a place in a series and in a rate, by hand arithmetic */
#include "unit.h"

#include "measure/breaks.h"
#include "totals_fixture.h"

static const char *const registries[] = { "statistics",
	"level growth_rate increase cagr trend sen_slope break_p_value change",
	"regions", "RU A<RU B<RU B1<B B2<B", NULL };

#define DEFINITION(id, unit, dimensions, more)                                \
	"{\"id\":\"" id "\",\"kind\":\"indicator\",\"version\":\"1\","        \
	"\"title\":{\"ru\":\"С\",\"en\":\"S\"},\"unit\":\"" unit "\","        \
	"\"text\":{\"ru\":\"Т\",\"en\":\"T\"},"                              \
	"\"source\":{\"ru\":\"И\",\"en\":\"S\"},"                            \
	"\"protection\":{\"rule\":\"threshold\"},\"dimensions\":[" dimensions \
	"{\"name\":\"region\",\"registry\":\"regions\"}],"                    \
	"\"breakdowns\":[[],[\"region\"]],"                                   \
	"\"numerator\":{\"dataset\":\"people\",\"measure\":\"n\"}," more "}"
#define SERIES(more)                                                       \
	DEFINITION("people", "person",                                     \
	    "{\"name\":\"statistic\",\"registry\":\"statistics\"},",       \
	    "\"series\":{\"statistics\":[\"level\",\"increase\",\"cagr\"," \
	    "\"sen_slope\",\"break_p_value\",\"change\"]" more "}")
#define RATE                               \
	DEFINITION("share", "percent", "", \
	    "\"denominator\":{\"dataset\":\"people\",\"measure\":\"all\"}")

#define BREAK(period, where)                                                 \
	"{\"kind\":\"breaks\",\"breaks\":[{\"period\":\"" period "\"," where \
	"\"text\":{\"ru\":\"Т\",\"en\":\"Text\"},"                          \
	"\"source\":{\"ru\":\"И\",\"en\":\"Act\"}}]}"

/* A doubles, B falls and rises, B1 is a part of it; 2023 is not there. */
static const struct totals_cube people = { "people", "period region", "n all",
	NULL, "region regions", ". region",
	"2020 A 10 100 - 2020 B1 8 80 - 2020 B2 2 20 - "
	"2021 A 20 100 - 2021 B1 4 80 - 2021 B2 2 20 - "
	"2022 A 40 100 - 2022 B1 8 80 - 2022 B2 4 20 - "
	"2024 A 80 100 - 2024 B1 9 80 - 2024 B2 6 20 - " };

static void
measured(struct totals *t, const char *definition, const struct totals_cube *c,
    const char *declared, struct breaks *breaks)
{
	char *path = fixture_file(declared);

	totals_open(t, definition, registries);
	totals_add(t, c);
	if (breaks_open(breaks, path, &t->f) == -1 ||
	    breaks_apply(breaks, &t->definitions, &t->f) == -1)
		fail_msg("%s", t->f.text);
	fixture_remove(path);
	totals_measure(t);
}

static void
check_flags(
    struct totals *t, const char *period, const char *codes, unsigned flags)
{
	assert_int_equal(totals_cell(t, period, codes).estimate.flags, flags);
}

/* B and its parts begin anew in 2021; A and the country do not. */
static void
test_local(void **state)
{
	struct totals t;
	struct breaks breaks;

	(void)state;
	measured(&t, SERIES(""), &people,
	    BREAK("2021-09", "\"where\":{\"region\":[\"B\"]},"), &breaks);
	assert_int_equal(t.status, 0);
	check_flags(&t, "2021", "level B", FLAG_BREAK);
	check_flags(&t, "2021", "level B1", FLAG_BREAK);
	check_flags(&t, "2021", "level A", 0);
	check_flags(&t, "2021", "level RU", 0);
	check_flags(&t, "2022", "level B", 0);
	totals_check(&t, "2021", "increase B", "not_applicable break", 0);
	totals_check(&t, "2021", "change B2", "not_applicable break", 0);
	totals_check(&t, "2021", "increase A", "ok", 100);
	totals_check(&t, "2021", "increase RU", "ok", 30);
	totals_check(&t, "2022", "increase B", "ok", 100);
	totals_check(
	    &t, "2021", "cagr B", "not_applicable no_earlier_period", 0);
	totals_check(&t, "2022", "cagr B", "ok", 100);
	totals_check(&t, "2022", "cagr A", "ok", 100);
	totals_check(
	    &t, "2022", "sen_slope B", "not_applicable too_few_periods", 0);
	totals_check(&t, "2022", "sen_slope A", "ok", 15);
	totals_clear(&t);
	breaks_clear(&breaks);
}

/* The data lack the year of the break: nothing reaches back beyond it. */
static void
test_gap(void **state)
{
	struct totals t;
	struct breaks breaks;

	(void)state;
	measured(&t, SERIES(""), &people, BREAK("2023", ""), &breaks);
	assert_int_equal(t.status, 0);
	check_flags(&t, "2024", "level RU", FLAG_BREAK);
	totals_check(&t, "2024", "change RU", "not_applicable break", 0);
	totals_check(
	    &t, "2024", "cagr A", "not_applicable no_earlier_period", 0);
	totals_check(&t, "2022", "cagr A", "ok", 100);
	totals_clear(&t);
	breaks_clear(&breaks);
}

static void
test_rate(void **state)
{
	struct totals t;
	struct breaks breaks;

	(void)state;
	measured(&t, RATE, &people,
	    BREAK("2021", "\"where\":{\"region\":[\"B1\"]},"), &breaks);
	assert_int_equal(t.status, 0);
	check_flags(&t, "2021", "B1", FLAG_BREAK);
	check_flags(&t, "2021", "B", 0);
	check_flags(&t, "2020", "B1", 0);
	check_flags(&t, "2022", "B1", 0);
	totals_check(&t, "2021", "B1", "ok", 5);
	totals_clear(&t);
	breaks_clear(&breaks);
}

/* Eight years, of which the last four are twice as high: the line breaks. */
static void
test_detected(void **state)
{
	static const struct totals_cube step = { "people", "period region",
		"n all", NULL, "region regions", ". region",
		"2016 A 100 0 - 2017 A 102 0 - 2018 A 105 0 - 2019 A 107 0 - "
		"2020 A 200 0 - 2021 A 205 0 - 2022 A 209 0 - 2023 A 213 0 - "
		"2016 B 7 0 - 2020 B 7 0 - " };
	static const char none[] = "{\"kind\":\"breaks\",\"breaks\":[]}";
	struct totals t;
	struct breaks breaks;

	(void)state;
	measured(&t, SERIES(",\"detect_breaks\":true"), &step, none, &breaks);
	assert_int_equal(t.status, 0);
	check_flags(&t, "2020", "level A", FLAG_BREAK);
	check_flags(&t, "2019", "level A", 0);
	check_flags(&t, "2020", "level B", 0);
	totals_check(
	    &t, "2020", "change A", "not_applicable detected_break", 0);
	totals_check(
	    &t, "2020", "cagr A", "not_applicable no_earlier_period", 0);
	totals_check(&t, "2021", "cagr A", "ok", 2.5);
	totals_check(&t, "2023", "sen_slope A", "ok", (4 + 13 / 3.0) / 2);
	totals_clear(&t);
	breaks_clear(&breaks);
	measured(&t, SERIES(""), &step, none, &breaks);
	check_flags(&t, "2020", "level A", 0);
	totals_check(&t, "2020", "change A", "ok", 93);
	totals_clear(&t);
	breaks_clear(&breaks);
}

static void
test_unknown_code(void **state)
{
	struct totals t;
	struct breaks breaks;

	(void)state;
	measured(&t, RATE, &people,
	    BREAK("2021", "\"where\":{\"region\":[\"B\",\"C\"]},"), &breaks);
	assert_int_equal(t.status, -1);
	assert_int_equal(t.f.status, FAIL_USAGE);
	assert_non_null(strstr(t.f.text,
	    ": /breaks/0/where/region/1: \"C\" is not in the registry "
	    "\"regions\""));
	totals_clear(&t);
	breaks_clear(&breaks);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_local),
		cmocka_unit_test(test_gap),
		cmocka_unit_test(test_rate),
		cmocka_unit_test(test_detected),
		cmocka_unit_test(test_unknown_code),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
