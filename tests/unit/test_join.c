/* test_join.c - rows of one table with columns of another */
#include "tables.h"

#include <unistd.h>

#include "chaos.h"
#include "join/join.h"

struct setting {
	const char *keys, *adds, *date; /* RIGHT has from and to if date */
	enum join_several several;
	bool inner;
};

/* Join two tables into a file at path. */
static int
join_small(const struct setting *s, struct small *left, struct small *right,
    const char *path, struct account *account, struct fail *f)
{
	struct join_spec spec = { .several = s->several, .inner = s->inner };
	struct join_table l = { &left->schema, "l.arrow", NULL };
	struct join_table r = { &right->schema, "r.arrow", &right->batch };
	struct sink out = SINK_INIT;
	struct join *j = NULL;
	int status = -1;

	spec.date = s->date;
	spec.from = s->date == NULL ? NULL : "from";
	spec.to = s->date == NULL ? NULL : "to";
	if (join_keys(&spec, s->keys, f) == 0 &&
	    join_adds(&spec, s->adds, f) == 0 &&
	    (j = join_new(&spec, account, &l, &r, f)) != NULL &&
	    sink_open(&out, path, join_schema(j), f) == 0 &&
	    join_batch(j, &left->batch, &out, f) == 0 && join_end(j, f) == 0 &&
	    account_write(account, "/dev/null", f) == 0)
		status = sink_commit(&out, f);
	sink_discard(&out);
	join_free(j);
	join_spec_clear(&spec);
	return status;
}

