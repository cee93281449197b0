/* test_partition.c - the rows of a dataset in parts */
#include "persons.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "chaos.h"
#include "rules/partition.h"
#include "table/arrow.h"

#define REVIEW \
	"\"primaryKey\": [\"person\", \"cohort\"], \"conflict\": \"review\""
#define KEY "\"primaryKey\": [\"person\", \"cohort\"]"

/* Rows of two senders; a.csv:3 is lost, a.csv:6 stands twice, and of person
 * 10 the two know different colleges. */
static void
put_rows(struct persons *t, char sender)
{
	batch_reset(&t->batch);
	if (sender == 'a') {
		persons_put(t, "a.csv", 2, 10, "x", 2024);
		persons_put(t, "a.csv", 3, 9, "x", 2024);
		persons_lose(t);
		persons_put(t, "a.csv", 4, PERSONS_NOBODY, "x", 2024);
		persons_put(t, "a.csv", 5, 3, "x", 2024);
		persons_put(t, "a.csv", 6, 4, "x", 2024);
		persons_put(t, "a.csv", 7, 4, "x", 2024);
	} else {
		persons_put(t, "b.csv", 2, 4, "x", 2023);
		persons_put(t, "b.csv", 3, 10, "y", 2024);
		persons_put(t, "b.csv", 4, 3, "y", 2025);
	}
}

static int
put_sender(struct persons *t, struct combine *c, struct partition *p,
    char sender, struct fail *f)
{
	char name[] = "?";
	struct submission s = { .file = (char[]){ "a.csv" },
		.parts = { [SUBMISSION_SENDER] = name },
		.fate = LINE_DATA };
	struct batch *rows;

	name[0] = s.file[0] = sender;
	if (combine_table(c, &s, "t", &t->schema, f) == -1 ||
	    combine_batch(c, &t->batch, &rows, f) == -1)
		return -1;
	return partition_put(p, &s, rows, f);
}

static int
make(struct persons *t, struct persons *other, const char *field, size_t parts,
    const char *output, struct fail *f)
{
	struct combine *c = combine_new(t->dataset, t->account, f);
	struct partition *p = NULL;
	int status = -1;

	if (c != NULL &&
	    (p = partition_new(c, t->dataset, t->account, f)) != NULL &&
	    combine_announce(c, "t", &t->schema, f) == 0 &&
	    partition_open(p, field, parts, output, f) == 0 &&
	    put_sender(t, c, p, 'a', f) == 0 &&
	    put_sender(other, c, p, 'b', f) == 0)
		status = partition_write(p, output, f);
	partition_free(p);
	combine_free(c);
	return status;
}

/* "a2 b3!": files and lines of the rows, with ! where a row is lost. */
static void
check_file(const char *path, const char *expected, const char *part)
{
	struct schema s = SCHEMA_INIT;
	struct batch b = { 0, 0, NULL };
	struct fail f = FAIL_INIT;
	char found[256] = "", word[32];
	struct stat about;
	size_t i;

	assert_int_equal(arrow_load(path, &s, &b, &f), 0);
	for (i = 0; i < b.length; i++) {
		snprintf(word, sizeof(word), "%s%c%d%s", i == 0 ? "" : " ",
		    column_text(&b.columns[PERSONS_FILE], i, NULL)[0],
		    (int)column_integer(&b.columns[PERSONS_ROW], i),
		    column_integer(&b.columns[PERSONS_LOST], i) ? "!" : "");
		strcat(found, word);
	}
	assert_string_equal(found, expected);
	assert_int_equal(s.field_count, PERSONS_LOST + 1);
	if (part == NULL) {
		assert_null(schema_get(&s, "profstat.partition"));
		assert_null(schema_get(&s, "profstat.partitions"));
	} else {
		assert_string_equal(
		    schema_get(&s, "profstat.partition"), "person");
		assert_string_equal(
		    schema_get(&s, "profstat.partitions"), part);
	}
	assert_int_equal(stat(path, &about), 0);
	assert_int_equal(about.st_mode & 0777, 0600);
	batch_clear(&b);
	schema_clear(&s);
}

