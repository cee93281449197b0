#include "unit.h"

#include "sniff/column_kind.h"

#define CELLS 12

/* The kind of a column with these cells, again and again. */
static struct column_kind
kind_of(const char *header, const char *const *cells)
{
	struct column_kind kind;
	struct profiles p;
	size_t count = 0;

	while (cells[count] != NULL)
		count++;
	assert_int_equal(profiles_init(&p, 1, NULL), 0);
	for (size_t i = 0; i < CELLS; i++)
		assert_int_equal(profiles_add(&p, 0, cells[i % count],
				     strlen(cells[i % count]), NULL),
		    0);
	assert_int_equal(profiles_settle(&p, NULL), 0);
	assert_int_equal(
	    column_kind_find(header, &p.columns[0], &kind, NULL), 0);
	profiles_clear(&p);
	return kind;
}

static void
kinds(void **state)
{
	static const struct {
		const char *header;
		const char *cells[5];
		enum table_type type;
		enum table_format format;
		enum column_role role;
	} cases[] = {
		{ "Студентов", { "12", "1 234", "-" }, TABLE_INTEGER,
		    FORMAT_DEFAULT, COLUMN_ROLE_COUNT },
		{ "Доля студентов, %", { "12", "13" }, TABLE_NUMBER,
		    FORMAT_DEFAULT, COLUMN_ROLE_MEASURE },
		{ "Прирост", { "12", "-13" }, TABLE_INTEGER, FORMAT_DEFAULT,
		    COLUMN_ROLE_MEASURE },
		{ "x", { "0012", "0345" }, TABLE_STRING, FORMAT_DEFAULT,
		    COLUMN_ROLE_CODE },
		{ "Код региона", { "12", "34" }, TABLE_STRING, FORMAT_DEFAULT,
		    COLUMN_ROLE_CODE },
		{ "x", { "4601234567890", "4601234567891" }, TABLE_STRING,
		    FORMAT_DEFAULT, COLUMN_ROLE_CODE },
		{ "Год", { "2021", "2022 г." }, TABLE_YEAR, FORMAT_DEFAULT,
		    COLUMN_ROLE_PERIOD },
		{ "Количество мест", { "2021", "2022" }, TABLE_INTEGER,
		    FORMAT_DEFAULT, COLUMN_ROLE_COUNT },
		{ "Учебный год", { "2021/22", "2022/23" }, TABLE_STRING,
		    FORMAT_PERIOD, COLUMN_ROLE_PERIOD },
		{ "Период", { "I кв. 2022", "март 2022" }, TABLE_STRING,
		    FORMAT_PERIOD, COLUMN_ROLE_PERIOD },
		{ "Зачислен", { "01.09.2022", "2022-09-02" }, TABLE_DATE,
		    FORMAT_DEFAULT, COLUMN_ROLE_NONE },
		{ "Дата", { "20220901", "20220902" }, TABLE_DATE,
		    FORMAT_DEFAULT, COLUMN_ROLE_NONE },
		{ "Инвалидность", { "0", "1" }, TABLE_BOOLEAN, FORMAT_DEFAULT,
		    COLUMN_ROLE_DIMENSION },
		{ "Групп", { "0", "1" }, TABLE_INTEGER, FORMAT_DEFAULT,
		    COLUMN_ROLE_COUNT },
		{ "Есть общежитие", { "да", "НЕТ" }, TABLE_BOOLEAN,
		    FORMAT_DEFAULT, COLUMN_ROLE_DIMENSION },
		{ "ИНН", { "7707083893" }, TABLE_STRING, FORMAT_INN10,
		    COLUMN_ROLE_CODE },
		{ "x", { "112-233-445 95" }, TABLE_STRING, FORMAT_SNILS,
		    COLUMN_ROLE_PERSON },
		{ "ОКТМО", { "52701000", "70701000" }, TABLE_STRING,
		    FORMAT_OKTMO, COLUMN_ROLE_CODE },
		{ "Специальность", { "15.01.05", "09.02.07" }, TABLE_STRING,
		    FORMAT_PROGRAMME, COLUMN_ROLE_CODE },
		{ "Начало", { "15.01.05", "09.02.07" }, TABLE_DATE,
		    FORMAT_DEFAULT, COLUMN_ROLE_NONE },
		{ "Слушатель", { "Иванова Анна Петровна", "Ли Ольга Львовна" },
		    TABLE_STRING, FORMAT_DEFAULT, COLUMN_ROLE_PERSON },
		{ "Год рождения", { "2004", "2005" }, TABLE_YEAR,
		    FORMAT_DEFAULT, COLUMN_ROLE_NONE },
		{ "Телефон", { "79131234567" }, TABLE_STRING, FORMAT_DEFAULT,
		    COLUMN_ROLE_NONE },
		{ "Колледж", { "Колледж связи" }, TABLE_STRING, FORMAT_DEFAULT,
		    COLUMN_ROLE_ORGANISATION },
		{ "Район", { "Северный", "Южный" }, TABLE_STRING,
		    FORMAT_DEFAULT, COLUMN_ROLE_DIMENSION },
		{ "№ п/п", { "1", "2" }, TABLE_INTEGER, FORMAT_DEFAULT,
		    COLUMN_ROLE_NONE },
		{ "Широта", { "55,75", "59,9" }, TABLE_NUMBER, FORMAT_DEFAULT,
		    COLUMN_ROLE_NONE },
		{ "Число мест", { "", "н/д" }, TABLE_INTEGER, FORMAT_DEFAULT,
		    COLUMN_ROLE_COUNT },
		{ "Примечание", { "нет", "не указано", "5" }, TABLE_STRING,
		    FORMAT_DEFAULT, COLUMN_ROLE_DIMENSION },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct column_kind k = kind_of(cases[i].header, cases[i].cells);

		if (k.type != cases[i].type || k.format != cases[i].format ||
		    k.role != cases[i].role)
			fail_msg("%s: %s, %s, %s", cases[i].header,
			    table_type_name(k.type),
			    table_format_name(k.format),
			    column_role_name(k.role) == NULL
				? "none"
				: column_role_name(k.role));
	}
}