/* The result as text, rows with | between them. */
static void
check(const struct setting *s, const char *left_columns, const char *left_rows,
    const char *right_columns, const char *right_rows, const char *names,
    const char *expected)
{
	char path[] = "/tmp/test_join.XXXXXX", text[2048] = "", row[512];
	struct account *account = account_new("test", NULL);
	struct schema schema = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct small left, right;
	struct batch all;
	size_t i, used = 0;

	close(mkstemp(path));
	small_start(&left, left_columns, left_rows);
	small_start(&right, right_columns, right_rows);
	assert_int_equal(join_small(s, &left, &right, path, account, &f), 0);
	assert_int_equal(arrow_load(path, &schema, &all, &f), 0);
	for (i = 0; i < schema.field_count; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", i == 0 ? "" : " ", schema.fields[i].name);
	assert_string_equal(text, names);
	text[0] = '\0';
	for (i = used = 0; i < all.length; i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%s%s", i == 0 ? "" : " | ",
		    small_print(&schema, &all, i, row, sizeof(row)));
	assert_string_equal(text, expected);
	batch_clear(&all);
	schema_clear(&schema);
	small_end(&left);
	small_end(&right);
	account_free(account);
	unlink(path);
}

/* A value of any type comes along; what stands behind rows stays behind. */
static void
test_types(void **state)
{
	static const struct setting s = { "k", "d,i,f,l,u=v,b", NULL,
		JOIN_FIRST, false };

	(void)state;
	check(&s, "k:t n:i", "x 1 | z 2 | _ 3 | y 4",
	    "k:u d:d i:i f:f l:l u:u b:b",
	    "x 2024-02-29 7 0.5 yes text aaaa | y _ _ _ _ _ _",
	    "k n d i f l v b _file _row",
	    "x 1 2024-02-29 7 0.5 yes text aaaa f 1 | "
	    "z 2 _ _ _ _ _ _ f 2 | _ 3 _ _ _ _ _ _ f 3 | "
	    "y 4 _ _ _ _ _ _ f 4");
}

static void
test_status(void **state)
{
	static const struct setting s = { "k", "n=m", NULL, JOIN_FIRST, false };

	(void)state;
	check(&s, "k:t", "x | y | z", "k:t n:i n.status:t",
	    "x 1 _ | y _ confidential", "k m m.status _file _row",
	    "x 1 _ f 1 | y _ confidential f 2 | z _ missing f 3");
}

/* The day counts once only, so two rows that say the same are no doubt. */
static void
test_same_values(void **state)
{
	static const struct setting none = { "k", "v", NULL, JOIN_NONE, false };
	static const struct setting all = { "k", "v", NULL, JOIN_ALL, true };

	(void)state;
	check(&none, "k:t", "x | y", "k:t v:t", "x p | x p | y p | y q",
	    "k v _file _row", "x p f 1 | y _ f 2");
	check(&all, "k:t", "x | y | z", "k:t v:t", "x p | x p | y q | y p",
	    "k v _file _row", "x p f 1 | x p f 1 | y p f 2 | y q f 2");
}

static void
test_lost_left(void **state)
{
	static const struct setting first = { "k", "v", "day", JOIN_FIRST,
		false };
	static const struct setting inner = { "k", "v", "day", JOIN_NONE,
		true };
	static const char left[] =
	    "x 2024-01-01 no | x 2024-01-01 yes | _ 2024-01-01 yes | "
	    "x _ yes | z 2024-01-01 yes | z 2024-01-01 no";
	static const char right[] = "x 2023-01-01 _ p";
	static const char names[] = "k day v _file _row _lost";

	(void)state;
	check(&first, "k:t day:d _lost:l", left, "k:t from:d to:d v:t", right,
	    names,
	    "x 2024-01-01 p f 1 no | x 2024-01-01 p f 2 yes | "
	    "_ 2024-01-01 _ f 3 yes | x _ _ f 4 yes | "
	    "z 2024-01-01 _ f 5 yes | z 2024-01-01 _ f 6 no");
	/* a lost row that surely matches nothing goes, too */
	check(&inner, "k:t day:d _lost:l", left, "k:t from:d to:d v:t", right,
	    names,
	    "x 2024-01-01 p f 1 no | x 2024-01-01 p f 2 yes | "
	    "_ 2024-01-01 _ f 3 yes | x _ _ f 4 yes");
}

static void
test_lost_right(void **state)
{
	static const struct setting first = { "k", "v", "day", JOIN_FIRST,
		true };
	static const struct setting all = { "k", "v", "day", JOIN_ALL, true };
	static const char left[] = "x 2024-01-01 | y 2024-01-01 | z 2024-01-01";
	static const char right[] =
	    "x 2023-01-01 _ p no | x 2023-01-01 _ q yes | "
	    "y 2023-01-01 _ r yes | y 2025-01-01 _ s yes | "
	    "_ _ 2022-12-31 t yes";
	static const char names[] = "k day v _file _row _lost";

	(void)state;
	check(&first, "k:t day:d", left, "k:t from:d to:d v:t _lost:l", right,
	    names, "x 2024-01-01 p f 1 no | y 2024-01-01 _ f 2 yes");
	check(&all, "k:t day:d", left, "k:t from:d to:d v:t _lost:l", right,
	    names,
	    "x 2024-01-01 p f 1 no | x 2024-01-01 q f 1 yes | "
	    "y 2024-01-01 r f 2 yes");
	/* nobody knows whose it is: any row without a match may lack it */
	check(&first, "k:t day:d", left, "k:t from:d to:d v:t _lost:l",
	    "x 2023-01-01 _ p no | _ _ _ t yes", names,
	    "x 2024-01-01 p f 1 no | y 2024-01-01 _ f 2 yes | "
	    "z 2024-01-01 _ f 3 yes");
}

/* More rows come of a batch than a batch holds. */
static void
test_many(void **state)
{
	enum { LEFT = 300, RIGHT = 700 };
	static const struct setting s = { "", "v", "day", JOIN_ALL, true };
	char path[] = "/tmp/test_join.XXXXXX", *rows, *days;
	struct account *account = account_new("test", NULL);
	struct schema schema = SCHEMA_INIT;
	struct fail f = FAIL_INIT;
	struct small left, right;
	struct batch all;
	size_t i, used = 0;

	(void)state;
	close(mkstemp(path));
	assert_non_null(rows = calloc(RIGHT, 32));
	assert_non_null(days = calloc(LEFT, 32));
	for (i = 0; i < RIGHT; i++)
		used += (size_t)sprintf(rows + used, "_ _ v%zu |", i);
	for (i = used = 0; i < LEFT; i++)
		used += (size_t)sprintf(
		    days + used, "%s |", i % 2 == 0 ? "2024-01-01" : "_");
	small_start(&left, "day:d", days);
	small_start(&right, "from:d to:d v:t", rows);
	assert_int_equal(join_small(&s, &left, &right, path, account, &f), 0);
	assert_int_equal(arrow_load(path, &schema, &all, &f), 0);
	assert_int_equal(all.length, LEFT / 2 * RIGHT);
	assert_int_equal(column_integer(&all.columns[3], 0), 1);
	assert_int_equal(
	    column_integer(&all.columns[3], all.length - 1), LEFT - 1);
	batch_clear(&all);
	schema_clear(&schema);
	small_end(&left);
	small_end(&right);
	account_free(account);
	free(rows);
	free(days);
	unlink(path);
}

static void
test_metadata(void **state)
{
	struct join_spec spec = { .several = JOIN_FIRST, .dataset = "d" };
	struct account *account = account_new("test", NULL);
	struct fail f = FAIL_INIT;
	struct small left, right;
	struct join_table l = { &left.schema, "l.arrow", NULL };
	struct join_table r = { &right.schema, "r.arrow", &right.batch };
	const struct schema *s;
	struct join *j;

	(void)state;
	small_start(&left, "k:t", "x");
	small_start(&right, "k:t v:t w:t", "x p q");
	assert_int_equal(join_keys(&spec, "k", &f), 0);
	assert_int_equal(join_adds(&spec, "v=vv,w", &f), 0);
	assert_int_equal(
	    schema_set(&left.schema, "profstat.partitions", "2/3", &f), 0);
	assert_int_equal(schema_set(&left.schema, SCHEMA_KEY, "1", &f), 0);
	assert_int_equal(
	    schema_set(&right.schema, SCHEMA_PRIVATE, "person", &f), 0);
	assert_int_equal(schema_set_absent(&right.schema, "v", true, &f), 0);
	assert_int_equal(schema_set_personal(&right.schema, "v", true, &f), 0);
	assert_non_null(j = join_new(&spec, account, &l, &r, &f));
	s = join_schema(j);
	assert_string_equal(schema_get(s, "profstat.dataset"), "d");
	assert_string_equal(schema_get(s, "profstat.partitions"), "2/3");
	assert_string_equal(schema_get(s, SCHEMA_KEY), "1");
	assert_string_equal(schema_get(s, SCHEMA_PRIVATE), "person");
	assert_true(schema_is_absent(s, "vv"));
	assert_true(schema_is_personal(s, "vv"));
	assert_false(schema_is_absent(s, "w"));
	join_free(j);
	/* pseudonyms under two keys have nothing in common */
	assert_int_equal(schema_set(&right.schema, SCHEMA_KEY, "2", &f), 0);
	assert_null(join_new(&spec, account, &l, &r, &f));
	assert_int_equal(f.status, FAIL_USAGE);
	join_spec_clear(&spec);
	small_end(&left);
	small_end(&right);
	account_free(account);
}

static void
test_memory(void **state)
{
	static const struct setting s = { "k", "v,n", "day", JOIN_FIRST,
		false };
	char path[] = "/tmp/test_join.XXXXXX";
	struct small left, right;
	int status;
	long n;

	(void)state;
	close(mkstemp(path));
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct account *account = account_new("test", NULL);
		struct fail f = FAIL_INIT;

		small_start(&left, "k:t day:d u:u",
		    "x 2024-01-01 t | y 2024-01-01 t | x 2024-01-01 t");
		small_start(&right,
		    "k:t from:d to:d v:t n:i n.status:t _lost:l",
		    "x _ _ p 1 _ no | x _ _ q 2 _ no | y _ _ q 2 _ yes");
		chaos_start(n);
		status = join_small(&s, &left, &right, path, account, &f);
		chaos_stop();
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		else
			assert_false(chaos_failed());
		small_end(&left);
		small_end(&right);
		account_free(account);
	}
	unlink(path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_same_values),
		cmocka_unit_test(test_lost_left),
		cmocka_unit_test(test_lost_right),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
