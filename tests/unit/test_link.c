/* test_link.c - names resolved to ids */
#include "rows.h"

#include <unistd.h>

#include "chaos.h"
#include "rules/link.h"

static char path[] = "/tmp/test_link.XXXXXX";

static void
open_registry(struct registry_set *set)
{
	static const char text[] =
	    "{\"id\": \"r\", \"title\": {\"ru\": \"р\", \"en\": \"r\"}, "
	    "\"entries\": [{\"id\": \"RU-OMS\", \"title\": {\"ru\": \"Омск\", "
	    "\"en\": \"Omsk\"}}, {\"id\": \"RU-TOM\", \"title\": {\"ru\": "
	    "\"Томск\", \"en\": \"Tomsk\"}, \"valid\": {\"from\": "
	    "\"2010-01-01\", \"to\": null}}]}";
	const char *paths[] = { path };
	struct fail f = FAIL_INIT;
	int descriptor;

	memset(strrchr(path, '.') + 1, 'X', 6);
	descriptor = mkstemp(path);
	assert_int_not_equal(descriptor, -1);
	assert_int_equal(write(descriptor, text, strlen(text)), strlen(text));
	close(descriptor);
	assert_int_equal(registry_set_open(set, paths, 1, &f), 0);
	unlink(path);
}

static void
put_rows(struct rows *t)
{
	struct fail f = FAIL_INIT;

	assert_int_equal(
	    schema_set(&t->schema, "submission.period", "2009", &f), 0);
	rows_put(t, "a.csv", 2, "OMSK", "M", 1);
	rows_put(t, "a.csv", 3, NULL, "M", 2);
	rows_put(t, "a.csv", 4, "Томск", "M", 3);
	rows_put(t, "a.csv", 5, "Омскк", "M", 4);
	rows_put(t, "a.csv", 6, "RU-OMS", "M", 5);
}

/* The rows that stay are copied to the end of *result. */
static int
link_rows(struct rows *t, const struct registry_set *set, const char *review,
    struct batch *result, struct fail *f)
{
	struct places *places = places_new(t->account, f);
	struct link *link = link_new(t->dataset, set, &t->schema, f);
	struct batch *linked;
	int status = -1;

	if (places != NULL && link != NULL &&
	    places_table(places, t->dataset, "t", &t->schema, f) == 0 &&
	    places_batch(places, &t->batch, f) == 0 &&
	    link_batch(link, places, &t->batch, &linked, f) == 0) {
		places_settle(places, linked);
		account_row_end(t->account);
		status = batch_append(result, linked, 0, linked->length, f);
		if (status == 0)
			status = link_review(link, review, f);
	}
	link_free(link);
	places_free(places);
	return status;
}

static void
test_ids(void **state)
{
	struct fail f = FAIL_INIT;
	struct registry_set set;
	struct batch result;
	struct rows t;
	size_t length;

	(void)state;
	open_registry(&set);
	rows_start(&t, "");
	put_rows(&t);
	assert_int_equal(batch_init(&result, &t.schema, 8, &f), 0);
	assert_int_equal(link_rows(&t, &set, NULL, &result, &f), 0);
	assert_int_equal(result.length, 3);
	assert_string_equal(
	    column_text(&result.columns[0], 0, &length), "RU-OMS");
	assert_false(column_valid(&result.columns[0], 1));
	assert_string_equal(
	    column_text(&result.columns[0], 2, &length), "RU-OMS");
	assert_int_equal(dictionary_count(result.columns[0].dictionary), 1);
	assert_int_equal(account_lines(t.account, 0, LINE_UNDER_REVIEW), 2);
	assert_int_equal(account_lines(t.account, 0, LINE_SET_ASIDE), 0);
	batch_clear(&result);
	rows_end(&t);
	registry_set_clear(&set);
}

static void
test_memory(void **state)
{
	char review[] = "/tmp/test_link_review.XXXXXX";
	struct fail f = FAIL_INIT;
	struct registry_set set;
	struct batch result;
	struct rows t;
	int status, descriptor = mkstemp(review);
	long n;

	(void)state;
	assert_int_not_equal(descriptor, -1);
	close(descriptor);
	open_registry(&set);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		rows_start(&t, "");
		put_rows(&t);
		assert_int_equal(batch_init(&result, &t.schema, 8, &f), 0);
		chaos_start(n);
		status = link_rows(&t, &set, review, &result, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		batch_clear(&result);
		rows_end(&t);
	}
	registry_set_clear(&set);
	unlink(review);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