static void
persons_are_hidden(void **state)
{
	static const char *const date[] = { "01.02.2004", NULL };
	static const char *const place[] = { "Омск", NULL };

	(void)state;
	assert_true(kind_of("Дата рождения", date).personal);
	assert_false(kind_of("Дата приказа", date).personal);
	assert_true(kind_of("ФИО", place).personal);
	assert_false(kind_of("Город", place).personal);
}

/* Identifiers by header and form, whatever their check digits; the SNILS and
 * INN are those of identifier.h, some with a digit changed. */
static void
identifiers(void **state)
{
	static const struct {
		const char *header;
		const char *cells[5];
		enum table_format format;
		bool personal;
	} cases[] = {
		{ "СНИЛС", { "112-233-445 96", "нет" }, FORMAT_SNILS, true },
		{ "Страховой номер", { "11223344596" }, FORMAT_SNILS, true },
		{ "Номер", { "112-233-445 95", "112-233-445 96" }, FORMAT_SNILS,
		    true },
		{ "Номер", { "11223344595" }, FORMAT_SNILS, true },
		{ "Номер", { "11223344596" }, FORMAT_DEFAULT, true },
		{ "Телефон", { "11223344595" }, FORMAT_DEFAULT, true },
		{ "Есть СНИЛС", { "да", "нет" }, FORMAT_DEFAULT, true },
		{ "ИНН", { "7707083893", "7707083894", "7707083890" },
		    FORMAT_INN10, false },
		{ "ИНН", { "7707083893", "500100732259" }, FORMAT_INN, true },
		{ "ИНН", { "500100732259" }, FORMAT_INN12, true },
		{ "ОКТМО", { "52701000001" }, FORMAT_OKTMO, false },
		{ "Код", { "52701000001" }, FORMAT_DEFAULT, true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct column_kind k = kind_of(cases[i].header, cases[i].cells);

		if (k.format != cases[i].format ||
		    k.personal != cases[i].personal)
			fail_msg("%s %s: %s, %d", cases[i].header,
			    cases[i].cells[0], table_format_name(k.format),
			    k.personal);
	}
}

/* What a person is called and reached by is not read; when born it is. */
static void
left_out(void **state)
{
	static const struct {
		const char *header;
		const char *cells[5];
		bool out;
	} cases[] = {
		{ "ФИО", { "Иванова Анна" }, true },
		{ "Отчество", { "Ильич", "Львовна" }, true },
		{ "Студент", { "Иванов П.С.", "Ли О.Л." }, true },
		{ "Телефон", { "79131234567" }, true },
		{ "Связь", { "+7 913 123-45-67" }, true },
		{ "Связь", { "anna@example.org" }, true },
		{ "Документ", { "4510 123456" }, true },
		{ "Паспорт", { "4510123456" }, true },
		{ "СНИЛС", { "112-233-445 95" }, false },
		{ "Дата рождения", { "01.02.2004" }, false },
		{ "Д.р.", { "01.02.2004" }, false },
		{ "Born", { "2004-02-01" }, false },
		{ "Колледж", { "Колледж связи" }, false },
		{ "Студентов", { "12" }, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct column_kind k = kind_of(cases[i].header, cases[i].cells);

		if (k.left_out != cases[i].out || (k.left_out && !k.personal))
			fail_msg("%s %s: %d %d", cases[i].header,
			    cases[i].cells[0], k.left_out, k.personal);
	}
	assert_true(kind_of("Born", (const char *const[]){ "2004-02-01", NULL })
			.personal);
}

/* Two bad cells in ten leave a type, three do not; the first is known. */
static void
few_mistakes(void **state)
{
	static const struct {
		const char *cells[12];
		enum table_type type;
		uint64_t line;
	} cases[] = {
		{ { "1", "2", "x1", "4", "5", "6", "7", "y", "9", "3" },
		    TABLE_INTEGER, 13 },
		{ { "1", "2", "4", "4", "5", "6", "7", "y", "9", "3" },
		    TABLE_INTEGER, 18 },
		{ { "1", "2", "x1", "4", "z", "6", "7", "y", "9", "3" },
		    TABLE_STRING, 0 },
		{ { "01.02.2022", "02.02.2022", "31.02.2022", "04.02.2022",
		      "05.02.2022" },
		    TABLE_DATE, 13 },
		{ { "01.02.2022", "02.02.2022", "31.02.2022" }, TABLE_STRING,
		    0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct column_kind kind;
		struct profiles p;
		const char *text = NULL;

		assert_int_equal(profiles_init(&p, 1, NULL), 0);
		for (size_t j = 0; cases[i].cells[j] != NULL; j++) {
			profiles_at(&p, 11 + j);
			assert_int_equal(profiles_add(&p, 0, cases[i].cells[j],
					     strlen(cases[i].cells[j]), NULL),
			    0);
		}
		assert_int_equal(profiles_settle(&p, NULL), 0);
		assert_int_equal(
		    column_kind_find("Число", &p.columns[0], &kind, NULL), 0);
		if (kind.type != cases[i].type)
			fail_msg("%zu: %s", i, table_type_name(kind.type));
		assert_int_equal(
		    column_kind_misfit(&kind, &p.columns[0], &text),
		    cases[i].line);
		if (text != NULL)
			assert_string_equal(
			    text, cases[i].cells[cases[i].line - 11]);
		profiles_clear(&p);
	}
}

/* One mistake in 200 is one; a word that returns is a mark. */
static void
mistakes_and_marks(void **state)
{
	struct column_kind kind;
	struct profiles p;
	const char *text;
	char number[16];

	(void)state;
	assert_int_equal(profiles_init(&p, 1, NULL), 0);
	for (int i = 0; i < 200; i++) {
		snprintf(number, sizeof(number), "%d", i);
		text = i == 7 ? "ошибка" : i % 20 == 3 ? "закрыто" : number;
		assert_int_equal(
		    profiles_add(&p, 0, text, strlen(text), NULL), 0);
	}
	assert_int_equal(profiles_settle(&p, NULL), 0);
	assert_int_equal(
	    column_kind_find("Мест", &p.columns[0], &kind, NULL), 0);
	assert_int_equal(kind.type, TABLE_INTEGER);
	assert_int_equal(kind.mistakes, 1);
	assert_false(kind.required);
	profiles_clear(&p);
}

/* A dash is zero in a count, nothing in a measure, itself in a text. */
static void
marks_by_kind(void **state)
{
	struct column_kind count = { .type = TABLE_INTEGER,
		.role = COLUMN_ROLE_COUNT };
	struct column_kind measure = { .type = TABLE_NUMBER,
		.role = COLUMN_ROLE_MEASURE };
	struct column_kind text = { .type = TABLE_STRING };

	(void)state;
	assert_false(column_kind_lacks(&count, PROFILE_ZERO));
	assert_true(column_kind_lacks(&count, PROFILE_NOT_APPLICABLE));
	assert_true(column_kind_lacks(&measure, PROFILE_ZERO));
	assert_false(column_kind_lacks(&text, PROFILE_ZERO));
	assert_false(column_kind_lacks(&text, PROFILE_CONFIDENTIAL));
	assert_true(column_kind_lacks(&text, PROFILE_MISSING));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(kinds),
		cmocka_unit_test(persons_are_hidden),
		cmocka_unit_test(identifiers),
		cmocka_unit_test(left_out),
		cmocka_unit_test(few_mistakes),
		cmocka_unit_test(mistakes_and_marks),
		cmocka_unit_test(marks_by_kind),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
