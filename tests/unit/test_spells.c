/* test_spells.c - the spells of one person after another */
#include "tables.h"

#include "join/spells.h"

static const char columns[] =
    "person:t status:t started:d ended:d employer:u region:t _lost:l";

struct source {
	struct small table;
	FILE *stream;
	struct arrow_reader *in;
	struct account *account;
	struct dictionary *statuses;
	struct codes employers, places;
	struct spells *spells;
};

/* Statuses W, A; NR stands for what is no status of a spell.  The last day of
 * the data is 2025-10-01. */
static void
source_start(struct source *s, const char *rows, bool keep_lost)
{
	struct fail f = FAIL_INIT;
	struct spells_spec spec = { 0, 1, 2, 3, 4, 5, "started", "ended",
		"status", NULL, 2, &s->employers, &s->places, 0, keep_lost };

	assert_true(date_from_civil(2025, 10, 1, &spec.until));
	small_start(&s->table, columns, rows);
	s->stream = small_stream(&s->table);
	s->in = arrow_open_stream(s->stream, "s.arrow", &f);
	s->account = account_new("test", &f);
	s->statuses = dictionary_new(&f);
	assert_int_equal(dictionary_add(s->statuses, "W", 1, &f), 0);
	assert_int_equal(dictionary_add(s->statuses, "A", 1, &f), 1);
	assert_int_equal(dictionary_add(s->statuses, "NR", 2, &f), 2);
	assert_int_equal(codes_init(&s->employers, &f), 0);
	assert_int_equal(codes_init(&s->places, &f), 0);
	spec.statuses = s->statuses;
	s->spells = spells_new(&spec, s->in, s->account, &f);
	assert_non_null(s->spells);
}

static void
source_end(struct source *s)
{
	spells_free(s->spells);
	codes_clear(&s->employers);
	codes_clear(&s->places);
	dictionary_free(s->statuses);
	account_free(s->account);
	arrow_close(s->in);
	fclose(s->stream);
	small_end(&s->table);
}

/* The lines of the spells of a person. */
static void
check(struct source *s, const char *person, const char *expected)
{
	char text[128] = "";
	size_t i, used = 0;

	assert_int_equal(
	    spells_seek(s->spells, person, strlen(person), NULL), 0);
	for (i = 0; i < spells_count(s->spells); i++)
		used += (size_t)snprintf(text + used, sizeof(text) - used,
		    "%d ", (int)spells_list(s->spells)[i].line);
	assert_string_equal(text, expected);
}

static void
test_persons(void **state)
{
	struct source s;
	const struct spell *list;

	(void)state;
	source_start(&s,
	    "a W 2024-01-01 _ E R no | b W 2024-01-01 2024-02-01 E R no |"
	    "b A 2024-01-01 _ _ _ no | _ A 2024-01-01 _ _ _ no |"
	    "d A 2024-01-01 _ F R no | e A 2024-01-01 _ F R no",
	    false);
	check(&s, "b", "2 3 ");
	list = spells_list(s.spells);
	assert_int_equal(list[0].status, 0);
	assert_int_equal(list[0].employer, 0);
	assert_int_equal(list[1].employer, -1);
	assert_int_equal(list[1].place, -1);
	assert_int_equal(list[1].end, INT32_MAX);
	check(&s, "b", "2 3 "); /* a second diploma */
	check(&s, "c", "");
	check(&s, "d", "5 ");
	assert_int_equal(spells_list(s.spells)[0].employer, 1);
	assert_int_equal(spells_end(s.spells, NULL), 0);
	assert_int_equal(spells_rows(s.spells), 6);
	assert_int_equal(spells_unused(s.spells), 3);
	source_end(&s);
}

