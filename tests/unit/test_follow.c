/* test_follow.c - what became of graduates, row by row */
#include "tables.h"

#include <unistd.h>

#include "chaos.h"
#include "join/follow.h"

static const char cohort_columns[] = "person:b birth:d region:t graduated:d";
static const char spell_columns[] =
    "person:b status:t started:d ended:d employer:u region:t";

/* A table and the reader of its stream. */
struct side {
	struct small table;
	FILE *stream;
	struct arrow_reader *in;
};

static void
side_start(struct side *s, const char *columns, bool lost, const char *rows)
{
	char all[256];

	snprintf(all, sizeof(all), "%s%s", columns, lost ? " _lost:l" : "");
	small_start(&s->table, all, rows);
	s->stream = NULL;
	s->in = NULL;
}

static void
side_open(struct side *s, const char *name)
{
	s->stream = small_stream(&s->table);
	s->in = arrow_open_stream(s->stream, name, NULL);
	assert_non_null(s->in);
}

static void
side_end(struct side *s)
{
	arrow_close(s->in);
	if (s->stream != NULL)
		fclose(s->stream);
	small_end(&s->table);
}

static void
make_spec(struct follow_spec *spec)
{
	follow_spec_init(spec);
	assert_int_equal(follow_points(spec, "6,12", NULL), 0);
	assert_int_equal(follow_statuses(spec, "A,W", "W", NULL), 0);
	assert_int_equal(follow_until(spec, "2025-05-31", NULL), 0);
	spec->dataset = "outcomes";
}

static int
follow_sides(const struct follow_spec *spec, struct side *cohort,
    struct side *spells, const char *path, struct account *account,
    struct fail *f)
{
	struct sink out = SINK_INIT;
	struct follow *w = follow_new(spec, account, cohort->in, spells->in, f);
	struct batch *batch;
	int status = -1, more;

	if (w != NULL && sink_open(&out, path, follow_schema(w), f) == 0) {
		while ((more = arrow_next(cohort->in, &batch, f)) == 1)
			if (follow_batch(w, batch, &out, f) == -1)
				break;
		if (more == 0 && follow_end(w, &out, f) == 0 &&
		    account_write(account, "/dev/null", f) == 0)
			status = sink_commit(&out, f);
	}
	sink_discard(&out);
	follow_free(w);
	return status;
}

/* The result as text, rows with | between them. */
static void
check(bool lost, const char *cohort_rows, const char *spell_rows,
    const char *expected)
{
	char path[] = "/tmp/test_follow.XXXXXX", text[2048] = "", row[512];
	struct account *account = account_new("test", NULL);
	struct schema schema = SCHEMA_INIT;
	struct side cohort, spells;
	struct fail f = FAIL_INIT;
	struct follow_spec spec;
	struct batch all;
	size_t i, used = 0;

	close(mkstemp(path));
	make_spec(&spec);
	side_start(&cohort, cohort_columns, lost, cohort_rows);
	side_start(&spells, spell_columns, lost, spell_rows);
	side_open(&cohort, "c.arrow");
	side_open(&spells, "s.arrow");
	assert_int_equal(
	    follow_sides(&spec, &cohort, &spells, path, account, &f), 0);
	assert_int_equal(arrow_load(path, &schema, &all, &f), 0);
	assert_int_equal(schema_find(&schema, "birth"), -1);
	for (i = 0; i < all.length; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", i == 0 ? "" : " | ",
		    small_print(&schema, &all, i, row, sizeof(row)));
	assert_string_equal(text, expected);
	batch_clear(&all);
	schema_clear(&schema);
	side_end(&cohort);
	side_end(&spells);
	follow_spec_clear(&spec);
	account_free(account);
	unlink(path);
}

static void
test_rows(void **state)
{
	(void)state;
	check(false, "aaaa _ O 2024-05-31 | bbbb _ O 2024-06-01",
	    "aaaa W 2024-06-01 2024-11-30 E T | aaaa A 2024-12-01 _ _ _",
	    "aaaa O 2024-05-31 6 W yes elsewhere T E f 1 | "
	    "aaaa O 2024-05-31 12 A yes none _ _ f 1 | "
	    "bbbb O 2024-06-01 6 NL unknown none _ _ f 2");
	check(false, "", "aaaa W 2024-06-01 _ E T", "");
}

