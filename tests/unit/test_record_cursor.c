#include "unit.h"

#include "record_fixture.h"

struct rule {
	const char *bytes, *records;
};

static void
check(const struct rule *rules, size_t count, struct dialect dialect)
{
	struct printed p = { NULL, 0, 0 };
	struct steps steps;
	struct record_reader *in;

	for (size_t i = 0; i < count; i++) {
		in = open_steps(
		    &steps, rules[i].bytes, strlen(rules[i].bytes), 0);
		record_dialect(in, &dialect, 0);
		print_records(&p, in);
		assert_string_equal(p.text, rules[i].records);
		record_close(in);
	}
	free(p.text);
}

static void
ends_lines(void **state)
{
	static const struct rule rules[] = {
		{ "a;b\nc;d\n", "1+1@0+4[a|b]2+1@4+4[c|d]" },
		{ "a;b\r\nc;d", "1+1@0+5[a|b]2+1@5+3[c|d]" },
		{ "a;b\rc;d\r", "1+1@0+4[a|b]2+1@4+4[c|d]" },
		{ "a\rb;c\nd\r\n", "1+1@0+2[a]2+1@2+4[b|c]3+1@6+3[d]" },
		{ "a\n\nb\n", "1+1@0+2[a]2+1@2+1[]3+1@3+2[b]" },
		{ "a\n\rb", "1+1@0+2[a]2+1@2+1[]3+1@3+1[b]" },
		{ "a\r\r\nb", "1+1@0+2[a]2+1@2+2[]3+1@4+1[b]" },
		{ ";\n", "1+1@0+2[|]" },
		{ " a ;b\t\n", "1+1@0+7[ a |b\t]" },
		{ "\n", "1+1@0+1[]" },
		{ "", "" },
		{ "a", "1+1@0+1[a]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"' });
	check(rules, COUNT_OF(rules), (struct dialect){ .delimiter = ';' });
}

static void
reads_quotes(void **state)
{
	static const struct rule rules[] = {
		{ "\"a;b\";c\n", "1+1@0+8[a;b|c]" },
		{ "\"a\"\"b\";\"\"\n", "1+1@0+10[a\"b|]" },
		{ "\"\"\"a\"\"\";\"\"\"\"", "1+1@0+12[\"a\"|\"]" },
		{ "\"a\r\nb\";c\r\nd;e\r\n", "1+2@0+10[a\nb|c]3+1@10+5[d|e]" },
		{ "\"a\rb\n\";c\n", "1+3@0+9[a\nb\n|c]" },
		{ "\"a\n\nb\"\nc\n", "1+3@0+7[a\n\nb]4+1@7+2[c]" },
		{ "\"a\";\"b\nc\";\"d\n\"\n", "1+3@0+15[a|b\nc|d\n]" },
		{ "a\"b\";c\n", "1+1@0+7[a\"b\"|c]" },
		{ "a;\"\"\n", "1+1@0+5[a|]" },
		{ "\"\n\"\n", "1+2@0+4[\n]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"' });
}

static void
quotes_nothing(void **state)
{
	static const struct rule rules[] = {
		{ "\"a;b\"\n\"c\n", "1+1@0+6[\"a|b\"]2+1@6+3[\"c]" },
		{ "'a;b'", "1+1@0+5['a|b']" },
	};
	static const struct rule apostrophes[] = {
		{ "'a;b';\"c\n", "1+1@0+9[a;b|\"c]" },
		{ "'it''s';it's\n", "1+1@0+13[it's|it's]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules), (struct dialect){ .delimiter = ';' });
	check(apostrophes, COUNT_OF(apostrophes),
	    (struct dialect){ .delimiter = ';', .quote = '\'' });
}

/* Marks inside names, not doubled. */
static void
reads_names(void **state)
{
	static const struct rule rules[] = {
		{ "\"OOO \"Luch\"\";5\n", "1+1@0+15[OOO \"Luch\"|5]" },
		{ "\"OOO \"Luch\" No 1\";5\n",
		    "1+1@0+20[OOO \"Luch\" No 1|5]" },
		{ "\"\"Luch\" OOO\";5\n", "1+1@0+15[\"Luch\" OOO|5]" },
		{ "\"\"Luch\"\";5\n", "1+1@0+11[\"Luch\"|5]" },
		/* a pair of marks at the start of a field that is not quoted */
		{ "\"Luch\" No 1;5\n", "1+1@0+14[\"Luch\" No 1|5]" },
		{ "\"Luch\" No 1;\"5\"\n", "1+1@0+16[\"Luch\" No 1|5]" },
	};
	/* over a line end only if the fields are as many as usual */
	static const struct rule lines[] = {
		{ "\"OOO \"Luch\" in\nMoscow\";5\n",
		    "1+2@0+25[OOO \"Luch\" in\nMoscow|5]" },
		{ "\"OOO \"Luch\";5\nMoscow\";5\n",
		    "1+1@0+14[OOO \"Luch|5]2+1@14+10[Moscow\"|5]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"' });
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"', .width = 2 });
	check(lines, COUNT_OF(lines),
	    (struct dialect){ .delimiter = ';', .quote = '"', .width = 2 });
}

/* Marks of inches in front of the closing one, not doubled. */
static void
reads_inches(void **state)
{
	static const struct rule rules[] = {
		{ "1;\"Panel 48\"\";\"Made\"\n",
		    "1+1@0+21[1|Panel 48\"|Made]" },
		{ "1;\"48\"\";Made\n2;\"a\";b\n",
		    "1+1@0+13[1|48\"|Made]2+1@13+8[2|a|b]" },
		{ "1;\"4\"\";\"5\"\"\n2;\"a\";b\n",
		    "1+1@0+12[1|4\"|5\"]2+1@12+8[2|a|b]" },
		/* these are doubled */
		{ "1;\"4\"\";x\";b\n", "1+1@0+12[1|4\";x|b]" },
		{ "1;\"4\"\"\nx\";b\n", "1+2@0+12[1|4\"\nx|b]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"', .width = 3 });
}

/* Blanks behind the closing mark are no text. */
static void
closes_before_blanks(void **state)
{
	static const struct rule rules[] = {
		{ "\"a\" ;b\n", "1+1@0+7[a|b]" },
		{ "b;\"a;c\" \t \r\nd", "1+1@0+12[b|a;c]2+1@12+1[d]" },
		{ "\"a\nb\" ;c\n", "1+2@0+9[a\nb|c]" },
		{ "\"Luch\" No;5\n", "1+1@0+12[\"Luch\" No|5]" },
		{ "\"a\" ", "1+1@0+4[a]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"' });
	check(rules, COUNT_OF(rules),
	    (struct dialect){
		.delimiter = ';', .quote = '"', .space_after = true });
}

/* A mark that is never closed stands for itself. */
static void
resynchronises(void **state)
{
	static const struct rule rules[] = {
		{ "x\n\"a;b\nc\n", "1+1@0+2[x]2+1@2+5![\"a|b]3+1@7+2[c]" },
		{ "\"", "1+1@0+1![\"]" },
		{ "\"a;b\nc;\"d\"\n", "1+1@0+5![\"a|b]2+1@5+6[c|d]" },
		{ "a;\"x\nb;\"y\nc;d\n",
		    "1+1@0+5![a|\"x]2+1@5+5![b|\"y]3+1@10+4[c|d]" },
		{ "9,\"CC-9259,$48.00,\"Throw Pillow, Wooden\",\"Add\"\n",
		    "1+1@0+47![9|\"CC-9259|$48.00|Throw Pillow, Wooden|Add]" },
	};
	static const struct rule wide[] = {
		/* the reading with four fields, quoted or not */
		{ "1,2,3,4\n\"a,\"b\",c,d,e\n",
		    "1+1@0+8[1|2|3|4]2+1@8+13[a,\"b|c|d|e]" },
		{ "1,2,3,4\n\"a,\"b\",c,d\n",
		    "1+1@0+8[1|2|3|4]2+1@8+11![\"a|b|c|d]" },
		/* over a line end neither has */
		{ "\"a\nb\",c\n", "1+2@0+8[a\nb|c]" },
		/* too many fields, and four without the mark */
		{ "\"a,b,c,d\ne,f\",g,h,i,j\n",
		    "1+1@0+9![\"a|b|c|d]2+1@9+13[e|f\"|g|h|i|j]" },
	};

	(void)state;
	check(rules, 4, (struct dialect){ .delimiter = ';', .quote = '"' });
	check(rules + 4, 1, (struct dialect){ .delimiter = ',', .quote = '"' });
	check(rules + 4, 1,
	    (struct dialect){ .delimiter = ',', .quote = '"', .width = 5 });
	check(wide, COUNT_OF(wide),
	    (struct dialect){ .delimiter = ',', .quote = '"', .width = 4 });
}

static void
reads_escapes(void **state)
{
	static const struct rule rules[] = {
		{ "\"a \\\"b\\\" c\";d\n", "1+1@0+14[a \"b\" c|d]" },
		{ "\"a\\\";b\";c\n", "1+1@0+10[a\";b|c]" },
		{ "\"a\\\\\";b\n", "1+1@0+8[a\\|b]" },
		{ "\"C:\\dir\";b\\c\n", "1+1@0+13[C:\\dir|b\\c]" },
		{ "\"a\\\\\\\"\";b\n", "1+1@0+10[a\\\"|b]" },
		{ "\"a\\\"\nb\";c\n", "1+2@0+10[a\"\nb|c]" },
		{ "\"\\\"\";b\n", "1+1@0+7[\"|b]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = ';', .quote = '"', .escape = '\\' });
}

static void
skips_blanks(void **state)
{
	static const struct rule after[] = {
		{ "a, b,  c\n", "1+1@0+9[a|b|c]" },
		{ "\"a\", \"b, c\",  \"d\"\n", "1+1@0+18[a|b, c|d]" },
		{ " a ,b , \n", "1+1@0+9[ a |b |]" },
		{ "\"a\nb\", \"c\"\n", "1+2@0+11[a\nb|c]" },
	};
	static const struct rule repeated[] = {
		{ "  a   b \t c  \n", "1+1@0+14[a|b|c]" },
		{ "\"a b\"   \"c\" \n", "1+1@0+13[a b|c]" },
		{ "   \na\n", "1+1@0+4[]2+1@4+2[a]" },
		{ "a \"b\nc\" d\n", "1+2@0+10[a|b\nc|d]" },
	};

	(void)state;
	check(after, COUNT_OF(after),
	    (struct dialect){
		.delimiter = ',', .quote = '"', .space_after = true });
	check(repeated, COUNT_OF(repeated),
	    (struct dialect){
		.delimiter = ' ', .quote = '"', .repeated = true });
}

static void
leaves_nul_out(void **state)
{
	static const char bytes[] = "a;\0b\n\"c\0\nd\";\0\ne\n\0\n";
	struct dialect dialect = { .delimiter = ';', .quote = '"' };
	struct printed p = { NULL, 0, 0 };
	struct steps steps;
	struct record_reader *in =
	    open_steps(&steps, bytes, sizeof(bytes) - 1, 0);

	(void)state;
	record_dialect(in, &dialect, 0);
	print_records(&p, in);
	assert_string_equal(
	    p.text, "1+1@0+5~[a|b]2+2@5+9~[c\nd|]4+1@14+2[e]5+1@16+2~[]");
	record_close(in);
	free(p.text);
}

/* A delimiter of one byte beyond ASCII. */
static void
delimits_by_any_byte(void **state)
{
	static const struct rule rules[] = {
		{ "a\xA6"
		  "b\n",
		    "1+1@0+4[a|b]" },
		{ "\"a\"\xA6\"b\xA6\"\n", "1+1@0+9[a|b\xA6]" },
	};

	(void)state;
	check(rules, COUNT_OF(rules),
	    (struct dialect){ .delimiter = (char)0xA6, .quote = '"' });
}

static void
gives_raw(void **state)
{
	static const char bytes[] = "\"a\r\nb\";c\r\nd\n\ne";
	static const char *const raw[] = { "\"a\r\nb\";c", "d", "", "e" };
	struct dialect dialect = { .delimiter = ';', .quote = '"' };
	struct fail f = FAIL_INIT;
	struct steps steps;
	struct record_reader *in =
	    open_steps(&steps, bytes, sizeof(bytes) - 1, 0);
	struct record r;

	(void)state;
	record_dialect(in, &dialect, 0);
	for (size_t i = 0; i < COUNT_OF(raw); i++) {
		assert_int_equal(record_next(in, &r, &f), 1);
		assert_int_equal(r.raw_length, strlen(raw[i]));
		assert_memory_equal(r.raw, raw[i], r.raw_length);
	}
	assert_int_equal(record_next(in, &r, &f), 0);
	record_close(in);
}

/* n times a byte, then a line end and "b". */
static enum record_damage
damage_of(char byte, size_t n, bool quoted, const struct record_limits *limits)
{
	struct dialect dialect = { .delimiter = ';', .quote = '"' };
	struct fail f = FAIL_INIT;
	size_t length = 0;
	char *bytes = malloc(n + 5);
	struct steps steps;
	struct record_reader *in;
	struct record r;
	enum record_damage damage;

	assert_non_null(bytes);
	if (quoted)
		bytes[length++] = '"';
	memset(bytes + length, byte, n);
	length += n;
	if (quoted)
		bytes[length++] = '"';
	memcpy(bytes + length, "\nb\n", 3);
	in = open_steps(&steps, bytes, length + 3, 0);
	record_limit(in, limits);
	record_dialect(in, &dialect, 0);
	assert_int_equal(record_next(in, &r, &f), 1);
	damage = r.damage;
	assert_int_equal(r.line, 1);
	assert_int_equal(r.lines, 1);
	assert_int_equal(r.size, length + 1);
	assert_true((r.field_count == 0) == (damage != RECORD_WHOLE));
	assert_int_equal(record_next(in, &r, &f), 1);
	assert_int_equal(r.line, 2);
	assert_int_equal(r.field_count, 1);
	assert_int_equal(record_next(in, &r, &f), 0);
	record_close(in);
	free(bytes);
	return damage;
}

static void
check_limits(struct record_limits l)
{
	for (size_t more = 0; more < 3; more++) {
		assert_int_equal(damage_of('a', l.field - 1 + more, false, &l),
		    more < 2 ? RECORD_WHOLE : RECORD_FIELD_LIMIT);
		assert_int_equal(damage_of('a', l.field - 1 + more, true, &l),
		    more < 2 ? RECORD_WHOLE : RECORD_FIELD_LIMIT);
		/* n delimiters, n + 1 fields */
		assert_int_equal(
		    damage_of(';', l.columns - 2 + more, false, &l),
		    more < 2 ? RECORD_WHOLE : RECORD_COLUMN_LIMIT);
	}
	l.field = l.line + 9;
	for (size_t more = 0; more < 3; more++)
		assert_int_equal(damage_of('a', l.line - 1 + more, false, &l),
		    more < 2 ? RECORD_WHOLE : RECORD_LINE_LIMIT);
}

static void
keeps_limits(void **state)
{
	(void)state;
	check_limits((struct record_limits)RECORD_LIMITS_INIT);
	check_limits((struct record_limits){ 10, 100, 5 });
	check_limits((struct record_limits){ 3000000, 5000000, 20000 });
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ends_lines),
		cmocka_unit_test(reads_quotes),
		cmocka_unit_test(quotes_nothing),
		cmocka_unit_test(reads_names),
		cmocka_unit_test(reads_inches),
		cmocka_unit_test(closes_before_blanks),
		cmocka_unit_test(resynchronises),
		cmocka_unit_test(reads_escapes),
		cmocka_unit_test(skips_blanks),
		cmocka_unit_test(leaves_nul_out),
		cmocka_unit_test(delimits_by_any_byte),
		cmocka_unit_test(gives_raw),
		cmocka_unit_test(keeps_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
