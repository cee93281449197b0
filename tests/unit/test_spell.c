/* test_spell.c - what became of a graduate at a point in time */
#include "unit.h"

#include "base/date.h"
#include "base/fail.h"
#include "join/spell.h"

/* Statuses W (employed), A, L; codes 0, 1, 2; 3 unrecorded, 4 unlinked. */
static const bool employed[] = { true, false, false };

static struct dictionary *
letters(void)
{
	struct dictionary *d = dictionary_new(NULL);

	assert_non_null(d);
	/* the codes are not in the order of the texts */
	assert_int_equal(dictionary_add(d, "b", 1, NULL), 0);
	assert_int_equal(dictionary_add(d, "a", 1, NULL), 1);
	assert_int_equal(dictionary_add(d, "c", 1, NULL), 2);
	return d;
}

static int32_t
day(const char *text, int32_t otherwise)
{
	int32_t date;

	if (strcmp(text, "_") == 0)
		return otherwise;
	assert_true(date_parse(text, strlen(text), &date));
	return date;
}

/* "STATE STATUS START END EMPLOYER PLACE | ...": states v, i, l. */
static size_t
parse(const char *text, struct spell *spells)
{
	char state, status, start[16], end[16];
	int employer, place, length;
	size_t count = 0;

	while (sscanf(text, " %c %c %15s %15s %d %d%n", &state, &status, start,
		   end, &employer, &place, &length) == 6) {
		struct spell *s = &spells[count++];

		memset(s, 0, sizeof(*s));
		s->state = state == 'v'   ? SPELL_VALID
			   : state == 'i' ? SPELL_IGNORED
					  : SPELL_LOST;
		s->status = status == 'W' ? 0 : status == 'A' ? 1 : 2;
		s->start = day(start, INT32_MIN);
		s->end = day(end, INT32_MAX);
		s->employer = employer;
		s->place = place;
		text += length;
		text += strspn(text, " |");
	}
	assert_string_equal(text, "");
	return count;
}

/* Graduated 2024-06-30, born 2000-01-01, home is place 0; on 2024-12-30. */
static void
check(bool keep_lost, const char *text, const char *expected)
{
	static const char *const withins[] = { "yes", "no", "unknown" };
	static const char *const places[] = { "same", "elsewhere", "unknown",
		"none" };
	struct dictionary *texts = letters();
	const struct outcome_rules rules = { employed, 4, 3, keep_lost, texts,
		texts };
	const struct graduate g = { day("2024-06-30", 0), day("2000-01-01", 0),
		0 };
	struct spell spells[8];
	char found[64];
	struct outcome o;

	o = outcome_at(
	    &rules, spells, parse(text, spells), &g, day("2024-12-30", 0));
	if (o.lost)
		strcpy(found, "lost");
	else
		snprintf(found, sizeof(found), "%d %s %s %d %d", (int)o.status,
		    withins[o.within], places[o.place], (int)o.workplace,
		    (int)o.employer);
	assert_string_equal(found, expected);
	dictionary_free(texts);
}

static void
test_active(void **state)
{
	(void)state;
	check(false, "", "4 unknown none -1 -1");
	check(false, "v W 2024-07-01 _ 1 0", "0 yes same 0 1");
	check(false, "v W 2024-12-30 2024-12-30 1 2", "0 yes elsewhere 2 1");
	check(false, "v W 2024-12-31 _ 1 2", "3 unknown none -1 -1");
	check(false, "v W 2024-07-01 2024-12-29 1 0", "3 yes none -1 -1");
	check(false, "v W 2010-07-01 2024-06-30 1 0", "3 yes none -1 -1");
	check(false, "v W 2010-07-01 2024-06-29 1 0", "3 unknown none -1 -1");
	check(false, "v W 2024-07-01 _ -1 -1", "0 yes unknown -1 -1");
	check(false, "v L 2024-07-01 _ 1 0", "2 no none -1 -1");
}

static void
test_choice(void **state)
{
	(void)state;
	/* the priority, whatever started when */
	check(false, "v L 2024-09-01 _ -1 -1 | v W 2024-07-01 _ 1 0",
	    "0 yes same 0 1");
	check(false, "v L 2024-07-01 _ -1 -1 | v A 2024-07-01 _ -1 -1",
	    "1 no none -1 -1");
	/* the latest start, the smallest employer, the smallest place */
	check(false, "v W 2024-07-01 _ 1 0 | v W 2024-07-02 _ 2 0",
	    "0 yes same 0 2");
	check(false, "v W 2024-07-01 _ 0 0 | v W 2024-07-01 _ 1 0",
	    "0 yes same 0 1");
	check(false, "v W 2024-07-01 _ 1 2 | v W 2024-07-01 _ 1 1",
	    "0 yes elsewhere 1 1");
	check(false, "v W 2024-07-01 _ -1 1 | v W 2024-07-01 _ 2 -1",
	    "0 yes unknown -1 2");
	/* a job beside the army is work within the time */
	check(false, "v A 2024-11-01 _ -1 -1 | v W 2024-07-01 2024-10-31 1 0",
	    "1 yes none -1 -1");
}

static void
test_wrong(void **state)
{
	(void)state;
	check(false, "i W _ _ 1 0", "4 unknown none -1 -1");
	check(false, "v W 1999-12-31 _ 1 0", "4 unknown none -1 -1");
	check(false, "v W 2000-01-01 _ 1 0", "0 yes same 0 1");
	/* the same when lost rows are kept: nothing is known */
	check(true, "v W 1999-12-31 _ 1 0", "lost");
	check(true, "v W 1999-12-31 _ 1 0 | v W 2024-07-01 _ 1 0", "lost");
	/* it was over before the graduation, whenever it began */
	check(true, "v W 1999-12-31 2024-06-29 1 0 | v W 2024-07-01 _ 1 0",
	    "0 yes same 0 1");
}

static void
test_lost(void **state)
{
	(void)state;
	check(true, "l W 2024-07-01 _ 1 0", "lost");
	check(true, "l W _ _ 1 0", "lost");
	check(true, "l W 2024-12-30 _ 1 0", "lost");
	check(true, "l W _ 2024-06-30 1 0", "lost");
	/* a day late, or early: it changes nothing */
	check(true, "l W 2024-12-31 _ 1 0 | v L 2024-07-01 _ 1 0",
	    "2 no none -1 -1");
	check(true, "l W _ 2024-06-29 1 0 | v L 2024-07-01 _ 1 0",
	    "2 no none -1 -1");
	check(true, "l W _ 2024-06-29 1 0 | v L 2025-07-01 _ 1 0",
	    "3 unknown none -1 -1");
	/* but whether there is any spell depends on it */
	check(true, "l W _ 2024-06-29 1 0", "lost");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_active),
		cmocka_unit_test(test_choice),
		cmocka_unit_test(test_wrong),
		cmocka_unit_test(test_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