static void
test_lost_cohort(void **state)
{
	(void)state;
	/* a point that is later than the data makes no row, lost or not; a day
	 * that is not known may be any */
	check(true,
	    "aaaa _ O 2024-05-31 yes | bbbb _ O 2024-06-01 yes | "
	    "_ _ _ _ yes | cccc _ O 2023-01-31 no",
	    "cccc W 2023-06-01 _ E T no",
	    "aaaa O 2024-05-31 6 _ _ _ _ _ f 1 yes | "
	    "aaaa O 2024-05-31 12 _ _ _ _ _ f 1 yes | "
	    "bbbb O 2024-06-01 6 _ _ _ _ _ f 2 yes | "
	    "_ _ _ 6 _ _ _ _ _ f 3 yes | _ _ _ 12 _ _ _ _ _ f 3 yes | "
	    "cccc O 2023-01-31 6 W yes elsewhere T E f 4 no | "
	    "cccc O 2023-01-31 12 W yes elsewhere T E f 4 no");
}

static void
test_lost_spells(void **state)
{
	(void)state;
	/* it starts between the points: the first is not touched */
	check(true, "aaaa _ O 2023-05-31 no",
	    "aaaa A 2023-06-01 _ _ _ no | aaaa W 2024-01-01 _ E T yes",
	    "aaaa O 2023-05-31 6 A no none _ _ f 1 no | "
	    "aaaa O 2023-05-31 12 _ _ _ _ _ f 1 yes");
	/* of nobody knows whom: before all persons and at the end */
	check(true, "aaaa _ O 2023-05-31 no",
	    "_ W 2023-06-01 _ E T yes | aaaa A 2023-06-01 _ _ _ no | "
	    "bbbb W _ _ _ _ yes | _ W _ _ _ _ yes",
	    "_ _ _ 6 _ _ _ _ _ f 1 yes | _ _ _ 12 _ _ _ _ _ f 1 yes | "
	    "aaaa O 2023-05-31 6 A no none _ _ f 1 no | "
	    "aaaa O 2023-05-31 12 A no none _ _ f 1 no | "
	    "_ _ _ 6 _ _ _ _ _ f 4 yes | _ _ _ 12 _ _ _ _ _ f 4 yes");
	/* the same without any graduate */
	check(true, "", "_ W _ _ _ _ yes | bbbb A 2023-06-01 _ _ _ no",
	    "_ _ _ 6 _ _ _ _ _ f 1 yes | _ _ _ 12 _ _ _ _ _ f 1 yes");
}

/* What is found wrong here is lost as well, where lost rows are kept. */
static void
test_wrong(void **state)
{
	static const char gone[] = "aaaa O 2023-05-31 6 _ _ _ _ _ f 1 yes | "
				   "aaaa O 2023-05-31 12 _ _ _ _ _ f 1 yes";

	(void)state;
	check(true, "aaaa _ O 2023-05-31 no",
	    "aaaa W 2023-07-01 2023-06-30 E T no", gone);
	check(true, "aaaa 2005-01-01 O 2023-05-31 no",
	    "aaaa W 2004-12-31 _ E T no", gone);
	check(true, "aaaa _ O _ no", "bbbb A 2023-06-01 _ _ _ no",
	    "aaaa O _ 6 _ _ _ _ _ f 1 yes | aaaa O _ 12 _ _ _ _ _ f 1 yes");
	check(false, "aaaa _ O _", "bbbb A 2023-06-01 _ _ _", "");
	/* each diploma has its own day of birth; one of them is wrong */
	check(false,
	    "aaaa 2005-01-01 O 2023-05-31 | aaaa 2003-01-01 O 2023-06-30",
	    "aaaa W 2004-12-31 _ E O",
	    "aaaa O 2023-05-31 6 NL unknown none _ _ f 1 | "
	    "aaaa O 2023-05-31 12 NL unknown none _ _ f 1 | "
	    "aaaa O 2023-06-30 6 W yes same O E f 2 | "
	    "aaaa O 2023-06-30 12 W yes same O E f 2");
}

