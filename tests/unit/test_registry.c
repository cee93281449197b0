/* test_registry.c - code lists */
#include "unit.h"

#include <unistd.h>

#include "base/date.h"
#include "chaos.h"
#include "registry/registry.h"

#define TITLE(text) "\"title\": {\"ru\": \"" text "\", \"en\": \"" text "\"}"

static char path[64];

/* The registry with these entries, from a file. */
static struct registry *
open_entries(const char *entries, struct fail *f)
{
	FILE *stream;
	int descriptor;

	strcpy(path, "/tmp/test_registry.XXXXXX");
	descriptor = mkstemp(path);
	assert_int_not_equal(descriptor, -1);
	assert_non_null(stream = fdopen(descriptor, "w"));
	fprintf(stream, "{\"id\": \"r\", " TITLE("Код") ", \"entries\": [%s]}",
	    entries);
	assert_int_equal(fclose(stream), 0);
	return registry_open(path, f);
}

static const char good[] =
    "{\"id\": \"RU\", \"title\": {\"ru\": \"Россия\", \"en\": \"Russia\"},"
    " \"level\": \"country\", \"forms\": {\"ru\": {\"in\": \"в России\"},"
    " \"en\": {\"in\": \"in Russia\"}}, \"aliases\": [\"РФ\", \"россия\"]},"
    "{\"id\": \"RU-PER\", \"parent\": \"RU\", \"title\": {\"ru\": \"Пермская "
    "область\", \"en\": \"Perm\"}, \"short\": {\"ru\": \"Пермская\", \"en\": "
    "\"Perm\"}, \"valid\": {\"from\": null, \"to\": \"2005-12-01\"}},"
    "{\"id\": \"RU-KOP\", \"parent\": \"RU-PER\", \"included\": true, " TITLE(
	"Коми-Пермяцкий АО") "},"
			     "{\"id\": \"RU-MOW\", \"parent\": \"RU\", " TITLE(
				 "Москва") "}";

static int
match(const struct registry *r, const char *text)
{
	struct fail f = FAIL_INIT;
	int entry = -1, found;

	found = registry_match(r, text, strlen(text), &entry, &f);
	return found == 1 ? entry : -1;
}

static int32_t
day(int year, int month, int day_of_month)
{
	int32_t date;

	assert_true(date_from_civil(year, month, day_of_month, &date));
	return date;
}

static void
test_entries(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry *r = open_entries(good, &f);

	(void)state;
	assert_non_null(r);
	assert_string_equal(registry_id(r), "r");
	assert_string_equal(registry_path(r), path);
	assert_string_equal(registry_title(r, LANGUAGE_RU), "Код");
	assert_int_equal(registry_count(r), 4);
	assert_int_equal(registry_find(r, "RU-KOP"), 2);
	assert_int_equal(registry_find(r, "RU-K"), -1);
	assert_string_equal(registry_entry_id(r, 3), "RU-MOW");
	assert_string_equal(registry_entry_title(r, 0, LANGUAGE_EN), "Russia");
	assert_string_equal(
	    registry_entry_short(r, 1, LANGUAGE_RU), "Пермская");
	assert_string_equal(registry_entry_short(r, 0, LANGUAGE_RU), "Россия");
	assert_string_equal(registry_entry_form(r, 0, "ru", "in"), "в России");
	assert_null(registry_entry_form(r, 0, "ru", "of"));
	assert_null(registry_entry_form(r, 3, "ru", "in"));
	assert_string_equal(registry_entry_level(r, 0), "country");
	assert_null(registry_entry_level(r, 1));
	assert_int_equal(registry_entry_parent(r, 2), 1);
	assert_int_equal(registry_entry_parent(r, 0), -1);
	assert_true(registry_entry_included(r, 2));
	assert_false(registry_entry_included(r, 1));
	assert_int_equal(registry_child_count(r, 0), 2);
	assert_int_equal(registry_child(r, 0, 0), 1);
	assert_int_equal(registry_child(r, 0, 1), 3);
	assert_int_equal(registry_child_count(r, 3), 0);
	registry_free(r);
	unlink(path);
}

static void
test_valid(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry *r = open_entries(good, &f);

	(void)state;
	assert_non_null(r);
	assert_true(
	    registry_entry_valid(r, 1, day(2005, 1, 1), day(2005, 12, 31)));
	assert_true(registry_entry_valid(r, 1, INT32_MIN, day(2005, 11, 30)));
	/* "to" is the first day without it */
	assert_false(registry_entry_valid(r, 1, day(2005, 12, 1), INT32_MAX));
	assert_true(registry_entry_valid(r, 0, INT32_MIN, INT32_MAX));
	registry_free(r);
	unlink(path);
}

static void
test_match(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry *r = open_entries(good, &f);

	(void)state;
	assert_non_null(r);
	assert_int_equal(match(r, "RU-MOW"), 3);
	assert_int_equal(match(r, " RU-MOW "), 3);
	assert_int_equal(match(r, "МОСКВА"), 3);
	assert_int_equal(match(r, "perm"), 1);
	assert_int_equal(match(r, "рф"), 0);
	assert_int_equal(match(r, "«Коми–Пермяцкий»  АО"), 2);
	assert_int_equal(match(r, "Москв"), -1);
	assert_int_equal(match(r, ""), -1);
	registry_free(r);
	unlink(path);
}

