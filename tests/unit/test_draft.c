#include "unit.h"

#include <unistd.h>

#include "reader/reader.h"
#include "sniff/draft.h"

#define FOLDER "datasets/census_2002_population/"
#define RAW FOLDER "raw/ru_census2002_TOM_03_03.tsv"
#define EDUCATIONS 12 /* columns of figures */

/* The draft of a file as a schema. */
static struct table_schema *
draft(const char *path)
{
	struct fail f = FAIL_INIT;
	struct account *account = account_new("sniff", &f);
	struct table_schema *schema;
	struct json_value *value;
	struct sniff s;
	char *text = NULL;
	size_t length;
	FILE *to = open_memstream(&text, &length);

	assert_non_null(to);
	if (sniff_open(&s, path, path, account, &f) == -1)
		fail_msg("%s", f.text);
	value = draft_schema(&s, "draft", &f);
	assert_non_null(value);
	assert_int_equal(json_write(value, to, 2, &f), 0);
	fclose(to);
	schema = table_schema_parse(text, length, "draft", &f);
	if (schema == NULL)
		fail_msg("%s", f.text);
	json_value_free(value);
	free(text);
	sniff_clear(&s);
	account_free(account);
	return schema;
}

struct table {
	struct account *account;
	struct reader *in;
	struct batch batch;
	size_t next;
};

static void
open_table(struct table *t, const char *path, const struct table_schema *schema)
{
	struct fail f = FAIL_INIT;

	memset(t, 0, sizeof(*t));
	t->account = account_new("ingest", &f);
	t->in = reader_open(path, path, schema, NULL, t->account, &f);
	if (t->in == NULL)
		fail_msg("%s", f.text);
	assert_int_equal(batch_init(&t->batch, reader_schema(t->in), 0, &f), 0);
}

/* The next row; false at the end. */
static bool
next_row(struct table *t)
{
	struct fail f = FAIL_INIT;

	if (++t->next < t->batch.length)
		return true;
	batch_reset(&t->batch);
	t->next = 0;
	return reader_next(t->in, &t->batch, &f) == 1;
}

static const char *
text_at(struct table *t, const char *field, size_t *length)
{
	int at = schema_find(reader_schema(t->in), field);

	assert_true(at >= 0);
	return column_text(&t->batch.columns[at], t->next, length);
}

static void
assert_same_text(struct table *a, struct table *b, const char *field)
{
	size_t one, two;
	const char *first = text_at(a, field, &one);
	const char *second = text_at(b, field, &two);

	assert_int_equal(one, two);
	assert_memory_equal(first, second, one);
}

static void
close_table(struct table *t)
{
	batch_clear(&t->batch);
	reader_close(t->in);
	account_free(t->account);
}

/*
 * The schema of the dataset was written by hand and makes a row of each figure
 * (unpivot); the draft makes a column of it.  Territory, residence and sex
 * come from headings in both.
 */
static void
census_reads_like_the_dataset(void **state)
{
	struct fail f = FAIL_INIT;
	struct table_schema *mine = draft(RAW);
	struct table_schema *hand = table_schema_open(FOLDER "schema.json", &f);
	struct table a, b;
	size_t rows = 0, first;

	(void)state;
	assert_non_null(hand);
	open_table(&a, RAW, mine);
	open_table(&b, RAW, hand);
	first = (size_t)schema_find(reader_schema(a.in), "vsego");
	while (next_row(&a)) {
		rows++;
		for (size_t i = 0; i < EDUCATIONS; i++) {
			int at = schema_find(reader_schema(b.in), "population");

			assert_true(next_row(&b));
			assert_same_text(&a, &b, "territory");
			assert_same_text(&a, &b, "residence");
			assert_same_text(&a, &b, "sex");
			/* each figure has its status beside it */
			assert_int_equal(
			    column_integer(
				&a.batch.columns[first + 2 * i], a.next),
			    column_integer(&b.batch.columns[at], b.next));
		}
	}
	assert_false(next_row(&b));
	/* of 17,028 lines 8 are the header, 1 the title, 3 blank and 1,788
	 * headings */
	assert_int_equal(rows, 17028 - 8 - 1 - 3 - 1788);
	assert_int_equal(account_loss(a.account, 0).aside, 0);
	close_table(&a);
	close_table(&b);
	table_schema_free(mine);
	table_schema_free(hand);
}

static const char *
write_file(char path[32], const char *text)
{
	int descriptor;

	strcpy(path, "/tmp/test_draft_XXXXXX");
	descriptor = mkstemp(path);
	assert_int_equal(
	    write(descriptor, text, strlen(text)), (ssize_t)strlen(text));
	close(descriptor);
	return path;
}

static void
fields_of_a_flat_table(void **state)
{
	char path[32];
	struct table_schema *s =
	    draft(write_file(path, "Город;Город;Мест;Доля, %\n"
				   "Омск;а;1 234;12,5\n"
				   "Тула;б;-;30\n"));

	(void)state;
	unlink(path);
	assert_int_equal(s->field_count, 4);
	assert_string_equal(s->fields[0].name, "gorod");
	assert_int_equal(s->fields[0].column, 1);
	assert_string_equal(s->fields[1].name, "gorod_2");
	assert_int_equal(s->fields[1].column, 2);
	assert_string_equal(s->fields[2].name, "mest");
	assert_int_equal(s->fields[2].column, 0);
	assert_int_equal(s->fields[2].role, ROLE_COUNT);
	assert_string_equal(s->fields[2].aliases.items[0], "Мест");
	assert_true(s->fields[0].constraints.required);
	assert_false(s->fields[2].constraints.required);
	assert_int_equal(s->fields[3].role, ROLE_MEASURE);
	assert_int_equal(s->header_rows, 1);
	table_schema_free(s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(census_reads_like_the_dataset),
		cmocka_unit_test(fields_of_a_flat_table),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