static void
check_states(bool keep_lost, enum spell_state wrong)
{
	struct source s;
	const struct spell *list;
	bool any = true;
	int32_t birth;

	source_start(&s,
	    "a W 2024-02-01 2024-01-31 E R no | a W 2025-10-02 _ E R no |"
	    "a W _ _ E R no | a _ 2024-01-01 _ E R no |"
	    "a W 2024-01-01 2024-01-01 E R no | b W 2025-10-01 _ E R no",
	    keep_lost);
	check(&s, "a", "1 2 3 4 5 ");
	list = spells_list(s.spells);
	for (size_t i = 0; i < 4; i++) {
		assert_int_equal(list[i].state, wrong);
		assert_int_equal(list[i].start, INT32_MIN);
		assert_int_equal(list[i].end, INT32_MAX);
	}
	assert_int_equal(list[4].state, SPELL_VALID);
	assert_int_equal(spells_check(s.spells, INT32_MIN, &any, NULL), 0);
	assert_true(any);
	assert_true(date_from_civil(2024, 1, 2, &birth));
	assert_int_equal(spells_check(s.spells, birth, &any, NULL), 0);
	assert_false(any);
	assert_true(spells_list(s.spells)[4].early);
	check(&s, "b", "6 ");
	assert_int_equal(spells_list(s.spells)[0].state, SPELL_VALID);
	assert_int_equal(spells_end(s.spells, NULL), 0);
	account_row_end(s.account);
	assert_int_equal(account_lines(s.account, 0, LINE_SET_ASIDE), 5);
	assert_int_equal(account_loss(s.account, 0).rows, 6);
	assert_int_equal(account_loss(s.account, 0).aside, 5);
	source_end(&s);
}

static void
test_states(void **state)
{
	(void)state;
	check_states(false, SPELL_IGNORED);
	check_states(true, SPELL_LOST);
}

static void
test_lost(void **state)
{
	const struct stray *strays;
	const struct spell *list;
	struct source s;
	size_t count;

	(void)state;
	source_start(&s,
	    "_ W 2024-01-01 _ E R yes | a _ _ 2024-05-01 _ _ yes |"
	    "a Q 2024-05-01 2024-04-01 _ _ yes | a W 2030-01-01 _ E R yes |"
	    "_ W 2024-02-01 2024-01-01 _ _ no | b W 2024-01-01 _ _ _ yes |"
	    "_ _ _ _ _ _ yes",
	    true);
	check(&s, "a", "2 3 4 ");
	list = spells_list(s.spells);
	assert_int_equal(list[0].start, INT32_MIN);
	assert_int_not_equal(list[0].end, INT32_MAX);
	assert_int_equal(list[1].end, INT32_MAX); /* one day is wrong */
	assert_int_equal(list[2].start, INT32_MIN);
	strays = spells_strays(s.spells, &count);
	assert_int_equal(count, 2);
	assert_int_equal(strays[0].line, 1);
	assert_int_equal(strays[1].line, 5);
	assert_string_equal(spells_file(s.spells, strays[0].file), "f");
	assert_int_equal(spells_end(s.spells, NULL), 0);
	strays = spells_strays(s.spells, &count);
	assert_int_equal(count, 1);
	assert_int_equal(strays[0].line, 7);
	assert_int_equal(spells_rows(s.spells), 1);
	account_row_end(s.account);
	assert_int_equal(account_lines(s.account, 0, LINE_SET_ASIDE), 1);
	source_end(&s);
}

static void
check_failure(const char *rows, enum fail_status status, const char *words)
{
	struct fail f = FAIL_INIT;
	struct source s;

	source_start(&s, rows, false);
	assert_int_equal(spells_seek(s.spells, "a", 1, &f), -1);
	assert_int_equal(f.status, status);
	assert_non_null(strstr(f.text, words));
	source_end(&s);
}

static void
test_failures(void **state)
{
	(void)state;
	check_failure("a Q 2024-01-01 _ E R no | a NR 2024-01-01 _ E R no |"
		      "b Q 2024-01-01 _ E R no",
	    FAIL_USAGE, "found \"Q\", \"NR\", which");
	check_failure("b W 2024-01-01 _ E R no | a W 2024-01-01 _ E R no",
	    FAIL_DATA, "the row of f:2");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_persons),
		cmocka_unit_test(test_states),
		cmocka_unit_test(test_lost),
		cmocka_unit_test(test_failures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