/* More graduates than a batch holds, with spells in other batches. */
static void
test_many(void **state)
{
	enum { PERSONS = BATCH_ROWS + 1000, SIZE = 48 };
	char path[] = "/tmp/test_follow.XXXXXX";
	char *cohort_rows = calloc(PERSONS, SIZE);
	char *spell_rows = calloc(PERSONS, 2 * SIZE);
	struct account *account = account_new("test", NULL);
	struct schema schema = SCHEMA_INIT;
	struct side cohort, spells;
	struct fail f = FAIL_INIT;
	struct follow_spec spec;
	struct batch all;
	size_t i, used = 0, spell_used = 0, place;

	(void)state;
	close(mkstemp(path));
	make_spec(&spec);
	for (i = 0; i < PERSONS; i++) {
		used += (size_t)sprintf(cohort_rows + used,
		    "%c%c%c%c _ O 2023-05-31 |", (int)('a' + i / 17576),
		    (int)('a' + i / 676 % 26), (int)('a' + i / 26 % 26),
		    (int)('a' + i % 26));
		/* work at home for two of three, once in two spells */
		for (size_t n = 0; n < i % 3; n++)
			spell_used += (size_t)sprintf(spell_rows + spell_used,
			    "%c%c%c%c W 2023-06-0%zu _ E%zu O |",
			    (int)('a' + i / 17576), (int)('a' + i / 676 % 26),
			    (int)('a' + i / 26 % 26), (int)('a' + i % 26),
			    n + 1, i % 100);
	}
	side_start(&cohort, cohort_columns, false, cohort_rows);
	side_start(&spells, spell_columns, false, spell_rows);
	side_open(&cohort, "c.arrow");
	side_open(&spells, "s.arrow");
	assert_int_equal(
	    follow_sides(&spec, &cohort, &spells, path, account, &f), 0);
	assert_int_equal(arrow_load(path, &schema, &all, &f), 0);
	assert_int_equal(all.length, 2 * PERSONS);
	assert_int_not_equal(
	    place = (size_t)schema_find(&schema, "place"), SIZE_MAX);
	for (i = 0; i < all.length; i++)
		assert_string_equal(column_text(&all.columns[place], i, NULL),
		    i / 2 % 3 == 0 ? "none" : "same");
	batch_clear(&all);
	schema_clear(&schema);
	side_end(&cohort);
	side_end(&spells);
	follow_spec_clear(&spec);
	account_free(account);
	free(cohort_rows);
	free(spell_rows);
	unlink(path);
}

/* Follow a graduate through these spells of a partition, NULL: of all. */
static enum fail_status
follow_one(const char *spell_rows, const char *partition, const char *empty)
{
	struct account *account = account_new("test", NULL);
	struct side cohort, spells;
	struct fail f = FAIL_INIT;
	struct follow_spec spec;
	int status;

	make_spec(&spec);
	side_start(&cohort, cohort_columns, true, "aaaa _ O 2023-05-31 no");
	side_start(&spells, spell_columns, true, spell_rows);
	assert_int_equal(schema_set(&spells.table.schema, "profstat.partitions",
			     partition, &f),
	    0);
	assert_int_equal(
	    schema_set(&spells.table.schema, SCHEMA_EMPTY, empty, &f), 0);
	side_open(&cohort, "c.arrow");
	side_open(&spells, "s.arrow");
	status =
	    follow_sides(&spec, &cohort, &spells, "/dev/null", account, &f);
	assert_int_equal(status == -1, f.status != FAIL_NONE);
	if (status == -1)
		assert_non_null(
		    strstr(f.text, "s.arrow: there is not one spell"));
	side_end(&cohort);
	side_end(&spells);
	follow_spec_clear(&spec);
	account_free(account);
	return f.status;
}