struct place {
	char folder[32], pattern[64], part[64];
};

static void
place_start(struct place *p)
{
	strcpy(p->folder, "/tmp/test_partition.XXXXXX");
	assert_non_null(mkdtemp(p->folder));
	snprintf(p->pattern, sizeof(p->pattern), "%s/t-%%.arrow", p->folder);
}

static const char *
place_part(struct place *p, int part)
{
	snprintf(p->part, sizeof(p->part), "%s/t-%d.arrow", p->folder, part);
	return p->part;
}

/* Nothing but these files is left. */
static void
place_end(struct place *p, int parts)
{
	int i;

	for (i = 1; i <= parts; i++)
		unlink(place_part(p, i));
	assert_int_equal(rmdir(p->folder), 0);
}

static void
start(struct persons *t, struct persons *other, const char *more)
{
	persons_start(t, more, true);
	persons_start(other, more, true);
	put_rows(t, 'a');
	put_rows(other, 'b');
}

static void
end(struct persons *t, struct persons *other)
{
	persons_end(t);
	persons_end(other);
}

/* Persons 3, 4, 9, 10 and nobody: modulo 3 these are 0, 1, 0, 1 and 0. */
static void
deals_persons(void **state)
{
	struct fail f = FAIL_INIT;
	struct persons t, other;
	struct place p;

	(void)state;
	place_start(&p);
	start(&t, &other, REVIEW);
	assert_int_equal(make(&t, &other, "person", 3, p.pattern, &f), 0);
	check_file(place_part(&p, 1), "a4 a5 b4 a3!", "1/3");
	check_file(place_part(&p, 2), "b2 a6 a2! b3!", "2/3");
	check_file(place_part(&p, 3), "", "3/3");
	/* a.csv: the lost row is counted no more, the conflict and the
	 * duplicate leave; b.csv: one of three is under review */
	assert_int_equal(account_loss(t.account, 0).rows, 5);
	assert_int_equal(account_loss(t.account, 0).aside, 2);
	assert_int_equal(account_lines(t.account, 0, LINE_DUPLICATE), 1);
	assert_int_equal(account_lines(t.account, 0, LINE_UNDER_REVIEW), 1);
	assert_int_equal(account_loss(t.account, 1).rows, 3);
	assert_int_equal(account_lines(t.account, 1, LINE_UNDER_REVIEW), 1);
	end(&t, &other);
	/* one part: the same rows */
	start(&t, &other, REVIEW);
	assert_int_equal(make(&t, &other, "person", 1, p.pattern, &f), 0);
	check_file(place_part(&p, 1), "a4 a5 b4 b2 a6 a3! a2! b3!", "1/1");
	end(&t, &other);
	place_end(&p, 3);
}

/* Both partitions say that the dataset has no rows, or none does. */
static void
check_mark(bool keeps_lost, const char *rows, const char *expected)
{
	struct fail f = FAIL_INIT;
	struct persons t, other;
	struct place p;
	int i;

	place_start(&p);
	persons_start(&t, "", keeps_lost);
	persons_start(&other, "", keeps_lost);
	for (i = 0; rows[i] != '\0'; i++) {
		persons_put(&other, "b.csv", i + 2, i, "x", 2023);
		if (rows[i] == '!')
			persons_lose(&other);
	}
	assert_int_equal(make(&t, &other, "person", 2, p.pattern, &f), 0);
	for (i = 1; i <= 2; i++) {
		struct schema s = SCHEMA_INIT;
		struct batch b = { 0, 0, NULL };
		const char *mark;

		assert_int_equal(arrow_load(place_part(&p, i), &s, &b, &f), 0);
		mark = schema_get(&s, SCHEMA_EMPTY);
		assert_string_equal(mark == NULL ? "no" : mark, expected);
		batch_clear(&b);
		schema_clear(&s);
	}
	end(&t, &other);
	place_end(&p, 2);
}

