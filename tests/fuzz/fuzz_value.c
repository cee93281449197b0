/*
 * fuzz_value.c - any text as a value of any type: no crash; what is no open
 * cell is read alike with any evidence; the normal form of an identifier or
 * period and a repaired text are their own normal form.
 * The first byte chooses the field, the rest is the cell (what is no UTF-8 is
 * passed over, as the decoder does).
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "value/value.h"

int LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static const char schema_text[] =
    "{\"name\": \"v\", \"fields\": ["
    "{\"name\": \"a\"},"
    "{\"name\": \"b\", \"type\": \"integer\", \"role\": \"count\"},"
    "{\"name\": \"c\", \"type\": \"number\", \"role\": \"measure\"},"
    "{\"name\": \"d\", \"type\": \"boolean\"},"
    "{\"name\": \"e\", \"type\": \"date\"},"
    "{\"name\": \"f\", \"type\": \"year\"},"
    "{\"name\": \"g\", \"format\": \"period\"},"
    "{\"name\": \"h\", \"format\": \"snils\"},"
    "{\"name\": \"i\", \"format\": \"inn\"},"
    "{\"name\": \"j\", \"format\": \"inn12\"},"
    "{\"name\": \"k\", \"format\": \"ogrn\"},"
    "{\"name\": \"l\", \"format\": \"ogrnip\"},"
    "{\"name\": \"m\", \"format\": \"okpo\"},"
    "{\"name\": \"n\", \"format\": \"okato\"},"
    "{\"name\": \"o\", \"format\": \"kpp\"},"
    "{\"name\": \"p\", \"format\": \"programme\"},"
    "{\"name\": \"q\", \"type\": \"number\", \"decimalChar\": \",\","
    " \"groupChar\": \" \"},"
    "{\"name\": \"r\", \"type\": \"date\", \"format\": \"%e %B %Y %p%%\"},"
    "{\"name\": \"s\", \"constraints\": {\"enum\": [\"ё\", \"да\"],"
    " \"maxLength\": 9}}]}";

static void
expect(bool good)
{
	if (!good)
		abort();
}

/* Is the value the same? */
static bool
same(const struct table_field *field, const struct value *a,
    const struct value *b)
{
	if (a->status != b->status)
		return false;
	if (a->status != CELL_VALUE)
		return true;
	if (field->type == TABLE_STRING)
		return a->length == b->length &&
		       memcmp(a->text, b->text, a->length) == 0;
	return a->integer == b->integer &&
	       memcmp(&a->number, &b->number, sizeof(a->number)) == 0;
}

/* A cell that is not open, with other evidence. */
static void
read_with_others(const struct table_schema *schema,
    const struct table_field *field, const char *text, size_t length,
    int status, const struct value *first)
{
	struct evidence e = { .complete = true };
	static struct value v;
	struct value_problem p;
	int way;

	for (way = EVIDENCE_NONE; way <= EVIDENCE_BOTH; way++) {
		e.decimal = e.date = e.period = (enum evidence_way)way;
		expect(value_read(schema, field, &e, text, length, &v, &p) ==
		       status);
		expect(status != 0 || same(field, &v, first));
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct table_schema *schema;
	static struct value v, again;
	struct fail f = FAIL_INIT;
	struct evidence e = EVIDENCE_INIT;
	const struct table_field *field;
	struct value_problem p;
	size_t length = size - 1;
	char *text;
	int status;

	if (size == 0 || size > 4096)
		return 0;
	if (schema == NULL)
		schema = table_schema_parse(
		    schema_text, strlen(schema_text), "schema", &f);
	expect(schema != NULL);
	field = &schema->fields[*data % schema->field_count];
	/* a copy of its own, so that what reads beyond it is found */
	expect((text = malloc(size)) != NULL);
	memcpy(text, data + 1, length);
	if (text_valid(text, length) == length) {
		evidence_add(&e, field, text, length);
		status = value_read(schema, field, NULL, text, length, &v, &p);
		if (status != 1)
			read_with_others(
			    schema, field, text, length, status, &v);
		evidence_settle(&e, 1);
		expect(value_read(
			   schema, field, &e, text, length, &again, &p) != 1);
		if (status == 0 && v.status == CELL_VALUE &&
		    field->type == TABLE_STRING)
			expect(value_read(schema, field, &e, v.text, v.length,
				   &again, &p) == 0 &&
			       same(field, &v, &again) &&
			       again.repair.format == NULL);
	}
	free(text);
	return 0;
}