/* A dataset without a spell is refused, not a partition that has none. */
static void
test_no_spells(void **state)
{
	static const char lost[] = "aaaa W _ _ _ _ yes";
	static const char wrong[] = "aaaa W 2023-07-01 2023-06-30 _ _ no";

	(void)state;
	assert_int_equal(follow_one("", NULL, NULL), FAIL_DATA);
	assert_int_equal(follow_one("", "1/1", NULL), FAIL_DATA);
	assert_int_equal(follow_one("", "2/4", NULL), FAIL_NONE);
	assert_int_equal(follow_one("", "2/4", "yes"), FAIL_DATA);
	assert_int_equal(follow_one(lost, NULL, NULL), FAIL_DATA);
	assert_int_equal(follow_one(lost, "2/4", NULL), FAIL_NONE);
	assert_int_equal(follow_one(lost, "2/4", "yes"), FAIL_DATA);
	/* found wrong here, so its row says that nothing is known */
	assert_int_equal(follow_one(wrong, NULL, NULL), FAIL_NONE);
}

/* Make the tables with one entry of metadata each. */
static enum fail_status
start(const char *key, const char *cohort_value, const char *spells_value)
{
	struct account *account = account_new("test", NULL);
	struct side cohort, spells;
	struct fail f = FAIL_INIT;
	struct follow_spec spec;
	struct follow *w;

	make_spec(&spec);
	side_start(&cohort, cohort_columns, false, "");
	side_start(&spells, spell_columns, false, "");
	assert_int_equal(
	    schema_set(&cohort.table.schema, key, cohort_value, &f), 0);
	assert_int_equal(
	    schema_set(&spells.table.schema, key, spells_value, &f), 0);
	side_open(&cohort, "c.arrow");
	side_open(&spells, "s.arrow");
	w = follow_new(&spec, account, cohort.in, spells.in, &f);
	assert_int_equal(w == NULL, f.status != FAIL_NONE);
	if (w != NULL) {
		assert_string_equal(
		    schema_get(follow_schema(w), "profstat.dataset"),
		    "outcomes");
		assert_non_null(schema_get(follow_schema(w), key));
	}
	follow_free(w);
	side_end(&cohort);
	side_end(&spells);
	follow_spec_clear(&spec);
	account_free(account);
	return f.status;
}

static void
test_metadata(void **state)
{
	(void)state;
	assert_int_equal(start(SCHEMA_KEY, "1", "1"), FAIL_NONE);
	assert_int_equal(start(SCHEMA_KEY, NULL, "1"), FAIL_NONE);
	assert_int_equal(start(SCHEMA_KEY, "1", "2"), FAIL_USAGE);
	assert_int_equal(start("profstat.partitions", "1/4", "1/4"), FAIL_NONE);
	assert_int_equal(
	    start("profstat.partitions", "1/4", "2/4"), FAIL_USAGE);
	assert_int_equal(start(SCHEMA_PRIVATE, NULL, "person"), FAIL_NONE);
}

static void
test_memory(void **state)
{
	char path[] = "/tmp/test_follow.XXXXXX";
	struct side cohort, spells;
	struct follow_spec spec;
	int status;
	long n;

	(void)state;
	close(mkstemp(path));
	make_spec(&spec);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct account *account = account_new("test", NULL);
		struct fail f = FAIL_INIT;

		side_start(&cohort, cohort_columns, true,
		    "aaaa 2005-01-01 O 2024-05-31 no | aaaa _ O _ no");
		side_start(&spells, spell_columns, true,
		    "aaaa W 2024-06-01 2024-11-30 E T no | "
		    "aaaa W 2024-06-01 2023-11-30 E T no | "
		    "aaaa A 2004-12-01 _ _ _ no | _ W _ _ _ _ yes");
		side_open(&cohort, "c.arrow");
		side_open(&spells, "s.arrow");
		chaos_start(n);
		status =
		    follow_sides(&spec, &cohort, &spells, path, account, &f);
		chaos_stop();
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		else
			assert_false(chaos_failed());
		side_end(&cohort);
		side_end(&spells);
		account_free(account);
	}
	follow_spec_clear(&spec);
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_lost_cohort),
		cmocka_unit_test(test_lost_spells),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_no_spells),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
