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

/* The table of rows_start() with the column of lost rows. */
static void
start_lost(struct rows *t, const char *more)
{
	struct fail f = FAIL_INIT;

	rows_start(t, more);
	batch_clear(&t->batch);
	assert_int_equal(
	    schema_add(&t->schema, SCHEMA_LOST, COLUMN_BOOL, 0, &f), 6);
	assert_int_equal(batch_init(&t->batch, &t->schema, 64, &f), 0);
}

static void
put_lost(struct rows *t, int64_t line, const char *region, bool lost)
{
	struct fail f = FAIL_INIT;

	rows_put(t, "a.csv", line, region, "M", 1);
	assert_int_equal(column_put_integer(&t->batch.columns[6], lost, &f), 0);
}

/* What names no entry becomes no value and its row is lost; of a row that was
 * lost before nobody is told, but its names count. */
static void
test_lost(void **state)
{
	static const char *const ids[] = { NULL, "RU-OMS", NULL, "RU-OMS" };
	static const bool lost[] = { true, true, true, false };
	struct fail f = FAIL_INIT;
	struct registry_set set;
	struct batch result;
	struct rows t;
	size_t i;

	(void)state;
	open_registry(&set);
	start_lost(&t, "");
	put_lost(&t, 2, "Омскк", true);
	put_lost(&t, 3, "Омск", true);
	put_lost(&t, 4, "Омскк", false);
	put_lost(&t, 5, "Омск", false);
	assert_int_equal(batch_init(&result, &t.schema, 8, &f), 0);
	assert_int_equal(link_rows(&t, &set, NULL, &result, &f), 0);
	assert_int_equal(result.length, COUNT_OF(ids));
	for (i = 0; i < COUNT_OF(ids); i++) {
		assert_int_equal(
		    column_valid(&result.columns[0], i), ids[i] != NULL);
		if (ids[i] != NULL)
			assert_string_equal(
			    column_text(&result.columns[0], i, NULL), ids[i]);
		assert_int_equal(
		    column_integer(&result.columns[6], i), lost[i]);
	}
	assert_int_equal(account_loss(t.account, 0).rows, 2);
	assert_int_equal(account_loss(t.account, 0).aside, 1);
	assert_non_null(strstr(account_loss(t.account, 0).first, "a.csv:4"));
	batch_clear(&result);
	rows_end(&t);
	registry_set_clear(&set);
}

#define SENDER                                                   \
	"\"submission\": {\"sender\": {\"filename\": \"(.*)\", " \
	"\"registry\": \"r\"}}"

/* The sender of the result, or the failure; rows: how many of two stay. */
static void
check_sender(
    const char *stated, const char *period, const char *expected, size_t rows)
{
	struct fail f = FAIL_INIT;
	struct registry_set set;
	struct batch result;
	struct link *link;
	struct rows t;

	open_registry(&set);
	rows_start(&t, SENDER);
	assert_int_equal(
	    schema_set(&t.schema, "submission.sender", stated, &f), 0);
	assert_int_equal(
	    schema_set(&t.schema, "submission.period", period, &f), 0);
	rows_put(&t, "a.csv", 2, "Омск", "M", 1);
	rows_put(&t, "a.csv", 3, "Омск", "F", 1);
	assert_non_null(link = link_new(t.dataset, &set, &t.schema, &f));
	assert_string_equal(
	    schema_get(link_schema(link), "submission.sender"), expected);
	if (rows == 0)
		assert_null(schema_get(link_schema(link), SUBMISSION_REGISTRY));
	else
		assert_string_equal(
		    schema_get(link_schema(link), SUBMISSION_REGISTRY), "r");
	assert_string_equal(schema_get(&t.schema, "submission.sender"), stated);
	link_free(link);
	assert_int_equal(batch_init(&result, &t.schema, 8, &f), 0);
	assert_int_equal(link_rows(&t, &set, NULL, &result, &f), 0);
	assert_int_equal(result.length, rows);
	assert_int_equal(
	    account_lines(t.account, 0, LINE_UNDER_REVIEW), 2 - rows);
	batch_clear(&result);
	rows_end(&t);
	registry_set_clear(&set);
}

/* Томск is an entry since 2010 only; a sender that nobody knows has no rows
 * that count. */
static void
test_sender(void **state)
{
	struct registry_set none = { 0, NULL };
	struct fail f = FAIL_INIT;
	struct rows t;

	(void)state;
	check_sender("ОМСК", "2009", "RU-OMS", 2);
	check_sender("RU-TOM", "2010", "RU-TOM", 2);
	check_sender("Томск", "2009", "Томск", 0);
	check_sender("Омскк", "2009", "Омскк", 0);
	rows_start(&t, SENDER);
	assert_int_equal(
	    schema_set(&t.schema, "submission.sender", "x", &f), 0);
	assert_null(link_new(t.dataset, &none, &t.schema, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, "\"submission.sender\" wants the "));
	rows_end(&t);
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
		rows_start(&t, SENDER);
		put_rows(&t);
		assert_int_equal(schema_set(&t.schema, "submission.sender",
				     n % 2 == 0 ? "x" : "Омск", &f),
		    0);
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
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_sender),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