/* A row that is lost (!) is none. */
static void
marks_empty(void **state)
{
	(void)state;
	check_mark(true, "", "yes");
	check_mark(true, "!", "yes");
	check_mark(true, "!!!", "yes");
	check_mark(true, ".", "no");
	check_mark(true, "!.", "no");
	check_mark(false, "", "yes");
	check_mark(false, ".", "no");
}

/* Without a field the rows stand as the submissions do. */
static void
makes_one(void **state)
{
	struct fail f = FAIL_INIT;
	struct persons t, other;
	struct place p;

	(void)state;
	place_start(&p);
	start(&t, &other, REVIEW);
	assert_int_equal(make(&t, &other, NULL, 1, place_part(&p, 1), &f), 0);
	check_file(place_part(&p, 1), "a2! a3! a4 a5 a6 b2 b3! b4", NULL);
	end(&t, &other);
	place_end(&p, 1);
}

static void
set_old(const char *path)
{
	const struct timespec times[2] = { { 1000, 0 }, { 1000, 0 } };

	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static time_t
time_of(const char *path)
{
	struct stat about;

	assert_int_equal(stat(path, &about), 0);
	return about.st_mtime;
}

/* A correction by b changes the part of person 10 alone. */
static void
leaves_unchanged(void **state)
{
	struct fail f = FAIL_INIT;
	struct persons t, other;
	struct place p;
	int i;

	(void)state;
	place_start(&p);
	start(&t, &other, KEY);
	assert_int_equal(make(&t, &other, "person", 3, p.pattern, &f), 0);
	for (i = 1; i <= 3; i++)
		set_old(place_part(&p, i));
	end(&t, &other);
	start(&t, &other, KEY);
	persons_put(&other, "b.csv", 5, 10, "z", 2025);
	assert_int_equal(make(&t, &other, "person", 3, p.pattern, &f), 0);
	assert_int_equal(time_of(place_part(&p, 1)), 1000);
	assert_int_not_equal(time_of(place_part(&p, 2)), 1000);
	assert_int_equal(time_of(place_part(&p, 3)), 1000);
	check_file(place_part(&p, 2), "b2 a6 a2 b3 b5", "2/3");
	end(&t, &other);
	place_end(&p, 3);
}

static void
refuse(const char *more, const char *field, const char *expected)
{
	struct fail f = FAIL_INIT;
	struct persons t, other;

	start(&t, &other, more);
	assert_int_equal(make(&t, &other, field, 2, "/tmp/%", &f), -1);
	assert_int_equal(f.status, FAIL_USAGE);
	assert_non_null(strstr(f.text, expected));
	end(&t, &other);
}

static void
refuses_fields(void **state)
{
	(void)state;
	refuse(KEY, "pupil", "the dataset \"d\" has no field \"pupil\"");
	refuse(KEY, "college", "\"college\" of \"d\" is no pseudonym");
	refuse("\"primaryKey\": [\"college\"]", "person",
	    "the primary key of \"d\" does not hold \"person\"");
}

static void
survives_full_memory(void **state)
{
	struct persons t, other;
	struct place p;
	long n;

	(void)state;
	place_start(&p);
	for (n = 1; n == 1 || chaos_failed(); n++) {
		struct fail f = FAIL_INIT;
		int status;

		start(&t, &other, REVIEW);
		chaos_start(n);
		status = make(&t, &other, "person", 2, p.pattern, &f);
		chaos_stop();
		if (!chaos_failed())
			assert_int_equal(status, 0);
		if (status == -1)
			assert_int_equal(f.status, FAIL_SYSTEM);
		end(&t, &other);
	}
	place_end(&p, 2);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(deals_persons),
		cmocka_unit_test(marks_empty),
		cmocka_unit_test(makes_one),
		cmocka_unit_test(leaves_unchanged),
		cmocka_unit_test(refuses_fields),
		cmocka_unit_test(survives_full_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
