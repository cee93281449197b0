#include "unit.h"

#include "chaos.h"

#include "layout/header_label.h"

static void
check(const struct header_row *rows, size_t count, size_t width,
    const char *expected)
{
	struct fail f = FAIL_INIT;
	char **labels = header_labels(rows, count, width, &f);
	char found[256] = "";

	assert_non_null(labels);
	for (size_t i = 0; i < width; i++)
		snprintf(found + strlen(found), sizeof(found) - strlen(found),
		    "%s%s", i == 0 ? "" : "|", labels[i]);
	assert_string_equal(found, expected);
	header_labels_free(labels, width);
}

static void
joins_rows(void **state)
{
	char a[] = "a", b[] = "b", c[] = "c", d[] = "d", none[] = "";
	char *one[] = { a, none, b }, *two[] = { none, c, none, d };
	char *groups[] = { a, b, none, none }, *middle[] = { none, c, none, d };
	char *parts[] = { none, a, b, c };
	const struct header_row single = { 3, one };
	const struct header_row both[] = { { 3, one }, { 4, two } };
	const struct header_row three[] = { { 4, groups }, { 4, middle },
		{ 4, parts } };

	(void)state;
	check(NULL, 0, 2, "|");
	check(&single, 1, 4, "a||b|");
	check(both, 2, 4, "a|a c|b|b d");
	/* b spans three columns, c two of them */
	check(three, 3, 4, "a|b c a|b c b|b d c");
}

/* A span ends where a row above begins another. */
static void
ends_spans(void **state)
{
	char a[] = "a", b[] = "b", c[] = "c", d[] = "d", none[] = "";
	char *above[] = { a, none, b }, *middle[] = { c, none, none };
	char *below[] = { d, d, d };
	const struct header_row rows[] = { { 3, above }, { 3, middle },
		{ 3, below } };

	(void)state;
	check(rows, 3, 3, "a c d|a c d|b d");
}

static void
collapses(void **state)
{
	struct fail f = FAIL_INIT;
	char *text = header_collapse("a \t\r\n b\nc", 9, &f);

	(void)state;
	assert_string_equal(text, "a b c");
	free(text);
}

static void
survives_failures(void **state)
{
	char a[] = "a", b[] = "b";
	char *cells[] = { a, b };
	const struct header_row rows[] = { { 2, cells }, { 2, cells } };

	(void)state;
	for (long n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		char **labels;

		chaos_start(n);
		labels = header_labels(rows, 2, 2, &f);
		chaos_stop();
		assert_int_equal(labels == NULL, chaos_failed());
		header_labels_free(labels, 2);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(joins_rows),
		cmocka_unit_test(ends_spans),
		cmocka_unit_test(collapses),
		cmocka_unit_test(survives_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
