#include "unit.h"

#include "base/message.h"
#include "layout/header_guess.h"

/* What the first row is to the others. */
static struct header_evidence
look(const char *head)
{
	static const struct dialect dialect = {
		.delimiter = ';', .quote = '"', .width = 2
	};
	struct fail f = FAIL_INIT;
	struct header_evidence e;
	struct head_rows rows;

	assert_int_equal(
	    head_rows_read(&rows, (const unsigned char *)head, strlen(head),
		true, &dialect,
		&(struct encoding_guess){ .encoding = ENCODING_UTF_8 }, "x.csv",
		&f),
	    0);
	header_evidence(&e, &rows, 0, 1, rows.count);
	head_rows_clear(&rows);
	return e;
}

static void
compares_kinds(void **state)
{
	struct header_evidence e;

	(void)state;
	e = look("name;n;day;code\nA;1;2022-01-01;X-1\nB;2;2022-01-02;X-2\n");
	assert_int_equal(e.below, 2);
	assert_int_equal(e.typed, 3);
	assert_int_equal(e.contrast, 3);
	assert_int_equal(e.same, 0);
	assert_true(header_is_first(&e));
	assert_true(header_is_certain(&e));
	e = look("A;1;2022-01-01;X-1\nB;2;2022-01-02;X-2\n");
	assert_int_equal(e.contrast, 0);
	assert_int_equal(e.same, 3);
	assert_false(header_is_first(&e));
	/* one cell of words among numbers is no certain header */
	e = look("A;closed\nB;2\nC;3\n");
	assert_int_equal(e.contrast, 1);
	assert_false(header_is_certain(&e));
}

static void
compares_words(void **state)
{
	struct header_evidence e;

	(void)state;
	e = look("city;college\nOmsk;First\nOmsk;Second\nOmsk;Third\n");
	assert_true(e.words > 0);
	assert_true(header_is_first(&e));
	assert_false(header_is_certain(&e));
	e = look("Omsk;First\nOmsk;Second\nTomsk;Third\n");
	assert_true(e.words < 0);
	assert_false(header_is_first(&e));
	/* of one length, as the codes below */
	e = look("AC\nAD\nAE\nAF\n");
	assert_false(header_is_first(&e));
}

static void
knows_years(void **state)
{
	struct header_evidence e;

	(void)state;
	e = look("region;2020;2021\nA;5;6\nB;7;8\n");
	assert_int_equal(e.years, 2);
	assert_int_equal(e.labels, 2);
	assert_true(header_is_first(&e));
	/* a column of years */
	e = look("region;2020\nA;2021\nB;2022\n");
	assert_int_equal(e.labels, 0);
	assert_false(header_is_first(&e));
	/* no series */
	e = look("region;2020;1950;2001\nA;5;6;7\nB;7;8;9\n");
	assert_int_equal(e.years, 0);
	assert_false(header_is_first(&e));
}

static void
judges_a_row_alone(void **state)
{
	struct header_evidence e;

	(void)state;
	e = look("a;b\n");
	assert_true(header_is_first(&e));
	e = look("a;1\n");
	assert_false(header_is_first(&e));
}

/* The header again below is not data. */
static void
leaves_out_headers(void **state)
{
	struct header_evidence e;

	(void)state;
	e = look("name;b\nX;1\nY;2\nZ;3\nX;4\nY;5\nZ;6\nX;7\nname;b\nZ;9\n");
	assert_true(e.words >= 0);
	assert_true(header_is_first(&e));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(compares_kinds),
		cmocka_unit_test(compares_words),
		cmocka_unit_test(knows_years),
		cmocka_unit_test(judges_a_row_alone),
		cmocka_unit_test(leaves_out_headers),
	};

	message_start();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
