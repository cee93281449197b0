#include "unit.h"

#include "value/value_boolean.h"

static void
reads_many_words(void **state)
{
	static const char *const yes[] = { "да", "Да", "ДА", "true", "TRUE",
		"1", "yes", "Y", "истина", "ИСТИНА", "есть", "имеется", "+",
		"д", "t", "«да»" };
	static const char *const no[] = { "нет", "НЕТ", "false", "0", "no", "n",
		"ложь", "отсутствует", "Отсутствует", "-", "–", "н", "F" };
	static const char *const neither[] = { "2", "да нет", "01", "10", "",
		"ок", "yess", "--", "нету" };
	const struct table_field field = { .type = TABLE_BOOLEAN };
	int64_t value;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(yes); i++)
		if (!boolean_read(&field, yes[i], strlen(yes[i]), &value) ||
		    value != 1)
			fail_msg("%s", yes[i]);
	for (size_t i = 0; i < COUNT_OF(no); i++)
		if (!boolean_read(&field, no[i], strlen(no[i]), &value) ||
		    value != 0)
			fail_msg("%s", no[i]);
	for (size_t i = 0; i < COUNT_OF(neither); i++)
		if (boolean_read(
			&field, neither[i], strlen(neither[i]), &value))
			fail_msg("\"%s\" was read", neither[i]);
}

/* Each list of the schema stands in place of ours of its side. */
static void
prefers_the_words_of_the_schema(void **state)
{
	static const char *words[] = { "зачислен" };
	const struct table_field field = { .type = TABLE_BOOLEAN,
		.true_values = { 1, words } };
	int64_t value;

	(void)state;
	assert_true(boolean_read(&field, "Зачислен", 16, &value));
	assert_int_equal(value, 1);
	assert_false(boolean_read(&field, "1", 1, &value));
	assert_true(boolean_read(&field, "0", 1, &value));
	assert_int_equal(value, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_many_words),
		cmocka_unit_test(prefers_the_words_of_the_schema),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