static void
test_near(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry *r = open_entries(
	    "{\"id\": \"1\", " TITLE(
		"кошка") ", \"aliases\": [\"кошки\"]},"
			 "{\"id\": \"2\", " TITLE("мошка") "}, {\"id\": \"3\", " TITLE(
			     "кашка") "},"
				      "{\"id\": \"4\", " TITLE(
					  "крошка") "}, {\"id\": \"5\", " TITLE("собака") "}",
	    &f);
	int near[REGISTRY_NEAR];
	const char *text = "кошко";

	(void)state;
	assert_non_null(r);
	/* кошка 1, кошки 1; крошка 2 of 6 letters; мошка, кашка, 2 of 5, are
	 * more than a third */
	assert_int_equal(registry_near(r, text, strlen(text), near, &f), 2);
	assert_int_equal(near[0], 0);
	assert_int_equal(near[1], 3);
	text = "ошка";
	assert_int_equal(registry_near(r, text, strlen(text), near, &f), 3);
	assert_int_equal(near[0], 0);
	assert_int_equal(near[1], 1);
	assert_int_equal(near[2], 3);
	text = "xyz";
	assert_int_equal(registry_near(r, text, strlen(text), near, &f), 0);
	registry_free(r);
	unlink(path);
}

static void
assert_bad(const char *entries, const char *pointer, const char *message)
{
	struct fail f = FAIL_INIT;

	assert_null(open_entries(entries, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, path));
	assert_non_null(strstr(f.text, pointer));
	assert_non_null(strstr(f.text, message));
	unlink(path);
}

#define A "{\"id\": \"a\", " TITLE("A")
#define B "{\"id\": \"b\", " TITLE("Б")

static void
test_refuses(void **state)
{
	(void)state;
	assert_bad("", "/entries", "0 entries");
	assert_bad(A "}, " A "}", "/entries/1/id", "stands at two entries");
	assert_bad(A "}, {\"id\": \"b\", " TITLE("a") "}",
	    "/entries/1/title/ru",
	    "the name \"a\" belongs to \"a\" and to "
	    "\"b\"");
	assert_bad(A ", \"aliases\": [\"Б\"]}, " B "}", "/entries/1/title/ru",
	    "belongs to");
	assert_bad(A ", \"aliases\": [\"b\"]}, " B "}", "/entries/0/aliases/0",
	    "belongs to");
	assert_bad(A ", \"aliases\": [\"!\"]}", "/entries/0/aliases/0",
	    "holds no letter or digit");
	assert_bad(A ", \"parent\": \"x\"}", "/entries/0/parent",
	    "there is no entry \"x\"");
	assert_bad(
	    A ", \"parent\": \"a\"}", "/entries/0/parent", "lead in a circle");
	assert_bad(A ", \"parent\": \"b\"}, " B ", \"parent\": \"a\"}",
	    "/entries/0/parent", "lead in a circle");
	assert_bad(A ", \"included\": true}", "/entries/0/included",
	    "is included in no entry");
	assert_bad(A ", \"valid\": {\"from\": \"2005-02-30\"}}",
	    "/entries/0/valid/from", "expected a date");
	assert_bad(A ", \"valid\": {\"from\": \"2005-02-01\", \"to\": "
		     "\"2005-02-01\"}}",
	    "/entries/0/valid", "ends before it begins");
	assert_bad(A ", \"colour\": 1}", "/entries/0", "colour");
	assert_bad("{\"id\": \"a\"}", "/entries/0", "title");
	assert_bad("{\"id\": \"\", " TITLE("A") "}", "/entries/0/id", "empty");
	assert_bad(A ", \"forms\": {\"ru\": {\"in\": 1}}}",
	    "/entries/0/forms/ru/in", "");
	assert_bad("1", "/entries/0", "");
}

static void
test_set(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry_set set;
	const char *paths[2];

	(void)state;
	registry_free(open_entries(A "}", &f));
	paths[0] = paths[1] = path;
	assert_int_equal(registry_set_open(&set, paths, 1, &f), 0);
	assert_non_null(registry_set_find(&set, "r"));
	assert_null(registry_set_find(&set, "s"));
	registry_set_clear(&set);
	assert_int_equal(registry_set_open(&set, paths, 2, &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "is given twice"));
	registry_set_clear(&set);
	unlink(path);
	assert_int_equal(registry_set_open(&set, paths, 1, &f), -1);
	registry_set_clear(&set);
}

static void
test_memory(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry *r;
	long n;

	(void)state;
	registry_free(open_entries(good, &f));
	for (n = 1; n == 1 || chaos_failed(); n++) {
		chaos_start(n);
		r = registry_open(path, &f);
		chaos_stop();
		/* a failure that the library could do without is no failure */
		if (r == NULL)
			assert_int_equal(f.status, FAIL_SYSTEM);
		else
			assert_int_equal(match(r, "РОССИЯ"), 0);
		registry_free(r);
	}
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_entries),
		cmocka_unit_test(test_valid),
		cmocka_unit_test(test_match),
		cmocka_unit_test(test_near),
		cmocka_unit_test(test_refuses),
		cmocka_unit_test(test_set),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
